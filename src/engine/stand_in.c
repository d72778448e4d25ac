/* stand_in.c - exercises of one family judged as if they were prescribed in the load class of the one they stand in
 * for: by the same rule of the ceiling, and by that of the person's other episodes. */
#include "engine/stand_in.h"

#include "engine/ceiling.h"
#include "engine/engine_int.h"

const char *tdm_stand_in_word(enum tdm_stand_in_state state) {
    static const char *const words[TDM_STAND_IN_STATES] = {
        [TDM_STAND_IN_FITS] = "fits",           [TDM_STAND_IN_CLASS] = "other-class",
        [TDM_STAND_IN_CEILING] = "ceiling",     [TDM_STAND_IN_OTHER] = "other-episode",
        [TDM_STAND_IN_EQUIPMENT] = "equipment", [TDM_STAND_IN_PLACE] = "place"};
    return words[state];
}

/* ---- can it be done in that class, and how */

/* The first row that gives the class; one by the number itself before one by what the patient must have measured. */
static bool reaches(const struct tdm_exercise *exercise, uint16_t load_class, struct tdm_stand_in *out) {
    if (exercise->has_fixed_class) return exercise->fixed_class == load_class;
    for (int own = 0; own < 2; own++)
        for (uint32_t r = 0; r < exercise->rule_count; r++) {
            const struct tdm_class_rule *rule = &exercise->rules[r];
            if ((rule->basis != TDM_BASIS_NONE) != (own == 1)) continue;
            for (uint32_t i = 0; i < rule->row_count; i++) {
                if (rule->rows[i].load_class != load_class) continue;
                out->field = &exercise->fields[rule->field];
                out->row = &rule->rows[i];
                out->basis = rule->basis;
                return true;
            }
        }
    return false;
}

/* ---- is it allowed */

static struct tdm_exercise_answer as_prescribed(const struct tdm_stand_ins *for_, const struct tdm_exercise *exercise,
                                                tdm_ref ref) {
    struct tdm_exercise_answer answer = {
        .exercise = ref, .prescription = UINT32_MAX, .neighbour = TDM_NEIGHBOUR_NONE, .prescribed = for_->known};
    answer.prescribed_load.known = for_->known;
    answer.prescribed_load.load_class = for_->load_class;
    answer.prescribed_load.attributes = exercise->always_attributes;
    return answer;
}

static bool lacks(const struct tdm_exercise *exercise, const struct tdm_stand_in_means *means, tdm_str *thing) {
    for (uint32_t e = 0; means->asked && e < exercise->equipment_count; e++) {
        bool there = false;
        for (uint32_t i = 0; i < means->thing_count; i++)
            there = there || tdm_str_equal(means->things[i], exercise->equipment[e]);
        if (there) continue;
        *thing = exercise->equipment[e];
        return true;
    }
    return false;
}

static enum tdm_stand_in_state judged(const struct tdm_standing *s, const struct tdm_stand_ins *for_,
                                      const struct tdm_stand_in_means *means, struct tdm_stand_in *out) {
    const struct tdm_catalog *catalog = s->episode->protocol->catalog;
    const struct tdm_exercise *exercise = tdm_catalog_exercise(catalog, out->exercise);
    if (for_->known && !reaches(exercise, for_->load_class, out)) return TDM_STAND_IN_CLASS;
    struct tdm_exercise_answer answer = as_prescribed(for_, exercise, out->exercise);
    (void)tdm_ceiling_judge(catalog, &s->ceiling, s->episode->chart->region, &answer);
    if (answer.verdict == TDM_EXERCISE_MAY_NOT) return TDM_STAND_IN_CEILING;
    neighbours_judge(s, &answer);
    if (answer.verdict == TDM_EXERCISE_MAY_NOT) return TDM_STAND_IN_OTHER;
    if (lacks(exercise, means, &out->lacking)) return TDM_STAND_IN_EQUIPMENT;
    bool there = means->setting == 0 || ((unsigned)exercise->setting & means->setting) != 0;
    return there ? TDM_STAND_IN_FITS : TDM_STAND_IN_PLACE;
}

static tdm_mask some_attributes(const struct tdm_exercise *exercise) {
    tdm_mask some = 0;
    for (uint32_t i = 0; i < exercise->attribute_count; i++)
        if (exercise->attributes[i].conditional) some |= TDM_BIT(exercise->attributes[i].attribute);
    return some;
}

static struct tdm_stand_in one(const struct tdm_standing *s, const struct tdm_stand_ins *for_,
                               const struct tdm_stand_in_means *means, tdm_ref ref) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(s->episode->protocol->catalog, ref);
    struct tdm_stand_in out = {.exercise = ref};
    out.state = judged(s, for_, means, &out);
    if (for_->prescribed) out.adds = exercise->always_attributes & ~for_->attributes;
    bool at_site = (exercise->regions & TDM_BIT(s->episode->chart->region)) != 0;
    if (at_site) out.avoid = some_attributes(exercise) & s->ceiling.barred;
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == ref) out.offered = s->exercises[i].offered;
    return out;
}

struct tdm_stand_ins tdm_stand_ins_of(struct tdm_arena *mem, const struct tdm_standing *standing, tdm_ref exercise,
                                      const struct tdm_stand_in_means *means) {
    const struct tdm_catalog *catalog = standing->episode->protocol->catalog;
    struct tdm_stand_ins out = {.exercise = exercise};
    uint32_t exercises = catalog->count[TDM_KIND_EXERCISE];
    tdm_ref family = tdm_catalog_exercise(catalog, exercise)->family;
    for (uint32_t i = 0; i < standing->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &standing->exercises[i];
        if (answer->exercise != exercise || !answer->prescribed) continue;
        out.prescribed = true;
        out.known = answer->prescribed_load.known;
        out.load_class = answer->prescribed_load.load_class;
        out.attributes = answer->prescribed_load.attributes;
    }
    struct tdm_stand_in *items = TDM_NEW_ARRAY(mem, struct tdm_stand_in, exercises);
    for (int fits = 1; fits >= 0; fits--)
        for (uint32_t e = 0; e < exercises && family != TDM_REF_NONE; e++) {
            if (e == exercise || tdm_catalog_exercise(catalog, (tdm_ref)e)->family != family) continue;
            struct tdm_stand_in item = one(standing, &out, means, (tdm_ref)e);
            if ((item.state == TDM_STAND_IN_FITS) != (fits == 1)) continue;
            items[out.count++] = item;
            out.fit_count += (uint32_t)fits;
        }
    out.items = items;
    return out;
}
