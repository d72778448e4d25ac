/* record_measure.c - the baseline with what is missing, too old or contradictory of it (M82 to M84, F005), and
 * measures: change against it, the other side, body mass (M36, M123, F023, F051). Numbers are those that gates read. */
#include "engine/engine_load.h"
#include "engine/record_int.h"

static const struct tdm_measure *measure_of(const struct moment *m, tdm_ref use) {
    return tdm_catalog_measure(m->catalog, m->protocol->measures[use].measure);
}

static const struct tdm_point no_point = {.date = {INT32_MIN}, .entry = TDM_ENTRY_NONE};

static struct tdm_point point_of(const struct rated *rated, tdm_date date) {
    return (struct tdm_point){rated->value, date, rated->entry};
}

static bool minus(const struct tdm_point *a, const struct tdm_point *b, tdm_quantity *out) {
    bool numbers = a->value.kind == TDM_VALUE_NUMBER && b->value.kind == TDM_VALUE_NUMBER;
    out->unit = a->value.quantity.unit;
    return numbers && tdm_decimal_subtract(a->value.quantity.number, b->value.quantity.number, &out->number);
}

static struct tdm_point other_side_on(const struct moment *m, tdm_ref use, tdm_date date) {
    struct reading_day day;
    if (!measure_of(m, use)->sided || !reading_day_between(m, use, true, (tdm_date[2]){date, date}, &day, NULL))
        return no_point;
    return point_of(&day.worst, day.date);
}

/* ---- baseline */

struct wanted {
    tdm_ref use;
    tdm_clause_id clause;
    tdm_date oldest;
};

static tdm_date counted_to(const struct moment *m, bool *planned) {
    *planned = false;
    if (!tdm_date_is_none(m->first_procedure)) return m->first_procedure;
    *planned = !tdm_date_is_none(m->planned_procedure) && m->planned_procedure.day >= m->asof.on.day;
    return *planned ? m->planned_procedure : m->asof.on;
}

static void find_state(const struct moment *m, const struct wanted *wanted, struct tdm_baseline_item *out) {
    struct reading_day day, first;
    tdm_date ever[2] = {{TDM_DATE_MIN_DAY}, m->asof.on};
    bool fixed = !tdm_date_is_none(m->first_procedure) || m->protocol->procedure == TDM_REF_NONE;
    bool known =
        fixed ? reading_baseline(m, wanted->use, false, &day)
              : reading_day_between(m, wanted->use, false, (tdm_date[2]){wanted->oldest, m->asof.on}, &day, NULL);
    if (!tdm_date_is_none(m->first_procedure)) ever[1] = tdm_date_add_days(m->first_procedure, -1);
    bool any =
        reading_day_between(m, wanted->use, false, ever, known ? &(struct reading_day){.apart = false} : &day, &first);
    out->state = known ? (day.apart ? TDM_BASELINE_CONTRADICTORY : TDM_BASELINE_KNOWN)
                 : any ? TDM_BASELINE_TOO_OLD
                       : TDM_BASELINE_MISSING;
    if (!known && !any) return;
    out->value = point_of(&day.worst, day.date);
    out->best = point_of(&day.best, day.date);
    out->other_side = other_side_on(m, wanted->use, day.date);
    if (known && first.date.day < day.date.day) {
        out->first = point_of(&first.worst, first.date);
        out->has_gain = minus(&out->value, &out->first, &out->gain);
    }
}

/* Before the procedure; in a protocol without one, at the start of what begins with the enrolment (M82). */
static bool asks_baseline(const struct moment *m, const struct tdm_phase *phase, const struct tdm_assess *assess) {
    if (assess->kind == TDM_ASSESS_BEFORE_PROCEDURE) return true;
    return m->protocol->procedure == TDM_REF_NONE && assess->kind == TDM_ASSESS_AT_START &&
           phase->from.anchor == TDM_ANCHOR_EVENT && phase->from.event == TDM_EVENT_ENROLMENT;
}

static void add_item(const struct moment *m, struct tdm_baseline *out, const struct wanted *wanted) {
    struct tdm_baseline_item *items = (struct tdm_baseline_item *)(uintptr_t)out->items;
    for (uint32_t i = 0; i < out->count; i++)
        if (items[i].use == wanted->use) return;
    struct tdm_baseline_item *item = &items[out->count++];
    *item = (struct tdm_baseline_item){.use = wanted->use,
                                       .value = no_point,
                                       .best = no_point,
                                       .other_side = no_point,
                                       .first = no_point,
                                       .clause = wanted->clause,
                                       .observers = measure_of(m, wanted->use)->observers};
    find_state(m, wanted, item);
    out->known += item->state == TDM_BASELINE_KNOWN || item->state == TDM_BASELINE_CONTRADICTORY;
}

void record_baseline(const struct moment *m, struct tdm_baseline *out) {
    out->items = TDM_NEW_ARRAY(m->mem, struct tdm_baseline_item, m->protocol->measure_count);
    out->counted_to = counted_to(m, &out->counted_to_plan);
    out->frozen = !tdm_date_is_none(m->first_procedure);
    for (uint32_t p = 0; p < m->protocol->phase_count; p++)
        for (uint32_t a = 0; a < m->protocol->phases[p].assessment_count; a++) {
            const struct tdm_assess *assess = &m->protocol->phases[p].assessments[a];
            if (!asks_baseline(m, &m->protocol->phases[p], assess)) continue;
            struct wanted wanted = {.clause = assess->clause, .oldest = {TDM_DATE_MIN_DAY}};
            if (assess->kind == TDM_ASSESS_BEFORE_PROCEDURE)
                wanted.oldest = tdm_date_subtract_span(out->counted_to, assess->span);
            for (uint32_t i = 0; i < assess->measure_count; i++) {
                wanted.use = assess->measures[i];
                add_item(m, out, &wanted);
            }
        }
}

const char *tdm_baseline_state_word(enum tdm_baseline_state state) {
    static const char *const words[] = {"known", "missing", "too-old", "contradictory"};
    return words[state];
}

/* ---- measures */

/* In percent of the other side, as a gate would ask for it. */
static struct tdm_check symmetry_of(const struct moment *m, tdm_ref use) {
    struct tdm_criterion node = {.kind = TDM_CRITERION_READING,
                                 .clause = TDM_CLAUSE_NONE,
                                 .measure = use,
                                 .compare = TDM_COMPARE_PERCENT,
                                 .basis = TDM_BASIS_OTHER_SIDE,
                                 .statistic = TDM_STAT_LATEST,
                                 .over = TDM_OVER_WITHIN,
                                 .window = {INT16_MAX, TDM_SPAN_DAYS}};
    tdm_unit percent = TDM_UNIT_ONE;
    bool found = tdm_unit_find(TDM_STR("%"), &percent);
    TDM_ASSERT(found);
    node.bound.kind = TDM_AT_LEAST;
    node.bound.low = (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = {tdm_decimal_of_int(0), percent}};
    struct tdm_check check;
    reading_check(m, &node, TDM_REF_NONE, &check);
    return check;
}

static void divide_by_mass(const struct moment *m, struct tdm_measured *out) {
    tdm_unit torque = TDM_UNIT_NONE, per_mass = TDM_UNIT_NONE;
    tdm_ref mass = tdm_catalog_find(m->catalog, TDM_KIND_MEASURE, TDM_STR("body-mass"));
    bool newton_metres = tdm_unit_find(TDM_STR("N.m"), &torque), by_mass = tdm_unit_find(TDM_STR("N.m/kg"), &per_mass);
    TDM_ASSERT(newton_metres && by_mass);
    out->asks_mass = measure_of(m, out->use)->unit == torque && mass != TDM_REF_NONE;
    if (!out->asks_mass) return;
    out->mass = own_measure(m, mass, out->now.date);
    tdm_quantity kilograms;
    tdm_unit kg = TDM_UNIT_NONE;
    bool kilogram = tdm_unit_find(TDM_STR("kg"), &kg);
    TDM_ASSERT(kilogram);
    out->has_per_mass = out->mass.state == TDM_OWN_KNOWN && tdm_quantity_convert(out->mass.value, kg, &kilograms) &&
                        kilograms.number.coefficient > 0;
    if (out->has_per_mass)
        out->per_mass =
            (tdm_quantity){tdm_ratio_rounded(out->now.value.quantity.number, kilograms.number, 2), per_mass};
}

static void compare_baseline(const struct moment *m, struct tdm_measured *out) {
    struct reading_day day;
    const struct tdm_measure *measure = measure_of(m, out->use);
    if (!reading_baseline(m, out->use, false, &day)) return;
    out->baseline = point_of(&day.worst, day.date);
    out->has_change = day.date.day < out->now.date.day && minus(&out->now, &out->baseline, &out->change);
    out->has_error = measure->has_error && out->has_change;
    if (!out->has_error) return;
    out->error = measure->error;
    tdm_quantity size = {tdm_decimal_abs(out->change.number), out->change.unit};
    out->beyond_error = amount_order(size, measure->error) >= 0;
}

static bool compares_side(const struct tdm_condition *condition, tdm_ref use) {
    for (uint16_t i = FIRST_TERM; i < condition->count; i++)
        if (condition->nodes[i].kind == TDM_CRITERION_READING && condition->nodes[i].measure == use &&
            condition->nodes[i].compare != TDM_COMPARE_VALUE && condition->nodes[i].basis == TDM_BASIS_OTHER_SIDE)
            return true;
    return false;
}

/* A number is held against the other side where that was read the same day, or where a gate will ask for it. */
static bool wants_side(const struct moment *m, const struct tdm_measured *of) {
    const struct tdm_measure *measure = measure_of(m, of->use);
    bool can = measure->sided && m->chart->chart->side != TDM_SIDE_NONE && measure->unit != TDM_UNIT_NONE &&
               measure->direction != TDM_DIRECTION_NONE && m->protocol->measures[of->use].at_treated_side;
    bool asked = of->other_side.value.kind != TDM_VALUE_NONE;
    for (uint32_t g = 0; can && !asked && g < m->protocol->gate_count; g++)
        asked = compares_side(&m->protocol->gates[g].condition, of->use);
    return can && asked;
}

void record_measures(const struct moment *m, struct tdm_record *record) {
    struct tdm_measured *list = TDM_NEW_ARRAY(m->mem, struct tdm_measured, m->protocol->measure_count);
    for (tdm_ref use = 0; use < m->protocol->measure_count; use++) {
        const struct tdm_measure_use *of = &m->protocol->measures[use];
        struct reading_day day;
        if (of->is_change || of->during_session ||
            !reading_day_between(m, use, false, (tdm_date[2]){{TDM_DATE_MIN_DAY}, m->asof.on}, &day, NULL))
            continue;
        struct tdm_measured *out = &list[record->measure_count++];
        *out = (struct tdm_measured){
            .use = use, .now = point_of(&day.worst, day.date), .baseline = no_point, .other_side = no_point};
        compare_baseline(m, out);
        divide_by_mass(m, out);
        out->other_side = other_side_on(m, use, day.date);
        out->asks_side = wants_side(m, out);
        if (out->asks_side) out->symmetry = symmetry_of(m, use);
    }
    record->measures = list;
}
