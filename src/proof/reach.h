/* reach.h - which days a protocol can bring about: the times of its clauses as the engine lives them, as bounds between
 * points, and whether something can be so on one day `today` under more such bounds. Exact over whole days. */
#ifndef TDM_REACH_H
#define TDM_REACH_H

#include "engine/ceiling.h"
#include "timing/timing.h"

enum reach_windows {
    REACH_KEPT,   /* no phase goes on beyond its longest length */
    REACH_SO_FAR, /* none has until today: one that waits for its signature may be on its last day (reach_so_far) */
    REACH_LATE    /* they may, as when a decision is overdue */
};
struct reach {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    uint32_t points, phases, gates, clearances, today; /* first point of each kind */
    int32_t *most;                                     /* most[i * points + j]: day(j) - day(i) at most */
    bool possible;                                     /* the windows can hold at all */
    uint32_t *left;                                    /* orders and courses that may still be tried; 0: given up */
    enum reach_windows windows;
    bool *unsure; /* per phase: whether it begins hangs on the course, and it has no bounds before that is tried */
    tdm_ref longer; /* this phase may last so many days more before it has to be left; or none */
    int32_t longer_days;
};
enum { REACH_POINTS_MOST = 160, REACH_ORDERS_MOST = 200000 };
/* Too many phases, gates and signatures for every pair of them to be tried. */
bool reach_too_large(const struct tdm_protocol *protocol);
/* Every phase begins on its day, and before its last one. */
void reach_make(struct reach *r, struct tdm_arena *mem, const struct tdm_protocol *protocol,
                enum reach_windows windows);
/* The same of every course: a phase may be skipped, wait for a signature, or be over before it begins (M2). Which it is,
 * reach_so_far tries. */
void reach_make_any(struct reach *r, struct tdm_arena *mem, const struct tdm_protocol *protocol,
                    enum reach_windows windows);

static inline uint32_t reach_event(enum tdm_event event) {
    return 1 + (uint32_t)event;
}
static inline uint32_t reach_start(const struct reach *r, tdm_ref phase) {
    return r->phases + 2u * phase;
}
static inline uint32_t reach_end(const struct reach *r, tdm_ref phase) {
    return r->phases + 2u * phase + 1;
}
static inline uint32_t reach_gate(const struct reach *r, tdm_ref gate) {
    return r->gates + gate;
}
static inline uint32_t reach_clearance(const struct reach *r, tdm_ref clearance) {
    return r->clearances + clearance;
}

/* One length and no other: the phase ends by itself when it is over. */
static inline bool reach_exact(const struct tdm_length *length) {
    return length->has_least && length->has_most && length->least.count == length->most.count &&
           length->least.unit == length->most.unit;
}

/* A copy to try more bounds on. */
struct reach reach_try(const struct reach *r);
void reach_copy(struct reach *into, const struct reach *from); /* both made of one protocol */
/* day(to) - day(from) at most `days`; false when nothing is left that could be. */
bool reach_most(struct reach *r, uint32_t from, uint32_t to, int32_t days) TDM_CHECKED;
bool reach_not_before(struct reach *r, uint32_t point, const struct tdm_day_expr *day, int32_t plus) TDM_CHECKED;
bool reach_not_after(struct reach *r, uint32_t point, const struct tdm_day_expr *day, int32_t plus) TDM_CHECKED;

/* Bounds under which, today, the phase is the one of its track; tries the orders in which phases can follow each other
 * and goes on with `then` for each that can be, until it says true. */
struct reach_then {
    bool (*go)(struct reach *r, void *context);
    void *context;
};
/* Each phase that a signature ends has ended inside its longest length, or not yet; each one that may not begin has
 * begun, or not. */
bool reach_so_far(struct reach *r, const struct reach_then *then) TDM_CHECKED;
bool reach_in_force(struct reach *r, tdm_ref phase, const struct reach_then *then) TDM_CHECKED;
/* Nobody stays beyond a longest length: what only a follower ends has one by then, or has not lasted so long today. */
bool reach_left_in_time(struct reach *r, const struct reach_then *then) TDM_CHECKED;
bool reach_left_alone(struct reach *r, tdm_ref phase, const struct reach_then *then) TDM_CHECKED; /* of this one only */
/* The same for a never-clause or a restriction: bounds alone, no orders. */
bool reach_never(struct reach *r, tdm_ref never) TDM_CHECKED;
bool reach_restricted(struct reach *r, tdm_ref restriction) TDM_CHECKED;

/* One day for every point, each as early as it can be after the point `first` was; today as early as it can be. */
int32_t *reach_days(const struct reach *r, uint32_t first);

/* The earliest day of a point counted from another one; false when nothing bounds it. */
bool reach_earliest(const struct reach *r, uint32_t from, uint32_t point, int32_t *days) TDM_CHECKED;
bool reach_latest(const struct reach *r, uint32_t from, uint32_t point, int32_t *days) TDM_CHECKED;

#endif
