/* family.c - exercises that may stand in for each other (F039). A family is a claim, and is held against what its
 * exercises say: all of them load one region, move one variable and, where muscles are named, share a prime mover. */
#include "catalog/catalog_int.h"

struct shared {
    tdm_mask regions, moves, muscles;
    uint32_t count;
    tdm_ref first;
};

static bool joins(const struct shared *all, const struct tdm_exercise *one) {
    bool muscles = (all->muscles & one->muscles) != 0 || (all->muscles == 0 && one->muscles == 0);
    return (all->regions & one->regions) != 0 && (all->moves & one->moves) != 0 && muscles;
}

static void add(struct shared *all, const struct tdm_exercise *one, tdm_ref ref) {
    all->count++;
    if (all->count == 1) {
        *all = (struct shared){one->regions, one->moves, one->muscles, 1, ref};
        return;
    }
    all->regions &= one->regions;
    all->moves &= one->moves;
    all->muscles &= one->muscles;
}

static void stranger(struct catalog_reader *r, const struct shared *all, const struct tdm_exercise *one) {
    const char *lacks = (all->regions & one->regions) == 0 ? "no region that all of them load"
                        : (all->moves & one->moves) == 0   ? "no variable that all of them move"
                                                           : "no muscle that all of them work";
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C048", one->item.place);
    tdm_problem_what(p, "\"%.*s\" shares with the family \"%.*s\" %s", TDM_FMT(one->item.name),
                     TDM_FMT(tdm_catalog_name(r->catalog, TDM_KIND_FAMILY, one->family)), lacks);
    tdm_problem_fix(p, "take it out of the family: it cannot stand in for \"%.*s\"",
                    TDM_FMT(tdm_catalog_name(r->catalog, TDM_KIND_EXERCISE, all->first)));
}

static void alone(struct catalog_reader *r, tdm_ref family, uint32_t count) {
    const struct tdm_item *item = tdm_catalog_item(r->catalog, TDM_KIND_FAMILY, family);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C047", item->place);
    tdm_problem_what(p, "the family \"%.*s\" has %s, so that nothing can stand in", TDM_FMT(item->name),
                     count == 0 ? "no exercise" : "one exercise");
    tdm_problem_fix(p, "write `family %.*s` in another exercise too, or leave the family out", TDM_FMT(item->name));
}

void tdm_families_check(struct catalog_reader *r) {
    uint32_t families = r->catalog->count[TDM_KIND_FAMILY];
    struct shared *all = TDM_NEW_ARRAY(r->mem, struct shared, families + 1u);
    for (uint32_t i = 0; i < r->catalog->count[TDM_KIND_EXERCISE]; i++) {
        const struct tdm_exercise *one = tdm_catalog_exercise(r->catalog, (tdm_ref)i);
        if (one->family == TDM_REF_NONE) continue;
        struct shared *family = &all[one->family];
        if (family->count > 0 && !joins(family, one)) {
            stranger(r, family, one);
            family->count++; /* told; and not alone */
            continue;
        }
        add(family, one, (tdm_ref)i);
    }
    for (uint32_t f = 0; f < families; f++)
        if (all[f].count < 2) alone(r, (tdm_ref)f, all[f].count);
}
