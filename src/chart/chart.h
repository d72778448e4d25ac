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
/* The bytes of one entry that a digest is taken over: fixed field order, lengths before texts, no locale. */
void tdm_entry_canonical(struct tdm_buf *out, const struct tdm_entry *entry);
/* Total order, whatever the order of lines (M125): day, time (known before unknown), recorded, writer, number. */
int tdm_entry_order(const struct tdm_entry *a, const struct tdm_entry *b);

/* ---- bound to a catalogue: names resolved, values with unit and scale, ready for the engine */
struct tdm_name_map { /* a protocol's own words for measures; order free. May be empty. */
    const tdm_str *names;
    const tdm_ref *measures;
    uint32_t count;
};

struct tdm_reading {
    tdm_ref measure; /* of the catalogue */
    enum tdm_side side;
    tdm_value value;
    tdm_date date;
    tdm_time time;
    tdm_instant recorded; /* of the entry that says this value */
    uint32_t entry;       /* index into the chart */
    uint32_t correction;  /* 0, or 1 + index in `revisions` of the first later statement about this reading */
    tdm_mask role;        /* of the observer on that day */
    bool soft_flagged, wrong_observer; /* outside the soft limits; kept without effect (M38) */
    bool in_session;
};
/* A correction or withdrawal: from its recorded instant on, the reading says `value`, or nothing (M31, M32). */
struct tdm_revision {
    tdm_instant recorded;
    uint32_t entry;
    bool withdrawn;
    tdm_value value;
    uint32_t next;
};

struct tdm_set_done {
    bool has_reps, has_load;
    int32_t reps;
    tdm_quantity load;
    bool stopped;
};
struct tdm_dose {
    tdm_ref exercise;
    enum tdm_done done;
    uint32_t entry;
    tdm_date date;
    bool prescribed;               /* of `prescribe`; else of `session` */
    struct tdm_dose_value *values; /* one per field of the exercise */
    const struct tdm_set_done *sets;
    uint32_t set_count;
    uint16_t times;
    bool per_week, has_times;
};

/* What the engine asks of an entry without looking at words. */
struct tdm_fact {
    enum tdm_entry_kind kind;
    uint32_t entry;
    tdm_date date;
    tdm_time time;
    tdm_instant recorded;
    tdm_instant withdrawn; /* when a withdrawal was recorded, or none */
    tdm_mask role;         /* of the author on that day; 0: nobody of the roster in a role */
    tdm_ref subject; /* catalogue ref for finding, flag, procedure, class denied; else TDM_REF_NONE (names are matched
                        by the engine's binding) */
    uint32_t target; /* entry referred to, or UINT32_MAX */
    uint32_t act;    /* the entry that says the same and was recorded first (M114); itself, mostly */
};

struct tdm_bound_chart {
    const struct tdm_chart *chart;
    const struct tdm_catalog *catalog;
    const struct tdm_fact *facts;       /* one per entry, same order */
    const struct tdm_reading *readings; /* by measure, side, date, time, recorded */
    uint32_t reading_count;
    const uint32_t *reading_start; /* per measure: first reading; count + 1 long */
    const struct tdm_revision *revisions;
    uint32_t revision_count;
    const struct tdm_dose *doses;
    uint32_t dose_count; /* by date, time, entry */
    tdm_ref region;
    const tdm_ref *member_roles; /* one per line of the roster */
};

/* Resolves every name. Hard limits, unknown names, impossible sides, a correction that states a wrong `was` refuse;
 * soft limits and wrong observers are kept and flagged (M38, M115). Codes B001... */
bool tdm_chart_bind(struct tdm_arena *mem, const struct tdm_chart *chart, const struct tdm_catalog *catalog,
                    const struct tdm_name_map *names, const struct tdm_bound_chart **out,
                    struct tdm_problems *problems) TDM_CHECKED;
/* Role mask of a person on a day by the roster. */
tdm_mask tdm_chart_role_on(const struct tdm_bound_chart *chart, tdm_str person, tdm_date day);
/* Is the entry known by `known` (TDM_INSTANT_NONE: everything), and not withdrawn by then? Inline: the engine's hot
 * loop. */
static inline bool tdm_fact_visible(const struct tdm_fact *fact, tdm_instant known) {
    int64_t by = tdm_instant_is_none(known) ? INT64_MAX : known.ms;
    return (fact->recorded.ms <= by) & (tdm_instant_is_none(fact->withdrawn) | (fact->withdrawn.ms > by));
}
/* The chain of revisions followed to the last one known (M32); for tdm_reading_known alone. */
bool tdm_reading_revised(const struct tdm_bound_chart *chart, const struct tdm_reading *reading, int64_t by_ms,
                         tdm_value *out, uint32_t *said_by);
/* The value of a reading as known by `known`; false when it was not yet recorded or was withdrawn. */
static inline bool tdm_reading_known(const struct tdm_bound_chart *chart, const struct tdm_reading *reading,
                                     tdm_instant known, tdm_value *out, uint32_t *said_by) {
    int64_t by = tdm_instant_is_none(known) ? INT64_MAX : known.ms;
    if (reading->recorded.ms > by) return false;
    if (reading->correction != 0) return tdm_reading_revised(chart, reading, by, out, said_by);
    *out = reading->value;
    *said_by = reading->entry;
    return true;
}

#endif
