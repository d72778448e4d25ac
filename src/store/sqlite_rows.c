/* sqlite_rows.c - the keeper on SQLite: entries and files put in and found one by one. */
#include "store/sqlite_int.h"

#include <string.h>

/* ---- writing */

static void forget(struct tdm_sqlite *s) {
    s->episode_length = s->place_length = 0;
    s->place_key = 0;
}

static bool sqlite_begin(struct tdm_store *store, struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    sqlite3_stmt *begin = tdm_sqlite_statement(s, TDM_SQL_BEGIN, problem);
    forget(s);
    return begin != NULL && tdm_sqlite_run(s, begin, problem);
}

static bool sqlite_commit(struct tdm_store *store, struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    sqlite3_stmt *commit = tdm_sqlite_statement(s, TDM_SQL_COMMIT, problem);
    return commit != NULL && tdm_sqlite_run(s, commit, problem);
}

static void sqlite_abandon(struct tdm_store *store) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    forget(s);
    if (sqlite3_get_autocommit(s->db) == 0) (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

/* The number under which a name is kept; 0 when it is not. */
static bool number_of(struct tdm_sqlite *s, enum tdm_statement which, tdm_str name, int64_t *out,
                      struct tdm_problem *problem) {
    sqlite3_stmt *statement = tdm_sqlite_statement(s, which, problem);
    if (statement == NULL) return false;
    int rc = tdm_sqlite_bind(statement, 1, name, true);
    if (rc == SQLITE_OK) rc = sqlite3_step(statement);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    (void)sqlite3_reset(statement);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || tdm_sqlite_fail(s, rc, problem);
}

/* The same, and a new number when it is not. */
static bool number_for(struct tdm_sqlite *s, enum tdm_statement which, enum tdm_statement add, tdm_str name,
                       int64_t *out, struct tdm_problem *problem) {
    if (!number_of(s, which, name, out, problem)) return false;
    if (*out != 0) return true;
    sqlite3_stmt *statement = tdm_sqlite_statement(s, add, problem);
    if (statement == NULL) return false;
    int rc = tdm_sqlite_bind(statement, 1, name, true);
    if (rc != SQLITE_OK) return tdm_sqlite_fail(s, rc, problem);
    if (!tdm_sqlite_run(s, statement, problem)) return false;
    *out = sqlite3_last_insert_rowid(s->db);
    return true;
}

static bool last_key(struct tdm_sqlite *s, int64_t place, int64_t *key, struct tdm_problem *problem) {
    sqlite3_stmt *statement = tdm_sqlite_statement(s, TDM_SQL_LAST, problem);
    if (statement == NULL) return false;
    (void)sqlite3_bind_int64(statement, 1, place << TDM_KEY_BITS);
    (void)sqlite3_bind_int64(statement, 2, ((place + 1) << TDM_KEY_BITS) - 1);
    int rc = sqlite3_step(statement);
    *key = rc == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : place << TDM_KEY_BITS;
    (void)sqlite3_reset(statement);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || tdm_sqlite_fail(s, rc, problem);
}

/* Sets s->place_key to the key of the place's newest entry, and s->episode to the number of the episode (0: none). */
static bool find_numbers(struct tdm_sqlite *s, const struct tdm_chained *link, struct tdm_problem *problem) {
    if (s->place_key == 0 || !tdm_str_equal(link->place, (tdm_str){s->place_name, s->place_length})) {
        int64_t place;
        if (!number_for(s, TDM_SQL_PLACE_OF_NAME, TDM_SQL_ADD_PLACE, link->place, &place, problem)) return false;
        if (place > (int64_t)TDM_STORE_PLACES_MAX) return tdm_sqlite_damaged(s, problem, "it names too many places");
        if (!last_key(s, place, &s->place_key, problem)) return false;
        s->place_length = link->place.len;
        memcpy(s->place_name, link->place.at, link->place.len);
    }
    if (link->episode.len == 0) {
        s->episode = 0;
        s->episode_length = 0;
        return true;
    }
    if (tdm_str_equal(link->episode, (tdm_str){s->episode_name, s->episode_length})) return true;
    s->episode_length = 0;
    if (!number_for(s, TDM_SQL_EPISODE_OF_NAME, TDM_SQL_ADD_EPISODE, link->episode, &s->episode, problem)) return false;
    s->episode_length = link->episode.len;
    memcpy(s->episode_name, link->episode.at, link->episode.len);
    return true;
}

static bool sqlite_append(struct tdm_store *store, const struct tdm_chained *link, const struct tdm_stored *stored,
                          struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    sqlite3_stmt *add = tdm_sqlite_statement(s, TDM_SQL_ADD_ENTRY, problem);
    if (add == NULL || !find_numbers(s, link, problem)) return false;
    int64_t number = s->place_key & (int64_t)TDM_CHAINED_NUMBER_MAX;
    TDM_ASSERT((int64_t)link->number == number + 1);
    (void)sqlite3_bind_int64(add, 1, s->place_key + 1);
    (void)sqlite3_bind_int64(add, 2, s->episode);
    (void)tdm_sqlite_bind(add, 3, (tdm_str){(const char *)link->id.byte, sizeof link->id.byte}, false);
    (void)tdm_sqlite_bind(add, 4, (tdm_str){(const char *)stored->hash.byte, sizeof stored->hash.byte}, false);
    int rc = tdm_sqlite_bind(add, 5, stored->bytes, false);
    if (rc != SQLITE_OK) return tdm_sqlite_fail(s, rc, problem);
    if (!tdm_sqlite_run(s, add, problem)) return false;
    s->place_key++;
    return true;
}

/* ---- files and single entries */

static bool sqlite_file(struct tdm_arena *mem, struct tdm_store *store, tdm_digest hash, tdm_str *out, bool *found,
                        struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    sqlite3_stmt *ask = tdm_sqlite_statement(s, TDM_SQL_FILE, problem);
    if (ask == NULL) return false;
    int rc = tdm_sqlite_bind(ask, 1, (tdm_str){(const char *)hash.byte, sizeof hash.byte}, false);
    if (rc == SQLITE_OK) rc = sqlite3_step(ask);
    *found = rc == SQLITE_ROW;
    if (*found) *out = tdm_arena_str(mem, tdm_sqlite_bytes(ask, 0));
    (void)sqlite3_reset(ask);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || tdm_sqlite_fail(s, rc, problem);
}

static bool sqlite_put_file(struct tdm_store *store, tdm_str bytes, struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    sqlite3_stmt *ask = tdm_sqlite_statement(s, TDM_SQL_FILE, problem), *add = NULL;
    tdm_digest hash = tdm_digest_of(bytes);
    tdm_str name = {(const char *)hash.byte, sizeof hash.byte};
    if (ask == NULL) return false;
    int rc = tdm_sqlite_bind(ask, 1, name, false);
    if (rc == SQLITE_OK) rc = sqlite3_step(ask);
    (void)sqlite3_reset(ask);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) return tdm_sqlite_fail(s, rc, problem);
    add = tdm_sqlite_statement(s, TDM_SQL_ADD_FILE, problem);
    if (add == NULL) return false;
    rc = tdm_sqlite_bind(add, 1, name, false);
    if (rc == SQLITE_OK) rc = tdm_sqlite_bind(add, 2, bytes, false);
    if (rc != SQLITE_OK) return tdm_sqlite_fail(s, rc, problem);
    return tdm_sqlite_run(s, add, problem);
}

/* One row of `key, hash, bytes`. */
static bool take_row(struct tdm_arena *mem, struct tdm_sqlite *s, sqlite3_stmt *ask, struct tdm_stored *out,
                     struct tdm_problem *problem) {
    int64_t key = sqlite3_column_int64(ask, 0);
    char name[TDM_CHAINED_NAME_MAX];
    size_t length;
    tdm_str hash = tdm_sqlite_bytes(ask, 1);
    if (hash.len != sizeof out->hash.byte) return tdm_sqlite_damaged(s, problem, "a hash has another length");
    memcpy(out->hash.byte, hash.at, hash.len);
    out->number = (uint64_t)key & TDM_CHAINED_NUMBER_MAX;
    out->bytes = tdm_arena_str(mem, tdm_sqlite_bytes(ask, 2));
    if (!tdm_sqlite_place_name(s, key >> TDM_KEY_BITS, name, &length, problem)) return false;
    out->place = tdm_arena_str(mem, (tdm_str){name, length});
    return true;
}

static bool sqlite_get(struct tdm_arena *mem, struct tdm_store *store, const struct tdm_wanted *wanted,
                       struct tdm_stored *out, bool *found, struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    int64_t place = 0, episode = 0;
    *found = false;
    if (wanted->by_id && wanted->episode.len > 0) {
        if (!number_of(s, TDM_SQL_EPISODE_OF_NAME, wanted->episode, &episode, problem)) return false;
        if (episode == 0) return true;
    }
    if (!wanted->by_id && !number_of(s, TDM_SQL_PLACE_OF_NAME, wanted->place, &place, problem)) return false;
    if (!wanted->by_id && place == 0) return true;
    enum tdm_statement which = wanted->by_id ? TDM_SQL_BY_ID : wanted->number == 0 ? TDM_SQL_LAST : TDM_SQL_AT;
    sqlite3_stmt *ask = tdm_sqlite_statement(s, which, problem);
    if (ask == NULL) return false;
    tdm_str id = {(const char *)wanted->id.byte, sizeof wanted->id.byte};
    int rc = wanted->by_id ? tdm_sqlite_bind(ask, 1, id, false)
                           : sqlite3_bind_int64(ask, 1, (place << TDM_KEY_BITS) + (int64_t)wanted->number);
    if (rc == SQLITE_OK && wanted->by_id) rc = sqlite3_bind_int64(ask, 2, episode);
    if (rc == SQLITE_OK && which == TDM_SQL_LAST) rc = sqlite3_bind_int64(ask, 2, ((place + 1) << TDM_KEY_BITS) - 1);
    if (rc == SQLITE_OK) rc = sqlite3_step(ask);
    bool good = rc == SQLITE_ROW || rc == SQLITE_DONE || tdm_sqlite_fail(s, rc, problem);
    *found = rc == SQLITE_ROW;
    if (*found) good = take_row(mem, s, ask, out, problem);
    (void)sqlite3_reset(ask);
    return good;
}

/* SQLite's own number changes with the commits of others, its count of changes with those of this connection. */
static bool sqlite_version(struct tdm_store *store, int64_t *out, struct tdm_problem *problem) {
    struct tdm_sqlite *s = tdm_sqlite_of(store);
    sqlite3_stmt *ask = tdm_sqlite_statement(s, TDM_SQL_VERSION, problem);
    if (ask == NULL) return false;
    int rc = sqlite3_step(ask);
    bool good = rc == SQLITE_ROW || tdm_sqlite_fail(s, rc, problem);
    if (good) *out = sqlite3_column_int64(ask, 0) * 1000000007 + sqlite3_total_changes(s->db);
    (void)sqlite3_reset(ask);
    return good;
}

static void sqlite_close(struct tdm_store *store) {
    tdm_sqlite_close_db(tdm_sqlite_of(store));
}

const struct tdm_keeper tdm_sqlite_keeper = {
    .begin = sqlite_begin,
    .append = sqlite_append,
    .put_file = sqlite_put_file,
    .commit = sqlite_commit,
    .abandon = sqlite_abandon,
    .get = sqlite_get,
    .file = sqlite_file,
    .walk = tdm_sqlite_walk,
    .version = sqlite_version,
    .examine = tdm_sqlite_examine,
    .close = sqlite_close,
};
