/* chart_read.c - a chart file of the notation: the `chart` block, then dated entries. */
#include "chart/chart_int.h"

static bool is_chart_line(const struct tdm_line *line) {
    return tdm_str_is(tdm_line_head(line), "chart");
}

static bool read_first(struct tdm_chart_reader *r) {
    const struct tdm_line *first = r->tree->first;
    if (first != NULL && is_chart_line(first)) {
        tdm_chart_header_read(r, first);
        return true;
    }
    struct tdm_place place = {r->file, 0, 0, 0};
    if (first != NULL) place = tdm_line_place(r->tree, first);
    struct tdm_problem *p = tdm_chart_refuse(r, TDM_WHY_SYNTAX, "H001", place);
    if (first == NULL)
        tdm_problem_what(p, "the file is empty");
    else
        tdm_problem_what(p, "\"%.*s\" stands where a chart begins", TDM_FMT(first->source));
    tdm_problem_fix(p, "begin the file with `chart NAME`");
    return false;
}

bool tdm_chart_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_zone *zone,
                    const struct tdm_chart **out, struct tdm_problems *problems) {
    struct tdm_chart *chart = TDM_NEW(mem, struct tdm_chart);
    struct tdm_chart_reader r = {
        .mem = mem, .tree = tree, .file = tree->file, .zone = zone, .problems = problems, .chart = chart};
    uint32_t errors_before = problems->errors;
    chart->file = tree->file;
    if (!read_first(&r)) return false;
    if (!tdm_chart_reserve(&r, tdm_block_count(tree->first->next))) return false;
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) {
        if (tdm_chart_full(&r)) return false;
        if (!is_chart_line(line)) {
            tdm_entry_read(&r, line);
            continue;
        }
        struct tdm_problem *p = tdm_chart_refuse(&r, TDM_WHY_NOT_ALLOWED, "H003", tdm_line_place(tree, line));
        tdm_problem_what(p, "a second chart begins in this file");
        tdm_problem_fix(p, "write it into a file of its own, and `also chart NAME` below the first line of both");
        break;
    }
    return tdm_chart_finish(&r, errors_before, out);
}

/* What is in the chart already comes back as drafts without marks: their places are those of their lines. */
static void take_over(struct tdm_chart_reader *r, const struct tdm_chart *chart) {
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        struct tdm_draft *draft = tdm_draft_new(r);
        draft->entry = chart->entries[i];
        if (draft->entry.writer.len == 0) draft->entry.number = 0;
    }
}

bool tdm_chart_extend(struct tdm_arena *mem, const struct tdm_chart *chart, const struct tdm_tree *tree,
                      const struct tdm_zone *zone, const struct tdm_chart **out, struct tdm_problems *problems) {
    struct tdm_chart *copy = TDM_NEW(mem, struct tdm_chart);
    *copy = *chart;
    struct tdm_chart_reader r = {
        .mem = mem, .tree = tree, .file = tree->file, .zone = zone, .problems = problems, .chart = copy};
    uint32_t errors_before = problems->errors;
    if (tree->first == NULL) {
        struct tdm_problem *p = tdm_chart_refuse(&r, TDM_WHY_MISSING, "H067", (struct tdm_place){.file = tree->file});
        tdm_problem_what(p, "there is no entry to add");
        tdm_problem_fix(p, "write one: `2026-03-04 clear resume by physician-a`");
        return false;
    }
    if (!tdm_chart_reserve(&r, chart->entry_count + tdm_block_count(tree->first))) return false;
    take_over(&r, chart);
    for (const struct tdm_line *line = tree->first; line != NULL && !tdm_chart_full(&r); line = line->next)
        tdm_entry_read(&r, line);
    return tdm_chart_finish(&r, errors_before, out);
}

/* Values move with their entry; only a correction may speak of a day that stays where it was. */
static void shift_readings(struct tdm_arena *mem, struct tdm_entry *entry, int32_t days) {
    struct tdm_written_reading *moved = TDM_NEW_ARRAY(mem, struct tdm_written_reading, entry->reading_count + 1u);
    for (uint32_t i = 0; i < entry->reading_count; i++) {
        moved[i] = entry->readings[i];
        if (entry->kind != TDM_ENTRY_CORRECT || tdm_date_equal(moved[i].date, entry->date))
            moved[i].date = tdm_date_add_days(moved[i].date, days);
    }
    entry->readings = moved;
}

/* A plan stays where it was made and speaks of another day; anything else happens on another day itself. */
static void shift(struct tdm_arena *mem, struct tdm_entry *entry, int32_t days) {
    if (entry->kind == TDM_ENTRY_PLAN) {
        entry->other_date = tdm_date_add_days(entry->other_date, days);
        return;
    }
    shift_readings(mem, entry, days);
    entry->date = tdm_date_add_days(entry->date, days);
    if (entry->recorded_assumed) {
        entry->recorded = TDM_INSTANT_NONE;
        entry->recorded_assumed = false;
    } else {
        entry->recorded.ms += (int64_t)days * 24 * 60 * 60 * 1000;
    }
}

bool tdm_chart_shift(struct tdm_arena *mem, const struct tdm_chart *chart, uint32_t entry, int32_t days,
                     const struct tdm_zone *zone, const struct tdm_chart **out, struct tdm_problems *problems) {
    struct tdm_chart *copy = TDM_NEW(mem, struct tdm_chart);
    *copy = *chart;
    struct tdm_chart_reader r = {.mem = mem, .file = chart->file, .zone = zone, .problems = problems, .chart = copy};
    uint32_t errors_before = problems->errors;
    TDM_ASSERT(entry < chart->entry_count);
    if (!tdm_chart_reserve(&r, chart->entry_count)) return false;
    take_over(&r, chart);
    shift(mem, &r.drafts[entry].entry, days);
    return tdm_chart_finish(&r, errors_before, out);
}
