/* sqlite_open.c - a store in a file made and opened: its tables, its format, and how failures of SQLite are told. */
#include "store/sqlite_int.h"

#include <string.h>

#define APPLICATION_ID 0x54444d31 /* "TDM1" */

static const char *const sql[TDM_SQL_COUNT] = {
    [TDM_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [TDM_SQL_COMMIT] = "COMMIT",
    [TDM_SQL_ROLLBACK] = "ROLLBACK",
    [TDM_SQL_PLACE_OF_NAME] = "SELECT no FROM place WHERE name = ?1",
    [TDM_SQL_NAME_OF_PLACE] = "SELECT name FROM place WHERE no = ?1",
    [TDM_SQL_ADD_PLACE] = "INSERT INTO place (name) VALUES (?1)",
    [TDM_SQL_EPISODE_OF_NAME] = "SELECT no FROM episode WHERE name = ?1",
    [TDM_SQL_ADD_EPISODE] = "INSERT INTO episode (name) VALUES (?1)",
    [TDM_SQL_ADD_ENTRY] = "INSERT INTO entry (key, episode, id, hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
    [TDM_SQL_LAST] = "SELECT key, hash, bytes FROM entry WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1",
    [TDM_SQL_AT] = "SELECT key, hash, bytes FROM entry WHERE key = ?1",
    [TDM_SQL_BY_ID] = "SELECT key, hash, bytes FROM entry WHERE episode = ?2 AND id = ?1 ORDER BY key LIMIT 1",
    [TDM_SQL_FILE] = "SELECT bytes FROM file WHERE hash = ?1",
    [TDM_SQL_OF_EPISODE] = /* by a list of keys, which SQLite sorts: else whole rows would be sorted */
    ("SELECT key, hash, bytes FROM entry WHERE key IN (SELECT key FROM entry WHERE episode = (SELECT no FROM episode "
     "WHERE name = ?1)) ORDER BY key"),
    [TDM_SQL_OF_SOME] = /* TDM_STORE_SOME_MAX names; those that are not bound are none */
    "SELECT key, hash, bytes FROM entry WHERE key IN (SELECT key FROM entry WHERE episode IN (SELECT no FROM episode "
    "WHERE name IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
    "?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32))) ORDER BY key",
    [TDM_SQL_VERSION] = "PRAGMA data_version",
    [TDM_SQL_ADD_FILE] = "INSERT INTO file (hash, bytes) VALUES (?1, ?2)",
};

/* ---- failures */

static struct tdm_place here(const struct tdm_sqlite *s) {
    return (struct tdm_place){.file = s->path};
}

bool tdm_sqlite_damaged(const struct tdm_sqlite *s, struct tdm_problem *problem, const char *what) {
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "W025", here(s), "the file of the store is damaged: %s", what);
    tdm_problem_fix(problem, "leave it as it is and go on from a backup; `tandem verify` tells what of it is whole");
    return false;
}

bool tdm_sqlite_fail(const struct tdm_sqlite *s, int rc, struct tdm_problem *problem) {
    const char *words = sqlite3_errstr(rc);
    /* What readers share cannot grow: no room for it beside the file. */
    switch (rc == SQLITE_IOERR_SHMSIZE ? SQLITE_FULL : rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        (void)tdm_fail(problem, TDM_WHY_BUSY, "W022", here(s), "somebody else is writing in the store");
        tdm_problem_fix(problem, "run the same command again when the other one has ended; nothing was changed");
        return false;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "W024", here(s), "the store can be read here, and not written");
        tdm_problem_fix(
            problem, "write where the store lies on a medium and in a folder that you may write; nothing was changed");
        return false;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:
        return tdm_sqlite_damaged(s, problem, words);
    case SQLITE_FULL:
        (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "W024", here(s), "the disk is full");
        tdm_problem_fix(problem,
                        "make room and run the same command again; what was not acknowledged was not recorded");
        return false;
    default:
        break;
    }
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "W024", here(s), "the machine does not let the store work: %s", words);
    tdm_problem_fix(
        problem,
        "put the disk or the memory right and run the same command again; what is there already is not made twice");
    return false;
}

/* ---- statements */

sqlite3_stmt *tdm_sqlite_statement(struct tdm_sqlite *s, enum tdm_statement which, struct tdm_problem *problem) {
    if (s->statements[which] != NULL) return s->statements[which];
    int rc = sqlite3_prepare_v3(s->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[which], NULL);
    if (rc == SQLITE_OK) return s->statements[which];
    (void)tdm_sqlite_fail(s, rc, problem);
    return NULL;
}

bool tdm_sqlite_run(struct tdm_sqlite *s, sqlite3_stmt *statement, struct tdm_problem *problem) {
    int rc = sqlite3_step(statement);
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
    return rc == SQLITE_DONE || tdm_sqlite_fail(s, rc, problem);
}

bool tdm_sqlite_script(struct tdm_sqlite *s, const char *script, struct tdm_problem *problem) {
    int rc = sqlite3_exec(s->db, script, NULL, NULL, NULL);
    return rc == SQLITE_OK || tdm_sqlite_fail(s, rc, problem);
}

bool tdm_sqlite_number(struct tdm_sqlite *s, const char *query, int64_t *out, struct tdm_problem *problem) {
    sqlite3_stmt *statement;
    int rc = sqlite3_prepare_v2(s->db, query, -1, &statement, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_step(statement);
    bool good = rc == SQLITE_ROW || tdm_sqlite_fail(s, rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, problem);
    if (good) *out = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return good;
}

tdm_str tdm_sqlite_bytes(sqlite3_stmt *statement, int column) {
    const void *at = sqlite3_column_blob(statement, column);
    int len = sqlite3_column_bytes(statement, column);
    return at == NULL || len <= 0 ? (tdm_str){"", 0} : (tdm_str){at, (size_t)len};
}

int tdm_sqlite_bind(sqlite3_stmt *statement, int at, tdm_str bytes, bool text) {
    const char *from = bytes.len == 0 ? "" : bytes.at; /* null would bind NULL */
    if (text) return sqlite3_bind_text64(statement, at, from, bytes.len, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(statement, at, from, bytes.len, SQLITE_STATIC);
}

/* ---- opening */

void tdm_sqlite_close_db(struct tdm_sqlite *s) {
    for (int i = 0; i < TDM_SQL_COUNT; i++) (void)sqlite3_finalize(s->statements[i]);
    memset(s->statements, 0, sizeof s->statements);
    (void)sqlite3_close(s->db);
    s->db = NULL;
}

/* SQLite's own defences on; its locks and its waiting as the store promises them. */
static bool settle(struct tdm_sqlite *s, enum tdm_store_mode mode, struct tdm_problem *problem) {
    (void)sqlite3_extended_result_codes(s->db, 1);
    (void)sqlite3_busy_timeout(s->db, TDM_STORE_WAIT_MS);
    (void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return tdm_sqlite_script(s, "PRAGMA cell_size_check = ON", problem) &&
           tdm_sqlite_script(
               s, "PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000", problem) &&
           (mode != TDM_STORE_READ || tdm_sqlite_script(s, "PRAGMA query_only = ON", problem));
}

static bool older(const struct tdm_sqlite *s, struct tdm_problem *problem) {
    (void)tdm_fail(problem, TDM_WHY_NOT_ALLOWED, "W093", here(s),
                   "the store has format %u, and what this program writes has format %d", s->head.format,
                   TDM_STORE_FORMAT);
    tdm_problem_fix(problem, "upgrade it, which proves that every standing stays as it is: `tandem upgrade FOLDER`");
    return false;
}

static bool check_format(struct tdm_sqlite *s, enum tdm_store_mode mode, struct tdm_problem *problem) {
    int64_t application = 0, format = 0;
    if (!tdm_sqlite_number(s, "PRAGMA application_id", &application, problem) ||
        !tdm_sqlite_number(s, "PRAGMA user_version", &format, problem))
        return false;
    if (application == APPLICATION_ID && format >= 1 && format <= TDM_STORE_FORMAT) {
        s->head.format = (uint32_t)format;
        return format == TDM_STORE_FORMAT || mode != TDM_STORE_WRITE || older(s, problem);
    }
    if (application != APPLICATION_ID)
        (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W021", here(s), "the file is no store of Tandem");
    else
        (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W021", here(s),
                       "the store has format %lld, and this program knows formats 1 to %d", (long long)format,
                       TDM_STORE_FORMAT);
    tdm_problem_fix(problem, application != APPLICATION_ID ? "name the folder that `tandem init` made"
                                                           : "use the program that wrote it; nothing was changed");
    return false;
}

static bool is_there(struct tdm_sqlite *s, const char *ending) {
    char path[4200];
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    int found = 0, length = snprintf(path, sizeof path, "%.*s%s", TDM_FMT(s->path), ending);
    return length > 0 && (size_t)length < sizeof path && vfs != NULL &&
           vfs->xAccess(vfs, path, SQLITE_ACCESS_EXISTS, &found) == SQLITE_OK && found != 0;
}

/* `file:PATH?immutable=1`: how SQLite reads a database in WAL mode from where it can write nothing. */
static const char *immutable_name(struct tdm_arena *mem, tdm_str path) {
    struct tdm_buf uri;
    tdm_buf_init(&uri, mem, 3 * path.len + 64);
    tdm_buf_text(&uri, "file:");
    for (size_t i = 0; i < path.len; i++) {
        bool special = path.at[i] == '%' || path.at[i] == '?' || path.at[i] == '#';
        if (special)
            tdm_buf_format(&uri, "%%%02X", (unsigned)(unsigned char)path.at[i]);
        else
            tdm_buf_char(&uri, path.at[i]);
    }
    tdm_buf_text(&uri, "?immutable=1");
    return tdm_arena_str(mem, tdm_buf_str(&uri)).at;
}

static bool open_db(struct tdm_sqlite *s, const char *name, int flags, struct tdm_problem *problem) {
    int rc = sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK) return true;
    bool missing = (rc & 0xff) == SQLITE_CANTOPEN && !is_there(s, "");
    tdm_sqlite_close_db(s);
    if (!missing) return tdm_sqlite_fail(s, rc, problem);
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "W020", here(s), "there is no store");
    tdm_problem_fix(problem, "name the folder that `tandem init` made, or make one with it");
    return false;
}

static bool open_to(struct tdm_sqlite *s, enum tdm_store_mode mode, struct tdm_problem *problem) {
    /* Also to read: who leaves last then takes away what stands beside the file. Where it cannot be written SQLite
     * reads. */
    int flags = SQLITE_OPEN_READWRITE;
    int64_t rows;
    if (!open_db(s, s->path.at, flags, problem)) return false;
    if (mode != TDM_STORE_READ && sqlite3_db_readonly(s->db, "main") == 1)
        return tdm_sqlite_fail(s, SQLITE_READONLY, problem);
    bool good = settle(s, mode, problem) && tdm_sqlite_number(s, "SELECT count(*) FROM sqlite_schema", &rows, problem);
    /* Beside the file nothing can be written, and nothing is left to be taken from there: it is read as it stands. */
    int said = sqlite3_extended_errcode(s->db);
    bool nowhere = (said & 0xff) == SQLITE_CANTOPEN || (said & 0xff) == SQLITE_READONLY || said == SQLITE_IOERR_SHMSIZE;
    bool alone = !good && mode == TDM_STORE_READ && nowhere && !is_there(s, "-wal"); /* an empty one is none */
    if (alone) {
        tdm_sqlite_close_db(s);
        good = open_db(s, immutable_name(s->mem, s->path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, problem) &&
               settle(s, mode, problem);
    }
    return good && check_format(s, mode, problem) && (mode != TDM_STORE_UPGRADE || tdm_sqlite_upgrade(s, problem));
}

/* ---- */

static struct tdm_sqlite *new_store(struct tdm_arena *mem, tdm_str path) {
    struct tdm_sqlite *s = TDM_NEW(mem, struct tdm_sqlite);
    s->head.keeper = &tdm_sqlite_keeper;
    s->mem = mem;
    s->path = tdm_arena_str(mem, path);
    return s;
}

bool tdm_store_open(struct tdm_arena *mem, tdm_str path, enum tdm_store_mode mode, struct tdm_store **out,
                    struct tdm_problem *problem) {
    struct tdm_sqlite *s = new_store(mem, path);
    if (!open_to(s, mode, problem)) {
        if (s->db != NULL) tdm_sqlite_close_db(s);
        return false;
    }
    *out = &s->head;
    return true;
}

static bool make_tables(struct tdm_sqlite *s, struct tdm_problem *problem) {
    char numbers[120];
    /* EXTRA: the rollback journal of these first steps is gone from the folder before they count. If a loss of power
     * brought it back, it would take the store back to nothing. */
    if (!tdm_sqlite_script(
            s, "PRAGMA synchronous = EXTRA; PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE",
            problem))
        return false;
    const char *const *tables = tdm_sqlite_tables_of(TDM_STORE_FORMAT);
    for (size_t i = 0; tables[i] != NULL; i++)
        if (!tdm_sqlite_script(s, tables[i], problem)) return false;
    (void)snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
                   APPLICATION_ID, TDM_STORE_FORMAT);
    return tdm_sqlite_script(s, numbers, problem);
}

/* A store that could not be made is not left behind, to be told as one that is there already. */
static void remove_half(const struct tdm_sqlite *s) {
    static const char *const endings[] = {"-wal", "-shm", "-journal", ""};
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    for (size_t i = 0; i < TDM_COUNT(endings) && vfs != NULL; i++) {
        char path[4200];
        int length = snprintf(path, sizeof path, "%.*s%s", TDM_FMT(s->path), endings[i]);
        if (length > 0 && (size_t)length < sizeof path) (void)vfs->xDelete(vfs, path, 0);
    }
}

bool tdm_store_make(struct tdm_arena *mem, tdm_str path, struct tdm_problem *problem) {
    struct tdm_sqlite *s = new_store(mem, path);
    if (is_there(s, "")) {
        (void)tdm_fail(problem, TDM_WHY_CONFLICT, "W026", here(s), "a store is there already");
        tdm_problem_fix(problem, "name another folder, or use the store that is there; nothing was changed");
        return false;
    }
    bool good = open_db(s, s->path.at, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, problem) &&
                settle(s, TDM_STORE_WRITE, problem) && make_tables(s, problem);
    if (s->db != NULL) tdm_sqlite_close_db(s);
    if (!good) remove_half(s);
    return good;
}
