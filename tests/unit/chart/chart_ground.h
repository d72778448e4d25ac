/* chart_ground.h - the chart and the catalogue on which the tests of this room stand, and how they read more. */
#ifndef CHART_GROUND_H
#define CHART_GROUND_H

#include "chart/bound_chart.h"
#include "check.h"

#include <string.h>

static const char chart_head[] = "chart e-1\n"
                                 "  patient p-1\n"
                                 "  site knee, right\n"
                                 "  protocol knee-oa version 1.1\n"
                                 "  zone UTC\n"
                                 "  synthetic\n"
                                 "  people\n"
                                 "    physician-a physician\n"
                                 "    therapist-a physical-therapist\n"
                                 "    p-1 patient\n";
#define CHART_HEAD_LINES 10u

static const char chart_catalog[] = "role physician \"physician\"\n"
                                    "role physical-therapist \"physical therapist\"\n"
                                    "role patient \"patient\"\n"
                                    "region knee \"knee\", sided\n"
                                    "region trunk \"trunk\"\n"
                                    "scale load \"load class\"\n"
                                    "  step rest \"rest\"\n"
                                    "  step low \"low\"\n"
                                    "  step high \"high\"\n"
                                    "scale stroke-test \"stroke test\"\n"
                                    "  step zero \"none\"\n"
                                    "  step trace \"small\"\n"
                                    "  step 1+ \"larger\"\n"
                                    "  step 2+ \"returns\"\n"
                                    "variable cartilage-matrix \"cartilage matrix\", on tissue\n"
                                    "variable strength \"strength\", on function\n"
                                    "route mouth \"by mouth\", systemic\n"
                                    "class nsaid \"anti-inflammatory painkiller\"\n"
                                    "substance ibuprofen \"ibuprofen\"\n"
                                    "  class nsaid\n"
                                    "procedure bone-marrow-concentrate \"bone-marrow concentrate\"\n"
                                    "  from \"bone marrow\", autologous\n"
                                    "  moves cartilage-matrix\n"
                                    "finding quad-avoidance-gait \"walks with a stiff knee\", compensation, at knee\n"
                                    "flag infection-signs \"signs of infection\", emergency\n"
                                    "measure nprs-worst-24h \"worst pain in 24 hours\"\n"
                                    "  number 0 to 10 points\n"
                                    "  whole\n"
                                    "  lower is better\n"
                                    "  of one day take worst\n"
                                    "  by patient\n"
                                    "measure nprs-now \"pain now\"\n"
                                    "  number 0 to 10 points\n"
                                    "  whole\n"
                                    "  lower is better\n"
                                    "  of one day take worst\n"
                                    "  by patient, physical-therapist\n"
                                    "measure torque \"strength\"\n"
                                    "  number 0 to 400 N.m\n"
                                    "  usual 0 to 250 N.m\n"
                                    "  higher is better\n"
                                    "  of one day take last\n"
                                    "  sided\n"
                                    "  by physical-therapist\n"
                                    "measure girth \"girth of the knee\"\n"
                                    "  number 15 to 90 cm\n"
                                    "  lower is better\n"
                                    "  of one day take last\n"
                                    "  sided\n"
                                    "  by physical-therapist\n"
                                    "measure jump-height \"height of a jump\"\n"
                                    "  number 0 to 200 in\n"
                                    "  higher is better\n"
                                    "  of one day take last\n"
                                    "  by physical-therapist\n"
                                    "measure effusion \"swelling\"\n"
                                    "  scale stroke-test\n"
                                    "  lower is better\n"
                                    "  of one day take worst\n"
                                    "  sided\n"
                                    "  by physical-therapist, physician\n"
                                    "exercise leg-press \"leg press\"\n"
                                    "  do \"Push the plate away, then let it come back slowly.\"\n"
                                    "  loads knee\n"
                                    "  moves strength\n"
                                    "  dose sets, reps, load in kg, depth in deg, effort in rpe\n"
                                    "  class low\n"
                                    "  equipment none\n"
                                    "  at clinic\n"
                                    "exercise step-up \"step up\"\n"
                                    "  do \"Step up and come down slowly.\"\n"
                                    "  loads knee\n"
                                    "  moves strength\n"
                                    "  dose sets, reps, added in kg, surface floor or step\n"
                                    "  class low\n"
                                    "  equipment none\n"
                                    "  at home\n"
                                    "exercise quad-set \"thigh press\"\n"
                                    "  do \"Tighten the thigh and hold.\"\n"
                                    "  loads knee\n"
                                    "  moves strength\n"
                                    "  dose sets, reps, hold in s\n"
                                    "  class low\n"
                                    "  equipment none\n"
                                    "  at home\n"
                                    "exercise bike \"stationary bike\"\n"
                                    "  do \"Pedal easily.\"\n"
                                    "  loads knee\n"
                                    "  moves strength\n"
                                    "  dose minutes, power in W\n"
                                    "  class low\n"
                                    "  equipment none\n"
                                    "  at home\n";

static inline tdm_str chart_text(struct tdm_arena *mem, const char *head, const char *entries) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 16u << 20);
    tdm_buf_text(&text, head);
    tdm_buf_text(&text, entries);
    return tdm_buf_str(&text);
}

static inline const struct tdm_tree *chart_tree(struct tdm_arena *mem, const char *file, tdm_str text) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, tdm_str_of(file), text, &tree, problems))
        check_failed(__FILE__, __LINE__, "the notation of %s, line %u: %s", file, problems->items[0].place.line,
                     problems->items[0].what);
    return tree;
}

/* A whole file; null when refused. */
static inline const struct tdm_chart *chart_read_text(struct tdm_arena *mem, tdm_str text,
                                                      struct tdm_problems *problems) {
    const struct tdm_chart *chart = NULL;
    const struct tdm_tree *tree = chart_tree(mem, "e.chart.tandem", text);
    tdm_problems_init(problems);
    bool good = tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, problems);
    tdm_problems_sort(problems);
    return good ? chart : NULL;
}

/* Entries below the usual head. */
static inline const struct tdm_chart *chart_read(struct tdm_arena *mem, const char *entries,
                                                 struct tdm_problems *problems) {
    return chart_read_text(mem, chart_text(mem, chart_head, entries), problems);
}

/* The same, where it must be good. */
static inline const struct tdm_chart *chart_good(struct tdm_arena *mem, const char *entries) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_read(mem, entries, problems);
    if (chart == NULL)
        check_failed(__FILE__, __LINE__, "refused at line %u: %s %s", problems->items[0].place.line,
                     problems->items[0].code, problems->items[0].what);
    return chart;
}

static inline const struct tdm_catalog *chart_ground_catalog(struct tdm_arena *mem) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree **trees = TDM_NEW_ARRAY(mem, const struct tdm_tree *, 1);
    const struct tdm_catalog *catalog = NULL;
    trees[0] = chart_tree(mem, "catalog.tandem", tdm_str_of(chart_catalog));
    tdm_problems_init(problems);
    if (!tdm_catalog_read(mem, trees, 1, &catalog, problems))
        check_failed(__FILE__, __LINE__, "the catalogue, line %u: %s", problems->items[0].place.line,
                     problems->items[0].what);
    return catalog;
}

static inline const struct tdm_bound_chart *chart_bind(struct tdm_arena *mem, const struct tdm_chart *chart,
                                                       struct tdm_problems *problems) {
    const struct tdm_bound_chart *bound = NULL;
    const struct tdm_catalog *catalog = chart_ground_catalog(mem);
    tdm_str *words = TDM_NEW_ARRAY(mem, tdm_str, 2);
    tdm_ref *refs = TDM_NEW_ARRAY(mem, tdm_ref, 2);
    words[0] = TDM_STR("pain");
    refs[0] = tdm_catalog_find(catalog, TDM_KIND_MEASURE, TDM_STR("nprs-worst-24h"));
    words[1] = TDM_STR("quads");
    refs[1] = tdm_catalog_find(catalog, TDM_KIND_MEASURE, TDM_STR("torque"));
    struct tdm_name_map names = {words, refs, 2};
    tdm_problems_init(problems);
    bool good = tdm_chart_bind(mem, chart, catalog, &names, &bound, problems);
    tdm_problems_sort(problems);
    return good ? bound : NULL;
}

static inline tdm_str chart_ndjson(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 64u << 20);
    tdm_chart_write_ndjson(&out, chart);
    return tdm_buf_str(&out);
}

static inline tdm_str chart_print(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 64u << 20);
    tdm_chart_print(&out, chart);
    return tdm_buf_str(&out);
}

/* All entries' canonical bytes, one after the other. */
static inline tdm_str chart_bytes(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 64u << 20);
    for (uint32_t i = 0; i < chart->entry_count; i++) tdm_entry_canonical(&out, &chart->entries[i]);
    return tdm_buf_str(&out);
}

/* "code line:column what | fix" of the first problem, or "none". */
static inline tdm_str chart_said(struct tdm_arena *mem, const struct tdm_problems *problems) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 4096);
    if (problems->count == 0) return TDM_STR("none");
    const struct tdm_problem *p = &problems->items[0];
    tdm_buf_format(&out, "%s %u:%u %s | %s", p->code, p->place.line, p->place.column, p->what, p->fix);
    return tdm_buf_str(&out);
}

#endif
