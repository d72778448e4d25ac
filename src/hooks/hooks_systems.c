/* hooks_systems.c - the file of systems that are believed, and their keys. */
#include "hooks/trust.h"

struct reading {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    struct tdm_systems *out;
    struct tdm_problems *problems;
};

static bool refuse(const struct reading *r, const struct tdm_line *line, const char *what) {
    struct tdm_place place = {.file = r->tree->file};
    if (line != NULL) place = tdm_line_place(r->tree, line);
    struct tdm_problem *problem = tdm_problems_add(r->problems, TDM_ERROR, TDM_WHY_SYNTAX, "Z010", place);
    tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(
        problem, "write `address \"https://this.service\"`, `origin \"https://a.page\"`, or `system \"ISSUER\"` with "
                 "`keys \"FILE\"` and `fhir \"https://its.server\"` below it");
    return false;
}

/* `WORD "TEXT"` and nothing else. */
static bool text_of(const struct tdm_line *line, tdm_str *out) {
    if (line->part_count != 1 || line->parts[0].count != 2 || line->parts[0].terms[1].kind != TDM_TERM_TEXT)
        return false;
    *out = line->parts[0].terms[1].text;
    return out->len > 0;
}

static bool read_system(const struct reading *r, const struct tdm_line *head, tdm_str issuer) {
    struct tdm_systems *all = r->out;
    for (size_t i = 0; i < all->count; i++)
        if (tdm_str_equal(all->list[i].issuer, issuer)) return refuse(r, head, "this system stands in the file twice");
    uint32_t most = tdm_block_count(head->block);
    tdm_str *files = TDM_NEW_ARRAY(r->mem, tdm_str, most + 1u), *fhir = TDM_NEW_ARRAY(r->mem, tdm_str, most + 1u);
    struct tdm_system one = {.issuer = issuer, .files = files, .fhir = fhir, .place = tdm_line_place(r->tree, head)};
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next) {
        bool keys = tdm_str_is(tdm_line_head(line), "keys"), server = tdm_str_is(tdm_line_head(line), "fhir");
        tdm_str text;
        if ((!keys && !server) || !text_of(line, &text)) return refuse(r, line, "this is no line of a system");
        if (keys) files[one.file_count++] = text;
        if (server) fhir[one.fhir_count++] = text;
    }
    if (one.file_count == 0) return refuse(r, head, "a system without keys could never be believed");
    TDM_GROW(r->mem, all->list, all->count, all->room);
    all->list[all->count++] = one;
    return true;
}

static bool is_address(tdm_str text) {
    return (tdm_str_starts_with(text, TDM_STR("https://")) || tdm_str_starts_with(text, TDM_STR("http://"))) &&
           !tdm_str_ends_with(text, TDM_STR("/"));
}

static bool read_line(const struct reading *r, const struct tdm_line *line) {
    struct tdm_systems *all = r->out;
    tdm_str word = tdm_line_head(line), text;
    if (!text_of(line, &text)) return refuse(r, line, "this line is not understood");
    if (tdm_str_is(word, "system")) return read_system(r, line, text);
    if (line->block != NULL || !is_address(text))
        return refuse(r, line, "an address begins with https:// and does not end with /");
    if (tdm_str_is(word, "address")) {
        TDM_GROW(r->mem, all->addresses, all->address_count, all->address_room);
        all->addresses[all->address_count++] = text;
        return true;
    }
    if (!tdm_str_is(word, "origin")) return refuse(r, line, "this line is not understood");
    TDM_GROW(r->mem, all->origins, all->origin_count, all->origin_room);
    all->origins[all->origin_count++] = text;
    return true;
}

bool tdm_systems_read(struct tdm_arena *mem, const struct tdm_tree *tree, struct tdm_systems *out,
                      struct tdm_problems *problems) {
    struct reading r = {mem, tree, out, problems};
    *out = (struct tdm_systems){0};
    for (const struct tdm_line *line = tree->first; line != NULL; line = line->next)
        if (!read_line(&r, line)) return false;
    if (out->count == 0) return refuse(&r, NULL, "the file names no system, so nobody could ask");
    if (out->address_count == 0)
        return refuse(&r, NULL, "the file does not say under which address this service is known");
    return true;
}

const struct tdm_system *tdm_systems_find(const struct tdm_systems *systems, tdm_str issuer) {
    for (size_t i = 0; i < systems->count; i++)
        if (issuer.len > 0 && tdm_str_equal(systems->list[i].issuer, issuer)) return &systems->list[i];
    return NULL;
}
