/* store_test.c - the contract of a store: every keeper passes every one of these tests. */
#include "../ledger/links.h"
#include "scratch.h"
#include "store/store.h"

enum keeper { KEEPER_MEMORY, KEEPER_SQLITE, KEEPER_COUNT };
#define EACH_KEEPER(k) for (int k = 0; k < KEEPER_COUNT; k++)

static struct tdm_store *reopened(struct tdm_arena *mem, struct tdm_store *store, int keeper) {
    struct tdm_problem problem;
    if (keeper == KEEPER_MEMORY) return store; /* has nothing to come back from */
    tdm_store_close(store);
    TDM_ASSERT(tdm_store_open(mem, scratch_path(mem, "contract.db"), TDM_STORE_WRITE, &store, &problem));
    return store;
}

static struct tdm_store *new_store(struct tdm_arena *mem, int keeper) {
    struct tdm_problem problem;
    struct tdm_store *store = NULL;
    if (keeper == KEEPER_MEMORY) return tdm_store_memory();
    tdm_str path = scratch_path(mem, "contract.db");
    scratch_clear();
    if (!tdm_store_make(mem, path, &problem)) check_failed(__FILE__, __LINE__, "%s", problem.what);
    TDM_ASSERT(tdm_store_open(mem, path, TDM_STORE_WRITE, &store, &problem));
    return store;
}

/* Appends `link` to the chain of its place; `place` founds one when it has none. */
static struct tdm_stored put(struct tdm_arena *mem, struct tdm_store *store, const char *place, const char *episode,
                             const char *body) {
    struct tdm_stored last, stored;
    struct tdm_problem problem;
    bool found;
    TDM_ASSERT(tdm_store_last(mem, store, tdm_str_of(place), &last, &found, &problem));
    if (!found) {
        struct tdm_chained first = links_first(mem, place);
        stored = links_stored(mem, &first);
        TDM_ASSERT(tdm_store_append(store, &first, &stored, &problem));
        last = stored;
    }
    stored = links_after(mem, &last, links_said(mem, episode, body));
    struct tdm_chained link;
    TDM_ASSERT(tdm_chained_read(mem, TDM_STR("x"), stored.bytes, &link, &problem));
    TDM_ASSERT(tdm_store_append(store, &link, &stored, &problem));
    return stored;
}

struct told {
    struct tdm_arena *mem;
    struct tdm_buf text;
    uint32_t most;
};

static bool tell(void *context, const struct tdm_stored *stored) {
    struct told *told = context;
    tdm_buf_format(&told->text, "%.*s%s%llu", TDM_FMT(stored->place), stored->place.len > 0 ? " " : "",
                   (unsigned long long)stored->number);
    tdm_buf_text(&told->text, tdm_digest_equal(tdm_digest_of(stored->bytes), stored->hash) ? ", " : " broken, ");
    return --told->most > 0;
}

static struct told telling(struct tdm_arena *mem, uint32_t most) {
    struct told told = {.mem = mem, .most = most};
    tdm_buf_init(&told.text, mem, 10000);
    return told;
}

/* Two places, two episodes, founded in an order that is not that of their names. */
static struct tdm_store *filled(struct tdm_arena *mem, int keeper) {
    struct tdm_store *store = new_store(mem, keeper);
    struct tdm_problem problem;
    TDM_ASSERT(tdm_store_begin(store, &problem));
    (void)put(mem, store, "ward-b", "knee-1", "one\n");
    (void)put(mem, store, "annex-a", "hip-2", "two\n");
    (void)put(mem, store, "ward-b", "hip-2", "three\n");
    (void)put(mem, store, "ward-b", "knee-1", "four\n");
    TDM_ASSERT(tdm_store_commit(store, &problem));
    return store;
}

TEST("an empty store has nothing, and says so without failing [F109]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = new_store(mem, k);
        struct told told = telling(mem, 99);
        struct tdm_stored stored;
        struct tdm_problem problem;
        tdm_str bytes;
        bool found = true;
        CHECK(tdm_store_last(mem, store, TDM_STR("ward-b"), &stored, &found, &problem) && !found);
        found = true;
        struct tdm_chained act = {.episode = TDM_STR("knee-1"), .id = {{1}}};
        CHECK(tdm_store_act(mem, store, &act, &stored, &found, &problem) && !found);
        found = true;
        CHECK(tdm_store_file(mem, store, (tdm_digest){{1}}, &bytes, &found, &problem) && !found);
        CHECK(tdm_store_chains(store, tell, &told, &problem));
        CHECK(tdm_store_heads(store, tell, &told, &problem));
        CHECK(tdm_store_files(store, tell, &told, &problem));
        CHECK(tdm_store_episode(store, TDM_STR("knee-1"), tell, &told, &problem));
        CHECK_INT(told.text.len, 0);
        CHECK(tdm_store_examine(mem, store, &problem));
        tdm_store_close(store);
    }
}

TEST("what was committed is there after opening again: by chain, by episode, as heads, in one order [F109 F119]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = reopened(mem, filled(mem, k), k);
        struct told chains = telling(mem, 99), knee = telling(mem, 99), hip = telling(mem, 99),
                    heads = telling(mem, 99), none = telling(mem, 99);
        struct tdm_problem problem;
        CHECK(tdm_store_chains(store, tell, &chains, &problem));
        CHECK_STR(tdm_buf_str(&chains.text), "ward-b 1, ward-b 2, ward-b 3, ward-b 4, annex-a 1, annex-a 2, ");
        CHECK(tdm_store_episode(store, TDM_STR("knee-1"), tell, &knee, &problem));
        CHECK_STR(tdm_buf_str(&knee.text), "ward-b 2, ward-b 4, ");
        CHECK(tdm_store_episode(store, TDM_STR("hip-2"), tell, &hip, &problem));
        CHECK_STR(tdm_buf_str(&hip.text), "ward-b 3, annex-a 2, ");
        CHECK(tdm_store_heads(store, tell, &heads, &problem));
        CHECK_STR(tdm_buf_str(&heads.text), "ward-b 4, annex-a 2, ");
        CHECK(tdm_store_episode(store, TDM_STR("knee"), tell, &none, &problem));
        CHECK_STR(tdm_buf_str(&none.text), "");
        CHECK(tdm_store_examine(mem, store, &problem));
        tdm_store_close(store);
    }
}

TEST("several episodes come together, in the order of chains, and a name that is not kept gives nothing [F117]") {
    static const tdm_str both[] = {TDM_STR_INIT("hip-2"), TDM_STR_INIT("knee"), TDM_STR_INIT("knee-1")};
    EACH_KEEPER(k) {
        struct tdm_store *store = reopened(mem, filled(mem, k), k);
        struct told one = telling(mem, 99), all = telling(mem, 99), none = telling(mem, 99), first = telling(mem, 1);
        struct tdm_problem problem;
        CHECK(tdm_store_some(store, (struct tdm_some){both, 3}, tell, &all, &problem));
        CHECK_STR(tdm_buf_str(&all.text), "ward-b 2, ward-b 3, ward-b 4, annex-a 2, ");
        CHECK(tdm_store_some(store, (struct tdm_some){both, 2}, tell, &one, &problem));
        CHECK_STR(tdm_buf_str(&one.text), "ward-b 3, annex-a 2, ");
        CHECK(tdm_store_some(store, (struct tdm_some){NULL, 0}, tell, &none, &problem));
        CHECK_STR(tdm_buf_str(&none.text), "");
        CHECK(tdm_store_some(store, (struct tdm_some){both, 3}, tell, &first, &problem));
        CHECK_STR(tdm_buf_str(&first.text), "ward-b 2, ");
        tdm_store_close(store);
    }
}

static bool name_it(void *context, const struct tdm_stored *stored) {
    struct tdm_buf *names = context;
    tdm_buf_add(names, stored->bytes);
    tdm_buf_char(names, ' ');
    return names->len < 9;
}

TEST("the names of episodes come by name, each once, and who has seen enough stops [F117]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = reopened(mem, filled(mem, k), k);
        struct tdm_buf names;
        struct tdm_problem problem;
        tdm_buf_init(&names, mem, 1000);
        CHECK(tdm_store_episodes(store, name_it, &names, &problem));
        CHECK_STR(tdm_buf_str(&names), "hip-2 knee-1 ");
        tdm_buf_init(&names, mem, 1000);
        tdm_buf_text(&names, "from ");
        CHECK(tdm_store_episodes(store, name_it, &names, &problem));
        CHECK_STR(tdm_buf_str(&names), "from hip-2 ");
        tdm_store_close(store);
    }
}

TEST("who has seen enough stops, and that is no failure") {
    EACH_KEEPER(k) {
        struct tdm_store *store = filled(mem, k);
        struct told chains = telling(mem, 3), episode = telling(mem, 1);
        struct tdm_problem problem;
        CHECK(tdm_store_chains(store, tell, &chains, &problem));
        CHECK_STR(tdm_buf_str(&chains.text), "ward-b 1, ward-b 2, ward-b 3, ");
        CHECK(tdm_store_episode(store, TDM_STR("hip-2"), tell, &episode, &problem));
        CHECK_STR(tdm_buf_str(&episode.text), "ward-b 3, ");
        tdm_store_close(store);
    }
}

TEST("one entry is found by its place and number, by its id, and as the last of its place") {
    EACH_KEEPER(k) {
        struct tdm_store *store = filled(mem, k);
        struct tdm_problem problem;
        struct tdm_stored at, by_id, last;
        struct tdm_chained link;
        bool found = false;
        struct tdm_head where = {TDM_STR("ward-b"), 3, {{0}}};
        REQUIRE(tdm_store_at(mem, store, &where, &at, &found, &problem) && found);
        REQUIRE(tdm_chained_read(mem, TDM_STR("x"), at.bytes, &link, &problem));
        CHECK_STR(link.body, "three\n");
        CHECK_STR(at.place, "ward-b");
        CHECK(tdm_digest_equal(at.hash, tdm_digest_of(at.bytes)));
        REQUIRE(tdm_store_act(mem, store, &link, &by_id, &found, &problem) && found);
        CHECK(tdm_str_equal(by_id.bytes, at.bytes));
        CHECK_INT(by_id.number, 3);
        struct tdm_chained elsewhere = {.episode = TDM_STR("knee-2"), .id = link.id};
        CHECK(tdm_store_act(mem, store, &elsewhere, &by_id, &found, &problem) && !found); /* in its episode only */
        REQUIRE(tdm_store_last(mem, store, TDM_STR("annex-a"), &last, &found, &problem) && found);
        CHECK_INT(last.number, 2);
        static const uint64_t nowhere[] = {0, 5, UINT64_MAX};
        for (size_t i = 0; i < TDM_COUNT(nowhere); i++) {
            where.number = nowhere[i];
            found = true;
            CHECK(tdm_store_at(mem, store, &where, &at, &found, &problem) && !found);
        }
        tdm_store_close(store);
    }
}

TEST("an act kept under two places is found once by its id: at the place founded first [M114]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = filled(mem, k);
        struct tdm_problem problem;
        struct tdm_stored stored;
        bool found = false;
        REQUIRE(tdm_store_begin(store, &problem));
        struct tdm_stored again = put(mem, store, "annex-a", "knee-1", "four\n");
        REQUIRE(tdm_store_commit(store, &problem));
        CHECK_INT(again.number, 3);
        struct tdm_chained link = links_said(mem, "knee-1", "four\n");
        REQUIRE(tdm_store_act(mem, store, &link, &stored, &found, &problem) && found);
        CHECK_STR(stored.place, "ward-b");
        CHECK_INT(stored.number, 4);
        tdm_store_close(store);
    }
}

TEST("what was begun and abandoned, or never committed, was never there") {
    EACH_KEEPER(k) {
        for (int end = 0; end < 2; end++) {
            struct tdm_store *store = filled(mem, k);
            struct told heads = telling(mem, 99), inside = telling(mem, 99), files = telling(mem, 99);
            struct tdm_problem problem;
            REQUIRE(tdm_store_begin(store, &problem));
            (void)put(mem, store, "ward-b", "new-3", "five\n");
            (void)put(mem, store, "third-c", "new-3", "six\n");
            REQUIRE(tdm_store_put_file(store, TDM_STR("a protocol\n"), &problem));
            CHECK(tdm_store_heads(store, tell, &inside, &problem));
            CHECK_STR(tdm_buf_str(&inside.text), "ward-b 5, annex-a 2, third-c 2, ");
            if (end == 0) tdm_store_abandon(store);
            if (k == KEEPER_MEMORY && end == 1) tdm_store_abandon(store);
            store = reopened(mem, store, k);
            CHECK(tdm_store_heads(store, tell, &heads, &problem));
            CHECK_STR(tdm_buf_str(&heads.text), "ward-b 4, annex-a 2, ");
            CHECK(tdm_store_files(store, tell, &files, &problem));
            CHECK_INT(files.text.len, 0);
            REQUIRE(tdm_store_begin(store, &problem));
            CHECK_INT(put(mem, store, "ward-b", "new-3", "five\n").number, 5);
            CHECK(tdm_store_commit(store, &problem));
            CHECK(tdm_store_examine(mem, store, &problem));
            tdm_store_close(store);
        }
    }
}

TEST("its version is another one after each commit, also of another program, and the same while nobody writes") {
    EACH_KEEPER(k) {
        struct tdm_store *store = filled(mem, k), *other = NULL;
        struct tdm_problem problem;
        struct tdm_stored last;
        int64_t first, again, later;
        bool found;
        REQUIRE(tdm_store_version(store, &first, &problem));
        REQUIRE(tdm_store_last(mem, store, TDM_STR("ward-b"), &last, &found, &problem));
        REQUIRE(tdm_store_version(store, &again, &problem));
        CHECK_INT(again, first);
        REQUIRE(tdm_store_begin(store, &problem));
        (void)put(mem, store, "ward-b", "knee-1", "own\n");
        REQUIRE(tdm_store_commit(store, &problem));
        REQUIRE(tdm_store_version(store, &later, &problem));
        CHECK(later != first);
        if (k == KEEPER_SQLITE) {
            REQUIRE(tdm_store_open(mem, scratch_path(mem, "contract.db"), TDM_STORE_WRITE, &other, &problem));
            REQUIRE(tdm_store_begin(other, &problem));
            (void)put(mem, other, "ward-b", "knee-1", "anothers\n");
            REQUIRE(tdm_store_commit(other, &problem));
            tdm_store_close(other);
            REQUIRE(tdm_store_version(store, &again, &problem));
            CHECK(again != later);
            REQUIRE(tdm_store_version(store, &later, &problem));
            CHECK_INT(again, later);
        }
        tdm_store_close(store);
    }
}

TEST("a file of the library is kept once, under its hash, and comes back byte by byte [F111]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = new_store(mem, k);
        struct told files = telling(mem, 99);
        struct tdm_problem problem;
        static const char zeros[] = "with\0a zero";
        const tdm_str texts[] = {
            TDM_STR("protocol one\n"), {zeros, sizeof zeros - 1}, TDM_STR(""), TDM_STR("protocol one\n")};
        REQUIRE(tdm_store_begin(store, &problem));
        for (size_t i = 0; i < TDM_COUNT(texts); i++) REQUIRE(tdm_store_put_file(store, texts[i], &problem));
        REQUIRE(tdm_store_commit(store, &problem));
        store = reopened(mem, store, k);
        for (size_t i = 0; i < TDM_COUNT(texts); i++) {
            tdm_str got = TDM_STR("nothing");
            bool found = false;
            CHECK(tdm_store_file(mem, store, tdm_digest_of(texts[i]), &got, &found, &problem) && found);
            CHECK(tdm_str_equal(got, texts[i]));
        }
        CHECK(tdm_store_files(store, tell, &files, &problem));
        CHECK_STR(tdm_buf_str(&files.text), "0, 0, 0, ");
        CHECK(tdm_store_examine(mem, store, &problem));
        tdm_store_close(store);
    }
}

struct asking {
    struct tdm_arena *mem;
    struct tdm_store *store;
    uint32_t same, count;
};

static bool ask_again(void *context, const struct tdm_stored *stored) {
    struct asking *asking = context;
    struct tdm_stored again;
    struct tdm_problem problem;
    bool found = false;
    struct tdm_head where = {stored->place, stored->number, stored->hash};
    asking->count++;
    if (tdm_store_at(asking->mem, asking->store, &where, &again, &found, &problem) && found)
        asking->same += tdm_str_equal(again.bytes, stored->bytes) && tdm_digest_equal(again.hash, stored->hash);
    return true;
}

TEST("while entries are walked through, others may be asked for") {
    EACH_KEEPER(k) {
        struct tdm_store *store = filled(mem, k);
        struct asking asking = {mem, store, 0, 0};
        struct tdm_problem problem;
        CHECK(tdm_store_chains(store, ask_again, &asking, &problem));
        CHECK_INT(asking.count, 6);
        CHECK_INT(asking.same, 6);
        tdm_store_close(store);
    }
}

TEST("a large entry and a thousand small ones in one batch come back whole [F109]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = new_store(mem, k);
        struct tdm_problem problem;
        struct told told = telling(mem, 1 << 20);
        char *large = tdm_arena_alloc(mem, TDM_CHAINED_BODY_MAX + 1);
        memset(large, 'x', TDM_CHAINED_BODY_MAX);
        REQUIRE(tdm_store_begin(store, &problem));
        struct tdm_stored whole = put(mem, store, "ward-b", "knee-1", large);
        for (int i = 0; i < 1000; i++) {
            char body[40], episode[40];
            snprintf(body, sizeof body, "entry %d\n", i);
            snprintf(episode, sizeof episode, "knee-%d", i % 7);
            (void)put(mem, store, "ward-b", episode, body);
        }
        REQUIRE(tdm_store_commit(store, &problem));
        store = reopened(mem, store, k);
        struct tdm_stored got;
        bool found = false;
        CHECK(tdm_store_at(mem, store, &(struct tdm_head){TDM_STR("ward-b"), 2, {{0}}}, &got, &found, &problem) &&
              found);
        CHECK(tdm_str_equal(got.bytes, whole.bytes));
        CHECK(tdm_store_chains(store, tell, &told, &problem));
        CHECK_INT((1 << 20) - told.most, 1002);
        size_t at;
        CHECK(!tdm_str_find(tdm_buf_str(&told.text), TDM_STR("broken"), &at));
        tdm_store_close(store);
    }
}

TEST("a copy has everything, in the same order, whatever kept it before [F119 F121]") {
    EACH_KEEPER(k) {
        struct tdm_store *store = filled(mem, k), *copy;
        struct tdm_problem problem;
        struct told from = telling(mem, 99), to = telling(mem, 99);
        uint64_t entries = 0;
        tdm_str path = scratch_path(mem, "copy.db");
        (void)unlink(path.at);
        REQUIRE(tdm_store_begin(store, &problem) && tdm_store_put_file(store, TDM_STR("a protocol\n"), &problem));
        REQUIRE(tdm_store_commit(store, &problem));
        REQUIRE(tdm_store_copy(mem, store, path, &entries, &problem));
        CHECK_INT(entries, 6);
        REQUIRE(tdm_store_open(mem, path, TDM_STORE_READ, &copy, &problem));
        CHECK(tdm_store_chains(store, tell, &from, &problem) && tdm_store_files(store, tell, &from, &problem));
        CHECK(tdm_store_chains(copy, tell, &to, &problem) && tdm_store_files(copy, tell, &to, &problem));
        CHECK(tdm_str_equal(tdm_buf_str(&from.text), tdm_buf_str(&to.text)));
        CHECK(tdm_store_examine(mem, copy, &problem));
        CHECK(!tdm_store_copy(mem, store, path, &entries, &problem));
        CHECK_STR(tdm_str_of(problem.code), "W026");
        tdm_store_close(copy);
        tdm_store_close(store);
    }
}
