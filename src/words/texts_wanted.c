/* texts_wanted.c - what of a file people read and a translator has to write, by the words its lines begin with. */
#include "words/texts.h"

/* The last text of such a line is read by a patient or a clinician. */
static const char *const texts_of[] = {"do",
                                       "step",
                                       "title",
                                       "tell",
                                       "aim",
                                       "because",
                                       "otherwise",
                                       "asks",
                                       "about",
                                       /* of instruments */ "holder",
                                       "recall",
                                       "ask",
                                       "band"};
/* The name after such a word is read too: "early loading". */
static const char *const names_of[] = {"phase", "clearance", "gate", "restrict", "plan", "progress", "score"};

struct wanted {
    struct tdm_arena *mem;
    const struct tdm_tree *tree;
    struct tdm_text_wanted *items;
    size_t count, room;
};

static bool is_one_of(tdm_str head, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (tdm_str_is(head, words[i])) return true;
    return false;
}

static void want(struct wanted *w, tdm_str said, const struct tdm_term *term) {
    if (!tdm_text_wants_language(said)) return;
    TDM_GROW(w->mem, w->items, w->count, w->room);
    w->items[w->count++] = (struct tdm_text_wanted){said, tdm_term_place(w->tree, term)};
}

static tdm_str spaced(struct tdm_arena *mem, tdm_str name) {
    char *text = tdm_arena_alloc_raw(mem, name.len + 1);
    for (size_t i = 0; i < name.len; i++) text[i] = name.at[i] == '-' ? ' ' : name.at[i];
    return (tdm_str){text, name.len};
}

/* "equipment band, leg-press-machine": what is needed for an exercise. */
static void want_things(struct wanted *w, const struct tdm_line *line) {
    for (uint32_t i = 0; i < line->part_count; i++) {
        const struct tdm_part *part = &line->parts[i];
        const struct tdm_term *thing = part->count > 0 ? &part->terms[part->count - 1] : NULL;
        if (thing == NULL || thing->kind != TDM_TERM_WORD || tdm_str_is(thing->text, "none")) continue;
        if (i > 0 || part->count > 1) want(w, spaced(w->mem, thing->text), thing);
    }
}

/* "threshold pain mcid 15, among TEXT, treatment NAME": of whom it is. */
static void want_people(struct wanted *w, const struct tdm_line *line) {
    for (uint32_t i = 1; i < line->part_count; i++) {
        const struct tdm_part *part = &line->parts[i];
        if (part->count != 2 || part->terms[0].kind != TDM_TERM_WORD) continue;
        if (tdm_str_is(part->terms[0].text, "among") || tdm_str_is(part->terms[0].text, "treatment"))
            want(w, part->terms[1].text, &part->terms[1]);
    }
}

static void want_of_line(struct wanted *w, const struct tdm_line *line, bool top) {
    tdm_str head = tdm_line_head(line);
    const struct tdm_part *first = &line->parts[0], *last = &line->parts[line->part_count - 1];
    const struct tdm_term *name = first->count > 1 ? &first->terms[1] : NULL;
    const struct tdm_term *label = first->count > 2 ? &first->terms[2] : NULL;
    const struct tdm_term *text = last->count > 0 ? &last->terms[last->count - 1] : NULL;
    if (top && label != NULL && name->kind == TDM_TERM_WORD && label->kind == TDM_TERM_TEXT)
        want(w, label->text, label);
    if (top && name != NULL && name->kind == TDM_TERM_WORD && is_one_of(head, names_of, TDM_COUNT(names_of)))
        want(w, spaced(w->mem, name->text), name);
    if (top && tdm_str_is(head, "threshold")) want_people(w, line);
    if (!top && tdm_str_is(head, "equipment")) want_things(w, line);
    if (!top && text != NULL && text->kind == TDM_TERM_TEXT && is_one_of(head, texts_of, TDM_COUNT(texts_of)))
        want(w, text->text, text);
}

static void want_of_block(struct wanted *w, const struct tdm_line *line, bool top) {
    for (; line != NULL; line = line->next) {
        if (line->part_count > 0) want_of_line(w, line, top);
        want_of_block(w, line->block, false);
    }
}

uint32_t tdm_texts_wanted(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_text_wanted **out) {
    struct wanted w = {.mem = mem, .tree = tree};
    want_of_block(&w, tree->first, true);
    *out = w.items;
    return (uint32_t)w.count;
}

void tdm_texts_missing(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_texts *texts,
                       struct tdm_problems *problems) {
    const struct tdm_text_wanted *wanted;
    uint32_t count = tdm_texts_wanted(mem, tree, &wanted);
    for (uint32_t i = 0; i < count; i++) {
        if (tdm_texts_find(texts, wanted[i].said).len > 0) continue;
        struct tdm_problem *problem = tdm_problems_add(problems, TDM_NOTE, TDM_WHY_MISSING, "G005", wanted[i].place);
        tdm_problem_what(problem, "no text in `%s` for \"%.*s\": it is told in English",
                         tdm_language_code(texts->language), TDM_FMT(wanted[i].said));
        tdm_problem_fix(problem, "write `text \"%.*s\"` and below it `is \"...\"` in a file of languages/%s/",
                        TDM_FMT(wanted[i].said), tdm_language_code(texts->language));
    }
}
