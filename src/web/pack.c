/* pack.c - the clinic's own folder `pack`: the wording of questionnaires that do not ship with theirs. Read once,
 * before the processes part. A file that says anything else stops the server from beginning: no half of a questionnaire
 * is ever asked. */
#include "web/care.h"

#define PACK_BYTES_MAX ((size_t)1 << 20)

struct reading {
    struct web_shelf *shelf;
    const struct tdm_tree *tree;
    struct tdm_problems *problems;
};

static bool refuse(const struct reading *r, const struct tdm_line *line, tdm_str said, const char *what) {
    struct tdm_problems *problems = r->problems;
    struct tdm_place place = {.file = r->tree->file};
    if (line != NULL) place = tdm_line_place(r->tree, line);
    struct tdm_problem *problem = tdm_problems_add(problems, TDM_ERROR, TDM_WHY_SYNTAX, "S040", place);
    tdm_problem_what(problem, "`%.*s` %s", TDM_FMT(said), what);
    tdm_problem_fix(problem,
                    "write `pack for koos-jr`, and below it `language en` and a line `ask S6 \"...\"` for each "
                    "item; `tandem score koos-jr` lists the items");
    return false;
}

static const struct tdm_instrument *instrument_of(const struct web_shelf *shelf, tdm_str name) {
    for (size_t i = 0; i < shelf->instrument_count; i++)
        if (tdm_str_equal(shelf->instruments[i]->name, name)) return shelf->instruments[i];
    return NULL;
}

static tdm_str word_at(const struct tdm_line *line, uint32_t at) {
    return line->part_count == 1 && at < line->parts[0].count ? line->parts[0].terms[at].text : (tdm_str){0};
}

static bool read_ask(const struct reading *r, struct web_wording wording, const struct tdm_line *line) {
    struct web_shelf *shelf = r->shelf;
    tdm_str code = word_at(line, 1);
    wording.text = word_at(line, 2);
    wording.item = UINT32_MAX;
    for (uint32_t i = 0; i < wording.of->item_count; i++)
        if (tdm_str_equal(wording.of->items[i].code, code)) wording.item = i;
    if (wording.item == UINT32_MAX) return refuse(r, line, code, "is no item of this questionnaire");
    if (wording.text.len == 0) return refuse(r, line, code, "is asked with no words");
    TDM_GROW(shelf->mem, shelf->wordings, shelf->wording_count, shelf->wording_room);
    shelf->wordings[shelf->wording_count++] = wording;
    return true;
}

static bool read_pack(const struct reading *r) {
    struct web_wording wording = {.language = TDM_ENGLISH};
    const struct tdm_line *head = r->tree->first;
    if (head == NULL || !tdm_str_is(word_at(head, 0), "pack") || !tdm_str_is(word_at(head, 1), "for"))
        return refuse(r, head, head == NULL ? TDM_STR("pack") : word_at(head, 0), "does not begin a pack of wording");
    wording.of = instrument_of(r->shelf, word_at(head, 2));
    if (wording.of == NULL) return refuse(r, head, word_at(head, 2), "is no questionnaire known here");
    for (const struct tdm_line *line = head->block; line != NULL; line = line->next) {
        if (tdm_str_is(word_at(line, 0), "language")) {
            if (!tdm_language_find(word_at(line, 1), &wording.language))
                return refuse(r, line, word_at(line, 1), "is no language of the screens");
        } else if (tdm_str_is(word_at(line, 0), "ask")) {
            if (!read_ask(r, wording, line)) return false;
        } else {
            return refuse(r, line, word_at(line, 0), "is no line of a pack");
        }
    }
    return true;
}

bool web_pack_read(struct web_shelf *shelf, tdm_str folder, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    const tdm_str *names;
    size_t count;
    tdm_str pack = tdm_path_join(shelf->mem, folder, TDM_STR("pack"));
    if (!tdm_path_is_folder(pack)) return true;
    if (!tdm_folder_list(shelf->mem, pack, &names, &count, &problem)) return web_keep(problems, &problem);
    for (size_t i = 0; i < count; i++) {
        const struct tdm_tree *tree;
        tdm_str text, path = tdm_path_join(shelf->mem, pack, names[i]);
        if (!tdm_str_ends_with(names[i], TDM_STR(".tandem"))) continue;
        if (!tdm_file_read(shelf->mem, path, PACK_BYTES_MAX, &text, &problem)) return web_keep(problems, &problem);
        if (!tdm_notation_read(shelf->mem, path, text, &tree, problems) ||
            !read_pack(&(struct reading){shelf, tree, problems}))
            return false;
    }
    return true;
}

tdm_str web_item_wording(struct web_ask *ask, const struct tdm_instrument *instrument, uint32_t item) {
    const struct web_shelf *shelf = ask->web->shelf;
    tdm_str other = {0};
    for (size_t i = 0; i < shelf->wording_count; i++) {
        if (shelf->wordings[i].of != instrument || shelf->wordings[i].item != item) continue;
        if (shelf->wordings[i].language == ask->view.language) return shelf->wordings[i].text;
        other = shelf->wordings[i].text;
    }
    if (other.len > 0) return other;
    tdm_str wording = instrument->items[item].wording;
    return wording.len > 0 ? tdm_part_text(&ask->view, wording) : wording;
}
