/* protocol_int.h - what the files of the protocol reader share: the protocol under construction, its blocks, clauses,
 * cites. */
#ifndef TDM_PROTOCOL_READER_INT_H
#define TDM_PROTOCOL_READER_INT_H

#include "protocol/protocol.h"

struct block { /* a top-level line of the protocol or of a part it uses */
    const struct tdm_tree *tree;
    const struct tdm_line *line;
    enum tdm_clause_kind kind;
    tdm_str name;
    tdm_clause_id clause;
};

struct reader {
    struct tdm_arena *mem;
    struct tdm_problems *problems;
    const struct tdm_catalog *catalog;
    const struct tdm_parts *parts;
    struct tdm_protocol *protocol;
    struct block *blocks;
    size_t block_count, block_room;
    struct tdm_clause *clauses;
    size_t clause_room;
    bool *source_cited;                        /* per source */
    const struct tdm_line *part;               /* lines of the head of a part that is checked alone, or null */
    const struct tdm_tree *whole;              /* the protocol that takes parts in, or null */
    const struct block *block;                 /* being read */
    const struct tdm_line *parent;             /* line whose cites are inherited inside the block, or null */
    const struct tdm_line *named_head, *named; /* a block's head and its line `source NAME` */
    struct tdm_clause_sink sink;               /* numbers criteria */
    bool full;                                 /* told that there are more clauses than numbers */
    const char *file_kind;                     /* "protocol", "decision": for messages */
    const enum tdm_clause_kind *top_kinds;
    size_t top_count;
};

/* ---- reader.c */
struct reader *reader_open(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                           struct tdm_problems *problems);
bool reader_head_fits(const struct tdm_tree *tree, const char *kind); /* KIND NAME version N.N */
bool reader_refuse_head(struct tdm_problems *problems, const struct tdm_tree *tree, const char *kind);
void reader_gather(struct reader *r, const struct tdm_tree *tree, const struct tdm_line *first); /* blocks, names */
void read_sources(struct reader *r);
void read_measures(struct reader *r);
/* Of a block of a part: the name of the part and the line that takes it in. */
bool reader_taken_in(const struct reader *r, tdm_str *part, struct tdm_place *place) TDM_CHECKED;
struct tdm_problem *problem_at(struct reader *r, enum tdm_severity severity, enum tdm_why why, const char *code,
                               struct tdm_place place);
struct tdm_place line_place(const struct reader *r, const struct tdm_line *line);
struct tdm_place clause_place(const struct reader *r, tdm_clause_id clause);
/* "`load` is written: load at most CLASS" */
bool malformed(struct reader *r, struct tdm_place place, enum tdm_clause_kind kind);

/* ---- clause_add.c */
tdm_clause_id clause_add(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line);
void too_many_clauses(struct reader *r, struct tdm_place place); /* told once */
/* The kind of a line inside a block by its head; false (told) when the block has no such clause. */
bool clause_kind_inside(struct reader *r, enum tdm_clause_kind block, const struct tdm_line *line,
                        enum tdm_clause_kind *out);
/* Every clause that a block must have is there. `seen` is by kind. */
bool clauses_complete(struct reader *r, enum tdm_clause_kind block, const bool *seen);
bool clause_once(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line, bool *seen);

struct tdm_problem *at_clause(struct reader *r, enum tdm_severity severity, enum tdm_why why, const char *code,
                              tdm_clause_id clause);

/* "`X` has no place here; the form is: ..." */
bool no_place(struct reader *r, struct tdm_place place, enum tdm_clause_kind kind, tdm_str what);

/* ---- protocol_phrases.c: pieces of lines */
struct tdm_cursor after_head(const struct reader *r, const struct tdm_line *line);
bool done(struct reader *r, const struct tdm_cursor *c, enum tdm_clause_kind kind);
bool take_text(struct reader *r, struct tdm_cursor *c, enum tdm_clause_kind kind, tdm_str *out);
bool take_name(struct reader *r, struct tdm_cursor *c, enum tdm_clause_kind kind, tdm_str *out);
bool take_catalog(struct reader *r, struct tdm_cursor *c, enum tdm_catalog_kind kind, tdm_ref *out);
bool take_load_class(struct reader *r, struct tdm_cursor *c, uint16_t *out);
/* ", route ROUTE" as the second part, or no second part: TDM_REF_NONE. */
bool take_route(struct reader *r, const struct tdm_line *line, enum tdm_clause_kind kind, tdm_ref *out);
bool take_roles(struct reader *r, struct tdm_cursor *c, tdm_mask *out); /* "physician or physical-therapist" */
bool take_percent(struct reader *r, struct tdm_cursor *c, tdm_decimal *out);
enum own_kind { OWN_PHASE, OWN_CLEARANCE, OWN_MEASURE, OWN_SET };
bool take_own(struct reader *r, struct tdm_cursor *c, enum own_kind kind,
              tdm_ref *out); /* a name this protocol declares */
bool take_exercises(struct reader *r, const struct tdm_line *line, enum tdm_clause_kind kind, const tdm_ref **out,
                    uint32_t *count);
bool take_measures(struct reader *r, const struct tdm_line *first, enum tdm_clause_kind kind, const uint16_t **out,
                   uint32_t *count);
/* ---- read_position.c: what a guideline says */
bool read_position(struct reader *r, enum tdm_clause_kind kind, const struct tdm_line *line, struct tdm_position *out);
/* False, told: the line cites `own` and nothing else. */
bool rests_on_source(struct reader *r, const struct tdm_line *line, tdm_clause_id clause, const char *what);

bool read_condition(struct reader *r, const struct tdm_line *first, const struct tdm_line *past,
                    const struct tdm_line *parent, struct tdm_condition *out);
bool read_condition_here(struct reader *r, struct tdm_cursor *c, const struct tdm_line *parent,
                         struct tdm_condition *out);

/* ---- one function a kind of block */
void read_header(struct reader *r);
void read_version(struct reader *r);
void read_status(struct reader *r, struct tdm_cursor *c);
void read_source(struct reader *r, struct tdm_source *out);
void read_measure(struct reader *r, struct tdm_measure_use *out);
void read_set(struct reader *r, struct tdm_measure_set *out);
void read_phase(struct reader *r, struct tdm_phase *out);
void read_clearance(struct reader *r, struct tdm_clearance *out);
void read_gate(struct reader *r, struct tdm_gate *out);
void read_restriction(struct reader *r, struct tdm_restriction *out);
void read_never(struct reader *r, struct tdm_never *out);
void read_flag(struct reader *r, struct tdm_flag *out);
void read_progress(struct reader *r, struct tdm_progress *out);
void read_plan(struct reader *r, struct tdm_plan *out);
void read_owe(struct reader *r, struct tdm_owe *out);

/* ---- after reading */
void check_protocol(struct reader *r);
void check_gates(struct reader *r);        /* gate_checks.c */
void check_restrictions(struct reader *r); /* restrict_checks.c */
void check_sources(struct reader *r);      /* each is cited by a clause */
void check_wording(struct reader *r, struct tdm_place place, tdm_str text);

#endif
