/* digest_test.c - BLAKE2b-256 against another implementation's digests (tests/oracle/digest_rows.py). */
#include "check.h"

#include <string.h>

static const struct row {
    size_t length;
    const char *hex;
} rows[] = {
#include "digest_rows.inc"
};

static tdm_str digest_text(struct tdm_arena *mem, tdm_digest digest) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_digest_print(&out, digest);
    return tdm_buf_str(&out);
}

TEST("the digests of the empty text and of abc are the published ones") {
    CHECK_STR(digest_text(mem, tdm_digest_of(TDM_STR(""))),
              "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK_STR(digest_text(mem, tdm_digest_of(TDM_STR("abc"))),
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK_STR(digest_text(mem, tdm_digest_of((tdm_str){NULL, 0})),
              "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST("texts of every length round the block borders have the digest that another implementation gives") {
    char *text = tdm_arena_alloc(mem, 65536);
    for (size_t k = 0; k < 65536; k++) text[k] = (char)(uint8_t)((7 * k + 3) % 251);
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_STR(digest_text(mem, tdm_digest_of((tdm_str){text, rows[i].length})), rows[i].hex);
    CHECK_INT(TDM_COUNT(rows), 25);
}

TEST("a digest is the same wherever its text lies in memory") {
    char *text = tdm_arena_alloc(mem, 400);
    tdm_digest first = tdm_digest_of((tdm_str){text, 300});
    for (size_t shift = 1; shift < 16; shift++)
        CHECK(tdm_digest_equal(first, tdm_digest_of((tdm_str){text + shift, 300})));
}

TEST("one bit changed gives another digest") {
    char text[200] = {0};
    tdm_digest first = tdm_digest_of((tdm_str){text, sizeof text});
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] ^= 0x10;
        CHECK(!tdm_digest_equal(first, tdm_digest_of((tdm_str){text, sizeof text})));
        text[i] ^= 0x10;
    }
    CHECK(tdm_digest_equal(first, tdm_digest_of((tdm_str){text, sizeof text})));
}

TEST("a printed digest is read back") {
    tdm_digest digest = tdm_digest_of(TDM_STR("a")), again;
    REQUIRE(tdm_digest_parse(digest_text(mem, digest), &again));
    CHECK(tdm_digest_equal(digest, again));
    memset(&again, 0, sizeof again);
    CHECK(!tdm_digest_equal(digest, again));
}

TEST("what is not 64 lower-case hex digits is no digest, and nothing is written") {
    static const char *const bad[] = {
        "",
        "0",
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a",
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a80",
        "0E5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
        "0g5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
        "`e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a:",
        "/e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3 8",
    };
    tdm_digest digest = {{7}};
    for (size_t i = 0; i < TDM_COUNT(bad); i++) CHECK(!tdm_digest_parse(tdm_str_of(bad[i]), &digest));
    CHECK_INT(digest.byte[0], 7);
}
