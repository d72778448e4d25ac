/* code_read.c - reads `code SYSTEM CODE "DISPLAY"`, in the block of a thing or under `codes KIND NAME` in a file of its
 * own, and finds a thing by its code. One code belongs to one thing of a kind, so that what comes in under it means one
 * thing. */
#include "catalog/catalog_int.h"

const char tdm_code_form[] = "code SYSTEM CODE \"DISPLAY\" [, left | , right]";

/* ---- one code line */

static bool slipped(struct catalog_reader *r, const struct tdm_cursor *c, enum tdm_code_slip slip,
                    const struct tdm_code *code) {
    if (slip == TDM_CODE_OTHER_FORM) return tdm_clause_unread(r, c, tdm_code_form);
    const char *number = slip == TDM_CODE_NO_SYSTEM ? "C042" : slip == TDM_CODE_BAD_SHAPE ? "C043" : "C044";
    tdm_code_tell(tdm_catalog_refuse(r, TDM_WHY_RANGE, number, code->place), slip, code);
    return false;
}

static bool sides_possible(const struct catalog_reader *r, const void *item) {
    if (r->kind == TDM_KIND_MEASURE) return ((const struct tdm_measure *)item)->sided;
    return r->kind == TDM_KIND_REGION && ((const struct tdm_region *)item)->sided;
}

static bool side_read(struct catalog_reader *r, const void *item, struct clause_at *at, struct tdm_code *out) {
    if (at->part >= at->line->part_count) return true;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    struct tdm_place place = tdm_cursor_place(&c);
    if (tdm_cursor_take_word(&c, "left"))
        out->side = TDM_CODE_LEFT;
    else if (tdm_cursor_take_word(&c, "right"))
        out->side = TDM_CODE_RIGHT;
    else
        return true; /* another clause of the line */
    at->part++;
    if (!tdm_clause_done(r, &c, tdm_code_form)) return false;
    if (sides_possible(r, item)) return true;
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_ALLOWED, "C046", place);
    tdm_problem_what(p, "\"%.*s\" has no left and right", TDM_FMT(((const struct tdm_item *)item)->name));
    tdm_problem_fix(p, "leave the side out, or write `sided` above if it has two");
    return false;
}

static void keep(struct catalog_reader *r, struct tdm_item *item, const struct tdm_code *code) {
    struct tdm_code *grown = TDM_NEW_ARRAY(r->mem, struct tdm_code, item->code_count + 1u); /* few: copied each time */
    for (uint32_t i = 0; i < item->code_count; i++) grown[i] = item->codes[i];
    grown[item->code_count++] = *code;
    item->codes = grown;
}

bool tdm_clause_code(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_code code = {0};
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    enum tdm_code_slip slip = tdm_code_take(&c, &code);
    if (slip != TDM_CODE_READ) return slipped(r, &c, slip, &code);
    if (!side_read(r, item, at, &code)) return false;
    keep(r, item, &code);
    return true;
}

/* ---- `codes KIND NAME`: codes of a thing that another file declares */

static const char codes_form[] = "codes KIND NAME, and below it: code SYSTEM CODE \"DISPLAY\"";

static bool codes_of(struct catalog_reader *r, struct tdm_cursor *c, uint32_t *kind, tdm_ref *ref) {
    const struct tdm_term *word = tdm_cursor_take(c, TDM_TERM_WORD);
    if (word == NULL) return tdm_clause_unread(r, c, codes_form);
    for (*kind = 0; *kind < TDM_KIND_COUNT; (*kind)++)
        if (tdm_str_is(word->text, tdm_catalog_kinds[*kind].word)) break;
    if (*kind == TDM_KIND_COUNT) {
        c->at--;
        return tdm_clause_unread(r, c, codes_form);
    }
    return tdm_clause_name(r, c, (enum tdm_catalog_kind) * kind, ref) && tdm_clause_done(r, c, codes_form);
}

static void codes_block(struct catalog_reader *r, const struct tdm_line *line) {
    tdm_ref ref;
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    if (!codes_of(r, &c, &r->kind, &ref)) return;
    void *item = (char *)r->items[r->kind] + ref * tdm_catalog_kinds[r->kind].size;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        struct clause_at at = {below, 0};
        c = tdm_clause_cursor(r, &at);
        if (!tdm_cursor_is_word(&c, "code") || below->block != NULL) {
            (void)tdm_clause_unread(r, &c, codes_form);
            continue;
        }
        if (!tdm_clause_code(r, item, &at) || at.part == below->part_count) continue;
        c = tdm_clause_cursor(r, &at);
        (void)tdm_clause_unread(r, &c, tdm_code_form);
    }
}

void tdm_codes_read(struct catalog_reader *r, const struct tdm_tree *const *trees) {
    for (uint32_t i = 0; i < r->tree_count; i++) {
        r->tree = trees[i];
        for (const struct tdm_line *line = trees[i]->first; line != NULL; line = line->next)
            if (tdm_str_is(tdm_line_head(line), "codes")) codes_block(r, line);
    }
}

/* ---- all codes, sorted once */

static uint32_t codes_count(const struct tdm_catalog *catalog) {
    uint32_t count = 0;
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < catalog->count[kind]; i++)
            count += tdm_catalog_item(catalog, (enum tdm_catalog_kind)kind, (tdm_ref)i)->code_count;
    return count;
}

static void stands_twice(struct catalog_reader *r, const struct tdm_coded *first, const struct tdm_coded *again) {
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C045", again->code->place);
    tdm_problem_what(p, "the code \"%.*s\" stands at the %s \"%.*s\" already: what comes in under it could be either",
                     TDM_FMT(again->code->code), tdm_catalog_kind_word((enum tdm_catalog_kind)first->kind),
                     TDM_FMT(tdm_catalog_name(r->catalog, (enum tdm_catalog_kind)first->kind, first->ref)));
    tdm_problem_fix(p, "leave it at one of them; the first stands in %.*s, line %u", TDM_FMT(first->code->place.file),
                    first->code->place.line);
}

void tdm_codes_sort(struct catalog_reader *r) {
    struct tdm_catalog *catalog = r->catalog;
    uint32_t count = codes_count(catalog), at = 0;
    if (count >= TDM_REF_NONE) count = TDM_REF_NONE - 1;
    struct tdm_coded *all = TDM_NEW_ARRAY(r->mem, struct tdm_coded, count + 1u);
    struct tdm_coded *sorted = TDM_NEW_ARRAY(r->mem, struct tdm_coded, count + 1u);
    tdm_str *texts = TDM_NEW_ARRAY(r->mem, tdm_str, count + 1u);
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < catalog->count[kind]; i++) {
            const struct tdm_item *item = tdm_catalog_item(catalog, (enum tdm_catalog_kind)kind, (tdm_ref)i);
            for (uint32_t k = 0; k < item->code_count && at < count; k++) {
                texts[at] = item->codes[k].code;
                all[at++] = (struct tdm_coded){&item->codes[k], (uint16_t)kind, (tdm_ref)i};
            }
        }
    const tdm_ref *order = tdm_catalog_sort(r->mem, texts, count);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = all[order[i]];
        for (uint32_t before = i; before > 0; before--) {
            const struct tdm_coded *other = &sorted[before - 1];
            if (!tdm_str_equal(other->code->code, sorted[i].code->code)) break;
            if (other->kind != sorted[i].kind || other->code->system != sorted[i].code->system) continue;
            stands_twice(r, other, &sorted[i]);
            break;
        }
    }
    catalog->coded = sorted;
    catalog->coded_count = count;
}

const struct tdm_code *tdm_catalog_coded(const struct tdm_catalog *catalog, int kind, enum tdm_code_system system,
                                         tdm_str code, uint16_t *ref) {
    uint32_t from = 0, until = catalog->coded_count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        if (tdm_str_compare(catalog->coded[middle].code->code, code) < 0)
            from = middle + 1;
        else
            until = middle;
    }
    for (; from < catalog->coded_count && tdm_str_equal(catalog->coded[from].code->code, code); from++) {
        const struct tdm_coded *at = &catalog->coded[from];
        if (at->kind != kind || at->code->system != system) continue;
        *ref = at->ref;
        return at->code;
    }
    return NULL;
}

uint64_t tdm_catalog_classes_of_atc(const struct tdm_catalog *catalog, tdm_str atc) {
    tdm_mask classes = 0;
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_CLASS]; i++) {
        const struct tdm_substance_class *one = tdm_catalog_class(catalog, (tdm_ref)i);
        for (uint32_t k = 0; k < one->item.code_count; k++) {
            const struct tdm_code *code = &one->item.codes[k];
            if (code->system == TDM_CODE_ATC && tdm_str_starts_with(atc, code->code)) classes |= one->closure;
        }
    }
    return classes;
}
