/* tree_read_test.c - text to tree: what terms, lines and blocks are read, and each slip with its words, place and way
 * out.
 */
#include "notation_ground.h"

#include <string.h>

static struct tdm_problems problems; /* large: not on the stack */

/* ---- what is read */

TEST("a run of characters is a word, a number, a percentage, a date, a time, an instant, a mark or an operator [R-N38] "
     "[R-N39]") {
    static const struct {
        const char *text;
        enum tdm_term_kind kind;
    } rows[] = {
        {"early-loading", TDM_TERM_WORD},
        {"koos.pain", TDM_TERM_WORD},
        {"N.m/kg", TDM_TERM_WORD},
        {"k_c", TDM_TERM_WORD},
        {"a1", TDM_TERM_WORD},
        {"-3", TDM_TERM_NUMBER},
        {"0.30", TDM_TERM_NUMBER},
        {"007", TDM_TERM_NUMBER},
        {"80%", TDM_TERM_PERCENT},
        {"-2.5%", TDM_TERM_PERCENT},
        {"2026-02-28", TDM_TERM_DATE},
        {"08:15", TDM_TERM_TIME},
        {"2026-03-04T08:15Z", TDM_TERM_INSTANT},
        {"2026-03-04T08:15+01:00", TDM_TERM_INSTANT},
        {"1+", TDM_TERM_MARK},
        {"3x15", TDM_TERM_MARK},
        {"15RM", TDM_TERM_MARK},
        {"+", TDM_TERM_OPERATOR},
        {"-", TDM_TERM_OPERATOR},
        {"*", TDM_TERM_OPERATOR},
        {"/", TDM_TERM_OPERATOR},
        {"^", TDM_TERM_OPERATOR},
        {"=", TDM_TERM_OPERATOR},
        {"\"a b\"", TDM_TERM_TEXT},
        {"(a, b)", TDM_TERM_GROUP},
        {"()", TDM_TERM_GROUP},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_tree *tree = tree_of(mem, tdm_str_of(rows[i].text), &problems);
        REQUIRE(tree != NULL && tree->first != NULL);
        CHECK_INT(tree->first->part_count, 1);
        CHECK_INT(tree->first->parts[0].count, 1);
        if (tree->first->parts[0].terms[0].kind != rows[i].kind)
            check_failed(__FILE__, __LINE__, "`%s` is read as kind %u", rows[i].text,
                         (unsigned)tree->first->parts[0].terms[0].kind);
        CHECK_INT(tree->first->parts[0].terms[0].length, strlen(rows[i].text));
    }
}

TEST("numbers are exact and keep their digits; dates, times and instants have their values [R-N38]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("x 0.30 -7 2026-03-04 23:59 2026-03-04T00:30+01:00"), &problems);
    REQUIRE(tree != NULL);
    const struct tdm_term *t = tree->first->parts[0].terms;
    CHECK_INT(t[1].number.coefficient, 30);
    CHECK_INT(t[1].number.scale, 2);
    CHECK_INT(t[2].number.coefficient, -7);
    int32_t year, month, day;
    tdm_date_split(t[3].date, &year, &month, &day);
    CHECK(year == 2026 && month == 3 && day == 4);
    CHECK_INT(t[4].time.minute, 23 * 60 + 59);
    const struct tdm_tree *utc = tree_of(mem, TDM_STR("2026-03-03T23:30Z"), &problems);
    REQUIRE(utc != NULL);
    CHECK(t[5].instant.ms == utc->first->parts[0].terms[0].instant.ms);
}

TEST("a text keeps every character and its escapes are undone [R-N39]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("say \"a \\\"b\\\" \\\\ # [x], \xC3\xA4 |\""), &problems);
    REQUIRE(tree != NULL);
    CHECK_STR(tree->first->parts[0].terms[1].text, "a \"b\" \\ # [x], \xC3\xA4 |");
}

TEST("columns count characters, not bytes [R-N40]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("a \"\xC3\xA4\xE2\x86\x92\" b"), &problems);
    REQUIRE(tree != NULL);
    CHECK_INT(tree->first->parts[0].terms[1].column, 3);
    CHECK_INT(tree->first->parts[0].terms[1].length, 4);
    CHECK_INT(tree->first->parts[0].terms[2].column, 8);
}

TEST(
    "lines hang under the line one level above; cites, comments and blank lines are kept [R-N2] [R-N3] [R-N5] [R-N6]") {
    const struct tdm_tree *tree = tree_of(mem, tdm_str_of(sample_formatted), &problems);
    REQUIRE(tree != NULL);
    CHECK_INT(tdm_block_count(tree->first), 4);
    CHECK_INT(tree->first->comment_before_count, 4);
    CHECK_STR(tree->first->comments_before[0], "what this file is for");
    CHECK_STR(tree->first->comments_before[1], " ");
    CHECK(tree->first->comments_before[3].at == NULL);
    CHECK_STR(tdm_line_head(tree->first), "protocol");
    CHECK_STR(tree->first->block->next->comment, "not yet read by anybody");
    const struct tdm_line *phase = tree->first->next, *from = phase->block;
    CHECK_INT(phase->line, 12);
    CHECK_INT(from->part_count, 3);
    CHECK_INT(from->cite_count, 2);
    CHECK_STR(from->cites[0].name, "mckay-2019");
    CHECK_STR(from->cites[0].detail, "Table 2");
    CHECK_STR(from->cites[1].name, "own");
    CHECK_INT(from->cites[1].detail.len, 0);
    const struct tdm_line *offer = from->next->next;
    CHECK_INT(offer->part_count, 11);
    CHECK_INT(offer->line, 15);
    CHECK_INT(offer->parts[10].terms[0].line, 16);
    const struct tdm_line *leaflet = phase->next;
    CHECK(leaflet->verbatim);
    CHECK_STR(leaflet->verbatim_text,
              "First line, not \"closed\n  indented, with # and [ and |\n\nafter a blank line (");
    CHECK_INT(tree->comment_after_count, 3);
}

TEST("comments on continued lines are kept, as one [R-N4]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("a, # one\n  b,\n  c # two\n"), &problems);
    REQUIRE(tree != NULL);
    CHECK_INT(tree->first->part_count, 3);
    CHECK_STR(tree->first->comment, "one; two");
}

TEST("a blank line below a verbatim text stands before the next line [R-N7]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("a |\n\n  x\n\n\n  y\n\n\nb\n"), &problems);
    REQUIRE(tree != NULL);
    CHECK_STR(tree->first->verbatim_text, "\nx\n\n\ny");
    CHECK_INT(tree->first->next->line, 9);
    CHECK_INT(tree->first->next->comment_before_count, 2);
}

TEST("a minus before a name is an operator of its own [R-N38]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("-k_c * -3"), &problems);
    REQUIRE(tree != NULL);
    const struct tdm_part *part = &tree->first->parts[0];
    CHECK_INT(part->count, 4);
    CHECK(part->terms[0].kind == TDM_TERM_OPERATOR && part->terms[1].kind == TDM_TERM_WORD);
    CHECK(part->terms[3].kind == TDM_TERM_NUMBER);
}

TEST("an empty file and one of comments alone are trees without lines") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR(""), &problems);
    REQUIRE(tree != NULL);
    CHECK(tree->first == NULL);
    tree = tree_of(mem, TDM_STR("\n  # only this\n"), &problems);
    REQUIRE(tree != NULL);
    CHECK(tree->first == NULL);
    CHECK_INT(tree->comment_after_count, 2);
}

TEST("lines may end in carriage return and line feed [R-N1]") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("a,\r\n  b\r\n\r\nc |\r\n  v \r\n"), &problems);
    REQUIRE(tree != NULL);
    CHECK_INT(tree->first->part_count, 2);
    CHECK_STR(tree->first->next->verbatim_text, "v ");
}

/* ---- the cursor */

TEST("a cursor takes words, all of them or none, and says where it stands") {
    const struct tdm_tree *tree = tree_of(mem, TDM_STR("load at most 2, no impact"), &problems);
    REQUIRE(tree != NULL);
    struct tdm_cursor c = tdm_cursor_of(tree, tree->first, 0);
    CHECK(!tdm_cursor_take_words(&c, "load at least"));
    CHECK(tdm_cursor_is_word(&c, "load"));
    CHECK(tdm_cursor_take_words(&c, "load at most"));
    CHECK(tdm_cursor_take(&c, TDM_TERM_WORD) == NULL);
    CHECK(tdm_cursor_take(&c, TDM_TERM_NUMBER) != NULL);
    CHECK(tdm_cursor_done(&c));
    CHECK_INT(tdm_cursor_place(&c).column, 15);
    CHECK(!tdm_cursor_take_word(&c, "no"));
}

/* ---- what is refused: the first problem of each text */

#define WORD_FIX                                                                                                       \
    "a word begins with a letter and goes on with letters, digits, `_` or `-`, in pieces joined by `.` or `/`; other " \
    "text stands in quotes"
#define CITE_FIX    "write `[own]`, `[name]` or `[name \"place\"]`, several with `, ` between"
#define ESCAPE_WHAT "a backslash in a text stands before a quote or another backslash only"
#define ESCAPE_FIX  "write `\\\\` for a backslash and `\\\"` for a quote"
#define DATE_FIX    "write year-month-day, with a month from 01 to 12"
#define ISO_FIX     "write dates as year-month-day, such as 2026-03-15"
#define COMMA_FIX   "take the comma away, or write what belongs there"
#define SAYS_FIX    "write what belongs there, or move this to the end of the line it belongs to"
#define CONTINUE    "the line ends in a comma, but the next line does not continue it"

static const struct slip {
    const char *text, *code;
    uint32_t line, column, length;
    const char *what, *fix;
} slips[] = {
    {"a\tb", "N001", 1, 2, 1, "a tab stands here", "write a blank"},
    {"a\n\tb", "N001", 2, 1, 1, "a tab stands here", "write blanks, two for each level"},
    {"# \t", "N001", 1, 3, 1, "a tab stands here", "write a blank"},
    {"  \ta", "N001", 1, 3, 1, "a tab stands here", "write blanks, two for each level"},
    {"a\n b", "N002", 2, 1, 1, "the line is indented by 1 blank; a level is two", "indent it by 0 or by 2 blanks"},
    {"a\n   b", "N002", 2, 1, 3, "the line is indented by 3 blanks; a level is two", "indent it by 2 blanks"},
    {"a\n       b", "N002", 2, 1, 7, "the line is indented by 7 blanks; a level is two", "indent it by 2 blanks"},
    {"a\n  b\n c", "N002", 3, 1, 1, "the line is indented by 1 blank; a level is two", "indent it by 0 or by 2 blanks"},
    {"a\n    b", "N003", 2, 1, 4, "the line stands deeper than one level below the line above it",
     "indent it by 2 blanks"},
    {"a |\n  b\n # c\n  d", "N003", 4, 1, 2, "the line stands deeper than one level below the line above it",
     "indent it by 0 blanks"},
    {"h\xC3\xA4user", "N004", 1, 2, 1, "`\xC3\xA4` stands outside a text; names and words are plain ASCII",
     "put it in quotes, or write it with plain letters"},
    {"a \xE2\x89\xA4 3", "N004", 1, 3, 1, "`\xE2\x89\xA4` stands outside a text; names and words are plain ASCII",
     "write `at most`"},
    {"2\xE2\x80\x93"
     "3",
     "N004", 1, 2, 1, "`\xE2\x80\x93` stands outside a text; names and words are plain ASCII",
     "write ` to ` between two numbers, `-` in a name"},
    {"a\xC2\xA0"
     "b",
     "N004", 1, 2, 1, "`\xC2\xA0` stands outside a text; names and words are plain ASCII",
     "write a blank: this one is of another kind"},
    {"\xEF\xBB\xBF"
     "a",
     "N005", 1, 1, 1, "the file begins with a byte-order mark", "save it as UTF-8 without byte-order mark"},
    {"a\n\xC3\xA4\xFF", "N006", 2, 2, 1, "the file is not UTF-8 text here", "save it as UTF-8"},
    {"a\x01", "N007", 1, 2, 1, "a control character (1) stands here", "take it away"},
    {"a |\n  \x1B", "N007", 2, 3, 1, "a control character (27) stands here", "take it away"},
    {"a\rb", "N008", 1, 2, 1, "a carriage return stands inside a line", "end lines with a line feed"},
    {"a \"b", "N009", 1, 3, 2, "the text that begins here is not closed on its line", "close it with `\"`"},
    {"a \"\\n\"", "N010", 1, 4, 2, ESCAPE_WHAT, ESCAPE_FIX},
    {"a \"\\", "N010", 1, 4, 1, ESCAPE_WHAT, ESCAPE_FIX},
    {"a (b", "N011", 1, 3, 1, "the group that begins here is not closed on its line", "close it with `)`"},
    {"a b) c", "N012", 1, 4, 1, "`)` closes no group", "take it away, or open the group with `(`"},
    {"a [)]", "N012", 1, 4, 1, "`)` closes no group", "take it away, or open the group with `(`"},
    {"a [b", "N013", 1, 3, 1, "the cites that begin here are not closed", "close them with `]`"},
    {"a [b] c", "N014", 1, 7, 1, "cites stand at the end of the line", "take this away, or move it before the `[`"},
    {"a [own] [x]", "N014", 1, 9, 3, "cites stand at the end of the line", "take this away, or move it before the `[`"},
    {"a, , b", "N015", 1, 4, 1, "nothing stands before this comma", COMMA_FIX},
    {", a", "N015", 1, 1, 1, "nothing stands before this comma", COMMA_FIX},
    {"a, [own]", "N015", 1, 2, 1, "nothing stands after this comma", COMMA_FIX},
    {"a,b", "N016", 1, 2, 1, "a comma is followed by a blank", "write `, `"},
    {"1.5,6", "N016", 1, 4, 1, "a comma is followed by a blank", "write `, `"},
    {"2026-02-30", "N017", 1, 1, 10, "there is no day `2026-02-30`", "the last day of that month is 2026-02-28"},
    {"2028-02-30", "N017", 1, 1, 10, "there is no day `2028-02-30`", "the last day of that month is 2028-02-29"},
    {"9999-12-32", "N017", 1, 1, 10, "there is no day `9999-12-32`", "the last day of that month is 9999-12-31"},
    {"2026-13-01", "N017", 1, 1, 10, "there is no day `2026-13-01`", DATE_FIX},
    {"0000-02-30", "N017", 1, 1, 10, "there is no day `0000-02-30`", DATE_FIX},
    {"8:15", "N018", 1, 1, 4, "there is no time of day `8:15`", "write `08:15`"},
    {"08:15:30", "N018", 1, 1, 8, "there is no time of day `08:15:30`", "write `08:15`"},
    {"8:5", "N018", 1, 1, 3, "there is no time of day `8:5`", "write a time from 00:00 to 23:59"},
    {"25:15:00", "N018", 1, 1, 8, "there is no time of day `25:15:00`", "write a time from 00:00 to 23:59"},
    {"at 24:00", "N018", 1, 4, 5, "there is no time of day `24:00`", "write a time from 00:00 to 23:59"},
    {"2-3 weeks", "N019", 1, 1, 3, "`2-3` is no range", "write `2 to 3`"},
    {"30%-70%", "N019", 1, 1, 7, "`30%-70%` is no range", "write `30% to 70%`"},
    {"1.5-2.5", "N019", 1, 1, 7, "`1.5-2.5` is no range", "write `1.5 to 2.5`"},
    {"2..3", "N019", 1, 1, 4, "`2..3` is no range", "write `2 to 3`"},
    {"2...3", "N019", 1, 1, 5, "`2...3` is no range", "write `2 to 3`"},
    {"5/10", "N020", 1, 1, 4, "`5/10` is no number",
     "write `5` if it counts points of a scale, else a number with a decimal point"},
    {"5kg", "N021", 1, 1, 3, "`5kg` needs a blank between number and unit", "write `5 kg`"},
    {"2.5kg", "N021", 1, 1, 5, "`2.5kg` needs a blank between number and unit", "write `2.5 kg`"},
    {"-3deg", "N021", 1, 1, 5, "`-3deg` needs a blank between number and unit", "write `-3 deg`"},
    {"80%of", "N021", 1, 1, 5, "`80%of` needs a blank between number and unit", "write `80% of`"},
    {"5kg/m2", "N021", 1, 1, 6, "`5kg/m2` needs a blank between number and unit", "write `5 kg/m2`"},
    {"a != 3", "N022", 1, 3, 2, "`!=` is not used here", "write `is not`"},
    {"a <> 3", "N022", 1, 3, 2, "`<>` is not used here", "write `is not`"},
    {"a < 3", "N022", 1, 3, 1, "`<` is not used here", "write `below`"},
    {"a <= 3", "N022", 1, 3, 2, "`<=` is not used here", "write `at most`"},
    {"a > 3", "N022", 1, 3, 1, "`>` is not used here", "write `above`"},
    {"a >= 3", "N022", 1, 3, 2, "`>=` is not used here", "write `at least`"},
    {"2,5 kg", "N023", 1, 1, 3, "`2,5` is no number: the decimal point is `.`",
     "write `2.5`; two numbers in a list have a blank between: `2, 5`"},
    {"a 1,000", "N023", 1, 3, 5, "`1,000` is no number: the decimal point is `.`",
     "write `1000` for thousands, or `1.000`"},
    {"15/3/2026", "N024", 1, 1, 9, "`15/3/2026` is no date: nobody can tell its day from its month", ISO_FIX},
    {"15/3/26", "N024", 1, 1, 7, "`15/3/26` is no date: nobody can tell its day from its month", ISO_FIX},
    {"15.03.2026", "N024", 1, 1, 10, "`15.03.2026` is no date: nobody can tell its day from its month", ISO_FIX},
    {"15-03-2026", "N024", 1, 1, 10, "`15-03-2026` is no date: nobody can tell its day from its month", ISO_FIX},
    {"2026-3-4", "N024", 1, 1, 8, "`2026-3-4` is no date", "write `2026-03-04`"},
    {"2026/03/15", "N024", 1, 1, 10, "`2026/03/15` is no date", "write `2026-03-15`"},
    {"2026/2/30", "N024", 1, 1, 9, "`2026/2/30` is no date", ISO_FIX},
    {"a+b", "N025", 1, 1, 3, "`a+b` needs blanks round `+`", "write `a + b`"},
    {"a..b", "N026", 1, 1, 4, "`a..b` is neither a word, a number nor a date", WORD_FIX},
    {"x-", "N026", 1, 1, 2, "`x-` is neither a word, a number nor a date", WORD_FIX},
    {"1.0.2", "N026", 1, 1, 5, "`1.0.2` is neither a word, a number nor a date", WORD_FIX},
    {"a // b", "N026", 1, 3, 2, "`//` is neither a word, a number nor a date", "write `#` before a comment"},
    {"1234567890123456789012", "N027", 1, 1, 22, "`1234567890123456789012` has too many digits",
     "write at most 18 digits, 9 of them after the point"},
    {"0.1234567890", "N027", 1, 1, 12, "`0.1234567890` has too many digits",
     "write at most 18 digits, 9 of them after the point"},
    {"a | b", "N032", 1, 5, 1, "nothing may follow `|`; the text stands on the lines below, one level deeper",
     "move it to the next line"},
    {"  a", "N033", 1, 1, 2, "the first line of a file is not indented", "begin it in column 1"},
    {"a []", "N034", 1, 4, 1, "a source is missing here", CITE_FIX},
    {"a [b, ]", "N034", 1, 7, 1, "a source is missing here", CITE_FIX},
    {"a [3]", "N034", 1, 4, 1, "a cite begins with the name of a source", CITE_FIX},
    {"a [b c]", "N034", 1, 6, 1, "between two cites stands a comma", CITE_FIX},
    {"2026-03-04T08:99Z", "N035", 1, 1, 17, "`2026-03-04T08:99Z` is no instant",
     "write a real day, `T`, a time and its zone: 2026-03-04T08:15Z or 2026-03-04T08:15+01:00"},
    {"2026-03-04T08:15", "N035", 1, 1, 16, "`2026-03-04T08:15` is no instant",
     "write a real day, `T`, a time and its zone: 2026-03-04T08:15Z or 2026-03-04T08:15+01:00"},
    {"a & b", "N036", 1, 3, 1, "`&` means nothing here", "take it away, or put it inside a text"},
    {"a; b", "N036", 1, 2, 1, "`;` means nothing here", "write `, `, or put it inside a text"},
    {"a'", "N036", 1, 2, 1, "`'` means nothing here", "write a text between `\"`"},
    {"a ]", "N036", 1, 3, 1, "`]` means nothing here", "take it away, or open the cites with `[`"},
    {"a {", "N036", 1, 3, 1, "`{` means nothing here", "write a group between `(` and `)`"},
    {"a,  # b\nc", "N037", 1, 2, 1, CONTINUE, "take the comma away, or indent the next line by 2 blanks"},
    {"a,", "N037", 1, 2, 1, CONTINUE, "take the comma away, or indent the next line by 2 blanks"},
    {"a\n  b,\n  c", "N037", 2, 4, 1, CONTINUE, "take the comma away, or indent the next line by 4 blanks"},
    {"[own]", "N038", 1, 1, 5, "the line says nothing before its cites", SAYS_FIX},
    {".5", "N040", 1, 1, 2, "`.5` is no number", "write `0.5`"},
    {"-.5%", "N040", 1, 1, 4, "`-.5%` is no number", "write `-0.5%`"},
    {"5.", "N040", 1, 1, 2, "`5.` is no number", "write `5`"},
    {"+5", "N040", 1, 1, 2, "`+5` is no number", "write `5`"},
    {"a 50 %", "N041", 1, 6, 1, "`%` stands apart from its number", "write `50%`"},
    {"a %", "N041", 1, 3, 1, "`%` stands apart from its number", "write `80%`"},
    {"a:", "N042", 1, 1, 2, "`a:` ends in `:`", "write `a`"},
    {"a b.", "N042", 1, 3, 2, "`b.` ends in `.`", "write `b`"},
    {"load#1", "N043", 1, 5, 1, "`#` begins a comment, but no blank stands before it",
     "write a blank before `#`, or put it inside a text"},
    {"(a#b)", "N043", 1, 3, 1, "`#` begins a comment, but no blank stands before it",
     "write a blank before `#`, or put it inside a text"},
    {"|", "N038", 1, 1, 1, "the line says nothing before its `|`", SAYS_FIX},
};

static void told(const struct slip *slip) {
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), slip->code);
    CHECK_STR(got->place.file, "t.tandem");
    CHECK_INT(got->place.line, slip->line);
    CHECK_INT(got->place.column, slip->column);
    CHECK_INT(got->place.length, slip->length);
    CHECK_STR(tdm_str_of(got->what), slip->what);
    CHECK_STR(tdm_str_of(got->fix), slip->fix);
}

TEST("each slip is told in words, with its place and a way out [F001] [R-N1] [R-N8] [R-N40]") {
    for (size_t i = 0; i < TDM_COUNT(slips); i++) {
        CHECK(tree_of(mem, tdm_str_of(slips[i].text), &problems) == NULL);
        if (problems.count != 1) check_failed(__FILE__, __LINE__, "%u problems in `%s`", problems.count, slips[i].text);
        REQUIRE(problems.count > 0);
        told(&slips[i]);
    }
}

TEST("what is nearly a slip is told as what it is [R-N40]") {
    static const struct {
        const char *text, *code;
    } rows[] = {
        {"1/2", "N020"},
        {"5/", "N026"},
        {"5/a", "N026"},
        {"5/12", "N020"},
        {"/5", "N026"},
        {"5/1a", "N026"},
        {"1:2", "N018"},
        {"123:45", "N026"},
        {"8:", "N042"},
        {"8:123", "N026"},
        {"8:1x", "N026"},
        {"08:15:3", "N026"},
        {"08:15:300", "N026"},
        {"08:15-30", "N026"},
        {"08:15:3a", "N026"},
        {"23:59:59", "N018"},
        {"8:60", "N018"},
        {"8:a", "N026"},
        {"3-", "N026"},
        {"2-3-", "N026"},
        {"2.3-", "N026"},
        {"2.3.", "N042"},
        {"2....3", "N026"},
        {"2..", "N026"},
        {"2..a", "N026"},
        {"1-2-3", "N026"},
        {"15-3/26", "N026"},
        {"15/3/2", "N026"},
        {"15/3/262", "N026"},
        {"15/3/26a", "N026"},
        {"15/123/26", "N026"},
        {"115/3/26", "N026"},
        {"2026-3-123", "N026"},
        {"2026-13-1", "N024"},
        {"12026-3-4", "N026"},
        {"15//26", "N026"},
        {"1/1/2026", "N024"},
        {"2026/3/4", "N024"},
        {"2026.3.4", "N024"},
        {"+", ""},
        {"-", ""},
        {"+a", "N026"},
        {"a+", "N026"},
        {"a++b", "N025"},
        {"a+b+c", "N025"},
        {".", "N026"},
        {"-.", "N026"},
        {"+.", "N026"},
        {"..5", "N026"},
        {"5.%", "N040"},
        {"-5.", "N040"},
        {"%5", "N026"},
        {"5%%", "N026"},
        {"a%", "N026"},
        {"a..", "N026"},
        {"a_.", "N026"},
        {":a", "N026"},
        {"::", "N026"},
        {"5m/s", "N021"},
        {"5_a", "N026"},
        {"5%a", "N021"},
        {"5.a", "N026"},
        {"5.5a", "N021"},
        {"/ /", ""},
        {"///", "N026"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        bool read = tree_of(mem, tdm_str_of(rows[i].text), &problems) != NULL;
        const char *code = read ? "" : problems.items[0].code;
        if (strcmp(code, rows[i].code) != 0)
            check_failed(__FILE__, __LINE__, "`%s` is told as %s, wanted %s", rows[i].text, code, rows[i].code);
    }
}

TEST("what a date or a time was meant to be is written out [R-N40]") {
    static const char *const rows[][2] = {
        {"9:05", "write `09:05`"},
        {"0:00", "write `00:00`"},
        {"23:59:59", "write `23:59`"},
        {"2026/1/31", "write `2026-01-31`"},
        {"2026.12.1", "write `2026-12-01`"},
        {"-5.", "write `-5`"},
        {"5.%", "write `5%`"},
        {"+0.5", "write `0.5`"},
        {"1%-2%", "write `1% to 2%`"},
        {"10..20", "write `10 to 20`"},
        {"-2.5kg", "write `-2.5 kg`"},
        {"5%a", "write `5% a`"},
        {"a+b+c", "write `a + b + c`"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        CHECK(tree_of(mem, tdm_str_of(rows[i][0]), &problems) == NULL);
        CHECK_STR(tdm_str_of(problems.items[0].fix), rows[i][1]);
    }
}

static tdm_str repeated(struct tdm_arena *mem, const char *piece, size_t times, const char *tail) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, PRINTED_MAX);
    for (size_t i = 0; i < times; i++) tdm_buf_text(&text, piece);
    tdm_buf_text(&text, tail);
    return tdm_buf_str(&text);
}

TEST("a NUL is a control character") {
    CHECK(tree_of(mem, TDM_STR("a\n\0"), &problems) == NULL);
    told(&(struct slip){"", "N007", 2, 1, 1, "a control character (0) stands here", "take it away"});
}

TEST("a line has at most 4096 bytes, also when it is formatted [R-N10]") {
    CHECK(tree_of(mem, repeated(mem, "a", 4096, ""), &problems) != NULL);
    CHECK(tree_of(mem, repeated(mem, "a", 4097, ""), &problems) == NULL);
    told(&(struct slip){"", "N028", 1, 4097, 1, "the line has 4097 bytes; 4096 are allowed",
                        "break it after a comma and indent the rest one level deeper"});
    CHECK(tree_of(mem, repeated(mem, "a*", 2000, "a"), &problems) == NULL);
    told(&(struct slip){"", "N028", 1, 4002, 1, "the line has 8001 bytes when it is formatted; 4096 are allowed",
                        "break it after a comma and indent the rest one level deeper"});
}

TEST("blocks stand at most 15 levels deep [R-N10]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, PRINTED_MAX);
    for (size_t level = 0; level < 16; level++) {
        tdm_buf_repeat(&text, ' ', 2 * level);
        tdm_buf_text(&text, "a\n");
    }
    CHECK(tree_of(mem, tdm_buf_str(&text), &problems) != NULL);
    tdm_buf_repeat(&text, ' ', 32);
    tdm_buf_text(&text, "a\n");
    CHECK(tree_of(mem, tdm_buf_str(&text), &problems) == NULL);
    told(&(struct slip){"", "N029", 17, 1, 32, "the line stands 16 levels deep; 15 are allowed",
                        "bring it to a level of at most 15"});
}

TEST("groups stand at most 8 deep [R-N10]") {
    CHECK(tree_of(mem, TDM_STR("((((((((a))))))))"), &problems) != NULL);
    CHECK(tree_of(mem, TDM_STR("(((((((((a)))))))))"), &problems) == NULL);
    told(&(struct slip){"", "N030", 1, 9, 1, "groups stand in each other more than 8 deep",
                        "give the inner part a name of its own"});
}

TEST("a file has at most 16 MiB [R-N10]") {
    CHECK(tree_of(mem, repeated(mem, "# 3456789012345\n", 1u << 20, ""), &problems) != NULL);
    CHECK(tree_of(mem, repeated(mem, "# 3456789012345\n", 1u << 20, "x"), &problems) == NULL);
    told(&(struct slip){"", "N031", 0, 0, 1, "the file is larger than 16 MiB", "divide it"});
}

/* ---- going on after an error */

TEST("a line that cannot be read is told, its block is skipped, and reading goes on [R-N11]") {
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(&problems);
    bool good = tdm_notation_read(mem, TDM_STR("t"), TDM_STR("a\n  5kg\n    under it ;\n  b\nc <\n  under\nd\n"), &tree,
                                  &problems);
    CHECK(!good);
    CHECK_INT(problems.count, 2);
    CHECK_INT(problems.items[1].place.line, 5);
    REQUIRE(tree != NULL && tree->first != NULL);
    CHECK_INT(tdm_block_count(tree->first), 2);
    CHECK_INT(tdm_block_count(tree->first->block), 1);
    CHECK_STR(tree->first->next->source, "d");
}

TEST("neighbours at the same wrong depth are told once") {
    CHECK(tree_of(mem, TDM_STR("a\n      b\n      c\n  d\n"), &problems) == NULL);
    CHECK_INT(problems.count, 1);
    CHECK(tree_of(mem, TDM_STR("  a\n  b\n"), &problems) == NULL);
    CHECK_INT(problems.count, 1);
}

TEST("bytes that are no text spoil their line and nothing else; so does a byte-order mark [R-N1] [R-N11]") {
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(&problems);
    CHECK(!tdm_notation_read(mem, TDM_STR("t"),
                             TDM_STR("\xEF\xBB\xBF"
                                     "a\n\xFF\nb 5kg\n"),
                             &tree, &problems));
    CHECK_INT(problems.count, 3);
    CHECK_STR(tdm_str_of(problems.items[1].code), "N006");
    CHECK_STR(tdm_str_of(problems.items[2].code), "N021");
    CHECK_INT(problems.items[2].place.column, 3);
    REQUIRE(tree != NULL && tree->first != NULL);
    CHECK_STR(tdm_line_head(tree->first), "a");
}

TEST("more than 50 slips: the first 50 are kept, the others counted [R-N10]") {
    CHECK(tree_of(mem, repeated(mem, "5kg\n", 60, ""), &problems) == NULL);
    CHECK_INT(problems.count, 50);
    CHECK_INT(problems.dropped, 10);
}

/* ---- what it costs */

static size_t bytes_for(struct tdm_arena *mem, const char *piece, size_t times) {
    tdm_str text = repeated(mem, piece, times, "a\n");
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    size_t before = tdm_arena_used(mem);
    CHECK(tree_of(mem, text, &problems) != NULL);
    size_t used = tdm_arena_used(mem) - before;
    tdm_arena_rewind(mem, mark);
    return used;
}

TEST("memory grows with the text and no faster, whatever stands in it") {
    static const char *const pieces[] = {
        "a\n",   "a, b, c\n", "\"a\" \"b\" \"c\"\n",       "((()) (a)) (b)\n", "a  # b\n",
        "# b\n", "a [own]\n", "a,  # b\n  b,  # c\n  d\n", "a \"\\\"\"\n",     "a |\n  b\n  c\n"};
    for (size_t i = 0; i < TDM_COUNT(pieces); i++) {
        size_t once = bytes_for(mem, pieces[i], 2000), four = bytes_for(mem, pieces[i], 8000);
        size_t text = 8000 * strlen(pieces[i]);
        if (four > 5 * once || four > 300 * text)
            check_failed(__FILE__, __LINE__, "`%s`: %zu bytes, then %zu", pieces[i], once, four);
    }
}

TEST("two slips of one line are both told [R-N11]") {
    CHECK(tree_of(mem, TDM_STR("5kg and 2-3, a < b"), &problems) == NULL);
    CHECK_INT(problems.count, 3);
}
