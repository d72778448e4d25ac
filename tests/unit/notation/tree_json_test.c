/* tree_json_test.c - tree to JSON and back: nothing lost, nothing smuggled in. */
#include "notation_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

TEST("the JSON of a small tree, member by member") {
    const struct tdm_tree *tree = tree_of(mem,
                                          TDM_STR("# above\n\nload at most -3 80% 1+, no impact  [own, src \"p. 3\"]  # why\n"
                                                  "  2026-03-04 08:15 -k (\"a\", b * c)\n"
                                                  "text |\n  as\n\n  it is\n# below\n"),
                                          &problems);
    REQUIRE(tree != NULL);
    CHECK_STR(json_of(mem, tree),
              "{\n"
              "  \"tandem\": 1,\n"
              "  \"file\": \"t.tandem\",\n"
              "  \"lines\": [\n"
              "    {\n"
              "      \"at\": \"3:1\",\n");
}

TEST("a tree survives JSON: terms, cites, comments, blank lines, texts [F002]") {
    static const char *const samples[] = {sample_formatted, sample_loose, "", "# only\n", "-(a) -\"b\" -* c\n"};
    for (size_t i = 0; i < TDM_COUNT(samples); i++) {
        const struct tdm_tree *tree = tree_of(mem, tdm_str_of(samples[i]), &problems), *back = NULL;
        struct tdm_problem problem;
        REQUIRE(tree != NULL);
        REQUIRE(tdm_notation_from_json(mem, TDM_STR("t.tandem"), json_of(mem, tree), &back, &problem));
        CHECK(same_lines(tree->first, back->first));
        CHECK(tdm_str_equal(printed(mem, tree), printed(mem, back)));
        CHECK_INT(back->comment_after_count, tree->comment_after_count);
    }
}

TEST("the deepest tree that can be read survives JSON") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, PRINTED_MAX);
    for (size_t level = 0; level < 16; level++) {
        tdm_buf_repeat(&text, ' ', 2 * level);
        tdm_buf_text(&text, "((((((((a))))))))\n");
    }
    const struct tdm_tree *tree = tree_of(mem, tdm_buf_str(&text), &problems), *back = NULL;
    struct tdm_problem problem;
    REQUIRE(tree != NULL);
    REQUIRE(tdm_notation_from_json(mem, TDM_STR("t"), json_of(mem, tree), &back, &problem));
    CHECK(same_lines(tree->first, back->first));
}

/* ---- what is refused */

static const struct refusal {
    const char *lines; /* the value of `lines` */
    uint32_t column;
    const char *what;
} refusals[] = {
    {"3", 22, "a block is an array of lines"},
};

static void refused(struct tdm_arena *mem, const char *json, uint32_t column, const char *what) {
    const struct tdm_tree *tree = NULL;
    struct tdm_problem problem;
    if (tdm_notation_from_json(mem, TDM_STR("t.json"), tdm_str_of(json), &tree, &problem)) {
        check_failed(__FILE__, __LINE__, "not refused: %s", json);
        return;
    }
    bool fits = tdm_str_is(tdm_str_of(problem.code), "N039") && tdm_str_is(tdm_str_of(problem.what), what) &&
                problem.place.line == 1 && problem.place.column == column;
    if (!fits)
        check_failed(__FILE__, __LINE__, "%s: %s at %u: %s", json, problem.code, problem.place.column, problem.what);
    CHECK_STR(tdm_str_of(problem.fix), "write the tree as docs/schema/tree.schema.json says");
}

TEST("JSON that is no tree is refused at its place") {
    for (size_t i = 0; i < TDM_COUNT(refusals); i++) {
        struct tdm_buf json;
        tdm_buf_init(&json, mem, PRINTED_MAX);
        tdm_buf_format(&json, "{\"tandem\":1,\"lines\":%s}", refusals[i].lines);
        tdm_buf_char(&json, '\0');
        refused(mem, json.at, refusals[i].column, refusals[i].what);
    }
}
