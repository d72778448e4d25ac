/* scoring_ground.h - a small instrument and how the tests read and score it. */
#ifndef SCORING_GROUND_H
#define SCORING_GROUND_H

#include "../catalog/catalog_ground.h"
#include "scoring/scoring.h"

static const char scoring_head[] = "instrument small version 1.0\n"
                                   "  title \"Small\"\n"
                                   "  holder \"Nobody\"\n"
                                   "  items A, B, C, 0 to 4\n"
                                   "  items D, values 0 or 2 or 5\n"
                                   "  items E, F, 0 to 10\n"
                                   "  one of E, F\n"
                                   "  items G, -3 to 3, decimal\n  items H, 1 to 3\n"
                                   "source book\n"
                                   "  cite \"A book\"\n";
static const char scoring_catalog[] = "condition worn-knee \"worn knee\", at knee\n"
                                      "condition worn-hip \"worn hip\", at hip\n";

static struct tdm_problems scoring_problems; /* large: not on the stack */

/* The head with `scores` below it; null when refused. */
static inline const struct tdm_instrument *instrument_of(struct tdm_arena *mem, const char *scores) {
    const struct tdm_instrument *instrument = NULL;
    struct tdm_buf text;
    const struct tdm_catalog *catalog = catalog_read(mem, scoring_catalog, &scoring_problems);
    if (catalog == NULL) check_failed(__FILE__, __LINE__, "%s", scoring_problems.items[0].what);
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, scoring_head);
    tdm_buf_text(&text, scores);
    tdm_problems_init(&scoring_problems);
    bool good = tdm_instrument_read(mem, catalog_tree(mem, "small.tandem", tdm_buf_str(&text)), catalog, &instrument,
                                    &scoring_problems);
    if (good != (scoring_problems.errors == 0)) check_failed(__FILE__, __LINE__, "the answer and the problems differ");
    return good ? instrument : NULL;
}

/* "125/2 [2]", "- missing too-few [1]": the last score, exact, with how many were answered and the flags. */
static inline tdm_str scored(struct tdm_arena *mem, const char *scores, const char *answers) {
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_answers given;
    struct tdm_problem problem;
    struct tdm_buf out;
    const struct tdm_instrument *instrument = instrument_of(mem, scores);
    if (instrument == NULL) return tdm_arena_str(mem, tdm_str_of(scoring_problems.items[0].what));
    if (!tdm_answers_by_code(instrument, tdm_str_of(answers), &given, &problem))
        return tdm_arena_str(mem, tdm_str_of(problem.what));
    tdm_score(instrument, &given, results);
    uint32_t last = instrument->score_count - 1;
    tdm_buf_init(&out, mem, 1024);
    if (results[last].scored)
        tdm_fraction_print_exact(&out, results[last].value);
    else
        tdm_buf_char(&out, '-');
    if (results[last].flags != 0) tdm_buf_char(&out, ' ');
    tdm_score_flags_print(&out, results[last].flags);
    tdm_buf_format(&out, " [%u]", results[last].answered);
    if (results[last].band != NULL) tdm_buf_format(&out, " %.*s", TDM_FMT(results[last].band->words));
    return tdm_buf_str(&out);
}

#endif
