/* decision_int.h - what the files of the decision reader share. */
#ifndef TDM_DECISION_INT_H
#define TDM_DECISION_INT_H

#include "protocol/decision.h"
#include "protocol/protocol_int.h"

struct decision_reader {
    struct reader *r;
    struct tdm_decision *decision;
    bool *listed; /* per measure: stands in `reads` */
    bool *used;   /* per measure: a condition reads it */
};

/* ---- decision_option.c */
void read_option(struct decision_reader *d, enum tdm_way way);
bool option_named(struct decision_reader *d, tdm_str name, struct tdm_place place, enum tdm_way *out);

/* ---- decision_check.c */
void check_decision(struct decision_reader *d);

#endif
