/* engine_headroom_test.c - what the ceiling allows beside what is prescribed and was done, and by whose 1RM it is
 * known. */
#include "load_ground.h"

static tdm_str headroom(struct tdm_arena *mem, const char *entries, const char *on, const char *exercise) {
    static const char *const words[] = {[TDM_HEADROOM_CANNOT_TELL] = "cannot tell",
                                        [TDM_HEADROOM_NO_LIMIT] = "no limit",
                                        [TDM_HEADROOM_FREE] = "headroom",
                                        [TDM_HEADROOM_AT_CEILING] = "at the ceiling",
                                        [TDM_HEADROOM_ABOVE] = "above"};
    return tdm_str_of(words[load_of(load_standing(mem, USUAL, entries, on), exercise).headroom]);
}
#define CHECK_HEADROOM(entries, on, exercise, wanted) CHECK_STR(headroom(mem, entries, on, exercise), wanted)

/* The class of the dose prescribed today, by its word. */
static tdm_str class_of(struct tdm_arena *mem, const char *entries, const char *on, const char *exercise) {
    const struct tdm_standing *s = load_standing(mem, USUAL, entries, on);
    struct tdm_load load = load_of(s, exercise).prescribed_load;
    if (!load.known) return TDM_STR("unknown");
    return tdm_catalog_load_scale(s->episode->protocol->catalog)->steps[load.load_class];
}
#define CHECK_CLASS(entries, on, exercise, wanted) CHECK_STR(class_of(mem, entries, on, exercise), wanted)

#define LIMIT(class) "2026-03-05 09:00 statement \"image\" by physician-a, load at most " class "\n"

TEST("headroom, at the ceiling and above are told at each border of the classes [S47 S85 F035 S44]") {
    CHECK_HEADROOM(PRESCRIBED("rig 3x10, 19.5 kg") LIMIT("moderate"), "2026-03-06", "rig", "headroom");
    CHECK_HEADROOM(PRESCRIBED("rig 3x10, 20 kg") LIMIT("moderate"), "2026-03-06", "rig", "at the ceiling");
    CHECK_HEADROOM(PRESCRIBED("rig 3x10, 59.5 kg") LIMIT("moderate"), "2026-03-06", "rig", "at the ceiling");
    CHECK_HEADROOM(PRESCRIBED("rig 3x10, 60 kg") LIMIT("moderate"), "2026-03-06", "rig", "above");
}

TEST("what was done counts beside what is prescribed: the higher of the two is held against the ceiling "
     "[S47 S85 F035]") {
    const char *light = PRESCRIBED("rig 3x10, 10 kg") LIMIT("moderate");
    CHECK_HEADROOM(joined(mem, light, DONE("06", "rig 3x10, 10 kg", "1")), "2026-03-06", "rig", "headroom");
    CHECK_HEADROOM(joined(mem, light, DONE("06", "rig 3x10, 30 kg", "1")), "2026-03-06", "rig", "at the ceiling");
    CHECK_HEADROOM(joined(mem, light, DONE("06", "rig 3x10, 70 kg", "1")), "2026-03-06", "rig", "above");
    struct tdm_load_answer a = load_of(
        load_standing(mem, USUAL, PRESCRIBED("rig 3x10, 10 kg") DONE("06", "rig 3x9, 10 kg", "1"), "2026-03-06"),
        "rig");
    CHECK(a.done != UINT32_MAX && !a.whole);
    CHECK_INT(load_of(load_standing(mem, USUAL, PRESCRIBED("rig 3x10, 10 kg"), "2026-03-06"), "rig").done, UINT32_MAX);
}

TEST("what was done in the last four weeks is told, also when nobody prescribes it any more [F035]") {
    const char *entries = PRESCRIBED("rig 3x10, 30 kg")
        DONE("06", "rig 3x10, 30 kg", "1") "2026-03-07 09:00 prescribe by therapist-a\n  lift 3x10, 20 kg, effort 2\n";
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, entries, "2026-04-02"), "rig");
    CHECK_INT(a.prescribed, UINT32_MAX);
    CHECK(a.done != UINT32_MAX);
    const struct tdm_standing *later = load_standing(mem, USUAL, entries, "2026-04-03");
    for (uint32_t i = 0; i < later->loads.count; i++)
        CHECK(later->loads.items[i].exercise != named(later, TDM_KIND_EXERCISE, "rig"));
}

TEST("an exercise that does not load the site has no ceiling, and a dose without its load cannot be told [M70 N8]") {
    CHECK_HEADROOM(PRESCRIBED("curl 3x10, 30 kg") LIMIT("low"), "2026-03-06", "curl", "no limit");
    CHECK_HEADROOM(PRESCRIBED("rig 3x10, effort 4") LIMIT("moderate"), "2026-03-06", "rig", "cannot tell");
}

#define RM(day, kilos) "2026-" day " 09:00 assess by therapist-a\n  lift-1rm right " kilos " kg\n"

TEST("the class of a load is told by the patient's own 1RM, at every border [M8 N8 S45]") {
    const char *rx = PRESCRIBED("lift 3x10, 30 kg");
    CHECK_CLASS(joined(mem, rx, RM("03-05", "100")), "2026-03-06", "lift", "moderate"); /* 30% */
    CHECK_CLASS(joined(mem, rx, RM("03-05", "100.5")), "2026-03-06", "lift", "low");    /* 29.85% */
    CHECK_CLASS(joined(mem, rx, RM("03-05", "43")), "2026-03-06", "lift", "moderate");  /* 69.8% */
    CHECK_CLASS(joined(mem, rx, RM("03-05", "42.5")), "2026-03-06", "lift", "high");    /* 70.6% */
    CHECK_CLASS(rx, "2026-03-06", "lift", "unknown");
}

TEST("without a 1RM the rule of effort counts, and the missing value is told [N8]") {
    CHECK_CLASS(PRESCRIBED("lift 3x10, 30 kg, effort 2"), "2026-03-06", "lift", "low");
    struct tdm_load_answer a =
        load_of(load_standing(mem, USUAL, PRESCRIBED("lift 3x10, 30 kg, effort 2"), "2026-03-06"), "lift");
    CHECK_INT(a.one_rm.state, TDM_OWN_MISSING);
    CHECK(a.prescribed_load.needs_basis);
    CHECK_INT(a.best.state, TDM_OWN_NOT_ASKED);
    CHECK_CLASS(PRESCRIBED("lift 3x10, 30 kg, effort 2") RM("03-05", "40"), "2026-03-06", "lift",
                "high"); /* the higher */
}

TEST("a 1RM counts through its last day and not a day longer, and a stale one says how old it is [M27 M10]") {
    /* prescribed on 5 March: 6 weeks before is 22 January */
    CHECK_CLASS(PRESCRIBED("lift 3x10, 30 kg") RM("01-22", "40"), "2026-03-06", "lift", "high");
    CHECK_CLASS(PRESCRIBED("lift 3x10, 30 kg") RM("01-21", "40"), "2026-03-06", "lift", "unknown");
    struct tdm_own own =
        load_of(load_standing(mem, USUAL, PRESCRIBED("lift 3x10, 30 kg") RM("01-21", "40"), "2026-03-05"), "lift")
            .one_rm;
    CHECK_INT(own.state, TDM_OWN_STALE);
    CHECK_INT(own.age_days, 43);
    CHECK_INT(own.most_days, 42);
}

TEST("the 1RM of the other side, of another hand than the therapist's, or not yet known does not count [M37 M38 M20]") {
    CHECK_CLASS(PRESCRIBED("lift 3x10, 30 kg") "2026-03-05 09:00 assess by therapist-a\n  lift-1rm left 40 kg\n",
                "2026-03-06", "lift", "unknown");
    CHECK_CLASS(PRESCRIBED("lift 3x10, 30 kg") "2026-03-05 09:00 diary by p-1\n  lift-1rm right 40 kg\n", "2026-03-06",
                "lift", "unknown");
    const struct tdm_case *episode =
        load_case(mem, USUAL,
                  PRESCRIBED("lift 3x10, 30 kg") "2026-03-05 09:00 assess by therapist-a, recorded 2026-03-08T08:00Z\n "
                                                 " lift-1rm right 40 kg\n");
    CHECK(!load_of(standing_known(mem, episode, "2026-03-07", "2026-03-07T12:00Z"), "lift").prescribed_load.known);
    CHECK(load_of(standing_on(mem, episode, "2026-03-07"), "lift").prescribed_load.known);
}

TEST("body mass and a best of its own are what other loads are compared with [N8 F028]") {
    CHECK_CLASS(PRESCRIBED("rise 3x10, added 8 kg") "2026-03-05 09:00 diary by p-1\n  body-mass 80 kg\n", "2026-03-06",
                "rise", "moderate"); /* 10% */
    CHECK_CLASS(PRESCRIBED("rise 3x10, added 16.5 kg") "2026-03-05 09:00 diary by p-1\n  body-mass 80 kg\n",
                "2026-03-06", "rise", "high");
    CHECK_CLASS(PRESCRIBED("rise 3x10, added 8 kg"), "2026-03-06", "rise", "unknown");
    CHECK_CLASS(PRESCRIBED("rise 3x10, added 0 kg"), "2026-03-06", "rise", "low"); /* nothing is 0% of any mass */
    CHECK_CLASS(PRESCRIBED("hang 3x10, 20 kg") "2026-03-05 09:00 assess by therapist-a\n  hang-best 40 kg\n",
                "2026-03-06", "hang", "high");
    CHECK_CLASS(PRESCRIBED("hang 3x10, 19.9 kg") "2026-03-05 09:00 assess by therapist-a\n  hang-best 40 kg\n",
                "2026-03-06", "hang", "low");
}

TEST("a session is judged by the 1RM of its day, also when a later one would make it lighter [M48]") {
    const char *entries =
        PRESCRIBED("lift 3x10, 30 kg") RM("03-05", "40") DONE("06", "lift 3x10, 30 kg", "1") RM("03-20", "120");
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, entries, "2026-03-21"), "lift");
    CHECK_STR(kilos(mem, true, a.one_rm.value), "120 kg");
    CHECK_INT(a.done_load.load_class, 4);
}

TEST("a dose says effort, repetitions left, 15RM, tempo, rest and a share of the 1RM, each bound to the exercise "
     "[F028 S22]") {
    const struct tdm_standing *s = load_standing(
        mem, USUAL, PRESCRIBED("rig 4 sets, 15RM, effort 6.5, rir 2, tempo 6 s, rest 2 min, intensity 60%"),
        "2026-03-06");
    const struct tdm_dose_value *values = s->episode->chart->doses[load_of(s, "rig").prescribed].values;
    static const char *const wanted[] = {"4", "unknown", "unknown", "6.5", "15", "2", "6 s", "120 s", "60%"};
    for (size_t i = 0; i < TDM_COUNT(wanted); i++)
        CHECK_STR(kilos(mem, values[i].given, values[i].quantity), wanted[i]);
}

TEST("week by week the ceiling, what is prescribed and what was done stand beside each other [S47 S85 F035]") {
    const char *entries = PRESCRIBED("rig 3x10, 30 kg") DONE("06", "rig 3x10, 30 kg", "1")
        DONE("17", "rig 3x10, 70 kg", "1") "2026-03-18 09:00 statement \"image\" by physician-a, load at most low\n";
    uint32_t count;
    const struct tdm_load_week *weeks = tdm_load_weeks(mem, load_standing(mem, USUAL, entries, "2026-03-20"), &count);
    REQUIRE(count == 11); /* from 5 January, a Monday; the last week has five days */
    CHECK_DATE(weeks[10].from, "2026-03-16");
    CHECK_DATE(weeks[10].until, "2026-03-20");
    CHECK_INT(weeks[8].allowed, 4);
    CHECK_INT(weeks[8].prescribed, 3);
    CHECK_INT(weeks[8].done, 3);
    CHECK_INT(weeks[9].done, -1);
    CHECK_INT(weeks[10].allowed, 2);
    CHECK_INT(weeks[10].done, 4);
    CHECK_INT(weeks[0].prescribed, -1);
    CHECK(tdm_load_weeks(mem, load_standing(mem, USUAL, entries, "2026-01-04"), &count) == NULL);
    CHECK_INT(count, 0);
}

TEST("a session lighter than its prescription leaves the prescription to count, and one that cannot be told is said "
     "[S47 F035 N8]") {
    const char *even = PRESCRIBED("rig 3x10, 30 kg") LIMIT("moderate");
    CHECK_HEADROOM(joined(mem, even, DONE("06", "rig 3x10, 10 kg", "1")), "2026-03-06", "rig", "at the ceiling");
    CHECK_HEADROOM(joined(mem, even, DONE("06", "rig 3x10", "1")), "2026-03-06", "rig", "cannot tell");
    static const char other[] = LIMIT("moderate") "2026-03-07 09:00 prescribe by therapist-a\n  curl 3x10, 5 kg\n";
    const char *dropped = joined(mem, PRESCRIBED("rig 3x10, 30 kg"), DONE("06", "rig 3x10, 10 kg", "1"));
    CHECK_HEADROOM(joined(mem, dropped, other), "2026-03-08", "rig", "headroom"); /* done, and prescribed no more */
}

TEST("every exercise that was raised without its rule is told, in the order of days among the other deviations "
     "[M80 M125]") {
    const char *entries = joined(mem, PRESCRIBED("rig 3x10, 30 kg\n  lift 3x10, 30 kg, effort 2"),
                                 "2026-03-06 17:00 session by p-1\n  rig 3x10, 40 kg\n  pain-during 1\n"
                                 "2026-03-07 17:00 session by p-1\n  lift 3x10, 35 kg\n  pain-during 1\n"
                                 "2026-03-08 17:00 session by p-1\n  rig 3x10, 41 kg\n  pain-during 1\n"
                                 "2026-03-09 09:00 override start-loading by physician-a, because \"seen\"\n"
                                 "2026-03-09 10:00 clear resume by therapist-a\n");
    const struct tdm_standing *s = load_standing(mem, USUAL, entries, "2026-03-10");
    CHECK_INT(deviations_of(s, "load-raised-without-rule", NULL), 3);
    CHECK_INT(s->loads.raised_count, 3);
    for (uint32_t i = 1; i < s->deviation_count; i++) CHECK(s->deviations[i - 1].date.day <= s->deviations[i].date.day);
    CHECK(s->deviation_count > 4);
}
