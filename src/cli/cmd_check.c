/* cmd_check.c - check FILE...: protocols, parts, decisions, scenarios, instruments, catalogue files and charts, each by
 * what its first line says it is. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "exchange/mapping.h"
#include "proof/proof.h"
#include "proof/scenario.h"
#include "schedule/times.h"

enum file_kind {
    FILE_PROTOCOL,
    FILE_PART,
    FILE_DECISION,
    FILE_CHART,
    FILE_SCENARIOS,
    FILE_INSTRUMENT,
    FILE_TEXTS,
    FILE_DRAWING,
    FILE_PROP,
    FILE_MODEL,
    FILE_STUDY,
    FILE_CLAIMS,
    FILE_MAPPING,
    FILE_CATALOG
};

/* By the word that the file begins with, or that it was meant to begin with: a slip in it is told by the right reader.
 */
static enum file_kind kind_of(const struct tdm_tree *tree) {
    tdm_str words[TDM_KIND_COUNT + FILE_CATALOG] = {
        [FILE_PROTOCOL] = TDM_STR("protocol"),   [FILE_PART] = TDM_STR("part"),
        [FILE_DECISION] = TDM_STR("decision"),   [FILE_CHART] = TDM_STR("chart"),
        [FILE_SCENARIOS] = TDM_STR("scenarios"), [FILE_INSTRUMENT] = TDM_STR("instrument"),
        [FILE_DRAWING] = TDM_STR("drawing"),     [FILE_PROP] = TDM_STR("prop"),
        [FILE_TEXTS] = TDM_STR("language"),      [FILE_MODEL] = TDM_STR("model"),
        [FILE_STUDY] = TDM_STR("study"),         [FILE_MAPPING] = TDM_STR("mapping"),
        [FILE_CLAIMS] = TDM_STR("claims")};
    for (int kind = 0; kind < TDM_KIND_COUNT; kind++)
        words[FILE_CATALOG + kind] = tdm_str_of(tdm_catalog_kind_word((enum tdm_catalog_kind)kind));
    int nearest = tree->first == NULL ? -1 : tdm_nearest(tdm_line_head(tree->first), words, TDM_COUNT(words));
    return nearest < 0 || nearest >= FILE_CATALOG ? FILE_CATALOG : (enum file_kind)nearest;
}

static bool check_part(struct tdm_request *request, const struct tdm_loaded *file) {
    const struct tdm_catalog *catalog;
    struct tdm_parts parts;
    return tdm_load_catalog(request, &catalog) && tdm_load_parts(request, &parts) &&
           tdm_part_check(request->mem, file->tree, catalog, &request->problems);
}

static bool check_chart(struct tdm_request *request, tdm_str name, struct tdm_loaded *file) {
    struct tdm_episode episode;
    request->arguments = &name;
    request->argument_count = 1;
    bool fine = tdm_load_episode(request, &episode, file);
    request->arguments = NULL;
    request->argument_count = 0;
    return fine;
}

/* The shape alone; `tandem test` runs it. */
static bool check_scenarios(struct tdm_request *request, const struct tdm_loaded *file) {
    const struct tdm_scenarios *scenarios;
    return tdm_scenarios_read(request->mem, file->tree, &scenarios, &request->problems);
}

static bool was_told(const struct tdm_problems *problems, const char *code) {
    for (uint32_t i = 0; i < problems->count; i++)
        if (tdm_str_is(tdm_str_of(problems->items[i].code), code)) return true;
    return false;
}

/* Times and promises are both told, whatever the other finds. What was proved is told with what it rests on. */
static bool check_proofs(struct tdm_request *request, const struct tdm_protocol *protocol, struct tdm_rests_on *rests) {
    bool times = tdm_times_check(request->mem, protocol, &request->problems);
    bool promises = tdm_proof_check(request->mem, protocol, &request->problems);
    rests->told = times && promises && !was_told(&request->problems, "L008");
    if (rests->told) rests->wait_days = tdm_times_together(request->mem, tdm_times_of(request->mem, protocol, NULL, 0));
    return times && promises;
}

/* Only a head that tells what guidelines say is held against the decision of its condition. */
static bool check_guidelines(struct tdm_request *request, const struct tdm_protocol *protocol) {
    const struct tdm_decision *decision;
    if (protocol->guideline_count == 0) return true;
    if (!tdm_condition_decision(request, protocol, &decision)) return false;
    return decision == NULL || tdm_decision_guidelines(decision, protocol, &request->problems);
}

/* A file of texts among the others of its language. */
static bool check_texts(struct tdm_request *request, const struct tdm_loaded *file) {
    enum tdm_language language;
    const struct tdm_texts *texts;
    return tdm_texts_language(file->tree, &language, &request->problems) &&
           tdm_load_texts(request, file, language, &texts);
}

bool tdm_check_file(struct tdm_request *request, tdm_str name, struct tdm_loaded *file) {
    const struct tdm_catalog *catalog;
    const struct tdm_protocol *protocol;
    const struct tdm_decision *decision;
    const struct tdm_instrument *instrument;
    const struct tdm_drawings *drawings;
    const struct tdm_bio_model *model;
    struct tdm_study *study;
    const struct tdm_bio_claims *claims;
    const struct tdm_mapping *mapping;
    if (!tdm_load_file(request, name, file)) return false;
    if (file->text.len > 0 && tdm_str_starts_with(tdm_str_trim(file->text), TDM_STR("{")))
        return check_chart(request, name, file);
    if (!tdm_once_parse(request, file)) return false;
    switch (kind_of(file->tree)) {
    case FILE_CHART:
        return check_chart(request, name, file);
    case FILE_PROTOCOL:
        return tdm_load_catalog(request, &catalog) && tdm_load_protocol(request, name, catalog, &protocol, file) &&
               check_guidelines(request, protocol) && check_proofs(request, protocol, &file->rests);
    case FILE_DECISION:
        return tdm_load_catalog(request, &catalog) && tdm_load_decision(request, name, catalog, &decision, file);
    case FILE_SCENARIOS:
        return check_scenarios(request, file);
    case FILE_PART:
        return check_part(request, file);
    case FILE_INSTRUMENT:
        return tdm_read_instrument(request, file, &instrument);
    case FILE_TEXTS:
        return check_texts(request, file);
    case FILE_DRAWING:
    case FILE_PROP:
        return tdm_load_catalog(request, &catalog) && tdm_load_drawings(request, catalog, file, &drawings);
    case FILE_MODEL:
        return tdm_bio_model_read(request->mem, file->tree, &model, &request->problems);
    case FILE_STUDY:
        return tdm_load_study(request, &model, &study, file);
    case FILE_CLAIMS:
        return tdm_load_claims(request, &claims, file);
    case FILE_MAPPING:
        return tdm_load_catalog(request, &catalog) &&
               tdm_mapping_read(request->mem, file->tree, catalog, &mapping, &request->problems);
    case FILE_CATALOG:
        return tdm_load_catalog_with(request, file, &catalog);
    }
    TDM_UNREACHABLE();
}

/* What of the file is not told in the language of --lang; a chart says what people wrote in it, in their own words. */
static bool tell_missing(struct tdm_request *request, const struct tdm_loaded *file) {
    enum file_kind kind = kind_of(file->tree);
    if (kind != FILE_PROTOCOL && kind != FILE_PART && kind != FILE_DECISION && kind != FILE_CATALOG &&
        kind != FILE_INSTRUMENT)
        return true;
    if (!tdm_request_texts(request)) return false;
    tdm_texts_missing(request->mem, file->tree, request->texts, &request->problems);
    return true;
}

static void tell_text(struct tdm_request *request, const struct tdm_request *one, const struct tdm_loaded *file) {
    struct tdm_view view = tdm_request_view(request);
    view.language = TDM_ENGLISH; /* as the problems are: --lang asks about a language here, not in it */
    const struct tdm_problems *problems = &one->problems;
    uint32_t notes = problems->count + problems->dropped - problems->errors;
    tdm_view_problems_text(&view, problems, file->file, file->text);
    if (problems->errors == 0 && notes == 0)
        tdm_buf_format(&request->out, "%.*s: no findings\n", TDM_FMT(file->file));
    else
        tdm_buf_format(&request->out, "%.*s: %u error%s, %u note%s\n", TDM_FMT(file->file), problems->errors,
                       problems->errors == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
    if (file->rests.told) tdm_buf_format(&request->out, "  %.*s\n", TDM_FMT(tdm_view_rests_on(&view, &file->rests)));
}

/* What nobody let us read is no trouble of the machine: as with every other command. */
static enum tdm_exit unread(const struct tdm_problems *problems) {
    for (uint32_t i = 0; i < problems->count; i++)
        if (problems->items[i].severity == TDM_ERROR && problems->items[i].why == TDM_WHY_NOT_ALLOWED)
            return TDM_EXIT_BAD_INPUT;
    return TDM_EXIT_ENVIRONMENT;
}

static enum tdm_exit run_check(struct tdm_request *request) {
    struct tdm_sarif_file *files = TDM_NEW_ARRAY(request->mem, struct tdm_sarif_file, request->argument_count);
    struct tdm_checked *checked = TDM_NEW_ARRAY(request->mem, struct tdm_checked, request->argument_count);
    bool json = request->given[TDM_OPTION_JSON], sarif = request->given[TDM_OPTION_SARIF];
    enum tdm_exit code = TDM_EXIT_FINE;
    struct tdm_problem problem;
    if (request->given[TDM_OPTION_EXPLAIN]) return tdm_run_explain(request);
    if (!tdm_request_needs(request, 1, UINT32_MAX, &problem)) return tdm_request_fail(request, &problem);
    request->once = tdm_once_begin(request->mem);
    for (uint32_t i = 0; i < request->argument_count; i++) {
        struct tdm_request *one = TDM_NEW(request->mem, struct tdm_request);
        struct tdm_loaded file = {0};
        *one = *request;
        tdm_problems_init(&one->problems);
        bool fine = tdm_check_file(one, request->arguments[i], &file);
        if (fine && file.tree != NULL && request->language != TDM_ENGLISH) fine = tell_missing(one, &file);
        request->input = one->input;
        request->texts = one->texts;
        request->clinic = one->clinic; /* which is opened once, and closed at the end */
        request->clinic_folder = one->clinic_folder;
        request->clinic_mem = one->clinic_mem;
        tdm_problems_sort(&one->problems);
        checked[i] = (struct tdm_checked){file.file, &one->problems, file.rests};
        files[i] = (struct tdm_sarif_file){file.file, &one->problems, NULL};
        if (sarif) files[i].mends = tdm_mends_of(request, &file, &one->problems);
        if (!json && !sarif) tell_text(request, one, &file);
        enum tdm_exit of_file = fine                   ? TDM_EXIT_FINE
                                : file.text.at == NULL ? unread(&one->problems)
                                                       : TDM_EXIT_FINDINGS;
        if (of_file > code) code = of_file;
    }
    struct tdm_view view = tdm_request_view(request);
    if (sarif)
        tdm_view_sarif(&view, TDM_STR(TDM_VERSION), tdm_explained_lines(), files, request->argument_count);
    else if (json)
        tdm_view_problems_json(&view, checked, request->argument_count);
    return tdm_request_finish(request, code);
}

const struct tdm_command tdm_command_check = {
    "check",
    "FILE... [--lang es] [--json | --sarif] [--data FOLDER] [--protocol FILE], or: --explain CODE [--json]",
    "check files before use: protocols, parts, decisions, charts, scenarios, instruments, catalogue, translations, "
    "mappings",
    "Names resolve, units and scales agree, every clause has a source or is marked `own`, every restriction has both "
    "ends and touches "
    "something, the windows can hold together. Errors refuse the file (exit 1); notes ask its author. With --explain a "
    "problem code is explained: when it is told, the way out, an example that fails and its mend. With --lang es, "
    "what the file tells and nobody has written in Spanish is noted.",
    "as json sarif explain data protocol zone width output lang",
    0,
    -1,
    run_check};
