/* chart_fuzz.c - any bytes as a chart, in the notation or (when they begin with "{") as JSON lines: refused with
 * problems, or a chart that survives both of its written forms. */
#include "chart/bound_chart.h"
#include "fuzz.h"
#include "notation/notation.h"

#define WRITTEN_BYTES_MAX ((size_t)256 << 20)

static tdm_str written(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, WRITTEN_BYTES_MAX);
    tdm_chart_write_ndjson(out, chart);
    return tdm_buf_str(out);
}

static bool read_any(struct tdm_arena *mem, tdm_str text, const struct tdm_chart **out, struct tdm_problems *problems) {
    const struct tdm_tree *tree;
    if (text.len > 0 && text.at[0] == '{')
        return tdm_chart_read_ndjson(mem, TDM_STR("fuzz"), text, &tdm_zone_utc, out, problems);
    return tdm_notation_read(mem, TDM_STR("fuzz"), text, &tree, problems) &&
           tdm_chart_read(mem, tree, &tdm_zone_utc, out, problems);
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL, *again = NULL;
    tdm_problems_init(problems);
    if (!read_any(mem, input, &chart, problems)) {
        TDM_ASSERT(problems->errors > 0);
        return;
    }
    tdm_str first = written(mem, chart);
    TDM_ASSERT(tdm_chart_read_ndjson(mem, TDM_STR("again"), first, &tdm_zone_utc, &again, problems));
    TDM_ASSERT(tdm_str_equal(first, written(mem, again)));
    struct tdm_buf printed;
    tdm_buf_init(&printed, mem, WRITTEN_BYTES_MAX);
    tdm_chart_print(&printed, chart);
    TDM_ASSERT(read_any(mem, tdm_buf_str(&printed), &again, problems));
    TDM_ASSERT(tdm_str_equal(first, written(mem, again)));
}
