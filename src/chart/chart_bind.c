/* chart_bind.c - a chart meets a catalogue: every name resolved, the roster's roles found. Facts, values, corrections
 * and doses have files of their own. */
#include "chart/chart_int.h"

struct tdm_problem *tdm_bind_refuse(struct tdm_binder *b, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(b->problems, TDM_ERROR, why, code, place);
}

struct tdm_problem *tdm_bind_tell(struct tdm_binder *b, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(b->problems, TDM_NOTE, why, code, place);
}

bool tdm_bind_name(struct tdm_binder *b, enum tdm_catalog_kind kind, tdm_str name, const char *code,
                   struct tdm_place place, tdm_ref *out) {
    *out = tdm_catalog_find(b->catalog, kind, name);
    if (*out != TDM_REF_NONE) return true;
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_NOT_FOUND, code, place);
    tdm_str nearest = tdm_catalog_nearest(b->catalog, kind, name);
    const char *word = tdm_catalog_kind_word(kind);
    tdm_problem_what(p, "the catalogue knows no %s \"%.*s\"", word, TDM_FMT(name));
    if (nearest.len > 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(nearest));
    else
        tdm_problem_fix(p, "write a %s of the catalogue, or declare it there", word);
    return false;
}

static void bind_site(struct tdm_binder *b) {
    const struct tdm_chart *chart = b->chart;
    if (!tdm_bind_name(b, TDM_KIND_REGION, chart->region, "B001", chart->site_place, &b->bound->region)) return;
    bool sided = tdm_catalog_region(b->catalog, b->bound->region)->sided;
    if (sided == (chart->side != TDM_SIDE_NONE)) return;
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B002", chart->site_place);
    if (sided) {
        tdm_problem_what(p, "the site \"%.*s\" has two sides, and the chart does not say which",
                         TDM_FMT(chart->region));
        tdm_problem_fix(p, "write `site %.*s, right` or `site %.*s, left`", TDM_FMT(chart->region),
                        TDM_FMT(chart->region));
    } else {
        tdm_problem_what(p, "the site \"%.*s\" has no sides, and the chart names one", TDM_FMT(chart->region));
        tdm_problem_fix(p, "write `site %.*s, none`", TDM_FMT(chart->region));
    }
}

static void bind_roster(struct tdm_binder *b) {
    const struct tdm_chart *chart = b->chart;
    tdm_ref *roles = TDM_NEW_ARRAY(b->mem, tdm_ref, chart->person_count + 1u);
    for (uint32_t i = 0; i < chart->person_count; i++)
        (void)tdm_bind_name(b, TDM_KIND_ROLE, chart->people[i].role, "B003", chart->people[i].place, &roles[i]);
    b->bound->member_roles = roles;
}

tdm_mask tdm_chart_role_on(const struct tdm_bound_chart *bound, tdm_str person, tdm_date day) {
    const struct tdm_chart *chart = bound->chart;
    tdm_mask roles = 0;
    for (uint32_t i = 0; i < chart->person_count; i++) {
        const struct tdm_member *member = &chart->people[i];
        if (!tdm_str_equal(member->person, person)) continue;
        bool begun = tdm_date_is_none(member->from) || member->from.day <= day.day;
        bool over = !tdm_date_is_none(member->until) && member->until.day < day.day;
        if (begun && !over && bound->member_roles[i] != TDM_REF_NONE) roles |= TDM_BIT(bound->member_roles[i]);
    }
    return roles;
}

bool tdm_chart_bind(struct tdm_arena *mem, const struct tdm_chart *chart, const struct tdm_catalog *catalog,
                    const struct tdm_name_map *names, const struct tdm_bound_chart **out,
                    struct tdm_problems *problems) {
    uint32_t errors_before = problems->errors;
    struct tdm_bound_chart *bound = TDM_NEW(mem, struct tdm_bound_chart);
    struct tdm_binder b = {mem, chart, catalog, names, problems, bound, .facts = NULL};
    bound->chart = chart;
    bound->catalog = catalog;
    bind_site(&b);
    bind_roster(&b);
    tdm_bind_facts(&b);
    tdm_bind_slots(&b);
    tdm_bind_readings(&b);
    tdm_bind_doses(&b);
    if (problems->errors != errors_before) return false;
    *out = bound;
    return true;
}
