/* load.h - answers about load: what is allowed, prescribed and done of each exercise, the target in force and why, the
 * load of the last days, and where a programme by weeks stands. A rule changes the target and nothing else (M81). */
#ifndef TDM_LOAD_H
#define TDM_LOAD_H

#include "chart/bound_chart.h"
#include "engine/reasons.h"
#include "protocol/protocol.h"

struct tdm_check;

/* The patient's own 1RM, body mass or best, on a day. */
enum tdm_own_state { TDM_OWN_NOT_ASKED, TDM_OWN_MISSING, TDM_OWN_STALE, TDM_OWN_KNOWN };
struct tdm_own {
    enum tdm_own_state state; /* a stale one is told and not used */
    tdm_quantity value;
    tdm_date date;
    uint32_t entry;
    int32_t age_days, most_days; /* most 0: no greatest age is stated */
};

enum tdm_headroom {
    TDM_HEADROOM_CANNOT_TELL,
    TDM_HEADROOM_NO_LIMIT, /* no clause sets a ceiling, or the exercise does not load the site (M70) */
    TDM_HEADROOM_FREE,
    TDM_HEADROOM_AT_CEILING,
    TDM_HEADROOM_ABOVE
};

/* Why the target is what it is. One word each in JSON; one sentence each in words. */
enum tdm_target_why {
    TDM_TARGET_NO_RULE,        /* no progression speaks of this exercise in this phase */
    TDM_TARGET_NO_SESSION,     /* prescribed, and no session of it since */
    TDM_TARGET_ADVANCED,       /* n: percent asked for */
    TDM_TARGET_ADVANCED_CAPPED,/* less than the step asked for: the cap of a week */
    TDM_TARGET_ADVANCED_CEILING,
    TDM_TARGET_REGRESSED,
    TDM_TARGET_GO_ON,          /* advance without a number: a person says what comes next */
    TDM_TARGET_GO_BACK,        /* regress without a number */
    TDM_TARGET_STOPPED,
    TDM_TARGET_HELD,           /* a hold of the rule */
    TDM_TARGET_OTHERWISE,      /* no row of the rule was met */
    TDM_TARGET_CAP,            /* would be more than the cap of a week allows */
    TDM_TARGET_CAP_UNKNOWN,    /* the target of a week before is not known: ask the therapist (M121) */
    TDM_TARGET_STEP_TOO_LARGE, /* the next weight there is would be more than the step asked for */
    TDM_TARGET_NOT_REACHED,    /* no whole session has been done with the target yet */
    TDM_TARGET_CEILING,        /* the ceiling allows no more */
    TDM_TARGET_CLASS_UNKNOWN,  /* what class the new load would have cannot be told */
    TDM_TARGET_NO_BASE,        /* no whole session says with which load */
    TDM_TARGET_WHY_COUNT
};
const char *tdm_target_why_id(enum tdm_target_why why);

struct tdm_target {
    bool known;                 /* a load in numbers; else a rule without numbers, or no load prescribed */
    tdm_quantity load, was;     /* was: before the last session was judged */
    tdm_date since;             /* the day from which `load` is the target */
    uint32_t set_by;            /* entry: prescription, or the session that triggered the step */
    enum tdm_target_why why;
    bool judged;                /* a session was judged by a rule */
    bool answered;              /* what was said of the last session waited for a person, who has prescribed since (M76) */
    enum tdm_step_kind step;
    tdm_ref progress;
    uint32_t step_index;        /* or UINT32_MAX: `otherwise` */
    tdm_clause_id clause;
    uint32_t session;           /* the entry judged, or TDM_ENTRY_NONE */
    tdm_date session_date;
    const struct tdm_condition *condition; /* of the step that fired; null for `otherwise` */
    const struct tdm_check *checks;
    uint16_t check_count;
    const struct tdm_criterion *lacking; /* `otherwise`: what kept the rule from going on, and its check; or null */
    const struct tdm_check *lacking_check;
    tdm_quantity next_step;     /* STEP_TOO_LARGE: the next weight there is */
    tdm_date not_before;        /* next session; none: no such rule */
};

/* Sets x repetitions x load of some days, gap aware: what is missing widens the bounds (M121). */
struct tdm_exposure {
    bool counts;                /* the exercise has repetitions and a weight */
    tdm_quantity low, high;
    bool has_high;              /* false: nothing says how much may be missing */
    uint32_t recorded, expected;/* sessions on record; planned by the prescription, or 0 when it says nothing */
    tdm_date from, until;       /* both inside */
};

struct tdm_load_answer { /* one per exercise prescribed or done in the last 28 days */
    tdm_ref exercise;
    enum tdm_headroom headroom;
    uint32_t prescribed, done;  /* indices into the chart's doses, or UINT32_MAX; done: of the last session */
    struct tdm_load prescribed_load, done_load;
    bool whole;                 /* the last session was done as prescribed */
    struct tdm_own one_rm, body_mass, best;
    struct tdm_target target;
    struct tdm_exposure week, month; /* 7 and 28 days ending today */
};

/* A session done with more than the target, without a step of the rule (M80). */
struct tdm_raised { tdm_ref exercise; uint32_t entry; tdm_date date; tdm_quantity done, target; };

struct tdm_plan_answer { /* of each plan whose phase runs (N11) */
    tdm_ref plan;
    bool held;
    uint16_t week, repeated;    /* the row's week, from 1; weeks held or missed, which are done again */
    tdm_date week_from, week_until; /* both inside */
    const struct tdm_plan_week *row; /* null: past the last row */
    const tdm_quantity *loads;  /* per exercise of the plan, with `known`: the row's share of the 1RM, rounded down */
    const bool *load_known;
    uint32_t planned, done;     /* sessions of this week; planned 0: the plan says nothing */
    tdm_date last_session, not_before; /* next session; none */
    bool has_slack;
    int32_t slack_days;         /* how much later the rest of the week can still begin; below 0: it no longer fits */
    tdm_date missed;            /* a session planned for that day and not on record; none */
};

struct tdm_loads {
    const struct tdm_load_answer *items;
    uint32_t count;
    const struct tdm_raised *raised;
    uint32_t raised_count;
    const struct tdm_plan_answer *plans;
    uint32_t plan_count;
};

/* Week by week since enrolment; a class is -1 where nothing says it. Computed when asked for. */
struct tdm_load_week { tdm_date from, until; int16_t allowed, prescribed, done; };
struct tdm_standing;
const struct tdm_load_week *tdm_load_weeks(struct tdm_arena *mem, const struct tdm_standing *standing, uint32_t *count);

/* Acute to chronic load, rounded to two digits for display and nothing else: no rule may ask for it. False when there is
 * nothing to divide by, or no upper bound. */
bool tdm_exposure_ratio(const struct tdm_load_answer *answer, tdm_decimal *low, tdm_decimal *high) TDM_CHECKED;

#endif
