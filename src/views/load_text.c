/* load_text.c - "Load: allowed, prescribed, done": one paragraph an exercise, then the programmes by weeks (S47, F035).
 */
#include "views/load_view.h"
#include "views/sheet.h"

static void line(const struct tdm_view *view, tdm_str text, uint32_t indent) {
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static tdm_str class_words(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_load *load) {
    return load->known ? view_class(view, standing, load->load_class) : view_plain(view, TDM_MSG_LOAD_CLASS_UNTOLD);
}

static tdm_str dose_words(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t index,
                          const struct tdm_load *load) {
    const struct tdm_dose *dose = &standing->episode->chart->doses[index];
    struct tdm_arg args[] = {TDM_ARG_T("words", view_dose(view, standing, dose)),
                             TDM_ARG_T("class", class_words(view, standing, load)), TDM_ARG_D("date", dose->date)};
    return view_words(view, dose->prescribed ? TDM_MSG_LOAD_PRESCRIBED : TDM_MSG_LOAD_DONE, args, 3);
}

static void tell_row(const struct tdm_view *view, const struct tdm_standing *standing,
                     const struct tdm_load_answer *a) {
    struct tdm_buf text;
    tdm_buf_init(&text, view->mem, 1u << 14);
    tdm_buf_format(&text, "%.*s: %.*s",
                   TDM_FMT(view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, a->exercise)),
                   TDM_FMT(view_word(view, view_headroom_word(a->headroom))));
    struct tdm_arg allowed[] = {TDM_ARG_T("class", standing->ceiling.has_class
                                                       ? view_class(view, standing, standing->ceiling.load_class)
                                                       : view_plain(view, TDM_MSG_DIFFERENCE_NO_LIMIT))};
    enum tdm_message limit = standing->ceiling.has_class && view_class_is_top(standing, standing->ceiling.load_class)
                                 ? TDM_MSG_LOAD_ALLOWED_ALL
                                 : TDM_MSG_LOAD_ALLOWED;
    if (a->headroom != TDM_HEADROOM_NO_LIMIT)
        tdm_buf_format(&text, "; %.*s", TDM_FMT(view_words(view, limit, allowed, 1)));
    if (a->prescribed != UINT32_MAX)
        tdm_buf_format(&text, "; %.*s", TDM_FMT(dose_words(view, standing, a->prescribed, &a->prescribed_load)));
    if (a->done != UINT32_MAX)
        tdm_buf_format(&text, "; %.*s%.*s", TDM_FMT(dose_words(view, standing, a->done, &a->done_load)),
                       TDM_FMT(a->whole ? (tdm_str){0} : view_plain(view, TDM_MSG_PART_NOT_WHOLE)));
    line(view, tdm_buf_str(&text), 2);
}

static void tell_own(const struct tdm_view *view, const struct tdm_own *own, tdm_str what) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", what), TDM_ARG_T("value", view_quantity(view, own->value)),
                             TDM_ARG_D("date", own->date), TDM_ARG_I("n", own->age_days),
                             TDM_ARG_I("of_n", own->most_days)};
    static const enum tdm_message messages[] = {[TDM_OWN_MISSING] = TDM_MSG_LOAD_OWN_MISSING,
                                                [TDM_OWN_STALE] = TDM_MSG_LOAD_OWN_STALE,
                                                [TDM_OWN_KNOWN] = TDM_MSG_LOAD_OWN_KNOWN};
    if (own->state != TDM_OWN_NOT_ASKED) line(view, view_words(view, messages[own->state], args, TDM_COUNT(args)), 4);
}

static tdm_str sum_words(const struct tdm_view *view, const struct tdm_exposure *e) {
    int order = 0;
    bool exact = e->has_high && tdm_quantity_compare(e->low, e->high, &order) && order == 0;
    struct tdm_arg args[] = {TDM_ARG_T("value", view_quantity(view, e->low)),
                             TDM_ARG_T("limit", view_quantity(view, e->high)), TDM_ARG_I("n", e->recorded),
                             TDM_ARG_I("of_n", e->expected)};
    return view_words(view,
                      exact         ? TDM_MSG_LOAD_SUM
                      : e->has_high ? TDM_MSG_LOAD_SUM_BETWEEN
                                    : TDM_MSG_LOAD_SUM_AT_LEAST,
                      args, TDM_COUNT(args));
}

static void tell_exposure(const struct tdm_view *view, const struct tdm_load_answer *a) {
    struct tdm_arg args[] = {TDM_ARG_T("words", sum_words(view, &a->week)), TDM_ARG_I("n", a->week.recorded),
                             TDM_ARG_I("of_n", a->week.expected)};
    if (!a->week.counts) return;
    line(view, view_words(view, a->week.expected > 0 ? TDM_MSG_LOAD_WEEK_OF : TDM_MSG_LOAD_WEEK, args, 3), 4);
    if (!view->acwr) return;
    tdm_decimal low, high;
    struct tdm_buf from, to;
    tdm_buf_init(&from, view->mem, 64);
    tdm_buf_init(&to, view->mem, 64);
    if (!tdm_exposure_ratio(a, &low, &high)) {
        line(view, view_plain(view, TDM_MSG_LOAD_RATIO_UNTOLD), 4);
        return;
    }
    tdm_words_decimal(&from, view->language, low);
    tdm_words_decimal(&to, view->language, high);
    struct tdm_arg ratio[] = {TDM_ARG_T("value", tdm_buf_str(&from)), TDM_ARG_T("limit", tdm_buf_str(&to))};
    line(view, view_words(view, TDM_MSG_LOAD_RATIO, ratio, 2), 4);
}

/* How often, how many sets, what rest and pace: as the plan's own lines say it. */
static void put_plan_lines(struct tdm_buf *out, const struct tdm_protocol *protocol, const struct tdm_plan *plan) {
    for (uint32_t i = 0; i < plan->repeat_count; i++)
        tdm_buf_format(out, "; %.*s", TDM_FMT(tdm_str_trim(protocol->clauses[plan->repeats[i]].text)));
}

/* The weights of a week by its share of the 1RM. */
static void put_plan_loads(struct tdm_buf *out, const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_plan_answer *plan) {
    const struct tdm_plan *p = &view_protocol(standing)->plans[plan->plan];
    for (uint32_t i = 0; plan->row != NULL && plan->row->has_percent && i < p->exercise_count; i++) {
        struct tdm_arg load[] = {
            TDM_ARG_T("ref", view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, p->exercises[i])),
            TDM_ARG_T("value", view_quantity(view, plan->loads[i]))};
        tdm_buf_format(
            out, "; %.*s",
            TDM_FMT(view_words(view, plan->load_known[i] ? TDM_MSG_PLAN_LOAD : TDM_MSG_PLAN_LOAD_UNTOLD, load, 2)));
    }
}

tdm_str view_plan_words(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_plan_answer *plan, enum view_plan_reader reader) {
    struct tdm_buf out;
    bool for_patient = reader != VIEW_PLAN_TEAM;
    const struct tdm_plan *p = &view_protocol(standing)->plans[plan->plan];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_pretty(view, p->name)), TDM_ARG_I("n", plan->week),
                             TDM_ARG_I("of_n", p->week_count == 0 ? 0 : p->weeks[p->week_count - 1].until),
                             TDM_ARG_D("date", plan->week_from), TDM_ARG_D("until", plan->week_until)};
    tdm_buf_init(&out, view->mem, 1u << 14);
    tdm_buf_add(&out, view_words(view, p->week_count == 0 ? TDM_MSG_PLAN_WEEK : TDM_MSG_PLAN_WEEK_OF, args, 5));
    if (reader == VIEW_PLAN_SHEET_ASK) {
        tdm_buf_format(&out, "; %.*s", TDM_FMT(view_plain(view, TDM_MSG_PLAN_ASK)));
        return tdm_buf_str(&out);
    }
    if (!for_patient) put_plan_lines(&out, view_protocol(standing), p); /* a patient follows the prescription */
    if (plan->row == NULL && p->week_count > 0)
        tdm_buf_format(&out, "; %.*s", TDM_FMT(view_plain(view, TDM_MSG_PLAN_PAST)));
    if (plan->row != NULL && for_patient) tdm_buf_format(&out, "; %.*s", TDM_FMT(sheet_week_words(view, plan->row)));
    if (plan->row != NULL && !for_patient && plan->row->clause < view_protocol(standing)->clause_count)
        tdm_buf_format(&out, "; %.*s", TDM_FMT(tdm_str_trim(view_protocol(standing)->clauses[plan->row->clause].text)));
    if (!for_patient) put_plan_loads(&out, view, standing, plan);
    struct tdm_arg done[] = {TDM_ARG_I("n", plan->done),           TDM_ARG_I("of_n", plan->planned),
                             TDM_ARG_D("date", plan->not_before),  TDM_ARG_D("until", plan->missed),
                             TDM_ARG_I("slack", plan->slack_days), TDM_ARG_I("again", plan->repeated)};
    enum { DONE_ARGS = TDM_COUNT(done) };
    tdm_buf_format(
        &out, "; %.*s",
        TDM_FMT(view_words(view, plan->planned > 0 ? TDM_MSG_PLAN_DONE_OF : TDM_MSG_PLAN_DONE, done, DONE_ARGS)));
    const struct {
        bool said;
        enum tdm_message message;
    } rest[] = {
        {plan->repeated > 0, TDM_MSG_PLAN_REPEATED},
        {!tdm_date_is_none(plan->not_before) && plan->not_before.day > standing->asof.on.day, TDM_MSG_PLAN_NOT_BEFORE},
        {!tdm_date_is_none(plan->missed), TDM_MSG_PLAN_MISSED},
        {plan->has_slack && plan->slack_days >= 0, TDM_MSG_PLAN_SLACK},
        {plan->has_slack && plan->slack_days < 0, TDM_MSG_PLAN_NO_SLACK},
        {plan->held, TDM_MSG_PLAN_HELD}};
    for (size_t i = 0; i < TDM_COUNT(rest); i++)
        if (rest[i].said) tdm_buf_format(&out, "; %.*s", TDM_FMT(view_words(view, rest[i].message, done, DONE_ARGS)));
    return tdm_buf_str(&out);
}

void view_loads_text(const struct tdm_view *view, const struct tdm_standing *standing) {
    if (standing->loads.count + standing->loads.plan_count == 0) return;
    tdm_buf_char(view->out, '\n');
    tdm_buf_add(view->out, view_plain(view, TDM_MSG_HEAD_LOADS));
    tdm_buf_char(view->out, '\n');
    for (uint32_t i = 0; i < standing->loads.count; i++) {
        const struct tdm_load_answer *a = &standing->loads.items[i];
        tell_row(view, standing, a);
        tell_own(view, &a->one_rm, TDM_STR("1RM"));
        tell_own(view, &a->best, view_plain(view, TDM_MSG_PART_BEST));
        tell_own(view, &a->body_mass, view_plain(view, TDM_MSG_PART_BODY_MASS));
        if (a->target.judged && a->prescribed != UINT32_MAX) line(view, view_target_sentence(view, standing, a), 4);
        tell_exposure(view, a);
    }
    for (uint32_t i = 0; i < standing->loads.plan_count; i++)
        line(view, view_plan_words(view, standing, &standing->loads.plans[i], VIEW_PLAN_TEAM), 2);
    if (view->acwr) line(view, view_plain(view, TDM_MSG_LOAD_RATIO_CRITICISM), 2);
}
