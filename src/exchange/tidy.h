/* tidy.h - charts as tidy tables: one row an observation, columns that a dictionary explains, one stable order. Pure. */
#ifndef TDM_EXCHANGE_TIDY_H
#define TDM_EXCHANGE_TIDY_H

#include "engine/engine.h"
#include "exchange/table.h"

enum tdm_tidy_table {
    TDM_TIDY_EPISODES,
    TDM_TIDY_ENTRIES,
    TDM_TIDY_READINGS,
    TDM_TIDY_EXERCISES,
    TDM_TIDY_DOSES,
    TDM_TIDY_STANDINGS,
    TDM_TIDY_GATES,
    TDM_TIDY_OBLIGATIONS,
    TDM_TIDY_MEASURES,
    TDM_TIDY_TABLES
};
const char *tdm_tidy_name(enum tdm_tidy_table table); /* "readings": the file is readings.csv */
void tdm_tidy_head(struct tdm_buf *out, enum tdm_tidy_table table);

/* Rows of one chart for each of the tables EPISODES to DOSES, appended to out[table]. In the order of the chart; readings by
 * measure, side and day. */
void tdm_tidy_chart(struct tdm_buf *out, const struct tdm_case *episode);
/* Rows of one standing for STANDINGS, GATES and OBLIGATIONS. What is told is the chart of `names`, moved by `days`: the
 * standing of a chart is asked before it is masked, so that masking moves no answer. */
struct tdm_tidy_day {
    const struct tdm_standing *standing;
    const struct tdm_chart *names;
    int32_t days;
};
void tdm_tidy_standing(struct tdm_buf *out, const struct tdm_tidy_day *day);
void tdm_tidy_measures(struct tdm_buf *out, const struct tdm_catalog *catalog);

/* ---- what every column of every table is */

void tdm_tidy_dictionary_csv(struct tdm_buf *out);
void tdm_tidy_dictionary_json(struct tdm_buf *out); /* docs/schema/dictionary.schema.json */

#endif
