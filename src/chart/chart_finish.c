/* chart_finish.c - from drafts to a chart: doubles, the writers' numbers, the canonical order, the numbers that follow
 * from it. The order of the lines in a file has no part in any of it (M125). */
#include "chart/chart_int.h"

static tdm_str canonical(struct tdm_chart_reader *r, struct tdm_draft *draft) {
    if (draft->canonical.len > 0) return draft->canonical;
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, r->mem, SIZE_MAX);
    tdm_entry_canonical(&bytes, &draft->entry);
    draft->canonical = tdm_buf_str(&bytes);
    return draft->canonical;
}

/* The order of entries; where two are alike in it, what they say decides, so that no line order is needed. */
static int compare_drafts(const void *context, uint32_t a, uint32_t b) {
    struct tdm_chart_reader *r = (struct tdm_chart_reader *)(uintptr_t)context;
    struct tdm_draft *left = &r->drafts[a], *right = &r->drafts[b];
    int sign = tdm_entry_order(&left->entry, &right->entry);
    if (sign == 0) sign = (left->entry.kind > right->entry.kind) - (left->entry.kind < right->entry.kind);
    return sign == 0 ? tdm_str_compare(canonical(r, left), canonical(r, right)) : sign;
}

static uint32_t *drafts_sorted(struct tdm_chart_reader *r, int (*compare)(const void *, uint32_t, uint32_t)) {
    uint32_t *order = TDM_NEW_ARRAY(r->mem, uint32_t, r->count);
    for (uint32_t i = 0; i < r->count; i++) order[i] = i;
    tdm_sort_indices(r->mem, order, (uint32_t)r->count, &(struct tdm_sort){compare, r});
    return order;
}

/* The same entry twice says it once (M114). The sort is stable, so the first of a row of doubles is the first in the
 * file; which of them is kept shows in its place alone. */
static void doubles_drop(struct tdm_chart_reader *r, const uint32_t *order) {
    uint32_t kept = 0;
    for (uint32_t i = 1; i < r->count; i++) {
        struct tdm_draft *draft = &r->drafts[order[i]];
        if (compare_drafts(r, order[kept], order[i]) != 0) {
            kept = i;
            continue;
        }
        draft->dropped = true;
        struct tdm_problem *p = tdm_chart_tell(r, TDM_WHY_CONFLICT, "H017", draft->entry.place);
        tdm_problem_what(p, "this `%s` is written already, in line %u; it counts once",
                         tdm_entry_kind_word(draft->entry.kind), r->drafts[order[kept]].entry.place.line);
        tdm_problem_fix(p, "take one of the two out, or give each its time if it happened twice");
    }
}

/* ---- numbers of a writer */

static int compare_writers(const void *context, uint32_t a, uint32_t b) {
    const struct tdm_chart_reader *r = context;
    const struct tdm_entry *left = &r->drafts[a].entry, *right = &r->drafts[b].entry;
    int sign = tdm_str_compare(left->writer, right->writer);
    if (sign == 0) sign = (left->number > right->number) - (left->number < right->number);
    return sign == 0 ? (left->place.line > right->place.line) - (left->place.line < right->place.line) : sign;
}

static void writers_check(struct tdm_chart_reader *r) {
    const uint32_t *order = drafts_sorted(r, compare_writers);
    const struct tdm_entry *before = NULL;
    for (size_t i = 0; i < r->count; i++) {
        struct tdm_draft *draft = &r->drafts[order[i]];
        const struct tdm_entry *entry = &draft->entry;
        if (draft->dropped || entry->writer.len == 0) continue;
        bool same_writer = before != NULL && tdm_str_equal(before->writer, entry->writer);
        bool timed = same_writer && !before->recorded_assumed && !entry->recorded_assumed;
        if (same_writer && before->number == entry->number) {
            struct tdm_problem *p =
                tdm_chart_refuse(r, TDM_WHY_CONFLICT, "H061", tdm_draft_place(r, draft, TDM_FIELD_NUMBER));
            tdm_problem_what(p, "\"%.*s %u\" numbers another entry already, in line %u", TDM_FMT(entry->writer),
                             entry->number, before->place.line);
            tdm_problem_fix(p, "give one of the two the writer's next free number");
        } else if (timed && entry->recorded.ms < before->recorded.ms) {
            struct tdm_problem *p =
                tdm_chart_refuse(r, TDM_WHY_CONFLICT, "H062", tdm_draft_place(r, draft, TDM_FIELD_NUMBER));
            tdm_problem_what(p, "\"%.*s %u\" was recorded before \"%.*s %u\"", TDM_FMT(entry->writer), entry->number,
                             TDM_FMT(before->writer), before->number);
            tdm_problem_fix(p, "a writer numbers entries as they are recorded: put the number or the instant right");
        }
        before = entry;
    }
}

/* ---- */

bool tdm_chart_finish(struct tdm_chart_reader *r, uint32_t errors_before, const struct tdm_chart **out) {
    tdm_chart_header_check(r);
    for (size_t i = 0; i < r->count; i++) {
        tdm_entry_sort_lines(r->mem, &r->drafts[i].entry);
        tdm_entry_shape(r, &r->drafts[i]);
    }
    const uint32_t *order = drafts_sorted(r, compare_drafts);
    doubles_drop(r, order);
    tdm_chart_refer(r);
    writers_check(r);
    if (r->problems->errors != errors_before) return false;
    struct tdm_entry *entries = TDM_NEW_ARRAY(r->mem, struct tdm_entry, r->count);
    uint32_t count = 0, unnumbered = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct tdm_draft *draft = &r->drafts[order[i]];
        if (draft->dropped) continue;
        entries[count] = draft->entry;
        if (draft->entry.writer.len == 0) entries[count].number = ++unnumbered;
        count++;
    }
    r->chart->entries = entries;
    r->chart->entry_count = count;
    *out = r->chart;
    return true;
}
