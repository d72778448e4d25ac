/* study_test.c - the closed loop: the engine steers virtual patients, the same people in every arm, whatever the order.
 */
#include "lab/study.h"
#include "lab_ground.h"

#include <math.h>
#include <string.h>

static const struct tdm_bio_model *ground_model(struct tdm_arena *mem) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_bio_model *model = NULL;
    tdm_problems_init(problems);
    const struct tdm_embedded *file = tdm_embedded_find(TDM_STR("lab/knee-oa.model.tandem"));
    CHECK(file != NULL && tdm_bio_model_read(mem, ground_tree(mem, file), &model, problems));
    return model;
}

/* A study with these arms, what the team reads as in the shipped one. */
static struct tdm_study *study_of(struct tdm_arena *mem, const struct tdm_library *library,
                                  const struct tdm_bio_model *model, const char *arms) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_str shipped = tdm_embedded_find(TDM_STR("lab/four-arms.study.tandem"))->bytes;
    const struct tdm_tree *tree = NULL;
    struct tdm_study *study = NULL;
    struct tdm_buf text;
    size_t classes = 0;
    CHECK(tdm_str_find(shipped, TDM_STR("class rest"), &classes));
    tdm_problems_init(problems);
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, "study test version 1.0\n  title \"T\"\n  model knee-oa\n  cohort trial\n  patients 6\n"
                        "  weeks 26\n  read at 0, 12, 26 weeks\n  responds by 2 points\n");
    tdm_buf_text(&text, arms);
    tdm_buf_add(&text, tdm_str_slice(shipped, classes, shipped.len));
    bool fine = tdm_notation_read(mem, TDM_STR("t.study"), tdm_buf_str(&text), &tree, problems) &&
                tdm_study_read(mem, tree, model, library->catalog, &study, problems);
    const struct tdm_protocol **of_arms = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 8);
    for (uint32_t arm = 0; fine && arm < study->arm_count; arm++)
        for (uint32_t i = 0; i < library->protocol_count; i++)
            if (tdm_str_equal(library->protocols[i]->name, study->arms[arm].follows))
                of_arms[arm] = library->protocols[i];
    fine = fine && tdm_study_bind(mem, study, of_arms, problems);
    if (!fine) check_failed(__FILE__, __LINE__, "%s %s", problems->items[0].code, problems->items[0].what);
    return study;
}

static struct tdm_study_run run_of(uint32_t block) {
    return (struct tdm_study_run){.seed = 3,
                                  .patients = 6,
                                  .set = TDM_BIO_SSE2,
                                  .block = block,
                                  .scratch = tdm_arena_open((size_t)1 << 30),
                                  .lives = tdm_arena_open((size_t)1 << 30)};
}

static struct tdm_study_result *result_of(struct tdm_arena *mem, const struct tdm_study *study, uint32_t block) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study_result *result = TDM_NEW(mem, struct tdm_study_result);
    struct tdm_study_run run = run_of(block);
    tdm_problems_init(problems);
    if (!tdm_study_run(mem, study, &run, result, problems))
        check_failed(__FILE__, __LINE__, "%s %s", problems->items[0].code, problems->items[0].what);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    return result;
}

static bool is_zero(double x) {
    return !(x < 0.0) && !(x > 0.0);
}

TEST("two arms with one protocol differ by nothing, in no patient [F093 S33]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm one \"A\"\n  protocol knee-oa-bmac\narm two \"B\"\n  protocol knee-oa-bmac\n");
    struct tdm_study_result *result = result_of(mem, study, 8);
    CHECK(result->pair_count == 1 && result->arms[0].procedures == 6);
    for (int o = 0; o < TDM_STUDY_OUTCOMES; o++) {
        const struct tdm_study_figure *less = &result->pairs[0].less[o];
        CHECK(is_zero(less->mean) && is_zero(less->low) && is_zero(less->high) && is_zero(less->error));
    }
    CHECK(result->arms[0].entries == result->arms[1].entries && result->arms[0].sessions > 0);
}

TEST("the cut into blocks changes no byte of the figures [F093 F097 S85]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm one \"A\"\n  protocol knee-oa-bmac-early\narm none \"N\"\n  programme none\n");
    struct tdm_study_result *whole = result_of(mem, study, 8), *single = result_of(mem, study, 1);
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct tdm_study_arm_result *a = &whole->arms[arm], *b = &single->arms[arm];
        CHECK(memcmp(a->level, b->level, 3 * TDM_STUDY_OUTCOMES * sizeof *a->level) == 0);
        CHECK(memcmp(a->sceptical, b->sceptical, sizeof a->sceptical) == 0);
        CHECK(a->entries == b->entries && a->deviations == b->deviations && a->non_responders == b->non_responders);
    }
    CHECK(whole->standings == single->standings && whole->standings > 0);
}

TEST("with a product that does nothing the figures are the sceptical ones, and no care raises structure [F092 F093 S38 "
     "S83]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_bio_model without = *ground_model(mem);
    without.spreads.potency_scale = 0.0;
    struct tdm_study *study = study_of(
        mem, library, &without,
        "arm one \"A\"\n  protocol knee-oa-bmac\narm therapy \"T\"\n  protocol knee-oa-bmac\n  without procedure\n");
    struct tdm_study_result *result = result_of(mem, study, 8);
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct tdm_study_arm_result *a = &result->arms[arm];
        CHECK(memcmp(a->change, a->sceptical, sizeof a->change) == 0);
        CHECK(a->change[TDM_STUDY_OF_STRUCTURE].high < 0.0);
        CHECK(a->change[TDM_STUDY_OF_STRENGTH].mean > 0.0);
    }
    CHECK(result->arms[0].procedures == 6 && result->arms[1].procedures == 0);
}

TEST("the product builds structure when it is given, and exercise strength when it is done; neither does the other's "
     "[F092 S33 S36]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm both \"A\"\n  protocol knee-oa-bmac\narm product \"P\"\n  protocol knee-oa-bmac\n"
                 "  procedure only\narm therapy \"T\"\n  protocol knee-oa-bmac\n  without procedure\n"
                 "arm drug \"D\"\n  protocol knee-oa-bmac\n  drug in window\n");
    struct tdm_study_result *r = result_of(mem, study, 8);
    CHECK(r->arms[1].sessions == 0 && r->arms[1].procedures == 6 && r->arms[2].procedures == 0);
    CHECK(r->arms[1].change[TDM_STUDY_OF_STRUCTURE].mean > 0.0 && r->arms[2].change[TDM_STUDY_OF_STRUCTURE].mean < 0.0);
    CHECK(r->arms[0].change[TDM_STUDY_OF_STRENGTH].mean > r->arms[1].change[TDM_STUDY_OF_STRENGTH].mean + 1.0);
    CHECK(r->arms[3].change[TDM_STUDY_OF_STRUCTURE].mean < r->arms[0].change[TDM_STUDY_OF_STRUCTURE].mean);
    CHECK(r->arms[3].deviations > r->arms[0].deviations); /* the engine says so of the medicine */
}

static struct tdm_study_result *drawn_of(struct tdm_arena *mem, const struct tdm_study *study, uint32_t draws,
                                         const struct tdm_parallel *parallel) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study_result *result = TDM_NEW(mem, struct tdm_study_result);
    struct tdm_study_run run = run_of(parallel == NULL ? 8 : 2);
    run.draws = draws;
    run.parallel = parallel;
    tdm_problems_init(problems);
    if (!tdm_study_run(mem, study, &run, result, problems))
        check_failed(__FILE__, __LINE__, "%s %s", problems->items[0].code, problems->items[0].what);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    return result;
}

TEST("draws of the model's numbers tell how far figures move by them and how far by people; what the model says itself "
     "stays "
     "[F093 F094 S85]") {
    const struct tdm_library *library = ground_library(mem);
    const char *arms = "arm one \"A\"\n  protocol knee-oa-bmac\narm again \"B\"\n  protocol knee-oa-bmac\n"
                       "arm none \"N\"\n  programme none\n";
    struct tdm_study *study = study_of(mem, library, ground_model(mem), arms);
    struct tdm_study_result *own = result_of(mem, study, 8), *drawn = drawn_of(mem, study, 2, NULL);
    CHECK(drawn->drawn.asked == 2 && drawn->drawn.lived == 2 && own->drawn.asked == 0);
    CHECK(drawn->drawn.misfit.low > 0.0 && drawn->drawn.misfit.high < 1.5);
    for (int o = 0; o < TDM_STUDY_OUTCOMES; o++) {
        const struct tdm_study_figure *was = &own->arms[0].change[o], *is = &drawn->arms[0].change[o];
        CHECK(memcmp(&was->mean, &is->mean, sizeof was->mean) == 0 &&
              memcmp(&was->error, &is->error, sizeof was->error) == 0);
        CHECK(is_zero(was->drawn.high) && is_zero(was->drawn.between_people));
        CHECK(is->drawn.low <= is->drawn.median && is->drawn.median <= is->drawn.high &&
              is->drawn.low < is->drawn.high);
        CHECK(is->drawn.between_draws > 0.0 && is->drawn.between_people > 0.0);
        const struct tdm_study_band *same =
            &drawn->pairs[0].less[o].drawn; /* one protocol twice: in no draw a difference */
        CHECK(is_zero(same->low) && is_zero(same->high) && is_zero(same->between_draws) &&
              is_zero(same->between_people));
    }
    CHECK(drawn->arms[2].change[TDM_STUDY_OF_STRUCTURE].drawn.high < 0.0); /* nothing done builds nothing in any draw */
    CHECK(drawn->arms[0].sceptical[TDM_STUDY_OF_STRUCTURE].drawn.high < 0.0);
    CHECK(drawn->standings > 2 * own->standings);
}

TEST("draws are the same at any number of threads and cut of blocks, and the first of more are the fewer [F093 F095 "
     "S85]") {
    const struct tdm_library *library = ground_library(mem);
    const char *arms = "arm one \"A\"\n  protocol knee-oa-bmac-early\narm none \"N\"\n  programme none\n";
    struct tdm_study *study = study_of(mem, library, ground_model(mem), arms);
    struct tdm_parallel two = tdm_threads(2);
    struct tdm_study_result *one = drawn_of(mem, study, 2, NULL), *other = drawn_of(mem, study, 2, &two);
    struct tdm_study_result *first = drawn_of(mem, study, 1, NULL);
    for (uint32_t arm = 0; arm < 2; arm++) {
        const struct tdm_study_arm_result *a = &one->arms[arm], *b = &other->arms[arm];
        CHECK(memcmp(a->level, b->level, 3 * TDM_STUDY_OUTCOMES * sizeof *a->level) == 0);
        CHECK(memcmp(a->sceptical, b->sceptical, sizeof a->sceptical) == 0);
        CHECK(memcmp(&a->no_response, &b->no_response, sizeof a->no_response) == 0);
    }
    CHECK(memcmp(one->drawn.trials, first->drawn.trials, 4 * sizeof *one->drawn.trials) == 0);
    CHECK(memcmp(&one->drawn.trials[0], &one->drawn.trials[4], sizeof *one->drawn.trials) != 0);
}

static void check_refused(struct tdm_arena *mem, const char *arms, const char *told) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_tree *tree = NULL;
    struct tdm_study *study = NULL;
    struct tdm_buf text, said;
    tdm_problems_init(problems);
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_init(&said, mem, 1u << 16);
    tdm_buf_text(&text, "study test version 1.0\n  title \"T\"\n  model knee-oa\n  cohort trial\n  patients 6\n"
                        "  weeks 26\n  read at 0, 26 weeks\n  responds by 2 points\n");
    tdm_buf_text(&text, arms);
    CHECK(tdm_notation_read(mem, TDM_STR("t.study"), tdm_buf_str(&text), &tree, problems));
    CHECK(!tdm_study_read(mem, tree, ground_model(mem), ground_catalog(mem), &study, problems));
    tdm_buf_format(&said, "%u: %s %s; %s", problems->items[0].place.line, problems->items[0].code,
                   problems->items[0].what, problems->items[0].fix);
    CHECK_STR(tdm_buf_str(&said), told);
}

TEST("what a study says wrongly is told with its line, its form or the name that was meant [F093]") {
    check_refused(mem, "arm one \"A\"\n  programme salin\n",
                  "10: Q004 no programme of the model is named `salin`; write `saline`");
    check_refused(
        mem, "arm one \"A\"\n  programme saline\n  drug in window\n",
        "9: Q003 the line is not understood from here on; the form is: arm NAME TEXT, and below it: protocol NAME or "
        "programme NAME; without procedure, or procedure only; drug in window; adherence N percent; grade 2, 3 or 4");
    check_refused(mem, "arm one \"A\"\n  programme saline\narm one \"B\"\n  programme none\n",
                  "11: Q005 `one` is given twice; keep one of the two");
    check_refused(mem, "measure nprs-now from fel\n", "9: Q004 no readout is named `fel`; write `felt`");
    check_refused(
        mem, "measure knee-stroke-test from effusion\n",
        "9: Q003 the line is not understood from here on; the form is: measure NAME from READOUT [, times A] [, plus "
        "A] "
        "[, noise A] or [, steps A A] or [, falling steps A A]; or: measure NAME stays VALUE [, other side VALUE]");
    check_refused(mem, "class modrate, activity 1\n", "9: Q004 no load class is named `modrate`; write `moderate`");
    check_refused(
        mem, "usual, activity 1  [smith]\n",
        "9: Q004 no source is named `smith`; write a name (source) that this file declares or docs/lab.md lists");
    check_refused(mem, "sweep s \"S\"\n  arm one\n  over 3, 2 weeks\narm one \"A\"\n  programme none\n",
                  "9: Q003 the line is not understood from here on; the form is: sweep NAME TEXT, and below it: arm "
                  "NAME; over N, N weeks, or: N percent adherence, or: N grade; of weeks: change TEXT to TEXT");
    check_refused(mem, "sweep s \"S\"\n  arm on\n  over 2, 3 grade\narm one \"A\"\n  programme none\n",
                  "10: Q004 no arm is named `on`; write `one`");
    check_refused(
        mem,
        "sweep s \"S\"\n  arm one\n  over 2, 3 weeks\n  change \"a\" to \"b\"\narm one \"A\"\n  programme "
        "none\n",
        "9: Q018 the sweep changes a protocol, and `one` follows none; name an arm that has a line: protocol NAME");
    check_refused(mem, "harm one \"A\"\n", "9: Q004 no line of a study is named `harm`; write `arm`");
}

static tdm_str canonical(struct tdm_arena *mem, const struct tdm_entry *entry) {
    struct tdm_buf bytes;
    tdm_buf_init(&bytes, mem, 1u << 16);
    tdm_entry_canonical(&bytes, entry);
    return tdm_buf_str(&bytes);
}

/* No signature before its day, no phase through a closed gate, no load above the day's limits but while a flag that was
 * raised between two visits holds. */
static void check_course(struct tdm_arena *mem, const struct tdm_library *library, const struct tdm_chart *made) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_case *episode = NULL;
    tdm_problems_init(problems);
    const struct tdm_chart *chart = ground_read(mem, ground_print(mem, made), problems);
    CHECK(chart != NULL && chart->synthetic && chart->entry_count == made->entry_count);
    for (uint32_t i = 0; chart != NULL && i < chart->entry_count; i++) /* in memory and on paper: one digest */
        CHECK(tdm_str_equal(canonical(mem, &chart->entries[i]), canonical(mem, &made->entries[i])));
    if (chart == NULL || !tdm_case_open(mem, library, chart, &episode, problems)) {
        check_failed(__FILE__, __LINE__, "%s %s", problems->items[0].code, problems->items[0].what);
        return;
    }
    struct tdm_asof asof = {tdm_date_add_days(chart->entries[0].date, 26 * 7), TDM_INSTANT_NONE};
    const struct tdm_standing *s = tdm_standing_of(mem, episode, NULL, 0, asof);
    CHECK(s->enrolled && s->procedure_performed);
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        enum tdm_reason_code code = s->deviations[i].reason.code;
        bool early = code == TDM_REASON_DEVIATION_EARLY_SIGNATURE || code == TDM_REASON_DEVIATION_GATE ||
                     code == TDM_REASON_DEVIATION_UNKNOWN_GATE || code == TDM_REASON_DEVIATION_COMPLETED;
        CHECK(!early && code != TDM_REASON_DEVIATION_SIGNER && code != TDM_REASON_DEVIATION_PRESCRIBED &&
              code != TDM_REASON_DEVIATION_BASELINE && code != TDM_REASON_DEVIATION_FLAG_CLOSER);
    }
}

TEST("the chart of a virtual patient reads back, opens, is synthetic, and no gate or signature in it was early [F093 "
     "M25 M60]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm one \"A\"\n  protocol knee-oa-bmac\narm two \"B\"\n  protocol knee-oa-bmac-early\n");
    struct tdm_study_run run = run_of(8);
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    uint32_t entered = 0, signed_by = 0;
    tdm_problems_init(problems);
    for (uint32_t arm = 0; arm < 2; arm++)
        for (uint32_t number = 1; number <= 6; number++) {
            const struct tdm_chart *chart = NULL;
            CHECK(tdm_study_chart(mem, study, &run, arm, number, &chart, problems));
            check_course(mem, library, chart);
            for (uint32_t i = 0; i < chart->entry_count; i++) {
                entered += chart->entries[i].kind == TDM_ENTRY_ENTER;
                signed_by += chart->entries[i].kind == TDM_ENTRY_CLEAR;
            }
        }
    CHECK(entered > 10 && signed_by > 5);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
}

TEST("the arms of a sweep follow texts of their own under one name, and each of its grades has people of it [F094 "
     "F096]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm both \"A\"\n  protocol knee-oa-bmac\n"
                 "sweep g \"G\"\n  arm both\n  over 2, 4 grade\n"
                 "sweep w \"W\"\n  arm both\n  over 4, 8 weeks\n"
                 "  change \"from procedure, 4 to 8 weeks\" to \"from procedure, {0} to {4} weeks\"\n"
                 "  change \"not before 4 weeks after procedure\" to \"not before {0} weeks after procedure\"\n"
                 "  change \"may move from 4 weeks after procedure to 10 weeks\" to \"may move from {0} weeks after "
                 "procedure to {6} weeks\"\n");
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study *grades = tdm_study_of_sweep(mem, study, 0), *weeks = tdm_study_of_sweep(mem, study, 1);
    const struct tdm_protocol *same[2] = {study->arms[0].protocol, study->arms[0].protocol}, *varied[2];
    tdm_problems_init(problems);
    CHECK(tdm_study_bind(mem, grades, same, problems));
    struct tdm_study_result *r = result_of(mem, grades, 8);
    CHECK_STR(grades->arms[1].name, "grade-4");
    CHECK_INT(r->pair_count, 0); /* no person is in both arms */
    CHECK(r->arms[0].level[TDM_STUDY_OF_STRUCTURE].mean > r->arms[1].level[TDM_STUDY_OF_STRUCTURE].mean + 5.0);
    tdm_str text = tdm_embedded_find(TDM_STR("protocols/knee-oa-bmac.tandem"))->bytes, changed;
    for (int i = 0; i < 2; i++) {
        CHECK(tdm_study_vary(mem, &study->sweeps[1], study->sweeps[1].values[i], text, &changed, problems));
        varied[i] = ground_protocol(mem, library->catalog, changed, problems);
    }
    CHECK(varied[0] != NULL && varied[1] != NULL && tdm_study_bind(mem, weeks, varied, problems));
    r = result_of(mem, weeks, 8);
    tdm_ref gate = TDM_REF_NONE;
    for (tdm_ref g = 0; g < varied[0]->gate_count; g++)
        if (tdm_str_is(varied[0]->gates[g].name, "resume-active-pt")) gate = g;
    CHECK(r->arms[0].gates[gate].passed > 0 && r->arms[1].gates[gate].passed > 0);
    CHECK(r->arms[1].gates[gate].median_weeks > r->arms[0].gates[gate].median_weeks + 3.0);
}

TEST("one thing, the other and both are lived by the same people, each difference with its error: what both reach, "
     "neither "
     "reaches alone [S07 S33 F093]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study = study_of(mem, library, ground_model(mem),
                                       "arm both \"A and B\"\n  protocol knee-oa-bmac\n"
                                       "arm product \"A\"\n  protocol knee-oa-bmac\n  procedure only\n"
                                       "arm therapy \"B\"\n  protocol knee-oa-bmac\n  without procedure\n");
    struct tdm_study_result *r = result_of(mem, study, 8);
    const struct tdm_study_arm_result *both = &r->arms[0], *product = &r->arms[1], *therapy = &r->arms[2];
    CHECK(both->change[TDM_STUDY_OF_STRUCTURE].mean > 0.0 && both->change[TDM_STUDY_OF_STRENGTH].mean > 0.0);
    CHECK(product->change[TDM_STUDY_OF_STRENGTH].mean < both->change[TDM_STUDY_OF_STRENGTH].mean);
    CHECK(therapy->change[TDM_STUDY_OF_STRUCTURE].mean < 0.0);
    CHECK_INT(r->pair_count, 3);
    for (uint32_t i = 0; i < r->pair_count; i++)
        for (int o = 0; o < TDM_STUDY_OUTCOMES; o++) {
            const struct tdm_study_figure *less = &r->pairs[i].less[o];
            const struct tdm_study_figure *first = &r->arms[r->pairs[i].first].level[2 * TDM_STUDY_OUTCOMES + o],
                                          *second = &r->arms[r->pairs[i].second].level[2 * TDM_STUDY_OUTCOMES + o];
            CHECK(less->error > 0.0 && less->low <= less->high);
            CHECK(is_zero(floor(1e6 * (first->mean - second->mean - less->mean) + 0.5))); /* person by person */
        }
}

/* The shipped study, each arm by the protocol file that it names. */
static struct tdm_study *shipped_study(struct tdm_arena *mem, const struct tdm_catalog *catalog) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study *study = NULL;
    tdm_problems_init(problems);
    const struct tdm_embedded *file = tdm_embedded_find(TDM_STR("lab/four-arms.study.tandem"));
    bool fine = tdm_study_read(mem, ground_tree(mem, file), ground_model(mem), catalog, &study, problems);
    const struct tdm_protocol **of_arms = TDM_NEW_ARRAY(mem, const struct tdm_protocol *, 8);
    for (uint32_t arm = 0; fine && arm < study->arm_count; arm++)
        for (int of = 0; of < 2; of++) {
            char name[80];
            (void)snprintf(name, sizeof name, of == 0 ? "protocols/%.*s.tandem" : "lab/%.*s.protocol.tandem",
                           TDM_FMT(study->arms[arm].follows));
            const struct tdm_embedded *found = tdm_embedded_find(tdm_str_of(name));
            if (found != NULL) of_arms[arm] = ground_protocol(mem, catalog, found->bytes, problems);
        }
    fine = fine && tdm_study_bind(mem, study, of_arms, problems);
    if (!fine) check_failed(__FILE__, __LINE__, "%s %s", problems->items[0].code, problems->items[0].what);
    return study;
}

TEST("each arm of the shipped study is a protocol of its own: who has no procedure builds no structure, who has no "
     "exercise "
     "no strength, and people are let go through the gate of discharge [F092 F093 S33 S36 S38]") {
    struct tdm_study *study = shipped_study(mem, ground_catalog(mem));
    struct tdm_study_result *r = result_of(mem, study, 8);
    static const char *const names[] = {"combined", "early", "therapy", "procedure"};
    for (uint32_t arm = 0; arm < 4; arm++) {
        CHECK(tdm_str_is(study->arms[arm].name, names[arm]) && study->arms[arm].protocol != NULL);
        CHECK(!study->arms[arm].without_procedure && !study->arms[arm].procedure_only &&
              !study->arms[arm].drug_in_window);
    }
    const struct tdm_study_arm_result *therapy = &r->arms[2], *procedure = &r->arms[3];
    CHECK(therapy->procedures == 0 && therapy->sessions > 0 && procedure->procedures == 6 && procedure->sessions == 0);
    for (uint32_t i = 0; i < 6; i++) { /* person by person, at the last reading */
        const double *at = therapy->values[0];
        size_t last = (size_t)(study->read_count - 1) * TDM_STUDY_OUTCOMES + TDM_STUDY_OF_STRUCTURE;
        CHECK(at[last * 6 + i] <= at[(size_t)TDM_STUDY_OF_STRUCTURE * 6 + i]);
    }
    CHECK(procedure->change[TDM_STUDY_OF_STRUCTURE].mean > 0.0);
    CHECK(therapy->change[TDM_STUDY_OF_STRENGTH].mean > procedure->change[TDM_STUDY_OF_STRENGTH].mean + 5.0);
    for (uint32_t arm = 0; arm < 4; arm++) { /* maintenance follows in three of them, and holds no gate back */
        const struct tdm_study_gate *discharge = &r->arms[arm].gates[study->arms[arm].protocol->gate_count - 1u];
        CHECK(discharge->waited > 0 && discharge->passed == r->arms[arm].completed);
    }
    CHECK(r->arms[0].completed + r->arms[1].completed > 0 && procedure->completed > 0);
}

TEST("how much is done is given to everybody, never read off who did it: the people are the same [G8 F094]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study = study_of(mem, library, ground_model(mem),
                                       "arm both \"A\"\n  protocol knee-oa-bmac\n"
                                       "sweep a \"A\"\n  arm both\n  over 20, 90 percent adherence\n");
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study *sweep = tdm_study_of_sweep(mem, study, 0);
    const struct tdm_protocol *same[2] = {study->arms[0].protocol, study->arms[0].protocol};
    tdm_problems_init(problems);
    REQUIRE(tdm_study_bind(mem, sweep, same, problems));
    struct tdm_study_result *r = result_of(mem, sweep, 8);
    REQUIRE(r->pair_count == 1); /* of other people there would be none */
    /* All of them stand at the start where they stand in the other arm, person by person: none chose an arm. */
    CHECK(memcmp(r->arms[0].values[0], r->arms[1].values[0], 6 * TDM_STUDY_OUTCOMES * sizeof(double)) == 0);
    CHECK(r->arms[1].change[TDM_STUDY_OF_STRENGTH].mean > r->arms[0].change[TDM_STUDY_OF_STRENGTH].mean);
    CHECK(r->pairs[0].less[TDM_STUDY_OF_STRENGTH].high < 0.0);
}

TEST("age, severity and health are drawn once and are the same in every arm, or no arms are compared [S81 F093]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm one \"A\"\n  protocol knee-oa-bmac\narm two \"B\"\n  programme none\n"
                 "arm mild \"C\"\n  programme none\n  grade 2\narm severe \"D\"\n  programme none\n  grade 4\n");
    struct tdm_study_result *r = result_of(mem, study, 8);
    CHECK(memcmp(r->arms[0].values[0], r->arms[1].values[0], 6 * TDM_STUDY_OUTCOMES * sizeof(double)) == 0);
    REQUIRE(r->pair_count == 1);
    CHECK(r->pairs[0].first == 0 && r->pairs[0].second == 1);
    CHECK(r->arms[2].level[TDM_STUDY_OF_STRUCTURE].mean > r->arms[3].level[TDM_STUDY_OF_STRUCTURE].mean);
}

/* ---- threads, and runs that were stopped */

static void same_figures(const struct tdm_study_result *one, const struct tdm_study_result *other, uint32_t arms) {
    for (uint32_t arm = 0; arm < arms; arm++) {
        const struct tdm_study_arm_result *a = &one->arms[arm], *b = &other->arms[arm];
        CHECK(memcmp(a->level, b->level, 3 * TDM_STUDY_OUTCOMES * sizeof *a->level) == 0);
        CHECK(memcmp(a->change, b->change, sizeof a->change) == 0);
        CHECK(memcmp(a->sceptical, b->sceptical, sizeof a->sceptical) == 0);
        CHECK(a->entries == b->entries && a->deviations == b->deviations && a->sessions == b->sessions);
        CHECK(a->held_visits == b->held_visits && a->procedures == b->procedures && a->completed == b->completed);
    }
    CHECK(one->standings == other->standings && one->standings > 0);
}

static void same_gates(const struct tdm_study_result *one, const struct tdm_study_result *other, uint32_t arm,
                       uint32_t gates) {
    for (uint32_t g = 0; g < gates; g++) {
        const struct tdm_study_gate *a = &one->arms[arm].gates[g], *b = &other->arms[arm].gates[g];
        CHECK(a->passed == b->passed && a->waited == b->waited && a->held_node == b->held_node);
        CHECK(a->held_count == b->held_count &&
              memcmp(&a->median_weeks, &b->median_weeks, sizeof a->median_weeks) == 0);
    }
}

struct cellar { /* what is kept, and whether it was asked for */
    struct tdm_arena *mem;
    tdm_str keys[64], bytes[64];
    uint32_t count, found, lost_from, full_at;
};

static bool cellar_find(void *context, tdm_str key, tdm_str *bytes) {
    struct cellar *c = context;
    for (uint32_t i = 0; i < c->count && i < c->lost_from; i++) {
        if (!tdm_str_equal(c->keys[i], key)) continue;
        *bytes = c->bytes[i];
        c->found++;
        return true;
    }
    return false;
}

static bool cellar_put(void *context, tdm_str key, tdm_str bytes) {
    struct cellar *c = context;
    if (c->count == TDM_COUNT(c->keys)) return true;
    c->keys[c->count] = tdm_arena_str(c->mem, key);
    c->bytes[c->count++] = tdm_arena_str(c->mem, bytes);
    return c->count < c->full_at;
}

static struct tdm_study_result *run_with(struct tdm_arena *mem, const struct tdm_study *study, uint32_t threads,
                                         const struct tdm_study_keep *keep) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study_result *result = TDM_NEW(mem, struct tdm_study_result);
    struct tdm_study_run run = run_of(2);
    struct tdm_parallel parallel = tdm_threads(threads);
    run.parallel = &parallel;
    run.keep = keep;
    tdm_problems_init(problems);
    CHECK(tdm_study_run(mem, study, &run, result, problems));
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    return result;
}

TEST("the same figures at 1 to 4 threads [F095 F093]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm one \"A\"\n  protocol knee-oa-bmac-early\narm none \"N\"\n  programme none\n");
    struct tdm_study_result *first = run_with(mem, study, 1, NULL);
    for (uint32_t threads = 2; threads <= 4; threads++) {
        struct tdm_study_result *other = run_with(mem, study, threads, NULL);
        same_figures(first, other, 2);
        same_gates(first, other, 0, study->arms[0].protocol->gate_count);
    }
}

TEST("a run that was stopped half way goes on to the same figures, and asks only for what is lacking [F097]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study =
        study_of(mem, library, ground_model(mem),
                 "arm one \"A\"\n  protocol knee-oa-bmac-early\narm none \"N\"\n  programme none\n");
    struct cellar cellar = {.mem = mem, .lost_from = 64, .full_at = 64};
    struct tdm_study_keep keep = {&cellar, cellar_find, cellar_put};
    struct tdm_study_result *first = run_with(mem, study, 1, &keep);
    CHECK_INT(cellar.count, 12); /* two arms, two ways, three blocks of two */
    CHECK_INT(cellar.found, 0);
    cellar.lost_from = 5;
    struct tdm_study_result *again = run_with(mem, study, 1, &keep);
    CHECK_INT(cellar.found, 5);
    same_figures(first, again, 2);
    same_gates(first, again, 0, study->arms[0].protocol->gate_count);
    cellar.lost_from = 64;
    cellar.bytes[0].len--; /* a block that is not what it says is lived again */
    again = run_with(mem, study, 1, &keep);
    same_figures(first, again, 2);
    same_gates(first, again, 0, study->arms[0].protocol->gate_count);
}

TEST("a block that cannot be kept ends the run there: what it would have told is told by the run that goes on [F097]") {
    const struct tdm_library *library = ground_library(mem);
    struct tdm_study *study = study_of(mem, library, ground_model(mem),
                                       "arm one \"A\"\n  programme saline\narm none \"N\"\n  programme none\n");
    struct cellar cellar = {.mem = mem, .lost_from = 64, .full_at = 3};
    struct tdm_study_keep keep = {&cellar, cellar_find, cellar_put};
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_study_result result;
    struct tdm_study_run run = run_of(2);
    run.keep = &keep;
    tdm_problems_init(problems);
    CHECK(!tdm_study_run(mem, study, &run, &result, problems));
    CHECK_INT(cellar.count, 3);
    CHECK_INT(problems->errors, 0); /* who keeps tells why */
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
}
