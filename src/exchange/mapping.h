/* mapping.h - what the columns of a table mean: read from the notation (kind `mapping`, docs/exchange.md), and rows of the
 * table turned into entries of charts with it. Pure. Codes F010...: docs/problems.md. */
#ifndef TDM_EXCHANGE_MAPPING_H
#define TDM_EXCHANGE_MAPPING_H

#include "chart/chart.h"
#include "exchange/table.h"

struct tdm_meaning { /* `value "R" is right` */
    tdm_str said, means;
};
struct tdm_mapped { /* where something comes from: one word for all rows, or a column */
    tdm_str text;   /* the word, or the name of the column; empty: nowhere */
    bool column;
    uint32_t at; /* of the column, once the mapping was laid on a table */
    const struct tdm_meaning *meanings;
    uint32_t meaning_count;
    struct tdm_place place;
};
struct tdm_mapped_rows { /* rows whose cell in that column is one of these */
    struct tdm_mapped column;
    const tdm_str *is;
    uint32_t count;
};
struct tdm_mapped_reading {
    tdm_str name; /* of the measure */
    tdm_ref measure;
    struct tdm_mapped value, unit, side;
    tdm_unit one_unit; /* of all rows; TDM_UNIT_NONE: on a scale, or by column */
    enum tdm_side one_side;
    const struct tdm_mapped_rows *when;
    uint32_t when_count;
    bool rounded;
    int32_t digits; /* after the point */
    struct tdm_place place;
};
enum tdm_day_order { TDM_YEAR_MONTH_DAY, TDM_DAY_MONTH_YEAR, TDM_MONTH_DAY_YEAR };

struct tdm_mapping {
    tdm_str name, file, title;
    char separator;
    bool decimal_comma;
    enum tdm_day_order days;
    char day_separator; /* 0: none between, 20260304 */
    tdm_str days_form;  /* as written */
    const tdm_str *missing;
    uint32_t missing_count;
    struct tdm_mapped entry; /* `assess` or `diary` */
    struct tdm_mapped episode, day, moment, time, by;
    const struct tdm_mapped_rows *only;
    uint32_t only_count;
    struct tdm_mapped_reading *readings;
    uint32_t reading_count;
    const struct tdm_catalog *catalog;
};

bool tdm_mapping_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_catalog *catalog,
                      const struct tdm_mapping **out, struct tdm_problems *problems) TDM_CHECKED;
bool tdm_mapping_makes(tdm_str word, enum tdm_entry_kind *out); /* is it a kind that a row can become? `out` may be null */
struct tdm_mapping_form {
    const char *inside, *form, *meaning, *mark; /* mark: "must", "many" or "" */
};
uint32_t tdm_mapping_form_count(void);
struct tdm_mapping_form tdm_mapping_form(uint32_t index);

/* ---- a table under its mapping */

struct tdm_import; /* in `mem` */
/* Reads the header row and finds every column that the mapping names. */
bool tdm_import_open(struct tdm_arena *mem, const struct tdm_mapping *mapping, struct tdm_table *table, struct tdm_import **out,
                     struct tdm_problems *problems) TDM_CHECKED;

struct tdm_imported { /* what a row says: one entry. In the arena that was given for it */
    uint32_t line;    /* of the table */
    tdm_str episode;  /* empty: the row says nothing, or is not asked for */
    tdm_str words;    /* the entry in the notation, with its line ends */
    uint32_t readings;
};
/* The next row. A bad one is told once for each of its cells that is wrong. NONE: the end. */
enum tdm_row_verdict tdm_import_next(struct tdm_arena *mem, struct tdm_import *import, struct tdm_imported *out,
                                     struct tdm_problems *problems) TDM_CHECKED;

#endif
