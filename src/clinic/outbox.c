/* outbox.c - what others are to be told: events, appended with the entry they follow from, or by a look at what is due.
 * Entries of the kind `event`, of the episode `place/outbox`. Words of protocols and catalogues, never of a patient. */
#include "clinic/acts.h"
#include "clinic/clinic_int.h"

#include "json/json.h"

#define OUTBOX "place/outbox"

/* ---- written */

bool tdm_clinic_tell(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_telling *event, tdm_instant now,
                     struct tdm_taken *taken, struct tdm_problems *problems) {
    struct tdm_chained link = {
        .kind = TDM_STR("event"), .episode = TDM_STR(OUTBOX), .on = TDM_DATE_NONE, .at = TDM_TIME_NONE};
    struct tdm_buf body;
    tdm_str episode = event->from != NULL ? event->from->episode : event->episode;
    tdm_buf_init(&body, mem, 8192);
    tdm_buf_format(&body, "event %s\n  episode %.*s\n", event->kind, TDM_FMT(episode));
    if (event->of.len > 0) tdm_buf_format(&body, "  of %.*s\n", TDM_FMT(event->of));
    if (event->roles.len > 0) tdm_buf_format(&body, "  roles %.*s\n", TDM_FMT(event->roles));
    tdm_body_put_day(&body, "  on ", event->from != NULL ? event->from->on : event->on);
    if (event->from != NULL)
        tdm_buf_format(&body, "  by %.*s %llu\n", TDM_FMT(event->from->place), (unsigned long long)event->from->number);
    link.body = tdm_buf_str(&body);
    return tdm_clinic_append_once(mem, clinic, &link, now, taken, problems);
}

/* ---- from one entry */

/* A name that no patient chose: of the protocol or the catalogue; else nothing. */
static tdm_str word_of_consent(const struct tdm_entry *entry) {
    for (int what = 0; what < TDM_CONSENT_COUNT; what++)
        if (tdm_str_is(entry->words, tdm_consent_word((enum tdm_consent)what))) return entry->words;
    return (tdm_str){0};
}

static tdm_str signature_taken_back(const struct tdm_chart *chart, const struct tdm_entry *entry) {
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (entry->target.len > 0 && tdm_str_equal(chart->entries[i].name, entry->target) &&
            (chart->entries[i].kind == TDM_ENTRY_CLEAR || chart->entries[i].kind == TDM_ENTRY_OVERRIDE ||
             chart->entries[i].kind == TDM_ENTRY_MOVE))
            return chart->entries[i].subject;
    return (tdm_str){0};
}

static const char *kind_of(const struct tdm_entry *entry) {
    bool withdrawn = tdm_str_is(entry->state, "withdrawn");
    switch ((int)entry->kind) {
    case TDM_ENTRY_CLEAR:
        return "signed";
    case TDM_ENTRY_REVOKE:
        return "revoked";
    case TDM_ENTRY_OVERRIDE:
        return "overridden";
    case TDM_ENTRY_HANDOFF:
        return "handed-over";
    case TDM_ENTRY_ACKNOWLEDGE:
        return "acknowledged";
    case TDM_ENTRY_END:
        return "ended";
    case TDM_ENTRY_CONSENT:
        if (word_of_consent(entry).len == 0) return NULL;
        return withdrawn ? "consent-withdrawn" : "consent-given";
    default:
        return NULL;
    }
}

bool tdm_clinic_tell_entry(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_chart *chart, uint32_t at,
                           const struct tdm_chained *link, struct tdm_taken *taken, struct tdm_problems *problems) {
    const struct tdm_entry *entry = &chart->entries[at];
    struct tdm_telling event = {.kind = kind_of(entry), .from = link};
    if (event.kind == NULL) return true;
    if (entry->kind == TDM_ENTRY_CLEAR || entry->kind == TDM_ENTRY_OVERRIDE) event.of = entry->subject;
    if (entry->kind == TDM_ENTRY_REVOKE) event.of = signature_taken_back(chart, entry);
    if (entry->kind == TDM_ENTRY_CONSENT) event.of = word_of_consent(entry);
    if (entry->kind == TDM_ENTRY_END) event.of = entry->state;
    if (entry->kind == TDM_ENTRY_HANDOFF && tdm_clinic_is_person(entry->to)) event.roles = entry->to;
    return tdm_clinic_tell(mem, clinic, &event, link->recorded, taken, problems);
}

/* ---- from a standing */

static tdm_str name_of(const struct tdm_standing *s, const struct tdm_owed *owed) {
    static const struct {
        enum tdm_owed_kind kind;
        const char *word;
    } alone[] = {{TDM_OWED_DIARY, "diary"},   {TDM_OWED_ANSWER, "answer"},
                 {TDM_OWED_SCREEN, "screen"}, {TDM_OWED_PRESCRIBER_QUESTION, "prescriber-question"},
                 {TDM_OWED_RECORD, "record"}, {TDM_OWED_JUDGEMENT, "judgement"}};
    for (size_t i = 0; i < TDM_COUNT(alone); i++)
        if (alone[i].kind == owed->kind) return tdm_str_of(alone[i].word);
    return tdm_owed_name(s, owed);
}

static tdm_str roles_of(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_mask roles) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    for (tdm_ref role = 0; role < 64; role++)
        if ((roles & TDM_BIT(role)) != 0)
            tdm_buf_format(&text, "%s%.*s", text.len > 0 ? " " : "",
                           TDM_FMT(tdm_catalog_name(catalog, TDM_KIND_ROLE, role)));
    return tdm_buf_str(&text);
}

static const char *kind_of_owed(const struct tdm_owed *owed, bool all) {
    bool late = owed->state == TDM_OWED_OVERDUE, due = owed->state == TDM_OWED_DUE;
    if (owed->kind == TDM_OWED_ESCALATION && (late || due) && !(late && all)) return "escalated";
    if (!all) return NULL;
    return late ? "overdue" : due ? "due" : NULL;
}

bool tdm_clinic_tell_owed(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_standing *standing,
                          bool all, tdm_instant now, struct tdm_taken *taken, struct tdm_problems *problems) {
    const struct tdm_catalog *catalog = standing->episode->protocol->catalog;
    for (uint32_t i = 0; i < standing->owed_count; i++) {
        const struct tdm_owed *owed = &standing->owed[i];
        struct tdm_telling event = {.kind = kind_of_owed(owed, all), .episode = standing->episode->chart->chart->name};
        if (event.kind == NULL) continue;
        event.of = name_of(standing, owed);
        event.roles = roles_of(mem, catalog, owed->roles);
        event.on = owed->due;
        if (!tdm_clinic_tell(mem, clinic, &event, now, taken, problems)) return false;
    }
    return true;
}

bool tdm_clinic_announce(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_standing *standing,
                         tdm_instant now, struct tdm_taken *taken, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    if (!tdm_clinic_is_trusted(clinic, &problem)) return tdm_clinic_keep(problems, &problem);
    return tdm_clinic_tell_owed(mem, clinic, standing, true, now, taken, problems);
}

/* ---- read */

static bool event_read(const struct tdm_chained *link, struct tdm_notice *out) {
    tdm_str body = link->body;
    *out =
        (struct tdm_notice){.place = link->place, .number = link->number, .recorded = link->recorded, .id = link->id};
    if (!tdm_str_is(link->kind, "event") || !tdm_body_line(&body, "event ", &out->kind) ||
        !tdm_body_line(&body, "  episode ", &out->episode))
        return false;
    (void)tdm_body_line(&body, "  of ", &out->of);
    (void)tdm_body_line(&body, "  roles ", &out->roles);
    if (!tdm_body_day(&body, "  on ", &out->on)) return false;
    (void)tdm_body_line(&body, "  by ", &out->by);
    return body.len == 0;
}

struct reading {
    struct tdm_arena *scratch;
    struct tdm_clinic *clinic;
    const struct tdm_outbox_ask *ask;
    struct tdm_problem *problem;
    bool failed;
};

static bool take_stored(void *context, const struct tdm_stored *stored) {
    struct reading *r = context;
    struct tdm_chained link;
    struct tdm_notice event;
    if (stored->number <= r->ask->after || !tdm_str_equal(stored->place, r->ask->place)) return true;
    tdm_arena_reset(r->scratch); /* not the caller's: what they write meanwhile grows there */
    r->failed = !tdm_chained_read(r->scratch, r->clinic->folder, stored->bytes, &link, r->problem);
    return !r->failed && (!event_read(&link, &event) || r->ask->take(r->ask->context, &event));
}

/* Who asks for a place that is not there would wait for ever. */
static bool has_chain(struct tdm_arena *mem, struct tdm_clinic *clinic, tdm_str place, struct tdm_problem *problem) {
    struct tdm_stored last;
    bool found = false;
    if (!tdm_store_last(mem, clinic->store, place, &last, &found, problem)) return false;
    if (found) return true;
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W069", (struct tdm_place){.file = clinic->folder},
                   "no chain of a place `%.*s` is kept here", TDM_FMT(place));
    tdm_problem_fix(problem, "write one of the places that `tandem verify` lists");
    return false;
}

bool tdm_clinic_outbox(struct tdm_arena *mem, struct tdm_clinic *clinic, const struct tdm_outbox_ask *ask,
                       struct tdm_problem *problem) {
    struct tdm_outbox_ask asked = *ask;
    struct reading r = {.clinic = clinic, .ask = &asked, .problem = problem};
    if (ask->place.len == 0) {
        if (clinic->place.len == 0 && !tdm_clinic_key(mem, clinic, problem)) return false;
        asked.place = clinic->place;
    }
    if (!has_chain(mem, clinic, asked.place, problem)) return false;
    r.scratch = tdm_arena_open(4 * TDM_CHAINED_BYTES_MAX);
    bool good = tdm_store_episode(clinic->store, TDM_STR(OUTBOX), take_stored, &r, problem) && !r.failed;
    tdm_arena_close(r.scratch);
    return good;
}

static void put_day(struct tdm_json_writer *w, const char *key, tdm_date day, struct tdm_arena *mem) {
    struct tdm_buf text;
    if (tdm_date_is_none(day)) return;
    tdm_buf_init(&text, mem, 20);
    tdm_date_print(&text, day);
    tdm_json_text(w, key, tdm_buf_str(&text));
}

void tdm_notice_write(struct tdm_buf *out, const struct tdm_notice *event) {
    struct tdm_json_writer w;
    struct tdm_buf text;
    tdm_buf_init(&text, out->mem, 100);
    tdm_json_writer_init(&w, out, false);
    tdm_json_object_begin(&w);
    tdm_json_text(&w, "place", event->place);
    tdm_json_key(&w, "number");
    tdm_json_int(&w, (int64_t)event->number);
    tdm_chained_id_print(&text, event->id);
    tdm_json_text(&w, "id", tdm_buf_str(&text));
    tdm_json_text(&w, "event", event->kind);
    tdm_json_text(&w, "episode", event->episode);
    if (event->of.len > 0) tdm_json_text(&w, "of", event->of);
    if (event->roles.len > 0) tdm_json_text(&w, "roles", event->roles);
    put_day(&w, "on", event->on, out->mem);
    if (event->by.len > 0) tdm_json_text(&w, "by", event->by);
    text.len = 0;
    tdm_instant_print(&text, event->recorded);
    tdm_json_text(&w, "recorded", tdm_buf_str(&text));
    tdm_json_object_end(&w);
    tdm_buf_char(out, '\n');
}
