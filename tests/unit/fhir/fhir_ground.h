/* fhir_ground.h - a chart of the small protocol as lines of FHIR, and lines back into a chart. */
#ifndef FHIR_GROUND_H
#define FHIR_GROUND_H

#include "../engine/engine_case.h"
#include "fhir/fhir.h"

static const struct tdm_zone_step winter_step = {{INT64_MIN / 2}, 60};
static const struct tdm_zone winter = {{"Europe/Vienna", 13}, &winter_step, 1}; /* an hour before UTC, the year round */

static const char winter_head[] = "chart e-1\n  patient p-1\n  site knee, right\n  protocol small version 1.0\n"
                                  "  zone Europe/Vienna\n  people\n    physician-a physician\n"
                                  "    therapist-a physical-therapist, from 2026-01-01, until 2026-12-31\n"
                                  "    p-1 patient\n";

static inline const struct tdm_chart *fhir_chart(struct tdm_arena *mem, const char *entries) {
    const struct tdm_chart *chart = NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "e.chart.tandem", case_joined(mem, winter_head, entries));
    tdm_problems_init(&case_problems);
    if (tdm_chart_read(mem, tree, &winter, &chart, &case_problems)) return chart;
    case_told(__LINE__, "the chart");
    return NULL;
}

static inline tdm_str fhir_text(struct tdm_arena *mem, const char *entries, enum tdm_fhir_form form) {
    const struct tdm_library *library = case_library(mem, "");
    const struct tdm_chart *chart = fhir_chart(mem, entries);
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 26);
    struct tdm_fhir_out out;
    struct tdm_buf *text = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(text, mem, (size_t)1 << 24);
    if (library != NULL && chart != NULL) {
        struct tdm_fhir_episode episode = {.chart = chart, .protocol = library->protocols[0], .zone = &winter};
        tdm_fhir_out_begin(&out, mem, text, form);
        tdm_fhir_out_episode(scratch, &out, &episode);
        tdm_fhir_out_end(&out);
    }
    tdm_arena_close(scratch);
    return tdm_buf_str(text);
}

/* The first line that has this piece; empty when none has. */
static inline tdm_str fhir_line(tdm_str text, const char *piece) {
    while (text.len > 0) {
        size_t end = text.len, at;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_slice(text, 0, end);
        if (tdm_str_find(line, tdm_str_of(piece), &at)) return line;
        text = tdm_str_slice(text, end + 1, text.len);
    }
    return TDM_STR("");
}

static inline bool fhir_has(tdm_str text, const char *piece) {
    size_t at;
    return tdm_str_find(text, tdm_str_of(piece), &at);
}

/* `text` with its first `old` replaced. */
static inline tdm_str fhir_changed(struct tdm_arena *mem, tdm_str text, const char *old, const char *new) {
    struct tdm_buf out;
    size_t at = 0;
    tdm_buf_init(&out, mem, (size_t)1 << 24);
    if (!tdm_str_find(text, tdm_str_of(old), &at)) check_failed(__FILE__, __LINE__, "there is no `%s`", old);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_buf_add(&out, tdm_str_slice(text, at + tdm_str_of(old).len, text.len));
    return tdm_buf_str(&out);
}

/* The chart of what came in, or null with the problems. */
static inline const struct tdm_chart *fhir_back(struct tdm_arena *mem, tdm_str text, struct tdm_fhir_in **in) {
    const struct tdm_chart *chart = NULL;
    const struct tdm_library *library = case_library(mem, "");
    tdm_problems_init(&case_problems);
    *in = tdm_fhir_in_open(mem, &case_problems);
    if (library == NULL || !tdm_fhir_in_add(*in, TDM_STR("in.json"), text) || !tdm_fhir_in_find(*in)) return NULL;
    if (tdm_fhir_in_count(*in) != 1 || !tdm_fhir_in_chart(*in, 0, &winter, &chart)) return NULL;
    struct tdm_fhir_episode episode = {.chart = chart, .protocol = library->protocols[0], .zone = &winter};
    return tdm_fhir_in_hold(*in, &episode) ? chart : NULL;
}

#endif
