/* stand_in.h - what may stand in for an exercise on a day (F039): the others of its family, which of them can be done in the
 * load class that is prescribed, under the ceiling, with the things that are there. It puts nobody on another exercise. */
#ifndef TDM_STAND_IN_H
#define TDM_STAND_IN_H

#include "engine/engine.h"

/* Why it does not fit; of several the first. */
enum tdm_stand_in_state {
    TDM_STAND_IN_FITS,
    TDM_STAND_IN_CLASS,     /* no dose of it has the load class that is prescribed */
    TDM_STAND_IN_CEILING,   /* above today's ceiling, or with an attribute that is barred */
    TDM_STAND_IN_OTHER,     /* another episode of the person does not allow it (M69) */
    TDM_STAND_IN_EQUIPMENT, /* something that it needs is not there */
    TDM_STAND_IN_PLACE,     /* not at home, or not in the clinic */
    TDM_STAND_IN_STATES
};
const char *tdm_stand_in_word(enum tdm_stand_in_state state);

struct tdm_stand_in {
    tdm_ref exercise;
    enum tdm_stand_in_state state;
    tdm_mask adds;    /* attributes that every dose of it has and the prescribed one has not */
    tdm_mask avoid;   /* attributes that some of its doses have and that are barred today */
    const struct tdm_dose_field *field; /* how the class is reached: a row of a table by that field; null: any dose has it, */
    const struct tdm_class_row *row;    /* or no class is asked for */
    enum tdm_basis basis;
    tdm_str lacking;  /* EQUIPMENT: the first thing that is not there */
    bool offered;     /* on the shelf of a phase in force */
};
struct tdm_stand_ins {
    tdm_ref exercise;
    bool prescribed, known; /* known: the load class of the prescription */
    uint16_t load_class;
    tdm_mask attributes;    /* of the prescribed dose */
    const struct tdm_stand_in *items; /* those that fit first, each in the order of the catalogue */
    uint32_t count, fit_count;
};

/* What is there; `asked` false: nobody said, and everything is taken to be. `setting` 0: either. */
struct tdm_stand_in_means {
    bool asked;
    const tdm_str *things;
    uint32_t thing_count;
    unsigned setting; /* of enum tdm_setting */
};
struct tdm_stand_ins tdm_stand_ins_of(struct tdm_arena *mem, const struct tdm_standing *standing, tdm_ref exercise,
                                      const struct tdm_stand_in_means *means);

#endif
