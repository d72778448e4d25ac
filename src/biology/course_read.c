/* course_read.c - programmes of inputs, and published rows that hold the model to account. */
#include "biology/model_int.h"

/* ---- programmes */

static const char programme_form[] = "procedure at N weeks, contact until N weeks, or from N weeks, activity A, "
                                     "strengthening A, control A, load A, drug A, "
                                     "supervision A";

bool bio_read_weeks(struct tdm_cursor *c, double *out) {
    return bio_take_number(c, out) && (tdm_cursor_take_word(c, "weeks") || tdm_cursor_take_word(c, "week")) &&
           *out >= 0.0 && *out <= 520.0;
}

static bool read_input(struct tdm_cursor *c, struct tdm_bio_inputs *inputs) {
    double *at = tdm_cursor_take_word(c, "activity")        ? &inputs->activity
                 : tdm_cursor_take_word(c, "strengthening") ? &inputs->strengthening
                 : tdm_cursor_take_word(c, "control")       ? &inputs->control
                 : tdm_cursor_take_word(c, "load")          ? &inputs->load
                 : tdm_cursor_take_word(c, "drug")          ? &inputs->drug
                 : tdm_cursor_take_word(c, "supervision")   ? &inputs->supervision
                                                            : NULL;
    double value = 0.0;
    if (at == NULL || !bio_take_number(c, &value) || !tdm_cursor_done(c)) return false;
    *at = value;
    return value >= 0.0 && value <= 3.0;
}

static bool read_phase(struct bio_reader *r, const struct tdm_line *line, struct tdm_bio_phase *phase) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    *phase = (struct tdm_bio_phase){.inputs = {.activity = 1.0, .supervision = 1.0}};
    if (!tdm_cursor_take_word(&c, "from") || !bio_read_weeks(&c, &phase->from) || !tdm_cursor_done(&c)) return false;
    for (uint32_t i = 1; i < line->part_count; i++) {
        c = tdm_cursor_of(r->tree, line, i);
        if (!read_input(&c, &phase->inputs)) return false;
    }
    return true;
}

static bool read_course_line(struct bio_reader *r, const struct tdm_line *line, struct tdm_bio_programme *programme,
                             struct tdm_bio_phase *phases) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    if (line->part_count != 1 && !tdm_cursor_is_word(&c, "from")) return false;
    if (tdm_cursor_take_words(&c, "procedure at")) {
        programme->has_procedure = true;
        return bio_read_weeks(&c, &programme->procedure_at) && tdm_cursor_done(&c);
    }
    if (tdm_cursor_take_words(&c, "contact until")) {
        programme->has_contact = true;
        return bio_read_weeks(&c, &programme->contact_until) && tdm_cursor_done(&c);
    }
    uint32_t n = programme->phase_count;
    if (!read_phase(r, line, &phases[n]) || (n > 0 && phases[n].from <= phases[n - 1].from)) return false;
    programme->phase_count++;
    return true;
}

void bio_read_programme(struct bio_reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "programme");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (name == NULL || label == NULL || !tdm_cursor_done(&c)) {
        (void)bio_malformed(r, tdm_line_place(r->tree, line), "programme NAME TEXT, and below it its weeks");
        return;
    }
    struct tdm_bio_phase *phases = TDM_NEW_ARRAY(r->mem, struct tdm_bio_phase, tdm_block_count(line->block) + 1u);
    struct tdm_bio_programme programme = {
        .name = name->text, .label = label->text, .phases = phases, .place = tdm_line_place(r->tree, line)};
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        if (!read_course_line(r, below, &programme, phases))
            (void)bio_malformed(r, tdm_line_place(r->tree, below), programme_form);
    }
    bio_cited(r, line);
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->programme_count + 1u);
    for (uint32_t i = 0; i < r->out->programme_count; i++) names[i] = r->programmes[i].name;
    if (bio_new(r, name, names, r->out->programme_count)) r->programmes[r->out->programme_count++] = programme;
}

/* ---- rows */

static const char row_form[] = "people COHORT; reads level, change, percent or limitation of MEASURE; of PROGRAMME "
                               "[less or as share of PROGRAMME] "
                               "at N weeks; target A, error B, between C; fitted, or: shown";

bool bio_read_reads(struct bio_reader *r, struct tdm_cursor *c, enum tdm_bio_reading *reading,
                    enum tdm_bio_measure *measure) {
    static const tdm_str readings[] = {TDM_STR_INIT("level"), TDM_STR_INIT("change"), TDM_STR_INIT("percent"),
                                       TDM_STR_INIT("limitation")};
    int how = bio_named(r, c, "reading", readings, TDM_COUNT(readings));
    if (how < 0 || !tdm_cursor_take_word(c, "of")) return false;
    int what = bio_named(r, c, "measure of the model", tdm_bio_measure_words, TDM_BIO_MEASURES);
    if (what < 0) return false;
    *reading = (enum tdm_bio_reading)how;
    *measure = (enum tdm_bio_measure)what;
    return true;
}

int bio_read_programme_name(struct bio_reader *r, struct tdm_cursor *c) {
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->programme_count + 1u);
    for (uint32_t i = 0; i < r->out->programme_count; i++) names[i] = r->programmes[i].name;
    return bio_named(r, c, "programme", names, r->out->programme_count);
}

static bool read_of(struct bio_reader *r, struct tdm_cursor *c, struct tdm_bio_row *row) {
    int programme = bio_read_programme_name(r, c), other = 0;
    if (programme < 0) return false;
    row->against = tdm_cursor_take_word(c, "less")           ? TDM_BIO_LESS
                   : tdm_cursor_take_words(c, "as share of") ? TDM_BIO_SHARE
                                                             : TDM_BIO_ALONE;
    if (row->against != TDM_BIO_ALONE) other = bio_read_programme_name(r, c);
    if (other < 0) return false;
    double week = 0.0;
    bool fine = tdm_cursor_take_word(c, "at") && bio_read_weeks(c, &week) && tdm_cursor_done(c);
    row->programme = (uint32_t)programme;
    row->other = (uint32_t)other;
    row->week = (uint32_t)week;
    return fine && week <= (double)r->out->weeks_most && (double)row->week >= week;
}

static bool read_target(struct bio_reader *r, const struct tdm_line *line, struct tdm_bio_row *row) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    bool fine = tdm_cursor_take_word(&c, "target") && bio_take_number(&c, &row->target) && tdm_cursor_done(&c) &&
                line->part_count == 3;
    if (!fine) return false;
    c = tdm_cursor_of(r->tree, line, 1);
    fine = tdm_cursor_take_word(&c, "error") && bio_take_number(&c, &row->error) && tdm_cursor_done(&c);
    c = tdm_cursor_of(r->tree, line, 2);
    bio_cited(r, line);
    row->cites = line->cites;
    row->cite_count = line->cite_count;
    return fine && tdm_cursor_take_word(&c, "between") && bio_take_number(&c, &row->between) && tdm_cursor_done(&c) &&
           row->error > 0.0;
}

enum { ROW_PEOPLE = 1, ROW_READS = 2, ROW_OF = 4, ROW_TARGET = 8, ROW_USE = 16, ROW_WHOLE = 31 };

static int read_row_line(struct bio_reader *r, const struct tdm_line *line, struct tdm_bio_row *row) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    if (tdm_cursor_is_word(&c, "target")) return read_target(r, line, row) ? ROW_TARGET : 0;
    if (line->part_count != 1) return 0;
    if (tdm_cursor_take_word(&c, "reads"))
        return bio_read_reads(r, &c, &row->reading, &row->measure) && tdm_cursor_done(&c) ? ROW_READS : 0;
    if (tdm_cursor_take_word(&c, "of")) return read_of(r, &c, row) ? ROW_OF : 0;
    if (tdm_cursor_take_word(&c, "people")) {
        tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->cohort_count + 1u);
        for (uint32_t i = 0; i < r->out->cohort_count; i++) names[i] = r->cohorts[i].name;
        int cohort = bio_named(r, &c, "cohort", names, r->out->cohort_count);
        if (cohort < 0) return 0;
        row->people = names[cohort];
        return tdm_cursor_done(&c) ? ROW_PEOPLE : 0;
    }
    row->fitted = tdm_cursor_take_word(&c, "fitted");
    bool said = row->fitted || tdm_cursor_take_word(&c, "shown");
    return said && tdm_cursor_done(&c) ? ROW_USE : 0;
}

void bio_read_row(struct bio_reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "row");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    struct tdm_bio_row row = {.place = tdm_line_place(r->tree, line)};
    int have = 0;
    uint32_t at_first = r->problems->errors;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        uint32_t before = r->problems->errors;
        int got = read_row_line(r, below, &row);
        if (got == 0 && r->problems->errors == before) (void)bio_malformed(r, tdm_line_place(r->tree, below), row_form);
        have |= got;
    }
    if (r->problems->errors > at_first) return; /* what is lacking has been told */
    if (name == NULL || label == NULL || !tdm_cursor_done(&c) || have != ROW_WHOLE) {
        (void)bio_malformed(r, row.place, row_form);
        return;
    }
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->row_count + 1u);
    for (uint32_t i = 0; i < r->out->row_count; i++) names[i] = r->rows[i].name;
    if (!bio_new(r, name, names, r->out->row_count)) return;
    row.name = name->text;
    row.label = label->text;
    r->rows[r->out->row_count++] = row;
}

int tdm_bio_programme_find(const struct tdm_bio_model *model, tdm_str name) {
    for (uint32_t i = 0; i < model->programme_count; i++)
        if (tdm_str_equal(model->programmes[i].name, name)) return (int)i;
    return -1;
}

int tdm_bio_cohort_find(const struct tdm_bio_model *model, tdm_str name) {
    for (uint32_t i = 0; i < model->cohort_count; i++)
        if (tdm_str_equal(model->cohorts[i].name, name)) return (int)i;
    return -1;
}
