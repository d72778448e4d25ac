/* cohort_value.c - values of measures: anywhere in their range, or below, at and above what a criterion asks for. */
#include "lab/cohort_int.h"

static const struct tdm_measure *measure_of(const struct story *s, uint16_t use) {
    return tdm_catalog_measure(s->catalog, s->protocol->measures[use].measure);
}

bool is_recordable(const struct story *s, uint16_t use) {
    return !s->protocol->measures[use].is_change && !s->protocol->measures[use].during_session;
}

/* ---- numbers, as whole counts of 10^-scale */

struct range {
    int32_t scale;
    int64_t least, most;             /* of the hard limits */
    int64_t usual_least, usual_most; /* of the usual ones */
};

static int64_t power(int32_t scale) {
    int64_t ten = 1;
    while (scale-- > 0) ten *= 10;
    return ten;
}

static int64_t scaled(tdm_decimal number, int32_t scale) {
    if (number.scale <= scale) return number.coefficient * power(scale - number.scale);
    return number.coefficient / power(number.scale - scale);
}

static struct range range_of(const struct tdm_measure *measure) {
    struct range range = {0, 0, 100, 0, 100};
    if (!measure->has_hard) return range;
    tdm_decimal least = measure->hard.low.quantity.number, most = measure->hard.high.quantity.number;
    if (!measure->whole) {
        int64_t width = scaled(most, 0) - scaled(least, 0);
        range.scale = width >= 60 ? 0 : width > 6 ? 1 : 2;
    }
    range.least = range.usual_least = scaled(least, range.scale);
    range.most = range.usual_most = scaled(most, range.scale);
    if (!measure->has_soft) return range;
    range.usual_least = scaled(measure->soft.low.quantity.number, range.scale);
    range.usual_most = scaled(measure->soft.high.quantity.number, range.scale);
    return range;
}

static tdm_decimal clamped(const struct range *range, int64_t count) {
    count = count < range->least ? range->least : count > range->most ? range->most : count;
    return (tdm_decimal){count, range->scale};
}

static int64_t draw_count(struct story *s, int64_t least, int64_t most) {
    return least + below(s, (uint32_t)(most - least) + 1);
}

static struct tdm_written_value number_value(const struct tdm_measure *measure, tdm_decimal number) {
    tdm_str unit = measure->unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(measure->unit);
    return (struct tdm_written_value){true, number, unit};
}

static struct tdm_written_value step_value(struct story *s, tdm_ref measure, int32_t step) {
    const struct tdm_scale *scale = tdm_measure_scale(s->catalog, measure);
    int32_t last = scale->count - 1;
    step = step < 0 ? 0 : step > last ? last : step;
    return (struct tdm_written_value){.word = scale->steps[step]};
}

struct tdm_written_value value_any(struct story *s, tdm_ref ref) {
    const struct tdm_measure *measure = tdm_catalog_measure(s->catalog, ref);
    if (measure->scale != TDM_REF_NONE)
        return step_value(s, ref, (int32_t)below(s, tdm_measure_scale(s->catalog, ref)->count));
    struct range range = range_of(measure);
    bool rare = slips(s, 3);
    int64_t count = rare ? draw_count(s, range.least, range.most) : draw_count(s, range.usual_least, range.usual_most);
    return number_value(measure, clamped(&range, count));
}

/* ---- about a bound */

/* An end of the bound, one step of the measure below it, at it, or above it. */
static int64_t drawn_near(struct story *s, const struct tdm_bound *bound, int64_t low, int64_t high) {
    bool two_ended = bound->kind == TDM_BETWEEN || bound->kind == TDM_FROM_TO_BELOW || bound->kind == TDM_ABOVE_TO;
    int64_t end = two_ended && chance(s, 50) ? high : low;
    return end + between(s, -1, 1);
}

static bool holds(const struct tdm_bound *bound, tdm_value value) {
    bool ok = true, inside = tdm_bound_holds(bound, value, &ok);
    return ok && inside;
}

static struct tdm_written_value step_near(struct story *s, tdm_ref ref, const struct tdm_bound *bound) {
    int32_t step = (int32_t)drawn_near(s, bound, bound->low.step, bound->high.step);
    for (int tries = 0; tries < 8 && s->trait[TRAIT_SMOOTH]; tries++) {
        int32_t last = tdm_measure_scale(s->catalog, ref)->count - 1;
        int32_t clipped = step < 0 ? 0 : step > last ? last : step;
        if (holds(bound, (tdm_value){.kind = TDM_VALUE_STEP, .step = (uint16_t)clipped})) break;
        step = (int32_t)drawn_near(s, bound, bound->low.step, bound->high.step);
    }
    return step_value(s, ref, step);
}

static int64_t end_of(const struct tdm_measure *measure, const struct range *range, tdm_value end) {
    tdm_quantity same = {0};
    if (end.kind != TDM_VALUE_NUMBER || !tdm_quantity_convert(end.quantity, measure->unit, &same))
        return range->usual_least;
    return scaled(same.number, range->scale);
}

struct tdm_written_value value_near(struct story *s, tdm_ref ref, const struct tdm_bound *bound) {
    const struct tdm_measure *measure = tdm_catalog_measure(s->catalog, ref);
    if (measure->scale != TDM_REF_NONE) return step_near(s, ref, bound);
    struct range range = range_of(measure);
    int64_t low = end_of(measure, &range, bound->low), high = end_of(measure, &range, bound->high);
    tdm_decimal number = clamped(&range, drawn_near(s, bound, low, high));
    for (int tries = 0; tries < 8 && s->trait[TRAIT_SMOOTH]; tries++) {
        if (holds(bound, (tdm_value){.kind = TDM_VALUE_NUMBER, .quantity = {number, measure->unit}})) break;
        number = clamped(&range, drawn_near(s, bound, low, high));
    }
    return number_value(measure, number);
}

/* ---- readings of an entry */

static enum tdm_side other_side(enum tdm_side side) {
    return side == TDM_SIDE_RIGHT ? TDM_SIDE_LEFT : TDM_SIDE_RIGHT;
}

static void add(struct story *s, struct told *told, uint16_t use, enum tdm_side side, struct tdm_written_value value) {
    struct tdm_entry *entry = &told->entry;
    tdm_str name = s->protocol->measures[use].name;
    for (uint32_t i = 0; i < entry->reading_count;
         i++) /* one value a measure, side and entry, so that it can be corrected */
        if (tdm_str_equal(entry->readings[i].measure, name) && entry->readings[i].side == side) return;
    struct tdm_written_reading *readings = TDM_NEW_ARRAY(s->mem, struct tdm_written_reading, entry->reading_count + 1u);
    for (uint32_t i = 0; i < entry->reading_count; i++) readings[i] = entry->readings[i];
    struct tdm_written_reading *reading = &readings[entry->reading_count++];
    *reading = (struct tdm_written_reading){.date = entry->date, .measure = name, .side = side, .value = value};
    if (slips(s, 2)) {
        reading->not_done = true;
        reading->value = (struct tdm_written_value){0};
        reading->because = TDM_STR("no time");
    }
    entry->readings = readings;
}

/* Side of the chart when the measure has sides and the chart has none: the right one. */
static enum tdm_side my_side(const struct story *s, uint16_t use) {
    if (!measure_of(s, use)->sided) return TDM_SIDE_NONE;
    return s->chart->side == TDM_SIDE_NONE ? TDM_SIDE_RIGHT : s->chart->side;
}

void add_reading(struct story *s, struct told *told, uint16_t use, struct tdm_written_value value) {
    add(s, told, use, my_side(s, use), value);
}

void add_other_side(struct story *s, struct told *told, uint16_t use, struct tdm_written_value value) {
    if (measure_of(s, use)->sided) add(s, told, use, other_side(my_side(s, use)), value);
}

struct told *assess(struct story *s, const uint16_t *uses, uint32_t count, int32_t day) {
    tdm_mask roles = ~(tdm_mask)0;
    for (uint32_t i = 0; i < count; i++)
        if (is_recordable(s, uses[i])) roles &= measure_of(s, uses[i])->observers;
    if (roles == 0 && count > 0) roles = measure_of(s, uses[0])->observers;
    if (slips(s, 5)) roles = other_roles(s, roles); /* kept without effect (M38) */
    bool diary = (roles & TDM_BIT(s->patient_role)) != 0 && chance(s, 70);
    struct told *told =
        tell(s, diary ? TDM_ENTRY_DIARY : TDM_ENTRY_ASSESS, day, diary ? TDM_BIT(s->patient_role) : roles);
    for (uint32_t i = 0; i < count; i++)
        if (is_recordable(s, uses[i]) && !slips(s, 6))
            add_reading(s, told, uses[i], value_any(s, s->protocol->measures[uses[i]].measure));
    return told;
}

/* ---- readings for a criterion */

static uint16_t recordable_of(const struct story *s, tdm_ref measure) {
    for (uint16_t use = 0; use < s->protocol->measure_count; use++)
        if (s->protocol->measures[use].measure == measure && is_recordable(s, use)) return use;
    return UINT16_MAX;
}

/* The value that stands in the asked relation to another: `by` percent of it, or that far from it; then one step off.
 */
static struct tdm_written_value related(struct story *s, const struct tdm_criterion *node,
                                        struct tdm_written_value other) {
    const struct tdm_measure *measure = measure_of(s, node->measure);
    struct range range = range_of(measure);
    int64_t base = scaled(other.number, range.scale), count = base, amount = scaled(node->bound.low.quantity.number, 0);
    bool falling = measure->direction == TDM_LOWER_IS_BETTER;
    if (node->compare == TDM_COMPARE_PERCENT) {
        count = falling && amount > 0 ? base * 100 / amount : base * amount / 100;
    } else {
        amount = end_of(measure, &range, node->bound.low);
        bool up =
            node->compare == TDM_COMPARE_DIFFERENCE ? chance(s, 50) : falling == (node->compare == TDM_COMPARE_WORSE);
        count = up ? base + amount : base - amount;
    }
    return number_value(measure, clamped(&range, count + between(s, -1, 1)));
}

static void measure_related(struct story *s, const struct tdm_criterion *node, int32_t day) {
    uint16_t use = node->measure;
    const struct tdm_measure *measure = measure_of(s, use);
    struct told *told = assess(s, NULL, 0, day);
    told->entry.kind = TDM_ENTRY_ASSESS;
    told->entry.author = person_of(s, slips(s, 5) ? other_roles(s, measure->observers) : measure->observers);
    struct range range = range_of(measure);
    int64_t middle = (range.usual_least + range.usual_most) / 2;
    struct tdm_written_value other = number_value(measure, clamped(&range, middle + between(s, -9, 9)));
    if (measure->scale != TDM_REF_NONE) other = value_any(s, s->protocol->measures[use].measure);
    bool by_baseline = node->basis != TDM_BASIS_OTHER_SIDE;
    if (by_baseline && (s->baseline[use].is_number || s->baseline[use].word.len > 0)) other = s->baseline[use];
    add_reading(s, told, use, other.is_number ? related(s, node, other) : other);
    if (by_baseline || slips(s, 8)) return;
    struct told *second =
        slips(s, 8) ? tell(s, TDM_ENTRY_ASSESS, day - 1, measure->observers) : told; /* not the same day */
    add_other_side(s, second, use, other);
}

/* A change is measured by a session and the mornings around it. */
static void measure_change(struct story *s, uint16_t plain, int32_t day) {
    struct told *before = assess(s, &plain, 1, day - 1), *session = session_on(s, NULL, day - 1);
    struct told *after = assess(s, &plain, 1, day);
    if (session->kept && after->entry.kind == TDM_ENTRY_DIARY && chance(s, 50))
        after->entry.target = name_of(s, session);
    if (!s->trait[TRAIT_SMOOTH] || before->entry.reading_count == 0 || after->entry.reading_count == 0) return;
    struct tdm_written_reading *calm = (struct tdm_written_reading *)(uintptr_t)after->entry.readings;
    if (!before->entry.readings[0].not_done && !calm->not_done) calm->value = before->entry.readings[0].value;
}

void measure_for(struct story *s, const struct tdm_criterion *node, int32_t day) {
    const struct tdm_measure_use *use = &s->protocol->measures[node->measure];
    int32_t window = node->over == TDM_OVER_WITHIN || node->over == TDM_OVER_OF ? span_days(node->window) : 7;
    uint32_t wanted = node->least_readings > 0 ? node->least_readings : 1u;
    if (!s->trait[TRAIT_SMOOTH]) wanted += (uint32_t)between(s, -1, 1);
    for (uint32_t i = 0; i < wanted; i++) {
        int32_t when = day - (int32_t)i * (window > (int32_t)wanted ? between(s, 1, window / (int32_t)wanted) : 1);
        uint16_t plain = recordable_of(s, use->measure);
        if (use->during_session) {
            (void)session_on(s, NULL, when);
        } else if (use->is_change) {
            if (plain != UINT16_MAX) measure_change(s, plain, when);
        } else if (node->compare != TDM_COMPARE_VALUE) {
            measure_related(s, node, slips(s, 10) ? when - window : when);
        } else {
            struct told *told = assess(s, NULL, 0, slips(s, 10) ? when - window - between(s, 0, 1) : when);
            tdm_mask observers = measure_of(s, node->measure)->observers;
            bool patient = (observers & TDM_BIT(s->patient_role)) != 0 && chance(s, 70);
            told->entry.kind = patient ? TDM_ENTRY_DIARY : TDM_ENTRY_ASSESS;
            told->entry.author =
                patient ? s->chart->patient : person_of(s, slips(s, 5) ? other_roles(s, observers) : observers);
            add_reading(s, told, node->measure, value_near(s, use->measure, &node->bound));
            if (!slips(s, 15)) continue;
            struct told *again =
                tell(s, TDM_ENTRY_ASSESS, when, observers); /* the same day, perhaps by somebody else (M30) */
            add_reading(s, again, node->measure, value_near(s, use->measure, &node->bound));
        }
    }
}
