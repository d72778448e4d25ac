/* target.c - what a step of a rule means in kilograms (N10): from the last load of whole sessions, capped by the week,
 * rounded towards less to a weight that exists, never above the ceiling. What cannot be told never goes on (M75, M121).
 */
#include "engine/engine_load.h"

static const char *const why_ids[TDM_TARGET_WHY_COUNT] = {
    [TDM_TARGET_NO_RULE] = "no-rule",
    [TDM_TARGET_NO_SESSION] = "no-session",
    [TDM_TARGET_ADVANCED] = "advanced",
    [TDM_TARGET_ADVANCED_CAPPED] = "advanced-to-the-cap",
    [TDM_TARGET_ADVANCED_CEILING] = "advanced-to-the-ceiling",
    [TDM_TARGET_REGRESSED] = "regressed",
    [TDM_TARGET_GO_ON] = "go-on",
    [TDM_TARGET_GO_BACK] = "go-back",
    [TDM_TARGET_STOPPED] = "stopped",
    [TDM_TARGET_HELD] = "held",
    [TDM_TARGET_OTHERWISE] = "otherwise",
    [TDM_TARGET_CAP] = "cap",
    [TDM_TARGET_CAP_UNKNOWN] = "cap-cannot-tell",
    [TDM_TARGET_STEP_TOO_LARGE] = "step-too-large",
    [TDM_TARGET_NOT_REACHED] = "not-reached",
    [TDM_TARGET_CEILING] = "ceiling",
    [TDM_TARGET_CLASS_UNKNOWN] = "class-cannot-tell",
    [TDM_TARGET_NO_BASE] = "no-base",
};

const char *tdm_target_why_id(enum tdm_target_why why) {
    return why_ids[why];
}

/* ---- exact arithmetic of loads */

static bool share(tdm_quantity load, tdm_decimal percent, tdm_quantity *out) {
    tdm_decimal hundredth = {1, 2}, part;
    out->unit = load.unit;
    return tdm_decimal_multiply(percent, hundredth, &part) && tdm_decimal_multiply(load.number, part, &out->number);
}

static bool raised_by(tdm_quantity load, tdm_decimal percent, tdm_quantity *out) {
    tdm_decimal sum;
    return tdm_decimal_add(tdm_decimal_of_int(100), percent, &sum) && share(load, sum, out);
}

static bool lowered_by(tdm_quantity load, tdm_decimal percent, tdm_quantity *out) {
    tdm_decimal rest;
    return tdm_decimal_subtract(tdm_decimal_of_int(100), percent, &rest) && share(load, rest, out);
}

static bool more(tdm_quantity a, tdm_quantity b) {
    return amount_order(a, b) > 0;
}

/* The step in the unit of the load; without one of its own every load exists. */
static bool step_in(const struct tdm_exercise *exercise, tdm_unit unit, tdm_quantity *out) {
    return exercise->has_step && tdm_quantity_convert(exercise->step, unit, out);
}

static int64_t scaled(tdm_decimal number, int32_t scale) {
    int64_t value = number.coefficient;
    for (int32_t s = number.scale; s < scale; s++)
        if (!tdm_mul_i64(value, 10, &value)) return -1;
    return value;
}

/* N10: towards less, to a weight there is. Both numbers at one scale are whole numbers. */
static tdm_quantity that_exists(const struct tdm_exercise *exercise, tdm_quantity load) {
    tdm_quantity step;
    if (!step_in(exercise, load.unit, &step)) return (tdm_quantity){tdm_decimal_trim(load.number), load.unit};
    int32_t scale = step.number.scale > load.number.scale ? step.number.scale : load.number.scale;
    int64_t whole = scaled(load.number, scale), one = scaled(step.number, scale);
    if (whole < 0 || one <= 0) return load;
    return (tdm_quantity){tdm_decimal_trim((tdm_decimal){whole - whole % one, scale}), load.unit};
}

bool target_share(const struct tdm_exercise *exercise, tdm_quantity load, tdm_decimal percent, tdm_quantity *out) {
    if (!share(load, percent, out)) return false;
    *out = that_exists(exercise, *out);
    return true;
}

/* ---- the ceiling */

struct limit_on {
    bool asks; /* there is a ceiling for this exercise */
    uint16_t load_class;
    tdm_date day;
};

static struct limit_on limit_on(const struct course *c, tdm_date day) {
    struct limit_on limit = {.day = day};
    tdm_mask barred;
    bool has_class, loads_site = (c->item->regions & TDM_BIT(c->m->chart->region)) != 0; /* M70 */
    ceiling_limit(c->m, day, &has_class, &limit.load_class, &barred);
    limit.asks = has_class && loads_site;
    return limit;
}

/* The class that the prescribed dose would have with that load. */
static bool class_with(const struct course *c, tdm_quantity load, tdm_date day, uint16_t *out) {
    const struct tdm_dose *dose = c->prescription != NULL ? c->prescription : c->last;
    struct own_measures own;
    TDM_ASSERT(dose != NULL && c->weight >= 0); /* a load is known, so somebody gave it */
    struct tdm_arena_mark mark = tdm_arena_mark(c->m->mem);
    struct tdm_dose_value *values = TDM_NEW_ARRAY(c->m->mem, struct tdm_dose_value, c->item->field_count);
    for (uint32_t i = 0; i < c->item->field_count; i++) values[i] = dose->values[i];
    values[c->weight] = (struct tdm_dose_value){.given = true, .quantity = load};
    own_measures_on(c->m, c->item, day, &own);
    struct tdm_load answer = load_with(c->item, values, &own);
    tdm_arena_rewind(c->m->mem, mark);
    *out = answer.load_class;
    return answer.known;
}

enum under { UNDER_AS_IT_IS, UNDER_LESS, UNDER_CANNOT_TELL };

/* The greatest load that exists, not above the wanted one, whose class the ceiling allows. */
static enum under under_ceiling(const struct course *c, const struct limit_on *limit, tdm_quantity *load) {
    enum { TRIES_MOST = 4000 };
    tdm_quantity step = {{5, 1}, load->unit};
    uint16_t load_class = 0;
    enum under answer = UNDER_AS_IT_IS;
    if (!limit->asks) return answer;
    if (!step_in(c->item, load->unit, &step)) step.unit = load->unit; /* every load exists: looked for by halves */
    for (int tries = 0; tries < TRIES_MOST; tries++) {
        if (!class_with(c, *load, limit->day, &load_class)) return UNDER_CANNOT_TELL;
        if (load_class <= limit->load_class) return answer;
        answer = UNDER_LESS;
        if (load->number.coefficient <= 0 || !tdm_decimal_subtract(load->number, step.number, &load->number)) break;
        if (load->number.coefficient < 0) load->number = tdm_decimal_of_int(0);
    }
    load->number = tdm_decimal_of_int(0);
    return UNDER_LESS;
}

/* ---- the steps */

static void set_target(struct course *c, tdm_quantity load, enum tdm_target_why why) {
    c->target.load = load;
    c->target.known = true;
    c->target.why = why;
    c->target.since = c->target.session_date;
    c->target.set_by = c->target.session;
}

/* By a share of the load, or by a weight. */
static bool stepped_up(const struct tdm_step *step, tdm_quantity from, tdm_quantity *out) {
    tdm_quantity amount;
    if (!step->has_amount) return raised_by(from, step->percent, out);
    out->unit = from.unit;
    return tdm_quantity_convert(step->amount, from.unit, &amount) &&
           tdm_decimal_add(from.number, amount.number, &out->number);
}

static bool stepped_down(const struct tdm_step *step, tdm_quantity from, tdm_quantity *out) {
    tdm_quantity amount;
    if (!step->has_amount) return lowered_by(from, step->percent, out);
    out->unit = from.unit;
    if (!tdm_quantity_convert(step->amount, from.unit, &amount) ||
        !tdm_decimal_subtract(from.number, amount.number, &out->number))
        return false;
    if (out->number.coefficient < 0) out->number = tdm_decimal_of_int(0);
    return true;
}

static bool capped_from(const struct tdm_step *step, tdm_quantity from, tdm_quantity *out) {
    tdm_quantity amount;
    if (!step->has_cap_amount) return raised_by(from, step->cap_percent_week, out);
    out->unit = from.unit;
    return tdm_quantity_convert(step->cap_amount_week, from.unit, &amount) &&
           tdm_decimal_add(from.number, amount.number, &out->number);
}

/* M77, M121: against the load in force seven days before the new one would be lifted. Before the first of all, that
 * one. */
enum cap { CAP_FITS, CAP_BROKEN, CAP_CANNOT_TELL };
static enum cap cap_of(const struct course *c, const struct step_at *at, tdm_quantity wanted, tdm_quantity *allowed) {
    struct target_span span;
    tdm_quantity high;
    TDM_ASSERT(c->span_count > 0); /* what gave the base put a load in force */
    if (!course_span_on(c, tdm_date_add_days(at->on, -7), &span)) span = c->spans[0];
    if (span.low.unit == TDM_UNIT_NONE || !capped_from(at->step, span.low, allowed)) return CAP_CANNOT_TELL;
    if (!more(wanted, *allowed)) return CAP_FITS;
    if (!capped_from(at->step, span.high, &high)) return CAP_CANNOT_TELL;
    return more(wanted, high) ? CAP_BROKEN : CAP_CANNOT_TELL;
}

/* The load wanted by the step, as far as the cap of a week lets it; false when the target stays, with its reason. */
static bool wanted_load(struct course *c, const struct step_at *at, tdm_quantity *wanted, enum tdm_target_why *why) {
    tdm_quantity allowed;
    *why = TDM_TARGET_ADVANCED;
    c->target.why = TDM_TARGET_NO_BASE;
    if (!c->has_base || !stepped_up(at->step, c->base, wanted)) return false;
    if (!at->step->has_cap) return true;
    switch (cap_of(c, at, *wanted, &allowed)) {
    case CAP_FITS:
        return true;
    case CAP_BROKEN:
        *wanted = allowed;
        *why = TDM_TARGET_ADVANCED_CAPPED;
        return true;
    case CAP_CANNOT_TELL:
        c->target.why = TDM_TARGET_CAP_UNKNOWN;
        return false;
    }
    TDM_UNREACHABLE();
}

/* Rounded away: the next weight there is would be more than the step, or the cap, allows. */
static void stays_below(struct course *c, tdm_quantity now, enum tdm_target_why why) {
    tdm_quantity step;
    c->target.why = more(now, c->base)                  ? TDM_TARGET_NOT_REACHED
                    : why == TDM_TARGET_ADVANCED_CAPPED ? TDM_TARGET_CAP
                                                        : TDM_TARGET_STEP_TOO_LARGE;
    c->target.next_step = now;
    if (step_in(c->item, now.unit, &step) && !tdm_decimal_add(now.number, step.number, &c->target.next_step.number))
        c->target.next_step = now;
}

void target_advance(struct course *c, const struct step_at *at) {
    tdm_quantity wanted, now;
    enum tdm_target_why why;
    if (!at->step->has_percent && !at->step->has_amount) {
        c->target.why = TDM_TARGET_GO_ON;
        return;
    }
    if (!wanted_load(c, at, &wanted, &why)) return;
    now = c->target.known ? c->target.load : c->base;
    wanted = that_exists(c->item, wanted);
    if (!more(wanted, now)) {
        stays_below(c, now, why);
        return;
    }
    struct limit_on limit = limit_on(c, at->on);
    enum under under = under_ceiling(c, &limit, &wanted);
    if (under == UNDER_CANNOT_TELL)
        c->target.why = TDM_TARGET_CLASS_UNKNOWN;
    else if (!more(wanted, now))
        c->target.why = TDM_TARGET_CEILING;
    else
        set_target(c, wanted, under == UNDER_LESS ? TDM_TARGET_ADVANCED_CEILING : why);
}

/* From the load really lifted when that was less than the target. */
void target_regress(struct course *c, const struct step_at *at) {
    tdm_quantity from = c->target.load, wanted;
    c->target.why = TDM_TARGET_GO_BACK;
    if (!at->step->has_percent && !at->step->has_amount) return;
    c->target.why = TDM_TARGET_NO_BASE;
    if (!c->target.known && !c->has_base) return;
    if (!c->target.known || (c->has_base && more(from, c->base))) from = c->base;
    if (stepped_down(at->step, from, &wanted)) set_target(c, that_exists(c->item, wanted), TDM_TARGET_REGRESSED);
}

void target_under_ceiling(struct course *c) {
    if (!c->target.known) return;
    struct limit_on limit = limit_on(c, c->m->asof.on);
    tdm_quantity load = c->target.load;
    if (under_ceiling(c, &limit, &load) != UNDER_LESS) return;
    if (c->target.why != TDM_TARGET_ADVANCED_CEILING) c->target.was = c->target.load;
    c->target.load = load;
    if (c->target.why != TDM_TARGET_STOPPED) c->target.why = TDM_TARGET_CEILING; /* nothing hides a stop (M75) */
}
