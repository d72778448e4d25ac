/* chain_test.c - chains as they are kept, whole and broken in every way that is told. */
#include "links.h"

#define MOST 16
struct kept { /* a store of the poorest kind */
    struct tdm_stored items[MOST];
    uint32_t count;
};

static bool hash_at(void *context, tdm_str place, uint64_t number, tdm_digest *out) {
    const struct kept *kept = context;
    for (uint32_t i = 0; i < kept->count; i++) {
        if (!tdm_str_equal(kept->items[i].place, place) || kept->items[i].number != number) continue;
        *out = kept->items[i].hash;
        return true;
    }
    return false;
}

static void put(struct kept *kept, struct tdm_stored stored) {
    TDM_ASSERT(kept->count < MOST);
    kept->items[kept->count++] = stored;
}

/* Five entries of clinic-a; three of clinic-b, the last of which had seen clinic-a up to 4. */
static struct kept *two_places(struct tdm_arena *mem) {
    struct kept *kept = TDM_NEW(mem, struct kept);
    struct tdm_chained first_a = links_first(mem, "clinic-a"), first_b = links_first(mem, "clinic-b");
    static const char *const bodies[] = {"one\n", "two\n", "three\n", "four\n"};
    put(kept, links_stored(mem, &first_a));
    for (size_t i = 0; i < 4; i++)
        put(kept, links_after(mem, &kept->items[i], links_said(mem, "example-d", bodies[i])));
    put(kept, links_stored(mem, &first_b));
    put(kept, links_after(mem, &kept->items[5], links_said(mem, "example-d", "five\n")));
    struct tdm_head *seen = TDM_NEW(mem, struct tdm_head);
    *seen = (struct tdm_head){TDM_STR("clinic-a"), 4, kept->items[3].hash};
    struct tdm_chained knowing = links_said(mem, "example-d", "six\n");
    knowing.seen = seen;
    knowing.seen_count = 1;
    put(kept, links_after(mem, &kept->items[6], knowing));
    return kept;
}

static struct tdm_chained link_at(struct tdm_arena *mem, const struct kept *kept, uint32_t at) {
    struct tdm_chained link;
    struct tdm_problem problem;
    TDM_ASSERT(tdm_chained_read(mem, TDM_STR("x"), kept->items[at].bytes, &link, &problem));
    return link;
}

/* The place of the first entry that is broken, or the empty slice; its problem. */
static tdm_str first_broken(struct tdm_arena *mem, struct kept *kept, struct tdm_problem *problem) {
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 24);
    struct tdm_chains *chains = tdm_chains_open(mem, scratch, (struct tdm_chains_ask){hash_at, kept});
    bool whole = true;
    for (uint32_t i = 0; i < kept->count && whole; i++) whole = tdm_chains_take(chains, &kept->items[i], NULL, problem);
    tdm_arena_close(scratch);
    return whole ? (tdm_str){0} : problem->place.file;
}

TEST("two whole chains, one of which had seen the other, hold [F109 F116]") {
    struct kept *kept = two_places(mem);
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 24);
    struct tdm_chains *chains = tdm_chains_open(mem, scratch, (struct tdm_chains_ask){hash_at, kept});
    struct tdm_problem problem;
    for (uint32_t i = 0; i < kept->count; i++) {
        struct tdm_chained link;
        REQUIRE(tdm_chains_take(chains, &kept->items[i], &link, &problem));
        CHECK_INT(link.number, kept->items[i].number);
    }
    CHECK_INT(tdm_chains_count(chains), 2);
    CHECK_STR(tdm_chains_head(chains, 0).place, "clinic-a");
    CHECK_INT(tdm_chains_head(chains, 0).number, 5);
    CHECK(tdm_digest_equal(tdm_chains_head(chains, 1).hash, kept->items[7].hash));
    tdm_arena_close(scratch);
}

TEST("an entry whose bytes were changed is the first broken one [F109]") {
    for (uint32_t at = 0; at < 8; at++) {
        struct kept *kept = two_places(mem);
        struct tdm_problem problem;
        struct tdm_buf name;
        char *bytes = (char *)(uintptr_t)tdm_arena_str(mem, kept->items[at].bytes).at;
        bytes[kept->items[at].bytes.len - 3] ^= 1;
        kept->items[at].bytes.at = bytes;
        tdm_buf_init(&name, mem, 100);
        tdm_buf_format(&name, "entry %llu of %.*s", (unsigned long long)kept->items[at].number,
                       TDM_FMT(kept->items[at].place));
        CHECK(tdm_str_equal(first_broken(mem, kept, &problem), tdm_buf_str(&name)));
        CHECK_STR(tdm_str_of(problem.code), "W002");
        CHECK_STR(tdm_str_of(problem.what), "its bytes do not have the hash that is kept with them");
    }
}

TEST("an entry rewritten with a fitting hash breaks the next one, or what another place had seen [F109]") {
    static const struct {
        uint32_t at;
        const char *broken, *code, *what;
    } rows[] = {
        {1, "entry 3 of clinic-a", "W003", "it follows another entry than the one that stands before it"},
        {3, "entry 5 of clinic-a", "W003", "it follows another entry than the one that stands before it"},
        {4, "", "", ""}, /* the newest: nothing but a signed head can tell */
        {7, "", "", ""},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct kept *kept = two_places(mem);
        struct tdm_problem problem = {0};
        struct tdm_chained link = link_at(mem, kept, rows[i].at);
        link.body = TDM_STR("forged\n");
        kept->items[rows[i].at] = links_stored(mem, &link);
        CHECK_STR(first_broken(mem, kept, &problem), rows[i].broken);
        CHECK_STR(tdm_str_of(problem.code), rows[i].code);
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
    }
}

TEST("a chain that was cut is noticed by whoever had seen more of it [F116]") {
    struct kept *kept = two_places(mem);
    struct tdm_problem problem;
    memmove(&kept->items[3], &kept->items[5], 3 * sizeof kept->items[0]);
    kept->count = 6;
    CHECK_STR(first_broken(mem, kept, &problem), "entry 3 of clinic-b");
    CHECK_STR(tdm_str_of(problem.code), "W005");
    CHECK_STR(tdm_str_of(problem.what), "its author had seen entry 4 of `clinic-a`, which is not here");
    CHECK_INT(problem.place.line, 13);
}

TEST("a chain that was written anew is noticed by whoever had seen the old one [F116]") {
    struct kept *kept = two_places(mem);
    struct tdm_problem problem;
    for (uint32_t at = 3; at < 5; at++) {
        struct tdm_chained link = link_at(mem, kept, at);
        link.previous = kept->items[at - 1].hash;
        if (at == 3) link.body = TDM_STR("forged\n");
        kept->items[at] = links_stored(mem, &link);
    }
    CHECK_STR(first_broken(mem, kept, &problem), "entry 3 of clinic-b");
    CHECK_STR(tdm_str_of(problem.what), "its author had seen entry 4 of `clinic-a`, and another one stands there");
}

TEST("a missing entry, one kept under another name, an instant that goes back: each is told [F109]") {
    struct kept *kept = two_places(mem);
    struct tdm_problem problem;
    kept->items[2] = kept->items[3];
    CHECK_STR(first_broken(mem, kept, &problem), "entry 4 of clinic-a");
    CHECK_STR(tdm_str_of(problem.what), "entry 3 of its chain is missing before it");

    kept = two_places(mem);
    kept->items[2].number = 7;
    CHECK_STR(first_broken(mem, kept, &problem), "entry 7 of clinic-a");
    CHECK_STR(tdm_str_of(problem.what), "it is kept under another place or number than it names");

    kept = two_places(mem);
    struct tdm_chained link = link_at(mem, kept, 2);
    link.recorded = links_instant("2026-03-04T08:00:59.999Z");
    kept->items[2] = links_stored(mem, &link);
    CHECK_STR(first_broken(mem, kept, &problem), "entry 3 of clinic-a");
    CHECK_STR(tdm_str_of(problem.code), "W004");
    CHECK_STR(tdm_str_of(problem.what), "it was recorded before the entry that stands before it");
}

TEST("a chain begins with the key of its place, once") {
    struct kept *kept = two_places(mem);
    struct tdm_problem problem;
    struct tdm_chained link = link_at(mem, kept, 0);
    link.body = TDM_STR("no key");
    kept->items[0] = links_stored(mem, &link);
    CHECK_STR(first_broken(mem, kept, &problem), "entry 1 of clinic-a");
    CHECK_STR(tdm_str_of(problem.what), "a chain begins without naming the key of its place");

    kept = two_places(mem);
    link = link_at(mem, kept, 2);
    link.kind = TDM_STR("place");
    kept->items[2] = links_stored(mem, &link);
    CHECK_STR(first_broken(mem, kept, &problem), "entry 3 of clinic-a");
    CHECK_STR(tdm_str_of(problem.what), "a place is founded a second time in its chain");
}

TEST("what was seen never becomes older, another, fewer, or one's own [F116]") {
    static const struct {
        uint64_t number;
        uint32_t hash_of, count;
        const char *what;
    } rows[] = {{4, 3, 1, ""},
                {5, 4, 1, ""},
                {3, 2, 1, "it names an older or another head as seen than the entry before it"},
                {4, 2, 1, "it names an older or another head as seen than the entry before it"},
                {4, 3, 0, "it has seen fewer places than the entry before it"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct kept *kept = two_places(mem);
        struct tdm_problem problem = {0};
        struct tdm_head head = {TDM_STR("clinic-a"), rows[i].number, kept->items[rows[i].hash_of].hash};
        struct tdm_chained link = links_said(mem, "example-d", "seven\n");
        link.seen = &head;
        link.seen_count = rows[i].count;
        put(kept, links_after(mem, &kept->items[7], link));
        CHECK_STR(first_broken(mem, kept, &problem), rows[i].what[0] == '\0' ? "" : "entry 4 of clinic-b");
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
    }
    struct kept *kept = two_places(mem);
    struct tdm_problem problem;
    struct tdm_chained vain = link_at(mem, kept, 7);
    struct tdm_head own = {TDM_STR("clinic-b"), 1, kept->items[5].hash};
    vain.seen = &own;
    kept->items[7] = links_stored(mem, &vain);
    CHECK_STR(first_broken(mem, kept, &problem), "entry 3 of clinic-b");
    CHECK_STR(tdm_str_of(problem.what), "it names an older or another head as seen than the entry before it");
}

TEST("a kind that this program does not know is chained like any other") {
    struct kept *kept = two_places(mem);
    struct tdm_problem problem;
    struct tdm_chained strange = link_at(mem, kept, 7);
    strange.episode = TDM_STR("");
    strange.body = TDM_STR("of a later program\n");
    strange.kind = TDM_STR("consent-form");
    put(kept, links_after(mem, &kept->items[7], strange));
    CHECK_STR(first_broken(mem, kept, &problem), "");
}

/* Two entries after the two places of above: a change of clinic-a's key, as `spoil` leaves it, and one more. */
static tdm_str after_change(struct tdm_arena *mem, void (*spoil)(struct tdm_key_change *change, tdm_str *body),
                            struct tdm_problem *problem) {
    struct kept *kept = two_places(mem);
    struct tdm_chained link = links_said(mem, "place/keys", "");
    struct tdm_key_change change, again;
    tdm_secret_key before, after;
    struct tdm_buf body;
    links_key("clinic-a", &before);
    links_key("clinic-a again", &after);
    change.to = tdm_key_public(&after);
    tdm_key_change_sign(mem, TDM_STR("clinic-a"), &before, &change);
    if (spoil != NULL) spoil(&change, NULL);
    tdm_buf_init(&body, mem, 1000);
    tdm_key_change_print(&body, &change);
    link.kind = TDM_STR("key");
    link.body = tdm_buf_str(&body);
    if (spoil != NULL) spoil(&change, &link.body);
    kept->count = 5;
    put(kept, links_after(mem, &kept->items[4], link));
    put(kept, links_after(mem, &kept->items[5], links_said(mem, "example-d", "after\n")));
    struct tdm_chained read = link_at(mem, kept, 5);
    if (spoil == NULL) CHECK(tdm_key_change_read(&read, &again) && tdm_key_equal(again.to, change.to));
    return first_broken(mem, kept, problem);
}

static void another_signature(struct tdm_key_change *change, tdm_str *body) {
    if (body == NULL) change->signature.byte[7] ^= 1;
}
static void another_new_key(struct tdm_key_change *change, tdm_str *body) {
    if (body == NULL) change->to.byte[0] ^= 1;
}
static void another_old_key(struct tdm_key_change *change, tdm_str *body) {
    tdm_secret_key thief;
    links_key("thief", &thief);
    change->from = tdm_key_public(&thief);
    (void)body;
}
static void of_another_place(struct tdm_key_change *change, tdm_str *body) {
    struct tdm_arena *mem = tdm_arena_open((size_t)1 << 20);
    tdm_secret_key before;
    links_key("clinic-a", &before);
    if (body == NULL) tdm_key_change_sign(mem, TDM_STR("clinic-b"), &before, change);
    tdm_arena_close(mem);
}
static void cut_short(struct tdm_key_change *change, tdm_str *body) {
    (void)change;
    if (body != NULL) body->len -= 10;
}
static void with_more(struct tdm_key_change *change, tdm_str *body) {
    static char longer[1000];
    (void)change;
    if (body == NULL) return;
    (void)snprintf(longer, sizeof longer, "%.*sand more\n", TDM_FMT(*body));
    *body = tdm_str_of(longer);
}

TEST("a place takes a new key when the one before signed that, and in no other way [F109 F121]") {
    static void (*const spoils[])(struct tdm_key_change *, tdm_str *) = {
        another_signature, another_new_key, another_old_key, of_another_place, cut_short, with_more};
    struct tdm_problem problem;
    CHECK_STR(after_change(mem, NULL, &problem), "");
    for (size_t i = 0; i < TDM_COUNT(spoils); i++) {
        CHECK_STR(after_change(mem, spoils[i], &problem), "entry 6 of clinic-a");
        CHECK_STR(tdm_str_of(problem.code), "W094");
        CHECK_STR(tdm_str_of(problem.what), "it names a new key of its place, and the key before it did not sign that");
    }
}
