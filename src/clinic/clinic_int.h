/* clinic_int.h - a clinic that is open. */
#ifndef TDM_CLINIC_INT_H
#define TDM_CLINIC_INT_H

#include "clinic/clinic.h"
#include "system/system.h"

struct tdm_clinic {
    tdm_str folder;
    struct tdm_store *store;
    tdm_str place; /* of this key; empty as long as the key was not asked for */
    tdm_secret_key key;
};

/* Collects one problem; gives false. */
bool tdm_clinic_keep(struct tdm_problems *problems, const struct tdm_problem *problem);
/* Reads the key, and finds the place that it is of. */
bool tdm_clinic_key(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_problem *problem) TDM_CHECKED;
/* Every entry of an episode, once by its id, in the order of recording, place and number. */
struct tdm_episode_links {
    struct tdm_chained *links;
    uint32_t count;
};
bool tdm_clinic_links(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str episode, struct tdm_episode_links *out,
                      struct tdm_problem *problem) TDM_CHECKED;
/* Appends `link` to the chain of this place: fills what a chain says of it. */
bool tdm_clinic_append(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_chained *link, tdm_instant now,
                       struct tdm_problems *problems) TDM_CHECKED;

#endif
