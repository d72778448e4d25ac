/* lab_peer.h - the same equations stepped by others: CVODE (SUNDIALS) and GSL, in one interface; deSolve runs by itself
 * (lab_desolve.R). What is not installed is not there. */
#ifndef TDM_LAB_PEER_H
#define TDM_LAB_PEER_H

#include "lab_equations.h"

struct peer {
    struct peer_case of; /* inputs and flares are set before each week */
    void *solver, *vector, *linear;
};
bool peer_is_there(void);
bool peer_begin(struct peer *peer, double tolerance, double *state) TDM_CHECKED; /* with one dose of cells given */
bool peer_week(struct peer *peer, double *state) TDM_CHECKED;
void peer_end(struct peer *peer);

bool peer_gsl_is_there(void);
bool peer_gsl_begin(struct peer *peer, double tolerance, double *state) TDM_CHECKED;
bool peer_gsl_week(struct peer *peer, double *state) TDM_CHECKED;
void peer_gsl_end(struct peer *peer);

#endif
