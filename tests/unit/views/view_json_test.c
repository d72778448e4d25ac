/* view_json_test.c - every JSON document fits its published schema, in states that the shipped examples of
 * docs/schema/examples.txt do not show. The checker knows the words of JSON Schema that those files use. */
#include "views_ground.h"

#include <stdio.h>

static tdm_str schema_text(struct tdm_arena *mem, const char *name) {
    char path[1024], block[4096];
    struct tdm_buf *text = TDM_NEW(mem, struct tdm_buf);
    size_t got;
    (void)snprintf(path, sizeof path, "%s/%s.schema.json", SCHEMAS, name);
    tdm_buf_init(text, mem, 1u << 20);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        check_failed(__FILE__, __LINE__, "%s cannot be read", path);
        return TDM_STR("{}");
    }
    while ((got = fread(block, 1, sizeof block, file)) > 0) tdm_buf_add(text, (tdm_str){block, got});
    (void)fclose(file);
    return tdm_buf_str(text);
}

static bool has_type(const struct tdm_json *value, tdm_str type) {
    switch (value->kind) {
    case TDM_JSON_NULL:
        return tdm_str_is(type, "null");
    case TDM_JSON_BOOL:
        return tdm_str_is(type, "boolean");
    case TDM_JSON_NUMBER: {
        size_t at;
        bool whole = !tdm_str_find(value->text, TDM_STR("."), &at);
        return tdm_str_is(type, "number") || (whole && tdm_str_is(type, "integer"));
    }
    case TDM_JSON_STRING:
        return tdm_str_is(type, "string");
    case TDM_JSON_ARRAY:
        return tdm_str_is(type, "array");
    case TDM_JSON_OBJECT:
        return tdm_str_is(type, "object");
    }
    return false;
}

static const struct tdm_json *resolved(const struct tdm_json *root, const struct tdm_json *schema) {
    const struct tdm_json *ref = tdm_json_member(schema, "$ref"), *defs = tdm_json_member(root, "$defs");
    if (ref == NULL) return schema;
    for (const struct tdm_json *d = defs->first; d != NULL; d = d->next)
        if (tdm_str_ends_with(ref->text, d->key)) return d;
    check_failed(__FILE__, __LINE__, "no %.*s", TDM_FMT(ref->text));
    return schema;
}

static bool fits(const struct tdm_json *root, const struct tdm_json *schema, const struct tdm_json *value);

static bool object_fits(const struct tdm_json *root, const struct tdm_json *schema, const struct tdm_json *value) {
    const struct tdm_json *required = tdm_json_member(schema, "required"),
                          *known = tdm_json_member(schema, "properties");
    for (const struct tdm_json *r = required == NULL ? NULL : required->first; r != NULL; r = r->next) {
        const struct tdm_json *member = value->first;
        while (member != NULL && !tdm_str_equal(member->key, r->text)) member = member->next;
        if (member == NULL) return false;
    }
    for (const struct tdm_json *member = value->first; member != NULL; member = member->next) {
        const struct tdm_json *property = known == NULL ? NULL : known->first;
        while (property != NULL && !tdm_str_equal(property->key, member->key)) property = property->next;
        if (property == NULL ? tdm_json_member(schema, "additionalProperties") != NULL : !fits(root, property, member))
            return false;
    }
    return true;
}

static bool one_of(const struct tdm_json *root, const struct tdm_json *choices, const struct tdm_json *value,
                   bool words) {
    for (const struct tdm_json *c = choices->first; c != NULL; c = c->next)
        if (words ? tdm_str_equal(c->text, value->text) : fits(root, c, value)) return true;
    return false;
}

static bool fits(const struct tdm_json *root, const struct tdm_json *schema, const struct tdm_json *value) {
    schema = resolved(root, schema);
    const struct tdm_json *type = tdm_json_member(schema, "type"), *words = tdm_json_member(schema, "enum"),
                          *any = tdm_json_member(schema, "oneOf"), *items = tdm_json_member(schema, "items"),
                          *constant = tdm_json_member(schema, "const");
    if (type != NULL && !has_type(value, type->text)) return false;
    if (words != NULL && !one_of(root, words, value, true)) return false;
    if (any != NULL && !one_of(root, any, value, false)) return false;
    if (constant != NULL && !tdm_str_equal(constant->text, value->text)) return false;
    if (value->kind == TDM_JSON_OBJECT && !object_fits(root, schema, value)) return false;
    for (const struct tdm_json *v = value->first; value->kind == TDM_JSON_ARRAY && items != NULL && v != NULL;
         v = v->next)
        if (!fits(root, items, v)) return false;
    return true;
}

static const struct asked states[] = {
    {"example-b-early-load", "2025-03-18 10:00 flag infection-signs raised by therapist-b\n", "2025-03-18", NULL, NULL},
    {"example-b-early-load", NULL, "2025-03-20", NULL, NULL},
    {"example-b-early-load", "2025-04-12 09:00 end died by physician-b\n", "2025-04-13", NULL, NULL},
    {"example-a-smooth", NULL, "2025-01-25", NULL, NULL},
    {"example-a-smooth", NULL, "2024-01-01", NULL, NULL},
    {"example-a-smooth", NULL, "2026-08-01", NULL, NULL},
    {"example-f-late-correction", NULL, "2025-12-05", NULL, NULL},
    {"gibbs-2015", NULL, "2000-02-01", NULL, NULL},
};

static void check_all(struct tdm_arena *mem, const char *name, view_function print) {
    const struct tdm_json *schema = json_of(mem, schema_text(mem, name));
    for (size_t i = 0; i < TDM_COUNT(states); i++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        tdm_str text = document(mem, print, &states[i]);
        if (!fits(schema, schema, json_of(mem, text)))
            check_failed(__FILE__, __LINE__, "%s on %s does not fit %s:\n%.*s", states[i].example, states[i].on, name,
                         TDM_FMT(tdm_str_slice(text, 0, text.len < 1500 ? text.len : 1500)));
        tdm_arena_rewind(mem, mark);
    }
}

TEST("the sheet fits its schema: emergency, held, ended, planned, not enrolled [F104 F042]") {
    check_all(mem, "sheet", tdm_view_sheet_json);
}

TEST("the standing fits its schema in the same states [F104]") {
    check_all(mem, "standing", tdm_view_standing_json);
}

TEST("the timeline fits its schema in the same states [F104 F089]") {
    check_all(mem, "timeline", tdm_view_timeline_json);
}

TEST("the roadmap fits its schema in the same states [F104 F025]") {
    check_all(mem, "roadmap", tdm_view_roadmap_json);
}

TEST("the argument of an answer fits its schema [F104 F049]") {
    static const char *const things[] = {"ceiling",   "quiet-knee", "resume",  "anti-inflammatories",
                                         "tolerance", "mini-squat", "effusion"};
    const struct tdm_json *schema = json_of(mem, schema_text(mem, "why"));
    struct asked a = {"example-c-nsaid", NULL, "2025-05-14", NULL, NULL};
    const struct tdm_standing *standing = standing_at(mem, &a);
    for (size_t i = 0; i < TDM_COUNT(things); i++) {
        struct tdm_buf out;
        struct tdm_problem problem;
        tdm_buf_init(&out, mem, TDM_VIEW_BYTES_MAX);
        struct tdm_view view = {.mem = mem, .out = &out, .language = TDM_ENGLISH, .width = 100};
        if (!tdm_view_why_json(&view, standing, tdm_str_of(things[i]), &problem))
            check_failed(__FILE__, __LINE__, "%s: %s", things[i], problem.what);
        else if (!fits(schema, schema, json_of(mem, tdm_buf_str(&out))))
            check_failed(__FILE__, __LINE__, "why %s does not fit:\n%.*s", things[i], TDM_FMT(tdm_buf_str(&out)));
    }
}

TEST("the checker of these tests refuses what does not fit [F104]") {
    const struct tdm_json *schema = json_of(mem, schema_text(mem, "sheet"));
    tdm_str good = document(mem, tdm_view_sheet_json, &states[1]);
    CHECK(fits(schema, schema, json_of(mem, good)));
    CHECK(!fits(schema, schema, json_of(mem, replaced(mem, good, "\"state\": \"running\"", "\"state\": \"jumping\""))));
    CHECK(!fits(schema, schema, json_of(mem, replaced(mem, good, "\"hold\":", "\"halt\":"))));
    CHECK(!fits(schema, schema, json_of(mem, replaced(mem, good, "\"synthetic\": true", "\"synthetic\": 1"))));
}
