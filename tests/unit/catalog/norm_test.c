/* norm_test.c - trials and norms of a measure: what is read, and what is refused with which words. */
#include "catalog_ground.h"

#define STAND                                                                                                          \
    "source rikli\n  cite \"A table\"\n  strength cohort, direct\nmeasure stand \"stands\"\n  number 0 to 60 reps\n"   \
    "  higher is better\n  of one day take last\n  by patient\n"

static struct tdm_problems problems; /* large: not on the stack */

TEST("a measure says its trials, which of them counts, and what is usual among whom [S77]") {
    const struct tdm_catalog *catalog =
        catalog_read(mem,
                     STAND "  trials 3, take mean\n  norm \"women, 60 to 64 years\" 12 to 17 reps  [rikli]\n"
                           "  norm \"men\" at least 14 reps  [rikli]\n",
                     &problems);
    REQUIRE(catalog != NULL);
    const struct tdm_measure *stand =
        tdm_catalog_measure(catalog, tdm_catalog_find(catalog, TDM_KIND_MEASURE, TDM_STR("stand")));
    CHECK_INT(stand->trials, 3);
    CHECK(stand->trials_mean);
    REQUIRE(stand->norm_count == 2);
    CHECK_STR(stand->norms[0].who, "women, 60 to 64 years");
    CHECK_INT(stand->norms[0].bound.kind, TDM_BETWEEN);
    CHECK_INT(stand->norms[0].bound.low.quantity.number.coefficient, 12);
    CHECK_INT(stand->norms[0].bound.high.quantity.number.coefficient, 17);
    CHECK_INT(stand->norms[1].bound.kind, TDM_AT_LEAST);
    CHECK_INT(stand->norms[1].cite_count, 1);
    catalog = catalog_read(mem, STAND "  trials 2, take best\n", &problems);
    REQUIRE(catalog != NULL);
    stand = tdm_catalog_measure(catalog, tdm_catalog_find(catalog, TDM_KIND_MEASURE, TDM_STR("stand")));
    CHECK(stand->trials == 2 && !stand->trials_mean && stand->norm_count == 0);
}

TEST("trials and norms that are none are refused with their words [S77]") {
    static const char trials[] = "the form is: trials NUMBER, take best | trials NUMBER, take mean";
    static const struct {
        const char *text, *code, *what, *fix;
    } rows[] = {
        {"  trials 1, take best\n", "C009", "the clause stops too early", trials},
        {"  trials 3\n", "C009", "the clause stops too early", trials},
        {"  trials 3, take worst\n", "C009", "\"take\" is not expected here", trials},
        {"  trials 3, take best of\n", "C009", "\"of\" is not expected here", trials},
        {"  norm women 12 to 17 reps  [rikli]\n", "C009", "\"women\" is not expected here",
         "the form is: norm \"WHO\" BOUND"},
        {"  norm \"women\" 12 to 17 reps\n", "C049", "the norm names no source",
         "end the line with [SOURCE]; a norm that nobody published is none"},
        {"  norm \"women\" 12 to 71 reps  [rikli]\n", "C050", "the norm lies outside the limits of \"stand\"",
         "look the norm up again, or widen `number`"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 4096);
        tdm_buf_format(&text, "%s%s%c", STAND, rows[i].text, '\0');
        CHECK(catalog_read(mem, text.at, &problems) == NULL);
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), rows[i].code);
        CHECK_STR(tdm_str_of(problems.items[0].what), rows[i].what);
        CHECK_STR(tdm_str_of(problems.items[0].fix), rows[i].fix);
    }
}
