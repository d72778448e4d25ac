/* unpack_test.c - what gzip packed comes back as it was; cut short at any byte, or with any bit turned, it is refused
 * or comes back whole, and never as something else. */
#include "check.h"
#include "system/system.h"

/* `printf 'one\ntwo\n' | gzip -n` */
static const uint8_t packed[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0xcf, 0x4b, 0xe5,
                                 0x2a, 0x29, 0xcf, 0xe7, 0x02, 0x00, 0xe6, 0x0b, 0xba, 0x12, 0x08, 0x00, 0x00, 0x00};

struct coming { /* one byte after the other */
    tdm_str bytes;
    size_t at;
};

static bool one_byte(void *context, char *into, size_t room, size_t *got, struct tdm_problem *problem) {
    struct coming *c = context;
    (void)problem;
    *got = room > 0 && c->at < c->bytes.len;
    if (*got == 1) into[0] = c->bytes.at[c->at++];
    return true;
}

static bool unpack(struct tdm_arena *mem, tdm_str bytes, size_t limit, tdm_str *out, struct tdm_problem *problem) {
    struct coming coming = {bytes, 0};
    struct tdm_packed of = {.path = TDM_STR("a.gz"), .free_bytes = limit, .fill = one_byte, .context = &coming};
    struct tdm_plain *plain = tdm_plain_open(mem, &of);
    struct tdm_buf text;
    char some[3];
    size_t got = 1;
    bool good = true;
    *problem = (struct tdm_problem){0};
    tdm_buf_init(&text, mem, 4096);
    while (good && got > 0) {
        good = tdm_plain_take(plain, some, sizeof some, &got, problem);
        if (good) tdm_buf_add(&text, (tdm_str){some, got});
    }
    tdm_plain_close(plain);
    *out = tdm_buf_str(&text);
    return good;
}

static tdm_str bytes_of(struct tdm_arena *mem, size_t count) {
    return tdm_arena_str(mem, (tdm_str){(const char *)packed, count});
}

TEST("what gzip packed comes back as it was [F099]") {
    struct tdm_problem problem;
    tdm_str plain;
    CHECK(tdm_is_gzip(bytes_of(mem, sizeof packed)));
    CHECK(!tdm_is_gzip(TDM_STR("{}")) && !tdm_is_gzip(TDM_STR("\x1f")));
    CHECK(unpack(mem, bytes_of(mem, sizeof packed), 8, &plain, &problem));
    CHECK(tdm_str_is(plain, "one\ntwo\n"));
}

TEST("what is many times as large as it came is refused [F099]") {
    struct tdm_problem problem;
    tdm_str plain;
    CHECK(unpack(mem, bytes_of(mem, sizeof packed), 8, &plain, &problem));
    CHECK(!unpack(mem, bytes_of(mem, sizeof packed), 7, &plain, &problem));
    CHECK(tdm_str_is(tdm_str_of(problem.code), "Y003"));
}

TEST("what is not packed comes as it is [F099]") {
    struct tdm_problem problem;
    tdm_str plain;
    CHECK(unpack(mem, TDM_STR("{\"a\": 1}\n"), 0, &plain, &problem) && tdm_str_is(plain, "{\"a\": 1}\n"));
    CHECK(unpack(mem, TDM_STR(""), 0, &plain, &problem) && plain.len == 0);
    CHECK(unpack(mem, TDM_STR("\x1f"), 0, &plain, &problem) && plain.len == 1);
}

TEST("cut short at any byte it is refused [F099]") {
    struct tdm_problem problem;
    tdm_str plain;
    for (size_t length = 2; length < sizeof packed; length++) {
        CHECK(!unpack(mem, bytes_of(mem, length), 64, &plain, &problem));
        CHECK(tdm_str_is(tdm_str_of(problem.code), "Y010"));
    }
}

TEST("with any bit turned it is refused, or says the same [F099]") {
    struct tdm_problem problem;
    tdm_str plain;
    uint32_t refused = 0;
    for (size_t bit = 16; bit < sizeof packed * 8; bit++) {
        char turned[sizeof packed];
        memcpy(turned, packed, sizeof packed);
        turned[bit / 8] = (char)(turned[bit / 8] ^ (1 << (bit % 8)));
        bool good = unpack(mem, (tdm_str){turned, sizeof turned}, 64, &plain, &problem);
        CHECK(good ? tdm_str_is(plain, "one\ntwo\n") : problem.code != NULL);
        refused += !good;
    }
    CHECK(refused > sizeof packed * 4); /* a header has bits that say nothing: a time, a system */
}
