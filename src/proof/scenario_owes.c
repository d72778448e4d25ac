/* scenario_owes.c - what a scenario may expect of people and of exercise on a day: who owes what, what a rule says and
 * which load it comes to, what is open, what is recorded against the protocol, and what would become of an entry. */
#include "proof/scenario_int.h"

/* Takes a name of the catalogue. */
static tdm_ref take_item(struct exam *e, enum tdm_catalog_kind kind, const char *words) {
    const struct tdm_catalog *catalog = e->protocol->catalog;
    tdm_ref ref = tdm_cursor_done(&e->c) ? TDM_REF_NONE : tdm_catalog_find(catalog, kind, e->c.at->text);
    if (ref == TDM_REF_NONE)
        (void)exam_unnamed(e, words, catalog->names[kind], catalog->count[kind]);
    else
        e->c.at++;
    return ref;
}

/* ---- exercises, rules, targets, plans */

enum scenario_outcome expect_exercise(struct exam *e) {
    static const char *const verdicts[] = {"may", "may-up-to", "may-not", "not-offered"};
    tdm_ref exercise = take_item(e, TDM_KIND_EXERCISE, "exercise");
    if (exercise == TDM_REF_NONE) return SCENARIO_UNREAD;
    int verdict = exam_choice(e, verdicts, 4);
    if (verdict < 0) return exam_unread(e, "`may`, `may-up-to`, `may-not` or `not-offered`");
    const struct tdm_exercise_answer *answer = NULL;
    for (uint32_t i = 0; i < e->standing->exercise_count; i++)
        if (e->standing->exercises[i].exercise == exercise) answer = &e->standing->exercises[i];
    if (answer == NULL) return verdict == 3 ? SCENARIO_HOLDS : exam_got(e, "not-offered");
    if ((int)answer->verdict != verdict)
        return exam_got(e, "%s %s", verdicts[answer->verdict], tdm_reason_id(answer->reason.code));
    return exam_reason(e, answer->reason.code);
}

static const char *const steps[] = {"stop", "regress", "hold", "advance"}; /* in the order of enum tdm_step_kind */

enum scenario_outcome expect_rule(struct exam *e) {
    const struct tdm_protocol *p = e->protocol;
    tdm_ref rule = exam_named(e, "progression", EXAM_NAMES(e, p->progressions, p->progress_count), p->progress_count);
    if (rule == TDM_REF_NONE) return SCENARIO_UNREAD;
    bool nothing = tdm_cursor_take_words(&e->c, "says nothing");
    int step = nothing || !tdm_cursor_take_word(&e->c, "says") ? -1 : exam_choice(e, steps, 4);
    bool otherwise = step >= 0 && tdm_cursor_take_word(&e->c, "otherwise");
    if ((!nothing && step < 0) || !tdm_cursor_take_word(&e->c, "for"))
        return exam_unread(e, "`says advance for EXERCISE`");
    tdm_ref exercise = take_item(e, TDM_KIND_EXERCISE, "exercise");
    if (exercise == TDM_REF_NONE) return SCENARIO_UNREAD;
    for (uint32_t i = 0; i < e->standing->change_count; i++) {
        const struct tdm_change *change = &e->standing->changes[i];
        if (change->progress != rule || change->exercise != exercise) continue;
        bool is_otherwise = change->step_index == UINT32_MAX;
        if ((int)change->step == step && is_otherwise == otherwise) return SCENARIO_HOLDS;
        return exam_got(e, "says %s%s, line %u", steps[change->step], is_otherwise ? " otherwise" : "",
                        p->clauses[change->clause].place.line);
    }
    return nothing ? SCENARIO_HOLDS : exam_got(e, "says nothing");
}

static enum scenario_outcome target_part(struct exam *e, const struct tdm_target *target) {
    if (tdm_cursor_take_words(&e->c, "next not before")) return exam_date(e, "next not before", target->not_before);
    return exam_unread(e, "`next not before day N`");
}

/* `target leg-press 42 kg advanced, next not before day 40`; without a load: `target sit-to-stand go-on` */
enum scenario_outcome expect_target(struct exam *e) {
    tdm_ref exercise = take_item(e, TDM_KIND_EXERCISE, "exercise");
    if (exercise == TDM_REF_NONE) return SCENARIO_UNREAD;
    const struct tdm_target *target = NULL;
    for (uint32_t i = 0; i < e->standing->loads.count; i++)
        if (e->standing->loads.items[i].exercise == exercise) target = &e->standing->loads.items[i].target;
    const struct tdm_term *number = tdm_cursor_take(&e->c, TDM_TERM_NUMBER);
    tdm_str unit = {0};
    if (number != NULL && !exam_word(e, &unit)) return exam_unread(e, "a unit: `42 kg`");
    if (target == NULL) return exam_got(e, "nothing is prescribed of it");
    if (number != NULL && (!target->known || tdm_decimal_compare(number->number, target->load.number) != 0 ||
                           !tdm_str_equal(unit, tdm_unit_code(target->load.unit)))) {
        if (target->known) tdm_quantity_print(&e->got, target->load);
        return exam_got(e, "%s %s", target->known ? "" : "no number", tdm_target_why_id(target->why));
    }
    if (!tdm_cursor_done(&e->c)) {
        int why = 0;
        while (why < TDM_TARGET_WHY_COUNT && !tdm_str_is(e->c.at->text, tdm_target_why_id((enum tdm_target_why)why)))
            why++;
        if (why == TDM_TARGET_WHY_COUNT) return exam_unread(e, "why the target is what it is: `advanced`, `held`");
        e->c.at++;
        if (why != (int)target->why) return exam_got(e, "%s", tdm_target_why_id(target->why));
    }
    enum scenario_outcome outcome = SCENARIO_HOLDS;
    while (outcome == SCENARIO_HOLDS && exam_next_part(e)) outcome = target_part(e, target);
    return outcome;
}

static enum scenario_outcome plan_row(struct exam *e, const struct tdm_plan_week *row) {
    const struct tdm_term *mark = tdm_cursor_take(&e->c, TDM_TERM_MARK);
    if (mark == NULL) return exam_unread(e, "sets and repetitions, or the most that can be lifted: `3x15`, `15RM`");
    if (row == NULL) return exam_got(e, "no row");
    struct tdm_buf is;
    tdm_buf_init(&is, e->mem, 64);
    if (row->rm > 0)
        tdm_buf_format(&is, "%uRM", row->rm);
    else
        tdm_buf_format(&is, "%ux%u", row->sets, row->reps);
    return tdm_str_equal(mark->text, tdm_buf_str(&is)) ? SCENARIO_HOLDS
                                                       : exam_got(e, "row %.*s", TDM_FMT(tdm_buf_str(&is)));
}

/* `done 1 of 3`: the sessions of this week on record, and how many it has */
static enum scenario_outcome plan_done(struct exam *e, const struct tdm_plan_answer *answer) {
    const struct tdm_term *done = tdm_cursor_take(&e->c, TDM_TERM_NUMBER), *planned = NULL;
    if (done == NULL || !tdm_cursor_take_word(&e->c, "of") ||
        (planned = tdm_cursor_take(&e->c, TDM_TERM_NUMBER)) == NULL)
        return exam_unread(e, "the sessions on record and those of the week: `done 1 of 3`");
    bool is = tdm_decimal_compare(done->number, tdm_decimal_of_int(answer->done)) == 0 &&
              tdm_decimal_compare(planned->number, tdm_decimal_of_int(answer->planned)) == 0;
    return is ? SCENARIO_HOLDS : exam_got(e, "done %u of %u", answer->done, answer->planned);
}

/* `load 60 kg for leg-press`: the row's share of what the patient can lift once */
static enum scenario_outcome plan_load(struct exam *e, const struct tdm_plan_answer *answer) {
    const struct tdm_term *number = tdm_cursor_take(&e->c, TDM_TERM_NUMBER);
    tdm_str unit;
    if (number == NULL || !exam_word(e, &unit) || !tdm_cursor_take_word(&e->c, "for"))
        return exam_unread(e, "a load and its exercise: `load 60 kg for leg-press`");
    tdm_ref exercise = take_item(e, TDM_KIND_EXERCISE, "exercise");
    if (exercise == TDM_REF_NONE) return SCENARIO_UNREAD;
    const struct tdm_plan *plan = &e->protocol->plans[answer->plan];
    bool shares = answer->row != NULL && answer->row->has_percent;
    for (uint32_t i = 0; shares && i < plan->exercise_count; i++) {
        if (plan->exercises[i] != exercise || !answer->load_known[i]) continue;
        tdm_quantity is = answer->loads[i];
        if (tdm_decimal_compare(number->number, is.number) == 0 && tdm_str_equal(unit, tdm_unit_code(is.unit)))
            return SCENARIO_HOLDS;
        tdm_quantity_print(&e->got, is);
        return exam_got(e, " is the load");
    }
    return exam_got(e, "no load is told");
}

static enum scenario_outcome plan_part(struct exam *e, const struct tdm_plan_answer *answer) {
    if (tdm_cursor_take_words(&e->c, "next not before")) return exam_date(e, "next not before", answer->not_before);
    if (tdm_cursor_take_word(&e->c, "done")) return plan_done(e, answer);
    if (tdm_cursor_take_word(&e->c, "load")) return plan_load(e, answer);
    if (tdm_cursor_take_words(&e->c, "no row")) return answer->row == NULL ? SCENARIO_HOLDS : exam_got(e, "a row");
    if (tdm_cursor_take_word(&e->c, "row")) return plan_row(e, answer->row);
    return exam_unread(e, "`row 3x15`, `no row`, `done 1 of 3`, `load 60 kg for EXERCISE` or `next not before day N`");
}

enum scenario_outcome expect_plan(struct exam *e) {
    const struct tdm_protocol *p = e->protocol;
    const struct tdm_term *week = NULL;
    tdm_ref plan = exam_named(e, "plan", EXAM_NAMES(e, p->plans, p->plan_count), p->plan_count);
    if (plan == TDM_REF_NONE) return SCENARIO_UNREAD;
    if (!tdm_cursor_take_word(&e->c, "week") || (week = tdm_cursor_take(&e->c, TDM_TERM_NUMBER)) == NULL)
        return exam_unread(e, "the week of the plan: `plan heavy-slow-resistance week 3`");
    for (uint32_t i = 0; i < e->standing->loads.plan_count; i++) {
        const struct tdm_plan_answer *answer = &e->standing->loads.plans[i];
        if (answer->plan != plan) continue;
        if (tdm_decimal_compare(week->number, tdm_decimal_of_int(answer->week)) != 0)
            return exam_got(e, "week %u", answer->week);
        enum scenario_outcome outcome = SCENARIO_HOLDS;
        while (outcome == SCENARIO_HOLDS && exam_next_part(e)) outcome = plan_part(e, answer);
        return outcome;
    }
    return exam_got(e, "the plan does not run");
}

/* ---- flags and findings */

enum scenario_outcome expect_open(struct exam *e) {
    static const char *const states[] = {"open", "not-open"};
    bool is_flag = tdm_str_is(tdm_line_head(e->line), "flag");
    tdm_ref ref = take_item(e, is_flag ? TDM_KIND_FLAG : TDM_KIND_FINDING, is_flag ? "flag" : "finding");
    if (ref == TDM_REF_NONE) return SCENARIO_UNREAD;
    int state = exam_choice(e, states, 2);
    if (state < 0) return exam_unread(e, "`open` or `not-open`");
    const struct tdm_open_item *item = NULL;
    for (uint32_t i = 0; i < e->standing->open_count; i++)
        if (e->standing->open[i].is_flag == is_flag && e->standing->open[i].item == ref) item = &e->standing->open[i];
    if ((item == NULL) != (state == 1)) return exam_got(e, "%s", states[item == NULL]);
    if (!exam_next_part(e)) return SCENARIO_HOLDS;
    if (!tdm_cursor_take_word(&e->c, "since")) return exam_unread(e, "`since day N`");
    return exam_date(e, "since", item == NULL ? TDM_DATE_NONE : item->since);
}

/* ---- warnings: what was recorded against the protocol */

static void tell_warnings(struct exam *e) {
    if (e->standing->deviation_count == 0) tdm_buf_text(&e->got, "no warning");
    for (uint32_t i = 0; i < e->standing->deviation_count; i++) {
        const struct tdm_deviation *d = &e->standing->deviations[i];
        tdm_buf_format(&e->got, "%s%s on ", i > 0 ? ", " : "", tdm_reason_id(d->reason.code));
        exam_print_day(e, d->date);
    }
}

enum scenario_outcome expect_warning(struct exam *e) {
    bool none = tdm_str_is(tdm_line_head(e->line), "no");
    enum tdm_reason_code code = TDM_REASON_NONE;
    tdm_date day = TDM_DATE_NONE;
    if (none && !tdm_cursor_take_word(&e->c, "warning")) return exam_unread(e, "`no warning`");
    bool any = none && tdm_cursor_done(&e->c);
    if (!any && !exam_reason_id(e, &code)) return exam_unread(e, "a reason of docs/reasons.md");
    if (tdm_cursor_take_word(&e->c, "on") && !exam_day(e, &day)) return exam_unread(e, "`on day N`");
    bool found = false;
    for (uint32_t i = 0; i < e->standing->deviation_count; i++) {
        const struct tdm_deviation *d = &e->standing->deviations[i];
        found = found || ((any || d->reason.code == code) && (tdm_date_is_none(day) || d->date.day == day.day));
    }
    if (found != none) return SCENARIO_HOLDS;
    tell_warnings(e);
    return SCENARIO_FAILS;
}

/* ---- an entry before it is made */

static const struct tdm_chart *tried(const struct exam *e) {
    for (uint32_t i = 0; i < e->chart->trial_count; i++)
        if (e->chart->trials[i].line == e->line) return e->chart->trials[i].chart;
    return NULL;
}

enum scenario_outcome expect_would(struct exam *e) {
    static const char *const verdicts[] = {"fine", "signed-reason", "refused"}; /* in the order of enum tdm_verdict */
    static const char *const said[] = {"be fine", "need a signed-reason", "be refused"};
    int verdict = 0;
    while (verdict < 3 && !tdm_cursor_take_words(&e->c, said[verdict])) verdict++;
    if (verdict == 3) return exam_unread(e, "`be fine`, `be refused` or `need a signed-reason`");
    enum tdm_reason_code code = TDM_REASON_NONE;
    if (!tdm_cursor_done(&e->c) && !exam_reason_id(e, &code)) return exam_unread(e, "a reason of docs/reasons.md");
    const struct tdm_chart *chart = tried(e);
    if (chart == NULL) {
        e->c = tdm_cursor_of(e->s->tree, e->line, 0);
        e->c.at = e->c.end;
        return exam_unread(e, "the entry that is tried, below it");
    }
    const struct tdm_case *after;
    struct tdm_library library = {e->protocol->catalog, &e->protocol, 1};
    if (!tdm_case_open(e->mem, &library, chart, &after, e->problems)) return SCENARIO_UNREAD;
    const struct tdm_proposal proposal = {e->episode, after, tdm_str_of(scenario_tried), NULL, 0};
    const struct tdm_judgement *j = tdm_judge(e->mem, &proposal, e->asof);
    bool given = code == TDM_REASON_NONE && (verdict != (int)TDM_VERDICT_FINE || j->objection_count == 0);
    for (uint32_t i = 0; i < j->objection_count; i++) given = given || j->objections[i].reason.code == code;
    if ((int)j->verdict == verdict && given) return SCENARIO_HOLDS;
    (void)exam_got(e, "%s", verdicts[j->verdict]);
    for (uint32_t i = 0; i < j->objection_count; i++)
        (void)exam_got(e, " %s", tdm_reason_id(j->objections[i].reason.code));
    return SCENARIO_FAILS;
}

/* ---- who owes what */

static bool is_kind(enum tdm_owed_kind kind, tdm_str word) {
    static const char *const words[] = {
        [TDM_OWED_DIARY] = "diary",   [TDM_OWED_SCREEN] = "screen",
        [TDM_OWED_RECORD] = "record", [TDM_OWED_JUDGEMENT] = "judgement",
        [TDM_OWED_ANSWER] = "answer", [TDM_OWED_PRESCRIBER_QUESTION] = "prescriber-question"};
    return (size_t)kind < TDM_COUNT(words) && words[kind] != NULL && tdm_str_is(word, words[kind]);
}

static bool owed_called(const struct exam *e, const struct tdm_owed *owed, tdm_str word) {
    if (is_kind(owed->kind, word)) return true;
    bool clearance = owed->kind == TDM_OWED_SIGNATURE || owed->kind == TDM_OWED_REVIEW;
    if (clearance) return tdm_str_equal(word, e->protocol->clearances[owed->ref].name);
    if (owed->kind == TDM_OWED_ESCALATION)
        return tdm_str_equal(word, tdm_catalog_name(e->protocol->catalog, TDM_KIND_FLAG, owed->ref));
    if (owed->kind == TDM_OWED_RULE) return tdm_str_equal(word, e->protocol->progressions[owed->ref].name);
    if (owed->kind == TDM_OWED_DECISION) return tdm_str_equal(word, e->protocol->gates[owed->ref].name);
    if (owed->kind == TDM_OWED_RETRAINING)
        return tdm_str_equal(word, tdm_catalog_name(e->protocol->catalog, TDM_KIND_FINDING, owed->ref));
    return owed->measure != TDM_REF_NONE && owed->kind != TDM_OWED_DIARY &&
           tdm_str_equal(word, e->protocol->measures[owed->measure].name);
}

static bool could_be_owed(const struct exam *e, tdm_str word) {
    const struct tdm_catalog *catalog = e->protocol->catalog;
    for (int k = 0; k <= (int)TDM_OWED_DECISION; k++)
        if (is_kind((enum tdm_owed_kind)k, word)) return true;
    for (uint32_t p = 0; p < e->protocol->progress_count; p++)
        if (tdm_str_equal(word, e->protocol->progressions[p].name)) return true;
    for (uint32_t g = 0; g < e->protocol->gate_count; g++)
        if (tdm_str_equal(word, e->protocol->gates[g].name)) return true;
    return tdm_protocol_measure(e->protocol, word) != TDM_REF_NONE ||
           tdm_protocol_clearance(e->protocol, word) != TDM_REF_NONE ||
           tdm_catalog_find(catalog, TDM_KIND_FLAG, word) != TDM_REF_NONE ||
           tdm_catalog_find(catalog, TDM_KIND_FINDING, word) != TDM_REF_NONE;
}

static const char *const owed_states[] = {"upcoming", "due", "overdue", "waiting"};

static enum scenario_outcome owed_part(struct exam *e, const struct tdm_owed *owed) {
    if (tdm_cursor_take_word(&e->c, "by")) return exam_date(e, "by", owed->due);
    if (tdm_cursor_take_word(&e->c, "from")) return exam_date(e, "from", owed->from);
    int state = exam_choice(e, owed_states, 4);
    if (state >= 0) return state == (int)owed->state ? SCENARIO_HOLDS : exam_got(e, "%s", owed_states[owed->state]);
    return exam_unread(e, "`by day N`, `from day N`, `upcoming`, `due`, `overdue` or `waiting`");
}

/* Several may be owed under one word; the line holds when it holds of one of them. */
static enum scenario_outcome of_one(struct exam *e, const struct tdm_owed *owed, struct exam *left) {
    enum scenario_outcome outcome = SCENARIO_HOLDS;
    *left = *e;
    left->got.len = 0;
    while (outcome == SCENARIO_HOLDS && exam_next_part(left)) outcome = owed_part(left, owed);
    return outcome;
}

enum scenario_outcome expect_owed(struct exam *e) {
    tdm_str role, word = {0};
    bool named = exam_word(e, &role);
    TDM_ASSERT(named);
    tdm_mask bit = TDM_BIT(tdm_catalog_find(e->protocol->catalog, TDM_KIND_ROLE, role));
    if (!tdm_cursor_take_word(&e->c, "owes")) return exam_unread(e, "`owes`");
    bool none = tdm_cursor_take_word(&e->c, "no");
    struct tdm_cursor before = e->c;
    if (!exam_word(e, &word) || !could_be_owed(e, word)) {
        e->c = before;
        return exam_unread(e, "a measure, clearance, flag, finding, rule, `diary`, `screen` or `record`");
    }
    enum scenario_outcome outcome = none ? SCENARIO_HOLDS : SCENARIO_FAILS;
    bool found = false;
    for (uint32_t i = 0; i < e->standing->owed_count; i++) {
        const struct tdm_owed *owed = &e->standing->owed[i];
        struct exam left;
        if ((owed->roles & bit) == 0 || !owed_called(e, owed, word)) continue;
        found = true;
        if (none) return exam_got(e, "it is owed, %s", owed_states[owed->state]);
        outcome = of_one(e, owed, &left);
        e->got = left.got;
        if (outcome == SCENARIO_FAILS) continue;
        *e = left;
        return outcome;
    }
    if (!found && !none) (void)exam_got(e, "not owed");
    return outcome;
}
