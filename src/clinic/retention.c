/* retention.c - how long an episode is kept after its end: a rule of the clinic, an entry of the kind `rule`, episode
 * `place/rules`. Nothing is deleted by it: it tells who is to be looked at. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#define RULES "place/rules"

static bool rule_read(const struct tdm_chained *link, struct tdm_retention *out) {
    tdm_str body = link->body, years;
    int64_t number;
    *out = (struct tdm_retention){.said = true, .since = link->on};
    if (!tdm_str_is(link->kind, "rule") || !tdm_body_line(&body, "retain ", &years) ||
        !tdm_body_line(&body, "  because ", &out->because) || !tdm_parse_i64(years, &number) || number < 1 ||
        number > 200)
        return false;
    out->years = (int32_t)number;
    return body.len == 0;
}

bool tdm_clinic_retention(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_retention *out,
                          struct tdm_problem *problem) {
    struct tdm_episode_links all;
    *out = (struct tdm_retention){.since = TDM_DATE_NONE};
    if (!tdm_clinic_links(mem, clinic, TDM_STR(RULES), &all, problem)) return false;
    for (uint32_t i = 0; i < all.count; i++) {
        struct tdm_retention one;
        if (rule_read(&all.links[i], &one)) *out = one;
    }
    return true;
}

bool tdm_clinic_retain(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_retention *rule,
                       tdm_instant now, struct tdm_problems *problems) {
    struct tdm_chained link = {.kind = TDM_STR("rule"), .episode = TDM_STR(RULES), .at = TDM_TIME_NONE};
    struct tdm_buf body;
    if (rule->years < 1 || rule->years > 200)
        return tdm_clinic_refuse(problems, "W067", "write whole years, from 1 to 200: `tandem retain FOLDER 30`",
                                 "%d is no number of years to keep a chart", rule->years);
    if (!tdm_body_is_line(rule->because))
        return tdm_clinic_refuse(problems, "W067", "add `--because TEXT`: the law, or the decision of the clinic",
                                 "the rule rests on nothing");
    tdm_buf_init(&body, mem, 8192);
    tdm_buf_format(&body, "retain %d\n  because %.*s\n", rule->years, TDM_FMT(rule->because));
    link.body = tdm_buf_str(&body);
    link.on = rule->since;
    return tdm_clinic_append_anew(mem, clinic, &link, now, problems);
}

tdm_date tdm_retention_over(const struct tdm_retention *rule, tdm_date ended) {
    return tdm_date_add_days(tdm_date_add_months_clamped(ended, rule->years * 12), 1);
}
