/* lab_peer.c - see lab_peer.h. */
#include "lab_peer.h"

#include <math.h>

#ifdef TDM_WITH_CVODE
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_types.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

static int equations(realtype time, N_Vector state, N_Vector change, void *data) {
    peer_change(data, time, N_VGetArrayPointer(state), N_VGetArrayPointer(change));
    return 0;
}

bool peer_is_there(void) {
    return true;
}

bool peer_begin(struct peer *e, double tolerance, double *y) {
    static SUNContext context; /* one thread */
    if (context == NULL && SUNContext_Create(NULL, &context) != 0) return false;
    peer_start(&e->of, y);
    e->vector = N_VMake_Serial(PEER_STATES, y, context);
    e->solver = CVodeCreate(CV_ADAMS, context);
    e->linear = SUNNonlinSol_FixedPoint(e->vector, 0, context);
    return CVodeInit(e->solver, equations, 0.0, e->vector) == 0 &&
           CVodeSStolerances(e->solver, tolerance, tolerance) == 0 && CVodeSetUserData(e->solver, &e->of) == 0 &&
           CVodeSetMaxNumSteps(e->solver, 100000) == 0 && CVodeSetNonlinearSolver(e->solver, e->linear) == 0;
}

bool peer_week(struct peer *e, double *y) {
    double reached, week = e->of.week;
    (void)y; /* the vector holds it */
    return CVodeReInit(e->solver, week, e->vector) == 0 && CVodeSetStopTime(e->solver, week + 1.0) == 0 &&
           CVode(e->solver, week + 1.0, e->vector, &reached, CV_NORMAL) >= 0;
}

void peer_end(struct peer *e) {
    CVodeFree(&e->solver);
    (void)SUNNonlinSolFree(e->linear);
    N_VDestroy(e->vector);
}
#else
bool peer_is_there(void) {
    return false;
}
bool peer_begin(struct peer *peer, double tolerance, double *state) {
    return (void)peer, (void)tolerance, (void)state, false;
}
bool peer_week(struct peer *peer, double *state) {
    return (void)peer, (void)state, false;
}
void peer_end(struct peer *peer) {
    (void)peer;
}
#endif

/* ---- GSL: Prince and Dormand's eighth order, started anew every week */

#ifdef TDM_WITH_GSL
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

static int gsl_equations(double time, const double y[], double d[], void *data) {
    peer_change(data, time, y, d);
    return GSL_SUCCESS;
}

bool peer_gsl_is_there(void) {
    return true;
}

bool peer_gsl_begin(struct peer *e, double tolerance, double *y) {
    static gsl_odeiv2_system system = {gsl_equations, NULL, PEER_STATES, NULL}; /* one thread */
    peer_start(&e->of, y);
    system.params = &e->of;
    e->solver = gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 0.25, tolerance, tolerance);
    return e->solver != NULL;
}

bool peer_gsl_week(struct peer *e, double *y) {
    double time = e->of.week;
    return gsl_odeiv2_driver_reset_hstart(e->solver, 0.25) == GSL_SUCCESS &&
           gsl_odeiv2_driver_apply(e->solver, &time, e->of.week + 1.0, y) == GSL_SUCCESS;
}

void peer_gsl_end(struct peer *e) {
    gsl_odeiv2_driver_free(e->solver);
}
#else
bool peer_gsl_is_there(void) {
    return false;
}
bool peer_gsl_begin(struct peer *peer, double tolerance, double *state) {
    return (void)peer, (void)tolerance, (void)state, false;
}
bool peer_gsl_week(struct peer *peer, double *state) {
    return (void)peer, (void)state, false;
}
void peer_gsl_end(struct peer *peer) {
    (void)peer;
}
#endif
