/* case.c - a chart bound to its protocol: names resolved, entries indexed by kind, readings by measure and side, doses
 * by exercise. Input preparation: nothing here depends on the day asked about or on what was known. */
#include "engine/case_int.h"

static bool no_protocol(const struct tdm_library *library, const struct tdm_chart *chart,
                        struct tdm_problems *problems) {
    struct tdm_problem *problem =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "E001", chart->protocol_place);
    tdm_problem_what(problem, "the chart follows `%.*s` version %.*s, which is not in the library",
                     TDM_FMT(chart->protocol), TDM_FMT(chart->version));
    for (uint32_t i = 0; i < library->protocol_count; i++)
        if (tdm_str_equal(library->protocols[i]->name, chart->protocol))
            tdm_problem_fix(problem, "the library has version %.*s of it", TDM_FMT(library->protocols[i]->version));
    if (problem->fix[0] == '\0') tdm_problem_fix(problem, "name its file, or a protocol of the library");
    return false;
}

static bool check_pin(const struct tdm_protocol *protocol, const struct tdm_chart *chart,
                      struct tdm_problems *problems) {
    if (!chart->has_digest || tdm_digest_equal(chart->protocol_digest, protocol->digest)) return true;
    struct tdm_problem *problem =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "E002", chart->protocol_place);
    tdm_problem_what(problem, "the protocol `%.*s` is not the text that this chart pinned", TDM_FMT(protocol->name));
    tdm_problem_fix(problem, "give the pinned text, or record an amendment");
    return false;
}

static bool check_site(const struct tdm_protocol *protocol, const struct tdm_bound_chart *chart,
                       struct tdm_problems *problems) {
    if (protocol->region == TDM_REF_NONE || chart->region == protocol->region) return true;
    struct tdm_problem *problem =
        tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "E003", chart->chart->site_place);
    tdm_problem_what(problem, "the protocol treats the %.*s, the chart is of the %.*s",
                     TDM_FMT(tdm_catalog_name(protocol->catalog, TDM_KIND_REGION, protocol->region)),
                     TDM_FMT(chart->chart->region));
    tdm_problem_fix(problem, "write: site %.*s, SIDE",
                    TDM_FMT(tdm_catalog_name(protocol->catalog, TDM_KIND_REGION, protocol->region)));
    return false;
}

/* ---- names of entries in the protocol */

static bool unknown(struct opener *o, const struct tdm_entry *entry, const char *code, const char *kind, tdm_str name,
                    const tdm_str *names, uint32_t count) {
    int near = tdm_nearest(name, names, count);
    struct tdm_problem *problem = tdm_problems_add(o->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, code, entry->place);
    tdm_problem_what(problem, "the protocol `%.*s` has no %s `%.*s`", TDM_FMT(o->protocol->name), kind, TDM_FMT(name));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "name a %s of the protocol", kind);
    return false;
}

static bool resolve_phase(struct opener *o, const struct tdm_entry *entry, tdm_str name, tdm_ref *out) {
    *out = tdm_protocol_phase(o->protocol, name);
    if (*out != TDM_REF_NONE) return true;
    return unknown(o, entry, "E004", "phase", name, o->protocol->scope.phases, o->protocol->scope.phase_count);
}

static bool resolve_clearance(struct opener *o, const struct tdm_entry *entry, tdm_str name, tdm_ref *out) {
    *out = tdm_protocol_clearance(o->protocol, name);
    if (*out != TDM_REF_NONE) return true;
    return unknown(o, entry, "E005", "clearance", name, o->protocol->scope.clearances,
                   o->protocol->scope.clearance_count);
}

static bool resolve_gate(struct opener *o, const struct tdm_entry *entry, tdm_str name, tdm_ref *out) {
    *out = tdm_protocol_gate(o->protocol, name);
    if (*out != TDM_REF_NONE) return true;
    return unknown(o, entry, "E006", "gate", name, o->protocol->scope.gates, o->protocol->scope.gate_count);
}

bool case_resolve(struct opener *o, const struct tdm_entry *entry, struct tdm_case_entry *out) {
    *out = (struct tdm_case_entry){TDM_REF_NONE, TDM_REF_NONE, TDM_REF_NONE, UINT32_MAX};
    switch ((int)entry->kind) {
    case TDM_ENTRY_ENTER:
        if (!resolve_phase(o, entry, entry->subject, &out->phase)) return false;
        if (entry->target.len > 0) return resolve_gate(o, entry, entry->target, &out->gate);
        if (o->protocol->phases[out->phase].from.anchor == TDM_ANCHOR_GATE)
            out->gate = o->protocol->phases[out->phase].from.ref;
        return true;
    case TDM_ENTRY_HOLD:
    case TDM_ENTRY_RESUME:
        return resolve_phase(o, entry, entry->subject, &out->phase);
    case TDM_ENTRY_CLEAR:
        return resolve_clearance(o, entry, entry->subject, &out->clearance);
    case TDM_ENTRY_MOVE:
        return resolve_clearance(o, entry, entry->subject, &out->clearance);
    case TDM_ENTRY_OVERRIDE:
        return resolve_gate(o, entry, entry->subject, &out->gate);
    default:
        return true;
    }
}

/* ---- index */

/* A list of its own for each kind, as long as there are entries of it: what goes past its end is seen by the
 * sanitizers. */
static void index_kinds(struct opener *o) {
    uint32_t *lists[TDM_ENTRY_KIND_COUNT], count = o->chart->chart->entry_count;
    for (uint32_t i = 0; i < count; i++) o->index->kind_count[o->chart->facts[i].kind]++;
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        lists[kind] = TDM_NEW_ARRAY(o->mem, uint32_t, o->index->kind_count[kind]);
        o->index->of_kind[kind] = lists[kind];
    }
    for (uint32_t i = 0; i < count; i++) *lists[o->chart->facts[i].kind]++ = i;
}

/* Where the readings of the left side begin, behind those of the right one. */
static uint32_t left_from(const struct tdm_bound_chart *chart, tdm_ref measure) {
    uint32_t low = chart->reading_start[measure], high = chart->reading_start[measure + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (chart->readings[middle].side != TDM_SIDE_LEFT)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum tdm_side case_side(const struct tdm_protocol *protocol, const struct tdm_bound_chart *chart, tdm_ref use) {
    bool sided = tdm_catalog_measure(protocol->catalog, protocol->measures[use].measure)->sided;
    return sided ? chart->chart->side : TDM_SIDE_NONE;
}

/* What has sides is read at one: at the treated side, and at the other one. */
static void sided_readings(const struct opener *o, tdm_ref measure, struct range *use, struct range *use_other) {
    uint32_t first = o->chart->reading_start[measure], left = left_from(o->chart, measure);
    struct range at_right = {first, left}, at_left = {left, o->chart->reading_start[measure + 1]};
    switch (o->chart->chart->side) {
    case TDM_SIDE_NONE:
        *use = *use_other = (struct range){first, first};
        break;
    case TDM_SIDE_RIGHT:
        *use = at_right;
        *use_other = at_left;
        break;
    case TDM_SIDE_LEFT:
        *use = at_left;
        *use_other = at_right;
        break;
    }
}

void case_readings(const struct opener *o, struct range *use, struct range *use_other) {
    const struct tdm_protocol *p = o->protocol;
    for (uint32_t i = 0; i < p->measure_count; i++) {
        tdm_ref measure = p->measures[i].measure;
        use[i] = (struct range){o->chart->reading_start[measure], o->chart->reading_start[measure + 1]};
        if (tdm_catalog_measure(p->catalog, measure)->sided) sided_readings(o, measure, &use[i], &use_other[i]);
    }
}

/* A measure that is also read during sessions says in a session's lines what was felt in it, not before it. */
static bool read_during(const struct tdm_protocol *protocol, tdm_ref use) {
    for (uint32_t i = 0; i < protocol->measure_count; i++)
        if (protocol->measures[i].measure == protocol->measures[use].measure && protocol->measures[i].during_session)
            return true;
    return false;
}

static void index_readings(struct opener *o) {
    bool *during = TDM_NEW_ARRAY(o->mem, bool, o->protocol->measure_count);
    for (tdm_ref use = 0; use < o->protocol->measure_count; use++) during[use] = read_during(o->protocol, use);
    o->index->read_during = during;
    o->index->use = TDM_NEW_ARRAY(o->mem, struct range, o->protocol->measure_count);
    o->index->use_other = TDM_NEW_ARRAY(o->mem, struct range, o->protocol->measure_count);
    case_readings(o, o->index->use, o->index->use_other);
}

/* Counted first, then put in their places in one walk: an exercise's doses stay in the order of their days. */
static void index_doses(struct opener *o) {
    uint32_t exercises = o->protocol->catalog->count[TDM_KIND_EXERCISE], at = 0;
    struct range *ranges = TDM_NEW_ARRAY(o->mem, struct range, exercises);
    uint32_t *doses = TDM_NEW_ARRAY(o->mem, uint32_t, o->chart->dose_count);
    for (uint32_t d = 0; d < o->chart->dose_count; d++) ranges[o->chart->doses[d].exercise].until++;
    for (uint32_t e = 0; e < exercises; e++) {
        uint32_t count = ranges[e].until;
        ranges[e] = (struct range){at, at};
        at += count;
    }
    for (uint32_t d = 0; d < o->chart->dose_count; d++) doses[ranges[o->chart->doses[d].exercise].until++] = d;
    o->index->exercise = ranges;
    o->index->exercise_doses = doses;
}

bool case_steers(enum tdm_entry_kind kind) {
    switch ((int)kind) {
    case TDM_ENTRY_ENROL:
    case TDM_ENTRY_PROCEDURE:
    case TDM_ENTRY_PLAN:
    case TDM_ENTRY_CLEAR:
    case TDM_ENTRY_REVOKE:
    case TDM_ENTRY_MOVE:
    case TDM_ENTRY_ENTER:
    case TDM_ENTRY_HOLD:
    case TDM_ENTRY_RESUME:
    case TDM_ENTRY_FLAG:
    case TDM_ENTRY_SCREEN:
    case TDM_ENTRY_STATEMENT:
    case TDM_ENTRY_CORRECT:
    case TDM_ENTRY_WITHDRAW:
    case TDM_ENTRY_END:
        return true;
    default:
        return false;
    }
}

struct said case_medicine(struct opener *o, const struct tdm_entry *medicine) {
    const struct tdm_catalog *catalog = o->protocol->catalog;
    struct said out = {.route = TDM_REF_NONE};
    tdm_ref *one = TDM_NEW_ARRAY(o->mem, tdm_ref, 1);
    out.known = tdm_catalog_ingredients(catalog, medicine->subject, &out.ingredients, &out.count, &out.route, one);
    if (medicine->route.len > 0) out.route = tdm_catalog_find(catalog, TDM_KIND_ROUTE, medicine->route);
    for (uint32_t k = 0; out.known && k < out.count; k++)
        out.classes |= tdm_catalog_substance(catalog, out.ingredients[k])->classes;
    return out;
}

static void index_medicines(struct opener *o) {
    struct said *said = TDM_NEW_ARRAY(o->mem, struct said, o->chart->chart->entry_count);
    for (uint32_t i = 0; i < o->index->kind_count[TDM_ENTRY_MEDICINE]; i++) {
        uint32_t entry = o->index->of_kind[TDM_ENTRY_MEDICINE][i];
        said[entry] = case_medicine(o, &o->chart->chart->entries[entry]);
    }
    o->index->said = said;
}

/* The first day of which an entry says something: lines of a diary have days of their own, and a correction or a
 * withdrawal speaks of the day of what it is about. A chain of them is at most two long. */
tdm_date case_speaks_of(const struct tdm_bound_chart *chart, uint32_t entry) {
    for (int step = 0; step < 2; step++) {
        const struct tdm_fact *fact = &chart->facts[entry];
        if (fact->kind == TDM_ENTRY_CORRECT || fact->kind == TDM_ENTRY_WITHDRAW) entry = fact->target;
    }
    tdm_date first = chart->facts[entry].date;
    for (uint32_t i = 0; i < chart->chart->entries[entry].reading_count; i++)
        first = tdm_date_earlier(first, chart->chart->entries[entry].readings[i].date);
    return first;
}

/* The first entry of that day or later; entries stand in order of their days. */
uint32_t case_first_from(const struct tdm_bound_chart *chart, tdm_date day) {
    uint32_t low = 0, high = chart->chart->entry_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (chart->facts[middle].date.day < day.day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool case_plans(enum tdm_entry_kind kind) {
    return kind == TDM_ENTRY_PLAN || kind == TDM_ENTRY_PROCEDURE || kind == TDM_ENTRY_WITHDRAW;
}

/* What was recorded latest about each day or the days before it: first put where its day begins, then carried on, so
 * that all entries of a day have the same. */
static void index_knowledge(struct opener *o) {
    uint32_t count = o->chart->chart->entry_count;
    int64_t *known = TDM_NEW_ARRAY(o->mem, int64_t, count), *steered = TDM_NEW_ARRAY(o->mem, int64_t, count);
    for (uint32_t i = 0; i < count; i++) known[i] = steered[i] = INT64_MIN;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = case_first_from(o->chart, case_speaks_of(o->chart, i));
        int64_t recorded = o->chart->facts[i].recorded.ms;
        if (recorded > known[at]) known[at] = recorded;
        if (case_steers(o->chart->facts[i].kind) && recorded > steered[at]) steered[at] = recorded;
    }
    for (uint32_t i = 1; i < count; i++) {
        if (known[i - 1] > known[i]) known[i] = known[i - 1];
        if (steered[i - 1] > steered[i]) steered[i] = steered[i - 1];
    }
    for (uint32_t r = 0; r < o->protocol->restriction_count; r++)
        o->index->looks_ahead = o->index->looks_ahead || o->protocol->restrictions[r].from.sign < 0 ||
                                o->protocol->restrictions[r].until.sign < 0;
    o->index->planned_by = INT64_MIN;
    for (uint32_t i = 0; i < count; i++) {
        const struct tdm_fact *fact = &o->chart->facts[i];
        if (case_plans(fact->kind) && fact->recorded.ms > o->index->planned_by)
            o->index->planned_by = fact->recorded.ms;
    }
    o->index->known_by = known;
    o->index->steered_by = steered;
}

static struct phase_list phases_of(struct opener *o, enum tdm_track track, bool signed_off) {
    tdm_ref *items = TDM_NEW_ARRAY(o->mem, tdm_ref, o->protocol->phase_count);
    struct phase_list list = {items, 0};
    for (tdm_ref p = 0; p < o->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &o->protocol->phases[p];
        if (phase->track == track && (!signed_off || phase->ends_by != TDM_REF_NONE)) items[list.count++] = p;
    }
    return list;
}

static void index_phases(struct opener *o) {
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        o->index->of_track[t] = phases_of(o, (enum tdm_track)t, false);
        o->index->signed_off[t] = phases_of(o, (enum tdm_track)t, true);
    }
}

static void make_index(struct opener *o, const struct tdm_schedule_form *form) {
    bool *needs = TDM_NEW_ARRAY(o->mem, bool, o->protocol->phase_count);
    for (tdm_ref p = 0; p < o->protocol->phase_count; p++) needs[p] = tdm_schedule_needs(form, p, TDM_EVENT_PROCEDURE);
    o->index->gate_needs_procedure = needs;
    index_phases(o);
    index_knowledge(o);
    index_kinds(o);
    index_readings(o);
    index_doses(o);
    index_medicines(o);
}

struct tdm_name_map case_words(struct tdm_arena *mem, const struct tdm_protocol *protocol) {
    tdm_str *names = TDM_NEW_ARRAY(mem, tdm_str, protocol->measure_count);
    tdm_ref *measures = TDM_NEW_ARRAY(mem, tdm_ref, protocol->measure_count);
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        names[i] = protocol->measures[i].name;
        measures[i] = protocol->measures[i].measure;
    }
    return (struct tdm_name_map){names, measures, protocol->measure_count};
}

bool tdm_case_open(struct tdm_arena *mem, const struct tdm_library *library, const struct tdm_chart *chart,
                   const struct tdm_case **out, struct tdm_problems *problems) {
    const struct tdm_protocol *protocol = tdm_library_protocol(library, chart->protocol, chart->version);
    if (protocol == NULL) return no_protocol(library, chart, problems);
    struct tdm_name_map map = case_words(mem, protocol);
    struct tdm_case *episode = TDM_NEW(mem, struct tdm_case);
    if (!check_pin(protocol, chart, problems) ||
        !tdm_chart_bind(mem, chart, library->catalog, &map, &episode->chart, problems))
        return false;
    if (!check_site(protocol, episode->chart, problems)) return false;
    struct tdm_case_entry *entries = TDM_NEW_ARRAY(mem, struct tdm_case_entry, chart->entry_count);
    struct opener o = {mem, problems, protocol, episode->chart, TDM_NEW(mem, struct index)};
    bool fine = true;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        fine = case_resolve(&o, &chart->entries[i], &entries[i]) && fine;
        entries[i].target = episode->chart->facts[i].target;
    }
    if (!fine) return false;
    episode->protocol = protocol;
    episode->form = tdm_schedule_prepare(mem, protocol);
    episode->entries = entries;
    make_index(&o, episode->form);
    life_index(mem, episode, o.index);
    episode->index = o.index;
    *out = episode;
    return true;
}

/* Entries that speak of phases, gates and clearances say nothing in a frame that has none. */
static void leave_out_steering(struct index *index) {
    static const enum tdm_entry_kind kinds[] = {TDM_ENTRY_ENTER, TDM_ENTRY_HOLD,   TDM_ENTRY_RESUME,  TDM_ENTRY_CLEAR,
                                                TDM_ENTRY_MOVE,  TDM_ENTRY_REVOKE, TDM_ENTRY_OVERRIDE};
    for (size_t i = 0; i < TDM_COUNT(kinds); i++) index->kind_count[kinds[i]] = 0;
}

/* The same chart seen through another frame of measures: what a decision reads. Its phases and gates are not asked. */
const struct tdm_case *case_through(struct tdm_arena *mem, const struct tdm_case *episode,
                                    const struct tdm_protocol *frame) {
    struct tdm_case *seen = TDM_NEW(mem, struct tdm_case);
    uint32_t count = episode->chart->chart->entry_count;
    struct tdm_case_entry *entries = TDM_NEW_ARRAY(mem, struct tdm_case_entry, count);
    struct opener o = {mem, NULL, frame, episode->chart, TDM_NEW(mem, struct index)};
    for (uint32_t entry = 0; entry < count; entry++)
        entries[entry] =
            (struct tdm_case_entry){TDM_REF_NONE, TDM_REF_NONE, TDM_REF_NONE, episode->entries[entry].target};
    *seen = (struct tdm_case){.chart = episode->chart, .protocol = frame, .form = episode->form, .entries = entries};
    make_index(&o, episode->form);
    leave_out_steering(o.index);
    life_index(mem, seen, o.index);
    seen->index = o.index;
    return seen;
}
