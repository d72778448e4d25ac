/* study_act.c - the entries of a virtual chart: its head and people, mornings, sessions, and how an entry gets its day,
 * its time and its author. */
#include "lab/study_int.h"

#include <string.h>

enum { DAY_MS = 86400000, MORNING = 8 * 60, VISIT = 9 * 60, EVENING = 17 * 60, ENTRIES_A_WEEK = 12 };

static tdm_str joined(struct tdm_arena *mem, tdm_str first, const char *middle, int64_t number) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(&text, "%.*s%s", TDM_FMT(first), middle);
    if (number > 0) tdm_buf_int(&text, number);
    return tdm_buf_str(&text);
}

/* The first of the roles in the catalogue's order, the patient last. */
static tdm_str author_of(const struct life *life, tdm_mask roles) {
    tdm_ref patient = life->study->patient_role;
    for (uint32_t i = 0; i < life->chart->person_count; i++)
        if (i != patient && (roles & TDM_BIT(i)) != 0) return life->chart->people[i].person;
    return life->chart->people[patient].person;
}

struct tdm_entry *study_entry(struct life *life, enum tdm_entry_kind kind, tdm_mask roles) {
    struct tdm_chart *chart = life->chart;
    TDM_GROW(life->mem, life->entries, chart->entry_count, life->entry_room);
    struct tdm_entry *entry = &life->entries[chart->entry_count++];
    *entry = (struct tdm_entry){.kind = kind,
                                .date = tdm_date_add_days(life->day0, life->day),
                                .time = {life->minute},
                                .recorded_assumed = true,
                                .number = chart->entry_count,
                                .other_date = TDM_DATE_NONE};
    entry->recorded.ms = ((int64_t)entry->date.day + 1) * DAY_MS - 1;
    entry->author = author_of(life, roles);
    chart->entries = life->entries;
    life->minute++;
    return entry;
}

void study_lines(struct life *life, struct tdm_entry *entry, uint32_t count) {
    struct tdm_written_reading *lines = tdm_arena_alloc_raw(life->mem, count * sizeof *lines);
    if (count > 0) memcpy(lines, life->lines, count * sizeof *lines);
    entry->readings = lines;
    entry->reading_count = count;
    tdm_entry_sort_lines(life->mem, entry);
}

/* One person a role, in the catalogue's order. */
static void make_people(struct life *life, tdm_str patient) {
    const struct tdm_catalog *catalog = life->study->catalog;
    uint32_t count = catalog->count[TDM_KIND_ROLE];
    struct tdm_member *people = TDM_NEW_ARRAY(life->mem, struct tdm_member, count + 1u);
    for (tdm_ref role = 0; role < count; role++) {
        tdm_str name = tdm_catalog_name(catalog, TDM_KIND_ROLE, role);
        people[role] = (struct tdm_member){
            .person = role == life->study->patient_role ? patient : joined(life->mem, name, "-a", 0),
            .role = name,
            .from = TDM_DATE_NONE,
            .until = TDM_DATE_NONE};
    }
    life->chart->people = people;
    life->chart->person_count = count;
}

static void screen_flags(struct life *life) {
    struct tdm_entry *screen = study_entry(life, TDM_ENTRY_SCREEN, ~(tdm_mask)0);
    screen->subject = TDM_STR("flags");
    screen->none_found = true;
}

/* That of the protocol's target, else the first that its condition is of. */
static tdm_ref region_of(const struct tdm_protocol *protocol) {
    const struct tdm_condition_item *conditions = protocol->catalog->items[TDM_KIND_CONDITION];
    tdm_ref region = protocol->region, count = (tdm_ref)protocol->catalog->count[TDM_KIND_REGION];
    for (tdm_ref r = 0; r < count && region == TDM_REF_NONE; r++)
        if ((conditions[protocol->condition].regions & TDM_BIT(r)) != 0) region = r;
    return region == TDM_REF_NONE ? 0 : region;
}

void study_begin(struct life *life) {
    const struct tdm_protocol *protocol = life->arm->protocol;
    const struct tdm_catalog *catalog = life->study->catalog;
    struct tdm_chart *chart = life->chart = TDM_NEW(life->mem, struct tdm_chart);
    life->entry_room = ENTRIES_A_WEEK * ((size_t)life->study->weeks + 2);
    life->kept = tdm_case_keep(life->mem, (uint32_t)life->entry_room);
    life->entries = tdm_arena_alloc_raw(life->mem, life->entry_room * sizeof *life->entries);
    life->mornings = TDM_NEW_ARRAY(life->mem, tdm_ref, protocol->measure_count + 1u);
    life->lines = TDM_NEW_ARRAY(life->mem, struct tdm_written_reading, 2u * protocol->measure_count + 1u);
    tdm_str patient = joined(life->mem, TDM_STR("virtual"), "-", (int64_t)life->person->candidate + 1);
    struct tdm_buf name;
    tdm_buf_init(&name, life->mem, 4096);
    tdm_buf_format(&name, "%.*s-%.*s-%.*s", TDM_FMT(life->study->name), TDM_FMT(life->arm->name), TDM_FMT(patient));
    *chart = (struct tdm_chart){.name = tdm_buf_str(&name),
                                .file = TDM_STR("a virtual chart"),
                                .patient = patient,
                                .protocol = protocol->name,
                                .version = protocol->version,
                                .zone_name = TDM_STR("UTC"),
                                .synthetic = true};
    tdm_ref region = region_of(protocol);
    chart->region = tdm_catalog_name(catalog, TDM_KIND_REGION, region);
    if (tdm_catalog_region(catalog, region)->sided) chart->side = TDM_SIDE_RIGHT;
    make_people(life, patient);
    life->day0.day = 21921; /* 2030-01-07, a Monday; no rule asks which year it is */
    life->day = 0;
    life->minute = VISIT;
    life->in_care = true;
    (void)study_entry(life, TDM_ENTRY_ENROL, ~(tdm_mask)0);
    screen_flags(life);
}

/* ---- mornings and sessions */

static void add_morning(struct life *life, tdm_ref use) {
    const struct tdm_measure_use *uses = life->arm->protocol->measures;
    if (!study_is_recordable(life->arm->protocol, use)) return;
    for (uint32_t i = 0; i < life->morning_count; i++)
        if (uses[life->mornings[i]].measure == uses[use].measure) return;
    life->mornings[life->morning_count++] = use;
}

static bool by_patient(const struct life *life, tdm_ref use) {
    const struct tdm_measure *m = tdm_catalog_measure(life->study->catalog, life->arm->protocol->measures[use].measure);
    return (m->observers & TDM_BIT(life->study->patient_role)) != 0;
}

/* What the daily owe-clause asks; and while exercises are done, what a change over the night is read from. Each measure
 * once; found anew only when one of the two has changed. */
static void find_mornings(struct life *life) {
    const struct tdm_protocol *protocol = life->arm->protocol;
    bool exercises = life->rx.len > 0;
    if (life->mornings_of == life->diary && life->mornings_exercise == exercises) return;
    life->mornings_of = life->diary;
    life->mornings_exercise = exercises;
    life->morning_count = 0;
    for (uint32_t i = 0; life->diary != NULL && i < life->diary->measure_count; i++)
        add_morning(life, life->diary->measures[i]);
    for (tdm_ref change = 0; exercises && change < protocol->measure_count; change++)
        for (tdm_ref use = 0; protocol->measures[change].is_change && use < protocol->measure_count; use++)
            if (protocol->measures[use].measure == protocol->measures[change].measure && by_patient(life, use))
                add_morning(life, use);
}

void study_morning(struct life *life) {
    uint32_t count = 0;
    find_mornings(life);
    for (uint32_t i = 0; i < life->morning_count; i++) study_reading(life, life->lines, &count, life->mornings[i]);
    if (count == 0) return;
    life->minute = MORNING;
    study_lines(life, study_entry(life, TDM_ENTRY_DIARY, TDM_BIT(life->study->patient_role)), count);
}

/* What was prescribed as it is written down of a session: the same lines in one place of memory for each of them. */
static const struct tdm_written_dose *doses_done(const struct life *life) {
    struct tdm_written_dose *doses = TDM_NEW_ARRAY(life->mem, struct tdm_written_dose, life->rx_count + 1u);
    for (uint32_t i = 0; i < life->rx_count; i++) {
        doses[i] = life->rx_doses[i];
        doses[i].has_times = doses[i].per_week = false;
        doses[i].times = 0;
    }
    struct tdm_entry lines = {.doses = doses, .dose_count = life->rx_count};
    tdm_entry_sort_lines(life->mem, &lines);
    return lines.doses;
}

void study_session(struct life *life) {
    const struct tdm_protocol *protocol = life->arm->protocol;
    if (life->rx.len == 0 || life->paused || !life->in_care) return;
    uint32_t count = 0;
    if (life->rx_done == NULL) life->rx_done = doses_done(life);
    for (tdm_ref use = 0; use < protocol->measure_count; use++)
        if (protocol->measures[use].during_session && !protocol->measures[use].is_change)
            study_reading(life, life->lines, &count, use);
    life->minute = EVENING;
    struct tdm_entry *entry = study_entry(life, TDM_ENTRY_SESSION, TDM_BIT(life->study->patient_role));
    study_lines(life, entry, count);
    entry->target = life->rx;
    entry->doses = life->rx_done; /* they stand in order already */
    entry->dose_count = life->rx_count;
}
