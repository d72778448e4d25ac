/* tree_json_test.c - tree to JSON and back: nothing lost, nothing smuggled in. */
#include "notation_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

TEST("the JSON of a small tree, member by member") {
    static const char wanted[] =
        "{\"tandem\":1,\"file\":\"t.tandem\",\"lines\":["
        "{\"at\":\"3:1\",\"parts\":[[\"load\",\"at\",\"most\",{\"n\":\"-3\"},{\"pct\":\"80%\"},{\"m\":\"1+\"}],"
        "[\"no\",\"impact\"]],\"cites\":[[\"own\"],[\"src\",\"p.3\"]],\"note\":\"why\",\"above\":[\"above\",null],"
        "\"block\":[{\"at\":\"4:3\",\"parts\":[[{\"d\":\"2026-03-04\"},{\"h\":\"08:15\"},{\"sign\":\"-\"},\"k\","
        "{\"g\":[[{\"t\":\"a\"}],[\"b\",{\"op\":\"*\"},\"c\"]]},{\"i\":\"2026-03-04T08:15Z\"}]]}]},"
        "{\"at\":\"5:1\",\"parts\":[[\"text\"]],\"verbatim\":\"as\\n\\nitis\"}],\"below\":[\"below\"]}";
    const struct tdm_tree *tree =
        tree_of(mem,
                TDM_STR("# above\n\nload at most -3 80% 1+, no impact  [own, src \"p.3\"]  # why\n"
                        "  2026-03-04 08:15 -k (\"a\", b * c) 2026-03-04T08:15Z\ntext |\n  as\n\n  itis\n# below\n"),
                &problems);
    REQUIRE(tree != NULL);
    tdm_str pretty = json_of(mem, tree);
    struct tdm_buf tight; /* no blank stands inside a string of this tree */
    tdm_buf_init(&tight, mem, PRINTED_MAX);
    for (size_t i = 0; i < pretty.len; i++)
        if (pretty.at[i] != ' ' && pretty.at[i] != '\n') tdm_buf_char(&tight, pretty.at[i]);
    CHECK_STR(tdm_buf_str(&tight), wanted);
}

TEST("a tree survives JSON: terms, cites, comments, blank lines, texts [F002] [R-N14]") {
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

static void refused(struct tdm_arena *mem, tdm_str json, uint32_t column, const char *what) {
    const struct tdm_tree *tree = NULL;
    struct tdm_problem problem;
    if (tdm_notation_from_json(mem, TDM_STR("t.json"), json, &tree, &problem)) {
        check_failed(__FILE__, __LINE__, "not refused: %.*s", TDM_FMT(json));
        return;
    }
    bool fits = tdm_str_is(tdm_str_of(problem.code), "N039") && tdm_str_is(tdm_str_of(problem.what), what) &&
                problem.place.line == 1 && problem.place.column == column && tdm_str_is(problem.place.file, "t.json");
    if (!fits)
        check_failed(__FILE__, __LINE__, "%.*s: %s %u: %s", TDM_FMT(json), problem.code, problem.place.column,
                     problem.what);
    CHECK_STR(tdm_str_of(problem.fix), "write the tree as docs/schema/tree.schema.json says");
}

#define KIND    "this is not written as a term of its kind"
#define CONTROL "a text is one line without control characters"
#define SIGN    "a sign is `-` before a word, a text or a group"

/* Inside {"tandem":1,"lines":[{"parts":[[ ... ]]}]}: columns count from there. */
static const struct refusal {
    const char *json;
    uint32_t column;
    const char *what;
} terms[] = {
    {"3", 1, "a term is a string or an object with one member"},
    {"{}", 1, "a term is a string or an object with one member"},
    {"{\"n\":3}", 6, "the value of a term is a string"},
    {"{\"x\":\"3\"}", 6, "there is no such kind of term"},
    {"\"\"", 1, KIND},
    {"\"a b\"", 1, KIND},
    {"\"a, b\"", 1, KIND},
    {"\"a [own]\"", 1, KIND},
    {"\"a # note\"", 1, KIND},
    {"\"a\\nb\"", 1, KIND},
    {"\"-a\"", 1, KIND},
    {"\"3\"", 1, KIND},
    {"{\"n\":\"3%\"}", 6, KIND},
    {"{\"n\":\"3 4\"}", 6, KIND},
    {"{\"d\":\"2026-02-30\"}", 6, KIND},
    {"{\"op\":\"+ a\"}", 7, KIND},
    {"{\"m\":\"5kg\"}", 6, KIND},
    {"{\"t\":\"a\\nb\"}", 6, CONTROL},
    {"{\"t\":\"\\u0001\"}", 6, CONTROL},
    {"{\"sign\":\"-\"}", 9, SIGN},
    {"{\"sign\":\"-\"},{\"n\":\"3\"}", 9, SIGN},
    {"{\"sign\":\"+\"},\"a\"", 9, SIGN},
    {"{\"g\":3}", 6, "`parts` is an array of arrays"},
    {"{\"g\":[[]]}", 7, "a part is an array of at least one term"},
};

TEST("a term that is not what it says is refused: JSON cannot smuggle text into a line [R-N41]") {
    for (size_t i = 0; i < TDM_COUNT(terms); i++) {
        static const char before[] = "{\"tandem\":1,\"lines\":[{\"parts\":[[";
        struct tdm_buf json;
        tdm_buf_init(&json, mem, PRINTED_MAX);
        tdm_buf_format(&json, "%s%s]]}]}", before, terms[i].json);
        refused(mem, tdm_buf_str(&json), terms[i].column + (uint32_t)sizeof before - 1, terms[i].what);
    }
}

/* Inside {"tandem":1,"lines": ... } */
static const struct refusal lines[] = {
    {"3", 1, "a block is an array of lines"},
    {"[3]", 2, "a line is an object"},
    {"[{}]", 2, "a line has `parts`"},
    {"[{\"parts\":[]}]", 2, "a line has `parts`"},
    {"[{\"parts\":[3]}]", 12, "a part is an array of at least one term"},
    {"[{\"parts\":[[\"a\"]],\"block\":[],\"verbatim\":\"\"}]", 2,
     "a line has a `block` or a `verbatim` text, not both"},
    {"[{\"parts\":[[\"a\"]],\"block\":3}]", 27, "a block is an array of lines"},
    {"[{\"parts\":[[\"a\"]],\"verbatim\":3}]", 30, "`verbatim` is a string"},
    {"[{\"parts\":[[\"a\"]],\"verbatim\":\"\\t\"}]", 30,
     "a verbatim text holds no control character but the line feed"},
    {"[{\"parts\":[[\"a\"]],\"note\":3}]", 26, "a text stands here as a string"},
    {"[{\"parts\":[[\"a\"]],\"note\":\"a\\nb\"}]", 26, CONTROL},
    {"[{\"parts\":[[\"a\"]],\"above\":3}]", 27, "comments are an array of strings and nulls"},
    {"[{\"parts\":[[\"a\"]],\"above\":[\"a\\nb\"]}]", 28, CONTROL},
    {"[{\"parts\":[[\"a\"]],\"cite\":[[\"own\"]]}]", 26, "a line has no such member"},
    {"[{\"parts\":[[\"a\"]],\"cites\":[]}]", 27, "`cites` is an array of arrays"},
    {"[{\"parts\":[[\"a\"]],\"cites\":[[]]}]", 28, "a cite is [\"name\"] or [\"name\", \"place\"]"},
    {"[{\"parts\":[[\"a\"]],\"cites\":[[\"a]\"]]}]", 29, KIND},
    {"[{\"parts\":[[\"a\"]],\"cites\":[[\"a\",\"\\u0001\"]]}]", 33, CONTROL},
};

TEST("a line that is none is refused at its place") {
    for (size_t i = 0; i < TDM_COUNT(lines); i++) {
        static const char before[] = "{\"tandem\":1,\"lines\":";
        struct tdm_buf json;
        tdm_buf_init(&json, mem, PRINTED_MAX);
        tdm_buf_format(&json, "%s%s}", before, lines[i].json);
        refused(mem, tdm_buf_str(&json), lines[i].column + (uint32_t)sizeof before - 1, lines[i].what);
    }
}

TEST("a tree says its version") {
    refused(mem, TDM_STR("[]"), 1, "the tree is an object with `lines`");
    refused(mem, TDM_STR("{\"tandem\":1}"), 1, "the tree is an object with `lines`");
    refused(mem, TDM_STR("{\"lines\":[]}"), 1, "the tree says its version: \"tandem\": 1");
    refused(mem, TDM_STR("{\"tandem\":1,\"lines\":[],\"under\":[]}"), 32, "a tree has no such member");
    refused(mem, TDM_STR("{\"tandem\":2,\"lines\":[]}"), 11, "the tree says its version: \"tandem\": 1");
}

TEST("JSON that stands deeper than the notation allows is refused") {
    struct tdm_buf json;
    tdm_buf_init(&json, mem, PRINTED_MAX);
    tdm_buf_text(&json, "{\"tandem\":1,\"lines\":[{\"parts\":[[");
    for (int i = 0; i < 9; i++) tdm_buf_text(&json, "{\"g\":[[");
    tdm_buf_text(&json, "\"a\"");
    for (int i = 0; i < 9; i++) tdm_buf_text(&json, "]]}");
    tdm_buf_text(&json, "]]}]}");
    refused(mem, tdm_buf_str(&json), 33 + 8 * 7 + 5, "groups stand too deep in each other");
}

TEST("what is no JSON is told as such") {
    const struct tdm_tree *tree = NULL;
    struct tdm_problem problem;
    REQUIRE(!tdm_notation_from_json(mem, TDM_STR("t.json"), TDM_STR("{"), &tree, &problem));
    CHECK_INT(problem.code[0], 'J');
}

TEST("a line longer than a physical one can be survives JSON") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, PRINTED_MAX);
    tdm_buf_text(&text, "list");
    for (int i = 0; i < 900; i++)
        tdm_buf_format(&text, "%s item-%03d (a, b)", i == 0 ? "" : i % 50 == 0 ? ",\n " : ",", i);
    tdm_buf_text(&text, "  [own]  # all of them\n  under it\n");
    const struct tdm_tree *tree = tree_of(mem, tdm_buf_str(&text), &problems), *back = NULL;
    struct tdm_problem problem;
    REQUIRE(tree != NULL);
    REQUIRE(tdm_notation_from_json(mem, TDM_STR("t"), json_of(mem, tree), &back, &problem));
    CHECK(same_lines(tree->first, back->first));
    CHECK(tdm_str_equal(printed(mem, tree), printed(mem, back)));
}

TEST("what the reader refuses is told at its place in the JSON [R-N41]") {
    struct tdm_buf json;
    struct tdm_problem problem;
    const struct tdm_tree *tree = NULL;
    tdm_buf_init(&json, mem, PRINTED_MAX);
    tdm_buf_text(
        &json, "{\"tandem\":1,\"lines\":[\n{\"above\":[\"why\",null],\"parts\":[[\"a\"]]},\n  {\"parts\":[[{\"t\":\"");
    tdm_buf_repeat(&json, 'x', 5000);
    tdm_buf_text(&json, "\"}]]}]}");
    REQUIRE(!tdm_notation_from_json(mem, TDM_STR("t.json"), tdm_buf_str(&json), &tree, &problem));
    CHECK_STR(tdm_str_of(problem.code), "N028");
    CHECK_STR(problem.place.file, "t.json");
    CHECK_INT(problem.place.line, 3);
    CHECK_INT(problem.place.column, 3);
}
