/* engine_baseline_test.c - the baseline before a procedure: which readings, how old, frozen, and what is compared with
 * it. */
#include "engine_case.h"

#define ENROL "2026-01-05 enrol by physician-a\n"
#define DONE  "2026-03-02 11:00 procedure graft performed by physician-a, name proc\n"

static const char against[] = "quads better than baseline by at least 10 N.m, latest within 30 days";

TEST("the baseline is the last reading before the procedure, not the first and not the best [M82 S64 S66]") {
    static const char entries[] = ENROL "2026-01-25 assess by therapist-a\n  quads right 95 N.m\n"
                                        "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                        "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    struct tdm_check check = judged(mem, against, entries, "2026-04-21");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "11 N.m");
}

TEST("later readings do not replace the baseline, a correction of it does, in its own time [M31 M84 S66]") {
    static const char entries[] =
        ENROL "2026-02-20 assess by therapist-a, name base, recorded 2026-02-20T10:00Z\n  quads right 80 N.m\n" DONE
              "2026-04-01 assess by therapist-a\n  quads right 60 N.m\n"
              "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n"
              "2026-05-01 correct base by therapist-a, because \"misread\", recorded 2026-05-01T10:00Z\n"
              "  quads right 85 N.m, was 80 N.m\n";
    struct tdm_check check = judged(mem, against, entries, "2026-05-02");
    CHECK_TRUTH(check, "unmet");
    CHECK_STR(number_of(mem, check.reason.value), "6 N.m");
    check = judged_known(mem, against, entries, "2026-05-02", "2026-05-01T09:59Z");
    CHECK_STR(number_of(mem, check.reason.value), "11 N.m");
}

TEST("a withdrawn baseline uncovers the reading before it, if that one is young enough [M31 M82]") {
    static const char entries[] = ENROL "2026-01-25 assess by therapist-a\n  quads right 70 N.m\n"
                                        "2026-02-20 assess by therapist-a, name base\n  quads right 80 N.m\n" DONE
                                        "2026-03-03 withdraw base by therapist-a, because \"another patient\"\n"
                                        "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    CHECK_STR(number_of(mem, judged(mem, against, entries, "2026-04-21").reason.value), "21 N.m");
}

TEST("the age of the baseline counts to the procedure as it happened: the last day inside, one more outside [M83]") {
    /* within 6 weeks before 2026-03-02: 2026-01-19 is the oldest day */
    static const char inside[] = ENROL "2026-01-19 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                       "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    static const char outside[] = ENROL "2026-01-18 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                        "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    CHECK_TRUTH(judged(mem, against, inside, "2026-04-21"), "met");
    struct tdm_check check = judged(mem, against, outside, "2026-04-21");
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "no-baseline");
    CHECK_DATE(check.could_change_on, "none");
}

TEST("on the day of the procedure only a time before it makes a baseline [M18 M83]") {
    static const char before[] = ENROL "2026-03-02 10:00 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                       "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    static const char after[] = ENROL "2026-03-02 12:00 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                      "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    static const char untimed[] = ENROL "2026-03-02 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                        "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n";
    CHECK_TRUTH(judged(mem, against, before, "2026-04-21"), "met");
    CHECK_REASON(judged(mem, against, after, "2026-04-21"), "no-baseline");
    CHECK_REASON(judged(mem, against, untimed, "2026-04-21"), "no-baseline");
}

static const char two_ages[] = "phase ready on tissue\n"
                               "  from enrolment until procedure, 1 to 30 weeks  [own]\n"
                               "  assess before procedure, within 2 weeks  [own]\n"
                               "    error\n"
                               "gate asked opens discharge  [own]\n";

TEST("each measure has the baseline age of the clause that asks for it [M82 M83 S65]") {
    /* quads within 6 weeks, error within 2 */
    static const char entries[] =
        ENROL "2026-02-01 assess by therapist-a\n  quads right 80 N.m\n  error right 6 deg\n" DONE
              "2026-04-20 assess by therapist-a\n  quads right 91 N.m\n  error right 3 deg\n";
    struct tdm_buf more;
    tdm_buf_init(&more, mem, 1u << 16);
    tdm_buf_text(&more, two_ages);
    tdm_buf_text(&more, "  quads better than baseline by at least 10 N.m, latest within 30 days\n"
                        "  error better than baseline by at least 2 deg, latest within 30 days\n");
    const char *text = tdm_arena_str(mem, tdm_buf_str(&more)).at;
    const struct tdm_standing *s = standing_on(mem, case_open(mem, text, entries), "2026-04-21");
    REQUIRE(s != NULL);
    const struct tdm_gate_answer *gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))];
    CHECK_TRUTH(gate->checks[1], "met");
    CHECK_TRUTH(gate->checks[2], "unknown");
    CHECK_REASON(gate->checks[2], "no-baseline");
    const struct tdm_deviation *d = NULL;
    REQUIRE(deviations_of(s, "procedure-without-baseline", &d) == 1);
    CHECK_INT(d->reason.n, 1);
    CHECK_INT(d->reason.of_n, 2);
}

TEST("the baseline follows the measure's day rule like every reading [M29 M82]") {
    static const char entries[] = ENROL "2026-02-20 09:00 assess by therapist-a\n  error right 4 deg\n"
                                        "2026-02-20 10:00 assess by therapist-a\n  error right 8 deg\n" DONE
                                        "2026-04-20 assess by therapist-a\n  error right 3 deg\n";
    struct tdm_check check =
        judged(mem, "error better than baseline by at least 3 deg, latest within 30 days", entries, "2026-04-21");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "3 deg");
}

TEST("better and worse follow the direction of the measure [M36]") {
    static const char entries[] = ENROL "2026-02-20 assess by therapist-a\n  error right 5 deg\n" DONE
                                        "2026-04-20 assess by therapist-a\n  error right 7 deg\n";
    CHECK_TRUTH(
        judged(mem, "error worse than baseline by at least 2 deg, latest within 30 days", entries, "2026-04-21"),
        "met");
    CHECK_TRUTH(
        judged(mem, "error better than baseline by at least 0 deg, latest within 30 days", entries, "2026-04-21"),
        "unmet");
    /* 5 by 7 = 71.4%: turned over where lower is better */
    struct tdm_check check =
        judged(mem, "error at least 70% of baseline, latest within 30 days", entries, "2026-04-21");
    CHECK_TRUTH(check, "met");
    CHECK_STR(number_of(mem, check.reason.value), "71.4%");
}

TEST("a repeated procedure leaves the baseline of the episode as it was [M14 M84]") {
    static const char entries[] = ENROL "2026-02-20 assess by therapist-a\n  quads right 80 N.m\n" DONE
                                        "2026-05-20 assess by therapist-a\n  quads right 60 N.m\n"
                                        "2026-06-01 procedure graft performed by physician-a\n"
                                        "2026-07-20 assess by therapist-a\n  quads right 91 N.m\n";
    CHECK_STR(number_of(mem, judged(mem, against, entries, "2026-07-21").reason.value), "11 N.m");
}

TEST(
    "a procedure without its baseline is told, counted in measures, and starts the clock all the same [S64 S65 F005]") {
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", ENROL DONE), "2026-03-02");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "procedure-without-baseline", &d) == 1);
    CHECK_INT(d->reason.n, 0);
    CHECK_INT(d->reason.of_n, 1);
    CHECK_DATE(d->date, "2026-03-02");
    CHECK(d->known_then && d->known_now);
    CHECK(s->procedure_performed);
    CHECK_DATE(s->anchors.event[TDM_EVENT_PROCEDURE], "2026-03-02");
}

TEST("of a procedure written twice the baseline was missing then too, whichever record stands [M114 M48 M84]") {
    static const char entries[] = ENROL "2026-03-02 11:00 procedure graft performed by physician-a, name one\n"
                                        "2026-03-02 11:00 procedure graft performed by physician-a, name two\n"
                                        "2026-03-20 11:00 withdraw one by physician-a, because \"Written twice\"\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-22");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "procedure-without-baseline", &d) == 1);
    CHECK(d->known_then && d->known_now);
}

TEST("a baseline written down after the procedure is known now and was not known then [M48 M89 F047]") {
    static const char entries[] =
        ENROL "2026-02-20 assess by therapist-a, recorded 2026-03-10T10:00Z\n  quads right 80 N.m\n"
              "2026-03-02 11:00 procedure graft performed by physician-a, recorded 2026-03-02T12:00Z\n";
    const struct tdm_standing *s = standing_on(mem, case_open(mem, "", entries), "2026-03-12");
    const struct tdm_deviation *d = NULL;
    REQUIRE(s != NULL && deviations_of(s, "procedure-without-baseline", &d) == 1);
    CHECK(d->known_then && !d->known_now);
}

TEST("elapsed time and readiness are terms of their own: a gate asks for those that it writes [M85 F006]") {
    static const char more[] = "gate asked opens discharge  [own]\n"
                               "  not before 3 weeks after enrolment\n"
                               "  quads at least 80 N.m, latest within 14 days\n";
    static const char entries[] = ENROL "2026-01-20 assess by therapist-a\n  quads right 85 N.m\n";
    const struct tdm_case *episode = case_open(mem, more, entries);
    static const struct {
        const char *on, *time, *ready;
    } rows[] = {{"2026-01-19", "unmet", "unknown"},
                {"2026-01-25", "unmet", "met"},
                {"2026-01-26", "met", "met"},
                {"2026-02-03", "met", "met"},
                {"2026-02-04", "met", "unknown"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_standing *s = standing_on(mem, episode, rows[i].on);
        REQUIRE(s != NULL);
        const struct tdm_gate_answer *gate = &s->gates[tdm_protocol_gate(s->episode->protocol, TDM_STR("asked"))];
        CHECK_TRUTH(gate->checks[1], rows[i].time);
        CHECK_TRUTH(gate->checks[2], rows[i].ready);
    }
}

static const char left_head[] = "chart e-2\n  patient p-1\n  site knee, left\n  protocol small version 1.0\n"
                                "  zone UTC\n  synthetic\n  people\n    physician-a physician\n    p-1 patient\n";

static const struct tdm_standing *with_other_side(struct tdm_arena *mem, const char *line, const char *other_entries,
                                                  const char *on) {
    static const char entries[] = ENROL "2026-02-20 assess by therapist-a\n  quads right 90 N.m, left 100 N.m\n";
    struct tdm_buf more;
    tdm_buf_init(&more, mem, 1u << 16);
    tdm_buf_text(&more, "gate asked opens discharge  [own]\n  ");
    tdm_buf_text(&more, line);
    tdm_buf_text(&more, "\n");
    const char *text = tdm_arena_str(mem, tdm_buf_str(&more)).at;
    const struct tdm_case *mine = case_open(mem, text, entries);
    const struct tdm_case **others = TDM_NEW_ARRAY(mem, const struct tdm_case *, 2);
    others[0] = mine;
    others[1] = case_with_head(mem, left_head, "", other_entries);
    if (mine == NULL || others[1] == NULL) return NULL;
    struct tdm_asof asof = {day(on), TDM_INSTANT_NONE};
    return tdm_standing_of(mem, mine, others, 2, asof);
}

TEST("an other side with an episode of its own is not healthy: unknown with the reason [M36 S18]") {
    static const char line[] = "quads at least 90% of other side, latest within 60 days";
    const struct tdm_standing *s = with_other_side(mem, line, "2026-02-10 enrol by physician-a\n", "2026-02-20");
    REQUIRE(s != NULL);
    CHECK_TRUTH(asked_check(s), "unknown");
    CHECK_REASON(asked_check(s), "other-side-affected");
}

TEST("an episode of the other side that begins later does not reach back [M20 M36]") {
    static const char line[] = "quads at least 90% of other side, latest within 60 days";
    const struct tdm_standing *s = with_other_side(mem, line, "2026-03-20 enrol by physician-a\n", "2026-02-20");
    REQUIRE(s != NULL);
    CHECK_TRUTH(asked_check(s), "met");
    s = with_other_side(mem, line, "2026-03-20 enrol by physician-a\n", "2026-03-20");
    REQUIRE(s != NULL);
    CHECK_REASON(asked_check(s), "other-side-affected");
}

TEST("where the protocol says so the baseline of the other side stands for it, and without one it is unknown [M36 "
     "M82]") {
    static const char gate[] = "gate asked opens discharge  [own]\n"
                               "  quads at least 95% of other side, latest within 7 days\n";
    static const char before[] = ENROL "2026-02-20 assess by therapist-a\n  quads right 90 N.m, left 100 N.m\n",
                      none[] = ENROL "2026-02-20 assess by therapist-a\n  quads right 90 N.m\n",
                      after[] = "2026-03-02 11:00 procedure graft performed by physician-a\n"
                                "2026-03-20 assess by therapist-a\n  quads right 95 N.m, left 120 N.m\n";
    const struct tdm_case *both[2] = {NULL, case_with_head(mem, left_head, "", "2026-02-10 enrol by physician-a\n")};
    case_base = case_changed(mem, "measure quads is torque, at treated side\n",
                             "measure quads is torque, at treated side\n  other side affected, use baseline  [own]\n");
    const struct tdm_case *known = case_open(mem, gate, tdm_arena_str(mem, case_joined(mem, before, after)).at);
    const struct tdm_case *unknown = case_open(mem, gate, tdm_arena_str(mem, case_joined(mem, none, after)).at);
    case_base = case_protocol;
    REQUIRE(both[1] != NULL && known != NULL && unknown != NULL);
    struct tdm_asof asof = {day("2026-03-21"), TDM_INSTANT_NONE};
    both[0] = known;
    struct tdm_check check = asked_check(tdm_standing_of(mem, known, both, 2, asof));
    CHECK_TRUTH(check, "met"); /* 95 of 100, not of 120 */
    CHECK_STR(number_of(mem, check.reason.value), "95.0%");
    CHECK_TRUTH(asked_check(tdm_standing_of(mem, known, both, 1, asof)), "unmet"); /* 95 of 120 */
    both[0] = unknown;
    check = asked_check(tdm_standing_of(mem, unknown, both, 2, asof));
    CHECK_TRUTH(check, "unknown");
    CHECK_REASON(check, "no-baseline");
}
