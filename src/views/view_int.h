/* view_int.h - what the documents share: labels, values, reasons as sentences. */
#ifndef TDM_VIEW_INT_H
#define TDM_VIEW_INT_H

#include "views/views.h"
#include "json/json.h"

/* ---- labels.c: names as people read them; all in view->mem */
tdm_str view_words(const struct tdm_view *view, enum tdm_message message, const struct tdm_arg *args, uint32_t count);
tdm_str view_plain(const struct tdm_view *view, enum tdm_message message);
tdm_str view_format(const struct tdm_view *view, const char *format, ...) TDM_FORMAT(2, 3);
tdm_str view_date(const struct tdm_view *view, tdm_date date);
tdm_str view_date_long(const struct tdm_view *view, tdm_date date);
tdm_str view_roles(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_mask roles, const char *between);
tdm_str view_mask(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind,
                  tdm_mask mask);
tdm_str view_look(const struct tdm_view *view, const struct tdm_source *source); /* when it was opened last, or never */
tdm_str
view_strength_order(const struct tdm_view *view); /* evidence_view.c: the strengths of sources, strongest first */
tdm_str view_class(const struct tdm_view *view, const struct tdm_standing *standing,
                   uint32_t load_class); /* its label */
bool view_class_is_top(const struct tdm_standing *standing, uint32_t load_class);
tdm_str view_at_most(const struct tdm_view *view, const struct tdm_standing *standing,
                     uint32_t load_class); /* "at most light load"; of the highest class: "every load class" */
tdm_str view_value(const struct tdm_view *view, const struct tdm_catalog *catalog, tdm_ref measure, tdm_value value);
tdm_str view_site(const struct tdm_view *view, const struct tdm_chart *chart,
                  const struct tdm_catalog *catalog);           /* "right knee" */
tdm_str view_pretty(const struct tdm_view *view, tdm_str name); /* early-loading -> early loading, in the language */

/* ---- language.c: texts of the data in the language asked for; what has none is told in English, and said to be */
tdm_str view_text(const struct tdm_view *view, tdm_str said);
tdm_str view_label(const struct tdm_view *view, const struct tdm_catalog *catalog, enum tdm_catalog_kind kind,
                   tdm_ref ref);
bool view_by_names(
    const struct tdm_view *view); /* are names told as the protocol writes them, so that a line is found? */
tdm_str view_name(const struct tdm_view *view, tdm_str name); /* as written where view_by_names, else as view_pretty */
tdm_str view_word(const struct tdm_view *view, const char *word); /* of the notation or of JSON: "not-yet" */
tdm_str view_named(const struct tdm_view *view, enum tdm_message message, tdm_str ref); /* its one argument {ref} */
tdm_str view_entry_word(const struct tdm_view *view, enum tdm_entry_kind kind);
tdm_str view_said(const struct tdm_view *view,
                  tdm_str name);                  /* by a chart: its own words, in the language where it is known */
const char *view_or(const struct tdm_view *view); /* " or " */
tdm_str view_truth(const struct tdm_view *view, enum tdm_truth truth);
size_t view_truth_width(const struct tdm_view *view); /* of a column of them, with two blanks */
tdm_str view_span(const struct tdm_view *view, tdm_span span);
enum tdm_message view_work_head(enum tdm_work_rank rank);      /* worklist_view.c: what is over one urgency */
enum tdm_message view_bound_message(enum tdm_bound_kind kind); /* swap_view.c: "at least {value}" */
tdm_str view_bound(const struct tdm_view *view, const struct tdm_bound *bound); /* swap_view.c: "at least 60 deg" */
const struct tdm_protocol *view_protocol(const struct tdm_standing *standing);
const struct tdm_catalog *view_catalog(const struct tdm_standing *standing);
const struct tdm_entry *view_entry(const struct tdm_standing *standing, uint32_t entry); /* or null */

/* ---- criterion_words.c: conditions and days of a protocol; in English in the words of the notation */
tdm_str view_criterion_of(const struct tdm_view *view, const struct tdm_scope *scope,
                          const struct tdm_criterion *criterion);
/* One line each, two blanks a level. */
tdm_str view_condition(const struct tdm_view *view, const struct tdm_scope *scope,
                       const struct tdm_condition *condition);
tdm_str view_day_expr(const struct tdm_view *view, const struct tdm_scope *scope, const struct tdm_day_expr *day);

/* ---- reason_words.c */
enum view_ref {
    VIEW_REF_NONE,
    VIEW_REF_MEASURE,
    VIEW_REF_CLEARANCE,
    VIEW_REF_GATE,
    VIEW_REF_PHASE,
    VIEW_REF_FLAG,
    VIEW_REF_FINDING,
    VIEW_REF_ATTRIBUTE,
    VIEW_REF_EXERCISE,
    VIEW_REF_RESTRICTION
};
enum view_ref view_reason_ref(enum tdm_reason_code code);
tdm_str view_ref_name(const struct tdm_view *view, const struct tdm_standing *standing, enum view_ref kind,
                      tdm_ref ref);
tdm_str view_reason(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_reason *reason);
/* The same of a criterion of a condition: of a block all three counts, as "1 of 6 does not hold" hides what cannot be
 * told. */
tdm_str view_check_reason(const struct tdm_view *view, const struct tdm_standing *standing,
                          const struct tdm_condition *condition, const struct tdm_check *checks, uint32_t node);
tdm_str view_needs(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_check *check);
tdm_str view_criterion(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_criterion *criterion);
tdm_str view_owed_what(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_owed *owed);
tdm_str view_owed_when(const struct tdm_view *view, const struct tdm_owed *owed);
tdm_str view_restriction_of(const struct tdm_view *view, const struct tdm_case *episode, tdm_ref restriction,
                            const struct tdm_restriction_answer *answer);
tdm_str view_restriction_until(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t restriction);
tdm_str view_clause(const struct tdm_view *view, const struct tdm_protocol *protocol,
                    tdm_clause_id clause); /* "knee.tandem, line 12: ..." */
tdm_str view_cites(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_clause_id clause);
/* The day on which a gate that is shut could open, and that it does not do so by itself. */
tdm_str view_gate_when(const struct tdm_view *view, const struct tdm_standing *standing, tdm_date earliest);
const char *view_phase_state_word(enum tdm_phase_state state);
const char *view_gate_state_word(const struct tdm_gate_answer *gate);
const char *view_restriction_state_word(enum tdm_restriction_state state);
const char *view_owed_kind_word(enum tdm_owed_kind kind);
const char *view_owed_state_word(enum tdm_owed_state state);
tdm_str view_when(const struct tdm_view *view, tdm_str name, const struct tdm_when *when);

/* ---- json_parts.c: the pieces that several JSON documents hold */
void view_json_head(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                    const char *document);
void view_json_language(struct tdm_json_writer *w, const struct tdm_view *view);
void view_json_date(struct tdm_json_writer *w, const char *key, tdm_date date); /* null for none */
void view_json_text(struct tdm_json_writer *w, const char *key, tdm_str text);
void view_json_clause(struct tdm_json_writer *w, const struct tdm_protocol *protocol, const char *key,
                      tdm_clause_id clause);
void view_json_reason(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing,
                      const char *key, const struct tdm_reason *reason);
void view_json_when(struct tdm_json_writer *w, const char *key, const struct tdm_when *when,
                    const struct tdm_protocol *protocol);
void view_json_names(struct tdm_json_writer *w, const char *key, const struct tdm_catalog *catalog,
                     enum tdm_catalog_kind kind, tdm_mask mask);
void view_json_entry(struct tdm_json_writer *w, const struct tdm_standing *standing, const char *key, uint32_t entry);

/* ---- safety_view.c */
tdm_str view_adverse_relation(const struct tdm_view *view, const struct tdm_standing *standing,
                              const struct tdm_adverse *event);

/* ---- options_text.c: also the words of options_json.c */
struct tdm_standing view_options_standing(const struct tdm_options *options, const struct tdm_case *seen_through);
tdm_str view_limiting(const struct tdm_view *view, enum tdm_limiting limiting);
tdm_str view_way(const struct tdm_view *view, enum tdm_way way);
tdm_str view_availability(const struct tdm_view *view, const struct tdm_standing *facts,
                          const struct tdm_options *options, enum tdm_way way);
tdm_str view_argument_word(const struct tdm_view *view, enum tdm_truth truth);
tdm_str view_flip_difference(const struct tdm_view *view, const struct tdm_options *options,
                             const struct tdm_flip_case *c);
tdm_str view_flip_fact(const struct tdm_view *view, const struct tdm_options *options, const struct tdm_flip *flip);
tdm_str view_flip_case(const struct tdm_view *view, const struct tdm_options *options, const struct tdm_flip *flip,
                       const struct tdm_flip_case *flip_case);

/* What guidelines say, side by side; also in options_json.c, and beside a protocol's evidence. */
void view_position_text(const struct tdm_view *view, const struct tdm_protocol *frame,
                        const struct tdm_position *position); /* and its source below it */
void view_position_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_protocol *frame,
                        const struct tdm_position *position);
/* Those of a procedure left out, unless it is none. */
void view_positions_text(const struct tdm_view *view, const struct tdm_decision *decision, tdm_ref but);
void view_positions_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_decision *decision);

/* ---- protocol_view.c: also of a decision's frame */
tdm_str view_cited(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_clause_id clause);
void view_json_frame(const struct tdm_view *view, const struct tdm_protocol *protocol, const char *document);
void view_text_sources(const struct tdm_view *view, const struct tdm_protocol *protocol);

/* ---- standing_text.c: also the head of the other text documents */
tdm_str view_asof_line(const struct tdm_view *view, const struct tdm_standing *standing);
void view_text_head(const struct tdm_view *view, const struct tdm_standing *standing);
void view_text_notice(const struct tdm_view *view);
tdm_str view_term_name(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_ceiling_term *term); /* "phase repair (line 12)" */
/* ---- score_view.c: a row of a threshold, and what it is of */
tdm_str view_threshold_value(const struct tdm_view *view, const struct tdm_threshold *t);
tdm_str view_threshold_words(const struct tdm_view *view, const struct tdm_instrument *instrument,
                             const struct tdm_threshold *t);
/* ---- drawing_svg.c: into a page that has the style sheet; alone, with it */
void view_drawing(struct tdm_html *h, const struct tdm_view *view, const struct tdm_drawing *drawing, tdm_str title,
                  tdm_str description);
/* ---- safety_view.c */
void view_safety_text(const struct tdm_view *view, const struct tdm_standing *standing);
void view_safety_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing);
/* ---- neighbours_view.c: the person's other episodes */
tdm_str view_neighbour_name(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour);
tdm_str view_neighbour_bars(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t neighbour,
                            tdm_ref exercise); /* "squat is not allowed by ...; tell both: ..." */
void view_neighbours_text(const struct tdm_view *view, const struct tdm_standing *standing);
void view_neighbours_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *standing);
/* ---- difference_view.c: also for the documents that show what an entry would change */
void view_differences_text(const struct tdm_view *view, const struct tdm_standing *before,
                           const struct tdm_standing *after, uint32_t indent);
void view_differences_json(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_standing *before,
                           const struct tdm_standing *after);

#endif
