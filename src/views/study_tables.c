/* study_tables.c - what is told of a study, table by table, whether as text or as a page: the sceptical figure stands
 * beside every other. */
#include "views/study_view.h"

#include <math.h>

static tdm_str figure(const struct tdm_view *view, double value) {
    return view_format(view, "%.1f", value);
}

/* With its sign, and none where it rounds to nothing. */
static tdm_str tenth(const struct tdm_view *view, double value) {
    return view_format(view, value < 0.05 && value > -0.05 ? "%.1f" : "%+.1f",
                       value < 0.05 && value > -0.05 ? 0.0 : value);
}

static tdm_str with_error(const struct tdm_view *view, const struct tdm_study_figure *f) {
    return view_format(view, "%+.2f +- %.2f", f->mean, f->error);
}

static tdm_str message(const struct tdm_view *view, enum tdm_message which, int64_t n) {
    struct tdm_arg args[] = {TDM_ARG_I("n", n)};
    return view_words(view, which, args, 1);
}

/* ---- words */

static const char *unit_word(const struct tdm_study_sweep *sweep) {
    return sweep->kind == TDM_SWEEP_WEEKS ? "weeks" : sweep->kind == TDM_SWEEP_ADHERENCE ? "percent" : "grade";
}

/* Values of a sweep with what they count: "4, 6, 8 weeks", "grade 2, 3"; `numbers` is their list. */
static tdm_str values_words(const struct tdm_view *view, const struct tdm_study_sweep *sweep, tdm_str numbers) {
    tdm_str unit = view_word(view, unit_word(sweep));
    if (sweep->kind == TDM_SWEEP_GRADE) return view_format(view, "%.*s %.*s", TDM_FMT(unit), TDM_FMT(numbers));
    return view_format(view, "%.*s %.*s", TDM_FMT(numbers), TDM_FMT(unit));
}

tdm_str study_sweep_unit(const struct tdm_view *view, const struct tdm_study_sweep *sweep) {
    return view_word(view, unit_word(sweep));
}

tdm_str study_arm_words(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t arm) {
    if (lab->sweep == NULL) return lab->study->arms[arm].name;
    return values_words(view, lab->sweep, view_format(view, "%u", (unsigned)lab->sweep->values[arm]));
}

tdm_str study_pair_words(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t first,
                         uint32_t second) {
    struct tdm_arg args[] = {TDM_ARG_T("words", study_arm_words(view, lab, first)),
                             TDM_ARG_T("value", study_arm_words(view, lab, second))};
    return view_words(view, TDM_MSG_STUDY_PAIR, args, TDM_COUNT(args));
}

double study_share_error(const struct tdm_lab_study *lab, double share) {
    return 100.0 * sqrt(share * (1.0 - share) / (double)lab->run->patients);
}

/* Arms whose protocol has a procedure that fewer than half of their people had: what is told of them is of something
 * else. */
static tdm_str seldom_performed(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_arm *a = &lab->study->arms[arm];
        uint32_t performed = lab->result->arms[arm].procedures;
        if (a->protocol == NULL || a->protocol->procedure == TDM_REF_NONE || a->without_procedure ||
            2 * (uint64_t)performed >= lab->run->patients)
            continue;
        tdm_buf_format(&out, "%s%.*s %u", out.len > 0 ? ", " : "", TDM_FMT(study_arm_words(view, lab, arm)),
                       (unsigned)performed);
    }
    return tdm_buf_str(&out);
}

tdm_str study_head_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_buf digest;
    tdm_buf_init(&digest, view->mem, 128);
    tdm_digest_print(&digest, lab->study->digest);
    struct tdm_arg args[] = {TDM_ARG_T("ref", lab->study->name), TDM_ARG_T("value", lab->study->version),
                             TDM_ARG_T("words", tdm_str_slice(tdm_buf_str(&digest), 0, 16)),
                             TDM_ARG_I("n", lab->run->patients), TDM_ARG_I("of_n", lab->study->weeks)};
    bool apart = false;
    for (uint32_t arm = 1; arm < lab->study->arm_count; arm++)
        apart = apart || lab->study->arms[arm].grade != lab->study->arms[0].grade;
    tdm_str head = view_words(view, apart ? TDM_MSG_STUDY_HEAD_APART : TDM_MSG_STUDY_HEAD, args, TDM_COUNT(args)),
            seldom = seldom_performed(view, lab);
    struct tdm_arg few[] = {TDM_ARG_T("ref", head), TDM_ARG_T("words", seldom)};
    return seldom.len == 0 ? head : view_words(view, TDM_MSG_STUDY_SELDOM, few, TDM_COUNT(few));
}

tdm_str study_stays(const struct tdm_view *view, const struct tdm_study *study) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (uint32_t i = 0; i < study->map_count; i++)
        if (study->maps[i].stays) tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(study->maps[i].name));
    return tdm_buf_str(&out);
}

tdm_str study_stays_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_arg args[] = {TDM_ARG_T("words", study_stays(view, lab->study))};
    return view_words(view, TDM_MSG_STUDY_STAYS, args, 1);
}

tdm_str study_asked_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    return message(view, TDM_MSG_STUDY_ASKED, (int64_t)lab->result->standings);
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

static struct tdm_text_table *begin(const struct tdm_view *view, struct study_tables *to, tdm_str title,
                                    const struct tdm_text_column *columns, uint32_t count) {
    struct study_table *t = &to->items[to->count++];
    TDM_ASSERT(to->count <= STUDY_TABLES_MOST);
    *t = (struct study_table){.title = title};
    tdm_table_init(&t->table, view->mem, columns, count);
    return &t->table;
}

static void note(struct study_tables *to, tdm_str words) {
    struct study_table *t = &to->items[to->count - 1];
    TDM_ASSERT(t->note_count < STUDY_NOTES_MOST);
    t->notes[t->note_count++] = words;
}

/* One row: where the people of an arm stand at a reading. */
static void level_row(const struct tdm_view *view, struct tdm_text_table *table, tdm_str arm, uint32_t week,
                      const struct tdm_study_figure *of) {
    tdm_table_cell(table, arm);
    tdm_table_cell(table, view_format(view, "%u", (unsigned)week));
    for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
        int digits = o == TDM_STUDY_OF_PAIN ? 1 : 0;
        tdm_table_cell(table, view_format(view, "%.1f +-%.1f, %.*f..%.*f", of[o].mean, of[o].error, digits, of[o].low,
                                          digits, of[o].high));
    }
}

bool study_is_moved(const struct tdm_study_figure *one, const struct tdm_study_figure *other, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (one[i].mean < other[i].mean || one[i].mean > other[i].mean) return true;
    return false;
}

/* Below an arm that its product moves: the same people with a product that does nothing. */
static void add_levels(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arm", 4, 20, false},      {"week", 4, 5, true},
                                                     {"pain", 10, 30, true},     {"function", 10, 30, true},
                                                     {"strength", 10, 30, true}, {"structure", 10, 30, true}};
    struct tdm_text_table *table = begin(view, to, view_plain(view, TDM_MSG_STUDY_LEVELS), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_arm_result *a = &lab->result->arms[arm];
        uint32_t reads = lab->study->read_count, from = 0;
        for (uint32_t at = 0; at < reads; at++)
            level_row(view, table, at == 0 ? study_arm_words(view, lab, arm) : TDM_STR(""), lab->study->read[at],
                      &a->level[at * TDM_STUDY_OUTCOMES]);
        while (from < reads && !study_is_moved(&a->level[from * TDM_STUDY_OUTCOMES],
                                               &a->sceptical_level[from * TDM_STUDY_OUTCOMES], TDM_STUDY_OUTCOMES))
            from++;
        for (uint32_t at = from; at < reads; at++)
            level_row(view, table, at == from ? view_plain(view, TDM_MSG_STUDY_WITHOUT) : TDM_STR(""),
                      lab->study->read[at], &a->sceptical_level[at * TDM_STUDY_OUTCOMES]);
    }
    note(to, view_plain(view, TDM_MSG_STUDY_WITHOUT_TOLD));
}

static void add_changes(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {
        {"arm", 4, 20, false}, {"of", 4, 12, false}, {"change", 10, 20, true}, {"without", 10, 20, true}};
    struct tdm_text_table *table =
        begin(view, to, message(view, TDM_MSG_STUDY_CHANGES, lab->study->weeks), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            tdm_table_cell(table, o == 0 ? study_arm_words(view, lab, arm) : TDM_STR(""));
            tdm_table_cell(table, tdm_study_outcome_words[o]);
            tdm_table_cell(table, with_error(view, &lab->result->arms[arm].change[o]));
            tdm_table_cell(table, with_error(view, &lab->result->arms[arm].sceptical[o]));
        }
}

static tdm_str pair_name(const struct tdm_view *view, const struct tdm_lab_study *lab,
                         const struct tdm_study_pair *pair) {
    return study_pair_words(view, lab, pair->first, pair->second);
}

static void add_pairs(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arms", 8, 44, false},
                                                     {"of", 4, 12, false},
                                                     {"difference", 10, 20, true},
                                                     {"5 % to 95 %", 10, 20, true},
                                                     {"without", 10, 20, true}};
    if (lab->result->pair_count == 0) return;
    struct tdm_text_table *table =
        begin(view, to, message(view, TDM_MSG_STUDY_PAIRS, lab->study->weeks), columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < lab->result->pair_count; i++) {
        const struct tdm_study_pair *pair = &lab->result->pairs[i];
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            tdm_table_cell(table, o > 0 ? TDM_STR("") : pair_name(view, lab, pair));
            tdm_table_cell(table, tdm_study_outcome_words[o]);
            tdm_table_cell(table, with_error(view, &pair->less[o]));
            tdm_table_cell(table, view_format(view, "%+.1f to %+.1f", pair->less[o].low, pair->less[o].high));
            tdm_table_cell(table, with_error(view, &pair->sceptical[o]));
        }
    }
}

/* Means add up: nothing done; what saline adds to it; what the arm adds to that with a product that does nothing; and
 * what the product adds. */
static void add_parts(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {
        {"arm", 4, 20, false},    {"of", 4, 12, false},  {"change", 6, 10, true}, {"nothing done", 6, 14, true},
        {"context", 6, 10, true}, {"care", 6, 10, true}, {"product", 6, 10, true}};
    const struct tdm_study *study = lab->study;
    if (study->natural < 0 || study->placebo < 0) return;
    struct tdm_text_table *table =
        begin(view, to, message(view, TDM_MSG_STUDY_PARTS, study->weeks), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        if ((int)arm == study->natural || (int)arm == study->placebo) continue;
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            const struct tdm_study_arm_result *arms = lab->result->arms;
            double natural = arms[study->natural].change[o].mean, placebo = arms[study->placebo].change[o].mean;
            tdm_table_cell(table, o == 0 ? study_arm_words(view, lab, arm) : TDM_STR(""));
            tdm_table_cell(table, tdm_study_outcome_words[o]);
            tdm_table_cell(table, view_format(view, "%+.2f", arms[arm].change[o].mean));
            tdm_table_cell(table, view_format(view, "%+.2f", natural));
            tdm_table_cell(table, view_format(view, "%+.2f", placebo - natural));
            double care = arms[arm].sceptical[o].mean - arms[study->placebo].sceptical[o].mean;
            tdm_table_cell(table, view_format(view, "%+.2f", care));
            tdm_table_cell(table, view_format(view, "%+.2f", arms[arm].change[o].mean - placebo - care));
        }
    }
}

static void add_gates(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {
        {"arm", 4, 20, false},      {"gate", 6, 24, false},     {"passed", 4, 8, true},
        {"without", 4, 8, true},    {"never", 4, 8, true},      {"weeks", 4, 8, true},
        {"closed at", 4, 10, true}, {"held by", 12, 60, false}, {"at", 3, 8, true}};
    struct tdm_text_table *table = begin(view, to, view_plain(view, TDM_MSG_STUDY_GATES), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_protocol *protocol = lab->study->arms[arm].protocol;
        const struct tdm_study_gate *gates = lab->result->arms[arm].gates;
        for (uint32_t g = 0; protocol != NULL && g < protocol->gate_count; g++) {
            double never = 100.0 * (double)(lab->run->patients - gates[g].passed) / (double)lab->run->patients;
            tdm_table_cell(table, g == 0 ? study_arm_words(view, lab, arm) : TDM_STR(""));
            tdm_table_cell(table, gates[g].name);
            tdm_table_cell(table, view_format(view, "%u", (unsigned)gates[g].passed));
            tdm_table_cell(table, view_format(view, "%u", (unsigned)gates[g].sceptical_passed));
            tdm_table_cell(table, view_format(view, "%.0f %%", never));
            tdm_table_cell(table, gates[g].passed == 0 ? TDM_STR("-") : figure(view, gates[g].median_weeks));
            tdm_table_cell(table, view_format(view, "%u", (unsigned)gates[g].waited));
            tdm_table_cell(table, study_held_by(view, &lab->study->arms[arm], gates, g));
            tdm_table_cell(table, view_format(view, "%u", (unsigned)gates[g].held_count));
        }
    }
}

static void add_courses(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arm", 4, 20, false},        {"no response", 18, 24, true},
                                                     {"procedures", 4, 12, true},  {"completed", 4, 12, true},
                                                     {"held visits", 4, 12, true}, {"sessions", 4, 12, true},
                                                     {"entries", 4, 12, true},     {"deviations", 4, 12, true}};
    struct tdm_arg args[] = {TDM_ARG_T("value", figure(view, lab->study->responds))};
    struct tdm_text_table *table =
        begin(view, to, view_words(view, TDM_MSG_STUDY_COURSE, args, 1), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_arm_result *a = &lab->result->arms[arm];
        const double n = (double)lab->run->patients;
        const uint32_t counts[] = {a->procedures, a->completed, a->held_visits, a->sessions, a->entries, a->deviations};
        tdm_table_cell(table, study_arm_words(view, lab, arm));
        double share = (double)a->non_responders / n;
        tdm_table_cell(table,
                       view_format(view, "%.0f +- %.0f %% (%.0f %%)", 100.0 * share, study_share_error(lab, share),
                                   100.0 * (double)a->sceptical_non_responders / n));
        for (size_t i = 0; i < TDM_COUNT(counts); i++)
            tdm_table_cell(table, view_format(view, "%u", (unsigned)counts[i]));
    }
}

/* ---- other numbers of the model */

tdm_str study_numbers_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    const struct tdm_study_drawn *d = &lab->result->drawn;
    struct tdm_arg args[] = {TDM_ARG_I("n", d->lived), TDM_ARG_I("of_n", d->asked),
                             TDM_ARG_T("value", view_format(view, "%.2f", d->misfit.low)),
                             TDM_ARG_T("words", view_format(view, "%.2f", d->misfit.high)),
                             TDM_ARG_T("ref", view_format(view, "%.2f", d->misfit_fitted))};
    if (d->asked == 0) return view_plain(view, TDM_MSG_STUDY_AS_FITTED);
    return view_words(view, TDM_MSG_STUDY_DRAWN, args, TDM_COUNT(args));
}

/* 5th to 95th percentile of a mean over the draws. */
static tdm_str range(const struct tdm_view *view, const struct tdm_study_band *b) {
    return view_format(view, "%.*s to %.*s", TDM_FMT(tenth(view, b->low)), TDM_FMT(tenth(view, b->high)));
}

static void drawn_row(const struct tdm_view *view, struct tdm_text_table *table, const struct tdm_study_figure *f,
                      const struct tdm_study_figure *without) {
    tdm_table_cell(table, range(view, &f->drawn));
    tdm_table_cell(table, view_format(view, "%.2f", f->drawn.between_draws));
    tdm_table_cell(table, view_format(view, "%.2f", f->drawn.between_people));
    tdm_table_cell(table, range(view, &without->drawn));
}

static void add_drawn_changes(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arm", 4, 20, false},      {"of", 4, 12, false},
                                                     {"draws", 12, 18, true},    {"by draws", 6, 10, true},
                                                     {"by people", 6, 10, true}, {"without", 12, 18, true}};
    struct tdm_text_table *table =
        begin(view, to, message(view, TDM_MSG_STUDY_DRAWN_CHANGES, lab->study->weeks), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            const struct tdm_study_arm_result *a = &lab->result->arms[arm];
            tdm_table_cell(table, o == 0 ? study_arm_words(view, lab, arm) : TDM_STR(""));
            tdm_table_cell(table, tdm_study_outcome_words[o]);
            drawn_row(view, table, &a->change[o], &a->sceptical[o]);
        }
}

static void add_drawn_pairs(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arms", 8, 44, false},     {"of", 4, 12, false},
                                                     {"draws", 12, 18, true},    {"by draws", 6, 10, true},
                                                     {"by people", 6, 10, true}, {"without", 12, 18, true}};
    if (lab->result->pair_count == 0) return;
    struct tdm_text_table *table =
        begin(view, to, message(view, TDM_MSG_STUDY_DRAWN_PAIRS, lab->study->weeks), columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < lab->result->pair_count; i++) {
        const struct tdm_study_pair *pair = &lab->result->pairs[i];
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            tdm_table_cell(table, o > 0 ? TDM_STR("") : pair_name(view, lab, pair));
            tdm_table_cell(table, tdm_study_outcome_words[o]);
            drawn_row(view, table, &pair->less[o], &pair->sceptical[o]);
        }
    }
}

static void share_row(const struct tdm_view *view, struct tdm_text_table *table, double share,
                      const struct tdm_study_band *b) {
    tdm_table_cell(table, view_format(view, "%.0f %%", share));
    tdm_table_cell(table, view_format(view, "%.0f to %.0f %%", b->low, b->high));
}

static void add_drawn_shares(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arm", 4, 20, false},    {"who", 6, 30, false},
                                                     {"share", 4, 10, true},   {"draws", 8, 18, true},
                                                     {"without", 4, 10, true}, {"its draws", 8, 18, true}};
    struct tdm_text_table *table =
        begin(view, to, view_plain(view, TDM_MSG_STUDY_DRAWN_SHARES), columns, TDM_COUNT(columns));
    double part = 100.0 / (double)lab->run->patients;
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_arm_result *a = &lab->result->arms[arm];
        const struct tdm_protocol *protocol = lab->study->arms[arm].protocol;
        tdm_table_cell(table, study_arm_words(view, lab, arm));
        tdm_table_cell(table, TDM_STR("no response"));
        share_row(view, table, part * (double)a->non_responders, &a->no_response);
        share_row(view, table, part * (double)a->sceptical_non_responders, &a->sceptical_no_response);
        for (uint32_t g = 0; protocol != NULL && g < protocol->gate_count; g++) {
            tdm_table_cell(table, TDM_STR(""));
            tdm_table_cell(table, view_format(view, "passed %.*s", TDM_FMT(a->gates[g].name)));
            share_row(view, table, part * (double)a->gates[g].passed, &a->gates[g].drawn);
            for (int empty = 0; empty < 2; empty++) tdm_table_cell(table, TDM_STR("-"));
        }
    }
}

/* ---- in short: what the arms that are cared for differ by, and by what from the placebo */

static tdm_str in_short(const struct tdm_view *view, const struct tdm_lab_study *lab,
                        const struct tdm_study_figure *f) {
    tdm_str mean = tenth(view, f->mean);
    if (lab->result->drawn.lived > 0)
        return view_format(view, "%.*s (%.*s)", TDM_FMT(mean), TDM_FMT(range(view, &f->drawn)));
    return view_format(view, "%.*s +- %.1f", TDM_FMT(mean), f->error);
}

/* Of the simulation, over all pairs. */
static double most_error(const struct tdm_lab_study *lab, enum tdm_study_outcome o) {
    double most = 0.0;
    for (uint32_t i = 0; i < lab->result->pair_count; i++)
        if (lab->result->pairs[i].less[o].error > most) most = lab->result->pairs[i].less[o].error;
    return most;
}

static void add_short(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"arms", 8, 44, false},
                                                     {"pain", 10, 24, true},
                                                     {"pain, without", 10, 24, true},
                                                     {"function", 10, 24, true},
                                                     {"function, without", 10, 24, true}};
    struct tdm_text_table *table =
        begin(view, to, message(view, TDM_MSG_STUDY_SHORT, lab->study->weeks), columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < lab->result->pair_count; i++) {
        const struct tdm_study_pair *p = &lab->result->pairs[i];
        if ((int)p->first == lab->study->natural || (int)p->second == lab->study->natural) continue;
        tdm_table_cell(table, study_pair_words(view, lab, p->first, p->second));
        tdm_table_cell(table, in_short(view, lab, &p->less[TDM_STUDY_OF_PAIN]));
        tdm_table_cell(table, in_short(view, lab, &p->sceptical[TDM_STUDY_OF_PAIN]));
        tdm_table_cell(table, in_short(view, lab, &p->less[TDM_STUDY_OF_FUNCTION]));
        tdm_table_cell(table, in_short(view, lab, &p->sceptical[TDM_STUDY_OF_FUNCTION]));
    }
    struct tdm_arg errors[] = {TDM_ARG_T("value", figure(view, most_error(lab, TDM_STUDY_OF_PAIN))),
                               TDM_ARG_T("ref", figure(view, most_error(lab, TDM_STUDY_OF_FUNCTION)))};
    note(to, lab->result->drawn.lived > 0 ? view_words(view, TDM_MSG_STUDY_SHORT_DRAWN, errors, TDM_COUNT(errors))
                                          : view_plain(view, TDM_MSG_STUDY_SHORT_ERROR));
    note(to, view_plain(view, TDM_MSG_STUDY_SAYS));
}

/* ---- people of a trial */

static tdm_str people(const struct tdm_view *view, uint32_t count) {
    struct tdm_arg args[] = {TDM_ARG_I("n", TDM_STUDY_SIZE_MOST)};
    if (count == 0) return view_words(view, TDM_MSG_STUDY_TOO_MANY, args, 1);
    return view_format(view, "%u", (unsigned)count);
}

/* In brackets what twice the error of the simulation leaves open. */
static tdm_str people_bound(const struct tdm_view *view, const struct tdm_study_trial_of *t) {
    struct tdm_arg args[] = {TDM_ARG_T("value", people(view, t->people_80)),
                             TDM_ARG_T("words", people(view, t->fewest_80)),
                             TDM_ARG_T("ref", people(view, t->most_80))};
    if (t->fewest_80 == t->most_80) return people(view, t->people_80);
    return view_words(view, TDM_MSG_STUDY_BOUND, args, TDM_COUNT(args));
}

static tdm_str share(const struct tdm_view *view, const struct tdm_study_trial *t, double of) {
    return t->trials == 0 ? TDM_STR("-") : view_format(view, "%.0f %%", 100.0 * of);
}

/* Arms that would differ the other way round if the product did nothing, beyond the error of the simulation. */
static void note_reversed(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        if (t->fitted.difference * t->sceptical.difference >= 0.0 || t->sceptical.most_80 == 0) continue;
        tdm_str arms = study_pair_words(view, lab, t->first, t->second), of = tdm_study_outcome_words[t->outcome];
        tdm_buf_format(&out, "%s%.*s, %.*s", out.len > 0 ? "; " : "", TDM_FMT(arms), TDM_FMT(of));
        if (t->trials > 0) tdm_buf_format(&out, " (%.0f %%)", 100.0 * t->sceptical_reversed);
    }
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&out))};
    if (out.len > 0) note(to, view_words(view, TDM_MSG_STUDY_REVERSED, args, 1));
}

/* In percent: the least and the most that a trial of two arms loses, or what all of them do. */
static tdm_str lost_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    double least = 1.0, most = 0.0;
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const double lost[] = {lab->trials[i].fitted.lost, lab->trials[i].sceptical.lost};
        for (int way = 0; way < 2; way++) {
            if (lost[way] < least) least = lost[way];
            if (lost[way] > most) most = lost[way];
        }
    }
    tdm_str low = view_format(view, "%.0f", 100.0 * least), high = view_format(view, "%.0f", 100.0 * most);
    struct tdm_arg args[] = {TDM_ARG_T("value", low), TDM_ARG_T("ref", high)};
    return tdm_str_equal(low, high) ? low : view_words(view, TDM_MSG_STUDY_LOST, args, TDM_COUNT(args));
}

static void add_trials(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {
        {"arms", 8, 34, false},          {"of", 4, 10, false},          {"difference", 6, 12, true},
        {"spread", 4, 8, true},          {"people, 80 %", 6, 28, true}, {"people, 90 %", 6, 12, true},
        {"power", 5, 8, true},           {"by chance", 5, 10, true},    {"sceptical", 4, 30, true},
        {"its difference", 4, 14, true}, {"its power", 5, 10, true},    {"assurance", 5, 10, true}};
    struct tdm_arg head[] = {TDM_ARG_I("n", lab->study->weeks), TDM_ARG_T("value", lost_words(view, lab))};
    struct tdm_text_table *table =
        begin(view, to, view_words(view, TDM_MSG_STUDY_TRIALS, head, 2), columns, TDM_COUNT(columns));
    uint32_t tried = 0;
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        bool again = i > 0 && t[-1].first == t->first && t[-1].second == t->second;
        if (t->trials > 0) tried = t->trials;
        tdm_table_cell(table, again ? TDM_STR("") : study_pair_words(view, lab, t->first, t->second));
        tdm_table_cell(table, tdm_study_outcome_words[t->outcome]);
        tdm_table_cell(table, view_format(view, "%+.2f", t->fitted.difference));
        tdm_table_cell(table, view_format(view, "%.1f", t->fitted.spread));
        tdm_table_cell(table, people_bound(view, &t->fitted));
        tdm_table_cell(table, people(view, t->fitted.people_90));
        tdm_table_cell(table, share(view, t, t->power));
        tdm_table_cell(table, share(view, t, t->by_chance));
        tdm_table_cell(table, people_bound(view, &t->sceptical));
        tdm_table_cell(table, view_format(view, "%+.2f", t->sceptical.difference));
        tdm_table_cell(table, share(view, t, t->sceptical_power));
        tdm_table_cell(table, share(view, t, t->assurance));
    }
    struct tdm_arg args[] = {TDM_ARG_I("n", tried)};
    if (tried > 0) note(to, view_words(view, TDM_MSG_STUDY_TRIED, args, 1));
    note(to, view_plain(view, TDM_MSG_STUDY_BOUND_TOLD));
    note(to, view_plain(view, TDM_MSG_STUDY_ASSURANCE));
    note_reversed(view, lab, to);
}

static tdm_str sizes(const struct tdm_view *view, const struct tdm_study_trial_drawn *d) {
    return view_format(view, "%.*s, %.*s, %.*s", TDM_FMT(people(view, d->people_low)),
                       TDM_FMT(people(view, d->people_median)), TDM_FMT(people(view, d->people_high)));
}

static void add_drawn_trials(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {
        {"arms", 8, 34, false},       {"of", 4, 10, false},
        {"difference", 14, 18, true}, {"people: 5 %, middle, 95 %", 22, 36, true},
        {"size", 4, 12, true},        {"power", 5, 8, true},
        {"sceptical", 14, 18, true},  {"its power", 5, 10, true},
        {"assurance", 5, 10, true}};
    struct tdm_text_table *table =
        begin(view, to, view_plain(view, TDM_MSG_STUDY_DRAWN_TRIALS), columns, TDM_COUNT(columns));
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        bool again = i > 0 && t[-1].first == t->first && t[-1].second == t->second, sized = t->fitted.people_80 > 0;
        double powers[] = {t->drawn.power, t->sceptical_drawn.power, (t->drawn.power + t->sceptical_drawn.power) / 2.0};
        tdm_str shares[TDM_COUNT(powers)];
        for (size_t k = 0; k < TDM_COUNT(powers); k++)
            shares[k] = sized ? view_format(view, "%.0f %%", 100.0 * powers[k]) : TDM_STR("-");
        tdm_table_cell(table, again ? TDM_STR("") : study_pair_words(view, lab, t->first, t->second));
        tdm_table_cell(table, tdm_study_outcome_words[t->outcome]);
        tdm_table_cell(table, range(view, &t->drawn.difference));
        tdm_table_cell(table, sizes(view, &t->drawn));
        tdm_table_cell(table, people(view, t->fitted.people_80));
        tdm_table_cell(table, shares[0]);
        tdm_table_cell(table, range(view, &t->sceptical_drawn.difference));
        tdm_table_cell(table, shares[1]);
        tdm_table_cell(table, shares[2]);
    }
    note(to, view_plain(view, TDM_MSG_STUDY_DRAWN_SIZE));
}

/* ---- a sweep */

static const enum tdm_message aims[TDM_STUDY_AIMS] = {TDM_MSG_STUDY_AIM_OVER_TIME, TDM_MSG_STUDY_AIM_AT_END,
                                                      TDM_MSG_STUDY_AIM_STRUCTURE};

static tdm_str near_words(const struct tdm_view *view, const struct tdm_lab_study *lab, int way, int aim) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_study_choice *c = &lab->swept->of[way][aim][arm];
        if (c->near || c->open)
            tdm_buf_format(&out, "%s%u%s", out.len > 0 ? ", " : "", (unsigned)lab->sweep->values[arm],
                           c->open ? "?" : "");
    }
    return values_words(view, lab->sweep, tdm_buf_str(&out));
}

static const char *mark(const struct tdm_study_choice *c) {
    return c->open ? "? " : c->near ? "* " : "";
}

static void add_sweep(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {
        {"value", 5, 14, false},           {"function over time", 16, 26, true},
        {"function at end", 16, 26, true}, {"structure at end", 16, 26, true},
        {"without", 7, 14, true},          {"at end", 7, 14, true},
        {"last gate passed", 6, 18, true}};
    struct tdm_arg head[] = {TDM_ARG_T("ref", lab->sweep->name), TDM_ARG_T("words", lab->sweep->title),
                             TDM_ARG_T("value", lab->of_arm)};
    struct tdm_text_table *table =
        begin(view, to, view_words(view, TDM_MSG_STUDY_SWEEP, head, TDM_COUNT(head)), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        const struct tdm_protocol *protocol = lab->study->arms[arm].protocol;
        const struct tdm_study_gate *gates = lab->result->arms[arm].gates;
        tdm_table_cell(table, study_arm_words(view, lab, arm));
        for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
            const struct tdm_study_choice *c = &lab->swept->of[0][aim][arm];
            bool best = arm == lab->swept->best[0][aim];
            tdm_table_cell(table, best ? view_format(view, "* %.1f", c->figure.mean)
                                       : view_format(view, "%s%.1f (%.2f+-%.2f)", mark(c), c->figure.mean,
                                                     -c->below.mean, c->below.error));
        }
        for (int aim = 0; aim < TDM_STUDY_STRUCTURE_AT_END; aim++) {
            const struct tdm_study_choice *c = &lab->swept->of[1][aim][arm];
            tdm_table_cell(table, view_format(view, "%s%.1f", mark(c), c->figure.mean));
        }
        uint32_t gate = protocol == NULL ? 0 : protocol->gate_count;
        tdm_table_cell(table, gate == 0
                                  ? TDM_STR("-")
                                  : view_format(view, "%.0f %%",
                                                100.0 * (double)gates[gate - 1].passed / (double)lab->run->patients));
    }
    note(to, view_plain(view, TDM_MSG_STUDY_NEAR));
}

static bool is_alone(const struct tdm_lab_study *lab, int aim) {
    uint32_t near = 0;
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++)
        near += lab->swept->of[0][aim][arm].near || lab->swept->of[0][aim][arm].open;
    return near < 2;
}

/* Of everything that is measured one value is the best: then nothing is said of sets. */
static bool all_alone(const struct tdm_lab_study *lab) {
    bool alone = true;
    for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) alone = alone && is_alone(lab, aim);
    return alone;
}

/* Never one best value: the set that is as good, and how large a trial it takes to say more. */
static void add_sets(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"measured by", 10, 20, false},
                                                     {"as good as the best", 12, 44, false},
                                                     {"without the effect", 12, 44, false},
                                                     {"best from worst", 6, 18, true},
                                                     {"inside the set", 6, 18, true}};
    struct tdm_text_table *table = begin(view, to, view_plain(view, TDM_MSG_STUDY_SETS), columns, TDM_COUNT(columns));
    for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
        tdm_table_cell(table, view_plain(view, aims[aim]));
        tdm_table_cell(table, near_words(view, lab, 0, aim));
        tdm_table_cell(table, near_words(view, lab, 1, aim));
        tdm_table_cell(table, people(view, lab->swept->tells_best[aim]));
        tdm_table_cell(table, is_alone(lab, aim) ? TDM_STR("-") : people(view, lab->swept->tells_near[aim]));
    }
    if (!all_alone(lab)) note(to, view_plain(view, TDM_MSG_STUDY_TELLS));
    if (lab->sweep->kind == TDM_SWEEP_GRADE) note(to, view_plain(view, TDM_MSG_STUDY_OTHER_PEOPLE));
}

static void add_drawn_sweep(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    static const struct tdm_text_column columns[] = {{"value", 6, 14, false},
                                                     {"function over time", 6, 14, true},
                                                     {"function at the end", 6, 14, true},
                                                     {"structure at the end", 6, 14, true},
                                                     {"over time, without", 6, 14, true},
                                                     {"at the end, without", 6, 14, true}};
    const struct tdm_study_drawn *d = &lab->result->drawn;
    struct tdm_text_table *table =
        begin(view, to, view_plain(view, TDM_MSG_STUDY_DRAWN_SWEEP), columns, TDM_COUNT(columns));
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        tdm_table_cell(table, study_arm_words(view, lab, arm));
        for (int way = 0; way < 2; way++)
            for (int aim = 0; aim < (way == 0 ? TDM_STUDY_AIMS : TDM_STUDY_STRUCTURE_AT_END); aim++) {
                double share = d->lived == 0 ? 0.0 : 100.0 * (double)d->near[way][aim][arm] / (double)d->lived;
                tdm_table_cell(table, view_format(view, "%.0f %%", share));
            }
    }
}

/* ---- the first paragraph */

static tdm_str sets_words(const struct tdm_view *view, const struct tdm_lab_study *lab, int way) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (int aim = 0; aim < TDM_STUDY_AIMS; aim++)
        tdm_buf_format(&out, "%s%.*s: %.*s", aim > 0 ? "; " : "", TDM_FMT(view_plain(view, aims[aim])),
                       TDM_FMT(near_words(view, lab, way, aim)));
    return tdm_buf_str(&out);
}

/* The first arm is what the study is about: people an arm to tell it from each other one, and if the product does
 * nothing. */
static tdm_str trials_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        if (t->first != 0 || t->outcome != TDM_STUDY_OF_FUNCTION || (int)t->second == lab->study->natural) continue;
        tdm_buf_format(&out, "%s%.*s %.*s (%.*s)", out.len > 0 ? ", " : "",
                       TDM_FMT(study_arm_words(view, lab, t->second)), TDM_FMT(people(view, t->fitted.people_80)),
                       TDM_FMT(people(view, t->sceptical.people_80)));
    }
    return tdm_buf_str(&out);
}

tdm_str study_answer_words(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    if (lab->sweep != NULL) {
        struct tdm_arg args[] = {TDM_ARG_T("words", sets_words(view, lab, 0)),
                                 TDM_ARG_T("ref", sets_words(view, lab, 1)),
                                 TDM_ARG_T("value", people(view, lab->swept->tells_best[TDM_STUDY_FUNCTION_AT_END]))};
        return view_words(view, all_alone(lab) ? TDM_MSG_STUDY_ANSWER_ALONE : TDM_MSG_STUDY_ANSWER_SWEEP, args,
                          TDM_COUNT(args));
    }
    if (lab->trial_count > 0) {
        struct tdm_arg args[] = {TDM_ARG_T("ref", lab->study->arms[0].name), TDM_ARG_I("n", lab->study->weeks),
                                 TDM_ARG_T("words", trials_words(view, lab))};
        return view_words(view, TDM_MSG_STUDY_ANSWER_TRIALS, args, TDM_COUNT(args));
    }
    return TDM_STR("");
}

/* ---- all of them, in their order */

void study_tables_of(const struct tdm_view *view, const struct tdm_lab_study *lab, struct study_tables *to) {
    bool drawn = lab->result->drawn.asked > 0;
    to->count = to->answers = 0;
    if (lab->sweep == NULL && lab->result->pair_count > 0) add_short(view, lab, to);
    if (lab->sweep != NULL) {
        add_sweep(view, lab, to);
        add_sets(view, lab, to);
        if (drawn) add_drawn_sweep(view, lab, to);
    }
    if (lab->trial_count > 0) add_trials(view, lab, to);
    if (lab->trial_count > 0 && drawn) add_drawn_trials(view, lab, to);
    to->answers = to->count;
    add_levels(view, lab, to);
    add_changes(view, lab, to);
    if (drawn) add_drawn_changes(view, lab, to);
    add_pairs(view, lab, to);
    if (drawn) {
        add_drawn_pairs(view, lab, to);
        add_drawn_shares(view, lab, to);
    }
    add_parts(view, lab, to);
    add_gates(view, lab, to);
    add_courses(view, lab, to);
}
