/* network_words.c - a network's verdict, bounds and repairs in words. */
#include "views/network_view.h"
#include "views/view_int.h"

const char *view_control_word(enum tdm_control control) {
    static const char *const words[] = {[TDM_CONTROL_INCONSISTENT] = "inconsistent",
                                        [TDM_CONTROL_NOT] = "not-controllable",
                                        [TDM_CONTROL_IF_NARROWED] = "controllable-if-narrowed",
                                        [TDM_CONTROL_FULL] = "controllable"};
    return words[control];
}

tdm_str view_network_verdict(const struct tdm_view *view, const struct tdm_net_proof *proof) {
    int32_t days = proof->clash.short_by;
    const char *unit = days == 1 ? "day" : "days";
    switch (proof->control) {
    case TDM_CONTROL_INCONSISTENT:
        return view_format(view, "inconsistent: no schedule keeps every bound, by %d %s", days, unit);
    case TDM_CONTROL_NOT:
        return view_format(
            view, "consistent, not controllable: nature can break a bound, whatever is decided, by %d %s", days, unit);
    case TDM_CONTROL_IF_NARROWED:
        return view_format(
            view, "controllable only if what may be narrowed is narrowed; as it stands it fails by %d %s", days, unit);
    case TDM_CONTROL_FULL:
        return TDM_STR("controllable: every bound can be kept, whatever nature does");
    }
    TDM_UNREACHABLE();
}

tdm_str view_bound_use(const struct tdm_view *view, const struct tdm_net *net, const struct tdm_bound_use *use) {
    const struct tdm_link *link = &net->network.links[use->link];
    tdm_str from = net->points[link->from], to = net->points[link->to];
    int32_t days = use->side == TDM_BOUND_MOST ? link->most : link->least;
    const char *how = use->side == TDM_BOUND_MOST ? (use->nature ? "as late as" : "at most")
                                                  : (use->nature ? "as early as" : "at least");
    return view_format(view, "%.*s %s %d %s after %.*s", TDM_FMT(to), how, days, days == 1 ? "day" : "days",
                       TDM_FMT(from));
}

tdm_str view_net_repair(const struct tdm_view *view, const struct tdm_net_proof *proof,
                        const struct tdm_repair *repair) {
    struct tdm_buf out;
    bool wish = false;
    tdm_buf_init(&out, view->mem, 8000);
    for (uint32_t i = 0; i < repair->count; i++) {
        const struct tdm_knob *knob = &proof->knobs[repair->knobs[i]];
        uint32_t number = knob->label / 2;
        struct tdm_link link = proof->net->network.links[number];
        tdm_str from = proof->net->points[link.from], to = proof->net->points[link.to];
        link.least += knob->turns[0].least * repair->days[i];
        link.most += knob->turns[0].most * repair->days[i];
        tdm_buf_format(&out, "%s%.*s to %.*s, ", i == 0 ? "" : ", and ", TDM_FMT(from), TDM_FMT(to));
        tdm_net_length_print(&out, link.least, link.most);
        tdm_buf_text(&out, " instead of ");
        tdm_net_length_print(&out, proof->net->network.links[number].least, proof->net->network.links[number].most);
        tdm_buf_format(&out, " (line %u)", proof->net->words[number].place.line);
        const struct tdm_link *written = &proof->net->network.links[number];
        bool least = knob->label % 2 == TDM_BOUND_LEAST;
        bool firm = repair->days[i] <= (least ? written->give_least : written->give_most);
        if (knob->wish && firm) tdm_buf_text(&out, " (inside its firm bounds: a person may)");
        wish = wish || (knob->wish && !firm);
    }
    if (wish) tdm_buf_text(&out, " (a hope, no plan: nature decides)");
    return tdm_buf_str(&out);
}

tdm_point view_network_origin(const struct tdm_network_document *document) {
    return document->times != NULL ? document->times->anchor : 0;
}
