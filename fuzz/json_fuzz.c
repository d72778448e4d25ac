/* json_fuzz.c - any bytes as JSON: refused with a place inside the text, or a value that is written and read as itself.
 */
#include "fuzz.h"
#include "json/json.h"

static void write_value(struct tdm_json_writer *w, const struct tdm_json *value) {
    switch (value->kind) {
    case TDM_JSON_NULL:
        tdm_json_null(w);
        return;
    case TDM_JSON_BOOL:
        tdm_json_bool(w, value->truth);
        return;
    case TDM_JSON_NUMBER: /* as text: the writer's numbers are decimals, and 1e400 is none */
    case TDM_JSON_STRING:
        tdm_json_string(w, value->text);
        return;
    case TDM_JSON_ARRAY:
        tdm_json_array_begin(w);
        for (const struct tdm_json *one = value->first; one != NULL; one = one->next) write_value(w, one);
        tdm_json_array_end(w);
        return;
    case TDM_JSON_OBJECT:
        break;
    }
    tdm_json_array_begin(w); /* keys may hold a NUL, which tdm_json_key does not take: so as pairs */
    for (const struct tdm_json *one = value->first; one != NULL; one = one->next) {
        tdm_json_string(w, one->key);
        write_value(w, one);
    }
    tdm_json_array_end(w);
}

static tdm_str written(struct tdm_arena *mem, const struct tdm_json *value) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    struct tdm_json_writer w;
    tdm_buf_init(out, mem, (size_t)256 << 20);
    tdm_json_writer_init(&w, out, false);
    write_value(&w, value);
    return tdm_buf_str(out);
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    const struct tdm_json *value = NULL, *again = NULL;
    struct tdm_problem problem = {0};
    if (!tdm_json_read(mem, TDM_STR("fuzz"), input, &value, &problem)) {
        TDM_ASSERT(problem.code != NULL && problem.what[0] != '\0' && problem.place.line > 0);
        return;
    }
    tdm_str first = written(mem, value);
    TDM_ASSERT(tdm_json_read(mem, TDM_STR("again"), first, &again, &problem));
    TDM_ASSERT(tdm_str_equal(first, written(mem, again)));
}
