/* lab_equations.h - the eight equations as scalars, with the C library's exp, log and pow: what every peer of the lab
 * steps. Written from docs/lab.md, not from src/biology. */
#ifndef TDM_LAB_EQUATIONS_H
#define TDM_LAB_EQUATIONS_H

#include "biology/biology.h"

struct peer_case {
    const struct tdm_bio_parameters *p;
    const struct tdm_bio_traits *traits;
    struct tdm_bio_inputs inputs;
    double contact, week, flare[2]; /* of the week that begins at `week` */
};

enum { PEER_STATES = 8 };
/* Matrix, repair, cells, inflammation, strength, inhibition, habit, relief, in this order. */
void peer_change(const struct peer_case *e, double time, const double *y, double *d);
void peer_start(const struct peer_case *e, double *y); /* at rest under usual life, then one dose of cells given */

#endif
