/* guidelines_test.c - a protocol's head held against the decision of its condition: which guidelines it tells and how;
 * and what seldom stands in a part, a set, a table of lengths or a list of procedures. */
#include "decision_ground.h"
#include "protocol_ground.h"

/* ---- guidelines (F073, R-D7) */

/* The small decision, whose positions speak of `of` and are those lines. */
static const struct tdm_decision *deciding(struct tdm_arena *mem, const char *of, const char *positions) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, "  about \"Cells in the knee\"\n");
    tdm_buf_text(&text, of);
    tdm_buf_text(&text, positions);
    const char *new = tdm_arena_str(mem, tdm_buf_str(&text)).at;
    tdm_str all = decision_changed(mem,
                                   "  about \"Cells in the knee\"\n  for, 2025, strength \"weak\"  [book]\n"
                                   "  against, 2019, strength \"strong\"  [book]\n"
                                   "  no position, 2021, strength \"none\"  [book]\n",
                                   new);
    return decision_of(mem, decision_catalog_of(mem), all);
}

static const struct tdm_protocol *headed(struct tdm_arena *mem, const char *guidelines) {
    tdm_str line = {guidelines, strlen(guidelines)};
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_add(&text, line);
    tdm_buf_text(&text, "  notation 1\n");
    return protocol_of(mem, changed(mem, "  notation 1\n", tdm_arena_str(mem, tdm_buf_str(&text)).at), NULL);
}

#define FOR_BOOK "  for, 2025, strength \"weak\"  [book]\n"

TEST("a head that tells of a guideline what the decision does not say is refused, its stance and its year alike "
     "[F073 R-D7]") {
    static const struct {
        const char *head, *what;
    } rows[] = {
        {"  guideline for, 2025, strength \"weak\"  [book]\n", NULL},
        {"  guideline against, 2025, strength \"weak\"  [book]\n", "of `book` the decision `small` says: for, 2025"},
        {"  guideline for, 2024, strength \"weak\"  [book]\n", "of `book` the decision `small` says: for, 2025"}};
    const struct tdm_decision *decision = deciding(mem, "  of graft\n", FOR_BOOK);
    REQUIRE(decision != NULL);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_protocol *p = headed(mem, rows[i].head);
        REQUIRE(p != NULL && p->procedure == decision->positions[0].procedures[0]);
        tdm_problems_init(&problems);
        CHECK_INT(tdm_decision_guidelines(decision, p, &problems), rows[i].what == NULL);
        CHECK_INT(problems.count, rows[i].what != NULL);
        if (rows[i].what == NULL) continue;
        CHECK_STR(tdm_str_of(problems.items[0].code), "P077");
        CHECK_STR(tdm_str_of(problems.items[0].what), rows[i].what);
        CHECK_STR(tdm_str_of(problems.items[0].fix),
                  "read the guideline; write `for, 2025` here, or mend the decision");
    }
}

TEST("a head that tells some guidelines and leaves one out is told which, and one that tells none is not asked "
     "[F073 R-D7]") {
    const struct tdm_decision *decision =
        deciding(mem, "  of graft\n", FOR_BOOK "  against, 2019, strength \"strong\"  [court]\n");
    const struct tdm_protocol *some = headed(mem, "  guideline for, 2025, strength \"weak\"  [book]\n"),
                              *none = headed(mem, "");
    REQUIRE(decision != NULL && some != NULL && none != NULL);
    tdm_problems_init(&problems);
    CHECK(tdm_decision_guidelines(decision, some, &problems)); /* a note */
    REQUIRE(problems.count == 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P076");
    CHECK_STR(tdm_str_of(problems.items[0].what),
              "the head tells what some guidelines say, but not `court`, which `small` has");
    CHECK_STR(tdm_str_of(problems.items[0].fix),
              "add, with its source: guideline against, 2019, strength \"strong\"  [court]");
    tdm_problems_init(&problems);
    CHECK(tdm_decision_guidelines(decision, none, &problems));
    CHECK_INT(problems.count, 0);
}

TEST("what a decision says of another procedure, or of none in particular, asks nothing of a head [F073 R-D7]") {
    static const char *const others[] = {"", "  of plasma\n"};
    for (size_t i = 0; i < TDM_COUNT(others); i++) {
        const struct tdm_decision *decision = deciding(mem, others[i], FOR_BOOK);
        const struct tdm_protocol *p = headed(mem, "  guideline against, 2019, strength \"strong\"  [book]\n");
        REQUIRE(decision != NULL && p != NULL);
        tdm_problems_init(&problems);
        CHECK(tdm_decision_guidelines(decision, p, &problems));
        CHECK_INT(problems.count, 0);
    }
}

TEST("a head without a procedure is not held against what is said of procedures [F073 R-D7]") {
    const struct tdm_decision *decision = deciding(mem, "  of graft\n", FOR_BOOK);
    const struct tdm_protocol *p = headed(mem, "  guideline against, 2019, strength \"strong\"  [book]\n");
    REQUIRE(decision != NULL && p != NULL);
    struct tdm_protocol without = *p;
    without.procedure = TDM_REF_NONE;
    tdm_problems_init(&problems);
    CHECK(tdm_decision_guidelines(decision, &without, &problems));
    CHECK(!tdm_decision_guidelines(decision, p, &problems));
}

TEST("an option misspelt is told with the nearest, a procedure that is none as such [R-D7]") {
    static const struct {
        const char *old, *new, *code, *what, *fix;
    } rows[] = {
        {"option combined\n", "option combind\n", "P062", "`combind` is none of the four options", "write `combined`"},
        {"  about \"Cells in the knee\"\n", "  about \"Cells in the knee\"\n  of grafft, plasma\n", "P011",
         "there is no procedure `grafft`", "write `graft`"},
        {"  about \"Cells in the knee\"\n", "  about \"Cells in the knee\"\n  of graft now, plasma\n", "P013",
         "`now` has no place here", NULL}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        CHECK(decision_of(mem, decision_catalog_of(mem), decision_changed(mem, rows[i].old, rows[i].new)) == NULL);
        REQUIRE(decision_problems.count > 0);
        CHECK_STR(tdm_str_of(decision_problems.items[0].code), rows[i].code);
        CHECK_STR(tdm_str_of(decision_problems.items[0].what), rows[i].what);
        if (rows[i].fix != NULL) CHECK_STR(tdm_str_of(decision_problems.items[0].fix), rows[i].fix);
    }
}

/* ---- parts (F087, R-N42) */

static const char needy[] = "part needy version 1.0\n  needs phase late, phase later\n\n"
                            "progress slower\n  for press\n  in late\n  hold when every set done, last 1 sessions  "
                            "[own]\n  otherwise hold  [own]\n"
                            "progress slowest\n  for lower-down\n  in later\n  hold when every set done, last 1 "
                            "sessions  [own]\n  otherwise hold  [own]\n"
                            "progress slow\n  for slide\n  in late\n  hold when every set done, last 1 sessions  "
                            "[own]\n  otherwise hold  [own]\n",
                  calm[] = "part calm version 1.0\n\nflag calm\n  escalate to physician within 1 days  [own]\n";

TEST("of two parts the one that lacks something is named, each thing it lacks once [F087 R-N42]") {
    struct tdm_part_file files[] = {
        {TDM_STR("calm"), catalog_tree(mem, "calm.tandem", tdm_str_of(calm)), tdm_digest_of(tdm_str_of(calm))},
        {TDM_STR("needy"), catalog_tree(mem, "needy.tandem", tdm_str_of(needy)), tdm_digest_of(tdm_str_of(needy))}};
    const struct tdm_parts parts = {files, TDM_COUNT(files)};
    static const char *const uses[] = {"  use calm\n  use needy\n  notation 1\n",
                                       "  use\n  use lost\n  use needy\n  notation 1\n"};
    for (size_t u = 0; u < TDM_COUNT(uses); u++) {
        CHECK(protocol_of(mem, changed(mem, "  notation 1\n", uses[u]), &parts) == NULL);
        uint32_t late = 0, later = 0, others = 0;
        for (uint32_t i = 0; i < problems.count; i++) {
            tdm_str what = tdm_str_of(problems.items[i].what);
            if (!tdm_str_is(tdm_str_of(problems.items[i].code), "P012")) continue;
            late += tdm_str_is(what, "the part `needy` speaks of a phase `late`, and there is none");
            later += tdm_str_is(what, "the part `needy` speaks of a phase `later`, and there is none");
            others++;
        }
        CHECK_INT(late, 1);
        CHECK_INT(later, 1);
        CHECK_INT(others, 2);
    }
}

/* ---- sets, tables, amounts (R-N48, M67, R-N43) */

TEST("a set of which the first measure is asked for already is told once, and its others are let be [R-N48]") {
    tdm_str text = changed(mem, "    quads\n    pain\n", "    quads\n    set knee-tests\n");
    struct tdm_buf with;
    tdm_buf_init(&with, mem, 1u << 20);
    tdm_buf_add(&with, text);
    tdm_buf_text(&with, "set knee-tests\n  quads\n  effusion\n");
    CHECK(protocol_of(mem, tdm_buf_str(&with), NULL) == NULL);
    REQUIRE(problems.count == 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P006");
    CHECK_STR(tdm_str_of(problems.items[0].what), "`quads` stands twice in this block");
}

static const struct tdm_phase *repair_by(struct tdm_arena *mem, const char *table) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, "  from procedure  [own]\n  length by table  [book]\n");
    tdm_buf_text(&text, table);
    tdm_str all = changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                          tdm_arena_str(mem, tdm_buf_str(&text)).at);
    const struct tdm_protocol *p = protocol_of(mem, all, NULL);
    if (p == NULL) check_failed(__FILE__, __LINE__, "%s", problems.items[0].what);
    return p == NULL ? NULL : &p->phases[tdm_protocol_phase(p, TDM_STR("repair"))];
}

TEST("of fitting rows one that states no longest leaves that of the other, in either order [M67]") {
    static const char *const tables[] = {
        "    any, any, any, any gives at least 4 weeks\n    arthrosis, any, any, any gives 5 to 6 weeks\n",
        "    any, any, any, any gives 5 to 6 weeks\n    arthrosis, any, any, any gives at least 4 weeks\n"};
    for (size_t i = 0; i < TDM_COUNT(tables); i++) {
        const struct tdm_phase *repair = repair_by(mem, tables[i]);
        REQUIRE(repair != NULL);
        CHECK(repair->length.has_least && repair->length.least.count == 5);
        CHECK(repair->length.has_most && repair->length.most.count == 6);
    }
}

/* The small protocol with one place replaced, over the small catalogue with `more` in it. */
static bool reads_with(struct tdm_arena *mem, const char *more, const char *old, const char *new) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, criteria_catalog);
    tdm_buf_text(&text, protocol_catalog);
    tdm_buf_text(&text, more);
    const struct tdm_catalog *catalog = catalog_read(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at, &problems);
    if (catalog == NULL) {
        check_failed(__FILE__, __LINE__, "%s", problems.items[0].what);
        return false;
    }
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", changed(mem, old, new));
    const struct tdm_protocol *protocol = NULL;
    tdm_problems_init(&problems);
    return tdm_protocol_read(mem, tree, catalog, NULL, &protocol, &problems);
}

TEST("an attribute that only something of daily life has is worth a restriction, one that nothing has is not [M66]") {
    static const char ball[] = "activity throwing \"throwing\", load low, at knee\n  attribute overhead\n",
                      still[] = "activity throwing \"throwing\", load low, at knee\n";
    CHECK(reads_with(mem, ball, "  attribute deep-flexion\n", "  attribute overhead\n"));
    CHECK_INT(problems.count, 0);
    (void)reads_with(mem, still, "  attribute deep-flexion\n", "  attribute overhead\n");
    CHECK_INT(problems.count, 1);
}

TEST("an amount of a plan that is a word of an exercise is no amount of it [R-N43]") {
    static const char stairs[] = "exercise stairs-up \"stairs\"\n  do \"Climb.\"\n  loads knee\n  moves strength\n"
                                 "  dose sets, reps, surface floor or step\n  class moderate  [own]\n";
    CHECK(!reads_with(
        mem, stairs,
        "plan weekly\n  for press\n  in loading\n  3 times a week, at least 48 hours apart, 4 sets, rest 2 to 3 "
        "minutes  [trial-one]\n",
        "plan weekly\n  for stairs-up\n  in loading\n  3 times a week, surface 5 kg  [trial-one]\n"));
    bool told_it = false;
    for (uint32_t i = 0; i < problems.count; i++)
        told_it = told_it ||
                  tdm_str_is(tdm_str_of(problems.items[i].what), "`stairs-up` is not dosed by `surface` in that unit");
    CHECK(told_it);
}

TEST("a source that is missing is told beside another problem of its line, and once [S86]") {
    tdm_str text = changed(mem, "  hold when effusion at least 2+, latest within 7 days  [own]\n",
                           "  hold when effusion at least 9+, latest within 7 days\n");
    CHECK(protocol_of(mem, text, NULL) == NULL);
    uint32_t sources = 0;
    for (uint32_t i = 0; i < problems.count; i++)
        sources += tdm_str_ends_with(tdm_str_of(problems.items[i].what), TDM_STR(" has no source"));
    CHECK_INT(sources, 1);
    CHECK_INT(problems.count, 2);
}
