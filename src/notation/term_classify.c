/* term_classify.c - what a run of characters is: instant, date, time, percent, number, word, mark, operator. What is
 * none of them goes to term_slip.c. */
#include "notation/notation_int.h"

struct run {
    struct lexer *lex;
    size_t from, until;
    tdm_str text;
};

static bool digit(char c) {
    return lexer_is(c, LEXER_DIGIT);
}
static bool letter(char c) {
    return lexer_is(c, LEXER_LETTER);
}

static size_t digits(tdm_str text, size_t at) {
    while (at < text.len && digit(text.at[at])) at++;
    return at;
}

/* Matches a shape: 9 a digit, every other character itself. */
static bool shaped(tdm_str text, const char *shape) {
    size_t i = 0;
    for (; shape[i] != '\0'; i++) {
        if (i >= text.len) return false;
        if (shape[i] == '9' ? !digit(text.at[i]) : text.at[i] != shape[i]) return false;
    }
    return i == text.len;
}

static struct tdm_problem *error(const struct run *run, enum tdm_why why, const char *code) {
    return lexer_error(run->lex, why, code, run->from, run->until);
}

/* ---- dates, times, instants */

static bool bad_date(const struct run *run) {
    struct tdm_problem *problem = error(run, TDM_WHY_RANGE, "N017");
    int64_t year = 0, month = 0;
    tdm_date day;
    tdm_problem_what(problem, "there is no day `%.*s`", TDM_FMT(run->text));
    bool read =
        tdm_parse_i64(tdm_str_slice(run->text, 0, 4), &year) && tdm_parse_i64(tdm_str_slice(run->text, 5, 7), &month);
    for (int32_t last = 31; read && last >= 28; last--) {
        if (!tdm_date_of((int32_t)year, (int32_t)month, last, &day)) continue;
        tdm_problem_fix(problem, "the last day of that month is %04d-%02d-%02d", (int32_t)year, (int32_t)month, last);
        return false;
    }
    tdm_problem_fix(problem, "write year-month-day, with a month from 01 to 12");
    return false;
}

static bool as_date(const struct run *run, struct tdm_term *out, bool *is) {
    *is = shaped(run->text, "9999-99-99");
    if (!*is) return false;
    out->kind = TDM_TERM_DATE;
    return tdm_date_parse(run->text, &out->date) || bad_date(run);
}

static bool as_time(const struct run *run, struct tdm_term *out, bool *is) {
    *is = shaped(run->text, "99:99");
    if (!*is) return false;
    out->kind = TDM_TERM_TIME;
    if (tdm_time_parse(run->text, &out->time)) return true;
    struct tdm_problem *problem = error(run, TDM_WHY_RANGE, "N018");
    tdm_problem_what(problem, "there is no time of day `%.*s`", TDM_FMT(run->text));
    tdm_problem_fix(problem, "write a time from 00:00 to 23:59");
    return false;
}

static bool as_instant(const struct run *run, struct tdm_term *out, bool *is) {
    *is = run->text.len > 11 && shaped(tdm_str_slice(run->text, 0, 10), "9999-99-99") && run->text.at[10] == 'T';
    if (!*is) return false;
    out->kind = TDM_TERM_INSTANT;
    if (tdm_instant_parse(run->text, &out->instant)) return true;
    struct tdm_problem *problem = error(run, TDM_WHY_RANGE, "N035");
    tdm_problem_what(problem, "`%.*s` is no instant", TDM_FMT(run->text));
    tdm_problem_fix(problem, "write a real day, `T`, a time and its zone: 2026-03-04T08:15Z or 2026-03-04T08:15+01:00");
    return false;
}

/* ---- numbers */

static bool as_number(const struct run *run, struct tdm_term *out, bool *is) {
    tdm_str text = run->text;
    size_t at = text.len > 0 && text.at[0] == '-' ? 1 : 0, whole = digits(text, at), end = whole;
    *is = false;
    if (whole == at) return false;
    if (end < text.len && text.at[end] == '.') {
        end = digits(text, end + 1);
        if (end == whole + 1) return false;
    }
    bool percent = end + 1 == text.len && text.at[end] == '%';
    if (end != text.len && !percent) return false;
    *is = true;
    out->kind = percent ? TDM_TERM_PERCENT : TDM_TERM_NUMBER;
    if (tdm_decimal_parse(tdm_str_slice(text, 0, end), &out->number)) return true;
    struct tdm_problem *problem = error(run, TDM_WHY_LIMIT, "N027");
    tdm_problem_what(problem, "`%.*s` has too many digits", TDM_FMT(text));
    tdm_problem_fix(problem, "write at most 18 digits, %d of them after the point", TDM_DECIMAL_SCALE_MAX);
    return false;
}

/* ---- words: pieces of letters, digits, _ and -, joined by . or / ; marks begin with a digit */

static bool is_word(tdm_str text) {
    size_t plain = 0; /* most words are letters and digits alone */
    if (text.len == 0 || !letter(text.at[0])) return false;
    while (plain < text.len && lexer_is(text.at[plain], LEXER_LETTER | LEXER_DIGIT)) plain++;
    if (plain == text.len) return true;
    bool piece_begins = false;
    for (size_t i = plain; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' || c == '/') {
            if (piece_begins) return false;
            piece_begins = true;
            continue;
        }
        bool of_name = lexer_is(c, LEXER_LETTER | LEXER_DIGIT);
        if (!of_name && (piece_begins || (c != '_' && c != '-'))) return false;
        piece_begins = false;
    }
    return !piece_begins && text.at[text.len - 1] != '-';
}

static bool is_mark(tdm_str text) {
    size_t at = digits(text, 0);
    if (at == 0 || at == text.len) return false;
    if (text.at[at] == '+' && at + 1 == text.len) return true;
    for (; at < text.len; at++)
        if (!lexer_is(text.at[at], LEXER_LETTER | LEXER_DIGIT)) return false;
    return true;
}

/* `5kg` is a mark by its letters; what people write behind numbers is known by name, so that 3x15, 15RM and 10x stay
 * marks. */
static bool unit_mark(tdm_str text) {
    static const char *const units[] = {"kg",     "g",    "mg",    "ug",     "mcg",  "L",      "mL",   "ml",    "N",
                                        "kN",     "Nm",   "W",     "kPa",    "km",   "m",      "cm",   "mm",    "in",
                                        "ft",     "lb",   "lbs",   "deg",    "s",    "sec",    "secs", "ms",    "min",
                                        "mins",   "h",    "hour",  "hours",  "d",    "day",    "days", "week",  "weeks",
                                        "wk",     "wks",  "month", "months", "year", "years",  "yrs",  "times", "point",
                                        "points", "reps", "sets",  "bpm",    "mmHg", "percent"};
    size_t at = digits(text, 0);
    for (size_t i = 0; i < TDM_COUNT(units); i++)
        if (tdm_str_is(tdm_str_slice(text, at, text.len), units[i])) return true;
    return false;
}

bool classify_run(struct lexer *lex, size_t from, size_t until, struct tdm_term *out) {
    struct run run = {lex, from, until, tdm_str_slice(lex->line, from, until)};
    bool is, read;
    *out = (struct tdm_term){
        .text = run.text, .line = lex->number, .column = lexer_column(lex, from), .length = (uint32_t)run.text.len};
    static bool (*const shapes[])(const struct run *, struct tdm_term *, bool *) = {as_instant, as_date, as_time,
                                                                                    as_number};
    bool named = run.text.len > 0 && letter(run.text.at[0]); /* none of the shapes begins with a letter */
    for (size_t i = 0; i < TDM_COUNT(shapes) && !named; i++) {
        read = shapes[i](&run, out, &is);
        if (is) return read;
    }
    out->kind = TDM_TERM_WORD;
    if (is_word(run.text)) return true;
    out->kind = TDM_TERM_MARK;
    if (is_mark(run.text) && !unit_mark(run.text)) return true;
    out->kind = TDM_TERM_OPERATOR;
    if (run.text.len == 1 && (run.text.at[0] == '+' || run.text.at[0] == '-' || run.text.at[0] == '/')) return true;
    if (run.text.len > 1 && run.text.at[0] == '-' &&
        letter(run.text.at[1])) { /* minus before a name: the name is read next */
        lex->at = from + 1;
        out->text = tdm_str_slice(lex->line, from, from + 1);
        out->length = 1;
        return true;
    }
    return slip_refuse_run(lex, from, until);
}
