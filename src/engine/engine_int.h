/* engine_int.h - what the files of the engine share: the index over a case, a moment (day and knowledge) with its
 * phases. */
#ifndef TDM_ENGINE_INT_H
#define TDM_ENGINE_INT_H

#include "engine/engine.h"

struct range {
    uint32_t from, until;
};

/* Something that opens (or goes on with) or closes a flag or a finding, in order of entries. */
struct life_event {
    uint32_t entry;
    tdm_ref item;
    bool opens;
};
struct life_events {
    const struct life_event *items;
    uint32_t count;
};

/* A day on which a flag's rule could hold: whether it holds by the whole chart, and since which instant (ms) that is
 * so.
 */
struct rule_day {
    int32_t day;
    bool holds;
    int64_t settled;
};
struct rule_days {
    bool told;                      /* else every day is asked anew */
    const struct rule_day *holding; /* by day */
    const struct rule_day *late;    /* all on which it could hold by some knowledge, the latest settled last */
    uint32_t holding_count, count;
};

struct phase_list { /* in the order of the protocol */
    const tdm_ref *items;
    uint32_t count;
};

/* Made by tdm_case_open: nothing in it depends on a day or on knowledge. */
struct index {
    struct phase_list of_track[TDM_TRACK_COUNT];
    struct phase_list signed_off[TDM_TRACK_COUNT]; /* of these the ones that end by a signature */
    const uint32_t *of_kind[TDM_ENTRY_KIND_COUNT]; /* entries of a kind, by day and time */
    uint32_t kind_count[TDM_ENTRY_KIND_COUNT];
    struct range *use,
        *use_other; /* per measure use: readings at the treated side (or of the person), at the other side */
    const struct range *exercise;     /* per exercise of the catalogue: into exercise_doses */
    const uint32_t *exercise_doses;   /* doses by exercise, then day */
    const bool *read_during;          /* per measure use: its measure is also read during sessions */
    const bool *gate_needs_procedure; /* per phase: counts only when begun after the procedure */
    const int64_t *known_by;   /* per entry: latest recorded instant (ms) of all that speaks of its day or before */
    const int64_t *steered_by; /* the same of those that move phases, limits or flags */
    uint32_t moves;            /* grows with what came since that moves phases, limits, flags or findings */
    bool looks_ahead;          /* some limit begins before its event: later plans move it (M13) */
    int64_t planned_by;        /* latest recorded instant of plans, procedures and withdrawals */
    const struct said *said;   /* per medicine entry: what it contains */
    struct life_events flags, findings;
    const bool *rule_possible;         /* per flag of the protocol: its own rule could hold on some day */
    const struct rule_days *rule_days; /* the same order */
    bool any_rule;
};
struct said {
    bool known;
    tdm_mask classes;
    const tdm_ref *ingredients;
    uint32_t count;
    tdm_ref route;
};

struct hold {
    tdm_date from, until;
    enum tdm_reason_code why;
    uint32_t entry;
    tdm_ref flag;
}; /* until: first day without; none: open */
struct phase_state {
    tdm_date start, end;  /* of its present stay; none: not begun, not ended */
    tdm_date own_end;     /* its end as if the episode had not ended (M98) */
    uint32_t start_entry; /* or TDM_ENTRY_NONE */
    uint32_t order;       /* of its stay on the track, from 1; 0: not begun */
    tdm_date next_begins; /* when another phase of the track began after it, by what, which */
    uint32_t next_entry;
    tdm_ref next_phase;
    struct tdm_reason ended_by;
    tdm_date signed_off;   /* day of the signature that ended it, or none */
    tdm_date lifted_until; /* ended by a signature that was revoked on this day; or none */
    struct hold *holds;
    size_t hold_count, hold_room;
};

struct stay { /* in a phase, from the day on which it began, by its date or by an entry; until the next one of its track
               */
    tdm_date day;
    uint32_t entry; /* or TDM_ENTRY_NONE: by its date */
    tdm_ref phase;
};
struct stays {
    struct stay *items;
    uint32_t count;
};

/* One life of a flag or a finding: open from its first day, until the day of its closing (that day excluded). */
struct life {
    tdm_ref item;
    tdm_date from, until;                /* until: none while open */
    uint32_t opened_by, last, closed_by; /* entries; TDM_ENTRY_NONE: by its own rule */
    uint32_t word;                       /* the entry that says its state */
    tdm_date last_day;
    tdm_date untimed; /* the last day on which it was said to be open without a time, or none */
};
struct lives {
    const struct life *items;
    uint32_t count;
};

struct dose_row { /* the sessions of an exercise since the entry that first prescribed its present dose */
    tdm_ref exercise;
    uint32_t since;
};

struct moment {
    struct tdm_arena *mem;
    const struct tdm_case *episode;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    const struct tdm_bound_chart *chart;
    const struct index *index;
    struct tdm_asof asof;
    tdm_date enrolled, ended, died, procedure;
    tdm_date first_procedure; /* performed: a repeat leaves the baseline (M14, M84) */
    tdm_time first_procedure_time;
    uint32_t enrol_entry, end_entry, death_entry, procedure_entry, first_procedure_entry, plan_entry;
    tdm_date planned_procedure;
    struct phase_state *phases;
    struct stays stays[TDM_TRACK_COUNT]; /* in their order; a phase that was entered again has several (M59) */
    tdm_date *starts, *ends;             /* the same dates as the anchors want them */
    struct tdm_anchors anchors;
    bool other_side_affected;
    bool takes_worse; /* a rule of safety is asked: of readings that contradict, the worse one (M30) */
    struct lives flags, findings;
    uint32_t sessions_from, sessions_before; /* entries; 0: no bound. What a rule may look at (M76, F032) */
    uint32_t untold_from;       /* entry: what lies before it is the last session by its place alone (M73, M76) */
    struct sessions_told *told; /* values of sessions that were asked for before, with this knowledge; or null */
    const struct dose_row *row; /* of the exercise whose rule is asked, found once for all its terms; else null */
    uint32_t signing;           /* one more than the signature at whose moment it is; 0: none (M49) */
    bool far_ahead;             /* what is owed is listed however far ahead, not only a week */
    bool steers;                /* what steers care alone is asked */
    uint32_t moves;             /* of the index when it was made */
};

/* ---- case.c, moment.c */
bool other_side_in(const struct tdm_case *episode, const struct tdm_case *const *others, uint32_t count,
                   struct tdm_asof asof);
const struct tdm_case *case_through(struct tdm_arena *mem, const struct tdm_case *episode,
                                    const struct tdm_protocol *frame);
void moment_make(struct moment *m, struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof);
/* The moment of a signature: what came after it on its day, by times that both have, does not count. */
void moment_make_at(struct moment *m, struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof,
                    uint32_t signature);
enum { FIRST_TERM = 1 }; /* before it stands the block of all terms of a condition */
static inline const struct tdm_fact *fact_of(const struct moment *m, uint32_t entry) {
    return &m->chart->facts[entry];
}
static inline bool day_within(tdm_date day, tdm_date from, tdm_date until) { /* until: the first day outside, or none */
    return from.day <= day.day && (tdm_date_is_none(until) || day.day < until.day);
}
/* One day and time lies after an entry, and this can be told: by day, or of one day by times that both have (M18). */
static inline bool lies_after(const struct moment *m, tdm_date date, tdm_time time, uint32_t other) {
    const struct tdm_fact *b = fact_of(m, other);
    if (date.day != b->date.day) return date.day > b->date.day;
    return time.minute >= 0 && b->time.minute >= 0 && time.minute > b->time.minute;
}
bool comes_after(const struct moment *m, uint32_t entry, uint32_t other);
bool same_dose(const struct tdm_exercise *exercise, const struct tdm_dose *a, const struct tdm_dose *b);
struct dose_row dose_row_of(const struct moment *m, tdm_ref exercise);
int32_t times_a_week(const struct tdm_dose *dose); /* 0: it does not say how often */
/* The day of the last session of the dose of today, as far as that can be told (M18, M73); none is of before the
 * procedure (M33). */
bool last_session_of_dose(const struct moment *m, tdm_ref exercise, tdm_date *day);
/* Visible by the moment's knowledge and on or before its day. */
static inline bool holds_now(const struct moment *m, const struct tdm_fact *fact) {
    return fact->date.day <= m->asof.on.day && tdm_fact_visible(fact, m->asof.known) &&
           (m->signing == 0 || !lies_after(m, fact->date, fact->time, m->signing - 1));
}
static inline bool is_emergency(const struct moment *m,
                                tdm_ref flag) { /* it stops all loading while it is open (M96) */
    return flag != TDM_REF_NONE && tdm_catalog_flag(m->catalog, flag)->emergency;
}
bool procedure_performed(const struct moment *m, uint32_t entry); /* not cancelled, not aborted */
/* What was the procedure on that day, by what the moment knows: the latest one by then; of a series the first (M14,
 * M33). */
tdm_date procedure_by(const struct moment *m, tdm_date day);
bool before_procedure(const struct moment *m, uint32_t entry); /* or untold on its day: the protective reading */
tdm_mask patient_role(const struct moment *m);
tdm_date moment_day(const struct moment *m, const struct tdm_day_expr *day); /* by facts alone */
tdm_ref phase_in_force(const struct moment *m, enum tdm_track track,
                       tdm_date day);   /* its limits hold; may have ended */
bool completed(const struct moment *m); /* the course ended as one that was completed (M98) */
const struct hold *hold_on(const struct phase_state *phase, tdm_date day);
/* What holds a stay: its phase's holds if it is the last one of it; before that a flag that was open then and still is.
 */
bool stay_hold_on(const struct moment *m, enum tdm_track track, uint32_t at, tdm_date day, struct hold *out);
void holds_make(struct moment *m);
/* ---- flag_rule.c: the days on which a flag's own rule holds, for a moment */
struct walk_day {
    int32_t day;
    bool holds; /* else it has to be asked */
};
struct rule_walk {
    const struct moment *m;
    uint32_t flag, count, at;
    bool listed;
    const struct walk_day *days;
};
void rules_index(struct tdm_arena *mem, const struct tdm_case *episode, struct index *index);
void rule_walk_begin(struct rule_walk *walk, const struct moment *m, uint32_t flag);
int32_t rule_walk_next(struct rule_walk *walk, int32_t after);   /* INT32_MAX: none; not every day told holds */
bool rule_walk_holds(const struct rule_walk *walk, int32_t day); /* of the day that came last */
/* The same after the chart grew by entries at its end: what could hold on days before them holds as it did. */
struct rules_further {
    struct tdm_arena *mem;
    const struct tdm_case *episode;
    struct index *index;
    const struct tdm_reading *added;
    uint32_t added_count;
    bool procedure; /* one of them is a procedure */
};
struct rules_grown; /* what is kept for that */
void rules_grow(const struct rules_further *further, struct rules_grown *grown);
struct rules_grown *rules_growth_of(struct tdm_arena *mem, const struct tdm_case *episode);
/* ---- life.c: `item` TDM_REF_NONE is any; null when none is open on the day */
struct life_gathered {
    struct life_event *items;
    size_t count, room;
};
/* The events of the entries from that one on, behind those that are there. */
void life_gather(struct tdm_arena *mem, const struct tdm_bound_chart *chart, uint32_t from, bool flags,
                 struct life_gathered *out);
void life_index(struct tdm_arena *mem, const struct tdm_case *episode, struct index *index);
void lives_make(struct moment *m);
const struct life *flag_open_on(const struct moment *m, tdm_ref item, tdm_date day);
/* The entry whose words say where a finding is: itself, or the one whose name it uses. */
const struct tdm_entry *finding_placed(const struct moment *m, uint32_t entry);
const struct life *finding_open_on(const struct moment *m, tdm_ref item, bool compensation_only, tdm_date day);

/* ---- clearance.c */
/* The first lawful day as moved by the entries up to `day`. */
tdm_mask movers(const struct moment *m, tdm_ref c);
tdm_date clearance_lawful_from(const struct moment *m, tdm_ref clearance, tdm_date day, uint32_t *moved_by);
/* Whether that signature counts on `day`, and why not. */
enum tdm_reason_code signature_judge(const struct moment *m, tdm_ref clearance, uint32_t entry, tdm_date day,
                                     struct tdm_reason *reason);
void clearance_answer(const struct moment *m, tdm_ref clearance, tdm_date day, struct tdm_clearance_answer *out);
uint32_t revoked_by(const struct moment *m, uint32_t signature, tdm_date day); /* entry, or TDM_ENTRY_NONE */
uint32_t overridden_by(const struct moment *m, tdm_ref gate, tdm_date day);    /* entry, or TDM_ENTRY_NONE */

/* ---- engine_reading.c, engine_session.c */
void reading_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise, struct tdm_check *check);
bool reading_latest(const struct moment *m, tdm_ref use, tdm_date from, tdm_date until, tdm_date *date);
bool reading_has_baseline(const struct moment *m, tdm_ref use);
struct tdm_check sets_done_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise);
bool dose_done(const struct moment *m, const struct tdm_dose *dose); /* every set of it, as prescribed */
struct sessions_told *sessions_told_of(const struct moment *m);      /* none told yet; in the arena of the moment */
struct tdm_check settled_check(const struct moment *m, const struct tdm_criterion *node, tdm_ref exercise);

/* ---- screening.c */
/* The last screen that covers what the criterion speaks of, its entry and role; none: nobody has asked. */
tdm_date screen_last(const struct moment *m, const struct tdm_criterion *node, uint32_t *entry, tdm_mask *role);
/* Who may ask for it; of what is no history, whoever asked last. */
tdm_mask screen_roles(const struct moment *m, const struct tdm_criterion *node, tdm_mask asked_last);
bool screen_names(const struct moment *m, const struct tdm_criterion *node, uint32_t entry); /* that entry found it */

/* ---- criterion.c */
void condition_check(const struct moment *m, const struct tdm_condition *condition, tdm_ref exercise,
                     struct tdm_check *checks);
/* Its truth alone: of a block no more terms are asked than decide it. */
enum tdm_truth condition_truth(const struct moment *m, const struct tdm_condition *condition, tdm_ref exercise);
static inline struct tdm_check check_of(enum tdm_truth truth, enum tdm_reason_code code, tdm_clause_id clause) {
    return (struct tdm_check){.truth = truth,
                              .could_change_on = TDM_DATE_NONE,
                              .reason = {.code = code,
                                         .clause = clause,
                                         .entry = TDM_ENTRY_NONE,
                                         .date = TDM_DATE_NONE,
                                         .until = TDM_DATE_NONE,
                                         .ref = TDM_REF_NONE}};
}

/* ---- the answers */
void phases_answer(const struct moment *m, struct tdm_standing *s);
void gates_answer(const struct moment *m, struct tdm_standing *s);
void limits_answer(const struct moment *m, struct tdm_standing *s); /* clearances, restrictions and the ceiling */
/* The gate of the next phase of a track; in the last phase of function that of discharge (M90). */
tdm_ref next_gate(const struct moment *m, const struct tdm_standing *s, int track);
void restriction_answer(const struct moment *m, tdm_ref restriction, tdm_date day, struct tdm_restriction_answer *out);
bool limits_stand(const struct moment *m, tdm_date day); /* of phases, also after an end */
void ceiling_make(const struct moment *m, tdm_date day, struct tdm_ceiling *out);
/* Only class and barred attributes, without terms: for judging sessions. */
void ceiling_limit(const struct moment *m, tdm_date day, bool *has_class, uint16_t *load_class, tdm_mask *barred);
/* M4: whether a never-clause rules something out on that day; *last: the last such day. */
bool never_holds(const struct moment *m, tdm_ref never, tdm_date day, tdm_date *last);
void exercises_answer(const struct moment *m, struct tdm_standing *s);
/* Under the ceiling of an episode at that region; false when the exercise does not load it (M70). */
struct judged_site {
    const struct tdm_ceiling *ceiling;
    tdm_ref region;
    bool other_side; /* the same region on the other side: only what loads both sides counts */
};
bool exercise_judge(const struct tdm_catalog *catalog, const struct judged_site *site, struct tdm_exercise_answer *out);
/* ---- safety.c */
void safety_answer(const struct moment *m, struct tdm_standing *s);
tdm_mask safety_judges(const struct moment *m);
/* ---- neighbours.c */
void neighbours_gather(const struct moment *m, struct tdm_standing *s, const struct tdm_case *const *others,
                       uint32_t count);
void neighbours_judge(const struct tdm_standing *s, struct tdm_exercise_answer *exercise);
void conflicts_answer(const struct moment *m, struct tdm_standing *s);
void open_answer(const struct moment *m, struct tdm_standing *s);
void owed_answer(const struct moment *m, struct tdm_standing *s);
void deviations_answer(const struct moment *m, struct tdm_standing *s);
void changes_answer(const struct moment *m, struct tdm_standing *s);
/* The day from which the step that fired says so: of the session it judges, or of what was recorded since. */
tdm_date change_since(const struct moment *m, const struct tdm_standing *s, const struct tdm_change *change);
/* How many sessions went above their target without a rule (M80): deviations that loads tell. */
uint32_t loads_raised(const struct moment *m);
void loads_answer(const struct moment *m, struct tdm_standing *s);
struct tdm_load dose_load(const struct moment *m, const struct tdm_dose *dose);
/* Of amounts that the chart was bound to one kind of: those of one field of an exercise, or of one measure. */
static inline int amount_order(tdm_quantity a, tdm_quantity b) {
    int order = 0;
    bool same = tdm_quantity_compare(a, b, &order);
    TDM_ASSERT(same);
    return order;
}
uint32_t current_prescription(const struct moment *m, tdm_date day); /* entry, or TDM_ENTRY_NONE */
bool prescribed_by(const struct moment *m, uint32_t entry, uint32_t current);

#endif
