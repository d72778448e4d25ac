/* head_test.c - keys and signed heads: what they prove, and what they refuse. */
#include "links.h"

TEST("a key follows from its seed as in RFC 8032, section 7.1 [F020]") {
    uint8_t seed[32];
    tdm_public_key parsed;
    tdm_secret_key secret;
    REQUIRE(tdm_key_parse(TDM_STR("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"), &parsed));
    memcpy(seed, parsed.byte, sizeof seed);
    tdm_key_make(seed, &secret);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 500);
    tdm_key_print(&text, tdm_key_public(&secret));
    CHECK_STR(tdm_buf_str(&text), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST("a secret key is read from what was written of it, and from nothing else") {
    tdm_secret_key secret, read;
    struct tdm_buf text;
    struct tdm_problem problem;
    links_key("clinic-a", &secret);
    tdm_buf_init(&text, mem, 500);
    tdm_secret_print(&text, &secret);
    REQUIRE(tdm_secret_read(TDM_STR("place.key"), tdm_buf_str(&text), &read, &problem));
    CHECK(memcmp(&secret, &read, sizeof read) == 0);
    CHECK(!tdm_secret_read(TDM_STR("place.key"), tdm_str_slice(tdm_buf_str(&text), 0, 40), &read, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W009");
    CHECK_STR(tdm_str_of(problem.what), "the file holds no key of a place");
    CHECK(!tdm_secret_read(TDM_STR("place.key"), TDM_STR(""), &read, &problem));
}

struct kept {
    struct tdm_stored items[3];
};

static bool hash_at(void *context, tdm_str place, uint64_t number, tdm_digest *out) {
    const struct kept *kept = context;
    if (!tdm_str_is(place, "clinic-a") || number > 3) return false;
    *out = kept->items[number - 1].hash;
    return true;
}

/* Takes `count` of the three entries. */
static struct tdm_chains *taken(struct tdm_arena *mem, struct kept *kept, uint32_t count) {
    struct tdm_chained first = links_first(mem, "clinic-a");
    struct tdm_problem problem;
    kept->items[0] = links_stored(mem, &first);
    kept->items[1] = links_after(mem, &kept->items[0], links_said(mem, "e", "one\n"));
    kept->items[2] = links_after(mem, &kept->items[1], links_said(mem, "e", "two\n"));
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 24);
    struct tdm_chains *chains = tdm_chains_open(mem, scratch, (struct tdm_chains_ask){hash_at, kept});
    for (uint32_t i = 0; i < count; i++) TDM_ASSERT(tdm_chains_take(chains, &kept->items[i], NULL, &problem));
    tdm_arena_close(scratch);
    return chains;
}

static struct tdm_signed_head head_of(struct tdm_arena *mem, const struct kept *kept, uint32_t number) {
    tdm_secret_key key;
    struct tdm_head *head = TDM_NEW(mem, struct tdm_head);
    *head = (struct tdm_head){TDM_STR("clinic-a"), number, kept->items[number - 1].hash};
    struct tdm_signed_head signed_head = {
        TDM_STR("clinic-a"), links_instant("2026-03-05T00:00Z"), {{0}}, head, 1, {{0}}, {0}};
    links_key("clinic-a", &key);
    tdm_head_sign(mem, &signed_head, &key);
    return signed_head;
}

static tdm_str written(struct tdm_arena *mem, const struct tdm_signed_head *head) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 10000);
    tdm_head_write(&text, head);
    return tdm_buf_str(&text);
}

TEST("a signed head of any length up to here is proved by the chain [F109]") {
    struct kept kept;
    for (uint32_t number = 1; number <= 3; number++) {
        struct tdm_chains *chains = taken(mem, &kept, 3);
        struct tdm_signed_head head = head_of(mem, &kept, number), read;
        struct tdm_problem problem;
        REQUIRE(tdm_head_read(mem, TDM_STR("a.head"), written(mem, &head), &read, &problem));
        CHECK_INT(read.count, 1);
        CHECK_INT(read.heads[0].number, number);
        CHECK(tdm_head_prove(chains, TDM_STR("a.head"), &read, &problem));
    }
}

TEST("a chain that was cut behind a signed head does not prove it [F109]") {
    struct kept kept;
    struct tdm_chains *chains = taken(mem, &kept, 2);
    struct tdm_signed_head head = head_of(mem, &kept, 3);
    struct tdm_problem problem;
    CHECK(!tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W010");
    CHECK_STR(tdm_str_of(problem.what), "the head was signed over entry 3 of `clinic-a`, which is not here");
    kept.items[2].hash.byte[0] ^= 1;
    head = head_of(mem, &kept, 3);
    chains = taken(mem, &kept, 3);
    CHECK(!tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    CHECK_STR(tdm_str_of(problem.what), "the head was signed over entry 3 of `clinic-a`, and another one stands there");
}

TEST("a head signed with another key than the chain begins with proves nothing") {
    struct kept kept;
    struct tdm_chains *chains = taken(mem, &kept, 3);
    struct tdm_signed_head head = head_of(mem, &kept, 3);
    struct tdm_problem problem;
    tdm_secret_key other;
    links_key("clinic-b", &other);
    tdm_head_sign(mem, &head, &other);
    CHECK(!tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W011");
    CHECK_STR(tdm_str_of(problem.what),
              "the head is signed with another key than the chain of `clinic-a` has at that entry");
    head.place = TDM_STR("clinic-c");
    CHECK(!tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    CHECK_STR(tdm_str_of(problem.what),
              "the head is signed with another key than the chain of `clinic-c` had: it is not here");
}

/* A chain of three whose second entry names a new key; the key of after. */
static struct tdm_chains *rotated(struct tdm_arena *mem, struct tdm_arena *scratch, struct kept *kept,
                                  tdm_secret_key *after) {
    struct tdm_chained first = links_first(mem, "clinic-a"), change = links_said(mem, "place/keys", "");
    struct tdm_chains *chains = tdm_chains_open(mem, scratch, (struct tdm_chains_ask){hash_at, kept});
    struct tdm_key_change key;
    tdm_secret_key before;
    struct tdm_problem problem;
    struct tdm_buf body;
    links_key("clinic-a", &before);
    links_key("clinic-a again", after);
    key.to = tdm_key_public(after);
    tdm_key_change_sign(mem, TDM_STR("clinic-a"), &before, &key);
    tdm_buf_init(&body, mem, 1000);
    tdm_key_change_print(&body, &key);
    change.kind = TDM_STR("key");
    change.body = tdm_buf_str(&body);
    kept->items[0] = links_stored(mem, &first);
    kept->items[1] = links_after(mem, &kept->items[0], change);
    kept->items[2] = links_after(mem, &kept->items[1], links_said(mem, "example-d", "after\n"));
    for (uint32_t i = 0; i < 3; i++)
        if (!tdm_chains_take(chains, &kept->items[i], NULL, &problem))
            check_failed(__FILE__, __LINE__, "%s", problem.what);
    return chains;
}

TEST(
    "a head is proved by the key that its place had at that entry: the old one before, the new one after [F109 F121]") {
    struct kept kept;
    tdm_secret_key after;
    struct tdm_problem problem;
    struct tdm_arena *scratch = tdm_arena_open((size_t)1 << 24);
    struct tdm_chains *chains = rotated(mem, scratch, &kept, &after);
    struct tdm_signed_head head = head_of(mem, &kept, 1);
    CHECK(tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    tdm_head_sign(mem, &head, &after);
    CHECK(!tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    CHECK_STR(tdm_str_of(problem.what), "the head is signed with another key than the chain of `clinic-a` begins with");
    for (uint32_t number = 2; number <= 3; number++) {
        head = head_of(mem, &kept, number); /* with the old key, which somebody may have stolen */
        CHECK(!tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
        CHECK_STR(tdm_str_of(problem.code), "W011");
        tdm_head_sign(mem, &head, &after);
        CHECK(tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    }
    tdm_arena_close(scratch);
}

TEST("no byte of a signed head can be changed or cut off [F109]") {
    struct kept kept;
    struct tdm_chains *chains = taken(mem, &kept, 3);
    struct tdm_signed_head head = head_of(mem, &kept, 3), read;
    tdm_str text = written(mem, &head);
    struct tdm_problem problem;
    CHECK(tdm_head_prove(chains, TDM_STR("a.head"), &head, &problem));
    for (size_t at = 0; at < text.len; at++) {
        char *other = (char *)(uintptr_t)tdm_arena_str(mem, text).at;
        other[at] ^= 1;
        CHECK(!tdm_head_read(mem, TDM_STR("a.head"), (tdm_str){other, text.len}, &read, &problem));
        CHECK(!tdm_head_read(mem, TDM_STR("a.head"), (tdm_str){text.at, at}, &read, &problem));
    }
}

TEST("a changed head is told in words, with a way out") {
    struct kept kept;
    (void)taken(mem, &kept, 3);
    struct tdm_signed_head head = head_of(mem, &kept, 3), read;
    struct tdm_problem problem;
    head.signed_at.ms++;
    CHECK(!tdm_head_read(mem, TDM_STR("a.head"), written(mem, &head), &read, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W007");
    CHECK_STR(tdm_str_of(problem.what), "the signature does not fit what was signed: the file was changed");
    CHECK_STR(tdm_str_of(problem.fix), "use another copy of the signed head, or an older one");
    CHECK(!tdm_head_read(mem, TDM_STR("a.head"), TDM_STR("something\n"), &read, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W006");
    CHECK_STR(tdm_str_of(problem.what), "its first line does not say what it is");
    CHECK_STR(tdm_str_of(problem.fix), "name the file as `tandem head` wrote it");
}
