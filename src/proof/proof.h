/* proof.h - what is proved of a protocol before anybody is put on it: that it can be carried out and keeps its own
 * promises, or the dated story of how it does not. Pure; knows no patient. Codes L001... */
#ifndef TDM_PROOF_H
#define TDM_PROOF_H

#include "engine/engine.h"

/* Every lint and every promise of a protocol that was read and whose windows hold together. false when any error was
 * found. */
bool tdm_proof_check(struct tdm_arena *mem, const struct tdm_protocol *protocol,
                     struct tdm_problems *problems) TDM_CHECKED;

/* ---- promises: nothing offered, or planned for a week, above a ceiling that can be in force on the same day */

enum tdm_promise_kind {
    TDM_PROMISE_SHELF, /* of a phase, against the phases of the other track */
    TDM_PROMISE_NEVER,
    TDM_PROMISE_RESTRICTION,
    TDM_PROMISE_PLAN,
    TDM_PROMISE_TESTS /* of the whole protocol: no test is asked for that loads more than is allowed */
};
struct tdm_promise {
    enum tdm_promise_kind kind;
    tdm_ref ref; /* phase, never, restriction, plan */
    tdm_clause_id clause;
    bool holds;
    bool holds_late; /* also when a phase goes on beyond its longest length */
};
/* How it comes to what a promise rules out: dates of a course that keeps every window and every gate. */
struct tdm_counterexample {
    const char *code;
    tdm_clause_id clause; /* the offer, the week of the plan, or what asks for the test */
    tdm_ref exercise, phase;
    struct tdm_ceiling_term term; /* what forbids it */
    tdm_date first, today, last;  /* day 0 (procedure, or enrolment without one); from when until when it is so */
    tdm_date enrolment;
    const tdm_date *phase_start;  /* per phase; none: not begun today */
    const tdm_date *phase_end;    /* per phase: ended by its day or a signature, its limits may hold on (M2); none: not so */
    const tdm_date *clearance;    /* per clearance: the day of its signature; none: not signed today */
    const struct tdm_plan_week *week; /* of a plan; or null */
    tdm_ref measure;              /* that is asked for; then there is no exercise, and the phase may be none */
    int32_t wait_days;            /* after procedure: were its gate not open sooner, it would not come to this; 0: no such day */
};
struct tdm_promises {
    const struct tdm_promise *items;
    uint32_t count;
    const struct tdm_counterexample *against;
    uint32_t against_count;
    bool possible;  /* false: the windows cannot hold together, and nothing was tried */
    bool too_large; /* not everything was tried: too many phases, or too many orders of them */
};
void tdm_promises_prove(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_promises *out);

/* The promises that hold, each with what it was proved for and what it rests on, as lines of text. */
void tdm_promises_print(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_promises *promises);

/* What every proof rests on. */
enum tdm_proof_ground { TDM_PROOF_GIVEN, TDM_PROOF_ONLY_LOWERS, TDM_PROOF_SIGNED };
struct tdm_proof_assumption {
    enum tdm_proof_ground kind;
    const char *text;
};
enum { TDM_PROOF_ASSUMPTIONS = 5 };
extern const struct tdm_proof_assumption tdm_proof_assumptions[TDM_PROOF_ASSUMPTIONS];

/* ---- the days that its clauses imply together: of phases, gates and classes of load, each with the line that sets it */

enum tdm_implied_kind { TDM_IMPLIED_PHASE, TDM_IMPLIED_GATE, TDM_IMPLIED_LOAD };
struct tdm_implied {
    enum tdm_implied_kind kind;
    tdm_ref ref; /* phase, gate, load class */
    bool has_first, has_last; /* a load class without a first day is allowed on no day */
    int32_t first, last;      /* days after the procedure, or after enrolment without one */
    tdm_clause_id by;         /* of phases and gates: the line that sets the first day; or none */
    bool says_so;             /* that line is one of its own */
    tdm_ref phases[TDM_TRACK_COUNT]; /* of a load class: those that allow it first; or none */
};
struct tdm_bounds {
    const struct tdm_implied *items;
    uint32_t count; /* 0: the windows cannot hold together, or there are too many phases */
};
void tdm_bounds_find(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_bounds *out);
void tdm_bounds_print(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_bounds *bounds);

/* The counterexample as a chart on which the engine tells the same on its day `today`. */
void tdm_counterexample_chart(struct tdm_buf *out, const struct tdm_protocol *protocol,
                              const struct tdm_counterexample *against);

#endif
