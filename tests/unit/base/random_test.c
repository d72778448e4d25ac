/* random_test.c - the generator against published answers, and what is drawn from it. */
#include "base/random.h"
#include "check.h"

/* kat_vectors of Random123, philox4x32 with 10 rounds. */
TEST("Philox 4x32-10 gives the published answers") {
    static const struct {
        uint32_t counter[4], key[2], wanted[4];
    } rows[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}},
        {{0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu},
         {0xffffffffu, 0xffffffffu},
         {0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}},
        {{0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u},
         {0xa4093822u, 0x299f31d0u},
         {0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        uint32_t got[4];
        tdm_philox(rows[i].counter, rows[i].key, got);
        for (int k = 0; k < 4; k++) CHECK_INT(got[k], rows[i].wanted[k]);
    }
}

TEST("a stream is its seed, number and purpose: the blocks of its counter, in order") {
    struct tdm_random stream = tdm_random_stream(0x1122334455667788u, 0xAABBCCDD00000007u, 9);
    const uint32_t key[2] = {0x55667788u, 0x11223344u};
    for (uint32_t at = 0; at < 3; at++) {
        const uint32_t counter[4] = {at, 9, 7, 0xAABBCCDDu};
        uint32_t block[4];
        tdm_philox(counter, key, block);
        for (int k = 0; k < 4; k++) CHECK_INT(tdm_random_word(&stream), block[k]);
    }
}

TEST("streams of another number or purpose differ, and drawing from one does not move the other") {
    struct tdm_random a = tdm_random_stream(1, 0, 0), b = tdm_random_stream(1, 0, 1), c = tdm_random_stream(1, 1, 0);
    struct tdm_random again = tdm_random_stream(1, 0, 1);
    uint32_t same_b = 0, same_c = 0;
    for (int i = 0; i < 64; i++) {
        uint32_t word = tdm_random_word(&a), other = tdm_random_word(&b);
        same_b += word == other;
        same_c += word == tdm_random_word(&c);
        CHECK_INT(tdm_random_word(&again), other);
    }
    CHECK_INT(same_b, 0);
    CHECK_INT(same_c, 0);
}

TEST("a draw below a count is as likely each, stays below it, and reaches every value") {
    struct tdm_random draws = tdm_random_stream(5, 5, 5);
    uint32_t seen[7] = {0};
    for (int i = 0; i < 70000; i++) {
        uint32_t drawn = tdm_random_below(&draws, 7);
        REQUIRE(drawn < 7);
        seen[drawn]++;
    }
    for (int i = 0; i < 7; i++) CHECK(seen[i] > 9500 && seen[i] < 10500);
    for (int i = 0; i < 10; i++) CHECK_INT(tdm_random_below(&draws, 1), 0);
}

TEST("a draw that would favour some values is made anew") {
    /* Of 2^32 words, 2^32 mod 3 * 2^30 = 2^30 products are uneven: a quarter of the words is passed over. */
    struct tdm_random draws = tdm_random_stream(2, 2, 2), plain = draws;
    uint32_t words = 0, low = 0;
    for (uint32_t i = 0; i < 4000; i++) low += tdm_random_below(&draws, 0xC0000000u) < 0x60000000u;
    while (plain.counter[0] != draws.counter[0] || plain.used != draws.used) {
        (void)tdm_random_word(&plain);
        words++;
    }
    CHECK(words > 5150 && words < 5520);
    CHECK(low > 1880 && low < 2120);
}

TEST("between takes both ends in, over the whole range of numbers too") {
    struct tdm_random draws = tdm_random_stream(3, 3, 3);
    bool least = false, most = false, negative = false, positive = false;
    for (int i = 0; i < 400; i++) {
        int32_t drawn = tdm_random_between(&draws, -2, 2);
        REQUIRE(drawn >= -2 && drawn <= 2);
        least = least || drawn == -2;
        most = most || drawn == 2;
        drawn = tdm_random_between(&draws, INT32_MIN, INT32_MAX);
        negative = negative || drawn < -1000000000;
        positive = positive || drawn > 1000000000;
    }
    CHECK(least && most && negative && positive);
    CHECK_INT(tdm_random_between(&draws, 4, 4), 4);
}

TEST("a chance of 0 never comes, of 100 always, of 30 in three of ten") {
    struct tdm_random draws = tdm_random_stream(4, 4, 4);
    uint32_t hits = 0;
    for (int i = 0; i < 10000; i++) {
        CHECK(!tdm_random_chance(&draws, 0));
        CHECK(tdm_random_chance(&draws, 100));
        hits += tdm_random_chance(&draws, 30) ? 1u : 0u;
    }
    CHECK(hits > 2850 && hits < 3150);
}
