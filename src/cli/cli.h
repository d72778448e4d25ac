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
    TDM_OPTION_PATIENTS, TDM_OPTION_CHART, TDM_OPTION_EPISODE, TDM_OPTION_PASSWORD_FILE, TDM_OPTION_BLOCKED, TDM_OPTION_JOBS,
    TDM_OPTION_LISTEN, TDM_OPTION_WORKERS, TDM_OPTION_ONCE, TDM_OPTION_CERTIFICATE, TDM_OPTION_KEY,
    TDM_OPTION_USER, TDM_OPTION_SYSTEMS, TDM_OPTION_BEHIND_PROXY, TDM_OPTION_PHONE, TDM_OPTION_EMERGENCY,
    TDM_OPTION_AT, TDM_OPTION_NAME, TDM_OPTION_WORDS, TDM_OPTION_TRY, TDM_OPTION_JUDGE, TDM_OPTION_AFTER, TDM_OPTION_RECEIVERS,
    TDM_OPTION_MAPPING, TDM_OPTION_INTO, TDM_OPTION_IDENTIFIER, TDM_OPTION_PARTIAL,
    TDM_OPTION_TIDY, TDM_OPTION_NDJSON, TDM_OPTION_REDCAP, TDM_OPTION_DEIDENTIFY, TDM_OPTION_KEEP_TEXT, TDM_OPTION_CELLS,
    TDM_OPTION_SUPPRESS,
    TDM_OPTION_DRAWS, TDM_OPTION_THREADS, TDM_OPTION_REFIT, TDM_OPTION_RESUME,
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

struct tdm_request;
struct tdm_clinic;
struct tdm_loaded;
struct tdm_command {
    const char *name;
    const char *usage;   /* after the name: "CHART [--on DATE] ..." */
    const char *summary; /* one line */
    const char *details; /* a paragraph or two */
    const char *options; /* names of the table with blanks between; `help` is of every command and not listed */
    int least, most;     /* arguments; most -1: any number */
    enum tdm_exit (*run)(struct tdm_request *request);
};
extern const struct tdm_command *const tdm_commands[];
extern const size_t tdm_command_count;
const struct tdm_command *tdm_command_find(tdm_str name); /* or null */
bool tdm_command_takes(const struct tdm_command *command, enum tdm_option option);

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
    const struct tdm_catalog *ready_catalog; /* the shipped one, as it was laid; null before */
    const struct tdm_loaded *open;  /* texts that an editor holds: they stand for the files of their names */
    uint32_t open_count;
    struct tdm_clinic *clinic; /* opened to read kept charts, once a request; null before */
    tdm_str clinic_folder;
    struct tdm_arena *told_mem; /* of a chart whose problems are told at the end; or null */
    struct tdm_arena *clinic_mem; /* of the clinic alone: that of the request may be emptied before it is closed */
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
void tdm_no_output(struct tdm_problem *problem); /* standard output takes nothing */
/* `--help` of any command: its help. */
void tdm_help_of(struct tdm_request *request);
struct tdm_view tdm_request_view(struct tdm_request *request);

/* The number of arguments as the command's usage has it: a command that takes none with one of its options asks itself. */
bool tdm_request_needs(const struct tdm_request *request, uint32_t least, uint32_t most, struct tdm_problem *problem) TDM_CHECKED;

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
extern const struct tdm_command tdm_command_sign;
extern const struct tdm_command tdm_command_revoke;
extern const struct tdm_command tdm_command_correct;
extern const struct tdm_command tdm_command_plan;
extern const struct tdm_command tdm_command_prescribe;
extern const struct tdm_command tdm_command_session;
extern const struct tdm_command tdm_command_consent;
extern const struct tdm_command tdm_command_appoint;
extern const struct tdm_command tdm_command_team;
extern const struct tdm_command tdm_command_glass;
extern const struct tdm_command tdm_command_person;
extern const struct tdm_command tdm_command_retain;
extern const struct tdm_command tdm_command_outbox;
extern const struct tdm_command tdm_command_verify;
extern const struct tdm_command tdm_command_head;
extern const struct tdm_command tdm_command_export;
extern const struct tdm_command tdm_command_import;
extern const struct tdm_command tdm_command_fhir;
extern const struct tdm_command tdm_command_impact;
extern const struct tdm_command tdm_command_amend;
extern const struct tdm_command tdm_command_bundle;
extern const struct tdm_command tdm_command_merge;
extern const struct tdm_command tdm_command_distrust;
extern const struct tdm_command tdm_command_backup;
extern const struct tdm_command tdm_command_restore;
extern const struct tdm_command tdm_command_doctor;
extern const struct tdm_command tdm_command_rotate_key;
extern const struct tdm_command tdm_command_upgrade;
extern const struct tdm_command tdm_command_image;
extern const struct tdm_command tdm_command_ask;
extern const struct tdm_command tdm_command_account;
extern const struct tdm_command tdm_command_serve;
extern const struct tdm_command tdm_command_vocabulary;
extern const struct tdm_command tdm_command_lsp;
extern const struct tdm_command tdm_command_help;
extern const struct tdm_command tdm_command_completion;
extern const struct tdm_command tdm_command_version;

#endif
