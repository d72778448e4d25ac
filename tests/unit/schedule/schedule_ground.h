/* schedule_ground.h - the small protocol of the tests of `protocol`, its network, and anchors to fill in. */
#ifndef SCHEDULE_GROUND_H
#define SCHEDULE_GROUND_H

#include "../protocol/protocol_ground.h"
#include "schedule/schedule.h"

struct ground {
    const struct tdm_protocol *protocol;
    const struct tdm_schedule_form *form;
    tdm_date *start, *end; /* what the anchors say of each phase */
    struct tdm_anchors anchors;
    struct tdm_schedule got;
};

static inline tdm_date day(const char *text) {
    tdm_date date = TDM_DATE_NONE;
    if (text != NULL && !tdm_date_parse(tdm_str_of(text), &date))
        check_failed(__FILE__, __LINE__, "not a date: %s", text);
    return date;
}

/* Nothing has happened but enrolment on 1 January 2026, with which `prepare` began. */
static inline bool ground_of(struct tdm_arena *mem, tdm_str text, const char *on, struct ground *g) {
    *g = (struct ground){.protocol = protocol_of(mem, text, NULL)};
    if (g->protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return false;
    }
    g->form = tdm_schedule_prepare(mem, g->protocol);
    g->start = TDM_NEW_ARRAY(mem, tdm_date, g->protocol->phase_count);
    g->end = TDM_NEW_ARRAY(mem, tdm_date, g->protocol->phase_count);
    for (uint32_t p = 0; p < g->protocol->phase_count; p++) g->start[p] = g->end[p] = TDM_DATE_NONE;
    g->anchors = (struct tdm_anchors){.on = day(on), .phase_start = g->start, .phase_end = g->end};
    for (int e = 0; e < TDM_EVENT_COUNT; e++) g->anchors.event[e] = g->anchors.planned[e] = TDM_DATE_NONE;
    g->anchors.event[TDM_EVENT_ENROLMENT] = g->start[0] = day("2026-01-01");
    return true;
}

static inline void ground_procedure(struct ground *g, const char *on) {
    g->anchors.event[TDM_EVENT_PROCEDURE] = g->end[0] = day(on);
    g->start[tdm_protocol_phase(g->protocol, TDM_STR("repair"))] = day(on);
    g->start[tdm_protocol_phase(g->protocol, TDM_STR("protect"))] = day(on);
}

static inline void ground_compute(struct tdm_arena *mem, struct ground *g) {
    tdm_schedule_compute(mem, g->form, &g->anchors, &g->got);
}

/* "2026-03-02 .. 2026-03-30 waits planned", "-" for what has no date. */
static inline tdm_str when_said(struct tdm_arena *mem, const struct tdm_when *when) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 200);
    if (tdm_date_is_none(when->earliest))
        tdm_buf_char(&out, '-');
    else
        tdm_date_print(&out, when->earliest);
    tdm_buf_text(&out, " .. ");
    if (tdm_date_is_none(when->latest))
        tdm_buf_char(&out, '-');
    else
        tdm_date_print(&out, when->latest);
    tdm_buf_format(&out, "%s%s%s", when->fixed ? " fixed" : "", when->waits ? " waits" : "",
                   when->planned ? " planned" : "");
    return tdm_buf_str(&out);
}

static inline tdm_str start_said(struct tdm_arena *mem, const struct ground *g, const char *phase) {
    return when_said(mem, &g->got.phase_start[tdm_protocol_phase(g->protocol, tdm_str_of(phase))]);
}
static inline tdm_str end_said(struct tdm_arena *mem, const struct ground *g, const char *phase) {
    return when_said(mem, &g->got.phase_end[tdm_protocol_phase(g->protocol, tdm_str_of(phase))]);
}
static inline tdm_str clause_said(const struct ground *g, tdm_clause_id clause) {
    return clause >= g->protocol->clause_count ? TDM_STR("none") : tdm_str_trim(g->protocol->clauses[clause].text);
}

#endif
