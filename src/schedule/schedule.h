/* schedule.h - a protocol with its known and planned anchors as a temporal network, and back: the earliest and latest day of
 * everything to come, by clause. Pure. */
#ifndef TDM_SCHEDULE_H
#define TDM_SCHEDULE_H

#include "chart/chart.h"
#include "protocol/protocol.h"
#include "timing/timing.h"

#define TDM_EVENT_COUNT 3
/* What is already so. TDM_DATE_NONE where nothing has happened yet. */
struct tdm_anchors {
    tdm_date on;                            /* what has not happened cannot happen before this day */
    tdm_date event[TDM_EVENT_COUNT];        /* performed */
    tdm_date planned[TDM_EVENT_COUNT];      /* by a plan entry, when not performed (M116) */
    const tdm_date *phase_start, *phase_end; /* per phase of the protocol */
};

struct tdm_when {
    tdm_date earliest, latest;   /* latest TDM_DATE_NONE: no bound. earliest TDM_DATE_NONE: cannot be dated yet */
    tdm_clause_id earliest_by, latest_by; /* the clauses that set them */
    bool fixed;                  /* it has happened */
    bool planned;                /* rests on a plan, not on an event */
    bool waits;                  /* needs a person or a measurement without an upper bound: "not before" only */
};

struct tdm_schedule {
    struct tdm_when *phase_start, *phase_end; /* per phase */
    struct tdm_when *gate;                    /* first day on which time alone would let it open */
    struct tdm_when *clearance;               /* first and last lawful signing day */
    struct tdm_when event[TDM_EVENT_COUNT];
    bool consistent;
    const tdm_clause_id *conflict; uint32_t conflict_count; /* clauses of a negative cycle when not */
};

/* The network's shape, made once per protocol and shared by every call (part of the library). */
struct tdm_schedule_form;
const struct tdm_schedule_form *tdm_schedule_prepare(struct tdm_arena *mem, const struct tdm_protocol *protocol);
/* Does the phase's start hang on that event, directly or through others? */
bool tdm_schedule_needs(const struct tdm_schedule_form *form, tdm_ref phase, enum tdm_event event);
/* Months and years from an anchor that is not yet dated count by their range of days (M11). */
void tdm_schedule_compute(struct tdm_arena *mem, const struct tdm_schedule_form *form, const struct tdm_anchors *anchors,
                          struct tdm_schedule *out);

/* Day of an expression under the anchors; TDM_DATE_NONE when its anchor has not happened (planned ones count only with
 * `use_plans`, then *is_planned is told). */
tdm_date tdm_anchor_day(const struct tdm_protocol *protocol, const struct tdm_anchors *anchors,
                        const struct tdm_day_expr *expr, bool use_plans, bool *is_planned);

/* Can the protocol's windows hold together at all, before any patient? Codes T001...: the clauses that contradict. */
bool tdm_schedule_check(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) TDM_CHECKED;

#endif
