/* csv_test.c - rows are cut as RFC 4180 says; one that cannot be cut is told by its line, and the next goes on. */
#include "scoring_ground.h"

static struct tdm_csv_row row; /* large: not on the stack */

/* Fields between bars, rows between line ends, with their lines; a bad row as "!line: what". */
static tdm_str cut(struct tdm_arena *mem, const char *text) {
    struct tdm_csv csv = {.file = TDM_STR("rows.csv"), .text = tdm_str_of(text)};
    struct tdm_problem problem;
    struct tdm_buf out;
    bool good;
    tdm_buf_init(&out, mem, 1u << 16);
    while (tdm_csv_next(&csv, &row, &good, &problem)) {
        if (!good) {
            tdm_buf_format(&out, "!%u: %s;", problem.place.line, problem.what);
            continue;
        }
        tdm_buf_format(&out, "%u:", row.line);
        for (uint32_t i = 0; i < row.count; i++) tdm_buf_format(&out, "|%.*s", TDM_FMT(row.fields[i]));
        tdm_buf_char(&out, ';');
    }
    return tdm_buf_str(&out);
}

TEST("a row ends with its line, empty lines are passed over, the last needs no end [F056]") {
    CHECK_STR(cut(mem, "a,b\r\n1,\n\n,2"), "1:|a|b;2:|1|;4:||2;");
    CHECK_STR(cut(mem, ""), "");
    CHECK_STR(cut(mem, "\n\r\n"), "");
    CHECK_STR(cut(mem, ","), "1:||;");
}

TEST("quotes hold commas, quotes and line ends, and lines are counted through them [F056]") {
    CHECK_STR(cut(mem, "\"a,b\",c\n\"x\ny\",2\nz,3\n"), "1:|a,b|c;2:|x\ny|2;4:|z|3;");
    CHECK_STR(cut(mem, "\"say \"\"so\"\"\",1"), "1:|say \"\"so\"\"|1;");
    CHECK_STR(cut(mem, "\"\",\"\"\r\n1,2"), "1:||;2:|1|2;");
}

TEST("a quote that does not end is told at its line, and the rows behind it are cut [F056]") {
    CHECK_STR(cut(mem, "a,b\n\"x\"y,1\nz,2"), "1:|a|b;!2: a quote does not end where its column does;3:|z|2;");
    CHECK_STR(cut(mem, "a\n\"x"), "1:|a;!2: a quote does not end where its column does;");
    CHECK_STR(cut(mem, "\"a\"\r3\n\"b\"\r,4\n\"z\"\r"),
              "!1: a quote does not end where its column does;!2: a quote does not end where its column does;3:|z;");
    CHECK_STR(cut(mem, "x\"y,1\nz,2"), "!1: a quote stands in a column that does not begin with one;2:|z|2;");
}

TEST("a byte order mark before the first row is passed over, also before a quote [F056]") {
    CHECK_STR(cut(mem, "\xef\xbb\xbf\"a\",b\n1,2"), "1:|a|b;2:|1|2;");
    CHECK_STR(cut(mem, "\xef\xbb\xbf"
                       "a,b\n\xef\xbb\xbf,2"),
              "1:|a|b;2:|\xef\xbb\xbf|2;");
    CHECK_STR(cut(mem, "\xef\xbb\xbf"), "");
}

TEST("a row with more than 256 columns is told, and the next goes on [F056]") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_repeat(&text, ',', 255);
    tdm_buf_char(&text, '\n');
    tdm_buf_repeat(&text, ',', 256);
    tdm_buf_text(&text, "\na,b\n");
    tdm_buf_char(&text, '\0');
    tdm_str said = cut(mem, text.at);
    CHECK(tdm_str_ends_with(said, TDM_STR(";!2: the row has more than 256 columns;3:|a|b;")));
}

TEST("columns are found by item code, in any order, and the others are left alone [F056]") {
    const struct tdm_instrument *instrument = instrument_of(
        mem, "score s, rule r  [book]\n  of A, B\n  all answered\n  is sum\n  range 0 to 8, higher is better\n");
    struct tdm_csv csv = {.text = TDM_STR("who,B,note,A\nx,3,\"a, b\",1\ny,,,1\nz,9,,1\n")};
    struct tdm_csv_columns columns;
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_problem problem;
    bool good;
    REQUIRE(instrument != NULL && tdm_csv_next(&csv, &row, &good, &problem) && good);
    REQUIRE(tdm_csv_columns_read(instrument, &csv, &row, &columns, &problem));
    CHECK_INT(columns.item[0], -1);
    CHECK_INT(columns.item[1], 1);
    CHECK_INT(columns.item[3], 0);
    REQUIRE(tdm_csv_next(&csv, &row, &good, &problem) && good);
    CHECK(tdm_csv_score(instrument, &columns, &row, results, &problem));
    CHECK(results[0].scored && results[0].value.above == 4);
    REQUIRE(tdm_csv_next(&csv, &row, &good, &problem) && good);
    CHECK(tdm_csv_score(instrument, &columns, &row, results, &problem)); /* nothing carried over from the row above */
    CHECK(!results[0].scored && results[0].answered == 1);
    REQUIRE(tdm_csv_next(&csv, &row, &good, &problem) && good);
    CHECK(!tdm_csv_score(instrument, &columns, &row, results, &problem));
    CHECK_STR(tdm_str_of(problem.what), "`B` cannot be 9");
    CHECK_INT(problem.place.line, 4);
}
