/* check.c - can the windows of a protocol hold together at all? The same network, with nothing known. */
#include "schedule/schedule_int.h"
#include "schedule/times.h"

static void name_clauses(struct tdm_buf *out, const struct tdm_protocol *protocol,
                         const struct tdm_schedule *schedule) {
    for (uint32_t i = 0; i < schedule->conflict_count; i++) {
        const struct tdm_clause *clause = &protocol->clauses[schedule->conflict[i]];
        tdm_buf_format(out, "%sline %u `%.*s`",
                       i == 0                              ? ""
                       : i + 1 == schedule->conflict_count ? " and "
                                                           : ", ",
                       clause->place.line, TDM_FMT(tdm_str_trim(clause->text)));
    }
}

/* The proof's own network says at least as much; its story has dates and repairs. */
static void tell_story(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problem *problem) {
    if (!tdm_times_fit(protocol)) return;
    const struct tdm_times *times = tdm_times_of(mem, protocol, NULL, 0);
    struct tdm_clash clash;
    tdm_clause_id wanted;
    tdm_str fix;
    if (tdm_network_control(mem, &times->net.network, &clash) == TDM_CONTROL_INCONSISTENT)
        problem->story = tdm_times_tell(mem, times, &clash, &wanted, &fix);
}

bool tdm_schedule_check(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    const struct tdm_schedule_form *form = tdm_schedule_prepare(mem, protocol);
    tdm_date nothing[1] = {TDM_DATE_NONE}, *unknown = nothing;
    if (protocol->phase_count > 0) unknown = TDM_NEW_ARRAY(mem, tdm_date, protocol->phase_count);
    for (uint32_t p = 0; p < protocol->phase_count; p++) unknown[p] = TDM_DATE_NONE;
    struct tdm_anchors anchors = {.on = {0}, .phase_start = unknown, .phase_end = unknown};
    for (int e = 0; e < TDM_EVENT_COUNT; e++) anchors.event[e] = anchors.planned[e] = TDM_DATE_NONE;
    struct tdm_schedule schedule;
    tdm_schedule_compute(mem, form, &anchors, &schedule);
    if (schedule.consistent) return true;
    struct tdm_buf names;
    tdm_buf_init(&names, mem, 4096);
    name_clauses(&names, protocol, &schedule);
    struct tdm_place place = protocol->clauses[0].place;
    if (schedule.conflict_count > 0) place = protocol->clauses[schedule.conflict[schedule.conflict_count - 1]].place;
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "T001", place);
    tdm_problem_what(problem, "these times cannot all hold: %.*s", TDM_FMT(tdm_buf_str(&names)));
    tdm_problem_fix(problem, "lengthen the window on one of these lines, or let it begin earlier");
    tell_story(mem, protocol, problem);
    return false;
}
