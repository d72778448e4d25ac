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

/* A file cut into its resources while it comes, one of them in memory: lines of them, one by itself, or a Bundle. */
#define TDM_FHIR_PIECE_MAX ((size_t)64 << 20)
struct tdm_fhir_piece {
    tdm_str file, text;    /* the text of a resource, or of an entry of a Bundle */
    uint32_t line, column; /* where it begins */
    uint32_t entry_index;  /* in its Bundle; UINT32_MAX: by itself */
};
enum tdm_fhir_said {
    TDM_FHIR_TAKEN,
    TDM_FHIR_MISSHAPEN, /* JSON, and no resource: told */
    TDM_FHIR_UNREADABLE /* no JSON: told, and nothing more of its value is read */
};
struct tdm_fhir_cutting {
    struct tdm_problems *problems;
    tdm_str file;
    enum tdm_fhir_said (*take)(void *context, const struct tdm_fhir_piece *piece); /* borrowed */
    void *context;
};
struct tdm_fhir_cut;
struct tdm_fhir_cut *tdm_fhir_cut_open(struct tdm_arena *mem, const struct tdm_fhir_cutting *to);
bool tdm_fhir_cut_add(struct tdm_fhir_cut *cut, tdm_str bytes) TDM_CHECKED; /* false: no more need come */
bool tdm_fhir_cut_end(struct tdm_fhir_cut *cut) TDM_CHECKED;                /* false: something was told */

/* Where the resources of an import lie that are more than memory holds: numbered from 0 as they came, found by words.
 * All members must. A failure is the shelf's own to tell; then there is nothing more on it. */
enum tdm_fhir_lead {
    TDM_FHIR_BY_ADDRESS, /* "Type/id", or the full URL */
    TDM_FHIR_BY_CHART,   /* entries of the chart of that name */
    TDM_FHIR_BY_PLAN,    /* the CarePlan of the chart of that name */
    TDM_FHIR_BY_TARGET,  /* a Provenance of that address */
    TDM_FHIR_EPISODES,   /* of ours; of these four the word is empty */
    TDM_FHIR_PATIENTS,
    TDM_FHIR_PLANS,
    TDM_FHIR_ACTIVITIES
};
struct tdm_fhir_marks {
    uint32_t chart;    /* the episode that it was taken into; UINT32_MAX: none */
    uint32_t original; /* the same as this one, which came before it; UINT32_MAX: it is none's copy */
    bool held;         /* the chart holds it whole */
};
struct tdm_fhir_shelf {
    void *context;
    /* The first from that number on to which the word may lead; UINT32_MAX: none. */
    uint32_t (*led)(void *context, enum tdm_fhir_lead kind, tdm_str word, uint32_t from);
    bool (*get)(void *context, struct tdm_arena *mem, uint32_t number, struct tdm_fhir_piece *out,
                struct tdm_fhir_marks *marks);
    void (*mark)(void *context, uint32_t number, const struct tdm_fhir_marks *marks);
    uint32_t (*at)(void *context, struct tdm_place place); /* the last that begins there or before; UINT32_MAX: none */
};
/* A piece read: whether it is to be kept, then each word that leads to it. */
struct tdm_fhir_leading {
    void (*keep)(void *context, const struct tdm_fhir_piece *piece);
    void (*lead)(void *context, enum tdm_fhir_lead kind, tdm_str word); /* borrowed */
    void *context;
};
enum tdm_fhir_said tdm_fhir_leads(struct tdm_arena *mem, struct tdm_problems *problems, const struct tdm_fhir_piece *piece,
                                  const struct tdm_fhir_leading *to);

struct tdm_fhir_in; /* the resources of one import, by their addresses */

struct tdm_fhir_in *tdm_fhir_in_open(struct tdm_arena *mem, struct tdm_problems *problems);
/* One file: a Bundle, a resource, or lines of them. False when it cannot be read. */
bool tdm_fhir_in_add(struct tdm_fhir_in *in, tdm_str file, tdm_str text) TDM_CHECKED;

/* ---- in, from a shelf: of one episode, plan or patient at a time, in a `mem` that is emptied after it */
struct tdm_fhir_in *tdm_fhir_in_open_shelf(struct tdm_arena *mem, struct tdm_problems *problems,
                                           const struct tdm_fhir_shelf *shelf);
/* Two resources of one address: the second is marked as a copy, or refused (F061) when they differ. */
bool tdm_fhir_in_compare(struct tdm_fhir_in *in, uint32_t one, uint32_t other) TDM_CHECKED;
/* The head of the episode of that number; then it is episode 0 here, and the only one. */
bool tdm_fhir_in_episode(struct tdm_fhir_in *in, uint32_t number) TDM_CHECKED;
void tdm_fhir_in_gather(struct tdm_fhir_in *in);                  /* the entries of its chart */
void tdm_fhir_in_plan(struct tdm_fhir_in *in, uint32_t number);   /* a PlanDefinition; then it is plan 0 here */
/* What was found out is marked on the shelf; episode 0 here is that one there. */
void tdm_fhir_in_give_back(struct tdm_fhir_in *in, uint32_t episode);
/* Writes that one as a line of what is kept beside. False: it cannot be had. */
bool tdm_fhir_in_line(struct tdm_fhir_in *in, uint32_t number, struct tdm_buf *out, tdm_str *address) TDM_CHECKED;
void tdm_fhir_refuse_none(struct tdm_problems *problems, tdm_str file); /* F064: no episode of ours */

/* ---- in, all of it in memory */
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
/* Instead, from a shelf, for a chart that is there: resources of another system, of the Patient with that identifier (value empty: nobody said
 * which, and the refusal asks). Readings by code and medicines become entries by `by`. */
struct tdm_fhir_foreign {
    const struct tdm_chart *chart;
    const struct tdm_catalog *catalog;
    const struct tdm_zone *zone;
    tdm_str system, value, by;
    uint32_t count; /* of what is on the shelf */
    const tdm_str *known; /* identifiers that the person is known by, "SYSTEM|VALUE": a Patient with another one of the system is not they (F077) */
    uint32_t known_count;
};
struct tdm_fhir_taken { uint32_t resources, others, patient; }; /* that became entries; of other patients, not kept; of this one: the Patient */
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
tdm_str tdm_fhir_in_path(struct tdm_fhir_in *in, struct tdm_place place);
/* All problems as an OperationOutcome. */
void tdm_fhir_outcome(struct tdm_buf *out, struct tdm_fhir_in *in, const struct tdm_problems *problems);

#endif
