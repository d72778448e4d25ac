/* scenario.h - scenarios beside a protocol: a chart told by days, and what must be so on some of them. They are judged by
 * the engine as any chart is. Tells which clauses they decide, and which small changes of the protocol none of them
 * notices. Pure. Codes X001... */
#ifndef TDM_SCENARIO_H
#define TDM_SCENARIO_H

#include "engine/engine.h"

/* ---- a file of scenarios */

struct tdm_course { tdm_str name; const struct tdm_line *line; }; /* a stretch of a chart, told once */
struct tdm_scenario { tdm_str title; const struct tdm_line *line; };
struct tdm_unnoticed { /* why no scenario can notice a change of that line */
    tdm_str line, block, because; /* block: the name of the block it stands in; empty for all of them */
    struct tdm_place place;
};
struct tdm_scenarios {
    const struct tdm_tree *tree;
    tdm_str protocol, version;
    struct tdm_place protocol_place;
    tdm_date day0;
    const struct tdm_line *head, *site, *people; /* people: null for one person a role, called by the role */
    const struct tdm_course *courses;
    uint32_t course_count;
    const struct tdm_scenario *items;
    uint32_t count;
    const struct tdm_unnoticed *unnoticed;
    uint32_t unnoticed_count;
};
bool tdm_is_scenarios(tdm_str text); /* by its first word */
/* The shape of the file; what stands in an entry or an expectation is read when it is run. */
bool tdm_scenarios_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_scenarios **out,
                        struct tdm_problems *problems) TDM_CHECKED;

/* The lines of such a file, for editors: its blocks, their lines, and below `expect` the expectations. false past the last. */
struct tdm_scenario_form { const char *inside, *head, *form; bool must, many; }; /* inside "": at the top */
bool tdm_scenario_form(uint32_t index, struct tdm_scenario_form *out);

/* ---- run */

struct tdm_failure {
    tdm_str title, expected, got; /* expected: the line as written */
    struct tdm_place place;
    int32_t day;
};
/* A clause that decides something, and which of its two ways were seen on the days asked about. */
struct tdm_cover {
    tdm_clause_id clause;
    const char *way[2]; /* "met", "unmet" ... */
    bool seen[2];
};
struct tdm_scenario_run {
    uint32_t scenarios, days, expectations;
    const struct tdm_failure *failures;
    uint32_t failure_count;
    const struct tdm_cover *covers;
    uint32_t cover_count, ways, ways_seen;
};
/* false when a line could not be read. Failures are in the run, not among the problems. */
bool tdm_scenarios_run(struct tdm_arena *mem, const struct tdm_scenarios *scenarios, const struct tdm_protocol *protocol,
                       struct tdm_scenario_run *out, struct tdm_problems *problems) TDM_CHECKED;

/* ---- small changes of the protocol, one by one */

struct tdm_survivor { /* a change that no scenario noticed */
    struct tdm_place place;
    tdm_str before, after; /* the line */
    uint32_t explained;    /* index of its explanation, or UINT32_MAX */
};
struct tdm_mutation_report {
    uint32_t tried, refused, noticed; /* refused: the changed protocol does not pass its own check */
    const struct tdm_survivor *survivors;
    uint32_t survivor_count, unexplained;
};
struct tdm_protocol_source { /* the trees of a protocol that was read from them without an error */
    const struct tdm_tree *tree;
    const struct tdm_catalog *catalog;
    const struct tdm_parts *parts;
};
/* Only for scenarios that hold. false when an explanation explains nothing. */
bool tdm_scenarios_mutate(struct tdm_arena *mem, const struct tdm_scenarios *scenarios,
                          const struct tdm_protocol_source *source, struct tdm_mutation_report *out,
                          struct tdm_problems *problems) TDM_CHECKED;

#endif
