/* network_view.h - documents of a temporal network: what holds, what clashes, what mends it; as text, JSON, SVG. A protocol's
 * times are one, with clauses for links. Pure. */
#ifndef TDM_NETWORK_VIEW_H
#define TDM_NETWORK_VIEW_H

#include "schedule/times.h"
#include "views/views.h"

struct tdm_network_document {
    const struct tdm_net_proof *proof;
    const struct tdm_times *times; /* of a protocol; null: a raw network */
};
void tdm_view_network_text(const struct tdm_view *view, const struct tdm_network_document *document);
void tdm_view_network_json(const struct tdm_view *view, const struct tdm_network_document *document);
/* Points as bars from their earliest to their latest day, links between them; those of nature and the waits told apart. */
void tdm_view_network_svg(const struct tdm_view *view, const struct tdm_network_document *document);

/* ---- shared by the three */
tdm_str view_network_verdict(const struct tdm_view *view, const struct tdm_net_proof *proof); /* one sentence */
const char *view_control_word(enum tdm_control control); /* "controllable-if-narrowed" */
/* "loading at most 60 days after procedure"; of nature: "healed as late as 56 days after procedure" */
tdm_str view_bound_use(const struct tdm_view *view, const struct tdm_net *net, const struct tdm_bound_use *use);
tdm_str view_net_repair(const struct tdm_view *view, const struct tdm_net_proof *proof, const struct tdm_repair *repair);
tdm_point view_network_origin(const struct tdm_network_document *document); /* its day 0 */

#endif
