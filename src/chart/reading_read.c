/* reading_read.c - the lines below `assess`, `diary` and `correct`, and those of a session that name a measure. The
 * catalogue is not known here: whether a name is a measure, and what its unit is, is asked when the chart is bound. */
#include "chart/chart_int.h"

struct reading_line {
    struct tdm_chart_reader *r;
    struct tdm_draft *draft;
    const struct tdm_line *line;
    struct tdm_cursor c;
    struct tdm_written_reading *readings; /* of the entry, with room for all its parts */
    const struct tdm_term *measure;       /* the one spoken of */
    tdm_date date;
};

enum tdm_side tdm_side_of_word(tdm_str word) {
    if (tdm_str_is(word, "right")) return TDM_SIDE_RIGHT;
    return tdm_str_is(word, "left") ? TDM_SIDE_LEFT : TDM_SIDE_NONE;
}

const char *tdm_side_word(enum tdm_side side) {
    static const char *const words[] = {[TDM_SIDE_NONE] = "none", [TDM_SIDE_RIGHT] = "right", [TDM_SIDE_LEFT] = "left"};
    return words[side];
}

static struct tdm_problem *refuse(struct reading_line *l, enum tdm_why why, const char *code, struct tdm_place place) {
    l->draft->bad = true;
    return tdm_chart_refuse(l->r, why, code, place);
}

bool tdm_written_value_read(struct tdm_cursor *c, struct tdm_written_value *out) {
    *out = (struct tdm_written_value){0};
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term != NULL) {
        const struct tdm_term *unit = tdm_cursor_take(c, TDM_TERM_WORD);
        *out = (struct tdm_written_value){true, term->number, unit == NULL ? TDM_STR("") : unit->text};
        return true;
    }
    term = tdm_cursor_take(c, TDM_TERM_PERCENT);
    if (term != NULL) {
        *out = (struct tdm_written_value){true, term->number, TDM_STR("%")};
        return true;
    }
    term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL) term = tdm_cursor_take(c, TDM_TERM_MARK);
    if (term == NULL) return false;
    out->word = term->text;
    return true;
}

/* `height` is an amount of exercises, however near it is to `right`. */
static bool near_a_side(tdm_str word) {
    if (tdm_str_is(word, "height")) return false;
    return tdm_choice_nearest("right|left", word).len > 0;
}

static void unknown_side(struct reading_line *l, const struct tdm_term *term) {
    struct tdm_problem *p = refuse(l, TDM_WHY_NOT_FOUND, "H044", tdm_chart_term(l->r, term));
    tdm_str nearest = tdm_choice_nearest("right|left", term->text);
    tdm_problem_what(p, "\"%.*s\" is no side", TDM_FMT(term->text));
    if (nearest.len > 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(nearest));
    else
        tdm_problem_fix(p, "write `right` or `left` before the value, or nothing");
}

static void no_value(struct reading_line *l, enum tdm_side side) {
    struct tdm_problem *p = refuse(l, TDM_WHY_MISSING, "H043", tdm_chart_term(l->r, l->measure));
    tdm_problem_what(p, "\"%.*s\" has no value", TDM_FMT(l->measure->text));
    tdm_problem_fix(p, "write the value with its unit, or `%.*s%s%s not-done, because \"reason\"`",
                    TDM_FMT(l->measure->text), side == TDM_SIDE_NONE ? "" : " ",
                    side == TDM_SIDE_NONE ? "" : tdm_side_word(side));
}

static void bad_value(struct reading_line *l) {
    struct tdm_problem *p = refuse(l, TDM_WHY_SYNTAX, "H045", tdm_cursor_place(&l->c));
    tdm_str said = tdm_cursor_done(&l->c) ? TDM_STR("") : l->c.at->text;
    tdm_problem_what(p, "\"%.*s\" is not understood in a line of values", TDM_FMT(said));
    tdm_problem_fix(p, "write `MEASURE 2`, `MEASURE right 82 N.m, left 131 N.m` or `MEASURE right 1+`");
}

/* [side] value | not-done, up to the end of the part. */
static bool value_read(struct reading_line *l) {
    struct tdm_written_reading *reading = &l->readings[l->draft->entry.reading_count];
    *reading = (struct tdm_written_reading){.date = l->date, .measure = l->measure->text};
    reading->place = tdm_chart_term(l->r, l->measure);
    if (tdm_cursor_done(&l->c)) {
        no_value(l, reading->side);
        return false;
    }
    const struct tdm_term *word = l->c.at;
    if (word->kind == TDM_TERM_WORD && tdm_side_of_word(word->text) != TDM_SIDE_NONE) {
        reading->side = tdm_side_of_word(word->text);
        l->c.at++;
    } else if (word->kind == TDM_TERM_WORD && word + 1 < l->c.end) {
        unknown_side(l, word);
        return false;
    }
    if (tdm_cursor_done(&l->c)) {
        no_value(l, reading->side);
        return false;
    }
    reading->not_done = tdm_cursor_take_word(&l->c, "not-done");
    bool read = reading->not_done || tdm_written_value_read(&l->c, &reading->value);
    if (!read || !tdm_cursor_done(&l->c)) {
        bad_value(l);
        return false;
    }
    l->draft->entry.reading_count++;
    return true;
}

static struct tdm_written_reading *last_reading(struct reading_line *l) {
    return &l->readings[l->draft->entry.reading_count - 1];
}

static bool was_read(struct reading_line *l, const struct tdm_term *was) {
    struct tdm_written_reading *reading = last_reading(l);
    if (l->draft->entry.kind != TDM_ENTRY_CORRECT) {
        struct tdm_problem *p = refuse(l, TDM_WHY_NOT_ALLOWED, "H038", tdm_chart_term(l->r, was));
        tdm_problem_what(p, "\"was\" stands outside a correction");
        tdm_problem_fix(p,
                        "a value is changed by an entry of its own: `correct ENTRY by PERSON, because TEXT` with this "
                        "line below it");
        return false;
    }
    if (reading->has_was || !tdm_written_value_read(&l->c, &reading->was) || !tdm_cursor_done(&l->c)) {
        bad_value(l);
        return false;
    }
    reading->has_was = true;
    return true;
}

static bool because_read(struct reading_line *l) {
    const struct tdm_term *text = tdm_cursor_take(&l->c, TDM_TERM_TEXT);
    if (text == NULL || !tdm_cursor_done(&l->c) || !last_reading(l)->not_done) {
        bad_value(l);
        return false;
    }
    last_reading(l)->because = text->text;
    return true;
}

/* A part after the first: `left 131 N.m`, `was 92 N.m`, `because "..."`, or another measure. */
static bool next_part(struct reading_line *l) {
    const struct tdm_term *first = l->c.at;
    if (tdm_cursor_take_word(&l->c, "was")) return was_read(l, first);
    if (tdm_cursor_take_word(&l->c, "because")) return because_read(l);
    if (first->kind != TDM_TERM_WORD) { /* no part is empty */
        bad_value(l);
        return false;
    }
    if (tdm_side_of_word(first->text) != TDM_SIDE_NONE) return value_read(l);
    if (near_a_side(first->text)) {
        unknown_side(l, first);
        return false;
    }
    l->measure = first;
    l->c.at++;
    return value_read(l);
}

static bool date_read(struct reading_line *l) {
    const struct tdm_term *date = tdm_cursor_take(&l->c, TDM_TERM_DATE);
    l->date = l->draft->entry.date;
    if (date == NULL) return true;
    enum tdm_entry_kind kind = l->draft->entry.kind;
    if (kind != TDM_ENTRY_DIARY && kind != TDM_ENTRY_CORRECT) {
        struct tdm_problem *p = refuse(l, TDM_WHY_NOT_ALLOWED, "H046", tdm_chart_term(l->r, date));
        tdm_problem_what(p, "\"%.*s\" dates a line below `%s`, whose date all its lines have", TDM_FMT(date->text),
                         tdm_entry_kind_word(kind));
        tdm_problem_fix(p, "take the date off, or write an entry of its own for that day");
        return false;
    }
    l->date = date->date;
    return true;
}

static void line_read(struct reading_line *l) {
    l->c = tdm_cursor_of(l->r->tree, l->line, 0);
    if (!date_read(l)) return;
    l->measure = tdm_cursor_take(&l->c, TDM_TERM_WORD);
    if (l->measure == NULL || l->line->block != NULL || l->line->cite_count > 0) {
        if (l->measure != NULL && l->line->block != NULL) l->c = tdm_cursor_of(l->r->tree, l->line->block, 0);
        bad_value(l);
        return;
    }
    if (!value_read(l)) return;
    for (uint32_t part = 1; part < l->line->part_count; part++) {
        l->c = tdm_cursor_of(l->r->tree, l->line, part);
        if (!next_part(l)) return;
    }
}

void tdm_readings_read(struct tdm_chart_reader *r, struct tdm_draft *draft, const struct tdm_line *first) {
    size_t parts = 0;
    for (const struct tdm_line *line = first; line != NULL; line = line->next) parts += line->part_count;
    struct reading_line l = {.r = r, .draft = draft};
    l.readings = TDM_NEW_ARRAY(r->mem, struct tdm_written_reading, parts + 1);
    draft->entry.readings = l.readings;
    for (const struct tdm_line *line = first; line != NULL; line = line->next) {
        if (draft->entry.kind == TDM_ENTRY_SESSION && tdm_line_is_dose(line)) continue;
        l.line = line;
        line_read(&l);
    }
    if (draft->entry.reading_count > 0) draft->marks[TDM_FIELD_READINGS] = (struct tdm_mark){first->line, 1, 1};
}

/* ---- a line of a session: an exercise, or a measure? Without the catalogue the form must tell (README). */

static bool opens_dose(const struct tdm_term *term, const struct tdm_term *end) {
    if (term->kind == TDM_TERM_MARK) {
        size_t at = 0;
        return tdm_str_find(term->text, TDM_STR("x"), &at) || tdm_str_ends_with(term->text, TDM_STR("RM"));
    }
    bool followed = term + 1 < end;
    if (term->kind == TDM_TERM_NUMBER)
        return followed && tdm_choice_has("sets|set|reps|rep|kg|min|minutes|times", term[1].text);
    if (term->kind != TDM_TERM_WORD) return false;
    if (tdm_choice_has("could-not|declined|not-needed|partial", term->text)) return true;
    return followed && tdm_side_of_word(term->text) == TDM_SIDE_NONE && !near_a_side(term->text);
}

bool tdm_line_is_dose(const struct tdm_line *line) {
    const struct tdm_part *part = &line->parts[0];
    if (part->terms[0].kind != TDM_TERM_WORD) return false;
    return part->count == 1 || opens_dose(part->terms + 1, part->terms + part->count);
}
