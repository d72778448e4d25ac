/* read_refuse_test.c - what the reader of instruments refuses: by which code, at which line, and nothing else beside
 * it. */
#include "scoring_ground.h"

#define GOOD       "score s, rule r  [book]\n  of A\n  all answered\n  is sum\n  range 0 to 4, higher is better\n"
#define HEAD_LINES 11 /* of the ground; what is tested begins behind them */

struct refused {
    const char *scores, *code;
    uint32_t line; /* from 1, of `scores` */
};

static void check_refused(struct tdm_arena *mem, const struct refused *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool read = instrument_of(mem, rows[i].scores) != NULL;
        const struct tdm_problem *first = &scoring_problems.items[0];
        bool right = !read && scoring_problems.count == 1 && tdm_str_is(tdm_str_of(first->code), rows[i].code) &&
                     first->place.line == HEAD_LINES + rows[i].line;
        if (!right)
            check_failed(__FILE__, __LINE__, "row %zu: %u problems, first %s at line %u: %s", i, scoring_problems.count,
                         scoring_problems.count > 0 ? first->code : "-",
                         scoring_problems.count > 0 ? first->place.line - HEAD_LINES : 0,
                         scoring_problems.count > 0 ? first->what : "-");
    }
}

TEST("the first line of a score names it and its rule, and no two scores are the same [F056]") {
    static const struct refused rows[] = {
        {"score s  [book]\n  of A\n", "I003", 1},
        {"score s rule r  [book]\n  of A\n", "I003", 1},
        {"score s, rule  [book]\n  of A\n", "I003", 1},
        {"score s, rule r more  [book]\n  of A\n", "I003", 1},
        {"score s, rule r, more  [book]\n  of A\n", "I003", 1},
        {"score s more, rule r  [book]\n  of A\n", "I003", 1},
        {GOOD GOOD, "I006", 6},
        {"band above 3\n", "I002", 1},
    };
    check_refused(mem, rows, TDM_COUNT(rows));
    CHECK(instrument_of(mem, GOOD) != NULL);
}

TEST("every line with figures cites a source that is declared, or says own [F056]") {
    static const struct refused rows[] = {
        {"score s, rule r\n  of A\n  all answered  [own]\n  is sum  [own]\n  range 0 to 4, higher is better  [own]\n",
         "I012", 2},
        {"score s, rule r\n  of A  [own]\n  all answered\n  is sum  [own]\n  range 0 to 4, higher is better  [own]\n",
         "I012", 3},
        {"score s, rule r\n  of A  [own]\n  at least 1 answered\n  is sum  [own]\n  range 0 to 4, higher is better  "
         "[own]\n",
         "I012", 3},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum\n  range 0 to 4, higher is better  [own]\n",
         "I012", 4},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum  [own]\n  range 0 to 4, higher is better\n",
         "I012", 5},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum  [own]\n  table from 0, 0, 1, 2, 3, 4\n"
         "  range 0 to 4, higher is better  [own]\n",
         "I012", 5},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum  [own]\n  capped at 4\n  range 0 to 4, "
         "higher is better  [own]\n",
         "I012", 5},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum  [own]\n  reversed A\n  range 0 to 4, higher "
         "is better  [own]\n",
         "I012", 5},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum  [own]\n  band above 3, \"x\"\n"
         "  range 0 to 4, higher is better  [own]\n",
         "I012", 5},
        {"score s, rule r\n  of A  [own]\n  all answered  [own]\n  is sum  [own]\n  code A, 0 gives 0, 1 to 4 gives 4\n"
         "  range 0 to 4, higher is better  [own]\n",
         "I012", 5},
        {GOOD "threshold s mcid 2\n", "I012", 6},
        {"score s, rule r  [boook]\n  of A  [own]\n  all answered  [own]\n  is sum  [boook]\n  range 0 to 4, higher is "
         "better  [own]\n",
         "I007", 4},
    };
    check_refused(mem, rows, TDM_COUNT(rows));
    CHECK(instrument_of(mem, "score s, rule r\n  of A  [own]\n  all answered  [book]\n  is sum  [book \"page 2\"]\n"
                             "  range 0 to 4, higher is better  [own]\n  digits 2\n  older\n") != NULL);
}

TEST("a score lacks none of its four lines, and each is in its form [F056]") {
    static const struct refused rows[] = {
        {"score s, rule r  [book]\n  all answered\n  is sum\n  range 0 to 4, higher is better\n", "I004", 1},
        {"score s, rule r  [book]\n  of A\n  is sum\n  range 0 to 4, higher is better\n", "I004", 1},
        {"score s, rule r  [book]\n  of A\n  all answered\n  range 0 to 4, higher is better\n", "I004", 1},
        {"score s, rule r  [book]\n  of A\n  all answered\n  is sum\n", "I004", 1},
        {"score s, rule r  [book]\n  of A, Z\n  all answered\n  is sum\n  range 0 to 4, higher is better\n", "I007", 2},
        {"score s, rule r  [book]\n  of A B\n  all answered\n  is sum\n  range 0 to 4, higher is better\n", "I003", 2},
        {"score s, rule r  [book]\n  of A\n  all missing\n  is sum\n  range 0 to 4, higher is better\n", "I003", 3},
        {"score s, rule r  [book]\n  of A\n  at least 0 answered\n  is sum\n  range 0 to 4, higher is better\n", "I003",
         3},
        {"score s, rule r  [book]\n  of A\n  at least 1.5 answered\n  is sum\n  range 0 to 4, higher is better\n",
         "I003", 3},
        {"score s, rule r  [book]\n  of A\n  at least 2 answered\n  is sum\n  range 0 to 4, higher is better\n", "I013",
         1},
        {"score s, rule r  [book]\n  of A\n  all answered\n  is sum\n  range 0 to 4\n", "I003", 5},
        {"score s, rule r  [book]\n  of A\n  all answered\n  is sum\n  range 0 to 4, upper is better\n", "I003", 5},
        {"score s, rule r  [book]\n  of A\n  all answered\n  is sum\n  range 0 to 4, lower is better still\n", "I003",
         5},
        {GOOD "  digits 10\n", "I003", 6},
        {GOOD "  digits -1\n", "I003", 6},
        {GOOD "  capped to 3\n", "I003", 6},
        {GOOD "  older still\n", "I003", 6},
        {GOOD "  reversed B\n", "I003", 6},
        {GOOD "  band above 3\n", "I003", 6},
        {GOOD "  band above much, \"x\"\n", "I003", 6},
        {GOOD "  band above 3, x\n", "I003", 6},
        {GOOD "  measure nothing\n", "I007", 6},
        {GOOD "  measure\n", "I003", 6},
    };
    check_refused(mem, rows, TDM_COUNT(rows));
    CHECK(instrument_of(mem, GOOD "  digits 9\n") != NULL);
    CHECK(instrument_of(mem, GOOD "  digits 0\n  capped at 4\n") != NULL);
}

TEST("a score fills its range, and a table is as long as what comes into it and goes one way [F056 R-I4]") {
#define BODY(is, more) "score s, rule r  [book]\n  of A\n  all answered\n  is " is "\n" more
    static const struct refused rows[] = {
        {BODY("sum", "  range 0 to 5, higher is better\n"), "I011", 1},
        {BODY("sum", "  range 1 to 4, higher is better\n"), "I011", 1},
        {BODY("sum / 0", "  range 0 to 4, higher is better\n"), "I011", 1},
        {BODY("sum", "  capped at 3\n  range 0 to 4, higher is better\n"), "I011", 1},
        {BODY("sum", "  table from 0, 0, 1, 2, 3\n  range 0 to 3, higher is better\n"), "I009", 1},
        {BODY("sum", "  table from 0, 0, 1, 2, 3, 4, 5\n  range 0 to 5, higher is better\n"), "I009", 1},
        {BODY("sum", "  table from 1, 0, 1, 2, 3, 4\n  range 0 to 4, higher is better\n"), "I009", 1},
        {BODY("sum / 4", "  table from 0, 0, 1, 2, 3, 4\n  range 0 to 4, higher is better\n"), "I009", 1},
        {BODY("sum + 0.5", "  table from 0, 0, 1, 2, 3, 4\n  range 0 to 4, higher is better\n"), "I009", 1},
        {BODY("sum", "  table from 0, 0, 1, 1, 3, 4\n  range 0 to 4, higher is better\n"), "I010", 1},
        {BODY("sum", "  table from 0, 0, 0, 2, 3, 4\n  range 0 to 4, higher is better\n"), "I010", 1},
        {BODY("sum", "  table from 0, 0, 1, 3, 2, 4\n  range 0 to 4, higher is better\n"), "I010", 1},
        {BODY("sum", "  table from 0, 4, 3, 2, 2.5, 0\n  range 0 to 4, higher is better\n"), "I010", 1},
        {BODY("sum", "  table from 0, 0, 1, 2, 3, 4\n  range 0 to 5, higher is better\n"), "I011", 1},
        {BODY("sum", "  table 0, 1, 2, 3, 4\n  range 0 to 4, higher is better\n"), "I003", 5},
        {BODY("sum", "  table from 0, 0, 1, x, 3, 4\n  range 0 to 4, higher is better\n"), "I003", 5},
        {BODY("sum", "  code A, 0 gives 0, 1 to 3 gives 2\n  range 0 to 4, higher is better\n"), "I016", 5},
        {BODY("sum", "  code A, 0 to 1 gives 0, 1 to 4 gives 4\n  range 0 to 4, higher is better\n"), "I016", 5},
        {BODY("sum", "  code A, 0 to 5 gives 0\n  range 0 to 4, higher is better\n"), "I016", 5},
        {BODY("sum", "  code A, 0 to 4 is 0\n  range 0 to 4, higher is better\n"), "I016", 5},
        {BODY("sum", "  code B, 0 to 4 gives 0\n  range 0 to 4, higher is better\n"), "I003", 5},
        {"score s, rule r  [book]\n  of G\n  all answered\n  is sum\n  code G, -3 to 3 gives 1\n  range 1 to 1, higher "
         "is better\n",
         "I003", 5}, /* a number between has no row */
    };
    check_refused(mem, rows, TDM_COUNT(rows));
    CHECK(instrument_of(mem, BODY("sum", "  table from 0, 4, 3, 2, 1, 0\n  range 0 to 4, higher is better\n")) != NULL);
    CHECK(instrument_of(mem, BODY("4 - sum", "  range 0 to 4, higher is better\n")) != NULL);
    CHECK(instrument_of(
              mem, BODY("sum", "  code A, 0 gives 4, 1 to 3 gives 2, 4 gives 0\n  range 0 to 4, higher is better\n")) !=
          NULL);
}

TEST("a threshold is of a score, with a value and in known words [S79]") {
    static const struct refused rows[] = {
        {GOOD "threshold t mcid 2  [book]\n", "I007", 6},
        {GOOD "threshold s mid 2  [book]\n", "I003", 6},
        {GOOD "threshold s mcid  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 3 to 2  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2 points  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, for nobody  [book]\n", "I007", 6},
        {GOOD "threshold s mcid 2, for worn-knee again  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, at 3  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, at 3 moons  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, method guess  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, people 0  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, people 1.5  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, baseline 4 to 1  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, among  [book]\n", "I003", 6},
        {GOOD "threshold s mcid 2, since 2020  [book]\n", "I003", 6},
        {"score s, rule r  [book]\n  of A\n  is sum\n  range 0 to 4, higher is better\nthreshold s mcid 2  [book]\n",
         "I004", 1},
    };
    check_refused(mem, rows, TDM_COUNT(rows));
    const struct tdm_instrument *good = instrument_of(
        mem, GOOD
        "threshold s mcid 2 to 3, for worn-knee, among \"some\", treatment walking, at 4 weeks, method distribution,\n"
        "  people 12, confidence 90, baseline 1 to 4  [book]\n");
    REQUIRE(good != NULL && good->threshold_count == 1);
    const struct tdm_threshold *t = &good->thresholds[0];
    CHECK(t->has_after && t->after.count == 4 && t->has_baseline && t->people == 12 && t->percent == 90);
    CHECK(t->method == TDM_METHOD_DISTRIBUTION && t->condition == 0 && t->high.coefficient == 3);
    CHECK(t->baseline_low.coefficient == 1 && t->baseline_high.coefficient == 4);
}

/* A whole file; the code of its first problem, or "fine". */
static const char *file_code(struct tdm_arena *mem, const char *text) {
    const struct tdm_instrument *instrument;
    const struct tdm_catalog *catalog = catalog_read(mem, scoring_catalog, &scoring_problems);
    tdm_problems_init(&scoring_problems);
    bool good = tdm_instrument_read(mem, catalog_tree(mem, "file.tandem", tdm_str_of(text)), catalog, &instrument,
                                    &scoring_problems);
    return good ? "fine" : scoring_problems.items[0].code;
}

TEST("the head names the instrument, its holder and its items, each item once [F056]") {
#define NAMED "instrument a version 1.0\n  title \"A\"\n  holder \"B\"\n"
    static const char *const rows[][2] = {
        {"", "I001"},
        {"instrument a\n", "I001"},
        {"instrument a version one\n", "I001"},
        {"instrument a version 1.0 more\n", "I001"},
        {"instrument a version 1.0, more\n", "I001"},
        {"instrument a version 1.0\n  holder \"B\"\n  items I, 0 to 4\n", "I004"},
        {"instrument a version 1.0\n  title \"A\"\n  items I, 0 to 4\n", "I004"},
        {NAMED, "I004"},
        {NAMED "  items I, 0 to 4\n", "fine"},
        {NAMED "  items I, J, 0 to 4\n  items I, 0 to 1\n", "I006"},
        {NAMED "  items I, 4 to 0\n", "I003"},
        {NAMED "  items I, 4 to 4\n", "I003"},
        {NAMED "  items I, 0 to 4 cm\n", "I003"},
        {NAMED "  items I, 0 to 1000001\n", "I003"},
        {NAMED "  items I, -1000000 to 1000000, decimal\n", "fine"},
        {NAMED "  items I, 0.5 to 4\n", "I003"},
        {NAMED "  items I\n", "I003"},
        {NAMED "  items I J, 0 to 4\n", "I003"},
        {NAMED "  items I, values 0 or\n", "I003"},
        {NAMED "  items I, values 0 or 2 and\n", "I003"},
        {NAMED "  items I, J, 0 to 4\n  one of I, K\n", "I007"},
        {NAMED "  items I, J, 0 to 4\n  one of I J\n", "I003"},
        {NAMED "  items I, 0 to 4\n  title \"Again\"\n", "I005"},
        {NAMED "  items I, 0 to 4\n  recall now\n", "I003"},
        {NAMED "  items I, 0 to 4\n  wording free for all\n", "I003"},
        {NAMED "  wording free\n  items I, 0 to 4\n  ask I \"How?\"\n", "fine"},
        {NAMED "  wording free\n  items I, 0 to 4\n  ask J \"How?\"\n", "I007"},
        {NAMED "  wording free\n  items I, 0 to 4\n  ask I\n", "I003"},
        {NAMED "  items I, 0 to 4\nsource book\n", "I004"},
        {NAMED "  items I, 0 to 4\nsource\n", "I003"},
        {NAMED "  items I, 0 to 4\nsource book\n  cite \"B\"\n  page 3\n", "I003"},
        {NAMED "  items I, 0 to 4\nsource book\n  cite \"B\"\n  id X1\n  says \"So\"\n", "fine"},
        {NAMED "  items I, 0 to 4\nscores s\n", "I002"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const char *got = file_code(mem, rows[i][0]);
        if (!tdm_str_is(tdm_str_of(got), rows[i][1]))
            check_failed(__FILE__, __LINE__, "row %zu: %s, wanted %s: %s", i, got, rows[i][1], rows[i][0]);
    }
}

TEST("there are at most 64 items, 32 choices and 32 scores [F056]") {
    struct tdm_buf text;
    for (int more = 0; more <= 1; more++) {
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_text(&text, NAMED);
        for (int i = 0; i < 64 + more; i++) tdm_buf_format(&text, "  items I%d, 0 to 1\n", i);
        tdm_buf_char(&text, '\0');
        CHECK_STR(tdm_str_of(file_code(mem, text.at)), more == 0 ? "fine" : "I006");
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_text(&text, NAMED "  items I, 0 to 1\n");
        for (int i = 0; i < 32 + more; i++) tdm_buf_text(&text, "  one of I\n");
        tdm_buf_char(&text, '\0');
        CHECK_STR(tdm_str_of(file_code(mem, text.at)), more == 0 ? "fine" : "I003");
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_text(&text, NAMED "  items A, 0 to 4\n");
        for (int i = 0; i < 32 + more; i++)
            tdm_buf_format(
                &text, "score s, rule r%d  [own]\n  of A\n  all answered\n  is sum\n  range 0 to 4, higher is better\n",
                i);
        tdm_buf_char(&text, '\0');
        CHECK_STR(tdm_str_of(file_code(mem, text.at)), more == 0 ? "fine" : "I003");
    }
}
