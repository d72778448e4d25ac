/* sqlite_walk.c - entries and files one after the other. */
#include "store/sqlite_int.h"

#include <string.h>

bool tdm_sqlite_place_name(struct tdm_sqlite *s, int64_t place, char *out, size_t *length,
                           struct tdm_problem *problem) {
    sqlite3_stmt *ask = tdm_sqlite_statement(s, TDM_SQL_NAME_OF_PLACE, problem);
    if (ask == NULL) return false;
    (void)sqlite3_bind_int64(ask, 1, place);
    int rc = sqlite3_step(ask);
    tdm_str name = rc == SQLITE_ROW ? tdm_sqlite_bytes(ask, 0) : (tdm_str){0};
    bool good = name.len > 0 && name.len <= TDM_CHAINED_NAME_MAX;
    *length = good ? name.len : 0;
    if (good) memcpy(out, name.at, name.len);
    (void)sqlite3_reset(ask);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) return tdm_sqlite_fail(s, rc, problem);
    return good || tdm_sqlite_damaged(s, problem, "an entry stands at a place that has no name");
}

struct row_walk {
    struct tdm_sqlite *s;
    const struct tdm_walking *walking;
    struct tdm_problem *problem;
    int64_t place; /* whose name is known */
    char name[TDM_CHAINED_NAME_MAX];
    size_t length;
};

/* One row of `key, hash, bytes` to who walks. *more: whether to go on. */
static bool give_row(struct row_walk *w, sqlite3_stmt *rows, bool *more) {
    struct tdm_stored stored = {0};
    int64_t key = sqlite3_column_int64(rows, 0);
    tdm_str hash = tdm_sqlite_bytes(rows, 1);
    if (hash.len != sizeof stored.hash.byte) return tdm_sqlite_damaged(w->s, w->problem, "a hash has another length");
    memcpy(stored.hash.byte, hash.at, hash.len);
    stored.bytes = tdm_sqlite_bytes(rows, 2);
    if (w->walking->what != TDM_WALK_FILES && w->walking->what != TDM_WALK_NAMES) {
        int64_t place = key >> TDM_KEY_BITS;
        if (place != w->place && !tdm_sqlite_place_name(w->s, place, w->name, &w->length, w->problem)) return false;
        w->place = place;
        stored.place = (tdm_str){w->name, w->length};
        stored.number = (uint64_t)key & TDM_CHAINED_NUMBER_MAX;
    }
    *more = w->walking->take(w->walking->context, &stored);
    return true;
}

static const char *query_of(enum tdm_walk what) {
    static const char *const queries[] = {
        [TDM_WALK_CHAINS] = "SELECT key, hash, bytes FROM entry ORDER BY key",
        [TDM_WALK_FILES] = "SELECT 0, hash, bytes FROM file ORDER BY hash",
        [TDM_WALK_HEADS] =
            "SELECT key, hash, bytes FROM place CROSS JOIN entry WHERE key = (SELECT max(key) FROM entry "
            "WHERE key BETWEEN no << 48 AND ((no + 1) << 48) - 1) ORDER BY no",
        [TDM_WALK_NAMES] = "SELECT 0, zeroblob(32), CAST(name AS BLOB) FROM episode ORDER BY name",
    };
    return queries[what];
}

static int bind_names(sqlite3_stmt *rows, const struct tdm_walking *walking) {
    int rc = SQLITE_OK;
    if (walking->what == TDM_WALK_EPISODE) return tdm_sqlite_bind(rows, 1, walking->episode, true);
    for (uint32_t i = 0; i < walking->some.count && rc == SQLITE_OK; i++)
        rc = tdm_sqlite_bind(rows, (int)i + 1, walking->some.episodes[i], true);
    return rc;
}

static bool is_kept(enum tdm_walk what) {
    return what == TDM_WALK_EPISODE || what == TDM_WALK_SOME;
}

static enum tdm_statement kept_statement(enum tdm_walk what) {
    return what == TDM_WALK_EPISODE ? TDM_SQL_OF_EPISODE : TDM_SQL_OF_SOME;
}

/* That of episodes is kept for the next one, unless somebody walks with it right now. */
static int prepared(struct tdm_sqlite *s, const struct tdm_walking *walking, sqlite3_stmt **rows,
                    struct tdm_problem *problem) {
    if (!is_kept(walking->what)) return sqlite3_prepare_v2(s->db, query_of(walking->what), -1, rows, NULL);
    *rows = tdm_sqlite_statement(s, kept_statement(walking->what), problem);
    if (*rows == NULL) return sqlite3_extended_errcode(s->db);
    if (sqlite3_stmt_busy(*rows) != 0) {
        int rc = sqlite3_prepare_v2(s->db, sqlite3_sql(*rows), -1, rows, NULL);
        if (rc != SQLITE_OK) return rc;
    }
    return bind_names(*rows, walking);
}

bool tdm_sqlite_walk(struct tdm_store *store, const struct tdm_walking *walking, struct tdm_problem *problem) {
    struct row_walk w = {.s = tdm_sqlite_of(store), .walking = walking, .problem = problem, .place = -1};
    sqlite3_stmt *rows = NULL;
    bool good = true, more = true;
    int rc = prepared(w.s, walking, &rows, problem);
    if (rc != SQLITE_OK) good = tdm_sqlite_fail(w.s, rc, problem);
    while (good && more) {
        rc = sqlite3_step(rows);
        if (rc == SQLITE_DONE) break;
        good = rc == SQLITE_ROW ? give_row(&w, rows, &more) : tdm_sqlite_fail(w.s, rc, problem);
    }
    if (rows == NULL || !is_kept(walking->what) || rows != w.s->statements[kept_statement(walking->what)]) {
        (void)sqlite3_finalize(rows);
        return good;
    }
    (void)sqlite3_reset(rows);
    (void)sqlite3_clear_bindings(rows); /* the names are the caller's */
    return good;
}
