/* medicine.h - what a medicine of another system is, by its codes and by its words; and an exercise that was ordered in our own
 * codes. For imports and for warnings while something is being ordered. */
#ifndef TDM_FHIR_MEDICINE_H
#define TDM_FHIR_MEDICINE_H

#include "catalog/ordered.h"
#include "chart/chart.h"
#include "json/json.h"

struct tdm_fhir_medicine {
    tdm_str words;              /* as they stand there: the text, else a display */
    struct tdm_ordered holds;   /* by codes and words together; borrows `words` and the catalogue */
    tdm_str coded;              /* the thing of the catalogue that has one of its codes; or empty */
    bool contradicts;           /* its code is of one thing, its words are of another: then nothing is known of it */
    uint64_t classes;           /* of medicines, by ATC groups of its codes: where no ingredient is known */
    tdm_ref route;              /* of the dosage, else of the form; TDM_REF_NONE: must be asked, or two that differ */
};
/* `concept` may be null: then nothing is said (holds.count 0). `dosage`: the first dosage instruction, or null. */
void tdm_fhir_read_medicine(const struct tdm_catalog *catalog, const struct tdm_json *concept, const struct tdm_json *dosage,
                            struct tdm_fhir_medicine *out);
/* What an entry says of it where its parts are not all known: words that lead nowhere. */
tdm_str tdm_fhir_medicine_said(struct tdm_arena *mem, const struct tdm_fhir_medicine *medicine);
/* The thing of that kind with one of the concept's codes: ours, or one of the systems of codes that the catalogue has; or empty. */
tdm_str tdm_fhir_thing_by_code(const struct tdm_catalog *catalog, const struct tdm_json *concept, enum tdm_catalog_kind kind);
/* The exercise of a ServiceRequest that was written in our codes, with its dose. False: it was not, or cannot be read. */
bool tdm_fhir_read_exercise(struct tdm_arena *mem, const struct tdm_json *request, struct tdm_written_dose *out) TDM_CHECKED;

#endif
