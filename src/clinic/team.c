/* team.c - who may see and write an episode: the people of its chart, with who joined or left since, and who broke the
 * glass. Entries of the kinds `team` and `glass`, of the episode itself; a kept chart is read with them among its
 * people.
 */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include <string.h>

/* ---- by the ledger */

bool tdm_clinic_team(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_team *out,
                     struct tdm_problem *problem) {
    struct tdm_episode_links all;
    if (!tdm_clinic_links(mem, clinic, episode, &all, problem)) return false;
    tdm_episode_team(mem, &all, out);
    return true;
}

/* ---- who is let in */

static bool covers(tdm_date from, tdm_date until, tdm_date day) {
    return (tdm_date_is_none(from) || from.day <= day.day) && (tdm_date_is_none(until) || until.day >= day.day);
}

/* The people as the head of the chart has them, with those who joined; without reading the whole chart. */
static bool read_people(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_team *team,
                        const struct tdm_chart **out, struct tdm_problem *problem) {
    struct tdm_episode_links all;
    struct tdm_problems quiet;
    struct tdm_buf text;
    const struct tdm_tree *tree;
    tdm_problems_init(&quiet);
    if (!tdm_clinic_links(mem, clinic, episode, &all, problem)) return false;
    tdm_buf_init(&text, mem, TDM_NOTATION_FILE_MAX);
    if (!tdm_episode_head(mem, &all, &text)) return tdm_clinic_no_episode(clinic, episode, problem);
    tdm_episode_team(mem, &all, team);
    if (tdm_notation_read(mem, episode, tdm_buf_str(&text), &tree, &quiet) &&
        tdm_chart_read(mem, tree, &tdm_zone_utc, out, &quiet))
        return true;
    *problem = quiet.items[0];
    return false;
}

static bool is_let_in(const struct tdm_team *team, const struct tdm_chart *chart, const struct tdm_asking *ask) {
    if (!ask->write && tdm_str_equal(chart->patient, ask->person)) return true; /* it is theirs, whoever stands there */
    for (uint32_t i = 0; i < chart->person_count; i++)
        if (tdm_str_equal(chart->people[i].person, ask->person) &&
            covers(chart->people[i].from, chart->people[i].until, ask->day))
            return true;
    for (uint32_t i = 0; i < team->count; i++)
        if (!ask->write && tdm_str_is(team->list[i].role, TDM_ROLE_READER) &&
            tdm_str_equal(team->list[i].person, ask->person) &&
            covers(team->list[i].from, team->list[i].until, ask->day))
            return true;
    return false;
}

bool tdm_clinic_admits(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_asking *ask,
                       struct tdm_problem *problem) {
    struct tdm_team team;
    const struct tdm_chart *chart;
    if (!read_people(mem, clinic, ask->episode, &team, &chart, problem)) return false;
    struct tdm_asking asked = *ask;
    if (tdm_date_is_none(ask->day)) asked.day = tdm_clinic_day(mem, chart, ask->now);
    if (is_let_in(&team, chart, &asked)) return true;
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W060", (struct tdm_place){.file = clinic->folder},
                   "`%.*s` is not of the team of `%.*s` on that day%s", TDM_FMT(ask->person), TDM_FMT(ask->episode),
                   ask->write ? ", or only reads there" : "");
    tdm_str *names = TDM_NEW_ARRAY(mem, tdm_str, chart->person_count + 1);
    for (uint32_t i = 0; i < chart->person_count; i++) names[i] = chart->people[i].person;
    int near = tdm_nearest(ask->person, names, chart->person_count);
    bool other = near >= 0 && !tdm_str_equal(names[near], ask->person);
    tdm_problem_fix(problem, "%s%.*s%s`tandem team` takes somebody in; in an emergency `tandem glass`, with the reason",
                    other ? "write `" : "", TDM_FMT(other ? names[near] : (tdm_str){0}), other ? "`; " : "");
    return false;
}

static void admit(struct tdm_arena *mem, struct tdm_names *out, tdm_str person) {
    for (size_t i = 0; i < out->count; i++)
        if (tdm_str_equal(out->list[i], person)) return;
    TDM_GROW(mem, out->list, out->count, out->room);
    out->list[out->count++] = person;
}

bool tdm_clinic_admitted(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, tdm_date day,
                         struct tdm_names *out, struct tdm_problem *problem) {
    struct tdm_team team;
    const struct tdm_chart *chart;
    *out = (struct tdm_names){0};
    if (!read_people(mem, clinic, episode, &team, &chart, problem)) return false;
    struct tdm_asking ask = {.episode = episode, .person = chart->patient, .day = day};
    if (is_let_in(&team, chart, &ask)) admit(mem, out, ask.person);
    for (uint32_t i = 0; i < chart->person_count; i++) {
        ask.person = chart->people[i].person;
        if (is_let_in(&team, chart, &ask)) admit(mem, out, ask.person);
    }
    for (uint32_t i = 0; i < team.count; i++) {
        ask.person = team.list[i].person;
        if (is_let_in(&team, chart, &ask)) admit(mem, out, ask.person);
    }
    return true;
}

/* ---- acts */

static bool malformed(struct tdm_problems *problems, const char *what, const char *fix) {
    return tdm_clinic_refuse(problems, "W066", fix, "%s", what);
}

static bool is_role(tdm_str role) {
    return tdm_str_is(role, TDM_ROLE_READER) || (tdm_role_is_of_clinic(role) && !tdm_str_is(role, "patient"));
}

static bool can_join(const struct tdm_membership *one, struct tdm_problems *problems) {
    if (!tdm_clinic_is_person(one->person))
        return malformed(problems, "the person is named by more than a word", "write the name as charts have it");
    if (!is_role(one->role))
        return malformed(problems, "the role is none of a clinic's",
                         "choose one of: physician, physical-therapist, nurse, prescriber, imaging-reader, "
                         "coordinator; or reader, who only sees");
    if (!tdm_date_is_none(one->from) && !tdm_date_is_none(one->until) && one->until.day < one->from.day)
        return malformed(problems, "the last day is before the first", "write a later day after `--until`");
    return true;
}

static bool append_member(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask,
                          struct tdm_chained *out, struct tdm_problems *problems) {
    const struct tdm_membership *one = &ask->member;
    struct tdm_chained link = {.kind = one->glass ? TDM_STR("glass") : TDM_STR("team"), .episode = one->episode};
    struct tdm_buf body;
    link.author = ask->as;
    link.on = ask->day;
    link.at = TDM_TIME_NONE;
    tdm_buf_init(&body, mem, 8192);
    tdm_buf_format(&body, "%.*s %.*s\n  role %.*s\n", TDM_FMT(link.kind), TDM_FMT(one->person), TDM_FMT(one->role));
    tdm_body_put_day(&body, "  from ", one->from);
    tdm_body_put_day(&body, "  until ", one->until);
    if (one->because.len > 0) tdm_buf_format(&body, "  because %.*s\n", TDM_FMT(one->because));
    link.body = tdm_buf_str(&body);
    if (!tdm_clinic_append_anew(mem, clinic, &link, ask->now, problems)) return false;
    *out = link;
    return true;
}

/* Let in by broken glass, and not otherwise? */
static bool is_glass(const struct tdm_team *team, const struct tdm_member *member) {
    for (uint32_t i = 0; i < team->count; i++)
        if (team->list[i].glass && tdm_str_equal(team->list[i].person, member->person) &&
            tdm_str_equal(team->list[i].role, member->role) && tdm_date_equal(team->list[i].from, member->from) &&
            tdm_date_equal(team->list[i].until, member->until))
            return true;
    return false;
}

/* Who holds the role already keeps their first day, unless another one is said. */
static tdm_date first_day(const struct tdm_team *team, const struct tdm_chart *chart, const struct tdm_joining *ask) {
    if (!tdm_date_is_none(ask->member.from)) return ask->member.from;
    for (uint32_t i = 0; i < chart->person_count; i++)
        if (tdm_str_equal(chart->people[i].person, ask->member.person) && !is_glass(team, &chart->people[i]) &&
            tdm_str_equal(chart->people[i].role, ask->member.role))
            return chart->people[i].from;
    return ask->day;
}

/* Of the team, and of a role that enrols: physician, physical therapist, nurse, coordinator. */
static bool may_change(const struct tdm_team *team, const struct tdm_chart *chart, const struct tdm_joining *ask) {
    for (uint32_t i = 0; i < chart->person_count; i++)
        if (tdm_str_equal(chart->people[i].person, ask->as) && !is_glass(team, &chart->people[i]) &&
            covers(chart->people[i].from, chart->people[i].until, ask->day) &&
            tdm_role_may(chart->people[i].role, TDM_ENTRY_ENROL))
            return true;
    return false;
}

bool tdm_clinic_join(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask,
                     struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_team team;
    const struct tdm_chart *chart;
    struct tdm_chained link;
    struct tdm_joining joining = *ask;
    if (!read_people(mem, clinic, ask->member.episode, &team, &chart, &problem))
        return tdm_clinic_keep(problems, &problem);
    if (ask->as.len > 0 && !may_change(&team, chart, ask))
        return tdm_clinic_refuse(
            problems, "W060", "ask a physician, a physical therapist, a nurse or the coordinator of the team",
            "`%.*s` may not change the team of `%.*s`", TDM_FMT(ask->as), TDM_FMT(ask->member.episode));
    joining.member.glass = false;
    joining.member.because = (tdm_str){0};
    joining.member.from = first_day(&team, chart, ask);
    return can_join(&joining.member, problems) && append_member(mem, clinic, &joining, &link, problems);
}

static bool holds_role(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask,
                       struct tdm_problems *problems) {
    struct tdm_roster roster;
    struct tdm_problem problem = {0};
    if (!tdm_clinic_roster(mem, clinic, &roster, &problem)) return tdm_clinic_keep(problems, &problem);
    if (tdm_roster_has(&roster, ask->member.person, ask->member.role, ask->day)) return true;
    return tdm_clinic_refuse(problems, "W066",
                             "`tandem appoint` keeps the roster; only who stands in it may break the glass",
                             "`%.*s` does not hold the role `%.*s` on that day in the roster of this clinic",
                             TDM_FMT(ask->member.person), TDM_FMT(ask->member.role));
}

bool tdm_clinic_break_glass(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_joining *ask,
                            struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_team team;
    const struct tdm_chart *chart;
    struct tdm_chained link;
    struct tdm_joining joining = *ask;
    if (!read_people(mem, clinic, ask->member.episode, &team, &chart, &problem))
        return tdm_clinic_keep(problems, &problem);
    if (!tdm_body_is_line(ask->member.because))
        return malformed(problems, "the reason is missing, or more than a line",
                         "add `--because TEXT`: the team and the patient will read it");
    joining.member.person = ask->as;
    joining.member.glass = true;
    joining.member.from = ask->day;
    joining.member.until = tdm_date_add_days(ask->day, 1);
    if (!can_join(&joining.member, problems) || !holds_role(mem, clinic, &joining, problems)) return false;
    if (tdm_str_is(joining.member.role, TDM_ROLE_READER))
        return malformed(problems, "a reader is of no roster", "name the role that you hold in this clinic");
    if (!append_member(mem, clinic, &joining, &link, problems)) return false;
    return tdm_clinic_tell(mem, clinic,
                           &(struct tdm_telling){.kind = "broke-glass", .from = &link, .of = joining.member.role},
                           ask->now, NULL, problems);
}
