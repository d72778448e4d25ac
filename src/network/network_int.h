/* network_int.h - a network while it is read, for both readers. */
#ifndef TDM_NETWORK_INT_H
#define TDM_NETWORK_INT_H

#include "network/network.h"

struct net_builder {
    struct tdm_arena *mem;
    struct tdm_problems *problems;
    tdm_str *points;
    size_t point_count, point_room;
    struct tdm_link *links;
    size_t link_count, link_room;
    struct tdm_net_words *words;
    size_t word_room;
    uint32_t errors; /* of the list when this file began */
};

struct net_builder net_begin(struct tdm_arena *mem, struct tdm_problems *problems);
struct tdm_problem *net_problem(struct net_builder *b, enum tdm_why why, const char *code, struct tdm_place place);
bool net_point(struct net_builder *b, tdm_str name, struct tdm_place place); /* declares; T013, T017 */
bool net_find(const struct net_builder *b, tdm_str name, tdm_point *out);
bool net_find_or_tell(struct net_builder *b, tdm_str name, struct tdm_place place, tdm_point *out); /* T015 */
void net_link(struct net_builder *b, struct tdm_link link, tdm_str text, struct tdm_place place);
bool net_end(struct net_builder *b, tdm_str name, struct tdm_place place,
             const struct tdm_net **out); /* T018 to T024 */

#endif
