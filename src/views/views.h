/* views.h - documents: the standing, the patient's sheet, the timeline, the argument of an answer, a protocol, a list of
 * problems; as text, JSON, HTML or SVG. Pure: values in, bytes out. Every document names its day and its knowledge. */
#ifndef TDM_VIEWS_H
#define TDM_VIEWS_H

#include "engine/engine.h"
#include "engine/options.h"
#include "engine/verdict.h"
#include "engine/stand_in.h"
#include "engine/worklist.h"
#include "biology/model.h"
#include "biology/claimed.h"
#include "lab/study.h"
#include "figure/figure.h"
#include "proof/diff.h"
#include "proof/proof.h"
#include "proof/scenario.h"
#include "render/render.h"
#include "scoring/scoring.h"
#include "words/texts.h"

struct tdm_json;

#define TDM_VIEW_BYTES_MAX ((size_t)16 << 20)

/* Pictures that were computed before, of whoever shows many sheets; `mem` outlives the views. */
#define TDM_PICTURES_MAX 128u
struct tdm_pictures {
    struct tdm_arena *mem;
    const struct tdm_drawing *drawings[TDM_PICTURES_MAX];
    struct tdm_picture pictures[TDM_PICTURES_MAX];
    uint32_t count;
};
struct tdm_view {
    struct tdm_arena *mem;
    struct tdm_buf *out;
    enum tdm_language language;
    const struct tdm_texts *texts; /* the texts of the data in that language; null: English, or none are known */
    uint32_t width;  /* of text, in columns; 0: 100 */
    bool labels;     /* English: names of the protocol by their labels, as on screens; false: as its lines have them */
    bool acwr;       /* also tell acute to chronic load, with what speaks against it */
    tdm_str known;   /* the instant as asked, printed beside the day; empty: everything in the chart */
    const struct tdm_drawings *drawings; /* of exercises, beside what may be done on a printed sheet; or null */
    struct tdm_pictures *pictures; /* kept from one page to the next; null: each is computed where it is shown */
    tdm_str phone, emergency; /* numbers to call, as a sheet prints them; empty: a line to write on */
    tdm_str missing; /* other charts of the person that were not at hand; told, since their limits are not in the answer */
};

/* ---- of a standing. JSON: docs/schema/standing.schema.json, "tandem": 1 */
void tdm_view_standing_text(const struct tdm_view *view, const struct tdm_standing *standing);
void tdm_view_standing_json(const struct tdm_view *view, const struct tdm_standing *standing);

/* ---- the may / may-not sheet: what, until when, why; to do; when to stop and call (S59, F042) */
void tdm_view_sheet_text(const struct tdm_view *view, const struct tdm_standing *standing);
void tdm_view_sheet_html(const struct tdm_view *view, const struct tdm_standing *standing); /* one file, large print, no script */
void tdm_view_sheet_json(const struct tdm_view *view, const struct tdm_standing *standing);

/* ---- the timeline: two tracks side by side, planned and actual, windows with uncertain ends, gates, restrictions, events, today */
void tdm_view_timeline_text(const struct tdm_view *view, const struct tdm_standing *standing);
void tdm_view_timeline_svg(const struct tdm_view *view, const struct tdm_standing *standing);
void tdm_view_timeline_json(const struct tdm_view *view, const struct tdm_standing *standing);

/* ---- why THING: the argument tree of a gate, clearance, phase, restriction, exercise, measure or `ceiling`. Codes V001... */
bool tdm_view_why_text(const struct tdm_view *view, const struct tdm_standing *standing, tdm_str thing,
                       struct tdm_problem *problem) TDM_CHECKED;
bool tdm_view_why_json(const struct tdm_view *view, const struct tdm_standing *standing, tdm_str thing,
                       struct tdm_problem *problem) TDM_CHECKED;

/* ---- an entry tried before it is made, and what differs between two standings: docs/schema/verdict.schema.json,
 * difference.schema.json */
void tdm_view_verdict_text(const struct tdm_view *view, const struct tdm_judgement *judgement);
void tdm_view_verdict_json(const struct tdm_view *view, const struct tdm_judgement *judgement);
/* `what` is the question in words, printed above: "procedure 9 days later". */
void tdm_view_difference_text(const struct tdm_view *view, tdm_str what, const struct tdm_standing *before,
                              const struct tdm_standing *after);
void tdm_view_difference_json(const struct tdm_view *view, tdm_str what, const struct tdm_standing *before,
                              const struct tdm_standing *after);

/* ---- what a new text of its protocol would change for an episode (M104) */
struct tdm_impact;
void tdm_view_impact_text(const struct tdm_view *view, tdm_str name, const struct tdm_impact *impact);

/* ---- what may stand in for an exercise: docs/schema/swap.schema.json */
void tdm_view_swap_text(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_stand_ins *swap);
void tdm_view_swap_json(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_stand_ins *swap);

/* ---- what is owed over many charts: docs/schema/worklist.schema.json */
struct tdm_work_told { /* one item, told while its standing is there, so that a list over any number of charts needs them one by one */
    struct tdm_urgency urgency;
    tdm_str bytes;
};
/* In view->mem; view->out is not written. */
struct tdm_work_told tdm_view_work(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_work *work,
                                   bool json);
/* The whole list in its order: tdm_urgency_compare, then as the charts were given. */
struct tdm_work_list {
    uint32_t count, charts;
    tdm_date on; /* of the first chart */
    /* Items are asked for one after the other, each once; its bytes are borrowed until the next. What view->out holds by
     * then may be taken away. */
    struct tdm_work_told (*item)(void *context, uint32_t at);
    void *context;
};
void tdm_view_worklist_text(const struct tdm_view *view, const struct tdm_work_list *list);
void tdm_view_worklist_json(const struct tdm_view *view, const struct tdm_work_list *list);

/* ---- baseline, findings and what follows from them: docs/schema/roadmap.schema.json */
void tdm_view_roadmap_text(const struct tdm_view *view, const struct tdm_standing *standing);
void tdm_view_roadmap_json(const struct tdm_view *view, const struct tdm_standing *standing);

/* ---- a protocol without a patient: phases, gates, restrictions, sources, share of own clauses */
void tdm_view_protocol_text(const struct tdm_view *view, const struct tdm_protocol *protocol);
void tdm_view_protocol_json(const struct tdm_view *view, const struct tdm_protocol *protocol);
/* the catalogue: kinds with their counts (kind -1), or the items of one kind (docs/schema/catalog.schema.json) */
void tdm_view_catalog_text(const struct tdm_view *view, const struct tdm_catalog *catalog, int kind);
void tdm_view_catalog_json(const struct tdm_view *view, const struct tdm_catalog *catalog, int kind);
/* the drawing of an exercise, as a file of its own */
void tdm_view_drawing_svg(const struct tdm_view *view, const struct tdm_catalog *catalog, const struct tdm_drawing *drawing);
/* what its clauses rest on, as of a day, and what guidelines say by the decision of its condition, or null
 * (docs/schema/evidence.schema.json) */
void tdm_view_evidence_text(const struct tdm_view *view, const struct tdm_protocol *protocol,
                            const struct tdm_decision *decision, tdm_date on);
void tdm_view_evidence_json(const struct tdm_view *view, const struct tdm_protocol *protocol,
                            const struct tdm_decision *decision, tdm_date on);
/* healing windows and earliest days of protocols side by side (docs/schema/windows.schema.json) */
void tdm_view_windows_text(const struct tdm_view *view, const struct tdm_protocol *const *protocols, uint32_t count);
void tdm_view_windows_json(const struct tdm_view *view, const struct tdm_protocol *const *protocols, uint32_t count);

/* ---- what is proved of a protocol: docs/schema/proof.schema.json */
void tdm_view_proof_json(const struct tdm_view *view, const struct tdm_protocol *protocol,
                         const struct tdm_promises *promises, const struct tdm_bounds *bounds);

/* ---- two protocols beside each other, by what they mean (M103): docs/schema/meaning.schema.json */
void tdm_view_diff_text(const struct tdm_view *view, const struct tdm_diff *diff);
void tdm_view_diff_json(const struct tdm_view *view, const struct tdm_diff *diff);

/* ---- an instrument, its scores, and what changed since a baseline: docs/schema/score.schema.json */
struct tdm_scored {
    const struct tdm_instrument *instrument;
    tdm_str rule;                                    /* only scores by it; empty: all but the older ones */
    const struct tdm_score_result *results, *before; /* a score each; before: null without a baseline */
    const struct tdm_score_change *changes;                /* likewise */
};
bool tdm_score_shown(const struct tdm_score *score, tdm_str rule);
void tdm_view_instrument_text(const struct tdm_view *view, const struct tdm_instrument *instrument);
void tdm_view_score_text(const struct tdm_view *view, const struct tdm_scored *scored);
void tdm_view_score_json(const struct tdm_view *view, const struct tdm_scored *scored);

/* ---- a decision without a patient, and its options for an episode (docs/schema/options.schema.json) */
void tdm_view_decision_text(const struct tdm_view *view, const struct tdm_decision *decision);
void tdm_view_decision_json(const struct tdm_view *view, const struct tdm_decision *decision);
void tdm_view_options_text(const struct tdm_view *view, const struct tdm_options *options);
void tdm_view_options_json(const struct tdm_view *view, const struct tdm_options *options);

/* ---- scenarios that were run (docs/schema/tests.schema.json) */
struct tdm_test_report {
    const struct tdm_scenarios *scenarios;
    const struct tdm_protocol *protocol;
    const struct tdm_scenario_run *run;
    const struct tdm_mutation_report *mutation; /* or null */
};
void tdm_view_tests_text(const struct tdm_view *view, const struct tdm_test_report *reports, uint32_t count);
void tdm_view_tests_json(const struct tdm_view *view, const struct tdm_test_report *reports, uint32_t count);

/* ---- problems of an input: as a person reads them, and as JSON (docs/schema/problems.schema.json) */
void tdm_view_problems_text(const struct tdm_view *view, const struct tdm_problems *problems, tdm_str file, tdm_str source);
struct tdm_rests_on { /* what it is under that a checked protocol has no error */
    bool told;
    int32_t wait_days; /* so late may criteria and signatures each come, all at once; TDM_DAYS_INFINITE: however late */
};
tdm_str tdm_view_rests_on(const struct tdm_view *view, const struct tdm_rests_on *rests);
struct tdm_checked {
    tdm_str file;
    const struct tdm_problems *problems;
    struct tdm_rests_on rests;
};
void tdm_view_problems_json(const struct tdm_view *view, const struct tdm_checked *files, uint32_t count);
/* ... and as a SARIF 2.1.0 log (docs/schema/sarif.schema.json). `explained_lines` as below. */
struct tdm_sarif_file {
    tdm_str file;
    const struct tdm_problems *problems;
    const tdm_str *mends; /* one a problem: what to write in its place; at(null): a person decides. null: none known */
};
void tdm_view_sarif(const struct tdm_view *view, tdm_str version, tdm_str explained_lines, const struct tdm_sarif_file *files,
                    uint32_t count);
tdm_str tdm_view_uri(struct tdm_arena *mem, tdm_str path); /* a path as a URI reference */

/* ---- a problem code explained (docs/schema/explanation.schema.json). `lines`: what tools/explain.py made at build */
struct tdm_explained {
    tdm_str code, about, when, way;
    bool is_note;
    const struct tdm_json *line;
};
bool tdm_view_explained(struct tdm_arena *mem, tdm_str lines, tdm_str code, struct tdm_explained *out) TDM_CHECKED;
tdm_str tdm_view_nearest_code(struct tdm_arena *mem, tdm_str lines, tdm_str wanted); /* or empty */
void tdm_view_explain_text(const struct tdm_view *view, const struct tdm_explained *explained);
void tdm_view_explain_json(const struct tdm_view *view, const struct tdm_explained *explained);

/* A reason as a sentence, for those who write other documents than the views of this room. */
tdm_str tdm_view_reason(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_reason *reason);

/* ---- the lab: published rows beside the model, as text, JSON or CSV */
struct tdm_lab_rows {
    const struct tdm_bio_model *model;
    const struct tdm_bio_run *run;
    const struct tdm_bio_row_answer *answers, *sceptical; /* a row each; sceptical: a product without biological effect */
    double rms;
    const struct tdm_bio_refit *refit; /* of --refit; or null */
};
/* The honest head before a virtual chart: comment lines of the notation, or one of lines of JSON. */
void tdm_view_lab_comment(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void tdm_view_lab_comment_json(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void tdm_view_lab_rows_text(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void tdm_view_lab_rows_json(const struct tdm_view *view, const struct tdm_lab_rows *rows);
void tdm_view_lab_rows_csv(const struct tdm_view *view, const struct tdm_lab_rows *rows);

/* ---- what is said of combined care, held against draws of the priors; `rows`: the model's calibration, for the head */
struct tdm_lab_claims {
    const struct tdm_bio_claims *claims;
    const struct tdm_bio_claims_run *run;
    const struct tdm_bio_claims_result *result;
    struct tdm_lab_rows rows;
};
void tdm_view_claims_text(const struct tdm_view *view, const struct tdm_lab_claims *lab);
void tdm_view_claims_json(const struct tdm_view *view, const struct tdm_lab_claims *lab);
void tdm_view_claims_csv(const struct tdm_view *view, const struct tdm_lab_claims *lab);
void tdm_view_claims_html(const struct tdm_view *view, const struct tdm_lab_claims *lab);

/* ---- a study of the closed loop; `rows`: the model's calibration, for the head */
struct tdm_lab_study {
    const struct tdm_study *study;
    const struct tdm_study_run *run;
    const struct tdm_study_result *result;
    struct tdm_lab_rows rows;
    const struct tdm_study_trial *trials; /* of `tandem lab power`; or none */
    uint32_t trial_count;
    const struct tdm_study_sweep *sweep;  /* of `tandem lab sweep`: `study` has its values as arms; or null */
    tdm_str of_arm;
    const struct tdm_study_swept *swept;
};
void tdm_view_study_html(const struct tdm_view *view, const struct tdm_lab_study *lab);
void tdm_view_study_text(const struct tdm_view *view, const struct tdm_lab_study *lab);
void tdm_view_study_json(const struct tdm_view *view, const struct tdm_lab_study *lab);
void tdm_view_study_csv(const struct tdm_view *view, const struct tdm_lab_study *lab);

#endif
