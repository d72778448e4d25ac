/* cli.h - the command line: one table of commands, one of options; one file a command. Reads files, prints documents,
 * decides exit codes. */
#ifndef TDM_CLI_H
#define TDM_CLI_H

#include "engine/engine.h"
#include "system/system.h"
#include "views/views.h"

#define TDM_VERSION "0.1.0"

enum tdm_exit { TDM_EXIT_FINE = 0, TDM_EXIT_FINDINGS = 1, TDM_EXIT_BAD_INPUT = 2, TDM_EXIT_ENVIRONMENT = 3 };

/* ---- options: the same table feeds parsing, help and shell completion */

enum tdm_option {
    TDM_OPTION_ON, TDM_OPTION_KNOWN, TDM_OPTION_JSON, TDM_OPTION_FORMAT, TDM_OPTION_OUTPUT, TDM_OPTION_PROTOCOL, TDM_OPTION_DATA,
    TDM_OPTION_DECISION, TDM_OPTION_ZONE, TDM_OPTION_WIDTH, TDM_OPTION_WRITE, TDM_OPTION_CHECK, TDM_OPTION_SHIFT, TDM_OPTION_ADD,
    TDM_OPTION_ACWR, TDM_OPTION_ROLE, TDM_OPTION_LANG, TDM_OPTION_HAVE,
    TDM_OPTION_SEED, TDM_OPTION_ENTRIES,
    TDM_OPTION_EXPLAIN, TDM_OPTION_SARIF,
    TDM_OPTION_WITNESS, TDM_OPTION_MUTATE,
    TDM_OPTION_ANSWERS, TDM_OPTION_ITEM, TDM_OPTION_CSV, TDM_OPTION_BASELINE, TDM_OPTION_FOR, TDM_OPTION_RULE,
    TDM_OPTION_PLACE, TDM_OPTION_HEAD, TDM_OPTION_CANONICAL,
    TDM_OPTION_BECAUSE, TDM_OPTION_AS, TDM_OPTION_FROM, TDM_OPTION_UNTIL, TDM_OPTION_SEEN, TDM_OPTION_CREDENTIAL,
    TDM_OPTION_PATIENTS, TDM_OPTION_CHART,
    TDM_OPTION_HELP,
    TDM_OPTION_COUNT
};
struct tdm_option_form {
    const char *name;    /* without the two dashes */
    const char *value;   /* what it takes, in capitals; null for a switch */
    const char *choices; /* for completion: words with blanks between; may be null */
    const char *help;
};
extern const struct tdm_option_form tdm_option_forms[TDM_OPTION_COUNT];
#define TDM_TAKES(option) (UINT64_C(1) << TDM_OPTION_##option)

struct tdm_request;
struct tdm_clinic;
struct tdm_loaded;
struct tdm_command {
    const char *name;
    const char *usage;   /* after the name: "CHART [--on DATE] ..." */
    const char *summary; /* one line */
    const char *details; /* a paragraph or two */
    uint64_t options;    /* TDM_TAKES bits */
    int least, most;     /* arguments; most -1: any number */
    enum tdm_exit (*run)(struct tdm_request *request);
};
extern const struct tdm_command *const tdm_commands[];
extern const size_t tdm_command_count;
const struct tdm_command *tdm_command_find(tdm_str name); /* or null */

struct tdm_request {
    struct tdm_arena *mem;
    const struct tdm_command *command;
    const tdm_str *arguments;
    uint32_t argument_count;
    bool given[TDM_OPTION_COUNT];
    tdm_str value[TDM_OPTION_COUNT];
    enum tdm_language language;    /* of --lang */
    const struct tdm_texts *texts; /* of the data in it; null: English, or not yet read */
    struct tdm_buf out;
    struct tdm_problems problems;
    const struct tdm_loaded *input; /* standard input, which can be read only once; null before */
    struct tdm_once *once;          /* of a command that reads many files; or null */
    const struct tdm_loaded *open;  /* texts that an editor holds: they stand for the files of their names */
    uint32_t open_count;
    struct tdm_clinic *clinic; /* opened to read kept charts, once a request; null before */
    tdm_str clinic_folder;
};

/* Reads the words after the program's name. */
bool tdm_request_read(struct tdm_request *request, int count, char **words, struct tdm_problem *problem) TDM_CHECKED;
/* Prints a problem to standard error and gives the exit code of its kind. */
enum tdm_exit tdm_request_fail(struct tdm_request *request, const struct tdm_problem *problem);
/* Prints every collected problem to standard error (JSON with --json); the source text is fetched by file name. */
enum tdm_exit tdm_request_fail_all(struct tdm_request *request, tdm_str file, tdm_str source);
/* Collects a problem; gives false. */
bool tdm_request_keep(struct tdm_request *request, const struct tdm_problem *problem);
/* Writes request->out to standard output, or to the file of --output. */
enum tdm_exit tdm_request_finish(struct tdm_request *request, enum tdm_exit code);
/* `--help` of any command: its help. */
void tdm_help_of(struct tdm_request *request);
struct tdm_view tdm_request_view(struct tdm_request *request);

/* The number of arguments as the command's usage has it: a command that takes none with one of its options asks itself. */
bool tdm_request_needs(const struct tdm_request *request, uint32_t least, uint32_t most, struct tdm_problem *problem) TDM_CHECKED;

/* ---- what a command stands on: the library and an episode at a day */

struct tdm_loaded {
    tdm_str file, text;
    const struct tdm_tree *tree;
    struct tdm_rests_on rests; /* of a protocol that was checked */
};
/* A file by path ("-": standard input), or of the shipped data by its short name (knee-oa-bmac, example-a-smooth). */
bool tdm_load_file(struct tdm_request *request, tdm_str name, struct tdm_loaded *out) TDM_CHECKED;
/* Its tree: of its text, or of the tree as JSON that it holds. */
bool tdm_load_tree(struct tdm_request *request, struct tdm_loaded *file) TDM_CHECKED;
struct tdm_listing { struct tdm_loaded *files; size_t count, room; };
/* Puts a file in: in the place of one of its name, or behind the others. */
void tdm_list_put(struct tdm_request *request, struct tdm_listing *list, tdm_str file, tdm_str text);
/* The shipped files of a folder ("catalog", "decisions"), each replaced by one of its name in --data, and those added there. */
bool tdm_list_kind(struct tdm_request *request, const char *kind, struct tdm_listing *list) TDM_CHECKED;
bool tdm_load_catalog(struct tdm_request *request, const struct tdm_catalog **out) TDM_CHECKED;
/* The same with one more file, which replaces a shipped one of its name: how a catalogue file is checked. */
bool tdm_load_catalog_with(struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_catalog **out) TDM_CHECKED;
/* The drawings of exercises; with one more file as above (null: none). */
bool tdm_load_drawings(struct tdm_request *request, const struct tdm_catalog *catalog, const struct tdm_loaded *file,
                       const struct tdm_drawings **out) TDM_CHECKED;
/* ---- load_texts.c: `--lang`. Code U035 */
bool tdm_read_language(struct tdm_request *request, struct tdm_problem *problem) TDM_CHECKED;
/* The texts in a language, with one more file in the place of that of its name (or null). */
bool tdm_load_texts(struct tdm_request *request, const struct tdm_loaded *file, enum tdm_language language,
                    const struct tdm_texts **out) TDM_CHECKED;
/* Those of the request's language, once: for its views. */
bool tdm_request_texts(struct tdm_request *request) TDM_CHECKED;

bool tdm_load_parts(struct tdm_request *request, struct tdm_parts *out) TDM_CHECKED;

/* ---- load_once.c: catalogue, parts and trees of a request that has a `once` are read once */
struct tdm_once *tdm_once_begin(struct tdm_arena *mem);
bool tdm_once_parse(struct tdm_request *request, struct tdm_loaded *file) TDM_CHECKED; /* its tree, of the notation */
bool tdm_load_parts_anew(struct tdm_request *request, struct tdm_parts *out) TDM_CHECKED;

bool tdm_load_protocol(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                       const struct tdm_protocol **out, struct tdm_loaded *file) TDM_CHECKED;

/* The text of the protocol that a chart names, as it was read. */
bool tdm_protocol_text(struct tdm_request *request, const struct tdm_chart *chart, struct tdm_loaded *file) TDM_CHECKED;
/* The same from a text that is at hand: *file names it. */
bool tdm_read_protocol(struct tdm_request *request, const struct tdm_catalog *catalog, const struct tdm_protocol **out,
                       struct tdm_loaded *file) TDM_CHECKED;

struct tdm_instrument;
bool tdm_read_instrument(struct tdm_request *request, struct tdm_loaded *file, const struct tdm_instrument **out) TDM_CHECKED;
bool tdm_is_decision(tdm_str text); /* by its first word */
bool tdm_load_decision(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                       const struct tdm_decision **out, struct tdm_loaded *file) TDM_CHECKED;

/* Catalogue and protocols, each read once, however many charts follow them. The first chart's may be that of --protocol. */
struct tdm_shelf {
    struct tdm_library library;
    const struct tdm_protocol **protocols;
    size_t room;
};
struct tdm_opened {
    const struct tdm_chart *chart;
    const struct tdm_case *episode;
    const struct tdm_library *library; /* with its protocol, and no other */
    struct tdm_zone zone;
};
bool tdm_load_case(struct tdm_request *request, struct tdm_shelf *shelf, tdm_str name, struct tdm_opened *out,
                   struct tdm_loaded *file) TDM_CHECKED;
struct tdm_others { /* of the person (M69) */
    const struct tdm_case *const *cases;
    uint32_t count;
    tdm_str missing; /* names that were not at hand */
};
bool tdm_load_others(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_opened *mine, tdm_str beside,
                     struct tdm_others *out, struct tdm_loaded *file) TDM_CHECKED;

struct tdm_episode {
    const struct tdm_case *episode;
    const struct tdm_chart *chart;
    const struct tdm_library *library;
    struct tdm_others others;
    struct tdm_zone zone;
    struct tdm_asof asof;
    tdm_str known_words;
};
bool tdm_read_asof(struct tdm_request *request, const struct tdm_zone *zone, struct tdm_episode *out) TDM_CHECKED;
const struct tdm_standing *tdm_episode_standing(struct tdm_request *request, const struct tdm_episode *episode);
/* Loads the chart of the first argument with its protocol and resolves --on, --known in its zone. *file is the file whose
 * problems were collected last, for telling them with its text. */
bool tdm_load_episode(struct tdm_request *request, struct tdm_episode *out, struct tdm_loaded *file) TDM_CHECKED;
/* The decision of --decision, or the one of --data or of the shipped ones that is asked for the protocol's condition. */
bool tdm_find_decision(struct tdm_request *request, const struct tdm_episode *episode, const struct tdm_decision **out,
                       struct tdm_loaded *file) TDM_CHECKED;
/* That of a protocol's condition, without a chart; null where none is asked for it. */
bool tdm_condition_decision(struct tdm_request *request, const struct tdm_protocol *protocol,
                            const struct tdm_decision **out) TDM_CHECKED;
bool tdm_load_chart(struct tdm_request *request, tdm_str name, const struct tdm_chart **out, struct tdm_zone *zone,
                    struct tdm_loaded *file) TDM_CHECKED;

/* ---- charts that a clinic keeps: FOLDER/EPISODE */

bool tdm_is_clinic(struct tdm_request *request, tdm_str folder);
bool tdm_is_kept(struct tdm_request *request, tdm_str name); /* by its form and folder; whether there is such an episode is asked later */
bool tdm_has_kept(struct tdm_request *request, tdm_str name);
bool tdm_load_kept(struct tdm_request *request, tdm_str name, tdm_str *text) TDM_CHECKED;
/* The clinic of a folder, opened to read, once a request. */
bool tdm_request_clinic(struct tdm_request *request, tdm_str folder, struct tdm_clinic **out) TDM_CHECKED;
void tdm_request_leave(struct tdm_request *request); /* closes it */
/* FOLDER/E for each episode E that is kept there. */
bool tdm_list_kept(struct tdm_request *request, tdm_str folder, struct tdm_listing *list) TDM_CHECKED;
bool tdm_load_pinned(struct tdm_request *request, const struct tdm_chart *chart, tdm_str *text, bool *found) TDM_CHECKED;

/* ---- checking: what `check` and the language server share */

/* Checks one file by what its first line says it is; problems are collected in the request. */
bool tdm_check_file(struct tdm_request *request, tdm_str name, struct tdm_loaded *file) TDM_CHECKED;
/* For each problem the text to write in its place, where that was tried and the problem is gone; else at(null). */
const tdm_str *tdm_mends_of(const struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_problems *problems);
tdm_str tdm_mend_of(const struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_problems *problems,
                    const struct tdm_problem *problem);
struct tdm_bio_model;
struct tdm_study;
/* The study of a loaded file, its model and protocols: all that they say has to fit. */
bool tdm_load_study(struct tdm_request *request, const struct tdm_bio_model **model, struct tdm_study **out,
                    struct tdm_loaded *file) TDM_CHECKED;
enum tdm_exit tdm_run_explain(struct tdm_request *request);
tdm_str tdm_explained_lines(void); /* what the build made of docs/problems.md and the cases */

/* ---- the commands: one file or a part of one each, in the order of `tandem help` */
extern const struct tdm_command tdm_command_check;
extern const struct tdm_command tdm_command_prove;
extern const struct tdm_command tdm_command_test;
extern const struct tdm_command tdm_command_fmt;
extern const struct tdm_command tdm_command_show;
extern const struct tdm_command tdm_command_diff;
extern const struct tdm_command tdm_command_evidence;
extern const struct tdm_command tdm_command_catalog;
extern const struct tdm_command tdm_command_lab;
extern const struct tdm_command tdm_command_network;
extern const struct tdm_command tdm_command_score;
extern const struct tdm_command tdm_command_standing;
extern const struct tdm_command tdm_command_roadmap;
extern const struct tdm_command tdm_command_sheet;
extern const struct tdm_command tdm_command_timeline;
extern const struct tdm_command tdm_command_why;
extern const struct tdm_command tdm_command_options;
extern const struct tdm_command tdm_command_swap;
extern const struct tdm_command tdm_command_try;
extern const struct tdm_command tdm_command_whatif;
extern const struct tdm_command tdm_command_changes;
extern const struct tdm_command tdm_command_worklist;
extern const struct tdm_command tdm_command_convert;
extern const struct tdm_command tdm_command_digest;
extern const struct tdm_command tdm_command_cohort;
extern const struct tdm_command tdm_command_init;
extern const struct tdm_command tdm_command_enrol;
extern const struct tdm_command tdm_command_record;
extern const struct tdm_command tdm_command_appoint;
extern const struct tdm_command tdm_command_verify;
extern const struct tdm_command tdm_command_head;
extern const struct tdm_command tdm_command_export;
extern const struct tdm_command tdm_command_impact;
extern const struct tdm_command tdm_command_amend;
extern const struct tdm_command tdm_command_bundle;
extern const struct tdm_command tdm_command_merge;
extern const struct tdm_command tdm_command_distrust;
extern const struct tdm_command tdm_command_backup;
extern const struct tdm_command tdm_command_restore;
extern const struct tdm_command tdm_command_doctor;
extern const struct tdm_command tdm_command_vocabulary;
extern const struct tdm_command tdm_command_lsp;
extern const struct tdm_command tdm_command_help;
extern const struct tdm_command tdm_command_completion;
extern const struct tdm_command tdm_command_version;

#endif
