/* request.c - words of the command line -> a request; problems and results -> streams and exit codes. */
#include "cli/cli.h"
#include "cli/desk.h"

const struct tdm_option_form tdm_option_forms[TDM_OPTION_COUNT] = {
    [TDM_OPTION_ON] = {"on", "DATE", NULL,
                       "the civil day asked about, YYYY-MM-DD (default: today in the chart's zone)"},
    [TDM_OPTION_KNOWN] =
        {"known", "DATE", NULL,
         "use only what was recorded by the end of that day, or by that instant (default: everything)"},
    [TDM_OPTION_JSON] = {"json", NULL, NULL, "print JSON (schemas in docs/schema/)"},
    [TDM_OPTION_FORMAT] =
        {"format", "FORMAT", "text html svg json ndjson notation graphml collection transaction",
         "text, html, svg, json, ndjson, notation, graphml, collection or transaction, as the command offers"},
    [TDM_OPTION_OUTPUT] = {"output", "FILE", NULL,
                           "write there instead of to standard output; the ending chooses the format"},
    [TDM_OPTION_PROTOCOL] = {"protocol", "FILE", NULL, "the protocol the chart names, when it is not a shipped one"},
    [TDM_OPTION_DATA] = {"data", "FOLDER", NULL,
                         "files there replace or add to the shipped catalogue, parts and protocols"},
    [TDM_OPTION_DECISION] = {"decision", "FILE", NULL,
                             "the decision to use, when it is not the shipped one for the protocol's condition"},
    [TDM_OPTION_ZONE] = {"zone", "NAME", NULL, "the clinic's home zone, when the chart names none (default: UTC)"},
    [TDM_OPTION_WIDTH] = {"width", "COLUMNS", NULL, "width of text (default: the terminal's, else 100)"},
    [TDM_OPTION_WRITE] = {"write", NULL, NULL, "change the files in place"},
    [TDM_OPTION_CHECK] = {"check", NULL, NULL, "print nothing; exit 1 when a file is not formatted"},
    [TDM_OPTION_SHIFT] = {"shift", "THING=DAYS", NULL, "suppose it were so many days later or earlier: procedure=+9d"},
    [TDM_OPTION_ROLE] = {"role", "ROLE", NULL, "only what that role owes"},
    [TDM_OPTION_LANG] = {"lang", "LANGUAGE", "en es",
                         "en or es: sentences, dates and the texts of the data in it (default: en)"},
    [TDM_OPTION_HAVE] =
        {"have", "THINGS", NULL,
         "the equipment there is, and the place: \"band, step, home\", \"none, clinic\" (default: all, both)"},
    [TDM_OPTION_ADD] = {"add", "ENTRY", NULL, "suppose that entry were in the chart too"},
    [TDM_OPTION_SEED] = {"seed", "NUMBER", NULL,
                         "what is drawn follows from it; the same seed, the same bytes (default: 1)"},
    [TDM_OPTION_ENTRIES] = {"entries", "NUMBER", NULL, "about so many entries a chart (default: from 1 to about 400)"},
    [TDM_OPTION_EXPLAIN] = {"explain", "CODE", NULL,
                            "what a problem code means, with an example and its mend; no file"},
    [TDM_OPTION_SARIF] = {"sarif", NULL, NULL, "print SARIF 2.1.0, for the tools that gather findings"},
    [TDM_OPTION_ANSWERS] = {"answers", "ANSWERS", NULL,
                            "in the order of the items, blanks between, - for no answer: \"3 2 - 1\""},
    [TDM_OPTION_ITEM] = {"item", "CODE=VALUE", NULL, "one answer by its item's code; may be given again"},
    [TDM_OPTION_CSV] = {"csv", "FILE", NULL, "rows of answers, the header by item code; other columns are kept"},
    [TDM_OPTION_BASELINE] = {"baseline", "ANSWERS", NULL,
                             "the answers of before, in the same form: tells what changed"},
    [TDM_OPTION_FOR] = {"for", "WORDS", NULL, "whose change it is: \"CONDITION, TREATMENT, 12 weeks\", each if known"},
    [TDM_OPTION_RULE] = {"rule", "RULE", NULL, "only the scores by that rule, also an older one"},
    [TDM_OPTION_ACWR] = {"acwr", NULL, NULL, "also tell acute to chronic load, which no rule can ask for"},
    [TDM_OPTION_WITNESS] = {"witness", "NUMBER", NULL, "print that counterexample as a chart"},
    [TDM_OPTION_MUTATE] = {"mutate", NULL, NULL,
                           "change bounds and comparisons one by one and list what no scenario notices"},
    [TDM_OPTION_PLACE] = {"place", "NAME", NULL, "the name of this place in its chain (default: the folder's)"},
    [TDM_OPTION_HEAD] = {"head", "FILE", NULL, "a head signed earlier and kept elsewhere"},
    [TDM_OPTION_CANONICAL] = {"canonical", "FOLDER", NULL,
                              "the bytes that are hashed, one entry a file, into that folder"},
    [TDM_OPTION_BECAUSE] = {"because", "TEXT", NULL, "the reason, which is recorded with the act"},
    [TDM_OPTION_AS] = {"as", "PERSON", NULL,
                       "who acts or looks, as the chart names them (default: whoever has the folder)"},
    [TDM_OPTION_FROM] = {"from", "DATE", NULL, "the first day on which it holds (default: the day of --on)"},
    [TDM_OPTION_UNTIL] = {"until", "DATE", NULL, "the last day on which it holds (default: open)"},
    [TDM_OPTION_SEEN] = {"seen", "DIGEST", NULL,
                         "record only if the kept chart still is what `tandem digest FOLDER/EPISODE` told"},
    [TDM_OPTION_CREDENTIAL] = {"credential", "TEXT", NULL, "what the role rests on, such as a licence and its number"},
    [TDM_OPTION_PATIENTS] = {"patients", "N", NULL,
                             "how many virtual patients an arm has (default: 2000; of a study: its own number)"},
    [TDM_OPTION_CHART] = {"chart", "N", NULL, "print the chart of that virtual patient, or of ARM/N; nothing else"},
    [TDM_OPTION_EPISODE] = {"episode", "NAME", NULL, "the episode that is asked, of several in the set"},
    [TDM_OPTION_PASSWORD_FILE] =
        {"password-file", "FILE", NULL,
         "a file with the password, at least 12 bytes: one encrypted file instead of a folder"},
    [TDM_OPTION_BLOCKED] = {"blocked", NULL, NULL, "only emergencies and what a phase waits for"},
    [TDM_OPTION_JOBS] = {"jobs", "N", NULL,
                         "so many processes share the charts, 1 to 64 (default: 1); the list is the same"},
    [TDM_OPTION_LISTEN] = {"listen", "ADDRESS:PORT", NULL,
                           "where to listen (default: 127.0.0.1:8080); port 0: any that is free"},
    [TDM_OPTION_WORKERS] = {"workers", "NUMBER", NULL, "processes that answer (default: 3)"},
    [TDM_OPTION_ONCE] = {"once", NULL, NULL, "answer one request and stop"},
    [TDM_OPTION_CERTIFICATE] = {"certificate", "FILE", NULL,
                                "speak TLS with this certificate, as PEM, its chain behind it"},
    [TDM_OPTION_KEY] = {"key", "FILE", NULL, "the key of the certificate, as PEM without a password"},
    [TDM_OPTION_USER] = {"user", "NAME", NULL, "become this user once it listens and has read the key"},
    [TDM_OPTION_PHONE] = {"phone", "NUMBER", NULL,
                          "the team's telephone, as patients' sheets print it (else a line to write on)"},
    [TDM_OPTION_EMERGENCY] = {"emergency", "NUMBER", NULL,
                              "the emergency number, as patients' sheets print it (else a line to write on)"},
    [TDM_OPTION_SYSTEMS] = {"systems", "FILE", NULL,
                            "other systems that may ask by CDS Hooks, with their keys (default: this machine alone)"},
    [TDM_OPTION_BEHIND_PROXY] = {"behind-proxy", NULL, NULL, "believe the last address of X-Forwarded-For"},
    [TDM_OPTION_AT] = {"at", "TIME", NULL, "the time of that day, as 09:30"},
    [TDM_OPTION_NAME] = {"name", "NAME", NULL,
                         "the name by which the entry is referred to (default: follows from what it says)"},
    [TDM_OPTION_WORDS] = {"words", "TEXT", NULL, "words of whoever signs, which stand with it"},
    [TDM_OPTION_TRY] = {"try", NULL, NULL, "tell the entry and the verdict, record nothing"},
    [TDM_OPTION_JUDGE] = {"judge", NULL, NULL, "refuse what `tandem try` would refuse, or want a reason for"},
    [TDM_OPTION_AFTER] = {"after", "NUMBER", NULL, "only what was told after the entry of that number"},
    [TDM_OPTION_RECEIVERS] = {"receivers", "FILE", NULL,
                              "those who are told what happens: a file, webhooks (docs/outbox.md)"},
    [TDM_OPTION_MAPPING] = {"mapping", "FILE", NULL, "what the columns of the table mean: docs/exchange.md"},
    [TDM_OPTION_INTO] = {"into", "FOLDER", NULL, "record into the episodes of that clinic instead of printing"},
    [TDM_OPTION_IDENTIFIER] = {"identifier", "SYSTEM|VALUE", NULL,
                               "by which another system knows the patient of the chart; a name is none"},
    [TDM_OPTION_PARTIAL] = {"partial", NULL, NULL, "take the good rows though others are wrong"},
    [TDM_OPTION_TIDY] = {"tidy", "FOLDER", NULL,
                         "tables with one row an observation, and their dictionary, into that folder"},
    [TDM_OPTION_NDJSON] = {"ndjson", "FILE", NULL, "everything as lines of JSON, one entry a line, into that file"},
    [TDM_OPTION_REDCAP] = {"redcap", "PATH", NULL,
                           "export: dictionary and data for REDCap, into that folder; import: such a dictionary"},
    [TDM_OPTION_DEIDENTIFY] =
        {"deidentify", "KEYFILE", NULL,
         "move days and replace names by this key, which is made if it is not there; no free text"},
    [TDM_OPTION_KEEP_TEXT] = {"keep-text", NULL, NULL, "with --deidentify: leave free text in"},
    [TDM_OPTION_CELLS] = {"cells", "N", NULL,
                          "with --deidentify: tell combinations that fewer people share (default: 5)"},
    [TDM_OPTION_SUPPRESS] = {"suppress", NULL, NULL, "with --deidentify: leave those people out"},
    [TDM_OPTION_DRAWS] =
        {"draws", "N", NULL,
         "how often numbers of the model are drawn (default: what a file of claims says, none in a study)"},
    [TDM_OPTION_THREADS] = {"threads", "N", NULL,
                            "so many threads share the work, 1 to 64 (default: 1); the figures are the same"},
    [TDM_OPTION_RESUME] = {"resume", "FILE", NULL,
                           "keep finished patients in that file, and begin from those that stand in it"},
    [TDM_OPTION_REFIT] = {"refit", NULL, NULL,
                          "validate: fit anew without each trial, and tell how far off the model then is on it"},
    [TDM_OPTION_HELP] = {"help", NULL, NULL, "this help"},
};

const struct tdm_command *const tdm_commands[] = {
    // clang-format off
    &tdm_command_check,
    &tdm_command_prove,
    &tdm_command_test,
    &tdm_command_fmt,
    &tdm_command_show,
    &tdm_command_diff,
    &tdm_command_evidence,
    &tdm_command_catalog,
    &tdm_command_network,
    &tdm_command_score,
    &tdm_command_lab,
    &tdm_command_standing,
    &tdm_command_roadmap,
    &tdm_command_sheet,
    &tdm_command_timeline,
    &tdm_command_why,
    &tdm_command_options,
    &tdm_command_swap,
    &tdm_command_try,
    &tdm_command_whatif,
    &tdm_command_changes,
    &tdm_command_worklist,
    &tdm_command_convert,
    &tdm_command_digest,
    &tdm_command_cohort,
    &tdm_command_init,
    &tdm_command_enrol,
    &tdm_command_record,
    &tdm_command_sign,
    &tdm_command_revoke,
    &tdm_command_correct,
    &tdm_command_plan,
    &tdm_command_prescribe,
    &tdm_command_session,
    &tdm_command_consent,
    &tdm_command_appoint,
    &tdm_command_team,
    &tdm_command_glass,
    &tdm_command_person,
    &tdm_command_retain,
    &tdm_command_outbox,
    &tdm_command_verify,
    &tdm_command_head,
    &tdm_command_export,
    &tdm_command_import,
    &tdm_command_fhir,
    &tdm_command_impact,
    &tdm_command_amend,
    &tdm_command_bundle,
    &tdm_command_merge,
    &tdm_command_distrust,
    &tdm_command_backup,
    &tdm_command_restore,
    &tdm_command_doctor,
    &tdm_command_rotate_key,
    &tdm_command_upgrade,
    &tdm_command_image,
    &tdm_command_ask,
    &tdm_command_account,
    &tdm_command_serve,
    &tdm_command_vocabulary,
    &tdm_command_lsp,
    &tdm_command_help,
    &tdm_command_completion,
    &tdm_command_version,
    // clang-format on
};
const size_t tdm_command_count = TDM_COUNT(tdm_commands);

const struct tdm_command *tdm_command_find(tdm_str name) {
    for (size_t i = 0; i < tdm_command_count; i++)
        if (tdm_str_is(name, tdm_commands[i]->name)) return tdm_commands[i];
    return NULL;
}

/* The next word of options with blanks between; empty behind the last. */
static tdm_str next_word(tdm_str *rest) {
    size_t at;
    tdm_str word = *rest;
    if (tdm_str_find(*rest, TDM_STR(" "), &at)) word = tdm_str_slice(*rest, 0, at);
    *rest = tdm_str_slice(*rest, word.len == rest->len ? word.len : word.len + 1, rest->len);
    return word;
}

bool tdm_command_takes(const struct tdm_command *command, enum tdm_option option) {
    tdm_str rest = tdm_str_of(command->options);
    for (tdm_str word = next_word(&rest); word.len > 0; word = next_word(&rest))
        if (tdm_str_is(word, tdm_option_forms[option].name)) return true;
    return option == TDM_OPTION_HELP;
}

/* A misspelt name in the table of a command would silently be an option less. */
static bool options_known(const struct tdm_command *command) {
    tdm_str rest = tdm_str_of(command->options);
    for (tdm_str word = next_word(&rest); word.len > 0; word = next_word(&rest)) {
        int i = 0;
        while (i < TDM_OPTION_COUNT && !tdm_str_is(word, tdm_option_forms[i].name)) i++;
        if (i == TDM_OPTION_COUNT) return false;
    }
    return true;
}

static const struct tdm_place command_line = {.file = {"command line", 12}, .line = 0};

static bool unknown_command(tdm_str word, struct tdm_problem *problem) {
    tdm_str names[TDM_COUNT(tdm_commands)];
    for (size_t i = 0; i < TDM_COUNT(tdm_commands); i++) names[i] = tdm_str_of(tdm_commands[i]->name);
    int near = tdm_nearest(word, names, TDM_COUNT(tdm_commands));
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "U001", command_line, "there is no command `%.*s`", TDM_FMT(word));
    if (near >= 0)
        tdm_problem_fix(problem, "write `tandem %.*s`; `tandem help` lists all", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "`tandem help` lists the commands");
    return false;
}

static bool unknown_option(const struct tdm_request *request, tdm_str word, struct tdm_problem *problem) {
    tdm_str names[TDM_OPTION_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < TDM_OPTION_COUNT; i++)
        if (tdm_command_takes(request->command, (enum tdm_option)i))
            names[count++] = tdm_str_of(tdm_option_forms[i].name);
    int near = tdm_nearest(word, names, count);
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "U002", command_line, "`tandem %s` has no option `--%.*s`",
                   request->command->name, TDM_FMT(word));
    if (near >= 0)
        tdm_problem_fix(problem, "write `--%.*s`; `tandem help %s` lists all", TDM_FMT(names[near]),
                        request->command->name);
    else
        tdm_problem_fix(problem, "`tandem help %s` lists its options", request->command->name);
    return false;
}

static int option_of(const struct tdm_request *request, tdm_str name) {
    for (int i = 0; i < TDM_OPTION_COUNT; i++)
        if (tdm_str_is(name, tdm_option_forms[i].name) && tdm_command_takes(request->command, (enum tdm_option)i))
            return i;
    return -1;
}

/* `--item` may be given again: its values together. */
static tdm_str both_items(struct tdm_request *request, tdm_str value) {
    struct tdm_buf both;
    tdm_buf_init(&both, request->mem, (size_t)1 << 20);
    tdm_buf_add(&both, request->value[TDM_OPTION_ITEM]);
    tdm_buf_char(&both, ' ');
    tdm_buf_add(&both, value);
    return tdm_buf_str(&both);
}

/* One option word, with its value behind "=" or in the next word; *used tells how many words went. */
static bool read_option(struct tdm_request *request, const tdm_str *words, uint32_t left, uint32_t *used,
                        struct tdm_problem *problem) {
    tdm_str name = tdm_str_slice(words[0], 2, words[0].len), value = {0};
    size_t equals;
    bool has_value = tdm_str_find(name, TDM_STR("="), &equals);
    if (has_value) {
        value = tdm_str_slice(name, equals + 1, name.len);
        name = tdm_str_slice(name, 0, equals);
    }
    *used = 1;
    int option = option_of(request, name);
    if (option < 0) return unknown_option(request, name, problem);
    const struct tdm_option_form *form = &tdm_option_forms[option];
    if (form->value == NULL && has_value) {
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "U003", command_line, "`--%s` takes no value, got `%.*s`", form->name,
                       TDM_FMT(value));
        tdm_problem_fix(problem, "write `--%s` alone", form->name);
        return false;
    }
    if (form->value != NULL && !has_value) {
        if (left < 2) {
            (void)tdm_fail(problem, TDM_WHY_MISSING, "U004", command_line, "`--%s` needs a value", form->name);
            tdm_problem_fix(problem, "write `--%s %s`", form->name, form->value);
            return false;
        }
        value = words[1];
        *used = 2;
    }
    if (option == TDM_OPTION_ITEM && request->given[option]) value = both_items(request, value);
    request->given[option] = true;
    request->value[option] = value;
    return true;
}

bool tdm_request_needs(const struct tdm_request *request, uint32_t least, uint32_t most, struct tdm_problem *problem) {
    bool few = request->argument_count < least;
    if (!few && request->argument_count <= most) return true;
    (void)tdm_fail(problem, few ? TDM_WHY_MISSING : TDM_WHY_SYNTAX, "U005", command_line,
                   "`tandem %s` was given %u argument%s, %s %u", request->command->name, request->argument_count,
                   request->argument_count == 1 ? "" : "s", few ? "needs" : "takes at most", few ? least : most);
    tdm_problem_fix(problem, "usage: tandem %s %s", request->command->name, request->command->usage);
    return false;
}

static bool check_count(const struct tdm_request *request, struct tdm_problem *problem) {
    const struct tdm_command *command = request->command;
    uint32_t most = command->most < 0 ? UINT32_MAX : (uint32_t)command->most;
    return request->given[TDM_OPTION_HELP] || tdm_request_needs(request, (uint32_t)command->least, most, problem);
}

bool tdm_request_read(struct tdm_request *request, int count, char **words, struct tdm_problem *problem) {
    tdm_str *all = TDM_NEW_ARRAY(request->mem, tdm_str, (size_t)count + 2);
    for (int i = 0; i < count; i++) {
        size_t bad;
        all[i] = tdm_str_of(words[i]);
        if (tdm_utf8_valid(all[i], &bad)) continue;
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "U006", command_line, "argument %d is not UTF-8 text (byte %zu)", i + 1,
                       bad + 1);
        tdm_problem_fix(problem, "give names in UTF-8");
        return false;
    }
    tdm_str first = count == 0 ? TDM_STR("help") : all[0];
    if (tdm_str_is(first, "--version")) first = TDM_STR("version");
    if (tdm_str_is(first, "--help") || tdm_str_is(first, "-h")) first = TDM_STR("help");
    request->command = tdm_command_find(first);
    if (request->command == NULL) return unknown_command(first, problem);
    TDM_ASSERT(options_known(request->command));
    tdm_str *arguments = TDM_NEW_ARRAY(request->mem, tdm_str, (size_t)count + 1);
    bool only_arguments = false;
    for (uint32_t i = 1, used; i < (uint32_t)count; i += used) {
        used = 1;
        if (!only_arguments && tdm_str_is(all[i], "--")) {
            only_arguments = true;
        } else if (!only_arguments && all[i].len > 2 && tdm_str_starts_with(all[i], TDM_STR("--"))) {
            if (!read_option(request, &all[i], (uint32_t)count - i, &used, problem)) return false;
        } else {
            arguments[request->argument_count++] = all[i];
        }
    }
    request->arguments = arguments;
    return tdm_read_language(request, problem) && check_count(request, problem);
}

static enum tdm_exit exit_of(enum tdm_why why) {
    switch (why) {
    case TDM_WHY_SYNTAX:
    case TDM_WHY_RANGE:
    case TDM_WHY_MISSING:
    case TDM_WHY_CONFLICT:
    case TDM_WHY_NOT_FOUND:
    case TDM_WHY_NOT_ALLOWED:
    case TDM_WHY_LIMIT:
        return TDM_EXIT_BAD_INPUT;
    case TDM_WHY_BUSY:
    case TDM_WHY_ENVIRONMENT:
        return TDM_EXIT_ENVIRONMENT;
    }
    TDM_UNREACHABLE();
}

enum tdm_exit tdm_request_fail(struct tdm_request *request, const struct tdm_problem *problem) {
    struct tdm_buf text;
    tdm_buf_init(&text, request->mem, TDM_VIEW_BYTES_MAX);
    tdm_problem_show(&text, problem, (tdm_str){0});
    bool written = tdm_error_write(tdm_buf_str(&text));
    return written ? exit_of(problem->why) : TDM_EXIT_ENVIRONMENT;
}

enum tdm_exit tdm_request_fail_all(struct tdm_request *request, tdm_str file, tdm_str source) {
    struct tdm_buf text;
    tdm_buf_init(&text, request->mem, TDM_VIEW_BYTES_MAX);
    struct tdm_view view = tdm_request_view(request);
    view.out = &text;
    tdm_problems_sort(&request->problems);
    if (request->given[TDM_OPTION_JSON]) {
        struct tdm_checked one = {.file = file, .problems = &request->problems};
        tdm_view_problems_json(&view, &one, 1);
    } else {
        tdm_view_problems_text(&view, &request->problems, file, source);
    }
    enum tdm_exit code = TDM_EXIT_BAD_INPUT;
    for (uint32_t i = 0; i < request->problems.count; i++)
        if (request->problems.items[i].severity == TDM_ERROR &&
            exit_of(request->problems.items[i].why) == TDM_EXIT_ENVIRONMENT)
            code = TDM_EXIT_ENVIRONMENT;
    return tdm_error_write(tdm_buf_str(&text)) ? code : TDM_EXIT_ENVIRONMENT;
}

void tdm_no_output(struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "Y005", (struct tdm_place){.file = TDM_STR("standard output")},
                   "standard output cannot be written");
    tdm_problem_fix(problem, "see that whoever reads it still does, and that there is room");
}

enum tdm_exit tdm_request_finish(struct tdm_request *request, enum tdm_exit code) {
    struct tdm_problem problem;
    TDM_ASSERT(!request->out.failed);
    if (!request->given[TDM_OPTION_OUTPUT]) {
        if (tdm_output_write(tdm_buf_str(&request->out))) return code;
        tdm_no_output(&problem);
        return tdm_request_fail(request, &problem);
    }
    if (!tdm_file_write(request->mem, request->value[TDM_OPTION_OUTPUT], tdm_buf_str(&request->out), &problem))
        return tdm_request_fail(request, &problem);
    return code;
}

struct tdm_view tdm_request_view(struct tdm_request *request) {
    int64_t width = 0;
    bool asked = request->given[TDM_OPTION_WIDTH] && tdm_parse_i64(request->value[TDM_OPTION_WIDTH], &width) &&
                 width >= 40 && width <= 400;
    if (!asked) width = tdm_terminal_width(TDM_STREAM_OUTPUT, 100);
    if (!asked && width > 120) width = 120;
    return (struct tdm_view){.mem = request->mem,
                             .out = &request->out,
                             .language = request->language,
                             .texts = request->texts,
                             .phone = request->value[TDM_OPTION_PHONE],
                             .emergency = request->value[TDM_OPTION_EMERGENCY],
                             .width = (uint32_t)width};
}
