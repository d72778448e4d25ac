/* page_parts.h - documents as pieces of HTML, for pages of which somebody else makes the frame (the screens). No style and
 * no script stands in them: classes only. Charts have title, desc and a table with the same content. Pure. */
#ifndef TDM_PAGE_PARTS_H
#define TDM_PAGE_PARTS_H

#include "engine/record.h"
#include "engine/worklist.h"
#include "views/catalog_pages.h"
#include "views/views.h"

struct tdm_piece { /* where a piece goes */
    const struct tdm_view *view; /* its `out` is that of `h` */
    struct tdm_html *h;
};

/* ---- words that pages need of a standing */
tdm_str tdm_part_site(const struct tdm_view *view, const struct tdm_chart *chart, const struct tdm_catalog *catalog); /* "right knee" */
tdm_str tdm_part_date(const struct tdm_view *view, tdm_date date);       /* "2 Mar 2026" */
tdm_str tdm_part_date_long(const struct tdm_view *view, tdm_date date);  /* "Monday 2 March 2026" */
tdm_str tdm_part_label(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind, tdm_ref ref);
tdm_str tdm_part_name(const struct tdm_view *view, tdm_str name);        /* early-loading: "early loading" */
tdm_str tdm_part_gate(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_ref gate); /* with what it opens */
tdm_str tdm_part_text(const struct tdm_view *view, tdm_str said);        /* of the data, in the language */
tdm_str tdm_part_reason(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_reason *reason);
/* Of a line of a gate's condition: what is so; of a block all three counts. */
tdm_str tdm_part_check_reason(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t gate, uint32_t node);
tdm_str tdm_part_gate_when(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date earliest); /* "could open on ..." */
tdm_str tdm_part_from(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date day); /* "from tomorrow, 2 Mar 2026" */
tdm_str tdm_part_phase_state(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref phase); /* "on hold since ..." */
tdm_str tdm_part_criterion(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_criterion *criterion);
tdm_str tdm_part_truth(const struct tdm_view *view, enum tdm_truth truth);
tdm_str tdm_part_at_most(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t load_class);
tdm_str tdm_part_binding(const struct tdm_view *view, const struct tdm_standing *standing); /* the terms that set the ceiling */
tdm_str tdm_part_dose(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_exercise_answer *answer);
tdm_str tdm_part_owed(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_owed *owed);
tdm_str tdm_part_owed_when(const struct tdm_view *view, const struct tdm_owed *owed);
/* Name, latest, baseline, change with the error of measurement. */
void tdm_part_measured(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_measured *measured, tdm_str out[4]);
/* Who can settle a check: of an open warning sign, whom its protocol calls. */
tdm_mask tdm_part_asked(const struct tdm_standing *standing, const struct tdm_check *check);
tdm_str tdm_part_roles(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_mask roles);

/* ---- pieces */
void tdm_part_heads(const struct tdm_piece *part, const enum tdm_message *heads, size_t count); /* the row of a table's columns */
void tdm_part_emergency(const struct tdm_piece *part, const struct tdm_standing *standing);
void tdm_part_tracks(const struct tdm_piece *part, const struct tdm_standing *standing);
void tdm_part_ceiling(const struct tdm_piece *part, const struct tdm_standing *standing);
tdm_str tdm_part_limit_set(const struct tdm_piece *part, const struct tdm_standing *standing); /* by what, and until when */
void tdm_part_gates(const struct tdm_piece *part, const struct tdm_standing *standing);       /* with their argument trees */
void tdm_part_restrictions(const struct tdm_piece *part, const struct tdm_standing *standing);
void tdm_part_owed_list(const struct tdm_piece *part, const struct tdm_standing *standing);
void tdm_part_measures(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_record *record);
/* The rest of the standing: open things, findings, hand-offs, baseline, loads, deviations: as in its text. */
void tdm_part_rest(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_record *record);
void tdm_part_roadmap(const struct tdm_piece *part, const struct tdm_standing *standing); /* as in its text */
/* What the rules of progression say of each exercise prescribed, and why. How many there are. */
uint32_t tdm_part_progression(const struct tdm_piece *part, const struct tdm_standing *standing);
/* Each measure in numbers against the person's own first value, with a chart and a table. How many there are. */
uint32_t tdm_part_progress(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_record *record);
/* The charts alone, with their tables: of each measure that has more than one day. */
void tdm_part_measure_charts(const struct tdm_piece *part, const struct tdm_standing *standing, const struct tdm_record *record);
tdm_str tdm_part_finding_course(const struct tdm_view *view, const struct tdm_standing *standing,
                                const struct tdm_finding_life *life); /* its state, and each entry about it */
/* Load allowed, prescribed and done, week by week, drawn and as a table. */
void tdm_part_load_weeks(const struct tdm_piece *part, const struct tdm_standing *standing);
void tdm_part_timeline(const struct tdm_piece *part, const struct tdm_standing *standing);
void tdm_part_glance(const struct tdm_piece *part, const struct tdm_standing *standing); /* today in short, for a patient */
void tdm_part_sheet(const struct tdm_piece *part, const struct tdm_standing *standing);
/* A line of the work list as its words: all that a list over many episodes keeps of each. The chart's texts stay its own. */
struct tdm_work_row {
    struct tdm_urgency urgency;
    tdm_mask roles;
    tdm_str episode, patient, site, what, when, waits, by;
    tdm_str name; /* of the person, where it is kept and may be shown; tdm_work_row_of knows none */
};
struct tdm_work_row tdm_work_row_of(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_work *work);
/* In the order given, under their urgencies. Episodes are linked as `base` and their name. */
void tdm_part_worklist(const struct tdm_piece *part, const struct tdm_work_row *const *rows, uint32_t count, tdm_str base);
void tdm_part_differences(const struct tdm_piece *part, const struct tdm_standing *before, const struct tdm_standing *after);
void tdm_part_judgement(const struct tdm_piece *part, const struct tdm_judgement *judgement);

/* Adverse events; one that nobody has judged is linked as `base` and its name. */
void tdm_part_adverse(const struct tdm_piece *part, const struct tdm_standing *standing, tdm_str base);
/* What limits, the four ways side by side with their arguments as trees, what would flip it, guidelines, legal status. */
void tdm_part_options(const struct tdm_piece *part, const struct tdm_options *options);

/* ---- pages of the catalogue by their file names (catalog_pages.h), without their frame. False: there is no such page */
bool tdm_part_catalog(const struct tdm_piece *part, const struct tdm_catalog_content *content, tdm_str file, tdm_str *title) TDM_CHECKED;

#endif
