/* spool.c - more texts than memory holds, for one run, in a database of SQLite that has no name. No journal and one
 * transaction that is never committed: what is left of it after a failure is nobody's. */
#include "store/spool.h"

#include <sqlite3.h>
#include <string.h>

#define CACHE_KIB "-16384" /* what of it is in memory */

enum statement { ADD, ADD_TEXT, LEAD, LED, GET, MARK, AT, PUT, HAS, SEE, SEEN, STATEMENT_COUNT };

static const char *const sql[STATEMENT_COUNT] = {
    [ADD] =
        "INSERT INTO piece (number, file, line, col, part, grp, original, held) VALUES (?1, ?2, ?3, ?4, ?5, -1, -1, 0)",
    [ADD_TEXT] = "INSERT INTO body (number, text) VALUES (?1, ?2)",
    [LEAD] = "INSERT INTO lead (kind, word, number) VALUES (?1, ?2, ?3)",
    [LED] = "SELECT number FROM lead WHERE kind = ?1 AND word = ?2 AND number >= ?3 ORDER BY number LIMIT 1",
    [GET] = "SELECT text, file, line, col, part, grp, original, held FROM body JOIN piece USING (number) WHERE "
            "body.number = ?1",
    [MARK] = "UPDATE piece SET grp = ?2, original = ?3, held = ?4 WHERE number = ?1",
    [AT] = "SELECT number FROM piece WHERE file = ?1 AND (line < ?2 OR (line = ?2 AND col <= ?3)) ORDER BY number DESC "
           "LIMIT 1",
    [PUT] = "INSERT INTO result (name, text) VALUES (?1, ?2)",
    [HAS] = "SELECT 1 FROM result WHERE name = ?1",
    [SEE] = "INSERT OR IGNORE INTO seen (word) VALUES (?1)",
    [SEEN] = "SELECT 1 FROM seen WHERE word = ?1",
};
static const char tables[] =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA temp_store = FILE; PRAGMA cache_size = " CACHE_KIB ";"
    "BEGIN;"
    "CREATE TABLE piece (number INTEGER PRIMARY KEY, file INTEGER, line INTEGER, col INTEGER, part INTEGER, grp "
    "INTEGER,"
    " original INTEGER, held INTEGER);"
    "CREATE TABLE body (number INTEGER PRIMARY KEY, text BLOB);"
    "CREATE TABLE lead (kind INTEGER, word INTEGER, number INTEGER);"
    "CREATE TABLE seen (word BLOB PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE result (number INTEGER PRIMARY KEY, name BLOB UNIQUE, text BLOB);";

struct tdm_spool {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    uint32_t count;
    int failed; /* what SQLite said first */
};

static bool fine(struct tdm_spool *s, int said) {
    bool good = said == SQLITE_OK || said == SQLITE_DONE || said == SQLITE_ROW;
    if (!good && s->failed == SQLITE_OK) s->failed = said;
    return good;
}

static void run(struct tdm_spool *s, const char *script) {
    if (s->failed == SQLITE_OK) (void)fine(s, sqlite3_exec(s->db, script, NULL, NULL, NULL));
}

bool tdm_spool_open(struct tdm_arena *mem, struct tdm_spool **out, struct tdm_problem *problem) {
    struct tdm_spool *s = TDM_NEW(mem, struct tdm_spool);
    (void)fine(s, sqlite3_open_v2("", &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL));
    run(s, tables);
    for (int i = 0; i < STATEMENT_COUNT && s->failed == SQLITE_OK; i++)
        (void)fine(s, sqlite3_prepare_v3(s->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[i], NULL));
    *out = s;
    if (tdm_spool_good(s, problem)) return true;
    tdm_spool_close(s);
    return false;
}

void tdm_spool_close(struct tdm_spool *s) {
    if (s == NULL) return;
    for (int i = 0; i < STATEMENT_COUNT; i++) (void)sqlite3_finalize(s->statements[i]);
    (void)sqlite3_close(s->db);
    *s = (struct tdm_spool){.failed = SQLITE_MISUSE};
}

bool tdm_spool_good(const struct tdm_spool *s, struct tdm_problem *problem) {
    if (s->failed == SQLITE_OK) return true;
    (void)tdm_fail(problem, TDM_WHY_ENVIRONMENT, "W028", (struct tdm_place){.file = TDM_STR("command line")},
                   "what is read cannot be laid aside for a while: %s", sqlite3_errstr(s->failed));
    tdm_problem_fix(problem, "give the disk room for twice what is read, or name a folder that has it: "
                             "`SQLITE_TMPDIR=/folder tandem ...`; nothing was changed");
    return false;
}

uint32_t tdm_spool_count(const struct tdm_spool *s) {
    return s->count;
}

/* ---- one statement */

static sqlite3_stmt *begin(struct tdm_spool *s, enum statement which) {
    return s->failed == SQLITE_OK ? s->statements[which] : NULL;
}

static void bind(struct tdm_spool *s, sqlite3_stmt *statement, int at, int64_t number) {
    (void)fine(s, sqlite3_bind_int64(statement, at, number));
}

static void bind_bytes(struct tdm_spool *s, sqlite3_stmt *statement, int at, tdm_str bytes) {
    (void)fine(s, sqlite3_bind_blob64(statement, at, bytes.len == 0 ? "" : bytes.at, bytes.len, SQLITE_STATIC));
}

static void end(struct tdm_spool *s, sqlite3_stmt *statement) {
    (void)fine(s, sqlite3_reset(statement));
}

static void finish(struct tdm_spool *s, sqlite3_stmt *statement) {
    (void)fine(s, sqlite3_step(statement));
    end(s, statement);
}

static int64_t or_none(uint32_t number) {
    return number == TDM_SPOOL_NONE ? -1 : (int64_t)number;
}

static uint32_t number_at(sqlite3_stmt *statement, int column) {
    int64_t number = sqlite3_column_int64(statement, column);
    return number < 0 || number > UINT32_MAX ? TDM_SPOOL_NONE : (uint32_t)number;
}

/* The number in the first column of the first row. */
static uint32_t first_number(struct tdm_spool *s, sqlite3_stmt *statement) {
    int said = sqlite3_step(statement);
    uint32_t number = fine(s, said) && said == SQLITE_ROW ? number_at(statement, 0) : TDM_SPOOL_NONE;
    end(s, statement);
    return number;
}

static tdm_str bytes_at(sqlite3_stmt *statement, int column) {
    const void *bytes = sqlite3_column_blob(statement, column);
    return (tdm_str){bytes, bytes == NULL ? 0 : (size_t)sqlite3_column_bytes(statement, column)};
}

/* A digest of 63 bits: equal ones of different words are told apart by who reads what they lead to. */
static int64_t digest_of(tdm_str word) {
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < word.len; i++) hash = (hash ^ (uint8_t)word.at[i]) * 1099511628211u;
    return (int64_t)(hash >> 1);
}

/* ---- pieces */

void tdm_spool_add(struct tdm_spool *s, const struct tdm_spooled *one) {
    sqlite3_stmt *add = begin(s, ADD), *text = begin(s, ADD_TEXT);
    if (add == NULL) return;
    bind(s, add, 1, s->count);
    bind(s, add, 2, one->file);
    bind(s, add, 3, one->line);
    bind(s, add, 4, one->column);
    bind(s, add, 5, or_none(one->part));
    finish(s, add);
    bind(s, text, 1, s->count);
    bind_bytes(s, text, 2, one->text);
    finish(s, text);
    s->count++;
    if (s->count == TDM_SPOOL_NONE) (void)fine(s, SQLITE_TOOBIG);
}

void tdm_spool_lead(struct tdm_spool *s, uint32_t kind, tdm_str word) {
    sqlite3_stmt *lead = begin(s, LEAD);
    if (lead == NULL) return;
    bind(s, lead, 1, kind);
    bind(s, lead, 2, digest_of(word));
    bind(s, lead, 3, (int64_t)s->count - 1);
    finish(s, lead);
}

void tdm_spool_sort(struct tdm_spool *s) {
    run(s, "CREATE INDEX lead_word ON lead (kind, word, number)");
}

uint32_t tdm_spool_led(struct tdm_spool *s, uint32_t kind, tdm_str word, uint32_t from) {
    sqlite3_stmt *led = begin(s, LED);
    if (led == NULL) return TDM_SPOOL_NONE;
    bind(s, led, 1, kind);
    bind(s, led, 2, digest_of(word));
    bind(s, led, 3, from);
    return first_number(s, led);
}

bool tdm_spool_get(struct tdm_spool *s, struct tdm_arena *mem, uint32_t number, struct tdm_spooled *out) {
    sqlite3_stmt *get = begin(s, GET);
    if (get == NULL) return false;
    bind(s, get, 1, number);
    int said = sqlite3_step(get);
    bool found = fine(s, said) && said == SQLITE_ROW;
    if (found)
        *out = (struct tdm_spooled){.text = tdm_arena_str(mem, bytes_at(get, 0)),
                                    .file = number_at(get, 1),
                                    .line = number_at(get, 2),
                                    .column = number_at(get, 3),
                                    .part = number_at(get, 4),
                                    .group = number_at(get, 5),
                                    .original = number_at(get, 6),
                                    .held = sqlite3_column_int(get, 7) != 0};
    end(s, get);
    return found;
}

void tdm_spool_mark(struct tdm_spool *s, uint32_t number, const struct tdm_spooled *marks) {
    sqlite3_stmt *mark = begin(s, MARK);
    if (mark == NULL) return;
    bind(s, mark, 1, number);
    bind(s, mark, 2, or_none(marks->group));
    bind(s, mark, 3, or_none(marks->original));
    bind(s, mark, 4, marks->held);
    finish(s, mark);
}

uint32_t tdm_spool_at(struct tdm_spool *s, uint32_t file, uint32_t line, uint32_t column) {
    sqlite3_stmt *at = begin(s, AT);
    if (at == NULL) return TDM_SPOOL_NONE;
    bind(s, at, 1, file);
    bind(s, at, 2, line);
    bind(s, at, 3, column);
    return first_number(s, at);
}

/* ---- all of them */

/* Rows of two numbers; `each` may mark. */
static bool walk_rows(struct tdm_spool *s, sqlite3_stmt *rows, bool neighbours, const struct tdm_spool_walk *walk) {
    int64_t before = -1;
    uint32_t last = TDM_SPOOL_NONE;
    bool good = true;
    while (good) {
        int said = sqlite3_step(rows);
        if (!fine(s, said) || said != SQLITE_ROW) break;
        int64_t first = sqlite3_column_int64(rows, 0);
        uint32_t number = number_at(rows, 1);
        if (!neighbours)
            good = walk->each(walk->context, (uint32_t)first, number);
        else if (first == before && number != last)
            good = walk->each(walk->context, last, number);
        before = first;
        last = number;
    }
    return good && s->failed == SQLITE_OK;
}

static bool walk(struct tdm_spool *s, const char *text, int64_t bound, bool neighbours,
                 const struct tdm_spool_walk *to) {
    sqlite3_stmt *rows = NULL;
    if (s->failed != SQLITE_OK || !fine(s, sqlite3_prepare_v2(s->db, text, -1, &rows, NULL))) return false;
    bind(s, rows, 1, bound);
    bool good = walk_rows(s, rows, neighbours, to);
    (void)sqlite3_finalize(rows);
    return good;
}

bool tdm_spool_twice(struct tdm_spool *s, uint32_t kind, const struct tdm_spool_walk *to) {
    return walk(s, "SELECT word, number FROM lead WHERE kind = ?1 ORDER BY word, number", kind, true, to);
}

bool tdm_spool_rest(struct tdm_spool *s, uint32_t but, const struct tdm_spool_walk *to) {
    return walk(s, "SELECT max(grp, 0), number FROM piece WHERE held = 0 AND original = -1 AND grp <> ?1 ORDER BY 1, 2",
                but, false, to);
}

/* ---- what is to be written */

void tdm_spool_put(struct tdm_spool *s, tdm_str name, tdm_str text) {
    sqlite3_stmt *put = begin(s, PUT);
    if (put == NULL) return;
    bind_bytes(s, put, 1, name);
    bind_bytes(s, put, 2, text);
    finish(s, put);
}

bool tdm_spool_has(struct tdm_spool *s, tdm_str name) {
    sqlite3_stmt *has = begin(s, HAS);
    if (has == NULL) return false;
    bind_bytes(s, has, 1, name);
    return first_number(s, has) != TDM_SPOOL_NONE;
}

void tdm_spool_see(struct tdm_spool *s, tdm_str word) {
    sqlite3_stmt *see = begin(s, SEE);
    if (see == NULL) return;
    bind_bytes(s, see, 1, word);
    finish(s, see);
}

bool tdm_spool_seen(struct tdm_spool *s, tdm_str word) {
    sqlite3_stmt *seen = begin(s, SEEN);
    if (seen == NULL) return false;
    bind_bytes(s, seen, 1, word);
    return first_number(s, seen) != TDM_SPOOL_NONE;
}

bool tdm_spool_results(struct tdm_spool *s, const struct tdm_spool_results *to) {
    sqlite3_stmt *rows = NULL;
    bool good = s->failed == SQLITE_OK &&
                fine(s, sqlite3_prepare_v2(s->db, "SELECT name, text FROM result ORDER BY number", -1, &rows, NULL));
    while (good) {
        int said = sqlite3_step(rows);
        if (!fine(s, said) || said != SQLITE_ROW) break;
        good = to->each(to->context, bytes_at(rows, 0), bytes_at(rows, 1));
    }
    (void)sqlite3_finalize(rows);
    return good && s->failed == SQLITE_OK;
}
