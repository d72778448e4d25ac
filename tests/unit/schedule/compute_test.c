/* compute_test.c - the days a protocol's clauses give under what is known and planned. */
#include "schedule_ground.h"

TEST("without a plan nothing that hangs on the procedure has a date [M13 S55]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-01-05", &g)) return;
    ground_compute(mem, &g);
    CHECK(g.got.consistent);
    CHECK_STR(start_said(mem, &g, "prepare"), "2026-01-01 .. 2026-01-01 fixed");
    CHECK_STR(end_said(mem, &g, "prepare"), "- .. -");
    CHECK_STR(start_said(mem, &g, "repair"), "- .. -");
    CHECK_STR(end_said(mem, &g, "repair"), "- .. - waits");
    CHECK_STR(start_said(mem, &g, "loading"), "- .. - waits");
    CHECK_STR(when_said(mem, &g.got.clearance[0]), "- .. -");
    CHECK_STR(when_said(mem, &g.got.gate[0]), "- .. -");
    CHECK_STR(when_said(mem, &g.got.event[TDM_EVENT_PROCEDURE]), "- .. -");
}

TEST("a planned procedure dates what hangs on it, and the dates are told as planned [M13 M116]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-01-05", &g)) return;
    g.anchors.planned[TDM_EVENT_PROCEDURE] = day("2026-02-02");
    ground_compute(mem, &g);
    CHECK(g.got.consistent);
    CHECK_STR(end_said(mem, &g, "prepare"), "2026-02-02 .. 2026-02-02 planned");
    CHECK_STR(start_said(mem, &g, "repair"), "2026-02-02 .. 2026-02-02 planned");
    CHECK_STR(end_said(mem, &g, "repair"), "2026-03-02 .. 2026-03-30 waits planned");
    CHECK_STR(end_said(mem, &g, "protect"), "2026-02-17 .. 2026-02-17 planned");
    CHECK_STR(when_said(mem, &g.got.clearance[0]), "2026-03-02 .. 2026-03-30 planned");
    CHECK_STR(when_said(mem, &g.got.gate[0]), "2026-03-02 .. - planned");
    CHECK_STR(start_said(mem, &g, "loading"), "2026-03-02 .. - waits planned");
}

TEST("a later plan supersedes, and a plan whose day has gone by dates nothing [M116 M15]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-02-05", &g)) return;
    g.anchors.planned[TDM_EVENT_PROCEDURE] = day("2026-02-04");
    ground_compute(mem, &g);
    CHECK_STR(start_said(mem, &g, "repair"), "- .. -");
    CHECK_STR(when_said(mem, &g.got.gate[0]), "- .. -");
    g.anchors.planned[TDM_EVENT_PROCEDURE] = day("2026-02-05");
    ground_compute(mem, &g);
    CHECK_STR(start_said(mem, &g, "repair"), "2026-02-05 .. 2026-02-05 planned");
}

TEST("the performed procedure counts, not the plan before it [M116 M15 S55]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-02-10", &g)) return;
    g.anchors.planned[TDM_EVENT_PROCEDURE] = day("2026-02-20");
    ground_procedure(&g, "2026-02-04");
    ground_compute(mem, &g);
    CHECK_STR(start_said(mem, &g, "repair"), "2026-02-04 .. 2026-02-04 fixed");
    CHECK_STR(end_said(mem, &g, "repair"), "2026-03-04 .. 2026-04-01 waits");
    CHECK_STR(end_said(mem, &g, "protect"), "2026-02-19 .. 2026-02-19");
    CHECK_STR(when_said(mem, &g.got.clearance[0]), "2026-03-04 .. 2026-04-01");
}

TEST("a window is told by both ends and by the clauses that set them [S55 M9]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-02-10", &g)) return;
    ground_procedure(&g, "2026-02-04");
    ground_compute(mem, &g);
    const struct tdm_when *end = &g.got.phase_end[tdm_protocol_phase(g.protocol, TDM_STR("repair"))];
    CHECK_STR(clause_said(&g, end->latest_by), "from procedure, 4 to 8 weeks, uncertain");
    CHECK_STR(clause_said(&g, g.got.clearance[0].earliest_by), "not before 4 weeks after procedure");
    CHECK_STR(clause_said(&g, g.got.gate[0].earliest_by), "clearance resume");
}

TEST("a gate may have opened long ago; what waits for it begins today at the earliest [M41 M42]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-03-20", &g)) return;
    ground_procedure(&g, "2026-02-04");
    g.end[tdm_protocol_phase(g.protocol, TDM_STR("protect"))] = day("2026-02-19");
    ground_compute(mem, &g);
    CHECK_STR(when_said(mem, &g.got.gate[0]), "2026-03-04 .. -");
    CHECK_STR(start_said(mem, &g, "loading"), "2026-03-20 .. - waits");
}

TEST("a phase past its longest length is no contradiction and is not left by time [M119 M60]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-04-20", &g)) return;
    ground_procedure(&g, "2026-02-04");
    ground_compute(mem, &g);
    CHECK(g.got.consistent);
    CHECK_STR(end_said(mem, &g, "repair"), "2026-04-20 .. - waits");
    g.anchors.on = day("2026-04-01"); /* day 56: still inside */
    ground_compute(mem, &g);
    CHECK_STR(end_said(mem, &g, "repair"), "2026-04-01 .. 2026-04-01 waits");
}

TEST("what was done too early is done: its own date counts and nothing contradicts it [M60 M119]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-02-25", &g)) return;
    ground_procedure(&g, "2026-02-04");
    g.end[tdm_protocol_phase(g.protocol, TDM_STR("repair"))] = day("2026-02-14");
    g.start[tdm_protocol_phase(g.protocol, TDM_STR("loading"))] = day("2026-02-20");
    ground_compute(mem, &g);
    CHECK(g.got.consistent);
    CHECK_STR(end_said(mem, &g, "repair"), "2026-02-14 .. 2026-02-14 fixed");
    CHECK_STR(start_said(mem, &g, "loading"), "2026-02-20 .. 2026-02-20 fixed");
    CHECK_STR(end_said(mem, &g, "loading"), "2026-04-03 .. 2026-04-03");
}

TEST("the window follows the row of the table for this condition, joint, target and procedure [S56 M67]") {
    struct ground g;
    tdm_str text = changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                           "  from procedure  [book]\n  length by table  [book]\n"
                           "    tendinosis, any, any, any gives 9 to 12 weeks\n"
                           "    arthrosis, knee, cartilage-matrix, graft gives 5 to 6 weeks\n");
    if (!ground_of(mem, text, "2026-02-10", &g)) return;
    ground_procedure(&g, "2026-02-04");
    ground_compute(mem, &g);
    CHECK_STR(end_said(mem, &g, "repair"), "2026-03-11 .. 2026-03-18 waits");
}

TEST("months count from the day of their anchor, clamped, never as 30 days [M11 M9]") {
    struct ground g;
    tdm_str text = changed(mem, "  from procedure, 15 days  [book]\n", "  from procedure, 1 months  [book]\n");
    if (!ground_of(mem, text, "2026-02-01", &g)) return;
    ground_procedure(&g, "2026-01-31");
    ground_compute(mem, &g);
    CHECK_STR(end_said(mem, &g, "protect"), "2026-02-28 .. 2026-02-28");
}

TEST("windows that a plan breaks are told with their clauses, and the first days still [M13 M6]") {
    struct ground g;
    tdm_str text = changed(mem, "  from enrolment until procedure, 2 to 6 weeks  [own]\n",
                           "  from enrolment until procedure, 6 to 8 weeks  [own]\n");
    if (!ground_of(mem, text, "2026-01-05", &g)) return;
    g.anchors.planned[TDM_EVENT_PROCEDURE] = day("2026-01-19");
    ground_compute(mem, &g);
    CHECK(!g.got.consistent);
    REQUIRE(g.got.conflict_count == 1);
    CHECK_STR(clause_said(&g, g.got.conflict[0]), "from enrolment until procedure, 6 to 8 weeks");
    CHECK_STR(start_said(mem, &g, "repair"), "2026-01-19 .. - planned");
}

TEST("which phases hang on the procedure, directly or through a gate, is known before any patient [M13]") {
    struct ground g;
    if (!ground_of(mem, tdm_str_of(base), "2026-01-05", &g)) return;
    static const struct {
        const char *phase;
        bool procedure, enrolment;
    } rows[] = {{"prepare", false, true}, {"repair", true, false}, {"protect", true, false}, {"loading", true, false}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_ref phase = tdm_protocol_phase(g.protocol, tdm_str_of(rows[i].phase));
        CHECK_INT(tdm_schedule_needs(g.form, phase, TDM_EVENT_PROCEDURE), rows[i].procedure);
        CHECK_INT(tdm_schedule_needs(g.form, phase, TDM_EVENT_ENROLMENT), rows[i].enrolment);
    }
}

TEST("a day before the procedure needs its date or, where plans count, its plan [M13 M10]") {
    struct ground g;
    bool planned = true;
    if (!ground_of(mem, tdm_str_of(base), "2026-01-05", &g)) return;
    const struct tdm_day_expr *from = &g.protocol->restrictions[0].from; /* 7 days before procedure */
    CHECK(tdm_date_is_none(tdm_anchor_day(g.protocol, &g.anchors, from, true, &planned)));
    CHECK(!planned);
    g.anchors.planned[TDM_EVENT_PROCEDURE] = day("2026-02-02");
    CHECK(tdm_date_is_none(tdm_anchor_day(g.protocol, &g.anchors, from, false, &planned)));
    CHECK_INT(tdm_anchor_day(g.protocol, &g.anchors, from, true, &planned).day, day("2026-01-26").day);
    CHECK(planned);
    g.anchors.event[TDM_EVENT_PROCEDURE] = day("2026-02-04");
    CHECK_INT(tdm_anchor_day(g.protocol, &g.anchors, from, true, &planned).day, day("2026-01-28").day);
    CHECK(!planned);
}
