/* bound_chart.h - a chart bound to a catalogue: what the engine reads. Names are resolved, values have their unit or scale,
 * corrections and withdrawals hang on what they change. Pure. */
#ifndef TDM_BOUND_CHART_H
#define TDM_BOUND_CHART_H

#include "chart/chart.h"

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

/* A bound chart that takes the entries that its chart got since, at its end. Then it is what tdm_chart_bind would make
 * of the whole chart, and costs what is new. Its tables lie in `mem`; it begins with what was just bound. The bound chart that it begins with is not to be
 * used any more, nor is what it was before it grew. The head of the chart and its entries up to then stay as they are.
 * `entries`: as many are expected in all; where more come, the tables are moved. */
struct tdm_chart_growth;
struct tdm_chart_growth *tdm_chart_growth_of(struct tdm_arena *mem, const struct tdm_bound_chart *bound,
                                             const struct tdm_name_map *names, uint32_t entries);
enum tdm_growth {
    TDM_GREW,
    TDM_GROWS_ANEW /* an entry changes what stands before it, or is refused: to be bound anew; of no use any more */
};
struct tdm_chart_grown {
    const struct tdm_bound_chart *bound;
    uint32_t entries_before, doses_before;
    const struct tdm_reading *added; /* in the order of readings; in the scratch */
    uint32_t added_count;
};
enum tdm_growth tdm_chart_grow(struct tdm_chart_growth *growth, struct tdm_arena *scratch, struct tdm_chart_grown *out,
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
