/* json_fuzz.c - any bytes as JSON: refused with a place inside the text, or a value that is written and read as itself.
 */
#include "fuzz.h"
#include "json/json.h"

static tdm_str written(struct tdm_arena *mem, const struct tdm_json *value) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    struct tdm_json_writer w;
    tdm_buf_init(out, mem, (size_t)256 << 20);
    tdm_json_writer_init(&w, out, false);
    tdm_json_value(&w, value);
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
