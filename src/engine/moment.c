/* moment.c - a day and a knowledge: which events have happened, and each phase's start, end and holds as far as is
 * known. Phases hang on each other and on signatures, so they are computed in sweeps until nothing moves. */
#include "engine/engine_int.h"

/* ---- events */

static uint32_t first_visible(const struct moment *m, enum tdm_entry_kind kind) {
    for (uint32_t i = 0; i < m->index->kind_count[kind]; i++)
        if (holds_now(m, fact_of(m, m->index->of_kind[kind][i]))) return m->index->of_kind[kind][i];
    return TDM_ENTRY_NONE;
}

static tdm_date date_of(const struct moment *m, uint32_t entry) {
    return entry == TDM_ENTRY_NONE ? TDM_DATE_NONE : fact_of(m, entry)->date;
}

bool procedure_performed(const struct moment *m, uint32_t entry) {
    return tdm_str_is(m->chart->chart->entries[entry].state, "performed");
}

/* M14, M16: the latest performed one, or the first of a series when the author says so. */
static void find_procedure(struct moment *m) {
    uint32_t first = TDM_ENTRY_NONE;
    m->procedure_entry = TDM_ENTRY_NONE;
    m->first_procedure = TDM_DATE_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        if (!holds_now(m, fact_of(m, entry)) || !procedure_performed(m, entry)) continue;
        if (m->procedure_entry == TDM_ENTRY_NONE) m->first_procedure = fact_of(m, entry)->date;
        m->procedure_entry = entry;
        if (first == TDM_ENTRY_NONE) first = entry;
        if (m->protocol->series == TDM_SERIES_FIRST) break;
    }
    m->procedure = date_of(m, m->procedure_entry);
    m->first_procedure_entry = first;
    m->first_procedure = date_of(m, first);
    m->first_procedure_time = first == TDM_ENTRY_NONE ? TDM_TIME_NONE : fact_of(m, first)->time;
}

tdm_date procedure_by(const struct moment *m, tdm_date day) {
    tdm_date latest = TDM_DATE_NONE;
    if (tdm_date_is_none(m->procedure) || m->procedure.day <= day.day) return m->procedure;
    if (m->protocol->series == TDM_SERIES_FIRST) return latest;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (fact->date.day <= day.day && holds_now(m, fact) && procedure_performed(m, entry)) latest = fact->date;
    }
    return latest;
}

/* A procedure entry of any state uses up the plan made for it: performed, cancelled and aborted alike (M15). */
static bool used_up(const struct moment *m, uint32_t plan) {
    const struct tdm_fact *made = fact_of(m, plan);
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        const struct tdm_fact *event = fact_of(m, entry);
        if (!holds_now(m, event) || event->date.day < made->date.day) continue;
        bool of_one_day = event->date.day == made->date.day && !comes_after(m, entry, plan);
        bool for_later = m->chart->chart->entries[plan].other_date.day > event->date.day;
        if (!of_one_day || !for_later) return true;
    }
    return false;
}

/* One plan takes the place of another: of a later day, of one day by times that both have; else, where both have none
 * or the same, by what was recorded last, and of one writer by the numbers (M18, M116, M125). */
static bool replaces(const struct moment *m, uint32_t plan, uint32_t other) {
    const struct tdm_fact *a = fact_of(m, plan), *b = fact_of(m, other);
    if (a->date.day != b->date.day || a->time.minute != b->time.minute) return comes_after(m, plan, other);
    const struct tdm_entry *one = &m->chart->chart->entries[plan], *two = &m->chart->chart->entries[other];
    if (one->recorded.ms != two->recorded.ms) return one->recorded.ms > two->recorded.ms;
    return one->writer.len > 0 && tdm_str_equal(one->writer, two->writer) && one->number > two->number;
}

static bool plans_procedure(const struct moment *m, uint32_t entry) {
    return holds_now(m, fact_of(m, entry)) && tdm_str_is(m->chart->chart->entries[entry].subject, "procedure");
}

/* M13, M116: the latest plan, until the event has happened after it was made. One made on the day of a procedure for a
 * later day is for the next, unless its time says otherwise. Of plans in an order nobody can tell the one for the
 * earlier day holds: what has to be stopped is stopped in time (decision 33). */
static void find_plan(struct moment *m) {
    m->planned_procedure = TDM_DATE_NONE;
    m->plan_entry = TDM_ENTRY_NONE;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PLAN]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PLAN][i];
        bool replaced = !plans_procedure(m, entry);
        for (uint32_t k = i + 1; k < m->index->kind_count[TDM_ENTRY_PLAN] && !replaced; k++) {
            uint32_t later = m->index->of_kind[TDM_ENTRY_PLAN][k]; /* they stand in their order */
            replaced = plans_procedure(m, later) && replaces(m, later, entry);
        }
        if (replaced || used_up(m, entry)) continue;
        tdm_date day = m->chart->chart->entries[entry].other_date;
        if (m->plan_entry != TDM_ENTRY_NONE && day.day >= m->planned_procedure.day) continue;
        m->plan_entry = entry;
        m->planned_procedure = day;
    }
}

static bool is_death(const struct moment *m, uint32_t end) {
    return tdm_str_is(m->chart->chart->entries[end].state, "died");
}

static bool lifts_limits(const struct moment *m, uint32_t end) {
    return is_death(m, end) || tdm_str_is(m->chart->chart->entries[end].state, "completed");
}

/* A death ends the maintenance plan too, also after another end (M98). */
static uint32_t find_death(const struct moment *m) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_END]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_END][i];
        if (holds_now(m, fact_of(m, entry)) && is_death(m, entry)) return entry;
    }
    return TDM_ENTRY_NONE;
}

/* The first end holds, whatever is written as an end after it. Of one day in an order nobody can tell it is one after
 * which the limits stand (M18, M98). */
static uint32_t find_end_entry(const struct moment *m) {
    uint32_t found = first_visible(m, TDM_ENTRY_END);
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_END]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_END][i];
        if (!holds_now(m, fact_of(m, entry)) || fact_of(m, entry)->date.day != fact_of(m, found)->date.day) continue;
        if (lifts_limits(m, found) && !lifts_limits(m, entry) && !comes_after(m, entry, found)) found = entry;
    }
    return found;
}

static void find_events(struct moment *m) {
    m->enrol_entry = first_visible(m, TDM_ENTRY_ENROL);
    m->enrolled = date_of(m, m->enrol_entry);
    m->end_entry = find_end_entry(m);
    m->ended = date_of(m, m->end_entry);
    m->death_entry = find_death(m);
    m->died = date_of(m, m->death_entry);
    find_procedure(m);
    find_plan(m);
    m->anchors = (struct tdm_anchors){.on = m->asof.on, .phase_start = m->starts, .phase_end = m->ends};
    m->anchors.event[TDM_EVENT_ENROLMENT] = m->enrolled;
    m->anchors.event[TDM_EVENT_PROCEDURE] = m->procedure;
    m->anchors.event[TDM_EVENT_DISCHARGE] = m->ended;
    for (int e = 0; e < TDM_EVENT_COUNT; e++) m->anchors.planned[e] = TDM_DATE_NONE;
    if (tdm_date_is_none(m->procedure)) m->anchors.planned[TDM_EVENT_PROCEDURE] = m->planned_procedure;
}

/* ---- order of two entries (M18) */

bool comes_after(const struct moment *m, uint32_t entry, uint32_t other) {
    return lies_after(m, fact_of(m, entry)->date, fact_of(m, entry)->time, other);
}

bool before_procedure(const struct moment *m, uint32_t entry) {
    return m->procedure_entry != TDM_ENTRY_NONE && !comes_after(m, entry, m->procedure_entry);
}

tdm_mask patient_role(const struct moment *m) {
    tdm_ref role = tdm_catalog_find(m->catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    return role == TDM_REF_NONE ? 0 : TDM_BIT(role);
}

tdm_date moment_day(const struct moment *m, const struct tdm_day_expr *day) {
    return tdm_anchor_day(m->protocol, &m->anchors, day, false, NULL);
}

bool completed(const struct moment *m) {
    return m->end_entry != TDM_ENTRY_NONE && tdm_str_is(m->chart->chart->entries[m->end_entry].state, "completed");
}

/* ---- starts: every entry into a phase begins a stay on its track, so does the day of a phase that has one (M12, M59,
 * M60) */

static bool spent(const struct moment *m, tdm_ref phase, uint32_t entry) {
    if (!m->index->gate_needs_procedure[phase] || tdm_date_is_none(m->procedure)) return false;
    bool repeated = m->first_procedure.day < m->procedure.day;
    return repeated ? before_procedure(m, entry) : fact_of(m, entry)->date.day < m->procedure.day;
}

/* Of one day: by times that can be told, else the later one of the protocol. */
static bool begins_before(const struct moment *m, const struct stay *a, const struct stay *b) {
    if (a->day.day != b->day.day) return a->day.day < b->day.day;
    bool both = a->entry != TDM_ENTRY_NONE && b->entry != TDM_ENTRY_NONE;
    if (both && comes_after(m, a->entry, b->entry)) return false; /* `b` stood in the list before: never after it */
    return a->phase < b->phase;
}

static void add_begin(const struct moment *m, struct stays *list, struct stay begin) {
    uint32_t at = list->count++;
    for (; at > 0 && begins_before(m, &begin, &list->items[at - 1]); at--) list->items[at] = list->items[at - 1];
    list->items[at] = begin;
}

/* A phase that ends by a signature is not ended by the day of another one of its track: that one begins with the
 * signature (M2). An entry of a person ends it all the same (M60). */
static bool waits_for_signature(const struct moment *m, tdm_ref p, tdm_date *day) {
    const struct phase_list *others = &m->index->signed_off[m->protocol->phases[p].track];
    for (uint32_t i = 0; i < others->count; i++) {
        tdm_ref q = others->items[i];
        const struct phase_state *state = &m->phases[q];
        if (q == p || tdm_date_is_none(state->start) || state->start.day > day->day) continue;
        bool follows =
            m->protocol->phases[p].from.anchor == TDM_ANCHOR_PHASE_END && m->protocol->phases[p].from.ref == q;
        if (follows || m->phases[p].start_entry != TDM_ENTRY_NONE) continue;
        if (tdm_date_is_none(state->signed_off)) return true;
        *day = tdm_date_later(*day, state->signed_off);
    }
    return day->day > m->asof.on.day;
}

/* The end of an episode is not the end of its phase from which the next one begins: that is its own, if it came (M98).
 */
static tdm_date first_day(struct moment *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    if (phase->from.anchor != TDM_ANCHOR_PHASE_END) return moment_day(m, &phase->from);
    tdm_date *end = &m->ends[phase->from.ref], kept = *end;
    const struct phase_state *before = &m->phases[phase->from.ref];
    if (!tdm_date_is_none(kept) && before->ended_by.code == TDM_REASON_BY_END) {
        if (completed(m) && before->own_end.day > m->ended.day) return TDM_DATE_NONE; /* its course is over */
        *end = before->own_end;
    }
    /* nor does it end because this one begins: it would begin by its own beginning, without what it waits for (M2) */
    if (before->ended_by.code == TDM_REASON_BY_NEXT && before->next_phase == p) *end = TDM_DATE_NONE;
    tdm_date day = moment_day(m, &phase->from);
    *end = kept;
    return day;
}

/* A later phase of its track was entered before the enrolment: what begins by that does not begin any more (M2, M60).
 */
static bool passed_by(const struct moment *m, tdm_ref p, tdm_date day) {
    const struct tdm_day_expr *from = &m->protocol->phases[p].from;
    if (from->anchor != TDM_ANCHOR_EVENT || from->event != TDM_EVENT_ENROLMENT) return false;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_ENTER]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_ENTER][i];
        tdm_ref q = m->episode->entries[entry].phase;
        bool later = q > p && m->protocol->phases[q].track == m->protocol->phases[p].track;
        if (later && fact_of(m, entry)->date.day < day.day && holds_now(m, fact_of(m, entry)) && !spent(m, q, entry))
            return true;
    }
    return false;
}

/* A phase whose last day had passed before it could begin does not begin (M2); the maintenance plan begins when a
 * course was completed, and by no other end (M100). */
static void add_by_date(struct moment *m, struct stays *list, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    if (phase->from.anchor == TDM_ANCHOR_GATE || (tdm_day_from_discharge(&phase->from) && !completed(m))) return;
    tdm_date day = first_day(m, p);
    if (tdm_date_is_none(day) || day.day > m->asof.on.day) return;
    tdm_date until = phase->has_until ? moment_day(m, &phase->until) : TDM_DATE_NONE;
    bool over = !tdm_date_is_none(until) && until.day < day.day;
    if (!over && !passed_by(m, p, day) && !waits_for_signature(m, p, &day))
        add_begin(m, list, (struct stay){day, TDM_ENTRY_NONE, p});
}

/* Where the stays of the track stand: none is more than its begin. */
static struct stays track_begins(struct moment *m, enum tdm_track track) {
    struct stays list = {m->stays[track].items, 0};
    const struct phase_list *phases = &m->index->of_track[track];
    for (uint32_t i = 0; i < phases->count; i++) add_by_date(m, &list, phases->items[i]);
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_ENTER]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_ENTER][i];
        tdm_ref p = m->episode->entries[entry].phase;
        if (m->protocol->phases[p].track != track || !holds_now(m, fact_of(m, entry)) || spent(m, p, entry)) continue;
        add_begin(m, &list, (struct stay){fact_of(m, entry)->date, entry, p});
    }
    return list;
}

/* The stays of a track: runs of begins of one phase without another between. What a phase tells of itself is its last.
 */
static void find_starts(struct moment *m, enum tdm_track track) {
    struct stays list = track_begins(m, track), *stays = &m->stays[track];
    const struct phase_list *phases = &m->index->of_track[track];
    stays->count = 0;
    for (uint32_t i = 0; i < list.count; i++)
        if (i == 0 || list.items[stays->count - 1].phase != list.items[i].phase)
            list.items[stays->count++] = list.items[i];
    for (uint32_t i = 0; i < phases->count; i++) {
        struct phase_state *state = &m->phases[phases->items[i]];
        state->start = state->next_begins = TDM_DATE_NONE;
        state->start_entry = state->next_entry = TDM_ENTRY_NONE;
        state->next_phase = TDM_REF_NONE;
        state->order = 0;
    }
    for (uint32_t i = 0; i < stays->count; i++) {
        const struct stay *stay = &stays->items[i], *next = i + 1 < stays->count ? stay + 1 : NULL;
        struct phase_state *state = &m->phases[stay->phase];
        state->start = stay->day;
        state->start_entry = stay->entry;
        state->next_begins = next == NULL ? TDM_DATE_NONE : next->day;
        state->next_entry = next == NULL ? TDM_ENTRY_NONE : next->entry;
        state->next_phase = next == NULL ? TDM_REF_NONE : next->phase;
        state->order = i + 1;
    }
}

/* ---- ends */

static void end_at(struct phase_state *state, tdm_date day, enum tdm_reason_code code, uint32_t entry, tdm_ref ref) {
    if (tdm_date_is_none(day) || (!tdm_date_is_none(state->end) && state->end.day <= day.day)) return;
    if (day.day < state->start.day) return; /* entered after its dates were over: it runs all the same (M60) */
    state->end = day;
    state->ended_by = (struct tdm_reason){
        .code = code, .clause = TDM_CLAUSE_NONE, .entry = entry, .date = day, .until = TDM_DATE_NONE, .ref = ref};
}

static void end_by_signature(struct moment *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    struct phase_state *state = &m->phases[p];
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        struct tdm_reason reason;
        if (m->episode->entries[entry].clearance != phase->ends_by || !holds_now(m, fact) ||
            fact->date.day < state->start.day)
            continue;
        enum tdm_reason_code code = signature_judge(m, phase->ends_by, entry, fact->date, &reason);
        if (code != TDM_REASON_SIGNED) continue;
        uint32_t revoke = revoked_by(m, entry, m->asof.on);
        if (revoke == TDM_ENTRY_NONE) {
            state->signed_off = fact->date;
            end_at(state, fact->date, TDM_REASON_BY_CLEARANCE, entry, phase->ends_by);
            return;
        }
        /* it was ended from then until here (M47) */
        state->lifted_until = tdm_date_later(state->lifted_until, fact_of(m, revoke)->date);
    }
}

/* "until procedure" is the first one after its start: a repeat does not lengthen what had ended (M14). */
static void end_by_day(struct moment *m, tdm_ref p) {
    const struct tdm_day_expr *until = &m->protocol->phases[p].until;
    bool by_start = until->anchor == TDM_ANCHOR_PHASE_START &&
                    m->protocol->phases[until->ref].track == m->protocol->phases[p].track;
    if (by_start && m->phases[until->ref].order != 0 && m->phases[until->ref].order < m->phases[p].order)
        return; /* that one began before this stay, also hours before on its day: a step back (M59) */
    end_at(&m->phases[p], moment_day(m, until), TDM_REASON_BY_DATE, TDM_ENTRY_NONE, TDM_REF_NONE);
    if (until->anchor != TDM_ANCHOR_EVENT || until->event != TDM_EVENT_PROCEDURE) return;
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_PROCEDURE]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_PROCEDURE][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        if (holds_now(m, fact) && procedure_performed(m, entry) && fact->date.day >= m->phases[p].start.day)
            end_at(&m->phases[p], tdm_day_at(until, fact->date), TDM_REASON_BY_DATE, TDM_ENTRY_NONE, TDM_REF_NONE);
    }
}

static void find_end(struct moment *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    struct phase_state *state = &m->phases[p];
    state->end = state->own_end = state->lifted_until = state->signed_off = TDM_DATE_NONE;
    if (tdm_date_is_none(state->start)) return;
    if (phase->has_until) end_by_day(m, p);
    if (tdm_length_is_exact(&phase->length))
        end_at(state, tdm_date_add_span(state->start, phase->length.most), TDM_REASON_BY_DATE, TDM_ENTRY_NONE,
               TDM_REF_NONE);
    if (phase->ends_by != TDM_REF_NONE) end_by_signature(m, p);
    bool keeps_next = state->next_phase != TDM_REF_NONE && state->next_entry == TDM_ENTRY_NONE &&
                      tdm_day_from_discharge(&m->protocol->phases[state->next_phase].from);
    if (!keeps_next) /* that one begins by the end of the episode, which is told instead (M100) */
        end_at(state, state->next_begins, TDM_REASON_BY_NEXT, state->next_entry, state->next_phase);
    state->own_end = state->end;
    /* what begins after the end of the episode, as a procedure makes it, is not ended by it; nor is what keeps on from
     * the discharge, which lasts while the patient lives */
    bool keeps = tdm_day_from_discharge(&phase->from) && completed(m);
    if (keeps)
        end_at(state, m->died, TDM_REASON_BY_END, m->death_entry, TDM_REF_NONE);
    else if (!tdm_date_is_none(m->ended) && m->ended.day >= state->start.day)
        end_at(state, m->ended, TDM_REASON_BY_END, m->end_entry, TDM_REF_NONE);
    if (!tdm_date_is_none(state->end) && state->end.day > m->asof.on.day) state->end = TDM_DATE_NONE;
    if (!tdm_date_is_none(state->own_end) && state->own_end.day > m->asof.on.day) state->own_end = TDM_DATE_NONE;
}

static void find_phases(struct moment *m) {
    uint32_t count = m->protocol->phase_count;
    for (uint32_t sweep = 0; sweep <= count + 1; sweep++) {
        bool moved = false;
        for (int track = 0; track < TDM_TRACK_COUNT; track++) find_starts(m, (enum tdm_track)track);
        for (tdm_ref p = 0; p < count; p++) {
            find_end(m, p);
            moved = moved || m->starts[p].day != m->phases[p].start.day || m->ends[p].day != m->phases[p].end.day;
            m->starts[p] = m->phases[p].start;
            m->ends[p] = m->phases[p].end;
        }
        if (!moved) return;
    }
}

/* ---- which phase's limits hold */

tdm_ref phase_in_force(const struct moment *m, enum tdm_track track, tdm_date day) {
    tdm_ref found = TDM_REF_NONE;
    const struct phase_list *phases = &m->index->of_track[track];
    for (uint32_t i = 0; i < phases->count; i++) {
        tdm_ref p = phases->items[i];
        if (tdm_date_is_none(m->phases[p].start) || m->phases[p].start.day > day.day) continue;
        if (found == TDM_REF_NONE || m->phases[p].order > m->phases[found].order) found = p;
    }
    return found;
}

/* ---- the door */

static void make(struct moment *m, struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof,
                 uint32_t signing) {
    uint32_t count = episode->protocol->phase_count;
    *m = (struct moment){.mem = mem,
                         .episode = episode,
                         .protocol = episode->protocol,
                         .catalog = episode->chart->catalog,
                         .chart = episode->chart,
                         .index = episode->index,
                         .asof = asof,
                         .moves = ((const struct index *)episode->index)->moves,
                         .signing = signing};
    m->phases = TDM_NEW_ARRAY(mem, struct phase_state, count);
    for (int t = 0; t < TDM_TRACK_COUNT; t++) { /* each phase begins by its day once, and by each entry into one */
        uint32_t most = m->index->of_track[t].count + m->index->kind_count[TDM_ENTRY_ENTER];
        m->stays[t].items = tdm_arena_alloc_raw(mem, most * sizeof(struct stay));
    }
    m->starts = TDM_NEW_ARRAY(mem, tdm_date, count);
    m->ends = TDM_NEW_ARRAY(mem, tdm_date, count);
    for (uint32_t p = 0; p < count; p++) {
        m->phases[p] = (struct phase_state){.start = TDM_DATE_NONE,
                                            .end = TDM_DATE_NONE,
                                            .own_end = TDM_DATE_NONE,
                                            .start_entry = TDM_ENTRY_NONE,
                                            .lifted_until = TDM_DATE_NONE,
                                            .signed_off = TDM_DATE_NONE};
        m->starts[p] = m->ends[p] = TDM_DATE_NONE;
    }
    find_events(m);
    find_phases(m);
    lives_make(m);
    holds_make(m);
}

void moment_make(struct moment *m, struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof) {
    make(m, mem, episode, asof, 0);
}

void moment_make_at(struct moment *m, struct tdm_arena *mem, const struct tdm_case *episode, struct tdm_asof asof,
                    uint32_t signature) {
    make(m, mem, episode, asof, signature + 1);
}
