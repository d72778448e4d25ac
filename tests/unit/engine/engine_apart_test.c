/* engine_apart_test.c - what is alike in all but one thing is told apart: doses by their words, deviations by their
 * day, open things by what they are, weeks of a rule that were missed or held. */
#include "load_ground.h"
#include "trial_ground.h"

#define BEGUN "2026-01-05 09:00 enrol by physician-a\n"

/* ---- words of a dose */

static const char step_catalog[] = "exercise step \"step\"\n  do \"Step up.\"\n  loads knee\n  moves strength\n"
                                   "  dose sets, reps, surface floor or box\n  class low  [own]\n";
static const char step_rule[] = "progress higher\n  for step\n  in loading\n"
                                "  advance when every set done, last 2 sessions  [own]\n  otherwise hold  [own]\n";

/* The step that the rule takes for the exercise `step`. */
static tdm_str step_on(struct tdm_arena *mem, const char *entries, const char *on) {
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    const struct tdm_case *episode = NULL;
    library->catalog = catalog_read(mem, joined(mem, case_catalog, step_catalog), &case_problems);
    if (library->catalog == NULL) return TDM_STR("no catalogue");
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", case_joined(mem, case_base, step_rule));
    tdm_problems_init(&case_problems);
    if (!tdm_protocol_read(mem, tree, library->catalog, NULL, &protocols[0], &case_problems))
        return tdm_str_of(case_problems.items[0].what);
    library->protocols = protocols;
    library->protocol_count = 1;
    const struct tdm_chart *chart = case_chart(mem, case_head, entries);
    if (chart == NULL || !tdm_case_open(mem, library, chart, &episode, &case_problems))
        return tdm_str_of(case_problems.items[0].what);
    const struct tdm_standing *s = standing_on(mem, episode, on);
    if (s == NULL || s->change_count != 1) return TDM_STR("nothing");
    return s->changes[0].step_index == UINT32_MAX ? TDM_STR("otherwise") : TDM_STR("advance");
}

TEST("a prescription that differs in a word alone begins a new row of sessions [M73]") {
#define ON(word)      "  step 3 sets, 10 reps, surface " word "\n"
#define GIVEN(d, w)   "2026-03-" d " 10:00 prescribe by therapist-a\n" ON(w)
#define STEPPED(d, w) "2026-03-" d " 17:00 session by p-1\n" ON(w)
    CHECK_STR(step_on(mem, LOAD_BEGUN GIVEN("05", "floor") STEPPED("06", "floor") STEPPED("07", "floor"), "2026-03-08"),
              "advance");
    CHECK_STR(
        step_on(mem, LOAD_BEGUN GIVEN("05", "floor") STEPPED("06", "floor") GIVEN("07", "floor") STEPPED("08", "floor"),
                "2026-03-09"),
        "advance"); /* the same again changes nothing */
    CHECK_STR(step_on(mem,
                      LOAD_BEGUN GIVEN("05", "floor") STEPPED("06", "floor") GIVEN("07", "box") STEPPED("08", "box"),
                      "2026-03-09"),
              "otherwise");
    CHECK_STR(step_on(mem,
                      LOAD_BEGUN GIVEN("05", "floor") STEPPED("06", "floor") STEPPED("06", "floor") GIVEN("07", "box")
                          STEPPED("08", "box") STEPPED("09", "box"),
                      "2026-03-10"),
              "advance");
}

/* ---- one thing alone between two standings */

static const char nsaid[] =
    "restrict no-nsaid\n  substance class nsaid\n  from enrolment  [own]\n  without end  [own]\n"
    "  because \"It may blunt the repair\"\n"
    "restrict no-ibuprofen\n  substance ibuprofen\n  from 2026-03-05  [own]\n  without end  [own]\n"
    "  because \"Not with this stomach\"\n"
    "flag flare\n  escalate to physician within 2 days  [own]\n";

static uint32_t differences(struct tdm_arena *mem, const char *a, const char *b, const char *id) {
    struct trial t = trial_begin(mem, nsaid, joined(mem, BEGUN, a));
    const struct tdm_chart *chart = case_chart(mem, case_head, joined(mem, BEGUN, b));
    if (t.before == NULL || chart == NULL) return UINT32_MAX;
    const struct tdm_standing *one = standing_on(mem, t.before, "2026-03-10"),
                              *two = standing_on(mem, trial_open(mem, &t, chart), "2026-03-10");
    uint32_t count = 0;
    if (one == NULL || two == NULL) return UINT32_MAX;
    struct tdm_difference_list list = tdm_standing_difference(mem, one, two);
    for (uint32_t i = 0; i < list.count; i++)
        count += tdm_str_is(tdm_str_of(tdm_difference_id(list.items[i].kind)), id);
    return count;
}

TEST("a deviation of another day, and an open thing of another name or state, is another one [M120]") {
#define TOOK(day, what) "2026-03-" day " 12:00 medicine by p-1, taken \"" what "\" 400 mg, route mouth\n"
    CHECK_INT(differences(mem, TOOK("02", "ibuprofen"), TOOK("02", "ibuprofen"), "deviation-new"), 0);
    CHECK_INT(differences(mem, TOOK("02", "ibuprofen"), TOOK("03", "ibuprofen"), "deviation-new"), 1);
    CHECK_INT(differences(mem, TOOK("06", "ibuprofen"), TOOK("06", "ibuprofen"), "deviation-new"),
              0); /* of two clauses each */
    CHECK_INT(differences(mem, TOOK("06", "aspirin"), TOOK("06", "ibuprofen"), "deviation-new"),
              2); /* a question before */
#define FLAG(name)  "2026-03-02 flag " name " raised by p-1\n"
#define FOUND(what) "2026-03-02 finding stiff-gait " what " by therapist-a\n"
    CHECK_INT(differences(mem, FLAG("flare"), FLAG("flare"), "open-new"), 0);
    CHECK_INT(differences(mem, FLAG("flare"), FLAG("infection-signs"), "open-new"), 1);
    CHECK_INT(differences(mem, FLAG("flare"), FOUND("opened"), "open-new"), 1);
    CHECK_INT(differences(mem, FOUND("opened"),
                          FOUND("opened") "2026-03-03 finding stiff-gait retraining by therapist-a\n", "open-new"),
              1);
}

/* ---- weeks of a rule */

TEST("a week of a programme by rule that was held, or in which nothing was done, is done again [N11 M47]") {
    static const char plan[] =
        "plan slow\n  for rig\n  in loading\n  2 times a week  [own]\n  by week of loading\n"
        "    weeks 1 to 9 15RM  [own]\n"
        "progress slower\n  for slow\n  in loading\n"
        "  advance plan by 1 weeks when pain-during at most 2, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    static const char *const rows[] = {LOAD_BEGUN, LOAD_BEGUN
                                       "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during 1\n"
                                       "2026-03-08 09:00 hold loading by physician-a, because \"swollen\"\n"
                                       "2026-03-09 09:00 resume loading by physician-a\n"};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = load_standing(mem, plan, rows[i], "2026-03-11");
        REQUIRE(s->loads.plan_count == 1);
        CHECK_INT(s->loads.plans[0].week, 1);
        CHECK_INT(s->loads.plans[0].repeated, 1);
    }
}

/* ---- a finding told without its place, and then with it */

TEST("a word said of a finding with its place goes to the one opened without a place [M86 S15]") {
    const struct tdm_standing *s =
        standing_on(mem,
                    case_open(mem, "",
                              BEGUN "2026-03-02 finding tender opened by therapist-a\n"
                                    "2026-03-05 finding tender resolved by therapist-a, at knee right\n"),
                    "2026-03-10");
    REQUIRE(s != NULL);
    CHECK_INT(s->open_count, 0);
}

/* ---- a gate of one block, and a fact that came late */

TEST("a fact recorded after a signature turns a term of a gate that is one block alone [M49]") {
    static const char gate[] =
        "gate home opens discharge  [own]\n  all of\n    clearance resume\n    pain at most 2, latest within 7 days\n",
                      either[] = "gate home opens discharge  [own]\n  any of\n    clearance resume\n    pain at most "
                                 "2, latest within 7 days\n";
    static const char entries[] = LOAD_BEGUN "2026-03-01 20:00 diary by p-1, recorded 2026-03-03T09:00Z\n  pain 6\n";
    CHECK_INT(deviations_of(standing_on(mem, case_open(mem, gate, entries), "2026-03-05"), "signed-without-fact", NULL),
              1);
    CHECK_INT(
        deviations_of(standing_on(mem, case_open(mem, either, entries), "2026-03-05"), "signed-without-fact", NULL), 0);
}
