/* fhirpath_reading.c - criteria on readings in FHIRPath: window, statistic, coverage, raters who disagree, other side
 * and baseline. Limits stand in the unit of the measure, steps as their rank, since both are so in the grounds. */
#include "fhir/fhir_int.h"
#include "fhir/fhirpath.h"

#include <stdio.h>

static const struct tdm_measure *measure_of(const struct tdm_criterion *node, const struct tdm_scope *scope) {
    return tdm_catalog_measure(scope->catalog, scope->measures[node->measure].measure);
}

/* The end of a bound as the grounds have it: in the unit of the measure, in percent, or as a rank. */
static bool limit_of(const struct tdm_criterion *node, const struct tdm_scope *scope, tdm_value end, tdm_decimal *out) {
    const struct tdm_measure *measure = measure_of(node, scope);
    tdm_quantity same;
    if (end.kind == TDM_VALUE_STEP) *out = tdm_decimal_of_int(end.step);
    if (end.kind != TDM_VALUE_NUMBER) return true;
    *out = end.quantity.number;
    if (node->compare == TDM_COMPARE_PERCENT || end.quantity.unit == measure->unit) return true;
    if (!tdm_quantity_convert(end.quantity, measure->unit, &same)) return false;
    *out = same.number;
    return true;
}

bool tdm_fhirpath_can_read(const struct tdm_criterion *node, const struct tdm_scope *scope) {
    tdm_decimal ignored;
    bool value = node->compare == TDM_COMPARE_VALUE;
    bool basis = node->basis == TDM_BASIS_OTHER_SIDE || node->basis == TDM_BASIS_BASELINE;
    if (node->over != TDM_OVER_WITHIN && node->over != TDM_OVER_OF) return false;
    if (!value && (!basis || scope->measures[node->measure].is_change)) return false;
    return limit_of(node, scope, node->bound.low, &ignored) && limit_of(node, scope, node->bound.high, &ignored);
}

/* ---- values and bounds */

static void put_value(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    bool steps = measure_of(node, p->scope)->scale != TDM_REF_NONE;
    tdm_buf_text(p->out, steps ? "component.where(code.coding.exists(code = 'rank')).value" : "value.value");
}

struct compared { /* "%s %s limit", or of a sum "limit * n" */
    const char *what, *times;
};

static void put_side(const struct tdm_fhirpath *p, const struct tdm_criterion *node, const struct compared *c,
                     const char *sign, tdm_value end) {
    tdm_decimal limit = {0, 0};
    bool can = limit_of(node, p->scope, end, &limit);
    TDM_ASSERT(can); /* tdm_fhirpath_can_read was asked */
    tdm_buf_format(p->out, "%s %s ", c->what, sign);
    if (limit.coefficient < 0) tdm_buf_char(p->out, '(');
    tdm_decimal_print(p->out, limit);
    if (limit.coefficient < 0) tdm_buf_char(p->out, ')');
    if (c->times != NULL) tdm_buf_format(p->out, " * %s", c->times);
}

static void put_bound(const struct tdm_fhirpath *p, const struct tdm_criterion *node, const struct compared *c) {
    static const char *const signs[][2] = {[TDM_AT_MOST] = {"<=", NULL}, [TDM_AT_LEAST] = {">=", NULL},
                                           [TDM_ABOVE] = {">", NULL},    [TDM_BELOW] = {"<", NULL},
                                           [TDM_IS] = {"=", NULL},       [TDM_IS_NOT] = {"!=", NULL},
                                           [TDM_BETWEEN] = {">=", "<="}, [TDM_FROM_TO_BELOW] = {">=", "<"},
                                           [TDM_ABOVE_TO] = {">", "<="}};
    const char *const *sign = signs[node->bound.kind];
    tdm_buf_char(p->out, '(');
    put_side(p, node, c, sign[0], node->bound.low);
    if (sign[1] != NULL) {
        tdm_buf_text(p->out, " and ");
        put_side(p, node, c, sign[1], node->bound.high);
    }
    tdm_buf_char(p->out, ')');
}

/* ---- the window as %w */

static void put_window(const struct tdm_fhirpath *p, const struct tdm_criterion *node, bool since_procedure) {
    tdm_buf_format(p->out, "defineVariable('w%u', ", p->number);
    tdm_fhirpath_grounds(p, "reading", TDM_FHIR_ALIASES, p->scope->measures[node->measure].name);
    tdm_buf_text(p->out, ".where(effective >= today() - ");
    tdm_fhirpath_span(p, node->window);
    if (node->over == TDM_OVER_OF) tdm_buf_text(p->out, " + 1 day");
    tdm_buf_text(p->out, "))");
    if (!since_procedure) return;
    tdm_buf_format(p->out, ".defineVariable('p%u', ", p->number);
    tdm_fhirpath_grounds(p, "day", TDM_FHIR_DAYS, TDM_STR("procedure"));
    tdm_buf_format(p->out, ".effective).defineVariable('v%u', %%w%u.where(%%p%u.empty() or effective >= %%p%u))",
                   p->number, p->number, p->number, p->number);
}

/* ---- the latest: every rater of its day says so, or it is unknown (M30) */

static void put_latest_day(const struct tdm_fhirpath *p) {
    tdm_buf_format(p->out,
                   ".defineVariable('l%u', %%w%u.where(effective = "
                   "%%w%u.effective.aggregate(iif($total.empty() or $this > $total, $this, $total))))",
                   p->number, p->number, p->number);
}

static void put_latest(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    put_window(p, node, false);
    put_latest_day(p);
    tdm_buf_format(p->out, ".defineVariable('h%u', %%l%u.select(", p->number, p->number);
    bool steps = measure_of(node, p->scope)->scale != TDM_REF_NONE;
    struct compared value = {steps ? "component.where(code.coding.exists(code = 'rank')).value" : "value.value", NULL};
    put_bound(p, node, &value);
    tdm_buf_format(p->out, ")).select(iif(%%h%u.distinct().count() = 1, %%h%u.first(), {}))", p->number, p->number);
}

/* ---- over days: by the worst of each day's raters, and by the best; both must say the same */

static void put_furthest(const struct tdm_fhirpath *p, const struct tdm_criterion *node, const char *of, bool high) {
    tdm_buf_format(p->out, "%%%s%u.select(", of, p->number);
    put_value(p, node);
    tdm_buf_format(p->out, ").aggregate(iif($total.empty() or $this %s $total, $this, $total)).select",
                   high ? ">" : "<");
    put_bound(p, node, &(struct compared){"$this", NULL});
}

static void put_statistic(const struct tdm_fhirpath *p, const struct tdm_criterion *node, const char *of) {
    char count[32];
    bool rising = measure_of(node, p->scope)->direction == TDM_HIGHER_IS_BETTER;
    switch (node->statistic) {
    case TDM_STAT_MEAN:
        (void)snprintf(count, sizeof count, "%%%s%u.count()", of, p->number);
        tdm_buf_format(p->out, "%%%s%u.select(", of, p->number);
        put_value(p, node);
        tdm_buf_text(p->out, ").aggregate($this + $total, 0).select");
        put_bound(p, node, &(struct compared){"$this", count});
        return;
    case TDM_STAT_EVERY:
        tdm_buf_format(p->out, "%%%s%u.select(", of, p->number);
        put_value(p, node);
        tdm_buf_text(p->out, ").all");
        put_bound(p, node, &(struct compared){"$this", NULL});
        return;
    case TDM_STAT_BEST:
        put_furthest(p, node, of, rising);
        return;
    case TDM_STAT_LATEST: /* of changes: the worst of the window */
    case TDM_STAT_WORST:
    case TDM_STAT_NONE:
        put_furthest(p, node, of, !rising);
        return;
    }
    TDM_UNREACHABLE();
}

static void put_over_days(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    uint32_t least = node->least_readings > 0 ? node->least_readings : 1;
    put_window(p, node, true);
    tdm_buf_format(p->out,
                   ".defineVariable('a%u', %%v%u.where(category.coding.exists(code = 'worst')))"
                   ".defineVariable('b%u', %%v%u.where(category.coding.exists(code = 'best')))"
                   ".select(iif(%%a%u.count() >= %u and (",
                   p->number, p->number, p->number, p->number, p->number, least);
    put_statistic(p, node, "a");
    tdm_buf_text(p->out, ") = (");
    put_statistic(p, node, "b");
    tdm_buf_text(p->out, "), ");
    put_statistic(p, node, "a");
    tdm_buf_text(p->out, ", {}))");
}

/* ---- against the other side or the baseline (M36): each pair of raters, but for two who both read both */

static void put_difference(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    bool falling = measure_of(node, p->scope)->direction == TDM_LOWER_IS_BETTER;
    char mine[32], limit[40];
    (void)snprintf(mine, sizeof mine, "%%m%u.value.value", p->number);
    if (node->compare == TDM_COMPARE_PERCENT) {
        const char *over = falling ? "value.value" : mine, *under = falling ? mine : "value.value";
        char times[48];
        (void)snprintf(limit, sizeof limit, "%s * 100", over);
        (void)snprintf(times, sizeof times, "%s", under);
        tdm_buf_format(p->out, "iif(%s > 0, ", under);
        put_bound(p, node, &(struct compared){limit, times});
        tdm_buf_text(p->out, ", {})");
        return;
    }
    bool theirs_first = falling != (node->compare == TDM_COMPARE_WORSE);
    const char *first = theirs_first ? "value.value" : mine, *second = theirs_first ? mine : "value.value";
    bool absolute = node->compare == TDM_COMPARE_DIFFERENCE;
    tdm_buf_format(p->out, "(%s - %s)%s.select", first, second, absolute ? ".abs()" : "");
    put_bound(p, node, &(struct compared){"$this", NULL});
}

static void put_against(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    bool other = node->basis == TDM_BASIS_OTHER_SIDE;
    uint32_t n = p->number;
    put_window(p, node, false);
    put_latest_day(p);
    tdm_buf_format(p->out, ".defineVariable('t%u', ", n);
    tdm_fhirpath_grounds(p, other ? "other-side" : "baseline", TDM_FHIR_ALIASES,
                         p->scope->measures[node->measure].name);
    if (other) tdm_buf_format(p->out, ".where(effective = %%l%u.effective.first())", n);
    tdm_buf_format(p->out,
                   ").defineVariable('h%u', %%l%u.select(defineVariable('m%u', $this).select(%%t%u.where("
                   "performer.reference = %%m%u.performer.reference or "
                   "(performer.reference in %%l%u.performer.reference).not() or "
                   "(%%m%u.performer.reference in %%t%u.performer.reference).not()).select(defineVariable('c%u', ",
                   n, n, n, n, n, n, n, n, n);
    put_difference(p, node);
    tdm_buf_format(p->out, ").select(iif(%%c%u.exists(), iif(%%c%u, 'yes', 'no'), 'unknown'))))))", n, n);
    tdm_buf_format(p->out,
                   ".select(iif(%%h%u.distinct().count() = 1 and %%h%u.first() != 'unknown', %%h%u.first() = 'yes', "
                   "{}))",
                   n, n, n);
}

void tdm_fhirpath_reading(const struct tdm_fhirpath *p, const struct tdm_criterion *node) {
    bool change = p->scope->measures[node->measure].is_change;
    if (node->compare != TDM_COMPARE_VALUE)
        put_against(p, node);
    else if (node->statistic == TDM_STAT_LATEST && !change)
        put_latest(p, node);
    else
        put_over_days(p, node);
}
