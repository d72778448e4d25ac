/* spool.h - texts by number, and words that lead to them, for one run: more than memory holds. They lie in a database
 * without a name, which SQLite takes away by itself, also after a kill. A failure is told once, by tdm_spool_good; until
 * then everything else does nothing. */
#ifndef TDM_STORE_SPOOL_H
#define TDM_STORE_SPOOL_H

#include "base/base.h"

#define TDM_SPOOL_NONE UINT32_MAX

struct tdm_spool;
struct tdm_spooled {
    tdm_str text;
    uint32_t file, line, column, part; /* where it came from; the caller's own numbers */
    uint32_t group, original;          /* marks, none at first */
    bool held;
};
bool tdm_spool_open(struct tdm_arena *mem, struct tdm_spool **out, struct tdm_problem *problem) TDM_CHECKED;
void tdm_spool_close(struct tdm_spool *spool); /* null is fine */
bool tdm_spool_good(const struct tdm_spool *spool, struct tdm_problem *problem) TDM_CHECKED; /* false: W028 */

uint32_t tdm_spool_count(const struct tdm_spool *spool);
void tdm_spool_add(struct tdm_spool *spool, const struct tdm_spooled *one);    /* its number is the count before */
void tdm_spool_lead(struct tdm_spool *spool, uint32_t kind, tdm_str word);     /* to the last one that was added */
void tdm_spool_sort(struct tdm_spool *spool);                                  /* after the last, before any is looked for */
/* The first from that number on to which the word leads, or another word of the same digest; TDM_SPOOL_NONE. */
uint32_t tdm_spool_led(struct tdm_spool *spool, uint32_t kind, tdm_str word, uint32_t from);
bool tdm_spool_get(struct tdm_spool *spool, struct tdm_arena *mem, uint32_t number, struct tdm_spooled *out) TDM_CHECKED;
void tdm_spool_mark(struct tdm_spool *spool, uint32_t number, const struct tdm_spooled *marks);
/* The last of that file that begins at the place or before it; TDM_SPOOL_NONE. */
uint32_t tdm_spool_at(struct tdm_spool *spool, uint32_t file, uint32_t line, uint32_t column);

/* Runs while `each` gives true. */
struct tdm_spool_walk {
    bool (*each)(void *context, uint32_t one, uint32_t other);
    void *context;
};
/* Two that one word of the kind leads to, neighbours by number. */
bool tdm_spool_twice(struct tdm_spool *spool, uint32_t kind, const struct tdm_spool_walk *walk) TDM_CHECKED;
/* (group, number) by group, none counted as 0, of what is not held, is no copy, and is not of the group `but`. */
bool tdm_spool_rest(struct tdm_spool *spool, uint32_t but, const struct tdm_spool_walk *walk) TDM_CHECKED;

/* Words that were seen. */
void tdm_spool_see(struct tdm_spool *spool, tdm_str word);
bool tdm_spool_seen(struct tdm_spool *spool, tdm_str word);

/* What is to be written when all is well: texts under names, each name once. */
void tdm_spool_put(struct tdm_spool *spool, tdm_str name, tdm_str text);
bool tdm_spool_has(struct tdm_spool *spool, tdm_str name);
struct tdm_spool_results {
    bool (*each)(void *context, tdm_str name, tdm_str text); /* borrowed */
    void *context;
};
bool tdm_spool_results(struct tdm_spool *spool, const struct tdm_spool_results *results) TDM_CHECKED;

#endif
