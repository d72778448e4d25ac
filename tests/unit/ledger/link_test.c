/* link_test.c - the bytes of an entry in its chain: exactly these, and nothing else is read. */
#include "links.h"

static const char wanted[] = "tandem-entry 1\n"
                             "place 8:clinic-a\n"
                             "number 2:17\n"
                             "previous 64:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
                             "recorded 20:2026-03-04T10:00:30Z\n"
                             "id 32:a0a1a2a3a4a5a6a7a8a9aaabacadaeaf\n"
                             "kind 5:entry\n"
                             "episode 9:example-d\n"
                             "author 11:therapist-a\n"
                             "role 18:physical-therapist\n"
                             "on 10:2026-03-04\n"
                             "at 5:09:30\n"
                             "seen 1:1\n"
                             "of 8:clinic-b\n"
                             "upto 1:4\n"
                             "hash 64:ff000000000000000000000000000000000000000000000000000000000000ff\n"
                             "body 55:2026-03-04 09:30 assess by therapist-a\n  pain 2 points\n\n";

static struct tdm_chained sample(struct tdm_arena *mem) {
    struct tdm_chained link = links_said(mem, "example-d", "2026-03-04 09:30 assess by therapist-a\n  pain 2 points\n");
    struct tdm_head *seen = TDM_NEW(mem, struct tdm_head);
    *seen = (struct tdm_head){TDM_STR("clinic-b"), 4, {{0xff, [31] = 0xff}}};
    link.place = TDM_STR("clinic-a");
    link.number = 17;
    for (uint8_t i = 0; i < 32; i++) link.previous.byte[i] = i;
    link.recorded = links_instant("2026-03-04T10:00:30Z");
    for (uint8_t i = 0; i < 16; i++) link.id.byte[i] = (uint8_t)(0xa0 + i);
    link.seen = seen;
    link.seen_count = 1;
    return link;
}

TEST("an entry has exactly the bytes of the document, and coreutils know their hash [F109]") {
    struct tdm_chained link = sample(mem);
    struct tdm_stored stored = links_stored(mem, &link);
    struct tdm_buf hash;
    CHECK_STR(stored.bytes, wanted);
    tdm_buf_init(&hash, mem, 100);
    tdm_digest_print(&hash, stored.hash);
    CHECK_STR(tdm_buf_str(&hash), "fd4314e804721d336ac466c93052fec8c080af8cf152c9d9a73ac157bb3e0384");
}

TEST("what is read is what was written, field by field") {
    struct tdm_chained link = sample(mem), read;
    struct tdm_problem problem;
    REQUIRE(tdm_chained_read(mem, TDM_STR("x"), tdm_str_of(wanted), &read, &problem));
    CHECK_STR(read.place, "clinic-a");
    CHECK_INT(read.number, 17);
    CHECK(tdm_digest_equal(read.previous, link.previous));
    CHECK_INT(read.recorded.ms, link.recorded.ms);
    CHECK(tdm_chained_id_equal(read.id, link.id));
    CHECK(tdm_chained_same_act(&read, &link));
    CHECK_INT(read.seen_count, 1);
    CHECK_STR(read.seen[0].place, "clinic-b");
    CHECK_INT(read.seen[0].number, 4);
    CHECK(tdm_digest_equal(read.seen[0].hash, link.seen[0].hash));
}

TEST("a first entry names no entry before it, and who did nothing on a day says so by empty fields") {
    struct tdm_chained link = links_first(mem, "clinic-a"), read;
    struct tdm_stored stored = links_stored(mem, &link);
    struct tdm_problem problem;
    size_t at;
    CHECK(tdm_str_find(stored.bytes, TDM_STR("\nprevious 0:\n"), &at));
    CHECK(
        tdm_str_find(stored.bytes, TDM_STR("\nepisode 0:\nauthor 0:\nrole 0:\non 0:\nat 0:\nseen 1:0\nbody 64:"), &at));
    REQUIRE(tdm_chained_read(mem, TDM_STR("x"), stored.bytes, &read, &problem));
    CHECK(tdm_date_is_none(read.on));
    CHECK_INT(read.at.minute, -1);
}

/* wanted with `from` replaced by `to`. */
static tdm_str changed(struct tdm_arena *mem, const char *from, const char *to) {
    struct tdm_buf text;
    size_t at;
    tdm_str all = tdm_str_of(wanted);
    TDM_ASSERT(tdm_str_find(all, tdm_str_of(from), &at));
    tdm_buf_init(&text, mem, 10000);
    tdm_buf_add(&text, tdm_str_slice(all, 0, at));
    tdm_buf_text(&text, to);
    tdm_buf_add(&text, tdm_str_slice(all, at + strlen(from), all.len));
    return tdm_buf_str(&text);
}

TEST("what is not in the one form is refused with its line [F109]") {
    static const struct {
        const char *from, *to, *what;
        uint32_t line;
    } rows[] = {
        {"tandem-entry 1", "tandem-enter 1", "its first line does not say what it is", 1},
        {"tandem-entry 1", "tandem-entry 2", "it is written in a format that this program does not know", 1},
        {"place 8:clinic-a", "place 9:clinic-a", "the length of its field `place` is wrong", 2},
        {"place 8:clinic-a", "place 08:clinic-a", "the length of its field `place` is wrong", 2},
        {"place 8:clinic-a", "place 8:clinic a", "its field `place` holds what cannot stand there", 2},
        {"place 8:clinic-a", "place 8:3linic-a", "its field `place` holds what cannot stand there", 2},
        {"number 2:17", "number 3:017", "its field `number` holds what cannot stand there", 3},
        {"number 2:17", "number 1:0", "its number is not one that counts from 1", 3},
        {"number 2:17", "number 1:1", "it is the first of its chain, and yet names an entry before it", 4},
        {"number 2:17", "nmuber 2:17", "its line 3 is not the field `number`", 3},
        {"previous 64:00", "previous 64:0G", "its field `previous` holds what cannot stand there", 4},
        {"previous 64:000102", "previous 64:00010A", "its field `previous` holds what cannot stand there", 4},
        {"recorded 20:2026-03-04T10:00:30Z", "recorded 24:2026-03-04T10:00:30.000Z",
         "its bytes are not in their one canonical form", 0},
        {"recorded 20:2026-03-04T10:00:30Z", "recorded 20:2026-13-04T10:00:30Z",
         "its field `recorded` holds what cannot stand there", 5},
        {"id 32:a0", "id 32:A0", "its id is none", 6},
        {"kind 5:entry", "kind 0:", "its field `kind` holds what cannot stand there", 7},
        {"on 10:2026-03-04", "on 10:2026-02-30", "its field `on` holds no day", 11},
        {"at 5:09:30", "at 5:25:30", "its field `at` holds no time", 12},
        {"seen 1:1", "seen 4:1001", "its field `seen` holds what cannot stand there", 13},
        {"seen 1:1", "seen 1:2", "its line 17 is not the field `of`", 17},
        {"upto 1:4", "upto 1:0", "its field `of` holds what cannot stand there", 16},
        {"body 55", "body 54", "more bytes follow where it ends", 17},
        {"body 55", "body 56", "the length of its field `body` is wrong", 17},
        {"points\n\n", "points\n\nx", "more bytes follow where it ends", 17},
        {"points\n\n", "points\n", "the length of its field `body` is wrong", 17},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_chained link = {.number = 99};
        struct tdm_problem problem;
        CHECK(!tdm_chained_read(mem, TDM_STR("entry 17 of clinic-a"), changed(mem, rows[i].from, rows[i].to), &link,
                                &problem));
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
        CHECK_STR(tdm_str_of(problem.code), "W001");
        CHECK_STR(problem.place.file, "entry 17 of clinic-a");
        CHECK_INT(problem.place.line, rows[i].line);
        CHECK(problem.fix[0] != '\0');
        CHECK_INT(link.number, 99);
    }
}

TEST("no prefix of an entry is an entry, and no byte of it can be another one unnoticed") {
    struct tdm_chained link;
    struct tdm_problem problem;
    tdm_digest hash = tdm_digest_of(tdm_str_of(wanted));
    for (size_t len = 0; len < sizeof wanted - 1; len++)
        CHECK(!tdm_chained_read(mem, TDM_STR("x"), (tdm_str){wanted, len}, &link, &problem));
    for (size_t at = 0; at < sizeof wanted - 1; at++) {
        char other[sizeof wanted];
        memcpy(other, wanted, sizeof other);
        other[at] = (char)(other[at] ^ 1);
        tdm_str bytes = {other, sizeof other - 1};
        CHECK(!tdm_digest_equal(tdm_digest_of(bytes), hash));
        /* Read at all only if it is the one form of what it then says. */
        if (tdm_chained_read(mem, TDM_STR("x"), bytes, &link, &problem))
            CHECK_STR(links_stored(mem, &link).bytes, tdm_arena_str(mem, bytes).at);
    }
}

TEST("an id that nobody chose follows from what is said, and from nothing else [M114]") {
    struct tdm_chained a = links_said(mem, "e", "x\n"), b = a;
    b.place = TDM_STR("other");
    b.number = 9;
    b.recorded.ms = 5;
    CHECK(tdm_chained_id_equal(tdm_chained_id_of(mem, &a), tdm_chained_id_of(mem, &b)));
    CHECK(tdm_chained_same_act(&a, &b));
    for (int field = 0; field < 7; field++) {
        struct tdm_chained c = a;
        tdm_str *const texts[] = {&c.kind, &c.episode, &c.author, &c.role, &c.body};
        if (field < 5) *texts[field] = TDM_STR("z");
        if (field == 5) c.on.day++;
        if (field == 6) c.at.minute++;
        CHECK(!tdm_chained_id_equal(tdm_chained_id_of(mem, &a), tdm_chained_id_of(mem, &c)));
        CHECK(!tdm_chained_same_act(&a, &c));
    }
}

TEST("an id is 32 hex digits, written as they are read") {
    tdm_chained_id id;
    struct tdm_buf text;
    REQUIRE(tdm_chained_id_parse(TDM_STR("00112233445566778899aabbccddeeff"), &id));
    tdm_buf_init(&text, mem, 100);
    tdm_chained_id_print(&text, id);
    CHECK_STR(tdm_buf_str(&text), "00112233445566778899aabbccddeeff");
    CHECK(!tdm_chained_id_parse(TDM_STR("00112233445566778899aabbccddeef"), &id));
    CHECK(!tdm_chained_id_parse(TDM_STR("00112233445566778899aabbccddeefg"), &id));
}

TEST("a clock that was set back is told, and the instant held [F109]") {
    struct tdm_chained link = links_said(mem, "e", "x\n");
    struct tdm_problem problem = {0};
    struct tdm_next next = {
        {TDM_STR("clinic-a"), 3, {{7}}}, links_instant("2026-03-04T10:00Z"), links_instant("2026-03-04T10:00Z")};
    CHECK(!tdm_chained_follow(mem, &link, &next, &problem));
    CHECK_INT(link.number, 4);
    CHECK_STR(link.place, "clinic-a");
    CHECK_INT(link.previous.byte[0], 7);
    CHECK_INT(link.recorded.ms, next.now.ms);
    next.now.ms--;
    CHECK(tdm_chained_follow(mem, &link, &next, &problem));
    CHECK_INT(link.recorded.ms, next.last.ms);
    CHECK_INT(problem.severity, TDM_NOTE);
    CHECK_STR(tdm_str_of(problem.code), "W008");
    CHECK_STR(tdm_str_of(problem.what),
              "the clock says 2026-03-04T09:59:59.999Z, and the last entry of `clinic-a` was recorded "
              "at 2026-03-04T10:00Z: it was set back");
    CHECK_STR(tdm_str_of(problem.fix),
              "set the clock right; until it has passed that instant, entries are recorded at it");
}

TEST("a chain that begins takes whatever the clock says") {
    struct tdm_chained link = links_first(mem, "clinic-a");
    struct tdm_problem problem = {0};
    struct tdm_next next = {
        {TDM_STR("clinic-a"), 0, {{0}}}, links_instant("2026-03-04T10:00Z"), links_instant("1999-01-01T00:00Z")};
    CHECK(!tdm_chained_follow(mem, &link, &next, &problem));
    CHECK_INT(link.number, 1);
    CHECK_INT(link.recorded.ms, next.now.ms);
}

TEST("a word of a link is short and plain") {
    static const char *const good[] = {"a", "clinic-a", "A.b/c_9"};
    static const char *const bad[] = {"", "9a", "-a", "a b", "a\n", "\xc3\xa4", "a:b"};
    char longest[66];
    for (size_t i = 0; i < TDM_COUNT(good); i++) CHECK(tdm_chained_is_name(tdm_str_of(good[i])));
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_chained_is_name(tdm_str_of(bad[i])));
    CHECK(tdm_chained_is_place(TDM_STR("clinic-a_9")));
    CHECK(!tdm_chained_is_place(TDM_STR("")) && !tdm_chained_is_place(TDM_STR("a/../b")) &&
          !tdm_chained_is_place(TDM_STR("a.b")));
    CHECK(!tdm_chained_is_place(TDM_STR("a-")));
    memset(longest, 'a', sizeof longest);
    CHECK(tdm_chained_is_name((tdm_str){longest, 64}));
    CHECK(!tdm_chained_is_name((tdm_str){longest, 65}));
}
