/* cohort.c - one story after the other becomes a chart: the plot, the people, and how an entry gets its day, its time,
 * its author and the instant at which it was recorded. */
#include "lab/cohort_int.h"

#define DAY_MS    ((int64_t)86400000)
#define MINUTE_MS ((int64_t)60000)

void story_turn(struct story *s, enum purpose purpose) {
    s->draws = tdm_random_stream(s->seed, s->number, (uint32_t)purpose);
}

/* ---- days */

tdm_date date_of_day(const struct story *s, int32_t day) {
    return tdm_date_add_days(s->day0, day);
}

int32_t span_days(tdm_span span) {
    int32_t least, most;
    tdm_span_day_range(span, &least, &most);
    return most;
}

static int32_t phase_end(const struct story *s, tdm_ref phase) {
    const struct tdm_phase *p = &s->protocol->phases[phase];
    if (s->phase_start[phase] == NEVER) return NEVER;
    if (p->has_until && day_of_expr(s, &p->until) != NEVER) return day_of_expr(s, &p->until);
    return p->length.has_least ? s->phase_start[phase] + span_days(p->length.least) : s->phase_start[phase] + 28;
}

int32_t day_of_expr(const struct story *s, const struct tdm_day_expr *expr) {
    int32_t anchor = NEVER;
    switch (expr->anchor) {
    case TDM_ANCHOR_DATE:
        anchor = expr->date.day - s->day0.day;
        break;
    case TDM_ANCHOR_EVENT:
        if (expr->event == TDM_EVENT_ENROLMENT) anchor = 0;
        if (expr->event == TDM_EVENT_PROCEDURE) anchor = s->procedure;
        break;
    case TDM_ANCHOR_PHASE_START:
        anchor = s->phase_start[expr->ref];
        break;
    case TDM_ANCHOR_PHASE_END:
        anchor = phase_end(s, expr->ref);
        break;
    case TDM_ANCHOR_GATE:
        anchor = s->gate_day[expr->ref];
        break;
    }
    if (anchor == NEVER) return NEVER;
    return tdm_day_at(expr, date_of_day(s, anchor)).day - s->day0.day;
}

tdm_ref phase_on(const struct story *s, enum tdm_track track, int32_t day) {
    tdm_ref found = TDM_REF_NONE;
    for (tdm_ref p = 0; p < s->protocol->phase_count; p++) {
        if (s->protocol->phases[p].track != track || s->phase_start[p] == NEVER || s->phase_start[p] > day) continue;
        if (found == TDM_REF_NONE || s->phase_start[p] >= s->phase_start[found]) found = p;
    }
    return found;
}

/* ---- people */

tdm_mask other_roles(const struct story *s, tdm_mask roles) {
    tdm_mask all = ~(tdm_mask)0 >> (64 - s->catalog->count[TDM_KIND_ROLE]);
    return (all & ~roles) != 0 ? all & ~roles : all;
}

tdm_mask staff(struct story *s) {
    tdm_mask signers = 0;
    for (uint32_t c = 0; c < s->protocol->clearance_count; c++) signers |= s->protocol->clearances[c].roles;
    return signers != 0 && chance(s, 85) ? signers : other_roles(s, TDM_BIT(s->patient_role));
}

tdm_str person_of(struct story *s, tdm_mask roles) {
    const struct tdm_chart *chart = s->chart;
    uint32_t fitting = 0;
    for (uint32_t pass = 0, chosen = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < chart->person_count; i++) {
            tdm_ref role = tdm_catalog_find(s->catalog, TDM_KIND_ROLE, chart->people[i].role);
            if (roles != 0 && (roles & TDM_BIT(role)) == 0) continue;
            if (pass == 1 && chosen-- == 0) return chart->people[i].person;
            fitting += pass == 0 ? 1u : 0u;
        }
        if (fitting == 0) return chart->patient;
        chosen = below(s, fitting);
    }
    TDM_UNREACHABLE();
}

static tdm_str joined(struct story *s, tdm_str first, const char *between_them, uint64_t number) {
    struct tdm_buf text;
    tdm_buf_init(&text, s->mem, 512);
    tdm_buf_format(&text, "%.*s%s%llu", TDM_FMT(first), between_them, (unsigned long long)number);
    return tdm_buf_str(&text);
}

static tdm_str with_letter(struct story *s, tdm_str role, char letter) {
    struct tdm_buf text;
    tdm_buf_init(&text, s->mem, 512);
    tdm_buf_format(&text, "%.*s-%c", TDM_FMT(role), letter);
    return tdm_buf_str(&text);
}

/* One person a role, sometimes two; a second one comes later or leaves in between. */
static void make_people(struct story *s) {
    uint32_t roles = s->catalog->count[TDM_KIND_ROLE], count = 0;
    struct tdm_member *people = TDM_NEW_ARRAY(s->mem, struct tdm_member, 2u * roles + 1);
    for (tdm_ref role = 0; role < roles; role++) {
        tdm_str name = tdm_catalog_name(s->catalog, TDM_KIND_ROLE, role);
        bool patient = role == s->patient_role;
        people[count++] = (struct tdm_member){
            patient ? s->chart->patient : with_letter(s, name, 'a'), name, TDM_DATE_NONE, TDM_DATE_NONE, {.line = 0}};
        if (patient || !chance(s, 40)) continue;
        struct tdm_member second = {with_letter(s, name, 'b'), name, TDM_DATE_NONE, TDM_DATE_NONE, {.line = 0}};
        if (chance(s, 30)) second.from = date_of_day(s, between(s, 0, 90));
        if (chance(s, 30)) second.until = date_of_day(s, between(s, 91, 200));
        people[count++] = second;
    }
    s->chart->people = people;
    s->chart->person_count = count;
}

/* ---- entries */

static int64_t start_ms(tdm_date date) {
    return (int64_t)date.day * DAY_MS;
}

/* Most are written down on their day, some the next, some much later. Without `recorded`: as the reader of charts takes
 * it, in the last millisecond of the day. */
static void record(struct story *s, struct tdm_entry *entry) {
    int64_t day = start_ms(entry->date), from = entry->time.minute < 0 ? 0 : entry->time.minute;
    uint32_t way = below(s, 100), late = s->trait[TRAIT_LATE] ? 25 : 5;
    entry->recorded_assumed = way >= late + 25;
    if (entry->recorded_assumed)
        entry->recorded = (tdm_instant){day + DAY_MS - 1};
    else if (way >= late + 10)
        entry->recorded = (tdm_instant){day + (from + below(s, 1440 - (uint32_t)from)) * MINUTE_MS};
    else if (way >= late)
        entry->recorded = (tdm_instant){day + DAY_MS + below(s, 1440) * MINUTE_MS};
    else {
        int32_t days = between(s, 2, 70);
        entry->recorded = (tdm_instant){day + days * DAY_MS + below(s, 1440) * MINUTE_MS};
    }
}

struct told *tell(struct story *s, enum tdm_entry_kind kind, int32_t day, tdm_mask roles) {
    struct told *told = TDM_NEW(s->mem, struct told);
    struct tdm_entry *entry = &told->entry;
    *entry = (struct tdm_entry){
        .kind = kind, .date = date_of_day(s, day), .time = TDM_TIME_NONE, .other_date = TDM_DATE_NONE};
    if (!chance(s, s->trait[TRAIT_UNTIMED] ? 90 : 25)) entry->time.minute = between(s, 7 * 60, 21 * 60);
    entry->author = person_of(s, roles);
    record(s, entry);
    told->last_ms = entry->recorded.ms;
    told->kept = day <= s->last_day && s->count < s->most;
    if (!told->kept) return told;
    TDM_GROW(s->mem, s->told, s->count, s->room);
    s->told[s->count++] = told;
    return told;
}

struct told *tell_about(struct story *s, enum tdm_entry_kind kind, struct told *base, int32_t days_after) {
    tdm_date from = tdm_zone_date_at(&tdm_zone_utc, (tdm_instant){base->last_ms});
    int32_t last_day = s->last_day;
    if (!base->kept) s->last_day = NEVER;
    struct told *told = tell(s, kind, tdm_date_later(from, base->entry.date).day - s->day0.day + days_after, 0);
    s->last_day = last_day;
    if (told->entry.recorded.ms <=
        base->last_ms) { /* one after the other: of one instant, the order could not be told */
        told->entry.recorded.ms = base->last_ms + (1 + below(s, 90)) * MINUTE_MS;
        told->entry.recorded_assumed = false;
    }
    told->last_ms = told->entry.recorded.ms;
    if (told->kept) base->last_ms = told->entry.recorded.ms;
    told->entry.target = name_of(s, base);
    return told;
}

tdm_str name_of(struct story *s, struct told *told) {
    if (told->entry.name.len == 0)
        told->entry.name = joined(s, tdm_str_of(tdm_entry_kind_word(told->entry.kind)), "-", ++s->names);
    return told->entry.name;
}

tdm_str words_of(struct story *s, const char *const *choices, uint32_t count) {
    return tdm_str_of(choices[below(s, count)]);
}

/* ---- the plot */

static const uint8_t likely[TRAIT_COUNT] = {
    [TRAIT_SMOOTH] = 20,      [TRAIT_LATE] = 15,       [TRAIT_UNTIMED] = 25,   [TRAIT_NO_BASELINE] = 12,
    [TRAIT_NO_PROCEDURE] = 8, [TRAIT_MOVED_PLAN] = 25, [TRAIT_CANCELLED] = 12, [TRAIT_ABORTED] = 10,
    [TRAIT_REPEATED] = 12,    [TRAIT_HELD] = 25,       [TRAIT_FLAGGED] = 35,   [TRAIT_FINDINGS] = 35,
    [TRAIT_MEDICINES] = 50,   [TRAIT_STATEMENTS] = 25, [TRAIT_TALK] = 30,      [TRAIT_SLIPS] = 55,
    [TRAIT_ENDS] = 40,
};

static tdm_ref find_patient_role(const struct tdm_catalog *catalog) {
    tdm_ref role = tdm_catalog_find(catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    return role != TDM_REF_NONE ? role : (tdm_ref)(catalog->count[TDM_KIND_ROLE] - 1);
}

static void draw_length(struct story *s, uint32_t entries) {
    static const int32_t lengths[] = {25, 60, 100, 150, 220, 420};
    uint32_t size = below(s, 100);
    s->last_day = between(s, 0, lengths[below(s, TDM_COUNT(lengths))]);
    s->most = size < 5 ? 1 + below(s, 3) : size < 20 ? 4 + below(s, 20) : size < 70 ? 24 + below(s, 130) : 400;
    s->missing = 5 + below(s, 70);
    if (entries == 0) return;
    s->last_day = 1100;
    s->most = entries;
    s->missing = 5;
}

static void draw_head(struct story *s) {
    struct tdm_chart *chart = s->chart;
    chart->name = joined(s, joined(s, TDM_STR("cohort"), "-", s->seed), "-", s->number);
    chart->patient = joined(s, TDM_STR("example"), "-", s->number);
    chart->protocol = s->protocol->name;
    chart->version = s->protocol->version;
    chart->synthetic = true;
    chart->zone_name = TDM_STR("UTC");
    chart->has_digest = chance(s, 30);
    chart->protocol_digest = s->protocol->digest;
    tdm_ref region = s->protocol->region;
    if (region == TDM_REF_NONE) region = (tdm_ref)below(s, s->catalog->count[TDM_KIND_REGION]);
    chart->region = tdm_catalog_name(s->catalog, TDM_KIND_REGION, region);
    if (tdm_catalog_region(s->catalog, region)->sided) chart->side = chance(s, 50) ? TDM_SIDE_RIGHT : TDM_SIDE_LEFT;
    make_people(s);
}

/* Nothing is told after a death, and seldom after another end. */
static void draw_end(struct story *s) {
    static const char *const ends[] = {"completed", "declined", "withdrawn", "transferred", "died", "lost"};
    s->end_day = NEVER;
    if (!s->trait[TRAIT_ENDS]) return;
    s->end_state = WORDS(s, ends);
    s->end_day = s->last_day;
    if (!tdm_str_is(s->end_state, "died") && chance(s, 20)) s->last_day += 30;
}

static void draw_plot(struct story *s, const struct tdm_cohort *cohort) {
    story_turn(s, PURPOSE_PLOT);
    s->protocol = cohort->protocols[below(s, cohort->protocol_count)];
    s->catalog = s->protocol->catalog;
    s->patient_role = find_patient_role(s->catalog);
    s->day0 = (tdm_date){between(s, 18262, 20453)}; /* 2020 to 2025 */
    for (int i = 0; i < TRAIT_COUNT; i++) s->trait[i] = chance(s, likely[i]);
    draw_length(s, cohort->entries);
    draw_end(s);
    draw_head(s);
    s->procedure = NEVER;
    s->phase_start = TDM_NEW_ARRAY(s->mem, int32_t, s->protocol->phase_count + 1);
    s->gate_day = TDM_NEW_ARRAY(s->mem, int32_t, s->protocol->gate_count + 1);
    s->baseline = TDM_NEW_ARRAY(s->mem, struct tdm_written_value, s->protocol->measure_count + 1);
    for (uint32_t i = 0; i < s->protocol->phase_count; i++) s->phase_start[i] = NEVER;
    for (uint32_t i = 0; i < s->protocol->gate_count; i++) s->gate_day[i] = NEVER;
}

/* By day, otherwise as told: insertion, for there are few out of order at a time. */
static void gather(struct story *s) {
    struct tdm_entry *entries = TDM_NEW_ARRAY(s->mem, struct tdm_entry, s->count + 1);
    uint32_t *first = TDM_NEW_ARRAY(s->mem, uint32_t, 4000);
    int32_t least = INT32_MAX;
    for (size_t i = 0; i < s->count; i++)
        if (s->told[i]->entry.date.day < least) least = s->told[i]->entry.date.day;
    for (size_t i = 0; i < s->count; i++) {
        int32_t day = s->told[i]->entry.date.day - least;
        TDM_ASSERT(day < 3999);
        first[day + 1]++;
    }
    for (int32_t day = 0; day < 3999; day++) first[day + 1] += first[day];
    for (size_t i = 0; i < s->count; i++) entries[first[s->told[i]->entry.date.day - least]++] = s->told[i]->entry;
    s->chart->entries = entries;
    s->chart->entry_count = (uint32_t)s->count;
}

const struct tdm_chart *tdm_cohort_chart(struct tdm_arena *mem, const struct tdm_cohort *cohort, uint64_t number) {
    static void (*const acts[])(struct story *) = {tell_course, tell_gates, tell_events,   tell_medicines,
                                                   tell_words,  tell_end,   tell_sessions, tell_days};
    static const enum purpose purposes[] = {PURPOSE_COURSE, PURPOSE_GATES, PURPOSE_EVENTS,   PURPOSE_MEDICINES,
                                            PURPOSE_WORDS,  PURPOSE_END,   PURPOSE_SESSIONS, PURPOSE_DAYS};
    struct story s = {.mem = mem, .seed = cohort->seed, .number = number, .chart = TDM_NEW(mem, struct tdm_chart)};
    TDM_ASSERT(cohort->protocol_count > 0);
    draw_plot(&s, cohort);
    for (size_t i = 0; i < TDM_COUNT(acts); i++) {
        story_turn(&s, purposes[i]);
        acts[i](&s);
    }
    if (cohort->entries > 0) tell_filler(&s, cohort->entries);
    story_turn(&s, PURPOSE_SLIPS);
    s.most = UINT32_MAX;
    s.last_day = INT32_MAX;
    tell_slips(&s);
    gather(&s);
    return s.chart;
}
