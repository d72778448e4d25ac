/* cmd_lab_study.c - `tandem lab run|compare|power|sweep`: a study, its protocols, and which of its documents. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/lab.h"

#include <stdio.h>

enum { PATIENTS_MOST = 1000000, DRAWS_MOST = 10000 };
#define SCRATCH_BYTES ((size_t)1 << 30)
#define ROOM_BYTES    ((uint64_t)896 << 20) /* of what a request has (main.c); the rest is for files and what is told */
static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

/* ---- run: a study of the closed loop */

static const struct tdm_protocol *loaded_before(const struct tdm_study *study,
                                                const struct tdm_protocol *const *of_arms, uint32_t arm) {
    for (uint32_t i = 0; i < arm; i++)
        if (tdm_str_equal(study->arms[i].follows, study->arms[arm].follows)) return of_arms[i];
    return NULL;
}

static bool load_protocols(struct tdm_request *request, struct tdm_study *study, struct tdm_loaded *file) {
    const struct tdm_protocol **of_arms =
        TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, study->arm_count + 1u);
    struct tdm_loaded protocol;
    for (uint32_t i = 0; i < study->arm_count; i++) {
        of_arms[i] = loaded_before(study, of_arms, i);
        if (study->arms[i].follows.len == 0 || of_arms[i] != NULL) continue;
        if (tdm_load_protocol(request, study->arms[i].follows, study->catalog, &of_arms[i], &protocol)) continue;
        *file = protocol;
        return false;
    }
    return tdm_study_bind(request->mem, study, of_arms, &request->problems);
}

static bool not_a_study(struct tdm_request *request, const struct tdm_loaded *file) {
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, "Q011",
                                             (struct tdm_place){.file = file->file, .line = 1});
    tdm_problem_what(p, "this file is not a study with a model");
    tdm_problem_fix(p, "begin it with: study NAME version X.Y, and below it: model NAME");
    return false;
}

/* --chart N, or --chart ARM/N: the first arm that follows a protocol when none is named. */
static bool find_chart(struct tdm_request *request, const struct tdm_study *study, uint32_t *arm, int64_t *number) {
    tdm_str said = request->value[TDM_OPTION_CHART], name = {0};
    size_t slash;
    if (tdm_str_find(said, TDM_STR("/"), &slash)) {
        name = tdm_str_slice(said, 0, slash);
        said = tdm_str_slice(said, slash + 1, said.len);
    }
    for (*arm = 0; *arm < study->arm_count; (*arm)++)
        if (study->arms[*arm].protocol != NULL && (name.len == 0 || tdm_str_equal(name, study->arms[*arm].name))) break;
    if (*arm < study->arm_count && tdm_parse_i64(said, number) && *number >= 1 && *number <= PATIENTS_MOST) return true;
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_RANGE, "U014", command_line);
    tdm_problem_what(p, "`--chart %.*s` cannot be taken", TDM_FMT(request->value[TDM_OPTION_CHART]));
    tdm_problem_fix(p, "write a patient's number, or ARM/NUMBER with an arm that follows a protocol");
    return false;
}

static bool print_chart(struct tdm_request *request, const struct tdm_study *study, const struct tdm_study_run *run,
                        struct tdm_lab_rows *rows, struct tdm_loaded *file) {
    const struct tdm_chart *chart;
    struct tdm_view view = tdm_request_view(request);
    uint32_t arm;
    int64_t number;
    if (!find_chart(request, study, &arm, &number) ||
        !tdm_study_chart(request->mem, study, run, arm, (uint32_t)number, &chart, &request->problems) ||
        !tdm_lab_calibrate(request, file, rows))
        return false;
    tdm_view_lab_comment(&view, rows);
    tdm_chart_print(&request->out, chart);
    return true;
}

/* ---- arms of another kind: two protocols beside each other, one arm with something changed */

static bool bind(struct tdm_request *request, struct tdm_study *study, const struct tdm_protocol *const *of_arms) {
    return tdm_study_bind(request->mem, study, of_arms, &request->problems);
}

static bool two_protocols(struct tdm_request *request, struct tdm_study **study, struct tdm_loaded *file) {
    const struct tdm_protocol **of_arms = TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, 4);
    tdm_str names[2], labels[2];
    for (int i = 0; i < 2; i++) {
        struct tdm_loaded protocol;
        if (!tdm_load_protocol(request, request->arguments[1 + i], (*study)->catalog, &of_arms[i], &protocol)) {
            *file = protocol;
            return false;
        }
        names[i] = of_arms[i]->name;
        labels[i] = of_arms[i]->title;
    }
    if (tdm_str_equal(names[0], names[1])) {
        struct tdm_buf other;
        tdm_buf_init(&other, request->mem, 4096);
        tdm_buf_format(&other, "%.*s-second", TDM_FMT(names[1]));
        names[1] = tdm_buf_str(&other);
    }
    struct tdm_study *two = tdm_study_of_two(request->mem, *study, names, labels);
    for (uint32_t arm = 2; arm < two->arm_count; arm++) of_arms[arm] = two->arms[arm].protocol;
    *study = two;
    return bind(request, two, of_arms);
}

/* The protocol of a sweep's arm with a value in it; *file is what was read last. */
static bool varied(struct tdm_request *request, const struct tdm_study *study, const struct tdm_study_sweep *sweep,
                   uint32_t value, const struct tdm_protocol **out, struct tdm_loaded *file) {
    struct tdm_loaded protocol, changed = {0};
    struct tdm_buf name;
    tdm_str follows = study->arms[sweep->arm].follows;
    if (!tdm_load_file(request, follows, &protocol) ||
        !tdm_study_vary(request->mem, sweep, value, protocol.text, &changed.text, &request->problems))
        return false;
    tdm_buf_init(&name, request->mem, 4096);
    tdm_buf_format(&name, "%.*s, %.*s at %u", TDM_FMT(follows), TDM_FMT(sweep->name), (unsigned)value);
    changed.file = tdm_buf_str(&name);
    if (tdm_read_protocol(request, study->catalog, out, &changed)) return true;
    *file = changed;
    return false;
}

static bool swept_arms(struct tdm_request *request, const struct tdm_study *study, uint32_t sweep,
                       struct tdm_study **out, struct tdm_loaded *file) {
    const struct tdm_study_sweep *of = &study->sweeps[sweep];
    const struct tdm_protocol **of_arms =
        TDM_NEW_ARRAY(request->mem, const struct tdm_protocol *, of->value_count + 1u);
    for (uint32_t i = 0; i < of->value_count; i++) {
        of_arms[i] = study->arms[of->arm].protocol;
        if (of->kind == TDM_SWEEP_WEEKS && !varied(request, study, of, of->values[i], &of_arms[i], file)) return false;
    }
    *out = tdm_study_of_sweep(request->mem, study, sweep);
    return bind(request, *out, of_arms);
}

/* Every value of every sweep gives a protocol that can be read, and that the study can follow. */
static bool check_sweeps(struct tdm_request *request, const struct tdm_study *study, struct tdm_loaded *file) {
    struct tdm_study *unused;
    for (uint32_t i = 0; i < study->sweep_count; i++)
        if (!swept_arms(request, study, i, &unused, file)) return false;
    return true;
}

bool tdm_load_study(struct tdm_request *request, const struct tdm_bio_model **model, struct tdm_study **out,
                    struct tdm_loaded *file) {
    const struct tdm_catalog *catalog;
    struct tdm_loaded of_model;
    if (!tdm_load_tree(request, file)) return false;
    tdm_str name = tdm_study_model_name(file->tree);
    if (!tdm_is_study(file->tree) || name.len == 0) return not_a_study(request, file);
    if (!tdm_lab_model(request, name, model, &of_model)) {
        *file = of_model;
        return false;
    }
    return tdm_load_catalog(request, &catalog) &&
           tdm_study_read(request->mem, file->tree, *model, catalog, out, &request->problems) &&
           load_protocols(request, *out, file) && check_sweeps(request, *out, file);
}

static bool find_sweep(struct tdm_request *request, const struct tdm_study *study, uint32_t *out) {
    tdm_str said = request->argument_count > 2 ? request->arguments[2] : TDM_STR("");
    int at = said.len == 0 && study->sweep_count == 1 ? 0 : tdm_study_sweep_find(study, said);
    *out = (uint32_t)at;
    if (at >= 0) return true;
    struct tdm_buf names;
    tdm_buf_init(&names, request->mem, 4096);
    for (uint32_t i = 0; i < study->sweep_count; i++)
        tdm_buf_format(&names, "%s%.*s", i > 0 ? ", " : "", TDM_FMT(study->sweeps[i].name));
    struct tdm_problem *p = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "Q019", command_line);
    if (said.len == 0)
        tdm_problem_what(p, "which sweep of the study %.*s? It has %u", TDM_FMT(study->name),
                         (unsigned)study->sweep_count);
    else
        tdm_problem_what(p, "the study %.*s has no sweep named `%.*s`", TDM_FMT(study->name), TDM_FMT(said));
    if (names.len == 0)
        tdm_problem_fix(p, "add one to the study: sweep NAME TEXT (docs/lab.md has the form)");
    else
        tdm_problem_fix(p, "write one of: %.*s", TDM_FMT(tdm_buf_str(&names)));
    return false;
}

/* ---- the document */

enum { CALIBRATION_PATIENTS = 500 };

static void put_study(struct tdm_request *request, const struct tdm_lab_study *lab) {
    struct tdm_view view = tdm_request_view(request);
    tdm_str format = request->value[TDM_OPTION_FORMAT];
    if (tdm_str_is(format, "csv"))
        tdm_view_study_csv(&view, lab);
    else if (tdm_str_is(format, "html"))
        tdm_view_study_html(&view, lab);
    else if (request->given[TDM_OPTION_JSON] || tdm_str_is(format, "json"))
        tdm_view_study_json(&view, lab);
    else
        tdm_view_study_text(&view, lab);
}

/* From any thread; one line that is written over, on a terminal alone. */
static void show_progress(void *context, uint64_t done, uint64_t of) {
    char line[80];
    (void)context;
    int len = snprintf(line, sizeof line, "\r%llu of %llu blocks of patients done%s", (unsigned long long)done,
                       (unsigned long long)of, done == of ? "\r\033[K" : "");
    (void)!tdm_error_write((tdm_str){line, (size_t)len});
}

static bool run_kept(struct tdm_request *request, const struct tdm_study *study, struct tdm_study_run *run,
                     struct tdm_study_result *result) {
    struct tdm_lab_keep *keep;
    if (!tdm_lab_keep_open(request, study, run, &keep)) return false;
    if (tdm_terminal_is(TDM_STREAM_ERROR)) run->progress = show_progress;
    bool fine = tdm_study_run(request->mem, study, run, result, &request->problems);
    return tdm_lab_keep_close(request, keep) && fine;
}

/* Told before anybody lives, and not when hours are spent. What --resume has kept is read as a whole. */
static bool has_room(struct tdm_request *request, const struct tdm_study *study, const struct tdm_study_run *run,
                     const struct tdm_loaded *file) {
    uint64_t whole, each;
    tdm_study_room(study, run, &whole, &each);
    if (request->given[TDM_OPTION_RESUME]) each *= 2;
    if (whole + each * run->patients <= ROOM_BYTES) return true;
    struct tdm_problem *p =
        tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_LIMIT, "Q024", (struct tdm_place){.file = file->file});
    tdm_problem_what(
        p, "%u patients in %u arms that are read at %u weeks ask for %llu MB of memory, and %llu are there",
        (unsigned)run->patients, (unsigned)study->arm_count, (unsigned)study->read_count,
        (unsigned long long)((whole + each * run->patients) >> 20), (unsigned long long)(ROOM_BYTES >> 20));
    if (whole + 2 * each > ROOM_BYTES)
        tdm_problem_fix(p, "leave arms out: every two of them are compared");
    else
        tdm_problem_fix(p, "write --patients %llu, or read at fewer weeks",
                        (unsigned long long)((ROOM_BYTES - whole) / each));
    return false;
}

static bool live(struct tdm_request *request, enum tdm_lab_act act, struct tdm_study *study, struct tdm_study_run *run,
                 struct tdm_loaded *file) {
    struct tdm_study_result result;
    struct tdm_study_swept swept;
    struct tdm_bio_run calibration = {.seed = run->seed, .patients = CALIBRATION_PATIENTS, .set = run->set};
    struct tdm_lab_study lab = {
        .study = study, .run = run, .result = &result, .rows = {.model = study->model, .run = &calibration}};
    uint32_t sweep = 0;
    if (act == TDM_LAB_SWEEP) {
        struct tdm_study *arms;
        if (!find_sweep(request, study, &sweep) || !swept_arms(request, study, sweep, &arms, file)) return false;
        lab.sweep = &study->sweeps[sweep];
        lab.of_arm = study->arms[lab.sweep->arm].name;
        lab.study = arms;
    }
    if (act == TDM_LAB_COHORT) return tdm_lab_cohort(request, lab.study, run, &lab.rows, file);
    if (request->given[TDM_OPTION_CHART]) return print_chart(request, lab.study, run, &lab.rows, file);
    if (!has_room(request, lab.study, run, file) || !tdm_lab_calibrate(request, file, &lab.rows) ||
        !run_kept(request, lab.study, run, &result))
        return false;
    if (act == TDM_LAB_POWER) lab.trial_count = tdm_study_trials(request->mem, study, run, &result, &lab.trials);
    if (act == TDM_LAB_SWEEP) {
        tdm_study_choose(request->mem, lab.study, run, &result, &swept);
        lab.swept = &swept;
    }
    put_study(request, &lab);
    return true;
}

bool tdm_lab_study(struct tdm_request *request, enum tdm_lab_act act, int64_t seed, struct tdm_loaded *file) {
    static const char *const words[] = {"run", "compare", "power", "sweep", "cohort"};
    const struct tdm_bio_model *model;
    struct tdm_study *study;
    struct tdm_problem few;
    int64_t patients = 0, draws = 0;
    struct tdm_parallel threads;
    uint32_t at = act == TDM_LAB_COMPARE ? 3 : act == TDM_LAB_COHORT ? 2 : 1;
    tdm_str name = request->argument_count > at ? request->arguments[at] : TDM_STR("four-arms");
    static const uint32_t least[] = {1, 3, 1, 1, 2}, most[] = {2, 4, 2, 3, 3};
    if (!tdm_request_needs(request, least[act], most[act], &few)) return tdm_request_keep(request, &few);
    if ((act != TDM_LAB_COHORT && !tdm_lab_format(request, words[act], true)) || !tdm_load_file(request, name, file) ||
        !tdm_load_study(request, &model, &study, file) ||
        !tdm_lab_whole(request, TDM_OPTION_PATIENTS, 2, PATIENTS_MOST, &patients) ||
        !tdm_lab_whole(request, TDM_OPTION_DRAWS, 1, DRAWS_MOST, &draws) || !tdm_lab_threads(request, &threads) ||
        (act == TDM_LAB_COMPARE && !two_protocols(request, &study, file)))
        return false;
    struct tdm_study_run run = {.seed = request->given[TDM_OPTION_SEED] ? (uint64_t)seed : study->seed,
                                .patients = patients > 0 ? (uint32_t)patients : study->patients,
                                .draws = (uint32_t)draws,
                                .set = tdm_lab_set(),
                                .block = 8,
                                .parallel = &threads,
                                .scratch = tdm_arena_open(SCRATCH_BYTES),
                                .lives = tdm_arena_open(SCRATCH_BYTES)};
    bool fine = live(request, act, study, &run, file);
    tdm_arena_close(run.scratch);
    tdm_arena_close(run.lives);
    return fine;
}
