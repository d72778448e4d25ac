/* engine_case.h - a small catalogue, a protocol with one block of each form and a patient's chart, opened together; and
 * the answers on a day with what was known at an instant. Tests add blocks to the protocol and entries to the chart. */
#ifndef ENGINE_CASE_H
#define ENGINE_CASE_H

#include "../catalog/catalog_ground.h"
#include "engine/engine.h"

static const char case_catalog[] =
    "class antiplatelet \"blood thinner by platelets\", vital  [own]\n"
    "substance warfarin \"warfarin\"\n"
    "  class anticoagulant\n"
    "substance aspirin \"aspirin\"\n"
    "  class nsaid, antiplatelet\n"
    "product \"Cold Relief\" \"cold relief\"\n"
    "  ingredients ibuprofen, pseudoephedrine\n"
    "  route mouth\n"
    "product \"Knee Gel\" \"knee gel\"\n"
    "  ingredients ibuprofen\n"
    "  route skin\n"
    "procedure graft \"graft\"\n"
    "  from \"fat\", autologous\n"
    "  moves cartilage-matrix\n"
    "condition arthrosis \"arthrosis\", at knee\n"
    "finding stiff-gait \"walks stiffly\", compensation, at knee\n  shows strength  [own]\n"
    "finding tender \"tender line\", at knee\n"
    "flag infection-signs \"signs of infection\", emergency\n"
    "flag flare \"flare\"\n"
    "measure nprs \"pain\"\n  number 0 to 10 points\n  whole\n  lower is better\n  of one day take worst\n"
    "  by patient, physical-therapist\n"
    "measure nprs-now \"pain now\"\n  number 0 to 10 points\n  whole\n  lower is better\n  of one day take worst\n"
    "  by patient, physical-therapist\n"
    "measure torque \"thigh strength\"\n  number 0 to 400 N.m\n  higher is better\n  of one day take last\n  sided\n"
    "  by physical-therapist\n  shows strength  [own]\n  error 10 N.m  [own]\n"
    "measure body-mass \"body mass\"\n  number 20 to 350 kg\n  no direction\n  of one day take last\n"
    "  by patient, physical-therapist\n  fresh 3 months  [own]\n"
    "measure position-error \"error of joint position\"\n  number 0 to 90 deg\n  lower is better\n"
    "  of one day take mean\n  sided\n  by physical-therapist\n"
    "measure sit-reach \"reach\"\n  number 0 to 200 cm\n  higher is better\n  of one day take last\n"
    "  by physical-therapist\n"
    "measure score \"score\"\n  number 0 to 100 points\n  higher is better\n  of one day take last\n  by patient\n"
    "measure stroke \"swelling\"\n  scale swelling\n  lower is better\n  of one day take worst\n  sided\n"
    "  by physical-therapist, physician\n"
    "exercise slide \"heel slide\"\n  do \"Slide.\"\n  loads knee\n  moves balance\n  dose sets, reps\n"
    "  class active  [own]\n"
    "exercise press \"leg press\"\n  do \"Press.\"\n  loads knee\n  moves strength\n"
    "  dose sets, reps, load in kg, depth in deg\n"
    "  attribute deep-flexion when depth above 90 deg  [own]\n"
    "  class by load  [own]\n"
    "    0 kg to below 20 kg gives low\n"
    "    20 kg to below 60 kg gives moderate\n"
    "    at least 60 kg gives high\n"
    "exercise squat \"squat on both legs\"\n  do \"Squat.\"\n  loads knee, hip\n  both sides\n  moves strength\n"
    "  dose sets, reps\n  class high  [own]\n"
    "exercise lower-down \"lower down\"\n  do \"Lower.\"\n  loads knee\n  moves strength\n  dose sets, reps\n"
    "  attribute eccentric\n  class low  [own]\n"
    "exercise deep-lower \"lower down deep\"\n  do \"Lower.\"\n  loads knee\n  moves strength\n"
    "  dose sets, reps, depth in deg\n  attribute eccentric\n  attribute deep-flexion when depth above 90 deg  [own]\n"
    "  class low  [own]\n"
    "exercise bridge \"bridge\"\n  do \"Lift.\"\n  loads hip\n  moves strength\n  dose sets, reps\n"
    "  class high  [own]\n";

static const char case_protocol[] = "protocol small version 1.0\n"
                                    "  title \"A small protocol\"\n"
                                    "  condition arthrosis\n"
                                    "  procedure graft\n"
                                    "  target cartilage-matrix at knee\n"
                                    "  status draft\n"
                                    "  clock starts at last of series\n"
                                    "measure pain is nprs\n"
                                    "  fresh 3 days  [own]\n"
                                    "measure pain-during is nprs, during session\n"
                                    "measure pain-now is nprs-now\n"
                                    "measure next-rise is change of nprs-now, from before session to next morning\n"
                                    "measure quads is torque, at treated side\n"
                                    "measure error is position-error, at treated side\n"
                                    "measure reach is sit-reach\n"
                                    "measure points is score\n"
                                    "measure effusion is stroke, at treated side\n"
                                    "phase prepare on function\n"
                                    "  from enrolment until procedure, 2 to 16 weeks  [own]\n"
                                    "  intent prepare\n"
                                    "  load at most high  [own]\n"
                                    "  offer press, slide\n"
                                    "  assess before procedure, within 6 weeks  [own]\n"
                                    "    quads\n"
                                    "phase repair on tissue\n"
                                    "  from procedure, 4 to 8 weeks, uncertain  [own]\n"
                                    "  ends by clearance resume\n"
                                    "  load at most high  [own]\n"
                                    "phase protect on function\n"
                                    "  from procedure, 15 days  [own]\n"
                                    "  intent protect\n"
                                    "  load at most low, no eccentric  [own]\n"
                                    "  offer slide, press\n"
                                    "phase loading on function\n"
                                    "  from gate start-loading, 6 weeks  [own]\n"
                                    "  intent load\n"
                                    "  load at most high  [own]\n"
                                    "  offer press, lower-down, squat\n"
                                    "  assess at start  [own]\n"
                                    "    quads\n"
                                    "clearance resume\n"
                                    "  by physician\n"
                                    "  not before 4 weeks after procedure  [own]\n"
                                    "  valid 14 days  [own]\n"
                                    "gate start-loading opens loading  [own]\n"
                                    "  clearance resume\n"
                                    "flag infection-signs\n"
                                    "  escalate to physician or physical-therapist within 1 days  [own]\n";

static const char case_head[] = "chart e-1\n"
                                "  patient p-1\n"
                                "  site knee, right\n"
                                "  protocol small version 1.0\n"
                                "  zone UTC\n"
                                "  synthetic\n"
                                "  people\n"
                                "    physician-a physician\n"
                                "    therapist-a physical-therapist\n"
                                "    therapist-b physical-therapist\n"
                                "    p-1 patient\n";

static const char *case_base = case_protocol; /* a test may put another one here for itself */
static struct tdm_problems case_problems;     /* large: not on the stack */

static inline tdm_str case_joined(struct tdm_arena *mem, const char *first, const char *second) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, first);
    tdm_buf_text(&text, second);
    return tdm_buf_str(&text);
}

static inline void case_told(int line, const char *what) {
    for (uint32_t i = 0; i < case_problems.count; i++)
        if (case_problems.items[i].severity == TDM_ERROR)
            check_failed(__FILE__, line, "%s, line %u: %s %s", what, case_problems.items[i].place.line,
                         case_problems.items[i].code, case_problems.items[i].what);
}

/* The small protocol with `more` below it. */
static inline const struct tdm_library *case_library(struct tdm_arena *mem, const char *more) {
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    library->catalog = catalog_read(mem, case_catalog, &case_problems);
    if (library->catalog == NULL) {
        case_told(__LINE__, "the catalogue");
        return NULL;
    }
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", case_joined(mem, case_base, more));
    tdm_problems_init(&case_problems);
    if (!tdm_protocol_read(mem, tree, library->catalog, NULL, &protocols[0], &case_problems)) {
        case_told(__LINE__, "the protocol");
        return NULL;
    }
    library->protocols = protocols;
    library->protocol_count = 1;
    return library;
}

/* The base with its one place `old` replaced. */
static inline const char *case_changed(struct tdm_arena *mem, const char *old, const char *new) {
    struct tdm_buf out;
    tdm_str text = tdm_str_of(case_protocol), was = tdm_str_of(old);
    size_t at = 0;
    tdm_buf_init(&out, mem, 1u << 20);
    if (!tdm_str_find(text, was, &at)) check_failed(__FILE__, __LINE__, "the protocol has no `%s`", old);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_buf_add(&out, tdm_str_slice(text, at + was.len, text.len));
    return tdm_arena_str(mem, tdm_buf_str(&out)).at;
}

/* A chart with that head; null with the problems when it is refused. */
static inline const struct tdm_chart *case_chart(struct tdm_arena *mem, const char *head, const char *entries) {
    const struct tdm_chart *chart = NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "e.chart.tandem", case_joined(mem, head, entries));
    tdm_problems_init(&case_problems);
    return tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, &case_problems) ? chart : NULL;
}

static inline const struct tdm_case *case_with_head(struct tdm_arena *mem, const char *head, const char *more,
                                                    const char *entries) {
    const struct tdm_library *library = case_library(mem, more);
    const struct tdm_case *episode = NULL;
    if (library == NULL) return NULL;
    const struct tdm_chart *chart = case_chart(mem, head, entries);
    if (chart == NULL || !tdm_case_open(mem, library, chart, &episode, &case_problems)) {
        case_told(__LINE__, "the chart");
        return NULL;
    }
    return episode;
}

static inline const struct tdm_case *case_open(struct tdm_arena *mem, const char *more, const char *entries) {
    return case_with_head(mem, case_head, more, entries);
}

static inline tdm_date day(const char *text) {
    tdm_date date;
    if (!tdm_date_parse(tdm_str_of(text), &date)) check_failed(__FILE__, __LINE__, "%s is no day", text);
    return date;
}

/* On a day, with what was known by an instant; a null instant: everything. */
static inline const struct tdm_standing *standing_known(struct tdm_arena *mem, const struct tdm_case *episode,
                                                        const char *on, const char *known) {
    struct tdm_asof asof = {day(on), TDM_INSTANT_NONE};
    if (episode == NULL) return NULL;
    if (known != NULL && !tdm_instant_parse(tdm_str_of(known), &asof.known))
        check_failed(__FILE__, __LINE__, "%s is no instant", known);
    return tdm_standing_of(mem, episode, NULL, 0, asof);
}

static inline const struct tdm_standing *standing_on(struct tdm_arena *mem, const struct tdm_case *episode,
                                                     const char *on) {
    return standing_known(mem, episode, on, NULL);
}

/* What the discharge gate of a case says of its one criterion; a case whose protocol was given a gate `asked`. */
static inline struct tdm_check asked_check(const struct tdm_standing *s) {
    struct tdm_check none = {.truth = TDM_UNKNOWN, .reason = {.code = TDM_REASON_NONE}};
    if (s == NULL) return none;
    tdm_ref gate = tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"));
    if (gate == TDM_REF_NONE || s->gates[gate].check_count < 2) {
        check_failed(__FILE__, __LINE__, "no gate `asked` with a criterion");
        return none;
    }
    return s->gates[gate].checks[1];
}

/* One criterion as the gate `asked`, on entries, on a day. */
static inline struct tdm_check judged_known(struct tdm_arena *mem, const char *criterion, const char *entries,
                                            const char *on, const char *known) {
    struct tdm_buf gate;
    tdm_buf_init(&gate, mem, 1u << 20);
    tdm_buf_format(&gate, "gate asked opens discharge  [own]\n  %s\n", criterion);
    tdm_buf_text(&gate, "");
    char *text = tdm_arena_alloc(mem, tdm_buf_str(&gate).len + 1);
    tdm_str all = tdm_buf_str(&gate);
    for (size_t i = 0; i < all.len; i++) text[i] = all.at[i];
    return asked_check(standing_known(mem, case_open(mem, text, entries), on, known));
}

static inline struct tdm_check judged(struct tdm_arena *mem, const char *criterion, const char *entries,
                                      const char *on) {
    return judged_known(mem, criterion, entries, on, NULL);
}

static inline tdm_str number_of(struct tdm_arena *mem, tdm_value value) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 64);
    if (value.kind == TDM_VALUE_NUMBER) tdm_quantity_print(&text, value.quantity);
    return tdm_buf_str(&text);
}

static inline tdm_str iso(struct tdm_arena *mem, tdm_date date) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 32);
    if (tdm_date_is_none(date)) return TDM_STR("none");
    tdm_date_print(&text, date);
    return tdm_buf_str(&text);
}

#define CHECK_DATE(got, wanted)   CHECK_STR(iso(mem, (got)), (wanted))
#define CHECK_REASON(got, wanted) CHECK_STR(tdm_str_of(tdm_reason_id((got).reason.code)), (wanted))
#define CHECK_TRUTH(got, wanted)  CHECK_STR(tdm_str_of(tdm_truth_word((got).truth)), (wanted))

/* Deviations and obligations by their reason's id. */
static inline uint32_t deviations_of(const struct tdm_standing *s, const char *id, const struct tdm_deviation **first) {
    uint32_t count = 0;
    if (s == NULL) return UINT32_MAX;
    for (uint32_t i = s->deviation_count; i > 0; i--) {
        if (!tdm_str_is(tdm_str_of(tdm_reason_id(s->deviations[i - 1].reason.code)), id)) continue;
        if (first != NULL) *first = &s->deviations[i - 1];
        count++;
    }
    return count;
}

static inline uint32_t owed_of(const struct tdm_standing *s, enum tdm_owed_kind kind, const struct tdm_owed **first) {
    uint32_t count = 0;
    if (s == NULL) return UINT32_MAX;
    for (uint32_t i = s->owed_count; i > 0; i--) {
        if (s->owed[i - 1].kind != kind) continue;
        if (first != NULL) *first = &s->owed[i - 1];
        count++;
    }
    return count;
}

static inline tdm_mask role_mask(const struct tdm_standing *s, const char *role) {
    if (s == NULL) return 0;
    return TDM_BIT(tdm_catalog_find(s->episode->protocol->catalog, TDM_KIND_ROLE, tdm_str_of(role)));
}

static inline tdm_ref named(const struct tdm_standing *s, enum tdm_catalog_kind kind, const char *name) {
    if (s == NULL) return TDM_REF_NONE;
    return tdm_catalog_find(s->episode->protocol->catalog, kind, tdm_str_of(name));
}

#endif
