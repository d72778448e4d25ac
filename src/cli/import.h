/* import.h - a table on its way in: what cmd_import.c reads and import_clinic.c records. */
#ifndef TDM_CLI_IMPORT_H
#define TDM_CLI_IMPORT_H

#include "cli/cli.h"
#include "cli/desk.h"
#include "exchange/mapping.h"

struct tdm_importing {
    struct tdm_request *request;
    const struct tdm_catalog *catalog;
    const struct tdm_mapping *mapping;
    tdm_str file;
    struct tdm_reader *reader;
    struct tdm_table *table;
    struct tdm_import *import;
    uint64_t rows, silent, bad; /* read; that said nothing; that were refused */
    uint32_t percent;           /* as it was shown last */
    bool progress;              /* standard error is a terminal */
};
/* Opens the table and its header. Problems are collected. */
bool tdm_import_begin(struct tdm_importing *i) TDM_CHECKED;
/* The next row that says something, or false at the end or when the table cannot be read (*failed). */
bool tdm_import_row(struct tdm_arena *mem, struct tdm_importing *i, struct tdm_imported *out, bool *failed) TDM_CHECKED;
void tdm_import_end(struct tdm_importing *i);
void tdm_import_tell_rows(struct tdm_importing *i, struct tdm_buf *out); /* "; 3 rows say nothing" */

/* ---- import_clinic.c: into the clinic of --into */
enum tdm_exit tdm_import_into(struct tdm_importing *i);
/* ---- import_ndjson.c: charts of `export --ndjson` into files of the folder of --into */
enum tdm_exit tdm_import_ndjson(struct tdm_request *request);

#endif
