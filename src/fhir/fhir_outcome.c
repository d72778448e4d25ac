/* fhir_outcome.c - what is refused and what is told, as an OperationOutcome: each issue with the FHIRPath of its place.
 */
#include "fhir/fhir_int.h"

/* The resource in which that line and column stand: the last one of the file that begins before it. */
static const struct tdm_fhir_resource *resource_at(struct tdm_fhir_in *in, struct tdm_place place) {
    const struct tdm_fhir_resource *found = NULL;
    if (in != NULL && in->shelf != NULL) {
        uint32_t number = in->shelf->at(in->shelf->context, place);
        return number == UINT32_MAX ? NULL : tdm_fhir_in_raw(in, number);
    }
    for (size_t i = 0; in != NULL && i < in->count; i++) {
        const struct tdm_fhir_resource *one = in->resources[i];
        struct tdm_place begin = tdm_fhir_place(one, NULL);
        bool before = begin.line < place.line || (begin.line == place.line && begin.column <= place.column);
        if (tdm_str_equal(begin.file, place.file) && before) found = one;
    }
    return found;
}

static bool reaches(const struct tdm_fhir_resource *at, const struct tdm_json *value, struct tdm_place place) {
    struct tdm_place begin = tdm_fhir_place(at, value);
    return begin.line < place.line || (begin.line == place.line && begin.column <= place.column);
}

tdm_str tdm_fhir_in_path(struct tdm_fhir_in *in, struct tdm_place place) {
    const struct tdm_fhir_resource *at = resource_at(in, place);
    struct tdm_buf out;
    if (at == NULL || place.line == 0) return TDM_STR("");
    tdm_buf_init(&out, in->mem, 4096);
    if (at->entry_index == UINT32_MAX)
        tdm_buf_add(&out, at->type);
    else
        tdm_buf_format(&out, "Bundle.entry[%u].resource", at->entry_index);
    const struct tdm_json *value = at->json;
    while (value->first != NULL) { /* down to the last member that begins there or before */
        const struct tdm_json *next = NULL;
        uint32_t number = 0, index = 0;
        for (const struct tdm_json *one = value->first; one != NULL; one = one->next, number++) {
            if (!reaches(at, one, place)) break;
            next = one;
            index = number;
        }
        bool here = next == NULL ||
                    (tdm_fhir_place(at, value).line == place.line && tdm_fhir_place(at, value).column == place.column);
        if (here) break;
        if (value->kind == TDM_JSON_ARRAY)
            tdm_buf_format(&out, "[%u]", index);
        else
            tdm_buf_format(&out, ".%.*s", TDM_FMT(next->key));
        value = next;
    }
    return tdm_buf_str(&out);
}

static const char *type_of(enum tdm_why why) {
    switch (why) {
    case TDM_WHY_SYNTAX:
        return "invalid";
    case TDM_WHY_RANGE:
        return "value";
    case TDM_WHY_MISSING:
        return "required";
    case TDM_WHY_CONFLICT:
        return "conflict";
    case TDM_WHY_NOT_FOUND:
        return "not-found";
    case TDM_WHY_NOT_ALLOWED:
        return "business-rule";
    case TDM_WHY_BUSY:
        return "lock-error";
    case TDM_WHY_ENVIRONMENT:
        return "exception";
    case TDM_WHY_LIMIT:
        return "too-costly";
    }
    TDM_UNREACHABLE();
}

static void put_issue(struct tdm_json_writer *w, struct tdm_fhir_in *in, const struct tdm_problem *problem) {
    struct tdm_arena *mem = w->out->mem;
    struct tdm_buf text;
    bool no_json = problem->code[0] == 'J'; /* what is no JSON has no elements */
    tdm_str path = in == NULL || no_json ? TDM_STR("") : tdm_fhir_in_path(in, problem->place);
    tdm_json_object_begin(w);
    tdm_json_text(w, "severity", problem->severity == TDM_ERROR ? TDM_STR("error") : TDM_STR("information"));
    tdm_json_text(w, "code", tdm_str_of(type_of(problem->why)));
    tdm_json_key(w, "details");
    tdm_json_object_begin(w);
    tdm_json_key(w, "coding");
    tdm_json_array_begin(w);
    tdm_json_object_begin(w);
    tdm_json_text(w, "system", TDM_STR(TDM_FHIR_CODES "problem"));
    tdm_json_text(w, "code", tdm_str_of(problem->code));
    tdm_json_object_end(w);
    tdm_json_array_end(w);
    tdm_json_text(w, "text", tdm_str_of(problem->what));
    tdm_json_object_end(w);
    tdm_buf_init(&text, mem, 8192);
    tdm_buf_format(&text, "%.*s:%u:%u: fix: %s", TDM_FMT(problem->place.file), problem->place.line,
                   problem->place.column, problem->fix);
    tdm_json_text(w, "diagnostics", tdm_buf_str(&text));
    if (path.len > 0) {
        tdm_json_key(w, "expression");
        tdm_json_array_begin(w);
        tdm_json_string(w, path);
        tdm_json_array_end(w);
    }
    tdm_json_object_end(w);
}

void tdm_fhir_outcome(struct tdm_buf *out, struct tdm_fhir_in *in, const struct tdm_problems *problems) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, out, true);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "resourceType", TDM_STR("OperationOutcome"));
    tdm_json_key(&w, "issue");
    tdm_json_array_begin(&w);
    for (uint32_t i = 0; i < problems->count; i++) put_issue(&w, in, &problems->items[i]);
    if (problems->count == 0) { /* an outcome has one at least */
        tdm_json_object_begin(&w);
        tdm_json_text(&w, "severity", TDM_STR("information"));
        tdm_json_text(&w, "code", TDM_STR("informational"));
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(out, '\n');
}
