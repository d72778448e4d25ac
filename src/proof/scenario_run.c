/* scenario_run.c - every day that every scenario asks about: the standing, the expectations held against it, and which
 * clauses that day decided. */
#include "proof/scenario_int.h"

/* ---- days */

static bool day_of(const struct tdm_scenarios *s, struct tdm_cursor *c, tdm_date *out) {
    const struct tdm_term *term;
    int32_t n;
    if (!tdm_cursor_take_word(c, "day") || (term = tdm_cursor_take(c, TDM_TERM_NUMBER)) == NULL ||
        !scenario_day_number(term, &n))
        return false;
    tdm_date day0 = tdm_date_is_none(s->day0) ? (tdm_date){0} : s->day0; /* its lack is told elsewhere */
    *out = tdm_date_add_days(day0, n);
    return true;
}

bool scenario_asof(const struct tdm_scenarios *s, const struct tdm_line *line, struct tdm_asof *out) {
    struct tdm_cursor c = tdm_cursor_of(s->tree, line, 0);
    tdm_date known;
    out->known = TDM_INSTANT_NONE;
    if (!tdm_cursor_take_words(&c, "expect on") || !day_of(s, &c, &out->on) || !tdm_cursor_done(&c)) return false;
    if (line->part_count == 1) return true;
    c = tdm_cursor_of(s->tree, line, 1);
    if (!tdm_cursor_take_word(&c, "known") || !day_of(s, &c, &known) || !tdm_cursor_done(&c)) return false;
    out->known = tdm_zone_day_end(&tdm_zone_utc, known);
    return line->part_count == 2;
}

/* ---- one scenario */

static bool walk_day(struct exam *e, const struct tdm_line *day, const struct scenario_watch *watch) {
    bool read = scenario_asof(e->s, day, &e->asof);
    TDM_ASSERT(read);
    e->standing = tdm_standing_of(e->mem, e->episode, NULL, 0, e->asof);
    if (watch->standing != NULL) watch->standing(watch->context, e->standing);
    for (const struct tdm_line *line = day->block; line != NULL; line = line->next)
        if (!watch->outcome(watch->context, e, scenario_expect(e, line))) return false;
    return true;
}

bool scenario_walk(struct exam *e, const struct scenario_chart *chart, const struct scenario_watch *watch) {
    struct tdm_library library = {e->protocol->catalog, &e->protocol, 1};
    e->chart = chart;
    if (!tdm_case_open(e->mem, &library, chart->chart, &e->episode, e->problems)) return false;
    for (const struct tdm_line *l = chart->scenario->line->block; l != NULL; l = l->next)
        if (tdm_str_is(tdm_line_head(l), "expect") && !walk_day(e, l, watch)) return false;
    return true;
}

/* ---- all of them */

struct running {
    struct tdm_arena *mem;
    struct tdm_scenario_run *run;
    struct coverage coverage;
    struct tdm_failure *failures;
    size_t room;
};

static void saw_standing(void *context, const struct tdm_standing *standing) {
    struct running *r = context;
    r->run->days++;
    coverage_see(&r->coverage, standing);
}

static bool saw_outcome(void *context, const struct exam *e, enum scenario_outcome outcome) {
    struct running *r = context;
    r->run->expectations++;
    if (outcome != SCENARIO_FAILS) return true;
    TDM_GROW(r->mem, r->failures, r->run->failure_count, r->room);
    r->failures[r->run->failure_count++] = (struct tdm_failure){.title = e->chart->scenario->title,
                                                                .expected = e->line->source,
                                                                .got = tdm_arena_str(r->mem, tdm_buf_str(&e->got)),
                                                                .place = tdm_line_place(e->s->tree, e->line),
                                                                .day = e->asof.on.day - e->s->day0.day};
    return true;
}

static bool right_protocol(const struct tdm_scenarios *s, const struct tdm_protocol *p, struct tdm_problems *problems) {
    if (tdm_str_equal(s->protocol, p->name) && tdm_str_equal(s->version, p->version)) return true;
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_CONFLICT, "X013", s->protocol_place);
    tdm_problem_what(problem, "the scenarios are for %.*s %.*s, and the protocol is %.*s %.*s", TDM_FMT(s->protocol),
                     TDM_FMT(s->version), TDM_FMT(p->name), TDM_FMT(p->version));
    tdm_problem_fix(problem, "write `scenarios for %.*s version %.*s`, and see which of them still hold",
                    TDM_FMT(p->name), TDM_FMT(p->version));
    return false;
}

bool tdm_scenarios_run(struct tdm_arena *mem, const struct tdm_scenarios *s, const struct tdm_protocol *protocol,
                       struct tdm_scenario_run *out, struct tdm_problems *problems) {
    struct running r = {.mem = mem, .run = out};
    const struct scenario_watch watch = {&r, saw_standing, saw_outcome};
    const struct scenario_chart *charts;
    uint32_t before = problems->errors;
    *out = (struct tdm_scenario_run){0};
    if (!right_protocol(s, protocol, problems) || !scenario_charts(mem, s, protocol->catalog, &charts, problems))
        return false;
    coverage_make(mem, protocol, &r.coverage);
    for (uint32_t i = 0; i < s->count; i++) {
        struct exam e = {.mem = mem, .s = s, .protocol = protocol, .problems = problems};
        tdm_buf_init(&e.got, mem, 4096);
        out->scenarios += scenario_walk(&e, &charts[i], &watch);
    }
    out->failures = r.failures;
    out->covers = r.coverage.items;
    out->cover_count = r.coverage.count;
    for (uint32_t i = 0; i < r.coverage.count; i++) {
        out->ways += 2;
        out->ways_seen += r.coverage.items[i].seen[0] + (uint32_t)r.coverage.items[i].seen[1];
    }
    return problems->errors == before;
}
