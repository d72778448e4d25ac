/* study_bind.c - a study beside its protocols: the condition is the model's, every measure that a visit may ask for is
 * read or stated, every load class that the catalogue has means something for the model. Outside of that it is refused.
 */
#include "lab/study_int.h"

static struct tdm_problem *refuse(struct tdm_problems *problems, enum tdm_why why, const char *code,
                                  struct tdm_place place) {
    return tdm_problems_add(problems, TDM_ERROR, why, code, place);
}

static bool check_condition(const struct tdm_study *study, const struct tdm_study_arm *arm,
                            struct tdm_problems *problems) {
    tdm_str condition = tdm_catalog_name(study->catalog, TDM_KIND_CONDITION, arm->protocol->condition);
    if (tdm_str_equal(condition, study->model->condition)) return true;
    struct tdm_problem *p = refuse(problems, TDM_WHY_CONFLICT, "Q016", arm->place);
    tdm_problem_what(p, "`%.*s` is for %.*s, and the model speaks of %.*s alone", TDM_FMT(arm->protocol->name),
                     TDM_FMT(condition), TDM_FMT(study->model->condition));
    tdm_problem_fix(p, "name a protocol for %.*s, or a model of %.*s", TDM_FMT(study->model->condition),
                    TDM_FMT(condition));
    return false;
}

static void check_measures(const struct tdm_study *study, const struct tdm_study_arm *arm,
                           struct tdm_problems *problems) {
    for (uint32_t use = 0; use < arm->protocol->measure_count; use++) {
        tdm_ref measure = arm->protocol->measures[use].measure;
        bool before = study_map_of(study, measure) != NULL;
        for (uint32_t earlier = 0; earlier < use && !before; earlier++)
            before = arm->protocol->measures[earlier].measure == measure; /* told once */
        if (before) continue;
        tdm_str name = tdm_catalog_name(study->catalog, TDM_KIND_MEASURE, measure);
        struct tdm_problem *p = refuse(problems, TDM_WHY_MISSING, "Q013", arm->place);
        tdm_problem_what(p, "`%.*s` asks for `%.*s`, and the study does not say what is read",
                         TDM_FMT(arm->protocol->name), TDM_FMT(name));
        tdm_problem_fix(p, "add: measure %.*s from READOUT, or: measure %.*s stays VALUE", TDM_FMT(name),
                        TDM_FMT(name));
    }
}

static void check_classes(const struct tdm_study *study, struct tdm_problems *problems) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(study->catalog);
    for (uint32_t i = 0; i < scale->count; i++) {
        if (study->has_class[i]) continue;
        struct tdm_problem *p =
            refuse(problems, TDM_WHY_MISSING, "Q014", (struct tdm_place){.file = study->tree->file});
        tdm_problem_what(p, "the study does not say what the load class `%.*s` means for the model",
                         TDM_FMT(scale->steps[i]));
        tdm_problem_fix(p, "add: class %.*s, activity A, strengthening A, control A, load A", TDM_FMT(scale->steps[i]));
    }
}

bool tdm_study_bind(struct tdm_arena *mem, struct tdm_study *study, const struct tdm_protocol *const *of_arms,
                    struct tdm_problems *problems) {
    uint32_t before = problems->errors;
    struct tdm_study_arm *arms = TDM_NEW_ARRAY(mem, struct tdm_study_arm, study->arm_count + 1u);
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, study->arm_count + 1u);
    uint32_t count = 0;
    for (uint32_t i = 0; i < study->arm_count; i++) {
        arms[i] = study->arms[i];
        arms[i].protocol = of_arms[i];
        if (of_arms[i] == NULL) continue;
        if (check_condition(study, &arms[i], problems)) check_measures(study, &arms[i], problems);
        bool known = false;
        for (uint32_t k = 0; k < count; k++) known = known || protocols[k] == of_arms[i];
        if (!known) protocols[count++] = of_arms[i];
    }
    if (count > 0) check_classes(study, problems);
    study->arms = arms;
    study->library = (struct tdm_library){study->catalog, protocols, count};
    return problems->errors == before;
}
