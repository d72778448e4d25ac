/* accounts_int.h - statements over the database. */
#ifndef TDM_ACCOUNTS_INT_H
#define TDM_ACCOUNTS_INT_H

#include "accounts/accounts.h"

#include <sqlite3.h>

struct tdm_accounts {
    sqlite3 *db; /* null: read, and not there */
    tdm_str path;
    sqlite3_stmt *shown; /* the one that is asked most; null: not yet */
};

struct sql_arg {
    enum { SQL_TEXT, SQL_BLOB, SQL_INT } kind;
    tdm_str text;
    int64_t number;
};
#define SQL_T(slice) ((struct sql_arg){.kind = SQL_TEXT, .text = (slice)})
#define SQL_B(slice) ((struct sql_arg){.kind = SQL_BLOB, .text = (slice)})
#define SQL_I(value) ((struct sql_arg){.kind = SQL_INT, .number = (value)})

/* Prepares and binds; null when the database cannot. The caller finalizes. */
sqlite3_stmt *sql_ask(struct tdm_accounts *accounts, const char *sql, const struct sql_arg *args, int count);
void sql_bind(sqlite3_stmt *row, const struct sql_arg *args, int count);
/* Runs it to its end. */
bool sql_do(struct tdm_accounts *accounts, const char *sql, const struct sql_arg *args, int count) TDM_CHECKED;
int64_t sql_number(struct tdm_accounts *accounts, const char *sql, const struct sql_arg *args, int count,
                   int64_t otherwise);
tdm_str sql_text(struct tdm_arena *mem, sqlite3_stmt *row, int column);
bool sql_trouble(struct tdm_accounts *accounts, struct tdm_problem *problem); /* S014; gives false */
tdm_digest tokens_digest(tdm_str token);

#endif
