/* image_int.h - a set of entries on its way to a chart: shared by entry_rows.c and asking.c. */
#ifndef TDM_IMAGE_INT_H
#define TDM_IMAGE_INT_H

#include "api/image.h"

struct tdm_piece { /* of a chart's text: what a problem in it is told of */
    tdm_str name;
    uint32_t first_line;
};
struct tdm_set_chart { /* one chart as text */
    tdm_str name;      /* of the episode; empty where rows do not say it */
    tdm_str text;
    bool json;
    struct tdm_piece *pieces; /* in the order of their lines */
    uint32_t piece_count;
};
struct tdm_set_bond { /* an episode of a kept person, as the ledger has it */
    tdm_str person, episode;
};
struct tdm_set {
    struct tdm_set_chart *charts;
    uint32_t count;
    struct tdm_set_bond *bonds; /* by person and episode, each once */
    uint32_t bond_count;
};
/* The charts that the rows are. Code W091, and those of entries. */
bool tdm_set_read(struct tdm_arena *mem, const struct tdm_question *ask, struct tdm_set *out,
                  struct tdm_problems *problems) TDM_CHECKED;
/* Collects one problem; gives false. */
bool tdm_asking_keep(struct tdm_problems *problems, const struct tdm_problem *problem);
bool tdm_set_refuse(struct tdm_problems *problems, tdm_str place, const char *what, const char *fix); /* W091; false */

#endif
