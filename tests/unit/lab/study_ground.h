/* study_ground.h - the shipped studies, bound to their protocols. */
#ifndef STUDY_GROUND_H
#define STUDY_GROUND_H

#include "lab/study.h"
#include "lab_ground.h"

#include <string.h>

/* The shipped protocols, and those that a study alone compares with. */
static inline const struct tdm_library *ground_all_protocols(struct tdm_arena *mem) {
    const struct tdm_library *shipped = ground_library(mem);
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    const struct tdm_protocol **protocols =
        TDM_NEW_ARRAY(mem, const struct tdm_protocol *, shipped->protocol_count + tdm_embedded_count());
    *library = (struct tdm_library){shipped->catalog, protocols, shipped->protocol_count};
    memcpy(protocols, shipped->protocols, shipped->protocol_count * sizeof(const struct tdm_protocol *));
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
        tdm_problems_init(problems);
        if (!tdm_str_starts_with(file->name, TDM_STR("lab/")) ||
            !tdm_str_ends_with(file->name, TDM_STR(".protocol.tandem")))
            continue;
        protocols[library->protocol_count] = ground_protocol(mem, library->catalog, file->bytes, problems);
        if (protocols[library->protocol_count++] == NULL) check_failed(__FILE__, __LINE__, "protocol");
    }
    return library;
}

/* A shipped study, bound; null when it cannot be. */
static inline struct tdm_study *ground_study(struct tdm_arena *mem, const struct tdm_library *library,
                                             const struct tdm_embedded *file) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bio_model *model = NULL;
    struct tdm_study *study = NULL;
    tdm_problems_init(problems);
    bool fine = tdm_bio_model_read(mem, ground_tree(mem, tdm_embedded_find(TDM_STR("lab/knee-oa.model.tandem"))),
                                   &model, problems) &&
                tdm_study_read(mem, ground_tree(mem, file), model, library->catalog, &study, problems);
    if (!fine) return NULL;
    const struct tdm_protocol **of_arms = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, study->arm_count);
    for (uint32_t arm = 0; arm < study->arm_count; arm++)
        for (uint32_t i = 0; i < library->protocol_count; i++)
            if (tdm_str_equal(library->protocols[i]->name, study->arms[arm].follows))
                of_arms[arm] = library->protocols[i];
    return tdm_study_bind(mem, study, of_arms, problems) ? study : NULL;
}

#endif
