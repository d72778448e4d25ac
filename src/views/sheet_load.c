/* sheet_load.c - what of the load changes next time, stays, or stops, and why, as the patient reads it (F049, S02). */
#include "views/load_view.h"
#include "views/sheet.h"

/* A stop stands under "may not", with its reason. */
static bool may_be_done(const struct tdm_standing *standing, tdm_ref exercise) {
    for (uint32_t i = 0; i < standing->exercise_count; i++)
        if (standing->exercises[i].exercise == exercise)
            return standing->exercises[i].prescribed && standing->exercises[i].verdict != TDM_EXERCISE_MAY_NOT &&
                   !sheet_is_stopped(standing, &standing->exercises[i]);
    return false;
}

static bool is_ahead(const struct tdm_standing *standing, tdm_date day) {
    return !tdm_date_is_none(day) && tdm_date_before(standing->asof.on, day);
}

static const struct tdm_target *target_of(const struct tdm_standing *standing,
                                          const struct tdm_exercise_answer *answer) {
    for (uint32_t i = 0; i < standing->loads.count; i++)
        if (standing->loads.items[i].exercise == answer->exercise) return &standing->loads.items[i].target;
    return NULL;
}

/* What the rule says of the last session, or today where there is none since the prescription; `otherwise` alone bars
 * no first session. */
static const struct tdm_change *stop_of(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer) {
    const struct tdm_target *target = target_of(standing, answer);
    for (uint32_t i = 0; i < standing->change_count; i++) {
        const struct tdm_change *change = &standing->changes[i];
        if (change->exercise != answer->exercise || change->step != TDM_STEP_STOP) continue;
        return change->step_index == UINT32_MAX && (target == NULL || !target->judged) ? NULL : change;
    }
    return NULL;
}

bool sheet_is_stopped(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer) {
    return answer->prescribed && stop_of(standing, answer) != NULL;
}

static tdm_str why_stopped(const struct tdm_view *view, const struct tdm_standing *standing,
                           const struct tdm_change *stop) {
    const struct tdm_progress *progress = &view_protocol(standing)->progressions[stop->progress];
    bool by_step = stop->step_index < progress->step_count;
    struct tdm_target told = {.why = by_step ? TDM_TARGET_STOPPED : TDM_TARGET_OTHERWISE,
                              .judged = true,
                              .step = TDM_STEP_STOP,
                              .progress = stop->progress,
                              .step_index = stop->step_index,
                              .condition = by_step ? &progress->steps[stop->step_index].condition : NULL,
                              .checks = stop->checks,
                              .check_count = stop->check_count};
    return by_step ? view_target_because(view, standing, &told) : view_plain(view, TDM_MSG_LOAD_RULE_SAYS);
}

void sheet_add_stopped(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_exercise_answer *answer, struct sheet *sheet) {
    const struct tdm_change *stop = stop_of(standing, answer);
    const struct tdm_target *target = target_of(standing, answer);
    if (stop == NULL) return;
    struct sheet_line *line = sheet_add(view, &sheet->may_not);
    line->name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
    line->what = view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
    line->until = view_plain(view, TDM_MSG_SHEET_UNTIL_GO_ON);
    line->why = why_stopped(view, standing, stop);
    if (target == NULL || !is_ahead(standing, target->not_before)) return;
    struct tdm_arg when[] = {TDM_ARG_T("when", sheet_on_day(view, standing, target->not_before))};
    line->until = view_words(view, TDM_MSG_SHEET_UNTIL_GO_ON_LATER, when, 1);
}

/* The target is less than what was prescribed: a rule stepped back since, or today's ceiling is lower. */
static bool is_less(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer,
                    const struct tdm_target *target) {
    const struct tdm_bound_chart *chart = standing->episode->chart;
    int weight = tdm_exercise_weight(tdm_catalog_exercise(view_catalog(standing), answer->exercise)), order = 0;
    if (!target->known || weight < 0 || answer->prescription >= chart->dose_count) return false;
    const struct tdm_dose_value *written = &chart->doses[answer->prescription].values[weight];
    return written->given && tdm_quantity_compare(target->load, written->quantity, &order) && order < 0;
}

tdm_str sheet_dose_today(const struct tdm_view *view, const struct tdm_standing *standing,
                         const struct tdm_exercise_answer *answer, tdm_str *asks) {
    const struct tdm_target *target = target_of(standing, answer);
    tdm_str dose = sheet_dose(view, standing, answer, asks);
    if (target == NULL) return dose;
    struct tdm_arg args[] = {TDM_ARG_T("words", dose), TDM_ARG_T("limit", view_quantity(view, target->load)),
                             TDM_ARG_D("date", target->not_before)};
    bool back = target->judged && target->step == TDM_STEP_REGRESS;
    bool less = is_less(standing, answer, target);
    if (less || back)
        args[0].text = dose =
            view_words(view, less ? TDM_MSG_SHEET_DOSE_LESS : TDM_MSG_SHEET_DOSE_LESS_ASK, args, TDM_COUNT(args));
    return is_ahead(standing, target->not_before) ? view_words(view, TDM_MSG_SHEET_DOSE_LATER, args, TDM_COUNT(args))
                                                  : dose;
}

/* Of a programme whose exercises nobody has prescribed, or that wait or may not be done today, the week stands without
 * its dose: beside "ask your therapist first" it would be read as leave to begin. */
static bool may_follow(const struct tdm_standing *standing, const struct tdm_plan *plan) {
    for (uint32_t i = 0; i < plan->exercise_count; i++)
        if (may_be_done(standing, plan->exercises[i])) return true;
    return false;
}

static void add_plan(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet,
                     const struct tdm_plan_answer *answer) {
    const struct tdm_plan *plan = &view_protocol(standing)->plans[answer->plan];
    struct sheet_line *line = sheet_add(view, &sheet->changes);
    bool follows = sheet->stop_first.len == 0 && may_follow(standing, plan);
    line->name = plan->name;
    line->what = view_plan_words(view, standing, answer, follows ? VIEW_PLAN_SHEET : VIEW_PLAN_SHEET_ASK);
    line->effort = follows && answer->row != NULL && sheet_week_has_effort(answer->row);
}

void sheet_add_changes(const struct tdm_view *view, const struct tdm_standing *standing, struct sheet *sheet) {
    for (uint32_t i = 0; i < standing->loads.count; i++) {
        const struct tdm_load_answer *a = &standing->loads.items[i];
        if (!a->target.judged || !may_be_done(standing, a->exercise)) continue;
        struct sheet_line *line = sheet_add(view, &sheet->changes);
        line->name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, a->exercise);
        line->what = view_target_sentence(view, standing, a);
    }
    for (uint32_t i = 0; i < standing->loads.plan_count; i++)
        add_plan(view, standing, sheet, &standing->loads.plans[i]);
}
