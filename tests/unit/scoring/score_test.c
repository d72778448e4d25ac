/* score_test.c - the one engine: missing rule, reversal, coding, formula, table, cap, choices, bands, scores of scores.
 */
#include "scoring_ground.h"

#define SCORE(body)  "score s, rule r  [book]\n" body
#define UP(from, to) "  range " #from " to " #to ", higher is better\n"

/* What a score says to some answers: its value, or why they are refused. */
struct answered {
    const char *answers, *said;
};

static void check_answered(struct tdm_arena *mem, const char *score, const struct answered *rows, size_t count) {
    for (size_t i = 0; i < count; i++) CHECK_STR(scored(mem, score, rows[i].answers), rows[i].said);
}

TEST("below its missing rule a score has no value, and never 0 [F056 S79 R-I1 R-I5]") {
    static const char mean[] = SCORE("  of A, B, C\n  at least 2 answered\n  is 100 - 25 * mean\n" UP(0, 100));
    static const struct answered rows[] = {
        {"A=1 B=1 C=2", "200/3 [3]"},  {"A=1 C=2", "125/2 missing [2]"}, {"A=1", "- missing too-few [1]"},
        {"", "- missing too-few [0]"}, {"A=4 B=4 C=4", "0 [3]"},
    };
    check_answered(mem, mean, rows, TDM_COUNT(rows));
}

TEST("times and divided come before plus and minus, parentheses before both [F056 R-I2]") {
    CHECK_STR(scored(mem, SCORE("  of A\n  all answered\n  is 2 + 3 * sum\n" UP(2, 14)), "A=2"), "8 [1]");
    CHECK_STR(scored(mem, SCORE("  of A\n  all answered\n  is (2 + 3) * sum\n" UP(0, 20)), "A=2"), "10 [1]");
    CHECK_STR(scored(mem, SCORE("  of A\n  all answered\n  is 10 - sum - 1\n" UP(5, 9)), "A=2"), "7 [1]");
    CHECK_STR(scored(mem, SCORE("  of A\n  all answered\n  is 24 / 2 / 3 + sum\n" UP(4, 8)), "A=2"), "6 [1]");
    CHECK_STR(scored(mem, SCORE("  of A\n  all answered\n  is 0.1 * sum\n" UP(0, 0.4)), "A=3"), "3/10 [1]");
    CHECK_STR(scored(mem, SCORE("  of A, B\n  at least 1 answered\n  is sum / answered\n" UP(0, 4)), "A=3"),
              "3 missing [1]");
    CHECK_STR(scored(mem, SCORE("  of A, D, E\n  at least 2 answered\n  is 100 * sum / most\n" UP(0, 100)), "A=2 E=4"),
              "300/7 missing [2]"); /* of those answered: 6 of 14 */
    CHECK_STR(scored(mem, SCORE("  of A, B\n  all answered\n  is largest\n" UP(0, 4)), "A=1 B=3"), "3 [2]");
}

TEST("a reversed item counts from the other end, a coded one by its row [F056]") {
    static const char turned[] = SCORE("  of A, G\n  all answered\n  reversed A, G\n  is sum\n" UP(-3, 7));
    CHECK_STR(scored(mem, turned, "A=1 G=-2.5"), "11/2 [2]");
    static const char coded[] =
        SCORE("  of D\n  all answered\n  is sum\n  code D, 0 gives 1, 1 to 4 gives 2.5, 5 gives -1\n" UP(-1, 2.5));
    CHECK_STR(scored(mem, coded, "D=2"), "5/2 [1]");
    CHECK_STR(scored(mem, coded, "D=5"), "-1 [1]");
}

TEST("a table is read by the whole raw value, a cap cuts what is above it [F056]") {
    static const char table[] =
        SCORE("  of A\n  all answered\n  is sum\n  table from 0, 100, 70.5, 50, 30, 0\n" UP(0, 100));
    CHECK_STR(scored(mem, table, "A=1"), "141/2 [1]");
    CHECK_STR(scored(mem, table, "A=4"), "0 [1]");
    static const char cap[] = SCORE("  of E\n  all answered\n  is 2.2 * sum\n  capped at 10\n" UP(0, 10));
    CHECK_STR(scored(mem, cap, "E=4"), "44/5 [1]");
    CHECK_STR(scored(mem, cap, "E=5"), "10 [1]");
}

TEST("of a choice one answer is asked for, and two exclude each other [F056 R-I2]") {
    static const char choice[] = SCORE("  of A, E, F\n  all answered\n  is sum\n" UP(0, 14));
    CHECK_STR(scored(mem, choice, "A=1 F=7"), "8 [2]");
    CHECK_STR(scored(mem, choice, "A=1"), "- missing too-few [1]");
    CHECK_STR(scored(mem, choice, "A=1 E=1 F=1"), "`E` and `F` are both answered");
}

TEST("a score may stand on scores by the same rule, and is missing with them [F056]") {
    static const char both[] = "score half, rule other  [book]\n  of A\n  all answered\n  is sum\n" UP(
        0, 4) "score half, rule r  [book]\n  of B\n  all answered\n  is 2 * sum\n" UP(0,
                                                                                      8) "score whole, rule r  "
                                                                                         "[book]\n  of half, C\n  all "
                                                                                         "answered\n  is sum\n" UP(0,
                                                                                                                   12);
    CHECK_STR(scored(mem, both, "A=1 B=2 C=1"), "5 [2]");
    CHECK_STR(scored(mem, both, "A=1 C=1"), "- missing too-few [1]");
}

TEST("a band says what its bound says, unrounded [F056 R-I3]") {
    static const char band[] =
        SCORE("  of A, B, C\n  at least 2 answered\n  is 10 * mean\n  band above 20, \"high\"\n" UP(0, 40));
    CHECK_STR(scored(mem, band, "A=2 B=2 C=2"), "20 [3]");
    CHECK_STR(scored(mem, band, "A=2 B=2 C=3"), "70/3 [3] high");
}

TEST("an answer is one of its values or is refused, and what is given twice is too [F056 M115 R-I1]") {
    static const char sum[] = SCORE("  of A\n  all answered\n  is sum\n" UP(0, 4));
    static const struct answered rows[] = {
        {"A=5", "`A` cannot be 5"},           {"A=-1", "`A` cannot be -1"},     {"A=1.0", "`A` cannot be 1.0"},
        {"D=3", "`D` cannot be 3"},           {"G=3.01", "`G` cannot be 3.01"}, {"A=x", "`x` is no answer of `A`"},
        {"A=1 A=1", "`A` is answered twice"}, {"X=1", "no item is named `X`"},  {"A=- D=2 A=3", "3 [1]"},
    };
    check_answered(mem, sum, rows, TDM_COUNT(rows));
}

TEST("a formula with a word, a sign or an end that it cannot have is told [F056]") {
    static const char *const wrong[] = {"is sum +", "is * sum", "is sum sum", "is median", "is 2 ^ sum", "is"};
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1024);
        tdm_buf_format(&text, "score s, rule r  [book]\n  of A\n  all answered\n  %s\n" UP(0, 4), wrong[i]);
        tdm_buf_char(&text, '\0');
        CHECK(instrument_of(mem, text.at) == NULL);
        CHECK_STR(tdm_str_of(scoring_problems.items[0].code), "I008");
        CHECK_INT(scoring_problems.count, 1);
    }
}

TEST("many answers alike are told, since a form may have been filled in one stroke [F056]") {
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_answers given = {0};
    struct tdm_problem problem;
    const struct tdm_catalog *catalog = catalog_read(mem, scoring_catalog, &scoring_problems);
    const struct tdm_instrument *instrument;
    tdm_str text = TDM_STR("instrument long version 1.0\n  title \"Long\"\n  holder \"Nobody\"\n"
                           "  items I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12, I13, I14, I15, I16, I17, I18, "
                           "I19, I20, 0 to 4\n"
                           "score s, rule r  [own]\n  of I1, I2\n  all answered\n  is sum\n" UP(0, 8));
    REQUIRE(tdm_instrument_read(mem, catalog_tree(mem, "long.tandem", text), catalog, &instrument, &scoring_problems));
    REQUIRE(tdm_answers_read(instrument, TDM_STR("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"), &given, &problem));
    tdm_score(instrument, &given, results);
    CHECK_INT(results[0].flags, TDM_FLAG_ALL_ALIKE);
    given.value[7] = tdm_decimal_of_int(2);
    tdm_score(instrument, &given, results);
    CHECK_INT(results[0].flags, 0);
}

TEST("a line that stands twice is told, wherever it stands, and the first one counts for the rest [F056]") {
    static const char *const twice[] = {"  is sum\n",
                                        "  all answered\n",
                                        "  at least 1 answered\n",
                                        "  range 0 to 4, higher is better\n",
                                        "  of A\n",
                                        "  table from 0, 0, 1, 2, 3, 4\n  table from 0, 0, 1, 2, 3, 4\n",
                                        "  capped at 4\n  capped at 4\n",
                                        "  digits 0\n  digits 0\n",
                                        "  older\n  older\n"};
    for (size_t i = 0; i < TDM_COUNT(twice); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1024);
        tdm_buf_format(&text, "score s, rule r  [book]\n  of A\n  all answered\n  is sum\n" UP(0, 4) "%s%c", twice[i],
                       '\0');
        CHECK(instrument_of(mem, text.at) == NULL);
        CHECK_STR(tdm_str_of(scoring_problems.items[0].code), "I005");
        CHECK_INT(scoring_problems.count, 1);
    }
    CHECK(instrument_of(mem, "score s, rule r  [book]\n  of A, B\n  all answered\n  is sum\n" UP(
                                 0, 8) "  band below 2, \"low\"\n  band above 6, \"high\"\n") != NULL);
}

TEST("a coded item counts by its row also where its values do not begin at 0 [F056 R-I2]") {
    static const char coded[] =
        SCORE("  of H\n  all answered\n  is sum\n  code H, 1 gives 7, 2 gives 5, 3 gives 2\n" UP(2, 7));
    CHECK_STR(scored(mem, coded, "H=1"), "7 [1]");
    CHECK_STR(scored(mem, coded, "H=2"), "5 [1]");
    CHECK_STR(scored(mem, coded, "H=3"), "2 [1]");
}

TEST("a score may stand on a score and on one item of a choice [F056 R-I2]") {
    static const char both[] = "score half, rule r  [book]\n  of A\n  all answered\n  is sum\n" UP(
        0, 4) "score whole, rule r  [book]\n  of half, E, F\n  all answered\n  is sum\n" UP(0, 14);
    CHECK_STR(scored(mem, both, "A=3 F=10"), "13 [2]");
    CHECK_STR(scored(mem, both, "A=3"), "- missing too-few [1]");
}

TEST("each form of a band holds where its words say [F056 R-I3]") {
    static const struct {
        const char *bound, *at; /* at: of 0 to 4, + where it holds */
    } rows[] = {{"at most 2", "+++--"}, {"at least 2", "--+++"},   {"above 2", "---++"},
                {"below 2", "++---"},   {"is 2", "--+--"},         {"is not 2", "++-++"},
                {"1 to 3", "-+++-"},    {"1 to below 3", "-++--"}, {"above 1 to 3", "--++-"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        for (int a = 0; a <= 4; a++) {
            struct tdm_buf text, answer, wanted;
            tdm_buf_init(&text, mem, 1024);
            tdm_buf_init(&answer, mem, 64);
            tdm_buf_init(&wanted, mem, 64);
            tdm_buf_format(
                &text, "score s, rule r  [book]\n  of A\n  all answered\n  is sum\n" UP(0, 4) "  band %s, \"in\"\n%c",
                rows[i].bound, '\0');
            tdm_buf_format(&answer, "A=%d%c", a, '\0');
            tdm_buf_format(&wanted, "%d [1]%s%c", a, rows[i].at[a] == '+' ? " in" : "", '\0');
            CHECK_STR(scored(mem, text.at, answer.at), wanted.at);
        }
}
