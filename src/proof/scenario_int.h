/* scenario_int.h - what the files of the scenarios share. */
#ifndef TDM_SCENARIO_INT_H
#define TDM_SCENARIO_INT_H

#include "engine/verdict.h"
#include "proof/scenario.h"

enum {
    SCENARIO_RANGE_MAX = 800,   /* days that one line may stand for */
    SCENARIO_LINES_MAX = 100000 /* of all charts of a file */
};

/* ---- scenario_chart.c: days become dates, and lines a chart */

struct scenario_trial { /* `would be ...`: the chart with the entries below the line */
    const struct tdm_line *line;
    const struct tdm_chart *chart;
};
struct scenario_chart {
    const struct tdm_scenario *scenario;
    const struct tdm_chart *chart;
    const struct scenario_trial *trials;
    uint32_t trial_count;
};
/* The chart of every scenario, in their order. */
bool scenario_charts(struct tdm_arena *mem, const struct tdm_scenarios *s, const struct tdm_catalog *catalog,
                     const struct scenario_chart **out, struct tdm_problems *problems) TDM_CHECKED;
bool scenario_day_number(const struct tdm_term *term, int32_t *out) TDM_CHECKED; /* whole, and near enough to count */
extern const char scenario_tried[]; /* the file name of an entry that is only tried */

/* ---- scenario_expect.c: one line held against a standing */

enum scenario_outcome { SCENARIO_HOLDS, SCENARIO_FAILS, SCENARIO_UNREAD };
struct exam {
    struct tdm_arena *mem;
    const struct tdm_scenarios *s;
    const struct tdm_protocol *protocol;
    const struct tdm_standing *standing;
    const struct tdm_case *episode;
    const struct scenario_chart *chart;
    struct tdm_asof asof;
    const struct tdm_line *line;
    struct tdm_cursor c;
    uint32_t part;
    struct tdm_problems *problems;
    struct tdm_buf got; /* what is so instead */
};
enum scenario_outcome scenario_expect(struct exam *e, const struct tdm_line *line);
/* ... its parts: scenario_says.c, scenario_owes.c */
enum scenario_outcome expect_gate(struct exam *e);
enum scenario_outcome expect_clearance(struct exam *e);
enum scenario_outcome expect_phase(struct exam *e);
enum scenario_outcome expect_track(struct exam *e);
enum scenario_outcome expect_times(struct exam *e);
enum scenario_outcome expect_ceiling(struct exam *e);
enum scenario_outcome expect_never(struct exam *e);
enum scenario_outcome expect_restriction(struct exam *e);
enum scenario_outcome expect_exercise(struct exam *e);
enum scenario_outcome expect_rule(struct exam *e);
enum scenario_outcome expect_target(struct exam *e);
enum scenario_outcome expect_plan(struct exam *e);
enum scenario_outcome expect_open(struct exam *e);
enum scenario_outcome expect_warning(struct exam *e);
enum scenario_outcome expect_would(struct exam *e);
enum scenario_outcome expect_owed(struct exam *e);

/* Helpers of those. A problem is told at the next term. */
enum scenario_outcome exam_unread(struct exam *e, const char *what);
enum scenario_outcome exam_unnamed(struct exam *e, const char *kind, const tdm_str *names, size_t count);
/* Takes one of the names; TDM_REF_NONE after telling that it is none of them. */
tdm_ref exam_named(struct exam *e, const char *kind, const tdm_str *names, uint32_t count);
/* The names of an array of things that begin with their name. */
tdm_str *exam_names(struct exam *e, const void *items, uint32_t count, size_t size);
#define EXAM_NAMES(e, array, count) exam_names((e), (array), (count), sizeof *(array))
bool exam_form(uint32_t index, struct tdm_scenario_form *out); /* of the expectations; false past the last */
enum scenario_outcome exam_got(struct exam *e, const char *format, ...) TDM_FORMAT(2, 3);
bool exam_next_part(struct exam *e);          /* the cursor to the next part, if there is one */
bool exam_word(struct exam *e, tdm_str *out); /* takes a word */
bool exam_day(struct exam *e, tdm_date *out); /* takes `day N` */
void exam_print_day(struct exam *e, tdm_date date);
int exam_choice(struct exam *e, const char *const *words, int count); /* takes one of them; -1 */
/* `WORD day N` held against a date: said in `what` when it differs. */
enum scenario_outcome exam_date(struct exam *e, const char *what, tdm_date date);
/* `because REASON` or a bare reason id, held against the code; nothing there holds. */
enum scenario_outcome exam_reason(struct exam *e, enum tdm_reason_code code);
bool exam_reason_id(struct exam *e, enum tdm_reason_code *out);

/* ---- scenario_cover.c: which clauses were decided, and which way */

struct coverage {
    struct tdm_cover *items;
    uint32_t count;
};
void coverage_make(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct coverage *out);
void coverage_see(struct coverage *c, const struct tdm_standing *standing);

/* ---- scenario_run.c: every day of every scenario; `watch` sees each standing and each outcome, and may stop it */

struct scenario_watch {
    void *context;
    void (*standing)(void *context, const struct tdm_standing *standing);
    bool (*outcome)(void *context, const struct exam *e, enum scenario_outcome outcome); /* false: enough seen */
};
/* One scenario of that number; false when it was stopped or could not be opened under the protocol. */
bool scenario_walk(struct exam *e, const struct scenario_chart *chart, const struct scenario_watch *watch) TDM_CHECKED;
/* `on day N [, known day N]` of an `expect` line. */
bool scenario_asof(const struct tdm_scenarios *s, const struct tdm_line *line, struct tdm_asof *out) TDM_CHECKED;

/* ---- scenario_edit.c: the changes of one text */

struct edit {
    size_t from, until;
    tdm_str text, block;
}; /* block: the name of the one it stands in */
struct edits {
    struct edit *items;
    size_t count, room;
};
void edits_of(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog, struct edits *out);

#endif
