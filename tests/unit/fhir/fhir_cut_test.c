/* fhir_cut_test.c - a file of FHIR comes in pieces of any length, and is cut into the same resources at the same
 * places. */
#include "fhir/fhir.h"

#include "check.h"

static struct tdm_problems problems; /* large: not on the stack */

struct cutting {
    struct tdm_arena *mem;
    struct tdm_buf told; /* "3:5 [2] {...}" a line */
};

static enum tdm_fhir_said take(void *context, const struct tdm_fhir_piece *piece) {
    struct cutting *c = context;
    const struct tdm_json *json;
    struct tdm_problem problem;
    tdm_buf_format(&c->told, "%u:%u ", piece->line, piece->column);
    if (piece->entry_index != UINT32_MAX) tdm_buf_format(&c->told, "[%u] ", piece->entry_index);
    tdm_buf_format(&c->told, "%.*s\n", TDM_FMT(tdm_str_trim(piece->text)));
    if (tdm_json_read(c->mem, piece->file, piece->text, &json, &problem)) return TDM_FHIR_TAKEN;
    tdm_buf_format(&c->told, "! %s\n", problem.what);
    (void)tdm_problems_add(&problems, TDM_ERROR, problem.why, problem.code, problem.place);
    return TDM_FHIR_UNREADABLE;
}

static tdm_str cut(struct tdm_arena *mem, const char *text, size_t step) {
    struct cutting c = {.mem = mem};
    tdm_str rest = tdm_str_of(text);
    bool more = true;
    tdm_problems_init(&problems);
    tdm_buf_init(&c.told, mem, 1 << 16);
    struct tdm_fhir_cut *it = tdm_fhir_cut_open(mem, &(struct tdm_fhir_cutting){&problems, TDM_STR("f"), take, &c});
    while (more && rest.len > 0) {
        size_t length = step < rest.len ? step : rest.len;
        more = tdm_fhir_cut_add(it, tdm_str_slice(rest, 0, length));
        rest = tdm_str_slice(rest, length, rest.len);
    }
    if (!tdm_fhir_cut_end(it)) tdm_buf_text(&c.told, "told\n");
    for (uint32_t i = 0; i < problems.count; i++)
        if (problems.items[i].what[0] != '\0')
            tdm_buf_format(&c.told, "%u:%u %s\n", problems.items[i].place.line, problems.items[i].place.column,
                           problems.items[i].what);
    return tdm_buf_str(&c.told);
}

static const struct {
    const char *text, *told;
} all[] = {
    {"{\"resourceType\":\"Patient\"}", "1:1 {\"resourceType\":\"Patient\"}\n"},
    {"\n {\"a\":\n1}\n", "2:2 {\"a\":\n1}\n"},
    {"{\"a\":1}\n\n  {\"b\":2}\n{\"c\":3}", "1:1 {\"a\":1}\n3:1 {\"b\":2}\n4:1 {\"c\":3}\n"},
    {"{\"a\":1}\n{\"b\":\n{\"c\":3}\n",
     "1:1 {\"a\":1}\n2:1 {\"b\":\n! the text ends where a value is expected\n3:1 {\"c\":3}\ntold\n"},
    {"{\"resourceType\":\"Bundle\",\n\"entry\":[ {\"x\":1},\n {\"y\":[{}]} ],\"id\":\"b\"}",
     "2:11 [0] {\"x\":1}\n3:2 [1] {\"y\":[{}]}\n"},
    /* what it is stands only behind its entries */
    {"{\"entry\":[{\"x\":\"]}\"},{\"y\":\"\\\"\"}],\"resourceType\":\"Bundle\"}",
     "1:11 [0] {\"x\":\"]}\"}\n1:22 [1] {\"y\":\"\\\"\"}\n"},
    /* a List has entries too, and so may have any piece within */
    {"{\"resourceType\":\"List\",\"entry\":[{\"x\":1}]}", "1:1 {\"resourceType\":\"List\",\"entry\":[{\"x\":1}]}\n"},
    {"{\"a\":{\"entry\":[{\"x\":1}],\"resourceType\":\"Bundle\"},\"resourceType\":\"Basic\"}",
     "1:1 {\"a\":{\"entry\":[{\"x\":1}],\"resourceType\":\"Bundle\"},\"resourceType\":\"Basic\"}\n"},
    {"{\"resourceType\":\"Bundle\"}", ""},
    {"{\"resourceType\":\"Bundle\",\"entry\":[]}", ""},
    /* lines of Bundles */
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1}]}\n{\"resourceType\":\"Bundle\",\"entry\":[{\"y\":1}]}\n",
     "1:35 [0] {\"x\":1}\n2:35 [0] {\"y\":1}\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1} {\"y\":1}]}",
     "1:35 [0] {\"x\":1}\ntold\n1:43 found \"{\" where \",\" or \"]\" is expected\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1},\n]}",
     "1:35 [0] {\"x\":1}\ntold\n2:1 found \"]\" where a value is expected\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1}],\n \"entry\":[]}",
     "1:35 [0] {\"x\":1}\ntold\n2:2 the key \"entry\" is given twice in one object\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1}], \"b\" 1}",
     "1:35 [0] {\"x\":1}\ntold\n1:49 found \"1\" where \":\" is expected\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":{\"x\":1}}", "told\n1:34 `entry` of a Bundle is an array\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1",
     "1:35 [0] {\"x\":1\n! the text ends where \",\" or \"}\" is expected\ntold\n"},
    {"{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":1},",
     "1:35 [0] {\"x\":1}\ntold\n1:43 the text ends where a value is expected\n"},
};

TEST("whatever the pieces in which it comes, a file is cut into the same resources at the same places [F099]") {
    static const size_t steps[] = {1, 2, 3, 7, 1000};
    for (size_t i = 0; i < TDM_COUNT(all); i++)
        for (size_t k = 0; k < TDM_COUNT(steps); k++) CHECK_STR(cut(mem, all[i].text, steps[k]), all[i].told);
}

TEST("what follows a value that is no line is told; an empty file is none [F099]") {
    CHECK_STR(cut(mem, "{\"a\":1} x", 1000), "1:1 {\"a\":1} x\n! found \"x\" where the end is expected\ntold\n");
    CHECK_STR(cut(mem, "", 1000), "1:1 \n! the text ends where a value is expected\ntold\n");
}
