/* chart_int.h - what the files of this room share: the tables of kinds, clauses and fields, and the reader's state. */
#ifndef TDM_CHART_INT_H
#define TDM_CHART_INT_H

#include "base/sort.h"
#include "chart/bound_chart.h"

/* ---- fields of struct tdm_entry: one row each drives both readers, both writers and the canonical bytes */

enum tdm_entry_field {
    TDM_FIELD_DATE,
    TDM_FIELD_TIME,
    TDM_FIELD_RECORDED,
    TDM_FIELD_RECORDED_ASSUMED,
    TDM_FIELD_AUTHOR,
    TDM_FIELD_WITH,
    TDM_FIELD_WRITER,
    TDM_FIELD_NUMBER,
    TDM_FIELD_NAME,
    TDM_FIELD_SUBJECT,
    TDM_FIELD_STATE,
    TDM_FIELD_TARGET,
    TDM_FIELD_BECAUSE,
    TDM_FIELD_WORDS,
    TDM_FIELD_TO,
    TDM_FIELD_OTHER_DATE,
    TDM_FIELD_GRADE,
    TDM_FIELD_SERIOUS,
    TDM_FIELD_ON_PRESCRIPTION,
    TDM_FIELD_RELATEDNESS,
    TDM_FIELD_ROUTE,
    TDM_FIELD_SETTING,
    TDM_FIELD_AMOUNT,
    TDM_FIELD_LOAD_CLASS,
    TDM_FIELD_REGION,
    TDM_FIELD_SIDE,
    TDM_FIELD_SOURCE,
    TDM_FIELD_PREPARATION,
    TDM_FIELD_GUIDANCE,
    TDM_FIELD_OPERATOR,
    TDM_FIELD_PROTOCOL,
    TDM_FIELD_VERSION,
    TDM_FIELD_ASKED,
    TDM_FIELD_FOUND,
    TDM_FIELD_NONE_FOUND,
    TDM_FIELD_READINGS,
    TDM_FIELD_DOSES,
    TDM_FIELD_REASON,
    TDM_FIELD_COUNT
};
#define TDM_FIELD_BIT(field) ((uint64_t)1 << (field))

enum tdm_field_type {
    TDM_TYPE_NAME,    /* a word of the notation */
    TDM_TYPE_TEXT,    /* quoted */
    TDM_TYPE_SAID,    /* either: a word as it is, anything else quoted */
    TDM_TYPE_VERSION, /* 1.1 */
    TDM_TYPE_DATE,
    TDM_TYPE_TIME,
    TDM_TYPE_INSTANT,
    TDM_TYPE_FLAG,  /* bool */
    TDM_TYPE_GRADE, /* has_grade and grade */
    TDM_TYPE_COUNT, /* uint32_t from 1; 0: absent */
    TDM_TYPE_VALUE, /* struct tdm_written_value */
    TDM_TYPE_SIDE,
    TDM_TYPE_NAMES, /* an array and its count, which follows it in the struct */
    TDM_TYPE_READINGS,
    TDM_TYPE_DOSES
};
struct tdm_field_row {
    const char *key;
    enum tdm_field_type type;
    uint16_t offset;
    const char *wants, *example; /* for messages */
};
extern const struct tdm_field_row tdm_fields[TDM_FIELD_COUNT];
bool tdm_entry_has(const struct tdm_entry *entry, enum tdm_entry_field field);
tdm_str tdm_entry_str(const struct tdm_entry *entry, enum tdm_entry_field field); /* of a string field */
void tdm_entry_set_str(struct tdm_entry *entry, enum tdm_entry_field field, tdm_str text);

/* ---- kinds: one row each, and the clauses they may take */

enum tdm_entry_block { TDM_BLOCK_NONE, TDM_BLOCK_READINGS, TDM_BLOCK_DOSES, TDM_BLOCK_SESSION, TDM_BLOCK_PROCEDURE };
struct tdm_slot { /* an own word of the kind, before its clauses */
    uint8_t field;
    uint8_t type; /* NAME, TEXT, SAID or NAMES */
    bool optional;
    const char *choices; /* "opened|resolved", or null */
    const char *shown;   /* in the form: "FINDING" */
};
#define TDM_SLOTS_MAX 2
struct tdm_kind_row {
    const char *word;
    struct tdm_slot slots[TDM_SLOTS_MAX];
    uint8_t slot_count;
    uint8_t block;
    bool block_must;
    uint64_t must;             /* fields, beside those of the slots */
    const char *default_state; /* not written, not printed; or null */
};
extern const struct tdm_kind_row tdm_kinds[TDM_ENTRY_KIND_COUNT];

enum tdm_clause_shape {
    TDM_CLAUSE_FIELD,    /* the phrase, then what the field's type wants */
    TDM_CLAUSE_MEDICINE, /* taken "ibuprofen" 400 mg */
    TDM_CLAUSE_CLASS,    /* class nsaid */
    TDM_CLAUSE_WRITER,   /* writer NAME NUMBER */
    TDM_CLAUSE_SITE      /* at hip right */
};
struct tdm_clause_row {
    const char *phrase;
    uint8_t field;
    uint8_t shape;
    bool leads; /* printed before `by`, without a comma */
    uint64_t kinds;
    const char *choices; /* or null */
};
#define TDM_CLAUSE_COUNT 36
extern const struct tdm_clause_row tdm_clauses[TDM_CLAUSE_COUNT];
static inline bool tdm_clause_of_kind(const struct tdm_clause_row *row, enum tdm_entry_kind kind) {
    return (row->kinds >> kind & 1) != 0;
}
bool tdm_word_of_clause(enum tdm_entry_kind kind, tdm_str word); /* a clause of the kind begins with it */
uint64_t tdm_kind_may(enum tdm_entry_kind kind);                 /* every field it can carry */

#define TDM_PROCEDURE_LINE_COUNT 5
struct tdm_procedure_line {
    const char *head;
    uint8_t field;
    const char *choices;
};
extern const struct tdm_procedure_line tdm_procedure_lines[TDM_PROCEDURE_LINE_COUNT];

/* Is `word` one of "a|b|c"? */
bool tdm_choice_has(const char *choices, tdm_str word);
/* The choice nearest to a wrong word, or the empty slice. */
tdm_str tdm_choice_nearest(const char *choices, tdm_str word);

/* ---- a draft: an entry on its way, with the places of its fields */

#define TDM_CHART_ENTRIES_MAX 50000u /* a long episode has some hundreds */

struct tdm_mark {
    uint32_t line;
    uint16_t column, length;
};
struct tdm_draft {
    struct tdm_entry entry;
    struct tdm_mark marks[TDM_FIELD_COUNT]; /* line 0: not written */
    tdm_str canonical;                      /* made when first asked for */
    bool bad;                               /* already told: judged no further */
    bool dropped;                           /* the same entry written twice */
};
struct tdm_chart_reader {
    struct tdm_arena *mem;
    const struct tdm_tree *tree; /* null when the chart is read from JSON */
    tdm_str file;
    const struct tdm_zone *zone;
    struct tdm_problems *problems;
    struct tdm_chart *chart;
    struct tdm_draft *drafts;
    size_t count, room;
    uint64_t header_seen; /* by row of the header table */
};

struct tdm_problem *tdm_chart_refuse(struct tdm_chart_reader *r, enum tdm_why why, const char *code,
                                     struct tdm_place place);
struct tdm_problem *tdm_chart_tell(struct tdm_chart_reader *r, enum tdm_why why, const char *code,
                                   struct tdm_place place);
struct tdm_place tdm_chart_term(const struct tdm_chart_reader *r, const struct tdm_term *term);
struct tdm_place tdm_draft_place(const struct tdm_chart_reader *r, const struct tdm_draft *draft,
                                 enum tdm_entry_field field); /* of the entry when the field is not written */
struct tdm_mark tdm_mark_of(const struct tdm_term *term);
/* So many errors that more would not be told: reading stops, or a hostile file could buy quadratic time. */
static inline bool tdm_chart_full(const struct tdm_chart_reader *r) {
    return r->problems->errors >= TDM_PROBLEMS_MAX;
}
/* Room for so many entries at once; false and H066 when that is more than a chart may have. */
bool tdm_chart_reserve(struct tdm_chart_reader *r, size_t entries) TDM_CHECKED;
struct tdm_draft *tdm_draft_new(struct tdm_chart_reader *r);

/* chart_header.c */
void tdm_chart_header_read(struct tdm_chart_reader *r, const struct tdm_line *line);
void tdm_chart_header_check(struct tdm_chart_reader *r);
/* entry_read.c */
void tdm_entry_read(struct tdm_chart_reader *r, const struct tdm_line *line);
/* reading_read.c: the lines of `assess`, `diary`, `correct`, and of the measures of a session */
void tdm_readings_read(struct tdm_chart_reader *r, struct tdm_draft *draft, const struct tdm_line *first);
bool tdm_line_is_dose(const struct tdm_line *line);
bool tdm_written_value_read(struct tdm_cursor *c, struct tdm_written_value *out);
enum tdm_side tdm_side_of_word(tdm_str word); /* NONE when it is neither */
const char *tdm_side_word(enum tdm_side side);
/* dose_read.c */
void tdm_dose_read(struct tdm_chart_reader *r, struct tdm_draft *draft, const struct tdm_line *line);
bool tdm_is_field_name(tdm_str word);
const char *tdm_done_word(enum tdm_done done); /* "" for done */
/* entry_shape.c: what one entry must and may carry, whoever wrote it */
void tdm_entry_shape(struct tdm_chart_reader *r, struct tdm_draft *draft);
bool tdm_is_word(tdm_str text); /* a word of the notation */
bool tdm_is_text(tdm_str text); /* one line without control characters */
bool tdm_is_mark(tdm_str text); /* a digit first, then letters and digits, perhaps one last `+` */
/* entry_refer.c: names and what refers to them */
void tdm_chart_refer(struct tdm_chart_reader *r);
/* entry_order.c */
/* chart_finish.c: checks across entries, canonical order, numbers */
bool tdm_chart_finish(struct tdm_chart_reader *r, uint32_t errors_before, const struct tdm_chart **out) TDM_CHECKED;

/* ---- binding */

/* One written reading on its way to a struct tdm_reading. */
struct tdm_slot_reading {
    struct tdm_reading reading;
    const struct tdm_written_reading *written;
    bool bound;            /* its names and value were understood */
    tdm_value was;         /* of a correction; NONE: `was not-done` */
    uint32_t *corrections; /* slots that correct this one, in the order of their recording */
    size_t correction_count, correction_room;
};
enum { TDM_FOUND_ROOM = 16 };
struct tdm_measure_found {
    tdm_str name; /* its bytes are borrowed for the call */
    tdm_ref measure;
};
struct tdm_binder {
    struct tdm_arena *mem;
    const struct tdm_chart *chart;
    const struct tdm_catalog *catalog;
    const struct tdm_name_map *names; /* may be null */
    struct tdm_problems *problems;
    struct tdm_bound_chart *bound;
    struct tdm_fact *facts;
    uint32_t *withdrawn_by; /* per entry: the entry that took it back, or UINT32_MAX */
    uint32_t *same_as;      /* per entry: the one that it is a copy of and stands in for, or UINT32_MAX (M114) */
    struct tdm_slot_reading *slots;
    uint32_t *first_slot;                           /* per entry, and one more */
    struct tdm_measure_found found[TDM_FOUND_ROOM]; /* by where the word stands: charts in memory share their words */
};
struct tdm_problem *tdm_bind_refuse(struct tdm_binder *b, enum tdm_why why, const char *code, struct tdm_place place);
struct tdm_problem *tdm_bind_tell(struct tdm_binder *b, enum tdm_why why, const char *code, struct tdm_place place);
/* A name that a kind of the catalogue must know; says so under `code` when it does not. */
bool tdm_bind_name(struct tdm_binder *b, enum tdm_catalog_kind kind, tdm_str name, const char *code,
                   struct tdm_place place, tdm_ref *out);
/* bind_finding.c: where a finding is, and which finding it is thought to follow */
void tdm_bind_finding(struct tdm_binder *b, const struct tdm_entry *entry);
/* bind_fact.c: who, what about, taken back when */
struct tdm_name_index { /* entries that have a name, by it */
    const struct tdm_entry *entries;
    uint32_t *by_name, count;
};
struct tdm_name_index tdm_bind_names(const struct tdm_binder *b);
uint32_t tdm_entry_named(const struct tdm_name_index *index, tdm_str name); /* or UINT32_MAX */
/* It uses a name that no entry has: one that a later entry may bring. */
bool tdm_names_nobody(const struct tdm_entry *entry, const struct tdm_fact *fact);
/* The fact of one entry, by the entries alone; false when it uses a name that no entry has. */
bool tdm_bind_fact(struct tdm_binder *b, uint32_t i, const struct tdm_name_index *names);
/* The same act under two ids (M114): one kind, one day, and the same in all that is said. */
bool tdm_says_again(const struct tdm_binder *b, uint32_t entry, uint32_t other);
void tdm_bind_facts(struct tdm_binder *b);
/* bind_value.c */
struct tdm_number_wanted { /* what a written number is held against */
    tdm_unit unit;
    tdm_str of; /* the measure or field, for messages */
    struct tdm_place place;
};
bool tdm_bind_quantity(struct tdm_binder *b, const struct tdm_written_value *value,
                       const struct tdm_number_wanted *wanted, tdm_quantity *out);
void tdm_bind_slot(struct tdm_binder *b, uint32_t entry, uint32_t line, struct tdm_slot_reading *slot);
void tdm_bind_slots(struct tdm_binder *b);
/* bind_revise.c: corrections and withdrawals; then the readings of the bound chart */
void tdm_bind_readings(struct tdm_binder *b);
int tdm_reading_order(const struct tdm_reading *a, const struct tdm_reading *b);
/* bind_dose.c */
/* Lines that were bound before for an earlier entry: charts held in memory say again and again what a prescription
 * says, in the same place of memory. */
struct tdm_bound_before {
    const struct tdm_written_dose *written;
    uint32_t count, from; /* as doses of the chart; all of them */
};
void tdm_bind_doses_of(struct tdm_binder *b, uint32_t entry, struct tdm_bound_before *before);
void tdm_bind_doses(struct tdm_binder *b);

#endif
