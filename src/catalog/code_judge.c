/* code_judge.c - can a text be a code of LOINC, SNOMED CT, ATC or RxNorm? Its shape, and where the system has one, its
 * check digit, computed as the system says. Nothing here knows any code. */
#include "catalog/codes.h"

static const struct {
    const char *word, *uri;
} systems[TDM_CODE_SYSTEM_COUNT] = {
    [TDM_CODE_LOINC] = {"loinc", "http://loinc.org"},
    [TDM_CODE_SNOMED] = {"snomed", "http://snomed.info/sct"},
    [TDM_CODE_ATC] = {"atc", "http://www.whocc.no/atc"},
    [TDM_CODE_RXNORM] = {"rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm"},
};

const char *tdm_code_system_word(enum tdm_code_system system) {
    return systems[system].word;
}

const char *tdm_code_system_uri(enum tdm_code_system system) {
    return systems[system].uri;
}

bool tdm_code_system_find(tdm_str word, enum tdm_code_system *out) {
    for (int i = 0; i < TDM_CODE_SYSTEM_COUNT; i++) {
        if (!tdm_str_is(word, systems[i].word)) continue;
        *out = (enum tdm_code_system)i;
        return true;
    }
    return false;
}

bool tdm_code_system_of_uri(tdm_str uri, enum tdm_code_system *out) {
    for (int i = 0; i < TDM_CODE_SYSTEM_COUNT; i++) {
        if (!tdm_str_is(uri, systems[i].uri)) continue;
        *out = (enum tdm_code_system)i;
        return true;
    }
    return false;
}

/* ---- shapes */

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool letter(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Digits only, so many, and no 0 in front. */
static bool number(tdm_str code, size_t least, size_t most) {
    if (code.len < least || code.len > most || code.at[0] == '0') return false;
    for (size_t i = 0; i < code.len; i++)
        if (!digit(code.at[i])) return false;
    return true;
}

/* A, A00, A00A, A00AA or A00AA00: the five levels of the classification. */
static bool atc_shape(tdm_str code) {
    static const char groups[] = "ABCDGHJLMNPRSV", form[] = "A00AA00";
    bool group = false;
    if (code.len != 1 && code.len != 3 && code.len != 4 && code.len != 5 && code.len != 7) return false;
    for (size_t i = 0; i + 1 < sizeof groups; i++) group = group || code.at[0] == groups[i];
    for (size_t i = 1; i < code.len; i++)
        if (form[i] == '0' ? !digit(code.at[i]) : !letter(code.at[i])) return false;
    return group;
}

/* ---- check digits */

/* LOINC, mod 10: from the last digit of the number leftwards every other digit is doubled, the digits of all are added,
 * and the check digit fills up to the next ten. */
static char loinc_digit(tdm_str number_part) {
    unsigned sum = 0;
    for (size_t i = 0; i < number_part.len; i++) {
        unsigned value = (unsigned)(number_part.at[number_part.len - 1 - i] - '0');
        if (i % 2 == 0) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return "0123456789"[(10 - sum % 10) % 10];
}

/* Verhoeff: digits are permuted by their place and multiplied in the dihedral group of the pentagon. */
static unsigned dihedral(unsigned a, unsigned b) {
    if (a < 5) return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
    return b < 5 ? 5 + (a - 5 + 5 - b) % 5 : (a - 5 + 5 - (b - 5)) % 5;
}

static char verhoeff_digit(tdm_str digits) {
    static const unsigned char permuted[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
                                                  {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
                                                  {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
                                                  {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
    unsigned product = 0;
    for (size_t i = 0; i < digits.len; i++)
        product = dihedral(product, permuted[(i + 1) % 8][digits.at[digits.len - 1 - i] - '0']);
    return "0432156789"[product]; /* the inverse: a turn is undone by the turn back, a flip by itself */
}

/* The two digits before the check digit say what is identified: 00 and 10 are concepts, others descriptions and
 * relations. */
static bool names_a_concept(tdm_str code) {
    return code.at[code.len - 2] == '0' && (code.at[code.len - 3] == '0' || code.at[code.len - 3] == '1');
}

static bool shape_fits(enum tdm_code_system system, tdm_str code) {
    switch (system) {
    case TDM_CODE_LOINC:
        return code.len >= 3 && code.at[code.len - 2] == '-' && digit(code.at[code.len - 1]) &&
               number(tdm_str_slice(code, 0, code.len - 2), 1, 7);
    case TDM_CODE_SNOMED:
        return number(code, 6, 18) && names_a_concept(code);
    case TDM_CODE_ATC:
        return atc_shape(code);
    case TDM_CODE_RXNORM:
        return number(code, 1, 8);
    case TDM_CODE_SYSTEM_COUNT:
        break;
    }
    return false;
}

enum tdm_code_fault tdm_code_judge(enum tdm_code_system system, tdm_str code, char *wanted) {
    if (code.len == 0 || !shape_fits(system, code)) return TDM_CODE_SHAPE;
    if (system == TDM_CODE_LOINC)
        *wanted = loinc_digit(tdm_str_slice(code, 0, code.len - 2));
    else if (system == TDM_CODE_SNOMED)
        *wanted = verhoeff_digit(tdm_str_slice(code, 0, code.len - 1));
    else
        return TDM_CODE_GOOD;
    return code.at[code.len - 1] == *wanted ? TDM_CODE_GOOD : TDM_CODE_DIGIT;
}

/* ---- the line */

enum tdm_code_slip tdm_code_take(struct tdm_cursor *c, struct tdm_code *out) {
    char wanted;
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL) return TDM_CODE_OTHER_FORM;
    out->code = term->text;
    out->place = tdm_term_place(c->tree, term);
    if (!tdm_code_system_find(term->text, &out->system)) return TDM_CODE_NO_SYSTEM;
    term = tdm_cursor_take(c, TDM_TERM_TEXT);
    if (term == NULL) term = tdm_cursor_take(c, TDM_TERM_WORD);
    if (term == NULL) term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL) return TDM_CODE_OTHER_FORM;
    out->code = term->text;
    out->place = tdm_term_place(c->tree, term);
    const struct tdm_term *display = tdm_cursor_take(c, TDM_TERM_TEXT);
    if (display == NULL || !tdm_cursor_done(c)) return TDM_CODE_OTHER_FORM;
    out->display = display->text;
    switch (tdm_code_judge(out->system, out->code, &wanted)) {
    case TDM_CODE_GOOD:
        return TDM_CODE_READ;
    case TDM_CODE_SHAPE:
        return TDM_CODE_BAD_SHAPE;
    case TDM_CODE_DIGIT:
        break;
    }
    return TDM_CODE_BAD_DIGIT;
}

static void tell_system(struct tdm_problem *p, tdm_str said) {
    tdm_str words[TDM_CODE_SYSTEM_COUNT];
    for (int i = 0; i < TDM_CODE_SYSTEM_COUNT; i++) words[i] = tdm_str_of(systems[i].word);
    int near = tdm_nearest(said, words, TDM_CODE_SYSTEM_COUNT);
    tdm_problem_what(p, "\"%.*s\" is no system of codes known here", TDM_FMT(said));
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(words[near]));
    else
        tdm_problem_fix(p, "write loinc, snomed, atc or rxnorm");
}

#define ATC_SHAPE                                                                                                      \
    "an ATC code is a letter, two digits, two letters and two digits, or only the first 1, 3, 4 or 5 of them: M01AE01"

void tdm_code_tell(struct tdm_problem *p, enum tdm_code_slip slip, const struct tdm_code *code) {
    static const char *const shapes[TDM_CODE_SYSTEM_COUNT] = {
        [TDM_CODE_LOINC] = "a LOINC code is a number, a hyphen and a check digit, in quotes: \"72514-3\"",
        [TDM_CODE_SNOMED] = "a SNOMED CT code of a concept has 6 to 18 digits, 00 or 10 before the last one: 239873007",
        [TDM_CODE_ATC] = ATC_SHAPE,
        [TDM_CODE_RXNORM] = "an RxNorm code is a number of at most 8 digits: 5640"};
    char wanted = '0';
    if (slip == TDM_CODE_NO_SYSTEM) {
        tell_system(p, code->code);
    } else if (slip == TDM_CODE_BAD_SHAPE) {
        tdm_problem_what(p, "\"%.*s\" cannot be a code of %s", TDM_FMT(code->code), systems[code->system].word);
        tdm_problem_fix(p, "look it up again: %s", shapes[code->system]);
    } else if (slip == TDM_CODE_BAD_DIGIT) {
        (void)tdm_code_judge(code->system, code->code, &wanted);
        tdm_problem_what(p, "the check digit of \"%.*s\" does not fit the digits before it, which ask for %c",
                         TDM_FMT(code->code), wanted);
        tdm_problem_fix(p, "look the code up again: one of its digits is wrong, and it cannot be told which");
    }
}
