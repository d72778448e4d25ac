/* record.h - what a chart holds over time, for a standing: the register of findings, the baseline with what is missing of
 * it, and measures with their change, side and body mass. Derived from the same moment as the standing; nothing is
 * stored. Pure. */
#ifndef TDM_RECORD_H
#define TDM_RECORD_H

#include "engine/engine.h"

struct tdm_point { tdm_value value; tdm_date date; uint32_t entry; }; /* value of kind NONE: there is none */

/* ---- findings (M86): every life that is known, open or over, by the day it began */
struct tdm_finding_step { const char *state; tdm_date date; uint32_t entry; };
struct tdm_finding_life {
    tdm_ref item;
    tdm_ref region;          /* where its entries say it is, or TDM_REF_NONE */
    enum tdm_side side;
    tdm_ref because_of;      /* the finding it is thought to follow, or TDM_REF_NONE */
    bool compensation, open, declined;
    bool again;              /* a new life of what was resolved before */
    tdm_date since, until;   /* until: first day it was no longer open, or none */
    tdm_date resolved_before;
    const struct tdm_finding_step *steps;
    uint32_t step_count;
};

/* ---- baseline (M82 to M84): what the protocol asks for before the procedure */
enum tdm_baseline_state { TDM_BASELINE_KNOWN, TDM_BASELINE_MISSING, TDM_BASELINE_TOO_OLD, TDM_BASELINE_CONTRADICTORY };
const char *tdm_baseline_state_word(enum tdm_baseline_state state);
struct tdm_baseline_item {
    tdm_ref use;
    enum tdm_baseline_state state;
    struct tdm_point value, best; /* best: of a day on which two people differ; else the same */
    struct tdm_point other_side;  /* of the same day, or none */
    struct tdm_point first;       /* the first on record, when it was on an earlier day: what preparation changed */
    bool has_gain;
    tdm_quantity gain;            /* value minus first */
    tdm_clause_id clause;
    tdm_mask observers;
};
struct tdm_baseline {
    const struct tdm_baseline_item *items;
    uint32_t count, known;
    bool frozen;             /* the procedure has been done: only corrections change it */
    tdm_date counted_to;     /* ages count to it: the procedure as done, else as planned, else the day asked */
    bool counted_to_plan;
};

/* ---- measures (M123): the latest of each, and what follows from it */
struct tdm_measured {
    tdm_ref use;
    struct tdm_point now, baseline;
    bool has_change;         /* a baseline on an earlier day */
    tdm_quantity change;
    bool has_error, beyond_error;
    tdm_quantity error;      /* of the catalogue */
    bool asks_side;          /* sided: compared with the other side of the same day */
    struct tdm_point other_side;
    struct tdm_check symmetry; /* met with the percent in its value, or unknown with the reason */
    bool asks_mass;          /* a torque: also for each kilogram of body mass */
    struct tdm_own mass;     /* by the day of the reading */
    bool has_per_mass;
    tdm_quantity per_mass;
};

/* ---- hand-offs (M57, M79, M88, M89): what was asked of whom, and what became of it; late is a state, never a deletion */
enum tdm_handoff_state {
    TDM_HANDOFF_WAITING, /* no answer on record */
    TDM_HANDOFF_NOTED,   /* taken note of */
    TDM_HANDOFF_SIGNED,  /* what was handed over to be signed is signed */
    TDM_HANDOFF_DONE,
    TDM_HANDOFF_PARTLY,
    TDM_HANDOFF_COULD_NOT,
    TDM_HANDOFF_DECLINED,
    TDM_HANDOFF_NOT_NEEDED
};
const char *tdm_handoff_state_word(enum tdm_handoff_state state);
struct tdm_handoff {
    uint32_t entry, reply;   /* reply: the last one, or TDM_ENTRY_NONE */
    enum tdm_handoff_state state;
    bool open;               /* an answer is still owed: none, in part, or could not */
    tdm_mask roles;          /* to whom it went */
    tdm_date asked, due;     /* due: last day on time, or none */
    tdm_date replied;
    int32_t days_late;       /* of the answer's own day past the due one; of today while it is open; 0: on time */
    tdm_date written_on;     /* day of UTC on which the reply was written down, when it says so; else none */
    bool written_late;       /* done on time, written down after the due day */
};

struct tdm_record {
    const struct tdm_finding_life *findings; uint32_t finding_count;
    struct tdm_baseline baseline;
    const struct tdm_measured *measures; uint32_t measure_count;
    const struct tdm_handoff *handoffs; uint32_t handoff_count; /* by the day they were made */
};
const struct tdm_record *tdm_record_of(struct tdm_arena *mem, const struct tdm_standing *standing);

#endif
