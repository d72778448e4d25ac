/* lab_peer.h - the same eight equations as scalars with the C library's exp and log, stepped by CVODE: what the lab is
 * held against. Written from docs/lab.md, not from src/biology. */
#ifndef TDM_LAB_PEER_H
#define TDM_LAB_PEER_H

#include "biology/biology.h"

struct peer {
    const struct tdm_bio_parameters *p;
    const struct tdm_bio_traits *traits;
    struct tdm_bio_inputs inputs;
    double contact, week, flare[2];
    void *solver, *vector, *matrix, *linear, *context;
};
bool peer_is_there(void);
bool peer_begin(struct peer *peer, double tolerance, double *state) TDM_CHECKED; /* with one dose of cells given */
bool peer_week(struct peer *peer, uint32_t week, const double *flares, double *state) TDM_CHECKED;
void peer_end(struct peer *peer);

#endif
