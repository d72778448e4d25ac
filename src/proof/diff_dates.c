/* diff_dates.c - from which day each load class, attribute and activity can be at the earliest, and each phase and
 * gate: the best case over every order in which phases can follow each other, with what is in force on both tracks. */
#include "proof/diff_int.h"

struct search {
    const struct facts *f;
    uint32_t origin;
    bool by_class; /* else by attribute */
    uint16_t load_class;
    tdm_ref attribute;
    tdm_mask restrictions; /* that bar it; likewise nevers. More than 64 of a kind: the rest is not looked at */
    tdm_mask nevers;
    tdm_ref tissue; /* the phase that must be in force beside; TDM_REF_NONE: no phase on that track */
    bool found;
    int32_t best;
};

/* ---- what bars the thing that is searched */

static bool phase_allows(const struct search *s, const struct tdm_phase *phase) {
    if (!phase->has_ceiling) return true;
    return s->by_class ? phase->load_class >= s->load_class : (phase->barred & TDM_BIT(s->attribute)) == 0;
}

static bool touch_bars(const struct search *s, const struct tdm_touch *touch) {
    if (s->by_class) return touch->kind == TDM_TOUCH_LOAD_ABOVE && touch->load_class < s->load_class;
    return touch->kind == TDM_TOUCH_ATTRIBUTE && touch->ref == s->attribute;
}

static void note_bars(struct search *s) {
    const struct tdm_protocol *protocol = s->f->protocol;
    for (uint32_t i = 0; i < protocol->restriction_count && i < 64; i++)
        for (uint32_t k = 0; k < protocol->restrictions[i].touch_count; k++)
            if (touch_bars(s, &protocol->restrictions[i].touches[k])) s->restrictions |= TDM_BIT(i);
    for (uint32_t i = 0; i < protocol->never_count && i < 64; i++) {
        const struct tdm_never *never = &protocol->nevers[i];
        bool bars = s->by_class ? never->is_class && never->load_class <= s->load_class
                                : !never->is_class && never->attribute == s->attribute;
        if (bars) s->nevers |= TDM_BIT(i);
    }
}

/* ---- the day */

/* A phase in force has at least its first day (M2). */
static bool in_force(struct reach *r, tdm_ref phase, const struct reach_then *then) {
    return reach_most(r, reach_end(r, phase), reach_start(r, phase), -1) && reach_in_force(r, phase, then);
}

static void free_of_nevers(struct search *s, struct reach *r, uint32_t from) {
    const struct tdm_protocol *protocol = s->f->protocol;
    for (uint32_t i = from; i < protocol->never_count && i < 64; i++) {
        if ((s->nevers & TDM_BIT(i)) == 0) continue;
        const struct tdm_day_expr *before = &protocol->nevers[i].before;
        if (before->anchor != TDM_ANCHOR_DATE && before->sign <= 0) continue; /* holds on no day after its anchor */
        if (!reach_not_before(r, r->today, before, 0)) return;
    }
    int32_t day;
    if (!reach_earliest(r, s->origin, r->today, &day)) return;
    if (!s->found || day < s->best) s->best = day;
    s->found = true;
}

static bool after_restriction(struct reach *r, const struct tdm_restriction *restriction) {
    switch (restriction->end) {
    case TDM_END_DAY:
        return reach_not_before(r, r->today, &restriction->until, 1);
    case TDM_END_CLEARANCE:
        return reach_most(r, r->today, reach_clearance(r, restriction->clearance), 0);
    case TDM_END_NEVER:
        return false;
    }
    TDM_UNREACHABLE();
}

static void free_of_restrictions(struct search *s, const struct reach *r, uint32_t from) {
    const struct tdm_protocol *protocol = s->f->protocol;
    uint32_t i = from;
    while (i < protocol->restriction_count && i < 64 && (s->restrictions & TDM_BIT(i)) == 0) i++;
    if (i >= protocol->restriction_count || i >= 64) {
        struct reach last = reach_try(r);
        free_of_nevers(s, &last, 0);
        return;
    }
    const struct tdm_restriction *restriction = &protocol->restrictions[i];
    struct reach before = reach_try(r), after = reach_try(r);
    if (after_restriction(&after, restriction)) free_of_restrictions(s, &after, i + 1);
    if (reach_not_after(&before, before.today, &restriction->from, -1)) free_of_restrictions(s, &before, i + 1);
}

static bool both_in_force(struct reach *r, void *context) {
    free_of_restrictions(context, r, 0);
    return false; /* go on: the earliest of all orders is wanted */
}

static bool tissue_beside(struct reach *r, void *context) {
    struct search *s = context;
    if (s->tissue == TDM_REF_NONE) return both_in_force(r, context);
    return in_force(r, s->tissue, &(struct reach_then){both_in_force, context});
}

static void search_pairs(struct search *s, const struct reach *base) {
    const struct tdm_protocol *protocol = s->f->protocol;
    bool has_tissue = false;
    for (uint32_t i = 0; i < protocol->phase_count; i++)
        has_tissue = has_tissue || protocol->phases[i].track == TDM_TRACK_TISSUE;
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase *phase = &protocol->phases[p];
        if (phase->track != TDM_TRACK_FUNCTION || !phase_allows(s, phase)) continue;
        for (uint32_t t = 0; t < protocol->phase_count || (t == 0 && !has_tissue); t++) {
            const struct tdm_phase *other = &protocol->phases[t];
            if (has_tissue && (other->track != TDM_TRACK_TISSUE || !phase_allows(s, other))) continue;
            struct tdm_arena_mark mark = tdm_arena_mark(s->f->mem);
            struct reach one = reach_try(base);
            s->tissue = has_tissue ? (tdm_ref)t : TDM_REF_NONE;
            bool going = in_force(&one, (tdm_ref)p, &(struct reach_then){tissue_beside, s});
            TDM_ASSERT(!going);
            tdm_arena_rewind(s->f->mem, mark);
            if (!has_tissue) break;
        }
    }
}

static void search_day(struct search *s, const struct reach *kept) {
    struct reach base = reach_try(kept);
    note_bars(s);
    if (reach_most(&base, base.today, s->origin, 0)) search_pairs(s, &base);
}

static void add_found(struct facts *f, const struct search *s, struct tdm_diff_fact fact) {
    fact.aspect = TDM_DIFF_EARLIEST;
    fact.clause = TDM_CLAUSE_NONE;
    fact.has_day = s->found;
    fact.day = s->best;
    fact.has_weight = true;
    fact.weight = s->found ? s->best : INT32_MAX;
    if (!s->found) fact.value = TDM_STR("no day");
    diff_add(f, fact);
}

/* ---- load classes and attributes */

static void add_loads(struct facts *f, const struct reach *kept, uint32_t origin) {
    const struct tdm_scale *ladder = tdm_catalog_load_scale(f->catalog);
    for (uint16_t c = 0; c < ladder->count; c++) {
        struct search s = {.f = f, .origin = origin, .by_class = true, .load_class = c};
        search_day(&s, kept);
        add_found(f, &s, (struct tdm_diff_fact){.topic = TDM_DIFF_LOAD, .rank = c, .subject = ladder->steps[c]});
    }
    for (uint32_t a = 0; a < f->catalog->count[TDM_KIND_ATTRIBUTE] && a < 64; a++) {
        struct search s = {.f = f, .origin = origin, .attribute = (tdm_ref)a};
        search_day(&s, kept);
        add_found(f, &s,
                  (struct tdm_diff_fact){.topic = TDM_DIFF_ATTRIBUTE,
                                         .subject = tdm_catalog_name(f->catalog, TDM_KIND_ATTRIBUTE, (tdm_ref)a)});
    }
}

/* ---- phases that begin by a day, and gates */

static void add_bound(struct facts *f, const struct reach *kept, uint32_t origin, uint32_t point,
                      struct tdm_diff_fact fact) {
    fact.has_day = fact.aspect == TDM_DIFF_EARLIEST ? reach_earliest(kept, origin, point, &fact.day)
                                                    : reach_latest(kept, origin, point, &fact.day);
    if (!fact.has_day) return;
    fact.has_weight = fact.aspect == TDM_DIFF_EARLIEST;
    fact.weight = fact.day;
    diff_add(f, fact);
}

static void add_days(struct facts *f, const struct reach *kept, uint32_t origin) {
    const struct tdm_protocol *protocol = f->protocol;
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase *phase = &protocol->phases[p];
        if (phase->from.anchor == TDM_ANCHOR_GATE) continue; /* its gate tells */
        struct tdm_diff_fact fact = {
            .topic = TDM_DIFF_PHASE, .subject = phase->name, .aspect = TDM_DIFF_EARLIEST, .clause = phase->from_clause};
        add_bound(f, kept, origin, reach_start(kept, (tdm_ref)p), fact);
        fact.aspect = TDM_DIFF_LATEST;
        add_bound(f, kept, origin, reach_start(kept, (tdm_ref)p), fact);
    }
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        add_bound(f, kept, origin, reach_gate(kept, (tdm_ref)g),
                  (struct tdm_diff_fact){.topic = TDM_DIFF_GATE,
                                         .subject = protocol->gates[g].name,
                                         .aspect = TDM_DIFF_EARLIEST,
                                         .clause = protocol->gates[g].clause});
}

void diff_dates(struct facts *f) {
    struct reach kept;
    reach_make(&kept, f->mem, f->protocol, REACH_KEPT);
    if (!kept.possible) return;
    uint32_t origin = reach_event(f->protocol->procedure == TDM_REF_NONE ? TDM_EVENT_ENROLMENT : TDM_EVENT_PROCEDURE);
    add_loads(f, &kept, origin);
    add_days(f, &kept, origin);
}
