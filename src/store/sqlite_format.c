/* sqlite_format.c - the tables of each format that was ever written, and the way from each to the next. A format is
 * never taken out: what a clinic kept ten years ago is read, and upgraded in one transaction.
 *
 *   1  entries are found by an index over episodes and one over ids
 *   2  one index over both: an act is asked for in its episode, and what is recorded for an episode stands together */
#include "store/sqlite_int.h"

#define PLACES   "CREATE TABLE place (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"
#define EPISODES "CREATE TABLE episode (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"
#define ENTRIES                                                                                                        \
    "CREATE TABLE entry (key INTEGER PRIMARY KEY, episode INTEGER NOT NULL, id BLOB NOT NULL, hash BLOB NOT NULL, "    \
    "bytes BLOB NOT NULL) STRICT"
#define FILES "CREATE TABLE file (hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT"
#define ACTS  "CREATE INDEX entry_act ON entry (episode, id)"

static const char *const tables_1[] = {
    PLACES, EPISODES, ENTRIES, "CREATE INDEX entry_episode ON entry (episode)", "CREATE INDEX entry_id ON entry (id)",
    FILES,  NULL};
static const char *const tables_2[] = {PLACES, EPISODES, ENTRIES, ACTS, FILES, NULL};
static const char *const *const tables[] = {[1] = tables_1, [2] = tables_2};

/* From that format to the next one. */
static const char *const steps[] = {[1] = "DROP INDEX entry_episode; DROP INDEX entry_id; " ACTS
                                          "; PRAGMA user_version = 2"};

const char *const *tdm_sqlite_tables_of(uint32_t format) {
    TDM_ASSERT(format >= 1 && format < TDM_COUNT(tables));
    return tables[format];
}

bool tdm_sqlite_upgrade(struct tdm_sqlite *s, struct tdm_problem *problem) {
    if (!tdm_store_begin(&s->head, problem)) return false;
    for (uint32_t format = s->head.format; format < TDM_STORE_FORMAT; format++) {
        TDM_ASSERT(format < TDM_COUNT(steps));
        if (!tdm_sqlite_script(s, steps[format], problem)) return false;
    }
    s->head.format = TDM_STORE_FORMAT;
    return true;
}
