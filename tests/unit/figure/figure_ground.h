/* figure_ground.h - what the tests of drawings stand on: a catalogue of two exercises, a text read as drawings, a point
 * in tenths of a millimetre. */
#ifndef TDM_FIGURE_GROUND_H
#define TDM_FIGURE_GROUND_H

#include "check.h"
#include "figure/figure.h"

static struct tdm_problems problems;

static const char ground_catalog[] = "scale load \"load\"\n"
                                     "  step none \"none\"\n"
                                     "  step low \"low\"\n"
                                     "region knee \"knee\", sided\n"
                                     "exercise bend \"bend\"\n"
                                     "  do \"Bend.\"\n"
                                     "  loads knee\n"
                                     "  dose sets, reps\n"
                                     "  class low  [own]\n"
                                     "exercise reach \"reach\"\n"
                                     "  do \"Reach.\"\n"
                                     "  loads knee\n"
                                     "  dose sets, reps\n"
                                     "  class low  [own]\n";

static inline const struct tdm_catalog *ground(struct tdm_arena *mem) {
    const struct tdm_tree *tree = NULL;
    const struct tdm_catalog *catalog = NULL;
    tdm_problems_init(&problems);
    if (!tdm_notation_read(mem, TDM_STR("ground"), tdm_str_of(ground_catalog), &tree, &problems) ||
        !tdm_catalog_read(mem, &tree, 1, &catalog, &problems))
        check_failed(__FILE__, __LINE__, "the ground: %s", problems.items[0].what);
    return catalog;
}

/* The files of one text each; null when they are refused, and then `problems` says why. */
static inline const struct tdm_drawings *drawn(struct tdm_arena *mem, const char *const *texts, uint32_t count) {
    static const char *const names[] = {"a.tandem", "b.tandem"};
    const struct tdm_tree *trees[2] = {NULL, NULL};
    const struct tdm_drawings *drawings = NULL;
    const struct tdm_catalog *catalog = ground(mem);
    for (uint32_t i = 0; i < count; i++)
        if (!tdm_notation_read(mem, tdm_str_of(names[i]), tdm_str_of(texts[i]), &trees[i], &problems)) return NULL;
    struct tdm_drawing_files files = {trees, count, trees[count - 1]};
    return tdm_drawings_read(mem, &files, catalog, &drawings, &problems) ? drawings : NULL;
}

static inline const struct tdm_drawing *one(struct tdm_arena *mem, const char *text) {
    const struct tdm_drawings *drawings = drawn(mem, &text, 1);
    if (drawings == NULL) check_failed(__FILE__, __LINE__, "refused: %s", problems.items[0].what);
    return drawings == NULL ? NULL : tdm_drawing_of(drawings, TDM_STR("bend"));
}

/* A line of rounding is two tenths of a millimetre; what is counted by hand is whole. */
static inline void at_place(struct tdm_arena *mem, const struct tdm_drawing *drawing, bool at_end, const char *name,
                            struct tdm_spot wanted) {
    struct tdm_spot got = {0, 0, 0};
    if (!tdm_drawing_point(mem, drawing, at_end, tdm_str_of(name), &got))
        check_failed(__FILE__, __LINE__, "no point %s", name);
    int64_t off[] = {got.x - wanted.x, got.y - wanted.y, got.z - wanted.z};
    for (size_t i = 0; i < TDM_COUNT(off); i++)
        if (off[i] > 2 || off[i] < -2)
            check_failed(__FILE__, __LINE__, "%s at %lld %lld %lld, by hand %lld %lld %lld", name, (long long)got.x,
                         (long long)got.y, (long long)got.z, (long long)wanted.x, (long long)wanted.y,
                         (long long)wanted.z);
}
#define AT(when_end, name, x, y, z) at_place(mem, drawing, when_end, name, (struct tdm_spot){x, y, z})

#endif
