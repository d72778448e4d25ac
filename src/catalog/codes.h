/* codes.h - what other systems call a thing of the catalogue: LOINC, SNOMED CT, ATC, RxNorm. A code is for exchange and
 * decides nothing here. Reading refuses what cannot be a code of its system; a digit that fits does not prove a meaning:
 * docs/codes.md says where each shipped code was looked up. */
#ifndef TDM_CODES_H
#define TDM_CODES_H

#include "base/base.h"
#include "notation/notation.h"

struct tdm_catalog;

enum tdm_code_system { TDM_CODE_LOINC, TDM_CODE_SNOMED, TDM_CODE_ATC, TDM_CODE_RXNORM, TDM_CODE_SYSTEM_COUNT };
enum tdm_code_side { TDM_CODE_EITHER_SIDE, TDM_CODE_LEFT, TDM_CODE_RIGHT };

struct tdm_code {
    enum tdm_code_system system;
    tdm_str code, display; /* display: the name in that system, as it was looked up */
    enum tdm_code_side side;
    struct tdm_place place;
};

const char *tdm_code_system_word(enum tdm_code_system system); /* "loinc", as the notation writes it */
const char *tdm_code_system_uri(enum tdm_code_system system);  /* "http://loinc.org", as FHIR names it */
bool tdm_code_system_find(tdm_str word, enum tdm_code_system *out) TDM_CHECKED;
bool tdm_code_system_of_uri(tdm_str uri, enum tdm_code_system *out) TDM_CHECKED;

/* Can it be a code of that system? DIGIT: its shape can, its check digit does not fit; *wanted is the one that does. */
enum tdm_code_fault { TDM_CODE_GOOD, TDM_CODE_SHAPE, TDM_CODE_DIGIT };
enum tdm_code_fault tdm_code_judge(enum tdm_code_system system, tdm_str code, char *wanted);

/* `SYSTEM CODE "DISPLAY"` off the cursor, for every vocabulary that has such a line. What did not fit is told in one way:
 * FORM means that the line has another form, at the cursor; the others speak of the term at out->place. */
enum tdm_code_slip { TDM_CODE_READ, TDM_CODE_OTHER_FORM, TDM_CODE_NO_SYSTEM, TDM_CODE_BAD_SHAPE, TDM_CODE_BAD_DIGIT };
enum tdm_code_slip tdm_code_take(struct tdm_cursor *c, struct tdm_code *out);
void tdm_code_tell(struct tdm_problem *p, enum tdm_code_slip slip, const struct tdm_code *code);

/* The thing of that kind (enum tdm_catalog_kind) that has this code, and the code as it was read; null when none has it. */
const struct tdm_code *tdm_catalog_coded(const struct tdm_catalog *catalog, int kind, enum tdm_code_system system,
                                         tdm_str code, uint16_t *ref);
/* The classes of medicines whose ATC group holds this ATC code, with every class they lie in: what can be said of a
 * substance that the catalogue does not know. No bit: nothing can. */
uint64_t tdm_catalog_classes_of_atc(const struct tdm_catalog *catalog, tdm_str atc);

#endif
