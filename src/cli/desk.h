/* desk.h - what a command stands on: files, the library, a chart with its protocol at a day, charts that a clinic keeps.
 * Problems are collected in the request; each answers whether all of it is there. */
#ifndef TDM_CLI_DESK_H
#define TDM_CLI_DESK_H

#include "cli/cli.h"

struct tdm_loaded {
    tdm_str file, text;
    const struct tdm_tree *tree;
    struct tdm_rests_on rests; /* of a protocol that was checked */
    tdm_str kept_in;           /* the folder of the clinic that keeps it for an episode; empty: none */
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
/* The same, read now, with one more file (null: none), which replaces a shipped one of its name: how a catalogue file is checked. */
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
/* A protocol that was read at build upon this catalogue, if the text is the shipped one; else it is to be read. */
bool tdm_ready_protocol(struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_catalog *catalog,
                        const struct tdm_protocol **out) TDM_CHECKED;

bool tdm_load_protocol(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                       const struct tdm_protocol **out, struct tdm_loaded *file) TDM_CHECKED;

/* How a kept text of a protocol is told that is not the shipped one: the same for every episode, in every folder. */
tdm_str tdm_pinned_name(struct tdm_arena *mem, tdm_str name, tdm_str text);
/* The text of the protocol that a chart names, as it was read. */
bool tdm_protocol_text(struct tdm_request *request, const struct tdm_chart *chart, struct tdm_loaded *file) TDM_CHECKED;
/* The same from a text that is at hand: *file names it. */
bool tdm_read_protocol(struct tdm_request *request, const struct tdm_catalog *catalog, const struct tdm_protocol **out,
                       struct tdm_loaded *file) TDM_CHECKED;

struct tdm_instrument;
bool tdm_read_instrument(struct tdm_request *request, struct tdm_loaded *file, const struct tdm_instrument **out) TDM_CHECKED;
bool tdm_is_decision(tdm_str text); /* by its first word */
bool tdm_is_protocol(tdm_str text);
bool tdm_load_decision(struct tdm_request *request, tdm_str name, const struct tdm_catalog *catalog,
                       const struct tdm_decision **out, struct tdm_loaded *file) TDM_CHECKED;

/* Catalogue and protocols, each read once, however many charts follow them. The first chart's may be that of --protocol. */
struct tdm_shelf {
    struct tdm_arena *mem; /* of what is read once; null: that of the request */
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
/* The protocol that a chart names, from the shelf or put there. */
bool tdm_shelf_protocol(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_chart *chart,
                        const struct tdm_protocol **out, struct tdm_loaded *file) TDM_CHECKED;
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
/* ---- load_each.c: the standings of many charts, on --on and --known, each in memory that is emptied before the next */
/* Standard input, when one of them or the protocol is `-`: it is there once, for this process and for those that come of it. */
bool tdm_input_of_many(struct tdm_request *request, const struct tdm_names *charts) TDM_CHECKED;
typedef bool (*tdm_each_take)(struct tdm_request *request, void *context, const struct tdm_opened *opened,
                              const struct tdm_standing *standing);
bool tdm_each_standing(struct tdm_request *request, const struct tdm_names *charts, tdm_each_take take, void *context,
                       struct tdm_loaded *file) TDM_CHECKED;
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
bool tdm_list_kept(struct tdm_request *request, tdm_str folder, struct tdm_names *list) TDM_CHECKED;
/* Kept charts of one clinic that are asked for next, found together. */
void tdm_read_ahead(struct tdm_request *request, const tdm_str *names, size_t count);
bool tdm_kept_of_person(struct tdm_request *request, const struct tdm_chart *chart, tdm_str folder, struct tdm_names *list) TDM_CHECKED;
/* Of a protocol that a clinic keeps: the parts that it pins, from there, behind those of the list. */
bool tdm_load_kept_parts(struct tdm_request *request, const struct tdm_loaded *protocol, struct tdm_parts *parts) TDM_CHECKED;
bool tdm_load_pinned(struct tdm_request *request, const struct tdm_chart *chart, tdm_str *text, bool *found) TDM_CHECKED;

/* ---- acts.c, acts at a clinic: what they are judged with, and on what they were looked at */
struct tdm_act;
/* The day of --on, and the person's other episodes. */
bool tdm_read_judging(struct tdm_request *request, struct tdm_shelf *shelf, const struct tdm_opened *opened, struct tdm_act *act,
                      struct tdm_loaded *file) TDM_CHECKED;
bool tdm_read_seen(struct tdm_request *request, struct tdm_act *act) TDM_CHECKED; /* --seen */
/* The day of --on in the zone, or today. */
bool tdm_day_asked(struct tdm_request *request, const struct tdm_zone *zone, tdm_date *out) TDM_CHECKED;
/* doctor_people.c: how many things there are to look at. */
uint32_t tdm_doctor_problem(struct tdm_request *request, const struct tdm_problem *problem); /* tells it; one */
uint32_t tdm_doctor_people(struct tdm_request *request, struct tdm_clinic *clinic);
/* doctor_library.c: the texts that entries pin; first each entry, then what is to be said. */
struct tdm_library_look;
struct tdm_chained;
struct tdm_library_look *tdm_library_look_begin(struct tdm_request *request, struct tdm_clinic *clinic);
void tdm_library_look_at(struct tdm_library_look *look, const struct tdm_chained *link);
uint32_t tdm_library_look_tell(const struct tdm_library_look *look);
/* --as PERSON: may they see that kept chart? Without it nobody is asked. */
bool tdm_may_see(struct tdm_request *request, tdm_str name) TDM_CHECKED;

/* ---- checking: what `check` and the language server share */

/* Checks one file by what its first line says it is; problems are collected in the request. */
bool tdm_check_file(struct tdm_request *request, tdm_str name, struct tdm_loaded *file) TDM_CHECKED;
/* For each problem the text to write in its place, where that was tried and the problem is gone; else at(null). */
const tdm_str *tdm_mends_of(const struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_problems *problems);
tdm_str tdm_mend_of(const struct tdm_request *request, const struct tdm_loaded *file, const struct tdm_problems *problems,
                    const struct tdm_problem *problem);
/* ---- invented.c: charts that nobody has, to standard output or into the folder of --output */
enum tdm_chart_form { TDM_CHART_NOTATION, TDM_CHART_NDJSON };
#define TDM_CHART_BYTES_MAX ((size_t)64 << 20)
bool tdm_invented_form(struct tdm_request *request, const struct tdm_chart *chart, enum tdm_chart_form form,
                       struct tdm_buf *out) TDM_CHECKED;
bool tdm_invented_put(struct tdm_request *request, const struct tdm_chart *chart, enum tdm_chart_form form,
                      tdm_str bytes) TDM_CHECKED;
bool tdm_invented_folder(struct tdm_request *request) TDM_CHECKED; /* told when --output is no folder */

struct tdm_bio_model;
struct tdm_study;
struct tdm_bio_claims;
/* The claims of a loaded file, and the model that they speak of. */
bool tdm_load_claims(struct tdm_request *request, const struct tdm_bio_claims **out, struct tdm_loaded *file) TDM_CHECKED;
/* The study of a loaded file, its model and protocols: all that they say has to fit. */
bool tdm_load_study(struct tdm_request *request, const struct tdm_bio_model **model, struct tdm_study **out,
                    struct tdm_loaded *file) TDM_CHECKED;
enum tdm_exit tdm_run_explain(struct tdm_request *request);
tdm_str tdm_explained_lines(void); /* what the build made of docs/problems.md and the cases */

#endif
