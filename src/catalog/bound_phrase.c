/* bound_phrase.c - written bounds and values, as catalogue tables and conditions share them; and units of what was
 * written. */
#include "catalog/catalog_int.h"

/* ---- reserved words: what the phrases are made of. A thing named so could not be told from its sentence. */

static const char *const reserved[] = {
    "above",     "after",   "all",       "always",  "and",   "any",       "at",           "baseline",  "before",
    "below",     "best",    "better",    "by",      "class", "clearance", "compensation", "discharge", "end",
    "enrolment", "event",   "every",     "finding", "flag",  "from",      "gate",         "gives",     "in",
    "is",        "last",    "latest",    "least",   "mean",  "most",      "no",           "none",      "norm",
    "not",       "of",      "open",      "or",      "own",   "procedure", "record",       "screened",  "settled",
    "since",     "start",   "substance", "taking",  "than",  "to",        "until",        "when",      "with",
    "within",    "without", "worse",     "worst",
};

bool tdm_word_reserved(tdm_str word) {
    for (size_t i = 0; i < TDM_COUNT(reserved); i++)
        if (tdm_str_is(word, reserved[i])) return true;
    return false;
}

size_t tdm_words_reserved(const char *const **out) {
    *out = reserved;
    return TDM_COUNT(reserved);
}

/* ---- phrases */

/* Words that end a value: neither a unit nor a step. */
static bool ends_value(tdm_str word) {
    static const char *const words[] = {"to", "from",  "of",    "gives", "when", "by", "than",
                                        "at", "above", "below", "is",    "or",   "and"};
    for (size_t i = 0; i < TDM_COUNT(words); i++)
        if (tdm_str_is(word, words[i])) return true;
    return false;
}

static const struct opener {
    const char *words;
    enum tdm_bound_kind kind;
} openers[] = {
    {"at most", TDM_AT_MOST}, {"at least", TDM_AT_LEAST}, {"above", TDM_ABOVE},
    {"below", TDM_BELOW},     {"is not", TDM_IS_NOT},     {"is", TDM_IS},
};

bool tdm_value_phrase_read(struct tdm_cursor *c, const struct tdm_term **value, const struct tdm_term **unit) {
    *unit = NULL;
    *value = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (*value != NULL) {
        if (!tdm_cursor_done(c) && c->at->kind == TDM_TERM_WORD && !ends_value(c->at->text))
            *unit = tdm_cursor_take(c, TDM_TERM_WORD);
        return true;
    }
    *value = tdm_cursor_take(c, TDM_TERM_PERCENT);
    if (*value == NULL) *value = tdm_cursor_take(c, TDM_TERM_MARK);
    if (*value == NULL && !tdm_cursor_done(c) && !ends_value(c->at->text)) *value = tdm_cursor_take(c, TDM_TERM_WORD);
    return *value != NULL;
}

bool tdm_bound_phrase_read(struct tdm_cursor *c, struct tdm_bound_phrase *out) {
    struct tdm_bound_phrase phrase = {.kind = TDM_IS, .plain = true};
    for (size_t i = 0; i < TDM_COUNT(openers) && phrase.plain; i++) {
        if (!tdm_cursor_take_words(c, openers[i].words)) continue;
        phrase.kind = openers[i].kind;
        phrase.plain = false;
    }
    if (!tdm_value_phrase_read(c, &phrase.low, &phrase.low_unit)) return false;
    bool ranges = phrase.plain || phrase.kind == TDM_ABOVE;
    if (ranges && tdm_cursor_take_word(c, "to")) {
        bool below = phrase.plain && tdm_cursor_take_word(c, "below");
        if (!tdm_value_phrase_read(c, &phrase.high, &phrase.high_unit)) return false;
        phrase.kind = !phrase.plain ? TDM_ABOVE_TO : below ? TDM_FROM_TO_BELOW : TDM_BETWEEN;
        phrase.plain = false;
        if (phrase.low_unit == NULL) phrase.low_unit = phrase.high_unit; /* "2 to 5 deg" */
    }
    *out = phrase;
    return true;
}

/* ---- units */

/* Plain counts and points are written bare; every other quantity names its unit. */
static bool may_stand_bare(tdm_unit unit) {
    return unit == TDM_UNIT_ONE || tdm_str_is(tdm_unit_code(unit), "points");
}

enum tdm_unit_verdict tdm_quantity_of_terms(const struct tdm_term *number, const struct tdm_term *unit, tdm_unit wanted,
                                            tdm_quantity *out) {
    tdm_unit found = wanted;
    tdm_str code = unit != NULL ? unit->text : TDM_STR("");
    if (number->kind == TDM_TERM_PERCENT || tdm_str_is(code, "percent")) code = TDM_STR("%");
    if (code.len == 0 && !may_stand_bare(wanted)) return TDM_UNIT_MISSING;
    bool as_wanted = code.len == 0 || tdm_str_equal(code, tdm_unit_code(wanted)); /* mostly: nothing is looked for */
    if (!as_wanted && !tdm_unit_find(code, &found)) return TDM_UNIT_UNKNOWN;
    if (as_wanted) {
        *out = (tdm_quantity){number->number, wanted};
        return TDM_UNIT_FITS;
    }
    bool is_percent = tdm_str_is(tdm_unit_code(found), "%"), wants_percent = tdm_str_is(tdm_unit_code(wanted), "%");
    if (is_percent != wants_percent || !tdm_unit_same_kind(found, wanted)) return TDM_UNIT_OTHER_QUANTITY;
    *out = (tdm_quantity){number->number, found};
    return TDM_UNIT_FITS;
}

/* "Nm" for "N.m" is the slip people make; then the nearest by edits. */
static bool same_without_dots(tdm_str said, tdm_str code) {
    size_t at = 0;
    for (size_t i = 0; i < code.len; i++) {
        if (code.at[i] == '.') continue;
        if (at >= said.len || said.at[at] != code.at[i]) return false;
        at++;
    }
    return at == said.len;
}

tdm_str tdm_unit_nearest(tdm_str said) {
    const tdm_str *codes;
    size_t count = tdm_unit_codes(&codes);
    for (size_t i = 0; i < count; i++)
        if (same_without_dots(said, codes[i])) return codes[i];
    int near = said.len > 1 ? tdm_nearest(said, codes, count) : -1;
    return near < 0 ? TDM_STR("") : codes[near];
}

/* ---- bounds of tables and limits */

static void other_quantity(struct catalog_reader *r, const struct tdm_term *number, const struct tdm_term *unit,
                           tdm_unit wanted) {
    tdm_str code = tdm_unit_code(wanted);
    bool plain = wanted == TDM_UNIT_ONE, percent = tdm_str_is(code, "%");
    struct tdm_place place = tdm_catalog_place(r, unit != NULL ? unit : number);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C014", place);
    if (number->kind == TDM_TERM_NUMBER && unit == NULL) {
        tdm_problem_what(p, "\"%.*s\" needs its unit", TDM_FMT(number->text));
        tdm_problem_fix(p, "write %.*s%s%.*s", TDM_FMT(number->text), percent ? "" : " ", TDM_FMT(code));
        return;
    }
    tdm_str said = unit != NULL ? unit->text : number->text;
    tdm_problem_what(p, "\"%.*s\" is another quantity than %s%.*s", TDM_FMT(said), plain ? "a plain number" : "",
                     TDM_FMT(plain ? TDM_STR("") : code));
    if (plain)
        tdm_problem_fix(p, "write the number without a unit");
    else
        tdm_problem_fix(p, "write it in %.*s", TDM_FMT(code));
}

static bool bound_value(struct catalog_reader *r, const struct tdm_term *number, const struct tdm_term *unit,
                        tdm_unit wanted, tdm_value *out) {
    if (number->kind != TDM_TERM_NUMBER && number->kind != TDM_TERM_PERCENT) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_SYNTAX, "C009", tdm_catalog_place(r, number));
        tdm_problem_what(p, "\"%.*s\" stands where a number is expected", TDM_FMT(number->text));
        tdm_problem_fix(p, "write a number, such as 5 or 0.5");
        return false;
    }
    tdm_quantity quantity = {0};
    switch (tdm_quantity_of_terms(number, unit, wanted, &quantity)) {
    case TDM_UNIT_FITS:
        break;
    case TDM_UNIT_UNKNOWN:
        tdm_catalog_unknown_unit(r, unit);
        return false;
    case TDM_UNIT_MISSING:
    case TDM_UNIT_OTHER_QUANTITY:
        other_quantity(r, number, unit, wanted);
        return false;
    }
    if (quantity.unit != wanted && !tdm_quantity_convert(quantity, wanted, &quantity)) {
        other_quantity(r, number, unit, wanted);
        return false;
    }
    *out = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = quantity};
    return true;
}

static bool ends_ordered(struct catalog_reader *r, const struct tdm_bound_phrase *phrase,
                         const struct tdm_bound *bound) {
    int order = tdm_decimal_compare(bound->low.quantity.number, bound->high.quantity.number);
    if (order < 0 || (order == 0 && bound->kind == TDM_BETWEEN)) return true;
    tdm_str low = phrase->low->text, high = phrase->high->text;
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_RANGE, "C012", tdm_catalog_place(r, phrase->low));
    tdm_problem_what(p, "nothing lies between \"%.*s\" and \"%.*s\"", TDM_FMT(low), TDM_FMT(high));
    if (order == 0)
        tdm_problem_fix(p, "write the one number alone: %.*s", TDM_FMT(low));
    else
        tdm_problem_fix(p, "write the lower number first: %.*s to %.*s", TDM_FMT(high), TDM_FMT(low));
    return false;
}

bool tdm_catalog_bound(struct catalog_reader *r, const struct tdm_bound_phrase *phrase, tdm_unit unit,
                       struct tdm_bound *out) {
    struct tdm_bound bound = {.kind = phrase->kind};
    if (!bound_value(r, phrase->low, phrase->low_unit, unit, &bound.low)) return false;
    if (phrase->high != NULL && !bound_value(r, phrase->high, phrase->high_unit, unit, &bound.high)) return false;
    if (phrase->high != NULL && !ends_ordered(r, phrase, &bound)) return false;
    *out = bound;
    return true;
}
