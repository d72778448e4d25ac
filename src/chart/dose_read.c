/* dose_read.c - one line of an exercise below `prescribe` or `session`: amounts by name, sets listed one by one, and
 * what became of it (M79). Names are words here; binding holds them against the exercise. */
#include "chart/chart_int.h"

static const char *const done_words[] = {[TDM_DONE] = "",
                                         [TDM_PARTIAL] = "partial",
                                         [TDM_COULD_NOT] = "could-not",
                                         [TDM_DECLINED] = "declined",
                                         [TDM_NOT_NEEDED] = "not-needed"};

const char *tdm_done_word(enum tdm_done done) {
    return done_words[done];
}

/* Words that begin something else in a line of an exercise; a dose has no side, the exercise says what it loads. */
bool tdm_is_field_name(tdm_str word) {
    return tdm_is_word(word) && !tdm_choice_has("because|partial|could-not|declined|not-needed|right|left|was", word);
}

struct dose_line {
    struct tdm_chart_reader *r;
    struct tdm_draft *draft;
    const struct tdm_line *line;
    struct tdm_cursor c;
    struct tdm_written_dose dose;
    struct tdm_written_field *fields; /* with room for every term of the line */
    struct tdm_written_set *sets;
};

static struct tdm_problem *refuse(struct dose_line *l, enum tdm_why why, const char *code, struct tdm_place place) {
    l->draft->bad = true;
    return tdm_chart_refuse(l->r, why, code, place);
}

static bool not_understood(struct dose_line *l) {
    struct tdm_problem *p = refuse(l, TDM_WHY_SYNTAX, "H048", tdm_cursor_place(&l->c));
    if (tdm_cursor_done(&l->c))
        tdm_problem_what(p, "this line of \"%.*s\" ends too early", TDM_FMT(l->dose.exercise));
    else
        tdm_problem_what(p, "\"%.*s\" is not understood in a line of an exercise", TDM_FMT(l->c.at->text));
    tdm_problem_fix(
        p, "write `EXERCISE 3x12, 40 kg, depth 80 deg`, `EXERCISE 12 reps 40 kg, 10 reps 40 kg stopped \"why\"`"
           " or `EXERCISE could-not, because \"why\"`");
    return false;
}

static bool field_add(struct dose_line *l, tdm_str name, struct tdm_written_value value) {
    for (uint32_t i = 0; i < l->dose.field_count; i++) {
        if (!tdm_str_equal(l->fields[i].name, name)) continue;
        struct tdm_problem *p = refuse(l, TDM_WHY_CONFLICT, "H053", tdm_line_place(l->r->tree, l->line));
        tdm_problem_what(p, "\"%.*s\" is said twice of \"%.*s\"", TDM_FMT(name), TDM_FMT(l->dose.exercise));
        tdm_problem_fix(p, "keep one of the two");
        return false;
    }
    l->fields[l->dose.field_count++] = (struct tdm_written_field){name, value};
    return true;
}

static struct tdm_written_value number_value(tdm_decimal number, tdm_str unit) {
    return (struct tdm_written_value){true, number, unit};
}

/* ---- the pieces of a part */

/* "15RM": a weight that can be lifted so often and no more. */
static bool rm_take(struct dose_line *l) {
    tdm_str text = l->c.at->text;
    tdm_decimal count = {0};
    if (!tdm_decimal_parse(tdm_str_slice(text, 0, text.len - 2), &count)) return not_understood(l);
    l->c.at++;
    return field_add(l, TDM_STR("rm"), number_value(count, TDM_STR("")));
}

/* "3x12": sets and repetitions. */
static bool mark_take(struct dose_line *l) {
    tdm_str text = l->c.at->text;
    size_t x = 0;
    if (tdm_str_ends_with(text, TDM_STR("RM"))) return rm_take(l);
    tdm_decimal sets = {0}, reps = {0};
    bool fits = tdm_str_find(text, TDM_STR("x"), &x) && tdm_decimal_parse(tdm_str_slice(text, 0, x), &sets) &&
                tdm_decimal_parse(tdm_str_slice(text, x + 1, text.len), &reps);
    if (!fits) return not_understood(l);
    l->c.at++;
    return field_add(l, TDM_STR("sets"), number_value(sets, TDM_STR(""))) &&
           field_add(l, TDM_STR("reps"), number_value(reps, TDM_STR("")));
}

static bool set_take(struct dose_line *l, const struct tdm_term *reps) {
    struct tdm_written_set *set = &l->sets[l->dose.set_count];
    *set = (struct tdm_written_set){.has_reps = true, .reps = reps->number};
    const struct tdm_term *load = tdm_cursor_take(&l->c, TDM_TERM_NUMBER);
    if (load != NULL) {
        const struct tdm_term *unit = tdm_cursor_take(&l->c, TDM_TERM_WORD);
        if (unit == NULL || tdm_str_is(unit->text, "stopped")) {
            struct tdm_problem *p = refuse(l, TDM_WHY_MISSING, "H049", tdm_chart_term(l->r, load));
            tdm_problem_what(p, "the load \"%.*s\" of a set has no unit", TDM_FMT(load->text));
            tdm_problem_fix(p, "write `%.*s kg`", TDM_FMT(load->text));
            return false;
        }
        set->has_load = true;
        set->load = load->number;
        set->load_unit = unit->text;
    }
    if (tdm_cursor_take_word(&l->c, "stopped")) {
        const struct tdm_term *why = tdm_cursor_take(&l->c, TDM_TERM_TEXT);
        if (why == NULL) return not_understood(l);
        set->stopped = why->text;
    }
    l->dose.set_count++;
    return true;
}

static bool times_take(struct dose_line *l, const struct tdm_term *number) {
    bool week = tdm_cursor_take_words(&l->c, "a week"), day = !week && tdm_cursor_take_words(&l->c, "a day");
    tdm_decimal count = tdm_decimal_trim(number->number);
    bool fits = (week || day) && count.scale == 0 && count.coefficient >= 1 && count.coefficient <= 100;
    if (!fits || l->dose.has_times) {
        struct tdm_problem *p = refuse(l, TDM_WHY_SYNTAX, "H054", tdm_chart_term(l->r, number));
        tdm_problem_what(p, "\"%.*s times\" is not understood as how often an exercise is to be done",
                         TDM_FMT(number->text));
        tdm_problem_fix(p, "write `3 times a week` or `2 times a day`, once");
        return false;
    }
    l->dose.has_times = true;
    l->dose.times = (uint16_t)count.coefficient;
    l->dose.per_week = week;
    return true;
}

static bool number_take(struct dose_line *l) {
    static const struct {
        const char *word, *field, *unit;
    } named[] = {{"sets", "sets", ""},
                 {"set", "sets", ""},
                 {"kg", "load", "kg"},
                 {"min", "minutes", ""},
                 {"minutes", "minutes", ""}};
    const struct tdm_term *number = l->c.at++;
    if (tdm_cursor_take_word(&l->c, "reps") || tdm_cursor_take_word(&l->c, "rep")) return set_take(l, number);
    if (tdm_cursor_take_word(&l->c, "times")) return times_take(l, number);
    for (size_t i = 0; i < TDM_COUNT(named); i++)
        if (tdm_cursor_take_word(&l->c, named[i].word))
            return field_add(l, tdm_str_of(named[i].field), number_value(number->number, tdm_str_of(named[i].unit)));
    struct tdm_problem *p = refuse(l, TDM_WHY_SYNTAX, "H055", tdm_chart_term(l->r, number));
    tdm_problem_what(p, "\"%.*s\" does not say what it counts", TDM_FMT(number->text));
    tdm_problem_fix(p, "name it: `hold %.*s s`, `depth %.*s deg`, `%.*s sets`, `%.*s kg`", TDM_FMT(number->text),
                    TDM_FMT(number->text), TDM_FMT(number->text), TDM_FMT(number->text));
    return false;
}

static bool done_take(struct dose_line *l, enum tdm_done done) {
    if (l->dose.done != TDM_DONE || l->draft->entry.kind == TDM_ENTRY_PRESCRIBE) return not_understood(l);
    l->c.at++;
    l->dose.done = done;
    return true;
}

static bool word_take(struct dose_line *l) {
    for (int done = TDM_PARTIAL; done <= TDM_NOT_NEEDED; done++)
        if (tdm_str_is(l->c.at->text, done_words[done])) return done_take(l, (enum tdm_done)done);
    if (tdm_cursor_take_word(&l->c, "because")) {
        const struct tdm_term *why = tdm_cursor_take(&l->c, TDM_TERM_TEXT);
        if (why == NULL || l->dose.because.len > 0) return not_understood(l);
        l->dose.because = why->text;
        return true;
    }
    if (!tdm_is_field_name(l->c.at->text)) return not_understood(l);
    const struct tdm_term *name = l->c.at++;
    struct tdm_written_value value;
    if (!tdm_written_value_read(&l->c, &value)) return not_understood(l);
    return field_add(l, name->text, value);
}

static bool part_read(struct dose_line *l) {
    while (!tdm_cursor_done(&l->c)) {
        bool good = false;
        switch (l->c.at->kind) {
        case TDM_TERM_MARK:
            good = mark_take(l);
            break;
        case TDM_TERM_NUMBER:
            good = number_take(l);
            break;
        case TDM_TERM_WORD:
            good = word_take(l);
            break;
        case TDM_TERM_PERCENT:
        case TDM_TERM_DATE:
        case TDM_TERM_TIME:
        case TDM_TERM_INSTANT:
        case TDM_TERM_OPERATOR:
        case TDM_TERM_TEXT:
        case TDM_TERM_GROUP:
            good = not_understood(l);
            break;
        }
        if (!good) return false;
    }
    return true;
}

/* ---- the line */

/* `3 sets, 12 reps, 40 kg` says one amount three times; `12 reps, 10 reps` lists sets. Both at once is neither. */
static bool sets_settle(struct dose_line *l) {
    bool counted = false;
    for (uint32_t i = 0; i < l->dose.field_count; i++) counted = counted || tdm_str_is(l->fields[i].name, "sets");
    if (!counted || l->dose.set_count == 0) return true;
    struct tdm_written_set set = l->sets[0];
    if (l->dose.set_count == 1 && set.stopped.len == 0) {
        l->dose.set_count = 0;
        bool added = field_add(l, TDM_STR("reps"), number_value(set.reps, TDM_STR("")));
        return added && (!set.has_load || field_add(l, TDM_STR("load"), number_value(set.load, set.load_unit)));
    }
    struct tdm_problem *p = refuse(l, TDM_WHY_CONFLICT, "H049", tdm_line_place(l->r->tree, l->line));
    tdm_problem_what(p, "\"%.*s\" counts its sets and lists them as well", TDM_FMT(l->dose.exercise));
    tdm_problem_fix(p, "write either `3x12, 40 kg` or each set: `12 reps 40 kg, 12 reps 40 kg, 10 reps 40 kg`");
    return false;
}

static void dose_add(struct dose_line *l) {
    struct tdm_entry *entry = &l->draft->entry;
    uint32_t lines = tdm_block_count(l->line); /* of those still to come */
    struct tdm_written_dose *doses = (struct tdm_written_dose *)(uintptr_t)entry->doses;
    if (doses == NULL) {
        doses = TDM_NEW_ARRAY(l->r->mem, struct tdm_written_dose, lines);
        entry->doses = doses;
        l->draft->marks[TDM_FIELD_DOSES] = (struct tdm_mark){l->line->line, 1, 1};
    }
    l->dose.fields = l->fields;
    l->dose.sets = l->sets;
    doses[entry->dose_count++] = l->dose;
}

void tdm_dose_read(struct tdm_chart_reader *r, struct tdm_draft *draft, const struct tdm_line *line) {
    struct dose_line l = {.r = r, .draft = draft, .line = line, .c = tdm_cursor_of(r->tree, line, 0)};
    const struct tdm_term *exercise = tdm_cursor_take(&l.c, TDM_TERM_WORD);
    if (exercise == NULL || line->block != NULL || line->cite_count > 0) {
        if (exercise != NULL && line->block != NULL) l.c = tdm_cursor_of(r->tree, line->block, 0);
        (void)not_understood(&l);
        return;
    }
    size_t terms = 0;
    for (uint32_t part = 0; part < line->part_count; part++) terms += line->parts[part].count;
    l.dose.exercise = exercise->text;
    l.dose.place = tdm_chart_term(r, exercise);
    l.fields = TDM_NEW_ARRAY(r->mem, struct tdm_written_field, 2 * terms + 2);
    l.sets = TDM_NEW_ARRAY(r->mem, struct tdm_written_set, terms + 1);
    for (uint32_t part = 0; part < line->part_count; part++) {
        if (part > 0) l.c = tdm_cursor_of(r->tree, line, part);
        if (!part_read(&l)) return;
    }
    if (sets_settle(&l)) dose_add(&l);
}
