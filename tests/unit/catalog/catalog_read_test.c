/* catalog_read_test.c - every clause form of every kind, as it is read. */
#include "catalog_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

static const struct tdm_catalog *read(struct tdm_arena *mem, const char *more) {
    const struct tdm_catalog *catalog = catalog_read(mem, more, &problems);
    if (catalog == NULL) check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
    return catalog;
}

static tdm_ref find(const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, const char *name) {
    return tdm_catalog_find(catalog, kind, tdm_str_of(name));
}

TEST("names become references in the order declared, whatever their spelling") {
    const struct tdm_catalog *c = read(mem, "");
    REQUIRE(c != NULL);
    CHECK_INT(find(c, TDM_KIND_ROLE, "physician"), 0);
    CHECK_INT(find(c, TDM_KIND_ROLE, "patient"), 2);
    CHECK_INT(find(c, TDM_KIND_ROLE, "nurse"), TDM_REF_NONE);
    CHECK_INT(find(c, TDM_KIND_ROLE, ""), TDM_REF_NONE);
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        for (uint32_t i = 0; i < c->count[kind]; i++)
            CHECK_INT(tdm_catalog_find(c, (enum tdm_catalog_kind)kind,
                                       tdm_catalog_name(c, (enum tdm_catalog_kind)kind, (tdm_ref)i)),
                      i);
}

TEST("an item without a label is called by its name") {
    const struct tdm_catalog *c = read(mem, "role nurse\n");
    REQUIRE(c != NULL);
    CHECK_STR(tdm_catalog_label(c, TDM_KIND_ROLE, find(c, TDM_KIND_ROLE, "nurse")), "nurse");
    CHECK_STR(tdm_catalog_label(c, TDM_KIND_ROLE, 1), "physical therapist");
    CHECK_STR(tdm_catalog_nearest(c, TDM_KIND_ROLE, TDM_STR("phisician")), "physician");
    CHECK_STR(tdm_catalog_nearest(c, TDM_KIND_ROLE, TDM_STR("zzzzzz")), "");
}

TEST("a place points at the kind and the name") {
    const struct tdm_catalog *c = read(mem, "role nurse \"nurse\"\n");
    REQUIRE(c != NULL);
    const struct tdm_item *item = tdm_catalog_item(c, TDM_KIND_ROLE, find(c, TDM_KIND_ROLE, "nurse"));
    CHECK_INT(item->place.line, catalog_ground_lines() + 1);
    CHECK_INT(item->place.column, 1);
    CHECK_INT(item->place.length, 10);
}

TEST("names may refer forward and across files, and the order of files does not matter") {
    const struct tdm_tree *first = catalog_tree(mem, "a.tandem", TDM_STR("substance x\n  class y\n  also \"the x\"\n"));
    const struct tdm_tree *second = catalog_tree(mem, "b.tandem", TDM_STR("class y\n  within z\nclass z\n"));
    const struct tdm_tree *third = catalog_tree(mem, "c.tandem", TDM_STR("scale load\n  step rest\n  step low\n"));
    const struct tdm_tree *one[] = {first, second, third}, *other[] = {third, first, second};
    const struct tdm_catalog *a = NULL, *b = NULL;
    tdm_problems_init(&problems);
    REQUIRE(tdm_catalog_read(mem, one, 3, &a, &problems));
    REQUIRE(tdm_catalog_read(mem, other, 3, &b, &problems));
    CHECK(tdm_digest_equal(a->digest, b->digest));
    CHECK_INT(tdm_catalog_substance(a, 0)->classes, 3);
    CHECK_INT(problems.count, 0);
}

TEST("the digest changes with a single byte of a text") {
    const struct tdm_catalog *a = read(mem, "role nurse\n"), *b = read(mem, "role nurse \n");
    REQUIRE(a != NULL && b != NULL);
    CHECK(!tdm_digest_equal(a->digest, b->digest));
}

TEST("a region is sided only when it says so [M37]") {
    const struct tdm_catalog *c = read(mem, "");
    REQUIRE(c != NULL);
    CHECK(tdm_catalog_region(c, find(c, TDM_KIND_REGION, "knee"))->sided);
    CHECK(!tdm_catalog_region(c, find(c, TDM_KIND_REGION, "trunk"))->sided);
}

TEST("a scale keeps its steps, lowest first, with their labels [N5]") {
    const struct tdm_catalog *c = read(mem, "");
    REQUIRE(c != NULL);
    const struct tdm_scale *scale = tdm_catalog_scale(c, find(c, TDM_KIND_SCALE, "swelling"));
    REQUIRE(scale->count == 4);
    CHECK_STR(scale->name, "swelling");
    CHECK_STR(scale->steps[2], "1+");
    CHECK_STR(scale->labels[2], "some");
    CHECK_STR(tdm_catalog_load_scale(c)->steps[0], "rest");
}

TEST("a measure in numbers has unit, limits, direction, day rule, side and observers [M29 M37 M38 M39]") {
    const struct tdm_catalog *c = read(mem, "measure quads \"thigh strength\"\n"
                                            "  number 0 to 400 N.m\n"
                                            "  usual 10 to 300 N.m\n"
                                            "  higher is better\n"
                                            "  of one day take mean\n"
                                            "  sided\n"
                                            "  by physician, physical-therapist\n"
                                            "  region knee\n");
    REQUIRE(c != NULL);
    const struct tdm_measure *m = tdm_catalog_measure(c, 0);
    CHECK_STR(tdm_unit_code(m->unit), "N.m");
    CHECK_INT(m->scale, TDM_REF_NONE);
    CHECK(m->has_hard && m->has_soft && m->sided && !m->whole);
    CHECK_INT(m->hard.kind, TDM_BETWEEN);
    CHECK_INT(m->hard.high.quantity.number.coefficient, 400);
    CHECK_INT(m->soft.low.quantity.number.coefficient, 10);
    CHECK_INT(m->direction, TDM_HIGHER_IS_BETTER);
    CHECK_INT(m->day_rule, TDM_DAY_MEAN);
    CHECK_INT(m->observers, TDM_BIT(0) | TDM_BIT(1));
    CHECK_INT(m->region, find(c, TDM_KIND_REGION, "knee"));
    CHECK(tdm_measure_scale(c, 0) == NULL);
}

TEST("usual limits in another unit of the same quantity are converted [M39]") {
    const struct tdm_catalog *c = read(mem, "measure girth\n  number 15 to 90 cm\n  usual 0.25 m to 650 mm\n"
                                            "  no direction\n  of one day take last\n  by patient\n");
    REQUIRE(c != NULL);
    const struct tdm_measure *m = tdm_catalog_measure(c, 0);
    tdm_quantity quarter = {tdm_decimal_of_int(25), m->unit}, most = {tdm_decimal_of_int(65), m->unit};
    int low = 9, high = 9;
    CHECK(tdm_quantity_compare(m->soft.low.quantity, quarter, &low) && low == 0);
    CHECK(tdm_quantity_compare(m->soft.high.quantity, most, &high) && high == 0);
    CHECK_STR(tdm_unit_code(m->soft.low.quantity.unit), "cm");
    CHECK_INT(m->direction, TDM_DIRECTION_NONE);
}

TEST("a measure on a scale has steps and no unit") {
    const struct tdm_catalog *c = read(mem, "measure effusion\n  scale swelling\n  lower is better\n"
                                            "  of one day take worst\n  by patient\n");
    REQUIRE(c != NULL);
    const struct tdm_measure *m = tdm_catalog_measure(c, 0);
    CHECK_INT(m->unit, TDM_UNIT_NONE);
    CHECK_INT(m->region, TDM_REF_NONE);
    REQUIRE(tdm_measure_scale(c, 0) != NULL);
    CHECK_STR(tdm_measure_scale(c, 0)->name, "swelling");
    CHECK(!m->sided && !m->has_hard);
}

TEST("limits may stand with `whole` on one line, without a unit, below zero, in percent") {
    const struct tdm_catalog *c =
        read(mem, "measure a\n  number 0 to 10, whole\n  no direction\n  of one day take last\n"
                  "  by patient\n"
                  "measure b\n  number -20 to 160 deg\n  no direction\n  of one day take last\n"
                  "  by patient\n"
                  "measure c\n  number 0% to 100%\n  no direction\n  of one day take last\n"
                  "  by patient\n");
    REQUIRE(c != NULL);
    CHECK_INT(tdm_catalog_measure(c, 0)->unit, TDM_UNIT_ONE);
    CHECK(tdm_catalog_measure(c, 0)->whole);
    CHECK_INT(tdm_catalog_measure(c, 1)->hard.low.quantity.number.coefficient, -20);
    CHECK_STR(tdm_unit_code(tdm_catalog_measure(c, 2)->unit), "%");
}

TEST("a class lies within its ancestors, and so do its substances [M61]") {
    const struct tdm_catalog *c = read(mem, "class cox2 \"selective\"\n  within nsaid\n"
                                            "substance celecoxib \"celecoxib\"\n  class cox2, decongestant\n");
    REQUIRE(c != NULL);
    tdm_ref anti = find(c, TDM_KIND_CLASS, "anti-inflammatory"), nsaid = find(c, TDM_KIND_CLASS, "nsaid");
    tdm_ref cox2 = find(c, TDM_KIND_CLASS, "cox2"), cold = find(c, TDM_KIND_CLASS, "decongestant");
    CHECK_INT(tdm_catalog_class(c, cox2)->closure, TDM_BIT(anti) | TDM_BIT(nsaid) | TDM_BIT(cox2));
    CHECK_INT(tdm_catalog_class(c, anti)->closure, TDM_BIT(anti));
    CHECK_INT(tdm_catalog_class(c, anti)->parent, TDM_REF_NONE);
    tdm_ref substance = find(c, TDM_KIND_SUBSTANCE, "celecoxib");
    CHECK_INT(tdm_catalog_substance(c, substance)->classes,
              TDM_BIT(anti) | TDM_BIT(nsaid) | TDM_BIT(cox2) | TDM_BIT(cold));
}

TEST("a vital class says so, with its source [M63]") {
    const struct tdm_catalog *c = read(mem, "");
    REQUIRE(c != NULL);
    tdm_ref ref = find(c, TDM_KIND_CLASS, "anticoagulant");
    CHECK(tdm_catalog_class(c, ref)->vital);
    CHECK(!tdm_catalog_class(c, find(c, TDM_KIND_CLASS, "nsaid"))->vital);
    REQUIRE(tdm_catalog_item(c, TDM_KIND_CLASS, ref)->cite_count == 1);
    CHECK_STR(tdm_catalog_item(c, TDM_KIND_CLASS, ref)->cites[0].name, "own");
}

TEST("a route is systemic or local [M62]") {
    const struct tdm_catalog *c = read(mem, "");
    REQUIRE(c != NULL);
    CHECK(tdm_catalog_route(c, find(c, TDM_KIND_ROUTE, "mouth"))->systemic);
    CHECK(!tdm_catalog_route(c, find(c, TDM_KIND_ROUTE, "skin"))->systemic);
}

TEST("a procedure has a source tissue and moves tissue [S36]") {
    const struct tdm_catalog *c =
        read(mem, "procedure concentrate \"concentrate\"\n  from \"bone marrow\", autologous\n"
                  "  moves cartilage-matrix\nprocedure filler\n");
    REQUIRE(c != NULL);
    const struct tdm_procedure *p = tdm_catalog_procedure(c, 0);
    CHECK_STR(p->source_tissue, "bone marrow");
    CHECK(p->autologous && !tdm_catalog_procedure(c, 1)->autologous);
    CHECK_INT(p->moves, TDM_BIT(find(c, TDM_KIND_VARIABLE, "cartilage-matrix")));
    CHECK_INT(tdm_catalog_variable(c, 0)->axis, TDM_AXIS_TISSUE);
    CHECK_INT(tdm_catalog_variable(c, 1)->axis, TDM_AXIS_FUNCTION);
}

TEST("a measure may be read off an image, and a finding be of the history that only some may ask for [M93 M122]") {
    const struct tdm_catalog *c = catalog_read(mem,
                                               "finding infection \"infection\", by physician, patient\n"
                                               "finding gait \"gait\", compensation, at knee\n"
                                               "measure picture \"picture\"\n  number 0 to 45 kg\n  no direction\n"
                                               "  of one day take last\n  by physician\n  imaging\n"
                                               "measure weight \"weight\"\n  number 0 to 45 kg\n  no direction\n"
                                               "  of one day take last\n  by physician\n",
                                               &problems);
    REQUIRE(c != NULL);
    CHECK_INT((long long)tdm_catalog_finding(c, 0)->asked_by, 5);
    CHECK_INT((long long)tdm_catalog_finding(c, 1)->asked_by, 0);
    CHECK(tdm_catalog_measure(c, 0)->imaging && !tdm_catalog_measure(c, 1)->imaging);
}

TEST("conditions, findings, flags and activities say where and what they are") {
    const struct tdm_catalog *c = read(mem, "condition oa \"osteoarthritis\", at knee, hip\n"
                                            "finding stiff-knee-gait \"walks stiffly\", compensation, at knee\n"
                                            "finding new-pain \"a new pain\"\n"
                                            "flag infection-signs \"signs of infection\", emergency\n"
                                            "flag flare \"flare\"\n"
                                            "activity running \"running\", load high, at knee, hip\n"
                                            "  attribute eccentric, end-range\n");
    REQUIRE(c != NULL);
    const struct tdm_condition_item *condition = c->items[TDM_KIND_CONDITION];
    CHECK_INT(condition->regions, TDM_BIT(0) | TDM_BIT(1));
    CHECK(tdm_catalog_finding(c, 0)->compensation && !tdm_catalog_finding(c, 1)->compensation);
    CHECK_INT(tdm_catalog_finding(c, 0)->regions, TDM_BIT(0));
    CHECK(tdm_catalog_flag(c, 0)->emergency && !tdm_catalog_flag(c, 1)->emergency);
    CHECK_INT(tdm_catalog_activity(c, 0)->load_class, 4);
    CHECK_INT(tdm_catalog_activity(c, 0)->regions, TDM_BIT(0) | TDM_BIT(1));
    CHECK_INT(tdm_catalog_activity(c, 0)->attributes, TDM_BIT(0) | TDM_BIT(2));
}

TEST("a source may stand in a catalogue, and its lines may cite it [N20]") {
    const struct tdm_catalog *c =
        read(mem, "source mckay-2019\n  cite \"McKay 2019\"\n  id PMC6349636\n"
                  "  strength expert-opinion, indirect\n  says \"Weeks 2 to 4 no deep squat\"\n"
                  "flag fever \"fever\"  [mckay-2019 \"Table 1\", own]\n");
    REQUIRE(c != NULL);
    const struct tdm_catalog_source *source = tdm_catalog_source(c, TDM_STR("mckay-2019"));
    REQUIRE(source != NULL);
    CHECK_STR(source->id, "PMC6349636");
    CHECK_STR(source->strength, "expert-opinion");
    CHECK_STR(source->says, "Weeks 2 to 4 no deep squat");
    CHECK(!source->direct);
    CHECK(tdm_catalog_source(c, TDM_STR("own")) == NULL);
    CHECK_INT(tdm_catalog_item(c, TDM_KIND_FLAG, 0)->cite_count, 2);
}

TEST("an exercise says what it is, what it loads and where it is done [F036]") {
    const struct tdm_catalog *c =
        read(mem, "exercise bridge \"bridge\"\n  do \"Lift the hips.\"\n  loads knee, hip, both sides\n"
                  "  moves strength, balance\n  dose sets, reps, load in kg, hold in s, effort in percent of best\n"
                  "  attribute eccentric\n  class low\n  equipment mat, \"heavy ball\"\n  at clinic\n"
                  "  harder lift\n"
                  "exercise lift \"lift\"\n  do \"Lift it.\"\n  loads hip\n  dose sets, surface floor or step\n"
                  "  class moderate\n  equipment none\n  easier bridge\n");
    REQUIRE(c != NULL);
    const struct tdm_exercise *e = tdm_catalog_exercise(c, 0), *lift = tdm_catalog_exercise(c, 1);
    CHECK_STR(e->instruction, "Lift the hips.");
    CHECK_INT(e->regions, TDM_BIT(0) | TDM_BIT(1));
    CHECK(e->bilateral && !lift->bilateral);
    CHECK_INT(e->moves, TDM_BIT(1) | TDM_BIT(2));
    REQUIRE(e->field_count == 5);
    CHECK(e->fields[0].whole && e->fields[0].unit == TDM_UNIT_ONE);
    CHECK_STR(tdm_unit_code(e->fields[2].unit), "kg");
    CHECK_STR(tdm_unit_code(e->fields[4].unit), "%");
    CHECK(e->has_fixed_class && e->fixed_class == 2);
    CHECK_INT(e->always_attributes, TDM_BIT(0));
    REQUIRE(e->equipment_count == 2);
    CHECK_STR(e->equipment[1], "heavy ball");
    CHECK_INT(e->setting, TDM_SETTING_CLINIC);
    CHECK_INT(lift->setting, TDM_SETTING_BOTH);
    CHECK_INT(lift->equipment_count, 0);
    CHECK_INT(e->harder, 1);
    CHECK_INT(e->easier, TDM_REF_NONE);
    CHECK_INT(lift->easier, 0);
    REQUIRE(lift->fields[1].word_count == 2);
    CHECK_STR(lift->fields[1].words[1], "step");
    CHECK_INT(lift->fields[1].unit, TDM_UNIT_NONE);
}

TEST("rated effort runs from 0 to 10 and is a plain number") {
    const struct tdm_catalog *c =
        read(mem, "exercise bike\n  do \"Pedal.\"\n  loads knee\n  dose minutes, effort in rpe\n"
                  "  class by effort\n    0 to below 4 gives low\n    4 to 10 gives high\n");
    REQUIRE(c != NULL);
    const struct tdm_dose_field *effort = &tdm_catalog_exercise(c, 0)->fields[1];
    CHECK(effort->has_most && effort->most.coefficient == 10 && effort->unit == TDM_UNIT_ONE && !effort->whole);
}

TEST("rows may stand in any order and are kept lowest first") {
    const struct tdm_catalog *c =
        read(mem, "exercise press\n  do \"Press.\"\n  loads knee\n  dose sets, load in kg\n"
                  "  class by load of 1RM  [own]\n    at least 70% gives high\n    0% to below 30% gives low\n"
                  "    30% to below 70% gives moderate\n");
    REQUIRE(c != NULL);
    const struct tdm_exercise *e = tdm_catalog_exercise(c, 0);
    REQUIRE(e->rule_count == 1 && e->rules[0].row_count == 3);
    CHECK_INT(e->rules[0].basis, TDM_BASIS_ONE_RM);
    CHECK_INT(e->rules[0].rows[0].load_class, 2);
    CHECK_INT(e->rules[0].rows[2].load_class, 4);
}

TEST("on counts, rows of whole numbers leave no gap [N7 M110]") {
    const struct tdm_catalog *c =
        read(mem, "exercise hop\n  do \"Hop.\"\n  loads knee\n  dose reps\n  class by reps\n"
                  "    0 to 10 gives low\n    11 to 20 gives moderate\n    above 20 gives high\n");
    CHECK(c != NULL);
}

TEST("every kind tells its clause forms, for reference and completion") {
    CHECK_INT(tdm_catalog_form_count(TDM_KIND_ROLE), 0);
    CHECK_INT(tdm_catalog_form_count(TDM_KIND_EXERCISE), 18);
    CHECK_STR(tdm_str_of(tdm_catalog_form(TDM_KIND_EXERCISE, 0).form), "do \"TEXT\"");
    CHECK(tdm_catalog_form(TDM_KIND_EXERCISE, 0).must);
    CHECK_STR(tdm_str_of(tdm_catalog_kind_word(TDM_KIND_PRODUCT)), "product");
}

TEST("an exercise says by which measures its load is known and which weights there are [N8 N10 F028]") {
    const struct tdm_catalog *c =
        read(mem, "exercise lift \"lift\"\n  do \"Lift it.\"\n  loads hip\n"
                  "  dose sets, reps, added in kg, rm, rir, tempo in s, rest in s\n"
                  "  class by added of best\n    0% to below 50% gives low\n    at least 50% gives high\n"
                  "  1RM is own-max\n  best is own-max\n  steps of 0.25 kg  [own]\n"
                  "measure own-max \"most\"\n  number 0 to 500 kg\n  higher is better\n"
                  "  of one day take last\n  by patient\n  fresh 6 weeks  [own]\n");
    REQUIRE(c != NULL);
    const struct tdm_exercise *e = tdm_catalog_exercise(c, 0);
    tdm_ref most = tdm_catalog_find(c, TDM_KIND_MEASURE, TDM_STR("own-max"));
    CHECK_INT(e->one_rm, most);
    CHECK_INT(e->best, most);
    CHECK(e->has_step && tdm_decimal_compare(e->step.number, (tdm_decimal){25, 2}) == 0);
    CHECK_INT(tdm_exercise_weight(e), 2);
    CHECK(tdm_exercise_asks(e, TDM_BASIS_BEST) && !tdm_exercise_asks(e, TDM_BASIS_ONE_RM));
    const struct tdm_measure *measure = tdm_catalog_measure(c, most);
    CHECK(measure->has_fresh && measure->fresh.count == 6 && measure->fresh.unit == TDM_SPAN_WEEKS);
}
