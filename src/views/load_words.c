/* load_words.c - doses, targets and their reasons as sentences: the same ones in the standing, on the sheet and in
 * JSON. A patient reads why the load goes up, down or stays (F049). */
#include "views/load_view.h"

tdm_str view_quantity(const struct tdm_view *view, tdm_quantity quantity) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 64);
    tdm_words_quantity(&out, view->language, (tdm_quantity){tdm_decimal_trim(quantity.number), quantity.unit});
    return tdm_buf_str(&out);
}

/* ---- a dose, bound: "3 x 10, 35 kg, depth 70 deg" */

static bool is_named(const struct tdm_exercise *exercise, uint32_t field, const char *name) {
    return field < exercise->field_count && tdm_str_is(exercise->fields[field].name, name);
}

static void put_field(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_dose_field *field,
                      const struct tdm_dose_value *value) {
    bool load = tdm_str_is(field->name, "load");
    if (tdm_str_is(field->name, "sets")) {
        tdm_words_decimal(out, view->language, value->quantity.number);
        tdm_buf_format(out, " %.*s", TDM_FMT(view_word(view, "sets")));
        return;
    }
    if (tdm_str_is(field->name, "rm")) {
        tdm_words_decimal(out, view->language, value->quantity.number);
        tdm_buf_text(out, "RM");
        return;
    }
    if (!load) tdm_buf_format(out, "%.*s ", TDM_FMT(view_name(view, field->name)));
    if (field->word_count > 0)
        tdm_buf_add(out, view_name(view, value->word));
    else
        tdm_words_quantity(out, view->language,
                           (tdm_quantity){tdm_decimal_trim(value->quantity.number), value->quantity.unit});
}

tdm_str view_dose(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_dose *dose) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(view_catalog(standing), dose->exercise);
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t i = 0; i < exercise->field_count; i++) {
        if (!dose->values[i].given) continue;
        bool pair = is_named(exercise, i, "sets") && is_named(exercise, i + 1, "reps") && dose->values[i + 1].given;
        if (out.len > 0) tdm_buf_add(&out, view_plain(view, TDM_MSG_PART_NEXT));
        if (!pair) {
            put_field(view, &out, &exercise->fields[i], &dose->values[i]);
            continue;
        }
        tdm_words_decimal(&out, view->language, dose->values[i].quantity.number);
        tdm_buf_text(&out, " x ");
        tdm_words_decimal(&out, view->language, dose->values[++i].quantity.number);
    }
    return out.len > 0 ? tdm_buf_str(&out) : view_plain(view, TDM_MSG_LOAD_NO_AMOUNT);
}

/* ---- why: the terms that decided, in words */

/* "4", not "4 points": a patient knows the scale. */
static tdm_str value_words(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref measure,
                           tdm_value value) {
    tdm_quantity bare = {tdm_decimal_trim(value.quantity.number), TDM_UNIT_ONE};
    bool points = value.kind == TDM_VALUE_NUMBER && tdm_str_is(tdm_unit_code(value.quantity.unit), "points");
    return points ? view_quantity(view, bare) : view_value(view, view_catalog(standing), measure, value);
}

static tdm_str reading_words(const struct tdm_view *view, const struct tdm_standing *standing,
                             const struct tdm_criterion *node, const struct tdm_check *check) {
    const struct tdm_measure_use *use = &view_protocol(standing)->measures[node->measure];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_label(view, view_catalog(standing), TDM_KIND_MEASURE, use->measure)),
                             TDM_ARG_T("value", value_words(view, standing, use->measure, check->reason.value)),
                             TDM_ARG_D("date", check->reason.date),
                             TDM_ARG_T("words", view_reason(view, standing, &check->reason))};
    if (check->truth == TDM_UNKNOWN || check->reason.value.kind == TDM_VALUE_NONE)
        return view_words(view, use->is_change ? TDM_MSG_LOAD_CHANGE_UNKNOWN : TDM_MSG_LOAD_READING_UNKNOWN, args, 4);
    if (!use->is_change) return view_words(view, TDM_MSG_LOAD_READING, args, 4);
    bool higher = check->reason.value.quantity.number.coefficient > 0;
    return view_words(view, higher ? TDM_MSG_LOAD_CHANGE : TDM_MSG_LOAD_NO_CHANGE, args, 4);
}

static tdm_str term_words(const struct tdm_view *view, const struct tdm_standing *standing,
                          const struct tdm_criterion *node, const struct tdm_check *check) {
    struct tdm_arg sessions[] = {TDM_ARG_I("n", check->reason.n), TDM_ARG_I("of_n", check->reason.of_n)};
    if (check->reason.code == TDM_REASON_SETS_DONE) return view_words(view, TDM_MSG_LOAD_SETS_DONE, sessions, 2);
    if (check->reason.code == TDM_REASON_NO_SESSIONS) return view_words(view, TDM_MSG_LOAD_SESSIONS, sessions, 2);
    if (node->kind == TDM_CRITERION_READING) return reading_words(view, standing, node, check);
    if (node->kind == TDM_CRITERION_OPEN) return view_plain(view, TDM_MSG_LOAD_SIGN_OPEN);
    return view_reason(view, standing, &check->reason);
}

/* Of the step that fired: each term that is met. */
static tdm_str met_words(const struct tdm_view *view, const struct tdm_standing *standing,
                         const struct tdm_target *target) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 14);
    for (uint32_t i = 0; target->condition != NULL && i < target->check_count; i++) {
        const struct tdm_criterion *node = &target->condition->nodes[i];
        if (node->child_count > 0 || target->checks[i].truth != TDM_MET) continue;
        if (out.len > 0) tdm_buf_add(&out, view_plain(view, TDM_MSG_PART_AND));
        tdm_buf_add(&out, term_words(view, standing, node, &target->checks[i]));
    }
    return out.len > 0 ? tdm_buf_str(&out) : view_plain(view, TDM_MSG_LOAD_RULE_SAYS);
}

static const struct tdm_step *step_of(const struct tdm_standing *standing, const struct tdm_target *target) {
    const struct tdm_progress *progress = &view_protocol(standing)->progressions[target->progress];
    return !target->judged || target->step_index >= progress->step_count ? NULL : &progress->steps[target->step_index];
}

static tdm_str percent_words(const struct tdm_view *view, tdm_decimal percent) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 64);
    tdm_words_decimal(&out, view->language, tdm_decimal_trim(percent));
    tdm_buf_char(&out, '%');
    return tdm_buf_str(&out);
}

/* A step back that no weight can be told for: a person says what is less. */
static bool back_without_number(const struct tdm_target *target) {
    return target->judged && target->step == TDM_STEP_REGRESS &&
           (target->why == TDM_TARGET_GO_BACK || target->why == TDM_TARGET_NO_BASE);
}

tdm_str view_target_because(const struct tdm_view *view, const struct tdm_standing *standing,
                            const struct tdm_target *target) {
    static const enum tdm_message messages[TDM_TARGET_WHY_COUNT] = {
        [TDM_TARGET_NO_RULE] = TDM_MSG_TARGET_NO_RULE,
        [TDM_TARGET_NO_SESSION] = TDM_MSG_TARGET_NO_SESSION,
        [TDM_TARGET_ADVANCED] = TDM_MSG_TARGET_TERMS,
        [TDM_TARGET_ADVANCED_CAPPED] = TDM_MSG_TARGET_ADVANCED_CAPPED,
        [TDM_TARGET_ADVANCED_CEILING] = TDM_MSG_TARGET_ADVANCED_CEILING,
        [TDM_TARGET_REGRESSED] = TDM_MSG_TARGET_TERMS,
        [TDM_TARGET_GO_ON] = TDM_MSG_TARGET_TERMS,
        [TDM_TARGET_GO_BACK] = TDM_MSG_TARGET_TERMS,
        [TDM_TARGET_STOPPED] = TDM_MSG_TARGET_TERMS,
        [TDM_TARGET_HELD] = TDM_MSG_TARGET_TERMS,
        [TDM_TARGET_OTHERWISE] = TDM_MSG_TARGET_OTHERWISE,
        [TDM_TARGET_CAP] = TDM_MSG_TARGET_CAP,
        [TDM_TARGET_CAP_UNKNOWN] = TDM_MSG_TARGET_CAP_UNKNOWN,
        [TDM_TARGET_STEP_TOO_LARGE] = TDM_MSG_TARGET_STEP_TOO_LARGE,
        [TDM_TARGET_NOT_REACHED] = TDM_MSG_TARGET_NOT_REACHED,
        [TDM_TARGET_CEILING] = TDM_MSG_TARGET_CEILING,
        [TDM_TARGET_CLASS_UNKNOWN] = TDM_MSG_TARGET_CLASS_UNKNOWN,
        [TDM_TARGET_NO_BASE] = TDM_MSG_TARGET_NO_BASE,
    };
    const struct tdm_step *step = step_of(standing, target);
    bool by_terms = back_without_number(target) || (target->why == TDM_TARGET_OTHERWISE && target->lacking == NULL);
    struct tdm_arg args[] = {
        TDM_ARG_T("words", target->lacking != NULL ? term_words(view, standing, target->lacking, target->lacking_check)
                                                   : met_words(view, standing, target)),
        TDM_ARG_T("value", view_quantity(view, target->next_step)),
        TDM_ARG_T("percent", step == NULL       ? TDM_STR("?")
                             : step->has_amount ? view_quantity(view, step->amount)
                                                : percent_words(view, step->percent)),
        TDM_ARG_T("limit", step == NULL           ? TDM_STR("?")
                           : step->has_cap_amount ? view_quantity(view, step->cap_amount_week)
                                                  : percent_words(view, step->cap_percent_week)),
        TDM_ARG_T("class", standing->ceiling.has_class ? view_class(view, standing, standing->ceiling.load_class)
                                                       : view_plain(view, TDM_MSG_DIFFERENCE_NO_LIMIT)),
    };
    return view_words(view, by_terms ? TDM_MSG_TARGET_TERMS : messages[target->why], args, TDM_COUNT(args));
}

/* ---- the whole sentence for the patient */

/* Nothing added is no load to be told: 0 kg "stays as it is". */
static enum tdm_message change_message(const struct tdm_standing *standing, const struct tdm_target *target) {
    const struct tdm_step *step = step_of(standing, target);
    bool by_plan = step != NULL && step->has_plan_weeks; /* what comes next is written in the plan */
    int order = 0;
    if (target->why == TDM_TARGET_STOPPED) return TDM_MSG_LOAD_STOPS;
    if (target->why == TDM_TARGET_GO_ON) return by_plan ? TDM_MSG_LOAD_GOES_ON_BY_PLAN : TDM_MSG_LOAD_GOES_ON;
    if (back_without_number(target)) return TDM_MSG_LOAD_GOES_BACK;
    if (!target->known) return TDM_MSG_LOAD_STAYS_PLAIN;
    if (!tdm_quantity_compare(target->load, target->was, &order) || order == 0)
        return target->load.number.coefficient == 0 ? TDM_MSG_LOAD_STAYS_PLAIN : TDM_MSG_LOAD_STAYS;
    return TDM_MSG_LOAD_CHANGES;
}

tdm_str view_target_sentence(const struct tdm_view *view, const struct tdm_standing *standing,
                             const struct tdm_load_answer *answer) {
    const struct tdm_target *target = &answer->target;
    struct tdm_arg args[] = {
        TDM_ARG_T("ref", view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise)),
        TDM_ARG_T("value", view_quantity(view, target->was)), TDM_ARG_T("limit", view_quantity(view, target->load)),
        TDM_ARG_T("words", view_target_because(view, standing, target)), TDM_ARG_D("date", target->not_before)};
    tdm_str sentence = view_words(view, change_message(standing, target), args, TDM_COUNT(args));
    if (tdm_date_is_none(target->not_before) || target->not_before.day <= standing->asof.on.day) return sentence;
    return view_format(view, "%.*s %.*s", TDM_FMT(sentence),
                       TDM_FMT(view_words(view, TDM_MSG_LOAD_NOT_BEFORE, args, TDM_COUNT(args))));
}

const char *view_headroom_word(enum tdm_headroom headroom) {
    static const char *const words[] = {[TDM_HEADROOM_CANNOT_TELL] = "cannot tell",
                                        [TDM_HEADROOM_NO_LIMIT] = "no limit",
                                        [TDM_HEADROOM_FREE] = "headroom",
                                        [TDM_HEADROOM_AT_CEILING] = "at the ceiling",
                                        [TDM_HEADROOM_ABOVE] = "above"};
    return words[headroom];
}
