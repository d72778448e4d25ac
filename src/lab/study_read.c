/* study_read.c - a study file: its head, arms, what the team reads, and what each load class means for the model. */
#include "lab/study_int.h"

#include <string.h>

struct reader {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    struct tdm_problems *problems;
    struct tdm_study *out;
    struct tdm_study_map *maps;
    struct tdm_study_arm *arms;
    struct tdm_study_sweep *sweeps;
    const struct tdm_term *natural, *placebo; /* said in the head, found at the end */
    bool has_usual;
};

/* ---- problems */

static struct tdm_problem *refuse(struct reader *r, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

static bool malformed(struct reader *r, struct tdm_place place, const char *form) {
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "Q003", place);
    tdm_problem_what(p, "the line is not understood from here on");
    tdm_problem_fix(p, "the form is: %s", form);
    return false;
}

static int unknown(struct reader *r, struct tdm_place place, const char *kind, tdm_str said, const tdm_str *names,
                   uint32_t count) {
    int near = tdm_nearest(said, names, count);
    struct tdm_problem *p = refuse(r, TDM_WHY_NOT_FOUND, "Q004", place);
    tdm_problem_what(p, "no %s is named `%.*s`", kind, TDM_FMT(said));
    if (near >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(p, "write a name (%s) that this file declares or docs/lab.md lists", kind);
    return -1;
}

static int named(struct reader *r, const struct tdm_term *said, const char *kind, const tdm_str *names,
                 uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (tdm_str_equal(names[i], said->text)) return (int)i;
    return unknown(r, tdm_term_place(r->tree, said), kind, said->text, names, count);
}

static void given_twice(struct reader *r, struct tdm_place place, tdm_str what) {
    struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "Q005", place);
    tdm_problem_what(p, "`%.*s` is given twice", TDM_FMT(what));
    tdm_problem_fix(p, "keep one of the two");
}

static bool is_new(struct reader *r, const struct tdm_term *name, const tdm_str *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!tdm_str_equal(names[i], name->text)) continue;
        given_twice(r, tdm_term_place(r->tree, name), name->text);
        return false;
    }
    return true;
}

/* ---- numbers */

static bool take_number(struct tdm_cursor *c, double *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    double scale = 1.0;
    for (int32_t i = 0; term != NULL && i < term->number.scale; i++) scale *= 10.0;
    if (term != NULL) *out = (double)term->number.coefficient / scale;
    return term != NULL;
}

static bool take_whole(struct tdm_cursor *c, int64_t least, int64_t most, int64_t *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL || term->number.scale != 0) return false;
    *out = term->number.coefficient;
    return *out >= least && *out <= most;
}

/* N percent, as a share. */
static bool take_percent(struct tdm_cursor *c, double *out) {
    bool fine = take_number(c, out) && *out >= 0.0 && *out <= 100.0 && tdm_cursor_take_word(c, "percent");
    *out /= 100.0;
    return fine;
}

/* ---- the head */

static const char head_form[] =
    "title TEXT; model NAME; cohort NAME; patients N; weeks N; seed N; read at N, N weeks; "
    "responds by N points; dropout N percent, or: dropout by pain; natural ARM; placebo ARM";

/* The form of the line that was meant, with its limits. */
static const char *form_of(tdm_str head) {
    static const struct {
        const char *head, *form;
    } forms[] = {{"patients", "patients N, from 2 to 1000000"},
                 {"weeks", "weeks N, from 1 to 520"},
                 {"seed", "seed N, from 0"},
                 {"read", "read at 0, N, N weeks, rising from 0 to the last week of the study"},
                 {"responds", "responds by N points, more than 0"},
                 {"dropout", "dropout N percent, less than 100, or: dropout by pain"}};
    for (size_t i = 0; i < TDM_COUNT(forms); i++)
        if (tdm_str_is(head, forms[i].head)) return forms[i].form;
    return head_form;
}

static bool read_weeks(struct reader *r, const struct tdm_line *line) {
    uint32_t *weeks = TDM_NEW_ARRAY(r->mem, uint32_t, line->part_count);
    for (uint32_t i = 0; i < line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, i);
        int64_t week = 0;
        if (i == 0 && !tdm_cursor_take_words(&c, "read at")) return false;
        if (!take_whole(&c, 0, 520, &week) || (i > 0 && (uint32_t)week <= weeks[i - 1])) return false;
        if (i + 1 == line->part_count && !tdm_cursor_take_word(&c, "weeks")) return false;
        if (!tdm_cursor_done(&c)) return false;
        weeks[i] = (uint32_t)week;
    }
    r->out->read = weeks;
    r->out->read_count = line->part_count;
    return weeks[0] == 0;
}

static bool read_cohort(struct reader *r, struct tdm_cursor *c) {
    const struct tdm_bio_model *m = r->out->model;
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, m->cohort_count + 1u);
    for (uint32_t i = 0; i < m->cohort_count; i++) names[i] = m->cohorts[i].name;
    if (name == NULL) return false;
    r->out->cohort = named(r, name, "cohort of the model", names, m->cohort_count);
    return tdm_cursor_done(c);
}

static bool read_head_words(struct reader *r, struct tdm_cursor *c) {
    struct tdm_study *s = r->out;
    int64_t whole = 0;
    if (tdm_cursor_take_word(c, "title")) {
        const struct tdm_term *text = tdm_cursor_take(c, TDM_TERM_TEXT);
        if (text != NULL) s->title = text->text;
        return text != NULL;
    }
    if (tdm_cursor_take_word(c, "model")) return tdm_cursor_take(c, TDM_TERM_WORD) != NULL;
    if (tdm_cursor_take_word(c, "cohort")) return read_cohort(r, c);
    if (tdm_cursor_take_word(c, "natural")) return (r->natural = tdm_cursor_take(c, TDM_TERM_WORD)) != NULL;
    if (tdm_cursor_take_word(c, "placebo")) return (r->placebo = tdm_cursor_take(c, TDM_TERM_WORD)) != NULL;
    if (tdm_cursor_take_words(c, "dropout by")) return s->dropout_by_pain = tdm_cursor_take_word(c, "pain");
    if (tdm_cursor_take_word(c, "dropout")) return take_percent(c, &s->dropout) && s->dropout < 1.0;
    if (tdm_cursor_take_words(c, "responds by"))
        return take_number(c, &s->responds) && s->responds > 0.0 && tdm_cursor_take_word(c, "points");
    bool patients = tdm_cursor_take_word(c, "patients"), weeks = !patients && tdm_cursor_take_word(c, "weeks");
    if (!patients && !weeks && !tdm_cursor_take_word(c, "seed")) return false;
    if (!take_whole(c, patients ? 2 : weeks ? 1 : 0, patients ? 1000000 : weeks ? 520 : INT64_MAX, &whole))
        return false;
    if (patients)
        s->patients = (uint32_t)whole;
    else if (weeks)
        s->weeks = (uint32_t)whole;
    else
        s->seed = (uint64_t)whole;
    return true;
}

static void too_long(struct reader *r, const struct tdm_line *line) {
    const struct tdm_study *s = r->out;
    if (s->weeks <= s->model->weeks_most) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_RANGE, "Q015", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the study has %u weeks, and the model speaks of %u at most", s->weeks, s->model->weeks_most);
    tdm_problem_fix(p, "write: weeks %u", s->model->weeks_most);
}

static void read_head(struct reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    struct tdm_study *s = r->out;
    (void)tdm_cursor_take_word(&c, "study");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    bool versioned = tdm_cursor_take_word(&c, "version");
    const struct tdm_term *version = tdm_cursor_take(&c, TDM_TERM_NUMBER);
    if (name == NULL || !versioned || version == NULL || !tdm_cursor_done(&c)) {
        (void)malformed(r, tdm_line_place(r->tree, line), "study NAME version X.Y");
        return;
    }
    s->name = name->text;
    s->version = version->text;
    s->seed = 1;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        uint32_t before = r->problems->errors;
        struct tdm_cursor in = tdm_cursor_of(r->tree, below, 0);
        bool weeks = tdm_cursor_is_word(&in, "read");
        bool fine =
            weeks ? read_weeks(r, below) : read_head_words(r, &in) && tdm_cursor_done(&in) && below->part_count == 1;
        if (!fine && r->problems->errors == before)
            (void)malformed(r, tdm_line_place(r->tree, below), form_of(tdm_line_head(below)));
        if (tdm_str_is(tdm_line_head(below), "weeks")) too_long(r, below);
    }
    if (r->problems->errors > 0) return;
    bool ends = s->read_count > 0 && s->read[s->read_count - 1] == s->weeks;
    if (s->title.len > 0 && s->cohort >= 0 && s->patients > 0 && s->responds > 0.0 && ends) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "Q012", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the head of the study is not whole, or its last reading is not at its end");
    tdm_problem_fix(p,
                    "it has each of: title, model, cohort, patients, weeks, responds by, read at 0 to its last week");
}

/* ---- arms */

static const char arm_form[] = "arm NAME TEXT, and below it: protocol NAME or programme NAME; without procedure, or "
                               "procedure only; drug in window; adherence N percent; grade 2, 3 or 4";

static bool read_arm_line(struct reader *r, const struct tdm_line *line, struct tdm_study_arm *arm) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    const struct tdm_bio_model *m = r->out->model;
    if (line->part_count != 1) return false;
    bool *option = tdm_cursor_take_words(&c, "without procedure") ? &arm->without_procedure
                   : tdm_cursor_take_words(&c, "procedure only")  ? &arm->procedure_only
                   : tdm_cursor_take_words(&c, "drug in window")  ? &arm->drug_in_window
                                                                  : NULL;
    if (option != NULL) {
        *option = true;
        return tdm_cursor_done(&c);
    }
    if (tdm_cursor_take_word(&c, "adherence")) {
        arm->has_adherence = true;
        return take_percent(&c, &arm->adherence) && tdm_cursor_done(&c);
    }
    int64_t grade = 0;
    if (tdm_cursor_take_word(&c, "grade")) {
        bool fine = take_whole(&c, 2, 4, &grade) && tdm_cursor_done(&c);
        arm->grade = (uint32_t)grade;
        return fine;
    }
    bool protocol = tdm_cursor_take_word(&c, "protocol");
    if (!protocol && !tdm_cursor_take_word(&c, "programme")) return false;
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (name == NULL || !tdm_cursor_done(&c) || arm->follows.len > 0 || arm->programme >= 0) return false;
    if (protocol) {
        arm->follows = name->text;
        return true;
    }
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, m->programme_count + 1u);
    for (uint32_t i = 0; i < m->programme_count; i++) names[i] = m->programmes[i].name;
    arm->programme = named(r, name, "programme of the model", names, m->programme_count);
    return arm->programme >= 0;
}

static tdm_str *arm_names(struct reader *r) {
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->arm_count + 1u);
    for (uint32_t i = 0; i < r->out->arm_count; i++) names[i] = r->arms[i].name;
    return names;
}

static void read_arm(struct reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    struct tdm_study_arm arm = {.programme = -1, .place = tdm_line_place(r->tree, line)};
    uint32_t at_first = r->problems->errors;
    (void)tdm_cursor_take_word(&c, "arm");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    bool fine = name != NULL && label != NULL && tdm_cursor_done(&c);
    for (const struct tdm_line *below = line->block; below != NULL && fine; below = below->next)
        fine = read_arm_line(r, below, &arm);
    bool options = arm.without_procedure || arm.procedure_only || arm.drug_in_window;
    fine = fine && (arm.follows.len > 0 || (arm.programme >= 0 && !options)) &&
           !(arm.without_procedure && arm.procedure_only);
    if (!fine) {
        if (r->problems->errors == at_first) (void)malformed(r, arm.place, arm_form);
        return;
    }
    if (!is_new(r, name, arm_names(r), r->out->arm_count)) return;
    arm.name = name->text;
    arm.label = label->text;
    r->arms[r->out->arm_count++] = arm;
}

/* ---- load classes */

static bool read_inputs(struct reader *r, const struct tdm_line *line, struct tdm_bio_inputs *out) {
    *out = (struct tdm_bio_inputs){.activity = 1.0, .supervision = 1.0};
    for (uint32_t i = 1; i < line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, i);
        double *at = tdm_cursor_take_word(&c, "activity")        ? &out->activity
                     : tdm_cursor_take_word(&c, "strengthening") ? &out->strengthening
                     : tdm_cursor_take_word(&c, "control")       ? &out->control
                     : tdm_cursor_take_word(&c, "load")          ? &out->load
                                                                 : NULL;
        if (at == NULL || !take_number(&c, at) || !tdm_cursor_done(&c) || *at < 0.0 || *at > 3.0) return false;
    }
    return line->part_count > 1;
}

static void read_class(struct reader *r, const struct tdm_line *line) {
    static const char form[] = "class NAME, activity A, strengthening A, control A, load A; or: usual, activity A";
    const struct tdm_scale *scale = tdm_catalog_load_scale(r->out->catalog);
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    struct tdm_bio_inputs inputs;
    bool usual = tdm_cursor_take_word(&c, "usual"), fine = read_inputs(r, line, &inputs);
    const struct tdm_term *name = NULL;
    if (!usual && tdm_cursor_take_word(&c, "class")) name = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (!fine || (!usual && name == NULL) || !tdm_cursor_done(&c)) {
        (void)malformed(r, tdm_line_place(r->tree, line), form);
        return;
    }
    if (usual) {
        if (r->has_usual) given_twice(r, tdm_line_place(r->tree, line), TDM_STR("usual"));
        r->has_usual = true;
        r->out->usual = inputs;
        return;
    }
    int at = named(r, name, "load class", scale->steps, scale->count);
    if (at < 0 || !is_new(r, name, &scale->steps[at], r->out->has_class[at])) return;
    r->out->has_class[at] = true;
    r->out->classes[at] = inputs;
}

/* ---- measures */

static const char measure_form[] =
    "measure NAME from READOUT [, times A] [, plus A] [, noise A] or [, steps A A] or [, falling "
    "steps A A]; or: measure NAME stays VALUE [, other side VALUE]";

static bool read_stated(struct reader *r, struct tdm_cursor *c, tdm_ref measure, struct tdm_written_value *out) {
    const struct tdm_scale *scale = tdm_measure_scale(r->out->catalog, measure);
    tdm_value value;
    if (!tdm_read_value(c, r->out->catalog, measure, &value, r->problems)) return false;
    if (scale != NULL) {
        *out = (struct tdm_written_value){.word = scale->steps[value.step]};
        return true;
    }
    tdm_str unit = value.quantity.unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(value.quantity.unit);
    *out = (struct tdm_written_value){true, value.quantity.number, unit};
    return true;
}

static bool read_map_part(struct reader *r, struct tdm_cursor *c, struct tdm_study_map *map) {
    if (tdm_cursor_take_words(c, "other side")) {
        map->has_other = true;
        return read_stated(r, c, map->measure, &map->other) && tdm_cursor_done(c);
    }
    if (map->stays) return false;
    if (tdm_cursor_take_word(c, "times")) return take_number(c, &map->times) && tdm_cursor_done(c);
    if (tdm_cursor_take_word(c, "plus")) return take_number(c, &map->plus) && tdm_cursor_done(c);
    if (tdm_cursor_take_word(c, "noise")) return take_number(c, &map->noise) && map->noise >= 0.0 && tdm_cursor_done(c);
    bool falling = tdm_cursor_take_word(c, "falling");
    if (!tdm_cursor_take_word(c, "steps") || map->cut_count > 0) return false;
    map->falling = falling;
    while (!tdm_cursor_done(c)) {
        if (map->cut_count == TDM_STUDY_CUTS_MAX || !take_number(c, &map->cuts[map->cut_count])) return false;
        if (map->cut_count > 0 && map->cuts[map->cut_count] <= map->cuts[map->cut_count - 1]) return false;
        map->cut_count++;
    }
    return map->cut_count > 0;
}

/* In units of the readout, as the model has it; nothing is known of the others. */
static double usual_noise(const struct tdm_bio_spreads *s, enum tdm_study_readout readout) {
    const double noise[TDM_STUDY_READOUTS] = {
        [TDM_STUDY_FELT] = s->noise_pain,         [TDM_STUDY_PAIN] = s->noise_pain,
        [TDM_STUDY_KOOS_PAIN] = s->noise_koos,    [TDM_STUDY_FUNCTION] = s->noise_function,
        [TDM_STUDY_STRENGTH] = s->noise_strength, [TDM_STUDY_STRUCTURE] = s->noise_structure};
    return noise[readout];
}

static bool too_many_cuts(struct reader *r, const struct tdm_study_map *map, const struct tdm_scale *scale) {
    struct tdm_problem *p = refuse(r, TDM_WHY_RANGE, "Q006", map->place);
    tdm_problem_what(p, "%u cut points divide what is read into %u steps, and the scale has %u", map->cut_count,
                     map->cut_count + 1u, (unsigned)scale->count);
    tdm_problem_fix(p, "write at most %u of them", (unsigned)scale->count - 1u);
    return false;
}

static bool read_map(struct reader *r, const struct tdm_line *line, struct tdm_cursor *c, struct tdm_study_map *map) {
    map->stays = tdm_cursor_take_word(c, "stays");
    map->times = 1.0;
    map->noise = -1.0;
    if (map->stays) {
        if (!read_stated(r, c, map->measure, &map->value)) return false;
    } else {
        const struct tdm_term *readout = tdm_cursor_take_word(c, "from") ? tdm_cursor_take(c, TDM_TERM_WORD) : NULL;
        int at = readout == NULL ? -1 : named(r, readout, "readout", tdm_study_readout_words, TDM_STUDY_READOUTS);
        if (at < 0) return false;
        map->readout = (enum tdm_study_readout)at;
    }
    bool fine = tdm_cursor_done(c);
    for (uint32_t i = 1; i < line->part_count && fine; i++) {
        struct tdm_cursor part = tdm_cursor_of(r->tree, line, i);
        fine = read_map_part(r, &part, map);
    }
    double turned =
        map->times < 0.0 ? -map->times : map->times; /* a scale that runs the other way has the same noise */
    if (map->noise < 0.0) map->noise = turned * usual_noise(&r->out->model->spreads, map->readout);
    const struct tdm_scale *scale = map->stays ? NULL : tdm_measure_scale(r->out->catalog, map->measure);
    if (!fine || (scale != NULL) != (map->cut_count > 0)) return false;
    return scale == NULL || map->cut_count < scale->count || too_many_cuts(r, map, scale);
}

static void read_measure(struct reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    uint32_t before = r->problems->errors, count = r->out->catalog->count[TDM_KIND_MEASURE];
    struct tdm_study_map map = {.place = tdm_line_place(r->tree, line)};
    (void)tdm_cursor_take_word(&c, "measure");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    int at = name == NULL ? -1 : named(r, name, "measure", r->out->catalog->names[TDM_KIND_MEASURE], count);
    if (at >= 0) map.measure = (tdm_ref)at;
    if (at < 0 || !read_map(r, line, &c, &map)) {
        if (r->problems->errors == before) (void)malformed(r, map.place, measure_form);
        return;
    }
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->map_count + 1u);
    for (uint32_t i = 0; i < r->out->map_count; i++) names[i] = r->maps[i].name;
    if (!is_new(r, name, names, r->out->map_count)) return;
    map.name = name->text;
    r->maps[r->out->map_count++] = map;
}

/* ---- sweeps */

static const char sweep_form[] =
    "sweep NAME TEXT, and below it: arm NAME; over N, N weeks, or: N percent adherence, or: N grade; of weeks: change "
    "TEXT to TEXT";

static bool read_values(struct reader *r, const struct tdm_line *line, struct tdm_study_sweep *sweep) {
    uint32_t *values = TDM_NEW_ARRAY(r->mem, uint32_t, line->part_count);
    for (uint32_t i = 0; i < line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, i);
        bool last = i + 1 == line->part_count;
        int64_t value = 0;
        if (i == 0 && !tdm_cursor_take_word(&c, "over")) return false;
        if (!take_whole(&c, 0, 520, &value) || (i > 0 && (uint32_t)value <= values[i - 1])) return false;
        values[i] = (uint32_t)value;
        if (last && tdm_cursor_take_words(&c, "percent adherence"))
            sweep->kind = TDM_SWEEP_ADHERENCE;
        else if (last && tdm_cursor_take_word(&c, "grade"))
            sweep->kind = TDM_SWEEP_GRADE;
        else if (last && !tdm_cursor_take_word(&c, "weeks"))
            return false;
        if (!tdm_cursor_done(&c)) return false;
    }
    sweep->values = values;
    sweep->value_count = line->part_count;
    uint32_t least = values[0], most = values[sweep->value_count - 1];
    return sweep->value_count > 1 && (sweep->kind != TDM_SWEEP_ADHERENCE || most <= 100) &&
           (sweep->kind != TDM_SWEEP_GRADE || (least >= 2 && most <= 4));
}

static bool read_change(struct tdm_cursor *c, struct tdm_study_change *out) {
    const struct tdm_term *from = tdm_cursor_take(c, TDM_TERM_TEXT);
    bool to = tdm_cursor_take_word(c, "to");
    const struct tdm_term *with = tdm_cursor_take(c, TDM_TERM_TEXT);
    if (from == NULL || !to || with == NULL || from->text.len == 0 || !tdm_cursor_done(c)) return false;
    *out = (struct tdm_study_change){from->text, with->text};
    return true;
}

static bool read_sweep_line(struct reader *r, const struct tdm_line *line, struct tdm_study_sweep *sweep,
                            struct tdm_study_change *changes) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    if (tdm_cursor_is_word(&c, "over")) return sweep->value_count == 0 && read_values(r, line, sweep);
    if (line->part_count != 1) return false;
    if (tdm_cursor_take_word(&c, "change")) return read_change(&c, &changes[sweep->change_count++]);
    if (!tdm_cursor_take_word(&c, "arm") || sweep->of_arm != NULL) return false;
    sweep->of_arm = tdm_cursor_take(&c, TDM_TERM_WORD);
    return sweep->of_arm != NULL && tdm_cursor_done(&c);
}

static void read_sweep(struct reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    struct tdm_study_sweep sweep = {.place = tdm_line_place(r->tree, line)};
    struct tdm_study_change *changes =
        TDM_NEW_ARRAY(r->mem, struct tdm_study_change, tdm_block_count(line->block) + 1u);
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->sweep_count + 1u);
    (void)tdm_cursor_take_word(&c, "sweep");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *title = tdm_cursor_take(&c, TDM_TERM_TEXT);
    bool fine = name != NULL && title != NULL && tdm_cursor_done(&c);
    for (const struct tdm_line *below = line->block; below != NULL && fine; below = below->next)
        fine = read_sweep_line(r, below, &sweep, changes);
    fine = fine && sweep.of_arm != NULL && sweep.value_count > 0 &&
           (sweep.kind == TDM_SWEEP_WEEKS) == (sweep.change_count > 0);
    if (!fine) {
        (void)malformed(r, sweep.place, sweep_form);
        return;
    }
    for (uint32_t i = 0; i < r->out->sweep_count; i++) names[i] = r->sweeps[i].name;
    if (!is_new(r, name, names, r->out->sweep_count)) return;
    sweep.name = name->text;
    sweep.title = title->text;
    sweep.changes = changes;
    r->sweeps[r->out->sweep_count++] = sweep;
}

/* Arms may stand below the sweeps that name them. A text is changed only where a protocol is followed. */
static void find_swept(struct reader *r) {
    for (uint32_t i = 0; i < r->out->sweep_count; i++) {
        struct tdm_study_sweep *sweep = &r->sweeps[i];
        int arm = named(r, sweep->of_arm, "arm", arm_names(r), r->out->arm_count);
        if (arm < 0) continue;
        sweep->arm = (uint32_t)arm;
        if (sweep->kind != TDM_SWEEP_WEEKS || r->arms[arm].follows.len > 0) continue;
        struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "Q018", sweep->place);
        tdm_problem_what(p, "the sweep changes a protocol, and `%.*s` follows none", TDM_FMT(r->arms[arm].name));
        tdm_problem_fix(p, "name an arm that has a line: protocol NAME");
    }
}

/* ---- the file */

static void read_line(struct reader *r, const struct tdm_line *line) {
    static const tdm_str heads[] = {TDM_STR_INIT("arm"), TDM_STR_INIT("class"), TDM_STR_INIT("usual"),
                                    TDM_STR_INIT("measure"), TDM_STR_INIT("sweep")};
    static void (*const readers[])(struct reader *, const struct tdm_line *) = {read_arm, read_class, read_class,
                                                                                read_measure, read_sweep};
    tdm_str head = tdm_line_head(line);
    for (uint32_t i = 0; i < line->cite_count; i++) /* a study's numbers are its own: it declares no source */
        if (!tdm_str_is(line->cites[i].name, "own"))
            (void)unknown(r, tdm_line_place(r->tree, line), "source", line->cites[i].name, NULL, 0);
    for (size_t i = 0; i < TDM_COUNT(heads); i++) {
        if (!tdm_str_equal(heads[i], head)) continue;
        readers[i](r, line);
        return;
    }
    (void)unknown(r, tdm_line_place(r->tree, line), "line of a study", head, heads, TDM_COUNT(heads));
}

static void find_parts(struct reader *r) {
    struct tdm_study *s = r->out;
    if (r->natural != NULL) s->natural = named(r, r->natural, "arm", arm_names(r), s->arm_count);
    if (r->placebo != NULL) s->placebo = named(r, r->placebo, "arm", arm_names(r), s->arm_count);
    if (s->placebo >= 0 && s->placebo == s->natural)
        given_twice(r, tdm_term_place(r->tree, r->placebo), r->placebo->text);
    find_swept(r);
    if (s->arm_count > 0 || r->problems->errors > 0) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "Q017", (struct tdm_place){.file = r->tree->file});
    tdm_problem_what(p, "the study has no arm");
    tdm_problem_fix(p, "add: %s", arm_form);
}

bool tdm_is_study(const struct tdm_tree *tree) {
    return tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "study");
}

tdm_str tdm_study_model_name(const struct tdm_tree *tree) {
    const struct tdm_line *line = tree->first == NULL ? NULL : tree->first->block;
    for (; line != NULL; line = line->next) {
        struct tdm_cursor c = tdm_cursor_of(tree, line, 0);
        if (!tdm_cursor_take_word(&c, "model")) continue;
        const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
        return name == NULL ? (tdm_str){0} : name->text;
    }
    return (tdm_str){0};
}

static tdm_ref patient_role(const struct tdm_catalog *catalog) {
    tdm_ref role = tdm_catalog_find(catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    return role != TDM_REF_NONE ? role : (tdm_ref)(catalog->count[TDM_KIND_ROLE] - 1);
}

bool tdm_study_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_bio_model *model,
                    const struct tdm_catalog *catalog, struct tdm_study **out, struct tdm_problems *problems) {
    uint32_t before = problems->errors, lines = tdm_block_count(tree->first);
    uint32_t classes = tdm_catalog_load_scale(catalog)->count;
    struct tdm_study *s = TDM_NEW(mem, struct tdm_study);
    struct reader r = {.mem = mem, .tree = tree, .problems = problems, .out = s};
    *s = (struct tdm_study){.cohort = -1,
                            .natural = -1,
                            .placebo = -1,
                            .model = model,
                            .catalog = catalog,
                            .patient_role = patient_role(catalog),
                            .tree = tree,
                            .usual = {.activity = 1.0, .supervision = 1.0}};
    s->maps = r.maps = TDM_NEW_ARRAY(mem, struct tdm_study_map, lines + 1u);
    s->arms = r.arms = TDM_NEW_ARRAY(mem, struct tdm_study_arm, lines + 1u);
    s->sweeps = r.sweeps = TDM_NEW_ARRAY(mem, struct tdm_study_sweep, lines + 1u);
    s->has_class = TDM_NEW_ARRAY(mem, bool, classes);
    s->classes = TDM_NEW_ARRAY(mem, struct tdm_bio_inputs, classes);
    s->model_name = tdm_study_model_name(tree);
    s->digest = tdm_digest_of(tree->text);
    read_head(&r, tree->first);
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) read_line(&r, line);
    tdm_bio_said_once(tree, problems);
    find_parts(&r);
    *out = s;
    return problems->errors == before;
}
