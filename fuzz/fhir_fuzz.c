/* fhir_fuzz.c - any bytes as FHIR resources: refused with words and a place, or a chart that goes out again and comes
 * back as itself, and every resource is held by the chart or kept beside it. */
#include "fhir/fhir.h"
#include "fuzz.h"
#include "notation/notation.h"
#include "shipped.h"
#include "system/system.h"

/* Read once: it is the same for every input. */
static const struct tdm_protocol *protocol(void) {
    static struct tdm_arena *mem; /* stays in sight, or it would count as lost */
    static const struct tdm_protocol *kept;
    if (mem != NULL) return kept;
    mem = tdm_arena_open((size_t)64 << 20);
    const struct tdm_embedded *file = tdm_embedded_find(TDM_STR("protocols/knee-oa-bmac.tandem"));
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_parts parts = shipped_parts(mem);
    const struct tdm_tree *tree;
    tdm_problems_init(problems);
    TDM_ASSERT(tdm_notation_read(mem, file->name, file->bytes, &tree, problems));
    TDM_ASSERT(tdm_protocol_read(mem, tree, shipped_catalog(mem), &parts, &kept, problems));
    return kept;
}

static void check_told(const struct tdm_problems *problems) {
    TDM_ASSERT(problems->errors > 0 && problems->count > 0);
    for (uint32_t i = 0; i < problems->count; i++)
        TDM_ASSERT(problems->items[i].what[0] != '\0' && problems->items[i].fix[0] != '\0');
}

static tdm_str written(struct tdm_arena *mem, const struct tdm_chart *chart) {
    struct tdm_buf *text = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(text, mem, (size_t)64 << 20);
    tdm_chart_write_ndjson(text, chart);
    return tdm_buf_str(text);
}

/* The chart of what came in, or null; *whole: every resource of it was held or kept. */
static const struct tdm_chart *taken(struct tdm_arena *mem, tdm_str text, struct tdm_fhir_in **in) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    struct tdm_buf told;
    tdm_problems_init(problems);
    *in = tdm_fhir_in_open(mem, problems);
    bool good = tdm_fhir_in_add(*in, TDM_STR("fuzz.json"), text) && tdm_fhir_in_find(*in);
    for (uint32_t i = 0; good && i < tdm_fhir_in_count(*in); i++) {
        good = tdm_fhir_in_chart(*in, i, &tdm_zone_utc, &chart);
        struct tdm_fhir_episode episode = {.chart = chart, .protocol = protocol(), .zone = &tdm_zone_utc};
        good = good && tdm_fhir_in_hold(*in, &episode);
    }
    if (!good) check_told(problems);
    tdm_buf_init(&told, mem, (size_t)64 << 20);
    tdm_fhir_outcome(&told, *in, problems);
    return good ? chart : NULL;
}

void fuzz_one(struct tdm_arena *mem, tdm_str input) {
    struct tdm_fhir_in *in;
    struct tdm_buf kept, out;
    struct tdm_fhir_out to;
    const struct tdm_chart *chart = taken(mem, input, &in);
    if (chart == NULL) return;
    tdm_buf_init(&kept, mem, (size_t)64 << 20);
    tdm_buf_init(&out, mem, (size_t)256 << 20);
    for (uint32_t i = 0; i < tdm_fhir_in_count(in); i++) (void)tdm_fhir_in_beside(in, i, &kept);
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 30);
    struct tdm_fhir_episode episode = {.chart = chart, .protocol = protocol(), .zone = &tdm_zone_utc};
    tdm_fhir_out_begin(&to, mem, &out, TDM_FHIR_NDJSON);
    tdm_fhir_out_episode(scratch, &to, &episode);
    tdm_fhir_out_end(&to);
    tdm_arena_close(scratch);
    const struct tdm_chart *again = taken(mem, tdm_buf_str(&out), &in);
    TDM_ASSERT(again != NULL);
    TDM_ASSERT(tdm_str_equal(written(mem, chart), written(mem, again)));
    kept.len = 0;
    TDM_ASSERT(tdm_fhir_in_beside(in, 0, &kept) == 0);
}
