/* impact_day.c - one episode on one day under two texts of its protocol: what is owed and by when, which signatures
 * count, which exercises are allowed, until when something is barred, what rules say. */
#include "engine/impact_int.h"

static const struct tdm_protocol *protocol_of(const struct tdm_standing *s) {
    return s->episode->protocol;
}

static void state(struct impact *m, const char *thing, tdm_str name, const char *from, const char *to) {
    if (from == to) return;
    struct tdm_impact_item *item = tdm_impact_add(m, TDM_IMPACT_STATE, thing, name);
    item->from = tdm_str_of(from);
    item->to = tdm_str_of(to);
}

static void day(struct impact *m, const char *thing, tdm_str name, tdm_date from, tdm_date to) {
    if (tdm_date_equal(from, to)) return;
    struct tdm_impact_item *item = tdm_impact_add(m, TDM_IMPACT_DATE, thing, name);
    item->on = from;
    item->to_on = to;
}

/* ---- owed: matched by what it is and its name; of several alike the first with the first */

static const char *const owed_words[] = {
    [TDM_OWED_ASSESSMENT] = "assessment",
    [TDM_OWED_BASELINE] = "baseline",
    [TDM_OWED_SIGNATURE] = "signature",
    [TDM_OWED_DIARY] = "diary",
    [TDM_OWED_MEASURE] = "measure",
    [TDM_OWED_ESCALATION] = "escalation",
    [TDM_OWED_ANSWER] = "answer",
    [TDM_OWED_SCREEN] = "screen",
    [TDM_OWED_PRESCRIBER_QUESTION] = "question to the prescriber",
    [TDM_OWED_REVIEW] = "review",
    [TDM_OWED_RETRAINING] = "retraining",
    [TDM_OWED_RECORD] = "record",
    [TDM_OWED_JUDGEMENT] = "judgement",
    [TDM_OWED_RULE] = "rule",
    [TDM_OWED_DECISION] = "decision",
};

tdm_str tdm_owed_name(const struct tdm_standing *s, const struct tdm_owed *owed) {
    const struct tdm_protocol *protocol = protocol_of(s);
    const struct tdm_catalog *catalog = protocol->catalog;
    switch (owed->kind) {
    case TDM_OWED_ASSESSMENT:
    case TDM_OWED_BASELINE:
    case TDM_OWED_MEASURE:
        return owed->measure < protocol->measure_count ? protocol->measures[owed->measure].name : (tdm_str){0};
    case TDM_OWED_SIGNATURE:
    case TDM_OWED_REVIEW:
        return owed->ref < protocol->clearance_count ? protocol->clearances[owed->ref].name : (tdm_str){0};
    case TDM_OWED_ESCALATION:
        return owed->ref == TDM_REF_NONE ? (tdm_str){0} : tdm_catalog_name(catalog, TDM_KIND_FLAG, owed->ref);
    case TDM_OWED_RETRAINING:
        return owed->ref == TDM_REF_NONE ? (tdm_str){0} : tdm_catalog_name(catalog, TDM_KIND_FINDING, owed->ref);
    case TDM_OWED_RULE:
        return owed->ref < protocol->progress_count ? protocol->progressions[owed->ref].name : (tdm_str){0};
    case TDM_OWED_DECISION:
        return owed->ref < protocol->gate_count ? protocol->gates[owed->ref].name : (tdm_str){0};
    case TDM_OWED_DIARY:
    case TDM_OWED_ANSWER:
    case TDM_OWED_SCREEN:
    case TDM_OWED_PRESCRIBER_QUESTION:
    case TDM_OWED_RECORD:
    case TDM_OWED_JUDGEMENT:
        break;
    }
    return (tdm_str){0};
}

static tdm_str owed_label(const struct impact *m, const struct tdm_standing *s, const struct tdm_owed *owed) {
    struct tdm_buf text;
    tdm_str name = owed->of_findings ? TDM_STR("for findings") : tdm_owed_name(s, owed);
    tdm_buf_init(&text, m->mem, 400);
    tdm_buf_format(&text, "%s%s%.*s", owed_words[owed->kind], name.len > 0 ? " " : "", TDM_FMT(name));
    return tdm_buf_str(&text);
}

static const char *owed_state(enum tdm_owed_state is) {
    static const char *const words[] = {[TDM_OWED_UPCOMING] = "not yet due",
                                        [TDM_OWED_DUE] = "due",
                                        [TDM_OWED_OVERDUE] = "late",
                                        [TDM_OWED_WAITING] = "waits"};
    return words[is];
}

static tdm_str *labels_of(const struct impact *m, const struct tdm_standing *s) {
    tdm_str *labels = TDM_NEW_ARRAY(m->mem, tdm_str, s->owed_count);
    for (uint32_t i = 0; i < s->owed_count; i++) labels[i] = owed_label(m, s, &s->owed[i]);
    return labels;
}

static uint32_t find_owed(const tdm_str *labels, const bool *taken, uint32_t count, tdm_str label) {
    uint32_t at = 0;
    while (at < count && (taken[at] || !tdm_str_equal(labels[at], label))) at++;
    return at;
}

static void compare_owed(struct impact *m) {
    const struct tdm_standing *before = m->before, *after = m->after;
    tdm_str *was = labels_of(m, before), *is = labels_of(m, after);
    bool *taken = TDM_NEW_ARRAY(m->mem, bool, after->owed_count);
    for (uint32_t i = 0; i < before->owed_count; i++) {
        const struct tdm_owed *a = &before->owed[i];
        uint32_t k = find_owed(is, taken, after->owed_count, was[i]);
        if (k == after->owed_count) {
            tdm_impact_add(m, TDM_IMPACT_GONE, "owed", was[i]);
            continue;
        }
        const struct tdm_owed *b = &after->owed[k];
        taken[k] = true;
        if (a->state != b->state) state(m, "owed", was[i], owed_state(a->state), owed_state(b->state));
        day(m, "due", was[i], a->due, b->due);
        if (tdm_date_equal(a->due, b->due)) day(m, "asked for from", was[i], a->from, b->from);
    }
    for (uint32_t k = 0; k < after->owed_count; k++)
        if (!taken[k]) tdm_impact_add(m, TDM_IMPACT_ADDED, "owed", is[k]);
}

/* ---- signatures */

static void compare_signatures(struct impact *m) {
    static const char *const words[] = {
        [TDM_UNMET] = "does not count", [TDM_UNKNOWN] = "cannot tell", [TDM_MET] = "counts"};
    const struct tdm_protocol *before = protocol_of(m->before), *after = protocol_of(m->after);
    for (uint32_t i = 0; i < before->clearance_count; i++)
        for (uint32_t k = 0; k < after->clearance_count; k++)
            if (tdm_str_equal(before->clearances[i].name, after->clearances[k].name))
                state(m, "signature", before->clearances[i].name, words[m->before->clearances[i].truth],
                      words[m->after->clearances[k].truth]);
}

/* ---- exercises, and what rules say of them */

static const char *verdict_of(const struct tdm_standing *s, tdm_ref exercise) {
    static const char *const words[] = {[TDM_EXERCISE_MAY] = "allowed",
                                        [TDM_EXERCISE_MAY_UP_TO] = "allowed up to the ceiling",
                                        [TDM_EXERCISE_MAY_NOT] = "not allowed"};
    static const char *const off_the_shelf[] = {[TDM_EXERCISE_MAY] = "allowed and not offered",
                                                [TDM_EXERCISE_MAY_UP_TO] = "allowed up to the ceiling and not offered",
                                                [TDM_EXERCISE_MAY_NOT] = "not allowed and not offered"};
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == exercise)
            return (s->exercises[i].offered ? words : off_the_shelf)[s->exercises[i].verdict];
    return "not offered";
}

static bool has_exercise(const struct tdm_standing *s, tdm_ref exercise) {
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].exercise == exercise) return true;
    return false;
}

static void compare_exercise(struct impact *m, tdm_ref exercise) {
    const char *from = verdict_of(m->before, exercise), *to = verdict_of(m->after, exercise);
    bool same = tdm_str_equal(tdm_str_of(from), tdm_str_of(to));
    tdm_str name = tdm_catalog_name(protocol_of(m->after)->catalog, TDM_KIND_EXERCISE, exercise);
    if (!same) state(m, "exercise", name, from, to);
}

static void compare_exercises(struct impact *m) {
    for (uint32_t i = 0; i < m->before->exercise_count; i++) compare_exercise(m, m->before->exercises[i].exercise);
    for (uint32_t i = 0; i < m->after->exercise_count; i++)
        if (!has_exercise(m->before, m->after->exercises[i].exercise))
            compare_exercise(m, m->after->exercises[i].exercise);
}

static const char *step_of(const struct tdm_standing *s, const struct tdm_standing *of, const struct tdm_change *like) {
    static const char none[] = "nothing";
    tdm_str name = protocol_of(of)->progressions[like->progress].name;
    for (uint32_t i = 0; i < s->change_count; i++)
        if (s->changes[i].exercise == like->exercise &&
            tdm_str_equal(protocol_of(s)->progressions[s->changes[i].progress].name, name))
            return tdm_step_word(s->changes[i].step);
    return none;
}

static void compare_rules(struct impact *m, bool of_after) {
    const struct tdm_standing *of = of_after ? m->after : m->before;
    for (uint32_t i = 0; i < of->change_count; i++) {
        const char *from = step_of(m->before, of, &of->changes[i]), *to = step_of(m->after, of, &of->changes[i]);
        struct tdm_buf name;
        if (of_after && !tdm_str_equal(tdm_str_of(from), TDM_STR("nothing"))) continue; /* told from the other side */
        tdm_buf_init(&name, m->mem, 400);
        tdm_buf_format(&name, "%.*s of %.*s", TDM_FMT(protocol_of(of)->progressions[of->changes[i].progress].name),
                       TDM_FMT(tdm_catalog_name(protocol_of(of)->catalog, TDM_KIND_EXERCISE, of->changes[i].exercise)));
        state(m, "rule", tdm_buf_str(&name), from, to);
    }
}

/* ---- what is barred for a time: `never offer ... before` */

static tdm_str never_name(const struct impact *m, const struct tdm_standing *s, const struct tdm_never *never) {
    const struct tdm_catalog *catalog = protocol_of(s)->catalog;
    struct tdm_buf text;
    if (!never->is_class) return tdm_catalog_name(catalog, TDM_KIND_ATTRIBUTE, never->attribute);
    tdm_buf_init(&text, m->mem, 200);
    tdm_buf_format(&text, "load %.*s and above", TDM_FMT(tdm_catalog_load_scale(catalog)->steps[never->load_class]));
    return tdm_buf_str(&text);
}

/* The last day on which it is barred; none: no longer, or never. */
static tdm_date barred_until(const struct impact *m, const struct tdm_standing *s, tdm_str name) {
    tdm_date last = TDM_DATE_NONE;
    for (uint32_t i = 0; i < s->ceiling.term_count; i++) {
        const struct tdm_ceiling_term *term = &s->ceiling.terms[i];
        if (term->source != TDM_CEILING_NEVER ||
            !tdm_str_equal(never_name(m, s, &protocol_of(s)->nevers[term->ref]), name))
            continue;
        last = tdm_date_is_none(last) ? term->last : tdm_date_later(last, term->last);
    }
    return last;
}

static void compare_nevers(struct impact *m, bool of_after) {
    const struct tdm_standing *of = of_after ? m->after : m->before;
    const struct tdm_protocol *protocol = protocol_of(of);
    for (uint32_t i = 0; i < protocol->never_count; i++) {
        tdm_str name = never_name(m, of, &protocol->nevers[i]);
        bool told = false;
        for (uint32_t k = 0; k < i; k++) told = told || tdm_str_equal(never_name(m, of, &protocol->nevers[k]), name);
        tdm_date from = barred_until(m, m->before, name), to = barred_until(m, m->after, name);
        if (of_after && !tdm_date_is_none(from)) told = true; /* from the other side */
        if (!told) day(m, "barred until", name, from, to);
    }
}

void tdm_impact_of_day(struct impact *m) {
    compare_signatures(m);
    compare_nevers(m, false);
    compare_nevers(m, true);
    compare_exercises(m);
    compare_rules(m, false);
    compare_rules(m, true);
    compare_owed(m);
}
