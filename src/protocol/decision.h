/* decision.h - a decision as read and resolved: two factors, four options with their arguments and contraindications,
 * what guidelines say, the legal status of products; each clause with its place and its sources. It prepares a
 * discussion and decides nothing. Pure; knows no patient and no day. Rules M91 to M93, M122. */
#ifndef TDM_DECISION_H
#define TDM_DECISION_H

#include "protocol/protocol.h"

enum tdm_factor { TDM_FACTOR_TISSUE, TDM_FACTOR_NEUROMUSCULAR, TDM_FACTOR_COUNT };

/* M91: four answers; of the last one there are two kinds, with different ways on. */
enum tdm_limiting {
    TDM_LIMITING_TISSUE,
    TDM_LIMITING_NEUROMUSCULAR,
    TDM_LIMITING_BOTH,
    TDM_LIMITING_CANNOT_TELL, /* an unknown fact matters */
    TDM_LIMITING_NEITHER,     /* cannot tell: neither found, look elsewhere */
    TDM_LIMITING_COUNT
};

enum tdm_way { /* always all four, side by side (S01, M93) */
               TDM_WAY_THERAPY_FIRST,
               TDM_WAY_CELL_PROCEDURE,
               TDM_WAY_COMBINED,
               TDM_WAY_WATCHFUL,
               TDM_WAY_COUNT
};

struct tdm_argument {
    bool by_factor; /* factor both: speaks when that is the answer */
    enum tdm_limiting factor;
    struct tdm_condition condition;
    tdm_clause_id clause;
};
struct tdm_arguments {
    const struct tdm_argument *items;
    uint32_t count;
};
struct tdm_bar { /* one `ruled out`, `question` or `caution` */
    struct tdm_condition condition;
    tdm_mask roles; /* of a question */
    tdm_clause_id clause;
};
struct tdm_bars {
    const struct tdm_bar *items;
    uint32_t count;
};
enum tdm_bar_level { TDM_BAR_EXCLUDES, TDM_BAR_ASKS, TDM_BAR_CAUTIONS, TDM_BAR_LEVEL_COUNT };
struct tdm_way_option {
    struct tdm_bars bars[TDM_BAR_LEVEL_COUNT];
    struct tdm_arguments arguments_for, arguments_against;
    bool needs[TDM_WAY_COUNT];
    tdm_clause_id clause;
};

struct tdm_positions {
    tdm_str name, about;
    const struct tdm_position *items;
    uint32_t count;
    const tdm_ref *procedures; /* of which it speaks; may be none */
    uint32_t procedure_count;
    tdm_clause_id clause;
};

struct tdm_law {
    uint32_t jurisdiction; /* index into the decision's */
    tdm_str since, status; /* a year or a day, as written */
    tdm_clause_id clause;
};
struct tdm_product_law {
    tdm_ref procedure;
    const struct tdm_law *items; /* a jurisdiction without one: not known */
    uint32_t count;
    tdm_clause_id clause;
};

struct tdm_decision {
    const struct tdm_protocol *frame; /* its name, clauses, sources, measures and scope, as those of a protocol */
    tdm_str asks;
    tdm_decimal near_percent;
    tdm_clause_id near_clause;
    const tdm_ref *conditions; /* of the catalogue: what it is asked for */
    uint32_t condition_count;
    const tdm_str *jurisdictions;
    uint32_t jurisdiction_count;
    struct tdm_condition factors[TDM_FACTOR_COUNT];
    tdm_clause_id factor_clauses[TDM_FACTOR_COUNT];
    struct tdm_way_option options[TDM_WAY_COUNT];
    const struct tdm_positions *positions;
    uint32_t positions_count;
    const struct tdm_product_law *products;
    uint32_t product_count;
};

/* Reads and checks. Codes P0.., from P060 those of decisions; false when any error was found. */
bool tdm_decision_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                       const struct tdm_decision **out, struct tdm_problems *problems) TDM_CHECKED;
bool tdm_decision_asked_for(const struct tdm_decision *decision, tdm_ref condition);

/* A protocol's head against the decision of its condition. Codes P076, P077; false when they differ. */
bool tdm_decision_guidelines(const struct tdm_decision *decision, const struct tdm_protocol *protocol,
                             struct tdm_problems *problems) TDM_CHECKED;

const char *tdm_factor_word(enum tdm_factor factor);       /* "tissue" */
const char *tdm_limiting_word(enum tdm_limiting limiting); /* "cannot-tell": as written in a file and in JSON */
const char *tdm_way_word(enum tdm_way way);                /* "therapy-first" */

#endif
