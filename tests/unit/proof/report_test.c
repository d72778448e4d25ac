/* report_test.c - what is told of proofs, word for word: promises, implied days, stories, charts. */
#include "../protocol/protocol_ground.h"
#include "proof/proof.h"

#define REPAIRED                                                                                                       \
    "phase remodel on tissue\n  from end of repair until discharge\n  load at most high  [own]\n"                      \
    "phase protect on function\n"

static const struct tdm_protocol *good_protocol(struct tdm_arena *mem, const char *old, const char *new) {
    tdm_str text = changed(mem, old, new);
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) check_failed(__FILE__, __LINE__, "%s %s", problems.items[0].code, problems.items[0].what);
    return protocol;
}

static tdm_str promises_said(struct tdm_arena *mem, const struct tdm_protocol *protocol) {
    struct tdm_promises promises;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_promises_prove(mem, protocol, &promises);
    tdm_promises_print(&out, protocol, &promises);
    return tdm_buf_str(&out);
}

static tdm_str bounds_said(struct tdm_arena *mem, const struct tdm_protocol *protocol) {
    struct tdm_bounds bounds;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_bounds_find(mem, protocol, &bounds);
    tdm_bounds_print(&out, protocol, &bounds);
    return tdm_buf_str(&out);
}

/* The story and the way out of the finding at that number. */
static tdm_str story_said(struct tdm_arena *mem, const struct tdm_protocol *protocol, const char *code) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_problems_init(&problems);
    bool good = tdm_proof_check(mem, protocol, &problems);
    CHECK(good == (problems.errors == 0));
    for (uint32_t i = 0; i < problems.count; i++) {
        const struct tdm_problem *problem = &problems.items[i];
        if (!tdm_str_is(tdm_str_of(problem->code), code)) continue;
        tdm_buf_format(&out, "%s\n%.*s\n%s\n", problem->what, TDM_FMT(problem->story), problem->fix);
        break;
    }
    return tdm_buf_str(&out);
}

static tdm_str chart_said(struct tdm_arena *mem, const struct tdm_protocol *protocol, uint32_t number) {
    struct tdm_promises promises;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    tdm_promises_prove(mem, protocol, &promises);
    if (number < promises.against_count) tdm_counterexample_chart(&out, protocol, &promises.against[number]);
    return tdm_buf_str(&out);
}

TEST("what holds is told with what it rests on [F081 M105]") {
    const struct tdm_protocol *protocol = good_protocol(mem, "phase protect on function\n", REPAIRED);
    REQUIRE(protocol != NULL);
    CHECK_STR(
        promises_said(mem, protocol),
        "Proved, for every course that keeps the gates, the signatures and the windows, however long healing takes "
        "inside them:\n"
        "  nothing on the shelf of `prepare` (line 29) is above what a phase of the other track allows on the same "
        "day\n"
        "  nothing on the shelf of `repair` (line 38) is above what a phase of the other track allows on the same day\n"
        "  nothing on the shelf of `loading` (line 57) is above what a phase of the other track allows on the same "
        "day\n"
        "  `never offer high before 10 weeks after procedure` (line 100): no shelf in force on those days has it\n"
        "  `never need deep-flexion before 6 weeks after procedure` (line 101): no shelf in force on those days has "
        "it\n"
        "  `restrict no-deep` (line 86): nothing on a shelf in force while it holds is what it bars\n"
        "  no week of `plan weekly` (line 121) asks more than can be allowed in it\n"
        "  no test is asked for on a day that forbids its load\n"
        "Given, and not proved:\n"
        "  criteria come true on some day, and who must sign does so\n"
        "  the procedure is done once, and no phase is entered twice\n"
        "  the procedure comes after enrolment; a physician moves a day only as far as a line lets him\n"
        "Outside, because it can only lower what is allowed:\n"
        "  symptoms, images, statements, flags, holds and revoked signatures\n"
        "Outside, because it is signed, visible and the clinic's own:\n"
        "  overrides, and what was done although a gate was closed\n");
}

TEST("the days that lines imply together are told with the line that sets them [F077]") {
    const struct tdm_protocol *protocol = good_protocol(mem, "phase protect on function\n", REPAIRED);
    REQUIRE(protocol != NULL);
    CHECK_STR(
        bounds_said(mem, protocol),
        "What its lines imply together, in days after the procedure (day 0), windows and gates kept:\n"
        "  begins: prepare                 day -42 to day -14    `from enrolment until procedure, 2 to 6 weeks` (line "
        "30)\n"
        "  begins: repair                  day 0                 `from procedure, 4 to 8 weeks, uncertain` (line 39)\n"
        "  begins: remodel                 day 28 to day 56      `from end of repair until discharge` (line 51)\n"
        "  begins: protect                 day 0                 `from procedure, 15 days` (line 54)\n"
        "  begins: loading                 not before day 28     `from gate start-loading, 6 weeks` (line 58)\n"
        "  gate: start-loading             not before day 28     line 74\n"
        "  gate: finish                    not before day -42\n"
        "  load: rest                      not before day 0      in `protect` (line 56) and in `repair` (line 43)\n"
        "  load: active                    not before day 0      in `protect` (line 56) and in `repair` (line 43)\n"
        "  load: low                       not before day 28     in `loading` (line 60) and in `remodel` (line 52)\n"
        "  load: moderate                  not before day 28     in `loading` (line 60) and in `remodel` (line 52)\n"
        "  load: high                      not before day 70     in `loading` (line 60) and in `remodel` (line 52)\n");
}

TEST("what does not hold is told apart [F081]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem, "phase protect on function\n", "phase protect on function\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(
        promises_said(mem, protocol),
        "Proved, for every course that keeps the gates, the signatures and the windows, however long healing takes "
        "inside them:\n"
        "  nothing on the shelf of `prepare` (line 29) is above what a phase of the other track allows on the same "
        "day\n"
        "  nothing on the shelf of `repair` (line 38) is above what a phase of the other track allows on the same day\n"
        "  `never offer high before 10 weeks after procedure` (line 97): no shelf in force on those days has it\n"
        "  `never need deep-flexion before 6 weeks after procedure` (line 98): no shelf in force on those days has it\n"
        "  `restrict no-deep` (line 83): nothing on a shelf in force while it holds is what it bars\n"
        "  no test is asked for on a day that forbids its load\n"
        "Not so (`tandem check` tells how it comes to it):\n"
        "  nothing on the shelf of `loading` (line 54) is above what a phase of the other track allows on the same "
        "day\n"
        "  no week of `plan weekly` (line 118) asks more than can be allowed in it\n"
        "Given, and not proved:\n"
        "  criteria come true on some day, and who must sign does so\n"
        "  the procedure is done once, and no phase is entered twice\n"
        "  the procedure comes after enrolment; a physician moves a day only as far as a line lets him\n"
        "Outside, because it can only lower what is allowed:\n"
        "  symptoms, images, statements, flags, holds and revoked signatures\n"
        "Outside, because it is signed, visible and the clinic's own:\n"
        "  overrides, and what was done although a gate was closed\n");
}

TEST("of a phase that has ended and has no follower the story says that its limits hold on [M2]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem, "phase protect on function\n", "phase protect on function\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(story_said(mem, protocol, "L010"),
              "`loading` offers `lower-down` while `repair` can still forbid it (line 43)\n"
              "how it comes to this, were the procedure on 2026-03-02:\n"
              "  2026-03-02  the procedure\n"
              "  2026-03-02  `repair` begins (line 39)\n"
              "  2026-03-30  `resume` is signed (line 65) and ends `repair`\n"
              "  2026-03-30  `loading` begins (line 55), its gate `start-loading` (line 69) can be open by `clearance "
              "resume` (line 70) and `not before 4 weeks after procedure` (line 71)\n"
              "  2026-03-30  `lower-down` is on the shelf (line 59) and is always `eccentric`\n"
              "  2026-03-30  `repair` has ended on 2026-03-30, and its limits hold until another phase of its track "
              "begins: `load at most low, no eccentric, no deep-flexion` (line 43)\n"
              "so it is from 2026-03-30 on\n"
              "let a phase of its track follow `repair`: from end of repair; or take `lower-down` off this shelf\n");
}

TEST("a week of a plan is told with its line and what allows less [M106]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem, "phase protect on function\n", "phase protect on function\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(
        story_said(mem, protocol, "L013"),
        "this week can ask more of `press` than `load at most low, no eccentric, no deep-flexion` allows (line 43)\n"
        "how it comes to this, were the procedure on 2026-03-02:\n"
        "  2026-03-02  the procedure\n"
        "  2026-03-02  `repair` begins (line 39)\n"
        "  2026-03-30  `resume` is signed (line 65) and ends `repair`\n"
        "  2026-03-30  `loading` begins (line 55), its gate `start-loading` (line 69) can be open by `clearance "
        "resume` (line 70) and `not before 4 weeks after procedure` (line 71)\n"
        "  2026-03-30  the plan has come to `week 1 15RM, 60% of 1RM` (line 123) for `press`\n"
        "  2026-03-30  `repair` has ended on 2026-03-30, and its limits hold until another phase of its track begins: "
        "`load at most low, no eccentric, no deep-flexion` (line 43)\n"
        "so it is from 2026-03-30 on\n"
        "let this week ask for less, or let it come later\n");
}

TEST("a never-clause is told with the days on which it is broken, and how long the gate must wait [M4 F078]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem, "never need deep-flexion before 6 weeks after procedure  [own]\n",
                      "never need eccentric before 6 weeks after procedure  [own]\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(
        story_said(mem, protocol, "L011"),
        "`loading` can offer `lower-down` on a day of which line 98 says `never need eccentric before 6 weeks after "
        "procedure`\n"
        "how it comes to this, were the procedure on 2026-03-02:\n"
        "  2026-03-02  the procedure\n"
        "  2026-03-30  `resume` is signed (line 65) and ends `repair`\n"
        "  2026-03-30  `loading` begins (line 55), its gate `start-loading` (line 69) can be open by `clearance "
        "resume` (line 70) and `not before 4 weeks after procedure` (line 71)\n"
        "  2026-03-30  `lower-down` is on the shelf (line 59) and is always `eccentric`\n"
        "  2026-03-30  `never need eccentric before 6 weeks after procedure` (line 98) holds\n"
        "so it is from 2026-03-30 to 2026-04-12\n"
        "let the gate `start-loading` wait: not before 42 days after procedure; or take `lower-down` off this shelf\n");
}

TEST("a restriction is told with its last day [M10 F078]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem,
                      "  attribute deep-flexion\n  activity running\n  load above moderate\n  from procedure\n  until "
                      "clearance resume, at most 8 weeks after procedure\n",
                      "  attribute eccentric\n  activity running\n  load above moderate\n  from procedure\n  until 40 "
                      "days after procedure\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(
        story_said(mem, protocol, "L012"),
        "`loading` can offer `lower-down` while the restriction `no-deep` holds (line 83)\n"
        "how it comes to this, were the procedure on 2026-03-02:\n"
        "  2026-03-02  the procedure\n"
        "  2026-03-30  `resume` is signed (line 65) and ends `repair`\n"
        "  2026-03-30  `loading` begins (line 55), its gate `start-loading` (line 69) can be open by `clearance "
        "resume` (line 70) and `not before 4 weeks after procedure` (line 71)\n"
        "  2026-03-30  `lower-down` is on the shelf (line 59) and is always `eccentric`\n"
        "  2026-03-30  `restrict no-deep` (line 83) holds: `until 40 days after procedure` (line 89)\n"
        "so it is from 2026-03-30 to 2026-04-11\n"
        "let the gate `start-loading` wait: not before 41 days after procedure; or take `lower-down` off this shelf\n");
}

TEST("a counterexample as a chart signs, enters and asks on its days [M71]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem, "phase protect on function\n", "phase protect on function\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(chart_said(mem, protocol, 0),
              "# Ask for the standing on 2026-03-30; readings that the gates want are left out.\n"
              "# What is on the shelf on that day: lower-down (line 59). What forbids it: line 43.\n"
              "\n"
              "chart counterexample\n"
              "  patient example-a\n"
              "  site knee, right\n"
              "  protocol small version 1.0\n"
              "  zone UTC\n"
              "  synthetic\n"
              "  people\n"
              "    physician-a physician\n"
              "    physical-therapist-a physical-therapist\n"
              "    patient-a patient\n"
              "\n"
              "2026-01-19 enrol by physician-a\n"
              "2026-03-02 procedure graft performed by physician-a\n"
              "2026-03-30 clear resume by physician-a\n"
              "2026-03-30 enter loading by physical-therapist-a, through start-loading\n");
}

TEST("a counterexample of a plan prescribes what its week asks for [M71]") {
    const struct tdm_protocol *protocol =
        good_protocol(mem, "phase protect on function\n", "phase protect on function\n");
    REQUIRE(protocol != NULL);
    CHECK_STR(chart_said(mem, protocol, 1),
              "# Ask for the standing on 2026-03-30; readings that the gates want are left out.\n"
              "# What is planned for that day: press (line 123). What forbids it: line 43.\n"
              "\n"
              "chart counterexample\n"
              "  patient example-a\n"
              "  site knee, right\n"
              "  protocol small version 1.0\n"
              "  zone UTC\n"
              "  synthetic\n"
              "  people\n"
              "    physician-a physician\n"
              "    physical-therapist-a physical-therapist\n"
              "    patient-a patient\n"
              "\n"
              "2026-01-19 enrol by physician-a\n"
              "2026-03-02 procedure graft performed by physician-a\n"
              "2026-03-30 clear resume by physician-a\n"
              "2026-03-30 enter loading by physical-therapist-a, through start-loading\n"
              "2026-03-30 prescribe by physical-therapist-a\n"
              "  press 3x8, 60 kg\n");
}
