/* chart.h - the entries of an episode: kinds, shape, validation, order, the two-time view, canonical bytes.
 * Pure. A chart opens without its catalogue; binding it to one is a step of its own and gives what the engine reads. */
#ifndef TDM_CHART_H
#define TDM_CHART_H

#include "catalog/catalog.h"

/* ---- entries as written: words, not indices */
/* clang-format off */
enum tdm_entry_kind {
    TDM_ENTRY_ENROL, TDM_ENTRY_SCREEN, TDM_ENTRY_ASSESS, TDM_ENTRY_DIARY, TDM_ENTRY_FINDING, TDM_ENTRY_FLAG,
    TDM_ENTRY_ADVERSE, TDM_ENTRY_MEDICINE, TDM_ENTRY_DENY, TDM_ENTRY_PRESCRIBE, TDM_ENTRY_SESSION, TDM_ENTRY_PROCEDURE,
    TDM_ENTRY_PLAN, TDM_ENTRY_CLEAR, TDM_ENTRY_REVOKE, TDM_ENTRY_MOVE, TDM_ENTRY_ENTER, TDM_ENTRY_HOLD, TDM_ENTRY_RESUME,
    TDM_ENTRY_STATEMENT, TDM_ENTRY_ANSWER, TDM_ENTRY_HANDOFF, TDM_ENTRY_ACKNOWLEDGE, TDM_ENTRY_CONSENT,
    TDM_ENTRY_OVERRIDE, TDM_ENTRY_CORRECT, TDM_ENTRY_WITHDRAW, TDM_ENTRY_AMEND, TDM_ENTRY_END,
    TDM_ENTRY_KIND_COUNT
};
/* clang-format on */
const char *tdm_entry_kind_word(enum tdm_entry_kind kind);
/* How an entry of this kind is written, for messages, reference pages and completion. */
void tdm_entry_kind_form(struct tdm_buf *out, enum tdm_entry_kind kind);

enum tdm_side { TDM_SIDE_NONE, TDM_SIDE_RIGHT, TDM_SIDE_LEFT };

struct tdm_written_value { /* "82 N.m", "1+", "trace" */
    bool is_number;
    tdm_decimal number;
    tdm_str word; /* the unit's code of a number (may be empty), or the step */
};
struct tdm_written_reading {
    tdm_date date; /* of a dated line in a diary; else the entry's */
    tdm_str measure;
    enum tdm_side side;
    bool not_done;                       /* `not-done`, with because */
    struct tdm_written_value value, was; /* `was not-done` is the word `not-done` */
    bool has_was;
    tdm_str because; /* of `not-done` */
    struct tdm_place place;
};

enum tdm_done { TDM_DONE, TDM_PARTIAL, TDM_COULD_NOT, TDM_DECLINED, TDM_NOT_NEEDED }; /* M79; no record is the sixth */
struct tdm_written_field {
    tdm_str name;
    struct tdm_written_value value;
};
struct tdm_written_set {
    bool has_reps, has_load;
    tdm_decimal reps, load;
    tdm_str load_unit;
    tdm_str stopped;
};
struct tdm_written_dose { /* one exercise line of `prescribe` or `session` */
    tdm_str exercise;
    enum tdm_done done;
    tdm_str because;
    const struct tdm_written_field *fields;
    uint32_t field_count; /* sets, reps, load ... flattened to fields by name */
    const struct tdm_written_set *sets;
    uint32_t set_count; /* sets listed one by one */
    uint16_t times;
    bool per_week;
    bool has_times;
    struct tdm_place place;
};

struct tdm_entry {
    enum tdm_entry_kind kind;
    tdm_date date; /* valid day */
    tdm_time time; /* or TDM_TIME_NONE */
    tdm_instant recorded;
    bool recorded_assumed; /* not written: end of the valid day (N15) */
    tdm_str author;        /* person */
    tdm_str with;          /* second person of a session */
    tdm_str writer;        /* place of writing; empty: the file */
    uint32_t number;       /* the writer's, from 1; without a writer: the place among such entries in canonical order */
    tdm_str name;          /* to be referred to; never reused */
    tdm_str subject; /* clearance, phase, gate, finding, flag, procedure, plan kind, measure, `flags`, said medicine */
    tdm_str state;   /* opened closed raised taken ordered stopped performed cancelled aborted given declined ... */
    tdm_str target;  /* entry or thing referred to: correct base, revoke second-signature, session of rx-1, through
                        settled, after s-1 */
    tdm_str because, words, reason; /* reason: coded, clinical-judgement, patient-wish ... (F017) */
    tdm_str to; /* person or role of a hand-off */
    tdm_date other_date; /* plan on, move to, deny since, amend from, statement until; TDM_DATE_NONE if none */
    bool has_grade;
    int32_t grade;
    bool serious, on_prescription;
    tdm_str relatedness, route, setting;
    struct tdm_written_value amount; /* medicine */
    tdm_str load_class;              /* statement */
    tdm_str region;
    enum tdm_side side;
    tdm_str source, preparation, guidance, operator_name; /* procedure record */
    tdm_str protocol, version;                            /* amend */
    const tdm_str *asked;
    uint32_t asked_count; /* screen by name; `screen flags|findings` says so in `subject` */
    const tdm_str *found;
    uint32_t found_count; /* screen */
    bool none_found;
    const struct tdm_written_reading *readings;
    uint32_t reading_count;
    const struct tdm_written_dose *doses;
    uint32_t dose_count;
    struct tdm_place place;
};

struct tdm_member {
    tdm_str person, role;
    tdm_date from, until;
    struct tdm_place place;
}; /* roster (M55); none = open */

struct tdm_chart {
    tdm_str name, file, patient, region, zone_name, protocol, version,
        published; /* published: the cite of a transcribed case */
    enum tdm_side side;
    bool synthetic, has_digest;
    tdm_digest protocol_digest;
    const tdm_str *also;
    uint32_t also_count; /* the person's other charts */
    const struct tdm_member *people;
    uint32_t person_count;
    const struct tdm_entry *entries;
    uint32_t entry_count; /* in canonical order: tdm_entry_order */
    struct tdm_place place, site_place, protocol_place; /* of the whole head, and of two of its lines */
};

/* Reads one `chart` file of the notation. `zone` turns a valid day into an assumed recorded instant. Codes H001... */
bool tdm_chart_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_zone *zone,
                    const struct tdm_chart **out, struct tdm_problems *problems) TDM_CHECKED;
/* `chart` with the dated lines of `tree` added: how an entry is tried. They are those whose place is in the tree's file. */
bool tdm_chart_extend(struct tdm_arena *mem, const struct tdm_chart *chart, const struct tdm_tree *tree, const struct tdm_zone *zone,
                      const struct tdm_chart **out, struct tdm_problems *problems) TDM_CHECKED;
/* `chart` with that entry so many days later; of a plan, the day it speaks of. */
bool tdm_chart_shift(struct tdm_arena *mem, const struct tdm_chart *chart, uint32_t entry, int32_t days, const struct tdm_zone *zone,
                     const struct tdm_chart **out, struct tdm_problems *problems) TDM_CHECKED;
/* Line-per-entry JSON, first line the header; read(write(c)) is c. */
bool tdm_chart_read_ndjson(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_zone *zone,
                           const struct tdm_chart **out, struct tdm_problems *problems) TDM_CHECKED;
void tdm_chart_write_ndjson(struct tdm_buf *out, const struct tdm_chart *chart);
void tdm_chart_print(struct tdm_buf *out, const struct tdm_chart *chart); /* as a file of the notation */
void tdm_chart_print_head(struct tdm_buf *out, const struct tdm_chart *chart); /* its head alone, */
void tdm_entry_print(struct tdm_buf *out, const struct tdm_entry *entry);      /* one entry alone: the first line, then those below */
/* The bytes of one entry that a digest is taken over: fixed field order, lengths before texts, no locale. */
void tdm_entry_canonical(struct tdm_buf *out, const struct tdm_entry *entry);
/* Those bytes without name, writer and recording: two entries for which they are the same tell of one act twice. In `mem`. */
tdm_str tdm_entry_said(struct tdm_arena *mem, const struct tdm_entry *entry);
/* Its lines in the order that every reader gives them; what is shared with another entry stays where it stands. */
void tdm_entry_sort_lines(struct tdm_arena *mem, struct tdm_entry *entry);
/* Total order, whatever the order of lines (M125): day, time (known before unknown), recorded, writer, number. */
int tdm_entry_order(const struct tdm_entry *a, const struct tdm_entry *b);

/* ---- consent: an entry with one of three words; the newest of each counts, and what was taken back does not */

enum tdm_consent { TDM_CONSENT_TREATMENT, TDM_CONSENT_SHARING, TDM_CONSENT_REGISTRY, TDM_CONSENT_COUNT };
enum tdm_consent_state { TDM_CONSENT_UNKNOWN, TDM_CONSENT_GIVEN, TDM_CONSENT_WITHDRAWN };
const char *tdm_consent_word(enum tdm_consent what); /* "treatment", "data-sharing", "registry" */
struct tdm_consent_answer { enum tdm_consent_state state; tdm_date on; };
/* On that day (its own word included), by what the chart says now. Of one day without times the withdrawal counts. */
struct tdm_consent_answer tdm_chart_consent(const struct tdm_chart *chart, enum tdm_consent what, tdm_date day);

#endif
