/* fhir_head.c - the head of a chart: who (Patient, Practitioner, CareTeam), what for (Condition), under which protocol
 * (EpisodeOfCare, CarePlan). Names of people stand in no chart, so none goes out. */
#include "fhir/fhir_int.h"

static bool first_time(struct tdm_fhir_ep *e, const char *type, tdm_str id) {
    struct tdm_fhir_out *o = e->o;
    struct tdm_buf key;
    tdm_buf_init(&key, o->mem, 200);
    tdm_buf_format(&key, "%s/%.*s", type, TDM_FMT(id));
    for (size_t i = 0; i < o->people_count; i++)
        if (tdm_str_equal(o->people[i], tdm_buf_str(&key))) return false;
    TDM_GROW(o->mem, o->people, o->people_count, o->people_room);
    o->people[o->people_count++] = tdm_buf_str(&key);
    return true;
}

static void put_identifier(struct tdm_fhir_ep *e, const char *system, tdm_str value) {
    tdm_json_key(e->w, "identifier");
    tdm_json_array_begin(e->w);
    tdm_fhir_identifier(e, system, value);
    tdm_json_array_end(e->w);
}

static void put_person(struct tdm_fhir_ep *e, tdm_str person) {
    const char *type = tdm_str_equal(person, e->chart->patient) ? "Patient" : "Practitioner";
    tdm_str id = tdm_fhir_id(e->mem, person);
    if (person.len == 0 || !first_time(e, type, id)) return;
    tdm_fhir_begin(e, type, id);
    put_identifier(e, TDM_FHIR_PERSON, person);
    tdm_fhir_end(e);
}

void tdm_fhir_put_patient(struct tdm_fhir_ep *e) {
    put_person(e, e->chart->patient);
}

static void put_people(struct tdm_fhir_ep *e) {
    const struct tdm_chart *chart = e->chart;
    put_person(e, chart->patient);
    for (uint32_t i = 0; i < chart->person_count; i++) put_person(e, chart->people[i].person);
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        put_person(e, chart->entries[i].author);
        put_person(e, chart->entries[i].with);
        put_person(e, chart->entries[i].operator_name);
    }
}

static void put_period(struct tdm_fhir_ep *e, tdm_date from, tdm_date until) {
    if (tdm_date_is_none(from) && tdm_date_is_none(until)) return;
    tdm_json_key(e->w, "period");
    tdm_json_object_begin(e->w);
    if (!tdm_date_is_none(from)) tdm_fhir_when(e, "start", from, TDM_TIME_NONE);
    if (!tdm_date_is_none(until)) tdm_fhir_when(e, "end", until, TDM_TIME_NONE);
    tdm_json_object_end(e->w);
}

static void put_team(struct tdm_fhir_ep *e, tdm_str id) {
    tdm_fhir_begin(e, "CareTeam", id);
    put_identifier(e, TDM_FHIR_CHART, e->chart->name);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    if (e->chart->person_count > 0) {
        tdm_json_key(e->w, "participant");
        tdm_json_array_begin(e->w);
        for (uint32_t i = 0; i < e->chart->person_count; i++) {
            const struct tdm_member *member = &e->chart->people[i];
            tdm_json_object_begin(e->w);
            tdm_json_key(e->w, "role");
            tdm_json_array_begin(e->w);
            tdm_fhir_own(e, NULL, TDM_FHIR_ROLES, member->role, TDM_STR(""));
            tdm_json_array_end(e->w);
            tdm_fhir_person(e, "member", member->person);
            put_period(e, member->from, member->until);
            tdm_json_object_end(e->w);
        }
        tdm_json_array_end(e->w);
    }
    tdm_fhir_end(e);
}

/* What the protocol is for, at the site of the chart. Nobody has diagnosed it here, so it is a concern, and no status
 * is claimed. */
static void put_condition(struct tdm_fhir_ep *e, tdm_str id) {
    tdm_fhir_begin(e, "Condition", id);
    put_identifier(e, TDM_FHIR_CHART, e->chart->name);
    tdm_fhir_category(e, TDM_US_CORE "condition-category", "health-concern");
    tdm_json_key(e->w, "code");
    tdm_json_object_begin(e->w);
    if (e->protocol->condition != TDM_REF_NONE) {
        const struct tdm_item *item = tdm_catalog_item(e->catalog, TDM_KIND_CONDITION, e->protocol->condition);
        tdm_json_key(e->w, "coding");
        tdm_json_array_begin(e->w);
        tdm_fhir_own_coding(e, "condition", item->name, item->label);
        tdm_fhir_codes(e, item, e->chart->side);
        tdm_json_array_end(e->w);
    } else {
        tdm_fhir_text(e, "text", "what the protocol is for");
    }
    tdm_json_object_end(e->w);
    tdm_json_key(e->w, "bodySite");
    tdm_json_array_begin(e->w);
    tdm_fhir_site(e, e->chart->region, e->chart->side);
    tdm_json_array_end(e->w);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    tdm_fhir_end(e);
}

/* The days of the episode, by entries that nobody took back. */
static void days_of(const struct tdm_fhir_ep *e, tdm_date *from, tdm_date *until) {
    *from = *until = TDM_DATE_NONE;
    for (uint32_t i = 0; i < e->chart->entry_count; i++) {
        const struct tdm_entry *entry = &e->chart->entries[i];
        if (e->states[i].withdrawn) continue;
        if (entry->kind == TDM_ENTRY_ENROL && tdm_date_is_none(*from)) *from = entry->date;
        if (entry->kind == TDM_ENTRY_END) *until = entry->date;
    }
    /* An end before the beginning (per-1): one of the two is not what it says; the standing tells. */
    if (!tdm_date_is_none(*from) && !tdm_date_is_none(*until) && tdm_date_before(*until, *from)) *until = *from;
}

static void put_extension(struct tdm_fhir_ep *e, const char *url, tdm_str value) {
    if (value.len == 0) return;
    tdm_json_object_begin(e->w);
    tdm_fhir_text(e, "url", url);
    tdm_json_text(e->w, "valueString", value);
    tdm_json_object_end(e->w);
}

static void put_episode(struct tdm_fhir_ep *e, tdm_str id) {
    tdm_date from, until;
    days_of(e, &from, &until);
    tdm_fhir_begin(e, "EpisodeOfCare", id);
    if (e->chart->zone_name.len > 0 || e->chart->published.len > 0) {
        tdm_json_key(e->w, "extension");
        tdm_json_array_begin(e->w);
        put_extension(e, TDM_FHIR_ZONE, e->chart->zone_name);
        put_extension(e, TDM_FHIR_PAPER, e->chart->published);
        tdm_json_array_end(e->w);
    }
    put_identifier(e, TDM_FHIR_CHART, e->chart->name);
    tdm_fhir_text(e, "status", !tdm_date_is_none(until) ? "finished" : tdm_date_is_none(from) ? "planned" : "active");
    tdm_json_key(e->w, "type");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_json_key(e->w, "coding");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_fhir_text(e, "system", TDM_FHIR_CODES TDM_FHIR_PROTOCOLS);
    tdm_json_text(e->w, "version", e->chart->version);
    tdm_json_text(e->w, "code", e->chart->protocol);
    if (e->protocol->title.len > 0) tdm_json_text(e->w, "display", e->protocol->title);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
    tdm_json_key(e->w, "diagnosis");
    tdm_json_array_begin(e->w);
    tdm_json_object_begin(e->w);
    tdm_fhir_reference(e, "condition", "Condition", id);
    tdm_json_object_end(e->w);
    tdm_json_array_end(e->w);
    tdm_fhir_reference(e, "patient", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    put_period(e, from, until);
    tdm_json_key(e->w, "team");
    tdm_json_array_begin(e->w);
    tdm_fhir_reference(e, NULL, "CareTeam", id);
    tdm_json_array_end(e->w);
    tdm_fhir_end(e);
}

static void put_also(struct tdm_fhir_ep *e) {
    if (e->chart->also_count == 0) return;
    tdm_json_key(e->w, "supportingInfo");
    tdm_json_array_begin(e->w);
    for (uint32_t i = 0; i < e->chart->also_count; i++) {
        tdm_json_object_begin(e->w);
        tdm_fhir_text(e, "type", "EpisodeOfCare");
        tdm_json_key(e->w, "identifier");
        tdm_fhir_identifier(e, TDM_FHIR_CHART, e->chart->also[i]);
        tdm_json_object_end(e->w);
    }
    tdm_json_array_end(e->w);
}

static void put_plan(struct tdm_fhir_ep *e, tdm_str id) {
    struct tdm_buf plan;
    tdm_date from, until;
    days_of(e, &from, &until);
    tdm_buf_init(&plan, e->mem, 4096);
    tdm_buf_format(&plan, TDM_FHIR_PLAN "%.*s|%.*s", TDM_FMT(e->chart->protocol), TDM_FMT(e->chart->version));
    tdm_fhir_begin(e, "CarePlan", id);
    put_identifier(e, TDM_FHIR_CHART, e->chart->name);
    tdm_json_key(e->w, "instantiatesCanonical");
    tdm_json_array_begin(e->w);
    tdm_json_string(e->w, tdm_buf_str(&plan));
    tdm_json_array_end(e->w);
    if (e->chart->has_digest) {
        struct tdm_buf hash;
        tdm_buf_init(&hash, e->mem, 200);
        tdm_buf_text(&hash, TDM_FHIR_HASH);
        tdm_digest_print(&hash, e->chart->protocol_digest);
        tdm_json_key(e->w, "instantiatesUri");
        tdm_json_array_begin(e->w);
        tdm_json_string(e->w, tdm_buf_str(&hash));
        tdm_json_array_end(e->w);
    }
    tdm_fhir_text(e, "status", tdm_date_is_none(until) ? "active" : "completed");
    tdm_fhir_text(e, "intent", "plan");
    tdm_fhir_category(e, TDM_US_CORE "careplan-category", "assess-plan");
    if (e->protocol->title.len > 0) tdm_json_text(e->w, "title", e->protocol->title);
    tdm_fhir_reference(e, "subject", "Patient", tdm_fhir_id(e->mem, e->chart->patient));
    put_period(e, from, until);
    tdm_json_key(e->w, "careTeam");
    tdm_json_array_begin(e->w);
    tdm_fhir_reference(e, NULL, "CareTeam", id);
    tdm_json_array_end(e->w);
    tdm_json_key(e->w, "addresses");
    tdm_json_array_begin(e->w);
    tdm_fhir_reference(e, NULL, "Condition", id);
    tdm_json_array_end(e->w);
    put_also(e);
    tdm_fhir_end(e);
}

void tdm_fhir_put_head(struct tdm_fhir_ep *e) {
    tdm_str id = tdm_fhir_id(e->mem, e->chart->name);
    put_people(e);
    put_condition(e, id);
    put_team(e, id);
    put_episode(e, id);
    put_plan(e, id);
}
