/* table.h - tables as CSV (RFC 4180): read a row at a time in bounded memory, and written. Pure: bytes come from a
 * function of the caller. Codes F001...: docs/problems.md. */
#ifndef TDM_EXCHANGE_TABLE_H
#define TDM_EXCHANGE_TABLE_H

#include "base/base.h"

#define TDM_TABLE_COLUMNS_MAX 1024u
#define TDM_TABLE_ROW_BYTES_MAX ((size_t)1 << 20)

/* Some bytes, as they come; *got is 0 at the end. False: they cannot be read, and *problem says why. */
typedef bool (*tdm_table_fill)(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem);
struct tdm_table_source {
    tdm_str file; /* for places */
    char separator;
    tdm_table_fill fill;
    void *context;
};
/* A text at hand as a source: `fill` is tdm_table_text_fill, `context` a struct tdm_table_text. */
struct tdm_table_text {
    tdm_str rest;
    size_t piece; /* so many bytes at a time; 0: all */
};
bool tdm_table_text_fill(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem);

struct tdm_table; /* in `mem`: as large as its longest row needs, at least 64 KiB */
struct tdm_table *tdm_table_open(struct tdm_arena *mem, const struct tdm_table_source *source);

struct tdm_row { /* borrowed until the next one is asked for */
    const tdm_str *cells;
    uint32_t count, line; /* the line on which it begins, from 1 */
};
enum tdm_row_verdict {
    TDM_ROW_READ,
    TDM_ROW_BAD,   /* told; the next may be asked for */
    TDM_ROW_NONE,  /* the end */
    TDM_ROW_FAILED /* the bytes cannot be read: told, and no more can be asked for */
};
/* The next row that is not empty. */
enum tdm_row_verdict tdm_table_next(struct tdm_table *table, struct tdm_row *row, struct tdm_problem *problem) TDM_CHECKED;
/* Of a cell of the row that was read last: its own line and column, also behind a line end in quotes. */
struct tdm_place tdm_table_place(const struct tdm_table *table, const struct tdm_row *row, uint32_t cell);
uint64_t tdm_table_bytes(const struct tdm_table *table); /* read so far: for who shows how far it is */

/* ---- writing: cells with commas between, rows ended by CR LF; quotes only where they are needed */

struct tdm_table_writer {
    struct tdm_buf *out;
    bool begun; /* a row */
};
void tdm_put_cell(struct tdm_table_writer *w, tdm_str text);
void tdm_put_word(struct tdm_table_writer *w, const char *word); /* null: an empty cell */
void tdm_put_int(struct tdm_table_writer *w, int64_t number);
void tdm_put_decimal(struct tdm_table_writer *w, tdm_decimal number);
void tdm_put_row_end(struct tdm_table_writer *w);

#endif
