/* fhir.h - charts as FHIR R4 (4.0.1) JSON and back. Pure: values to text, text to values. docs/fhir.md has the mapping.
 * Every entry is one act: one resource that carries it (with members where it has lines), and a Provenance. What an entry
 * says stands in fields of FHIR itself; two facts of a chart's head need an extension of ours. */
#ifndef TDM_FHIR_H
#define TDM_FHIR_H

#include "chart/chart.h"
#include "engine/grounds.h"
#include "json/json.h"
#include "protocol/protocol.h"

/* ---- out */

enum tdm_fhir_form { TDM_FHIR_COLLECTION, TDM_FHIR_TRANSACTION, TDM_FHIR_NDJSON };

struct tdm_fhir_episode {
    const struct tdm_chart *chart;
    const struct tdm_protocol *protocol; /* that the chart follows; its catalogue has the codes */
    const struct tdm_zone *zone;
    const struct tdm_json *const *kept; /* what an import kept beside it: goes out with it */
    uint32_t kept_count;
    const struct tdm_grounds *grounds; /* of a day, for conditions in FHIRPath; or null */
};

/* One document, or one stream of lines, of one episode after the other. A person of several is written once. */
struct tdm_fhir_out {
    enum tdm_fhir_form form;
    struct tdm_buf *out;
    struct tdm_json_writer w;
    struct tdm_arena *mem; /* of what is remembered between episodes */
    tdm_str *people;       /* "Patient/example-d": written already */
    size_t people_count, people_room;
    uint32_t resources;
};
void tdm_fhir_out_begin(struct tdm_fhir_out *o, struct tdm_arena *mem, struct tdm_buf *out, enum tdm_fhir_form form);
/* `mem` is for what only this episode needs: no other's, and emptied as it goes. */
void tdm_fhir_out_episode(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_episode *episode);
void tdm_fhir_out_end(struct tdm_fhir_out *o);

/* A protocol: a PlanDefinition, and an ActivityDefinition for each thing that is done. `mem` as above. */
struct tdm_fhir_protocol {
    const struct tdm_protocol *protocol;
    tdm_str text; /* its file, as it is: what FHIR cannot say, in an extension of ours; empty: without */
};
void tdm_fhir_out_protocol(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_protocol *from);

/* A protocol applied: what a standing says as CarePlan, RequestGroup, Tasks and GuidanceResponses. */
struct tdm_fhir_apply {
    const struct tdm_standing *standing;
    const struct tdm_zone *zone;
    tdm_str (*words)(void *context, const struct tdm_reason *reason); /* must: the reason as a sentence */
    void *context;
};
void tdm_fhir_out_applied(struct tdm_arena *mem, struct tdm_fhir_out *o, const struct tdm_fhir_apply *of);

/* ---- in */

struct tdm_fhir_in; /* the resources of one import, by their addresses */

struct tdm_fhir_in *tdm_fhir_in_open(struct tdm_arena *mem, struct tdm_problems *problems);
/* One file: a Bundle, a resource, or lines of them. False when it cannot be read. */
bool tdm_fhir_in_add(struct tdm_fhir_in *in, tdm_str file, tdm_str text) TDM_CHECKED;
/* Looks for episodes, after the last file. False when there is none and no plan either, or what is told of them contradicts itself. */
bool tdm_fhir_in_find(struct tdm_fhir_in *in) TDM_CHECKED;
uint32_t tdm_fhir_in_count(const struct tdm_fhir_in *in); /* of episodes */
/* What the head of episode i says; its zone is empty when nothing does. */
const struct tdm_chart *tdm_fhir_in_head(const struct tdm_fhir_in *in, uint32_t i);
/* The chart of episode i. Every refusal is a problem with its place. */
bool tdm_fhir_in_chart(struct tdm_fhir_in *in, uint32_t i, const struct tdm_zone *zone, const struct tdm_chart **out) TDM_CHECKED;
/* Holds what came in against what would go out: what the chart cannot hold is kept beside it, and told. A status that
 * another system has changed is refused. After this of every episode, tdm_fhir_in_beside has the rest. */
bool tdm_fhir_in_hold(struct tdm_fhir_in *in, const struct tdm_fhir_episode *episode) TDM_CHECKED;
/* Instead, for a chart that is there: resources of another system, of the Patient with that identifier (value empty: nobody said
 * which, and the refusal asks). Readings by code and medicines become entries by `by`. */
struct tdm_fhir_foreign {
    const struct tdm_chart *chart;
    const struct tdm_catalog *catalog;
    const struct tdm_zone *zone;
    tdm_str system, value, by;
};
struct tdm_fhir_taken { uint32_t resources, others; }; /* that became entries; of other patients, not kept */
bool tdm_fhir_in_foreign(struct tdm_fhir_in *in, const struct tdm_fhir_foreign *foreign, const struct tdm_chart **out,
                         struct tdm_fhir_taken *taken) TDM_CHECKED;
/* PlanDefinitions that came in, counted from 0. */
uint32_t tdm_fhir_in_plans(const struct tdm_fhir_in *in);
/* A plan of ours as the text of a protocol: that of the extension, else its lines; empty when it is another system's. */
tdm_str tdm_fhir_in_plan_text(struct tdm_fhir_in *in, uint32_t plan);
/* Holds it against what that text would go out as: an element that says otherwise is refused (F073). */
bool tdm_fhir_in_plan_hold(struct tdm_fhir_in *in, uint32_t plan, const struct tdm_fhir_protocol *of) TDM_CHECKED;
/* What is understood of another system's plan, action by action. False when an action is refused; each is told (F074). */
struct tdm_fhir_understood { uint32_t actions, evaluated, as_text, refused; };
bool tdm_fhir_in_plan_report(struct tdm_fhir_in *in, uint32_t plan, struct tdm_buf *out,
                             struct tdm_fhir_understood *count) TDM_CHECKED;
/* Resources of episode i that the chart does not hold whole, as lines; with the first, those of no episode. Gives how many. */
uint32_t tdm_fhir_in_beside(struct tdm_fhir_in *in, uint32_t i, struct tdm_buf *out);

/* The FHIRPath of a place ("Bundle.entry[3].resource.status"); empty when it is none of this import. */
tdm_str tdm_fhir_in_path(const struct tdm_fhir_in *in, struct tdm_place place);
/* All problems as an OperationOutcome. */
void tdm_fhir_outcome(struct tdm_buf *out, const struct tdm_fhir_in *in, const struct tdm_problems *problems);

#endif
