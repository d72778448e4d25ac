/* table_test.c - rows are cut as RFC 4180 says, in memory for one row, whatever the pieces the bytes come in. */
#include "base/random.h"
#include "check.h"
#include "exchange/table.h"

#include <string.h>

static struct tdm_table *table_of(struct tdm_arena *mem, tdm_str text, char separator, size_t piece) {
    struct tdm_table_text *at = TDM_NEW(mem, struct tdm_table_text);
    *at = (struct tdm_table_text){text, piece};
    struct tdm_table_source source = {TDM_STR("rows.csv"), separator, tdm_table_text_fill, at};
    return tdm_table_open(mem, &source);
}

/* Cells between bars, rows with their lines; a bad row as "!line: what". */
static tdm_str cut_as(struct tdm_arena *mem, tdm_str text, char separator, size_t piece) {
    struct tdm_table *table = table_of(mem, text, separator, piece);
    struct tdm_problem problem;
    struct tdm_row row;
    struct tdm_buf out;
    enum tdm_row_verdict verdict;
    tdm_buf_init(&out, mem, 1u << 24);
    while ((verdict = tdm_table_next(table, &row, &problem)) == TDM_ROW_READ || verdict == TDM_ROW_BAD) {
        if (verdict == TDM_ROW_BAD) {
            tdm_buf_format(&out, "!%u: %s;", problem.place.line, problem.what);
            continue;
        }
        tdm_buf_format(&out, "%u:", row.line);
        for (uint32_t i = 0; i < row.count; i++) tdm_buf_format(&out, "|%.*s", TDM_FMT(row.cells[i]));
        tdm_buf_char(&out, ';');
    }
    return tdm_buf_str(&out);
}

/* The same in every size of piece: a window that ends anywhere changes nothing. */
static tdm_str cut(struct tdm_arena *mem, const char *text) {
    tdm_str whole = cut_as(mem, tdm_str_of(text), ',', 0);
    for (size_t piece = 1; piece < 5; piece++) {
        tdm_str other = cut_as(mem, tdm_str_of(text), ',', piece);
        if (!tdm_str_equal(other, whole))
            check_failed(__FILE__, __LINE__, "in pieces of %zu: %.*s", piece, TDM_FMT(other));
    }
    return whole;
}

TEST("a row ends with its line, empty lines are passed over, the last needs no end [F103]") {
    CHECK_STR(cut(mem, "a,b\r\n1,\n\n,2"), "1:|a|b;2:|1|;4:||2;");
    CHECK_STR(cut(mem, ""), "");
    CHECK_STR(cut(mem, "\n\r\n"), "");
    CHECK_STR(cut(mem, ","), "1:||;");
    CHECK_STR(cut(mem, "a\r"), "1:|a;");
}

TEST("quotes hold separators, quotes and line ends, and lines are counted through them [F103]") {
    CHECK_STR(cut(mem, "\"a,b\",c\n\"x\ny\",2\nz,3\n"), "1:|a,b|c;2:|x\ny|2;4:|z|3;");
    CHECK_STR(cut(mem, "\"say \"\"so\"\"\",1"), "1:|say \"so\"|1;");
    CHECK_STR(cut(mem, "\"\",\"\"\r\n1,2"), "1:||;2:|1|2;");
    CHECK_STR(cut(mem, "\"\"\"\"\r\n\"a\""), "1:|\";2:|a;");
    CHECK_STR(cut(mem, "\"a\"\r"), "1:|a;");
}

TEST("a row that cannot be cut is told at its line, and the rows behind it are read [F103]") {
    CHECK_STR(cut(mem, "a,b\n\"x\"y,1\nz,2"), "1:|a|b;!2: a quote does not end where its cell does;3:|z|2;");
    CHECK_STR(cut(mem, "a\n\"x\ny,2"), "1:|a;!2: a quote does not end where its cell does;3:|y|2;");
    CHECK_STR(cut(mem, "x\"y,1\nz,2"), "!1: a quote stands in a cell that does not begin with one;2:|z|2;");
    CHECK_STR(cut(mem, "a,\xff\nz,2"), "!1: the row holds bytes that are not UTF-8;2:|z|2;");
}

TEST("a byte order mark before the first row is passed over [F103]") {
    CHECK_STR(cut(mem, "\xef\xbb\xbf\"a\",b\n1,2"), "1:|a|b;2:|1|2;");
    CHECK_STR(cut(mem, "\xef\xbb\xbf"), "");
}

TEST("the separator is that of the table: others are letters like any [F103]") {
    CHECK_STR(cut_as(mem, TDM_STR("a,b;c\n\"x;y\";1,5\n"), ';', 0), "1:|a,b|c;2:|x;y|1,5;");
    CHECK_STR(cut_as(mem, TDM_STR("a\tb\n"), '\t', 0), "1:|a|b;");
}

TEST("a row of more than 1024 columns or 1 MiB is told, and the next is read [F103]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 24);
    tdm_buf_repeat(&text, ',', 1023);
    tdm_buf_text(&text, "\n");
    tdm_buf_repeat(&text, ',', 1024);
    tdm_buf_text(&text, "\na,b\n");
    tdm_str got = cut_as(mem, tdm_buf_str(&text), ',', 0);
    CHECK(tdm_str_ends_with(got, TDM_STR(";!2: the row has more than 1024 columns;3:|a|b;")));
    text.len = 0;
    tdm_buf_char(&text, '"');
    tdm_buf_repeat(&text, 'x', (size_t)3 << 20);
    tdm_buf_text(&text, "\na,b\n");
    CHECK_STR(cut_as(mem, tdm_buf_str(&text), ',', 0), "!1: the row is longer than 1048576 bytes;2:|a|b;");
}

TEST("memory is for a row, not for the file: a million rows in a window of 64 KiB [F103]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 26);
    for (int i = 0; i < 1000000; i++) tdm_buf_format(&text, "example-a,2025-01-%02d,%d\n", i % 28 + 1, i);
    struct tdm_arena *own = tdm_arena_open((size_t)1 << 20);
    struct tdm_table *table = table_of(own, tdm_buf_str(&text), ',', 0);
    struct tdm_problem problem;
    struct tdm_row row;
    uint32_t rows = 0;
    while (tdm_table_next(table, &row, &problem) == TDM_ROW_READ) rows++;
    CHECK_INT(rows, 1000000);
    CHECK(tdm_arena_used(own) < (size_t)256 << 10);
    CHECK_INT(tdm_table_bytes(table), (long long)text.len);
    tdm_arena_close(own);
}

TEST("the place of a cell is its own line and column, in characters, also behind a line end in quotes [F103]") {
    struct tdm_table *table = table_of(mem, TDM_STR("h\n\"\xc3\xa4,\nb\",cc,\n"), ',', 0);
    struct tdm_problem problem;
    struct tdm_row row;
    REQUIRE(tdm_table_next(table, &row, &problem) == TDM_ROW_READ &&
            tdm_table_next(table, &row, &problem) == TDM_ROW_READ);
    CHECK_INT(row.count, 3);
    struct tdm_place second = tdm_table_place(table, &row, 1), last = tdm_table_place(table, &row, 2);
    CHECK_INT(second.line, 3);
    CHECK_INT(second.column, 4);
    CHECK_INT(second.length, 2);
    CHECK_INT(last.line, 3);
    CHECK_INT(last.column, 7);
    CHECK_INT(last.length, 1);
}

static bool failing_fill(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    int *left = context;
    (void)room;
    if ((*left)-- == 0) return tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y004", (struct tdm_place){.line = 0}, "no disk");
    memcpy(into, "a,b\nc", 5);
    *got = 5;
    return true;
}

TEST("bytes that cannot be read end the table, and are not taken for its end [F103]") {
    int left = 1;
    struct tdm_table_source source = {TDM_STR("rows.csv"), ',', failing_fill, &left};
    struct tdm_table *table = tdm_table_open(mem, &source);
    struct tdm_problem problem = {0};
    struct tdm_row row;
    CHECK(tdm_table_next(table, &row, &problem) == TDM_ROW_READ);
    CHECK(tdm_table_next(table, &row, &problem) == TDM_ROW_FAILED);
    CHECK_STR(tdm_str_of(problem.what), "no disk");
    CHECK(tdm_table_next(table, &row, &problem) == TDM_ROW_FAILED);
}

TEST("what is written is read back, cell by cell: 2000 tables of unruly cells [F068]") {
    static const char *const bits[] = {"", "a", ",", "\"", "\n", "\r\n", " ", ";", "\xc3\xa9", "\t", "=1", "\r"};
    struct tdm_random draws = tdm_random_stream(7, 0, 0);
    for (int round = 0; round < 2000; round++) {
        struct tdm_buf text, want;
        tdm_buf_init(&text, mem, 1u << 20);
        tdm_buf_init(&want, mem, 1u << 20);
        struct tdm_table_writer w = {.out = &text};
        uint32_t line = 1;
        for (int row = 0; row < 3; row++) {
            tdm_buf_format(&want, "%u:", line);
            for (int cell = 0; cell < 3; cell++) {
                struct tdm_buf one;
                tdm_buf_init(&one, mem, 256);
                for (uint32_t n = tdm_random_below(&draws, 4); n > 0; n--)
                    tdm_buf_text(&one, bits[tdm_random_below(&draws, (uint32_t)TDM_COUNT(bits))]);
                tdm_put_cell(&w, tdm_buf_str(&one));
                tdm_buf_format(&want, "|%.*s", TDM_FMT(tdm_buf_str(&one)));
                for (size_t i = 0; i < one.len; i++) line += one.at[i] == '\n';
            }
            tdm_put_row_end(&w);
            tdm_buf_char(&want, ';');
            line++;
        }
        tdm_str got = cut_as(mem, tdm_buf_str(&text), ',', (size_t)round % 7);
        if (!check_str(__FILE__, __LINE__, got, tdm_buf_str(&want))) return;
    }
}

TEST("numbers and words are cells too, and a cell has quotes only where it needs them [F068]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1024);
    struct tdm_table_writer w = {.out = &text};
    tdm_put_word(&w, "plain");
    tdm_put_word(&w, NULL);
    tdm_put_int(&w, -3);
    tdm_put_decimal(&w, (tdm_decimal){250, 2});
    tdm_put_row_end(&w);
    tdm_put_int(&w, 1);
    tdm_put_cell(&w, TDM_STR("a b"));
    tdm_put_cell(&w, TDM_STR("a;b"));
    tdm_put_row_end(&w);
    CHECK_STR(tdm_buf_str(&text), "plain,,-3,2.50\r\n1,a b,\"a;b\"\r\n");
}
