/* bind_test.c - a chart bound to its catalogue: roles on days, units, observers, doses by field. */
#include "chart_ground.h"

static const struct tdm_bound_chart *bound_of(struct tdm_arena *mem, const char *entries,
                                              struct tdm_problems *problems) {
    const struct tdm_chart *chart = chart_good(mem, entries);
    const struct tdm_bound_chart *bound = chart == NULL ? NULL : chart_bind(mem, chart, problems);
    if (bound == NULL && chart != NULL) check_failed(__FILE__, __LINE__, "not bound: %s", problems->items[0].what);
    return bound;
}

TEST("another unit of the same quantity is converted exactly, limits included [M39]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 assess by therapist-a\n  girth right 385 mm, left 0.38 m\n", problems);
    REQUIRE(bound != NULL);
    REQUIRE(bound->reading_count == 2);
    CHECK_STR(tdm_unit_code(bound->readings[0].value.quantity.unit), "cm");
    CHECK_INT(tdm_decimal_compare(bound->readings[0].value.quantity.number, (tdm_decimal){385, 1}), 0);
    CHECK_INT(tdm_decimal_compare(bound->readings[1].value.quantity.number, (tdm_decimal){38, 0}), 0);
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 assess by therapist-a\n  girth right 901 mm\n");
    CHECK(chart_bind(mem, chart, problems) == NULL);
    CHECK_STR(tdm_str_of(problems->items[0].code), "B014");
}

TEST("the protocol's word for a measure comes before the catalogue's [S65 F022]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound =
        bound_of(mem, "2026-01-05 assess by therapist-a\n  quads right 82 N.m\n  torque left 131 N.m\n", problems);
    REQUIRE(bound != NULL);
    tdm_ref torque = tdm_catalog_find(bound->catalog, TDM_KIND_MEASURE, TDM_STR("torque"));
    CHECK_INT(bound->reading_start[torque + 1u] - bound->reading_start[torque], 2);
    CHECK_INT(bound->readings[0].side, TDM_SIDE_RIGHT);
    CHECK_INT(bound->readings[1].side, TDM_SIDE_LEFT);
}

TEST("readings stand by measure, side, day, known time first, and each measure knows where its own begin [M29 M125]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound = bound_of(mem,
                                                   "2026-01-07 diary by p-1\n  pain 3\n"
                                                   "2026-01-07 09:00 diary by p-1\n  pain 4\n  2026-01-05 pain 1\n"
                                                   "2026-01-06 assess by therapist-a\n  effusion right 1+, left trace\n"
                                                   "2026-01-06 diary by p-1\n  nprs-now 2\n",
                                                   problems);
    REQUIRE(bound != NULL);
    uint32_t measures = bound->catalog->count[TDM_KIND_MEASURE];
    CHECK_INT(bound->reading_start[0], 0);
    CHECK_INT(bound->reading_start[measures], bound->reading_count);
    CHECK_INT(bound->reading_count, 6);
    for (uint32_t ref = 0; ref < measures; ref++)
        for (uint32_t i = bound->reading_start[ref]; i < bound->reading_start[ref + 1]; i++)
            CHECK_INT(bound->readings[i].measure, ref);
    tdm_ref pain = tdm_catalog_find(bound->catalog, TDM_KIND_MEASURE, TDM_STR("nprs-worst-24h"));
    const struct tdm_reading *first = &bound->readings[bound->reading_start[pain]];
    CHECK_INT(first[0].value.quantity.number.coefficient, 1);
    CHECK_INT(first[0].time.minute, -1); /* a dated line says nothing about the hour */
    CHECK_INT(first[1].value.quantity.number.coefficient, 4);
    CHECK_INT(first[2].value.quantity.number.coefficient, 3);
}

TEST("a reading outside the usual limits or by the wrong observer is kept and marked [M38 M115]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound = bound_of(mem,
                                                   "2026-01-05 assess by physician-a\n  quads right 82 N.m\n2026-01-06 "
                                                   "assess by therapist-a\n  quads right 250.5 N.m\n",
                                                   problems);
    REQUIRE(bound != NULL);
    CHECK_INT(problems->errors, 0);
    CHECK(bound->readings[0].wrong_observer && !bound->readings[0].soft_flagged);
    CHECK(!bound->readings[1].wrong_observer && bound->readings[1].soft_flagged);
}

TEST("roles are those of the roster on the day, both ends inside [M55]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_read_text(
        mem,
        TDM_STR("chart e-1\n  patient p-1\n  site knee, right\n  protocol knee-oa version 1.1\n  zone UTC\n"
                "  people\n"
                "    a physician, from 2026-01-05, until 2026-01-10\n"
                "    a physical-therapist, from 2026-01-10\n"
                "2026-01-04 enrol by a\n"
                "2026-01-05 clear resume by a\n"
                "2026-01-10 clear resume by a\n"
                "2026-01-11 clear resume by a\n"),
        problems);
    REQUIRE(chart != NULL);
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, problems);
    REQUIRE(bound != NULL);
    tdm_mask physician = TDM_BIT(tdm_catalog_find(bound->catalog, TDM_KIND_ROLE, TDM_STR("physician")));
    tdm_mask therapist = TDM_BIT(tdm_catalog_find(bound->catalog, TDM_KIND_ROLE, TDM_STR("physical-therapist")));
    CHECK(bound->facts[0].role == 0);
    CHECK(bound->facts[1].role == physician);
    CHECK(bound->facts[2].role == (physician | therapist));
    CHECK(bound->facts[3].role == therapist);
    CHECK(tdm_chart_role_on(bound, TDM_STR("nobody"), chart->entries[1].date) == 0);
    CHECK_STR(chart_said(mem, problems),
              "B018 9:1 \"a\" held no role on the day of this `enrol` | the entry is kept without "
              "the effect of a role; put the dates of the roster right if they are wrong");
}

static const struct tdm_dose_value *dose_value(const struct tdm_bound_chart *bound, const struct tdm_dose *dose,
                                               const char *field) {
    static const struct tdm_dose_value none = {.given = false};
    const struct tdm_exercise *exercise = tdm_catalog_exercise(bound->catalog, dose->exercise);
    for (uint32_t i = 0; i < exercise->field_count; i++)
        if (tdm_str_is(exercise->fields[i].name, field)) return &dose->values[i];
    return &none;
}

static int64_t number_of(const struct tdm_bound_chart *bound, const struct tdm_dose *dose, const char *field) {
    const struct tdm_dose_value *value = dose_value(bound, dose, field);
    return value->given ? tdm_decimal_trim(value->quantity.number).coefficient : -1;
}

TEST("a prescription gives its amounts by the fields of the exercise [F022]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-05 prescribe by therapist-a\n"
                        "  leg-press 3x12, 40 kg, depth 80 deg, effort 5, 3 times a week\n"
                        "  step-up 3 sets, 8 reps, added 5000 g, surface step, 2 times a day\n"
                        "  bike 20 min\n");
    REQUIRE(chart != NULL);
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, problems);
    REQUIRE(bound != NULL);
    REQUIRE(bound->dose_count == 3);
    const struct tdm_dose *bike = &bound->doses[0], *press = &bound->doses[1], *step = &bound->doses[2];
    CHECK_INT(number_of(bound, press, "sets"), 3);
    CHECK_INT(number_of(bound, press, "reps"), 12);
    CHECK_INT(number_of(bound, press, "load"), 40);
    CHECK_INT(number_of(bound, press, "depth"), 80);
    CHECK_INT(number_of(bound, press, "effort"), 5);
    CHECK(press->prescribed && press->has_times && press->per_week);
    CHECK_INT(press->times, 3);
    CHECK_INT(number_of(bound, step, "added"), 5);
    CHECK_STR(dose_value(bound, step, "surface")->word, "step");
    CHECK(step->has_times && !step->per_week);
    CHECK_INT(number_of(bound, bike, "minutes"), 20);
    CHECK(!dose_value(bound, bike, "power")->given);
}

TEST("sets listed one by one keep their own load, and give fewest repetitions and heaviest load [M79 F048]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound =
        bound_of(mem,
                 "2026-01-05 session by p-1\n"
                 "  leg-press 12 reps 40 kg, 12 reps 45 kg, 8 reps 45 kg stopped \"tired\", effort 6\n"
                 "  step-up 10 reps 5 kg\n"
                 "  quad-set could-not, because \"pain\"\n",
                 problems);
    REQUIRE(bound != NULL);
    REQUIRE(bound->dose_count == 3);
    const struct tdm_dose *press = &bound->doses[0], *quad = &bound->doses[1], *step = &bound->doses[2];
    CHECK(!press->prescribed);
    CHECK_INT(press->set_count, 3);
    CHECK_INT(press->sets[2].reps, 8);
    CHECK(press->sets[2].stopped && !press->sets[1].stopped);
    CHECK_INT(number_of(bound, press, "sets"), 3);
    CHECK_INT(number_of(bound, press, "reps"), 8);
    CHECK_INT(number_of(bound, press, "load"), 45);
    CHECK_INT(number_of(bound, press, "effort"), 6);
    CHECK_INT(number_of(bound, step, "added"), 5);
    CHECK_INT(quad->done, TDM_COULD_NOT);
    CHECK_INT(quad->set_count, 0);
}

TEST("a finding or a flag is spoken of by its own name or by the name of the entry that opened it [M31]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound =
        bound_of(mem,
                 "2026-01-05 finding quad-avoidance-gait opened by therapist-a, name gait\n"
                 "2026-01-06 flag infection-signs raised by therapist-a, name hot-knee\n"
                 "2026-01-07 finding gait resolved by therapist-a\n"
                 "2026-01-08 flag hot-knee closed by physician-a\n",
                 problems);
    REQUIRE(bound != NULL);
    CHECK_INT(problems->count, 0);
    CHECK(bound->facts[0].subject != TDM_REF_NONE);
    CHECK_INT(bound->facts[2].subject, bound->facts[0].subject);
    CHECK_INT(bound->facts[2].target, 0);
    CHECK_INT(bound->facts[3].subject, bound->facts[1].subject);
    CHECK_INT(bound->facts[3].target, 1);
}

TEST("a session, a diary and a revocation know the entry they refer to") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bound_chart *bound =
        bound_of(mem,
                 "2026-01-05 prescribe by therapist-a, name rx\n  quad-set 3x10\n"
                 "2026-01-06 session of rx by p-1, name s\n  quad-set 3x10\n  nprs-now 1\n"
                 "2026-01-07 diary by p-1, after s\n  nprs-now 2\n"
                 "2026-01-08 clear resume by physician-a, name sign\n"
                 "2026-01-09 revoke sign by physician-a, because \"x\"\n",
                 problems);
    REQUIRE(bound != NULL);
    CHECK_INT(bound->facts[0].target, UINT32_MAX);
    CHECK_INT(bound->facts[1].target, 0);
    CHECK_INT(bound->facts[2].target, 1);
    CHECK_INT(bound->facts[4].target, 3);
    CHECK(bound->readings[0].in_session);
    CHECK(!bound->readings[1].in_session);
}
