/* fhir_beside.c - what came in and no chart holds, kept beside the charts, one resource at a time in memory. What was
 * kept there before and did not come again stays. */
#include "cli/fhir_command.h"
#include "json/json.h"

#include <string.h>

#define WINDOW_BYTES ((size_t)256 << 10)

struct keeping {
    struct tdm_fhir_laid *l;
    tdm_str chart; /* the one that is there already; empty: those of the episodes in the folder */
    uint32_t *kept;
    uint32_t group;  /* whose are written */
    uint32_t from;   /* where the next episode is looked for */
    uint32_t number; /* of the episode whose turn it is, counted from 0 */
    bool open, only_see;
    tdm_str path;
    struct tdm_writer *writer;
    struct tdm_arena *mem; /* of one file */
};

static bool refuse(struct keeping *k, const struct tdm_problem *problem) {
    return tdm_request_keep(k->l->request, problem);
}

/* ---- where */

/* The name of the chart of the k->group-th episode: asked for in their order. */
static bool name_of(struct keeping *k, tdm_str *name) {
    uint32_t at = UINT32_MAX;
    for (; k->number <= k->group; k->number++) {
        at = tdm_fhir_laid_next(k->l, TDM_FHIR_EPISODES, k->from);
        if (at == UINT32_MAX) return false;
        k->from = at + 1;
    }
    struct tdm_fhir_in *in = tdm_fhir_laid_in(k->l);
    if (!tdm_fhir_in_episode(in, at)) return false;
    *name = tdm_arena_str(k->mem, tdm_fhir_in_head(in, 0)->name);
    return true;
}

static bool find_path(struct keeping *k) {
    struct tdm_buf text;
    tdm_str name, path = k->chart;
    if (path.len == 0) {
        if (!name_of(k, &name)) return false;
        tdm_buf_init(&text, k->mem, 4096);
        tdm_buf_format(&text, "%.*s.chart.tandem", TDM_FMT(name));
        path = tdm_path_join(k->mem, k->l->request->value[TDM_OPTION_INTO], tdm_buf_str(&text));
    }
    k->path = tdm_fhir_beside(k->mem, path);
    return true;
}

/* ---- what was kept before */

/* A resource by its address, or by its line when it has none; of this group. */
static tdm_str word_of(struct keeping *k, struct tdm_arena *mem, tdm_str address, tdm_str line) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, TDM_FHIR_PIECE_MAX + 4096);
    tdm_buf_format(&text, "%u ", k->group);
    tdm_buf_add(&text, address.len > 0 ? address : line);
    tdm_digest digest = tdm_digest_of(tdm_buf_str(&text));
    return tdm_arena_str(mem, (tdm_str){(const char *)digest.byte, sizeof digest.byte});
}

static tdm_str member(const struct tdm_json *object, const char *key) {
    const struct tdm_json *found = tdm_json_member(object, key);
    return found != NULL && found->kind == TDM_JSON_STRING ? found->text : TDM_STR("");
}

static bool keep_line(struct keeping *k, tdm_str line) {
    const struct tdm_json *json;
    struct tdm_problem problem = {0};
    struct tdm_buf address;
    if (tdm_str_trim(line).len == 0) return true;
    tdm_arena_reset(k->l->mem);
    if (!tdm_json_read(k->l->mem, k->path, line, &json, &problem)) return refuse(k, &problem);
    tdm_buf_init(&address, k->l->mem, line.len + 2);
    if (member(json, "id").len > 0)
        tdm_buf_format(&address, "%.*s/%.*s", TDM_FMT(member(json, "resourceType")), TDM_FMT(member(json, "id")));
    if (tdm_spool_seen(k->l->spool, word_of(k, k->l->mem, tdm_buf_str(&address), line))) return true;
    return (tdm_writer_add(k->writer, line, &problem) && tdm_writer_add(k->writer, TDM_STR("\n"), &problem)) ||
           refuse(k, &problem);
}

/* Line by line, over a window that holds one at least. */
static bool keep_lines(struct keeping *k, struct tdm_reader *reader) {
    size_t room = WINDOW_BYTES, used = 0, got = 1;
    struct tdm_problem problem = {0};
    char *bytes = tdm_arena_alloc_raw(k->mem, room);
    while (got > 0) {
        size_t from = 0;
        if (used == room) bytes = tdm_arena_widen(k->mem, bytes, used, &room);
        if (!tdm_reader_take(reader, bytes + used, room - used, &got, &problem)) return refuse(k, &problem);
        used += got;
        for (char *end; (end = memchr(bytes + from, '\n', used - from)) != NULL;) {
            size_t at = (size_t)(end - bytes);
            if (!keep_line(k, (tdm_str){bytes + from, at - from})) return false;
            from = at + 1;
        }
        used -= from;
        memmove(bytes, bytes + from, used);
    }
    return used == 0 || keep_line(k, (tdm_str){bytes, used});
}

static bool see(void *context, uint32_t group, uint32_t number) {
    struct keeping *k = context;
    struct tdm_buf line;
    tdm_str address;
    if (group != k->group) return group < k->group;
    struct tdm_fhir_in *in = tdm_fhir_laid_in(k->l);
    tdm_buf_init(&line, k->l->mem, TDM_FHIR_PIECE_MAX * 2);
    if (!tdm_fhir_in_line(in, number, &line, &address)) return true;
    tdm_str text = tdm_buf_str(&line);
    if (text.len > 0) text.len--; /* the end of the line */
    tdm_spool_see(k->l->spool, word_of(k, k->l->mem, address, text));
    return true;
}

static bool keep_older(struct keeping *k) {
    struct tdm_problem problem = {0};
    struct tdm_reader *reader;
    struct tdm_spool_walk walk = {see, k};
    if (!tdm_path_is_file(k->path)) return true;
    bool all = tdm_spool_rest(k->l->spool, UINT32_MAX - 1, &walk);
    (void)all; /* it ends behind the group */
    if (!tdm_reader_open(k->mem, k->path, &reader, &problem)) return refuse(k, &problem);
    bool good = keep_lines(k, reader);
    tdm_reader_close(reader);
    return good;
}

/* ---- one chart after the other */

static bool close_file(struct keeping *k) {
    struct tdm_problem problem = {0};
    if (!k->open) return true;
    k->open = false;
    return tdm_writer_finish(k->writer, &problem) || refuse(k, &problem);
}

static bool open_file(struct keeping *k, uint32_t group) {
    struct tdm_problem problem = {0};
    if (!close_file(k)) return false;
    tdm_arena_reset(k->mem);
    k->group = group;
    if (!find_path(k)) return false;
    if (!tdm_writer_open(k->mem, k->path, &k->writer, &problem)) return refuse(k, &problem);
    k->open = true;
    return keep_older(k);
}

static bool keep_one(void *context, uint32_t group, uint32_t number) {
    struct keeping *k = context;
    struct tdm_problem problem = {0};
    struct tdm_buf line;
    tdm_str address;
    ++*k->kept;
    if (!k->l->request->given[TDM_OPTION_INTO]) return true;
    if ((!k->open || group != k->group) && !open_file(k, group)) return false;
    struct tdm_fhir_in *in = tdm_fhir_laid_in(k->l);
    tdm_buf_init(&line, k->l->mem, TDM_FHIR_PIECE_MAX * 2);
    if (!tdm_fhir_in_line(in, number, &line, &address)) return false;
    return tdm_writer_add(k->writer, tdm_buf_str(&line), &problem) || refuse(k, &problem);
}

bool tdm_fhir_keep_beside(struct tdm_fhir_laid *l, tdm_str chart_path, uint32_t *kept) {
    struct keeping k = {.l = l, .chart = chart_path, .kept = kept, .mem = tdm_arena_open((size_t)1 << 30)};
    struct tdm_spool_walk walk = {keep_one, &k};
    bool good = tdm_spool_rest(l->spool, UINT32_MAX - 1, &walk);
    good = good && close_file(&k);
    if (k.open) tdm_writer_abandon(k.writer);
    tdm_arena_close(k.mem);
    return tdm_fhir_laid_good(l) && good;
}
