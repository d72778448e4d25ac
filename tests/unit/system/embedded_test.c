/* embedded_test.c - what is in the program is what stands in data/ and docs/, byte for byte. */
#include "check.h"
#include "system/system.h"

TEST("every embedded file equals its file in data/ or docs/ and is found by its name") {
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *one = tdm_embedded_at(i);
        tdm_str bytes = {0};
        struct tdm_problem problem;
        bool docs = tdm_str_starts_with(one->name, TDM_STR("docs/"));
        if (tdm_str_ends_with(one->name, TDM_STR(".jsonl"))) continue; /* made at build: tools/explain.py */
        tdm_str path = tdm_path_join(mem, docs ? TDM_STR(SOURCE_ROOT) : TDM_STR(SOURCE_ROOT "/data"), one->name);
        REQUIRE(tdm_file_read(mem, path, TDM_FILE_LIMIT_BYTES, &bytes, &problem));
        CHECK(tdm_str_equal(bytes, one->bytes));
        CHECK_INT(one->bytes.at[one->bytes.len], '\0');
        CHECK(tdm_embedded_find(one->name) == one);
    }
}

TEST("the embedded files are sorted by name and no name comes twice") {
    for (size_t i = 1; i < tdm_embedded_count(); i++)
        CHECK(tdm_str_compare(tdm_embedded_at(i - 1)->name, tdm_embedded_at(i)->name) < 0);
}

TEST("a name that was not embedded is not found") {
    CHECK(tdm_embedded_find(TDM_STR("")) == NULL);
    CHECK(tdm_embedded_find(TDM_STR("protocols")) == NULL);
    CHECK(tdm_embedded_find(TDM_STR("../LICENSE")) == NULL);
    CHECK(tdm_embedded_find(TDM_STR("~")) == NULL);
}
