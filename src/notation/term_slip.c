/* term_slip.c - what is no term, and the slips people make: each is told with what to write instead. */
#include "notation/notation_int.h"

struct run {
    struct lexer *lex;
    size_t from, until;
    tdm_str text;
};

static bool digit(char c) {
    return c >= '0' && c <= '9';
}
static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits(tdm_str text, size_t at) {
    while (at < text.len && digit(text.at[at])) at++;
    return at;
}

/* Behind the number that begins at `at`, with its percent sign; `at` itself when there is none. */
static size_t number_end(tdm_str text, size_t at) {
    size_t end = digits(text, at);
    if (end == at) return at;
    if (end + 1 < text.len && text.at[end] == '.' && digit(text.at[end + 1])) end = digits(text, end + 1);
    return end < text.len && text.at[end] == '%' ? end + 1 : end;
}

static struct tdm_problem *error(const struct run *run, enum tdm_why why, const char *code) {
    return lexer_error(run->lex, why, code, run->from, run->until);
}

/* ---- runs: numbers, dates and times written in another way */

/* 2-3, 30%-70%, 2..3 */
static bool slip_range(const struct run *run) {
    size_t middle = number_end(run->text, 0), second = middle;
    if (middle == 0) return false;
    if (second < run->text.len && run->text.at[second] == '-')
        second++;
    else
        while (second < run->text.len && run->text.at[second] == '.' && second < middle + 3) second++;
    if (second == middle || (second == middle + 1 && run->text.at[middle] == '.')) return false;
    if (number_end(run->text, second) != run->text.len || second == run->text.len) return false;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N019");
    tdm_problem_what(problem, "`%.*s` is no range", TDM_FMT(run->text));
    tdm_problem_fix(problem, "write `%.*s to %.*s`", TDM_FMT(tdm_str_slice(run->text, 0, middle)),
                    TDM_FMT(tdm_str_slice(run->text, second, run->text.len)));
    return true;
}

/* 15/3/26, 15.03.2026, 2026-3-4: three numbers of the lengths that days, months and years have. */
static bool slip_date(const struct run *run) {
    size_t first = digits(run->text, 0), second, third;
    if (first == 0 || first >= run->text.len) return false;
    char between = run->text.at[first];
    if (between != '/' && between != '.' && between != '-') return false;
    second = digits(run->text, first + 1);
    if (second == first + 1 || second - first > 3 || second >= run->text.len || run->text.at[second] != between)
        return false;
    third = digits(run->text, second + 1);
    size_t last = third - second - 1;
    bool year_first = first == 4 && last >= 1 && last <= 2, year_last = first <= 2 && (last == 2 || last == 4);
    if (third != run->text.len || (!year_first && !year_last)) return false;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N024");
    int64_t year = 0, month = 0, day = 0;
    tdm_date date;
    bool real = year_first && tdm_parse_i64(tdm_str_slice(run->text, 0, first), &year) &&
                tdm_parse_i64(tdm_str_slice(run->text, first + 1, second), &month) &&
                tdm_parse_i64(tdm_str_slice(run->text, second + 1, third), &day) &&
                tdm_date_of((int32_t)year, (int32_t)month, (int32_t)day, &date);
    tdm_problem_what(problem, "`%.*s` is no date%s", TDM_FMT(run->text),
                     year_first ? "" : ": nobody can tell its day from its month");
    if (real)
        tdm_problem_fix(problem, "write `%04d-%02d-%02d`", (int32_t)year, (int32_t)month, (int32_t)day);
    else
        tdm_problem_fix(problem, "write dates as year-month-day, such as 2026-03-15");
    return true;
}

/* 5/10 */
static bool slip_fraction(const struct run *run) {
    size_t first = digits(run->text, 0);
    if (first == 0 || first + 1 >= run->text.len || run->text.at[first] != '/') return false;
    if (digits(run->text, first + 1) != run->text.len) return false;
    tdm_str above = tdm_str_slice(run->text, 0, first);
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N020");
    tdm_problem_what(problem, "`%.*s` is no number", TDM_FMT(run->text));
    tdm_problem_fix(problem, "write `%.*s` if it counts points of a scale, else a number with a decimal point",
                    TDM_FMT(above));
    return true;
}

/* 8:15, 08:15:30 */
static bool slip_time(const struct run *run) {
    size_t first = digits(run->text, 0), second;
    if (first == 0 || first > 2 || first >= run->text.len || run->text.at[first] != ':') return false;
    second = digits(run->text, first + 1);
    if (second == first + 1 || second > first + 3) return false;
    bool seconds =
        second + 3 == run->text.len && run->text.at[second] == ':' && digits(run->text, second + 1) == run->text.len;
    if (second != run->text.len && !seconds) return false;
    int64_t hour = 0, minute = 0;
    bool real = tdm_parse_i64(tdm_str_slice(run->text, 0, first), &hour) && hour < 24 && second == first + 3 &&
                tdm_parse_i64(tdm_str_slice(run->text, first + 1, second), &minute) && minute < 60;
    struct tdm_problem *problem = error(run, TDM_WHY_RANGE, "N018");
    tdm_problem_what(problem, "there is no time of day `%.*s`", TDM_FMT(run->text));
    if (real)
        tdm_problem_fix(problem, "write `%02d:%02d`", (int32_t)hour, (int32_t)minute);
    else
        tdm_problem_fix(problem, "write a time from 00:00 to 23:59");
    return true;
}

/* .5, -.5, 5., +5 */
static bool slip_number(const struct run *run) {
    tdm_str text = run->text;
    size_t at = text.at[0] == '-' || text.at[0] == '+' ? 1 : 0;
    size_t whole = digits(text, at), end = whole;
    bool point = whole < text.len && text.at[whole] == '.';
    if (point) end = digits(text, whole + 1);
    size_t digit_count = end - at - (point ? 1 : 0);
    bool percent = end + 1 == text.len && text.at[end] == '%';
    if (digit_count == 0 || (end != text.len && !percent)) return false;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N040");
    tdm_problem_what(problem, "`%.*s` is no number", TDM_FMT(text));
    tdm_problem_fix(problem, "write `%s%s%.*s%s%.*s%s`", text.at[0] == '-' ? "-" : "", whole == at ? "0" : "",
                    TDM_FMT(tdm_str_slice(text, at, whole)), end > whole + 1 ? "." : "",
                    TDM_FMT(tdm_str_slice(text, whole + 1, end)), percent ? "%" : "");
    return true;
}

/* A number with something stuck to it that the whole run does not allow: 2.5kg, -3deg, 5kg/m2, 80%of. */
static bool slip_unit(const struct run *run) {
    size_t at = run->text.at[0] == '-' ? 1 : 0, end = number_end(run->text, at);
    if (end == at || end >= run->text.len || !letter(run->text.at[end])) return false;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N021");
    tdm_problem_what(problem, "`%.*s` needs a blank between number and unit", TDM_FMT(run->text));
    tdm_problem_fix(problem, "write `%.*s %.*s`", TDM_FMT(tdm_str_slice(run->text, 0, end)),
                    TDM_FMT(tdm_str_slice(run->text, end, run->text.len)));
    return true;
}

/* ---- runs: signs in the wrong place */

/* a+b */
static bool slip_operator(const struct run *run) {
    struct tdm_buf apart;
    bool found = false;
    tdm_buf_init(&apart, run->lex->mem, 3 * (size_t)TDM_NOTATION_LINE_MAX);
    for (size_t i = 0; i < run->text.len; i++) {
        bool between = run->text.at[i] == '+' && i > 0 && i + 1 < run->text.len;
        found = found || between;
        if (between)
            tdm_buf_text(&apart, " + ");
        else
            tdm_buf_char(&apart, run->text.at[i]);
    }
    if (!found) return false;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N025");
    tdm_problem_what(problem, "`%.*s` needs blanks round `+`", TDM_FMT(run->text));
    tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(tdm_buf_str(&apart)));
    return true;
}

/* `80 %` */
static bool slip_percent(const struct run *run) {
    const struct lexer *lex = run->lex;
    if (!tdm_str_is(run->text, "%")) return false;
    const struct tdm_term *before = lex->term_count > 0 ? &lex->terms[lex->term_count - 1] : NULL;
    bool behind = before != NULL && before->kind == TDM_TERM_NUMBER && before->line == lex->number;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N041");
    tdm_problem_what(problem, "`%%` stands apart from its number");
    tdm_problem_fix(problem, "write `%.*s%%`", TDM_FMT(behind ? before->text : TDM_STR("80")));
    return true;
}

/* `key:`, `word.`: written as in a sentence, or as elsewhere. */
static bool slip_ending(const struct run *run) {
    size_t last = run->text.len - 1;
    char c = run->text.at[last];
    if (last == 0 || (c != ':' && c != '.')) return false;
    if (!letter(run->text.at[last - 1]) && !digit(run->text.at[last - 1])) return false;
    struct tdm_problem *problem = error(run, TDM_WHY_SYNTAX, "N042");
    tdm_problem_what(problem, "`%.*s` ends in `%c`", TDM_FMT(run->text), c);
    tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(tdm_str_slice(run->text, 0, last)));
    return true;
}

bool slip_refuse_run(struct lexer *lex, size_t from, size_t until) {
    static bool (*const slips[])(const struct run *) = {slip_range, slip_date,    slip_fraction,
                                                        slip_time,  slip_number,  slip_operator,
                                                        slip_unit,  slip_percent, slip_ending};
    struct run run = {lex, from, until, tdm_str_slice(lex->line, from, until)};
    for (size_t i = 0; i < TDM_COUNT(slips); i++)
        if (slips[i](&run)) return false;
    struct tdm_problem *problem = error(&run, TDM_WHY_SYNTAX, "N026");
    tdm_problem_what(problem, "`%.*s` is neither a word, a number nor a date", TDM_FMT(run.text));
    if (tdm_str_starts_with(run.text, TDM_STR("//")))
        tdm_problem_fix(problem, "write `#` before a comment");
    else
        tdm_problem_fix(problem, "a word begins with a letter and goes on with letters, digits, `_` or `-`, in pieces "
                                 "joined by `.` or `/`; other text stands in quotes");
    return false;
}

/* ---- characters that begin no term */

static const struct remedy {
    const char *sign, *write;
} comparisons[] = {{"<=", "at most"}, {">=", "at least"}, {"!=", "is not"},
                   {"<>", "is not"},  {"<", "below"},     {">", "above"}},
  signs[] = {{"'", "write a text between `\"`"},
             {"`", "write a text between `\"`"},
             {")", "take it away, or open the group with `(`"},
             {"]", "take it away, or open the cites with `[`"},
             {"{", "write a group between `(` and `)`"},
             {"}", "write a group between `(` and `)`"},
             {";", "write `, `, or put it inside a text"}},
  letters[] = {{"\xE2\x89\xA4", "write `at most`"},
               {"\xE2\x89\xA5", "write `at least`"},
               {"\xE2\x89\xA0", "write `is not`"},
               {"\xE2\x80\x93", "write ` to ` between two numbers, `-` in a name"},
               {"\xE2\x80\x94", "write ` to ` between two numbers, `-` in a name"},
               {"\xE2\x88\x92", "write `-`"},
               {"\xC3\x97", "write `x` as in 3x12, `*` in a formula"},
               {"\xC2\xB0", "write ` deg`"},
               {"\xE2\x80\x9C", "write `\"`"},
               {"\xE2\x80\x9D", "write `\"`"},
               {"\xE2\x80\x9E", "write `\"`"},
               {"\xC2\xAB", "write `\"`"},
               {"\xC2\xBB", "write `\"`"},
               {"\xE2\x80\x98", "write `\"`"},
               {"\xE2\x80\x99", "write `\"`"},
               {"\xC2\xA0", "write a blank: this one is of another kind"},
               {"\xE2\x80\x8B", "take it away: it takes no room and cannot be seen"}};

static const struct remedy *find(const struct remedy *rows, size_t count, tdm_str sign) {
    for (size_t i = 0; i < count; i++)
        if (tdm_str_is(sign, rows[i].sign)) return &rows[i];
    return NULL;
}

static bool refuse_letters(struct lexer *lex) {
    size_t from = lex->at;
    while (lex->at < lex->line.len && (unsigned char)lex->line.at[lex->at] >= 0x80) lex->at++;
    tdm_str found = tdm_str_slice(lex->line, from, lex->at);
    const struct remedy *remedy = find(letters, TDM_COUNT(letters), found);
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N004", from, lex->at);
    tdm_problem_what(problem, "`%.*s` stands outside a text; names and words are plain ASCII", TDM_FMT(found));
    tdm_problem_fix(problem, "%s", remedy != NULL ? remedy->write : "put it in quotes, or write it with plain letters");
    return false;
}

static bool refuse_comparison(struct lexer *lex, size_t length, const struct remedy *remedy) {
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, "N022", lex->at, lex->at + length);
    tdm_problem_what(problem, "`%s` is not used here", remedy->sign);
    tdm_problem_fix(problem, "write `%s`", remedy->write);
    lex->at += length;
    return false;
}

bool slip_refuse_character(struct lexer *lex) {
    size_t from = lex->at;
    if ((unsigned char)lex->line.at[from] >= 0x80) return refuse_letters(lex);
    for (size_t length = 2; length > 0; length--) {
        const struct remedy *remedy =
            find(comparisons, TDM_COUNT(comparisons), tdm_str_slice(lex->line, from, from + length));
        if (remedy != NULL) return refuse_comparison(lex, length, remedy);
    }
    tdm_str sign = tdm_str_slice(lex->line, from, from + 1);
    const struct remedy *remedy = find(signs, TDM_COUNT(signs), sign);
    bool closes = tdm_str_is(sign, ")");
    struct tdm_problem *problem = lexer_error(lex, TDM_WHY_SYNTAX, closes ? "N012" : "N036", from, from + 1);
    tdm_problem_what(problem, "`%c` %s", sign.at[0], closes ? "closes no group" : "means nothing here");
    tdm_problem_fix(problem, "%s", remedy != NULL ? remedy->write : "take it away, or put it inside a text");
    lex->at = from + 1;
    return false;
}
