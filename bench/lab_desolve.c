/* lab_desolve.c - the equations as deSolve calls a compiled model: one vector of numbers a patient, weeks of inputs and
 * flares inside. Built as a library of its own where R is installed; lab_desolve.R loads it. */
#include "lab_equations.h"

#include <string.h>

enum { WEEKS = 52 };

/* In the order in which lab_bench writes a line. */
struct given {
    struct tdm_bio_parameters p;
    double matrix, strength, habit, potency, drive, pain_gain, responsive, trainable, adherence, body;
    double contact, flare[WEEKS + 1], start[PEER_STATES];
    double inputs[WEEKS][6];
};
static struct given given; /* one thread; deSolve fills it before each patient */

__attribute__((visibility("default"))) void lab_init(void (*fill)(int *, double *));
__attribute__((visibility("default"))) void lab_derivs(int *count, double *time, double *y, double *change, double *out,
                                                       int *more);

void lab_init(void (*fill)(int *, double *)) {
    int count = sizeof given / sizeof(double);
    double all[sizeof given / sizeof(double)];
    fill(&count, all);
    memcpy(&given, all, sizeof given);
}

void lab_derivs(int *count, double *time, double *y, double *change, double *out, int *more) {
    int week = *time < 0.0 ? 0 : *time >= WEEKS ? WEEKS - 1 : (int)*time;
    const double *in = given.inputs[week];
    struct tdm_bio_traits traits = {.matrix = given.matrix,
                                    .strength = given.strength,
                                    .habit = given.habit,
                                    .potency = given.potency,
                                    .drive = given.drive,
                                    .pain_gain = given.pain_gain,
                                    .responsive = given.responsive,
                                    .trainable = given.trainable,
                                    .adherence = given.adherence,
                                    .body = given.body};
    struct peer_case e = {.p = &given.p,
                          .traits = &traits,
                          .contact = given.contact,
                          .week = week,
                          .inputs = {in[0], in[1], in[2], in[3], in[4], in[5]},
                          .flare = {given.flare[week], given.flare[week + 1]}};
    (void)count, (void)out, (void)more;
    peer_change(&e, *time, y, change);
}
