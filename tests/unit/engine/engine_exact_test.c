/* engine_exact_test.c - numbers too fine to be exact: what cannot be told exactly is unknown or left as it is, never
 * rounded into an answer. And values of sessions at each moment, flags by them, words of a dose. */
#include "load_ground.h"

#define BEGUN "2026-01-05 09:00 enrol by physician-a\n"

/* On each of the days from 2026-03-01 on so many readings of 1 deg; the last day's last reading is `last`. */
static const char *many_readings(struct tdm_arena *mem, const int *counts, size_t days, const char *last) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, BEGUN);
    for (size_t d = 0; d < days; d++)
        for (int i = 0; i < counts[d]; i++)
            tdm_buf_format(&text, "2026-03-%02zu %02d:%02d assess by therapist-a\n  error right %s deg\n", d + 1,
                           8 + i / 60, i % 60, d + 1 == days && i + 1 == counts[d] ? last : "1");
    return tdm_arena_str(mem, tdm_buf_str(&text)).at;
}

TEST("a mean over days whose own means have no common fraction that can be held is unknown, not rounded [M35 M34]") {
    static const int primes[] = {2, 3, 5, 7, 11, 13, 17, 19}; /* 9 699 690 parts, and a million can be held */
    static const char line[] = "error at most 2 deg, mean of 8 days, at least 8 readings";
    CHECK_TRUTH(judged(mem, line, many_readings(mem, primes, 8, "1"), "2026-03-08"), "unknown");
    CHECK_TRUTH(judged(mem, "error at most 2 deg, mean of 6 days, at least 6 readings",
                       many_readings(mem, primes, 6, "1"), "2026-03-06"),
                "met");
    CHECK_TRUTH(judged(mem, "error at most 0.9 deg, mean of 6 days, at least 6 readings",
                       many_readings(mem, primes, 6, "1"), "2026-03-06"),
                "unmet");
}

TEST("a sum or a comparison of eighteen digits and more is unknown or decided, and stops nothing [M35]") {
    static const int three[] = {3, 3, 3};
    static const char *const fine = "0.000000001";
    CHECK_TRUTH(judged(mem, "error at most 2 deg, mean of 3 days, at least 3 readings",
                       many_readings(mem, three, 3, fine), "2026-03-03"),
                "met");
    /* 8.000000001 of 9 is 0.888888889, and nothing else. */
    const char *nine = many_readings(mem, three, 3, fine);
    CHECK_TRUTH(judged(mem, "error at most 0.888888889 deg, mean of 3 days, at least 3 readings", nine, "2026-03-03"),
                "met");
    CHECK_TRUTH(judged(mem, "error below 0.888888889 deg, mean of 3 days, at least 3 readings", nine, "2026-03-03"),
                "unmet");
    CHECK_TRUTH(judged(mem, "error at most 0.888888888 deg, mean of 3 days, at least 3 readings", nine, "2026-03-03"),
                "unmet");
}

TEST("a step whose result no number holds moves nothing [M35 M80]") {
#define FINE(day) DONE(day, "rig 3x10, 30.000000001 kg", "1")
    const char *entries = joined(mem, PRESCRIBED("rig 3x10, 30.000000001 kg"), FINE("06") FINE("09"));
    CHECK_TARGET(LOAD_RULE("advance load by 5.123456789%"), entries, "2026-03-09", "30.000000001 kg no-base");
    CHECK_TARGET(LOAD_RULE("advance load by 5.123456789%, at most 10.123456789% a week"), entries, "2026-03-09",
                 "30.000000001 kg no-base");
    CHECK_TARGET(LOAD_RULE("advance load by 2 kg, at most 10.123456789% a week"), entries, "2026-03-09",
                 "30.000000001 kg cap-cannot-tell");
    CHECK_TARGET(LOAD_RULE("advance load by 2 kg, at most 3 kg a week"), entries, "2026-03-09",
                 "32 kg advanced"); /* 32.000000001 kg: towards less */
}

/* ---- a change from what was felt during a session */

static const char *moments(struct tdm_arena *mem) {
    return case_changed(mem, "measure next-rise is change of nprs-now, from before session to next morning",
                        "measure pain-then is nprs-now, during session\n"
                        "measure next-rise is change of nprs-now, from during session to next morning");
}

static struct tdm_check rise_of(struct tdm_arena *mem, const char *during, const char *morning, const char *on) {
    struct tdm_buf text;
    const char *held = case_base;
    case_base = moments(mem);
    tdm_buf_init(&text, mem, 4096);
    tdm_buf_format(
        &text, BEGUN "2026-03-08 17:00 session by p-1\n  slide 3 sets, 10 reps\n%s2026-03-09 08:00 diary by p-1\n%s",
        during, morning);
    struct tdm_check check = judged(mem, "next-rise at most 2, worst of 2 days, at least 1 readings",
                                    tdm_arena_str(mem, tdm_buf_str(&text)).at, on);
    case_base = held;
    return check;
}

TEST("the next morning is held against the worst that was felt in the session [M74]") {
    CHECK_TRUTH(rise_of(mem, "  pain-now 3\n  pain-now 5\n", "  pain-now 7\n", "2026-03-09"), "met");
    CHECK_TRUTH(rise_of(mem, "  pain-now 5\n  pain-now 3\n", "  pain-now 8\n", "2026-03-09"), "unmet");
    CHECK_TRUTH(rise_of(mem, "  pain-now 5\n", "  pain 8\n", "2026-03-09"), "unknown"); /* no morning */
    CHECK_TRUTH(rise_of(mem, "  pain 5\n", "  pain-now 8\n", "2026-03-09"), "unknown"); /* nothing felt is on record */
}

/* ---- flags by what was felt in sessions */

#define FLARE(condition)                                                                                               \
    "flag flare\n  raised by " condition "  [own]\n  escalate to physician within 1 days  [own]\n  then hold\n"

static tdm_str flare_since(struct tdm_arena *mem, const char *rule, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, rule, entries), on);
    for (uint32_t i = 0; s != NULL && i < s->open_count; i++)
        if (s->open[i].is_flag && s->open[i].item == named(s, TDM_KIND_FLAG, "flare"))
            return iso(mem, s->open[i].since);
    return TDM_STR("none");
}

TEST("a flag by pain during sessions is raised by a session, and not by a diary of the same day [M96 M74 M38]") {
    static const char rule[] = FLARE("pain-during at least 8, worst of 1 days, at least 1 readings");
    CHECK_STR(flare_since(mem, rule, BEGUN "2026-03-08 17:00 session by p-1\n  slide 3 sets, 10 reps\n  pain 8\n",
                          "2026-03-10"),
              "2026-03-08");
    CHECK_STR(flare_since(mem, rule, BEGUN "2026-03-08 20:00 diary by p-1\n  pain 8\n", "2026-03-10"), "none");
    CHECK_STR(flare_since(mem, rule,
                          BEGUN "2026-03-08 20:00 diary by p-1\n  pain 8\n"
                                "2026-03-09 17:00 session by p-1\n  slide 3 sets, 10 reps\n  pain 8\n",
                          "2026-03-10"),
              "2026-03-09");
}

TEST("a flag by a reading and a record together is asked on the days of both [M96]") {
    static const char rule[] = "flag flare\n  raised by all of  [own]\n    pain at least 6, latest within 7 days\n"
                               "    record of event swelling within 7 days\n"
                               "  escalate to physician within 1 days  [own]\n";
    static const char pain[] = BEGUN "2026-03-06 20:00 diary by p-1\n  pain 6\n";
    CHECK_STR(flare_since(mem, rule, pain, "2026-03-10"), "none");
    CHECK_STR(flare_since(mem, rule, joined(mem, pain, "2026-03-08 adverse swelling by p-1, grade 1\n"), "2026-03-10"),
              "2026-03-08");
    CHECK_STR(flare_since(mem, rule,
                          BEGUN
                          "2026-03-08 adverse swelling by p-1, grade 1\n2026-03-09 20:00 diary by p-1\n  pain 6\n",
                          "2026-03-10"),
              "2026-03-09");
}

/* ---- two limits of one restriction */

TEST("of two ceilings in one restriction the lower holds, in whatever order they stand [M71]") {
#define LIMIT(first, second)                                                                                           \
    "restrict light\n  load above " first "\n  load above " second                                                     \
    "\n  from enrolment  [own]\n  without end  [own]\n  because \"Light\"\n"
    static const char *const both[] = {LIMIT("low", "moderate"), LIMIT("moderate", "low")};
    for (size_t i = 0; i < TDM_COUNT(both); i++) {
        const struct tdm_standing *s = standing_on(mem, case_open(mem, both[i], BEGUN), "2026-01-06");
        REQUIRE(s != NULL && s->ceiling.has_class);
        CHECK_STR(tdm_catalog_load_scale(s->episode->protocol->catalog)->steps[s->ceiling.load_class], "low");
    }
}

/* ---- one session, several lines of one exercise */

TEST("every line of an exercise in a session must be done for its sets to be done [M74 M79]") {
    static const char line[] =
        "progress up\n  for rig\n  in loading\n"
        "  advance load by 5% when every set done, last 1 sessions  [own]\n  otherwise hold  [own]\n";
#define LINES(first, second)                                                                                           \
    PRESCRIBED("rig 3x10, 30 kg") "2026-03-06 17:00 session by p-1\n  rig " first "\n  rig " second "\n"
    CHECK_TARGET(line, LINES("3x10, 30 kg", "3x10, 30 kg"), "2026-03-06", "31 kg advanced");
    CHECK_TARGET(line, LINES("3x10, 30 kg", "3x9, 30 kg"), "2026-03-06", "30 kg otherwise");
    CHECK_TARGET(line, LINES("3x9, 30 kg", "3x10, 30 kg"), "2026-03-06", "30 kg otherwise");
    CHECK_TARGET(line, LINES("3x10, 30 kg", "not-needed"), "2026-03-06", "31 kg advanced");
}
