/* text_test.c - slices, UTF-8, nearest names, growing text. */
#include "check.h"

#include <string.h>

TEST("slices are compared by their bytes and their length") {
    CHECK(tdm_str_equal(TDM_STR("knee"), TDM_STR("knee")));
    CHECK(!tdm_str_equal(TDM_STR("knee"), TDM_STR("knees")));
    CHECK(!tdm_str_equal(TDM_STR("knee"), TDM_STR("kneE")));
    CHECK(tdm_str_equal((tdm_str){NULL, 0}, TDM_STR("")));
    CHECK(tdm_str_is(TDM_STR("hip"), "hip"));
    CHECK(!tdm_str_is(TDM_STR("hip"), "hi"));
    CHECK(tdm_str_is(tdm_str_of(NULL), ""));
    CHECK_INT(tdm_str_compare(TDM_STR("a"), TDM_STR("b")), -1);
    CHECK_INT(tdm_str_compare(TDM_STR("b"), TDM_STR("a")), 1);
    CHECK_INT(tdm_str_compare(TDM_STR("a"), TDM_STR("ab")), -1);
    CHECK_INT(tdm_str_compare(TDM_STR("ab"), TDM_STR("a")), 1);
    CHECK_INT(tdm_str_compare(TDM_STR("ab"), TDM_STR("ab")), 0);
    CHECK_INT(tdm_str_compare((tdm_str){NULL, 0}, TDM_STR("a")), -1);
    CHECK_INT(tdm_str_compare(TDM_STR("\xC3"), TDM_STR("z")), 1);
}

TEST("a slice of a slice stays inside it") {
    tdm_str text = TDM_STR("shoulder");
    CHECK_STR(tdm_str_slice(text, 0, 3), "sho");
    CHECK_STR(tdm_str_slice(text, 5, 100), "der");
    CHECK_STR(tdm_str_slice(text, 8, 100), "");
    CHECK_STR(tdm_str_slice(text, 100, 200), "");
    CHECK_STR(tdm_str_slice(text, 5, 4), "");
    CHECK_STR(tdm_str_slice(text, 4, 4), "");
    CHECK(tdm_str_starts_with(text, TDM_STR("")));
    CHECK(tdm_str_starts_with(text, TDM_STR("should")));
    CHECK(tdm_str_starts_with(text, text));
    CHECK(!tdm_str_starts_with(text, TDM_STR("shoulders")));
    CHECK(!tdm_str_starts_with(text, TDM_STR("sha")));
    CHECK(tdm_str_ends_with(text, TDM_STR("der")));
    CHECK(tdm_str_ends_with(text, TDM_STR("")));
    CHECK(tdm_str_ends_with(text, text));
    CHECK(!tdm_str_ends_with(text, TDM_STR("de")));
    CHECK(!tdm_str_ends_with(text, TDM_STR("a shoulder")));
}

TEST("trimming takes blanks and line ends off both ends and nothing else") {
    CHECK_STR(tdm_str_trim(TDM_STR(" \t\r\n a b \n\r\t ")), "a b");
    CHECK_STR(tdm_str_trim(TDM_STR("a")), "a");
    CHECK_STR(tdm_str_trim(TDM_STR(" \n ")), "");
    CHECK_STR(tdm_str_trim(TDM_STR("")), "");
    CHECK_STR(tdm_str_trim(TDM_STR("\va\v")), "\va\v");
    char *blanks = memset(tdm_arena_alloc_raw(mem, 3), ' ', 3); /* nothing may be read behind them */
    CHECK_STR(tdm_str_trim((tdm_str){blanks, 3}), "");
}

TEST("a part is found at its first place") {
    size_t at = 99;
    CHECK(tdm_str_find(TDM_STR("abcabc"), TDM_STR("ca"), &at));
    CHECK_INT(at, 2);
    CHECK(tdm_str_find(TDM_STR("abcabc"), TDM_STR("c"), &at));
    CHECK_INT(at, 2);
    CHECK(tdm_str_find(TDM_STR("abcabc"), TDM_STR("abcabc"), &at));
    CHECK_INT(at, 0);
    CHECK(tdm_str_find(TDM_STR("xbc"), TDM_STR("bc"), &at));
    CHECK_INT(at, 1);
    CHECK(tdm_str_find(TDM_STR(""), TDM_STR(""), &at));
    CHECK_INT(at, 0);
    at = 99;
    CHECK(!tdm_str_find(TDM_STR("abc"), TDM_STR("abcd"), &at));
    CHECK(!tdm_str_find(TDM_STR("abc"), TDM_STR("cb"), &at));
    CHECK_INT(at, 99);
}

/* ---- UTF-8 */

/* Another way to say what is well-formed: decode, then look whether the shortest form was used. */
static bool is_code_point(uint32_t code, size_t length) {
    static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10FFFF) return false;
    return code < 0xD800 || code > 0xDFFF;
}

static bool decodes(const uint8_t *at, size_t length) {
    static const uint8_t masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07}, marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    uint32_t code = at[0] & masks[length];
    if ((at[0] & ~masks[length] & 0xFF) != marks[length]) return false;
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) return false;
        code = code << 6 | (at[i] & 0x3F);
    }
    return is_code_point(code, length);
}

TEST("all texts of one, two and three bytes are judged as a decoder judges them") {
    uint8_t b[3];
    size_t bad_at, wrong = 0;
    for (uint32_t n = 0; n < 0x1000000; n += n % 0x100 == 0x02 ? 0x7D : 1) { /* third bytes 00..02, 7F..FF */
        b[0] = (uint8_t)(n >> 16);
        b[1] = (uint8_t)(n >> 8);
        b[2] = (uint8_t)n;
        bool one = decodes(b, 1), two = decodes(b, 2), second = decodes(b + 1, 1), third = decodes(b + 2, 1);
        bool wanted = (one && second && third) || (one && decodes(b + 1, 2)) || (two && third) || decodes(b, 3);
        wrong += tdm_utf8_valid((tdm_str){(char *)b, 3}, &bad_at) != wanted;
    }
    CHECK_INT(wrong, 0);
    for (uint32_t n = 0; n < 0x10000; n++) {
        b[0] = (uint8_t)(n >> 8);
        b[1] = (uint8_t)n;
        bool wanted = (decodes(b, 1) && decodes(b + 1, 1)) || decodes(b, 2);
        wrong += tdm_utf8_valid((tdm_str){(char *)b, 2}, &bad_at) != wanted;
        wrong += tdm_utf8_valid((tdm_str){(char *)b + 1, 1}, &bad_at) != decodes(b + 1, 1);
    }
    CHECK_INT(wrong, 0);
}

TEST("texts of four bytes are judged as a decoder judges them, at every border of every byte") {
    static const uint8_t borders[] = {0x00, 0x01, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    size_t bad_at, wrong = 0;
    for (uint32_t first = 0xE8; first < 0x100; first++)
        for (size_t i = 0; i < 11 * 11 * 11; i++) {
            uint8_t b[] = {(uint8_t)first, borders[i / 121], borders[i / 11 % 11], borders[i % 11]};
            bool wanted = decodes(b, 4) || (decodes(b, 3) && decodes(b + 3, 1));
            wrong += tdm_utf8_valid((tdm_str){(char *)b, 4}, &bad_at) != wanted;
        }
    CHECK_INT(wrong, 0);
}

/* How many code points a long text begins with that a decoder takes, and how many bytes they are. */
static size_t decoded(const uint8_t *b, size_t count, size_t *bytes) {
    size_t points = 0;
    for (*bytes = 0; *bytes < count; points++) {
        size_t length = 1;
        while (length <= 4 && (*bytes + length > count || !decodes(b + *bytes, length))) length++;
        if (length > 4) break;
        *bytes += length;
    }
    return points;
}

TEST("long texts are judged and counted as a decoder does, wherever something else than a letter stands") {
    static const char *const strange[] = {
        "", "\0", "\x7F", "\x80", "\xC3\xB6", "\xC3", "\xE2\x82\xAC", "\xF0\x9F\xA6\xB5", "\xFF"};
    static const size_t lengths[] = {0, 1, 1, 1, 2, 1, 3, 4, 1};
    size_t wrong = 0;
    for (size_t s = 0; s < TDM_COUNT(strange); s++)
        for (size_t before = 0; before < 20; before++)
            for (size_t after = 0; after < 20; after++) {
                uint8_t b[48];
                size_t count = before + lengths[s] + after, bytes, bad_at = count;
                memset(b, 'a', sizeof b);
                memcpy(b + before, strange[s], lengths[s]);
                size_t points = decoded(b, count, &bytes);
                bool valid = tdm_utf8_valid((tdm_str){(char *)b, count}, &bad_at);
                wrong += valid != (bytes == count) || bad_at != bytes;
                wrong += valid && tdm_utf8_length((tdm_str){(char *)b, count}) != points;
            }
    CHECK_INT(wrong, 0);
}

TEST("the first bad byte is told") {
    size_t bad_at = 99;
    CHECK(tdm_utf8_valid(TDM_STR("Gr\xC3\xB6\xC3\x9F"
                                 "e \xE2\x82\xAC \xF0\x9F\xA6\xB5"),
                         &bad_at));
    CHECK(tdm_utf8_valid(TDM_STR(""), &bad_at));
    CHECK_INT(bad_at, 99);
    CHECK(!tdm_utf8_valid(TDM_STR("ab\0c"), &bad_at));
    CHECK_INT(bad_at, 2);
    CHECK(!tdm_utf8_valid(TDM_STR("abc\xE2\x82"), &bad_at));
    CHECK_INT(bad_at, 3);
    CHECK(!tdm_utf8_valid(TDM_STR("\xC3\xB6\xB6"), &bad_at));
    CHECK_INT(bad_at, 2);
    CHECK_INT(tdm_utf8_length(TDM_STR("Gr\xC3\xB6\xC3\x9F"
                                      "e \xE2\x82\xAC \xF0\x9F\xA6\xB5")),
              9);
    CHECK_INT(tdm_utf8_length(TDM_STR("")), 0);
}

/* ---- the nearest name */

static const tdm_str classes[] = {TDM_STR_INIT("rest"),      TDM_STR_INIT("passive"), TDM_STR_INIT("assisted"),
                                  TDM_STR_INIT("isometric"), TDM_STR_INIT("low"),     TDM_STR_INIT("moderate")};

static const char *nearest(const char *wanted) {
    int at = tdm_nearest(tdm_str_of(wanted), classes, TDM_COUNT(classes));
    return at < 0 ? "none" : classes[at].at;
}

TEST("a misspelt name has its nearest name: left out, put in, replaced, swapped") {
    CHECK_STR(tdm_str_of(nearest("isometrc")), "isometric");
    CHECK_STR(tdm_str_of(nearest("isommetric")), "isometric");
    CHECK_STR(tdm_str_of(nearest("isomatric")), "isometric");
    CHECK_STR(tdm_str_of(nearest("isomertic")), "isometric");
    CHECK_STR(tdm_str_of(nearest("isometric")), "isometric");
    CHECK_STR(tdm_str_of(nearest("lwo")), "low");
    CHECK_STR(tdm_str_of(nearest("olw")), "low");
    CHECK_STR(tdm_str_of(nearest("lo")), "low");
    CHECK_STR(tdm_str_of(nearest("slow")), "low");
    CHECK_STR(tdm_str_of(nearest("pasive")), "passive");
    CHECK_STR(tdm_str_of(nearest("assistive")), "assisted");
    CHECK_STR(tdm_str_of(nearest("iosmetirc")), "isometric");
}

TEST("what is like nothing has no nearest name") {
    CHECK_STR(tdm_str_of(nearest("plyometrics")), "none");
    CHECK_STR(tdm_str_of(nearest("")), "none");
    CHECK_STR(tdm_str_of(nearest("xyz")), "none");
    CHECK_STR(tdm_str_of(nearest("wol")), "none");
    CHECK_STR(tdm_str_of(nearest("a-name-that-is-longer-than-any-name-that-anyone-would-care-to-write-down")), "none");
    CHECK_INT(tdm_nearest(TDM_STR("rest"), NULL, 0), -1);
    const tdm_str units[] = {TDM_STR_INIT("m"), TDM_STR_INIT("kg"), TDM_STR_INIT("")};
    CHECK_INT(tdm_nearest(TDM_STR("x"), units, 3), -1);
    CHECK_INT(tdm_nearest(TDM_STR(""), units, 3), 2);
    CHECK_INT(tdm_nearest(TDM_STR("kgs"), units, 3), 1);
    CHECK_INT(tdm_nearest(TDM_STR("k"), units, 3), 1);
}

TEST("of two equally near names the first is told, and a nearer one before both") {
    const tdm_str names[] = {TDM_STR_INIT("pain-walk"), TDM_STR_INIT("pain-talk"), TDM_STR_INIT("pain-balk")};
    CHECK_INT(tdm_nearest(TDM_STR("pain-calk"), names, 3), 0);
    CHECK_INT(tdm_nearest(TDM_STR("pain-tallk"), names, 3), 1);
    CHECK_INT(tdm_nearest(TDM_STR("pain-balk"), names, 3), 2);
}

TEST("one third of the letters may be wrong, and not one more") {
    const tdm_str names[] = {TDM_STR_INIT("abcdefghi")};
    CHECK_INT(tdm_nearest(TDM_STR("abcdefxyz"), names, 1), 0);
    CHECK_INT(tdm_nearest(TDM_STR("abcdewxyz"), names, 1), -1);
    CHECK_INT(tdm_nearest(TDM_STR("abcdef"), names, 1), -1);
    CHECK_INT(tdm_nearest(TDM_STR("abcdefg"), names, 1), 0);
    CHECK_INT(tdm_nearest(TDM_STR("abcdefghijkl"), names, 1), 0);
    char longest[66];
    memset(longest, 'a', sizeof longest);
    const tdm_str a64 = {longest, 64}, a65 = {longest, 65};
    CHECK_INT(tdm_nearest(a64, &a64, 1), 0);
    CHECK_INT(tdm_nearest(a65, &a64, 1), -1);
    CHECK_INT(tdm_nearest(a64, &a65, 1), -1);
}

TEST("a whole piece of one name alone names it; of two it names none") {
    const tdm_str names[] = {TDM_STR_INIT("physical-therapist"), TDM_STR_INIT("mini-squat"),
                             TDM_STR_INIT("split-squat"), TDM_STR_INIT("koos.pain"), TDM_STR_INIT("therapists")};
    CHECK_INT(tdm_nearest(TDM_STR("physical"), names, 5), 0);
    CHECK_INT(tdm_nearest(TDM_STR("squat"), names, 5), -1);
    CHECK_INT(tdm_nearest(TDM_STR("koos"), names, 5), 3);
    CHECK_INT(tdm_nearest(TDM_STR("pain"), names, 5), 3);
    CHECK_INT(tdm_nearest(TDM_STR("therapist"), names, 5), 4); /* by its letters, sooner than by a piece */
    CHECK_INT(tdm_nearest(TDM_STR("therapist"), names, 4), 0);
    CHECK_INT(tdm_nearest(TDM_STR("herapis"), names, 1), -1);
    CHECK_INT(tdm_nearest(TDM_STR("koo"), names + 3, 1), -1);
}

/* ---- growing text */

TEST("text grows by all its appends") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000000);
    CHECK_STR(tdm_buf_str(&out), "");
    CHECK(tdm_buf_str(&out).at != NULL);
    tdm_buf_add(&out, TDM_STR("knee"));
    tdm_buf_add(&out, (tdm_str){NULL, 0});
    tdm_buf_char(&out, ':');
    tdm_buf_text(&out, " day ");
    tdm_buf_text(&out, NULL);
    tdm_buf_int(&out, 28);
    tdm_buf_repeat(&out, '.', 3);
    tdm_buf_repeat(&out, '!', 0);
    tdm_buf_format(&out, "%s-%d", "x", 7);
    CHECK_STR(tdm_buf_str(&out), "knee: day 28...x-7");
    CHECK(!out.failed);
    for (int i = 0; i < 10000; i++) tdm_buf_format(&out, "%04d,", i);
    CHECK_INT(tdm_buf_str(&out).len, 18 + 50000);
    CHECK_STR(tdm_str_slice(tdm_buf_str(&out), 18 + 5 * 1234, 18 + 5 * 1236), "1234,1235,");
}

TEST("a formatted text of any length round the room left is whole") {
    for (int length = 0; length < 300; length++) {
        struct tdm_buf out;
        tdm_buf_init(&out, mem, 100000);
        tdm_buf_text(&out, "begin");
        tdm_buf_format(&out, "%*d", length, 7);
        CHECK_INT(out.len, 5 + (length == 0 ? 1 : length));
        CHECK_INT(out.at[out.len - 1], '7');
    }
}

TEST("a text of one sign keeps it when it grows") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_buf_char(&out, 'x');
    tdm_buf_repeat(&out, 'y', 500);
    CHECK_STR(tdm_str_slice(tdm_buf_str(&out), 0, 3), "xyy");
}

TEST("integers are printed to both ends of their range") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_buf_int(&out, INT64_MIN);
    tdm_buf_char(&out, ' ');
    tdm_buf_int(&out, INT64_MAX);
    tdm_buf_char(&out, ' ');
    tdm_buf_int(&out, 0);
    tdm_buf_int(&out, -1);
    tdm_buf_int(&out, 10);
    CHECK_STR(tdm_buf_str(&out), "-9223372036854775808 9223372036854775807 0-110");
}

TEST("at its limit a text stops whole, and the failure sticks") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 10);
    tdm_buf_text(&out, "0123456789");
    CHECK(!out.failed);
    tdm_buf_add(&out, TDM_STR(""));
    CHECK(!out.failed);
    tdm_buf_format(&out, "%s", "");
    CHECK(!out.failed);
    tdm_buf_char(&out, 'x');
    CHECK(out.failed);
    CHECK_STR(tdm_buf_str(&out), "0123456789");
    tdm_buf_init(&out, mem, 3);
    tdm_buf_char(&out, 'a');
    tdm_buf_char(&out, 'b');
    tdm_buf_char(&out, 'c');
    CHECK(!out.failed);
    CHECK_STR(tdm_buf_str(&out), "abc");
    tdm_buf_init(&out, mem, 10);
    tdm_buf_text(&out, "01234567");
    tdm_buf_format(&out, "%s", "abc");
    CHECK(out.failed);
    CHECK_STR(tdm_buf_str(&out), "01234567");
    tdm_buf_init(&out, mem, 10);
    tdm_buf_text(&out, "01234567");
    tdm_buf_text(&out, "abc");
    CHECK(out.failed);
    tdm_buf_char(&out, 'x');
    tdm_buf_format(&out, "y");
    tdm_buf_repeat(&out, 'z', 1);
    CHECK_STR(tdm_buf_str(&out), "01234567");
    tdm_buf_init(&out, mem, 10);
    tdm_buf_format(&out, "%s", "0123456789");
    CHECK(!out.failed);
    CHECK_STR(tdm_buf_str(&out), "0123456789");
    tdm_buf_init(&out, mem, 10);
    tdm_buf_format(&out, "%s", "0123456789a");
    CHECK(out.failed);
    CHECK_STR(tdm_buf_str(&out), "");
    tdm_buf_init(&out, mem, 10);
    tdm_buf_repeat(&out, 'z', 11);
    CHECK(out.failed);
    CHECK_STR(tdm_buf_str(&out), "");
}
