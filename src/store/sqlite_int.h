/* sqlite_int.h - the keeper on SQLite: its tables, its statements, how its failures are told. */
#ifndef TDM_SQLITE_INT_H
#define TDM_SQLITE_INT_H

#include "store/store_int.h"

#include <sqlite3.h>

/* The key of an entry is its place's number and its own: the rows of a place stand in the order of its chain. */
#define TDM_KEY_BITS 48

/* clang-format off */
enum tdm_statement {
    TDM_SQL_BEGIN, TDM_SQL_COMMIT, TDM_SQL_ROLLBACK, TDM_SQL_PLACE_OF_NAME, TDM_SQL_NAME_OF_PLACE, TDM_SQL_ADD_PLACE,
    TDM_SQL_EPISODE_OF_NAME, TDM_SQL_ADD_EPISODE, TDM_SQL_ADD_ENTRY, TDM_SQL_LAST, TDM_SQL_AT, TDM_SQL_BY_ID, TDM_SQL_FILE,
    TDM_SQL_ADD_FILE, TDM_SQL_OF_EPISODE, TDM_SQL_OF_SOME, TDM_SQL_VERSION,
    TDM_SQL_COUNT
};
/* clang-format on */
struct tdm_sqlite {
    struct tdm_store head;
    struct tdm_arena *mem;
    sqlite3 *db;
    tdm_str path;
    sqlite3_stmt *statements[TDM_SQL_COUNT];
    /* of the transaction that is open: what the last append found */
    char episode_name[TDM_CHAINED_NAME_MAX], place_name[TDM_CHAINED_NAME_MAX];
    size_t episode_length, place_length;
    int64_t episode, place_key; /* the key of the place's newest entry; 0: not known */
};

/* Tells what SQLite said; gives false. */
bool tdm_sqlite_fail(const struct tdm_sqlite *s, int rc, struct tdm_problem *problem);
bool tdm_sqlite_damaged(const struct tdm_sqlite *s, struct tdm_problem *problem, const char *what); /* W025; false */
/* The prepared statement, ready to bind; null and told when it cannot be had. */
sqlite3_stmt *tdm_sqlite_statement(struct tdm_sqlite *s, enum tdm_statement which, struct tdm_problem *problem);
/* Runs a statement that gives no row, and leaves it ready again. */
bool tdm_sqlite_run(struct tdm_sqlite *s, sqlite3_stmt *statement, struct tdm_problem *problem);
bool tdm_sqlite_script(struct tdm_sqlite *s, const char *sql, struct tdm_problem *problem);
/* One whole number; `otherwise` when there is no row. */
bool tdm_sqlite_number(struct tdm_sqlite *s, const char *sql, int64_t *out, struct tdm_problem *problem);
tdm_str tdm_sqlite_bytes(sqlite3_stmt *statement, int column); /* borrowed until it steps */
int tdm_sqlite_bind(sqlite3_stmt *statement, int at, tdm_str bytes, bool text);

extern const struct tdm_keeper tdm_sqlite_keeper;
void tdm_sqlite_close_db(struct tdm_sqlite *s);
/* sqlite_format.c: the tables of a format in the order of their making, null at the end; and the way up to this one. */
const char *const *tdm_sqlite_tables_of(uint32_t format);
bool tdm_sqlite_upgrade(struct tdm_sqlite *s, struct tdm_problem *problem);
/* sqlite_walk.c, sqlite_examine.c */
bool tdm_sqlite_walk(struct tdm_store *store, const struct tdm_walking *walking, struct tdm_problem *problem);
bool tdm_sqlite_examine(struct tdm_arena *mem, struct tdm_store *store, struct tdm_problem *problem);
/* The name of a place by its number, copied to `out` (64 bytes); false and told when it is not there. */
bool tdm_sqlite_place_name(struct tdm_sqlite *s, int64_t place, char *out, size_t *length, struct tdm_problem *problem);

static inline struct tdm_sqlite *tdm_sqlite_of(struct tdm_store *store) {
    return (struct tdm_sqlite *)(void *)store;
}

#endif
