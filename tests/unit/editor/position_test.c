/* position_test.c - bytes, code points and UTF-16 units: against a second way of counting, and at the edges. */
#include "check.h"
#include "editor/editor.h"

/* One byte at a time, without any index: a line ends at \n, \r\n or \r; a code point from U+10000 on is two units. */
static struct tdm_editor_position plain_position(tdm_str text, size_t offset) {
    struct tdm_editor_position at = {0};
    for (size_t i = 0; i < offset; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool ends = c == '\n' || (c == '\r' && (i + 1 == text.len || text.at[i + 1] != '\n'));
        if (ends)
            at = (struct tdm_editor_position){at.line + 1, 0};
        else if (c < 0x80 || c >= 0xC0)
            at.character += c >= 0xF0 ? 2 : 1;
    }
    return at;
}

static bool starts_sign(tdm_str text, size_t offset) {
    return offset == text.len || ((unsigned char)text.at[offset] & 0xC0) != 0x80;
}

static const char *const texts[] = {"",
                                    "a",
                                    "\n",
                                    "\r",
                                    "\r\n",
                                    "one\ntwo\r\nthree\rfour\n\n",
                                    "e\xcc\x81 \xf0\x9f\x92\xaa \xe4\xb8\xad\n\xf0\x9f\x92\xaa\xf0\x9f\x92\xaa",
                                    "\r\r\n\n\r",
                                    "gate x\r\n  a\rb\r\n",
                                    "\xef\xbb\xbfx\n"};

/* Of its own size: a sanitizer then sees each byte read past the end. */
static tdm_str exact(const char *text) {
    size_t len = tdm_str_of(text).len;
    char *copy = malloc(len + (len == 0));
    TDM_ASSERT(copy != NULL);
    memcpy(copy, text, len);
    return (tdm_str){copy, len};
}

TEST("a byte is told in lines and UTF-16 units as if counted one by one") {
    for (size_t t = 0; t < TDM_COUNT(texts); t++) {
        struct tdm_editor_text text = tdm_editor_text_of(mem, exact(texts[t]));
        for (size_t offset = 0; offset <= text.bytes.len; offset++) {
            struct tdm_editor_position got = tdm_editor_position_of(&text, offset),
                                       want = plain_position(text.bytes, offset);
            CHECK_INT(got.line, want.line);
            CHECK_INT(got.character, want.character);
        }
        CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){0, 99}) <= text.bytes.len, 1);
        CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){99, 0}), text.bytes.len);
        free((char *)(uintptr_t)text.bytes.at);
    }
}

TEST("a position leads back to its byte, whatever ends the lines") {
    for (size_t t = 0; t < TDM_COUNT(texts); t++) {
        struct tdm_editor_text text = tdm_editor_text_of(mem, tdm_str_of(texts[t]));
        for (size_t offset = 0; offset <= text.bytes.len; offset++) {
            bool inside = offset > 0 && offset < text.bytes.len && text.bytes.at[offset - 1] == '\r' &&
                          text.bytes.at[offset] == '\n';
            if (!starts_sign(text.bytes, offset) || inside)
                continue; /* between the two signs of a line end is no place */
            CHECK_INT(tdm_editor_offset(&text, tdm_editor_position_of(&text, offset)), offset);
        }
    }
}

TEST("a position past the end of its line, of the text, or inside a pair is taken to the nearest place before it") {
    struct tdm_editor_text text = tdm_editor_text_of(mem, TDM_STR("ab\n\xf0\x9f\x92\xaa"
                                                                  "c\n"));
    CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){0, 99}), 2);
    CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){1, 1}), 3);
    CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){1, 2}), 7);
    CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){2, 0}), 9);
    CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){7, 3}), 9);
    CHECK_INT(tdm_editor_offset(&text, (struct tdm_editor_position){UINT32_MAX, UINT32_MAX}), 9);
}

TEST("a place of a problem counts code points and stands for its bytes [R-N40]") {
    struct tdm_editor_text text = tdm_editor_text_of(mem, TDM_STR("xy\n\"\xf0\x9f\x92\xaa\xc3\xa9\" end\r\n"));
    size_t from, until;
    tdm_editor_span(&text, (struct tdm_place){{0}, 2, 6, 3}, &from, &until);
    CHECK_STR(tdm_str_slice(text.bytes, from, until), "end");
    tdm_editor_span(&text, (struct tdm_place){{0}, 2, 1, 4}, &from, &until);
    CHECK_INT(until - from, 8);
    tdm_editor_span(&text, (struct tdm_place){{0}, 2, 6, 99}, &from, &until); /* never past the line */
    CHECK_STR(tdm_str_slice(text.bytes, from, until), "end");
    tdm_editor_span(&text, (struct tdm_place){{0}, 9, 1, 1}, &from, &until);
    CHECK_INT(from, text.bytes.len);
    tdm_editor_span(&text, (struct tdm_place){{0}, 0, 0, 0}, &from, &until); /* the file as a whole: its first sign */
    CHECK_INT(from, 0);
    CHECK_INT(until, 1);
}
