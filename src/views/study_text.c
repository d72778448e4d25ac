/* study_text.c - a study of the closed loop as text: the honest head first, the sceptical figure beside every other. */
#include "views/study_view.h"

static tdm_str figure(const struct tdm_view *view, double value) {
    return view_format(view, "%.1f", value);
}

static tdm_str with_error(const struct tdm_view *view, const struct tdm_study_figure *f) {
    return view_format(view, "%+.2f +- %.2f", f->mean, f->error);
}

static tdm_str message(const struct tdm_view *view, enum tdm_message which, int64_t n) {
    struct tdm_arg args[] = {TDM_ARG_I("n", n)};
    return view_words(view, which, args, 1);
}

/* ---- words */

tdm_str study_head_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, lab->study->digest);
    struct tdm_arg args[] = {TDM_ARG_T("ref", lab->study->name), TDM_ARG_T("value", lab->study->version),
                             TDM_ARG_T("words", tdm_str_slice(tdm_buf_str(&digest), 0, 16)),
                             TDM_ARG_I("n", lab->run->patients), TDM_ARG_I("of_n", lab->study->weeks)};
    return view_words(view, TDM_MSG_STUDY_HEAD, args, TDM_COUNT(args));
}

tdm_str study_stays(const struct tdm_view *view, const struct tdm_study *study) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (uint32_t i = 0; i < study->map_count; i++)
        if (study->maps[i].stays) tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(study->maps[i].name));
    return tdm_buf_str(&out);
}

tdm_str study_held_by(const struct tdm_view *view, const struct tdm_study_arm *arm, const struct tdm_study_gate *gates,
                      uint32_t gate) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    if (gates[gate].held_count == 0) return TDM_STR("-");
    const struct tdm_condition *condition = &arm->protocol->gates[gate].condition;
    tdm_condition_line_print(&out, condition, gates[gate].held_node, &arm->protocol->scope);
    return tdm_buf_str(&out);
}

/* ---- tables */

static void put_title(const struct tdm_view *view, tdm_str title) {
    tdm_buf_char(view->out, '\n');
    lab_put(view, title);
}

static void put_levels(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const struct tdm_text_column columns[] = {{"arm", 4, 20, false},      {"week", 4, 5, true},
                                                     {"pain", 10, 30, true},     {"function", 10, 30, true},
                                                     {"strength", 10, 30, true}, {"structure", 10, 30, true}};
    struct tdm_text_table table;
    put_title(view, view_plain(view, TDM_MSG_STUDY_LEVELS));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        for (uint32_t at = 0; at < lab->study->read_count; at++) {
            tdm_table_cell(&table, at == 0 ? lab->study->arms[arm].name : TDM_STR(""));
            tdm_table_cell(&table, view_format(view, "%u", (unsigned)lab->study->read[at]));
            for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
                const struct tdm_study_figure *f = &lab->result->arms[arm].level[at * TDM_STUDY_OUTCOMES + o];
                int digits = o == TDM_STUDY_OF_PAIN ? 1 : 0;
                tdm_table_cell(&table, view_format(view, "%.1f +-%.1f, %.*f..%.*f", f->mean, f->error, digits, f->low,
                                                   digits, f->high));
            }
        }
    tdm_table_print(&table, view->out, view->width, 2);
}

static void put_changes(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const struct tdm_text_column columns[] = {
        {"arm", 4, 20, false}, {"of", 4, 12, false}, {"change", 10, 20, true}, {"without", 10, 20, true}};
    struct tdm_text_table table;
    put_title(view, message(view, TDM_MSG_STUDY_CHANGES, lab->study->weeks));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            tdm_table_cell(&table, o == 0 ? lab->study->arms[arm].name : TDM_STR(""));
            tdm_table_cell(&table, tdm_study_outcome_words[o]);
            tdm_table_cell(&table, with_error(view, &lab->result->arms[arm].change[o]));
            tdm_table_cell(&table, with_error(view, &lab->result->arms[arm].sceptical[o]));
        }
    tdm_table_print(&table, view->out, view->width, 2);
}

static void put_pairs(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const struct tdm_text_column columns[] = {{"arms", 8, 44, false},
                                                     {"of", 4, 12, false},
                                                     {"difference", 10, 20, true},
                                                     {"5 % to 95 %", 10, 20, true},
                                                     {"without", 10, 20, true}};
    struct tdm_text_table table;
    put_title(view, message(view, TDM_MSG_STUDY_PAIRS, lab->study->weeks));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < lab->result->pair_count; i++) {
        const struct tdm_study_pair *pair = &lab->result->pairs[i];
        tdm_str first = lab->study->arms[pair->first].name, second = lab->study->arms[pair->second].name;
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            tdm_table_cell(&table,
                           o > 0 ? TDM_STR("") : view_format(view, "%.*s less %.*s", TDM_FMT(first), TDM_FMT(second)));
            tdm_table_cell(&table, tdm_study_outcome_words[o]);
            tdm_table_cell(&table, with_error(view, &pair->less[o]));
            tdm_table_cell(&table, view_format(view, "%+.1f to %+.1f", pair->less[o].low, pair->less[o].high));
            tdm_table_cell(&table, with_error(view, &pair->sceptical[o]));
        }
    }
    tdm_table_print(&table, view->out, view->width, 2);
}

/* Means add up: nothing done, then what saline adds to it, then what the arm adds to that. */
static void put_parts(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const struct tdm_text_column columns[] = {
        {"arm", 4, 20, false},    {"of", 4, 12, false},      {"change", 6, 10, true}, {"nothing done", 6, 14, true},
        {"context", 6, 10, true}, {"the rest", 6, 10, true}, {"without", 6, 10, true}};
    const struct tdm_study *study = lab->study;
    struct tdm_text_table table;
    if (study->natural < 0 || study->placebo < 0) return;
    put_title(view, message(view, TDM_MSG_STUDY_PARTS, study->weeks));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        if ((int)arm == study->natural || (int)arm == study->placebo) continue;
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            const struct tdm_study_arm_result *arms = lab->result->arms;
            double natural = arms[study->natural].change[o].mean, placebo = arms[study->placebo].change[o].mean;
            tdm_table_cell(&table, o == 0 ? study->arms[arm].name : TDM_STR(""));
            tdm_table_cell(&table, tdm_study_outcome_words[o]);
            tdm_table_cell(&table, view_format(view, "%+.2f", arms[arm].change[o].mean));
            tdm_table_cell(&table, view_format(view, "%+.2f", natural));
            tdm_table_cell(&table, view_format(view, "%+.2f", placebo - natural));
            tdm_table_cell(&table, view_format(view, "%+.2f", arms[arm].change[o].mean - placebo));
            tdm_table_cell(&table, view_format(view, "%+.2f",
                                               arms[arm].sceptical[o].mean - arms[study->placebo].sceptical[o].mean));
        }
    }
    tdm_table_print(&table, view->out, view->width, 2);
}

static void put_gates(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const struct tdm_text_column columns[] = {
        {"arm", 4, 20, false}, {"gate", 6, 24, false},     {"passed", 4, 8, true},     {"never", 4, 8, true},
        {"weeks", 4, 8, true}, {"closed at", 4, 10, true}, {"held by", 12, 60, false}, {"at", 3, 8, true}};
    struct tdm_text_table table;
    put_title(view, view_plain(view, TDM_MSG_STUDY_GATES));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_protocol *protocol = lab->study->arms[arm].protocol;
        const struct tdm_study_gate *gates = lab->result->arms[arm].gates;
        for (uint32_t g = 0; protocol != NULL && g < protocol->gate_count; g++) {
            double never = 100.0 * (double)(lab->run->patients - gates[g].passed) / (double)lab->run->patients;
            tdm_table_cell(&table, g == 0 ? lab->study->arms[arm].name : TDM_STR(""));
            tdm_table_cell(&table, gates[g].name);
            tdm_table_cell(&table, view_format(view, "%u", (unsigned)gates[g].passed));
            tdm_table_cell(&table, view_format(view, "%.0f %%", never));
            tdm_table_cell(&table, gates[g].passed == 0 ? TDM_STR("-") : figure(view, gates[g].median_weeks));
            tdm_table_cell(&table, view_format(view, "%u", (unsigned)gates[g].waited));
            tdm_table_cell(&table, study_held_by(view, &lab->study->arms[arm], gates, g));
            tdm_table_cell(&table, view_format(view, "%u", (unsigned)gates[g].held_count));
        }
    }
    tdm_table_print(&table, view->out, view->width, 2);
}

static void put_courses(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const struct tdm_text_column columns[] = {{"arm", 4, 20, false},        {"no response", 6, 20, true},
                                                     {"procedures", 4, 12, true},  {"completed", 4, 12, true},
                                                     {"held visits", 4, 12, true}, {"sessions", 4, 12, true},
                                                     {"entries", 4, 12, true},     {"deviations", 4, 12, true}};
    struct tdm_text_table table;
    struct tdm_arg args[] = {TDM_ARG_T("value", figure(view, lab->study->responds))};
    put_title(view, view_words(view, TDM_MSG_STUDY_COURSE, args, 1));
    tdm_table_init(&table, view->mem, columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_arm_result *a = &lab->result->arms[arm];
        const double n = (double)lab->run->patients;
        const uint32_t counts[] = {a->procedures, a->completed, a->held_visits, a->sessions, a->entries, a->deviations};
        tdm_table_cell(&table, lab->study->arms[arm].name);
        tdm_table_cell(&table, view_format(view, "%.0f %% (%.0f %%)", 100.0 * (double)a->non_responders / n,
                                           100.0 * (double)a->sceptical_non_responders / n));
        for (size_t i = 0; i < TDM_COUNT(counts); i++)
            tdm_table_cell(&table, view_format(view, "%u", (unsigned)counts[i]));
    }
    tdm_table_print(&table, view->out, view->width, 2);
}

void tdm_view_study_text(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    lab_head_text(view, &lab->rows);
    lab_put(view, study_head_words(view, lab));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        lab_put(view, view_format(view, "  %.*s: %.*s", TDM_FMT(lab->study->arms[arm].name),
                                  TDM_FMT(lab->study->arms[arm].label)));
    put_levels(view, lab);
    put_changes(view, lab);
    put_pairs(view, lab);
    put_parts(view, lab);
    put_gates(view, lab);
    put_courses(view, lab);
    struct tdm_arg args[] = {TDM_ARG_T("words", study_stays(view, lab->study))};
    put_title(view, view_words(view, TDM_MSG_STUDY_STAYS, args, 1));
    lab_put(view, view_plain(view, TDM_MSG_STUDY_LIMITS));
    lab_put(view, message(view, TDM_MSG_STUDY_ASKED, (int64_t)lab->result->standings));
}
