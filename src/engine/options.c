/* options.c - a decision on an episode: both factors by Kleene's rules, the answer that follows, the availability of
 * each option from what bars it, and its arguments one by one. */
#include "engine/options_int.h"

const char *tdm_availability_word(enum tdm_availability availability) {
    static const char *const words[TDM_AVAILABILITY_COUNT] = {[TDM_AVAILABILITY_OPEN] = "open",
                                                              [TDM_AVAILABILITY_CAUTION] = "caution",
                                                              [TDM_AVAILABILITY_ASK] = "ask-first",
                                                              [TDM_AVAILABILITY_UNKNOWN] = "unknown",
                                                              [TDM_AVAILABILITY_EXCLUDED] = "excluded"};
    TDM_ASSERT(availability < TDM_AVAILABILITY_COUNT);
    return words[availability];
}

/* An unknown matters when it could turn the answer: always, for each row is part of it. */
enum tdm_limiting tdm_limiting_of(enum tdm_truth tissue, enum tdm_truth neuromuscular) {
    if (tissue == TDM_UNKNOWN || neuromuscular == TDM_UNKNOWN) return TDM_LIMITING_CANNOT_TELL;
    if (tissue == TDM_MET) return neuromuscular == TDM_MET ? TDM_LIMITING_BOTH : TDM_LIMITING_TISSUE;
    return neuromuscular == TDM_MET ? TDM_LIMITING_NEUROMUSCULAR : TDM_LIMITING_NEITHER;
}

/* ---- truths of a condition from those of its leaves */

static enum tdm_truth block_truth(const struct tdm_criterion *node, const enum tdm_truth *truths) {
    uint32_t met = 0, unknown = 0;
    for (uint32_t i = node->first_child; i < (uint32_t)node->first_child + node->child_count; i++) {
        met += truths[i] == TDM_MET;
        unknown += truths[i] == TDM_UNKNOWN;
    }
    switch ((int)node->kind) {
    case TDM_CRITERION_ALL:
        return tdm_truth_at_least(node->child_count, met, unknown);
    case TDM_CRITERION_ANY:
        return tdm_truth_at_least(1, met, unknown);
    case TDM_CRITERION_AT_LEAST:
        return tdm_truth_at_least(node->k, met, unknown);
    case TDM_CRITERION_NOT:
        return tdm_truth_not(truths[node->first_child]);
    default:
        TDM_UNREACHABLE();
    }
}

enum tdm_truth weighed_truth(struct weighed *weighed) {
    for (uint32_t i = weighed->condition->count; i > 0; i--) {
        const struct tdm_criterion *node = &weighed->condition->nodes[i - 1];
        if (node->child_count > 0) weighed->truths[i - 1] = block_truth(node, weighed->truths);
    }
    return weighed->truths[0];
}

/* ---- the outcome */

static enum tdm_availability worse_of(enum tdm_availability a, enum tdm_availability b) {
    return a > b ? a : b;
}

static enum tdm_availability barred(enum tdm_bar_level level, enum tdm_truth truth) {
    static const enum tdm_availability by_level[TDM_BAR_LEVEL_COUNT] = {[TDM_BAR_EXCLUDES] = TDM_AVAILABILITY_EXCLUDED,
                                                                        [TDM_BAR_ASKS] = TDM_AVAILABILITY_ASK,
                                                                        [TDM_BAR_CAUTIONS] = TDM_AVAILABILITY_CAUTION};
    if (truth == TDM_UNMET) return TDM_AVAILABILITY_OPEN;
    return truth == TDM_UNKNOWN ? TDM_AVAILABILITY_UNKNOWN : by_level[level];
}

/* Its own, or the worse one of what it needs; the check has refused needs that run in a circle. */
static enum tdm_availability with_needs(const struct tdm_decision *decision, const enum tdm_availability *own,
                                        enum tdm_way way) {
    enum tdm_availability worst = own[way];
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        if (decision->options[way].needs[w]) worst = worse_of(worst, with_needs(decision, own, (enum tdm_way)w));
    return worst;
}

void outcome_of(const struct scales *scales, struct outcome *out) {
    enum tdm_truth factors[TDM_FACTOR_COUNT];
    for (uint32_t i = 0; i < TDM_FACTOR_COUNT; i++) factors[i] = weighed_truth(&scales->items[i]);
    out->limiting = tdm_limiting_of(factors[TDM_FACTOR_TISSUE], factors[TDM_FACTOR_NEUROMUSCULAR]);
    for (int w = 0; w < TDM_WAY_COUNT; w++) out->own[w] = TDM_AVAILABILITY_OPEN;
    for (uint32_t i = TDM_FACTOR_COUNT; i < scales->count; i++) {
        struct weighed *bar = &scales->items[i];
        out->own[bar->way] = worse_of(out->own[bar->way], barred(bar->level, weighed_truth(bar)));
    }
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        out->availability[w] = with_needs(scales->decision, out->own, (enum tdm_way)w);
}

/* ---- weighing */

static const struct tdm_check *checked(const struct moment *m, const struct tdm_condition *condition) {
    struct tdm_check *checks = TDM_NEW_ARRAY(m->mem, struct tdm_check, condition->count);
    condition_check(m, condition, TDM_REF_NONE, checks);
    return checks;
}

static void weigh(struct scales *scales, const struct tdm_condition *condition, enum tdm_way way,
                  enum tdm_bar_level level) {
    struct weighed *item = &scales->items[scales->count++];
    *item = (struct weighed){condition, checked(scales->m, condition), NULL, way, level};
    item->truths = TDM_NEW_ARRAY(scales->mem, enum tdm_truth, condition->count);
    for (uint32_t i = 0; i < condition->count; i++) item->truths[i] = item->checks[i].truth;
}

static uint32_t bars_of(const struct tdm_decision *decision) {
    uint32_t count = 0;
    for (int w = 0; w < TDM_WAY_COUNT; w++)
        for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++) count += decision->options[w].bars[level].count;
    return count;
}

static void weigh_bars(struct scales *scales, enum tdm_way way, struct tdm_option_answer *out) {
    const struct tdm_way_option *option = &scales->decision->options[way];
    uint32_t count = 0, at = 0;
    for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++) count += option->bars[level].count;
    struct tdm_bar_answer *answers = TDM_NEW_ARRAY(scales->mem, struct tdm_bar_answer, count);
    for (int level = 0; level < TDM_BAR_LEVEL_COUNT; level++)
        for (uint32_t i = 0; i < option->bars[level].count; i++) {
            const struct tdm_bar *bar = &option->bars[level].items[i];
            weigh(scales, &bar->condition, way, (enum tdm_bar_level)level);
            struct weighed *item = &scales->items[scales->count - 1];
            answers[at++] = (struct tdm_bar_answer){bar, (enum tdm_bar_level)level, weighed_truth(item), item->checks};
        }
    out->bars = answers;
    out->bar_count = count;
}

/* ---- arguments */

/* Does "the answer is X" hold? Unknown while an unknown row leaves X possible. */
static enum tdm_truth answer_is(const struct tdm_options *o, enum tdm_limiting wanted) {
    enum tdm_truth tissue = o->factors[TDM_FACTOR_TISSUE], nerve = o->factors[TDM_FACTOR_NEUROMUSCULAR];
    switch (wanted) {
    case TDM_LIMITING_TISSUE:
        return tdm_truth_and(tissue, tdm_truth_not(nerve));
    case TDM_LIMITING_NEUROMUSCULAR:
        return tdm_truth_and(nerve, tdm_truth_not(tissue));
    case TDM_LIMITING_BOTH:
        return tdm_truth_and(tissue, nerve);
    case TDM_LIMITING_CANNOT_TELL:
        return o->limiting == TDM_LIMITING_CANNOT_TELL ? TDM_MET : TDM_UNMET;
    case TDM_LIMITING_NEITHER:
        return tdm_truth_and(tdm_truth_not(tissue), tdm_truth_not(nerve));
    case TDM_LIMITING_COUNT:
        break;
    }
    TDM_UNREACHABLE();
}

static const struct tdm_argument_answer *argue(const struct scales *scales, const struct tdm_options *o,
                                               const struct tdm_arguments *arguments) {
    struct tdm_argument_answer *answers = TDM_NEW_ARRAY(scales->mem, struct tdm_argument_answer, arguments->count);
    for (uint32_t i = 0; i < arguments->count; i++) {
        const struct tdm_argument *argument = &arguments->items[i];
        answers[i].argument = argument;
        if (argument->by_factor) {
            answers[i].truth = answer_is(o, argument->factor);
            continue;
        }
        answers[i].checks = checked(scales->m, &argument->condition);
        answers[i].truth = answers[i].checks[0].truth;
    }
    return answers;
}

static bool fits(const struct tdm_arguments *arguments, const struct tdm_argument_answer *answers) {
    for (uint32_t i = 0; i < arguments->count; i++)
        if (arguments->items[i].by_factor && answers[i].truth == TDM_MET) return true;
    return false;
}

/* ---- the door */

const struct tdm_options *tdm_options_of(struct tdm_arena *mem, const struct tdm_about *about,
                                         const struct tdm_decision *decision, struct tdm_asof asof) {
    struct tdm_options *o = TDM_NEW(mem, struct tdm_options);
    struct moment m;
    *o = (struct tdm_options){.asof = asof, .episode = about->episode, .decision = decision};
    o->facts = case_through(mem, about->episode, decision->frame);
    moment_make(&m, mem, o->facts, asof);
    m.other_side_affected = other_side_in(about->episode, about->others, about->other_count, asof);
    struct scales scales = {.mem = mem, .m = &m, .decision = decision};
    scales.items = TDM_NEW_ARRAY(mem, struct weighed, TDM_FACTOR_COUNT + bars_of(decision));
    for (int f = 0; f < TDM_FACTOR_COUNT; f++) {
        weigh(&scales, &decision->factors[f], TDM_WAY_COUNT, TDM_BAR_LEVEL_COUNT);
        o->factor_checks[f] = scales.items[f].checks;
        o->factors[f] = weighed_truth(&scales.items[f]);
    }
    for (int w = 0; w < TDM_WAY_COUNT; w++) weigh_bars(&scales, (enum tdm_way)w, &o->options[w]);
    struct outcome outcome;
    outcome_of(&scales, &outcome);
    o->limiting = outcome.limiting;
    for (int w = 0; w < TDM_WAY_COUNT; w++) {
        struct tdm_option_answer *answer = &o->options[w];
        const struct tdm_way_option *option = &decision->options[w];
        answer->own = outcome.own[w];
        answer->availability = outcome.availability[w];
        answer->arguments_for = argue(&scales, o, &option->arguments_for);
        answer->arguments_against = argue(&scales, o, &option->arguments_against);
        answer->fits = fits(&option->arguments_for, answer->arguments_for);
    }
    flips_find(&scales, o);
    return o;
}
