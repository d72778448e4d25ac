/* permit.c - who may record what (F117): by the role that the person holds on the day of the entry, in the chart and,
 * where the clinic keeps a roster, there too. What a signature then does is the protocol's to say; this is about being
 * let in. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include <string.h>

#define PEOPLE_EPISODE "place/people"

/* ---- the table: docs/ledger.md, section 9 [own] */

static const struct {
    const char *role;
    char letter;
} letters[] = {
    {"physician", 'p'},      {"physical-therapist", 't'}, {"nurse", 'n'},   {"prescriber", 'r'},
    {"imaging-reader", 'i'}, {"coordinator", 'c'},        {"patient", 'P'},
};

#define ALL       "ptnricP"
#define TEAM      "ptnric"
#define CLINICAL  "ptnri"
#define TREATMENT "pt"
static const char *const may[TDM_ENTRY_KIND_COUNT] = {
    [TDM_ENTRY_ENROL] = "ptnc",        [TDM_ENTRY_SCREEN] = CLINICAL,    [TDM_ENTRY_ASSESS] = CLINICAL,
    [TDM_ENTRY_DIARY] = ALL,           [TDM_ENTRY_FINDING] = CLINICAL,   [TDM_ENTRY_FLAG] = CLINICAL,
    [TDM_ENTRY_ADVERSE] = CLINICAL,    [TDM_ENTRY_MEDICINE] = ALL,       [TDM_ENTRY_DENY] = ALL,
    [TDM_ENTRY_PRESCRIBE] = TREATMENT, [TDM_ENTRY_SESSION] = ALL,        [TDM_ENTRY_PROCEDURE] = "p",
    [TDM_ENTRY_PLAN] = TEAM,           [TDM_ENTRY_CLEAR] = CLINICAL,     [TDM_ENTRY_REVOKE] = CLINICAL,
    [TDM_ENTRY_MOVE] = TREATMENT,      [TDM_ENTRY_ENTER] = TREATMENT,    [TDM_ENTRY_HOLD] = ALL,
    [TDM_ENTRY_RESUME] = CLINICAL,     [TDM_ENTRY_STATEMENT] = CLINICAL, [TDM_ENTRY_ANSWER] = ALL,
    [TDM_ENTRY_HANDOFF] = TEAM,        [TDM_ENTRY_ACKNOWLEDGE] = ALL,    [TDM_ENTRY_CONSENT] = ALL,
    [TDM_ENTRY_OVERRIDE] = TREATMENT,  [TDM_ENTRY_CORRECT] = ALL,        [TDM_ENTRY_WITHDRAW] = ALL,
    [TDM_ENTRY_AMEND] = TREATMENT,     [TDM_ENTRY_END] = "ptnc",
};

bool tdm_role_is_of_clinic(tdm_str role) {
    for (size_t i = 0; i < TDM_COUNT(letters); i++)
        if (tdm_str_is(role, letters[i].role)) return true;
    return false;
}

bool tdm_clinic_is_person(tdm_str person) {
    for (size_t i = 0; i < person.len; i++)
        if (person.at[i] == '/' || person.at[i] == '.') return false;
    return tdm_chained_is_name(person) && !tdm_word_reserved(person);
}

bool tdm_role_may(tdm_str role, enum tdm_entry_kind kind) {
    for (size_t i = 0; i < TDM_COUNT(letters); i++)
        if (tdm_str_is(role, letters[i].role)) return strchr(may[kind], letters[i].letter) != NULL;
    return strlen(may[kind]) == strlen(ALL); /* a role of another catalogue: what everybody may */
}

/* ---- the roster: entries of the kind `person`; of one person and role the newest counts */

bool tdm_appointment_read(const struct tdm_chained *link, struct tdm_appointment *out) {
    tdm_str body = link->body;
    *out = (struct tdm_appointment){.from = TDM_DATE_NONE, .until = TDM_DATE_NONE};
    if (!tdm_str_is(link->kind, "person") || !tdm_body_line(&body, "person ", &out->person) ||
        !tdm_body_line(&body, "  role ", &out->role))
        return false;
    (void)tdm_body_line(&body, "  credential ", &out->credential);
    return tdm_body_day(&body, "  from ", &out->from) && tdm_body_day(&body, "  until ", &out->until) && body.len == 0;
}

static bool covers(const struct tdm_appointment *a, tdm_date day) {
    bool begun = tdm_date_is_none(a->from) || a->from.day <= day.day;
    return begun && (tdm_date_is_none(a->until) || a->until.day >= day.day);
}

bool tdm_clinic_roster(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_roster *out,
                       struct tdm_problem *problem) {
    struct tdm_episode_links all;
    *out = (struct tdm_roster){0};
    if (!tdm_clinic_links(mem, clinic, TDM_STR(PEOPLE_EPISODE), &all, problem)) return false;
    out->list = TDM_NEW_ARRAY(mem, struct tdm_appointment, all.count + 1);
    for (uint32_t i = 0; i < all.count; i++) {
        struct tdm_appointment one;
        uint32_t at = 0;
        if (!tdm_appointment_read(&all.links[i], &one)) continue;
        while (at < out->count &&
               !(tdm_str_equal(out->list[at].person, one.person) && tdm_str_equal(out->list[at].role, one.role)))
            at++;
        out->list[at] = one;
        if (at == out->count) out->count++;
    }
    return true;
}

bool tdm_roster_has(const struct tdm_roster *roster, tdm_str person, tdm_str role, tdm_date day) {
    for (uint32_t i = 0; i < roster->count; i++) {
        const struct tdm_appointment *a = &roster->list[i];
        if (tdm_str_equal(a->person, person) && tdm_str_equal(a->role, role) && covers(a, day)) return true;
    }
    return false;
}

/* ---- one entry */

static bool refuse(struct tdm_problem *problem, const struct tdm_entry *entry, const char *fix) {
    problem->place = entry->place;
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

/* A patient corrects and takes back what is theirs. */
static bool is_own(const struct tdm_chart *chart, const struct tdm_entry *entry) {
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (tdm_str_equal(chart->entries[i].name, entry->target))
            return tdm_str_equal(chart->entries[i].author, entry->author);
    return true;
}

bool tdm_clinic_permits(const struct tdm_permit *permit, const struct tdm_chart *chart, const struct tdm_entry *entry,
                        struct tdm_problem *problem) {
    const char *kind = tdm_entry_kind_word(entry->kind);
    tdm_str role = permit->role;
    struct tdm_place place = entry->place;
    if (!tdm_str_equal(entry->author, permit->as)) {
        (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W049", place, "`%.*s` records an entry by `%.*s`",
                       TDM_FMT(permit->as), TDM_FMT(entry->author));
        return refuse(problem, entry, "write your own name after `by`; what others did, they record, or you in words");
    }
    bool patient = tdm_str_is(role, "patient");
    if (!patient && permit->roster.count > 0 && !tdm_roster_has(&permit->roster, permit->as, role, entry->date)) {
        (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W049", place,
                       "`%.*s` does not hold the role `%.*s` on that day in the roster of this clinic",
                       TDM_FMT(permit->as), TDM_FMT(role));
        return refuse(problem, entry, "`tandem appoint` tells the roster of a person, their role and its days");
    }
    bool refers = entry->kind == TDM_ENTRY_CORRECT || entry->kind == TDM_ENTRY_WITHDRAW;
    if (tdm_role_may(role, entry->kind) && !(patient && refers && !is_own(chart, entry))) return true;
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W049", place, "`%.*s` may not record `%s` as `%.*s`%s",
                   TDM_FMT(permit->as), kind, TDM_FMT(role),
                   patient && refers ? " of what somebody else recorded" : "");
    return refuse(problem, entry, "ask somebody whose role may: docs/ledger.md has the table");
}

/* ---- what is no entry, and is kept beside them */

static bool holds_a_role(const struct tdm_roster *roster, const struct tdm_chart *chart, tdm_str person, tdm_date day) {
    for (uint32_t i = 0; i < chart->person_count; i++) {
        const struct tdm_member *m = &chart->people[i];
        if (!tdm_str_equal(m->person, person)) continue;
        if ((!tdm_date_is_none(m->from) && m->from.day > day.day) ||
            (!tdm_date_is_none(m->until) && m->until.day < day.day))
            continue;
        if (tdm_str_is(m->role, "patient") || roster->count == 0 || tdm_roster_has(roster, person, m->role, day))
            return true;
    }
    return false;
}

bool tdm_clinic_may_bring(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_bringing *bringing,
                          struct tdm_problem *problem) {
    const struct tdm_act *act = bringing->act;
    struct tdm_asking ask = {bringing->chart->name, act->as, tdm_zone_date_at(&act->zone, act->now), true, act->now};
    struct tdm_roster roster;
    if (!tdm_clinic_is_trusted(clinic, problem)) return false;
    if (act->as.len == 0) return true;
    if (!tdm_clinic_admits(mem, clinic, &ask, problem) || !tdm_clinic_roster(mem, clinic, &roster, problem))
        return false;
    if (holds_a_role(&roster, bringing->chart, act->as, ask.day)) return true;
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W049", (struct tdm_place){.file = clinic->folder},
                   "`%.*s` holds no role of the team of `%.*s` on that day in the roster of this clinic",
                   TDM_FMT(act->as), TDM_FMT(ask.episode));
    tdm_problem_fix(problem, "`tandem appoint` tells the roster of a person, their role and its days");
    return false;
}

/* ---- the act */

static bool malformed(struct tdm_problem *problem, const char *what, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "W051", (struct tdm_place){.file = TDM_STR("command line")}, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static bool can_appoint(const struct tdm_appointment *a, struct tdm_problem *problem) {
    size_t at;
    if (!tdm_chained_is_name(a->person))
        return malformed(problem, "the person is named by more than a word", "write the name as charts have it");
    if (!tdm_role_is_of_clinic(a->role) || tdm_str_is(a->role, "patient"))
        return malformed(
            problem, "the role is none of a clinic's",
            "choose one of: physician, physical-therapist, nurse, prescriber, imaging-reader, coordinator");
    if (!tdm_date_is_none(a->from) && !tdm_date_is_none(a->until) && a->until.day < a->from.day)
        return malformed(problem, "the last day is before the first", "write a later day after `--until`");
    if (tdm_str_find(a->credential, TDM_STR("\n"), &at))
        return malformed(problem, "the credential is more than a line", "write it in one line");
    return true;
}

bool tdm_clinic_appoint(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_appointment *ask,
                        tdm_instant now, struct tdm_problems *problems) {
    struct tdm_chained link = {
        .kind = TDM_STR("person"), .episode = TDM_STR(PEOPLE_EPISODE), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_problem problem = {0};
    struct tdm_buf body;
    if (!can_appoint(ask, &problem)) return tdm_clinic_keep(problems, &problem);
    tdm_buf_init(&body, mem, 8192);
    tdm_buf_format(&body, "person %.*s\n  role %.*s\n", TDM_FMT(ask->person), TDM_FMT(ask->role));
    if (ask->credential.len > 0) tdm_buf_format(&body, "  credential %.*s\n", TDM_FMT(ask->credential));
    tdm_body_put_day(&body, "  from ", ask->from);
    tdm_body_put_day(&body, "  until ", ask->until);
    link.body = tdm_buf_str(&body);
    /* said again later it counts again: the newest of a person and role does */
    return tdm_clinic_append_anew(mem, clinic, &link, now, problems);
}
