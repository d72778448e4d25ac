/* options_ground.h - a small decision asked on a small chart: what the tests of the options share. */
#ifndef OPTIONS_GROUND_H
#define OPTIONS_GROUND_H

#include "../protocol/decision_ground.h"
#include "engine/options.h"

static const char options_protocol[] = "protocol small-care version 1.0\n"
                                       "  title \"Small\"\n"
                                       "  condition arthrosis\n"
                                       "  procedure graft\n"
                                       "  target cartilage-matrix at knee\n"
                                       "  status draft\n"
                                       "phase prepare on function\n"
                                       "  from enrolment until procedure, 2 to 6 weeks  [own]\n"
                                       "  load at most moderate  [own]\n"
                                       "  offer slide\n";
static const char options_head[] = "chart e-1\n"
                                   "  patient p-1\n"
                                   "  site knee, right\n"
                                   "  protocol small-care version 1.0\n"
                                   "  zone UTC\n"
                                   "  synthetic\n"
                                   "  people\n"
                                   "    physician-a physician\n"
                                   "    therapist-a physical-therapist\n"
                                   "    p-1 patient\n"
                                   "\n"
                                   "2026-03-02 08:00 enrol by physician-a\n";

struct asks {
    struct tdm_arena *mem;
    const struct tdm_decision *decision; /* null when it was refused, which is told */
    struct tdm_library library;
};

static inline struct asks asks_of(struct tdm_arena *mem, const struct tdm_catalog *catalog, tdm_str decision) {
    static struct tdm_problems problems;
    const struct tdm_protocol **protocols = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 1);
    struct asks asks = {mem, decision_of(mem, catalog, decision), {catalog, protocols, 1}};
    tdm_problems_init(&problems);
    if (asks.decision == NULL)
        check_failed(__FILE__, __LINE__, "%.*s: %s %s", TDM_FMT(decision), decision_problems.items[0].code,
                     decision_problems.items[0].what);
    else if (!tdm_protocol_read(mem, catalog_tree(mem, "care.tandem", tdm_str_of(options_protocol)), catalog, NULL,
                                &protocols[0], &problems))
        check_failed(__FILE__, __LINE__, "%s: %s", problems.items[0].code, problems.items[0].what);
    return asks;
}

/* The answer on 2026-03-02 with these entries; null and told when they are refused. */
static inline const struct tdm_options *answer_on(const struct asks *asks, const char *entries) {
    static struct tdm_problems problems;
    const struct tdm_chart *chart = NULL;
    const struct tdm_case *episode = NULL;
    struct tdm_buf text;
    tdm_date today = TDM_DATE_NONE;
    if (asks->decision == NULL) return NULL;
    tdm_buf_init(&text, asks->mem, 1u << 16);
    tdm_buf_text(&text, options_head);
    tdm_buf_text(&text, entries);
    tdm_problems_init(&problems);
    if (tdm_date_parse(TDM_STR("2026-03-02"), &today) &&
        tdm_chart_read(asks->mem, catalog_tree(asks->mem, "e-1.tandem", tdm_buf_str(&text)), &tdm_zone_utc, &chart,
                       &problems) &&
        tdm_case_open(asks->mem, &asks->library, chart, &episode, &problems))
        return tdm_options_of(asks->mem, &(struct tdm_about){episode, NULL, 0}, asks->decision,
                              (struct tdm_asof){today, TDM_INSTANT_NONE});
    check_failed(__FILE__, __LINE__, "%s: %s %s", entries, problems.items[0].code, problems.items[0].what);
    return NULL;
}

#endif
