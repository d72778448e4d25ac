/* impact_view.c - what a new text of a protocol would change for an episode, in words. */
#include "engine/impact.h"
#include "views/view_int.h"

static const char *const gate_words[] = {"closed", "cannot tell", "open", "does not apply"};

static tdm_str word(tdm_str name) {
    return name.len == 0 ? TDM_STR("none") : name;
}

static tdm_str day(const struct tdm_view *view, tdm_date date) {
    return tdm_date_is_none(date) ? TDM_STR("no date") : view_date(view, date);
}

static tdm_str class_of(const struct tdm_view *view, const struct tdm_standing *s, int32_t load_class) {
    if (load_class < 0) return TDM_STR("no limit");
    return view_class_is_top(s, (uint32_t)load_class) ? TDM_STR("everything")
                                                      : view_class(view, s, (uint32_t)load_class);
}

static tdm_str recorded(const struct tdm_view *view, const struct tdm_standing *s, uint32_t index) {
    const struct tdm_deviation *deviation = &s->deviations[index];
    return view_format(view, "%.*s (%.*s)", TDM_FMT(view_reason(view, s, &deviation->reason)),
                       TDM_FMT(view_date(view, deviation->date)));
}

static tdm_str sentence(const struct tdm_view *view, const struct tdm_impact *impact,
                        const struct tdm_impact_item *item) {
    switch (item->kind) {
    case TDM_IMPACT_STEP:
        return view_format(view, "%.*s track, %s: from %.*s to %.*s", TDM_FMT(item->name), item->thing,
                           TDM_FMT(word(item->from)), TDM_FMT(word(item->to)));
    case TDM_IMPACT_GATE:
        return view_format(view, "gate %.*s: from %s to %s", TDM_FMT(item->name), gate_words[item->n],
                           gate_words[item->of_n]);
    case TDM_IMPACT_CEILING:
        return view_format(view, "%s: from %.*s to %.*s", item->thing, TDM_FMT(class_of(view, impact->before, item->n)),
                           TDM_FMT(class_of(view, impact->after, item->of_n)));
    case TDM_IMPACT_DATE:
        return view_format(view, "%s, %.*s: from %.*s to %.*s", item->thing, TDM_FMT(item->name),
                           TDM_FMT(day(view, item->on)), TDM_FMT(day(view, item->to_on)));
    case TDM_IMPACT_STATE:
        return view_format(view, "%s %.*s: from %.*s to %.*s", item->thing, TDM_FMT(item->name), TDM_FMT(item->from),
                           TDM_FMT(item->to));
    case TDM_IMPACT_ADDED:
        return view_format(view, "new: %s %.*s", item->thing, TDM_FMT(item->name));
    case TDM_IMPACT_GONE:
        return view_format(view, "no longer there: %s %.*s", item->thing, TDM_FMT(item->name));
    case TDM_IMPACT_VIOLATION:
        return view_format(view, "would have been against it: %.*s",
                           TDM_FMT(recorded(view, impact->after, item->index)));
    case TDM_IMPACT_LIFTED:
        return view_format(view, "would not have been against it: %.*s",
                           TDM_FMT(recorded(view, impact->before, item->index)));
    }
    TDM_UNREACHABLE();
}

void tdm_view_impact_text(const struct tdm_view *view, tdm_str name, const struct tdm_impact *impact) {
    const struct tdm_protocol *before = impact->before->episode->protocol;
    tdm_buf_format(view->out, "%.*s (on version %.*s): %s\n", TDM_FMT(name), TDM_FMT(before->version),
                   impact->count == 0 ? "unaffected" : "changes");
    for (uint32_t i = 0; i < impact->count; i++) {
        tdm_buf_text(view->out, "  ");
        tdm_text_wrap(view->out, sentence(view, impact, &impact->items[i]), view->width, 2, 4);
        tdm_buf_char(view->out, '\n');
    }
}
