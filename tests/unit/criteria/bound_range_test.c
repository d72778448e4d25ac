/* bound_range_test.c - a limit that every value of its measure meets, or none, decides nothing and is refused, in each
 * form of a limit and at its very ends. The bend of a joint lies between -20 and 160 degrees. */
#include "criteria_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

/* "K016" when refused, "read" when read; what else is refused tells itself. */
static tdm_str said(struct tdm_arena *mem, const char *bound) {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition;
    struct tdm_buf line;
    if (scope == NULL) return TDM_STR("no scope");
    tdm_buf_init(&line, mem, 200);
    tdm_buf_format(&line, "flexion %s, latest within 7 days\n", bound);
    if (criteria_read(mem, scope, tdm_arena_str(mem, tdm_buf_str(&line)).at, &condition, &problems))
        return TDM_STR("read");
    return tdm_str_of(problems.items[0].code);
}

static const struct {
    const char *bound, *said;
} rows[] = {
    {"at most -21 deg", "K016"},      {"at most -20 deg", "read"},      {"at most 159 deg", "read"},
    {"at most 160 deg", "K017"},      {"below -20 deg", "K016"},        {"below -19 deg", "read"},
    {"below 160 deg", "read"},        {"below 161 deg", "K017"},        {"at least 161 deg", "K016"},
    {"at least 160 deg", "read"},     {"at least -19 deg", "read"},     {"at least -20 deg", "K017"},
    {"above 160 deg", "K016"},        {"above 159 deg", "read"},        {"above -20 deg", "read"},
    {"above -21 deg", "K017"},        {"is -21 deg", "K016"},           {"is 161 deg", "K016"},
    {"is 160 deg", "read"},           {"is not -21 deg", "K017"},       {"is not 161 deg", "K017"},
    {"is not 160 deg", "read"},       {"-30 to -21 deg", "K016"},       {"161 to 170 deg", "K016"},
    {"-30 to -20 deg", "read"},       {"160 to 170 deg", "read"},       {"-20 to 160 deg", "K017"},
    {"-19 to 160 deg", "read"},       {"-20 to 159 deg", "read"},       {"-30 to below -20 deg", "K016"},
    {"161 to below 170 deg", "K016"}, {"-30 to below -19 deg", "read"}, {"160 to below 170 deg", "read"},
    {"-20 to below 161 deg", "K017"}, {"-20 to below 160 deg", "read"}, {"-19 to below 161 deg", "read"},
    {"above -30 to -21 deg", "K016"}, {"above 160 to 170 deg", "K016"}, {"above -30 to -20 deg", "read"},
    {"above 159 to 170 deg", "read"}, {"above -21 to 160 deg", "K017"}, {"above -20 to 160 deg", "read"},
    {"above -21 to 159 deg", "read"},
};

TEST("a limit that decides nothing is refused, at its very ends and in every form [M10]") {
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_str got = said(mem, rows[i].bound);
        if (!tdm_str_is(got, rows[i].said))
            check_failed(__FILE__, __LINE__, "%s: %.*s: %s", rows[i].bound, TDM_FMT(got), problems.items[0].what);
    }
}

TEST("what is refused says what the measure can be") {
    CHECK_STR(said(mem, "at most 160 deg"), "K017");
    CHECK_STR(tdm_str_of(problems.items[0].what), "\"flexion\" can only meet this bound: it runs from -20 to 160 deg");
    CHECK_STR(said(mem, "at least 161 deg"), "K016");
    CHECK_STR(tdm_str_of(problems.items[0].what), "\"flexion\" can never meet this bound: it runs from -20 to 160 deg");
}
