/* reading.c - a criterion on readings: measure, bound, basis, statistic, window, coverage, and what of these does not
 * go together. There is no default statistic and no default window (N3). */
#include "criteria/criteria_int.h"

/* ---- names and bases */

/* The ratio of acute to chronic load, under its own name or another: shown on request, never asked for. */
static bool is_ratio(const struct tdm_scope *scope, tdm_str name) {
    for (uint32_t i = 0; i < scope->measure_count; i++)
        if (tdm_str_equal(scope->measures[i].name, name))
            return tdm_str_is(tdm_catalog_name(scope->catalog, TDM_KIND_MEASURE, scope->measures[i].measure), "acwr");
    return tdm_str_is(name, "acwr");
}

static bool ratio_refuse(struct condition_reader *r, struct tdm_place place) {
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_ALLOWED, "K044", place);
    tdm_problem_what(
        p, "no rule can ask for the ratio of acute to chronic load: it divides a number by one that contains it");
    tdm_problem_fix(p, "ask for pain, swelling or sets done instead; `standing --acwr` shows the ratio");
    return false;
}

static bool measure_read(struct condition_reader *r, struct tdm_cursor *c, uint16_t *out) {
    const struct tdm_scope *scope = r->scope;
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    if (name == NULL) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K025", place);
        tdm_problem_what(p, "a criterion begins with the name of a measure, or with a word such as clearance or no");
        tdm_problem_fix(p, "write a criterion such as: pain at most 2, mean of 7 days, at least 4 readings");
        return false;
    }
    if (is_ratio(scope, name->text)) return ratio_refuse(r, place);
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, scope->measure_count + 1);
    for (uint32_t i = 0; i < scope->measure_count; i++) {
        names[i] = scope->measures[i].name;
        *out = (uint16_t)i;
        if (tdm_str_equal(names[i], name->text)) return true;
    }
    int near = tdm_nearest(name->text, names, scope->measure_count);
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_NOT_FOUND, "K009", place);
    tdm_problem_what(p, "no measure is named \"%.*s\"", TDM_FMT(name->text));
    if (tdm_catalog_find(scope->catalog, TDM_KIND_MEASURE, name->text) != TDM_REF_NONE)
        tdm_problem_fix(p, "declare it first: measure %.*s is %.*s", TDM_FMT(name->text), TDM_FMT(name->text));
    else if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\", or declare it: measure %.*s is MEASURE", TDM_FMT(names[near]),
                        TDM_FMT(name->text));
    else
        tdm_problem_fix(p, "declare it first: measure %.*s is MEASURE", TDM_FMT(name->text));
    return false;
}

/* 1RM is written as a mark; the others are words. */
static const char *const basis_words[] = {
    [TDM_BASIS_NONE] = "",
    [TDM_BASIS_OTHER_SIDE] = "other side",
    [TDM_BASIS_BASELINE] = "baseline",
    [TDM_BASIS_BEST] = "best",
    [TDM_BASIS_ONE_RM] = "1RM",
    [TDM_BASIS_BODY_MASS] = "body mass",
    [TDM_BASIS_NORM] = "norm",
    [TDM_BASIS_LAST_WEEK] = "last week",
};

const char *tdm_basis_words(enum tdm_basis basis) {
    return basis_words[basis];
}

static bool basis_read(struct condition_reader *r, struct tdm_cursor *c, enum tdm_basis *out) {
    for (uint32_t i = 1; i < TDM_COUNT(basis_words); i++) {
        *out = (enum tdm_basis)i;
        if (*out == TDM_BASIS_ONE_RM) {
            bool is_mark = !tdm_cursor_done(c) && c->at->kind == TDM_TERM_MARK;
            if (is_mark && tdm_str_is(c->at->text, "1RM")) return tdm_cursor_take(c, TDM_TERM_MARK) != NULL;
        } else if (tdm_cursor_take_words(c, basis_words[i])) {
            return true;
        }
    }
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K033", tdm_cursor_place(c));
    if (tdm_cursor_done(c))
        tdm_problem_what(p, "what it is compared with is missing");
    else
        tdm_problem_what(p, "\"%.*s\" is nothing to compare with", TDM_FMT(c->at->text));
    tdm_problem_fix(p, "write one of: other side, baseline, best, 1RM, body mass, norm, last week");
    return false;
}

/* ---- what does not go with a measure */

struct facts { /* of the criterion being judged, for messages */
    struct condition_reader *r;
    const struct tdm_criterion *criterion;
    const struct tdm_measure_use *use;
    const struct tdm_measure *measure;
    struct tdm_place place;
};

static struct facts facts_of(struct condition_reader *r, const struct tdm_criterion *criterion,
                             struct tdm_place place) {
    const struct tdm_measure_use *use = &r->scope->measures[criterion->measure];
    return (struct facts){r, criterion, use, tdm_catalog_measure(r->scope->catalog, use->measure), place};
}

static bool steps_have_no(const struct facts *f, const char *what, const char *fix) {
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K013", f->place);
    tdm_problem_what(p, "\"%.*s\" is read on the steps of a scale, which have no %s", TDM_FMT(f->use->name), what);
    tdm_problem_fix(p, "%s", fix);
    return false;
}

static bool other_side_check(const struct facts *f) {
    if (f->criterion->basis != TDM_BASIS_OTHER_SIDE || f->measure->sided) return true;
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K010", f->place);
    tdm_problem_what(p, "\"%.*s\" has no other side: its readings name none", TDM_FMT(f->use->name));
    tdm_problem_fix(p, "compare with baseline or norm, or declare the measure `sided` in the catalogue");
    return false;
}

static bool mass_check(const struct facts *f) {
    tdm_unit kilogram;
    bool mass = f->criterion->basis == TDM_BASIS_ONE_RM || f->criterion->basis == TDM_BASIS_BODY_MASS;
    if (!mass || !tdm_unit_find(TDM_STR("kg"), &kilogram) || tdm_unit_same_kind(f->measure->unit, kilogram))
        return true;
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K033", f->place);
    tdm_problem_what(p, "\"%.*s\" is no mass, and %s is one", TDM_FMT(f->use->name),
                     tdm_basis_words(f->criterion->basis));
    tdm_problem_fix(p, "compare with other side, baseline or norm");
    return false;
}

/* A quantity that can fall below zero has no natural zero: 80% of -5 deg means nothing. */
static bool percent_check(const struct facts *f) {
    if (f->measure->scale != TDM_REF_NONE)
        return steps_have_no(f, "percentages", "write a step: at most STEP, at least STEP");
    TDM_ASSERT(f->measure->has_hard); /* a number has both its ends */
    bool negative = f->use->is_change || f->measure->hard.low.quantity.number.coefficient < 0;
    if (!negative) return true;
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K032", f->place);
    tdm_problem_what(p, "\"%.*s\" can be below zero, so that a percentage of it means nothing", TDM_FMT(f->use->name));
    tdm_problem_fix(p, "write a difference: at most NUMBER UNIT from %s", tdm_basis_words(f->criterion->basis));
    return false;
}

static bool better_check(const struct facts *f) {
    if (f->measure->scale != TDM_REF_NONE)
        return steps_have_no(f, "distances", "write a step: at most STEP, at least STEP");
    if (f->measure->direction != TDM_DIRECTION_NONE) return true;
    bool better = f->criterion->compare == TDM_COMPARE_BETTER;
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K011", f->place);
    tdm_problem_what(p, "\"%.*s\" has no direction, so that nothing is %s", TDM_FMT(f->use->name),
                     better ? "better" : "worse");
    tdm_problem_fix(p, "write a difference: at most NUMBER UNIT from %s", tdm_basis_words(f->criterion->basis));
    return false;
}

static bool compare_check(const struct facts *f) {
    switch (f->criterion->compare) {
    case TDM_COMPARE_VALUE:
        return true;
    case TDM_COMPARE_PERCENT:
        return percent_check(f) && other_side_check(f) && mass_check(f);
    case TDM_COMPARE_DIFFERENCE:
        if (f->measure->scale != TDM_REF_NONE)
            return steps_have_no(f, "distances", "write a step: at most STEP, at least STEP");
        return other_side_check(f) && mass_check(f);
    case TDM_COMPARE_BETTER:
    case TDM_COMPARE_WORSE:
        return better_check(f) && other_side_check(f) && mass_check(f);
    }
    TDM_UNREACHABLE();
}

/* ---- bounds */

/* "80%" of something: a percentage of its own, whatever the measure's unit. */
static bool percent_bound(struct condition_reader *r, const struct tdm_cursor *c, const struct tdm_bound_phrase *phrase,
                          struct tdm_bound *out) {
    tdm_unit percent;
    const struct tdm_term *ends[2] = {phrase->low, phrase->high != NULL ? phrase->high : phrase->low};
    if (!tdm_unit_find(TDM_STR("%"), &percent)) return false;
    *out = (struct tdm_bound){.kind = phrase->kind};
    for (int i = 0; i < 2; i++) {
        if (ends[i]->kind != TDM_TERM_PERCENT) {
            struct tdm_problem *p =
                tdm_criteria_refuse(r->problems, TDM_WHY_CONFLICT, "K006", tdm_term_place(c->tree, ends[i]));
            tdm_problem_what(p, "\"%.*s\" is no percentage", TDM_FMT(ends[i]->text));
            tdm_problem_fix(p, "write %.*s%%", TDM_FMT(ends[i]->text));
            return false;
        }
        tdm_value value = {.kind = TDM_VALUE_NUMBER, .quantity = {ends[i]->number, percent}};
        *(i == 0 ? &out->low : &out->high) = value;
    }
    if (phrase->high == NULL) {
        out->high = (tdm_value){.kind = TDM_VALUE_NONE};
        return true;
    }
    int order = tdm_decimal_compare(ends[0]->number, ends[1]->number);
    if (order < 0 || (order == 0 && phrase->kind == TDM_BETWEEN)) return true;
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_RANGE, "K014", tdm_term_place(c->tree, ends[0]));
    tdm_problem_what(p, "nothing lies between \"%.*s\" and \"%.*s\"", TDM_FMT(ends[0]->text), TDM_FMT(ends[1]->text));
    tdm_order_fix(p, ends[0]->text, ends[1]->text);
    return false;
}

static bool bound_expected(struct condition_reader *r, const struct tdm_cursor *c, const struct facts *f) {
    struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K025", tdm_cursor_place(c));
    if (tdm_cursor_done(c))
        tdm_problem_what(p, "what \"%.*s\" must be is missing", TDM_FMT(f->use->name));
    else
        tdm_problem_what(p, "\"%.*s\" stands where a bound is expected", TDM_FMT(c->at->text));
    tdm_problem_fix(p, "write `at most`, `at least`, `above`, `below`, `is` or `is not` and a value, or `better than`");
    return false;
}

static bool better_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    if (!tdm_cursor_take_word(c, "than")) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_SYNTAX, "K025", tdm_cursor_place(c));
        tdm_problem_what(p, "better or worse than what is missing");
        tdm_problem_fix(p, "write: better than baseline by at least 15 points");
        return false;
    }
    if (!basis_read(r, c, &out->basis)) return false;
    struct facts f = facts_of(r, out, tdm_line_place(c->tree, c->line));
    if (!compare_check(&f)) return false;
    if (!tdm_cursor_take_word(c, "by")) {
        struct tdm_problem *p = tdm_criteria_refuse(r->problems, TDM_WHY_MISSING, "K025", tdm_cursor_place(c));
        tdm_problem_what(p, "by how much is missing");
        tdm_problem_fix(p, "add the amount: by at least 15 points; or, for any change, by above 0");
        return false;
    }
    struct tdm_bound_phrase phrase;
    if (!tdm_bound_phrase_read(c, &phrase)) return bound_expected(r, c, &f);
    const struct value_context context = {c->tree, r->scope->catalog, f.use->measure, f.use->name, r->problems};
    return tdm_bound_of_phrase(&context, &phrase, &out->bound);
}

static bool bound_read(struct condition_reader *r, struct tdm_cursor *c, struct tdm_criterion *out) {
    struct facts f = facts_of(r, out, tdm_line_place(c->tree, c->line));
    if (tdm_cursor_take_word(c, "better")) out->compare = TDM_COMPARE_BETTER;
    if (out->compare == TDM_COMPARE_VALUE && tdm_cursor_take_word(c, "worse")) out->compare = TDM_COMPARE_WORSE;
    if (out->compare != TDM_COMPARE_VALUE) return better_read(r, c, out);
    struct tdm_bound_phrase phrase;
    struct tdm_cursor start = *c;
    if (!tdm_bound_phrase_read(c, &phrase)) return bound_expected(r, c, &f);
    const struct tdm_scale *scale = tdm_measure_scale(r->scope->catalog, f.use->measure);
    uint16_t step;
    bool word = phrase.plain && phrase.low->kind == TDM_TERM_WORD;
    if (word && (scale == NULL || !tdm_scale_find(scale, phrase.low->text, &step)))
        return bound_expected(r, &start, &f);
    bool percent = phrase.low->kind == TDM_TERM_PERCENT || (phrase.high && phrase.high->kind == TDM_TERM_PERCENT);
    if (percent && !phrase.plain && tdm_cursor_take_word(c, "of")) {
        out->compare = TDM_COMPARE_PERCENT;
        return basis_read(r, c, &out->basis) && compare_check(&f) && percent_bound(r, c, &phrase, &out->bound);
    }
    if (!phrase.plain && tdm_cursor_take_word(c, "from")) {
        out->compare = TDM_COMPARE_DIFFERENCE;
        if (!basis_read(r, c, &out->basis) || !compare_check(&f)) return false;
    }
    const struct value_context context = {c->tree, r->scope->catalog, f.use->measure, f.use->name, r->problems};
    return tdm_bound_of_phrase(&context, &phrase, &out->bound);
}

/* ---- statistic and window */

static bool session_measure(const struct tdm_measure_use *use) {
    return use->during_session || use->is_change;
}

static bool window_missing(const struct facts *f) {
    bool said = f->criterion->statistic != TDM_STAT_NONE;
    static const char *const words[] = {
        [TDM_STAT_NONE] = "",       [TDM_STAT_LATEST] = "latest", [TDM_STAT_MEAN] = "mean",
        [TDM_STAT_WORST] = "worst", [TDM_STAT_BEST] = "best",     [TDM_STAT_EVERY] = "every"};
    bool aggregate = said && f->criterion->statistic != TDM_STAT_LATEST;
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_MISSING, "K001", f->place);
    if (said) {
        const char *word = words[f->criterion->statistic];
        tdm_problem_what(p, "\"%s\" names no window: over which days is not said", word);
        tdm_problem_fix(p, aggregate ? "write: %s of 7 days, at least 4 readings" : "write: %s within 7 days", word);
        return false;
    }
    tdm_problem_what(p,
                     "\"%.*s\" says not which readings count: statistic and window are missing, and there is no "
                     "default",
                     TDM_FMT(f->use->name));
    if (session_measure(f->use))
        tdm_problem_fix(p, "add: , last 1 sessions; or: , worst of 7 days, at least 2 readings");
    else if (f->measure->scale != TDM_REF_NONE)
        tdm_problem_fix(p, "add: , latest within 7 days; or: , worst of 7 days, at least 4 readings");
    else
        tdm_problem_fix(p, "add: , latest within 7 days; or: , mean of 7 days, at least 4 readings");
    return false;
}

static bool statistic_check(const struct facts *f) {
    enum tdm_statistic statistic = f->criterion->statistic;
    bool steps = f->measure->scale != TDM_REF_NONE;
    if (statistic == TDM_STAT_MEAN && steps)
        return steps_have_no(f, "mean", "write: worst of 7 days, at least 4 readings; or: latest within 7 days");
    bool ranked = statistic == TDM_STAT_WORST || statistic == TDM_STAT_BEST;
    if (!ranked || f->measure->direction != TDM_DIRECTION_NONE) return true;
    struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K012", f->place);
    tdm_problem_what(p, "\"%.*s\" has no direction, so that no reading is the %s", TDM_FMT(f->use->name),
                     statistic == TDM_STAT_WORST ? "worst" : "best");
    tdm_problem_fix(p, "write: every of 7 days, at least 4 readings; or: latest within 7 days");
    return false;
}

/* A measure may say itself over which readings it is asked: its `fresh` lends `latest` a window.
 */
static bool window_check(const struct facts *f, struct tdm_criterion *out) {
    if (out->over == TDM_OVER_SESSIONS && !session_measure(f->use)) {
        struct tdm_problem *p = tdm_criteria_refuse(f->r->problems, TDM_WHY_CONFLICT, "K015", f->place);
        tdm_problem_what(p, "\"%.*s\" is not read in sessions, so that there are no last %u sessions of it",
                         TDM_FMT(f->use->name), out->sessions);
        tdm_problem_fix(p, "write `latest within 7 days`, or declare it: measure %.*s is ..., during session",
                        TDM_FMT(f->use->name));
        return false;
    }
    if (out->over != TDM_OVER_NONE) return true;
    if (out->statistic == TDM_STAT_LATEST && f->use->has_fresh) {
        out->over = TDM_OVER_WITHIN;
        out->window = f->use->fresh;
        out->has_window = true;
        return true;
    }
    return window_missing(f);
}

bool tdm_reading_read(struct condition_reader *r, struct parts_cursor *p, struct tdm_criterion *out) {
    out->kind = TDM_CRITERION_READING;
    struct tdm_place place = tdm_cursor_place(&p->c);
    if (!measure_read(r, &p->c, &out->measure) || !bound_read(r, &p->c, out)) return false;
    if (!tdm_qualifiers_read(r, p, out)) return false;
    struct facts f = facts_of(r, out, place);
    return window_check(&f, out) && statistic_check(&f) && tdm_coverage_check(r, place, out) &&
           tdm_bound_possible(r, place, out);
}
