/* times_check.c - can a protocol's times be carried out whatever nature does? What `tandem check` tells. */
#include "schedule/times.h"

static void tell_repairs(struct tdm_buf *out, const struct tdm_protocol *protocol,
                         const struct tdm_time_repairs *repairs) {
    if (repairs->count == 0) {
        tdm_buf_text(out, "No change of a day or a length on these lines mends it alone, and none of two.\n");
        return;
    }
    tdm_buf_text(out, "Each of these mends it, and a day less does not:\n");
    for (uint32_t i = 0; i < repairs->count; i++) {
        tdm_buf_text(out, "  ");
        tdm_time_repair_print(out, protocol, &repairs->items[i]);
        tdm_buf_char(out, '\n');
    }
}

static void tell_assumed(struct tdm_buf *out) {
    tdm_buf_text(out, "Assumed: ");
    for (uint32_t i = 0; tdm_times_assumptions[i] != NULL; i++)
        tdm_buf_format(out, "%s%s", i == 0 ? "" : "; ", tdm_times_assumptions[i]);
    tdm_buf_char(out, '.');
}

tdm_str tdm_times_tell(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_clash *clash,
                       tdm_clause_id *wanted, tdm_str *fix) {
    struct tdm_time_repairs repairs;
    struct tdm_buf story, change;
    tdm_buf_init(&story, mem, (size_t)64 << 10);
    tdm_buf_init(&change, mem, 4000);
    *wanted = tdm_times_story(&story, times, clash);
    tdm_times_repairs(mem, times, clash, &repairs);
    tell_repairs(&story, times->protocol, &repairs);
    tell_assumed(&story);
    if (repairs.count > 0) tdm_time_repair_print(&change, times->protocol, &repairs.items[0]);
    *fix = tdm_buf_str(&change);
    return tdm_buf_str(&story);
}

/* What nature has in its hands there: healing, or only how long a month is. */
static const char *nature_of(const struct tdm_times *times, const struct tdm_clash *clash) {
    for (uint32_t i = 0; i < clash->count; i++)
        if (clash->uses[i].nature && times->about[clash->uses[i].link].role == TDM_TIME_HEALS)
            return "healing inside its own window";
    return "the calendar";
}

static void tell(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_clash *clash,
                 enum tdm_control control, struct tdm_problems *problems) {
    bool narrowed = control == TDM_CONTROL_IF_NARROWED;
    tdm_clause_id wanted;
    tdm_str fix, story = tdm_times_tell(mem, times, clash, &wanted, &fix);
    struct tdm_problem *problem = tdm_problems_add(problems, narrowed ? TDM_NOTE : TDM_ERROR, TDM_WHY_CONFLICT,
                                                   narrowed ? "T003" : "T002", times->protocol->clauses[wanted].place);
    const char *days = clash->short_by == 1 ? "day" : "days";
    if (narrowed)
        tdm_problem_what(problem, "these times can be kept only if the signer uses what `may move` allows, by %d %s",
                         clash->short_by, days);
    else if (control == TDM_CONTROL_NOT)
        tdm_problem_what(problem, "%s can make these times impossible to keep, by %d %s", nature_of(times, clash),
                         clash->short_by, days);
    else
        tdm_problem_what(problem, "these times cannot all be kept, by %d %s", clash->short_by, days);
    if (fix.len > 0)
        tdm_problem_fix(problem, "change %.*s", TDM_FMT(fix));
    else
        tdm_problem_fix(problem, "change a day or a length on several of these lines");
    problem->story = story;
}

bool tdm_times_check(struct tdm_arena *mem, const struct tdm_protocol *protocol, struct tdm_problems *problems) {
    if (!tdm_times_fit(protocol)) {
        struct tdm_problem *problem =
            tdm_problems_add(problems, TDM_ERROR, TDM_WHY_LIMIT, "T017", protocol->clauses[0].place);
        tdm_problem_what(problem, "so many phases, gates and clearances are more than can be proved");
        tdm_problem_fix(problem, "split the protocol; a proof has room for %d points", TDM_POINTS_MAX);
        return false;
    }
    const struct tdm_times *times = tdm_times_of(mem, protocol, NULL, 0);
    struct tdm_clash clash;
    enum tdm_control control = tdm_network_control(mem, &times->net.network, &clash);
    if (control < TDM_CONTROL_FULL) tell(mem, times, &clash, control, problems);
    return control >= TDM_CONTROL_IF_NARROWED;
}
