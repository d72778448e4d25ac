/* seal_test.c - sealed messages: what is changed, missing, moved or cut off is noticed, and so is another password. */
#include "check.h"
#include "ledger/seal.h"

#include <string.h>

#define FRAMES 4
static const tdm_str password = TDM_STR_INIT("a password that is long enough");
static const tdm_str messages[FRAMES] = {TDM_STR_INIT("eone"), TDM_STR_INIT(""),
                                         TDM_STR_INIT("fthree, a little longer"), TDM_STR_INIT("hlast")};

struct sealed {
    char head[TDM_SEAL_HEAD];
    tdm_str frames[FRAMES];
};

static struct sealed seal_all(struct tdm_arena *mem) {
    static const uint8_t salt[TDM_SEAL_SALT] = {1, 2, 3};
    struct sealed sealed;
    struct tdm_seal *seal = tdm_seal_begin(mem, password, salt, sealed.head);
    for (int i = 0; i < FRAMES; i++) sealed.frames[i] = tdm_seal_message(mem, seal, messages[i], i == FRAMES - 1);
    return sealed;
}

/* How many of these frames, in this order, are opened as they were sealed. */
static int opened(struct tdm_arena *mem, struct tdm_seal *seal, const tdm_str *frames, int count) {
    for (int i = 0; i < count; i++) {
        size_t length;
        tdm_str message;
        bool last;
        if (!tdm_unseal_length(frames[i].at, &length) || length + 4 != frames[i].len ||
            !tdm_unseal_message(mem, seal, tdm_str_slice(frames[i], 4, frames[i].len), &message, &last))
            return i;
        if (!tdm_str_equal(message, messages[i]) || last != (i == FRAMES - 1)) return i;
    }
    return count;
}

static struct tdm_seal *begun(struct tdm_arena *mem, const struct sealed *sealed, tdm_str with) {
    struct tdm_seal *seal = NULL;
    CHECK(tdm_unseal_begin(mem, with, sealed->head, &seal));
    return seal;
}

TEST("sealed messages come back, the last one as the last, and nothing of them can be read [F121]") {
    struct sealed sealed = seal_all(mem);
    struct tdm_seal *seal = begun(mem, &sealed, password);
    size_t at;
    CHECK(tdm_seal_is((tdm_str){sealed.head, sizeof sealed.head}));
    CHECK(!tdm_seal_is(TDM_STR("tandem-bundle 1\n")));
    CHECK_INT(sealed.frames[2].len, messages[2].len + TDM_SEAL_MORE);
    CHECK(!tdm_str_find(sealed.frames[2], TDM_STR("three"), &at));
    CHECK_INT(opened(mem, seal, sealed.frames, FRAMES), FRAMES);
}

TEST("another password, or another salt, opens nothing [F121]") {
    struct sealed sealed = seal_all(mem);
    CHECK_INT(opened(mem, begun(mem, &sealed, TDM_STR("a password that is long enougH")), sealed.frames, FRAMES), 0);
    sealed.head[16] ^= 1;
    CHECK_INT(opened(mem, begun(mem, &sealed, password), sealed.frames, FRAMES), 0);
}

TEST("each changed byte of each frame is noticed in its frame; so is what is left out, moved or repeated [F121]") {
    struct sealed sealed = seal_all(mem);
    struct tdm_seal *first = begun(mem, &sealed, password);
    void *fresh = tdm_arena_alloc(mem, 52); /* the state, as it was after the head: its size is libsodium's */
    memcpy(fresh, first, 52);
    for (int f = 0; f < FRAMES; f++)
        for (size_t i = 0; i < sealed.frames[f].len; i++) {
            tdm_str frames[FRAMES];
            char *changed = tdm_arena_alloc(mem, sealed.frames[f].len);
            memcpy(frames, sealed.frames, sizeof frames);
            memcpy(changed, sealed.frames[f].at, sealed.frames[f].len);
            changed[i] ^= 4;
            frames[f].at = changed;
            memcpy(first, fresh, 52);
            CHECK_INT(opened(mem, first, frames, FRAMES), f);
        }
    static const int orders[][2] = {{1, 0}, {0, 2}, {0, 0}, {3, 1}};
    for (size_t o = 0; o < TDM_COUNT(orders); o++) {
        tdm_str frames[2] = {sealed.frames[orders[o][0]], sealed.frames[orders[o][1]]};
        memcpy(first, fresh, 52);
        CHECK_INT(opened(mem, first, frames, 2), orders[o][0] == 0 ? 1 : 0);
    }
}

TEST("a length that no message has is refused before it is read [S88]") {
    static const unsigned char lengths[][4] = {{0, 0, 0, 0}, {0, 0, 0, 16}, {0xff, 0xff, 0xff, 0xff}, {4, 0, 0, 18}};
    for (size_t i = 0; i < TDM_COUNT(lengths); i++) {
        char four[4];
        size_t length;
        memcpy(four, lengths[i], 4);
        CHECK(!tdm_unseal_length(four, &length));
    }
}
