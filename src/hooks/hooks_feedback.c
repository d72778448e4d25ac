/* hooks_feedback.c - what became of cards over there. */
#include "hooks/hooks_int.h"

#define FEEDBACK_MAX 200u

static bool wrong(struct tdm_problem *problem, uint32_t at, const char *member, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_SYNTAX, "Z005", (struct tdm_place){.file = TDM_STR("the request")},
                   "/feedback/%u%s is missing, or cannot be read", at, member);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static bool read_accepted(struct tdm_arena *mem, const struct tdm_json *item, struct tdm_hook_feedback *out) {
    const struct tdm_json *all = hook_get(item, "acceptedSuggestions");
    uint32_t most = all != NULL && all->kind == TDM_JSON_ARRAY ? all->count : 0;
    tdm_str *list = TDM_NEW_ARRAY(mem, tdm_str, most + 1);
    for (const struct tdm_json *one = hook_first(all); one != NULL; one = one->next)
        if (hook_str(one, "id").len > 0) list[out->accepted_count++] = hook_str(one, "id");
    out->accepted = list;
    return out->accepted_count > 0;
}

static bool read_one(struct tdm_arena *mem, const struct tdm_json *item, uint32_t at, struct tdm_hook_feedback *out,
                     struct tdm_problem *problem) {
    const struct tdm_json *override = hook_get(item, "overrideReason"), *reason = hook_get(override, "reason");
    *out = (struct tdm_hook_feedback){.card = hook_str(item, "card"), .outcome = hook_str(item, "outcome")};
    if (out->card.len == 0 || out->card.len > 100) return wrong(problem, at, "/card", "send the `uuid` of the card");
    bool accepted = tdm_str_is(out->outcome, "accepted");
    if (!accepted && !tdm_str_is(out->outcome, "overridden"))
        return wrong(problem, at, "/outcome", "write `accepted` or `overridden`");
    if (!tdm_instant_parse(hook_str(item, "outcomeTimestamp"), &out->at))
        return wrong(problem, at, "/outcomeTimestamp", "write an instant in UTC: 2026-03-04T08:15:00Z");
    if (accepted && !read_accepted(mem, item, out))
        return wrong(problem, at, "/acceptedSuggestions", "name those that were taken by their ids");
    out->reason = hook_str(reason, "code");
    out->reason_display = hook_str(reason, "display");
    out->comment = hook_str(override, "userComment");
    return true;
}

bool tdm_hook_feedback_read(struct tdm_arena *mem, tdm_str text, struct tdm_hook_feedbacks *out,
                            struct tdm_problem *problem) {
    const struct tdm_json *root;
    if (!tdm_json_read(mem, TDM_STR("the request"), text, &root, problem)) return false;
    const struct tdm_json *all = hook_get(root, "feedback");
    if (all == NULL || all->kind != TDM_JSON_ARRAY || all->count == 0 || all->count > FEEDBACK_MAX) {
        (void)tdm_fail(problem, TDM_WHY_MISSING, "Z005", (struct tdm_place){.file = TDM_STR("the request")},
                       "/feedback is missing, or does not hold 1 to %u items", FEEDBACK_MAX);
        tdm_problem_fix(problem, "send {\"feedback\": [{\"card\": ..., \"outcome\": ..., \"outcomeTimestamp\": ...}]}");
        return false;
    }
    struct tdm_hook_feedback *list = TDM_NEW_ARRAY(mem, struct tdm_hook_feedback, all->count);
    uint32_t count = 0;
    for (const struct tdm_json *one = all->first; one != NULL; one = one->next, count++)
        if (!read_one(mem, one, count, &list[count], problem)) return false;
    *out = (struct tdm_hook_feedbacks){list, count};
    return true;
}
