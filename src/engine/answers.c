/* answers.c - phases, gates, exercises, open flags and findings, as the standing tells them. */
#include "engine/ceiling.h"
#include "engine/engine_int.h"

/* ---- phases */

static enum tdm_phase_state state_of(const struct moment *m, tdm_ref p, const struct hold *hold) {
    const struct phase_state *state = &m->phases[p];
    bool no_procedure =
        m->protocol->procedure != TDM_REF_NONE && m->index->gate_needs_procedure[p] && tdm_date_is_none(m->procedure);
    if (tdm_date_is_none(state->start))
        return no_procedure && !tdm_date_is_none(m->ended) ? TDM_PHASE_NOT_APPLICABLE : TDM_PHASE_NOT_YET;
    if (!tdm_date_is_none(state->end)) return TDM_PHASE_ENDED;
    return hold != NULL ? TDM_PHASE_HELD : TDM_PHASE_ACTIVE;
}

/* M47: days on which the phase was in force, held ones left out. Holds come in order of entry; overlaps count once. */
static int32_t days_in_force(const struct moment *m, tdm_ref p) {
    const struct phase_state *state = &m->phases[p];
    if (tdm_date_is_none(state->start)) return 0;
    int32_t until = tdm_date_is_none(state->end) ? m->asof.on.day + 1 : state->end.day, days = until - state->start.day;
    if (state->hold_count == 0) return days;
    days = 0;
    for (int32_t day = state->start.day; day < until; day++) days += hold_on(state, (tdm_date){day}) == NULL;
    return days;
}

static void find_overdue(const struct moment *m, tdm_ref p, struct tdm_phase_answer *out) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    out->overdue_since = TDM_DATE_NONE;
    if (tdm_date_is_none(out->started) || !phase->length.has_most) return;
    bool ended = !tdm_date_is_none(out->ended);
    tdm_date last = tdm_date_add_span(out->started, phase->length.most);
    if (ended ? out->ended.day <= tdm_date_add_days(last, 1).day : m->asof.on.day <= last.day) return;
    out->overdue = !ended; /* one that ended late keeps the day since when */
    out->overdue_since = tdm_date_add_days(last, 1);
}

static struct tdm_reason reason_of_phase(const struct phase_state *state, const struct hold *hold) {
    if (hold != NULL)
        return (struct tdm_reason){.code = hold->why,
                                   .clause = TDM_CLAUSE_NONE,
                                   .entry = hold->entry,
                                   .date = hold->from,
                                   .until = TDM_DATE_NONE,
                                   .ref = hold->flag};
    if (!tdm_date_is_none(state->end)) return state->ended_by;
    return check_of(TDM_MET, TDM_REASON_NONE, TDM_CLAUSE_NONE).reason;
}

/* The phase in force is planned to last its least length: what comes next is told not before (decision 61). */
static void keep_least_length(struct tdm_phase_answer *phases, tdm_ref in_force, tdm_ref next) {
    if (in_force == TDM_REF_NONE || next == TDM_REF_NONE || phases[in_force].state != TDM_PHASE_ACTIVE) return;
    tdm_date least = phases[in_force].end.earliest;
    struct tdm_when *start = &phases[next].start;
    if (tdm_date_is_none(least) || tdm_date_is_none(start->earliest) || least.day <= start->earliest.day) return;
    start->earliest = least;
    start->earliest_by = phases[in_force].end.earliest_by;
    if (!tdm_date_is_none(start->latest)) start->latest = tdm_date_later(start->latest, least);
}

void phases_answer(const struct moment *m, struct tdm_standing *s) {
    uint32_t count = m->protocol->phase_count;
    struct tdm_phase_answer *phases = tdm_arena_alloc_raw(m->mem, count * sizeof *phases);
    struct tdm_schedule schedule = {.consistent = false};
    if (!m->steers) tdm_schedule_compute(m->mem, m->episode->form, &m->anchors, &schedule);
    for (tdm_ref p = 0; p < count; p++) {
        const struct phase_state *state = &m->phases[p];
        const struct hold *hold =
            tdm_date_is_none(state->start) || !tdm_date_is_none(state->end) ? NULL : hold_on(state, m->asof.on);
        phases[p] = (struct tdm_phase_answer){.state = state_of(m, p, hold),
                                              .started = state->start,
                                              .ended = state->end,
                                              .start_entry = state->start_entry,
                                              .days_in_force = days_in_force(m, p)};
        if (!m->steers) {
            phases[p].start = schedule.phase_start[p];
            phases[p].end = schedule.phase_end[p];
        }
        phases[p].reason = reason_of_phase(state, hold);
        find_overdue(m, p, &phases[p]);
    }
    s->phases = phases;
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref in_force = phase_in_force(m, (enum tdm_track)t, m->asof.on), next = TDM_REF_NONE;
        if (in_force != TDM_REF_NONE)
            phases[in_force].lingering = phases[in_force].state == TDM_PHASE_ENDED && limits_stand(m, m->asof.on);
        /* the one after it in the protocol, also after a step back or past a phase that was skipped (M59) */
        tdm_ref first = in_force == TDM_REF_NONE ? 0 : (tdm_ref)(in_force + 1);
        for (tdm_ref p = first; p < count && next == TDM_REF_NONE; p++) {
            bool left = in_force != TDM_REF_NONE && phases[p].state == TDM_PHASE_ENDED;
            if ((int)m->protocol->phases[p].track == t && (left || phases[p].state == TDM_PHASE_NOT_YET)) next = p;
        }
        if (!m->steers) keep_least_length(phases, in_force, next);
        s->track[t] = (struct tdm_track_answer){in_force, next};
    }
    s->schedule_consistent = schedule.consistent;
}

/* ---- gates */

/* M52: a phase past its longest length waits for the gate: for the next of its track, also after a step back (M59),
 * from the last of function for discharge; or by the signature that ends it, unless the gate was passed since it began.
 */
static bool waits_for(const struct moment *m, const struct tdm_standing *s, tdm_ref g, tdm_ref p, tdm_date passed_on) {
    const struct tdm_gate *gate = &m->protocol->gates[g];
    if (next_gate(m, s, (int)m->protocol->phases[p].track) == g) return true; /* p is in force: it can be overdue */
    if (!tdm_date_is_none(passed_on) && passed_on.day >= m->phases[p].start.day) return false;
    for (uint16_t i = FIRST_TERM; i < gate->condition.count; i++)
        if (gate->condition.nodes[i].kind == TDM_CRITERION_CLEARANCE &&
            gate->condition.nodes[i].ref == m->protocol->phases[p].ends_by)
            return true;
    return false;
}

static void check_terms(const struct moment *m, const struct tdm_condition *condition, struct tdm_gate_answer *out) {
    struct tdm_check *checks = tdm_arena_alloc_raw(m->mem, condition->count * sizeof *checks);
    condition_check(m, condition, TDM_REF_NONE, checks); /* never empty: P050 */
    out->checks = checks;
    out->check_count = condition->count;
    out->truth = checks[0].truth;
    out->earliest = out->truth == TDM_MET ? m->asof.on : checks[0].could_change_on;
}

static bool stands_next(const struct moment *m, const struct tdm_standing *s, tdm_ref g, const tdm_ref *next_of) {
    bool next = false;
    for (int t = 0; t < TDM_TRACK_COUNT; t++) next = next || next_of[t] == g;
    return next || (m->protocol->gates[g].opens_discharge && s->track[TDM_TRACK_FUNCTION].next == TDM_REF_NONE);
}

static void gate_answer(const struct moment *m, const struct tdm_standing *s, tdm_ref g, const tdm_ref *next_of,
                        struct tdm_gate_answer *out) {
    const struct tdm_gate *gate = &m->protocol->gates[g];
    *out = (struct tdm_gate_answer){.truth = TDM_UNKNOWN,
                                    .state = TDM_GATE_CANNOT_TELL,
                                    .passed_on = TDM_DATE_NONE,
                                    .earliest = TDM_DATE_NONE,
                                    .overdue_since = TDM_DATE_NONE,
                                    .override_entry = overridden_by(m, g, m->asof.on)};
    if (!m->steers || stands_next(m, s, g, next_of)) check_terms(m, &gate->condition, out);
    out->overridden = out->override_entry != TDM_ENTRY_NONE;
    if (out->truth == TDM_UNMET) out->state = TDM_GATE_CLOSED;
    if (out->truth == TDM_MET) out->state = TDM_GATE_OPEN;
    if (out->overridden) out->state = TDM_GATE_OPEN;
    out->passed_on = gate->opens_discharge ? m->ended : m->phases[gate->phase].start;
    out->passed = !tdm_date_is_none(out->passed_on);
    for (tdm_ref p = 0; p < m->protocol->phase_count; p++)
        if (s->phases[p].overdue && waits_for(m, s, g, p, out->passed_on) &&
            (tdm_date_is_none(out->overdue_since) || s->phases[p].overdue_since.day < out->overdue_since.day))
            out->overdue_since = s->phases[p].overdue_since;
}

void gates_answer(const struct moment *m, struct tdm_standing *s) {
    struct tdm_gate_answer *gates = tdm_arena_alloc_raw(m->mem, m->protocol->gate_count * sizeof *gates);
    tdm_ref next_of[TDM_TRACK_COUNT];
    for (int t = 0; t < TDM_TRACK_COUNT; t++) next_of[t] = next_gate(m, s, t);
    for (tdm_ref g = 0; g < m->protocol->gate_count; g++) gate_answer(m, s, g, next_of, &gates[g]);
    s->gates = gates;
}

void limits_answer(const struct moment *m, struct tdm_standing *s) {
    struct tdm_clearance_answer *clearances =
        tdm_arena_alloc_raw(m->mem, m->protocol->clearance_count * sizeof *clearances);
    struct tdm_restriction_answer *restrictions =
        tdm_arena_alloc_raw(m->mem, m->protocol->restriction_count * sizeof *restrictions);
    for (tdm_ref c = 0; c < m->protocol->clearance_count; c++) clearance_answer(m, c, m->asof.on, &clearances[c]);
    for (tdm_ref r = 0; r < m->protocol->restriction_count; r++) restriction_answer(m, r, m->asof.on, &restrictions[r]);
    s->clearances = clearances;
    s->restrictions = restrictions;
    ceiling_make(m, m->asof.on, &s->ceiling);
}

/* ---- exercises on the shelf and prescribed (M70, N9) */

uint32_t current_prescription(const struct moment *m, tdm_date day) {
    for (uint32_t i = m->index->kind_count[TDM_ENTRY_PRESCRIBE]; i > 0; i--) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PRESCRIBE][i - 1];
        if (fact_of(m, entry)->date.day <= day.day && tdm_fact_visible(fact_of(m, entry), m->asof.known)) return entry;
    }
    return TDM_ENTRY_NONE;
}

/* Prescriptions of one moment that nothing orders stand together: neither takes the place of the other (M81, M125). */
bool prescribed_by(const struct moment *m, uint32_t entry, uint32_t current) {
    if (entry == current || current == TDM_ENTRY_NONE) return entry == current;
    const struct tdm_entry *one = &m->chart->chart->entries[entry], *other = &m->chart->chart->entries[current];
    bool numbered = one->writer.len > 0 && tdm_str_equal(one->writer, other->writer);
    return one->kind == TDM_ENTRY_PRESCRIBE && one->date.day == other->date.day &&
           one->time.minute == other->time.minute && one->recorded.ms == other->recorded.ms && !numbered &&
           tdm_fact_visible(fact_of(m, entry), m->asof.known);
}

/* The attributes that no dose of it is without, and those of the dose prescribed, whether or not its class is known. */
static tdm_mask barred_of(const struct tdm_exercise *exercise, const struct tdm_exercise_answer *out, tdm_mask barred) {
    return (exercise->always_attributes | out->prescribed_load.attributes) & barred;
}

bool exercise_judge(const struct tdm_catalog *catalog, const struct judged_site *site,
                    struct tdm_exercise_answer *out) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(catalog, out->exercise);
    const struct tdm_ceiling *ceiling = site->ceiling;
    uint16_t least, most;
    out->verdict = TDM_EXERCISE_MAY;
    out->reason = check_of(TDM_MET, TDM_REASON_UNDER_CEILING, TDM_CLAUSE_NONE).reason;
    out->reason.ref = out->exercise;
    tdm_exercise_class_range(exercise, &least, &most);
    out->reason.n = most;
    out->reason.of_n = ceiling->load_class;
    bool elsewhere = (exercise->regions & TDM_BIT(site->region)) == 0;
    if (elsewhere || (site->other_side && !exercise->bilateral)) {
        out->reason.code = TDM_REASON_NOT_AT_SITE;
        return false;
    }
    tdm_mask barred = barred_of(exercise, out, ceiling->barred);
    if (out->prescribed && out->prescribed_load.known) {
        least = most = out->prescribed_load.load_class;
        out->reason.n = least;
    }
    if (barred != 0) {
        tdm_ref attribute = 0;
        while ((barred & TDM_BIT(attribute)) == 0) attribute++;
        out->verdict = TDM_EXERCISE_MAY_NOT;
        out->reason.code = TDM_REASON_BARRED_ATTRIBUTE;
        out->reason.ref = attribute;
        return true;
    }
    if (!ceiling->has_class) return true;
    if (least > ceiling->load_class) {
        out->verdict = TDM_EXERCISE_MAY_NOT;
        out->reason.code = TDM_REASON_ABOVE_CEILING;
        out->reason.n = least;
    } else if (out->prescribed && !out->prescribed_load.known) {
        out->verdict = TDM_EXERCISE_MAY_UP_TO;
        out->reason.code = TDM_REASON_CLASS_UNKNOWN;
    } else if (most > ceiling->load_class) {
        out->verdict = TDM_EXERCISE_MAY_UP_TO;
    }
    return true;
}

bool tdm_ceiling_judge(const struct tdm_catalog *catalog, const struct tdm_ceiling *ceiling, tdm_ref region,
                       struct tdm_exercise_answer *out) {
    struct judged_site site = {ceiling, region, false};
    return exercise_judge(catalog, &site, out);
}

static struct tdm_exercise_answer *exercise_slot(struct tdm_exercise_answer *list, uint32_t *count, tdm_ref exercise) {
    for (uint32_t i = 0; i < *count; i++)
        if (list[i].exercise == exercise) return &list[i];
    list[*count] =
        (struct tdm_exercise_answer){.exercise = exercise, .prescription = UINT32_MAX, .neighbour = TDM_NEIGHBOUR_NONE};
    return &list[(*count)++];
}

/* The first dose of that day or later: they stand in the order of their days. */
static uint32_t doses_from(const struct moment *m, int32_t day) {
    uint32_t low = 0, high = m->chart->dose_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (m->chart->doses[middle].date.day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Of the prescriptions that stand together on that one's day. */
static struct range doses_of_day(const struct moment *m, uint32_t entry) {
    if (entry == TDM_ENTRY_NONE) return (struct range){0, 0};
    int32_t day = fact_of(m, entry)->date.day;
    return (struct range){doses_from(m, day), doses_from(m, day + 1)};
}

static void add_prescribed(const struct moment *m, struct tdm_exercise_answer *list, uint32_t *count) {
    uint32_t entry = current_prescription(m, m->asof.on);
    struct range range = doses_of_day(m, entry);
    for (uint32_t d = range.from; d < range.until; d++) {
        const struct tdm_dose *dose = &m->chart->doses[d];
        if (!dose->prescribed || !prescribed_by(m, dose->entry, entry)) continue;
        struct tdm_exercise_answer *answer = exercise_slot(list, count, dose->exercise);
        answer->prescribed = true;
        answer->prescription = d;
        answer->prescribed_load = dose_load(m, dose);
    }
}

void exercises_answer(const struct moment *m, struct tdm_standing *s) {
    uint32_t most = 0, count = 0, entry = current_prescription(m, m->asof.on);
    for (int t = 0; t < TDM_TRACK_COUNT; t++)
        if (s->track[t].phase != TDM_REF_NONE) most += m->protocol->phases[s->track[t].phase].offer_count;
    struct range range = doses_of_day(m, entry);
    for (uint32_t d = range.from; d < range.until; d++)
        most += m->chart->doses[d].prescribed && prescribed_by(m, m->chart->doses[d].entry, entry);
    struct tdm_exercise_answer *list = tdm_arena_alloc_raw(m->mem, most * sizeof *list);
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref phase = s->track[t].phase;
        bool shelf = phase != TDM_REF_NONE && s->phases[phase].state != TDM_PHASE_HELD;
        for (uint32_t o = 0; shelf && o < m->protocol->phases[phase].offer_count; o++)
            exercise_slot(list, &count, m->protocol->phases[phase].offers[o].exercise)->offered = true;
    }
    add_prescribed(m, list, &count);
    struct judged_site here = {&s->ceiling, m->chart->region, false};
    for (uint32_t i = 0; i < count; i++) {
        (void)exercise_judge(m->catalog, &here, &list[i]);
        neighbours_judge(s, &list[i]);
    }
    s->exercises = list;
    s->exercise_count = count;
}

/* ---- open flags and findings: emergencies first, then by day (M86, M97) */

static void insert_open(struct tdm_open_item *items, uint32_t *count, struct tdm_open_item item) {
    uint32_t at = *count;
    while (at > 0) {
        const struct tdm_open_item *before = &items[at - 1];
        bool goes_before = item.emergency != before->emergency ? item.emergency
                           : item.is_flag != before->is_flag   ? item.is_flag
                                                               : item.since.day < before->since.day;
        if (!goes_before) break;
        items[at] = items[at - 1];
        at--;
    }
    items[at] = item;
    (*count)++;
}

static const char *open_state(const struct moment *m, const struct life *life) {
    static const char *const words[] = {"raised", "opened", "retraining", "relapsed", "declined"};
    if (life->word == TDM_ENTRY_NONE) return "raised by its rule";
    for (size_t i = 0; i < TDM_COUNT(words); i++)
        if (tdm_str_is(m->chart->chart->entries[life->word].state, words[i])) return words[i];
    return "found"; /* by a screen */
}

static tdm_ref flag_of_item(const struct moment *m, tdm_ref item) {
    for (tdm_ref f = 0; f < m->protocol->flag_count; f++)
        if (m->protocol->flags[f].item == item) return f;
    return TDM_REF_NONE;
}

static void gather_open(const struct moment *m, const struct lives *lives, bool is_flag, struct tdm_open_item *items,
                        uint32_t *count) {
    for (uint32_t i = 0; i < lives->count; i++) {
        const struct life *life = &lives->items[i];
        if (!tdm_date_is_none(life->until)) continue;
        struct tdm_open_item item = {.is_flag = is_flag,
                                     .item = life->item,
                                     .protocol_flag = is_flag ? flag_of_item(m, life->item) : TDM_REF_NONE,
                                     .entry = life->opened_by,
                                     .last_entry = life->word,
                                     .since = life->from,
                                     .state = open_state(m, life)};
        item.emergency = is_flag && tdm_catalog_flag(m->catalog, life->item)->emergency;
        insert_open(items, count, item);
    }
}

void open_answer(const struct moment *m, struct tdm_standing *s) {
    struct tdm_open_item *items = tdm_arena_alloc_raw(m->mem, (m->flags.count + m->findings.count) * sizeof *items);
    gather_open(m, &m->flags, true, items, &s->open_count);
    gather_open(m, &m->findings, false, items, &s->open_count);
    s->open = items;
}
