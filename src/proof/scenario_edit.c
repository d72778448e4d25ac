/* scenario_edit.c - the small changes of a protocol's text: every number one step up and one down (a week by a day),
 * every comparison with or without its own bound, every step of a scale to the next. */
#include "proof/scenario_int.h"

struct editing {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    const struct tdm_catalog *catalog;
    struct edits *out;
    tdm_str block;       /* name of the block at hand */
    const char **starts; /* of the physical lines of the text */
    size_t start_count;
};

/* ---- places of terms in the text: columns count characters */

static void index_lines(struct editing *e) {
    tdm_str text = e->tree->text;
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++) lines += text.at[i] == '\n';
    e->starts = TDM_NEW_ARRAY(e->mem, const char *, lines + 1);
    e->starts[e->start_count++] = text.at;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n') e->starts[e->start_count++] = text.at + i + 1;
}

static size_t offset_of(const struct editing *e, uint32_t line, uint32_t column) {
    const char *at = e->starts[line - 1], *end = e->tree->text.at + e->tree->text.len;
    for (uint32_t c = 1; c < column && at < end; at++) /* a byte that goes on with a character is no column */
        c += at + 1 == end || (at[1] & 0xC0) != 0x80;
    return (size_t)(at - e->tree->text.at);
}

static void add(struct editing *e, const struct tdm_term *first, const struct tdm_term *last, tdm_str text) {
    TDM_GROW(e->mem, e->out->items, e->out->count, e->out->room);
    size_t end = offset_of(e, last->line, last->column + last->length);
    e->out->items[e->out->count++] = (struct edit){offset_of(e, first->line, first->column), end, text, e->block};
}

static tdm_str words(struct editing *e, const char *before, int64_t number, const char *after) {
    struct tdm_buf text;
    tdm_buf_init(&text, e->mem, 64);
    tdm_buf_format(&text, "%s%lld%s", before, (long long)number, after);
    return tdm_buf_str(&text);
}

/* ---- numbers */

static bool is_weeks(const struct tdm_term *term, const struct tdm_term *end) {
    return term < end && term->kind == TDM_TERM_WORD &&
           (tdm_str_is(term->text, "weeks") || tdm_str_is(term->text, "week"));
}

/* `4 weeks` is `27 days` and `29 days`; of `4 to 8 weeks` each end is. */
static bool edit_weeks(struct editing *e, const struct tdm_term *at, const struct tdm_part *part) {
    const struct tdm_term *end = part->terms + part->count;
    if (at->number.scale != 0) return false;
    int64_t days = at->number.coefficient * 7;
    bool range = at + 3 < end && tdm_str_is(at[1].text, "to") && at[2].kind == TDM_TERM_NUMBER && is_weeks(at + 3, end);
    bool ends_range = at - part->terms > 1 && tdm_str_is(at[-1].text, "to") && at[-2].kind == TDM_TERM_NUMBER;
    if (range) {
        add(e, at, at, words(e, "", days - 1, " days"));
        add(e, at, at, words(e, "", days + 1, " days"));
        return true;
    }
    if (!is_weeks(at + 1, end)) return false;
    const struct tdm_term *first = ends_range ? at - 2 : at;
    struct tdm_buf before;
    tdm_buf_init(&before, e->mem, 64);
    if (ends_range) tdm_buf_format(&before, "%.*s weeks to ", TDM_FMT(at[-2].text));
    tdm_buf_char(&before, '\0');
    add(e, first, at + 1, words(e, before.at, days - 1, " days"));
    add(e, first, at + 1, words(e, before.at, days + 1, " days"));
    return true;
}

static void edit_number(struct editing *e, const struct tdm_term *at, const char *after) {
    for (int step = -1; step <= 1; step += 2) {
        tdm_decimal one = {step, at->number.scale}, sum;
        struct tdm_buf text;
        if (!tdm_decimal_add(at->number, one, &sum)) continue;
        tdm_buf_init(&text, e->mem, 64);
        tdm_decimal_print(&text, sum);
        tdm_buf_text(&text, after);
        add(e, at, at, tdm_buf_str(&text));
    }
}

/* ---- comparisons and steps */

static const struct {
    const char *first, *second, *other;
} comparisons[] = {
    {"at", "most", "below"}, {"at", "least", "above"}, {"below", NULL, "at most"}, {"above", NULL, "at least"}};

static bool is_step(const struct editing *e, tdm_str word) {
    const struct tdm_scale_item *scales = e->catalog->items[TDM_KIND_SCALE];
    uint16_t step;
    for (tdm_ref s = 0; s < e->catalog->count[TDM_KIND_SCALE]; s++)
        if (tdm_scale_find(&scales[s].scale, word, &step)) return true;
    return false;
}

/* A count of readings moves by its number alone; `above 2 to 5` takes its lower end in. */
static void edit_comparison(struct editing *e, const struct tdm_term *at, const struct tdm_term *end) {
    for (size_t i = 0; i < TDM_COUNT(comparisons); i++) {
        bool two = comparisons[i].second != NULL;
        if (!tdm_str_is(at->text, comparisons[i].first)) continue;
        if (two && (at + 1 >= end || !tdm_str_is(at[1].text, comparisons[i].second))) continue;
        const struct tdm_term *bound = at + (two ? 2 : 1);
        if (bound >= end) return;
        bool number = bound->kind == TDM_TERM_NUMBER || bound->kind == TDM_TERM_PERCENT;
        bool count = bound + 1 < end && tdm_str_is(bound[1].text, "readings");
        bool ranged = bound + 2 < end && tdm_str_is(bound[1].text, "to");
        if (count || (!number && !is_step(e, bound->text))) return;
        if (!ranged)
            add(e, at, at + (two ? 1 : 0), tdm_str_of(comparisons[i].other));
        else if (!two)
            add(e, at, bound, bound->text);
        return;
    }
}

static bool after_bound(const struct tdm_part *part, const struct tdm_term *at) {
    static const char *const before[] = {"most", "least", "above", "below"};
    for (size_t i = 0; i < TDM_COUNT(before); i++)
        if (at > part->terms && tdm_str_is(at[-1].text, before[i])) return true;
    return false;
}

/* The scales that the catalogue has under that step; the first is taken. */
static void edit_step(struct editing *e, const struct tdm_term *at) {
    const struct tdm_scale_item *scales = e->catalog->items[TDM_KIND_SCALE];
    for (tdm_ref s = 0; s < e->catalog->count[TDM_KIND_SCALE]; s++) {
        uint16_t step;
        if (!tdm_scale_find(&scales[s].scale, at->text, &step)) continue;
        if (step > 0) add(e, at, at, scales[s].scale.steps[step - 1]);
        if (step + 1 < scales[s].scale.count) add(e, at, at, scales[s].scale.steps[step + 1]);
        return;
    }
}

static void edit_part(struct editing *e, const struct tdm_part *part) {
    const struct tdm_term *end = part->terms + part->count;
    for (const struct tdm_term *at = part->terms; at < end; at++) {
        bool word = at->kind == TDM_TERM_WORD || at->kind == TDM_TERM_MARK;
        if (at->kind == TDM_TERM_NUMBER && !edit_weeks(e, at, part)) edit_number(e, at, "");
        if (at->kind == TDM_TERM_PERCENT) edit_number(e, at, "%");
        if (at->kind == TDM_TERM_WORD) edit_comparison(e, at, end);
        if (word && after_bound(part, at)) edit_step(e, at);
    }
}

/* ---- lines that mean something by their numbers */

static bool speaks(const struct tdm_line *line) {
    static const char *const silent[] = {"protocol", "part", "source", "title", "use",      "tell",
                                         "aim",      "cite", "says",   "id",    "guideline"};
    tdm_str head = tdm_line_head(line);
    for (size_t i = 0; i < TDM_COUNT(silent); i++)
        if (tdm_str_is(head, silent[i])) return false;
    return true;
}

static void edit_lines(struct editing *e, const struct tdm_line *first, bool top) {
    for (const struct tdm_line *line = first; line != NULL; line = line->next) {
        if (top) e->block = line->parts[0].count > 1 ? line->parts[0].terms[1].text : (tdm_str){0};
        bool head = tdm_str_is(tdm_line_head(line), "protocol") || tdm_str_is(tdm_line_head(line), "part");
        for (uint32_t i = 0; speaks(line) && i < line->part_count; i++) edit_part(e, &line->parts[i]);
        if (speaks(line) || head) edit_lines(e, line->block, false);
    }
}

void edits_of(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
              struct edits *out) {
    struct editing e = {.mem = mem, .tree = tree, .catalog = catalog, .out = out};
    *out = (struct edits){0};
    index_lines(&e);
    edit_lines(&e, tree->first, true);
}
