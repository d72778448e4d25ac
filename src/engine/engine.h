/* engine.h - the standing: everything that follows from (library, charts, day, instant), each answer with its reasons.
 * Pure: no clock, no I/O, no globals. Same inputs, same bytes. Answers are codes and typed arguments; words makes sentences.
 * The rules are numbered in docs/rules.md (M..). */
#ifndef TDM_ENGINE_H
#define TDM_ENGINE_H

#include "chart/bound_chart.h"
#include "engine/load.h"
#include "engine/reasons.h"
#include "engine/safety.h"
#include "protocol/protocol.h"
#include "schedule/schedule.h"

/* ---- input: a chart bound to its protocol, made once and never changed by a standing */

struct tdm_case_entry { tdm_ref phase, clearance, gate; uint32_t target; }; /* names of an entry resolved in the protocol */
struct tdm_case {
    const struct tdm_bound_chart *chart;
    const struct tdm_protocol *protocol;
    const struct tdm_schedule_form *form;
    const struct tdm_case_entry *entries; /* one per entry of the chart */
    const void *index;                    /* the engine's own tables over the chart (engine_int.h) */
};
/* Finds the chart's protocol in the library, binds measures by the protocol's words, resolves phases, clearances, gates.
 * Codes E001... */
bool tdm_case_open(struct tdm_arena *mem, const struct tdm_library *library, const struct tdm_chart *chart,
                   const struct tdm_case **out, struct tdm_problems *problems) TDM_CHECKED;

/* A case that takes the entries that come at the end of its chart: it is what tdm_case_open makes of the chart, and costs
 * what came since it was asked last (the whole, where an entry changes what stands before it). Its tables lie in `mem`, with
 * room for so many entries and for more once they come. A case that it gave before is void; the chart's old part stays as it is. */
struct tdm_case_kept;
struct tdm_case_kept *tdm_case_keep(struct tdm_arena *mem, uint32_t entries);
bool tdm_case_open_further(struct tdm_case_kept *kept, struct tdm_arena *scratch, const struct tdm_library *library,
                           const struct tdm_chart *chart, const struct tdm_case **out, struct tdm_problems *problems) TDM_CHECKED;

struct tdm_asof {
    tdm_date on;       /* civil day asked about */
    tdm_instant known; /* knowledge used; TDM_INSTANT_NONE: everything in the chart */
};

/* ---- reasons */

struct tdm_reason {
    enum tdm_reason_code code; /* reasons.h: one row each with the meaning of its arguments */
    tdm_clause_id clause;      /* TDM_CLAUSE_NONE if it comes from no clause */
    uint32_t entry;            /* index into the chart, or TDM_ENTRY_NONE */
    tdm_date date, until;      /* TDM_DATE_NONE if not used */
    int32_t n, of_n;
    tdm_value value, limit;
    tdm_ref ref;               /* what kind it is: by the code's row */
};
#define TDM_ENTRY_NONE UINT32_MAX

/* ---- answers */

struct tdm_check { /* one criterion on the day; parallel to the nodes of its condition */
    enum tdm_truth truth;
    struct tdm_reason reason;
    tdm_date could_change_on; /* M41: best case; TDM_DATE_NONE: no date, `needs` says what must happen */
    enum tdm_reason_code needs;
    tdm_mask owed_by;         /* roles that could settle an unknown or sign (M90) */
};
enum tdm_gate_state { TDM_GATE_CLOSED, TDM_GATE_CANNOT_TELL, TDM_GATE_OPEN, TDM_GATE_NOT_APPLICABLE };
struct tdm_gate_answer {
    enum tdm_truth truth;
    enum tdm_gate_state state;
    const struct tdm_check *checks; /* [condition.count] */
    uint16_t check_count;
    bool overridden;
    uint32_t override_entry;
    bool passed;                    /* the phase behind it has begun */
    tdm_date passed_on;
    tdm_date earliest;              /* M41; TDM_DATE_NONE: no date */
    tdm_date overdue_since;         /* longest window of the phase it waits for is over (M52); or none */
};

struct tdm_clearance_answer {
    enum tdm_truth truth;           /* met: counts on this day; a missing signature is unmet (M25) */
    struct tdm_reason reason;
    uint32_t entry;                 /* the signature that counts, or the latest that does not */
    tdm_date lawful_from, expires;  /* last day on which it counts */
    tdm_mask owed_by;
};

enum tdm_phase_state { TDM_PHASE_NOT_YET, TDM_PHASE_ACTIVE, TDM_PHASE_HELD, TDM_PHASE_ENDED, TDM_PHASE_NOT_APPLICABLE };
struct tdm_phase_answer {
    enum tdm_phase_state state;
    tdm_date started, ended;        /* ended: first day it no longer holds */
    uint32_t start_entry;           /* TDM_ENTRY_NONE when begun by its date */
    bool overdue, lingering;        /* past its longest length; ended, but its limits still hold (M2, M59) */
    tdm_date overdue_since;         /* also of one that ended late */
    int32_t days_in_force;          /* held days left out (M47) */
    struct tdm_reason reason;       /* why held, or why it ended */
    struct tdm_when start, end;     /* what the network of times says of the future */
};
struct tdm_track_answer { tdm_ref phase; tdm_ref next; }; /* in force (or lingering), TDM_REF_NONE before the first */

enum tdm_restriction_state { TDM_RESTRICTION_NOT_YET, TDM_RESTRICTION_IN_FORCE, TDM_RESTRICTION_OVER, TDM_RESTRICTION_NO_DATE };
struct tdm_restriction_answer {
    enum tdm_restriction_state state;
    tdm_date from, last, free;      /* last barred day, first free day; none when open-ended or not dated */
    bool planned, ends_by_person;   /* M113: "until ... clears you, not before" */
    tdm_date not_before;
};

enum tdm_term_source { TDM_CEILING_PHASE, TDM_CEILING_NEVER, TDM_CEILING_RESTRICTION, TDM_CEILING_STATEMENT, TDM_CEILING_HOLD,
                       TDM_CEILING_FLAG };
struct tdm_ceiling_term {
    enum tdm_term_source source;
    tdm_ref ref;                    /* phase, never, restriction, flag by index */
    tdm_clause_id clause;
    uint32_t entry;
    bool has_class;
    uint16_t load_class;
    tdm_mask barred;
    bool binding;                   /* sets the class, alone or with others */
    bool held;                      /* a phase that is held, or whose limits returned because of that */
    tdm_date last;                  /* last day it can be said to hold; none: open */
    bool ends_by_person;
};
struct tdm_ceiling {
    bool has_class;                 /* false only before any clause speaks */
    uint16_t load_class;
    tdm_mask barred;                /* attributes */
    const struct tdm_ceiling_term *terms;
    uint32_t term_count;
};

enum tdm_exercise_verdict { TDM_EXERCISE_MAY, TDM_EXERCISE_MAY_UP_TO, TDM_EXERCISE_MAY_NOT };
struct tdm_exercise_answer {        /* for every exercise on the shelf of the phases in force, and every one prescribed */
    tdm_ref exercise;
    enum tdm_exercise_verdict verdict; /* UP_TO: some doses are above the ceiling */
    bool offered, prescribed;
    uint32_t prescription;          /* index into the chart's doses, or UINT32_MAX */
    struct tdm_load prescribed_load;
    uint32_t neighbour;             /* of whose limits the verdict is; TDM_NEIGHBOUR_NONE: this episode's */
    struct tdm_reason reason;       /* classes of it are that episode's */
};
#define TDM_NEIGHBOUR_NONE UINT32_MAX

/* Another running episode of the person (M69): its limits of the day, which hold for the person whole. */
struct tdm_neighbour {
    const struct tdm_case *episode;
    tdm_date planned_procedure;     /* or none */
    struct tdm_ceiling ceiling;
    const struct tdm_restriction_answer *restrictions; /* per restriction of its protocol */
};
enum tdm_conflict_kind {
    TDM_CONFLICT_EXERCISE, /* offered or prescribed here, not allowed by the other episode today */
    TDM_CONFLICT_PLANNED,  /* offered or prescribed here, and loads the site of a procedure planned there */
    TDM_CONFLICT_SUBSTANCE /* both restrict it, with different last days */
};
struct tdm_conflict { enum tdm_conflict_kind kind; uint32_t neighbour; tdm_ref exercise, mine, theirs; tdm_date date; };

enum tdm_owed_kind { TDM_OWED_ASSESSMENT, TDM_OWED_BASELINE, TDM_OWED_SIGNATURE, TDM_OWED_DIARY, TDM_OWED_MEASURE, TDM_OWED_ESCALATION,
                     TDM_OWED_ANSWER, TDM_OWED_SCREEN, TDM_OWED_PRESCRIBER_QUESTION, TDM_OWED_REVIEW, TDM_OWED_RETRAINING, TDM_OWED_RECORD,
                     TDM_OWED_JUDGEMENT, TDM_OWED_RULE, TDM_OWED_DECISION };
enum tdm_owed_state { TDM_OWED_UPCOMING, TDM_OWED_DUE, TDM_OWED_OVERDUE, TDM_OWED_WAITING };
struct tdm_owed {
    enum tdm_owed_kind kind;
    enum tdm_owed_state state;
    tdm_mask roles;                 /* one of them is enough (M90) */
    tdm_date from, due;             /* due: last day on time; none while waiting (M88) */
    tdm_clause_id clause;
    tdm_ref measure, ref;           /* measure use; clearance, flag, finding, gate ... by kind */
    bool of_findings;               /* a screen that asks for findings, not for warning signs */
    uint32_t entry;
    struct tdm_reason reason;
};

struct tdm_open_item { bool is_flag, emergency; tdm_ref item; tdm_ref protocol_flag; uint32_t entry, last_entry; tdm_date since; const char *state; };

/* What was recorded against the protocol; two verdicts (M48). */
struct tdm_deviation {
    struct tdm_reason reason;       /* code says what: reasons.h, DEVIATION rows */
    uint32_t entry;
    tdm_date date;
    bool known_then;                /* a deviation with what its actor could know at the time */
    bool known_now;                 /* and with what is known now */
    bool cannot_tell;
};

struct tdm_change { /* what a progression rule says today, per exercise prescribed */
    tdm_ref progress, exercise;
    enum tdm_step_kind step;
    uint32_t step_index;            /* or UINT32_MAX: `otherwise` */
    tdm_clause_id clause;
    const struct tdm_check *checks; /* of the step that fired, parallel to its condition */
    uint16_t check_count;
};

struct tdm_standing {
    struct tdm_asof asof;
    const struct tdm_case *episode;
    bool enrolled, ended;
    tdm_date enrolled_on, ended_on;
    uint32_t end_entry;
    struct tdm_anchors anchors;
    bool procedure_performed;
    uint32_t procedure_entry;
    struct tdm_track_answer track[TDM_TRACK_COUNT];
    const struct tdm_phase_answer *phases;           /* per phase of the protocol */
    const struct tdm_gate_answer *gates;
    const struct tdm_clearance_answer *clearances;
    const struct tdm_restriction_answer *restrictions;
    struct tdm_ceiling ceiling;
    const struct tdm_exercise_answer *exercises; uint32_t exercise_count;
    const struct tdm_owed *owed; uint32_t owed_count;        /* by due date, then kind */
    const struct tdm_open_item *open; uint32_t open_count;   /* flags and findings, emergency first */
    const struct tdm_deviation *deviations; uint32_t deviation_count; /* by date */
    const struct tdm_change *changes; uint32_t change_count;
    struct tdm_loads loads;          /* allowed, prescribed, done; targets; programmes by weeks */
    tdm_date planned_procedure;      /* or none */
    bool other_side_affected;        /* the other side has an episode of its own (M36) */
    bool schedule_consistent;        /* false: plans and windows contradict each other */
    struct tdm_safety safety;
    const struct tdm_neighbour *neighbours; uint32_t neighbour_count;
    const struct tdm_conflict *conflicts; uint32_t conflict_count; /* both owners are to be told */
    uint32_t entries_seen, entries_total; /* known by `known` / in the chart */
    const void *moment;                   /* the engine's own, for who asks on; lives as long as the standing */
};

/* What it is of, by name: a measure, clearance, flag, finding, rule; empty where the kind says it all. */
tdm_str tdm_owed_name(const struct tdm_standing *standing, const struct tdm_owed *owed);

/* Never fails on a case that opened. The result lives in `mem`. `others`: the person's other cases (may be null). */
const struct tdm_standing *tdm_standing_of(struct tdm_arena *mem, const struct tdm_case *episode,
                                           const struct tdm_case *const *others, uint32_t other_count, struct tdm_asof asof);
/* The same, with what is owed next under every clause in force, however far ahead: two texts are compared by it. */
const struct tdm_standing *tdm_standing_far_ahead(struct tdm_arena *mem, const struct tdm_case *episode,
                                                  const struct tdm_case *const *others, uint32_t other_count, struct tdm_asof asof);
/* What steers care alone, for who asks a hundred thousand charts every week: the same answers, but deviations, changes, loads
 * and safety are not asked (all empty), nor what is owed because of them: reviews, rules, judgements, a prescriber's answer;
 * nor when phases could begin and end (no `start`, no `end`), gates that are not next on a track (no checks), how many entries
 * were seen, and exercises, for which there is a question of their own. `before`, or null: what was answered last of the same
 * case; of the same day its phases and limits are taken over where nothing came since that moves them. */
const struct tdm_standing *tdm_standing_that_steers(struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof,
                                                    const struct tdm_standing *before);
const struct tdm_exercise_answer *tdm_standing_exercises(struct tdm_arena *mem, const struct tdm_standing *standing,
                                                         uint32_t *count);
/* The gates of the day alone, all of them, by their order in the protocol. */
const struct tdm_gate_answer *tdm_standing_gates(struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof);
/* How many deviations the whole standing tells, without the rest of it. */
uint32_t tdm_standing_deviations(struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof);

/* BLAKE2b over every answer in a fixed order: what the bench and the same-bytes tests compare. */
tdm_digest tdm_standing_digest(const struct tdm_standing *standing, struct tdm_arena *mem);

#endif
