/* diff.h - what two protocols, or two versions of one, mean differently: dates and consequences, not lines of text (M103).
 * Each is turned into facts whose keys carry no wording; equal facts cancel, and the rest is told. Pure. */
#ifndef TDM_PROOF_DIFF_H
#define TDM_PROOF_DIFF_H

#include "protocol/protocol.h"

enum tdm_diff_topic { /* in the order told */
    TDM_DIFF_FRAME,
    TDM_DIFF_LOAD,
    TDM_DIFF_ATTRIBUTE,
    TDM_DIFF_ACTIVITY,
    TDM_DIFF_SUBSTANCE,
    TDM_DIFF_PHASE,
    TDM_DIFF_ROLE,
    TDM_DIFF_GATE,
    TDM_DIFF_ASSESS,
    TDM_DIFF_FLAG,
    TDM_DIFF_PROGRESS,
    TDM_DIFF_PLAN,
    TDM_DIFF_OWE,
    TDM_DIFF_MEASURE,
    TDM_DIFF_TOPIC_COUNT
};

enum tdm_diff_aspect { /* one sentence each in words/messages_diff.h, in the same order */
    TDM_DIFF_EXISTS, /* of a block; when it is gone or new, what stands in it is not told line by line */
    TDM_DIFF_CONDITION, TDM_DIFF_PROCEDURE, TDM_DIFF_TARGET, TDM_DIFF_STATUS, TDM_DIFF_SERIES,
    TDM_DIFF_EARLIEST,       /* the first day on which it can be, in days after the origin */
    TDM_DIFF_LATEST,
    TDM_DIFF_BARRED_FROM, TDM_DIFF_BARRED_UNTIL,
    TDM_DIFF_NEVER_BEFORE,
    TDM_DIFF_TRACK, TDM_DIFF_INTENT, TDM_DIFF_FROM, TDM_DIFF_UNTIL, TDM_DIFF_LENGTH, TDM_DIFF_ENDS_BY,
    TDM_DIFF_CEILING, TDM_DIFF_BARS, TDM_DIFF_OFFERS, TDM_DIFF_AIMS,
    TDM_DIFF_SIGNED_BY, TDM_DIFF_NOT_BEFORE, TDM_DIFF_VALID, TDM_DIFF_MAY_MOVE,
    TDM_DIFF_OPENS, TDM_DIFF_ASKS, TDM_DIFF_ASKS_HOW,
    TDM_DIFF_ASSESSED,
    TDM_DIFF_RAISED, TDM_DIFF_RAISED_HOW, TDM_DIFF_ESCALATES, TDM_DIFF_HOLDS,
    TDM_DIFF_FOR, TDM_DIFF_IN, TDM_DIFF_DOES, TDM_DIFF_WHEN, TDM_DIFF_WHEN_HOW, TDM_DIFF_OTHERWISE,
    TDM_DIFF_OFTEN, TDM_DIFF_WEEK,
    TDM_DIFF_OWED_BY, TDM_DIFF_EVERY, TDM_DIFF_OWED_FROM, TDM_DIFF_OWED_UNTIL, TDM_DIFF_OWES,
    TDM_DIFF_OTHER_SIDE, TDM_DIFF_FRESH,
    TDM_DIFF_ASPECT_COUNT
};

enum tdm_diff_toward { TDM_DIFF_NEITHER, TDM_DIFF_STRICTER, TDM_DIFF_LOOSER }; /* of B, beside A */

struct tdm_diff_fact {
    enum tdm_diff_topic topic;
    enum tdm_diff_aspect aspect;
    uint32_t rank;     /* orders subjects that have an order: load classes */
    tdm_str block;     /* whose EXISTS speaks for it; empty: none */
    tdm_str subject;   /* for people */
    tdm_str key;       /* what it is paired by, without wording */
    tdm_str detail;    /* "advance": the step a fact belongs to; or empty */
    tdm_str same;      /* equal exactly when the value is equal in meaning */
    tdm_str value;     /* for people, in the words of the notation; empty when `has_day` */
    bool has_day;
    int32_t day;       /* counted from the origin */
    bool has_weight;
    int32_t weight;    /* more is stricter */
    bool restricts;    /* its being there is stricter */
    tdm_clause_id clause;
};

struct tdm_diff_line {
    const struct tdm_diff_fact *a, *b; /* one is null: gone (only in A), new (only in B) */
    enum tdm_diff_toward toward;
};
struct tdm_diff {
    const struct tdm_protocol *a, *b;
    const struct tdm_diff_line *lines;
    uint32_t count; /* 0: no difference in meaning */
};

/* Both read under one catalogue. The other way round it gives the same lines with A and B changed over. */
void tdm_diff_protocols(struct tdm_arena *mem, const struct tdm_protocol *a, const struct tdm_protocol *b,
                        struct tdm_diff *out);

#endif
