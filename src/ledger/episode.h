/* episode.h - an episode is a set of entries, of any number of places: their order, which of them count, who joined its
 * team, and the chart file that they are. No store: whoever keeps entries gives them. docs/ledger.md, sections 8, 10. */
#ifndef TDM_EPISODE_H
#define TDM_EPISODE_H

#include "ledger/ledger.h"

#define TDM_KEYS_EPISODE "place/keys" /* of acts about keys */

struct tdm_episode_links {
    struct tdm_chained *links;
    uint32_t count;
};
/* In the order of recording, place and number. */
void tdm_episode_order(struct tdm_episode_links *all);
/* Did the author of `a` have `b`, or is it `b`? */
bool tdm_chained_knew(const struct tdm_chained *a, const struct tdm_chained *b);

struct tdm_distrust { /* what a place writes after that number does not count */
    tdm_str place;
    uint64_t after;
    tdm_str because; /* as it stands in the entry, with quotes; of an act without them */
    tdm_str by;      /* the place that says so, and its entry */
    uint64_t by_number;
};
bool tdm_distrust_read(const struct tdm_chained *link, struct tdm_distrust *out) TDM_CHECKED;
struct tdm_distrusts {
    struct tdm_distrust *list;
    uint32_t count;
};
/* Those that count, of all acts about keys in the order of recording. */
void tdm_distrusts_of(struct tdm_arena *mem, const struct tdm_episode_links *keys, struct tdm_distrusts *out);
/* Takes out what was written with a key that is trusted no longer. */
void tdm_episode_drop_distrusted(struct tdm_episode_links *all, const struct tdm_distrusts *distrusts);

/* Of every copy in the order of recording: names that two places gave to different entries are told apart, and of the
 * copies of an act the one recorded first stays (M114). */
void tdm_episode_settle(struct tdm_arena *mem, struct tdm_episode_links *all);
void tdm_episode_tell_names_apart(struct tdm_arena *mem, struct tdm_episode_links *all);

/* ---- bodies of acts that are no entries of a chart: a line that names, then lines of two blanks */

bool tdm_body_line(tdm_str *body, const char *begin, tdm_str *rest); /* takes the line that begins so off *body */
/* None where there is no such line; false: no day. */
bool tdm_body_day(tdm_str *body, const char *begin, tdm_date *out) TDM_CHECKED;
void tdm_body_put_day(struct tdm_buf *out, const char *begin, tdm_date day); /* nothing for none */
bool tdm_body_is_line(tdm_str text);                                         /* words of one line, and not too many */

/* ---- whose they are: of the episode `person/WORD`, an entry of the kind `belongs` for each of their episodes */

#define TDM_PERSON_EPISODES "person/"
#define TDM_BESIDE_EPISODES "beside/" /* and WORD: what is sealed with the key of that person; nobody can read it there */
bool tdm_belongs_read(const struct tdm_chained *link, tdm_str *episode) TDM_CHECKED;

/* ---- who joined: entries of the kinds `team` and `glass` */

#define TDM_ROLE_READER "reader" /* sees, writes nothing; stands in no chart */
struct tdm_membership {
    tdm_str episode, person, role;
    tdm_date from, until; /* none: open; of an act: `from` is its day when none is said */
    tdm_str because;      /* of broken glass: the reason; else empty */
    bool glass;
};
struct tdm_team { /* of one person and role the one recorded last */
    struct tdm_membership *list;
    uint32_t count;
};
void tdm_episode_team(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_team *out);

/* ---- the chart as a file of the notation, of settled entries */

/* Its head alone, with who joined among its people; false when no entry begins it. */
bool tdm_episode_head(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_buf *out) TDM_CHECKED;
bool tdm_episode_chart(struct tdm_arena *mem, const struct tdm_episode_links *all, struct tdm_buf *out) TDM_CHECKED;

#endif
