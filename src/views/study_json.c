/* study_json.c - a study of the closed loop for machines: JSON, and CSV with one row a figure. */
#include "views/study_view.h"

static void json_band(struct tdm_json_writer *w, const struct tdm_study_band *b) {
    tdm_json_key(w, "drawn");
    tdm_json_object_begin(w);
    lab_json_figure(w, "percentile5", b->low);
    lab_json_figure(w, "median", b->median);
    lab_json_figure(w, "percentile95", b->high);
    lab_json_figure(w, "betweenDraws", b->between_draws);
    lab_json_figure(w, "betweenPeople", b->between_people);
    tdm_json_object_end(w);
}

static bool is_drawn(const struct tdm_lab_study *lab) {
    return lab->result->drawn.lived > 0;
}

static void json_one(struct tdm_json_writer *w, const char *key, const struct tdm_study_figure *f, bool drawn) {
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    lab_json_figure(w, "mean", f->mean);
    lab_json_figure(w, "monteCarloError", f->error);
    lab_json_figure(w, "percentile5", f->low);
    lab_json_figure(w, "percentile95", f->high);
    if (drawn) json_band(w, &f->drawn);
    tdm_json_object_end(w);
}

static void json_count(struct tdm_json_writer *w, const char *key, uint32_t count) {
    tdm_json_key(w, key);
    tdm_json_int(w, count);
}

static void json_levels(struct tdm_json_writer *w, const struct tdm_lab_study *lab, uint32_t arm) {
    tdm_json_key(w, "levels");
    tdm_json_array_begin(w);
    for (uint32_t at = 0; at < lab->study->read_count; at++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            tdm_json_object_begin(w);
            json_count(w, "week", lab->study->read[at]);
            tdm_json_text(w, "of", tdm_study_outcome_words[o]);
            const struct tdm_study_arm_result *a = &lab->result->arms[arm];
            json_one(w, "level", &a->level[at * TDM_STUDY_OUTCOMES + o], is_drawn(lab));
            json_one(w, "withoutEffectOfTheProduct", &a->sceptical_level[at * TDM_STUDY_OUTCOMES + o], is_drawn(lab));
            tdm_json_object_end(w);
        }
    tdm_json_array_end(w);
}

static void json_gates(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_study *lab,
                       uint32_t arm) {
    const struct tdm_protocol *protocol = lab->study->arms[arm].protocol;
    const struct tdm_study_gate *gates = lab->result->arms[arm].gates;
    tdm_json_key(w, "gates");
    tdm_json_array_begin(w);
    for (uint32_t g = 0; protocol != NULL && g < protocol->gate_count; g++) {
        tdm_json_object_begin(w);
        tdm_json_text(w, "name", gates[g].name);
        json_count(w, "passed", gates[g].passed);
        json_count(w, "passedWithoutEffectOfTheProduct", gates[g].sceptical_passed);
        json_count(w, "never", lab->run->patients - gates[g].passed);
        if (gates[g].passed > 0) lab_json_figure(w, "medianWeeks", gates[g].median_weeks);
        json_count(w, "closedVisits", gates[g].waited);
        tdm_json_text(w, "heldBy", study_held_by(view, &lab->study->arms[arm], gates, g));
        json_count(w, "heldVisits", gates[g].held_count);
        if (is_drawn(lab)) json_band(w, &gates[g].drawn);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
}

static void json_arm(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_study *lab,
                     uint32_t arm) {
    const struct tdm_study_arm_result *a = &lab->result->arms[arm];
    tdm_json_object_begin(w);
    tdm_json_text(w, "name", lab->study->arms[arm].name);
    tdm_json_text(w, "label", lab->study->arms[arm].label);
    json_levels(w, lab, arm);
    tdm_json_key(w, "changes");
    tdm_json_array_begin(w);
    for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
        tdm_json_object_begin(w);
        tdm_json_text(w, "of", tdm_study_outcome_words[o]);
        json_one(w, "change", &a->change[o], is_drawn(lab));
        json_one(w, "withoutEffectOfTheProduct", &a->sceptical[o], is_drawn(lab));
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    json_gates(w, view, lab, arm);
    json_count(w, "nonResponders", a->non_responders);
    lab_json_figure(w, "noResponseMonteCarloError",
                    study_share_error(lab, (double)a->non_responders / (double)lab->run->patients));
    json_count(w, "nonRespondersWithoutEffectOfTheProduct", a->sceptical_non_responders);
    if (is_drawn(lab)) {
        tdm_json_key(w, "noResponse");
        tdm_json_object_begin(w);
        json_band(w, &a->no_response);
        tdm_json_object_end(w);
        tdm_json_key(w, "noResponseWithoutEffectOfTheProduct");
        tdm_json_object_begin(w);
        json_band(w, &a->sceptical_no_response);
        tdm_json_object_end(w);
    }
    json_count(w, "procedures", a->procedures);
    json_count(w, "completed", a->completed);
    json_count(w, "heldVisits", a->held_visits);
    json_count(w, "sessions", a->sessions);
    json_count(w, "entries", a->entries);
    json_count(w, "deviations", a->deviations);
    tdm_json_object_end(w);
}

static void json_pairs(struct tdm_json_writer *w, const struct tdm_lab_study *lab) {
    tdm_json_key(w, "differences");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < lab->result->pair_count; i++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            const struct tdm_study_pair *pair = &lab->result->pairs[i];
            tdm_json_object_begin(w);
            tdm_json_text(w, "arm", lab->study->arms[pair->first].name);
            tdm_json_text(w, "less", lab->study->arms[pair->second].name);
            tdm_json_text(w, "of", tdm_study_outcome_words[o]);
            json_one(w, "difference", &pair->less[o], is_drawn(lab));
            json_one(w, "withoutEffectOfTheProduct", &pair->sceptical[o], is_drawn(lab));
            tdm_json_object_end(w);
        }
    tdm_json_array_end(w);
}

static void json_parts(struct tdm_json_writer *w, const struct tdm_lab_study *lab) {
    const struct tdm_study *study = lab->study;
    const struct tdm_study_arm_result *arms = lab->result->arms;
    if (study->natural < 0 || study->placebo < 0) return;
    tdm_json_key(w, "decomposition");
    tdm_json_array_begin(w);
    for (uint32_t arm = 0; arm < study->arm_count; arm++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES && (int)arm != study->natural && (int)arm != study->placebo; o++) {
            double natural = arms[study->natural].change[o].mean, placebo = arms[study->placebo].change[o].mean;
            tdm_json_object_begin(w);
            tdm_json_text(w, "arm", study->arms[arm].name);
            tdm_json_text(w, "of", tdm_study_outcome_words[o]);
            lab_json_figure(w, "change", arms[arm].change[o].mean);
            lab_json_figure(w, "nothingDone", natural);
            lab_json_figure(w, "context", placebo - natural);
            double care = arms[arm].sceptical[o].mean - arms[study->placebo].sceptical[o].mean;
            lab_json_figure(w, "care", care);
            lab_json_figure(w, "product", arms[arm].change[o].mean - placebo - care);
            tdm_json_object_end(w);
        }
    tdm_json_array_end(w);
}

static void json_size(struct tdm_json_writer *w, const char *key, uint32_t people) {
    tdm_json_key(w, key);
    if (people == 0)
        tdm_json_null(w);
    else
        tdm_json_int(w, people);
}

static void json_trial_of(struct tdm_json_writer *w, const char *key, const struct tdm_study_trial_of *t) {
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    lab_json_figure(w, "difference", t->difference);
    lab_json_figure(w, "lost", t->lost);
    lab_json_figure(w, "spread", t->spread);
    lab_json_figure(w, "correlation", t->correlation);
    json_size(w, "people80", t->people_80);
    json_size(w, "people80Fewest", t->fewest_80);
    json_size(w, "people80Most", t->most_80);
    json_size(w, "people90", t->people_90);
    tdm_json_object_end(w);
}

static void json_trial_drawn(struct tdm_json_writer *w, const char *key, const struct tdm_study_trial_drawn *d) {
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    lab_json_figure(w, "differencePercentile5", d->difference.low);
    lab_json_figure(w, "differencePercentile95", d->difference.high);
    json_size(w, "peoplePercentile5", d->people_low);
    json_size(w, "peopleMedian", d->people_median);
    json_size(w, "peoplePercentile95", d->people_high);
    lab_json_figure(w, "meanPower", d->power);
    tdm_json_object_end(w);
}

static void json_trials(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_study *lab) {
    if (lab->trial_count == 0) return;
    tdm_json_key(w, "trials");
    tdm_json_array_begin(w);
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        tdm_json_object_begin(w);
        tdm_json_text(w, "arm", lab->study->arms[t->first].name);
        tdm_json_text(w, "less", lab->study->arms[t->second].name);
        tdm_json_text(w, "of", tdm_study_outcome_words[t->outcome]);
        json_trial_of(w, "fitted", &t->fitted);
        json_trial_of(w, "withoutEffectOfTheProduct", &t->sceptical);
        json_count(w, "virtualTrials", t->trials);
        if (t->trials > 0) {
            json_count(w, "peopleAnArm", t->people);
            lab_json_figure(w, "power", t->power);
            lab_json_figure(w, "powerWithoutEffectOfTheProduct", t->sceptical_power);
            lab_json_figure(w, "reversedWithoutEffectOfTheProduct", t->sceptical_reversed);
            lab_json_figure(w, "byChance", t->by_chance);
            lab_json_figure(w, "assurance", t->assurance);
        }
        if (is_drawn(lab)) {
            json_trial_drawn(w, "drawn", &t->drawn);
            json_trial_drawn(w, "drawnWithoutEffectOfTheProduct", &t->sceptical_drawn);
        }
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    tdm_json_text(w, "assuranceTold", view_plain(view, TDM_MSG_STUDY_ASSURANCE));
}

/* `draws`: in so many it is as good as the best. */
static void json_choice(struct tdm_json_writer *w, const char *key, const struct tdm_study_choice *c,
                        const uint32_t *draws) {
    tdm_json_key(w, key);
    tdm_json_object_begin(w);
    json_one(w, "figure", &c->figure, false);
    json_one(w, "belowTheBest", &c->below, false);
    tdm_json_key(w, "asGoodAsTheBest");
    tdm_json_bool(w, c->near);
    tdm_json_key(w, "leftOpenByTheSimulation");
    tdm_json_bool(w, c->open);
    if (draws != NULL) json_count(w, "asGoodInDraws", *draws);
    tdm_json_object_end(w);
}

static void json_sweep(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_lab_study *lab) {
    static const char *const aims[2][TDM_STUDY_AIMS] = {{"functionOverTime", "functionAtEnd", "structureAtEnd"},
                                                        {"functionOverTimeWithoutEffectOfTheProduct",
                                                         "functionAtEndWithoutEffectOfTheProduct",
                                                         "structureAtEndWithoutEffectOfTheProduct"}};
    if (lab->sweep == NULL) return;
    tdm_json_key(w, "sweep");
    tdm_json_object_begin(w);
    tdm_json_text(w, "name", lab->sweep->name);
    tdm_json_text(w, "title", lab->sweep->title);
    tdm_json_text(w, "arm", lab->of_arm);
    tdm_json_key(w, "values");
    tdm_json_array_begin(w);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) {
        tdm_json_object_begin(w);
        tdm_json_text(w, "value", lab->study->arms[arm].name);
        for (int way = 0; way < 2; way++)
            for (int aim = 0; aim < TDM_STUDY_AIMS; aim++)
                json_choice(w, aims[way][aim], &lab->swept->of[way][aim][arm],
                            is_drawn(lab) ? &lab->result->drawn.near[way][aim][arm] : NULL);
        tdm_json_object_end(w);
    }
    tdm_json_array_end(w);
    for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
        static const char *const keys[] = {"peopleFunctionOverTime", "peopleFunctionAtEnd", "peopleStructureAtEnd"},
                                 *const inside[] = {"peopleInsideTheSetFunctionOverTime",
                                                    "peopleInsideTheSetFunctionAtEnd",
                                                    "peopleInsideTheSetStructureAtEnd"};
        json_size(w, keys[aim], lab->swept->tells_best[aim]);
        json_size(w, inside[aim], lab->swept->tells_near[aim]);
    }
    tdm_json_text(w, "told", view_plain(view, TDM_MSG_STUDY_TELLS));
    tdm_json_object_end(w);
}

static void json_draws(struct tdm_json_writer *w, const struct tdm_study_drawn *d) {
    tdm_json_key(w, "draws");
    tdm_json_object_begin(w);
    json_count(w, "asked", d->asked);
    json_count(w, "lived", d->lived);
    lab_json_figure(w, "rootMeanSquareZPercentile5", d->misfit.low);
    lab_json_figure(w, "rootMeanSquareZMedian", d->misfit.median);
    lab_json_figure(w, "rootMeanSquareZPercentile95", d->misfit.high);
    lab_json_figure(w, "rootMeanSquareZOfTheModel", d->misfit_fitted);
    tdm_json_object_end(w);
}

void tdm_view_study_json(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    json_count(&w, "tandem", 1);
    tdm_json_text(&w, "document", TDM_STR("lab-study"));
    lab_head_json(&w, view, &lab->rows);
    tdm_json_text(&w, "study", study_head_words(view, lab));
    json_count(&w, "patients", lab->run->patients);
    tdm_json_text(&w, "numbers", study_numbers_words(view, lab));
    if (lab->result->drawn.asked > 0) json_draws(&w, &lab->result->drawn);
    tdm_json_key(&w, "arms");
    tdm_json_array_begin(&w);
    for (uint32_t arm = 0; arm < lab->study->arm_count; arm++) json_arm(&w, view, lab, arm);
    tdm_json_array_end(&w);
    json_pairs(&w, lab);
    json_parts(&w, lab);
    json_trials(&w, view, lab);
    json_sweep(&w, view, lab);
    tdm_json_text(&w, "stay", study_stays(view, lab->study));
    tdm_json_text(&w, "says", view_plain(view, TDM_MSG_STUDY_SAYS));
    tdm_json_text(&w, "limits", view_plain(view, TDM_MSG_STUDY_LIMITS));
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
}

/* ---- CSV */

static void csv_row(const struct tdm_view *view, const char *kind, tdm_str arm, tdm_str other, tdm_str of) {
    tdm_buf_format(view->out, "%s,%.*s,%.*s,%.*s", kind, TDM_FMT(arm), TDM_FMT(other), TDM_FMT(of));
}

static void csv_band(const struct tdm_view *view, const struct tdm_study_band *b,
                     const struct tdm_study_band *without) {
    if (b == NULL)
        tdm_buf_text(view->out, ",,,,,");
    else
        tdm_buf_format(view->out, ",%.6g,%.6g,%.6g,%.4g,%.4g", b->low, b->median, b->high, b->between_draws,
                       b->between_people);
    if (without == NULL)
        tdm_buf_text(view->out, ",,\n");
    else
        tdm_buf_format(view->out, ",%.6g,%.6g\n", without->low, without->high);
}

static void csv_figure(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t week,
                       const struct tdm_study_figure *f, const struct tdm_study_figure *without) {
    tdm_buf_format(view->out, ",%u,%.6g,%.3g,%.6g,%.6g", (unsigned)week, f->mean, f->error, f->low, f->high);
    if (without != NULL)
        tdm_buf_format(view->out, ",%.6g,%.3g", without->mean, without->error);
    else
        tdm_buf_text(view->out, ",,");
    csv_band(view, is_drawn(lab) ? &f->drawn : NULL, is_drawn(lab) && without != NULL ? &without->drawn : NULL);
}

/* Of people, in percent. */
static void csv_share(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t count,
                      const struct tdm_study_band *b) {
    double share = (double)count / (double)lab->run->patients;
    tdm_buf_format(view->out, ",%u,%.6g,%.3g,,,,", (unsigned)lab->study->weeks, 100.0 * share,
                   study_share_error(lab, share));
    csv_band(view, is_drawn(lab) ? b : NULL, NULL); /* or null: not told */
}

static void csv_shares(const struct tdm_view *view, const struct tdm_lab_study *lab, uint32_t arm) {
    const struct tdm_study_arm_result *a = &lab->result->arms[arm];
    const struct tdm_protocol *protocol = lab->study->arms[arm].protocol;
    tdm_str name = lab->study->arms[arm].name;
    csv_row(view, "no-response", name, TDM_STR(""), TDM_STR("pain"));
    csv_share(view, lab, a->non_responders, &a->no_response);
    csv_row(view, "no-response-without-effect", name, TDM_STR(""), TDM_STR("pain"));
    csv_share(view, lab, a->sceptical_non_responders, &a->sceptical_no_response);
    for (uint32_t g = 0; protocol != NULL && g < protocol->gate_count; g++) {
        csv_row(view, "passed", name, TDM_STR(""), a->gates[g].name);
        csv_share(view, lab, a->gates[g].passed, &a->gates[g].drawn);
        csv_row(view, "passed-without-effect", name, TDM_STR(""), a->gates[g].name);
        csv_share(view, lab, a->gates[g].sceptical_passed, NULL);
    }
}

/* What a sweep or a trial was asked for. */
static void csv_answers(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    const struct tdm_study *study = lab->study;
    for (uint32_t i = 0; i < lab->trial_count; i++) {
        const struct tdm_study_trial *t = &lab->trials[i];
        for (int most = 0; most < 2; most++) { /* twice the error of the simulation to either side */
            csv_row(view, most ? "people-for-power-80-most" : "people-for-power-80-fewest", study->arms[t->first].name,
                    study->arms[t->second].name, tdm_study_outcome_words[t->outcome]);
            tdm_buf_format(view->out, ",%u,%u,,,,%u,", (unsigned)study->weeks,
                           (unsigned)(most ? t->fitted.most_80 : t->fitted.fewest_80),
                           (unsigned)(most ? t->sceptical.most_80 : t->sceptical.fewest_80));
            csv_band(view, NULL, NULL);
        }
        csv_row(view, "people-for-power-80", study->arms[t->first].name, study->arms[t->second].name,
                tdm_study_outcome_words[t->outcome]);
        tdm_buf_format(view->out, ",%u,%u,,,,%u,", (unsigned)study->weeks, (unsigned)t->fitted.people_80,
                       (unsigned)t->sceptical.people_80);
        if (is_drawn(lab))
            tdm_buf_format(view->out, ",%u,%u,%u,,,%u,%u\n", (unsigned)t->drawn.people_low,
                           (unsigned)t->drawn.people_median, (unsigned)t->drawn.people_high,
                           (unsigned)t->sceptical_drawn.people_low, (unsigned)t->sceptical_drawn.people_high);
        else
            csv_band(view, NULL, NULL);
    }
    for (uint32_t arm = 0; lab->sweep != NULL && arm < study->arm_count; arm++)
        for (int aim = 0; aim < TDM_STUDY_AIMS; aim++) {
            static const char *const kinds[] = {"function-over-time", "function-at-end", "structure-at-end"};
            const struct tdm_study_figure *f = &lab->swept->of[0][aim][arm].figure,
                                          *s = &lab->swept->of[1][aim][arm].figure;
            csv_row(view, "sweep", study->arms[arm].name, TDM_STR(""), tdm_str_of(kinds[aim]));
            tdm_buf_format(view->out, ",%u,%.6g,%.3g,%.6g,%.6g,%.6g,%.3g", (unsigned)study->weeks, f->mean, f->error,
                           f->low, f->high, s->mean, s->error);
            csv_band(view, NULL, NULL);
        }
}

void tdm_view_study_csv(const struct tdm_view *view, const struct tdm_lab_study *lab) {
    const struct tdm_study *study = lab->study;
    struct tdm_arg args[] = {TDM_ARG_T("words", study_stays(view, study))};
    lab_head_csv(view, &lab->rows);
    lab_csv_line(view, study_head_words(view, lab));
    lab_csv_line(view, view_words(view, TDM_MSG_STUDY_STAYS, args, 1));
    lab_csv_line(view, view_plain(view, TDM_MSG_STUDY_LIMITS));
    lab_csv_line(view, study_numbers_words(view, lab));
    lab_csv_line(view, view_plain(view, TDM_MSG_STUDY_SAYS));
    tdm_buf_text(view->out, "kind,arm,less,of,week,mean,monte_carlo_error,percentile_5,percentile_95,"
                            "without_effect_of_the_product,its_error,drawn_5,drawn_50,drawn_95,between_draws,"
                            "between_people,without_drawn_5,without_drawn_95\n");
    for (uint32_t arm = 0; arm < study->arm_count; arm++) {
        const struct tdm_study_arm_result *a = &lab->result->arms[arm];
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            for (uint32_t at = 0; at < study->read_count; at++) {
                csv_row(view, "level", study->arms[arm].name, TDM_STR(""), tdm_study_outcome_words[o]);
                csv_figure(view, lab, study->read[at], &a->level[at * TDM_STUDY_OUTCOMES + o],
                           &a->sceptical_level[at * TDM_STUDY_OUTCOMES + o]);
            }
            csv_row(view, "change", study->arms[arm].name, TDM_STR(""), tdm_study_outcome_words[o]);
            csv_figure(view, lab, study->weeks, &a->change[o], &a->sceptical[o]);
        }
        csv_shares(view, lab, arm);
    }
    for (uint32_t i = 0; i < lab->result->pair_count; i++)
        for (uint32_t o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            const struct tdm_study_pair *pair = &lab->result->pairs[i];
            csv_row(view, "difference", study->arms[pair->first].name, study->arms[pair->second].name,
                    tdm_study_outcome_words[o]);
            csv_figure(view, lab, study->weeks, &pair->less[o], &pair->sceptical[o]);
        }
    csv_answers(view, lab);
}
