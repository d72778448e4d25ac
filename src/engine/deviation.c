/* deviation.c - what was recorded against the protocol, judged twice (M48): with what its actor could know at the time,
 * and with what is known now. Nothing is closed by it (M66); nothing is ever left out. */
#include "engine/ceiling.h"
#include "engine/engine_int.h"

struct finding {
    const struct moment *m;
    struct tdm_deviation *items;
    size_t count, room;
    struct moment then; /* the last moment made for an act, kept while the act's day and knowledge stay the same */
    bool has_then;
    struct told_load *told; /* per exercise */
};

/* The load of the amounts of an exercise that were asked about last: sessions of one dose say the same ones. */
struct told_load {
    const struct tdm_dose_value *of; /* null: none yet, or compared with what the patient could do on that day */
    struct tdm_load load;
};

static struct tdm_deviation *add(struct finding *f, enum tdm_reason_code code, uint32_t entry, tdm_date date) {
    TDM_GROW(f->m->mem, f->items, f->count, f->room);
    struct tdm_deviation *d = &f->items[f->count++];
    *d = (struct tdm_deviation){.entry = entry, .date = date, .known_then = true, .known_now = true};
    d->reason = check_of(TDM_UNMET, code, TDM_CLAUSE_NONE).reason;
    d->reason.entry = entry;
    d->reason.date = date;
    return d;
}

/* When an act was written down: of one written twice this record of it, also where it stands in for the other later
 * (M114). */
static tdm_instant written(const struct moment *m, uint32_t entry) {
    return m->chart->chart->entries[entry].recorded;
}

/* The moment in which an act was done: its own day, and what was known when it was recorded. */
static const struct moment *moment_of(struct finding *f, uint32_t entry, tdm_instant known) {
    struct tdm_asof asof = {fact_of(f->m, entry)->date, known};
    bool same = f->has_then && f->then.asof.on.day == asof.on.day && f->then.asof.known.ms == asof.known.ms;
    if (!same) moment_make(&f->then, f->m->mem, f->m->episode, asof);
    f->then.other_side_affected = f->m->other_side_affected;
    f->has_then = true;
    return &f->then;
}

/* Nothing of its day or before it that moves phases or limits was recorded after the act: then and now are the same.
 * Where a flag's rule may hold, readings move limits too. */
static bool nothing_came_later(const struct finding *f, uint32_t entry) {
    int64_t recorded = written(f->m, entry).ms;
    const struct index *index = f->m->index;
    const int64_t *latest = index->any_rule ? index->known_by : index->steered_by;
    return latest[entry] <= recorded && (!index->looks_ahead || index->planned_by <= recorded);
}

/* ---- load (S48, S54) */

struct limit {
    bool has_class;
    uint16_t load_class;
    tdm_mask barred;
};

/* A phase that was lifted by a signature revoked later: its limits on the days between need that day's own view. */
static bool lifted_on(const struct moment *m, tdm_date day) {
    for (uint32_t p = 0; p < m->protocol->phase_count; p++)
        if (!tdm_date_is_none(m->phases[p].lifted_until) && day.day < m->phases[p].lifted_until.day) return true;
    return false;
}

/* A day between two procedures belongs to the earlier one (M14). */
static bool before_repeat(const struct moment *m, tdm_date day) {
    return !tdm_date_is_none(m->procedure) && m->first_procedure.day <= day.day && day.day < m->procedure.day;
}

/* Its day lies before a procedure that was done since, or before a plan may have been made. */
static bool before_event(const struct moment *m, tdm_date day) {
    return tdm_date_is_none(m->procedure) ? m->index->kind_count[TDM_ENTRY_PLAN] > 0 : day.day < m->procedure.day;
}

/* A phase entered by the day has been entered again since: only its last stay can be read off a later moment (M59). */
static bool entered_again(const struct moment *m, tdm_date day) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_ENTER]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_ENTER][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        const struct phase_state *state = &m->phases[m->episode->entries[entry].phase];
        if (fact->date.day <= day.day && holds_now(m, fact) && !tdm_date_is_none(state->start) &&
            state->start.day > day.day)
            return true;
    }
    return false;
}

/* What held on a day cannot always be read off the moment asked about. */
static bool needs_own_view(const struct moment *m, tdm_date day) {
    return lifted_on(m, day) || before_event(m, day) || entered_again(m, day);
}

static struct limit limit_now(struct finding *f, uint32_t entry, bool own_view) {
    struct limit limit;
    tdm_date day = fact_of(f->m, entry)->date;
    const struct moment *m = own_view ? moment_of(f, entry, f->m->asof.known) : f->m;
    ceiling_limit(m, day, &limit.has_class, &limit.load_class, &limit.barred);
    return limit;
}

static struct limit limit_then(struct finding *f, uint32_t entry) {
    struct limit limit;
    const struct moment *m = moment_of(f, entry, written(f->m, entry));
    ceiling_limit(m, fact_of(f->m, entry)->date, &limit.has_class, &limit.load_class, &limit.barred);
    return limit;
}

/* An emergency stops all loading (M96): one that was raised by an entry or found by a screen, or that a rule may raise.
 */
static bool may_stop_all(const struct moment *m) {
    for (uint32_t i = 0; i < m->index->flags.count; i++)
        if (is_emergency(m, m->index->flags.items[i].item)) return true;
    for (uint32_t i = 0; i < m->protocol->flag_count; i++)
        if (m->index->rule_possible[i] && is_emergency(m, m->protocol->flags[i].item)) return true;
    return false;
}

/* The lowest ceiling and every attribute that any clause could bar: doses inside it need no look at their day. */
static struct limit lowest_limit(const struct moment *m) {
    struct limit lowest = {.has_class = true, .load_class = UINT16_MAX};
    for (uint32_t p = 0; p < m->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &m->protocol->phases[p];
        lowest.barred |= phase->barred;
        if (phase->has_ceiling && phase->load_class < lowest.load_class) lowest.load_class = phase->load_class;
    }
    for (uint32_t i = 0; i < m->protocol->never_count; i++) {
        const struct tdm_never *never = &m->protocol->nevers[i];
        if (!never->is_class)
            lowest.barred |= TDM_BIT(never->attribute);
        else if (never->load_class > 0 && never->load_class - 1 < lowest.load_class)
            lowest.load_class = (uint16_t)(never->load_class - 1);
    }
    for (uint32_t r = 0; r < m->protocol->restriction_count; r++)
        for (uint32_t t = 0; t < m->protocol->restrictions[r].touch_count; t++) {
            const struct tdm_touch *touch = &m->protocol->restrictions[r].touches[t];
            if (touch->kind == TDM_TOUCH_ATTRIBUTE) lowest.barred |= TDM_BIT(touch->ref);
            if (touch->kind == TDM_TOUCH_LOAD_ABOVE && touch->load_class < lowest.load_class)
                lowest.load_class = touch->load_class;
        }
    if (m->index->kind_count[TDM_ENTRY_STATEMENT] > 0 || may_stop_all(m)) lowest.load_class = 0;
    return lowest;
}

static bool above(const struct limit *limit, const struct tdm_load *load) {
    return limit->has_class && load->known && load->load_class > limit->load_class;
}

/* Every barred attribute is told, each as it was known (M48, M71). */
static void tell_attributes(struct finding *f, const struct tdm_dose *dose, tdm_mask now, tdm_mask then) {
    if ((now | then) == 0) return;
    for (tdm_ref attribute = 0; attribute < f->m->catalog->count[TDM_KIND_ATTRIBUTE]; attribute++) {
        if (((now | then) & TDM_BIT(attribute)) == 0) continue;
        struct tdm_deviation *d =
            add(f, dose->prescribed ? TDM_REASON_DEVIATION_PRESCRIBED_ATTRIBUTE : TDM_REASON_DEVIATION_ATTRIBUTE,
                dose->entry, dose->date);
        d->known_now = (now & TDM_BIT(attribute)) != 0;
        d->known_then = (then & TDM_BIT(attribute)) != 0;
        d->reason.ref = attribute;
    }
}

static void tell_load(struct finding *f, const struct tdm_dose *dose, const struct tdm_load *load,
                      const struct limit *now, const struct limit *then) {
    const struct limit *shown = above(now, load) ? now : then;
    if (above(now, load) || above(then, load)) {
        struct tdm_deviation *d = add(f, dose->prescribed ? TDM_REASON_DEVIATION_PRESCRIBED : TDM_REASON_DEVIATION_LOAD,
                                      dose->entry, dose->date);
        d->known_now = above(now, load);
        d->known_then = above(then, load);
        d->reason.ref = dose->exercise;
        d->reason.n = load->load_class;
        d->reason.of_n = shown->load_class;
    }
    tell_attributes(f, dose, load->attributes & now->barred, load->attributes & then->barred);
}

/* What a never-clause rules out is told by that clause too, whatever else forbids it: it is a promise of the protocol
 * (F081, M4). */
static void tell_nevers(struct finding *f, const struct tdm_dose *dose, const struct tdm_load *load, bool own_view) {
    tdm_instant recorded = written(f->m, dose->entry);
    bool the_same = nothing_came_later(f, dose->entry) && !own_view;
    for (tdm_ref n = 0; n < f->m->protocol->never_count; n++) {
        struct tdm_ceiling_term said;
        tdm_date last = TDM_DATE_NONE, last_then = TDM_DATE_NONE;
        if (!tdm_ceiling_of_never(f->m->protocol, n, &said)) continue;
        bool past = said.has_class && load->known && load->load_class > said.load_class;
        if (!past && (load->attributes & said.barred) == 0) continue;
        const struct moment *m = own_view ? moment_of(f, dose->entry, f->m->asof.known) : f->m;
        bool now = never_holds(m, n, dose->date, &last), then = now;
        if (!the_same) then = never_holds(moment_of(f, dose->entry, recorded), n, dose->date, &last_then);
        if (!now && !then) continue;
        struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_NEVER, dose->entry, dose->date);
        d->known_now = now;
        d->known_then = then;
        d->reason.ref = dose->exercise;
        d->reason.clause = said.clause;
        d->reason.until = now ? last : last_then;
    }
}

/* What held on a day as it is known now, told once for all the doses of the day, which stand together. */
struct day_limit {
    tdm_date day; /* none: of no day yet */
    bool own_view;
    struct limit now;
};

static void limit_of_day(struct finding *f, const struct tdm_dose *dose, struct day_limit *of) {
    if (of->day.day == dose->date.day) return;
    of->day = dose->date;
    of->own_view = needs_own_view(f->m, dose->date);
    of->now = limit_now(f, dose->entry, of->own_view);
}

static struct tdm_load load_of(const struct finding *f, const struct tdm_dose *dose) {
    struct told_load *told = &f->told[dose->exercise];
    if (told->of == dose->values) return told->load;
    const struct tdm_exercise *exercise = tdm_catalog_exercise(f->m->catalog, dose->exercise);
    bool by_day = false;
    for (uint32_t i = 0; i < exercise->rule_count; i++) by_day = by_day || exercise->rules[i].basis != TDM_BASIS_NONE;
    *told = (struct told_load){by_day ? NULL : dose->values, dose_load(f->m, dose)};
    return told->load;
}

static void find_loads(struct finding *f) {
    struct limit lowest = lowest_limit(f->m);
    f->told = TDM_NEW_ARRAY(f->m->mem, struct told_load, f->m->catalog->count[TDM_KIND_EXERCISE]);
    struct day_limit of_day = {.day = TDM_DATE_NONE};
    for (uint32_t i = 0; i < f->m->chart->dose_count; i++) {
        const struct tdm_dose *dose = &f->m->chart->doses[i];
        if ((dose->done != TDM_DONE && dose->done != TDM_PARTIAL) || !holds_now(f->m, fact_of(f->m, dose->entry)))
            continue;
        const struct tdm_exercise *exercise = tdm_catalog_exercise(f->m->catalog, dose->exercise);
        if ((exercise->regions & TDM_BIT(f->m->chart->region)) == 0) continue; /* M70 */
        struct tdm_load load = load_of(f, dose);
        if (!above(&lowest, &load) && (load.attributes & lowest.barred) == 0) continue;
        limit_of_day(f, dose, &of_day);
        bool the_same = nothing_came_later(f, dose->entry) && !of_day.own_view;
        struct limit then = the_same ? of_day.now : limit_then(f, dose->entry);
        tell_load(f, dose, &load, &of_day.now, &then);
        tell_nevers(f, dose, &load, of_day.own_view);
    }
}

/* ---- substances (M61 to M64) */

enum match { MATCH_NO, MATCH_YES, MATCH_CANNOT_TELL };

static bool contains(const struct said *said, const struct tdm_touch *touch) {
    if (touch->kind == TDM_TOUCH_CLASS) return (said->classes & TDM_BIT(touch->ref)) != 0;
    for (uint32_t i = 0; i < said->count; i++)
        if (said->ingredients[i] == touch->ref) return true;
    return false;
}

static enum match match_touch(const struct moment *m, const struct said *said, const struct tdm_touch *touch) {
    if (touch->kind != TDM_TOUCH_CLASS && touch->kind != TDM_TOUCH_SUBSTANCE) return MATCH_NO;
    if (!said->known) return MATCH_CANNOT_TELL;
    if (!contains(said, touch)) return MATCH_NO;
    if (touch->route != TDM_REF_NONE)
        return said->route == TDM_REF_NONE ? MATCH_CANNOT_TELL : said->route == touch->route ? MATCH_YES : MATCH_NO;
    bool local = said->route != TDM_REF_NONE && !tdm_catalog_route(m->catalog, said->route)->systemic;
    return local || said->route == TDM_REF_NONE ? MATCH_CANNOT_TELL : MATCH_YES;
}

static bool is_vital(const struct moment *m, const struct said *said) {
    for (tdm_ref c = 0; c < m->catalog->count[TDM_KIND_CLASS]; c++)
        if ((said->classes & TDM_BIT(c)) != 0 && tdm_catalog_class(m->catalog, c)->vital) return true;
    return false;
}

static enum match match_restriction(const struct moment *m, const struct said *said, const struct tdm_restriction *r) {
    enum match best = MATCH_NO;
    for (uint32_t t = 0; t < r->touch_count; t++) {
        enum match one = match_touch(m, said, &r->touches[t]);
        if (one == MATCH_YES) return MATCH_YES;
        if (one == MATCH_CANNOT_TELL) best = one;
    }
    return best;
}

static bool in_force(const struct moment *m, tdm_ref r, tdm_date day, struct tdm_restriction_answer *answer) {
    restriction_answer(m, r, day, answer);
    return answer->state == TDM_RESTRICTION_IN_FORCE;
}

static void find_substance(struct finding *f, uint32_t entry, tdm_ref r) {
    const struct moment *m = f->m;
    const struct said *said = &m->index->said[entry];
    struct tdm_restriction_answer now, then;
    enum match match = match_restriction(m, said, &m->protocol->restrictions[r]);
    tdm_date day = fact_of(m, entry)->date;
    if (match == MATCH_NO) return;
    bool is_now = in_force(m, r, day, &now), is_then = is_now;
    if (!is_now && before_repeat(m, day)) { /* of the procedure before; a plan since replaced drives nothing (M116) */
        struct moment before = *moment_of(f, entry, m->asof.known);
        before.planned_procedure = TDM_DATE_NONE;
        is_now = in_force(&before, r, day, &now);
    }
    /* an event or a plan of a later day moves the spans before it as well (M13) */
    if (!nothing_came_later(f, entry) || m->index->kind_count[TDM_ENTRY_PLAN] > 0 || m->procedure.day > day.day)
        is_then = in_force(moment_of(f, entry, written(m, entry)), r, day, &then);
    if (!is_now && !is_then) return;
    enum tdm_reason_code code =
        match == MATCH_CANNOT_TELL ? TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN : TDM_REASON_DEVIATION_SUBSTANCE;
    bool ordered = tdm_str_is(m->chart->chart->entries[entry].state, "ordered");
    if (ordered && match == MATCH_YES) code = TDM_REASON_DEVIATION_ORDERED; /* M64 */
    if (said->known && is_vital(m, said)) code = TDM_REASON_DEVIATION_VITAL;
    struct tdm_deviation *d = add(f, code, entry, day);
    d->known_now = is_now;
    d->known_then = is_then;
    d->cannot_tell = code != TDM_REASON_DEVIATION_SUBSTANCE && code != TDM_REASON_DEVIATION_ORDERED;
    d->reason.ref = r;
    d->reason.clause = m->protocol->restrictions[r].clause;
    d->reason.until = is_now ? now.last : then.last;
}

static void find_substances(struct finding *f) {
    for (uint32_t i = 0; i < f->m->index->kind_count[TDM_ENTRY_MEDICINE]; i++) {
        uint32_t entry = f->m->index->of_kind[TDM_ENTRY_MEDICINE][i];
        if (tdm_str_is(f->m->chart->chart->entries[entry].state, "stopped") || !holds_now(f->m, fact_of(f->m, entry)))
            continue;
        for (tdm_ref r = 0; r < f->m->protocol->restriction_count; r++) find_substance(f, entry, r);
    }
}

/* ---- phases entered through a gate that was not open (M42, M53, M60) */

static enum tdm_truth gate_truth(const struct moment *m, tdm_ref gate) {
    return condition_truth(m, &m->protocol->gates[gate].condition, TDM_REF_NONE);
}

static void find_through(struct finding *f, uint32_t entry, tdm_ref gate) {
    const struct moment *m = f->m;
    tdm_date day = fact_of(m, entry)->date;
    enum tdm_truth now = gate_truth(moment_of(f, entry, m->asof.known), gate), then = now;
    bool the_same = m->index->known_by[entry] <= written(m, entry).ms;
    if (!the_same) then = gate_truth(moment_of(f, entry, written(m, entry)), gate);
    bool by_override = overridden_by(m, gate, day) != TDM_ENTRY_NONE;
    if (!the_same && !by_override && then != TDM_MET &&
        overridden_by(moment_of(f, entry, written(m, entry)), gate, day) != TDM_ENTRY_NONE)
        then = TDM_MET; /* by an override that was taken back since: nothing was against the protocol then */
    if (then == TDM_MET && now == TDM_MET) return;
    enum tdm_truth worst = tdm_truth_and(then, now);
    struct tdm_deviation *d = add(f,
                                  by_override                                ? TDM_REASON_DEVIATION_OVERRIDE
                                  : m->protocol->gates[gate].opens_discharge ? TDM_REASON_DEVIATION_COMPLETED
                                  : worst == TDM_UNMET                       ? TDM_REASON_DEVIATION_GATE
                                                                             : TDM_REASON_DEVIATION_UNKNOWN_GATE,
                                  entry, day);
    d->known_then = by_override || then != TDM_MET; /* an override stays visible, needed or not (M53) */
    d->known_now = by_override || now != TDM_MET;
    d->cannot_tell = worst == TDM_UNKNOWN;
    d->reason.ref = gate;
    d->reason.clause = m->protocol->gates[gate].clause;
}

/* An override that nobody went through, or nobody needed, stays visible all the same (M53). */
static void find_override(struct finding *f, uint32_t entry) {
    tdm_ref gate = f->m->episode->entries[entry].gate;
    tdm_date day = fact_of(f->m, entry)->date;
    for (size_t i = 0; i < f->count; i++) {
        const struct tdm_deviation *d = &f->items[i];
        if (d->reason.code == TDM_REASON_DEVIATION_OVERRIDE && d->reason.ref == gate && d->date.day == day.day &&
            fact_of(f->m, d->entry)->kind != TDM_ENTRY_OVERRIDE && overridden_by(f->m, gate, day) == entry)
            return;
    }
    struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_OVERRIDE, entry, day);
    d->reason.ref = gate;
    d->reason.clause = f->m->protocol->gates[gate].clause;
}

static void find_enter(struct finding *f, uint32_t entry) {
    tdm_ref gate = f->m->episode->entries[entry].gate;
    if (gate != TDM_REF_NONE) find_through(f, entry, gate);
}

/* An open way of moving that nobody declined: its retraining is owed (S68). */
static bool is_open_way(const struct moment *m, const struct life *life) {
    return tdm_date_is_none(life->until) && tdm_catalog_finding(m->catalog, life->item)->compensation &&
           !tdm_str_is(m->chart->chart->entries[life->word].state, "declined");
}

static bool opened_in(const struct lives *lives, const struct moment *m, uint32_t entry, tdm_ref item) {
    for (uint32_t i = 0; i < lives->count; i++)
        if (lives->items[i].opened_by == entry && lives->items[i].item == item && is_open_way(m, &lives->items[i]))
            return true;
    return false;
}

/* M87: one for each, so that the list is told; those of then that were not open after all come last. */
static void find_open_ways(struct finding *f, uint32_t entry) {
    tdm_date day = fact_of(f->m, entry)->date;
    struct moment now = *moment_of(f, entry, f->m->asof.known), then = now;
    if (f->m->index->known_by[entry] > written(f->m, entry).ms) then = *moment_of(f, entry, written(f->m, entry));
    for (uint32_t i = 0; i < now.findings.count + then.findings.count; i++) {
        bool of_now = i < now.findings.count;
        const struct life *life = of_now ? &now.findings.items[i] : &then.findings.items[i - now.findings.count];
        if (!is_open_way(f->m, life)) continue;
        bool both = opened_in(of_now ? &then.findings : &now.findings, f->m, life->opened_by, life->item);
        if (both && !of_now) continue;
        struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_COMPLETED_OPEN, entry, day);
        d->known_then = both || !of_now;
        d->known_now = both || of_now;
        d->reason.ref = life->item;
        d->reason.date = life->from;
    }
}

/* M87: completed is an end that its gate opens; the other ends ask nobody. An override of that gate is told instead. */
static void find_completed(struct finding *f, uint32_t entry) {
    bool overridden = false;
    if (!tdm_str_is(f->m->chart->chart->entries[entry].state, "completed")) return;
    for (tdm_ref g = 0; g < f->m->protocol->gate_count; g++) {
        if (!f->m->protocol->gates[g].opens_discharge) continue;
        find_through(f, entry, g);
        overridden = overridden || overridden_by(f->m, g, fact_of(f->m, entry)->date) != TDM_ENTRY_NONE;
    }
    if (!overridden) find_open_ways(f, entry);
}

/* ---- signatures, moves, procedure, windows */

/* Before its first lawful day, or before what that day counts from has happened: it never counts (M44). */
static bool is_early(enum tdm_reason_code code) {
    return code == TDM_REASON_TOO_EARLY || code == TDM_REASON_NOT_ANCHORED;
}

/* On its own day: what a later day brought, a move or a repeat, makes no signature of today early. One that a repeat of
 * its day spends (M14) is no less early for it than it was by the procedure before (M44). */
static enum tdm_reason_code judged(struct finding *f, uint32_t entry, tdm_instant known, struct tdm_reason *reason) {
    tdm_ref c = f->m->episode->entries[entry].clearance;
    tdm_date day = fact_of(f->m, entry)->date;
    const struct moment *at = moment_of(f, entry, known);
    enum tdm_reason_code code = signature_judge(at, c, entry, day, reason);
    if (code != TDM_REASON_SPENT || at->procedure.day != day.day) return code;
    struct moment before;
    struct tdm_reason earlier;
    moment_make(&before, f->m->mem, f->m->episode, (struct tdm_asof){tdm_date_add_days(day, -1), known});
    before.other_side_affected = f->m->other_side_affected;
    enum tdm_reason_code was = signature_judge(&before, c, entry, day, &earlier);
    if (!is_early(was)) return code;
    *reason = earlier;
    return was;
}

static void find_signature(struct finding *f, uint32_t entry) {
    const struct moment *m = f->m;
    tdm_ref c = m->episode->entries[entry].clearance;
    struct tdm_reason now_reason, then_reason;
    tdm_date day = fact_of(m, entry)->date;
    enum tdm_reason_code now = judged(f, entry, m->asof.known, &now_reason), then = now;
    then_reason = now_reason;
    if (!nothing_came_later(f, entry)) then = judged(f, entry, written(m, entry), &then_reason);
    bool early = is_early(now) || is_early(then);
    if (!early && now != TDM_REASON_WRONG_ROLE) return;
    struct tdm_deviation *d =
        add(f, early ? TDM_REASON_DEVIATION_EARLY_SIGNATURE : TDM_REASON_DEVIATION_SIGNER, entry, day);
    d->known_now = is_early(now) || now == TDM_REASON_WRONG_ROLE;
    d->known_then = is_early(then) || then == TDM_REASON_WRONG_ROLE;
    d->reason.ref = c;
    d->reason.clause = now_reason.clause;
    d->reason.until = is_early(now) ? now_reason.until : then_reason.until;
}

/* The gate that a signature stands in, at its moment: as its signer could know it, and as it is known now. */
struct looks {
    struct moment then, now;
};

/* Of the terms beside a signature in a gate, the first that later records turned to unmet, and that its signer did not
 * see unmet already. */
static bool turned(const struct looks *at, const struct tdm_gate *gate, tdm_clause_id *clause) {
    const struct tdm_condition *condition = &gate->condition;
    size_t size = condition->count * sizeof(struct tdm_check);
    struct tdm_check *before = tdm_arena_alloc_raw(at->now.mem, size), *after = tdm_arena_alloc_raw(at->now.mem, size);
    condition_check(&at->then, condition, TDM_REF_NONE, before);
    condition_check(&at->now, condition, TDM_REF_NONE, after);
    if (condition->nodes[0].kind != TDM_CRITERION_ALL) return false;
    for (uint32_t i = 0; i < condition->nodes[0].child_count; i++) {
        uint32_t n = condition->nodes[0].first_child + i;
        if (condition->nodes[n].kind == TDM_CRITERION_CLEARANCE || condition->nodes[n].kind == TDM_CRITERION_TIME ||
            after[n].truth != TDM_UNMET || before[n].truth == TDM_UNMET)
            continue;
        *clause = condition->nodes[n].clause;
        return true;
    }
    return false;
}

static bool reads(const struct tdm_gate *gate, tdm_ref c) {
    for (uint16_t i = FIRST_TERM; i < gate->condition.count; i++)
        if (gate->condition.nodes[i].kind == TDM_CRITERION_CLEARANCE && gate->condition.nodes[i].ref == c) return true;
    return false;
}

/* What came later about the time before the signature turned a term of a gate that reads it; what lies after it on its
 * day by both their times is none of that. */
static bool spoken_against(const struct finding *f, uint32_t signature, tdm_clause_id *clause) {
    const struct moment *m = f->m;
    const struct tdm_fact *fact = fact_of(m, signature);
    struct looks at;
    tdm_instant signed_at = written(m, signature);
    if (m->index->known_by[signature] <= signed_at.ms) return false;
    moment_make_at(&at.then, m->mem, m->episode, (struct tdm_asof){fact->date, signed_at}, signature);
    moment_make_at(&at.now, m->mem, m->episode, (struct tdm_asof){fact->date, m->asof.known}, signature);
    at.then.other_side_affected = at.now.other_side_affected = m->other_side_affected;
    for (uint32_t g = 0; g < m->protocol->gate_count; g++)
        if (reads(&m->protocol->gates[g], m->episode->entries[signature].clearance) &&
            turned(&at, &m->protocol->gates[g], clause))
            return true;
    return false;
}

/* M49: a fact older than a signature, recorded after it, a flag or what turns a term of its gate: the signature stands,
 * its signer owes another look. */
static void find_late_fact(struct finding *f, uint32_t signature) {
    const struct moment *m = f->m;
    const struct tdm_fact *signed_fact = fact_of(m, signature);
    tdm_clause_id clause = TDM_CLAUSE_NONE;
    struct tdm_reason ignored; /* one without effect owes nothing */
    if (signature_judge(moment_of(f, signature, f->m->asof.known), m->episode->entries[signature].clearance, signature,
                        signed_fact->date, &ignored) != TDM_REASON_SIGNED)
        return;
    bool late = spoken_against(f, signature, &clause);
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_FLAG] && !late; i++) {
        const struct tdm_fact *flag = fact_of(m, m->index->of_kind[TDM_ENTRY_FLAG][i]);
        late = holds_now(m, flag) && !comes_after(m, flag->entry, signature) &&
               written(m, flag->entry).ms > written(m, signature).ms &&
               tdm_str_is(m->chart->chart->entries[flag->entry].state, "raised");
    }
    if (!late) return;
    struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_LATE_FACT, signature, signed_fact->date);
    d->known_then = false;
    d->reason.ref = m->episode->entries[signature].clearance;
    d->reason.clause = clause;
}

/* Inside the bounds that the protocol declares, as the moment's knowledge has their days. */
static bool move_inside(const struct moment *m, uint32_t entry) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[m->episode->entries[entry].clearance];
    tdm_date to = m->chart->chart->entries[entry].other_date;
    tdm_date low = clearance->has_may_move ? moment_day(m, &clearance->may_move_from) : TDM_DATE_NONE;
    tdm_date high = clearance->has_may_move ? moment_day(m, &clearance->may_move_to) : TDM_DATE_NONE;
    return !tdm_date_is_none(low) && !tdm_date_is_none(high) && low.day <= to.day && to.day <= high.day;
}

static void find_move(struct finding *f, uint32_t entry) {
    tdm_ref c = f->m->episode->entries[entry].clearance;
    bool may = (fact_of(f->m, entry)->role & movers(f->m, c)) != 0;
    /* its bounds are those of its day */
    bool now = move_inside(moment_of(f, entry, f->m->asof.known), entry), then = now;
    if (!nothing_came_later(f, entry)) then = move_inside(moment_of(f, entry, written(f->m, entry)), entry);
    if (now && then && may) return;
    struct tdm_deviation *d =
        add(f, may ? TDM_REASON_DEVIATION_MOVE : TDM_REASON_DEVIATION_MOVER, entry, fact_of(f->m, entry)->date);
    d->known_now = !may || !now;
    d->known_then = !may || !then;
    d->reason.ref = c;
    d->reason.clause = f->m->protocol->clearances[c].clause;
}

static uint32_t baseline_known(const struct moment *m, uint32_t *wanted) {
    uint32_t known = 0;
    *wanted = 0;
    for (uint32_t p = 0; p < m->protocol->phase_count; p++)
        for (uint32_t a = 0; a < m->protocol->phases[p].assessment_count; a++) {
            const struct tdm_assess *assess = &m->protocol->phases[p].assessments[a];
            if (assess->kind != TDM_ASSESS_BEFORE_PROCEDURE) continue;
            for (uint32_t i = 0; i < assess->measure_count; i++) known += reading_has_baseline(m, assess->measures[i]);
            *wanted += assess->measure_count;
        }
    return known;
}

/* The baseline is that of the first procedure (M14, M84); a later one asks for none of its own. */
static void find_baseline(struct finding *f, uint32_t entry) {
    const struct moment *m = f->m;
    uint32_t wanted, wanted_then, now = baseline_known(m, &wanted), then = now;
    if (m->index->known_by[entry] > written(m, entry).ms) {
        const struct moment *at = moment_of(f, entry, written(m, entry));
        /* as it was known then: that one asks for none; another record of the act is no other procedure (M114) */
        bool repeat = at->first_procedure_entry == TDM_ENTRY_NONE ||
                      fact_of(m, at->first_procedure_entry)->act != fact_of(m, entry)->act;
        then = repeat ? wanted : baseline_known(at, &wanted_then);
    }
    if (now >= wanted && then >= wanted) return;
    struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_BASELINE, entry, fact_of(m, entry)->date);
    d->known_now = now < wanted;
    d->known_then = then < wanted;
    d->reason.n = (int32_t)(now < wanted ? now : then);
    d->reason.of_n = (int32_t)wanted;
}

static void find_procedure(struct finding *f, uint32_t entry) {
    const struct tdm_chart *chart = f->m->chart->chart;
    const struct tdm_entry *record = &chart->entries[entry];
    if (!procedure_performed(f->m, entry)) return;
    if (entry == f->m->first_procedure_entry) find_baseline(f, entry);
    bool other_region = record->region.len > 0 && !tdm_str_equal(record->region, chart->region);
    bool other_side = record->side != TDM_SIDE_NONE && chart->side != TDM_SIDE_NONE && record->side != chart->side;
    if (other_region || other_side) add(f, TDM_REASON_DEVIATION_WRONG_SITE, entry, record->date);
}

static void find_overstays(struct finding *f, const struct tdm_standing *s) {
    for (tdm_ref p = 0; p < f->m->protocol->phase_count; p++) {
        if (tdm_date_is_none(s->phases[p].overdue_since)) continue;
        struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_OVERSTAYED, TDM_ENTRY_NONE, s->phases[p].overdue_since);
        d->reason.ref = p;
        d->reason.clause = f->m->protocol->phases[p].from_clause;
    }
}

/* ---- flags closed without the right, endings, and what was recorded after them (M87, M96, M98) */

static void find_closer(struct finding *f, uint32_t entry) {
    const struct moment *m = f->m;
    if (!tdm_str_is(m->chart->chart->entries[entry].state, "closed")) return;
    bool named = false;
    for (tdm_ref i = 0; i < m->protocol->flag_count; i++) {
        const struct tdm_flag *flag = &m->protocol->flags[i];
        named = named || flag->item == fact_of(m, entry)->subject;
        if (flag->item != fact_of(m, entry)->subject || (flag->escalate_to & fact_of(m, entry)->role) != 0) continue;
        struct tdm_deviation *d = add(f, TDM_REASON_DEVIATION_FLAG_CLOSER, entry, fact_of(m, entry)->date);
        d->reason.ref = flag->item;
        d->reason.clause = flag->clause;
    }
    if (named || fact_of(m, entry)->role != 0) return; /* of a flag the protocol does not name: who held a role (M55) */
    add(f, TDM_REASON_DEVIATION_FLAG_CLOSER, entry, fact_of(m, entry)->date)->reason.ref = fact_of(m, entry)->subject;
}

/* A correction or a withdrawal puts the record right; no blame for that (M31). */
static bool mends_record(const struct tdm_fact *fact) {
    return fact->kind == TDM_ENTRY_CORRECT || fact->kind == TDM_ENTRY_WITHDRAW;
}

/* Whether that entry reads one of those measures. */
static bool reads_one_of(const struct moment *m, const uint16_t *measures, uint32_t count, uint32_t entry) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t r = m->index->use[measures[i]].from; r < m->index->use[measures[i]].until; r++)
            if (m->chart->readings[r].entry == entry) return true;
    return false;
}

/* The maintenance plan asks for it on that day: what it asks for is not told as late (M100). */
static bool checks_in(const struct moment *m, uint32_t entry) {
    const struct tdm_protocol *protocol = m->protocol;
    int32_t day = fact_of(m, entry)->date.day;
    for (tdm_ref p = 0; p < protocol->phase_count && completed(m); p++) {
        const struct tdm_phase *phase = &protocol->phases[p];
        const struct phase_state *state = &m->phases[p];
        if (!tdm_day_from_discharge(&phase->from) || tdm_date_is_none(state->start) || day < state->start.day) continue;
        if (!tdm_date_is_none(state->end) && day >= state->end.day) continue;
        for (uint32_t a = 0; a < phase->assessment_count; a++)
            if (reads_one_of(m, phase->assessments[a].measures, phase->assessments[a].measure_count, entry))
                return true;
    }
    for (uint32_t i = 0; i < protocol->owe_count && completed(m); i++) {
        const struct tdm_owe *owe = &protocol->owes[i];
        tdm_date until = moment_day(m, &owe->until);
        bool over = !tdm_date_is_none(until) && day > until.day;
        if (tdm_day_from_discharge(&owe->from) && !over && reads_one_of(m, owe->measures, owe->measure_count, entry))
            return true;
    }
    return false;
}

static void find_after_end(struct finding *f) {
    const struct moment *m = f->m;
    if (m->end_entry == TDM_ENTRY_NONE) return;
    for (uint32_t i = m->chart->chart->entry_count; i > 0; i--) {
        const struct tdm_fact *fact = fact_of(m, i - 1);
        if (fact->date.day <= m->ended.day) return; /* entries stand in order of days */
        if (!holds_now(m, fact) || mends_record(fact) || checks_in(m, i - 1)) continue;
        add(f, TDM_REASON_DEVIATION_AFTER_END, i - 1, fact->date)->reason.until = m->ended;
    }
}

/* ---- in order of days; of one day in order of entries */

static void sort_by_day(struct finding *f) {
    for (size_t i = 1; i < f->count; i++) {
        struct tdm_deviation held = f->items[i];
        size_t at = i;
        for (; at > 0; at--) {
            const struct tdm_deviation *b = &f->items[at - 1];
            bool earlier = held.date.day != b->date.day ? held.date.day < b->date.day
                           : held.entry != b->entry     ? held.entry < b->entry
                                                        : held.reason.code < b->reason.code;
            if (!earlier) break;
            f->items[at] = f->items[at - 1];
        }
        f->items[at] = held;
    }
}

static void each(struct finding *f, enum tdm_entry_kind kind, void (*find)(struct finding *, uint32_t)) {
    for (uint32_t i = 0; i < f->m->index->kind_count[kind]; i++) {
        uint32_t entry = f->m->index->of_kind[kind][i];
        if (holds_now(f->m, fact_of(f->m, entry))) find(f, entry);
    }
}

void deviations_answer(const struct moment *m, struct tdm_standing *s) {
    struct finding f = {.m = m};
    find_loads(&f);
    find_substances(&f);
    each(&f, TDM_ENTRY_ENTER, find_enter);
    each(&f, TDM_ENTRY_END, find_completed);
    each(&f, TDM_ENTRY_CLEAR, find_signature);
    each(&f, TDM_ENTRY_CLEAR, find_late_fact);
    each(&f, TDM_ENTRY_MOVE, find_move);
    each(&f, TDM_ENTRY_FLAG, find_closer);
    each(&f, TDM_ENTRY_OVERRIDE, find_override);
    find_after_end(&f);
    each(&f, TDM_ENTRY_PROCEDURE, find_procedure);
    find_overstays(&f, s);
    sort_by_day(&f);
    s->deviations = f.items;
    s->deviation_count = (uint32_t)f.count;
}
