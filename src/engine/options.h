/* options.h - the limiting factor and the four ways forward: a decision evaluated on an episode, as a tree of arguments.
 * Each factor is judged from its own facts; every option stays in sight; what would change the answer is found by
 * evaluating again with the fact changed. Pure. It prepares a discussion and decides nothing (M91 to M93, M122, S88). */
#ifndef TDM_OPTIONS_H
#define TDM_OPTIONS_H

#include "engine/engine.h"
#include "protocol/decision.h"

/* From open to excluded: the worst that holds is told (M93). */
enum tdm_availability {
    TDM_AVAILABILITY_OPEN,
    TDM_AVAILABILITY_CAUTION,
    TDM_AVAILABILITY_ASK,     /* a person in the role named decides first */
    TDM_AVAILABILITY_UNKNOWN, /* somebody has to ask, or to measure */
    TDM_AVAILABILITY_EXCLUDED,
    TDM_AVAILABILITY_COUNT
};
const char *tdm_availability_word(enum tdm_availability availability); /* "ask-first": in JSON */

struct tdm_argument_answer {
    const struct tdm_argument *argument;
    enum tdm_truth truth;
    const struct tdm_check *checks; /* parallel to its condition; null for an argument by factor */
};
struct tdm_bar_answer {
    const struct tdm_bar *bar;
    enum tdm_bar_level level;
    enum tdm_truth truth;
    const struct tdm_check *checks;
};
struct tdm_option_answer {
    enum tdm_availability availability, own; /* with what it needs, and without */
    bool fits;                               /* an argument by factor speaks for it */
    const struct tdm_bar_answer *bars;       /* excludes first, then asks, then cautions */
    uint32_t bar_count;
    const struct tdm_argument_answer *arguments_for, *arguments_against;
};

/* What the answer would be with one fact in a range of values, or a thing there or not. */
struct tdm_flip_case {
    bool has_from, has_until, from_inside, until_inside; /* of a value: "from 90%", "below 90%" */
    tdm_value from, until;
    bool present; /* of a thing: open, recorded, taken */
    enum tdm_limiting limiting;
    enum tdm_availability availability[TDM_WAY_COUNT];
};
struct tdm_flip {
    const struct tdm_criterion *criterion; /* the first that reads the fact */
    const struct tdm_check *check;         /* its answer now */
    bool unknown, near;
    bool together;                         /* what limits changes with it once other unknown facts are settled */
    const struct tdm_flip_case *cases;     /* those in which it changes the answer alone */
    uint32_t case_count;
    tdm_mask roles;                        /* who can record it (M90) */
};

struct tdm_options {
    struct tdm_asof asof;
    const struct tdm_case *episode; /* as opened with its protocol */
    const struct tdm_case *facts;   /* the same chart in the decision's own measures */
    const struct tdm_decision *decision;
    enum tdm_limiting limiting;
    enum tdm_truth factors[TDM_FACTOR_COUNT];
    const struct tdm_check *factor_checks[TDM_FACTOR_COUNT];
    struct tdm_option_answer options[TDM_WAY_COUNT];
    const struct tdm_flip *flips; /* those that change the answer alone before the others, unknown before near */
    uint32_t flip_count;
};

struct tdm_about { /* an episode, and the person's other cases (may be null) */
    const struct tdm_case *episode;
    const struct tdm_case *const *others;
    uint32_t other_count;
};

/* Never fails on a case that opened and a decision that was read. The result lives in `mem`. */
const struct tdm_options *tdm_options_of(struct tdm_arena *mem, const struct tdm_about *about,
                                         const struct tdm_decision *decision, struct tdm_asof asof);
enum tdm_limiting tdm_limiting_of(enum tdm_truth tissue, enum tdm_truth neuromuscular); /* Kleene (M91, N13) */

#endif
