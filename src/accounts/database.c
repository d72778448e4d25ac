/* database.c - the file of accounts: opened, its tables made, statements asked. */
#include "accounts/accounts_int.h"
#include "system/system.h"

#include <sys/stat.h>

static const char tables[] =
    "CREATE TABLE IF NOT EXISTS account(person TEXT PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, language TEXT "
    "NOT NULL, password TEXT NOT NULL, totp BLOB NOT NULL, totp_step INTEGER NOT NULL, disabled INTEGER NOT NULL) "
    "WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS session(digest BLOB PRIMARY KEY, person TEXT NOT NULL, begun INTEGER NOT NULL, seen "
    "INTEGER NOT NULL, idle INTEGER NOT NULL, ends INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS session_person ON session(person);"
    "CREATE TABLE IF NOT EXISTS invitation(digest BLOB PRIMARY KEY, person TEXT NOT NULL, ends INTEGER NOT NULL, used "
    "INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS failure(key TEXT NOT NULL, at INTEGER NOT NULL);"
    "CREATE INDEX IF NOT EXISTS failure_key ON failure(key, at);"
    "CREATE TABLE IF NOT EXISTS feed(digest BLOB PRIMARY KEY, person TEXT NOT NULL, episode TEXT NOT NULL, visit TEXT "
    "NOT NULL, todo TEXT NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS shown(uuid TEXT PRIMARY KEY, service TEXT NOT NULL, episode TEXT NOT NULL, topic TEXT "
    "NOT NULL, what TEXT NOT NULL, day INTEGER NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS secret(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;";

#define APPLICATION 0x54444d32 /* TDM2 */

bool sql_trouble(struct tdm_accounts *accounts, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "S014", (struct tdm_place){.file = accounts->path},
                   "the accounts cannot be read or written: %s",
                   accounts->db == NULL ? "out of memory" : sqlite3_errmsg(accounts->db));
    tdm_problem_fix(problem, "see whether the disk is full and whether this user may write there; else take the file "
                             "from a backup");
    return false;
}

sqlite3_stmt *sql_ask(struct tdm_accounts *accounts, const char *sql, const struct sql_arg *args, int count) {
    sqlite3_stmt *row = NULL;
    if (accounts->db == NULL || sqlite3_prepare_v2(accounts->db, sql, -1, &row, NULL) != SQLITE_OK) return NULL;
    sql_bind(row, args, count);
    return row;
}

void sql_bind(sqlite3_stmt *row, const struct sql_arg *args, int count) {
    for (int i = 0; i < count; i++) {
        const char *at = args[i].text.at == NULL ? "" : args[i].text.at;
        if (args[i].kind == SQL_INT)
            (void)sqlite3_bind_int64(row, i + 1, args[i].number);
        else if (args[i].kind == SQL_TEXT)
            (void)sqlite3_bind_text(row, i + 1, at, (int)args[i].text.len, SQLITE_TRANSIENT);
        else
            (void)sqlite3_bind_blob(row, i + 1, at, (int)args[i].text.len, SQLITE_TRANSIENT);
    }
}

bool sql_do(struct tdm_accounts *accounts, const char *sql, const struct sql_arg *args, int count) {
    sqlite3_stmt *row = sql_ask(accounts, sql, args, count);
    int code = SQLITE_ERROR;
    while (row != NULL && (code = sqlite3_step(row)) == SQLITE_ROW) continue;
    (void)sqlite3_finalize(row);
    return code == SQLITE_DONE;
}

int64_t sql_number(struct tdm_accounts *accounts, const char *sql, const struct sql_arg *args, int count,
                   int64_t otherwise) {
    sqlite3_stmt *row = sql_ask(accounts, sql, args, count);
    if (row != NULL && sqlite3_step(row) == SQLITE_ROW) otherwise = sqlite3_column_int64(row, 0);
    (void)sqlite3_finalize(row);
    return otherwise;
}

tdm_str sql_text(struct tdm_arena *mem, sqlite3_stmt *row, int column) {
    const char *at = sqlite3_column_blob(row, column);
    size_t len = (size_t)sqlite3_column_bytes(row, column);
    return tdm_arena_str(mem, (tdm_str){at == NULL ? "" : at, at == NULL ? 0 : len});
}

tdm_str tdm_accounts_path(struct tdm_arena *mem, tdm_str folder) {
    return tdm_arena_str(mem, tdm_path_join(mem, folder, TDM_STR("accounts.db"))); /* with a NUL after its end */
}

/* A file of something else, or of a later program, is left alone. */
static bool is_ours(struct tdm_accounts *accounts, bool is_new) {
    return is_new || (sql_number(accounts, "PRAGMA application_id", NULL, 0, 0) == APPLICATION &&
                      sql_number(accounts, "PRAGMA user_version", NULL, 0, 0) == 1);
}

static bool settle(struct tdm_accounts *accounts, bool write, bool is_new) {
    (void)sqlite3_busy_timeout(accounts->db, 5000);
    if (!is_ours(accounts, is_new)) return false;
    if (!write) return true;
    return sqlite3_exec(accounts->db,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;", NULL, NULL,
                        NULL) == SQLITE_OK &&
           (!is_new || sqlite3_exec(accounts->db, "PRAGMA application_id = 0x54444d32; PRAGMA user_version = 1;", NULL,
                                    NULL, NULL) == SQLITE_OK) &&
           sqlite3_exec(accounts->db, tables, NULL, NULL, NULL) == SQLITE_OK;
}

bool tdm_accounts_open(struct tdm_arena *mem, tdm_str folder, bool write, struct tdm_accounts **out,
                       struct tdm_problem *problem) {
    struct tdm_accounts *accounts = TDM_NEW(mem, struct tdm_accounts);
    accounts->path = tdm_accounts_path(mem, folder);
    bool is_new = !tdm_path_is_file(accounts->path);
    *out = accounts;
    if (is_new && !write) return true;
    mode_t before = umask(077); /* nobody else's */
    int code = sqlite3_open_v2(accounts->path.at, &accounts->db,
                               write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE, NULL);
    bool good = code == SQLITE_OK && settle(accounts, write, is_new);
    (void)umask(before);
    if (good) return true;
    if (code == SQLITE_OK && sqlite3_errcode(accounts->db) == SQLITE_OK) {
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "S015", (struct tdm_place){.file = accounts->path},
                       "this file holds no accounts that this program knows");
        tdm_problem_fix(problem, "use the program that made it, or put it away and add the accounts anew");
    } else {
        (void)sql_trouble(accounts, problem);
    }
    tdm_accounts_close(accounts);
    return false;
}

void tdm_accounts_close(struct tdm_accounts *accounts) {
    if (accounts == NULL || accounts->db == NULL) return;
    (void)sqlite3_finalize(accounts->shown);
    (void)sqlite3_close(accounts->db);
    accounts->db = NULL;
}
