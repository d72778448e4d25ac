/* record_view.c - the register of findings, the baseline and measures, as sections of the text documents. Every number
 * has its unit and day; what cannot be told says why (M123, M27). */
#include "views/record_view.h"

static void line(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static void head(const struct tdm_view *view, tdm_str text) {
    tdm_buf_char(view->out, '\n');
    line(view, text, 0);
}

/* ---- words of values */

tdm_str view_quantity_of(const struct tdm_view *view, tdm_quantity quantity) {
    return view_value(view, NULL, TDM_REF_NONE, (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = quantity});
}

tdm_str view_change_of(const struct tdm_view *view, tdm_quantity quantity) {
    tdm_str text = view_quantity_of(view, quantity);
    return quantity.number.coefficient > 0 ? view_format(view, "+%.*s", TDM_FMT(text)) : text;
}

tdm_str view_point(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref use,
                   const struct tdm_point *point) {
    return view_value(view, view_catalog(standing), view_protocol(standing)->measures[use].measure, point->value);
}

static tdm_str measure_name(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref use) {
    return view_ref_name(view, standing, VIEW_REF_MEASURE, use);
}

static void join(struct tdm_buf *out, tdm_str text) {
    if (out->len > 0) tdm_buf_text(out, "; ");
    tdm_buf_add(out, text);
}

/* ---- findings */

tdm_str view_finding_place(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_finding_life *life) {
    if (life->region == TDM_REF_NONE) return (tdm_str){0};
    tdm_str name = view_label(view, view_catalog(standing), TDM_KIND_REGION, life->region);
    if (life->side == TDM_SIDE_NONE) return name;
    return view_named(view, life->side == TDM_SIDE_RIGHT ? TDM_MSG_PART_RIGHT : TDM_MSG_PART_LEFT, name);
}

tdm_str view_finding_state(const struct tdm_view *view, const struct tdm_finding_life *life) {
    struct tdm_arg args[] = {TDM_ARG_D("date", life->open ? life->since : life->until)};
    if (!life->open) return view_words(view, TDM_MSG_REGISTER_OVER, args, 1);
    if (life->declined) return view_plain(view, TDM_MSG_REGISTER_DECLINED);
    if (!life->again) return view_words(view, TDM_MSG_REGISTER_OPEN, args, 1);
    args[0].date = life->resolved_before;
    return view_words(view, TDM_MSG_REGISTER_AGAIN, args, 1);
}

tdm_str view_finding_course(const struct tdm_view *view, const struct tdm_standing *standing,
                            const struct tdm_finding_life *life) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    join(&out, view_finding_state(view, life));
    for (uint32_t i = 0; i < life->step_count; i++) {
        const struct tdm_entry *entry = view_entry(standing, life->steps[i].entry);
        struct tdm_arg args[] = {TDM_ARG_T("words", view_word(view, life->steps[i].state)),
                                 TDM_ARG_D("date", life->steps[i].date), TDM_ARG_T("who", entry->author)};
        join(&out, view_words(view, TDM_MSG_REGISTER_STEP, args, 3));
    }
    struct tdm_arg cause[] = {TDM_ARG_T("ref", (tdm_str){0})};
    if (life->because_of != TDM_REF_NONE) {
        cause[0].text = view_ref_name(view, standing, VIEW_REF_FINDING, life->because_of);
        join(&out, view_words(view, TDM_MSG_REGISTER_CAUSE, cause, 1));
    }
    return tdm_buf_str(&out);
}

void view_findings_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    if (record->finding_count == 0) return;
    head(view, view_plain(view, TDM_MSG_HEAD_REGISTER));
    for (uint32_t i = 0; i < record->finding_count; i++) {
        const struct tdm_finding_life *life = &record->findings[i];
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(view, standing, VIEW_REF_FINDING, life->item)),
                                 TDM_ARG_T("value", view_finding_place(view, standing, life)),
                                 TDM_ARG_T("words", view_finding_course(view, standing, life))};
        bool placed = life->region != TDM_REF_NONE;
        line(view, view_words(view, placed ? TDM_MSG_REGISTER_AT : TDM_MSG_REGISTER_LINE, args, 3), 2);
    }
}

/* ---- hand-offs */

static tdm_str handoff_course(const struct tdm_view *view, const struct tdm_standing *standing,
                              const struct tdm_handoff *handoff) {
    static const enum tdm_message states[] = {
        [TDM_HANDOFF_WAITING] = TDM_MSG_HANDOFF_WAITING,   [TDM_HANDOFF_NOTED] = TDM_MSG_HANDOFF_NOTED,
        [TDM_HANDOFF_SIGNED] = TDM_MSG_HANDOFF_SIGNED,     [TDM_HANDOFF_DONE] = TDM_MSG_HANDOFF_DONE,
        [TDM_HANDOFF_PARTLY] = TDM_MSG_HANDOFF_PARTLY,     [TDM_HANDOFF_COULD_NOT] = TDM_MSG_HANDOFF_COULD_NOT,
        [TDM_HANDOFF_DECLINED] = TDM_MSG_HANDOFF_DECLINED, [TDM_HANDOFF_NOT_NEEDED] = TDM_MSG_HANDOFF_NOT_NEEDED};
    const struct tdm_entry *asked = view_entry(standing, handoff->entry), *reply = view_entry(standing, handoff->reply);
    tdm_str by = view_roles(view, view_catalog(standing), handoff->roles, view_or(view));
    struct tdm_arg args[] = {TDM_ARG_T("who", asked->author), TDM_ARG_T("by", by), TDM_ARG_D("date", handoff->asked),
                             TDM_ARG_I("n", handoff->days_late), TDM_ARG_T("words", (tdm_str){0})};
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    join(&out, view_words(view, TDM_MSG_HANDOFF_ASKED, args, 5));
    args[2].date = handoff->due;
    if (!tdm_date_is_none(handoff->due)) join(&out, view_words(view, TDM_MSG_HANDOFF_DUE, args, 5));
    args[0].text = reply == NULL ? (tdm_str){0} : reply->author;
    args[2].date = handoff->replied;
    join(&out, view_words(view, states[handoff->state], args, 5));
    args[4].text = reply == NULL ? (tdm_str){0} : reply->because;
    if (args[4].text.len > 0) join(&out, view_words(view, TDM_MSG_HANDOFF_BECAUSE, args, 5));
    if (handoff->days_late > 0) join(&out, view_words(view, TDM_MSG_HANDOFF_LATE, args, 5));
    args[2].date = handoff->written_on;
    if (handoff->written_late) join(&out, view_words(view, TDM_MSG_HANDOFF_WRITTEN, args, 5));
    return tdm_buf_str(&out);
}

void view_handoffs_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    if (record->handoff_count == 0) return;
    head(view, view_plain(view, TDM_MSG_HEAD_HANDOFFS));
    for (uint32_t i = 0; i < record->handoff_count; i++) {
        const struct tdm_handoff *handoff = &record->handoffs[i];
        struct tdm_arg args[] = {TDM_ARG_T("ref", view_said(view, view_entry(standing, handoff->entry)->target)),
                                 TDM_ARG_T("words", handoff_course(view, standing, handoff))};
        line(view, view_words(view, TDM_MSG_HANDOFF_LINE, args, 2), 2);
    }
}

/* ---- measures */

static void tell_side(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_measured *m,
                      struct tdm_buf *out) {
    if (!m->asks_side) return;
    struct tdm_arg args[] = {TDM_ARG_T("value", view_point(view, standing, m->use, &m->other_side)),
                             TDM_ARG_T("percent", view_quantity_of(view, m->symmetry.reason.value.quantity)),
                             TDM_ARG_T("words", view_reason(view, standing, &m->symmetry.reason))};
    bool known = m->symmetry.truth != TDM_UNKNOWN && m->other_side.value.kind != TDM_VALUE_NONE;
    bool zero = known && m->other_side.value.quantity.number.coefficient == 0; /* no percent says anything of it */
    join(out, view_words(view,
                         zero    ? TDM_MSG_MEASURED_SIDE_ZERO
                         : known ? TDM_MSG_MEASURED_SIDE
                                 : TDM_MSG_MEASURED_SIDE_UNKNOWN,
                         args, 3));
}

static void tell_mass(const struct tdm_view *view, const struct tdm_measured *m, struct tdm_buf *out) {
    if (!m->asks_mass) return;
    struct tdm_arg args[] = {TDM_ARG_T("value", view_quantity_of(view, m->per_mass)),
                             TDM_ARG_T("limit", view_quantity_of(view, m->mass.value)), TDM_ARG_D("date", m->mass.date),
                             TDM_ARG_I("n", m->mass.age_days), TDM_ARG_I("of_n", m->mass.most_days)};
    join(out, view_words(view,
                         m->has_per_mass                  ? TDM_MSG_MEASURED_MASS
                         : m->mass.state == TDM_OWN_STALE ? TDM_MSG_MEASURED_MASS_STALE
                                                          : TDM_MSG_MEASURED_MASS_MISSING,
                         args, 5));
}

static void tell_change(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_measured *m,
                        struct tdm_buf *out) {
    if (m->baseline.value.kind == TDM_VALUE_NONE || m->baseline.date.day >= m->now.date.day) return;
    struct tdm_arg args[] = {TDM_ARG_T("value", view_point(view, standing, m->use, &m->baseline)),
                             TDM_ARG_D("date", m->baseline.date)};
    join(out, view_words(view, TDM_MSG_MEASURED_BASELINE, args, 2));
    if (!m->has_change) return;
    args[0].text = view_change_of(view, m->change);
    join(out, view_words(view, TDM_MSG_MEASURED_CHANGE, args, 1));
    if (!m->has_error) return;
    args[0].text = view_quantity_of(view, m->error);
    join(out, view_words(view, m->beyond_error ? TDM_MSG_MEASURED_BEYOND : TDM_MSG_MEASURED_WITHIN, args, 1));
}

void view_measures_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    if (record->measure_count == 0) return;
    head(view, view_plain(view, TDM_MSG_HEAD_MEASURES));
    for (uint32_t i = 0; i < record->measure_count; i++) {
        const struct tdm_measured *m = &record->measures[i];
        struct tdm_buf out;
        struct tdm_arg args[] = {TDM_ARG_T("ref", measure_name(view, standing, m->use)),
                                 TDM_ARG_T("value", view_point(view, standing, m->use, &m->now)),
                                 TDM_ARG_D("date", m->now.date)};
        tdm_buf_init(&out, view->mem, (size_t)1 << 16);
        join(&out, view_words(view, TDM_MSG_MEASURED_NOW, args, 3));
        tell_change(view, standing, m, &out);
        tell_side(view, standing, m, &out);
        tell_mass(view, m, &out);
        line(view, tdm_buf_str(&out), 2);
    }
}

/* ---- baseline */

static tdm_str baseline_words(const struct tdm_view *view, const struct tdm_standing *standing,
                              const struct tdm_baseline_item *item) {
    static const enum tdm_message messages[] = {[TDM_BASELINE_KNOWN] = TDM_MSG_BASELINE_IS,
                                                [TDM_BASELINE_MISSING] = TDM_MSG_BASELINE_IS_MISSING,
                                                [TDM_BASELINE_TOO_OLD] = TDM_MSG_BASELINE_IS_OLD,
                                                [TDM_BASELINE_CONTRADICTORY] = TDM_MSG_BASELINE_DIFFERS};
    struct tdm_arg args[] = {TDM_ARG_T("ref", measure_name(view, standing, item->use)),
                             TDM_ARG_T("value", view_point(view, standing, item->use, &item->value)),
                             TDM_ARG_T("limit", view_point(view, standing, item->use, &item->best)),
                             TDM_ARG_D("date", item->value.date)};
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    join(&out, view_words(view, messages[item->state], args, 4));
    args[1].text = view_point(view, standing, item->use, &item->other_side);
    if (item->other_side.value.kind != TDM_VALUE_NONE)
        join(&out, view_words(view, TDM_MSG_BASELINE_OTHER_SIDE, args, 4));
    args[1].text = view_point(view, standing, item->use, &item->first);
    args[2].text = view_change_of(view, item->gain);
    args[3].date = item->first.date;
    if (item->first.value.kind != TDM_VALUE_NONE)
        join(&out, view_words(view, item->has_gain ? TDM_MSG_BASELINE_GAIN : TDM_MSG_BASELINE_FIRST, args, 4));
    return tdm_buf_str(&out);
}

void view_baseline_text(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_record *record) {
    const struct tdm_baseline *baseline = &record->baseline;
    struct tdm_arg args[] = {TDM_ARG_I("n", baseline->known), TDM_ARG_I("of_n", baseline->count),
                             TDM_ARG_D("date", baseline->counted_to)};
    if (baseline->count == 0) return;
    head(view, view_words(view,
                          baseline->frozen            ? TDM_MSG_HEAD_BASELINE_FROZEN
                          : baseline->counted_to_plan ? TDM_MSG_HEAD_BASELINE_PLANNED
                                                      : TDM_MSG_HEAD_BASELINE_TODAY,
                          args, 3));
    for (uint32_t i = 0; i < baseline->count; i++) line(view, baseline_words(view, standing, &baseline->items[i]), 2);
}
