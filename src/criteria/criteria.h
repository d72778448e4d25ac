/* criteria.h - the one condition language of gates, flags, progressions and decisions: tree, types, Kleene values, days.
 * Pure. It reads conditions and says what they ask; it never looks at a chart (the engine does). */
#ifndef TDM_CRITERIA_H
#define TDM_CRITERIA_H

#include "base/base.h"
#include "calendar/calendar.h"
#include "catalog/catalog.h"
#include "notation/notation.h"
#include "quantity/quantity.h"

/* ---- truth: unknown is a value. all of = min, any of = max, not = mirror */

enum tdm_truth { TDM_UNMET = 0, TDM_UNKNOWN = 1, TDM_MET = 2 };
static inline enum tdm_truth tdm_truth_and(enum tdm_truth a, enum tdm_truth b) { return a < b ? a : b; }
static inline enum tdm_truth tdm_truth_or(enum tdm_truth a, enum tdm_truth b) { return a > b ? a : b; }
static inline enum tdm_truth tdm_truth_not(enum tdm_truth a) { return (enum tdm_truth)(2 - (int)a); }
enum tdm_truth tdm_truth_at_least(uint32_t k, uint32_t met, uint32_t unknown); /* k of met + unknown + unmet */
const char *tdm_truth_word(enum tdm_truth truth); /* "met", "unmet", "unknown" */

/* ---- days */

enum tdm_event { TDM_EVENT_ENROLMENT, TDM_EVENT_PROCEDURE, TDM_EVENT_DISCHARGE };
enum tdm_anchor_kind { TDM_ANCHOR_DATE, TDM_ANCHOR_EVENT, TDM_ANCHOR_PHASE_START, TDM_ANCHOR_PHASE_END, TDM_ANCHOR_GATE };
struct tdm_day_expr { /* "4 weeks after procedure", "end of repair", "gate settled", "2026-03-04", "day 12" */
    enum tdm_anchor_kind anchor;
    tdm_date date;        /* ANCHOR_DATE */
    enum tdm_event event; /* ANCHOR_EVENT */
    tdm_ref ref;          /* phase or gate */
    int8_t sign;          /* -1 before, 0 on, +1 after */
    tdm_span offset;
};
/* What counts from the discharge: a phase, or what is owed, of the maintenance plan (M100). */
static inline bool tdm_day_from_discharge(const struct tdm_day_expr *from) {
    return from->anchor == TDM_ANCHOR_EVENT && from->event == TDM_EVENT_DISCHARGE;
}
/* The day when the anchor falls on `anchor`. */
tdm_date tdm_day_at(const struct tdm_day_expr *expr, tdm_date anchor);

/* ---- measures as a protocol declares them */

enum tdm_moment { TDM_MOMENT_NONE, TDM_MOMENT_BEFORE_SESSION, TDM_MOMENT_DURING_SESSION, TDM_MOMENT_NEXT_MORNING };
struct tdm_measure_use {
    tdm_str name;           /* the protocol's word: pain, quads */
    tdm_ref measure;        /* of the catalogue */
    bool at_treated_side;   /* else: of the person as a whole */
    bool during_session;    /* read from sessions only */
    bool is_change;         /* next-rise is change of nprs-now, from before session to next morning */
    enum tdm_moment from, to;
    bool has_fresh;
    tdm_span fresh;         /* greatest age when a criterion names none */
    enum tdm_basis when_other_affected; /* NORM or BASELINE: what replaces the other side; NONE: unknown (M36) */
    struct tdm_place place;
    uint16_t clause;
};

/* What names mean while a condition is read; the protocol fills it. Order gives the index. */
struct tdm_scope {
    const struct tdm_catalog *catalog;
    const struct tdm_measure_use *measures;
    uint32_t measure_count;
    const tdm_str *clearances, *gates, *phases, *flags;
    uint32_t clearance_count, gate_count, phase_count, flag_count;
};

/* ---- criteria */

enum tdm_criterion_kind {
    TDM_CRITERION_ALL,       /* all of: children                                             */
    TDM_CRITERION_ANY,       /* any of                                                       */
    TDM_CRITERION_AT_LEAST,  /* at least k of                                                */
    TDM_CRITERION_NOT,
    TDM_CRITERION_READING,   /* pain at most 2, mean of 7 days, at least 4 readings          */
    TDM_CRITERION_CLEARANCE, /* clearance resume                                             */
    TDM_CRITERION_TIME,      /* not before 15 days after procedure                           */
    TDM_CRITERION_OPEN,      /* open flag, open compensation [, screened within 14 days]     */
    TDM_CRITERION_NO_OPEN,   /* no open flag [, screened within 14 days]      (M26)           */
    TDM_CRITERION_NO_RECORD, /* no record of class nsaid since procedure       closed world (M117) */
    TDM_CRITERION_RECORD,    /* record of X within 3 months [, screened within SPAN]          */
    TDM_CRITERION_NONE_SINCE,/* no class nsaid since procedure: asks for a denial that covers (M117) */
    TDM_CRITERION_TAKING,    /* taking class anticoagulant [, screened within SPAN]          */
    TDM_CRITERION_SETS_DONE, /* every set done, last 2 sessions                              */
    TDM_CRITERION_SETTLED,   /* settled by next morning: change of during vs next morning    */
    TDM_CRITERION_ALWAYS
};

enum tdm_statistic { TDM_STAT_NONE, TDM_STAT_LATEST, TDM_STAT_MEAN, TDM_STAT_WORST, TDM_STAT_BEST, TDM_STAT_EVERY };
enum tdm_over { TDM_OVER_NONE, TDM_OVER_WITHIN, TDM_OVER_OF, TDM_OVER_SESSIONS }; /* M10: within = age 0..N, of = N days */
enum tdm_compare {
    TDM_COMPARE_VALUE,      /* pain at most 2                                    */
    TDM_COMPARE_PERCENT,    /* quads at least 80% of other side                  */
    TDM_COMPARE_DIFFERENCE, /* extension at most 5 deg from other side           */
    TDM_COMPARE_BETTER,     /* koos.pain better than baseline by at least 15     */
    TDM_COMPARE_WORSE
};
enum tdm_thing_kind { TDM_THING_ANY_FLAG, TDM_THING_FLAG, TDM_THING_ANY_FINDING, TDM_THING_COMPENSATION, TDM_THING_FINDING,
                      TDM_THING_CLASS, TDM_THING_SUBSTANCE, TDM_THING_PROCEDURE, TDM_THING_EVENT };

struct tdm_criterion {
    enum tdm_criterion_kind kind;
    uint16_t clause;               /* given by the protocol's clause table */
    uint16_t first_child, child_count; /* children are contiguous in the condition's nodes */
    uint16_t k;                    /* AT_LEAST */
    /* READING */
    uint16_t measure;              /* index into the scope's measures */
    enum tdm_compare compare;
    enum tdm_basis basis;
    struct tdm_bound bound;        /* PERCENT: in percent; DIFFERENCE, BETTER, WORSE: the amount */
    enum tdm_statistic statistic;
    enum tdm_over over;
    tdm_span window;
    uint16_t sessions;             /* OVER_SESSIONS, SETS_DONE: last n */
    uint16_t least_readings;       /* coverage (M3); 0: not stated */
    /* the others */
    tdm_ref ref;                   /* clearance, or the thing */
    enum tdm_thing_kind thing;
    struct tdm_day_expr day;       /* TIME: not before; NO_RECORD, NONE_SINCE: since */
    bool has_day, has_window;
    bool has_screen;               /* RECORD, TAKING: silence counts only when asked for no longer ago than `screen` */
    tdm_span screen;
    tdm_str event;                 /* THING_EVENT: the word */
    /* THING_FLAG: `ref` is the scope's flag. A measure with `fresh` lends its window to a bare `latest`. */
    struct tdm_place place;
};

struct tdm_condition {
    const struct tdm_criterion *nodes; /* nodes[0] is the root, always ALL, ANY or AT_LEAST */
    uint16_t count;                    /* 0: no condition written */
};

/* Told of every line that is a criterion, so that its owner can number the clause; returns the clause id. */
struct tdm_clause_sink {
    void *context;
    uint16_t (*add)(void *context, const struct tdm_line *line);
};

/* Reads the lines from `first` up to `past`, which is none of them (null: to the end of their level), as one condition:
 * ALL of them, unless the single line opens `any of` / `at least k of` / `all of`. Codes K001... */
bool tdm_condition_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_line *first,
                        const struct tdm_line *past, const struct tdm_scope *scope, const struct tdm_clause_sink *sink, struct tdm_condition *out,
                        struct tdm_problems *problems) TDM_CHECKED;

/* The same for a condition that begins inside a line: "raised by pain at least 8, latest within 1 days", "advance load by
 * 5% when all of" + block. The cursor stands before it; the rest of the line, its later parts and (below an opener) its
 * block are taken. The sink is told of this line too when it holds a criterion itself. */
bool tdm_condition_read_here(struct tdm_arena *mem, struct tdm_cursor *c, const struct tdm_scope *scope,
                             const struct tdm_clause_sink *sink, struct tdm_condition *out,
                             struct tdm_problems *problems) TDM_CHECKED;

/* ---- the shared phrases, for the vocabularies that also use them; each takes what it reads off the cursor */

bool tdm_read_span(struct tdm_cursor *c, tdm_span *out, struct tdm_problems *problems) TDM_CHECKED; /* "4 weeks" */
struct tdm_length { /* "4 to 8 weeks", "4 days", "at most 2 weeks", "at least 2 weeks" */
    bool has_least, has_most;
    tdm_span least, most;
};
bool tdm_read_length(struct tdm_cursor *c, struct tdm_length *out, struct tdm_problems *problems) TDM_CHECKED;
bool tdm_read_day(struct tdm_cursor *c, const struct tdm_scope *scope, struct tdm_day_expr *out,
                  struct tdm_problems *problems) TDM_CHECKED;
/* A number with the unit of the measure, or a step of its scale; wrong unit, kind or step is a problem with its fix. */
bool tdm_read_value(struct tdm_cursor *c, const struct tdm_catalog *catalog, tdm_ref measure, tdm_value *out,
                    struct tdm_problems *problems) TDM_CHECKED;
bool tdm_read_bound(struct tdm_cursor *c, const struct tdm_catalog *catalog, tdm_ref measure, struct tdm_bound *out,
                    struct tdm_problems *problems) TDM_CHECKED;
void tdm_day_expr_print(struct tdm_buf *out, const struct tdm_day_expr *expr, const struct tdm_scope *scope);
void tdm_length_print(struct tdm_buf *out, const struct tdm_length *length);
/* Its least and its most are written alike: a phase that lasts so ends by itself, and never waits. */
static inline bool tdm_length_is_exact(const struct tdm_length *length) {
    return length->has_least && length->has_most && length->least.unit == length->most.unit &&
           length->least.count == length->most.count;
}
/* The condition in plain words of the notation, one criterion: "pain at most 2, mean of 7 days, at least 4 readings". */
void tdm_criterion_print(struct tdm_buf *out, const struct tdm_criterion *criterion, const struct tdm_scope *scope);
/* One node as its line of the notation, `not` with what it negates; blocks as their opener alone ("any of"). */
void tdm_condition_line_print(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t node,
                              const struct tdm_scope *scope);
/* One node with what stands below it, as lines of the notation. */
void tdm_condition_node_print(struct tdm_buf *out, const struct tdm_condition *condition, uint16_t node,
                              uint32_t levels, const struct tdm_scope *scope);
/* The whole condition as lines of the notation, `levels` levels deep; read again, it gives the same tree. */
void tdm_condition_print(struct tdm_buf *out, const struct tdm_condition *condition, uint32_t levels,
                         const struct tdm_scope *scope);

#endif
