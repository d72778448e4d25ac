/* bind_finding.c - where a finding is said to be, and which finding it is thought to follow: pain elsewhere that came
 * with a way of sparing the joint (S15). Both are said by the entry; nothing is concluded from them. */
#include "chart/chart_int.h"

static void check_site(struct tdm_binder *b, const struct tdm_entry *entry) {
    tdm_ref region = TDM_REF_NONE;
    if (entry->region.len == 0 || !tdm_bind_name(b, TDM_KIND_REGION, entry->region, "B001", entry->place, &region))
        return;
    bool sided = tdm_catalog_region(b->catalog, region)->sided;
    if (sided == (entry->side != TDM_SIDE_NONE)) return;
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B038", entry->place);
    if (sided) {
        tdm_problem_what(p, "this finding is at the \"%.*s\", which has two sides, and does not say which",
                         TDM_FMT(entry->region));
        tdm_problem_fix(p, "write `at %.*s right` or `at %.*s left`", TDM_FMT(entry->region), TDM_FMT(entry->region));
    } else {
        tdm_problem_what(p, "this finding names a side of the \"%.*s\", which has none", TDM_FMT(entry->region));
        tdm_problem_fix(p, "write `at %.*s`", TDM_FMT(entry->region));
    }
}

/* A finding of the catalogue, or an entry that speaks of one. */
static void check_cause(struct tdm_binder *b, const struct tdm_entry *entry) {
    if (entry->target.len == 0 || tdm_catalog_find(b->catalog, TDM_KIND_FINDING, entry->target) != TDM_REF_NONE) return;
    for (uint32_t i = 0; i < b->chart->entry_count; i++) {
        const struct tdm_entry *other = &b->chart->entries[i];
        if (other->kind == TDM_ENTRY_FINDING && other != entry && tdm_str_equal(other->name, entry->target)) return;
    }
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_NOT_FOUND, "B039", entry->place);
    tdm_str near = tdm_catalog_nearest(b->catalog, TDM_KIND_FINDING, entry->target);
    tdm_problem_what(p, "\"%.*s\" is neither a finding of the catalogue nor the name of an entry about one",
                     TDM_FMT(entry->target));
    if (near.len > 0)
        tdm_problem_fix(p, "write `because of %.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(p, "write after `because of` a finding of the catalogue");
}

void tdm_bind_finding(struct tdm_binder *b, const struct tdm_entry *entry) {
    check_site(b, entry);
    check_cause(b, entry);
}
