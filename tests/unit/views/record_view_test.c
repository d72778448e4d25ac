/* record_view_test.c - the sentences of the register, of measures, of hand-offs and of the roadmap, over shipped
 * examples with a few lines more. */
#include "views_ground.h"

/* On one line each: where lines break is shown by the cases. */
static tdm_str wide(struct tdm_arena *mem, view_function print, const struct asked *a) {
    const struct tdm_standing *standing = standing_at(mem, a);
    struct tdm_buf *out = TDM_NEW(mem, struct tdm_buf);
    tdm_buf_init(out, mem, TDM_VIEW_BYTES_MAX);
    struct tdm_view view = {.mem = mem, .out = out, .language = TDM_ENGLISH, .width = 4000};
    if (standing != NULL) print(&view, standing);
    return tdm_buf_str(out);
}

TEST("a finding tells its course with day and writer, its place and what it is thought to follow [S15 S16 F024 M86]") {
    static const struct asked a = {"example-a-smooth",
                                   "2025-03-01 finding hip-pain opened by therapist-a, at hip left, because of "
                                   "quad-avoidance-gait\n"
                                   "2025-03-10 finding hip-pain declined by example-a, because \"it passes\"\n",
                                   "2025-03-20", NULL, NULL};
    tdm_str text = wide(mem, tdm_view_standing_text, &a);
    CHECK_HOLDS(text,
                "\"pain at the hip\" (left hip): declined: it stays in sight, and no retraining is owed; opened 1 Mar "
                "2025 by therapist-a; declined 10 Mar 2025 by example-a; thought to follow \"walks with a stiff "
                "knee\"\n");
    CHECK_HOLDS(text,
                "\"walks with a stiff knee\": open since 13 Jan 2025; found 13 Jan 2025 by therapist-a; opened 13 Jan");
}

TEST("a measure tells value, day, baseline, change, other side, and why not for each kilogram "
     "[M123 M36 F051 F023 S66]") {
    static const struct asked without = {"example-a-smooth", NULL, "2025-07-18", NULL, NULL};
    static const struct asked with = {"example-a-smooth", "2025-07-10 diary by example-a\n  body-mass 80 kg\n",
                                      "2025-07-18", NULL, NULL};
    tdm_str text = wide(mem, tdm_view_standing_text, &without);
    CHECK_HOLDS(
        text, "strength of the front of the thigh: 116 N.m on 16 Jul 2025; baseline 88 N.m of 13 Jan 2025; change +28");
    CHECK_HOLDS(text, "for each kilogram: body mass is not recorded");
    text = wide(mem, tdm_view_standing_text, &with);
    CHECK_HOLDS(text, "1.45 N.m/kg with");
    CHECK_LACKS(text, "body mass is not recorded");
}

TEST("a lower value that is better is told with its sign, and no percent of a zero [M36 M123]") {
    static const struct asked a = {"example-a-smooth", NULL, "2025-07-18", NULL, NULL};
    tdm_str text = wide(mem, tdm_view_standing_text, &a);
    CHECK_HOLDS(text, "baseline 4 deg of 13 Jan 2025; change -3");
    CHECK_HOLDS(text, "other side 0 deg the same day\n");
}

TEST("before the procedure the roadmap counts to the plan, afterwards the baseline is frozen [F005 F006 M84]") {
    static const struct asked before = {"example-a-smooth", NULL, "2025-01-25", NULL, NULL};
    static const struct asked after = {"example-a-smooth", NULL, "2025-03-10", NULL, NULL};
    CHECK_HOLDS(wide(mem, tdm_view_roadmap_text, &before),
                "Baseline: 12 of 12 known, counted to the procedure planned for 10 Feb 2025\n");
    CHECK_HOLDS(wide(mem, tdm_view_roadmap_text, &after),
                "Baseline: 12 of 12 known before the procedure of 10 Feb 2025; only corrections change it\n");
}

TEST("the roadmap says what to train, in which phase, with which exercises, by whom [S69 F025 S72]") {
    static const struct asked a = {"example-a-smooth", NULL, "2025-01-25", NULL, NULL};
    tdm_str text = wide(mem, tdm_view_roadmap_text, &a);
    CHECK_HOLDS(text, "  retrain \"walks with a stiff knee\", open since 13 Jan 2025\n"
                      "    to train: switching a muscle on fully, way of moving\n"
                      "    phase prepare, now; an aim of it; offered: bridge, rising from a chair, step up\n");
    CHECK_HOLDS(text, "    by: physical therapist\n");
    CHECK_HOLDS(text, "gate functional asks for \"quads at least 80% of other side, latest within 21 days\"");
}

TEST(
    "when nothing is open or missing the roadmap says so, and before the enrolment that nobody is enrolled [S69 M22]") {
    static const struct asked none = {"example-a-smooth", NULL, "2025-01-01", NULL, NULL};
    CHECK_HOLDS(wide(mem, tdm_view_roadmap_text, &none), "Not enrolled on this day.");
    static const struct asked over = {"example-a-smooth", "2025-07-18 23:00 end completed by physician-a\n",
                                      "2025-07-19", NULL, NULL};
    CHECK_HOLDS(wide(mem, tdm_view_roadmap_text, &over),
                "Nothing is missing of the baseline, no deficit and no open finding.");
}

TEST("a hand-off tells who asked whom, until when, what was answered, why, and how late [M79 M89 F037 S63]") {
    static const struct asked a = {
        "example-a-smooth",
        "2025-03-01 handoff scan by therapist-a, to physician-a, until 2025-03-05\n"
        "2025-03-08 answer scan could-not by physician-a, because \"the scanner was down\"\n",
        "2025-03-09", NULL, NULL};
    tdm_str text = wide(mem, tdm_view_standing_text, &a);
    CHECK_HOLDS(
        text, "scan: therapist-a to physician on 1 Mar 2025; until 5 Mar 2025; could not be done, says physician-a on "
              "8 Mar 2025; because: the scanner was down; 4 days late\n");
    CHECK_HOLDS(text,
                "physician: answer what was handed over: scan, overdue since 6 Mar 2025 (could not be done on 8 Mar "
                "2025, because: the scanner was down)");
}
