/* load_ground.h - exercises with weights, a rule from session to session and a short way to ask for a target. The phase
 * of loading begins on 2026-03-04, a Wednesday; the prescription is of 2026-03-05. */
#ifndef LOAD_GROUND_H
#define LOAD_GROUND_H

#include "engine_case.h"

#include <stdlib.h>

static const char load_catalog[] =
    "measure lift-1rm \"most lifted once\"\n  number 0 to 500 kg\n  higher is better\n  of one day take last\n  sided\n"
    "  by physical-therapist\n  fresh 6 weeks  [own]\n"
    "measure hang-best \"longest hang\"\n  number 0 to 500 kg\n  higher is better\n  of one day take last\n"
    "  by physical-therapist\n"
    "exercise rig \"rig\"\n  do \"Push.\"\n  loads knee\n  moves strength\n"
    "  dose sets, reps, load in kg, effort in rpe, rm, rir, tempo in s, rest in s, intensity in percent of 1RM\n"
    "  class by load  [own]\n    0 kg to below 20 kg gives low\n    20 kg to below 60 kg gives moderate\n"
    "    at least 60 kg gives high\n"
    "  steps of 1 kg  [own]\n"
    "exercise lift \"lift\"\n  do \"Lift.\"\n  loads knee\n  moves strength\n"
    "  dose sets, reps, load in kg, effort in rpe\n"
    "  class by load of 1RM  [own]\n    0% to below 30% gives low\n    30% to below 70% gives moderate\n"
    "    at least 70% gives high\n"
    "  class by effort  [own]\n    0 to below 3 gives low\n    3 to below 7 gives moderate\n    7 to 10 gives high\n"
    "  1RM is lift-1rm\n"
    "  steps of 2.5 kg  [own]\n"
    "exercise free \"free weight\"\n  do \"Lift.\"\n  loads knee\n  moves strength\n  dose sets, reps, load in kg\n"
    "  class moderate  [own]\n"
    "exercise rise \"heel rise\"\n  do \"Rise.\"\n  loads knee\n  moves strength\n  dose sets, reps, added in kg\n"
    "  class by added of body mass  [own]\n    0% to below 10% gives low\n    10% to 20% gives moderate\n"
    "    above 20% gives high\n"
    "exercise hang \"hang\"\n  do \"Hang.\"\n  loads knee\n  moves strength\n  dose sets, reps, load in kg\n"
    "  class by load of best  [own]\n    0% to below 50% gives low\n    at least 50% gives high\n"
    "  best is hang-best\n"
    "exercise sled \"sled\"\n  do \"Pull.\"\n  loads hip\n  moves strength\n  dose load in N, sets, reps\n"
    "  class high  [own]\n"
    "exercise plates \"plates\"\n  do \"Lift.\"\n  loads hip\n  moves strength\n  dose sets, reps, load in kg\n"
    "  class high  [own]\n  steps of 1.25 lb  [own]\n"
    "exercise carry \"carry\"\n  do \"Carry.\"\n  loads knee\n  moves strength\n  dose minutes, load in kg\n"
    "  class moderate  [own]\n"
    "exercise curl \"arm curl\"\n  do \"Curl.\"\n  loads hip\n  moves strength\n  dose sets, reps, load in kg\n"
    "  class high  [own]\n";

#define LOAD_RULE(advance)                                                                                             \
    "progress heavier\n  for rig, lift, free, rise, hang, curl\n  in loading\n"                                        \
    "  stop, escalate to physician within 1 days when open flag  [own]\n"                                              \
    "  regress load by 20%, rest 2 days when pain-during above 5, last 1 sessions  [own]\n"                            \
    "  hold when pain-during above 2 to 5, last 1 sessions  [own]\n"                                                   \
    "  " advance " when all of  [own]\n"                                                                               \
    "    every set done, last 2 sessions\n"                                                                            \
    "    pain-during at most 2, last 2 sessions\n"                                                                     \
    "  otherwise hold  [own]\n"
#define USUAL LOAD_RULE("advance load by 5%, at most 10% a week")

#define LOAD_BEGUN                                                                                                     \
    "2026-01-05 09:00 enrol by physician-a\n"                                                                          \
    "2026-02-02 11:00 procedure graft by physician-a\n"                                                                \
    "2026-03-02 10:00 clear resume by physician-a\n"                                                                   \
    "2026-03-04 10:00 enter loading by therapist-a\n"
#define PRESCRIBED(dose)      LOAD_BEGUN "2026-03-05 10:00 prescribe by therapist-a\n  " dose "\n"
#define DONE(day, dose, pain) "2026-03-" day " 17:00 session by p-1\n  " dose "\n  pain-during " pain "\n"

static inline const struct tdm_case *load_case(struct tdm_arena *mem, const char *more, const char *entries) {
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    const struct tdm_case *episode = NULL;
    tdm_str catalog = case_joined(mem, case_catalog, load_catalog);
    library->catalog = catalog_read(mem, tdm_arena_str(mem, catalog).at, &case_problems);
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
    const struct tdm_chart *chart = case_chart(mem, case_head, entries);
    if (chart == NULL || !tdm_case_open(mem, library, chart, &episode, &case_problems)) {
        case_told(__LINE__, "the chart");
        return NULL;
    }
    return episode;
}

static inline const char *joined(struct tdm_arena *mem, const char *first, const char *second) {
    return tdm_arena_str(mem, case_joined(mem, first, second)).at;
}

/* Never null: without a case there is nothing to go on with. */
static inline const struct tdm_standing *load_standing(struct tdm_arena *mem, const char *more, const char *entries,
                                                       const char *on) {
    const struct tdm_case *episode = load_case(mem, more, entries);
    const struct tdm_standing *s = episode == NULL ? NULL : standing_on(mem, episode, on);
    if (s == NULL) {
        check_failed(__FILE__, __LINE__, "no standing");
        exit(1);
    }
    return s;
}

/* What is told of an exercise on a day; an empty answer and a failure when it is not told. */
static inline struct tdm_load_answer load_of(const struct tdm_standing *s, const char *exercise) {
    struct tdm_load_answer none = {.exercise = TDM_REF_NONE, .prescribed = UINT32_MAX, .done = UINT32_MAX};
    if (s == NULL) exit(1);
    for (uint32_t i = 0; i < s->loads.count; i++)
        if (s->loads.items[i].exercise == named(s, TDM_KIND_EXERCISE, exercise)) return s->loads.items[i];
    check_failed(__FILE__, __LINE__, "nothing is told of %s", exercise);
    return none;
}

static inline tdm_str kilos(struct tdm_arena *mem, bool known, tdm_quantity quantity) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 64);
    if (!known) return TDM_STR("unknown");
    tdm_quantity_print(&text, (tdm_quantity){tdm_decimal_trim(quantity.number), quantity.unit});
    return tdm_buf_str(&text);
}

/* "31 kg advanced": the target of an exercise and why, on a day in March 2026. */
static inline tdm_str target_of(struct tdm_arena *mem, const char *more, const char *entries, const char *on,
                                const char *exercise) {
    struct tdm_load_answer a = load_of(standing_on(mem, load_case(mem, more, entries), on), exercise);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 128);
    tdm_buf_format(&text, "%.*s %s", TDM_FMT(kilos(mem, a.target.known, a.target.load)),
                   tdm_target_why_id(a.target.why));
    return tdm_buf_str(&text);
}
#define CHECK_TARGET(more, entries, on, wanted) CHECK_STR(target_of(mem, more, entries, on, "rig"), wanted)

#endif
