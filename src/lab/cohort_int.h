/* cohort_int.h - what the files of the lab share: a story on its way to a chart, and how entries are added to it. */
#ifndef TDM_COHORT_INT_H
#define TDM_COHORT_INT_H

#include "base/random.h"
#include "lab/cohort.h"

/* Each purpose has a stream of its own: a change in how one thing is drawn leaves the others as they were. */
enum purpose {
    PURPOSE_PLOT = 1, /* which story, which protocol, how long */
    PURPOSE_COURSE,
    PURPOSE_GATES,
    PURPOSE_DAYS,
    PURPOSE_SESSIONS,
    PURPOSE_MEDICINES,
    PURPOSE_EVENTS,
    PURPOSE_WORDS,
    PURPOSE_END,
    PURPOSE_SLIPS
};

#define NEVER INT32_MIN

struct told { /* an entry on its way; `kept` is false when it fell outside the story and is not part of the chart */
    struct tdm_entry entry;
    bool kept, withdrawn, copied, corrected;
    int64_t last_ms; /* recorded instant of the last statement about it */
};

enum trait {                /* drawn one by one, so that every combination comes */
             TRAIT_SMOOTH,  /* gates are met, signatures lawful, nothing slips */
             TRAIT_LATE,    /* much is recorded long after it was so */
             TRAIT_UNTIMED, /* entries without a time of day */
             TRAIT_NO_BASELINE,
             TRAIT_NO_PROCEDURE,
             TRAIT_MOVED_PLAN,
             TRAIT_CANCELLED,
             TRAIT_ABORTED,
             TRAIT_REPEATED,
             TRAIT_HELD,
             TRAIT_FLAGGED,
             TRAIT_FINDINGS,
             TRAIT_MEDICINES,
             TRAIT_STATEMENTS,
             TRAIT_TALK, /* hand-offs, consents, adverse events, amendments */
             TRAIT_SLIPS,
             TRAIT_ENDS,
             TRAIT_COUNT
};

struct story {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    const struct tdm_catalog *catalog;
    uint64_t seed, number;
    struct tdm_random draws; /* of the purpose at hand */
    struct tdm_chart *chart;
    struct told **told;
    size_t count, room;
    uint32_t most; /* entries after which nothing is kept */
    bool trait[TRAIT_COUNT];
    tdm_date day0;    /* days are counted from here */
    int32_t last_day; /* what lies after it is not kept */
    int32_t end_day;  /* or NEVER */
    tdm_str end_state;
    int32_t procedure;    /* day of the (last) procedure performed, or NEVER */
    int32_t *phase_start; /* per phase, or NEVER: as this story plans it */
    int32_t *gate_day;
    struct tdm_written_value *baseline; /* per measure use, of the treated side */
    uint32_t missing;                   /* percent of days without a diary */
    uint32_t names, writer_numbers;
    int64_t writer_ms; /* recorded instant of the last entry with a writer's number */
    tdm_ref patient_role;
};

static inline uint32_t below(struct story *s, uint32_t count) {
    return tdm_random_below(&s->draws, count);
}
static inline int32_t between(struct story *s, int32_t least, int32_t most) {
    return tdm_random_between(&s->draws, least, most);
}
static inline bool chance(struct story *s, uint32_t percent) {
    return tdm_random_chance(&s->draws, percent);
}
/* A slip of this likelihood, which smooth stories do not have. */
static inline bool slips(struct story *s, uint32_t percent) {
    return chance(s, percent) && !s->trait[TRAIT_SMOOTH];
}
void story_turn(struct story *s, enum purpose purpose); /* draws for this purpose from here on */

/* ---- cohort.c */
/* A new entry on that day by somebody in one of the roles (0: anybody); its time and recording are drawn. */
struct told *tell(struct story *s, enum tdm_entry_kind kind, int32_t day, tdm_mask roles);
tdm_str name_of(struct story *s, struct told *told); /* gives it a name when it has none */
tdm_str person_of(struct story *s, tdm_mask roles);
tdm_str words_of(struct story *s, const char *const *choices, uint32_t count);
tdm_mask other_roles(const struct story *s, tdm_mask roles); /* those not in the mask; all when there are none */
tdm_mask staff(struct story *s); /* mostly those who sign under the protocol; sometimes anybody but the patient */
tdm_date date_of_day(const struct story *s, int32_t day);
int32_t day_of_expr(const struct story *s, const struct tdm_day_expr *expr); /* NEVER when not dated */
int32_t span_days(tdm_span span);
tdm_ref phase_on(const struct story *s, enum tdm_track track, int32_t day);
/* A later statement about an entry that is kept: after it and after what was said about it before. */
struct told *tell_about(struct story *s, enum tdm_entry_kind kind, struct told *base, int32_t days_after);
#define WORDS(s, choices) words_of((s), (choices), (uint32_t)TDM_COUNT(choices))

/* ---- cohort_value.c */
struct tdm_written_value value_any(struct story *s, tdm_ref measure);
/* Below, at or above an end of the bound; inside it when the story is smooth. */
struct tdm_written_value value_near(struct story *s, tdm_ref measure, const struct tdm_bound *bound);
void add_reading(struct story *s, struct told *told, uint16_t use, struct tdm_written_value value);
void add_other_side(struct story *s, struct told *told, uint16_t use, struct tdm_written_value value);
bool is_recordable(const struct story *s, uint16_t use); /* not a change, not of sessions only */
/* Readings for a criterion so that it can be told on that day. */
void measure_for(struct story *s, const struct tdm_criterion *node, int32_t day);
/* An assessment or diary of some uses on a day, by whoever may observe them. */
struct told *assess(struct story *s, const uint16_t *uses, uint32_t count, int32_t day);

/* ---- cohort_course.c */
void tell_course(struct story *s); /* enrolment, baseline, procedures */
void tell_gates(struct story *s);  /* criteria, signatures, phases entered */
/* ---- cohort_days.c */
void tell_days(struct story *s); /* diaries, assessments */
void tell_sessions(struct story *s);
struct told *session_on(struct story *s, struct told *prescription, int32_t day);
void tell_filler(struct story *s, uint32_t entries);
/* ---- cohort_events.c */
void tell_medicines(struct story *s);
void tell_events(struct story *s); /* findings, flags, holds */
void tell_words(struct story *s);  /* statements, hand-offs, consent, adverse events, amendment */
void tell_end(struct story *s);
void tell_slips(struct story *s); /* what came out empty goes; then corrections, withdrawals, the same act twice */

#endif
