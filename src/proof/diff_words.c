/* diff_words.c - values and conditions twice: as they are written, for people, and in one form for each meaning. Four
 * weeks are 28 days, 2.0 points are 2, the order of lines that all must hold is nothing. */
#include "proof/diff_int.h"

tdm_span diff_span(tdm_span span) {
    int32_t days;
    if (tdm_span_in_days(span, &days)) return (tdm_span){days, TDM_SPAN_DAYS};
    if (span.unit == TDM_SPAN_YEARS) return (tdm_span){span.count * 12, TDM_SPAN_MONTHS};
    return span;
}

tdm_str diff_span_said(const struct facts *f, tdm_span span) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 128);
    tdm_span_print(&out, span);
    return tdm_buf_str(&out);
}

tdm_str diff_span_same(const struct facts *f, tdm_span span) {
    return diff_span_said(f, diff_span(span));
}

tdm_str diff_day_said(const struct facts *f, const struct tdm_day_expr *day) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 1024);
    tdm_day_expr_print(&out, day, &f->protocol->scope);
    return tdm_buf_str(&out);
}

static struct tdm_day_expr plain_day(const struct tdm_day_expr *day) {
    struct tdm_day_expr plain = *day;
    plain.offset = diff_span(day->offset);
    if (plain.sign == 0 || plain.offset.count == 0) {
        plain.sign = 0;
        plain.offset = (tdm_span){0, TDM_SPAN_DAYS};
    }
    return plain;
}

tdm_str diff_day_same(const struct facts *f, const struct tdm_day_expr *day) {
    struct tdm_day_expr plain = plain_day(day);
    return diff_day_said(f, &plain);
}

tdm_str diff_length_said(const struct facts *f, const struct tdm_length *length) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 128);
    tdm_length_print(&out, length);
    return tdm_buf_str(&out);
}

tdm_str diff_length_same(const struct facts *f, const struct tdm_length *length) {
    struct tdm_length plain = *length;
    plain.least = diff_span(length->least);
    plain.most = diff_span(length->most);
    return diff_length_said(f, &plain);
}

static tdm_quantity plain_quantity(tdm_quantity quantity, tdm_unit wanted) {
    tdm_quantity plain = quantity;
    if (wanted != TDM_UNIT_NONE && !tdm_quantity_convert(quantity, wanted, &plain)) plain = quantity;
    plain.number = tdm_decimal_trim(plain.number);
    return plain;
}

tdm_str diff_quantity_same(const struct facts *f, tdm_quantity quantity) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 128);
    tdm_quantity_print(&out, plain_quantity(quantity, TDM_UNIT_NONE));
    return tdm_buf_str(&out);
}

/* ---- conditions */

static struct tdm_criterion plain_criterion(const struct facts *f, const struct tdm_criterion *criterion) {
    struct tdm_criterion plain = *criterion;
    plain.window = diff_span(criterion->window);
    plain.screen = diff_span(criterion->screen);
    plain.day = plain_day(&criterion->day);
    if (criterion->kind != TDM_CRITERION_READING) return plain;
    tdm_unit unit = TDM_UNIT_NONE;
    if (criterion->compare != TDM_COMPARE_PERCENT)
        unit = tdm_catalog_measure(f->catalog, f->plain.measures[criterion->measure].measure)->unit;
    plain.bound.low.quantity = plain_quantity(criterion->bound.low.quantity, unit);
    plain.bound.high.quantity = plain_quantity(criterion->bound.high.quantity, unit);
    return plain;
}

static tdm_str criterion_print(const struct facts *f, const struct tdm_criterion *criterion,
                               const struct tdm_scope *scope) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 4096);
    tdm_criterion_print(&out, criterion, scope);
    return tdm_buf_str(&out);
}

/* How many of its lines a node asks for: all is their number. */
static uint32_t wanted_of(const struct tdm_criterion *node) {
    if (node->kind == TDM_CRITERION_ANY) return 1;
    return node->kind == TDM_CRITERION_AT_LEAST ? node->k : node->child_count;
}

static tdm_str opener(const struct facts *f, uint32_t wanted, uint32_t count) {
    if (wanted == count) return TDM_STR("all of");
    return wanted == 1 ? TDM_STR("any of") : diff_format(f->mem, "at least %u of", wanted);
}

static bool is_opener(enum tdm_criterion_kind kind) {
    return kind == TDM_CRITERION_ALL || kind == TDM_CRITERION_ANY || kind == TDM_CRITERION_AT_LEAST;
}

/* A node with what stands below it as one text: `plain` in the form for comparing, else for people. */
static tdm_str node_text(const struct facts *f, const struct tdm_condition *condition, uint32_t index, bool plain) {
    const struct tdm_criterion *node = &condition->nodes[index];
    if (node->kind == TDM_CRITERION_NOT)
        return diff_format(f->mem, "not %.*s", TDM_FMT(node_text(f, condition, node->first_child, plain)));
    if (is_opener(node->kind)) {
        if (node->child_count == 1) return node_text(f, condition, node->first_child, plain);
        tdm_str *texts = TDM_NEW_ARRAY(f->mem, tdm_str, node->child_count + 1u);
        for (uint32_t i = 0; i < node->child_count; i++)
            texts[i] = node_text(f, condition, (uint32_t)node->first_child + i, plain);
        tdm_str head = opener(f, wanted_of(node), node->child_count);
        return diff_format(f->mem, "%.*s (%.*s)", TDM_FMT(head),
                           TDM_FMT(diff_sorted(f->mem, texts, node->child_count, "; ")));
    }
    if (!plain) return criterion_print(f, node, &f->protocol->scope);
    struct tdm_criterion same = plain_criterion(f, node);
    return criterion_print(f, &same, &f->plain);
}

/* What a line is about: lines about one thing are told against each other. */
static tdm_str about(const struct facts *f, const struct tdm_condition *condition, const struct tdm_criterion *node) {
    if (node->kind == TDM_CRITERION_NOT) node = &condition->nodes[node->first_child];
    if (node->kind == TDM_CRITERION_READING) return f->plain.measures[node->measure].name;
    return diff_format(f->mem, "%d", (int)node->kind);
}

static void add_lines(struct facts *f, const struct tdm_condition *condition, uint32_t index,
                      const struct tdm_diff_fact *like) {
    const struct tdm_criterion *node = &condition->nodes[index];
    bool inside = is_opener(node->kind) && wanted_of(node) == node->child_count;
    if (inside || index == 0) {
        for (uint32_t i = 0; i < node->child_count; i++) add_lines(f, condition, (uint32_t)node->first_child + i, like);
        return;
    }
    struct tdm_diff_fact fact = *like;
    fact.key = diff_format(f->mem, "%.*s/%.*s", TDM_FMT(like->key.len > 0 ? like->key : like->subject),
                           TDM_FMT(about(f, condition, node)));
    fact.same = node_text(f, condition, index, true);
    fact.value = node_text(f, condition, index, false);
    if (!is_opener(node->kind)) fact.clause = node->clause;
    diff_add(f, fact);
}

void diff_condition(struct facts *f, const struct tdm_condition *condition, const struct tdm_diff_fact *like,
                    enum tdm_diff_aspect how) {
    if (condition->count == 0) return;
    const struct tdm_criterion *root = &condition->nodes[0];
    uint32_t wanted = wanted_of(root);
    struct tdm_diff_fact fact = *like;
    fact.restricts = like->restricts && wanted == root->child_count; /* one more of `any of` is no stricter */
    add_lines(f, condition, 0, &fact);
    fact.aspect = how;
    fact.restricts = false;
    fact.value = opener(f, wanted, root->child_count);
    diff_add(f, fact);
}
