/* protocol.h - a protocol as read and resolved: phases on two tracks, clearances, gates, restrictions, flags,
 * progressions, obligations, never-clauses, each clause with its place and its sources. Pure; knows no patient and no
 * day. */
#ifndef TDM_PROTOCOL_H
#define TDM_PROTOCOL_H

#include "catalog/catalog.h"
#include "criteria/criteria.h"

/* ---- clauses: every line that means something has a number; reasons, diffs and coverage speak of clauses */

typedef uint16_t tdm_clause_id;
#define TDM_CLAUSE_NONE ((tdm_clause_id)UINT16_MAX)

enum tdm_clause_kind { /* one row each in the clause table (clauses.c): words, help, whether a source is asked for */
                       TDM_CLAUSE_PROTOCOL,
                       TDM_CLAUSE_TITLE,
                       TDM_CLAUSE_CONDITION,
                       TDM_CLAUSE_PROCEDURE,
                       TDM_CLAUSE_TARGET,
                       TDM_CLAUSE_STATUS,
                       TDM_CLAUSE_JURISDICTION,
                       TDM_CLAUSE_NOTATION,
                       TDM_CLAUSE_USE,
                       TDM_CLAUSE_CLOCK,
                       TDM_CLAUSE_SIGNED,
                       TDM_CLAUSE_GUIDELINE,
                       TDM_CLAUSE_SOURCE,
                       TDM_CLAUSE_CITE,
                       TDM_CLAUSE_ID,
                       TDM_CLAUSE_STRENGTH,
                       TDM_CLAUSE_SAYS,
                       TDM_CLAUSE_SPEAKS,
                       TDM_CLAUSE_REVIEWED,
                       TDM_CLAUSE_WITHDRAWN,
                       TDM_CLAUSE_MEASURE,
                       TDM_CLAUSE_FRESH,
                       TDM_CLAUSE_OTHER_SIDE,
                       TDM_CLAUSE_SET,
                       TDM_CLAUSE_PHASE,
                       TDM_CLAUSE_FROM,
                       TDM_CLAUSE_LENGTH_TABLE,
                       TDM_CLAUSE_ENDS_BY,
                       TDM_CLAUSE_AIM,
                       TDM_CLAUSE_INTENT,
                       TDM_CLAUSE_LOAD,
                       TDM_CLAUSE_OFFER,
                       TDM_CLAUSE_ASSESS,
                       TDM_CLAUSE_TELL,
                       TDM_CLAUSE_CLEARANCE,
                       TDM_CLAUSE_BY,
                       TDM_CLAUSE_NOT_BEFORE,
                       TDM_CLAUSE_VALID,
                       TDM_CLAUSE_MAY_MOVE,
                       TDM_CLAUSE_GATE,
                       TDM_CLAUSE_CRITERION,
                       TDM_CLAUSE_NEVER_MET,
                       TDM_CLAUSE_RESTRICT,
                       TDM_CLAUSE_TOUCHES,
                       TDM_CLAUSE_STARTS,
                       TDM_CLAUSE_UNTIL,
                       TDM_CLAUSE_BECAUSE,
                       TDM_CLAUSE_NARROWER,
                       TDM_CLAUSE_FLAG,
                       TDM_CLAUSE_RAISED_BY,
                       TDM_CLAUSE_ESCALATE,
                       TDM_CLAUSE_THEN,
                       TDM_CLAUSE_PROGRESS,
                       TDM_CLAUSE_FOR,
                       TDM_CLAUSE_IN,
                       TDM_CLAUSE_STEP,
                       TDM_CLAUSE_OTHERWISE,
                       TDM_CLAUSE_PLAN,
                       TDM_CLAUSE_REPEAT,
                       TDM_CLAUSE_WEEK,
                       TDM_CLAUSE_OWE,
                       TDM_CLAUSE_NEVER,
                       TDM_CLAUSE_DECISION, /* from here on: decisions (decision.h) */
                       TDM_CLAUSE_DECISION_CONDITION,
                       TDM_CLAUSE_DECISION_STATUS,
                       TDM_CLAUSE_ASKS,
                       TDM_CLAUSE_READS,
                       TDM_CLAUSE_NEAR,
                       TDM_CLAUSE_JURISDICTIONS,
                       TDM_CLAUSE_FACTOR,
                       TDM_CLAUSE_OPTION,
                       TDM_CLAUSE_NEEDS,
                       TDM_CLAUSE_RULED_OUT,
                       TDM_CLAUSE_QUESTION,
                       TDM_CLAUSE_CAUTION,
                       TDM_CLAUSE_ARGUE_FOR,
                       TDM_CLAUSE_ARGUE_AGAINST,
                       TDM_CLAUSE_POSITIONS,
                       TDM_CLAUSE_ABOUT,
                       TDM_CLAUSE_POSITIONS_OF,
                       TDM_CLAUSE_POSITION_FOR,
                       TDM_CLAUSE_POSITION_AGAINST,
                       TDM_CLAUSE_POSITION_NONE,
                       TDM_CLAUSE_PRODUCT,
                       TDM_CLAUSE_LAW,
                       TDM_CLAUSE_KIND_COUNT
};

struct tdm_clause_form { /* the one table from which reader vocabulary, reference and completion come */
    const char *head;    /* first word of the line */
    const char *inside;  /* head of the block it stands in; "" at the top */
    const char *form;    /* "load at most CLASS [, no ATTRIBUTE]" */
    const char *meaning; /* one sentence */
    bool must, many, wants_source;
};
extern const struct tdm_clause_form tdm_clause_forms[TDM_CLAUSE_KIND_COUNT];

struct tdm_cite_use {
    tdm_ref source;
    tdm_str detail;
}; /* source TDM_REF_NONE: own */
struct tdm_clause {
    enum tdm_clause_kind kind;
    struct tdm_place place;
    tdm_str text;                     /* the line as written, without cites and comment */
    const struct tdm_cite_use *cites; /* own ones, else those of the block head or its `source` line */
    uint32_t cite_count;
    bool own; /* cites `own` and nothing else */
};

enum tdm_strength {
    TDM_STRENGTH_GUIDELINE,
    TDM_STRENGTH_SYSTEMATIC_REVIEW,
    TDM_STRENGTH_TRIAL,
    TDM_STRENGTH_COHORT,
    TDM_STRENGTH_CASE_SERIES,
    TDM_STRENGTH_CONSENSUS,
    TDM_STRENGTH_EXPERT_OPINION,
    TDM_STRENGTH_LABORATORY,
    TDM_STRENGTH_LAW, /* a law or a ruling: of legal status, never of effect */
    TDM_STRENGTH_COUNT
};
struct tdm_speaks { /* of a class of substances, given by one route or by any (TDM_REF_NONE) */
    tdm_ref class, route;
};
struct tdm_source {
    tdm_str name, cite, id, says;
    const struct tdm_speaks *speaks; /* what restrictions that cite it are held against (M7) */
    uint32_t speaks_count;
    enum tdm_strength strength;
    bool direct;
    tdm_date reviewed; /* when somebody last held the clauses against it, or none */
    bool has_again;
    tdm_span again;     /* for how long that look is good */
    tdm_date withdrawn; /* retracted or replaced since, or none */
    tdm_str withdrawn_why;
    tdm_clause_id clause;
};

/* ---- phases */

enum tdm_track { TDM_TRACK_TISSUE, TDM_TRACK_FUNCTION, TDM_TRACK_COUNT };
enum tdm_intent {
    TDM_INTENT_NONE,
    TDM_INTENT_PREPARE,
    TDM_INTENT_REPAIR,
    TDM_INTENT_PROTECT,
    TDM_INTENT_LOAD,
    TDM_INTENT_MAINTAIN
};

enum tdm_assess_kind { TDM_ASSESS_BEFORE_PROCEDURE, TDM_ASSESS_WINDOW, TDM_ASSESS_EVERY, TDM_ASSESS_AT_START };
struct tdm_assess {
    enum tdm_assess_kind kind;
    struct tdm_day_expr from, until; /* WINDOW: both days inside (M101); BEFORE_PROCEDURE: within `span` before it */
    tdm_span span;                   /* EVERY: the rhythm */
    const uint16_t *measures;        /* indices into the protocol's measures */
    uint32_t measure_count;
    tdm_clause_id clause;
};
struct tdm_measure_set { /* measures that are asked for together, under one name */
    tdm_str name;
    const uint16_t *measures;
    uint32_t measure_count;
    tdm_clause_id clause;
};
struct tdm_offer {
    tdm_ref exercise;
    tdm_ref variable;
    tdm_clause_id clause;
};
struct tdm_aim {
    tdm_ref variable;
    tdm_str text;
    tdm_clause_id clause;
};

struct tdm_phase {
    tdm_str name;
    enum tdm_track track;
    enum tdm_intent intent;
    struct tdm_day_expr from; /* ANCHOR_GATE: begins by an entry through that gate */
    bool has_until;
    struct tdm_day_expr until; /* first day on which it no longer holds, as an expression */
    struct tdm_length length;  /* from its own start; read from the table where there is one */
    bool uncertain;            /* nature or a person decides inside the length */
    tdm_ref ends_by;           /* clearance, or TDM_REF_NONE */
    bool has_ceiling;
    uint16_t load_class; /* at most */
    tdm_mask barred;     /* attributes */
    const struct tdm_offer *offers;
    uint32_t offer_count;
    const struct tdm_assess *assessments;
    uint32_t assessment_count;
    const struct tdm_aim *aims;
    uint32_t aim_count;
    const tdm_str *tells;
    uint32_t tell_count;
    tdm_clause_id clause, from_clause, load_clause, ends_by_clause;
};

struct tdm_clearance {
    tdm_str name;
    tdm_mask roles; /* who may sign */
    bool has_not_before;
    struct tdm_day_expr not_before;
    tdm_span valid;    /* M10: signing day + N still counts */
    bool has_may_move; /* bounded discretion (M50); else no discretion (M118) */
    struct tdm_day_expr may_move_from, may_move_to;
    tdm_clause_id clause, by_clause, not_before_clause, valid_clause;
};

struct tdm_gate {
    tdm_str name;
    bool opens_discharge;
    tdm_ref phase; /* that it opens */
    struct tdm_condition condition;
    bool bare; /* a clearance and nothing else (G3) */
    tdm_clause_id clause;

    /* `otherwise`: who decides once a phase that waits for it is past its longest length, and what about (M58). */
    tdm_mask otherwise_roles; /* empty: the protocol is silent */
    tdm_span otherwise_within;
    tdm_str otherwise_about;
    tdm_clause_id otherwise_clause;
};

enum tdm_touch_kind {
    TDM_TOUCH_CLASS,
    TDM_TOUCH_SUBSTANCE,
    TDM_TOUCH_ATTRIBUTE,
    TDM_TOUCH_ACTIVITY,
    TDM_TOUCH_LOAD_ABOVE
};
struct tdm_touch {
    enum tdm_touch_kind kind;
    tdm_ref ref;
    uint16_t load_class;
    tdm_ref route;
    tdm_clause_id clause;
};
enum tdm_restrict_end { TDM_END_DAY, TDM_END_CLEARANCE, TDM_END_NEVER };
struct tdm_restriction {
    tdm_str name;
    const struct tdm_touch *touches;
    uint32_t touch_count;
    struct tdm_day_expr from;
    enum tdm_restrict_end end;
    struct tdm_day_expr until; /* END_DAY: the last day on which it holds (M10) */
    tdm_ref clearance;         /* END_CLEARANCE */
    bool has_latest;
    struct tdm_day_expr latest; /* END_CLEARANCE: last possible day, if stated (M65) */
    tdm_str because;
    tdm_str narrower; /* why it restricts less than its source speaks of (M7), or empty */
    tdm_clause_id clause, from_clause, until_clause, narrower_clause;
};

struct tdm_flag {
    tdm_str name;
    tdm_ref item;                   /* of the catalogue, or TDM_REF_NONE */
    struct tdm_condition condition; /* raises it by itself; may be empty: raised by a person only */
    tdm_mask escalate_to;
    tdm_span within;
    bool hold;
    tdm_clause_id clause, escalate_clause;
};

enum tdm_step_kind { TDM_STEP_STOP, TDM_STEP_REGRESS, TDM_STEP_HOLD, TDM_STEP_ADVANCE };
struct tdm_step {
    enum tdm_step_kind kind;
    struct tdm_condition condition;
    bool has_percent, has_cap;
    tdm_decimal percent, cap_percent_week;
    bool has_amount, has_cap_amount; /* load by 5 kg; at most 5 kg a week */
    tdm_quantity amount, cap_amount_week;
    bool has_rest, has_plan_weeks;
    tdm_span rest, plan_weeks;
    tdm_mask escalate_to;
    tdm_span escalate_within;
    tdm_clause_id clause;
};
struct tdm_progress {
    tdm_str name;
    const tdm_ref *exercises;
    uint32_t exercise_count;
    tdm_ref plan; /* or TDM_REF_NONE */
    const tdm_ref *phases;
    uint32_t phase_count;
    const struct tdm_step *steps;
    uint32_t step_count;
    enum tdm_step_kind otherwise;
    tdm_clause_id clause, otherwise_clause;
};

struct tdm_plan_amount { /* tempo 6 s, effort 7, rir 2: a field that every exercise of the plan has */
    tdm_str field;
    tdm_quantity quantity;
};
struct tdm_plan_week {
    uint16_t from, until;
    uint16_t rm;
    bool has_percent;
    tdm_decimal percent_1rm;
    uint16_t sets, reps;
    const struct tdm_plan_amount *amounts;
    uint32_t amount_count;
    tdm_clause_id clause;
};
struct tdm_plan {
    tdm_str name;
    const tdm_ref *exercises;
    uint32_t exercise_count;
    const tdm_ref *phases;
    uint32_t phase_count;
    uint16_t times;
    bool per_week; /* else per day */
    bool has_apart;
    tdm_span apart;
    uint16_t sets;
    bool has_rest;
    tdm_span rest_least, rest_most;
    tdm_str rest_unit;
    const struct tdm_plan_amount *amounts; /* of every week */
    uint32_t amount_count;
    const struct tdm_plan_week *weeks;
    uint32_t week_count;
    tdm_ref week_of; /* phase that counts the weeks */
    tdm_clause_id clause;
    tdm_clause_id *repeats; /* the lines that say how often, as they were written */
    uint32_t repeat_count;
};

struct tdm_owe {
    tdm_str name;
    tdm_mask roles;
    tdm_span every;
    struct tdm_day_expr from, until;
    const uint16_t *measures;
    uint32_t measure_count; /* none: an entry of kind diary */
    bool diary;
    tdm_clause_id clause;
};

struct tdm_never {
    bool is_class;
    uint16_t load_class; /* this class and all above it */
    tdm_ref attribute;
    struct tdm_day_expr before; /* M4: from the anchor until the day before */
    tdm_clause_id clause;
};

enum tdm_status { TDM_STATUS_DRAFT, TDM_STATUS_REVIEWED, TDM_STATUS_APPROVED, TDM_STATUS_RETIRED };
enum tdm_series { TDM_SERIES_UNSAID, TDM_SERIES_LAST, TDM_SERIES_FIRST };

struct tdm_sign_off { /* of the protocol itself: who looked at it, or stands for it (F090) */
    tdm_ref role;
    tdm_date on;
    enum tdm_status as; /* reviewed or approved */
    tdm_clause_id clause;
};

/* What a guideline says of one thing: of a protocol's procedure, or in a decision of what its `positions` are about. */
enum tdm_stance { TDM_STANCE_FOR, TDM_STANCE_AGAINST, TDM_STANCE_NONE, TDM_STANCE_COUNT };
struct tdm_position {
    enum tdm_stance stance;
    int32_t year;
    tdm_str strength;
    tdm_clause_id clause; /* it cites the guideline */
};

struct tdm_protocol {
    tdm_str name, version, title, jurisdiction, file;
    tdm_digest digest; /* of its bytes: what an episode pins (F111) */
    const struct tdm_catalog *catalog;
    tdm_ref condition, procedure, target, region; /* procedure TDM_REF_NONE: therapy alone */
    enum tdm_status status;
    const struct tdm_sign_off *sign_offs;
    uint32_t sign_off_count;
    const struct tdm_position *guidelines; /* of its procedure; of the therapy where there is none */
    uint32_t guideline_count;
    enum tdm_series series;
    const struct tdm_clause *clauses;
    uint32_t clause_count;
    const struct tdm_source *sources;
    uint32_t source_count;
    const struct tdm_measure_use *measures;
    uint32_t measure_count;
    const struct tdm_measure_set *sets;
    uint32_t set_count;
    const struct tdm_phase *phases;
    uint32_t phase_count;
    const struct tdm_clearance *clearances;
    uint32_t clearance_count;
    const struct tdm_gate *gates;
    uint32_t gate_count;
    const struct tdm_restriction *restrictions;
    uint32_t restriction_count;
    const struct tdm_flag *flags;
    uint32_t flag_count;
    const struct tdm_progress *progressions;
    uint32_t progress_count;
    const struct tdm_plan *plans;
    uint32_t plan_count;
    const struct tdm_owe *owes;
    uint32_t owe_count;
    const struct tdm_never *nevers;
    uint32_t never_count;
    struct tdm_scope scope;                       /* for printing its conditions and days */
    uint32_t clauses_wanting_source, clauses_own; /* the share of own clauses that every print tells (N20) */
    const tdm_str *part_texts;                    /* the bytes of the parts that it takes in: to be kept with it */
    uint32_t part_count;
};

/* Parts that `use` may name: read trees with the digest of their bytes. Of several texts of one name the
 * pinned one is taken, else the first. */
struct tdm_part_file {
    tdm_str name;
    const struct tdm_tree *tree;
    tdm_digest digest;
};
/* The name under which the text in `file` is used: parts/NAME.tandem, and parts/NAME@DIGITS.tandem for an earlier text
 * of the same part, which goes on being shipped for whoever pinned it. */
tdm_str tdm_part_named(tdm_str file);

struct tdm_parts {
    const struct tdm_part_file *items;
    uint32_t count;
};

/* Reads and checks names, units, kinds, sources and shapes. Codes P001... Errors refuse; notes are told (a bare
 * clearance, a missing pin, an unsaid series). false when any error was found. */
bool tdm_protocol_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                       const struct tdm_parts *parts, const struct tdm_protocol **out,
                       struct tdm_problems *problems) TDM_CHECKED;

/* A part that a protocol's text pins and the list has not: `name`, `digest`. False: there is none from `*at` on, which
 * begins at null. */
bool tdm_part_missing(const struct tdm_tree *protocol, const struct tdm_parts *parts, const struct tdm_line **at,
                      struct tdm_part_file *out) TDM_CHECKED;

/* A part alone: its names, units, sources and wording, as a protocol that uses it would find them. */
bool tdm_part_check(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                    struct tdm_problems *problems) TDM_CHECKED;

tdm_ref tdm_protocol_phase(const struct tdm_protocol *protocol, tdm_str name);
tdm_ref tdm_protocol_gate(const struct tdm_protocol *protocol, tdm_str name);
tdm_ref tdm_protocol_clearance(const struct tdm_protocol *protocol, tdm_str name);
tdm_ref tdm_protocol_measure(const struct tdm_protocol *protocol, tdm_str name); /* index into measures */
const char *tdm_track_word(enum tdm_track track);
const char *tdm_intent_word(enum tdm_intent intent);
const char *tdm_step_word(enum tdm_step_kind kind); /* "stop", "regress", "hold", "advance" */
const char *tdm_strength_word(enum tdm_strength strength);
const char *tdm_status_word(enum tdm_status status);
const char *tdm_stance_word(enum tdm_stance stance); /* "for", "against", "no position" */

/* ---- the library: what a standing is computed under */

struct tdm_library {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *const *protocols;
    uint32_t protocol_count;
};
const struct tdm_protocol *tdm_library_protocol(const struct tdm_library *library, tdm_str name, tdm_str version);

#endif
