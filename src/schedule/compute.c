/* compute.c - the ties of a form under what is known: links in days, their bounds, and dates by clause.
 * Facts win over clauses (M60): a point that has happened hangs on its own date alone, and a longest length that has
 * already run out is "overdue" (the engine tells it), not a contradiction. */
#include "schedule/schedule_int.h"

struct filling {
    const struct tdm_schedule_form *form;
    const struct tdm_anchors *anchors;
    struct tdm_link *links;
    uint32_t count;
    tdm_date *fixed;    /* per point: the day it is known to be on, or none */
    bool *planned;      /* per point: known by a plan only */
    bool *waits;        /* per point: it, or something not yet so that it hangs on, needs a person */
    bool without_upper; /* second try after a contradiction: lower bounds only */
};

static int32_t days_from_on(const struct filling *f, tdm_date date) {
    return date.day - f->anchors->on.day;
}

static void put(struct filling *f, tdm_point from, tdm_point to, int32_t least, int32_t most, tdm_clause_id clause) {
    if (f->without_upper) most = TDM_DAYS_INFINITE;
    f->links[f->count++] = (struct tdm_link){.from = from, .to = to, .least = least, .most = most, .label = clause};
}

/* An offset as days, when its anchor has no date yet: a month is a range (M11). */
static void offset_range(const struct tdm_day_expr *day, int32_t *least, int32_t *most) {
    *least = *most = 0;
    if (day->sign == 0) return;
    tdm_span_day_range(day->offset, least, most);
    if (day->sign < 0) {
        int32_t held = *least;
        *least = -*most;
        *most = -held;
    }
}

static void put_related(struct filling *f, const struct tie *tie, tdm_point from, int32_t least, int32_t most) {
    if (tie->relation == RELATION_NOT_BEFORE) most = TDM_DAYS_INFINITE;
    if (tie->relation == RELATION_NOT_AFTER) least = -TDM_DAYS_INFINITE;
    put(f, from, tie->point, least, most, tie->clause);
}

static void put_day(struct filling *f, const struct tie *tie) {
    tdm_point from = tdm_schedule_anchor_point(f->form, tie->day);
    int32_t least, most;
    if (tie->day->anchor != TDM_ANCHOR_DATE && tdm_date_is_none(f->fixed[from])) {
        offset_range(tie->day, &least, &most);
        put_related(f, tie, from, least, most);
        return;
    }
    tdm_date anchor = tie->day->anchor == TDM_ANCHOR_DATE ? tie->day->date : f->fixed[from];
    int32_t day = days_from_on(f, tdm_day_at(tie->day, anchor));
    bool happens =
        tie->point < f->form->gates; /* gates and clearances are bounds, not happenings: they may lie behind */
    least = most = day;
    if (happens && day < 0) most = TDM_DAYS_INFINITE;
    put_related(f, tie, POINT_ORIGIN, least, most);
}

static void put_length(struct filling *f, const struct tie *tie) {
    int32_t low, high, least = -TDM_DAYS_INFINITE, most = TDM_DAYS_INFINITE;
    tdm_date start = f->fixed[tie->other];
    if (!tdm_date_is_none(start)) {
        if (tie->length.has_least) least = days_from_on(f, tdm_date_add_span(start, tie->length.least));
        if (tie->length.has_most) most = days_from_on(f, tdm_date_add_span(start, tie->length.most));
        if (most < 0) most = TDM_DAYS_INFINITE;
        put(f, POINT_ORIGIN, tie->point, least, most, tie->clause);
        return;
    }
    if (tie->length.has_least) {
        tdm_span_day_range(tie->length.least, &low, &high);
        least = low;
    }
    if (tie->length.has_most) {
        tdm_span_day_range(tie->length.most, &low, &high);
        most = high;
    }
    put(f, tie->other, tie->point, least, most, tie->clause);
}

static void fix_points(struct filling *f) {
    const struct tdm_schedule_form *form = f->form;
    const struct tdm_anchors *anchors = f->anchors;
    for (uint16_t p = 0; p < form->point_count; p++) f->fixed[p] = TDM_DATE_NONE;
    f->fixed[POINT_ORIGIN] = anchors->on;
    for (int e = 0; e < TDM_EVENT_COUNT; e++) {
        tdm_point point = point_event((enum tdm_event)e);
        f->fixed[point] = anchors->event[e];
        bool plan = tdm_date_is_none(anchors->event[e]) && !tdm_date_is_none(anchors->planned[e]) &&
                    !tdm_date_before(anchors->planned[e], anchors->on);
        if (plan) f->fixed[point] = anchors->planned[e];
        f->planned[point] = plan;
    }
    for (uint32_t p = 0; p < form->protocol->phase_count; p++) {
        f->fixed[point_start(form, p)] = anchors->phase_start[p];
        f->fixed[point_end(form, p)] = anchors->phase_end[p];
    }
}

/* What has a date waits for nobody, and neither does what counts from it. */
static void find_waits(struct filling *f) {
    const struct tdm_schedule_form *form = f->form;
    for (tdm_point p = 0; p < form->point_count; p++) f->waits[p] = form->waits[p] && tdm_date_is_none(f->fixed[p]);
    bool changed = true;
    for (uint32_t sweep = 0; changed && sweep <= form->point_count; sweep++) {
        changed = false;
        for (uint32_t i = 0; i < form->tie_count; i++) {
            const struct tie *tie = &form->ties[i];
            tdm_point from = tie->kind == TIE_DAY ? tdm_schedule_anchor_point(form, tie->day) : tie->other;
            if (f->waits[tie->point] || !f->waits[from] || !tdm_date_is_none(f->fixed[tie->point])) continue;
            f->waits[tie->point] = changed = true;
        }
    }
}

static void fill(struct filling *f) {
    const struct tdm_schedule_form *form = f->form;
    f->count = 0;
    for (tdm_point p = 1; p < form->point_count; p++) {
        if (!tdm_date_is_none(f->fixed[p])) {
            int32_t day = days_from_on(f, f->fixed[p]);
            bool with_upper = f->without_upper;
            f->without_upper = false; /* a fact stays a fact */
            put(f, POINT_ORIGIN, p, day, day, TDM_CLAUSE_NONE);
            f->without_upper = with_upper;
        } else if (p < form->gates) {
            put(f, POINT_ORIGIN, p, 0, TDM_DAYS_INFINITE, TDM_CLAUSE_NONE);
        }
    }
    for (uint32_t i = 0; i < form->tie_count; i++) {
        const struct tie *tie = &form->ties[i];
        if (!tdm_date_is_none(f->fixed[tie->point])) continue;
        switch (tie->kind) {
        case TIE_DAY:
            put_day(f, tie);
            break;
        case TIE_LENGTH:
            put_length(f, tie);
            break;
        case TIE_ORDER:
            put(f, tie->other, tie->point, 0, TDM_DAYS_INFINITE, tie->clause);
            break;
        }
    }
}

static tdm_clause_id clause_of(uint32_t label) {
    return label >= TDM_CLAUSE_NONE ? TDM_CLAUSE_NONE : (tdm_clause_id)label;
}

static void tell_conflict(struct tdm_arena *mem, const uint32_t *cycle, uint32_t count, struct tdm_schedule *out) {
    tdm_clause_id *clauses = TDM_NEW_ARRAY(mem, tdm_clause_id, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        bool seen = clause_of(cycle[i]) == TDM_CLAUSE_NONE;
        for (uint32_t j = 0; j < out->conflict_count && !seen; j++) seen = clauses[j] == cycle[i];
        if (!seen) clauses[out->conflict_count++] = clause_of(cycle[i]);
    }
    out->conflict = clauses;
    out->consistent = false;
}

static struct tdm_when when_of(const struct filling *f, const struct tdm_bound_days *bounds, tdm_point p,
                               uint8_t undated) {
    struct tdm_when when = {.earliest = TDM_DATE_NONE,
                            .latest = TDM_DATE_NONE,
                            .earliest_by = TDM_CLAUSE_NONE,
                            .latest_by = TDM_CLAUSE_NONE,
                            .fixed = !tdm_date_is_none(f->fixed[p]) && !f->planned[p],
                            .waits = f->waits[p]};
    if (when.fixed) when.waits = false;
    for (int e = 0; e < TDM_EVENT_COUNT; e++)
        if (f->planned[point_event((enum tdm_event)e)] && (f->form->needs[p] & (1u << e)) != 0)
            when.planned = !when.fixed;
    if ((f->form->needs[p] & undated) != 0 && !when.fixed) return when;
    if (bounds[p].earliest > -TDM_DAYS_INFINITE) {
        when.earliest = tdm_date_add_days(f->anchors->on, bounds[p].earliest);
        when.earliest_by = clause_of(bounds[p].earliest_label);
    }
    if (bounds[p].latest < TDM_DAYS_INFINITE) {
        when.latest = tdm_date_add_days(f->anchors->on, bounds[p].latest);
        when.latest_by = clause_of(bounds[p].latest_label);
    }
    return when;
}

static void tell_dates(const struct filling *f, const struct tdm_bound_days *bounds, struct tdm_schedule *out) {
    const struct tdm_schedule_form *form = f->form;
    uint8_t undated = 0;
    for (int e = 0; e < TDM_EVENT_COUNT; e++)
        if (tdm_date_is_none(f->fixed[point_event((enum tdm_event)e)])) undated |= (uint8_t)(1u << e);
    for (int e = 0; e < TDM_EVENT_COUNT; e++)
        out->event[e] = when_of(f, bounds, point_event((enum tdm_event)e), undated);
    for (uint32_t p = 0; p < form->protocol->phase_count; p++) {
        out->phase_start[p] = when_of(f, bounds, point_start(form, p), undated);
        out->phase_end[p] = when_of(f, bounds, point_end(form, p), undated);
    }
    for (uint32_t g = 0; g < form->protocol->gate_count; g++)
        out->gate[g] = when_of(f, bounds, point_gate(form, g), undated);
    for (uint32_t c = 0; c < form->protocol->clearance_count; c++)
        out->clearance[c] = when_of(f, bounds, point_clearance(form, c), undated);
}

/* First days that go round in a circle: there is none. `tdm_schedule_check` refuses such a protocol (T001). */
static void leave_undated(struct tdm_bound_days *bounds, uint32_t count) {
    for (uint32_t p = 0; p < count; p++)
        bounds[p] = (struct tdm_bound_days){.earliest = -TDM_DAYS_INFINITE, .latest = TDM_DAYS_INFINITE};
}

static struct tdm_when *whens(struct tdm_arena *mem, uint32_t count) {
    return tdm_arena_alloc_raw(mem, (count + 1) * sizeof(struct tdm_when));
}

void tdm_schedule_compute(struct tdm_arena *mem, const struct tdm_schedule_form *form,
                          const struct tdm_anchors *anchors, struct tdm_schedule *out) {
    const struct tdm_protocol *protocol = form->protocol;
    *out = (struct tdm_schedule){.phase_start = whens(mem, protocol->phase_count),
                                 .phase_end = whens(mem, protocol->phase_count),
                                 .gate = whens(mem, protocol->gate_count),
                                 .clearance = whens(mem, protocol->clearance_count),
                                 .consistent = true};
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct filling f = {.form = form, .anchors = anchors};
    f.fixed = tdm_arena_alloc_raw(mem, form->point_count * sizeof(tdm_date));
    f.planned = TDM_NEW_ARRAY(mem, bool, form->point_count);
    f.waits = tdm_arena_alloc_raw(mem, form->point_count * sizeof(bool));
    f.links = tdm_arena_alloc_raw(mem, (form->tie_count + form->point_count) * sizeof(struct tdm_link));
    struct tdm_bound_days *bounds = tdm_arena_alloc_raw(mem, form->point_count * sizeof *bounds);
    fix_points(&f);
    find_waits(&f);
    fill(&f);
    struct tdm_network network = {form->point_count, f.links, f.count};
    const uint32_t *cycle = NULL;
    uint32_t cycle_count = 0;
    if (!tdm_network_bounds(mem, &network, POINT_ORIGIN, bounds, &cycle, &cycle_count)) {
        tell_conflict(mem, cycle, cycle_count, out);
        f.without_upper = true;
        fill(&f);
        network.link_count = f.count;
        if (!tdm_network_bounds(mem, &network, POINT_ORIGIN, bounds, &cycle, &cycle_count))
            leave_undated(bounds, form->point_count);
        tell_dates(&f, bounds, out);
        return;
    }
    tell_dates(&f, bounds, out);
    tdm_arena_rewind(mem, mark);
}

static tdm_date phase_anchor(const struct tdm_anchors *anchors, tdm_ref phase, bool end) {
    return end ? anchors->phase_end[phase] : anchors->phase_start[phase];
}

tdm_date tdm_anchor_day(const struct tdm_protocol *protocol, const struct tdm_anchors *anchors,
                        const struct tdm_day_expr *expr, bool use_plans, bool *is_planned) {
    tdm_date anchor = TDM_DATE_NONE;
    enum tdm_event event = expr->event;
    bool by_event = expr->anchor == TDM_ANCHOR_EVENT;
    if (is_planned != NULL) *is_planned = false;
    switch (expr->anchor) {
    case TDM_ANCHOR_DATE:
        anchor = expr->date;
        break;
    case TDM_ANCHOR_EVENT:
        break;
    case TDM_ANCHOR_PHASE_START:
        anchor = phase_anchor(anchors, expr->ref, false);
        break;
    case TDM_ANCHOR_PHASE_END:
        anchor = phase_anchor(anchors, expr->ref, true);
        break;
    case TDM_ANCHOR_GATE:
        by_event = protocol->gates[expr->ref].opens_discharge;
        event = TDM_EVENT_DISCHARGE;
        if (!by_event) anchor = phase_anchor(anchors, protocol->gates[expr->ref].phase, false);
        break;
    }
    if (by_event) {
        anchor = anchors->event[event];
        if (tdm_date_is_none(anchor) && use_plans && !tdm_date_is_none(anchors->planned[event])) {
            anchor = anchors->planned[event];
            if (is_planned != NULL) *is_planned = true;
        }
    }
    return tdm_date_is_none(anchor) ? TDM_DATE_NONE : tdm_day_at(expr, anchor);
}
