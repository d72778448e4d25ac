/* worklist_many.h - what is owed over many charts, as `tandem worklist` asks and writes it. What is told of a chart is laid aside and
 * read again in the order of the list: in memory is one chart, and of each item its urgency and where it stands. */
#ifndef TDM_CLI_WORKLIST_MANY_H
#define TDM_CLI_WORKLIST_MANY_H

#include "cli/cli.h"
#include "cli/desk.h"

struct tdm_many_end { /* behind the last item of a share */
    uint64_t items;
    tdm_date on; /* of its first chart */
};
struct tdm_many_share { /* a run of the charts, done by one process */
    size_t from, until;
    struct tdm_aside *aside;
    bool begun;
    tdm_mask roles;
    struct tdm_many_end end;
};
struct tdm_many_item {
    struct tdm_urgency urgency;
    uint32_t share;
    uint64_t at; /* in what that share laid aside: as the charts were given */
};
struct tdm_many {
    struct tdm_request *request;
    struct tdm_names charts; /* their files, or FOLDER/EPISODE */
    struct tdm_many_share *shares;
    uint32_t share_count;
    struct tdm_many_item *items; /* in the order of the list */
    uint64_t count;
    tdm_date on;
    char *bytes; /* of the item that was read last; room for the longest */
    size_t room;
    struct tdm_loaded file; /* whose problems are told */
};

/* Goes through the charts, of which there is one at least, by so many processes. */
bool tdm_many_ask(struct tdm_many *many, uint32_t jobs) TDM_CHECKED;
/* The item at that place of the list; its bytes are borrowed until the next is read. */
bool tdm_many_read(struct tdm_many *many, uint64_t at, struct tdm_work_told *out, struct tdm_problem *problem) TDM_CHECKED;
void tdm_many_end(struct tdm_many *many);
/* The role of --role; 0: any. */
bool tdm_role_asked(struct tdm_request *request, const struct tdm_catalog *catalog, tdm_mask *roles) TDM_CHECKED;

#endif
