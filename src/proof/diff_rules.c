/* diff_rules.c - flags, progressions, plans, obligations and how measures are read, as facts. */
#include "proof/diff_int.h"

static tdm_str exercise_names(const struct facts *f, const tdm_ref *exercises, uint32_t count) {
    tdm_str *names = TDM_NEW_ARRAY(f->mem, tdm_str, count + 1u);
    for (uint32_t i = 0; i < count; i++) names[i] = tdm_catalog_name(f->catalog, TDM_KIND_EXERCISE, exercises[i]);
    return diff_sorted(f->mem, names, count, ", ");
}

static tdm_str phase_names(const struct facts *f, const tdm_ref *phases, uint32_t count) {
    tdm_str *names = TDM_NEW_ARRAY(f->mem, tdm_str, count + 1u);
    for (uint32_t i = 0; i < count; i++) names[i] = f->protocol->phases[phases[i]].name;
    return diff_sorted(f->mem, names, count, ", ");
}

static struct tdm_diff_fact block_of(struct facts *f, enum tdm_diff_topic topic, const char *kind, tdm_str name,
                                     tdm_clause_id clause) {
    struct tdm_diff_fact fact = {.topic = topic,
                                 .subject = name,
                                 .block = diff_format(f->mem, "%s %.*s", kind, TDM_FMT(name)),
                                 .clause = clause};
    diff_add_value(f, fact, TDM_DIFF_EXISTS, tdm_str_of(kind), clause);
    return fact;
}

/* ---- flags */

static tdm_str escalation(const struct facts *f, tdm_mask roles, tdm_span within, bool plain) {
    return diff_format(f->mem, "%.*s within %.*s", TDM_FMT(diff_mask(f, TDM_KIND_ROLE, roles, " or ")),
                       TDM_FMT(plain ? diff_span_same(f, within) : diff_span_said(f, within)));
}

static void add_flag(struct facts *f, const struct tdm_flag *flag) {
    struct tdm_diff_fact fact = block_of(f, TDM_DIFF_FLAG, "flag", flag->name, flag->clause);
    if (flag->escalate_to != 0) {
        struct tdm_diff_fact to = fact;
        to.same = escalation(f, flag->escalate_to, flag->within, true);
        diff_add_value(f, to, TDM_DIFF_ESCALATES, escalation(f, flag->escalate_to, flag->within, false),
                       flag->escalate_clause);
    }
    struct tdm_diff_fact hold = fact;
    hold.has_weight = true;
    hold.weight = flag->hold ? 1 : 0;
    diff_add_value(f, hold, TDM_DIFF_HOLDS, flag->hold ? TDM_STR("loading is held") : TDM_STR("loading goes on"),
                   flag->clause);
    fact.aspect = TDM_DIFF_RAISED;
    diff_condition(f, &flag->condition, &fact, TDM_DIFF_RAISED_HOW);
}

/* ---- progressions */

static tdm_str quantity_said(const struct facts *f, tdm_quantity quantity) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 128);
    tdm_quantity_print(&out, quantity);
    return tdm_buf_str(&out);
}

static tdm_str decimal_said(const struct facts *f, tdm_decimal number) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 64);
    tdm_decimal_print(&out, tdm_decimal_trim(number));
    return tdm_buf_str(&out);
}

static tdm_str amount(const struct facts *f, tdm_quantity quantity, bool plain) {
    return plain ? diff_quantity_same(f, quantity) : quantity_said(f, quantity);
}

/* "load by 5%, at most 10% a week, rest 2 days" */
static tdm_str step_amounts(const struct facts *f, const struct tdm_step *step, bool plain) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 1024);
    tdm_buf_text(&out, tdm_step_word(step->kind));
    if (step->has_percent) tdm_buf_format(&out, " load by %.*s%%", TDM_FMT(decimal_said(f, step->percent)));
    if (step->has_amount) tdm_buf_format(&out, " load by %.*s", TDM_FMT(amount(f, step->amount, plain)));
    if (step->has_plan_weeks)
        tdm_buf_format(&out, " plan by %.*s",
                       TDM_FMT(plain ? diff_span_same(f, step->plan_weeks) : diff_span_said(f, step->plan_weeks)));
    if (step->has_cap)
        tdm_buf_format(&out, ", at most %.*s%% a week", TDM_FMT(decimal_said(f, step->cap_percent_week)));
    if (step->has_cap_amount)
        tdm_buf_format(&out, ", at most %.*s a week", TDM_FMT(amount(f, step->cap_amount_week, plain)));
    if (step->has_rest)
        tdm_buf_format(&out, ", rest %.*s",
                       TDM_FMT(plain ? diff_span_same(f, step->rest) : diff_span_said(f, step->rest)));
    if (step->escalate_to != 0)
        tdm_buf_format(&out, ", escalate to %.*s",
                       TDM_FMT(escalation(f, step->escalate_to, step->escalate_within, plain)));
    return tdm_buf_str(&out);
}

/* Two steps of one kind are told apart by their order, which counts (M75). */
static tdm_str step_name(const struct facts *f, const struct tdm_progress *progress, uint32_t index) {
    uint32_t nth = 1;
    for (uint32_t i = 0; i < index; i++) nth += progress->steps[i].kind == progress->steps[index].kind;
    const char *word = tdm_step_word(progress->steps[index].kind);
    return nth == 1 ? tdm_str_of(word) : diff_format(f->mem, "%s (%u)", word, nth);
}

static void add_progress(struct facts *f, const struct tdm_progress *progress) {
    struct tdm_diff_fact fact = block_of(f, TDM_DIFF_PROGRESS, "progress", progress->name, progress->clause);
    diff_add_value(f, fact, TDM_DIFF_FOR,
                   progress->plan != TDM_REF_NONE ? f->protocol->plans[progress->plan].name
                                                  : exercise_names(f, progress->exercises, progress->exercise_count),
                   progress->clause);
    diff_add_value(f, fact, TDM_DIFF_IN, phase_names(f, progress->phases, progress->phase_count), progress->clause);
    diff_add_value(f, fact, TDM_DIFF_OTHERWISE, tdm_str_of(tdm_step_word(progress->otherwise)),
                   progress->otherwise_clause);
    for (uint32_t i = 0; i < progress->step_count; i++) {
        const struct tdm_step *step = &progress->steps[i];
        struct tdm_diff_fact line = fact;
        line.detail = step_name(f, progress, i);
        line.same = step_amounts(f, step, true);
        diff_add_value(f, line, TDM_DIFF_DOES, step_amounts(f, step, false), step->clause);
        line.same = (tdm_str){0};
        line.aspect = TDM_DIFF_WHEN;
        line.clause = step->clause;
        diff_condition(f, &step->condition, &line, TDM_DIFF_WHEN_HOW);
    }
}

/* ---- plans */

static void add_amounts(const struct facts *f, struct tdm_buf *out, const struct tdm_plan_amount *amounts,
                        uint32_t count, bool plain) {
    tdm_str *texts = TDM_NEW_ARRAY(f->mem, tdm_str, count + 1u);
    for (uint32_t i = 0; i < count; i++)
        texts[i] = diff_format(f->mem, ", %.*s %.*s", TDM_FMT(amounts[i].field),
                               TDM_FMT(amount(f, amounts[i].quantity, plain)));
    tdm_buf_add(out, diff_sorted(f->mem, texts, count, ""));
}

static tdm_str plan_often(const struct facts *f, const struct tdm_plan *plan, bool plain) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 2048);
    tdm_buf_format(&out, "%u times a %s", plan->times, plan->per_week ? "week" : "day");
    if (plan->has_apart)
        tdm_buf_format(&out, ", at least %.*s apart",
                       TDM_FMT(plain ? diff_span_same(f, plan->apart) : diff_span_said(f, plan->apart)));
    if (plan->sets > 0) tdm_buf_format(&out, ", %u sets", plan->sets);
    if (plan->has_rest) { /* a minute is 60 s */
        int32_t by = plain && tdm_str_is(plan->rest_unit, "minutes") ? 60 : 1;
        tdm_buf_format(&out, ", rest %d to %d %.*s", plan->rest_least.count * by, plan->rest_most.count * by,
                       TDM_FMT(plain ? TDM_STR("seconds") : plan->rest_unit));
    }
    add_amounts(f, &out, plan->amounts, plan->amount_count, plain);
    return tdm_buf_str(&out);
}

static tdm_str week_dose(const struct facts *f, const struct tdm_plan_week *week, bool plain) {
    struct tdm_buf out;
    tdm_buf_init(&out, f->mem, 2048);
    if (week->rm > 0) tdm_buf_format(&out, "%uRM", week->rm);
    if (week->sets > 0) tdm_buf_format(&out, "%s%ux%u", week->rm > 0 ? ", " : "", week->sets, week->reps);
    if (week->has_percent) tdm_buf_format(&out, ", %.*s%% of 1RM", TDM_FMT(decimal_said(f, week->percent_1rm)));
    add_amounts(f, &out, week->amounts, week->amount_count, plain);
    return tdm_buf_str(&out);
}

static void add_plan(struct facts *f, const struct tdm_plan *plan) {
    struct tdm_diff_fact fact = block_of(f, TDM_DIFF_PLAN, "plan", plan->name, plan->clause);
    diff_add_value(f, fact, TDM_DIFF_FOR, exercise_names(f, plan->exercises, plan->exercise_count), plan->clause);
    diff_add_value(f, fact, TDM_DIFF_IN, phase_names(f, plan->phases, plan->phase_count), plan->clause);
    struct tdm_diff_fact often = fact;
    often.same = plan_often(f, plan, true);
    diff_add_value(f, often, TDM_DIFF_OFTEN, plan_often(f, plan, false), plan->clause);
    for (uint32_t i = 0; i < plan->week_count; i++)
        for (uint32_t week = plan->weeks[i].from; week <= plan->weeks[i].until; week++) { /* however they are grouped */
            struct tdm_diff_fact line = fact;
            line.detail = diff_format(f->mem, "%u", week);
            line.key = diff_format(f->mem, "%.*s/%05u", TDM_FMT(plan->name), week);
            line.same = week_dose(f, &plan->weeks[i], true);
            diff_add_value(f, line, TDM_DIFF_WEEK, week_dose(f, &plan->weeks[i], false), plan->weeks[i].clause);
        }
}

/* ---- obligations */

static void add_owe(struct facts *f, const struct tdm_owe *owe) {
    struct tdm_diff_fact fact = block_of(f, TDM_DIFF_OWE, "owe", owe->name, owe->clause), line = fact;
    diff_add_value(f, fact, TDM_DIFF_OWED_BY, diff_mask(f, TDM_KIND_ROLE, owe->roles, " or "), owe->clause);
    line.same = diff_span_same(f, owe->every);
    diff_add_value(f, line, TDM_DIFF_EVERY, diff_span_said(f, owe->every), owe->clause);
    line.same = diff_day_same(f, &owe->from);
    diff_add_value(f, line, TDM_DIFF_OWED_FROM, diff_day_said(f, &owe->from), owe->clause);
    line.same = diff_day_same(f, &owe->until);
    diff_add_value(f, line, TDM_DIFF_OWED_UNTIL, diff_day_said(f, &owe->until), owe->clause);
    for (uint32_t i = 0; i < owe->measure_count; i++) {
        line.same = f->plain.measures[owe->measures[i]].name;
        line.detail = line.same;
        diff_add_value(f, line, TDM_DIFF_OWES, f->protocol->measures[owe->measures[i]].name, owe->clause);
    }
}

/* ---- measures: what replaces the other side, how old a reading may be */

static void add_measure(struct facts *f, uint32_t index) {
    const struct tdm_measure_use *use = &f->protocol->measures[index];
    struct tdm_diff_fact fact = {
        .topic = TDM_DIFF_MEASURE, .subject = use->name, .key = f->plain.measures[index].name, .clause = use->clause};
    if (use->when_other_affected != TDM_BASIS_NONE)
        diff_add_value(f, fact, TDM_DIFF_OTHER_SIDE,
                       use->when_other_affected == TDM_BASIS_NORM ? TDM_STR("norm") : TDM_STR("baseline"), use->clause);
    if (!use->has_fresh) return;
    fact.same = diff_span_same(f, use->fresh);
    diff_add_value(f, fact, TDM_DIFF_FRESH, diff_span_said(f, use->fresh), use->clause);
}

void diff_rules(struct facts *f) {
    const struct tdm_protocol *p = f->protocol;
    for (uint32_t i = 0; i < p->flag_count; i++) add_flag(f, &p->flags[i]);
    for (uint32_t i = 0; i < p->progress_count; i++) add_progress(f, &p->progressions[i]);
    for (uint32_t i = 0; i < p->plan_count; i++) add_plan(f, &p->plans[i]);
    for (uint32_t i = 0; i < p->owe_count; i++) add_owe(f, &p->owes[i]);
    for (uint32_t i = 0; i < p->measure_count; i++) add_measure(f, i);
}
