/* verdict.h - what would follow from an entry before it is made, and what differs between two standings. Pure. Command line,
 * screens, imports and warnings in other systems ask here, so they say the same (M120). */
#ifndef TDM_VERDICT_H
#define TDM_VERDICT_H

#include "engine/engine.h"

/* ---- a proposed entry */

enum tdm_verdict {
    TDM_VERDICT_FINE,         /* nothing in the way */
    TDM_VERDICT_NEEDS_REASON, /* may be made with `because`, signed by somebody of the team; it stays visible for ever */
    TDM_VERDICT_REFUSED       /* would never have effect, or no reason can carry it */
};
const char *tdm_verdict_word(enum tdm_verdict verdict); /* "fine", "needs-reason", "refused" */

struct tdm_objection {
    enum tdm_verdict verdict; /* FINE: told, and in nobody's way */
    bool answered;            /* would need a reason, and carries one */
    uint32_t entry;           /* index into the chart with the proposal */
    struct tdm_reason reason;
    bool has_term;            /* a load: the term of that day's ceiling that binds it */
    struct tdm_ceiling_term term;
    uint32_t neighbour;       /* another episode of the person whose limit it is (M69), of `after`; or TDM_NEIGHBOUR_NONE */
    tdm_ref exercise;         /* that it bars */
};
struct tdm_judgement {
    enum tdm_verdict verdict; /* the worst of the objections not answered */
    const struct tdm_objection *objections;
    uint32_t objection_count; /* worst first, then by entry */
    const struct tdm_standing *before, *after; /* on the later of `asof.on` and the day of the proposal */
};
struct tdm_proposal {
    const struct tdm_case *before, *after; /* the episode, and the same with the proposed entries (tdm_chart_extend) */
    tdm_str file;                          /* the place of the proposed ones */
    const struct tdm_case *const *others;  /* the person's other cases; may be null */
    uint32_t other_count;
};
const struct tdm_judgement *tdm_judge(struct tdm_arena *mem, const struct tdm_proposal *proposal, struct tdm_asof asof);

/* ---- the difference of two standings under one protocol: another day, another knowledge, or another chart */

#define TDM_DIFFERENCES(X)                                                                          \
    X(PHASE_STATE, "phase-state", "ref: phase; n, of_n: state before and after")                    \
    X(PHASE_EARLIEST, "phase-earliest", "ref: phase; date, until: earliest begin before and after") \
    X(PHASE_LATEST, "phase-latest", "ref: phase; date, until: latest begin before and after")       \
    X(PHASE_END, "phase-end", "ref: phase; date, until: latest end before and after")               \
    X(GATE_STATE, "gate-state", "ref: gate; n, of_n: state before and after")                       \
    X(GATE_EARLIEST, "gate-earliest", "ref: gate; date, until: earliest opening before and after")  \
    X(CRITERION, "criterion", "ref: gate; clause; n, of_n: truth before and after")                 \
    X(CLEARANCE, "clearance", "ref: clearance; n, of_n: truth before and after")                    \
    X(CLEARANCE_FROM, "clearance-from", "ref: clearance; date, until: first lawful day before and after") \
    X(RESTRICTION_STATE, "restriction-state", "ref: restriction; n, of_n: state before and after")  \
    X(RESTRICTION_LAST, "restriction-last", "ref: restriction; date, until: last barred day before and after") \
    X(CEILING, "ceiling", "n, of_n: load class before and after; -1: none")                         \
    X(BARRED, "barred", "ref: attribute; of_n: 1 when it is barred now, 0 when no longer")          \
    X(OWED_NEW, "owed-new", "index into the owed of the second standing")                           \
    X(OWED_GONE, "owed-gone", "index into the owed of the first standing")                          \
    X(DEVIATION_NEW, "deviation-new", "index into the deviations of the second standing")           \
    X(DEVIATION_GONE, "deviation-gone", "index into the deviations of the first standing")          \
    X(OPEN_NEW, "open-new", "index into the open items of the second standing")                     \
    X(OPEN_GONE, "open-gone", "index into the open items of the first standing")

enum tdm_difference_kind {
#define X(name, id, meaning) TDM_DIFFERENCE_##name,
    TDM_DIFFERENCES(X)
#undef X
    TDM_DIFFERENCE_KIND_COUNT
};
const char *tdm_difference_id(enum tdm_difference_kind kind);

struct tdm_difference {
    enum tdm_difference_kind kind;
    tdm_ref ref;
    tdm_clause_id clause;
    int32_t n, of_n;
    tdm_date date, until; /* before, after; TDM_DATE_NONE: no date */
    uint32_t index;
};
struct tdm_difference_list {
    const struct tdm_difference *items;
    uint32_t count; /* in the order of the kinds above, then of the protocol */
};
/* Both under the same protocol. */
struct tdm_difference_list tdm_standing_difference(struct tdm_arena *mem, const struct tdm_standing *before,
                                                   const struct tdm_standing *after);

#endif
