/* times.h - the proof of a protocol's times: its clauses as a network in which nature and other people decide what is not
 * ours to decide, the verdict of `timing` on it, its failures told as a dated story, and the smallest changes of a clause
 * that mend it. The table of clauses and links is docs/schedule.md. Pure. Codes T002, T003. */
#ifndef TDM_TIMES_H
#define TDM_TIMES_H

#include "network/network.h"
#include "protocol/protocol.h"

enum tdm_time_role { /* why there is a link */
    TDM_TIME_BEGINS,     /* a phase begins on a day */
    TDM_TIME_LENGTH,     /* how long we let a phase last */
    TDM_TIME_HEALS,      /* how long nature and a signature let it last: contingent */
    TDM_TIME_CALENDAR,   /* a month, a year: how many days, the calendar decides: contingent */
    TDM_TIME_ENDS,       /* a phase ends on a day, or with the next one of its track */
    TDM_TIME_SIGNED,     /* a phase ends with a signature */
    TDM_TIME_NOT_BEFORE, /* a signature or a gate has its first day */
    TDM_TIME_NEEDS,      /* what a gate opens is not before what the gate asks for */
    TDM_TIME_VALID,      /* ... and not after its signature has expired */
    TDM_TIME_WAIT,       /* somebody or something without an upper bound */
    TDM_TIME_ORDER,      /* nothing ends before it begins, nothing overlaps on its track */
    TDM_TIME_ROLE_COUNT
};
const char *tdm_time_role_word(enum tdm_time_role role); /* "begins": as in JSON */

enum tdm_time_number { /* which number of a clause */
    TDM_NUMBER_NONE,
    TDM_NUMBER_FROM,   /* the day after `from` */
    TDM_NUMBER_UNTIL,  /* the day after `until` */
    TDM_NUMBER_LEAST,  /* of a length */
    TDM_NUMBER_MOST,
    TDM_NUMBER_LENGTH, /* a length of one number */
    TDM_NUMBER_NOT_BEFORE,
    TDM_NUMBER_VALID
};
struct tdm_time_link {
    enum tdm_time_role role;
    tdm_clause_id clause;
    enum tdm_time_number least, most; /* where its bounds are written */
};
enum tdm_wait_kind { TDM_WAIT_CRITERIA, TDM_WAIT_SIGNATURE };
struct tdm_time_wait {
    enum tdm_wait_kind kind;
    tdm_ref ref; /* gate, or clearance */
    uint32_t link;
    int32_t alone;        /* still controllable when this takes so many days at most, and nothing else any; TDM_DAYS_INFINITE:
                             however long */
};
struct tdm_times {
    const struct tdm_protocol *protocol;
    struct tdm_net net;
    const struct tdm_time_link *about; /* per link */
    struct tdm_time_wait *waits;
    uint32_t wait_count;
    int32_t together;  /* days that every one of them may take, all at once */
    tdm_point anchor;  /* the procedure, or the enrolment: day 0 of a story */
};

struct tdm_time_edit { /* a number of a clause by so many days more (less) */
    tdm_clause_id clause;
    enum tdm_time_number number;
    int32_t days;
};
/* ---- where things stand in the network */

enum tdm_time_place { /* of a phase, a gate, a clearance */
    TDM_PLACE_START,
    TDM_PLACE_END,
    TDM_PLACE_READY, /* the first day of a gate */
    TDM_PLACE_MET,
    TDM_PLACE_ASKED,
    TDM_PLACE_SIGNED
};
tdm_point tdm_times_point(const struct tdm_protocol *protocol, enum tdm_time_place place, tdm_ref ref);
/* A day as so many days after a point; false of a civil date, which no network knows. */
bool tdm_times_day(const struct tdm_protocol *protocol, const struct tdm_day_expr *day, tdm_point *point, int32_t *least,
                   int32_t *most) TDM_CHECKED;

/* Not of a protocol with more phases, gates and clearances than a network has points for: T017. */
bool tdm_times_fit(const struct tdm_protocol *protocol);
const struct tdm_times *tdm_times_of(struct tdm_arena *mem, const struct tdm_protocol *protocol,
                                     const struct tdm_time_edit *edits, uint32_t edit_count);
/* Fills in what the waits may take; the network must be controllable. */
void tdm_times_measure_waits(struct tdm_arena *mem, struct tdm_times *times);
int32_t tdm_times_together(struct tdm_arena *mem, const struct tdm_times *times); /* `together` alone */

/* ---- repairs: edits of one clause each, or of two when no single one will do; smallest first, hopes last */

struct tdm_time_repair {
    struct tdm_time_edit edits[2];
    uint32_t count;
    bool wish;  /* narrows what nature decides */
    bool limit; /* no repair: the first change that breaks times that hold */
};
struct tdm_time_repairs { const struct tdm_time_repair *items; uint32_t count; };
void tdm_times_repairs(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_clash *clash,
                       struct tdm_time_repairs *out);
bool tdm_times_hold(struct tdm_arena *mem, const struct tdm_protocol *protocol, const struct tdm_time_edit *edits,
                    uint32_t count); /* controllable with these edits */
/* Of times that hold: per number of a clause the first change that breaks them, where there is one. */
void tdm_times_limits(struct tdm_arena *mem, const struct tdm_times *times, struct tdm_time_repairs *out);
/* How many networks of that size may be tried, so that no file makes the search for changes long. */
uint32_t tdm_times_tries(const struct tdm_times *times);
/* "line 61: at most 87 days instead of 12 weeks" */
void tdm_time_repair_print(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_time_repair *repair);

/* ---- words */

extern const char *const tdm_times_assumptions[]; /* what every verdict rests on; ends with null */
/* The clash as a story with dates, a line a step; gives the clause that wants something too early. */
tdm_clause_id tdm_times_story(struct tdm_buf *out, const struct tdm_times *times, const struct tdm_clash *clash);
/* "gate quiet-knee: pain, effusion, ..." : what is waited for. */
void tdm_times_wait_print(struct tdm_buf *out, const struct tdm_times *times, const struct tdm_time_wait *wait);

/* The story of a clash, its repairs, what is assumed: as `tdm_problem.story` holds it. *fix: the smallest repair, or empty. */
tdm_str tdm_times_tell(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_clash *clash,
                       tdm_clause_id *wanted, tdm_str *fix);

/* T002 not controllable (or not consistent under what is assumed), T003 (note) only if a person narrows. */
bool tdm_times_check(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) TDM_CHECKED;

#endif
