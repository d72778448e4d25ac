/* cmd_score.c - score INSTRUMENT: answers to scores, one form or a whole table of them. */
#include "cli/cli.h"
#include "cli/desk.h"
#include "scoring/scoring.h"

#define CSV_BYTES_MAX ((size_t)256 << 20)
#define CSV_FLUSH_AT  ((size_t)1 << 20)

static bool refuse(struct tdm_request *request, const char *code, const char *what, const char *fix) {
    struct tdm_problem *problem = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_SYNTAX, code,
                                                   (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

/* ---- the instrument by its name or file */

static bool unknown_instrument(struct tdm_request *request, const struct tdm_listing *list, tdm_str name) {
    tdm_str *names = TDM_NEW_ARRAY(request->mem, tdm_str, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        tdm_str file = tdm_path_name(list->files[i].file);
        names[i] = tdm_str_slice(file, 0, file.len - 7);
    }
    int near = tdm_nearest(name, names, list->count);
    struct tdm_problem *problem = tdm_problems_add(&request->problems, TDM_ERROR, TDM_WHY_NOT_FOUND, "I030",
                                                   (struct tdm_place){.file = TDM_STR("command line")});
    tdm_problem_what(problem, "no instrument is named `%.*s`", TDM_FMT(name));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`; `tandem score` lists all", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "`tandem score` lists the instruments; a file of your own is named by its path");
    return false;
}

static bool find_instrument(struct tdm_request *request, tdm_str name, struct tdm_loaded *out) {
    struct tdm_listing list = {0};
    if (tdm_path_is_file(name)) return tdm_load_file(request, name, out);
    if (!tdm_list_kind(request, "instruments", &list)) return false;
    for (size_t i = 0; i < list.count; i++) {
        tdm_str file = tdm_path_name(list.files[i].file);
        if (!tdm_str_equal(tdm_str_slice(file, 0, file.len - 7), name)) continue;
        *out = list.files[i];
        return true;
    }
    return unknown_instrument(request, &list, name);
}

bool tdm_read_instrument(struct tdm_request *request, struct tdm_loaded *file, const struct tdm_instrument **out) {
    const struct tdm_catalog *catalog;
    return tdm_load_catalog(request, &catalog) && tdm_load_tree(request, file) &&
           tdm_instrument_read(request->mem, file->tree, catalog, out, &request->problems);
}

/* ---- one form */

static bool read_answers(struct tdm_request *request, const struct tdm_instrument *instrument, tdm_str text,
                         struct tdm_answers *out) {
    struct tdm_problem problem = {0};
    bool read = request->given[TDM_OPTION_ITEM] ? tdm_answers_by_code(instrument, text, out, &problem)
                                                : tdm_answers_read(instrument, text, out, &problem);
    return read || tdm_request_keep(request, &problem);
}

/* A condition of the catalogue, a span, else the treatment; each once. */
static bool read_for_word(struct tdm_request *request, const struct tdm_instrument *instrument, tdm_str word,
                          struct tdm_change_context *out) {
    size_t space;
    int64_t count = 0;
    bool again;
    tdm_ref condition = tdm_catalog_find(instrument->catalog, TDM_KIND_CONDITION, word);
    if (condition != TDM_REF_NONE) {
        again = out->condition != TDM_REF_NONE;
        out->condition = condition;
    } else if (tdm_str_find(word, TDM_STR(" "), &space) && tdm_parse_i64(tdm_str_slice(word, 0, space), &count)) {
        again = out->has_after;
        out->after.count = (int32_t)count;
        out->has_after = count >= 0 && count < 10000 &&
                         tdm_span_unit_parse(tdm_str_slice(word, space + 1, word.len), &out->after.unit);
        if (!out->has_after)
            return refuse(request, "I031", "`--for` holds a time that is not understood",
                          "write the time as 12 weeks or 6 months");
    } else {
        again = word.len == 0 || out->treatment.len > 0;
        out->treatment = word;
    }
    return !again || refuse(request, "I031", "`--for` holds more than one condition, one treatment and one time",
                            "write `--for \"knee-osteoarthritis, physiotherapy, 4 weeks\"`");
}

/* "knee-osteoarthritis, physiotherapy, 12 weeks" */
static bool read_context(struct tdm_request *request, const struct tdm_instrument *instrument,
                         struct tdm_change_context *out) {
    tdm_str rest = request->value[TDM_OPTION_FOR];
    *out = (struct tdm_change_context){.condition = TDM_REF_NONE};
    while (rest.len > 0) {
        size_t comma = rest.len;
        (void)tdm_str_find(rest, TDM_STR(","), &comma);
        if (!read_for_word(request, instrument, tdm_str_trim(tdm_str_slice(rest, 0, comma)), out)) return false;
        rest = tdm_str_slice(rest, comma + 1, rest.len);
    }
    return true;
}

static bool judge(struct tdm_request *request, struct tdm_scored *scored) {
    const struct tdm_instrument *instrument = scored->instrument;
    struct tdm_answers answers;
    struct tdm_change_context context;
    if (!read_answers(request, instrument, request->value[TDM_OPTION_BASELINE], &answers) ||
        !read_context(request, instrument, &context))
        return false;
    struct tdm_score_result *before = TDM_NEW_ARRAY(request->mem, struct tdm_score_result, TDM_SCORES_MAX);
    struct tdm_score_change *changes = TDM_NEW_ARRAY(request->mem, struct tdm_score_change, TDM_SCORES_MAX);
    tdm_score(instrument, &answers, before);
    for (uint32_t i = 0; i < instrument->score_count; i++)
        tdm_change_judge(request->mem, instrument, i, &before[i], &scored->results[i], &context, &changes[i]);
    scored->before = before;
    scored->changes = changes;
    return true;
}

static bool score_form(struct tdm_request *request, const struct tdm_instrument *instrument, struct tdm_scored *out) {
    struct tdm_answers answers;
    enum tdm_option option = request->given[TDM_OPTION_ITEM] ? TDM_OPTION_ITEM : TDM_OPTION_ANSWERS;
    struct tdm_score_result *results = TDM_NEW_ARRAY(request->mem, struct tdm_score_result, TDM_SCORES_MAX);
    *out = (struct tdm_scored){instrument, request->value[TDM_OPTION_RULE], results, NULL, NULL};
    if (!read_answers(request, instrument, request->value[option], &answers)) return false;
    tdm_score(instrument, &answers, results);
    return !request->given[TDM_OPTION_BASELINE] || judge(request, out);
}

/* ---- a table */

static void csv_head(struct tdm_request *request, const struct tdm_instrument *instrument,
                     const struct tdm_csv_columns *columns, const struct tdm_csv_row *head) {
    tdm_buf_text(&request->out, "line");
    for (uint32_t i = 0; i < head->count; i++)
        if (columns->item[i] < 0) tdm_buf_format(&request->out, ",\"%.*s\"", TDM_FMT(head->fields[i]));
    for (uint32_t i = 0; i < instrument->score_count; i++) {
        const struct tdm_score *score = &instrument->scores[i];
        if (!tdm_score_shown(score, request->value[TDM_OPTION_RULE])) continue;
        for (int column = 0; column < 3; column++) {
            static const char *const ends[] = {"", ".answered", ".flags"};
            tdm_buf_format(&request->out, ",%.*s@%.*s%s", TDM_FMT(score->name), TDM_FMT(score->rule), ends[column]);
        }
    }
    tdm_buf_char(&request->out, '\n');
}

static void csv_line(struct tdm_request *request, const struct tdm_instrument *instrument,
                     const struct tdm_csv_columns *columns, const struct tdm_csv_row *row,
                     const struct tdm_score_result *results) {
    struct tdm_buf *out = &request->out;
    tdm_buf_int(out, row->line);
    for (uint32_t i = 0; i < row->count; i++) {
        if (columns->item[i] >= 0) continue;
        tdm_buf_text(out, ",\"");
        tdm_buf_add(out, row->fields[i]);
        tdm_buf_char(out, '"');
    }
    for (uint32_t i = 0; i < instrument->score_count; i++) {
        if (!tdm_score_shown(&instrument->scores[i], request->value[TDM_OPTION_RULE])) continue;
        tdm_buf_char(out, ',');
        if (results[i].scored) tdm_fraction_print(out, results[i].value, instrument->scores[i].digits);
        tdm_buf_char(out, ',');
        tdm_buf_int(out, results[i].answered);
        tdm_buf_char(out, ',');
        tdm_score_flags_print(out, results[i].flags);
    }
    tdm_buf_char(out, '\n');
}

/* A table can be larger than what is kept of an answer: it goes out bit by bit. */
static bool flush(struct tdm_request *request) {
    if (request->out.len < CSV_FLUSH_AT) return true;
    bool written = tdm_output_write(tdm_buf_str(&request->out));
    request->out.len = 0;
    return written;
}

static bool csv_begin(struct tdm_request *request, const struct tdm_instrument *instrument, struct tdm_csv *csv,
                      struct tdm_csv_columns *columns) {
    struct tdm_problem problem = {0};
    struct tdm_csv_row *head = TDM_NEW(request->mem, struct tdm_csv_row);
    bool good = false, input = tdm_str_is(csv->file, "-");
    if (input) csv->file = TDM_STR("standard input");
    if (!(input ? tdm_input_read(request->mem, CSV_BYTES_MAX, &csv->text, &problem)
                : tdm_file_read(request->mem, csv->file, CSV_BYTES_MAX, &csv->text, &problem)))
        return tdm_request_keep(request, &problem);
    if (!tdm_csv_next(csv, head, &good, &problem)) head->count = 0;
    if ((head->count > 0 && !good) || !tdm_csv_columns_read(instrument, csv, head, columns, &problem))
        return tdm_request_keep(request, &problem);
    csv_head(request, instrument, columns, head);
    return true;
}

static enum tdm_exit score_csv(struct tdm_request *request, const struct tdm_instrument *instrument) {
    struct tdm_csv csv = {.file = request->value[TDM_OPTION_CSV]};
    struct tdm_csv_columns *columns = TDM_NEW(request->mem, struct tdm_csv_columns);
    struct tdm_csv_row *row = TDM_NEW(request->mem, struct tdm_csv_row);
    struct tdm_score_result results[TDM_SCORES_MAX];
    struct tdm_problem problem = {0};
    bool good;
    if (!csv_begin(request, instrument, &csv, columns)) return tdm_request_fail_all(request, csv.file, (tdm_str){0});
    while (tdm_csv_next(&csv, row, &good, &problem)) {
        if (good && tdm_csv_score(instrument, columns, row, results, &problem))
            csv_line(request, instrument, columns, row, results);
        else
            (void)tdm_request_keep(request, &problem);
        if (!flush(request)) return TDM_EXIT_ENVIRONMENT;
    }
    enum tdm_exit code = tdm_request_finish(request, TDM_EXIT_FINE);
    if (code != TDM_EXIT_FINE || request->problems.errors == 0) return code;
    code = tdm_request_fail_all(request, csv.file, (tdm_str){0}); /* bad rows are told by line; the rest is scored */
    return code == TDM_EXIT_BAD_INPUT ? TDM_EXIT_FINDINGS : code;
}

/* ---- the command */

static tdm_str titled(const struct tdm_request *request, tdm_str title) {
    tdm_str told = request->texts == NULL ? (tdm_str){0} : tdm_texts_find(request->texts, title);
    return told.len > 0 ? told : title;
}

static enum tdm_exit list_all(struct tdm_request *request) {
    struct tdm_listing list = {0};
    if (!tdm_list_kind(request, "instruments", &list) || !tdm_request_texts(request))
        return tdm_request_fail_all(request, (tdm_str){0}, (tdm_str){0});
    for (size_t i = 0; i < list.count; i++) {
        const struct tdm_instrument *instrument;
        if (!tdm_read_instrument(request, &list.files[i], &instrument))
            return tdm_request_fail_all(request, list.files[i].file, list.files[i].text);
        tdm_text_pad(&request->out, instrument->name, 18);
        tdm_buf_format(&request->out, "%.*s\n", TDM_FMT(titled(request, instrument->title)));
    }
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

static bool one_way(struct tdm_request *request) {
    int ways = request->given[TDM_OPTION_ANSWERS] + request->given[TDM_OPTION_ITEM] + request->given[TDM_OPTION_CSV];
    bool alone = request->given[TDM_OPTION_BASELINE] || request->given[TDM_OPTION_JSON];
    if (ways > 1 || (ways == 0 && alone) ||
        (request->given[TDM_OPTION_CSV] && (alone || request->given[TDM_OPTION_OUTPUT])))
        return refuse(
            request, "I033", "the answers are given in no way, or in two that do not go together",
            "give `--answers` or `--item`, with `--baseline`, `--json`, `--output` if wanted, or `--csv` alone");
    return true;
}

static bool rule_known(struct tdm_request *request, const struct tdm_instrument *instrument) {
    if (!request->given[TDM_OPTION_RULE]) return true;
    for (uint32_t i = 0; i < instrument->score_count; i++)
        if (tdm_str_equal(instrument->scores[i].rule, request->value[TDM_OPTION_RULE])) return true;
    return refuse(request, "I034", "no score of the instrument has the rule of `--rule`",
                  "`tandem score INSTRUMENT` lists the rules");
}

static enum tdm_exit run_score(struct tdm_request *request) {
    struct tdm_loaded file = {0};
    const struct tdm_instrument *instrument;
    struct tdm_scored scored;
    if (request->argument_count == 0) return list_all(request);
    if (!find_instrument(request, request->arguments[0], &file) || !tdm_read_instrument(request, &file, &instrument) ||
        !one_way(request) || !rule_known(request, instrument))
        return tdm_request_fail_all(request, file.file, file.text);
    if (request->given[TDM_OPTION_CSV]) return score_csv(request, instrument);
    struct tdm_view view = tdm_request_view(request);
    if (!request->given[TDM_OPTION_ANSWERS] && !request->given[TDM_OPTION_ITEM]) {
        tdm_view_instrument_text(&view, instrument);
        return tdm_request_finish(request, TDM_EXIT_FINE);
    }
    if (!score_form(request, instrument, &scored)) return tdm_request_fail_all(request, file.file, file.text);
    if (request->given[TDM_OPTION_JSON])
        tdm_view_score_json(&view, &scored);
    else
        tdm_view_score_text(&view, &scored);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_score = {
    "score",
    "[INSTRUMENT [--answers ANSWERS | --item CODE=VALUE | --csv FILE]] [--baseline ANSWERS] [--for WORDS] [--json] "
    "[--lang es]",
    "a questionnaire scored exactly, by a named rule; and what a change means",
    "Without INSTRUMENT the list of instruments, without answers the instrument itself. A score carries its rule, how "
    "many items were answered and its flags; below its missing rule there is none. With --baseline every threshold "
    "that fits is told, the best fitting first: a responder reaches both the smallest important change and the "
    "measurement error. --csv scores a row a line; bad rows are told by their line, the rest is scored (exit 1).",
    "answers item csv baseline for rule json data output width lang",
    0,
    1,
    run_score};
