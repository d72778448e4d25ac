/* fhir_laid.c - what an import has read, laid aside: the shelf of the room `fhir` upon the spool of the room `store`,
 * and what is to be written when every chart is judged. */
#include "cli/fhir_command.h"

/* ---- laid there */

static void keep(void *context, const struct tdm_fhir_piece *piece) {
    struct tdm_fhir_laid *l = context;
    struct tdm_spooled one = {.text = piece->text,
                              .file = (uint32_t)l->file_count - 1,
                              .line = piece->line,
                              .column = piece->column,
                              .part = piece->entry_index};
    tdm_spool_add(l->spool, &one);
}

static void lead(void *context, enum tdm_fhir_lead kind, tdm_str word) {
    const struct tdm_fhir_laid *l = context;
    tdm_spool_lead(l->spool, kind, word);
}

static void begins(void *context, tdm_str file) {
    struct tdm_fhir_laid *l = context;
    TDM_GROW(l->request->mem, l->files, l->file_count, l->file_room);
    l->files[l->file_count++] = file;
}

static enum tdm_fhir_said take(void *context, const struct tdm_fhir_piece *piece) {
    struct tdm_fhir_laid *l = context;
    struct tdm_fhir_leading to = {keep, lead, l};
    tdm_arena_reset(l->mem);
    return tdm_fhir_leads(l->mem, &l->request->problems, piece, &to);
}

static uint64_t resources(void *context) {
    const struct tdm_fhir_laid *l = context;
    return tdm_spool_count(l->spool);
}

/* ---- the shelf */

static uint32_t led(void *context, enum tdm_fhir_lead kind, tdm_str word, uint32_t from) {
    const struct tdm_fhir_laid *l = context;
    return tdm_spool_led(l->spool, kind, word, from);
}

static bool get(void *context, struct tdm_arena *mem, uint32_t number, struct tdm_fhir_piece *out,
                struct tdm_fhir_marks *marks) {
    const struct tdm_fhir_laid *l = context;
    struct tdm_spooled one;
    if (!tdm_spool_get(l->spool, mem, number, &one)) return false;
    *out = (struct tdm_fhir_piece){l->files[one.file], one.text, one.line, one.column, one.part};
    *marks = (struct tdm_fhir_marks){.chart = one.group, .original = one.original, .held = one.held};
    return true;
}

static void mark(void *context, uint32_t number, const struct tdm_fhir_marks *marks) {
    const struct tdm_fhir_laid *l = context;
    struct tdm_spooled one = {.group = marks->chart, .original = marks->original, .held = marks->held};
    tdm_spool_mark(l->spool, number, &one);
}

static uint32_t at(void *context, struct tdm_place place) {
    const struct tdm_fhir_laid *l = context;
    for (size_t i = l->file_count; i-- > 0;)
        if (tdm_str_equal(l->files[i], place.file))
            return tdm_spool_at(l->spool, (uint32_t)i, place.line, place.column);
    return UINT32_MAX;
}

bool tdm_fhir_laid_good(const struct tdm_fhir_laid *l) {
    struct tdm_problem problem = {0};
    return tdm_spool_good(l->spool, &problem) || tdm_request_keep(l->request, &problem);
}

bool tdm_fhir_lay(struct tdm_request *request, struct tdm_loaded *file, struct tdm_fhir_laid *l) {
    struct tdm_problem problem = {0};
    *l = (struct tdm_fhir_laid){.request = request, .mem = tdm_arena_open((size_t)8 << 30)};
    l->shelf = (struct tdm_fhir_shelf){l, led, get, mark, at};
    tdm_gauge_begin(&l->progress);
    if (!tdm_spool_open(request->mem, &l->spool, &problem)) return tdm_request_keep(request, &problem);
    struct tdm_fhir_sources sources = {.request = request,
                                       .file = file,
                                       .progress = &l->progress,
                                       .begins = begins,
                                       .take = take,
                                       .resources = resources,
                                       .context = l};
    bool good = tdm_fhir_each_source(&sources);
    tdm_spool_sort(l->spool);
    return tdm_fhir_laid_good(l) && good;
}

void tdm_fhir_laid_end(struct tdm_fhir_laid *l) {
    tdm_gauge_end(&l->progress);
    tdm_spool_close(l->spool);
    tdm_arena_close(l->mem);
}

/* ---- looked through */

struct tdm_fhir_in *tdm_fhir_laid_in(struct tdm_fhir_laid *l) {
    tdm_arena_reset(l->mem);
    return tdm_fhir_in_open_shelf(l->mem, &l->request->problems, &l->shelf);
}

uint32_t tdm_fhir_laid_next(struct tdm_fhir_laid *l, enum tdm_fhir_lead kind, uint32_t from) {
    for (;; from++) {
        struct tdm_spooled one;
        from = tdm_spool_led(l->spool, kind, TDM_STR(""), from);
        if (from == UINT32_MAX) return from;
        tdm_arena_reset(l->mem);
        if (tdm_spool_get(l->spool, l->mem, from, &one) && one.original == TDM_SPOOL_NONE) return from;
    }
}

struct comparing {
    struct tdm_fhir_laid *l;
    uint32_t refused[TDM_PROBLEMS_MAX],
        count; /* the second of each pair: two addresses lead to it, and it is told once */
    bool good;
};

static bool compare(void *context, uint32_t one, uint32_t other) {
    struct comparing *c = context;
    for (uint32_t i = 0; i < c->count; i++)
        if (c->refused[i] == other) return true;
    bool same = tdm_fhir_in_compare(tdm_fhir_laid_in(c->l), one, other);
    if (!same && c->count < TDM_PROBLEMS_MAX) c->refused[c->count++] = other;
    c->good = c->good && same;
    return c->l->request->problems.errors < TDM_PROBLEMS_MAX;
}

bool tdm_fhir_laid_once(struct tdm_fhir_laid *l) {
    struct comparing c = {.l = l, .good = true};
    struct tdm_spool_walk walk = {compare, &c};
    bool all = tdm_spool_twice(l->spool, TDM_FHIR_BY_ADDRESS, &walk);
    return tdm_fhir_laid_good(l) && all && c.good;
}
