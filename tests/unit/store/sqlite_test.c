/* sqlite_test.c - the keeper on SQLite when the machine does not go along: what it says, and that nothing was changed.
 */
#include "../ledger/links.h"
#include "disk.h"
#include "store/store.h"

#include <sqlite3.h>

static const char path[] = "/ward/ledger.db";

static struct tdm_store *opened(struct tdm_arena *mem, enum tdm_store_mode mode) {
    struct tdm_store *store = NULL;
    struct tdm_problem problem;
    if (tdm_store_open(mem, tdm_str_of(path), mode, &store, &problem)) return store;
    check_failed(__FILE__, __LINE__, "cannot be opened: %s", problem.what);
    return NULL;
}

static bool put(struct tdm_arena *mem, struct tdm_store *store, const char *body, struct tdm_problem *problem) {
    struct tdm_stored last, stored;
    struct tdm_chained link;
    bool found = false;
    if (!tdm_store_begin(store, problem)) return false;
    bool good = tdm_store_last(mem, store, TDM_STR("ward-a"), &last, &found, problem);
    if (good && !found) {
        struct tdm_chained first = links_first(mem, "ward-a");
        last = links_stored(mem, &first);
        good = tdm_store_append(store, &first, &last, problem);
    }
    if (good) {
        stored = links_after(mem, &last, links_said(mem, "knee-1", body));
        TDM_ASSERT(tdm_chained_read(mem, TDM_STR("x"), stored.bytes, &link, problem));
        good = tdm_store_append(store, &link, &stored, problem) && tdm_store_commit(store, problem);
    }
    if (!good) tdm_store_abandon(store);
    return good;
}

/* A store with one entry of somebody, on a disk that works. */
static void new_disk(struct tdm_arena *mem) {
    struct tdm_problem problem;
    disk_install();
    disk_wipe();
    TDM_ASSERT(tdm_store_make(mem, tdm_str_of(path), &problem));
    struct tdm_store *store = opened(mem, TDM_STORE_WRITE);
    TDM_ASSERT(put(mem, store, "one\n", &problem));
    tdm_store_close(store);
}

static bool count_one(void *context, const struct tdm_stored *stored) {
    (void)stored;
    ++*(uint32_t *)context;
    return true;
}

/* How many entries there are, when the store is whole. */
static uint32_t entries(struct tdm_arena *mem, struct tdm_store *store) {
    struct tdm_verified verified;
    static struct tdm_problems problems;
    struct tdm_problem problem;
    uint32_t count = 0;
    tdm_problems_init(&problems);
    CHECK(tdm_store_verify(mem, store, &verified, &problems));
    CHECK(tdm_store_chains(store, count_one, &count, &problem));
    return count;
}

static tdm_digest file_digest(void) {
    size_t size = 0;
    const uint8_t *bytes = disk_bytes(path, &size);
    return tdm_digest_of((tdm_str){(const char *)bytes, bytes == NULL ? 0 : size});
}

TEST("a full disk is told, what was begun is not there, and with room it goes on [F109]") {
    struct tdm_problem problem;
    new_disk(mem);
    struct tdm_store *store = opened(mem, TDM_STORE_WRITE);
    disk_fail(DISK_FULL, 1, UINT64_MAX);
    CHECK(!put(mem, store, "two\n", &problem));
    CHECK_STR(tdm_str_of(problem.code), "W024");
    CHECK_STR(tdm_str_of(problem.what), "the disk is full");
    CHECK_STR(tdm_str_of(problem.fix),
              "make room and run the same command again; what was not acknowledged was not recorded");
    CHECK_STR(problem.place.file, path);
    CHECK_INT(problem.why, TDM_WHY_ENVIRONMENT);
    disk_fail(DISK_NO_FAULT, 1, 1);
    CHECK_INT(entries(mem, store), 2);
    CHECK(put(mem, store, "two\n", &problem));
    CHECK_INT(entries(mem, store), 3);
    tdm_store_close(store);
}

TEST("on a full disk what is kept is read, who would write is told, and no half store is left behind [F109 F119]") {
    struct tdm_problem problem;
    new_disk(mem);
    size_t size = 0;
    disk_fail(DISK_FULL, 1, UINT64_MAX);
    struct tdm_store *store = opened(mem, TDM_STORE_READ);
    REQUIRE(store != NULL);
    CHECK_INT(entries(mem, store), 2);
    tdm_store_close(store);
    CHECK(!tdm_store_open(mem, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W024");
    CHECK_STR(tdm_str_of(problem.what), "the disk is full");
    CHECK(!tdm_store_make(mem, TDM_STR("other/ledger.db"), &problem));
    CHECK_STR(tdm_str_of(problem.what), "the disk is full");
    CHECK(disk_bytes("other/ledger.db", &size) == NULL);
    disk_fail(DISK_NO_FAULT, 1, 1);
    CHECK(tdm_store_make(mem, TDM_STR("other/ledger.db"), &problem));
    store = opened(mem, TDM_STORE_WRITE);
    CHECK(put(mem, store, "two\n", &problem));
    CHECK_INT(entries(mem, store), 3);
    tdm_store_close(store);
}

TEST("a medium that cannot be written is read, and says so to who would write [F119]") {
    struct tdm_problem problem;
    new_disk(mem);
    tdm_digest before = file_digest();
    disk_fail(DISK_READ_ONLY, 1, UINT64_MAX);
    struct tdm_store *store = opened(mem, TDM_STORE_READ);
    REQUIRE(store != NULL);
    CHECK_INT(entries(mem, store), 2);
    tdm_store_close(store);
    bool written = tdm_store_open(mem, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem);
    if (written) {
        written = put(mem, store, "two\n", &problem);
        tdm_store_close(store);
    }
    CHECK(!written);
    CHECK_STR(tdm_str_of(problem.code), "W024");
    CHECK_STR(tdm_str_of(problem.what), "the store can be read here, and not written");
    CHECK(tdm_digest_equal(before, file_digest()));
}

TEST("while somebody writes, others read what was committed, and who would write waits and is told") {
    struct tdm_problem problem;
    new_disk(mem);
    struct tdm_store *one = opened(mem, TDM_STORE_WRITE), *other = opened(mem, TDM_STORE_WRITE);
    REQUIRE(tdm_store_begin(one, &problem));
    CHECK(!tdm_store_begin(other, &problem)); /* the disk's clock of the test stands still while it waits */
    CHECK_STR(tdm_str_of(problem.code), "W022");
    CHECK_INT(problem.why, TDM_WHY_BUSY);
    CHECK_INT(entries(mem, other), 2);
    tdm_store_abandon(one);
    CHECK(put(mem, other, "two\n", &problem));
    CHECK_INT(entries(mem, one), 3);
    tdm_store_close(one);
    tdm_store_close(other);
}

TEST("a store opened to read cannot be written into") {
    struct tdm_problem problem;
    new_disk(mem);
    struct tdm_store *store = opened(mem, TDM_STORE_READ);
    CHECK(!put(mem, store, "two\n", &problem));
    CHECK_STR(tdm_str_of(problem.what), "the store can be read here, and not written");
    CHECK_INT(entries(mem, store), 2);
    tdm_store_close(store);
}

static void change(const char *script) {
    sqlite3 *db;
    TDM_ASSERT(sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, script, NULL, NULL, NULL) == SQLITE_OK);
    TDM_ASSERT(sqlite3_close(db) == SQLITE_OK);
}

TEST("a later format and another program's file are told apart, and left as they are [F121]") {
    static const struct {
        const char *script, *what;
    } rows[] = {{"PRAGMA user_version = 3", "the store has format 3, and this program knows formats 1 to 2"},
                {"PRAGMA application_id = 7", "the file is no store of Tandem"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_store *store;
        struct tdm_problem problem;
        new_disk(mem);
        change(rows[i].script);
        tdm_digest before = file_digest();
        CHECK(!tdm_store_open(mem, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem));
        CHECK_STR(tdm_str_of(problem.code), "W021");
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
        CHECK(tdm_digest_equal(before, file_digest()));
    }
}

TEST("no store, a second store, and a file that is none at all: each is told [F120]") {
    struct tdm_store *store;
    struct tdm_problem problem;
    disk_install();
    disk_wipe();
    CHECK(!tdm_store_open(mem, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W020");
    CHECK_STR(tdm_str_of(problem.what), "there is no store");
    new_disk(mem);
    CHECK(!tdm_store_make(mem, tdm_str_of(path), &problem));
    CHECK_STR(tdm_str_of(problem.code), "W026");
    char text[3000];
    memset(text, 'x', sizeof text);
    disk_wipe();
    disk_set(path, (const uint8_t *)text, sizeof text);
    CHECK(!tdm_store_open(mem, tdm_str_of(path), TDM_STORE_WRITE, &store, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W025");
    CHECK_STR(tdm_str_of(problem.what), "the file of the store is damaged: file is not a database");
}

TEST("lists that no longer say what the entries say are told, whoever changed them [F109]") {
    static const struct {
        const char *script, *what;
    } rows[] = {
        {"UPDATE entry SET episode = 0",
         "the file of the store is damaged: an entry is listed under another place, episode or id "
         "than its bytes name"},
        {"UPDATE entry SET id = zeroblob(16) WHERE key % 2 = 0",
         "the file of the store is damaged: an entry is listed under another place, episode or id than its bytes name"},
        {"UPDATE place SET name = 'ward-b'",
         "the file of the store is damaged: an entry is listed under another place, episode or id than its bytes name"},
        {"INSERT INTO episode (name) VALUES ('nobody')",
         "the file of the store is damaged: it lists a place or an episode that has no entry"},
        {"INSERT INTO file (hash, bytes) VALUES (zeroblob(32), zeroblob(3))",
         "the file of the store is damaged: a file of the library does not have the hash under which it is kept"},
        {"CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
         "the file of the store is damaged: its tables are not those of a store"},
        {"DROP INDEX entry_act", "the file of the store is damaged: its tables are not those of a store"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_problem problem = {0};
        new_disk(mem);
        change(rows[i].script);
        struct tdm_store *store = opened(mem, TDM_STORE_READ);
        CHECK(!tdm_store_examine(mem, store, &problem));
        CHECK_STR(tdm_str_of(problem.code), "W025");
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
        tdm_store_close(store);
    }
}
