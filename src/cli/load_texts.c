/* load_texts.c - the language of --lang, and the texts of the data in it: the shipped ones, replaced or joined by those
 * of
 * --data. */
#include "cli/cli.h"
#include "cli/desk.h"

bool tdm_read_language(struct tdm_request *request, struct tdm_problem *problem) {
    if (!request->given[TDM_OPTION_LANG]) return true;
    tdm_str word = request->value[TDM_OPTION_LANG];
    if (tdm_language_find(word, &request->language)) return true;
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "U035", (struct tdm_place){.file = TDM_STR("command line")},
                   "there is no language `%.*s`", TDM_FMT(word));
    struct tdm_buf offered;
    tdm_buf_init(&offered, request->mem, 200);
    for (int i = 0; i < TDM_LANGUAGE_COUNT; i++)
        tdm_buf_format(&offered, "%s`--lang %s`", i == 0 ? "" : " or ", tdm_language_code((enum tdm_language)i));
    tdm_problem_fix(problem, "write %.*s", TDM_FMT(tdm_buf_str(&offered)));
    return false;
}

bool tdm_load_texts(struct tdm_request *request, const struct tdm_loaded *file, enum tdm_language language,
                    const struct tdm_texts **out) {
    struct tdm_listing list = {0};
    struct tdm_buf kind;
    tdm_buf_init(&kind, request->mem, 100);
    tdm_buf_format(&kind, "languages/%s", tdm_language_code(language));
    tdm_buf_char(&kind, '\0');
    if (!tdm_list_kind(request, kind.at, &list)) return false;
    if (file != NULL) tdm_list_put(request, &list, file->file, file->text);
    const struct tdm_tree **trees = TDM_NEW_ARRAY(request->mem, const struct tdm_tree *, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        if (!tdm_once_parse(request, &list.files[i])) return false;
        trees[i] = list.files[i].tree;
    }
    return tdm_texts_read(request->mem, trees, (uint32_t)list.count, language, out, &request->problems);
}

bool tdm_request_texts(struct tdm_request *request) {
    if (request->language == TDM_ENGLISH || request->texts != NULL) return true;
    return tdm_load_texts(request, NULL, request->language, &request->texts);
}
