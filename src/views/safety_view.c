/* safety_view.c - warning signs side by side: open, asked for and not found, not asked for; and adverse events. No
 * sentence here says that something was ruled out (M124). */
#include "views/view_int.h"

static void line(const struct tdm_view *view, tdm_str text) {
    tdm_buf_text(view->out, "  ");
    tdm_text_wrap(view->out, text, view->width, 2, 4);
    tdm_buf_char(view->out, '\n');
}

static tdm_str label_of(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t flag) {
    const struct tdm_flag *of = &view_protocol(standing)->flags[flag];
    return of->item == TDM_REF_NONE ? view_text(view, of->name)
                                    : view_label(view, view_catalog(standing), TDM_KIND_FLAG, of->item);
}

/* The signs of one state, of those not found the ones asked for on that day. */
static tdm_str names_of(const struct tdm_view *view, const struct tdm_standing *standing, enum tdm_sign_state state,
                        tdm_date date) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, (size_t)1 << 16);
    for (uint32_t f = 0; f < view_protocol(standing)->flag_count; f++) {
        const struct tdm_sign *sign = &standing->safety.signs[f];
        if (sign->state != state || (state == TDM_SIGN_NOT_FOUND && sign->date.day != date.day)) continue;
        tdm_buf_format(&out, "%s%.*s", out.len > 0 ? "; " : "", TDM_FMT(label_of(view, standing, f)));
    }
    return tdm_buf_str(&out);
}

static bool told_before(const struct tdm_standing *standing, uint32_t flag) {
    for (uint32_t f = 0; f < flag; f++)
        if (standing->safety.signs[f].state == TDM_SIGN_NOT_FOUND &&
            standing->safety.signs[f].date.day == standing->safety.signs[flag].date.day)
            return true;
    return false;
}

static void tell_signs(const struct tdm_view *view, const struct tdm_standing *standing) {
    struct tdm_arg args[] = {TDM_ARG_T("words", names_of(view, standing, TDM_SIGN_OPEN, TDM_DATE_NONE)),
                             TDM_ARG_D("date", TDM_DATE_NONE)};
    if (view_protocol(standing)->flag_count == 0) return;
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_HEAD_SIGNS)));
    if (args[0].text.len > 0) line(view, view_words(view, TDM_MSG_SIGNS_OPEN, args, 2));
    for (uint32_t f = 0; f < view_protocol(standing)->flag_count; f++) {
        if (standing->safety.signs[f].state != TDM_SIGN_NOT_FOUND || told_before(standing, f)) continue;
        args[1].date = standing->safety.signs[f].date;
        args[0].text = names_of(view, standing, TDM_SIGN_NOT_FOUND, args[1].date);
        line(view, view_words(view, TDM_MSG_SIGNS_NOT_FOUND, args, 2));
    }
    args[0].text = names_of(view, standing, TDM_SIGN_NOT_ASKED, TDM_DATE_NONE);
    if (args[0].text.len > 0) line(view, view_words(view, TDM_MSG_SIGNS_NOT_ASKED, args, 2));
}

tdm_str view_adverse_relation(const struct tdm_view *view, const struct tdm_standing *standing,
                              const struct tdm_adverse *event) {
    const struct tdm_entry *judge = view_entry(standing, event->judged_by);
    struct tdm_arg args[] = {TDM_ARG_T("value", view_text(view, event->relatedness)),
                             TDM_ARG_T("who", judge == NULL ? (tdm_str){0} : judge->author)};
    if (judge != NULL) return view_words(view, TDM_MSG_ADVERSE_JUDGED, args, 2);
    bool said = event->relatedness.len > 0 && !tdm_str_is(event->relatedness, "unknown");
    return view_words(view, said ? TDM_MSG_ADVERSE_SAID : TDM_MSG_ADVERSE_OPEN, args, 2);
}

void view_safety_text(const struct tdm_view *view, const struct tdm_standing *standing) {
    tell_signs(view, standing);
    if (standing->safety.event_count == 0) return;
    tdm_buf_format(view->out, "\n%.*s\n", TDM_FMT(view_plain(view, TDM_MSG_HEAD_ADVERSE)));
    for (uint32_t i = 0; i < standing->safety.event_count; i++) {
        const struct tdm_adverse *event = &standing->safety.events[i];
        struct tdm_arg args[] = {TDM_ARG_D("date", event->date), TDM_ARG_I("n", event->grade),
                                 TDM_ARG_T("words", view_entry(standing, event->entry)->subject)};
        tdm_str serious = event->serious ? view_plain(view, TDM_MSG_ADVERSE_SERIOUS) : (tdm_str){0};
        line(view, view_format(view, "%.*s%s%.*s; %.*s", TDM_FMT(view_words(view, TDM_MSG_ADVERSE_LINE, args, 3)),
                               event->serious ? ", " : "", TDM_FMT(serious),
                               TDM_FMT(view_adverse_relation(view, standing, event))));
    }
}

void view_safety_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing) {
    static const char *const states[] = {
        [TDM_SIGN_OPEN] = "open", [TDM_SIGN_NOT_FOUND] = "not-found", [TDM_SIGN_NOT_ASKED] = "not-asked"};
    tdm_json_key(w, "signs");
    tdm_json_array_begin(w);
    for (uint32_t f = 0; f < view_protocol(standing)->flag_count; f++) {
        const struct tdm_sign *sign = &standing->safety.signs[f];
        tdm_json_object_begin(w);
        view_json_text(w, "name", view_protocol(standing)->flags[f].name);
        view_json_text(w, "state", tdm_str_of(states[sign->state]));
        view_json_date(w, "date", sign->date);
        view_json_entry(w, standing, "entry", sign->entry);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_key(w, "adverse_events");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < standing->safety.event_count; i++) {
        const struct tdm_adverse *event = &standing->safety.events[i];
        tdm_json_object_begin(w);
        view_json_date(w, "date", event->date);
        view_json_text(w, "event", view_entry(standing, event->entry)->subject);
        tdm_json_key(w, "grade");
        tdm_json_int(w, event->grade);
        tdm_json_key(w, "serious");
        tdm_json_bool(w, event->serious);
        view_json_text(w, "relatedness", event->relatedness);
        view_json_entry(w, standing, "entry", event->entry);
        view_json_entry(w, standing, "judged_by", event->judged_by);
        view_json_text(w, "text", view_adverse_relation(view, standing, event));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}
