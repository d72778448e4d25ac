/* sheet_may.c - what the patient may do: how hard, up to which amount where only some amounts fit today's limit, why it
 * fits although it looks harder than the limit, and what must come first while a sign is open or the plan is on hold.
 */
#include "views/sheet.h"

/* The class that binds: this episode's, or that of the other one whose site it loads. */
static uint16_t may_up_to(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer) {
    return answer->neighbour == TDM_NEIGHBOUR_NONE ? standing->ceiling.load_class
                                                   : standing->neighbours[answer->neighbour].ceiling.load_class;
}

/* The hardest that an amount of it within the limit is: the limit itself may be a level that it never has. */
static uint16_t reachable(const struct tdm_exercise *exercise, uint16_t limit) {
    uint16_t found = 0;
    bool any = false;
    for (uint32_t i = 0; i < exercise->rule_count; i++)
        for (uint32_t k = 0; k < exercise->rules[i].row_count; k++) {
            uint16_t level = exercise->rules[i].rows[k].load_class;
            if (level > limit || (any && level <= found)) continue;
            found = level;
            any = true;
        }
    if (exercise->has_fixed_class && exercise->fixed_class <= limit && (!any || exercise->fixed_class > found))
        return exercise->fixed_class;
    return any ? found : limit;
}

/* "stationary bike, only with effort below 2 of 10"; where no one number says it, by the level. */
static tdm_str up_to_words(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_exercise_answer *answer, tdm_str label) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(view_catalog(standing), answer->exercise);
    uint16_t limit = may_up_to(standing, answer);
    tdm_str bound = sheet_bound(view, exercise, limit);
    struct tdm_arg args[] = {TDM_ARG_T("ref", label), TDM_ARG_T("words", bound),
                             TDM_ARG_T("class", view_class(view, standing, reachable(exercise, limit)))};
    return view_words(view, bound.len > 0 ? TDM_MSG_SHEET_MAY_WITH : TDM_MSG_SHEET_MAY_DOSE, args, TDM_COUNT(args));
}

/* A name may sound harder than the limit: the level of the amount prescribed, or that it loads another part. */
static tdm_str level_words(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_exercise_answer *answer) {
    if (!answer->prescribed || !standing->ceiling.has_class) return (tdm_str){0};
    if (answer->reason.code == TDM_REASON_NOT_AT_SITE)
        return view_named(view, TDM_MSG_SHEET_ELSEWHERE,
                          view_site(view, standing->episode->chart->chart, view_catalog(standing)));
    if (!answer->prescribed_load.known) return (tdm_str){0};
    struct tdm_arg args[] = {TDM_ARG_T("class", view_class(view, standing, answer->prescribed_load.load_class))};
    return view_words(view, TDM_MSG_SHEET_LEVEL_PRESCRIBED, args, 1);
}

/* "at most at the level": whether a dose whose level nobody can tell is within it, a patient cannot judge. */
static tdm_str with_level_asked(const struct tdm_view *view, tdm_str asks) {
    tdm_str level = view_plain(view, TDM_MSG_DOSE_ASK_LEVEL);
    return asks.len == 0 ? level : view_format(view, "%.*s, %.*s", TDM_FMT(asks), TDM_FMT(level));
}

void sheet_add_may(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet,
                   const struct tdm_exercise_answer *answer) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(view_catalog(standing), answer->exercise);
    tdm_str label = view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
    struct sheet_line *line = sheet_add(view, &sheet->may);
    tdm_ref function = standing->track[TDM_TRACK_FUNCTION].phase;
    bool up_to = answer->verdict == TDM_EXERCISE_MAY_UP_TO && standing->ceiling.has_class;
    line->name = exercise->item.name;
    line->what = up_to ? up_to_words(view, standing, answer, label) : label;
    line->how = view_text(view, exercise->instruction);
    line->label = label;
    line->only_possible = !answer->prescribed;
    line->daily = !answer->prescribed && exercise->daily_life;
    line->level = level_words(view, standing, answer);
    line->dose = answer->prescribed ? sheet_dose_today(view, standing, answer, &line->asks)
                                    : view_plain(view, line->daily ? TDM_MSG_SHEET_DAILY_DOSE : TDM_MSG_SHEET_OFFERED);
    line->effort = (up_to && sheet_bound(view, exercise, may_up_to(standing, answer)).len > 0 &&
                    sheet_bound_is_effort(exercise)) ||
                   sheet_dose_has_effort(standing, answer);
    if (up_to && answer->prescribed && sheet_bound(view, exercise, may_up_to(standing, answer)).len == 0)
        line->asks = with_level_asked(view, line->asks);
    line->until = function == TDM_REF_NONE ? view_plain(view, TDM_MSG_SHEET_LIST_UNTIL)
                                           : sheet_until_of_phase(view, standing, function, true);
}

/* What is allowed still waits: a reader who begins at a list must meet it there (M75, M96). */
void sheet_add_first(const struct tdm_view *view, struct sheet *sheet) {
    bool sign = sheet->warning.len > 0, hold = sheet->hold.len > 0;
    if (!sign && !hold) return;
    sheet->stop_first = view_plain(view, sign && hold ? TDM_MSG_SHEET_FIRST_BOTH
                                         : sign       ? TDM_MSG_SHEET_FIRST_SIGN
                                                      : TDM_MSG_SHEET_FIRST_HOLD);
}

void sheet_add_not_set(const struct tdm_view *view, struct sheet *sheet) {
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 1u << 16);
    for (size_t i = 0; i < sheet->may.count; i++) {
        struct tdm_arg of[] = {TDM_ARG_T("ref", sheet->may.lines[i].label),
                               TDM_ARG_T("words", sheet->may.lines[i].asks)};
        if (of[1].text.len == 0) continue;
        tdm_buf_format(&all, "%s%.*s", all.len > 0 ? "; " : "",
                       TDM_FMT(view_words(view, TDM_MSG_SHEET_NOT_SET_OF, of, 2)));
    }
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&all))};
    if (all.len > 0) sheet->not_set = view_words(view, TDM_MSG_SHEET_NOT_SET, args, 1);
}

void sheet_add_stop(const struct tdm_view *view, struct sheet *sheet) {
    bool sign = sheet->warning.len > 0, hold = sheet->hold.len > 0;
    if (!sign && !hold) return;
    struct sheet_line *line = sheet_add(view, &sheet->may_not);
    line->name = TDM_STR("exercise");
    line->what = view_plain(view, TDM_MSG_SHEET_NO_EXERCISE);
    line->until = view_plain(view, TDM_MSG_SHEET_UNTIL_GO_ON);
    line->why = view_plain(view, sign ? TDM_MSG_SHEET_WHY_FLAG : TDM_MSG_SHEET_WHY_HOLD);
    if (sign && hold)
        line->why =
            view_format(view, "%.*s; %.*s", TDM_FMT(line->why), TDM_FMT(view_plain(view, TDM_MSG_SHEET_WHY_HOLD)));
}

/* The order of the levels, once, where a limit names one of them. */
void sheet_add_levels(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    const struct tdm_scale *scale = tdm_catalog_load_scale(view_catalog(standing));
    if (!standing->ceiling.has_class) return;
    struct tdm_buf all;
    tdm_buf_init(&all, view->mem, 4096);
    for (uint16_t i = 0; i < scale->count; i++) {
        struct tdm_arg args[] = {TDM_ARG_I("n", i + 1), TDM_ARG_T("class", view_class(view, standing, i))};
        if (i > 0) tdm_buf_text(&all, "; ");
        tdm_buf_add(&all, view_words(view, TDM_MSG_SHEET_LEVEL, args, 2));
    }
    struct tdm_arg words[] = {TDM_ARG_T("words", tdm_buf_str(&all))};
    sheet->levels = view_words(view, TDM_MSG_SHEET_LEVELS, words, 1);
}

void sheet_add_scales(const struct tdm_view *view, struct sheet *sheet) {
    bool effort = false;
    const struct sheet_list *lists[] = {&sheet->may, &sheet->changes};
    for (size_t l = 0; l < TDM_COUNT(lists); l++)
        for (size_t i = 0; i < lists[l]->count; i++) effort = effort || lists[l]->lines[i].effort;
    tdm_str pain = view_plain(view, TDM_MSG_SHEET_SCALE_PAIN);
    sheet->scales =
        !effort ? pain
                : view_format(view, "%.*s %.*s", TDM_FMT(pain), TDM_FMT(view_plain(view, TDM_MSG_SHEET_SCALE_EFFORT)));
}
