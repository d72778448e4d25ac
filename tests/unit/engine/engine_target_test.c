/* engine_target_test.c - what a step of a rule means in kilograms, when it fires and when it does not. */
#include "load_ground.h"

/* Goes on by what is felt on a day, without a session. */
#define FELT                                                                                                           \
    "progress heavier\n  for rig\n  in loading\n  stop when open flag  [own]\n"                                        \
    "  advance when pain at most 3, latest within 7 days  [own]\n  otherwise hold  [own]\n"

#define RIG30 PRESCRIBED("rig 3x10, 30 kg, 3 times a week")

TEST("two whole sessions without pain raise the load by the step, towards less, to a weight there is "
     "[M73 M81 F029 S75]") {
    CHECK_TARGET(USUAL, RIG30, "2026-03-06", "30 kg no-session");
    CHECK_TARGET(USUAL, RIG30 DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-07", "30 kg otherwise");
    CHECK_TARGET(USUAL, RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"), "2026-03-09",
                 "31 kg advanced");
    CHECK_TARGET(USUAL, RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"), "2026-04-14",
                 "31 kg advanced"); /* the last day of the phase */
}

TEST("a step on is not said any more once the days of the phase are over, also after a session inside them [M75]") {
    const char *two = RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1");
    CHECK_TARGET(USUAL, two, "2026-04-14", "31 kg advanced");
    CHECK_TARGET(USUAL, two, "2026-04-15", "30 kg otherwise"); /* six weeks after 2026-03-04 */
    const char *fresh = LOAD_BEGUN "2026-04-10 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg\n";
    const struct tdm_standing *s =
        load_standing(mem, FELT, joined(mem, fresh, "2026-04-13 diary by p-1\n  pain 1\n"), "2026-04-14");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_ADVANCE);
    s = load_standing(mem, FELT, joined(mem, fresh, "2026-04-13 diary by p-1\n  pain 1\n"), "2026-04-15");
    REQUIRE(s->change_count == 1);
    CHECK_INT(s->changes[0].step, TDM_STEP_HOLD);
}

TEST("a session of an untimed prescription's day counts towards going on, measured by the new dose [M18 M73]") {
#define UNTIMED LOAD_BEGUN "2026-03-05 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n"
#define TIMED   LOAD_BEGUN "2026-03-05 18:00 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n"
    CHECK_TARGET(USUAL, UNTIMED DONE("05", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"), "2026-03-09",
                 "31 kg advanced");
    CHECK_TARGET(USUAL, UNTIMED DONE("05", "rig 3x10, 28 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"), "2026-03-09",
                 "30 kg otherwise"); /* not the prescribed load */
    CHECK_TARGET(USUAL, TIMED DONE("05", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"), "2026-03-09",
                 "30 kg otherwise"); /* times put it before */
}

TEST("a person's word on what waited stays that, also when a lower ceiling is why the target is lower [M71 M76]") {
    const char *waits = RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1");
    const char *said =
        joined(mem, waits, "2026-03-10 10:00 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n");
    const char *low = joined(mem, said, "2026-03-11 09:00 statement \"image\" by physician-a, load at most low\n");
    const char *const charts[] = {said, low};
    for (size_t i = 0; i < TDM_COUNT(charts); i++) {
        const struct tdm_standing *s = load_standing(mem, LOAD_RULE("advance"), charts[i], "2026-03-12");
        REQUIRE(s->change_count == 1);
        CHECK_INT(s->changes[0].step, TDM_STEP_HOLD);
    }
}

TEST("progression never fires on finishing, on zero sets or on one good set [F030 complaint-15]") {
    const char *first = RIG30 DONE("06", "rig 3x10, 30 kg", "1");
    static const char *const second[] = {
        DONE("09", "rig 10 reps 30 kg", "1"),                                 /* one good set of three */
        DONE("09", "rig 10 reps 30 kg, 10 reps 30 kg", "1"),                  /* two of three */
        DONE("09", "rig 10 reps 30 kg, 10 reps 30 kg, 9 reps 30 kg", "1"),    /* a repetition short */
        DONE("09", "rig 10 reps 30 kg, 10 reps 30 kg, 10 reps 29.5 kg", "1"), /* a set lighter */
        DONE("09", "rig 10 reps 30 kg, 10 reps 30 kg, 10 reps 30 kg stopped \"tired\"", "1"),
        DONE("09", "rig 0 sets", "1"),
        DONE("09", "rig partial 3x10, 30 kg", "1"),
        DONE("09", "rig could-not, because \"swollen\"", "1"),
        DONE("09", "rig declined, because \"busy\"", "1"),
    };
    for (size_t i = 0; i < TDM_COUNT(second); i++) {
        tdm_str entries = case_joined(mem, first, second[i]);
        CHECK_TARGET(USUAL, tdm_arena_str(mem, entries).at, "2026-03-10", "30 kg otherwise");
    }
    CHECK_TARGET(USUAL, RIG30 "2026-03-09 17:00 session by p-1\n  pain-during 1\n", "2026-03-10", "30 kg no-session");
}

TEST("the load done counts, not the one prescribed: a base lighter than the target gives a smaller step "
     "[F029 complaint-15]") {
    /* nothing prescribed in numbers: what was lifted is the base, and the lightest set counts */
    const char *entries = PRESCRIBED("rig 3x10, effort 4") DONE("06", "rig 3x10, 40 kg", "1")
        DONE("16", "rig 10 reps 44 kg, 10 reps 42 kg, 10 reps 40 kg", "1");
    CHECK_TARGET(USUAL, entries, "2026-03-16", "42 kg advanced");
}

TEST("every limit of the pain rule falls on its own side [M75 F031 S76]") {
    const char *first = RIG30 DONE("06", "rig 3x10, 30 kg", "2");
    CHECK_TARGET(USUAL, joined(mem, first, DONE("09", "rig 3x10, 30 kg", "2")), "2026-03-10", "31 kg advanced");
    CHECK_TARGET(USUAL, joined(mem, first, DONE("09", "rig 3x10, 30 kg", "3")), "2026-03-10", "30 kg held");
    CHECK_TARGET(USUAL, joined(mem, first, DONE("09", "rig 3x10, 30 kg", "5")), "2026-03-10", "30 kg held");
    CHECK_TARGET(USUAL, joined(mem, first, DONE("09", "rig 3x10, 30 kg", "6")), "2026-03-10", "24 kg regressed");
    CHECK_TARGET(USUAL, joined(mem, first, "2026-03-09 17:00 session by p-1\n  rig 3x10, 30 kg\n"), "2026-03-10",
                 "30 kg otherwise"); /* not asked is not "no pain" */
}

TEST("an open flag stops, before every other step [M75 M96]") {
    const char *entries = RIG30 DONE("06", "rig 3x10, 30 kg", "1")
        DONE("09", "rig 3x10, 30 kg", "1") "2026-03-10 09:00 flag flare raised by therapist-a\n";
    CHECK_TARGET(USUAL, entries, "2026-03-10", "30 kg stopped");
    CHECK_TARGET(USUAL, entries, "2026-03-09", "31 kg advanced");
}

#define TWO(dose, exercise)                                                                                            \
    PRESCRIBED(exercise " " dose) DONE("06", exercise " " dose, "1") DONE("09", exercise " " dose, "1")

TEST("a step that no weight can take stays, and names the next weight there is [N10 F033]") {
    const struct tdm_standing *s =
        load_standing(mem, LOAD_RULE("advance load by 5%"), TWO("3x10, 30 kg, effort 2", "lift"), "2026-03-09");
    struct tdm_load_answer a = load_of(s, "lift");
    CHECK_STR(tdm_str_of(tdm_target_why_id(a.target.why)),
              "step-too-large"); /* 31.5 kg does not exist, 32.5 kg is 8.3% */
    CHECK_STR(kilos(mem, true, a.target.next_step), "32.5 kg");
    CHECK_STR(
        target_of(mem, LOAD_RULE("advance load by 10%"), TWO("3x10, 30 kg, effort 2", "lift"), "2026-03-09", "lift"),
        "32.5 kg advanced");
    CHECK_STR(
        target_of(mem, LOAD_RULE("advance load by 5%"), TWO("3x10, 50 kg, effort 2", "lift"), "2026-03-09", "lift"),
        "52.5 kg advanced"); /* exactly */
    CHECK_STR(target_of(mem, LOAD_RULE("advance load by 5%"), TWO("3x10, 30 kg", "free"), "2026-03-09", "free"),
              "31.5 kg advanced"); /* no steps declared: every weight exists */
}

TEST("a cap of a week allows what is exactly it and nothing above, against the target seven days before "
     "[M77 M23 F033]") {
    const char *exactly = LOAD_RULE("advance load by 10%, at most 10% a week");
    const char *less = LOAD_RULE("advance load by 10%, at most 9.9% a week");
    CHECK_TARGET(exactly, TWO("3x10, 40 kg", "rig"), "2026-03-09", "44 kg advanced");
    CHECK_TARGET(less, TWO("3x10, 40 kg", "rig"), "2026-03-09", "43 kg advanced-to-the-cap");
    CHECK_TARGET(LOAD_RULE("advance load by 10%, at most 2% a week"), TWO("3x10, 40 kg", "rig"), "2026-03-09",
                 "40 kg cap");
}

TEST("within seven days the cap counts from the load of a week before, on the eighth from the new one [M77 M23]") {
    const char *rule = LOAD_RULE("advance load by 10%, at most 10% a week");
    const char *entries =
        TWO("3x10, 40 kg", "rig") DONE("12", "rig 3x10, 44 kg", "1") DONE("14", "rig 3x10, 44 kg", "1");
    CHECK_TARGET(rule, entries, "2026-03-14", "44 kg cap");      /* a week before: 40 kg */
    CHECK_TARGET(rule, entries, "2026-03-16", "44 kg cap");      /* a week before is the day of the step itself */
    CHECK_TARGET(rule, entries, "2026-03-17", "48 kg advanced"); /* a week before: 44 kg */
}

TEST("where the load of a week before is not known, a cap cannot be told and the therapist is asked "
     "[M121 F033 complaint-17]") {
    const char *gap = PRESCRIBED("rig 3x10, effort 4") DONE("06", "rig 3x10", "1") DONE("12", "rig 3x10, 40 kg", "1");
    CHECK_TARGET(USUAL, gap, "2026-03-14", "unknown cap-cannot-tell");
    CHECK_TARGET(USUAL, gap, "2026-03-20", "42 kg advanced"); /* a week before: 40 kg, on record */
}

TEST("between its bounds a cap cannot be told; only the lower bound of the rise breaks it [M121]") {
    /* a week before, sets of 40 to 42 kg: 10% more is 44 to 46.2 kg */
#define SPREAD(later)                                                                                                  \
    PRESCRIBED("rig 3x10, effort 4")                                                                                   \
    DONE("06", "rig 10 reps 40 kg, 10 reps 42 kg, 10 reps 42 kg", "1") DONE("13", "rig 3x10, " later, "1")
    const char *rule = LOAD_RULE("advance load by 10%, at most 10% a week");
    CHECK_TARGET(rule, SPREAD("40 kg"), "2026-03-14", "44 kg advanced");
    CHECK_TARGET(rule, SPREAD("41 kg"), "2026-03-14", "unknown cap-cannot-tell");   /* 45.1 */
    CHECK_TARGET(rule, SPREAD("42 kg"), "2026-03-14", "unknown cap-cannot-tell");   /* 46.2, the upper end itself */
    CHECK_TARGET(rule, SPREAD("43 kg"), "2026-03-14", "44 kg advanced-to-the-cap"); /* 47.3: broken for sure */
}

TEST("no rule goes above the ceiling: it goes to it, and then stays because of it [S44 S48 S54 F034 M71]") {
    const char *limit = "2026-03-05 09:00 statement \"image\" by physician-a, load at most moderate\n";
    tdm_str at57 = case_joined(mem, TWO("3x10, 57 kg", "rig"), limit),
            at59 = case_joined(mem, TWO("3x10, 59 kg", "rig"), limit);
    CHECK_TARGET(USUAL, tdm_arena_str(mem, at57).at, "2026-03-09", "59 kg advanced");
    CHECK_TARGET(USUAL, joined(mem, TWO("3x10, 58 kg", "rig"), limit), "2026-03-09",
                 "59 kg advanced-to-the-ceiling"); /* 60 kg is where heavy begins */
    CHECK_TARGET(USUAL, tdm_arena_str(mem, at59).at, "2026-03-09", "59 kg ceiling");
    CHECK_TARGET(USUAL, TWO("3x10, 59 kg", "rig"), "2026-03-09", "61 kg advanced"); /* without that limit */
}

TEST("a ceiling that falls later takes the target down with it [S46 M71 M72]") {
    const char *entries =
        TWO("3x10, 59 kg", "rig") "2026-03-20 09:00 statement \"image\" by physician-a, load at most low\n";
    CHECK_TARGET(USUAL, entries, "2026-03-19", "61 kg advanced");
    CHECK_TARGET(USUAL, entries, "2026-03-20", "19 kg ceiling");
}

TEST("a load whose class cannot be told does not go up where there is a ceiling [N8 M75]") {
    CHECK_STR(target_of(mem, LOAD_RULE("advance load by 10%"), TWO("3x10, 30 kg", "lift"), "2026-03-09", "lift"),
              "30 kg class-cannot-tell");
    const char *measured = "2026-03-05 09:00 assess by therapist-a\n  lift-1rm right 60 kg\n";
    CHECK_STR(target_of(mem, LOAD_RULE("advance load by 10%"), joined(mem, TWO("3x10, 30 kg", "lift"), measured),
                        "2026-03-09", "lift"),
              "32.5 kg advanced");
    CHECK_STR(target_of(mem, LOAD_RULE("advance load by 10%"), TWO("3x10, 30 kg", "curl"), "2026-03-09", "curl"),
              "33 kg advanced"); /* does not load the knee: no ceiling binds it [M70] */
}

TEST("a target that was not lifted yet is not raised: two whole sessions below it leave it where it is [N10 M76]") {
    const char *entries =
        TWO("3x10, 30 kg", "rig") DONE("11", "rig 3x10, 30 kg", "1") DONE("13", "rig 3x10, 30 kg", "1");
    CHECK_TARGET(USUAL, entries, "2026-03-13", "31 kg not-reached");
}

TEST("a step in kilograms goes up and down by as much, with a cap of its own in a week [F029 M77]") {
    const char *rule = LOAD_RULE("advance load by 5 kg, at most 5 kg a week");
    CHECK_TARGET(rule, TWO("3x10, 30 kg", "rig"), "2026-03-09", "35 kg advanced");
    CHECK_TARGET(LOAD_RULE("advance load by 5 kg, at most 4.9 kg a week"), TWO("3x10, 30 kg", "rig"), "2026-03-09",
                 "34 kg advanced-to-the-cap");
    const char *down =
        "progress lighter\n  for rig\n  in loading\n"
        "  regress load by 5 kg when pain-during above 5, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    CHECK_TARGET(down, RIG30 DONE("06", "rig 3x10, 30 kg", "6"), "2026-03-06", "25 kg regressed");
    CHECK_TARGET(down, PRESCRIBED("rig 3x10, 3 kg") DONE("06", "rig 3x10, 3 kg", "6"), "2026-03-06", "0 kg regressed");
}

TEST("a step back takes the load down, rests, and the next rise needs its whole evidence anew [F032 M76]") {
    const char *back = TWO("3x10, 30 kg", "rig") DONE("11", "rig 3x10, 31 kg", "6");
    const struct tdm_standing *s = load_standing(mem, USUAL, back, "2026-03-12");
    struct tdm_load_answer a = load_of(s, "rig");
    CHECK_STR(kilos(mem, true, a.target.load), "24 kg"); /* 31 less 20% is 24.8 */
    CHECK_STR(kilos(mem, true, a.target.was), "31 kg");
    CHECK_DATE(a.target.not_before, "2026-03-14"); /* two days off: the 12th and the 13th */
    const char *one = TWO("3x10, 30 kg", "rig") DONE("11", "rig 3x10, 31 kg", "6") DONE("14", "rig 3x10, 30 kg", "1");
    const char *two = TWO("3x10, 30 kg", "rig") DONE("11", "rig 3x10, 31 kg", "6") DONE("14", "rig 3x10, 30 kg", "1")
        DONE("16", "rig 3x10, 30 kg", "1");
    CHECK_TARGET(USUAL, one, "2026-03-15", "24 kg otherwise"); /* the sessions before the step back do not count */
    CHECK_TARGET(USUAL, two, "2026-03-16", "25 kg advanced");  /* from 24 kg, not from the 30 kg done */
    CHECK_DATE(load_of(load_standing(mem, USUAL, one, "2026-03-15"), "rig").target.not_before, "none");
}

TEST("a step back from a lighter session starts from what was really lifted [N10]") {
    CHECK_TARGET(USUAL, PRESCRIBED("rig 3x10, effort 4") DONE("06", "rig 3x10, 20 kg", "6"), "2026-03-07",
                 "16 kg regressed");
    CHECK_TARGET(USUAL, PRESCRIBED("rig 3x10, effort 4") DONE("06", "rig could-not, because \"pain\"", "6"),
                 "2026-03-07", "unknown no-base");
}

TEST("one session applies its rule once, however often it is asked [M76]") {
    const char *three = TWO("3x10, 30 kg", "rig") DONE("11", "rig 3x10, 31 kg", "1");
    CHECK_TARGET(USUAL, TWO("3x10, 30 kg", "rig"), "2026-03-10", "31 kg advanced");
    CHECK_TARGET(USUAL, TWO("3x10, 30 kg", "rig"), "2026-03-30", "31 kg advanced");
    CHECK_TARGET(USUAL, three, "2026-03-12", "31 kg otherwise"); /* one session at 31 kg is not two */
    CHECK_TARGET(USUAL, joined(mem, three, DONE("18", "rig 3x10, 31 kg", "1")), "2026-03-18", "32 kg advanced");
}

TEST("a load raised without the rule is told, and is no base [M80]") {
    const char *entries =
        RIG30 DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 10 reps 30 kg, 10 reps 30 kg, 10 reps 40 kg", "1");
    const struct tdm_standing *s = load_standing(mem, USUAL, entries, "2026-03-09");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "load-raised-without-rule", &d) == 1);
    CHECK_STR(number_of(mem, d->reason.value), "40 kg");
    CHECK_STR(number_of(mem, d->reason.limit), "30 kg");
    CHECK_DATE(d->date, "2026-03-09");
    CHECK_TARGET(USUAL, RIG30 DONE("06", "rig 3x10, 40 kg", "1") DONE("09", "rig 3x10, 40 kg", "1"), "2026-03-09",
                 "31 kg advanced");
    CHECK_INT(deviations_of(
                  load_standing(mem, USUAL, TWO("3x10, 30 kg", "rig") DONE("11", "rig 3x10, 31 kg", "1"), "2026-03-12"),
                  "load-raised-without-rule", NULL),
              0);
}

TEST("the prescription stays what was prescribed; only the target moves [M81 complaint-16]") {
    const struct tdm_standing *s = load_standing(mem, USUAL, TWO("3x10, 30 kg", "rig"), "2026-03-09");
    struct tdm_load_answer a = load_of(s, "rig");
    REQUIRE(a.prescribed != UINT32_MAX && a.done != UINT32_MAX);
    CHECK_STR(kilos(mem, true, s->episode->chart->doses[a.prescribed].values[2].quantity), "30 kg");
    CHECK_STR(kilos(mem, true, s->episode->chart->doses[a.done].values[2].quantity), "30 kg");
    CHECK_STR(kilos(mem, true, a.target.load), "31 kg");
    CHECK_STR(kilos(mem, true, a.target.was), "30 kg");
    CHECK(s->episode->chart->doses[a.prescribed].prescribed && !s->episode->chart->doses[a.done].prescribed);
}

TEST("a new load prescribed begins anew; the same one prescribed again changes nothing [M81]") {
    CHECK_TARGET(USUAL, TWO("3x10, 30 kg", "rig") "2026-03-10 09:00 prescribe by therapist-a\n  rig 3x10, 28 kg\n",
                 "2026-03-10", "28 kg no-session");
    CHECK_TARGET(USUAL, TWO("3x10, 30 kg", "rig") "2026-03-10 09:00 prescribe by therapist-a\n  rig 3x10, 30 kg\n",
                 "2026-03-10", "31 kg advanced");
}

#define IN_PLAN(sets) USUAL "plan weekly\n  for rig\n  in loading\n  3 times a week" sets "  [own]\n"

TEST("where the prescription names no number of sets, those of the plan are what every set done asks for [M74 M81]") {
    static const char rm[] = PRESCRIBED("rig 15RM, 30 kg");
    tdm_str two = case_joined(mem, rm, DONE("06", "rig 2x10, 30 kg", "1") DONE("09", "rig 2x10, 30 kg", "1"));
    tdm_str three = case_joined(mem, rm, DONE("06", "rig 3x10, 30 kg", "1") DONE("09", "rig 3x10, 30 kg", "1"));
    const char *short_of = tdm_arena_str(mem, two).at, *whole = tdm_arena_str(mem, three).at;
    CHECK_TARGET(IN_PLAN(", 3 sets"), short_of, "2026-03-09", "30 kg otherwise");
    CHECK_TARGET(IN_PLAN(", 3 sets"), whole, "2026-03-09", "31 kg advanced");
    CHECK_TARGET(IN_PLAN(", 4 sets"), whole, "2026-03-09", "30 kg otherwise");
    CHECK_TARGET(IN_PLAN(""), short_of, "2026-03-09", "31 kg advanced"); /* nobody says how many */
    /* a person who names the number is not overruled by the plan */
    CHECK_TARGET(IN_PLAN(", 4 sets"), TWO("3x10, 30 kg", "rig"), "2026-03-09", "31 kg advanced");
}

TEST("sets written one by one are counted against the plan, and the plan of another exercise or phase says nothing "
     "[M74]") {
    static const char rm[] = PRESCRIBED("rig 15RM, 30 kg");
#define LISTED "rig 10 reps 30 kg, 10 reps 30 kg"
    tdm_str two = case_joined(mem, rm, DONE("06", LISTED, "1") DONE("09", LISTED, "1"));
    const char *entries = tdm_arena_str(mem, two).at;
    CHECK_TARGET(IN_PLAN(", 2 sets"), entries, "2026-03-09", "31 kg advanced");
    CHECK_TARGET(IN_PLAN(", 3 sets"), entries, "2026-03-09", "30 kg otherwise");
    CHECK_TARGET(USUAL "plan weekly\n  for lift\n  in loading\n  3 times a week, 3 sets  [own]\n", entries,
                 "2026-03-09", "31 kg advanced");
    CHECK_TARGET(USUAL "plan weekly\n  for rig\n  in protect\n  3 times a week, 3 sets  [own]\n", entries, "2026-03-09",
                 "31 kg advanced");
    CHECK_TARGET(USUAL "plan weekly\n  for rig\n  3 times a week, 3 sets  [own]\n  by week of loading\n"
                       "    week 1 15RM  [own]\n",
                 entries, "2026-03-09", "30 kg otherwise");
}

#define STOP_RULE                                                                                                      \
    "progress careful\n  for rig, lift, free, rise, hang, curl\n  in loading\n"                                        \
    "  stop, rest 2 days when pain-during at least 8, last 1 sessions  [own]\n  otherwise hold  [own]\n"
#define AGAIN(dose) "2026-03-07 10:00 prescribe by therapist-a\n  rig " dose "\n"

/* What the rule says of the exercise that day: the step's kind, or -1. */
static int said_of(struct tdm_arena *mem, const char *rule, const char *entries, const char *on) {
    const struct tdm_standing *s = load_standing(mem, rule, entries, on);
    return s->change_count == 0 ? -1 : (int)s->changes[0].step;
}

TEST("a stop holds until a person prescribes again, also the same load; then the next session is judged anew "
     "[M75 M76 M54]") {
    const char *stop = RIG30 DONE("06", "rig 3x10, 30 kg", "8");
    const char *same = RIG30 DONE("06", "rig 3x10, 30 kg", "8") AGAIN("3x10, 30 kg");
    CHECK_TARGET(STOP_RULE, stop, "2026-03-20", "30 kg stopped"); /* time alone lifts nothing */
    CHECK_INT(said_of(mem, STOP_RULE, stop, "2026-03-20"), TDM_STEP_STOP);
    CHECK_TARGET(STOP_RULE, same, "2026-03-07", "30 kg no-session");
    CHECK_INT(said_of(mem, STOP_RULE, same, "2026-03-07"), TDM_STEP_HOLD);
    CHECK_TARGET(STOP_RULE, joined(mem, same, DONE("09", "rig 3x10, 30 kg", "8")), "2026-03-09", "30 kg stopped");
    CHECK_TARGET(STOP_RULE, joined(mem, same, DONE("09", "rig 3x10, 30 kg", "7")), "2026-03-09", "30 kg otherwise");
}

TEST("nothing goes on under a stop that came after the session, until it is lifted [M75 M76]") {
    const char *two = TWO("3x10, 30 kg", "rig");
    const char *held = joined(mem, two, "2026-03-10 09:00 hold loading by physician-a, because \"Scan\"\n");
    const char *again = joined(mem, held, "2026-03-11 09:00 resume loading by physician-a\n");
    CHECK_INT(said_of(mem, USUAL, two, "2026-03-10"), TDM_STEP_ADVANCE);
    CHECK_INT(said_of(mem, USUAL, held, "2026-03-10"), TDM_STEP_HOLD);
    CHECK_TARGET(USUAL, held, "2026-03-10", "19 kg ceiling"); /* of the phase before it */
    CHECK_INT(said_of(mem, USUAL, again, "2026-03-11"), TDM_STEP_ADVANCE);
}

TEST("of two sessions of a day in an order nobody can tell each could be the last: the one that stops counts, and a "
     "load "
     "goes down once [M73 M18 M76]") {
    const char *bad = RIG30 DONE("06", "rig 3x10, 30 kg", "8"), *good = RIG30 DONE("06", "rig 3x10, 30 kg", "1");
    const char *timed = joined(mem, bad, "2026-03-06 18:00 session by p-1\n  rig 3x10, 30 kg\n  pain-during 1\n");
    const char *untold = joined(mem, bad, "2026-03-06 session by p-1\n  rig 3x10, 30 kg\n  pain-during 1\n");
    const char *other = joined(mem, good, "2026-03-06 session by p-1\n  rig 3x10, 30 kg\n  pain-during 8\n");
    const char *silent = joined(mem, good, "2026-03-06 session by p-1\n  rig 3x10, 30 kg\n");
    CHECK_INT(said_of(mem, STOP_RULE, timed, "2026-03-07"), TDM_STEP_HOLD);
    CHECK_INT(said_of(mem, STOP_RULE, untold, "2026-03-07"), TDM_STEP_STOP);
    CHECK_INT(said_of(mem, STOP_RULE, other, "2026-03-07"), TDM_STEP_STOP);
    CHECK_INT(said_of(mem, STOP_RULE, silent, "2026-03-07"), TDM_STEP_HOLD); /* unknown stops nothing */
    CHECK_INT(said_of(mem, USUAL, untold, "2026-03-07"), TDM_STEP_HOLD);
    CHECK_TARGET(USUAL, untold, "2026-03-07", "24 kg otherwise"); /* taken down by the first, not again by the second */
    CHECK_INT(said_of(mem, USUAL, joined(mem, silent, DONE("09", "rig 3x10, 30 kg", "1")), "2026-03-09"),
              TDM_STEP_HOLD);
}

TEST("what waits for a person is answered by a prescription without a weight as well [M76]") {
    const char *back =
        "progress careful\n  for rig\n  in loading\n  regress when pain-during at least 8, last 1 sessions  [own]\n"
        "  otherwise hold  [own]\n";
    const char *entries = PRESCRIBED("rig 3x10, effort 4") DONE("06", "rig 3x10, effort 4", "8");
    CHECK_TARGET(back, entries, "2026-03-20", "unknown go-back");
    CHECK_TARGET(back, joined(mem, entries, AGAIN("3x8, effort 3")), "2026-03-20", "unknown no-session");
    CHECK_TARGET(USUAL, TWO("3x10, 30 kg", "rig") AGAIN("3x10, 30 kg"), "2026-03-09", "31 kg advanced");
}

TEST("the same dose prescribed again judges no session: a flag raised since stops it, and only a prescription after "
     "that "
     "answers [M75 M76 M81]") {
    const char *again = RIG30 DONE("06", "rig 3x10, 30 kg", "1") AGAIN("3x10, 30 kg, 3 times a week");
    const char *raised = joined(mem, again, "2026-03-09 09:00 flag flare raised by therapist-a\n");
    CHECK_INT(said_of(mem, USUAL, again, "2026-03-10"), TDM_STEP_HOLD);
    CHECK_INT(said_of(mem, USUAL, raised, "2026-03-10"), TDM_STEP_STOP);
    CHECK_TARGET(USUAL, raised, "2026-03-10", "30 kg stopped");
    CHECK_TARGET(STOP_RULE, joined(mem, RIG30 DONE("06", "rig 3x10, 30 kg", "8"), AGAIN("3x10, 30 kg, 3 times a week")),
                 "2026-03-10", "30 kg no-session");
    const char *closed = joined(mem, raised,
                                "2026-03-10 09:00 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n"
                                "2026-03-11 11:00 flag flare closed by physician-a\n");
    CHECK_TARGET(USUAL, closed, "2026-03-12", "30 kg no-session");
}

TEST("a prescription of the same dose without a time, on the day of a session, judges it no earlier [M18 M76]") {
    static const char rule[] = "progress mornings\n  for rig\n  in loading\n"
                               "  advance when next-rise at most 0, last 1 sessions  [own]\n  otherwise hold  [own]\n";
    const char *felt = RIG30 "2026-03-09 08:00 diary by p-1\n  pain-now 1\n2026-03-10 08:00 diary by p-1\n"
                             "  pain-now 1\n" DONE("09", "rig 3x10, 30 kg", "1");
    const char *untimed = joined(mem, felt, "2026-03-09 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n");
    const char *later =
        joined(mem, felt, "2026-03-10 09:00 prescribe by therapist-a\n  rig 3x10, 30 kg, 3 times a week\n");
    CHECK_TARGET(rule, felt, "2026-03-10", "30 kg go-on");
    CHECK_TARGET(rule, untimed, "2026-03-10", "30 kg go-on");
    CHECK_TARGET(rule, later, "2026-03-10", "30 kg no-session"); /* the person's word on it */
}

TEST("a ceiling that falls after a stop takes the load down and leaves the stop as the reason [M75 S46]") {
    const char *entries = PRESCRIBED("rig 3x10, 59 kg")
        DONE("06", "rig 3x10, 59 kg", "8") "2026-03-08 09:00 statement \"image\" by physician-a, load at most low\n";
    CHECK_TARGET(STOP_RULE, entries, "2026-03-07", "59 kg stopped");
    CHECK_TARGET(STOP_RULE, entries, "2026-03-08", "19 kg stopped");
}

TEST("where no rule speaks, nothing moves, and that is the reason [F029]") {
    CHECK_TARGET("", TWO("3x10, 30 kg", "rig"), "2026-03-09", "30 kg no-rule");
}

TEST("a step without a number leaves the next step to a person [M75]") {
    CHECK_TARGET(LOAD_RULE("advance"), TWO("3x10, 30 kg", "rig"), "2026-03-09", "30 kg go-on");
}

TEST("what a session is judged by is what was known of it by the next one [M48 M73]") {
    const char *late = RIG30 DONE(
        "06", "rig 3x10, 30 kg",
        "1") "2026-03-09 17:00 session by p-1, recorded 2026-03-12T08:00Z\n  rig 3x10, 30 kg\n  pain-during 1\n";
    const struct tdm_case *episode = load_case(mem, USUAL, late);
    struct tdm_load_answer then = load_of(standing_known(mem, episode, "2026-03-11", "2026-03-11T20:00Z"), "rig");
    CHECK_STR(kilos(mem, true, then.target.load), "30 kg");
    CHECK_STR(kilos(mem, true, load_of(standing_on(mem, episode, "2026-03-11"), "rig").target.load), "31 kg");
}

/* ---- where there is nothing to start from, or to go to */

TEST("sessions that never say a load give a step nothing to start from [N10 M75]") {
    CHECK_TARGET(USUAL, PRESCRIBED("rig 3x10, effort 4") DONE("06", "rig 3x10", "1") DONE("09", "rig 3x10", "1"),
                 "2026-03-09", "unknown no-base");
}

TEST("a target thousands of steps above a new ceiling comes down to nothing rather than stay [M71 M72]") {
    static const char entries[] =
        PRESCRIBED("rig 3x10, 9000 kg") "2026-03-06 09:00 statement \"image\" by physician-a, load at most low\n";
    CHECK_TARGET("", entries, "2026-03-05", "9000 kg no-session");
    CHECK_TARGET("", entries, "2026-03-06", "0 kg ceiling");
}

TEST("a target that went to the ceiling, and a lower ceiling later, keeps what it was raised from [M71 M72 M81]") {
    static const char limit[] = "2026-03-05 09:00 statement \"image\" by physician-a, load at most moderate\n"
                                "2026-03-20 09:00 statement \"image\" by physician-a, load at most low\n";
    const char *entries = joined(mem, TWO("3x10, 58 kg", "rig"), limit);
    CHECK_TARGET(USUAL, entries, "2026-03-19", "59 kg advanced-to-the-ceiling");
    struct tdm_load_answer a = load_of(load_standing(mem, USUAL, entries, "2026-03-20"), "rig");
    CHECK_STR(kilos(mem, true, a.target.load), "19 kg");
    CHECK_STR(kilos(mem, true, a.target.was), "58 kg");
}

TEST("a step in kilograms says nothing of a load in newtons, up or down [M39 N10]") {
    static const char rule[] = "progress pull\n  for sled\n  in loading\n"
                               "  regress load by 5 kg when pain-during above 5, last 1 sessions  [own]\n"
                               "  advance load by 5 kg when every set done, last 1 sessions  [own]\n"
                               "  otherwise hold  [own]\n";
    CHECK_STR(target_of(mem, rule, PRESCRIBED("sled 3x10, load 300 N") DONE("06", "sled 3x10, load 300 N", "1"),
                        "2026-03-06", "sled"),
              "300 N no-base");
    CHECK_STR(target_of(mem, rule, PRESCRIBED("sled 3x10, load 300 N") DONE("06", "sled 3x10, load 300 N", "6"),
                        "2026-03-06", "sled"),
              "300 N no-base");
    static const char share[] = "progress pull\n  for sled\n  in loading\n"
                                "  advance load by 5% when every set done, last 1 sessions  [own]\n"
                                "  otherwise hold  [own]\n";
    CHECK_STR(target_of(mem, share, PRESCRIBED("sled 3x10, load 300 N") DONE("06", "sled 3x10, load 300 N", "1"),
                        "2026-03-06", "sled"),
              "315 N advanced");
    static const char cap[] = "progress pull\n  for sled\n  in loading\n"
                              "  advance load by 5%, at most 5 kg a week when every set done, last 1 sessions  [own]\n"
                              "  otherwise hold  [own]\n";
    CHECK_STR(target_of(mem, cap, PRESCRIBED("sled 3x10, load 300 N") DONE("06", "sled 3x10, load 300 N", "1"),
                        "2026-03-06", "sled"),
              "300 N cap-cannot-tell");
}

TEST("steps that no decimal holds in the unit of the load are no steps: every weight exists [N10 M39]") {
    CHECK_STR(target_of(mem,
                        "progress up\n  for plates\n  in loading\n"
                        "  advance load by 5% when every set done, last 1 sessions  [own]\n  otherwise hold  [own]\n",
                        PRESCRIBED("plates 3x10, 30 kg") DONE("06", "plates 3x10, 30 kg", "1"), "2026-03-06", "plates"),
              "31.5 kg advanced"); /* 1.25 lb are 0.5669904625 kg, ten digits */
}

TEST("without any prescription what was lifted is judged, also against the ceiling [N10 M71 F029]") {
    static const char two[] = LOAD_BEGUN DONE("06", "rig 3x10, 40 kg", "1") DONE("16", "rig 3x10, 40 kg", "1");
    static const char heavy[] =
        LOAD_BEGUN "2026-03-05 09:00 statement \"image\" by physician-a, load at most moderate\n" DONE(
            "06", "rig 3x10, 58 kg", "1") DONE("16", "rig 3x10, 58 kg", "1");
    CHECK_TARGET(USUAL, two, "2026-03-16", "42 kg advanced");
    CHECK_TARGET(USUAL, heavy, "2026-03-16", "59 kg advanced-to-the-ceiling");
}

/* ---- what `otherwise` stands for */

TEST("where no step fires the first term that is lacking is named: of a careful step what cannot be told, else of the "
     "step on [M75 F029 F031]") {
    struct tdm_load_answer a = load_of(
        load_standing(mem, USUAL, RIG30 "2026-03-06 17:00 session by p-1\n  rig 3x10, 30 kg\n", "2026-03-06"), "rig");
    REQUIRE(a.target.lacking != NULL && a.target.lacking_check != NULL);
    CHECK_INT(a.target.lacking->kind, TDM_CRITERION_READING); /* the pain of the session was not asked: step back? */
    CHECK_INT(a.target.lacking->bound.kind, TDM_ABOVE);
    CHECK_INT(a.target.lacking->bound.low.quantity.number.coefficient, 5);
    CHECK_INT(a.target.lacking_check->truth, TDM_UNKNOWN);
    a = load_of(load_standing(mem, USUAL, RIG30 DONE("06", "rig 3x9, 30 kg", "1"), "2026-03-06"), "rig");
    REQUIRE(a.target.lacking != NULL);
    CHECK_INT(a.target.lacking->kind, TDM_CRITERION_SETS_DONE);
    CHECK_INT(a.target.lacking_check->truth, TDM_UNMET);
    a = load_of(load_standing(mem, USUAL, TWO("3x10, 30 kg", "rig"), "2026-03-09"), "rig");
    CHECK(a.target.lacking == NULL && a.target.lacking_check == NULL);
    CHECK(a.target.condition != NULL && a.target.check_count == a.target.condition->count);
    a = load_of(
        load_standing(mem,
                      "progress one\n  for rig\n  in loading\n"
                      "  advance load by 5% when every set done, last 2 sessions  [own]\n  otherwise hold  [own]\n",
                      RIG30 DONE("06", "rig 3x10, 30 kg", "1"), "2026-03-06"),
        "rig");
    REQUIRE(a.target.lacking != NULL); /* of its first step */
    CHECK_INT(a.target.lacking->kind, TDM_CRITERION_SETS_DONE);
    a = load_of(load_standing(mem, "", TWO("3x10, 30 kg", "rig"), "2026-03-09"), "rig");
    CHECK_INT(a.target.check_count, 0);
    CHECK(a.target.checks == NULL && a.target.condition == NULL && !a.target.judged);
}
