/* text_layout_test.c - wrapping and tables, to the letter. */
#include "check.h"
#include "render/render.h"

static tdm_str wrapped(struct tdm_arena *mem, const char *text, uint32_t width, uint32_t indent, uint32_t hang) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 10000);
    tdm_text_wrap(&out, tdm_str_of(text), width, indent, hang);
    return tdm_buf_str(&out);
}

TEST("text is wrapped at words and hangs under its indent") {
    CHECK_STR(wrapped(mem, "one two three four", 9, 0, 2), "one two\n  three\n  four");
    CHECK_STR(wrapped(mem, "one two", 7, 0, 0), "one two");
    CHECK_STR(wrapped(mem, "one two", 6, 0, 0), "one\ntwo");
    CHECK_STR(wrapped(mem, "incomprehensibilities a", 5, 0, 1), "incomprehensibilities\n a");
    CHECK_STR(wrapped(mem, "", 5, 0, 1), "");
}

TEST("widths are counted in letters, not in bytes") {
    CHECK_STR(wrapped(mem, "\xc3\xa4\xc3\xb6\xc3\xbc \xc3\x9f", 5, 0, 0), "\xc3\xa4\xc3\xb6\xc3\xbc \xc3\x9f");
}

TEST("a table aligns its columns and wraps the last one") {
    static const struct tdm_text_column columns[] = {{.head = "gate"}, {.head = "n", .right = true}, {.head = "why"}};
    struct tdm_text_table table;
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 10000);
    tdm_table_init(&table, mem, columns, 3);
    const char *cells[] = {"settled", "12", "pain at most 2", "x", "3", "y"};
    for (size_t i = 0; i < TDM_COUNT(cells); i++) tdm_table_cell(&table, tdm_str_of(cells[i]));
    tdm_table_print(&table, &out, 25, 1);
    CHECK_STR(tdm_buf_str(&out), " gate      n  why\n settled  12  pain at\n              most 2\n x         3  y\n");
}
