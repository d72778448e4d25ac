/* spot_test.c - what is known of the place of the cursor: over half-written lines, comments, texts, continued lines.
 * The cursor is the sign ^ of each text. */
#include "check.h"
#include "editor/editor.h"

static const struct tdm_tree *tree_of(struct tdm_arena *mem, tdm_str text) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    tdm_problems_init(problems);
    if (!tdm_notation_read(mem, TDM_STR("x.tandem"), text, &tree, problems)) CHECK(problems->errors > 0);
    return tree;
}

static struct tdm_editor_desk *desk_of(struct tdm_arena *mem, const char *marked, size_t *offset) {
    struct tdm_editor_desk *desk = TDM_NEW(mem, struct tdm_editor_desk);
    struct tdm_editor_file *mine = TDM_NEW(mem, struct tdm_editor_file), *other = TDM_NEW(mem, struct tdm_editor_file);
    struct tdm_buf text;
    tdm_str all = tdm_str_of(marked);
    if (!tdm_str_find(all, TDM_STR("^"), offset)) check_failed(__FILE__, __LINE__, "no cursor");
    tdm_buf_init(&text, mem, all.len + 1);
    tdm_buf_add(&text, tdm_str_slice(all, 0, *offset));
    tdm_buf_add(&text, tdm_str_slice(all, *offset + 1, all.len));
    mine->name = TDM_STR("x.tandem");
    mine->text = tdm_editor_text_of(mem, tdm_arena_str(mem, tdm_buf_str(&text)));
    mine->tree = tree_of(mem, mine->text.bytes);
    other->name = TDM_STR("c.tandem");
    other->text =
        tdm_editor_text_of(mem, TDM_STR("exercise squat \"squat\"\nexercise press \"press\"\nrole patient \"patient\"\n"
                                        "product \"two words\" \"p\"\nclass nsaid \"n\"\n"));
    other->tree = tree_of(mem, other->text.bytes);
    desk->mem = mem;
    desk->mine = mine;
    desk->kind = tdm_editor_kind_of(mine->text.bytes);
    desk->others = other;
    desk->other_count = 1;
    desk->manual =
        TDM_STR("| `role NAME \"LABEL\"` |  | A role. |\n| `DATE [TIME] end completed\\|died by PERSON` | The end. |\n"
                "- **R-N16** A criterion says over which days.\n");
    tdm_editor_desk_open(desk);
    return desk;
}

/* The labels of what is offered, with blanks between. */
static tdm_str offered(struct tdm_arena *mem, const char *marked) {
    size_t offset;
    struct tdm_editor_desk *desk = desk_of(mem, marked, &offset);
    struct tdm_buf json, *labels = TDM_NEW(mem, struct tdm_buf);
    struct tdm_json_writer w;
    const struct tdm_json *value;
    struct tdm_problem problem;
    tdm_buf_init(&json, mem, 1u << 20);
    tdm_buf_init(labels, mem, 1u << 16);
    tdm_json_writer_init(&w, &json, false);
    tdm_editor_completion_json(&w, desk, offset);
    if (!tdm_json_read(mem, TDM_STR("j"), tdm_buf_str(&json), &value, &problem))
        check_failed(__FILE__, __LINE__, "%s", problem.what);
    const struct tdm_json *item = tdm_json_member(value, "items")->first;
    for (; item != NULL; item = item->next)
        tdm_buf_format(labels, "%s%.*s", labels->len > 0 ? " " : "", TDM_FMT(tdm_json_member(item, "label")->text));
    return tdm_buf_str(labels);
}

#define HEAD                                                                                                           \
    "protocol x version 1.0\nphase a on function\nphase b on function\nclearance go\ngate g opens b\nsource s\n"

TEST("what is offered follows the block, the words before, and the kind of file") {
    static const struct {
        const char *text, *labels;
    } rows[] = {
        {HEAD "phase c on function\n  offer ^", "squat press"},
        {HEAD "phase c on function\n  offer squat, p^", "squat press for"},
        {HEAD "phase c on function\n  offer squat,\n    ^", "squat press for"},
        {HEAD "phase c on function\n  from gate ^\n", "g"},
        {HEAD "phase c ^", "on"},
        {HEAD "gate h opens ^\n  always\n", "a b discharge"},
        {HEAD "gate h opens b  [^]\n", "s own"},
        {HEAD "gate h opens b  [s ^", "s own"},
        {HEAD "phase c on function\n  ends by clearance ^  # go", "go"},
        {HEAD "phase c on function\n  tell patient \"offer ^\"", ""},
        {HEAD "phase c on function\n  # offer ^", ""},
        {HEAD "phase c on function\n  tell patient |\n    offer ^", ""},
        {HEAD "clearance d\n  by ^", "patient"},
        {"chart k\n  people\n    ann ^", "patient"},
        {"chart k\n  people\n    ann patient\n2026-02-03 enrol by ^", "ann"},
        {"chart k\n2026-02-03 08:00 end ^", "completed declined withdrawn transferred died lost"},
        {"measure m \"m\"\n  by ^", "patient"},
        {"instrument i version 1.0\n  ^", "title holder recall wording items one ask code"},
        {"instrument i version 1.0\n  items A, B, 0 to 4\nscore s, rule own\n  of A, ^", "A B s"},
        {"instrument i version 1.0\nscore s, rule own\nthreshold s ^", "mdc mcid scb pass"},
        {"scenarios for x version 1.0\n  site knee\n^", "scenarios course scenario unnoticed"},
        {"scenarios for x version 1.0\ncourse c\n  ^", "given day"},
        {"scenarios for x version 1.0\n  people\n    ann patient\ncourse c\n  day 3 clear go by ^", "ann patient"},
        {"scenarios for x version 1.0\ncourse c\n  day 0 to 9 every 3 days 08:00 end ^",
         "completed declined withdrawn transferred died lost"},
        {"scenarios for x version 1.0\ncourse c\nscenario \"s\"\n  given ^", "c"},
        {"scenarios for x version 1.0\nscenario \"s\"\n  expect on day 3\n    ceiling low, ^", "no set by"},
        {"scenarios for x version 1.0\nscenario \"s\"\n  expect on day 3\n    would be fine\n      day 3 end ^",
         "completed declined withdrawn transferred died lost"},
        {"network n\n^", ""},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) CHECK_STR(offered(mem, rows[i].text), rows[i].labels);
}

TEST("a name that is no word is offered in its quotes") {
    size_t offset;
    struct tdm_editor_desk *desk = desk_of(mem, "chart k\n2026-02-03 deny ^", &offset);
    struct tdm_buf json;
    struct tdm_json_writer w;
    tdm_buf_init(&json, mem, 1u << 20);
    tdm_json_writer_init(&w, &json, false);
    tdm_editor_completion_json(&w, desk, offset);
    CHECK(tdm_str_find(tdm_buf_str(&json), TDM_STR("\"newText\":\"\\\"two words\\\"\""), &offset));
}

TEST("a definition is looked for among the kinds that are wanted there first") {
    const struct tdm_editor_name *names[4];
    size_t offset;
    struct tdm_editor_desk *desk = desk_of(mem, HEAD "phase squat on function\n  offer squ^at\n", &offset);
    CHECK_INT(tdm_editor_definition(desk, offset, names, 4), 1);
    CHECK_STR(names[0]->file->name, "c.tandem");
    CHECK_INT(names[0]->kind, TDM_KIND_EXERCISE);
    desk = desk_of(mem, HEAD "phase squat on function\ngate h opens ^squat\n", &offset);
    CHECK_INT(tdm_editor_definition(desk, offset, names, 4), 1);
    CHECK_INT(names[0]->kind, TDM_NAME_PHASE);
    CHECK_INT(names[0]->place.line, 7);
    CHECK_INT(names[0]->place.column, 7);
}

TEST("every offset of a text can be asked about, also of one that cannot be read") {
    static const char notes[] = "chart k\n  people\n    ann patient\n2026-02-03 08:15 diary by ann, name d\n"
                                "  pain 2, left 3\n\"open\n[[[\n)))\n,,,,\n";
    static const char half[] = HEAD "phase c on function\n  offer squat, press, for x  [s \"Table, 2\"]  # why\n"
                                    "  tell patient |\n    any\n\n\tbad\n   odd\n";
    static const char signs[] = "measure m \"\xf0\x9f\x92\xaa\"\n  number 0 to 10\r\n  scale\rx\n";
    static const char told[] =
        "scenarios for x version 1.0\n  day 0 is 2025-03-03\ncourse c\n  day 0 to 9 every 3 days 08:00 enrol\n"
        "scenario \"s\"\n  day 3\n  day\n  expect on day 4\n    would be fine\n      day 3 diary\n        day 2 pain "
        "3\n";
    static const char form[] =
        "instrument i version 1.0\n  items A, B, 0 to 4\nscore s, rule own  [own]\n  of A,\n  band above\n";
    static const char *const texts[] = {half, notes, signs, told, form, "", "\n", "\xff\xfe"};
    for (size_t t = 0; t < TDM_COUNT(texts); t++) {
        tdm_str text = tdm_str_of(texts[t]);
        for (size_t offset = 0; offset <= text.len; offset++) {
            struct tdm_buf marked, json;
            struct tdm_json_writer w;
            const struct tdm_editor_name *names[2];
            size_t at, bad;
            tdm_buf_init(&marked, mem, text.len + 2);
            tdm_buf_add(&marked, tdm_str_slice(text, 0, offset));
            tdm_buf_char(&marked, '^');
            tdm_buf_add(&marked, tdm_str_slice(text, offset, text.len));
            struct tdm_editor_desk *desk = desk_of(mem, tdm_arena_str(mem, tdm_buf_str(&marked)).at, &at);
            tdm_buf_init(&json, mem, (size_t)4 << 20);
            tdm_json_writer_init(&w, &json, false);
            tdm_json_array_begin(&w);
            tdm_editor_hover_json(&w, desk, at);
            tdm_editor_completion_json(&w, desk, at);
            tdm_editor_symbols_json(&w, desk->mine, desk->kind);
            tdm_json_array_end(&w);
            CHECK(tdm_editor_definition(desk, at, names, 2) <= 2);
            CHECK(!json.failed && json.len > 10);
            if (tdm_utf8_valid(text, &bad)) CHECK(tdm_utf8_valid(tdm_buf_str(&json), &bad));
        }
    }
}
