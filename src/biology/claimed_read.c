/* claimed_read.c - a file of claims: head, programmes, terms that can be switched off, and what each claim says. */
#include "biology/claimed.h"
#include "biology/model_int.h"

#include <string.h>

enum { DRAWS_MOST = 10000, PATIENTS_MOST = 100000 };

const tdm_str tdm_bio_trait_words[TDM_BIO_TRAITS] = {TDM_STR_INIT("age"), TDM_STR_INIT("adherence"),
                                                     TDM_STR_INIT("grade"), TDM_STR_INIT("potency")};

struct claims_reader {
    struct bio_reader r; /* `out`: the model with the programmes of this file */
    const struct tdm_bio_model *model;
    struct tdm_bio_claims *out;
    struct tdm_bio_claim *claims;
    struct tdm_bio_term *terms;
};

/* ---- head */

static const char head_form[] = "title TEXT, model NAME, cohort NAME, draws N, patients N, or seed N";

static bool whole(struct tdm_cursor *c, double most, uint32_t *out) {
    double value = 0.0;
    bool fine = bio_take_number(c, &value) && value >= 1.0 && value <= most && tdm_cursor_done(c) &&
                (double)(uint32_t)value >= value;
    *out = fine ? (uint32_t)value : 0;
    return fine;
}

static bool read_head_line(struct claims_reader *k, struct tdm_cursor *c) {
    uint32_t seed = 0;
    if (tdm_cursor_take_word(c, "title")) {
        const struct tdm_term *text = tdm_cursor_take(c, TDM_TERM_TEXT);
        if (text != NULL) k->out->title = text->text;
        return text != NULL && tdm_cursor_done(c);
    }
    if (tdm_cursor_take_word(c, "model")) return tdm_cursor_take(c, TDM_TERM_WORD) != NULL && tdm_cursor_done(c);
    if (tdm_cursor_take_word(c, "draws")) return whole(c, DRAWS_MOST, &k->out->draws);
    if (tdm_cursor_take_word(c, "patients")) return whole(c, PATIENTS_MOST, &k->out->patients);
    if (tdm_cursor_take_word(c, "seed")) {
        bool fine = whole(c, 4294967295.0, &seed);
        k->out->seed = seed;
        return fine;
    }
    if (!tdm_cursor_take_word(c, "cohort")) return false;
    tdm_str *names = TDM_NEW_ARRAY(k->r.mem, tdm_str, k->model->cohort_count + 1u);
    for (uint32_t i = 0; i < k->model->cohort_count; i++) names[i] = k->model->cohorts[i].name;
    k->out->cohort = bio_named(&k->r, c, "cohort", names, k->model->cohort_count);
    return k->out->cohort >= 0 && tdm_cursor_done(c);
}

static void read_head(struct claims_reader *k, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(k->r.tree, line, 0);
    (void)tdm_cursor_take_word(&c, "claims");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    const struct tdm_term *version = tdm_cursor_take_word(&c, "version") && !tdm_cursor_done(&c) ? c.at++ : NULL;
    uint32_t before = k->r.problems->errors;
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next) {
        struct tdm_cursor in = tdm_cursor_of(k->r.tree, below, 0);
        uint32_t told = k->r.problems->errors;
        bool fine = read_head_line(k, &in) && below->part_count == 1;
        if (!fine && k->r.problems->errors == told)
            (void)bio_malformed(&k->r, tdm_line_place(k->r.tree, below), head_form);
    }
    if (k->r.problems->errors > before) return;
    bool have = name != NULL && version != NULL && tdm_cursor_done(&c) && k->out->title.len > 0 && k->out->cohort >= 0;
    if (!have || k->out->draws == 0 || k->out->patients == 0 || k->out->seed == 0) {
        (void)bio_malformed(&k->r, tdm_line_place(k->r.tree, line),
                            "claims NAME version X.Y, and below it each of: title TEXT, model NAME, cohort NAME, "
                            "draws N, patients N, seed N");
        return;
    }
    k->out->name = name->text;
    k->out->version = version->text;
}

/* ---- terms */

static const char term_form[] = "off NAME TEXT, and below it: PARAMETER NUMBER";

static bool read_off(struct claims_reader *k, const struct tdm_line *line, struct tdm_bio_off *out) {
    struct tdm_cursor c = tdm_cursor_of(k->r.tree, line, 0);
    tdm_str *names = TDM_NEW_ARRAY(k->r.mem, tdm_str, k->model->number_count + 1u);
    double least, most;
    for (uint32_t i = 0; i < k->model->number_count; i++) names[i] = k->model->numbers[i].word;
    int at = bio_named(&k->r, &c, "parameter", names, k->model->number_count);
    if (at < 0) return false;
    if (!bio_take_number(&c, &out->value) || !tdm_cursor_done(&c) || line->part_count != 1)
        return bio_malformed(&k->r, tdm_line_place(k->r.tree, line), term_form);
    out->number = (uint32_t)at;
    bio_limits(out->number, &least, &most);
    if (out->value >= least && out->value <= most) return true;
    struct tdm_problem *p =
        tdm_problems_add(k->r.problems, TDM_ERROR, TDM_WHY_RANGE, "Q006", tdm_line_place(k->r.tree, line));
    tdm_problem_what(p, "`%.*s` is %g, which the equations do not bear", TDM_FMT(names[at]), out->value);
    tdm_problem_fix(p, "write a value from %g to %g", least, most);
    return false;
}

static void read_term(struct claims_reader *k, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(k->r.tree, line, 0);
    (void)tdm_cursor_take_word(&c, "off");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    uint32_t room = tdm_block_count(line->block);
    struct tdm_bio_off *off = TDM_NEW_ARRAY(k->r.mem, struct tdm_bio_off, room + 1u);
    struct tdm_bio_term term = {.off = off, .place = tdm_line_place(k->r.tree, line)};
    bool fine = name != NULL && label != NULL && tdm_cursor_done(&c) && room > 0;
    if (!fine) (void)bio_malformed(&k->r, term.place, term_form);
    for (const struct tdm_line *below = line->block; below != NULL && fine; below = below->next)
        fine = read_off(k, below, &off[term.off_count++]);
    if (!fine) return;
    tdm_str *names = TDM_NEW_ARRAY(k->r.mem, tdm_str, k->out->term_count + 1u);
    for (uint32_t i = 0; i < k->out->term_count; i++) names[i] = k->terms[i].name;
    if (!bio_new(&k->r, name, names, k->out->term_count)) return;
    term.name = name->text;
    term.label = label->text;
    k->terms[k->out->term_count++] = term;
}

/* ---- claims */

static const char part_form[] =
    "level or change of MEASURE of PROGRAMME [less PROGRAMME] [by TRAIT] at N weeks, above or below or at least or at "
    "most A; or: share of PROGRAMME without A points at N weeks, at least A";

static bool read_when(const struct claims_reader *k, struct tdm_cursor *c, struct tdm_bio_part *part) {
    double week = 0.0;
    bool fine = tdm_cursor_take_word(c, "at") && bio_read_weeks(c, &week) && tdm_cursor_done(c);
    part->week = (uint32_t)week;
    return fine && week >= 1.0 && week <= (double)k->model->weeks_most && (double)part->week >= week;
}

static bool read_share(struct claims_reader *k, struct tdm_cursor *c, struct tdm_bio_part *part) {
    int programme = tdm_cursor_take_word(c, "of") ? bio_read_programme_name(&k->r, c) : -1;
    if (programme < 0) return false;
    part->kind = TDM_BIO_PART_SHARE;
    part->programme = (uint32_t)programme;
    return tdm_cursor_take_word(c, "without") && bio_take_number(c, &part->points) &&
           (tdm_cursor_take_word(c, "points") || tdm_cursor_take_word(c, "point")) && read_when(k, c, part);
}

static bool read_figure(struct claims_reader *k, struct tdm_cursor *c, struct tdm_bio_part *part) {
    if (tdm_cursor_take_word(c, "share")) return read_share(k, c, part);
    if (!bio_read_reads(&k->r, c, &part->reading, &part->measure) || !tdm_cursor_take_word(c, "of")) return false;
    if (part->reading != TDM_BIO_LEVEL && part->reading != TDM_BIO_CHANGE) return false;
    int programme = bio_read_programme_name(&k->r, c), other = 0;
    if (programme < 0) return false;
    part->kind = TDM_BIO_PART_ALONE;
    if (tdm_cursor_take_word(c, "less")) {
        part->kind = TDM_BIO_PART_LESS;
        other = bio_read_programme_name(&k->r, c);
    } else if (tdm_cursor_take_word(c, "by")) {
        part->kind = TDM_BIO_PART_SPREAD;
        other = bio_named(&k->r, c, "trait", tdm_bio_trait_words, TDM_BIO_TRAITS);
        part->trait = (enum tdm_bio_trait)(other < 0 ? 0 : other);
    }
    part->programme = (uint32_t)programme;
    part->other = part->kind == TDM_BIO_PART_LESS && other >= 0 ? (uint32_t)other : 0;
    return other >= 0 && read_when(k, c, part);
}

static bool read_bound(struct tdm_cursor *c, struct tdm_bio_part *part) {
    static const char *const words[] = {"above", "below", "at least", "at most"};
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        if (!tdm_cursor_take_words(c, words[i])) continue;
        part->bound = (enum tdm_bio_bound)i;
        return bio_take_number(c, &part->limit) && tdm_cursor_done(c);
    }
    return false;
}

static bool read_part(struct claims_reader *k, const struct tdm_line *line, struct tdm_bio_part *part) {
    struct tdm_cursor c = tdm_cursor_of(k->r.tree, line, 0);
    uint32_t before = k->r.problems->errors;
    *part = (struct tdm_bio_part){.text = tdm_str_trim(line->source), .place = tdm_line_place(k->r.tree, line)};
    bool fine = line->part_count == 2 && read_figure(k, &c, part);
    if (fine) {
        c = tdm_cursor_of(k->r.tree, line, 1);
        fine = read_bound(&c, part);
    }
    return fine || k->r.problems->errors > before || bio_malformed(&k->r, part->place, part_form);
}

static void read_claim(struct claims_reader *k, const struct tdm_line *line) {
    struct tdm_cursor c = tdm_cursor_of(k->r.tree, line, 0);
    (void)tdm_cursor_take_word(&c, "claim");
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD), *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    struct tdm_bio_part *parts = TDM_NEW_ARRAY(k->r.mem, struct tdm_bio_part, tdm_block_count(line->block) + 1u);
    struct tdm_bio_claim claim = {.parts = parts, .place = tdm_line_place(k->r.tree, line)};
    if (name == NULL || label == NULL || !tdm_cursor_done(&c) || line->block == NULL) {
        (void)bio_malformed(&k->r, claim.place, "claim NAME TEXT, and below it where figures have to lie");
        return;
    }
    for (const struct tdm_line *below = line->block; below != NULL; below = below->next)
        if (read_part(k, below, &parts[claim.part_count])) claim.part_count++;
    tdm_str *names = TDM_NEW_ARRAY(k->r.mem, tdm_str, k->out->claim_count + 1u);
    for (uint32_t i = 0; i < k->out->claim_count; i++) names[i] = k->claims[i].name;
    if (!bio_new(&k->r, name, names, k->out->claim_count)) return;
    claim.name = name->text;
    claim.label = label->text;
    k->claims[k->out->claim_count++] = claim;
}

/* ---- the file */

static void read_line(struct claims_reader *k, const struct tdm_line *line) {
    tdm_str head = tdm_line_head(line);
    if (tdm_str_is(head, "programme"))
        bio_read_programme(&k->r, line);
    else if (tdm_str_is(head, "off"))
        read_term(k, line);
    else if (tdm_str_is(head, "claim"))
        read_claim(k, line);
    else
        (void)bio_malformed(&k->r, tdm_line_place(k->r.tree, line),
                            "programme NAME TEXT, off NAME TEXT, or claim NAME TEXT");
}

bool tdm_is_bio_claims(const struct tdm_tree *tree) {
    return tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "claims");
}

tdm_str tdm_bio_claims_model_name(const struct tdm_tree *tree) {
    if (!tdm_is_bio_claims(tree)) return (tdm_str){0};
    for (const struct tdm_line *below = tree->first->block; below != NULL; below = below->next) {
        struct tdm_cursor c = tdm_cursor_of(tree, below, 0);
        const struct tdm_term *name = tdm_cursor_take_word(&c, "model") ? tdm_cursor_take(&c, TDM_TERM_WORD) : NULL;
        if (name != NULL) return name->text;
    }
    return (tdm_str){0};
}

bool tdm_bio_claims_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_bio_model *model,
                         const struct tdm_bio_claims **out, struct tdm_problems *problems) {
    uint32_t lines = tdm_block_count(tree->first), before = problems->errors;
    struct tdm_bio_model *own = TDM_NEW(mem, struct tdm_bio_model);
    struct tdm_bio_claims *claims = TDM_NEW(mem, struct tdm_bio_claims);
    *own = *model;
    struct claims_reader k = {
        .r = {.mem = mem, .tree = tree, .problems = problems, .out = own}, .model = model, .out = claims};
    own->programmes = k.r.programmes = TDM_NEW_ARRAY(mem, struct tdm_bio_programme, lines + 1u);
    own->programme_count = own->row_count = 0;
    k.r.sources = TDM_NEW_ARRAY(mem, struct tdm_bio_source, own->source_count + 1u);
    for (uint32_t i = 0; i < own->source_count; i++) k.r.sources[i] = own->sources[i];
    claims->claims = k.claims = TDM_NEW_ARRAY(mem, struct tdm_bio_claim, lines + 1u);
    claims->terms = k.terms = TDM_NEW_ARRAY(mem, struct tdm_bio_term, lines + 1u);
    claims->cohort = -1;
    read_head(&k, tree->first);
    for (const struct tdm_line *line = tree->first->next; line != NULL; line = line->next) read_line(&k, line);
    tdm_bio_said_once(tree, problems);
    if (problems->errors == before && claims->claim_count == 0)
        (void)bio_malformed(&k.r, tdm_line_place(tree, tree->first),
                            "a file of claims has at least one: claim NAME TEXT");
    claims->model = own;
    claims->digest = tdm_digest_of(tree->text);
    *out = claims;
    return problems->errors == before;
}
