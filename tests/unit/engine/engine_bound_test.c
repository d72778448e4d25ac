/* engine_bound_test.c - each form of a limit on a mean, on the side itself and against the other side; records, denials
 * and intakes asked for by substance, class, procedure and event; rules of flags that are no plain value. */
#include "engine_case.h"

#define BEGUN "2026-01-05 09:00 enrol by physician-a\n"
#define TWO(first, second)                                                                                             \
    BEGUN "2026-03-09 20:00 diary by p-1\n  pain " first "\n2026-03-10 20:00 diary by p-1\n  pain " second "\n"
#define MEAN ", mean of 2 days, at least 2 readings"

struct row {
    const char *bound, *truth;
};

/* The mean of 1 and 3 is 2. */
static const struct row on_two[] = {
    {"at most 2", "met"},      {"at most 1", "unmet"},    {"at least 2", "met"},     {"at least 3", "unmet"},
    {"above 2", "unmet"},      {"above 1", "met"},        {"below 2", "unmet"},      {"below 3", "met"},
    {"is 2", "met"},           {"is 3", "unmet"},         {"is not 2", "unmet"},     {"is not 3", "met"},
    {"2 to 3", "met"},         {"1 to 2", "met"},         {"3 to 4", "unmet"},       {"0 to 1", "unmet"},
    {"2 to below 3", "met"},   {"1 to below 2", "unmet"}, {"3 to below 4", "unmet"}, {"above 1 to 2", "met"},
    {"above 2 to 3", "unmet"}, {"above 0 to 1", "unmet"},
};

TEST("a mean is held against every form of limit, its ends as they are written [M10 M35]") {
    for (size_t i = 0; i < TDM_COUNT(on_two); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 200);
        tdm_buf_format(&line, "pain %s" MEAN, on_two[i].bound);
        const char *text = tdm_arena_str(mem, tdm_buf_str(&line)).at;
        struct tdm_check check = judged(mem, text, TWO("1", "3"), "2026-03-10");
        if (!tdm_str_is(tdm_str_of(tdm_truth_word(check.truth)), on_two[i].truth))
            check_failed(__FILE__, __LINE__, "%s: %s", text, tdm_truth_word(check.truth));
    }
}

TEST("a mean that is no short decimal meets its limit exactly, not rounded [M35]") {
    static const char *const three = BEGUN "2026-03-08 20:00 diary by p-1\n  pain 1\n"
                                           "2026-03-09 20:00 diary by p-1\n  pain 1\n"
                                           "2026-03-10 20:00 diary by p-1\n  pain 2\n";
    CHECK_TRUTH(judged(mem, "points at most 2, mean of 2 days, at least 2 readings", three, "2026-03-10"), "unknown");
    CHECK_TRUTH(judged(mem, "pain at most 1, mean of 3 days, at least 3 readings", three, "2026-03-10"), "unmet");
    CHECK_TRUTH(judged(mem, "pain below 2, mean of 3 days, at least 3 readings", three, "2026-03-10"), "met");
}

/* ---- records */

#define TOOK(day, what) "2026-03-" day " 12:00 medicine by p-1, taken \"" what "\" 400 mg, route mouth\n"

TEST("a substance asked for by its own name is found in a product that holds it [M61 M64]") {
    CHECK_TRUTH(
        judged(mem, "no record of substance ibuprofen since enrolment", BEGUN TOOK("02", "Cold Relief"), "2026-03-10"),
        "unmet");
    CHECK_TRUTH(
        judged(mem, "no record of substance ibuprofen since enrolment", BEGUN TOOK("02", "aspirin"), "2026-03-10"),
        "met");
    CHECK_TRUTH(
        judged(mem, "no record of substance ibuprofen since enrolment", BEGUN TOOK("02", "Blue Pill"), "2026-03-10"),
        "unknown");
}

TEST("what was ordered, and what was stopped, is no record of an intake [M64]") {
    CHECK_TRUTH(judged(mem, "no record of substance ibuprofen since enrolment",
                       BEGUN "2026-03-02 medicine ordered ibuprofen by physician-a\n", "2026-03-10"),
                "met");
    CHECK_TRUTH(judged(mem, "no record of substance ibuprofen since enrolment",
                       BEGUN "2026-03-02 medicine stopped ibuprofen by physician-a\n", "2026-03-10"),
                "met");
}

TEST("a record of a procedure is one of that procedure inside its span [M10]") {
    static const char *const done = BEGUN "2026-02-02 11:00 procedure graft by physician-a\n";
    CHECK_TRUTH(judged(mem, "record of procedure graft within 36 days", done, "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, "record of procedure graft within 35 days", done, "2026-03-10"), "unmet");
    CHECK_TRUTH(judged(mem, "no record of procedure graft within 35 days", done, "2026-03-10"), "met");
    CHECK_DATE(judged(mem, "no record of procedure graft within 36 days", done, "2026-03-10").could_change_on,
               "2026-03-11");
}

TEST("what is asked for since a procedure that was not done is not there, and so is its absence") {
    CHECK_TRUTH(judged(mem, "record of class nsaid since procedure", BEGUN TOOK("02", "ibuprofen"), "2026-03-10"),
                "unmet");
    CHECK_REASON(judged(mem, "record of class nsaid since procedure", BEGUN TOOK("02", "ibuprofen"), "2026-03-10"),
                 "not-anchored");
    CHECK_TRUTH(judged(mem, "no record of class nsaid since procedure", BEGUN TOOK("02", "ibuprofen"), "2026-03-10"),
                "met");
}

TEST("no substance since a day asks for a denial of it, or of a class that holds it [M117]") {
    static const char line[] = "no substance ibuprofen since enrolment";
#define DENIED(what, since) BEGUN "2026-03-10 09:00 deny " what " by p-1, since " since "\n"
    CHECK_TRUTH(judged(mem, line, BEGUN, "2026-03-10"), "unknown");
    CHECK_TRUTH(judged(mem, line, DENIED("ibuprofen", "2026-01-01"), "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, line, DENIED("class nsaid", "2026-01-05"), "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, line, DENIED("class nsaid", "2026-01-06"), "2026-03-10"), "unknown");
    CHECK_TRUTH(judged(mem, line, DENIED("class anticoagulant", "2026-01-01"), "2026-03-10"), "unknown");
    CHECK_TRUTH(judged(mem, line, DENIED("aspirin", "2026-01-01"), "2026-03-10"), "unknown");
    CHECK_TRUTH(
        judged(mem, line, BEGUN "2026-03-10 deny class nsaid by p-1, route mouth, since 2026-01-01\n", "2026-03-10"),
        "unknown");
    CHECK_TRUTH(judged(mem, line, DENIED("ibuprofen", "2026-01-01"), "2026-03-11"), "unknown"); /* not of that day */
    CHECK_TRUTH(judged(mem, line, DENIED("ibuprofen", "2026-01-01") TOOK("09", "ibuprofen"), "2026-03-10"), "unmet");
}

TEST("two denials cover a span together, and not when a day lies between them [M117]") {
    static const char line[] = "no substance ibuprofen since enrolment";
#define FIRST         BEGUN "2026-02-10 09:00 deny ibuprofen by p-1, since 2026-01-01\n"
#define SECOND(since) "2026-03-10 09:00 deny ibuprofen by p-1, since " since "\n"
    CHECK_TRUTH(judged(mem, line, FIRST SECOND("2026-02-10"), "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, line, FIRST SECOND("2026-02-11"), "2026-03-10"), "met");
    CHECK_TRUTH(judged(mem, line, FIRST SECOND("2026-02-12"), "2026-03-10"), "unknown");
}

TEST("taking is the last word about it: taken, ordered, stopped, or a product nobody declared [M61 M64]") {
    static const char line[] = "taking substance ibuprofen";
#define SAID(day, state, what) "2026-03-" day " 12:00 medicine " state " \"" what "\" by physician-a\n"
    CHECK_TRUTH(judged(mem, line, BEGUN, "2026-03-10"), "unmet");
    CHECK_TRUTH(judged(mem, line, BEGUN SAID("02", "ordered", "ibuprofen"), "2026-03-10"), "met");
    CHECK_TRUTH(
        judged(mem, line, BEGUN SAID("02", "ordered", "ibuprofen") SAID("03", "stopped", "ibuprofen"), "2026-03-10"),
        "unmet");
    CHECK_TRUTH(
        judged(mem, line, BEGUN SAID("02", "stopped", "ibuprofen") SAID("03", "ordered", "ibuprofen"), "2026-03-10"),
        "met");
    CHECK_TRUTH(judged(mem, line, BEGUN SAID("02", "ordered", "Blue Pill"), "2026-03-10"), "unknown");
    CHECK_TRUTH(
        judged(mem, line, BEGUN SAID("02", "ordered", "Blue Pill") SAID("03", "ordered", "Red Pill"), "2026-03-10"),
        "unknown");
    CHECK_TRUTH(
        judged(mem, line, BEGUN SAID("02", "stopped", "ibuprofen") SAID("03", "ordered", "Blue Pill"), "2026-03-10"),
        "unknown");
    CHECK_TRUTH(
        judged(mem, line, BEGUN SAID("02", "ordered", "ibuprofen") SAID("03", "ordered", "Blue Pill"), "2026-03-10"),
        "met");
    CHECK_TRUTH(judged(mem, line, BEGUN SAID("03", "stopped", "Blue Pill"), "2026-03-10"), "unmet");
}

TEST("a denial screens for a medicine as far back as it reaches, and not by one route alone [M26 M117]") {
    static const char line[] = "record of class nsaid within 30 days, screened within 14 days";
    CHECK_TRUTH(judged(mem, line, BEGUN, "2026-03-10"), "unknown");
    CHECK_TRUTH(judged(mem, line, DENIED("class nsaid", "2026-02-08"), "2026-03-10"), "unmet");
    CHECK_TRUTH(judged(mem, line, DENIED("class nsaid", "2026-02-09"), "2026-03-10"), "unknown");
    CHECK_TRUTH(judged(mem, line, DENIED("class nsaid", "2026-02-01"), "2026-03-24"), "unmet");
    CHECK_TRUTH(judged(mem, line, DENIED("class nsaid", "2026-02-01"), "2026-03-25"), "unknown");
    CHECK_TRUTH(judged(mem, line, BEGUN TOOK("02", "ibuprofen"), "2026-03-10"), "met");
}

/* ---- rules of flags that are no plain value of one reading */

#define RULE(condition)                                                                                                \
    "flag flare\n  raised by " condition "  [own]\n  escalate to physician within 1 days  [own]\n  then hold\n"

/* The first day on which the flag `flare` is open; "none" when it is not. */
static tdm_str flare_since(struct tdm_arena *mem, const char *rule, const char *entries, const char *on) {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, rule, entries), on);
    if (s == NULL) return TDM_STR("no standing");
    for (uint32_t i = 0; i < s->open_count; i++)
        if (s->open[i].is_flag && s->open[i].item == named(s, TDM_KIND_FLAG, "flare"))
            return iso(mem, s->open[i].since);
    return TDM_STR("none");
}

TEST("a flag raised by a mean is open from the day on which the mean reached it [M96 M3]") {
    static const char rule[] = RULE("pain at least 6, mean of 3 days, at least 2 readings");
#define DAYS BEGUN "2026-03-08 20:00 diary by p-1\n  pain 3\n2026-03-09 20:00 diary by p-1\n  pain 8\n"
    CHECK_STR(flare_since(mem, rule, DAYS, "2026-03-09"), "none");
    CHECK_STR(flare_since(mem, rule, DAYS "2026-03-10 20:00 diary by p-1\n  pain 7\n", "2026-03-10"), "2026-03-10");
    CHECK_STR(flare_since(mem, rule,
                          DAYS "2026-03-10 20:00 diary by p-1\n  pain 7\n"
                               "2026-03-11 20:00 diary by p-1\n  pain 0\n",
                          "2026-03-15"),
              "2026-03-10"); /* until it is closed, whatever is read later */
}

TEST("a flag raised by a record is open from the day of the record, and only what was known by then raises it [M96 "
     "M20]") {
    static const char rule[] = RULE("record of event swelling within 7 days");
    static const char late[] = BEGUN "2026-03-08 adverse swelling by p-1, grade 2, recorded 2026-03-12T09:00Z\n";
    CHECK_STR(flare_since(mem, rule, BEGUN, "2026-03-10"), "none");
    CHECK_STR(flare_since(mem, rule, BEGUN "2026-03-08 adverse bruise by p-1, grade 2\n", "2026-03-10"), "none");
    CHECK_STR(flare_since(mem, rule, BEGUN "2026-03-08 adverse swelling by p-1, grade 2\n", "2026-03-10"),
              "2026-03-08");
    const struct tdm_case *episode = case_open(mem, rule, late);
    const struct tdm_standing *before = standing_known(mem, episode, "2026-03-10", "2026-03-10T20:00Z"),
                              *after = standing_known(mem, episode, "2026-03-12", "2026-03-12T20:00Z");
    REQUIRE(before != NULL && after != NULL);
    CHECK_INT(before->open_count, 0);
    REQUIRE(after->open_count == 1);
    CHECK_DATE(after->open[0].since, "2026-03-08");
}

TEST("a flag raised by all of two terms, by any of two, and by one that must not be [M96]") {
    static const char
        both[] = "flag flare\n  raised by all of  [own]\n    pain at least 6, latest within 2 days\n"
                 "    effusion at least 2+, latest within 2 days\n  escalate to physician within 1 days  [own]\n",
        either[] = "flag flare\n  raised by any of  [own]\n    pain at least 6, latest within 2 days\n"
                   "    effusion at least 2+, latest within 2 days\n  escalate to physician within 1 days  [own]\n",
        turned[] = RULE("not pain at most 5, latest within 2 days"),
        many[] = "flag flare\n  raised by at least 2 of  [own]\n    pain at least 6, latest within 2 days\n"
                 "    effusion at least 2+, latest within 2 days\n    quads below 40 N.m, latest within 2 days\n"
                 "  escalate to physician within 1 days  [own]\n";
#define PAIN  BEGUN "2026-03-08 20:00 diary by p-1\n  pain 7\n"
#define SWELL "2026-03-09 09:00 assess by therapist-a\n  effusion right 2+\n"
#define WEAK  "2026-03-09 10:00 assess by therapist-a\n  quads right 30 N.m\n"
    CHECK_STR(flare_since(mem, both, PAIN, "2026-03-10"), "none");
    CHECK_STR(flare_since(mem, both, PAIN SWELL, "2026-03-10"), "2026-03-09");
    CHECK_STR(flare_since(mem, either, PAIN SWELL, "2026-03-10"), "2026-03-08");
    CHECK_STR(flare_since(mem, either, BEGUN SWELL, "2026-03-10"), "2026-03-09");
    CHECK_STR(flare_since(mem, turned, PAIN, "2026-03-08"), "2026-03-08");
    CHECK_STR(flare_since(mem, turned, BEGUN "2026-03-08 20:00 diary by p-1\n  pain 5\n", "2026-03-08"), "none");
    CHECK_STR(flare_since(mem, many, PAIN SWELL, "2026-03-10"), "2026-03-09");
    CHECK_STR(flare_since(mem, many, BEGUN SWELL WEAK, "2026-03-10"), "2026-03-09");
    CHECK_STR(flare_since(mem, many, PAIN, "2026-03-10"), "none");
}

TEST("a flag raised by a change, or by a share of the other side, is asked on the days that have one [M96 M36 M74]") {
    static const char rise[] = RULE("next-rise above 2, worst of 2 days, at least 1 readings"),
                      share[] = RULE("quads below 50% of other side, latest within 7 days");
    CHECK_STR(flare_since(mem, share, BEGUN "2026-03-08 assess by therapist-a\n  quads right 49 N.m, left 100 N.m\n",
                          "2026-03-10"),
              "2026-03-08");
    CHECK_STR(flare_since(mem, share, BEGUN "2026-03-08 assess by therapist-a\n  quads right 51 N.m, left 100 N.m\n",
                          "2026-03-10"),
              "none");
    CHECK_STR(flare_since(mem, share, BEGUN "2026-03-08 assess by therapist-a\n  quads right 49 N.m\n", "2026-03-10"),
              "none");
    CHECK_STR(flare_since(mem, rise,
                          BEGUN "2026-03-08 08:00 diary by p-1\n  pain-now 1\n"
                                "2026-03-08 17:00 session by p-1\n  slide 3 sets, 10 reps\n"
                                "2026-03-09 08:00 diary by p-1\n  pain-now 4\n",
                          "2026-03-09"),
              "2026-03-09");
}

/* ---- restrictions by substance, and by substance and class together */

#define RESTRICTED                                                                                                     \
    "restrict no-ibuprofen\n  substance ibuprofen\n  from enrolment  [own]\n  without end  [own]\n"                    \
    "  because \"Not with this stomach\"\n"

TEST("a restriction on one substance is broken by a product that holds it, and not by another of its class [M61 M64]") {
    const struct tdm_deviation *first = NULL;
    const struct tdm_standing *s = standing_on(
        mem, case_open(mem, RESTRICTED, BEGUN TOOK("02", "Cold Relief") TOOK("03", "aspirin")), "2026-03-10");
    REQUIRE(s != NULL);
    CHECK_INT(s->deviation_count, 1);
    REQUIRE(deviations_of(s, "restricted-substance", &first) == 1);
    CHECK_DATE(first->date, "2026-03-02");
    s = standing_on(mem, case_open(mem, RESTRICTED, BEGUN TOOK("02", "Blue Pill")), "2026-03-10");
    REQUIRE(s != NULL && s->deviation_count == 1);
    CHECK(s->deviations[0].cannot_tell);
}

/* ---- adverse events told twice */

TEST("the higher grade and the graver word of two records of one event stand, whoever was first [F018 M124]") {
    static const char lower[] = BEGUN "2026-03-02 adverse swelling by p-1, grade 3, serious\n"
                                      "2026-03-04 adverse swelling by physician-a, grade 2, relatedness possible\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", lower), "2026-03-10");
    REQUIRE(s != NULL && s->safety.event_count == 1);
    CHECK_INT(s->safety.events[0].grade, 3);
    CHECK(s->safety.events[0].serious);
    CHECK_STR(s->safety.events[0].relatedness, "possible");
    static const char again[] = BEGUN "2026-03-02 adverse swelling by physician-a, grade 1, relatedness possible\n"
                                      "2026-03-04 adverse swelling by physician-a, grade 2, relatedness probable\n";
    s = standing_on(mem, case_open(mem, "", again), "2026-03-10");
    REQUIRE(s != NULL && s->safety.event_count == 2); /* the first was judged already: this is a second one */
    CHECK_STR(s->safety.events[1].relatedness, "probable");
    static const char told[] = BEGUN "2026-03-02 adverse swelling by p-1, grade 1\n"
                                     "2026-03-04 adverse swelling by p-1, grade 2\n";
    s = standing_on(mem, case_open(mem, "", told), "2026-03-10");
    REQUIRE(s != NULL && s->safety.event_count == 2); /* nobody has judged: the patient's words stand side by side */
}
