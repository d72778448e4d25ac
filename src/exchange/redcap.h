/* redcap.h - readings as a REDCap project: a data dictionary, data with one repeated form of observations, and back. Pure.
 * Code F041: docs/problems.md. */
#ifndef TDM_EXCHANGE_REDCAP_H
#define TDM_EXCHANGE_REDCAP_H

#include "chart/bound_chart.h"
#include "exchange/mapping.h"

#define TDM_REDCAP_FIELDS_MAX 800u /* a table read back has 1024 columns at most */

struct tdm_redcap_field { /* of a measure on one side, in one unit */
    tdm_str name;         /* 26 letters, digits and `_` at most */
    tdm_ref measure;
    enum tdm_side side;
    tdm_unit unit; /* that of the measure, where its values convert exactly; TDM_UNIT_NONE: on a scale */
};
struct tdm_redcap {
    const struct tdm_catalog *catalog;
    struct tdm_redcap_field *fields; /* by measure, side and unit */
    uint32_t count;
    uint32_t instances; /* of the episode that is written */
};

/* Adds the fields that the chart needs. False: they would be too many. */
bool tdm_redcap_add(struct tdm_arena *mem, struct tdm_redcap *redcap, const struct tdm_bound_chart *chart) TDM_CHECKED;
void tdm_redcap_settle(struct tdm_arena *mem, struct tdm_redcap *redcap); /* after the last chart: fields get their names */
void tdm_redcap_dictionary(struct tdm_buf *out, const struct tdm_redcap *redcap);
void tdm_redcap_head(struct tdm_buf *out, const struct tdm_redcap *redcap);
/* The episode, then one row an entry and day: what it says now, corrections made. */
void tdm_redcap_rows(struct tdm_arena *mem, struct tdm_buf *out, struct tdm_redcap *redcap, const struct tdm_bound_chart *chart);

/* What the columns of such data mean, from the dictionary: data come back as any table does. */
bool tdm_redcap_mapping(struct tdm_arena *mem, struct tdm_table *dictionary, const struct tdm_catalog *catalog,
                        const struct tdm_mapping **out, struct tdm_problems *problems) TDM_CHECKED;

#endif
