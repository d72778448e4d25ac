/* json_writer_test.c - JSON out: commas, indentation, escapes; and back through the reader. */
#include "check.h"
#include "dies.h"
#include "json/json.h"

#include <string.h>

static struct tdm_json_writer writer(struct tdm_arena *mem, bool pretty) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    struct tdm_json_writer w;
    tdm_buf_init(out, mem, 1000000);
    tdm_json_writer_init(&w, out, pretty);
    return w;
}

static tdm_str one_string(struct tdm_arena *mem, tdm_str text) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_string(&w, text);
    return tdm_buf_str(w.out);
}

static void write_all_kinds(struct tdm_json_writer *w) {
    tdm_json_object_begin(w);
    tdm_json_key(w, "a");
    tdm_json_int(w, -7);
    tdm_json_key(w, "b");
    tdm_json_array_begin(w);
    tdm_json_bool(w, true);
    tdm_json_bool(w, false);
    tdm_json_null(w);
    tdm_json_decimal(w, (tdm_decimal){250, 2});
    tdm_json_array_begin(w);
    tdm_json_array_end(w);
    tdm_json_object_begin(w);
    tdm_json_object_end(w);
    tdm_json_array_end(w);
    tdm_json_key(w, "c\"d");
    tdm_json_object_begin(w);
    tdm_json_text(w, "e", TDM_STR("f"));
    tdm_json_object_end(w);
    tdm_json_object_end(w);
}

TEST("values of all kinds are written in one line") {
    struct tdm_json_writer w = writer(mem, false);
    write_all_kinds(&w);
    CHECK_STR(tdm_buf_str(w.out), "{\"a\":-7,\"b\":[true,false,null,2.50,[],{}],\"c\\\"d\":{\"e\":\"f\"}}");
    CHECK_INT(w.depth, 0);
}

TEST("values of all kinds are written one a line, two blanks a level") {
    struct tdm_json_writer w = writer(mem, true);
    write_all_kinds(&w);
    CHECK_STR(tdm_buf_str(w.out), "{\n"
                                  "  \"a\": -7,\n"
                                  "  \"b\": [\n"
                                  "    true,\n"
                                  "    false,\n"
                                  "    null,\n"
                                  "    2.50,\n"
                                  "    [],\n"
                                  "    {}\n"
                                  "  ],\n"
                                  "  \"c\\\"d\": {\n"
                                  "    \"e\": \"f\"\n"
                                  "  }\n"
                                  "}");
}

TEST("a value alone is a text of its own, also in lines") {
    struct tdm_json_writer w = writer(mem, true);
    tdm_json_null(&w);
    CHECK_STR(tdm_buf_str(w.out), "null");
    w = writer(mem, true);
    tdm_json_array_begin(&w);
    tdm_json_array_end(&w);
    CHECK_STR(tdm_buf_str(w.out), "[]");
}

TEST("what cannot stand in a text is escaped, the rest is left as it is") {
    CHECK_STR(one_string(mem, TDM_STR("")), "\"\"");
    CHECK_STR(one_string(mem, TDM_STR("plain / <b> \x7F \xC3\xB6 \xF0\x9F\xA6\xB5")),
              "\"plain / <b> \x7F \xC3\xB6 \xF0\x9F\xA6\xB5\"");
    CHECK_STR(one_string(mem, TDM_STR("\"\\\b\f\n\r\t")), "\"\\\"\\\\\\b\\f\\n\\r\\t\"");
    CHECK_STR(one_string(mem, TDM_STR("a\x01"
                                      "b\x1F\0c")),
              "\"a\\u0001b\\u001f\\u0000c\"");
}

TEST("every byte that can stand in a text comes back through the reader") {
    char text[127];
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i + 1);
    const struct tdm_json *back = NULL;
    struct tdm_problem problem;
    REQUIRE(tdm_json_read(mem, TDM_STR("f"), one_string(mem, (tdm_str){text, sizeof text}), &back, &problem));
    CHECK(tdm_str_equal(back->text, (tdm_str){text, sizeof text}));
}

TEST("63 levels can be written, and each keeps its own commas") {
    struct tdm_json_writer w = writer(mem, false);
    for (int i = 0; i < 63; i++) {
        tdm_json_array_begin(&w);
        if (i % 2 == 0) tdm_json_int(&w, i);
    }
    for (int i = 62; i >= 0; i--) {
        if (i % 3 == 0) tdm_json_null(&w);
        tdm_json_array_end(&w);
    }
    const struct tdm_json *back = NULL;
    struct tdm_problem problem;
    REQUIRE(tdm_json_read(mem, TDM_STR("f"), tdm_buf_str(w.out), &back, &problem));
    int level = 0;
    for (const struct tdm_json *v = back; v != NULL; level++) {
        uint32_t wanted = (uint32_t)((level % 2 == 0) + (level % 3 == 0) + (level < 62));
        CHECK_INT(v->count, wanted);
        const struct tdm_json *inner = v->first;
        while (inner != NULL && inner->kind != TDM_JSON_ARRAY) inner = inner->next;
        v = inner;
    }
    CHECK_INT(level, 63);
}

TEST("the innermost of 63 levels keeps its commas and its keys") {
    struct tdm_json_writer w = writer(mem, false);
    for (int i = 0; i < 62; i++) tdm_json_array_begin(&w);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "a");
    tdm_json_int(&w, 1);
    tdm_json_key(&w, "b");
    tdm_json_int(&w, 2);
    tdm_json_object_end(&w);
    for (int i = 0; i < 62; i++) tdm_json_array_end(&w);
    CHECK_STR(tdm_str_slice(tdm_buf_str(w.out), 61, 76), "[{\"a\":1,\"b\":2}]");
}

/* ---- our own bugs: a text that would not be JSON is never written */

static void two_roots(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_null(&w);
    tdm_json_null(&w);
}

static void value_without_key(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_object_begin(&w);
    tdm_json_null(&w);
}

static void key_in_array(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_array_begin(&w);
    tdm_json_key(&w, "a");
}

static void key_after_key(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "a");
    tdm_json_key(&w, "b");
}

static void end_after_key(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "a");
    tdm_json_object_end(&w);
}

static void wrong_end(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_object_begin(&w);
    tdm_json_array_end(&w);
}

static void other_wrong_end(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_array_begin(&w);
    tdm_json_object_end(&w);
}

static void end_too_many(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    tdm_json_array_end(&w);
}

static void too_deep(struct tdm_arena *mem) {
    struct tdm_json_writer w = writer(mem, false);
    for (int i = 0; i < 64; i++) tdm_json_array_begin(&w);
}

TEST("writing what would not be JSON is our own bug and says so") {
    CHECK_INT(dies(two_roots, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(value_without_key, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(key_in_array, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(key_after_key, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(end_after_key, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(wrong_end, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(other_wrong_end, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(end_too_many, mem), DIES_OF_A_BUG);
    CHECK_INT(dies(too_deep, mem), DIES_OF_A_BUG);
}
