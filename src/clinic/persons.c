/* persons.c - who is behind the word after `patient`: kept sealed beside the ledger (`identity`), with what the ledger
 * has to say of it: `identity` entries of `person/WORD` (kept) and of `place/erased`, and which episodes are theirs. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include <string.h>

#define ERASED "place/erased"

static tdm_str person_episode(struct tdm_arena *mem, tdm_str id) {
    struct tdm_buf name;
    tdm_buf_init(&name, mem, 100);
    tdm_buf_format(&name, TDM_PERSON_EPISODES "%.*s", TDM_FMT(id));
    return tdm_buf_str(&name);
}

/* ---- what the ledger says */

static bool names(const struct tdm_chained *link, const char *begin, tdm_str *word) {
    tdm_str body = link->body;
    return tdm_body_line(&body, begin, word);
}

struct said {
    bool kept, erased;
    tdm_instant since;
};

static bool said_of(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str id, struct said *out,
                    struct tdm_problem *problem) {
    struct tdm_episode_links all;
    tdm_str word;
    *out = (struct said){0};
    if (!tdm_identity_is_id(id)) return true;
    if (!tdm_clinic_links(mem, clinic, person_episode(mem, id), &all, problem)) return false;
    for (uint32_t i = 0; i < all.count && !out->kept; i++) {
        out->kept = tdm_str_is(all.links[i].kind, "identity");
        out->since = all.links[i].recorded;
    }
    if (!tdm_clinic_links(mem, clinic, TDM_STR(ERASED), &all, problem)) return false;
    for (uint32_t i = 0; i < all.count; i++) {
        if (!tdm_str_is(all.links[i].kind, "identity") || !names(&all.links[i], "erased ", &word) ||
            !tdm_str_equal(word, id))
            continue;
        if (!out->erased) out->since = all.links[i].recorded;
        out->erased = true;
    }
    return true;
}

static bool is_erased(struct tdm_arena *mem, tdm_str id, tdm_instant since, struct tdm_problem *problem) {
    struct tdm_buf when;
    tdm_buf_init(&when, mem, 40);
    tdm_date_print(&when, tdm_zone_date_at(&tdm_zone_utc, since));
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W072", (struct tdm_place){.file = TDM_STR("command line")},
                   "the person `%.*s` was erased on %.*s", TDM_FMT(id), TDM_FMT(tdm_buf_str(&when)));
    tdm_problem_fix(problem, "there is nobody to show; an episode of the same person begins under a new word");
    return false;
}

static bool nobody(struct tdm_problem *problem, tdm_str id) {
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W071", (struct tdm_place){.file = TDM_STR("command line")},
                   "nobody is kept here under `%.*s`", TDM_FMT(id));
    tdm_problem_fix(problem, "`tandem person list FOLDER` has the words; another place may keep the person");
    return false;
}

/* ---- keeping */

static bool note(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, tdm_str body,
                 const struct tdm_person_act *act, struct tdm_problems *problems) {
    struct tdm_chained link = {.kind = TDM_STR("identity"), .episode = episode, .author = act->as, .body = body};
    link.on = TDM_DATE_NONE;
    link.at = TDM_TIME_NONE;
    return tdm_clinic_append_once(mem, clinic, &link, act->now, NULL, problems);
}

/* Eight letters and digits that nobody can guess, none of which looks like another: nothing of the person is in them.
 */
static tdm_str drawn(struct tdm_arena *mem) {
    static const char letters[] = "23456789bcdfghjkmnpqrstvwxyz";
    char word[] = "p-........";
    uint8_t bytes[64];
    size_t at = 2;
    while (at < sizeof word - 1) {
        tdm_secret_bytes(bytes, sizeof bytes);
        for (size_t i = 0; i < sizeof bytes && at < sizeof word - 1; i++)
            if (bytes[i] < 252) word[at++] = letters[bytes[i] % 28];
    }
    return tdm_arena_str(mem, (tdm_str){word, sizeof word - 1});
}

/* With `as`, and a roster: whoever holds a role that enrols, on the day of the act. */
static bool may_act(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act,
                    struct tdm_problem *problem) {
    struct tdm_roster roster;
    if (!tdm_clinic_roster(mem, clinic, &roster, problem)) return false;
    bool may = act->as.len == 0 || roster.count == 0;
    tdm_date day = tdm_zone_date_at(&tdm_zone_utc, act->now);
    for (uint32_t i = 0; i < roster.count && !may; i++)
        may = tdm_role_may(roster.list[i].role, TDM_ENTRY_ENROL) &&
              tdm_roster_has(&roster, act->as, roster.list[i].role, day);
    if (may) return tdm_clinic_is_trusted(clinic, problem);
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W077", (struct tdm_place){.file = TDM_STR("command line")},
                   "`%.*s` may not keep, change or erase persons here", TDM_FMT(act->as));
    tdm_problem_fix(problem, "ask a physician, a physical therapist, a nurse or a coordinator of the roster");
    return false;
}

bool tdm_clinic_person_add(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act,
                           tdm_str *chosen, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct said said;
    struct tdm_buf body;
    *chosen = act->id.len > 0 ? act->id : drawn(mem);
    if (!may_act(mem, clinic, act, &problem) || !said_of(mem, clinic, *chosen, &said, &problem))
        return tdm_clinic_keep(problems, &problem);
    if (said.erased) {
        (void)is_erased(mem, *chosen, said.since, &problem);
        return tdm_clinic_keep(problems, &problem);
    }
    if (said.kept)
        return tdm_clinic_refuse(problems, "W076", "leave the word out, then one is drawn; or `tandem person change`",
                                 "somebody is kept under `%.*s` already", TDM_FMT(*chosen));
    if (!tdm_identity_put(mem, clinic->folder, *chosen, act->identity, &problem))
        return tdm_clinic_keep(problems, &problem);
    tdm_buf_init(&body, mem, 100);
    tdm_buf_format(&body, "kept %.*s\n", TDM_FMT(*chosen));
    return note(mem, clinic, person_episode(mem, *chosen), tdm_buf_str(&body), act, problems);
}

bool tdm_clinic_person_show(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str id, struct tdm_identity *out,
                            struct tdm_problem *problem) {
    struct said said;
    bool found = false;
    if (!said_of(mem, clinic, id, &said, problem)) return false;
    if (said.erased) return is_erased(mem, id, said.since, problem);
    if (!tdm_identity_get(mem, clinic->folder, id, out, &found, problem)) return false;
    return found || nobody(problem, id);
}

/* Erased by what the ledger says: a key that came back with an old backup opens nobody. */
bool tdm_clinic_persons_show(struct tdm_arena *mem, struct tdm_clinic *clinic, const tdm_str *ids, uint32_t count,
                             struct tdm_identity *out, struct tdm_problem *problem) {
    struct tdm_episode_links all;
    tdm_str word;
    if (!tdm_clinic_links(mem, clinic, TDM_STR(ERASED), &all, problem) ||
        !tdm_identity_get_many(mem, clinic->folder, ids, count, out, problem))
        return false;
    for (uint32_t i = 0; i < all.count; i++) {
        if (!tdm_str_is(all.links[i].kind, "identity") || !names(&all.links[i], "erased ", &word)) continue;
        for (uint32_t k = 0; k < count; k++)
            if (tdm_str_equal(ids[k], word)) out[k] = (struct tdm_identity){.born = TDM_DATE_NONE};
    }
    return true;
}

bool tdm_clinic_person_change(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act,
                              struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_identity before;
    return (may_act(mem, clinic, act, &problem) && tdm_clinic_person_show(mem, clinic, act->id, &before, &problem) &&
            tdm_identity_put(mem, clinic->folder, act->id, act->identity, &problem)) ||
           tdm_clinic_keep(problems, &problem);
}

bool tdm_clinic_person_erase(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_person_act *act,
                             struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct said said;
    struct tdm_buf body;
    bool found = false;
    if (!tdm_body_is_line(act->because))
        return tdm_clinic_refuse(problems, "W070",
                                 "add `--because TEXT`, without the person's name: it stays in the ledger",
                                 "the reason is missing, or more than a line");
    if (!may_act(mem, clinic, act, &problem) || !said_of(mem, clinic, act->id, &said, &problem))
        return tdm_clinic_keep(problems, &problem);
    if (!tdm_identity_erase(mem, clinic->folder, act->id, &found, &problem)) return tdm_clinic_keep(problems, &problem);
    if (!found && !said.kept && !said.erased) {
        (void)nobody(&problem, act->id);
        return tdm_clinic_keep(problems, &problem);
    }
    if (said.erased) return true;
    tdm_buf_init(&body, mem, 4096);
    tdm_buf_format(&body, "erased %.*s\n  because %.*s\n", TDM_FMT(act->id), TDM_FMT(act->because));
    return note(mem, clinic, TDM_STR(ERASED), tdm_buf_str(&body), act, problems);
}

/* ---- everybody */

struct listing {
    struct tdm_arena *mem;
    struct tdm_persons *out;
    size_t room;
};

static struct tdm_person_standing *person_of(struct listing *l, tdm_str id) {
    struct tdm_persons *out = l->out;
    size_t count = out->count;
    for (uint32_t i = 0; i < out->count; i++)
        if (tdm_str_equal(out->list[i].id, id)) return &out->list[i];
    TDM_GROW(l->mem, out->list, count, l->room);
    out->list[count] = (struct tdm_person_standing){.id = tdm_arena_str(l->mem, id)};
    out->count++;
    return &out->list[count];
}

static bool take_name(void *context, const struct tdm_stored *stored) {
    struct listing *l = context;
    tdm_str prefix = TDM_STR("person/");
    if (tdm_str_starts_with(stored->bytes, prefix))
        (void)person_of(l, tdm_str_slice(stored->bytes, prefix.len, stored->bytes.len));
    return true;
}

bool tdm_clinic_persons(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_persons *out,
                        struct tdm_problem *problem) {
    struct listing l = {.mem = mem, .out = out};
    struct tdm_identity_ids here;
    *out = (struct tdm_persons){0};
    if (!tdm_store_episodes(clinic->store, take_name, &l, problem) ||
        !tdm_identity_list(mem, clinic->folder, &here, problem))
        return false;
    for (size_t i = 0; i < here.count; i++) person_of(&l, here.ids[i])->kept_here = true;
    for (uint32_t i = 0; i < out->count; i++) {
        struct said said;
        if (!said_of(mem, clinic, out->list[i].id, &said, problem)) return false;
        out->list[i].erased = said.erased;
        out->list[i].since = said.since;
    }
    return true;
}

/* ---- their episodes */

bool tdm_clinic_belongs(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart,
                        tdm_instant now, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_chained link = {.kind = TDM_STR("belongs"), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct said said;
    struct tdm_buf body;
    if (!said_of(mem, clinic, chart->patient, &said, &problem)) return tdm_clinic_keep(problems, &problem);
    if (said.erased) {
        (void)is_erased(mem, chart->patient, said.since, &problem);
        return tdm_clinic_keep(problems, &problem);
    }
    if (!said.kept) return true;
    tdm_buf_init(&body, mem, 200);
    tdm_buf_format(&body, "belongs %.*s\n", TDM_FMT(chart->name));
    link.episode = person_episode(mem, chart->patient);
    link.body = tdm_buf_str(&body);
    return tdm_clinic_append_once(mem, clinic, &link, now, NULL, problems);
}

bool tdm_clinic_episodes_of(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str person, struct tdm_names *out,
                            struct tdm_problem *problem) {
    struct tdm_episode_links all;
    tdm_str name;
    *out = (struct tdm_names){0};
    if (!tdm_identity_is_id(person)) return true;
    if (!tdm_clinic_links(mem, clinic, person_episode(mem, person), &all, problem)) return false;
    for (uint32_t i = 0; i < all.count; i++) {
        if (!tdm_belongs_read(&all.links[i], &name)) continue;
        size_t at = out->count;
        bool there = false;
        for (size_t k = 0; k < out->count; k++) there = there || tdm_str_equal(out->list[k], name);
        if (there) continue;
        TDM_GROW(mem, out->list, out->count, out->room);
        for (; at > 0 && tdm_str_compare(out->list[at - 1], name) > 0; at--) out->list[at] = out->list[at - 1];
        out->list[at] = name;
        out->count++;
    }
    return true;
}
