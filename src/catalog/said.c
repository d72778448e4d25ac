/* said.c - what people call a medicine (M61): names, labels, synonyms and products, without letter case, blanks and
 * hyphens. A word that nobody declared is not "no conflict" but a question. */
#include "catalog/catalog_int.h"

/* ---- keys */

static bool skipped(char c) {
    return c == ' ' || c == '\t' || c == '-' || c == '\n' || c == '\r';
}

static char folded(char c) {
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    if (c < 'A' || c > 'Z') return c;
    return small[c - 'A'];
}

static tdm_str key_of(struct tdm_arena *mem, tdm_str said) {
    char *key = tdm_arena_alloc_raw(mem, said.len + 1);
    size_t length = 0;
    for (size_t i = 0; i < said.len; i++)
        if (!skipped(said.at[i])) key[length++] = folded(said.at[i]);
    return (tdm_str){key, length};
}

/* As tdm_str_compare of the key of `said` with `key`, without making it. */
static int said_compare(tdm_str said, tdm_str key) {
    size_t at = 0;
    for (size_t i = 0; i < said.len; i++) {
        if (skipped(said.at[i])) continue;
        if (at == key.len) return 1;
        unsigned char a = (unsigned char)folded(said.at[i]), b = (unsigned char)key.at[at++];
        if (a != b) return a < b ? -1 : 1;
    }
    return at == key.len ? 0 : -1;
}

/* ---- the sorted list, made once */

struct said_list {
    struct catalog_reader *r;
    struct tdm_said *items;
    size_t count, room;
};

static void say(struct said_list *list, tdm_str word, enum tdm_catalog_kind kind, tdm_ref ref) {
    tdm_str key = key_of(list->r->mem, word);
    if (key.len == 0 || list->count >= TDM_REF_NONE) return;
    TDM_GROW(list->r->mem, list->items, list->count, list->room);
    list->items[list->count++] = (struct tdm_said){key, kind, ref};
}

static void say_item(struct said_list *list, const struct tdm_item *item, enum tdm_catalog_kind kind, tdm_ref ref) {
    say(list, item->name, kind, ref);
    if (item->label.len > 0) say(list, item->label, kind, ref);
}

static void say_all(struct said_list *list) {
    const struct tdm_catalog *catalog = list->r->catalog;
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_SUBSTANCE]; i++) {
        const struct tdm_substance *substance = tdm_catalog_substance(catalog, (tdm_ref)i);
        say_item(list, &substance->item, TDM_KIND_SUBSTANCE, (tdm_ref)i);
        for (uint32_t k = 0; k < substance->synonym_count; k++)
            say(list, substance->synonyms[k], TDM_KIND_SUBSTANCE, (tdm_ref)i);
    }
    for (uint32_t i = 0; i < catalog->count[TDM_KIND_PRODUCT]; i++) {
        const struct tdm_product *product = tdm_catalog_product(catalog, (tdm_ref)i);
        say_item(list, &product->item, TDM_KIND_PRODUCT, (tdm_ref)i);
        for (uint32_t k = 0; k < product->synonym_count; k++)
            say(list, product->synonyms[k], TDM_KIND_PRODUCT, (tdm_ref)i);
    }
}

static void said_twice(struct catalog_reader *r, const struct tdm_said *first, const struct tdm_said *second) {
    const struct tdm_item *a = tdm_catalog_item(r->catalog, first->kind, first->ref);
    const struct tdm_item *b = tdm_catalog_item(r->catalog, second->kind, second->ref);
    if (first->kind == second->kind && tdm_str_equal(a->name, b->name)) return; /* one name twice: told as that */
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C033", b->place);
    tdm_problem_what(p, "\"%.*s\" is said for two medicines: the %s \"%.*s\" and the %s \"%.*s\"", TDM_FMT(first->key),
                     tdm_catalog_kind_word(first->kind), TDM_FMT(a->name), tdm_catalog_kind_word(second->kind),
                     TDM_FMT(b->name));
    tdm_problem_fix(p, "leave it with one of them: a word must lead to one answer");
}

void tdm_catalog_say(struct catalog_reader *r) {
    struct said_list list = {.r = r};
    say_all(&list);
    tdm_str *keys = TDM_NEW_ARRAY(r->mem, tdm_str, list.count + 1);
    for (size_t i = 0; i < list.count; i++) keys[i] = list.items[i].key;
    const tdm_ref *order = tdm_catalog_sort(r->mem, keys, (uint32_t)list.count);
    struct tdm_said *said = TDM_NEW_ARRAY(r->mem, struct tdm_said, list.count + 1);
    uint32_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct tdm_said *next = &list.items[order[i]];
        bool again = count > 0 && tdm_str_equal(said[count - 1].key, next->key);
        if (!again) {
            said[count++] = *next;
        } else if (said[count - 1].kind != next->kind || said[count - 1].ref != next->ref) {
            said_twice(r, &said[count - 1], next);
        }
    }
    r->catalog->said = said;
    r->catalog->said_count = count;
}

/* ---- asking */

static const struct tdm_said *said_find(const struct tdm_catalog *catalog, tdm_str word) {
    uint32_t from = 0, until = catalog->said_count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        int order = said_compare(word, catalog->said[middle].key);
        if (order == 0) return &catalog->said[middle];
        if (order < 0)
            until = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

bool tdm_catalog_ingredients(const struct tdm_catalog *catalog, tdm_str said, const tdm_ref **out, uint32_t *count,
                             tdm_ref *route, tdm_ref one[1]) {
    const struct tdm_said *found = said_find(catalog, said);
    if (found == NULL) return false;
    *route = TDM_REF_NONE;
    if (found->kind == TDM_KIND_SUBSTANCE) {
        one[0] = found->ref;
        *out = one;
        *count = 1;
        return true;
    }
    const struct tdm_product *product = tdm_catalog_product(catalog, found->ref);
    *out = product->ingredients;
    *count = product->ingredient_count;
    *route = product->route;
    return true;
}
