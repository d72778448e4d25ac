/* biology_ground.h - the shipped model of the knee, and a few patients to try things on. */
#ifndef TDM_BIOLOGY_GROUND_H
#define TDM_BIOLOGY_GROUND_H

#include "check.h"

#include "biology/programme.h"
#include "system/system.h"

static struct tdm_problems problems;

static const struct tdm_bio_model *read_model(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_tree *tree;
    const struct tdm_bio_model *model;
    tdm_problems_init(&problems);
    if (!tdm_notation_read(mem, TDM_STR("staged.tandem"), text, &tree, &problems)) return NULL;
    return tdm_bio_model_read(mem, tree, &model, &problems) ? model : NULL;
}

static tdm_str shipped_text(void) {
    for (size_t i = 0; i < tdm_embedded_count(); i++)
        if (tdm_str_is(tdm_embedded_at(i)->name, "lab/knee-oa.model.tandem")) return tdm_embedded_at(i)->bytes;
    check_failed(__FILE__, __LINE__, "the model of the knee is not embedded");
    return (tdm_str){0};
}

/* The widest set that this machine has: a test of another set is left out where it would not run. */
static inline enum tdm_bio_set widest(void) {
    uint32_t bits = tdm_machine_vector_bits();
    return bits >= 512 ? TDM_BIO_AVX512 : bits >= 256 ? TDM_BIO_AVX2 : TDM_BIO_SSE2;
}

#endif
