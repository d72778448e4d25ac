/* many.h - what lists over many episodes need of each one: kept by a worker from one question to the next, so that a work
 * list of thousands is no longer than reading what has changed. Nothing of it is written anywhere; whatever is newer than
 * it in the ledger makes it void. */
#ifndef TDM_WEB_MANY_H
#define TDM_WEB_MANY_H

#include "views/page_parts.h"
#include "web/web_int.h"

struct web_line_words { /* in one language */
    tdm_str site, where, blocks;
    struct tdm_work_row *rows; /* what is owed, in no order */
    uint32_t row_count;
};
struct web_line { /* an episode as of the day it has now */
    tdm_str name, patient;
    bool broken;               /* it cannot be read: who may see it is known, no more */
    struct tdm_names admitted; /* who may see it today */
    struct web_line_words said[TDM_LANGUAGE_COUNT];
};
struct web_lines_read {
    const struct web_line *const *list; /* by name; those that are read */
    uint32_t count, unread;             /* unread: the time did not suffice; the next question goes on */
};

/* Looks what is new and reads what has changed, for about so long (of the processor; a few episodes in any case).
 * The lines hold until the next call. False: the store cannot be read. */
bool web_many_read(struct web *web, struct tdm_arena *mem, int64_t for_us, struct web_lines_read *out,
                   struct tdm_problem *problem) TDM_CHECKED;
bool web_line_admits(const struct web_line *line, tdm_str person);
/* When nobody asks: some of it beforehand. True: there is more. For tdm_http_host. */
bool web_spare(void *self);

#endif
