/* diff.c - two lists of facts against each other: equal ones cancel, what is left of one key is paired in order, and
 * the rest is gone or new. */
#include "proof/diff_int.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- helpers of all files */

tdm_str diff_format(struct tdm_arena *mem, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    TDM_ASSERT(length >= 0);
    char *text = tdm_arena_alloc_raw(mem, (size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(args);
    return (tdm_str){text, (size_t)length};
}

void diff_add(struct facts *f, struct tdm_diff_fact fact) {
    if (fact.key.len == 0) fact.key = fact.subject;
    if (fact.has_day) fact.same = diff_format(f->mem, "day %d", fact.day);
    if (fact.same.len == 0) fact.same = fact.value;
    TDM_GROW(f->mem, f->items, f->count, f->room);
    f->items[f->count++] = fact;
}

void diff_add_value(struct facts *f, struct tdm_diff_fact fact, enum tdm_diff_aspect aspect, tdm_str value,
                    tdm_clause_id clause) {
    fact.aspect = aspect;
    fact.value = value;
    fact.clause = clause;
    diff_add(f, fact);
}

/* A list of names: never long. */
static void sort_texts(tdm_str *texts, size_t count) {
    for (size_t i = 1; i < count; i++) {
        tdm_str text = texts[i];
        size_t at = i;
        for (; at > 0 && tdm_str_compare(texts[at - 1], text) > 0; at--) texts[at] = texts[at - 1];
        texts[at] = text;
    }
}

tdm_str diff_sorted(struct tdm_arena *mem, tdm_str *texts, size_t count, const char *between) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, (size_t)1 << 20);
    sort_texts(texts, count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && tdm_str_equal(texts[i], texts[i - 1])) continue;
        if (out.len > 0) tdm_buf_text(&out, between);
        tdm_buf_add(&out, texts[i]);
    }
    return tdm_buf_str(&out);
}

tdm_str diff_mask(const struct facts *f, enum tdm_catalog_kind kind, tdm_mask mask, const char *between) {
    tdm_str names[64];
    size_t count = 0;
    for (tdm_ref ref = 0; ref < f->catalog->count[kind] && ref < 64; ref++)
        if ((mask & TDM_BIT(ref)) != 0) names[count++] = tdm_catalog_name(f->catalog, kind, ref);
    return diff_sorted(f->mem, names, count, between);
}

/* ---- pairing */

static int compare_keys(const struct tdm_diff_fact *a, const struct tdm_diff_fact *b) {
    if (a->topic != b->topic) return a->topic < b->topic ? -1 : 1;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    int order = tdm_str_compare(a->key, b->key);
    if (order == 0) order = (int)a->aspect - (int)b->aspect;
    return order != 0 ? order : tdm_str_compare(a->detail, b->detail);
}

static int by_fact(const struct tdm_diff_fact *a, const struct tdm_diff_fact *b) {
    int order = compare_keys(a, b);
    if (order == 0) order = tdm_str_compare(a->same, b->same);
    return order != 0 ? order : (a->clause > b->clause) - (a->clause < b->clause);
}

/* The facts in order: runs of one, of two, of four and so on are merged. */
static void sort_facts(struct facts *f) {
    const struct tdm_diff_fact **from = TDM_NEW_ARRAY(f->mem, const struct tdm_diff_fact *, f->count + 1);
    const struct tdm_diff_fact **to = TDM_NEW_ARRAY(f->mem, const struct tdm_diff_fact *, f->count + 1);
    for (size_t i = 0; i < f->count; i++) from[i] = &f->items[i];
    for (size_t width = 1; width < f->count; width *= 2) {
        for (size_t start = 0; start < f->count; start += 2 * width) {
            size_t left = start, middle = start + width < f->count ? start + width : f->count, right = middle;
            size_t end = middle + width < f->count ? middle + width : f->count;
            for (size_t at = start; at < end; at++) {
                bool take_left = left < middle && (right >= end || by_fact(from[left], from[right]) <= 0);
                to[at] = take_left ? from[left++] : from[right++];
            }
        }
        const struct tdm_diff_fact **held = from;
        from = to;
        to = held;
    }
    struct tdm_diff_fact *sorted = TDM_NEW_ARRAY(f->mem, struct tdm_diff_fact, f->count + 1);
    for (size_t i = 0; i < f->count; i++) sorted[i] = *from[i];
    f->items = sorted;
}

struct pairing {
    struct tdm_arena *mem;
    struct tdm_diff_line *lines;
    size_t count, room;
};

static enum tdm_diff_toward toward(const struct tdm_diff_fact *a, const struct tdm_diff_fact *b) {
    if (a == NULL) return b->restricts ? TDM_DIFF_STRICTER : TDM_DIFF_NEITHER;
    if (b == NULL) return a->restricts ? TDM_DIFF_LOOSER : TDM_DIFF_NEITHER;
    if (!a->has_weight || !b->has_weight || a->weight == b->weight) return TDM_DIFF_NEITHER;
    return b->weight > a->weight ? TDM_DIFF_STRICTER : TDM_DIFF_LOOSER;
}

static void put(struct pairing *p, const struct tdm_diff_fact *a, const struct tdm_diff_fact *b) {
    TDM_GROW(p->mem, p->lines, p->count, p->room);
    p->lines[p->count++] = (struct tdm_diff_line){a, b, toward(a, b)};
}

/* The facts of one key on each side: equal ones go, the others meet in order. A fact that stands twice counts once. */
static void pair_key(struct pairing *p, const struct tdm_diff_fact *a, size_t a_count, const struct tdm_diff_fact *b,
                     size_t b_count) {
    const struct tdm_diff_fact **left = TDM_NEW_ARRAY(p->mem, const struct tdm_diff_fact *, a_count + 1);
    const struct tdm_diff_fact **right = TDM_NEW_ARRAY(p->mem, const struct tdm_diff_fact *, b_count + 1);
    size_t i = 0, j = 0, lefts = 0, rights = 0;
    while (i < a_count || j < b_count) {
        int order = i >= a_count ? 1 : j >= b_count ? -1 : tdm_str_compare(a[i].same, b[j].same);
        const struct tdm_diff_fact *mine = &a[i], *other = &b[j];
        if (order < 0) left[lefts++] = mine;
        if (order > 0) right[rights++] = other;
        if (order <= 0)
            while (i < a_count && tdm_str_equal(a[i].same, mine->same)) i++;
        if (order >= 0)
            while (j < b_count && tdm_str_equal(b[j].same, other->same)) j++;
    }
    for (size_t k = 0; k < lefts || k < rights; k++) put(p, k < lefts ? left[k] : NULL, k < rights ? right[k] : NULL);
}

static size_t run_of(const struct tdm_diff_fact *facts, size_t count) {
    size_t run = 1;
    while (run < count && compare_keys(&facts[0], &facts[run]) == 0) run++;
    return run;
}

static void pair_all(struct pairing *p, const struct facts *a, const struct facts *b) {
    size_t i = 0, j = 0;
    while (i < a->count || j < b->count) {
        int order = i >= a->count ? 1 : j >= b->count ? -1 : compare_keys(&a->items[i], &b->items[j]);
        size_t lefts = order <= 0 ? run_of(&a->items[i], a->count - i) : 0;
        size_t rights = order >= 0 ? run_of(&b->items[j], b->count - j) : 0;
        pair_key(p, a->items + i, lefts, b->items + j, rights);
        i += lefts;
        j += rights;
    }
}

/* What stands in a block that is gone or new goes without saying. */
static bool spoken_for(const struct pairing *p, const struct tdm_diff_line *line) {
    const struct tdm_diff_fact *fact = line->a != NULL ? line->a : line->b;
    if (fact->aspect == TDM_DIFF_EXISTS || fact->block.len == 0) return false;
    for (size_t i = 0; i < p->count; i++) {
        const struct tdm_diff_fact *block = p->lines[i].a != NULL ? p->lines[i].a : p->lines[i].b;
        if (block->aspect == TDM_DIFF_EXISTS && tdm_str_equal(block->block, fact->block)) return true;
    }
    return false;
}

/* ---- the whole */

static struct facts facts_of(struct tdm_arena *mem, const struct tdm_protocol *protocol) {
    struct facts f = {.mem = mem, .protocol = protocol, .catalog = protocol->catalog, .plain = protocol->scope};
    struct tdm_measure_use *measures = TDM_NEW_ARRAY(mem, struct tdm_measure_use, f.plain.measure_count + 1u);
    for (uint32_t i = 0; i < f.plain.measure_count; i++) {
        const struct tdm_measure_use *use = &f.plain.measures[i];
        measures[i] = *use;
        measures[i].name =
            diff_format(mem, "%.*s%s%s", TDM_FMT(tdm_catalog_name(f.catalog, TDM_KIND_MEASURE, use->measure)),
                        use->at_treated_side ? "/side" : "", use->during_session ? "/session" : "");
        if (use->is_change)
            measures[i].name =
                diff_format(mem, "%.*s/change-%d-%d", TDM_FMT(measures[i].name), (int)use->from, (int)use->to);
    }
    f.plain.measures = measures;
    diff_dates(&f);
    diff_clauses(&f);
    diff_rules(&f);
    sort_facts(&f);
    return f;
}

void tdm_diff_protocols(struct tdm_arena *mem, const struct tdm_protocol *a, const struct tdm_protocol *b,
                        struct tdm_diff *out) {
    struct pairing p = {.mem = mem};
    struct facts left = facts_of(mem, a), right = facts_of(mem, b);
    pair_all(&p, &left, &right);
    struct tdm_diff_line *lines = TDM_NEW_ARRAY(mem, struct tdm_diff_line, p.count + 1);
    uint32_t count = 0;
    for (size_t i = 0; i < p.count; i++)
        if (!spoken_for(&p, &p.lines[i])) lines[count++] = p.lines[i];
    *out = (struct tdm_diff){a, b, lines, count};
}
