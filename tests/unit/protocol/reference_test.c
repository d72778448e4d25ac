/* reference_test.c - docs/notation.md says what is built: every clause form and its meaning in the words of the clause
 * table, and examples that can be read. The path of the page is given by the build. */
#include "protocol_ground.h"

#include <stdio.h>

static tdm_str page_of(struct tdm_arena *mem) {
    static const size_t room = 1u << 20;
    char *bytes = tdm_arena_alloc(mem, room);
    FILE *file = fopen(REFERENCE_PAGE, "rb");
    if (file == NULL) return TDM_STR("");
    size_t length = fread(bytes, 1, room, file);
    CHECK_INT(fclose(file), 0);
    return (tdm_str){bytes, length};
}

static bool says(tdm_str page, const char *text) {
    size_t at;
    return tdm_str_find(page, tdm_str_of(text), &at);
}

TEST("the reference has every clause in the words of the clause table") {
    tdm_str page = page_of(mem);
    REQUIRE(page.len > 0);
    for (int k = 0; k < TDM_CLAUSE_KIND_COUNT; k++) {
        const struct tdm_clause_form *form = &tdm_clause_forms[k];
        struct tdm_buf row;
        tdm_buf_init(&row, mem, 1000);
        const char *quote = form->head[0] == '\0' && strcmp(form->inside, "gate") == 0 ? "" : "`";
        tdm_buf_format(&row, "| %s%s%s | %s |", quote, form->form, quote, form->meaning);
        tdm_buf_char(&row, '\0');
        if (!says(page, row.at)) check_failed(__FILE__, __LINE__, "docs/notation.md has no row: %s", row.at);
    }
}

TEST("every example of the reference can be read [F072]") {
    tdm_str page = page_of(mem), fence = TDM_STR("```tandem\n");
    size_t at, end, count = 0;
    while (tdm_str_find(page, fence, &at)) {
        page = tdm_str_slice(page, at + fence.len, page.len);
        REQUIRE(tdm_str_find(page, TDM_STR("```\n"), &end));
        (void)catalog_tree(mem, "docs/notation.md", tdm_str_slice(page, 0, end)); /* tells what it cannot read */
        count++;
    }
    CHECK(count >= 4);
}

TEST("the reference names every word that cannot be a name") {
    static const char *const some[] = {"above", "own", "procedure", "within", "worst"};
    tdm_str page = page_of(mem);
    for (size_t i = 0; i < TDM_COUNT(some); i++) {
        char word[32];
        CHECK(tdm_word_reserved(tdm_str_of(some[i])));
        (void)snprintf(word, sizeof word, "`%s`", some[i]);
        CHECK(says(page, word));
    }
}
