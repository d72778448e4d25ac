/* fhir_hold.c - what came in held against what would go out: a resource that says more than the chart does, or
 * something else, is kept beside it whole. So nothing that came in is dropped, whatever it was. */
#include "fhir/fhir_int.h"

/* ---- two resources */

/* What a server writes by itself is no content. */
static bool of_server(const struct tdm_json *meta) {
    if (!tdm_str_is(meta->key, "meta") || meta->kind != TDM_JSON_OBJECT) return false;
    for (const struct tdm_json *m = meta->first; m != NULL; m = m->next)
        if (!tdm_str_is(m->key, "versionId") && !tdm_str_is(m->key, "lastUpdated")) return false;
    return true;
}

static const struct tdm_json *counterpart(const struct tdm_json *mine, const struct tdm_json *of, bool array) {
    for (const struct tdm_json *one = mine->first; one != NULL; one = one->next)
        if (array ? tdm_fhir_json_says(one, of) : tdm_str_equal(one->key, of->key)) return one;
    return NULL;
}

bool tdm_fhir_json_says(const struct tdm_json *mine, const struct tdm_json *theirs) {
    bool array = theirs->kind == TDM_JSON_ARRAY, meta = tdm_str_is(theirs->key, "meta");
    if (mine->kind != theirs->kind || mine->truth != theirs->truth) return false;
    if (!array && theirs->kind != TDM_JSON_OBJECT) return tdm_str_equal(mine->text, theirs->text);
    for (const struct tdm_json *one = theirs->first; one != NULL; one = one->next) {
        bool servers = meta && (tdm_str_is(one->key, "versionId") || tdm_str_is(one->key, "lastUpdated"));
        const struct tdm_json *own = servers ? NULL : counterpart(mine, one, array);
        if (servers || (own == NULL && of_server(one))) continue;
        if (own == NULL || (!array && !tdm_fhir_json_says(own, one))) return false;
    }
    return true;
}

/* ---- one resource of the import against its counterpart */

static bool status_fits(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at, const struct tdm_json *mine) {
    const struct tdm_json *status = tdm_fhir_get(at->json, "status", NULL);
    tdm_str own = tdm_fhir_str(mine, "status");
    if (status == NULL || own.len == 0 || tdm_str_equal(own, status->text)) return true;
    /* Further on or not begun is no contradiction of what was entered; in error, or not done, is. */
    bool denies = tdm_str_is(status->text, "entered-in-error") || tdm_str_is(status->text, "not-done") ||
                  tdm_str_is(status->text, "cancelled") || tdm_str_is(own, "entered-in-error");
    if (!denies) return true;
    struct tdm_problem *p = tdm_fhir_refuse(in, at, status, TDM_WHY_CONFLICT, "F068");
    tdm_problem_what(p, "its status is `%.*s`; by the other entries of this chart it is `%.*s`", TDM_FMT(status->text),
                     TDM_FMT(own));
    tdm_problem_fix(p, "give the withdrawal or correction that changed it, or give it its status back");
    return false;
}

static bool hold_one(struct tdm_fhir_in *in, const struct tdm_json *mine) {
    struct tdm_buf key;
    struct tdm_arena_mark mark = tdm_arena_mark(in->mem);
    tdm_str type = tdm_fhir_str(mine, "resourceType");
    tdm_buf_init(&key, in->mem, 4096);
    tdm_buf_format(&key, "%.*s/%.*s", TDM_FMT(type), TDM_FMT(tdm_fhir_str(mine, "id")));
    struct tdm_fhir_resource *at = tdm_fhir_find(in, tdm_buf_str(&key));
    tdm_arena_rewind(in->mem, mark);
    if (at == NULL) return true;
    at->held = tdm_fhir_json_says(mine, at->json);
    return status_fits(in, at, mine) && tdm_fhir_is_whole(in, at);
}

bool tdm_fhir_in_hold(struct tdm_fhir_in *in, const struct tdm_fhir_episode *episode) {
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 30), *whole = tdm_arena_open((size_t)1 << 30);
    struct tdm_fhir_out out;
    struct tdm_buf text;
    bool good = true;
    tdm_buf_init(&text, whole, (size_t)512 << 20);
    tdm_fhir_out_begin(&out, in->mem, &text, TDM_FHIR_NDJSON);
    tdm_fhir_put_episode(scratch, &out, episode);
    tdm_str rest = tdm_buf_str(&text);
    while (rest.len > 0) {
        size_t end = rest.len;
        const struct tdm_json *mine;
        struct tdm_problem unused;
        tdm_arena_reset(scratch);
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        bool read = tdm_json_read(scratch, TDM_STR(""), tdm_str_slice(rest, 0, end), &mine, &unused);
        TDM_ASSERT(read); /* it is ours */
        good = hold_one(in, mine) && good;
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
    tdm_arena_close(scratch);
    tdm_arena_close(whole);
    return good;
}

uint32_t tdm_fhir_in_beside(struct tdm_fhir_in *in, uint32_t i, struct tdm_buf *out) {
    struct tdm_fhir_out lines;
    uint32_t count = 0;
    struct tdm_arena *scratch = tdm_arena_open((size_t)64 << 20);
    tdm_fhir_out_begin(&lines, in->mem, out, TDM_FHIR_NDJSON);
    for (size_t r = 0; r < in->count; r++) {
        struct tdm_fhir_resource *at = in->resources[r];
        bool mine = at->chart == i || (at->chart == UINT32_MAX && i == 0);
        if (!mine || at->copy || at->held) continue;
        count++;
        tdm_fhir_put_kept(scratch, &lines, at->json);
        tdm_arena_reset(scratch);
    }
    tdm_arena_close(scratch);
    return count;
}
