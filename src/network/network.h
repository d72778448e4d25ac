/* network.h - a temporal network with names: points, links with their words and places; read from and written to the
 * notation and GraphML as the usual tools for such networks write it. Pure. Codes T010... */
#ifndef TDM_NETWORK_H
#define TDM_NETWORK_H

#include "notation/notation.h"
#include "timing/timing.h"

struct tdm_net_words { /* of a link: where it stands and what it says */
    tdm_str text;
    struct tdm_place place;
};
struct tdm_net {
    tdm_str name;
    const tdm_str *points;
    struct tdm_network network;        /* label of a link: its number */
    const struct tdm_net_words *words; /* per link */
};

/* ---- the notation: `network NAME`, `point A, B`, `link A to B, 2 to 5 days[, contingent[, firm 3 to 4 days]]` */

bool tdm_is_network(const struct tdm_tree *tree); /* by its first word */
bool tdm_net_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_net **out,
                  struct tdm_problems *problems) TDM_CHECKED;
void tdm_net_print(struct tdm_buf *out, const struct tdm_net *net);
/* "2 to 5 days", "at least 3 days", "at most 0 days", "4 days" */
void tdm_net_length_print(struct tdm_buf *out, int32_t least, int32_t most);

/* ---- GraphML, once its bytes have been read as XML (room `xml`) */

struct tdm_xml_attribute { tdm_str name, value; };
struct tdm_xml {
    tdm_str name;
    const struct tdm_xml_attribute *attributes;
    uint32_t attribute_count;
    tdm_str text; /* all of it that stands directly inside, blanks off both ends */
    struct tdm_place place;
    const struct tdm_xml *first, *next; /* children in order; sibling */
};
bool tdm_net_from_graphml(struct tdm_arena *mem, const struct tdm_xml *root, const struct tdm_net **out,
                          struct tdm_problems *problems) TDM_CHECKED;
void tdm_net_to_graphml(struct tdm_buf *out, const struct tdm_net *net);

#endif
