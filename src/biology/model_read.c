/* model_read.c - the head of a model, its sources, cohorts and numbers; programmes and rows in course_read.c. */
#include "biology/model_int.h"

#include <stddef.h>

/* ---- helpers of both readers */

static struct tdm_problem *refuse(struct bio_reader *r, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

bool bio_malformed(struct bio_reader *r, struct tdm_place place, const char *form) {
    struct tdm_problem *p = refuse(r, TDM_WHY_SYNTAX, "Q003", place);
    tdm_problem_what(p, "the line is not understood from here on");
    tdm_problem_fix(p, "the form is: %s", form);
    return false;
}

bool bio_done(struct bio_reader *r, const struct tdm_cursor *c, const char *form) {
    return tdm_cursor_done(c) || bio_malformed(r, tdm_cursor_place(c), form);
}

static double number_of(tdm_decimal d) {
    double scale = 1.0;
    for (int i = 0; i < d.scale; i++) scale *= 10.0;
    return (double)d.coefficient / scale;
}

bool bio_take_number(struct tdm_cursor *c, double *out) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term != NULL) *out = number_of(term->number);
    return term != NULL;
}

static void unknown(struct bio_reader *r, struct tdm_place place, const char *kind, tdm_str said, const tdm_str *names,
                    uint32_t count) {
    int near = tdm_nearest(said, names, count);
    struct tdm_problem *p = refuse(r, TDM_WHY_NOT_FOUND, "Q004", place);
    tdm_problem_what(p, "no %s is named `%.*s`", kind, TDM_FMT(said));
    if (near >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(p, "write a name (%s) that this file declares or docs/lab.md lists", kind);
}

int bio_named(struct bio_reader *r, struct tdm_cursor *c, const char *kind, const tdm_str *names, uint32_t count) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    for (uint32_t i = 0; term != NULL && i < count; i++)
        if (tdm_str_equal(names[i], term->text)) return (int)i;
    unknown(r, place, kind, term == NULL ? TDM_STR("") : term->text, names, count);
    return -1;
}

bool bio_new(struct bio_reader *r, const struct tdm_term *name, const tdm_str *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!tdm_str_equal(names[i], name->text)) continue;
        struct tdm_problem *p = refuse(r, TDM_WHY_CONFLICT, "Q005", tdm_term_place(r->tree, name));
        tdm_problem_what(p, "`%.*s` is given twice", TDM_FMT(name->text));
        tdm_problem_fix(p, "take one of the two out, or give it another name");
        return false;
    }
    return true;
}

void bio_cited(struct bio_reader *r, const struct tdm_line *line) {
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->source_count + 1u);
    for (uint32_t s = 0; s < r->out->source_count; s++) names[s] = r->sources[s].name;
    for (uint32_t i = 0; i < line->cite_count; i++) {
        const struct tdm_cite *cite = &line->cites[i];
        bool found = tdm_str_is(cite->name, "own");
        for (uint32_t s = 0; s < r->out->source_count; s++) found = found || tdm_str_equal(names[s], cite->name);
        if (!found)
            unknown(r, (struct tdm_place){r->tree->file, cite->line, cite->column, cite->length}, "source", cite->name,
                    names, r->out->source_count);
    }
    if (line->cite_count > 0) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "Q008", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the line states figures and names no source");
    tdm_problem_fix(p, "end it with [SOURCE], or with [own] when none says so");
}

/* ---- head */

static const char head_form[] =
    "title TEXT, hypothesis TEXT, condition NAME, people age 38 to 82, bmi 20 to 44, or weeks at most 104";

static bool read_range(struct tdm_cursor *c, double *least, double *most) {
    return bio_take_number(c, least) && tdm_cursor_take_word(c, "to") && bio_take_number(c, most) && *least < *most;
}

static bool read_text(struct tdm_cursor *c, tdm_str *out) {
    const struct tdm_term *text = tdm_cursor_take(c, TDM_TERM_TEXT);
    if (text != NULL) *out = text->text;
    return text != NULL && tdm_cursor_done(c);
}

static void read_head_line(struct bio_reader *r, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    struct tdm_bio_model *m = r->out;
    double weeks = 0.0;
    bool fine = false;
    if (tdm_cursor_take_word(&c, "title"))
        fine = read_text(&c, &m->title);
    else if (tdm_cursor_take_word(&c, "hypothesis"))
        fine = read_text(&c, &m->hypothesis);
    else if (tdm_cursor_take_word(&c, "condition")) {
        const struct tdm_term *word = tdm_cursor_take(&c, TDM_TERM_WORD);
        fine = word != NULL && tdm_cursor_done(&c);
        if (word != NULL) m->condition = word->text;
    } else if (tdm_cursor_take_words(&c, "people age")) {
        fine = read_range(&c, &m->age_least, &m->age_most) && line->part_count == 2;
        c = tdm_cursor_of(r->tree, line, line->part_count - 1);
        fine = fine && tdm_cursor_take_word(&c, "bmi") && read_range(&c, &m->bmi_least, &m->bmi_most) &&
               tdm_cursor_done(&c);
    } else if (tdm_cursor_take_words(&c, "weeks at most")) {
        fine = bio_take_number(&c, &weeks) && weeks >= 1.0 && weeks <= 520.0 && tdm_cursor_done(&c);
        m->weeks_most = (uint32_t)weeks;
    }
    if (!fine || (line->part_count != 1 && !tdm_str_is(tdm_line_head(line), "people")))
        (void)bio_malformed(r, tdm_line_place(r->tree, line), head_form);
}

static void read_head(struct bio_reader *r, const struct tdm_line *line) {
    static const char form[] =
        "model NAME version X.Y, and below it its title, hypothesis, condition, people and weeks";
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    const struct tdm_term *name = NULL;
    if (tdm_cursor_take_word(&c, "model")) name = tdm_cursor_take(&c, TDM_TERM_WORD);
    const struct tdm_term *version = tdm_cursor_take_word(&c, "version") && !tdm_cursor_done(&c) ? c.at++ : NULL;
    if (name == NULL || version == NULL || !tdm_cursor_done(&c)) {
        (void)bio_malformed(r, tdm_line_place(r->tree, line), form);
        return;
    }
    r->out->name = name->text;
    r->out->version = version->text;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) read_head_line(r, below);
    struct tdm_bio_model *m = r->out;
    if (m->title.len > 0 && m->hypothesis.len > 0 && m->condition.len > 0 && m->bmi_most > 0.0 && m->weeks_most > 0)
        return;
    struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "Q002", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "the head of the model is not whole");
    tdm_problem_fix(p, "it has each of: %s", head_form);
}

/* ---- sources and cohorts */

static void read_source(struct bio_reader *r, const struct tdm_line *line) {
    static const char form[] = "source NAME, and below it: cite TEXT, id TEXT, says TEXT";
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    struct tdm_bio_source source = {0};
    (void)tdm_cursor_take_word(&c, "source");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        struct tdm_cursor in = tdm_cursor_of(r->tree, below, 0);
        bool fine = tdm_cursor_take_word(&in, "cite")   ? read_text(&in, &source.cite)
                    : tdm_cursor_take_word(&in, "id")   ? read_text(&in, &source.id)
                    : tdm_cursor_take_word(&in, "says") ? read_text(&in, &source.says)
                                                        : false;
        if (!fine) (void)bio_malformed(r, tdm_line_place(r->tree, below), form);
    }
    if (name == NULL || source.cite.len == 0) {
        (void)bio_malformed(r, tdm_line_place(r->tree, line), form);
        return;
    }
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->source_count + 1u);
    for (uint32_t s = 0; s < r->out->source_count; s++) names[s] = r->sources[s].name;
    if (!bio_new(r, name, names, r->out->source_count)) return;
    source.name = name->text;
    r->sources[r->out->source_count++] = source;
}

static void read_cohort(struct bio_reader *r, const struct tdm_line *line) {
    static const char form[] = "cohort NAME, pain 4 to 9";
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    (void)tdm_cursor_take_word(&c, "cohort");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    struct tdm_bio_cohort cohort = {0};
    struct tdm_cursor in = tdm_cursor_of(r->tree, line, line->part_count - 1);
    bool fine = name != NULL && tdm_cursor_done(&c) && line->part_count == 2 && tdm_cursor_take_word(&in, "pain") &&
                read_range(&in, &cohort.entry.pain_least, &cohort.entry.pain_most) && tdm_cursor_done(&in);
    if (!fine) {
        (void)bio_malformed(r, tdm_line_place(r->tree, line), form);
        return;
    }
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, r->out->cohort_count + 1u);
    for (uint32_t i = 0; i < r->out->cohort_count; i++) names[i] = r->cohorts[i].name;
    bio_cited(r, line);
    if (!bio_new(r, name, names, r->out->cohort_count)) return;
    cohort.name = name->text;
    r->cohorts[r->out->cohort_count++] = cohort;
}

/* ---- numbers */

struct form {
    const char *word, *unit;
    double least, most;
};
static const struct form forms[] = {
#define X(symbol, word, unit, least, most) {word, unit, least, most},
    TDM_BIO_PARAMETERS(X) TDM_BIO_SPREADS(X)
#undef X
};

double *bio_place(struct tdm_bio_model *m, uint32_t number) {
    static const size_t offsets[] = {
#define X(symbol, word, unit, least, most) offsetof(struct tdm_bio_model, parameters.symbol),
        TDM_BIO_PARAMETERS(X)
#undef X
#define X(symbol, word, unit, least, most) offsetof(struct tdm_bio_model, spreads.symbol),
            TDM_BIO_SPREADS(X)
#undef X
    };
    TDM_ASSERT(number < TDM_COUNT(offsets));
    return (void *)((char *)m + offsets[number]);
}

void bio_limits(uint32_t number, double *least, double *most) {
    *least = forms[number].least;
    *most = forms[number].most;
}

static bool read_prior(struct tdm_cursor *c, struct tdm_bio_number *number) {
    if (tdm_cursor_take_word(c, "prior")) {
        number->has_range = true;
        return read_range(c, &number->least, &number->most) && number->least > 0.0;
    }
    number->fitted = true;
    return tdm_cursor_take_words(c, "fitted from") && bio_take_number(c, &number->median) &&
           tdm_cursor_take_word(c, "spread") && bio_take_number(c, &number->spread) &&
           tdm_cursor_take_word(c, "left") && bio_take_number(c, &number->left) && number->median > 0.0 &&
           number->spread > 0.0 && number->left > 0.0;
}

static bool in_bounds(struct bio_reader *r, const struct tdm_line *line, uint32_t at, double value) {
    const struct form *form = &forms[at];
    if (value >= form->least && value <= form->most) return true;
    struct tdm_problem *p = refuse(r, TDM_WHY_RANGE, "Q006", tdm_line_place(r->tree, line));
    tdm_problem_what(p, "`%s` is %g, which the equations do not bear", form->word, value);
    tdm_problem_fix(p, "write a value from %g to %g %s", form->least, form->most, form->unit);
    return false;
}

void bio_read_number(struct bio_reader *r, const struct tdm_line *line) {
    static const char form[] =
        "parameter NAME NUMBER [, prior A to B] or [, fitted from A spread B left C], and below it: means TEXT";
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    tdm_str names[TDM_COUNT(forms)];
    for (size_t i = 0; i < TDM_COUNT(forms); i++) names[i] = tdm_str_of(forms[i].word);
    (void)tdm_cursor_take_word(&c, "parameter");
    const struct tdm_term *name = c.at;
    int at = bio_named(r, &c, "parameter", names, TDM_COUNT(forms));
    if (at < 0) return;
    struct tdm_bio_number number = {.word = names[at], .unit = forms[at].unit, .place = tdm_line_place(r->tree, line)};
    bool fine = bio_take_number(&c, &number.value) && tdm_cursor_done(&c) && line->part_count <= 2;
    if (fine && line->part_count == 2) {
        c = tdm_cursor_of(r->tree, line, 1);
        fine = read_prior(&c, &number) && tdm_cursor_done(&c);
    }
    for (const struct tdm_line *below = line->block; below != NULL && fine; below = below->next) {
        c = tdm_cursor_of(r->tree, below, 0);
        fine = tdm_cursor_take_word(&c, "means") && read_text(&c, &number.means);
    }
    if (!fine) {
        (void)bio_malformed(r, number.place, form);
        return;
    }
    bio_cited(r, line);
    if (!in_bounds(r, line, (uint32_t)at, number.value)) return;
    if (!bio_new(r, name, &r->numbers[at].word, r->numbers[at].word.len > 0)) return;
    number.cites = line->cites;
    number.cite_count = line->cite_count;
    r->numbers[at] = number;
    *bio_place(r->out, (uint32_t)at) = number.value;
}

bool tdm_bio_prior_only(const struct tdm_bio_number *number) {
    return number->fitted && number->left >= 0.8 * number->spread;
}

/* ---- the file */

static void read_line(struct bio_reader *r, const struct tdm_line *line) {
    static const tdm_str heads[] = {TDM_STR_INIT("source"), TDM_STR_INIT("cohort"), TDM_STR_INIT("parameter"),
                                    TDM_STR_INIT("programme"), TDM_STR_INIT("row")};
    static void (*const readers[])(struct bio_reader *, const struct tdm_line *) = {
        read_source, read_cohort, bio_read_number, bio_read_programme, bio_read_row};
    tdm_str head = tdm_line_head(line);
    for (size_t i = 0; i < TDM_COUNT(heads); i++) {
        if (!tdm_str_equal(heads[i], head)) continue;
        readers[i](r, line);
        return;
    }
    unknown(r, tdm_line_place(r->tree, line), "line of a model", head, heads, TDM_COUNT(heads));
}

static void need_all(struct bio_reader *r) {
    for (size_t i = 0; i < TDM_COUNT(forms) && r->problems->errors == 0; i++) {
        if (r->numbers[i].word.len > 0) continue;
        struct tdm_problem *p = refuse(r, TDM_WHY_MISSING, "Q007", (struct tdm_place){.file = r->tree->file});
        tdm_problem_what(p, "the model gives no value for `%s`", forms[i].word);
        tdm_problem_fix(p, "add: parameter %s NUMBER [SOURCE]", forms[i].word);
    }
    if (r->problems->errors > 0 || tdm_bio_steps(&r->out->parameters) > 0) return;
    struct tdm_problem *p = refuse(r, TDM_WHY_LIMIT, "Q009", (struct tdm_place){.file = r->tree->file});
    tdm_problem_what(p, "a rate of this model is too fast for sixteen steps in half a week");
    tdm_problem_fix(p, "use rates below 38 per week in sum");
}

bool tdm_is_bio_model(const struct tdm_tree *tree) {
    return tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "model");
}

bool tdm_bio_model_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_bio_model **out,
                        struct tdm_problems *problems) {
    struct tdm_bio_model *m = TDM_NEW(mem, struct tdm_bio_model);
    uint32_t lines = tdm_block_count(tree->first);
    struct bio_reader r = {.mem = mem, .tree = tree, .problems = problems, .out = m};
    if (!tdm_is_bio_model(tree)) {
        struct tdm_problem *p = refuse(&r, TDM_WHY_SYNTAX, "Q001", (struct tdm_place){.file = tree->file, .line = 1});
        tdm_problem_what(p, "this file is not a model");
        tdm_problem_fix(p, "begin it with: model NAME version X.Y");
        return false;
    }
    uint32_t before = problems->errors;
    r.numbers = TDM_NEW_ARRAY(mem, struct tdm_bio_number, TDM_COUNT(forms));
    m->sources = r.sources = TDM_NEW_ARRAY(mem, struct tdm_bio_source, lines);
    m->cohorts = r.cohorts = TDM_NEW_ARRAY(mem, struct tdm_bio_cohort, lines);
    m->programmes = r.programmes = TDM_NEW_ARRAY(mem, struct tdm_bio_programme, lines);
    m->rows = r.rows = TDM_NEW_ARRAY(mem, struct tdm_bio_row, lines);
    read_head(&r, tree->first);
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) read_line(&r, line);
    tdm_bio_said_once(tree, problems);
    need_all(&r);
    m->numbers = r.numbers;
    m->number_count = TDM_COUNT(forms);
    m->digest = tdm_digest_of(tree->text);
    *out = m;
    return problems->errors == before;
}
