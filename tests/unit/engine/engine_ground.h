/* engine_ground.h - a protocol with a signature, a window, criteria and limits of every kind, a chart under it, and
 * short ways of asking a standing. The days: enrolled 2026-01-05, procedure 2026-02-02, so that day 15 is 2026-02-17,
 * week 4 is 2026-03-02, week 8 is 2026-03-30 and week 10 is 2026-04-13. */
#ifndef ENGINE_GROUND_H
#define ENGINE_GROUND_H

#include "../protocol/protocol_ground.h"
#include "engine/engine.h"

#include <stdlib.h>

static const char engine_protocol[] = "protocol staged version 1.0\n"
                                      "  title \"Staged\"\n"
                                      "  condition arthrosis\n"
                                      "  procedure graft\n"
                                      "  target cartilage-matrix at knee\n"
                                      "  status draft\n"
                                      "  clock starts at last of series\n"
                                      "\n"
                                      "measure pain is nprs\n"
                                      "  fresh 7 days  [own]\n"
                                      "measure quads is torque, at treated side\n"
                                      "measure effusion is swelling-test, at treated side\n"
                                      "\n"
                                      "phase prepare on function\n"
                                      "  from enrolment until procedure, 2 to 6 weeks  [own]\n"
                                      "  load at most moderate  [own]\n"
                                      "phase protect on function\n"
                                      "  from procedure, 15 days  [own]\n"
                                      "  load at most active  [own]\n"
                                      "  offer slide\n"
                                      "phase loading on function\n"
                                      "  from gate start-loading, 6 to 12 weeks  [own]\n"
                                      "  load at most moderate, no overhead  [own]\n"
                                      "  offer press\n"
                                      "phase strength on function\n"
                                      "  from gate heavier, 12 to 40 weeks  [own]\n"
                                      "  load at most high  [own]\n"
                                      "phase repair on tissue\n"
                                      "  from procedure, 4 to 8 weeks, uncertain  [own]\n"
                                      "  ends by clearance resume\n"
                                      "  load at most low  [own]\n"
                                      "phase remodel on tissue\n"
                                      "  from end of repair until start of strength\n"
                                      "  load at most high  [own]\n"
                                      "phase late on tissue\n"
                                      "  from start of strength until discharge\n"
                                      "  load at most high  [own]\n"
                                      "\n"
                                      "clearance resume\n"
                                      "  by physician  [own]\n"
                                      "  not before 4 weeks after procedure  [own]\n"
                                      "  valid 14 days  [own]\n"
                                      "  may move from 3 weeks after procedure to 10 weeks after procedure  [own]\n"
                                      "clearance full-load\n"
                                      "  by physical-therapist  [own]\n"
                                      "  not before 10 weeks after procedure  [own]\n"
                                      "  valid 21 days  [own]\n"
                                      "clearance look\n"
                                      "  by physician or physical-therapist  [own]\n"
                                      "  valid 3 months  [own]\n"
                                      "\n"
                                      "gate start-loading opens loading  [own]\n"
                                      "  clearance resume\n"
                                      "  not before 4 weeks after procedure\n"
                                      "  pain at most 2, latest within 7 days\n"
                                      "  no open flag, screened within 28 days\n"
                                      "gate heavier opens strength  [own]\n"
                                      "  clearance full-load\n"
                                      "  not before 10 weeks after procedure\n"
                                      "  any of\n"
                                      "    quads at least 80 N.m, latest within 21 days\n"
                                      "    effusion at most trace, latest within 21 days\n"
                                      "gate finish opens discharge  [own]\n"
                                      "  clearance look\n"
                                      "  at least 2 of\n"
                                      "    not before 12 weeks after procedure\n"
                                      "    not before 20 weeks after procedure\n"
                                      "    not before 30 weeks after procedure\n"
                                      "\n"
                                      "restrict no-nsaid\n"
                                      "  substance class nsaid\n"
                                      "  from 7 days before procedure  [own]\n"
                                      "  until 4 weeks after procedure  [own]\n"
                                      "  because \"They may blunt the repair\"\n"
                                      "restrict no-deep\n"
                                      "  attribute deep-flexion\n"
                                      "  from procedure  [own]\n"
                                      "  until clearance resume  [own]\n"
                                      "  because \"Deep bends load the site\"\n"
                                      "restrict no-decongestant\n"
                                      "  substance class decongestant\n"
                                      "  from enrolment  [own]\n"
                                      "  without end  [own]\n"
                                      "  because \"Not with this heart\"\n"
                                      "\n"
                                      "never offer high before 10 weeks after procedure  [own]\n"
                                      "\n"
                                      "flag flare\n"
                                      "  raised by pain at least 8, latest within 1 days  [own]\n"
                                      "  escalate to physician within 1 days  [own]\n"
                                      "  then hold\n"
                                      "flag infection-signs\n"
                                      "  escalate to physician within 1 days  [own]\n"
                                      "  then hold\n";

static const char engine_head[] = "chart e-1\n"
                                  "  patient p-1\n"
                                  "  site knee, right\n"
                                  "  protocol staged version 1.0\n"
                                  "  zone UTC\n"
                                  "  synthetic\n"
                                  "  people\n"
                                  "    physician-a physician\n"
                                  "    physician-b physician, until 2026-12-31\n"
                                  "    physician-c physician, until 2026-02-28\n"
                                  "    therapist-a physical-therapist\n"
                                  "    p-1 patient\n"
                                  "\n";

/* Enrolled, the procedure done, asked for flags, little pain on two days; and then what the test adds. */
#define ENROLLED  "2026-01-05 09:00 enrol by physician-a\n"
#define PROCEDURE "2026-02-02 11:00 procedure graft by physician-a, name p1\n"
#define QUIET                                                                                                          \
    "2026-02-20 09:00 screen flags by physician-a, none found\n"                                                       \
    "2026-03-01 20:00 diary by p-1\n"                                                                                  \
    "  pain 1 points\n"                                                                                                \
    "2026-03-06 20:00 diary by p-1\n"                                                                                  \
    "  pain 2 points\n"
#define TREATED ENROLLED PROCEDURE QUIET
#define SIGNED  "2026-03-02 10:00 clear resume by physician-a, name s1\n"
#define LOADING SIGNED "2026-03-04 10:00 enter loading by therapist-a\n"

/* A written text as the C string that the functions below take. */
static inline const char *engine_c(struct tdm_arena *mem, const struct tdm_buf *text) {
    return tdm_arena_str(mem, tdm_buf_str(text)).at;
}

static inline tdm_str engine_join(struct tdm_arena *mem, const char *a, const char *b) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_buf_text(&out, a);
    tdm_buf_text(&out, b);
    return tdm_buf_str(&out);
}

static inline const char *engine_c_joined(struct tdm_arena *mem, const char *a, const char *b) {
    return tdm_arena_str(mem, engine_join(mem, a, b)).at;
}

/* The protocol under which the tests stand; null and a failure when it cannot be read. */
static inline const struct tdm_library *engine_library(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_protocol **one = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    one[0] = protocol_of(mem, text, NULL);
    if (one[0] == NULL) {
        check_failed(__FILE__, __LINE__, "the protocol, line %u: %s", problems.items[0].place.line,
                     problems.items[0].what);
        exit(1);
    }
    *library = (struct tdm_library){one[0]->catalog, one, 1};
    return library;
}

/* A case under a protocol's text; null and the problems when it does not open. */
static inline const struct tdm_case *engine_open(struct tdm_arena *mem, tdm_str protocol, const char *entries) {
    const struct tdm_library *library = engine_library(mem, protocol);
    const struct tdm_tree *tree = catalog_tree(mem, "e-1.chart.tandem", engine_join(mem, engine_head, entries));
    const struct tdm_chart *chart = NULL;
    const struct tdm_case *episode = NULL;
    tdm_problems_init(&problems);
    if (!tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, &problems)) return NULL;
    return tdm_case_open(mem, library, chart, &episode, &problems) ? episode : NULL;
}

static inline tdm_date engine_day(const char *text) {
    tdm_date day = TDM_DATE_NONE;
    if (!tdm_date_parse(tdm_str_of(text), &day)) check_failed(__FILE__, __LINE__, "no day: %s", text);
    return day;
}

/* `known`: null for everything in the chart, a day for its last millisecond, or an instant. */
static inline tdm_instant engine_known(const char *known) {
    tdm_instant instant = TDM_INSTANT_NONE;
    if (known == NULL) return instant;
    if (strlen(known) == 10)
        instant.ms = tdm_zone_day_end(&tdm_zone_utc, engine_day(known)).ms - 1;
    else if (!tdm_instant_parse(tdm_str_of(known), &instant))
        check_failed(__FILE__, __LINE__, "no instant: %s", known);
    return instant;
}

static inline const struct tdm_standing *engine_standing(struct tdm_arena *mem, tdm_str protocol, const char *entries,
                                                         const char *on, const char *known) {
    const struct tdm_case *episode = engine_open(mem, protocol, entries);
    if (episode == NULL) {
        check_failed(__FILE__, __LINE__, "the chart, line %u: %s %s", problems.items[0].place.line,
                     problems.items[0].code, problems.items[0].what);
        exit(1);
    }
    return tdm_standing_of(mem, episode, NULL, 0, (struct tdm_asof){engine_day(on), engine_known(known)});
}

/* Under the usual protocol. */
static inline const struct tdm_standing *on_day(struct tdm_arena *mem, const char *entries, const char *on) {
    return engine_standing(mem, tdm_str_of(engine_protocol), entries, on, NULL);
}
static inline const struct tdm_standing *as_known(struct tdm_arena *mem, const char *entries, const char *on,
                                                  const char *known) {
    return engine_standing(mem, tdm_str_of(engine_protocol), entries, on, known);
}

/* The usual protocol with its one place `old` replaced. */
static inline tdm_str engine_changed(struct tdm_arena *mem, const char *old, const char *new) {
    tdm_str text = tdm_str_of(engine_protocol);
    size_t at = 0;
    if (!tdm_str_find(text, tdm_str_of(old), &at)) check_failed(__FILE__, __LINE__, "the protocol has no `%s`", old);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_buf_add(&out, tdm_str_slice(text, at + strlen(old), text.len));
    return tdm_buf_str(&out);
}

/* ---- answers by name */

static inline const struct tdm_phase_answer *phase_of(const struct tdm_standing *s, const char *name) {
    return &s->phases[tdm_protocol_phase(s->episode->protocol, tdm_str_of(name))];
}
static inline const struct tdm_gate_answer *gate_of(const struct tdm_standing *s, const char *name) {
    return &s->gates[tdm_protocol_gate(s->episode->protocol, tdm_str_of(name))];
}
static inline const struct tdm_clearance_answer *clearance_of(const struct tdm_standing *s, const char *name) {
    return &s->clearances[tdm_protocol_clearance(s->episode->protocol, tdm_str_of(name))];
}
static inline const struct tdm_restriction_answer *restriction_of(const struct tdm_standing *s, const char *name) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    for (uint32_t i = 0; i < protocol->restriction_count; i++)
        if (tdm_str_is(protocol->restrictions[i].name, name)) return &s->restrictions[i];
    check_failed(__FILE__, __LINE__, "no restriction %s", name);
    exit(1);
}
static inline tdm_str in_force(const struct tdm_standing *s, enum tdm_track track) {
    tdm_ref phase = s->track[track].phase;
    return phase == TDM_REF_NONE ? TDM_STR("none") : s->episode->protocol->phases[phase].name;
}
/* The class of the ceiling by its word. */
static inline tdm_str ceiling_of(const struct tdm_standing *s) {
    if (!s->ceiling.has_class) return TDM_STR("none");
    return tdm_catalog_load_scale(s->episode->protocol->catalog)->steps[s->ceiling.load_class];
}
static inline bool bars(const struct tdm_standing *s, const char *attribute) {
    tdm_ref ref = tdm_catalog_find(s->episode->protocol->catalog, TDM_KIND_ATTRIBUTE, tdm_str_of(attribute));
    return (s->ceiling.barred & TDM_BIT(ref)) != 0;
}
/* The n-th check of a gate; 0 is the whole condition. */
static inline const struct tdm_check *check_at(const struct tdm_standing *s, const char *gate, uint16_t n) {
    return &gate_of(s, gate)->checks[n];
}

static inline uint32_t deviation_count(const struct tdm_standing *s, const char *id) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->deviation_count; i++)
        count += strcmp(tdm_reason_id(s->deviations[i].reason.code), id) == 0;
    return count;
}
/* The first deviation of that id; a failure and an empty one when there is none. */
static inline const struct tdm_deviation *deviation_of(const struct tdm_standing *s, const char *id) {
    static const struct tdm_deviation none = {.entry = TDM_ENTRY_NONE};
    for (uint32_t i = 0; i < s->deviation_count; i++)
        if (strcmp(tdm_reason_id(s->deviations[i].reason.code), id) == 0) return &s->deviations[i];
    check_failed(__FILE__, __LINE__, "no deviation %s among %u", id, s->deviation_count);
    return &none;
}
static inline bool owes(const struct tdm_standing *s, enum tdm_owed_kind kind) {
    for (uint32_t i = 0; i < s->owed_count; i++)
        if (s->owed[i].kind == kind) return true;
    return false;
}
/* The first obligation of that kind; a failure and an empty one when there is none. */
static inline const struct tdm_owed *owed_of(const struct tdm_standing *s, enum tdm_owed_kind kind) {
    static const struct tdm_owed none = {.entry = TDM_ENTRY_NONE};
    for (uint32_t i = 0; i < s->owed_count; i++)
        if (s->owed[i].kind == kind) return &s->owed[i];
    check_failed(__FILE__, __LINE__, "no obligation of kind %d", (int)kind);
    return &none;
}
static inline tdm_mask role_mask(const struct tdm_standing *s, const char *role) {
    return TDM_BIT(tdm_catalog_find(s->episode->protocol->catalog, TDM_KIND_ROLE, tdm_str_of(role)));
}

static inline tdm_str engine_printed(struct tdm_arena *mem, tdm_date day) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 64);
    tdm_date_print(&out, day);
    return tdm_buf_str(&out);
}
static inline const char *engine_day_text(struct tdm_arena *mem, tdm_date day) {
    return tdm_arena_str(mem, engine_printed(mem, day)).at;
}
/* Inside a test, whose arena is `mem`. */
#define CHECK_DAY(got, wanted)  CHECK_STR(engine_printed(mem, (got)), wanted)
#define CHECK_WHY(code, wanted) CHECK_STR(tdm_str_of(tdm_reason_id(code)), wanted)

#endif
