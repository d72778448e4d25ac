/* pdf_test.c - lines of a document, and the sheet that they become where the libraries are. */
#include "check.h"
#include "pdf/pdf.h"

/* The library of fonts keeps what it has read until the end of a process: no leak of ours. */
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void) {
    return "leak:libfontconfig\nleak:libpango\nleak:libglib\nleak:libcairo\nleak:libgobject";
}

static tdm_str document(struct tdm_arena *mem, uint32_t rows) {
    struct tdm_buf lines;
    tdm_str title = TDM_STR("Summary of Example \xC3\x91"),
            cells[] = {TDM_STR("bending"), TDM_STR("132 deg"), TDM_STR("+4")};
    tdm_buf_init(&lines, mem, 1u << 20);
    tdm_pdf_line(&lines, TDM_PDF_TITLE, &title, 1);
    tdm_pdf_line(&lines, TDM_PDF_ROW_HEAD, cells, 3);
    for (uint32_t i = 0; i < rows; i++) tdm_pdf_line(&lines, TDM_PDF_ROW, cells, 3);
    return tdm_buf_str(&lines);
}

static uint32_t count(tdm_str text, const char *word) {
    uint32_t found = 0;
    size_t at;
    while (tdm_str_find(text, tdm_str_of(word), &at)) {
        found++;
        text = tdm_str_slice(text, at + 1, text.len);
    }
    return found;
}

TEST("a line keeps its kind and cells; line ends and tabs in a cell become blanks") {
    struct tdm_buf lines;
    tdm_str cells[] = {TDM_STR("a\nHb"), TDM_STR("c\td")};
    tdm_buf_init(&lines, mem, 100);
    tdm_pdf_line(&lines, TDM_PDF_ROW, cells, 2);
    CHECK_STR(tdm_buf_str(&lines), "ra Hb\tc d\n");
}

TEST("a document is made where the libraries are, and told to be impossible where they are not") {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 20);
    CHECK(tdm_pdf_make(document(mem, 3), TDM_STR("2025-03-18"), &out) == tdm_pdf_begin());
    if (!tdm_pdf_begin()) return;
    CHECK(tdm_str_starts_with(tdm_buf_str(&out), TDM_STR("%PDF-1.")));
    CHECK_INT(count(tdm_buf_str(&out), "/Type /Page %"), 1);
    CHECK_INT(count(tdm_buf_str(&out), "2025031"), 1);
}

TEST("sixty rows stand on one sheet in smaller letters, a thousand take more sheets") {
    struct tdm_buf one, many;
    if (!tdm_pdf_begin()) return;
    tdm_buf_init(&one, mem, 1u << 20);
    tdm_buf_init(&many, mem, 4u << 20);
    REQUIRE(tdm_pdf_make(document(mem, 60), TDM_STR("2025-03-18"), &one));
    CHECK_INT(count(tdm_buf_str(&one), "/Type /Page %"), 1);
    REQUIRE(tdm_pdf_make(document(mem, 1000), TDM_STR("2025-03-18"), &many));
    CHECK(count(tdm_buf_str(&many), "/Type /Page %") > 5);
}

TEST("the same document of the same day has the same bytes, and a full buffer is told") {
    struct tdm_buf one, two, small;
    if (!tdm_pdf_begin()) return;
    tdm_buf_init(&one, mem, 1u << 20);
    tdm_buf_init(&two, mem, 1u << 20);
    tdm_buf_init(&small, mem, 1000);
    REQUIRE(tdm_pdf_make(document(mem, 20), TDM_STR("2025-03-18"), &one));
    REQUIRE(tdm_pdf_make(document(mem, 20), TDM_STR("2025-03-18"), &two));
    CHECK(tdm_str_equal(tdm_buf_str(&one), tdm_buf_str(&two)));
    CHECK(!tdm_pdf_make(document(mem, 20), TDM_STR("2025-03-18"), &small));
}
