/* engine_stand_in_test.c - what stands in for an exercise: by its family, in the load class that is prescribed, under
 * the ceiling of the day, with what is there. */
#include "engine/stand_in.h"
#include "engine_case.h"

static const char families[] =
    "measure push-1rm \"most pushed once\"\n  number 0 to 500 kg\n  higher is better\n  of one day take last\n"
    "  by physical-therapist\n  fresh 6 weeks  [own]\n"
    "family pushes \"pushes\"  [own]\n"
    "family lifts \"lifts\"  [own]\n"
    "exercise push \"push\"\n  do \"Push.\"\n  loads knee\n  moves strength\n  family pushes\n"
    "  dose sets, reps, load in kg\n"
    "  class by load  [own]\n    0 kg to below 20 kg gives low\n    at least 20 kg gives moderate\n"
    "exercise push-free \"push freely\"\n  do \"Push.\"\n  loads knee\n  moves strength\n  family pushes\n"
    "  dose sets, reps\n  class low  [own]\n  equipment strap, chair\n  at clinic\n"
    "exercise push-hard \"push hard\"\n  do \"Push.\"\n  loads knee\n  moves strength\n  family pushes\n"
    "  dose sets, reps\n  class high  [own]\n"
    "exercise push-heavy \"push with a weight\"\n  do \"Push.\"\n  loads knee\n  moves strength\n  family pushes\n"
    "  dose sets, reps, load in kg\n"
    "  class by load  [own]\n    0 kg to below 40 kg gives moderate\n    at least 40 kg gives high\n"
    "exercise push-own \"push by what was measured\"\n  do \"Push.\"\n  loads knee\n  moves strength\n"
    "  family pushes\n  dose sets, reps, load in kg\n"
    "  class by load of 1RM  [own]\n    0% to below 30% gives low\n    at least 30% gives high\n"
    "  1RM is push-1rm\n"
    "exercise push-felt \"push by what is felt\"\n  do \"Push.\"\n  loads knee\n  moves strength\n"
    "  family pushes\n  dose sets, reps, load in kg, effort in rpe\n"
    "  class by load of 1RM  [own]\n    0% to below 30% gives low\n    at least 30% gives high\n"
    "  class by effort  [own]\n    0 to below 3 gives low\n    3 to 10 gives high\n"
    "  1RM is push-1rm\n"
    "exercise push-brake \"let down\"\n  do \"Push.\"\n  loads knee\n  moves strength\n  family pushes\n"
    "  dose sets, reps\n  attribute eccentric\n  class low  [own]\n"
    "exercise push-deep \"push deep\"\n  do \"Push.\"\n  loads knee\n  moves strength\n  family pushes\n"
    "  dose sets, reps, depth in deg\n  attribute deep-flexion when depth above 90 deg  [own]\n  class low  [own]\n"
    "exercise lift-one \"lift\"\n  do \"Lift.\"\n  loads hip\n  moves strength\n  family lifts\n"
    "  dose sets, reps\n  class low  [own]\n"
    "exercise lift-two \"lift more\"\n  do \"Lift.\"\n  loads hip\n  moves strength\n  family lifts\n"
    "  dose sets, reps, depth in deg\n  attribute eccentric\n"
    "  attribute deep-flexion when depth above 90 deg  [own]\n  class low  [own]\n";

#define TREATED                                                                                                        \
    "2026-01-05 enrol by physician-a\n2026-02-02 11:00 procedure graft performed by physician-a, name proc\n"
#define PRESCRIBED(dose) TREATED "2026-02-03 prescribe by therapist-a\n  " dose "\n"

/* On the third day after the procedure: at most light load, no braking work, no deep bend. */
static const struct tdm_standing *protected(struct tdm_arena *mem, const char *entries) {
    struct tdm_library *library = TDM_NEW(mem, struct tdm_library);
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    const struct tdm_case *episode = NULL;
    const char *text = case_changed(mem, "load at most low, no eccentric",
                                    "load at most low, no eccentric, "
                                    "no deep-flexion");
    library->catalog =
        catalog_read(mem, tdm_arena_str(mem, case_joined(mem, case_catalog, families)).at, &case_problems);
    if (library->catalog == NULL) {
        case_told(__LINE__, "the catalogue");
        return NULL;
    }
    const struct tdm_tree *tree = catalog_tree(mem, "small.tandem", tdm_str_of(text));
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
    return standing_on(mem, episode, "2026-02-05");
}

static tdm_ref exercise_of(const struct tdm_standing *s, const char *name) {
    return tdm_catalog_find(s->episode->protocol->catalog, TDM_KIND_EXERCISE, tdm_str_of(name));
}

static const struct tdm_stand_in *found(const struct tdm_standing *s, const struct tdm_stand_ins *list,
                                        const char *name) {
    static const struct tdm_stand_in none = {.exercise = TDM_REF_NONE, .state = TDM_STAND_IN_STATES};
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].exercise == exercise_of(s, name)) return &list->items[i];
    check_failed(__FILE__, __LINE__, "%s is not listed", name);
    return &none;
}

TEST("what stands in keeps the load class: any dose that has it, else the row of a table that gives it [F039 M8]") {
    const struct tdm_standing *s = protected(mem, PRESCRIBED("push 3x10, 10 kg"));
    REQUIRE(s != NULL);
    struct tdm_stand_in_means means = {.asked = false};
    struct tdm_stand_ins list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &means);
    CHECK(list.prescribed && list.known);
    CHECK_INT(list.count, 7);
    CHECK_INT(list.fit_count, 4);
    CHECK(found(s, &list, "push-free")->state == TDM_STAND_IN_FITS && found(s, &list, "push-free")->row == NULL);
    CHECK(found(s, &list, "push-hard")->state == TDM_STAND_IN_CLASS);  /* every dose of it is heavy */
    CHECK(found(s, &list, "push-heavy")->state == TDM_STAND_IN_CLASS); /* no row of its table is light */
    const struct tdm_stand_in *own = found(s, &list, "push-own"), *felt = found(s, &list, "push-felt");
    REQUIRE(own->row != NULL && felt->row != NULL);
    CHECK(own->state == TDM_STAND_IN_FITS && own->basis == TDM_BASIS_ONE_RM);
    CHECK_STR(own->field->name, "load");
    CHECK(felt->state == TDM_STAND_IN_FITS && felt->basis == TDM_BASIS_NONE); /* by the number itself first */
    CHECK_STR(felt->field->name, "effort");
    CHECK(found(s, &list, "push-own")->adds == 0 && !found(s, &list, "push-own")->offered);
}

TEST("an attribute that every dose has bars it, one that some doses have is to be avoided [F039 M71]") {
    const struct tdm_standing *s = protected(mem, PRESCRIBED("push 3x10, 10 kg"));
    REQUIRE(s != NULL);
    struct tdm_stand_in_means means = {.asked = false};
    struct tdm_stand_ins list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &means);
    const struct tdm_catalog *catalog = s->episode->protocol->catalog;
    tdm_mask eccentric = TDM_BIT(tdm_catalog_find(catalog, TDM_KIND_ATTRIBUTE, TDM_STR("eccentric")));
    tdm_mask deep = TDM_BIT(tdm_catalog_find(catalog, TDM_KIND_ATTRIBUTE, TDM_STR("deep-flexion")));
    const struct tdm_stand_in *brake = found(s, &list, "push-brake"), *bent = found(s, &list, "push-deep");
    CHECK(brake->state == TDM_STAND_IN_CEILING && brake->adds == eccentric && brake->avoid == 0);
    CHECK(bent->state == TDM_STAND_IN_FITS && bent->adds == 0 && bent->avoid == deep);
}

TEST("the ceiling is no matter of what does not load the treated site [F039 M70]") {
    const struct tdm_standing *s = protected(mem, PRESCRIBED("lift-one 3x10"));
    REQUIRE(s != NULL);
    struct tdm_stand_in_means means = {.asked = false};
    struct tdm_stand_ins list = tdm_stand_ins_of(mem, s, exercise_of(s, "lift-one"), &means);
    REQUIRE(list.count == 1);
    CHECK(list.items[0].state == TDM_STAND_IN_FITS && list.items[0].avoid == 0 && list.items[0].adds != 0);
}

TEST("what is on the shelf and not prescribed asks for no class, and without a family nothing stands in [F039]") {
    const struct tdm_standing *s = protected(mem, TREATED);
    REQUIRE(s != NULL);
    struct tdm_stand_in_means means = {.asked = false};
    struct tdm_stand_ins list = tdm_stand_ins_of(mem, s, exercise_of(s, "press"), &means);
    CHECK(!list.prescribed && !list.known);
    CHECK_INT(list.count, 0);
    list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &means);
    CHECK(!list.prescribed && !list.known);
    CHECK_INT(list.count, 7);
    CHECK(found(s, &list, "push-own")->state == TDM_STAND_IN_FITS && found(s, &list, "push-own")->row == NULL);
    CHECK(found(s, &list, "push-hard")->state == TDM_STAND_IN_CEILING); /* no dose of it is below the ceiling */
    CHECK(found(s, &list, "push-brake")->adds == 0);                    /* there is nothing to add to */
}

TEST("of what is lacking the first thing is named, and of the place only the one that was asked for counts [F039]") {
    const struct tdm_standing *s = protected(mem, PRESCRIBED("push 3x10, 10 kg"));
    REQUIRE(s != NULL);
    static const tdm_str things[] = {{"strap", 5}, {"chair", 5}};
    struct tdm_stand_in_means none = {.asked = true}, one = {.asked = true, .things = things, .thing_count = 1},
                              both = {.asked = true, .things = things, .thing_count = 2},
                              home = {.asked = false, .setting = TDM_SETTING_HOME},
                              clinic = {.asked = false, .setting = TDM_SETTING_CLINIC};
    struct tdm_stand_ins list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &none);
    CHECK_INT(list.fit_count, 3);
    CHECK(found(s, &list, "push-free")->state == TDM_STAND_IN_EQUIPMENT);
    CHECK_STR(found(s, &list, "push-free")->lacking, "strap");
    list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &one);
    CHECK_STR(found(s, &list, "push-free")->lacking, "chair");
    list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &both);
    CHECK(found(s, &list, "push-free")->state == TDM_STAND_IN_FITS);
    list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &home);
    CHECK(found(s, &list, "push-free")->state == TDM_STAND_IN_PLACE);
    list = tdm_stand_ins_of(mem, s, exercise_of(s, "push"), &clinic);
    CHECK(found(s, &list, "push-free")->state == TDM_STAND_IN_FITS);
}
