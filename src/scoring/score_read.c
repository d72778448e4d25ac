/* score_read.c - one score: its parts, the missing rule, the formula, the table, the range that it must fill. */
#include "scoring/scoring_int.h"

struct score_reader {
    struct scoring_reader *r;
    const struct tdm_line *head;
    struct tdm_score score;
    struct tdm_part_of *parts;
    bool has_missing_rule, has_range;
    uint32_t seen; /* clauses that stand once, by bit */
};

static struct tdm_problem *refuse_at(struct score_reader *s, enum tdm_why why, const char *code,
                                     const struct tdm_line *line) {
    return scoring_refuse(s->r, why, code, tdm_line_place(s->r->tree, line));
}

bool scoring_refused(const struct scoring_reader *r, tdm_str name) {
    for (uint32_t i = 0; i < r->refused_count; i++)
        if (tdm_str_equal(r->refused[i], name)) return true;
    return false;
}

/* ---- what a score is made of */

static int part_named(struct score_reader *s, tdm_str name) {
    for (uint32_t i = 0; i < s->score.part_count; i++) {
        const struct tdm_part_of *part = &s->parts[i];
        tdm_str its = part->is_score ? s->r->scores[part->index].name : s->r->items[part->index].code;
        if (tdm_str_equal(its, name)) return (int)i;
    }
    return -1;
}

/* The score of that name by the same rule, else the last one of that name. */
static int score_named(const struct score_reader *s, tdm_str name) {
    int found = -1;
    for (uint32_t i = 0; i < s->r->out->score_count; i++) {
        const struct tdm_score *other = &s->r->scores[i];
        if (!tdm_str_equal(other->name, name)) continue;
        found = (int)i;
        if (tdm_str_equal(other->rule, s->score.rule)) return found;
    }
    return found;
}

static void add_part(struct score_reader *s, const struct tdm_term *name) {
    struct tdm_part_of part = {0};
    int item = scoring_item(s->r->out, name->text), score = score_named(s, name->text);
    if (item < 0 && score < 0 && scoring_refused(s->r, name->text)) return;
    if (item < 0 && score < 0) {
        tdm_str names[TDM_ITEMS_MAX];
        for (uint32_t i = 0; i < s->r->out->item_count; i++) names[i] = s->r->items[i].code;
        struct tdm_place place = tdm_term_place(s->r->tree, name);
        scoring_unknown(scoring_refuse(s->r, TDM_WHY_NOT_FOUND, "I007", place), "item or earlier score", name->text,
                        names, s->r->out->item_count);
        return;
    }
    part.is_score = item < 0;
    part.index = (uint16_t)(item < 0 ? score : item);
    if (!part.is_score) {
        part.least = s->r->items[item].least;
        part.most = s->r->items[item].most;
    }
    s->parts[s->score.part_count++] = part;
}

static void read_of(struct score_reader *s, const struct tdm_line *line) {
    static const char form[] = "of NAME [, NAME]";
    s->parts = TDM_NEW_ARRAY(s->r->mem, struct tdm_part_of, line->part_count);
    s->score.part_count = 0;
    for (uint32_t part = 0; part < line->part_count; part++) {
        struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, part);
        if (part == 0) (void)tdm_cursor_take_word(&c, "of");
        const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
        if (name == NULL || !tdm_cursor_done(&c)) {
            (void)scoring_malformed(s->r, tdm_cursor_place(&c), form);
            return;
        }
        add_part(s, name);
    }
}

static void read_reversed(struct score_reader *s, const struct tdm_line *line) {
    for (uint32_t part = 0; part < line->part_count; part++) {
        struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, part);
        if (part == 0) (void)tdm_cursor_take_word(&c, "reversed");
        const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
        int index = name == NULL ? -1 : part_named(s, name->text);
        if (index < 0 || s->parts[index].is_score || !tdm_cursor_done(&c)) {
            (void)scoring_malformed(s->r, tdm_line_place(s->r->tree, line),
                                    "reversed CODE [, CODE], each of the score");
            return;
        }
        s->parts[index].reversed = true;
    }
}

#define CODED_VALUES_MOST 1000 /* no form has as many boxes */

/* code Q7, 0 gives 5, 1 to 3 gives 4: every value once. */
static bool code_row(struct tdm_cursor *c, const struct tdm_part_of *part, tdm_decimal *codes, bool *told) {
    int64_t from, until;
    tdm_decimal value = {0};
    if (!scoring_whole(c, &from)) return false;
    until = from;
    if (tdm_cursor_take_word(c, "to") && !scoring_whole(c, &until)) return false;
    bool good = tdm_cursor_take_word(c, "gives") && scoring_number(c, &value) && tdm_cursor_done(c) &&
                from >= part->least && until <= part->most && from <= until;
    for (int64_t at = from; good && at <= until; at++) {
        good = !told[at - part->least];
        told[at - part->least] = true;
        codes[at - part->least] = value;
    }
    return good;
}

static void read_code(struct score_reader *s, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "code");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    int index = name == NULL ? -1 : part_named(s, name->text);
    bool good = index >= 0 && !s->parts[index].is_score && tdm_cursor_done(&c) &&
                !s->r->items[s->parts[index].index].any_number &&
                s->parts[index].most - s->parts[index].least < CODED_VALUES_MOST;
    if (!good) {
        (void)scoring_malformed(s->r, tdm_line_place(s->r->tree, line), "code CODE, 0 gives 5, 1 to 3 gives 4");
        return;
    }
    struct tdm_part_of *part = &s->parts[index];
    size_t count = (size_t)(part->most - part->least + 1);
    tdm_decimal *codes = TDM_NEW_ARRAY(s->r->mem, tdm_decimal, count);
    bool *told = TDM_NEW_ARRAY(s->r->mem, bool, count), all = true;
    for (uint32_t row = 1; row < line->part_count; row++) {
        c = tdm_cursor_of(s->r->tree, line, row);
        all = all && code_row(&c, part, codes, told);
    }
    for (size_t i = 0; i < count; i++) all = all && told[i];
    part->codes = codes;
    if (all) return;
    struct tdm_problem *p = refuse_at(s, TDM_WHY_RANGE, "I016", line);
    tdm_problem_what(p, "the rows do not give every value of `%.*s` from %lld to %lld once", TDM_FMT(name->text),
                     (long long)part->least, (long long)part->most);
    tdm_problem_fix(p, "write one row a value, or a range: 1 to 3 gives 4");
}

/* ---- figures */

static void read_missing(struct score_reader *s, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    int64_t least = -1;
    s->has_missing_rule = true;
    if (tdm_cursor_take_words(&c, "all answered") && tdm_cursor_done(&c)) {
        s->score.least_answered = UINT32_MAX;
        return;
    }
    if (tdm_cursor_take_words(&c, "at least") && scoring_whole(&c, &least) && tdm_cursor_take_word(&c, "answered") &&
        tdm_cursor_done(&c) && least > 0) {
        s->score.least_answered = (uint32_t)least;
        return;
    }
    (void)scoring_malformed(s->r, tdm_cursor_place(&c), "at least N answered, or: all answered");
}

static void read_table(struct score_reader *s, const struct tdm_line *line) {
    static const char form[] = "table from N, VALUE, VALUE: what N, N + 1 and so on become";
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    tdm_decimal *table = TDM_NEW_ARRAY(s->r->mem, tdm_decimal, line->part_count);
    (void)tdm_cursor_take_word(&c, "table");
    if (!tdm_cursor_take_word(&c, "from") || !scoring_whole(&c, &s->score.table_from) || !tdm_cursor_done(&c)) {
        (void)scoring_malformed(s->r, tdm_cursor_place(&c), form);
        return;
    }
    for (uint32_t part = 1; part < line->part_count; part++) {
        c = tdm_cursor_of(s->r->tree, line, part);
        if (!scoring_number(&c, &table[s->score.table_count++]) || !tdm_cursor_done(&c)) {
            (void)scoring_malformed(s->r, tdm_cursor_place(&c), form);
            return;
        }
    }
    s->score.table = table;
}

static void read_range(struct score_reader *s, const struct tdm_line *line) {
    static const char form[] = "range 0 to 100, higher is better, or: lower is better";
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0), way;
    (void)tdm_cursor_take_word(&c, "range");
    bool good = scoring_number(&c, &s->score.least) && tdm_cursor_take_word(&c, "to") &&
                scoring_number(&c, &s->score.most) && tdm_cursor_done(&c) && line->part_count == 2;
    if (good) {
        way = tdm_cursor_of(s->r->tree, line, 1);
        s->score.lower_is_better = tdm_cursor_is_word(&way, "lower");
        good = tdm_cursor_take_words(&way, s->score.lower_is_better ? "lower is better" : "higher is better") &&
               tdm_cursor_done(&way);
    }
    s->has_range = true;
    if (!good) (void)scoring_malformed(s->r, tdm_line_place(s->r->tree, line), form);
}

static void read_band(struct score_reader *s, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    struct tdm_bound_phrase phrase = {0};
    (void)tdm_cursor_take_word(&c, "band");
    const struct tdm_term *text = NULL;
    bool good = tdm_bound_phrase_read(&c, &phrase) && tdm_cursor_done(&c) && line->part_count == 2 &&
                phrase.low->kind == TDM_TERM_NUMBER && (phrase.high == NULL || phrase.high->kind == TDM_TERM_NUMBER);
    if (good) {
        c = tdm_cursor_of(s->r->tree, line, 1);
        text = tdm_cursor_take(&c, TDM_TERM_TEXT);
    }
    if (text == NULL) {
        (void)scoring_malformed(s->r, tdm_line_place(s->r->tree, line), "band BOUND, TEXT: band above 37, \"high\"");
        return;
    }
    struct tdm_band *bands = TDM_NEW_ARRAY(s->r->mem, struct tdm_band, s->score.band_count + 1u);
    for (uint32_t i = 0; i < s->score.band_count; i++) bands[i] = s->score.bands[i];
    struct tdm_band *band = &bands[s->score.band_count++];
    band->words = text->text;
    band->bound.kind = phrase.kind;
    band->bound.low.quantity.number = phrase.low->number;
    if (phrase.high != NULL) band->bound.high.quantity.number = phrase.high->number;
    s->score.bands = bands;
}

static void read_measure(struct score_reader *s, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "measure");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (name == NULL || !tdm_cursor_done(&c)) {
        (void)scoring_malformed(s->r, tdm_cursor_place(&c), "measure MEASURE");
        return;
    }
    s->score.measure = tdm_catalog_find(s->r->catalog, TDM_KIND_MEASURE, name->text);
    if (s->score.measure != TDM_REF_NONE) return;
    tdm_str near = tdm_catalog_nearest(s->r->catalog, TDM_KIND_MEASURE, name->text);
    struct tdm_problem *p = scoring_refuse(s->r, TDM_WHY_NOT_FOUND, "I007", tdm_term_place(s->r->tree, name));
    scoring_unknown(p, "measure", name->text, &near, near.len > 0);
}

static void read_small(struct score_reader *s, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    int64_t digits = 1;
    if (tdm_cursor_take_words(&c, "capped at") && scoring_number(&c, &s->score.cap) && tdm_cursor_done(&c)) {
        s->score.has_cap = true;
        return;
    }
    if (tdm_cursor_take_word(&c, "digits") && scoring_whole(&c, &digits) && digits >= 0 && digits <= 9 &&
        tdm_cursor_done(&c)) {
        s->score.digits = (uint32_t)digits;
        return;
    }
    if (tdm_cursor_take_word(&c, "older") && tdm_cursor_done(&c)) {
        s->score.older = true;
        return;
    }
    (void)scoring_malformed(s->r, tdm_line_place(s->r->tree, line), "capped at N, digits N, or: older");
}

static void read_formula(struct score_reader *s, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "is");
    s->score.formula_count = 0;
    (void)scoring_read_formula(s->r, &c, &s->score);
}

/* ---- the block */

static const struct score_clause {
    tdm_str head;
    bool cited, after_parts, many, must;
    void (*read)(struct score_reader *s, const struct tdm_line *line);
    const char *form;
} clauses[] = {
    {TDM_STR_INIT("measure"), false, true, false, false, read_measure, "measure MEASURE"},
    {TDM_STR_INIT("of"), true, false, false, true, read_of, "of NAME [, NAME]"},
    {TDM_STR_INIT("all"), true, true, false, true, read_missing, "all answered"},
    {TDM_STR_INIT("at"), true, true, false, true, read_missing, "at least N answered"},
    {TDM_STR_INIT("is"), true, true, false, true, read_formula, "is FORMULA"},
    {TDM_STR_INIT("reversed"), true, true, false, false, read_reversed, "reversed CODE [, CODE]"},
    {TDM_STR_INIT("code"), true, true, true, false, read_code, "code CODE, N gives N, N to N gives N"},
    {TDM_STR_INIT("table"), true, true, false, false, read_table, "table from N, VALUE, VALUE"},
    {TDM_STR_INIT("capped"), true, true, false, false, read_small, "capped at N"},
    {TDM_STR_INIT("range"), true, true, false, true, read_range, "range N to N, higher is better, or: lower is better"},
    {TDM_STR_INIT("digits"), false, true, false, false, read_small, "digits N"},
    {TDM_STR_INIT("band"), true, true, true, false, read_band, "band BOUND, TEXT"},
    {TDM_STR_INIT("older"), false, true, false, false, read_small, "older"},
};

bool scoring_score_form(uint32_t index, struct tdm_instrument_form *out) {
    if (index >= TDM_COUNT(clauses)) return false;
    const struct score_clause *clause = &clauses[index];
    *out =
        (struct tdm_instrument_form){"score", clause->head.at, clause->form, clause->must, clause->many, clause->cited};
    return true;
}

static bool twice(struct score_reader *s, const struct tdm_line *line, size_t clause) {
    /* `all answered` and `at least 3 answered` are one clause in two forms */
    uint32_t bit = 1u << (clauses[clause].read == read_missing ? 0 : clause + 1);
    bool again = (s->seen & bit) != 0;
    s->seen |= bit;
    if (!again) return false;
    struct tdm_problem *p = refuse_at(s, TDM_WHY_CONFLICT, "I005", line);
    tdm_problem_what(p, "`score %.*s` has a second line of this kind", TDM_FMT(s->score.name));
    tdm_problem_fix(p, "keep one of the two");
    return true;
}

static void read_clause(struct score_reader *s, const struct tdm_line *line, bool after_parts) {
    tdm_str head = tdm_line_head(line), heads[TDM_COUNT(clauses)];
    for (size_t i = 0; i < TDM_COUNT(clauses); i++) {
        heads[i] = clauses[i].head;
        if (!tdm_str_equal(head, heads[i])) continue;
        if (clauses[i].after_parts != after_parts) return;
        if (clauses[i].cited) scoring_cited(s->r, line, s->head);
        if (clauses[i].many || !twice(s, line, i)) clauses[i].read(s, line);
        return;
    }
    if (after_parts)
        scoring_no_line(refuse_at(s, TDM_WHY_NOT_FOUND, "I002", line), "a score", head, heads, TDM_COUNT(clauses));
}

/* ---- what must agree */

static uint32_t asked_of(const struct score_reader *s) {
    uint32_t asked = 0;
    uint64_t choices = 0; /* of a choice one is asked for */
    for (uint32_t i = 0; i < s->score.part_count; i++) {
        uint32_t choice = s->parts[i].is_score ? 0 : s->r->items[s->parts[i].index].choice;
        if (choice == 0 || (choices & (1ull << choice)) == 0) asked++;
        choices |= 1ull << choice;
    }
    return asked;
}

static bool check_whole(struct score_reader *s) {
    const char *missing = s->score.part_count == 0      ? "of CODE, CODE"
                          : !s->has_missing_rule        ? "all answered"
                          : s->score.formula_count == 0 ? "is 100 - 25 * mean"
                          : !s->has_range               ? "range 0 to 100, higher is better"
                                                        : NULL;
    if (missing == NULL) return true;
    struct tdm_problem *p = refuse_at(s, TDM_WHY_MISSING, "I004", s->head);
    tdm_problem_what(p, "a line is missing below `score %.*s`", TDM_FMT(s->score.name));
    tdm_problem_fix(p, "add `%s`, or the like", missing);
    return false;
}

static void check_answered(struct score_reader *s) {
    s->score.asked = asked_of(s);
    if (s->score.least_answered == UINT32_MAX) s->score.least_answered = s->score.asked;
    if (s->score.least_answered <= s->score.asked) return;
    struct tdm_problem *p = refuse_at(s, TDM_WHY_RANGE, "I013", s->head);
    tdm_problem_what(p, "%u answers are asked for of a score that has %u", s->score.least_answered, s->score.asked);
    tdm_problem_fix(p, "write `at least %u answered` or fewer", s->score.asked);
}

/* The formula when every part is at one end. */
static bool end_of(struct score_reader *s, bool at_most, tdm_fraction *out) {
    struct formula_values v = {.sum = {0, 1}, .largest = {0, 1}, .most = {0, 1}, .answered = s->score.asked};
    uint64_t choices = 0;
    for (uint32_t i = 0; i < s->score.part_count; i++) {
        tdm_fraction least, most;
        uint32_t choice = s->parts[i].is_score ? 0 : s->r->items[s->parts[i].index].choice;
        if (choice > 0 && (choices & (1ull << choice)) != 0) continue; /* the first of a choice goes furthest */
        choices |= 1ull << choice;
        scoring_part_ends(s->r->out, &s->parts[i], &least, &most);
        tdm_fraction one = at_most ? most : least;
        if (!tdm_fraction_add(v.sum, one, &v.sum) || !tdm_fraction_add(v.most, most, &v.most)) return false;
        if (i == 0 || tdm_fraction_compare(one, v.largest) > 0) v.largest = one;
    }
    return scoring_formula(&s->score, &v, out);
}

static bool check_table(struct score_reader *s, tdm_fraction low, tdm_fraction high) {
    int64_t steps = -1;
    bool fits = low.below == 1 && high.below == 1 && low.above == s->score.table_from &&
                tdm_add_i64(high.above, -low.above, &steps) && steps == (int64_t)s->score.table_count - 1;
    if (!fits) {
        struct tdm_problem *p = refuse_at(s, TDM_WHY_RANGE, "I009", s->head);
        tdm_problem_what(p, "the table of `%.*s` has %u values from %lld on, and the formula goes from %lld to %lld",
                         TDM_FMT(s->score.name), s->score.table_count, (long long)s->score.table_from,
                         (long long)(low.above / low.below), (long long)(high.above / high.below));
        tdm_problem_fix(p, "write one value for each, in order");
        return false;
    }
    int way = tdm_decimal_compare(s->score.table[1], s->score.table[0]);
    for (uint32_t i = 1; i < s->score.table_count; i++) {
        if (way != 0 && tdm_decimal_compare(s->score.table[i], s->score.table[i - 1]) == way) continue;
        struct tdm_problem *p = refuse_at(s, TDM_WHY_CONFLICT, "I010", s->head);
        tdm_problem_what(p, "the table of `%.*s` turns back at its value for %lld", TDM_FMT(s->score.name),
                         (long long)(s->score.table_from + i));
        tdm_problem_fix(p, "look the values up again: a table goes one way");
        return false;
    }
    return true;
}

static void check_ends(struct score_reader *s) {
    tdm_fraction low = {0, 1}, high = {0, 1};
    struct tdm_buf text;
    bool known = end_of(s, false, &low) && end_of(s, true, &high);
    if (known && s->score.table != NULL && s->score.table_count > 1 && !check_table(s, low, high)) return;
    known = known && scoring_convert(&s->score, low, &low) && scoring_convert(&s->score, high, &high);
    if (known && tdm_fraction_compare(low, high) > 0) {
        tdm_fraction held = low;
        low = high;
        high = held;
    }
    if (known && tdm_fraction_compare(low, tdm_fraction_of(s->score.least)) == 0 &&
        tdm_fraction_compare(high, tdm_fraction_of(s->score.most)) == 0)
        return;
    tdm_buf_init(&text, s->r->mem, 256);
    struct tdm_problem *p = refuse_at(s, TDM_WHY_CONFLICT, "I011", s->head);
    if (!known) {
        tdm_problem_what(p, "the ends of `%.*s` cannot be computed", TDM_FMT(s->score.name));
        tdm_problem_fix(p, "look at the formula: nothing may be divided by zero");
        return;
    }
    tdm_fraction_print_exact(&text, low);
    tdm_buf_text(&text, " to ");
    tdm_fraction_print_exact(&text, high);
    tdm_problem_what(p, "`%.*s` goes from %.*s, which is not its range", TDM_FMT(s->score.name),
                     TDM_FMT(tdm_buf_str(&text)));
    tdm_problem_fix(p, "put the range or the formula right");
}

static void check_measure(struct score_reader *s) {
    if (s->score.measure == TDM_REF_NONE) return;
    const struct tdm_measure *measure = tdm_catalog_measure(s->r->catalog, s->score.measure);
    bool way = measure->direction == (s->score.lower_is_better ? TDM_LOWER_IS_BETTER : TDM_HIGHER_IS_BETTER);
    bool inside = measure->has_hard && tdm_decimal_compare(measure->hard.low.quantity.number, s->score.least) <= 0 &&
                  tdm_decimal_compare(measure->hard.high.quantity.number, s->score.most) >= 0;
    if (way && inside) return;
    struct tdm_problem *p = refuse_at(s, TDM_WHY_CONFLICT, "I014", s->head);
    tdm_problem_what(p, "`%.*s` has another %s than the measure `%.*s`", TDM_FMT(s->score.name),
                     way ? "range" : "direction", TDM_FMT(measure->item.name));
    tdm_problem_fix(p, "put the score or the measure right");
}

static bool read_head(struct score_reader *s) {
    static const char form[] = "score NAME, rule RULE";
    struct tdm_cursor c = tdm_cursor_of(s->r->tree, s->head, 0);
    (void)tdm_cursor_take_word(&c, "score");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *rule = NULL;
    bool good = name != NULL && tdm_cursor_done(&c) && s->head->part_count == 2;
    if (good) {
        c = tdm_cursor_of(s->r->tree, s->head, 1);
        if (tdm_cursor_take_word(&c, "rule")) rule = tdm_cursor_take(&c, TDM_TERM_WORD);
    }
    if (rule == NULL || !tdm_cursor_done(&c)) return scoring_malformed(s->r, tdm_line_place(s->r->tree, s->head), form);
    s->score.name = name->text;
    s->score.rule = rule->text;
    for (uint32_t i = 0; i < s->r->out->score_count; i++) {
        bool same = tdm_str_equal(s->r->scores[i].name, name->text) && tdm_str_equal(s->r->scores[i].rule, rule->text);
        if (!same) continue;
        struct tdm_problem *p = refuse_at(s, TDM_WHY_CONFLICT, "I006", s->head);
        tdm_problem_what(p, "the score `%.*s` by the rule `%.*s` is declared twice", TDM_FMT(name->text),
                         TDM_FMT(rule->text));
        tdm_problem_fix(p, "name another rule, or leave one of them out");
        return false;
    }
    return true;
}

void scoring_read_score(struct scoring_reader *r, const struct tdm_line *line) {
    struct score_reader s = {.r = r, .head = line};
    s.score.measure = TDM_REF_NONE;
    s.score.digits = 1;
    s.score.place = tdm_line_place(r->tree, line);
    uint32_t errors = r->problems->errors;
    if (!read_head(&s)) return;
    if (r->refused_count < TDM_SCORES_MAX) r->refused[r->refused_count++] = s.score.name; /* until it is taken */
    for (int after = 0; after <= 1; after++)
        for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
            read_clause(&s, below, after == 1);
    if (r->problems->errors > errors || !check_whole(&s)) return;
    s.score.parts = s.parts;
    check_answered(&s);
    check_ends(&s);
    check_measure(&s);
    if (r->out->score_count == TDM_SCORES_MAX) {
        (void)scoring_malformed(r, s.score.place, "at most 32 scores an instrument");
        return;
    }
    r->refused_count--;
    TDM_GROW(r->mem, r->scores, r->out->score_count, r->score_room);
    r->scores[r->out->score_count++] = s.score;
    r->out->scores = r->scores;
}
