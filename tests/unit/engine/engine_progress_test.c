/* engine_progress_test.c - which step of a progression fires: sessions and their sets, pain in them and the morning
 * after, unknown, the order of steps, and what a rule never does. */
#include "engine_case.h"

/* In `loading` since 2026-04-01, one exercise prescribed. */
#define START                                                                                                          \
    "2026-01-05 enrol by physician-a\n"                                                                                \
    "2026-03-02 11:00 procedure graft performed by physician-a\n"                                                      \
    "2026-04-01 09:00 clear resume by physician-a\n"                                                                   \
    "2026-04-01 09:30 enter loading by therapist-a\n"                                                                  \
    "2026-04-01 10:00 prescribe by therapist-a, name rx-1\n"                                                           \
    "  press 3x10, 30 kg\n"

static const char *const step_words[] = {"stop", "regress", "hold", "advance"};

/* What the rule of that one step and `otherwise hold` says of the press on that day. */
static const char *fired(struct tdm_arena *mem, const char *steps, const char *entries, const char *on) {
    struct tdm_buf more;
    tdm_buf_init(&more, mem, 1u << 16);
    tdm_buf_text(&more, "progress heavier\n  for press\n  in loading\n");
    tdm_buf_text(&more, steps);
    tdm_buf_text(&more, "  otherwise hold  [own]\n");
    const char *text = tdm_arena_str(mem, tdm_buf_str(&more)).at;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, text, entries), on);
    if (s == NULL || s->change_count != 1) return "none";
    if (s->changes[0].step_index == UINT32_MAX) return "otherwise";
    return step_words[s->changes[0].step];
}

static const char two[] = "  advance load by 5% when every set done, last 2 sessions  [own]\n";
static const char pain_two[] = "  regress load by 20% when pain-during above 5, last 1 sessions  [own]\n"
                               "  advance load by 5% when all of  [own]\n"
                               "    every set done, last 2 sessions\n"
                               "    pain-during at most 2, last 2 sessions\n";
static const char morning[] = "  regress load by 20% when next-rise above 1, last 1 sessions  [own]\n"
                              "  advance load by 5% when every set done, last 1 sessions  [own]\n";

#define GOOD(date)                             date " 17:00 session by p-1\n  press 3x10, 30 kg\n"
#define CHECK_STEP(steps, entries, on, wanted) CHECK_STR(tdm_str_of(fired(mem, steps, entries, on)), wanted)

TEST("two sessions with every set done go on, one does not [M73 S73 S75 F030]") {
    CHECK_STEP(two, START GOOD("2026-04-03"), "2026-04-06", "otherwise");
    CHECK_STEP(two, START GOOD("2026-04-03") GOOD("2026-04-05"), "2026-04-06", "advance");
    CHECK_STEP(two, START GOOD("2026-04-03") GOOD("2026-04-05"), "2026-04-04", "otherwise");
}

#define FELT(date, kg, pain) date " 17:00 session by p-1\n  press 3x10, " kg " kg\n  pain-during " pain "\n"
#define BACK                 FELT("2026-04-03", "30", "7") FELT("2026-04-05", "30", "1")
#define TWICE                FELT("2026-04-03", "30", "1") FELT("2026-04-05", "30", "1")

TEST("after a step back, and after a step on, the very next session is the first that counts again [M76 F032]") {
    static const char rule[] = "  regress, rest 1 days when pain-during above 5, last 1 sessions  [own]\n"
                               "  advance load by 5% when every set done, last 2 sessions  [own]\n";
    CHECK_STEP(rule, START BACK, "2026-04-06", "otherwise");
    CHECK_STEP(rule, START BACK FELT("2026-04-07", "30", "1"), "2026-04-08", "advance");
    CHECK_STEP(rule, START TWICE FELT("2026-04-07", "40", "1"), "2026-04-08", "otherwise");
    CHECK_STEP(rule, START TWICE FELT("2026-04-07", "40", "1") FELT("2026-04-09", "40", "1"), "2026-04-10", "advance");
}

TEST("a session that could not be done breaks the row, and one that was not needed does not [M73 M79 F048]") {
    CHECK_STEP(
        two,
        START GOOD("2026-04-03") "2026-04-05 session by p-1\n  press could-not, because \"pain\"\n" GOOD("2026-04-07"),
        "2026-04-08", "otherwise");
    CHECK_STEP(
        two,
        START GOOD("2026-04-03") "2026-04-05 session by p-1\n  press declined, because \"tired\"\n" GOOD("2026-04-07"),
        "2026-04-08", "otherwise");
    CHECK_STEP(
        two,
        START GOOD("2026-04-03") "2026-04-05 session by p-1\n  press partial, because \"time\"\n" GOOD("2026-04-07"),
        "2026-04-08", "otherwise");
    CHECK_STEP(two,
               START GOOD("2026-04-03") "2026-04-05 session by p-1\n  press not-needed, because \"day off\"\n" GOOD(
                   "2026-04-07"),
               "2026-04-08", "advance");
}

TEST("a session of another exercise is no session of this one [M73]") {
    CHECK_STEP(two, START GOOD("2026-04-03") "2026-04-05 session by p-1\n  slide 3x10\n", "2026-04-06", "otherwise");
    CHECK_STEP(
        two,
        START GOOD("2026-04-03") "2026-04-05 session by p-1\n  slide could-not, because \"x\"\n" GOOD("2026-04-07"),
        "2026-04-08", "advance");
}

TEST("every set done means all sets and repetitions at the prescribed load [M74 F030]") {
    static const char *const short_ones[] = {"  press 2x10, 30 kg\n",
                                             "  press 3x9, 30 kg\n",
                                             "  press 3x10, 29.5 kg\n",
                                             "  press 10 reps 30 kg, 10 reps 30 kg, 9 reps 30 kg\n",
                                             "  press 10 reps 30 kg, 10 reps 25 kg, 10 reps 30 kg\n",
                                             "  press 10 reps 30 kg, 10 reps 30 kg, 10 reps 30 kg stopped \"pain\"\n"};
    static const char one[] = "  advance load by 5% when every set done, last 1 sessions  [own]\n";
    for (size_t i = 0; i < TDM_COUNT(short_ones); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_text(&text, START "2026-04-05 17:00 session by p-1\n");
        tdm_buf_text(&text, short_ones[i]);
        CHECK_STEP(one, tdm_arena_str(mem, tdm_buf_str(&text)).at, "2026-04-06", "otherwise");
    }
    CHECK_STEP(one, START "2026-04-05 session by p-1\n  press 10 reps 30 kg, 10 reps 30 kg, 11 reps 35 kg\n",
               "2026-04-06", "advance");
}

TEST("a session applies a rule once: at a new load a new row of sessions begins [M73 M76]") {
    static const char heavier[] =
        START GOOD("2026-04-03") GOOD("2026-04-05") "2026-04-06 prescribe by therapist-a\n  press 3x10, 32 kg\n";
    CHECK_STEP(two, heavier, "2026-04-07", "otherwise");
    static const char painful[] = START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 7\n"
                                        "2026-04-04 prescribe by therapist-a\n  press 3x10, 24 kg\n";
    CHECK_STEP(pain_two, START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 7\n", "2026-04-04",
               "regress");
    CHECK_STEP(pain_two, painful, "2026-04-05", "otherwise");
    static const char again[] =
        START GOOD("2026-04-03") "2026-04-04 prescribe by therapist-a\n  press 3x10, 30 kg\n" GOOD("2026-04-05");
    CHECK_STEP(two, again, "2026-04-06", "advance"); /* the same dose written anew is the same dose */
}

TEST("how often is a part of the dose: prescribed more often, a new row of sessions begins [M73 F034]") {
    static const char often[] = START GOOD("2026-04-03")
        GOOD("2026-04-05") "2026-04-06 prescribe by therapist-a\n  press 3x10, 30 kg, 1 times a "
                           "day\n";
    CHECK_STEP(two, often, "2026-04-07", "otherwise");
}

TEST("sessions before the procedure are no evidence after it [M33 M78]") {
    static const char entries[] = "2026-01-05 enrol by physician-a\n"
                                  "2026-01-06 prescribe by therapist-a\n  press 3x10, 30 kg\n" GOOD("2026-02-20")
                                      GOOD("2026-02-25") "2026-03-02 11:00 procedure graft performed by physician-a\n"
                                                         "2026-04-01 09:00 clear resume by physician-a\n"
                                                         "2026-04-01 09:30 enter loading by therapist-a\n";
    CHECK_STEP(two, entries, "2026-04-02", "otherwise");
}

TEST("sessions of a window count inside it, and old ones advance nothing [M78 F031]") {
    static const char window[] =
        "  advance load by 5% when every set done, every within 7 days, at least 2 readings  [own]\n";
    CHECK_STEP(window, START GOOD("2026-04-03") GOOD("2026-04-05"), "2026-04-10", "advance");
    CHECK_STEP(window, START GOOD("2026-04-03") GOOD("2026-04-05"), "2026-04-11", "otherwise");
    CHECK_STEP(window, START "2026-04-02 session by p-1\n  press 2x10, 30 kg\n" GOOD("2026-04-03") GOOD("2026-04-05"),
               "2026-04-09", "otherwise");
    CHECK_STEP(window, START "2026-04-02 session by p-1\n  press 2x10, 30 kg\n" GOOD("2026-04-03") GOOD("2026-04-05"),
               "2026-04-10", "advance");
}

TEST("no session is not a session that was not done: nothing goes back and nothing goes on [M78 M79]") {
    static const char rule[] = "  regress load by 20% when not every set done, last 1 sessions  [own]\n"
                               "  advance load by 5% when every set done, last 1 sessions  [own]\n";
    CHECK_STEP(rule, START, "2026-04-20", "otherwise");
    CHECK_STEP(rule, START "2026-04-05 session by p-1\n  press 2x10, 30 kg\n", "2026-04-20", "regress");
}

TEST("pain during is the worst of the session [M74 S76]") {
    static const char entries[] = START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 2\n"
                                        "  slide 3x10\n  pain-during 6\n";
    CHECK_STEP(pain_two, entries, "2026-04-04", "regress");
}

TEST("what another measure said in the same session is not its pain [M74]") {
    static const char entries[] = START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 2\n"
                                        "  pain-now 9\n";
    CHECK_STEP(pain_two, entries, "2026-04-04", "otherwise");
}

TEST("pain at another time of the day is no pain during the session [M74 F045]") {
    static const char entries[] = START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 2\n"
                                        "2026-04-03 20:00 diary by p-1\n  pain 7\n";
    CHECK_STEP(pain_two, entries, "2026-04-04", "otherwise");
}

TEST("a session whose pain was not recorded never goes on [M74 M75 S76]") {
    static const char entries[] = START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 1\n"
                                        "2026-04-05 17:00 session by p-1\n  press 3x10, 30 kg\n";
    CHECK_STEP(pain_two, entries, "2026-04-06", "otherwise");
    static const char known[] = START "2026-04-03 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 1\n"
                                      "2026-04-05 17:00 session by p-1\n  press 3x10, 30 kg\n  pain-during 2\n";
    CHECK_STEP(pain_two, known, "2026-04-06", "advance");
}

#define MORNING(before, after)                                                                                         \
    START "2026-04-03 08:00 diary by p-1\n  pain-now " before                                                          \
          "\n" GOOD("2026-04-03") "2026-04-04 08:00 diary by p-1\n  pain-now " after "\n"

TEST("the next morning decides: more pain goes back, no more goes on [M74 S76 F031]") {
    CHECK_STEP(morning, MORNING("2", "4"), "2026-04-04", "regress");
    CHECK_STEP(morning, MORNING("2", "3"), "2026-04-04", "advance");
    CHECK_STEP(morning, MORNING("2", "2"), "2026-04-04", "advance");
}

TEST("a morning read twice says what the measure's own rule says of it, in any order [M18 M29 M74]") {
    static const char later[] = MORNING("2", "2") "2026-04-04 11:00 diary by p-1\n  pain-now 4\n";
    static const char timeless[] = MORNING("2", "2") "2026-04-04 diary by p-1\n  pain-now 4\n";
    static const char first[] = MORNING("2", "4") "2026-04-04 diary by p-1\n  pain-now 2\n";
    static const char rater[] = MORNING("2", "2") "2026-04-04 10:00 assess by therapist-a\n  pain-now 4\n";
    static const char evening[] = MORNING("2", "2") "2026-04-04 12:00 diary by p-1\n  pain-now 4\n";
    CHECK_STEP(morning, later, "2026-04-04", "regress");
    CHECK_STEP(morning, timeless, "2026-04-04", "regress");
    CHECK_STEP(morning, first, "2026-04-04", "regress");
    CHECK_STEP(morning, rater, "2026-04-04", "regress");
    CHECK_STEP(morning, evening, "2026-04-04", "advance");
}

TEST("without a morning before or after, the change is unknown and nothing goes on [M74 M75]") {
    static const char no_before[] = START GOOD("2026-04-03") "2026-04-04 08:00 diary by p-1\n  pain-now 2\n";
    static const char no_after[] = START "2026-04-03 08:00 diary by p-1\n  pain-now 2\n" GOOD("2026-04-03");
    static const char evening[] = START "2026-04-03 08:00 diary by p-1\n  pain-now 2\n" GOOD(
        "2026-04-03") "2026-04-04 21:00 diary by p-1\n  pain-now 2\n";
    static const char late_before[] = START GOOD("2026-04-03") "2026-04-03 21:00 diary by p-1\n  pain-now 2\n"
                                                               "2026-04-04 08:00 diary by p-1\n  pain-now 2\n";
    CHECK_STEP(morning, no_before, "2026-04-05", "otherwise");
    CHECK_STEP(morning, no_after, "2026-04-05", "otherwise");
    CHECK_STEP(morning, evening, "2026-04-05", "otherwise");
    CHECK_STEP(morning, late_before, "2026-04-05", "otherwise");
    CHECK_STEP(morning, MORNING("2", "2"), "2026-04-03", "otherwise"); /* the morning has not come */
}

TEST("settled by next morning looks at each of the sessions it names [M73 M74]") {
    static const char settled[] = "  advance load by 5% when settled by next morning, last 2 sessions  [own]\n";
    CHECK_STEP(settled,
               MORNING("2", "2") "2026-04-05 08:00 diary by p-1\n  pain-now 2\n" GOOD(
                   "2026-04-05") "2026-04-06 08:00 diary by p-1\n  pain-now 1\n",
               "2026-04-06", "advance");
    CHECK_STEP(settled,
               MORNING("2", "3") "2026-04-05 08:00 diary by p-1\n  pain-now 2\n" GOOD(
                   "2026-04-05") "2026-04-06 08:00 diary by p-1\n  pain-now 1\n",
               "2026-04-06", "otherwise");
    CHECK_STEP(settled, MORNING("2", "2"), "2026-04-04", "otherwise");
}

TEST("stop comes before go back, go back before stay, stay before go on, however they are written [M75]") {
    static const char all[] = "  advance load by 5% when always  [own]\n"
                              "  hold when pain at least 3, latest within 2 days  [own]\n"
                              "  regress load by 20% when pain at least 5, latest within 2 days  [own]\n"
                              "  stop, rest 2 days when pain at least 8, latest within 2 days  [own]\n";
    CHECK_STEP(all, START "2026-04-03 diary by p-1\n  pain 8\n", "2026-04-03", "stop");
    CHECK_STEP(all, START "2026-04-03 diary by p-1\n  pain 7\n", "2026-04-03", "regress");
    CHECK_STEP(all, START "2026-04-03 diary by p-1\n  pain 4\n", "2026-04-03", "hold");
    CHECK_STEP(all, START "2026-04-03 diary by p-1\n  pain 2\n", "2026-04-03", "advance");
}

TEST("what cannot be told counts as no reason to go on: an unknown stop, step back or stay holds it [M75]") {
    static const char all[] = "  hold when pain at least 3, latest within 2 days  [own]\n"
                              "  advance load by 5% when every set done, last 1 sessions  [own]\n";
    CHECK_STEP(all, START GOOD("2026-04-03"), "2026-04-03", "otherwise");
    CHECK_STEP(all, START GOOD("2026-04-03") "2026-04-03 diary by p-1\n  pain 1\n", "2026-04-03", "advance");
}

TEST("a stop, a step back and a stay take the worse of readings that contradict, going on takes neither [M30 M75]") {
    static const char entries[] = START "2026-04-03 09:00 assess by therapist-a\n  pain 3\n"
                                        "2026-04-03 20:00 diary by p-1\n  pain 2\n";
    CHECK_STEP("  hold when pain at least 3, latest within 2 days  [own]\n", entries, "2026-04-03", "hold");
    CHECK_STEP("  advance load by 5% when pain at most 2, latest within 2 days  [own]\n", entries, "2026-04-03",
               "otherwise");
}

TEST("nothing goes on while a flag is open or the phase is held [M47 M75 M96]") {
    static const char always[] = "  advance load by 5% when always  [own]\n";
    CHECK_STEP(always, START, "2026-04-03", "advance");
    CHECK_STEP(always, START "2026-04-02 flag flare raised by p-1\n", "2026-04-03", "otherwise");
    CHECK_STEP(always,
               START "2026-04-02 flag flare raised by p-1\n"
                     "2026-04-03 flag flare closed by physician-a\n",
               "2026-04-03", "advance");
    CHECK_STEP(always, START "2026-04-02 hold loading by therapist-a, because \"fever\"\n", "2026-04-03", "otherwise");
}

TEST("a rule says a change and leaves the prescription what it is [M81]") {
    static const char more[] = "progress heavier\n  for press\n  in loading\n"
                               "  advance load by 5% when always  [own]\n  otherwise hold  [own]\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, more, START), "2026-04-03");
    REQUIRE(s != NULL && s->change_count == 1 && s->exercise_count > 0);
    CHECK_INT(s->changes[0].step, TDM_STEP_ADVANCE);
    const struct tdm_exercise_answer *press = NULL;
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].prescribed) press = &s->exercises[i];
    REQUIRE(press != NULL && press->prescription < s->episode->chart->dose_count);
    tdm_value load = {TDM_VALUE_NUMBER, s->episode->chart->doses[press->prescription].values[2].quantity, 0};
    CHECK_STR(number_of(mem, load), "30 kg");
}
