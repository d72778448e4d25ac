/* trust.c - keys that are trusted no longer: a laptop was stolen, and what is written with its key after a number does
 * not count. Nothing is taken away: chains stay whole, and every place that has the entry comes to the same charts. */
#include "clinic/clinic_int.h"

#define KEYS_EPISODE "place/keys"

/* ---- the body of such an entry */

bool tdm_distrust_read(const struct tdm_chained *link, struct tdm_distrust *out) {
    tdm_str body = link->body, after;
    int64_t number;
    *out = (struct tdm_distrust){.by = link->place, .by_number = link->number};
    if (!tdm_str_is(link->kind, "distrust") || !tdm_body_line(&body, "distrust ", &out->place) ||
        !tdm_body_line(&body, "  after ", &after) || !tdm_body_line(&body, "  because ", &out->because) ||
        !tdm_parse_i64(after, &number) || number < 1)
        return false;
    out->after = (uint64_t)number;
    return true;
}

/* ---- which of them count */

static bool cuts(const struct tdm_distrust *one, const struct tdm_chained *link) {
    return tdm_str_equal(one->place, link->place) && link->number > one->after;
}

/* Is the act itself written with a key that is trusted no longer? Two that speak of each other, neither of which had
 * seen the other, both count: which of the two keys was stolen nobody can tell from here. */
static bool is_void(const struct tdm_episode_links *all, uint32_t at) {
    struct tdm_distrust mine, other;
    if (!tdm_distrust_read(&all->links[at], &mine)) return true;
    for (uint32_t i = 0; i < all->count; i++) {
        if (i == at || !tdm_distrust_read(&all->links[i], &other) || !cuts(&other, &all->links[at])) continue;
        if (tdm_clinic_knew(&all->links[at], &all->links[i]) || !cuts(&mine, &all->links[i])) return true;
    }
    return false;
}

bool tdm_clinic_distrusted(struct tdm_clinic *clinic, const struct tdm_distrust **out, uint32_t *count,
                           struct tdm_problem *problem) {
    struct tdm_episode_links all;
    if (!clinic->trust_known) {
        if (!tdm_clinic_kept(clinic->mem, clinic, TDM_STR(KEYS_EPISODE), &all, problem)) return false;
        clinic->distrusted = TDM_NEW_ARRAY(clinic->mem, struct tdm_distrust, all.count + 1);
        clinic->distrusted_count = 0;
        for (uint32_t i = 0; i < all.count; i++)
            if (!is_void(&all, i) && tdm_distrust_read(&all.links[i], &clinic->distrusted[clinic->distrusted_count]))
                clinic->distrusted_count++;
        clinic->trust_known = true;
    }
    *out = clinic->distrusted;
    *count = clinic->distrusted_count;
    return true;
}

bool tdm_clinic_counts(const struct tdm_clinic *clinic, const struct tdm_chained *link) {
    if (tdm_str_is(link->episode, KEYS_EPISODE)) return true;
    for (uint32_t i = 0; i < clinic->distrusted_count; i++)
        if (cuts(&clinic->distrusted[i], link)) return false;
    return true;
}

/* ---- the act */

static bool refuse(struct tdm_problem *problem, const struct tdm_distrust *act, const char *what, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W046", (struct tdm_place){.file = TDM_STR("command line")},
                   "the key of `%.*s` after entry %llu: %s", TDM_FMT(act->place), (unsigned long long)act->after, what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static bool can_be(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_distrust *act,
                   struct tdm_problem *problem) {
    struct tdm_stored last;
    size_t at;
    bool found = false;
    if (tdm_str_equal(act->place, clinic->place))
        return refuse(problem, act, "a place cannot say this of its own key",
                      "say it at another place; here, found a new one: `tandem init`");
    if (act->because.len == 0 || tdm_str_find(act->because, TDM_STR("\n"), &at) ||
        tdm_str_find(act->because, TDM_STR("\""), &at))
        return refuse(problem, act, "the reason is missing, or more than a line without quotes",
                      "add `--because TEXT`, such as \"the laptop was stolen on 3 March\"");
    if (!tdm_store_last(mem, clinic->store, act->place, &last, &found, problem)) return false;
    if (!found) return refuse(problem, act, "there is no such place here", "`tandem verify` lists the places");
    if (act->after < 1 || act->after > last.number)
        return refuse(problem, act, "its chain has no such entry here",
                      "name its last entry that is to count, as `tandem verify` and `tandem export` number them");
    return true;
}

bool tdm_clinic_distrust(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_distrust *act,
                         tdm_instant now, struct tdm_problems *problems) {
    struct tdm_chained link = {
        .kind = TDM_STR("distrust"), .episode = TDM_STR(KEYS_EPISODE), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_problem problem = {0};
    struct tdm_buf body;
    struct tdm_stored there;
    bool found = false;
    if (!can_be(mem, clinic, act, &problem)) return tdm_clinic_keep(problems, &problem);
    tdm_buf_init(&body, mem, 8192);
    tdm_buf_format(&body, "distrust %.*s\n  after %llu\n  because \"%.*s\"\n", TDM_FMT(act->place),
                   (unsigned long long)act->after, TDM_FMT(act->because));
    link.body = tdm_buf_str(&body);
    link.id = tdm_chained_id_of(mem, &link);
    if (!tdm_store_by_id(mem, clinic->store, link.id, &there, &found, &problem))
        return tdm_clinic_keep(problems, &problem);
    return found || tdm_clinic_append(mem, clinic, &link, now, problems);
}

/* What is recorded with a key that nobody trusts would count nowhere. */
bool tdm_clinic_is_trusted(struct tdm_clinic *clinic, struct tdm_problem *problem) {
    const struct tdm_distrust *list;
    uint32_t count;
    if (!tdm_clinic_distrusted(clinic, &list, &count, problem)) return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!tdm_str_equal(list[i].place, clinic->place)) continue;
        (void)tdm_fail(
            problem, TDM_WHY_NOT_ALLOWED, "W047", (struct tdm_place){.file = clinic->folder},
            "the key of `%.*s` is trusted no longer after entry %llu: entry %llu of `%.*s` says so, because %.*s",
            TDM_FMT(list[i].place), (unsigned long long)list[i].after, (unsigned long long)list[i].by_number,
            TDM_FMT(list[i].by), TDM_FMT(list[i].because));
        tdm_problem_fix(problem, "found a new place, merge a bundle into it and record there; nothing was changed");
        return false;
    }
    return true;
}
