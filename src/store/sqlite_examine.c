/* sqlite_examine.c - what the keeper itself can find wrong: the file, the tables, and every list that is only there to
 * find entries faster and so must say what the entries' own bytes say. */
#include "store/sqlite_int.h"

#include <string.h>

struct examination {
    struct tdm_sqlite *s;
    struct tdm_arena *mem;
    struct tdm_problem *problem;
};

/* Runs a query; `row` judges each of its rows and gives what is wrong with it, or null. */
static bool each(const struct examination *e, const char *query,
                 const char *(*row)(const struct examination *, sqlite3_stmt *)) {
    sqlite3_stmt *rows = NULL;
    const char *wrong = NULL;
    int rc = sqlite3_prepare_v2(e->s->db, query, -1, &rows, NULL);
    while (rc == SQLITE_OK && wrong == NULL) {
        int step = sqlite3_step(rows);
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW)
            rc = step;
        else
            wrong = row(e, rows);
    }
    bool good = rc == SQLITE_OK ? wrong == NULL : tdm_sqlite_fail(e->s, rc, e->problem);
    if (wrong != NULL) (void)tdm_sqlite_damaged(e->s, e->problem, tdm_arena_str(e->mem, tdm_str_of(wrong)).at);
    (void)sqlite3_finalize(rows);
    return good;
}

static const char *is_ok(const struct examination *e, sqlite3_stmt *row) {
    tdm_str said = tdm_sqlite_bytes(row, 0);
    return tdm_str_is(said, "ok") ? NULL : tdm_arena_str(e->mem, said).at;
}

/* The statements that made the tables, and nothing else. */
static bool same_tables(const struct examination *e) {
    const char *const *tables = tdm_sqlite_tables_of(e->s->head.format);
    sqlite3_stmt *rows = NULL;
    size_t count = 0, wanted = 0;
    bool same = true;
    int step = SQLITE_DONE,
        rc = sqlite3_prepare_v2(e->s->db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", -1, &rows, NULL);
    while (rc == SQLITE_OK && same && (step = sqlite3_step(rows)) == SQLITE_ROW) {
        size_t at = 0;
        while (tables[at] != NULL && !tdm_str_is(tdm_sqlite_bytes(rows, 0), tables[at])) at++;
        same = tables[at] != NULL;
        count++;
    }
    while (tables[wanted] != NULL) wanted++; /* no name comes twice in a schema: as many, each of them known */
    (void)sqlite3_finalize(rows);
    if (rc != SQLITE_OK || (step != SQLITE_DONE && step != SQLITE_ROW))
        return tdm_sqlite_fail(e->s, rc != SQLITE_OK ? rc : step, e->problem);
    return (same && count == wanted) || tdm_sqlite_damaged(e->s, e->problem, "its tables are not those of a store");
}

/* key, place, episode, id, hash, bytes */
static const char *lists_agree(const struct examination *e, sqlite3_stmt *row) {
    struct tdm_arena_mark mark = tdm_arena_mark(e->mem);
    struct tdm_chained link;
    struct tdm_problem unread;
    tdm_str id = tdm_sqlite_bytes(row, 3);
    bool read = tdm_chained_read(e->mem, TDM_STR("entry"), tdm_sqlite_bytes(row, 5), &link, &unread);
    bool agrees = !read || (tdm_str_equal(link.place, tdm_sqlite_bytes(row, 1)) &&
                            link.number == ((uint64_t)sqlite3_column_int64(row, 0) & TDM_CHAINED_NUMBER_MAX) &&
                            tdm_str_equal(link.episode, tdm_sqlite_bytes(row, 2)) && id.len == sizeof link.id.byte &&
                            memcmp(id.at, link.id.byte, id.len) == 0);
    tdm_arena_rewind(e->mem, mark);
    return agrees ? NULL : "an entry is listed under another place, episode or id than its bytes name";
}

static const char *file_has_hash(const struct examination *e, sqlite3_stmt *row) {
    tdm_digest hash = tdm_digest_of(tdm_sqlite_bytes(row, 1));
    (void)e;
    return tdm_str_equal(tdm_sqlite_bytes(row, 0), (tdm_str){(const char *)hash.byte, sizeof hash.byte})
               ? NULL
               : "a file of the library does not have the hash under which it is kept";
}

static const char *not_empty(const struct examination *e, sqlite3_stmt *row) {
    (void)e;
    (void)row;
    return "it lists a place or an episode that has no entry";
}

bool tdm_sqlite_examine(struct tdm_arena *mem, struct tdm_store *store, struct tdm_problem *problem) {
    struct examination e = {tdm_sqlite_of(store), mem, problem};
    return each(&e, "PRAGMA integrity_check(1)", is_ok) && same_tables(&e) &&
           each(&e,
                "SELECT key, (SELECT name FROM place WHERE no = key >> 48), "
                "(SELECT name FROM episode WHERE no = entry.episode), id, hash, bytes FROM entry",
                lists_agree) &&
           each(&e, "SELECT hash, bytes FROM file", file_has_hash) &&
           each(&e,
                "SELECT name FROM place WHERE NOT EXISTS (SELECT 1 FROM entry WHERE key BETWEEN no << 48 AND ((no + 1) "
                "<< 48) - 1) "
                "UNION ALL SELECT name FROM episode WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.episode = no)",
                not_empty);
}
