/* api_test.c - the library as another program sees it: tandem.h and the shared object, nothing else of Tandem's. */
#include "check.h"
#include "system/system.h"
#include "tandem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define CHART_TEXT "examples/example-d-early-signature.chart.tandem"

/* The shipped catalogue, parts and one protocol. */
static size_t shipped(struct tandem_file *files, size_t room, const char *protocol) {
    size_t count = 0;
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *one = tdm_embedded_at(i);
        bool wanted = tdm_str_starts_with(one->name, TDM_STR("catalog/")) ||
                      tdm_str_starts_with(one->name, TDM_STR("parts/")) || tdm_str_is(one->name, protocol);
        if (!wanted || !tdm_str_ends_with(one->name, TDM_STR(".tandem"))) continue;
        TDM_ASSERT(count < room);
        files[count++] = (struct tandem_file){one->name.at, one->bytes.at, one->bytes.len};
    }
    return count;
}

static tandem_text *shipped_image(void) {
    struct tandem_file files[200];
    tandem_text *image = NULL;
    size_t count = shipped(files, TDM_COUNT(files), "protocols/knee-oa-bmac.tandem");
    if (tandem_image_make(files, count, &image) != TANDEM_FINE)
        check_failed(__FILE__, __LINE__, "%s", tandem_text_bytes(image));
    return image;
}

static tandem_library *shipped_library(void) {
    tandem_text *image = shipped_image(), *problem = NULL;
    tandem_library *library = NULL;
    if (tandem_library_open(tandem_text_bytes(image), tandem_text_length(image), &library, &problem) != TANDEM_FINE)
        check_failed(__FILE__, __LINE__, "%s", tandem_text_bytes(problem));
    tandem_text_release(image);
    tandem_text_release(problem);
    return library;
}

/* The pieces of the chart file: its head, and each entry with the lines below it. Backwards when asked so. */
static tandem_entries *pieces(bool backwards) {
    const struct tdm_embedded *chart = tdm_embedded_find(TDM_STR(CHART_TEXT));
    tandem_entries *entries = tandem_entries_make();
    tdm_str rows[200], text = chart->bytes;
    size_t count = 0, at;
    if (!tdm_str_find(text, TDM_STR("chart "), &at)) return entries;
    text = tdm_str_slice(text, at, text.len);
    while (text.len > 0 && count < TDM_COUNT(rows)) {
        size_t end = text.len;
        for (size_t i = 1; i + 1 < text.len && end == text.len; i++)
            if (text.at[i - 1] == '\n' && text.at[i] == '2') end = i;
        rows[count++] = tdm_str_slice(text, 0, end);
        text = tdm_str_slice(text, end, text.len);
    }
    for (size_t i = 0; i < count; i++) {
        tdm_str row = rows[backwards ? count - 1 - i : i];
        if (tandem_entries_add(entries, row.at, row.len) != TANDEM_FINE) check_failed(__FILE__, __LINE__, "no memory");
    }
    return entries;
}

TEST("a standing follows from an image and a set of entries, whatever their order [F103 M125]") {
    tandem_library *library = shipped_library();
    tandem_text *answers[2] = {NULL, NULL};
    struct tandem_question question = {.on = "2025-03-12"};
    for (int i = 0; i < 2; i++) {
        tandem_entries *entries = pieces(i == 1);
        CHECK(tandem_entries_count(entries) > 10);
        CHECK_INT(tandem_standing(library, entries, &question, &answers[i]), TANDEM_FINE);
        tandem_entries_release(entries);
    }
    CHECK(tandem_text_length(answers[0]) > 10000);
    CHECK(strcmp(tandem_text_bytes(answers[0]), tandem_text_bytes(answers[1])) == 0);
    CHECK(strstr(tandem_text_bytes(answers[0]), "\"chart\": \"example-d-early-signature\"") != NULL);
    CHECK(strlen(tandem_text_bytes(answers[0])) == tandem_text_length(answers[0]));
    tandem_text_release(answers[0]);
    tandem_text_release(answers[1]);
    tandem_library_release(library);
}

TEST("an image does not depend on the order of its files, and a wrong text is refused with its place [S88]") {
    struct tandem_file files[200], other[200];
    size_t count = shipped(files, TDM_COUNT(files), "protocols/knee-oa-bmac.tandem");
    tandem_text *image = shipped_image(), *again = NULL;
    for (size_t i = 0; i < count; i++) other[i] = files[count - 1 - i];
    CHECK_INT(tandem_image_make(other, count, &again), TANDEM_FINE);
    CHECK(tandem_text_length(image) == tandem_text_length(again) &&
          memcmp(tandem_text_bytes(image), tandem_text_bytes(again), tandem_text_length(image)) == 0);
    tandem_text_release(again);
    tandem_text_release(image);
    files[count] = (struct tandem_file){"protocols/bad.tandem", "protocol bad\n  version one\n", 27};
    CHECK_INT(tandem_image_make(files, count + 1, &again), TANDEM_REFUSED);
    CHECK(strncmp(tandem_text_bytes(again), "protocols/bad.tandem:", 21) == 0);
    tandem_text_release(again);
    files[count] = (struct tandem_file){"notes/bad.tandem", "", 0};
    CHECK_INT(tandem_image_make(files, count + 1, &again), TANDEM_REFUSED);
    CHECK_STR(tdm_str_of(tandem_text_bytes(again)),
              "notes/bad.tandem: W090 this is no name of a file of an image; make the "
              "image anew: `tandem image CHART --output FILE`");
    tandem_text_release(again);
}

TEST("what is refused is told in one line and leaves the handles as they were [S88]") {
    tandem_library *library = shipped_library(), *none = NULL;
    tandem_entries *entries = pieces(false), *empty = tandem_entries_make();
    tandem_text *text = NULL;
    CHECK_INT(tandem_library_open("tandem-image 2\n", 15, &none, &text), TANDEM_REFUSED);
    CHECK(none == NULL && strstr(tandem_text_bytes(text), "W090 the image has a form that is not known here") != NULL);
    tandem_text_release(text);
    CHECK_INT(tandem_library_open(NULL, 0, &none, &text), TANDEM_REFUSED);
    tandem_text_release(text);
    CHECK_INT(tandem_standing(library, empty, &(struct tandem_question){.on = "2025-03-12"}, &text), TANDEM_REFUSED);
    CHECK(strstr(tandem_text_bytes(text), "W091 it is empty") != NULL);
    tandem_text_release(text);
    CHECK_INT(tandem_standing(library, entries, &(struct tandem_question){.on = NULL}, &text), TANDEM_REFUSED);
    CHECK(strstr(tandem_text_bytes(text), "W092 the day `` is not a day") != NULL);
    tandem_text_release(text);
    CHECK_INT(tandem_standing(library, entries, &(struct tandem_question){"2025-03-12", "noon", NULL}, &text),
              TANDEM_REFUSED);
    CHECK(strstr(tandem_text_bytes(text), "what was known, `noon` is not a day") != NULL);
    tandem_text_release(text);
    CHECK_INT(tandem_standing(library, entries, &(struct tandem_question){"2025-03-12", NULL, "other"}, &text),
              TANDEM_REFUSED);
    CHECK(strstr(tandem_text_bytes(text), "W092 the rows are of another chart") != NULL);
    tandem_text_release(text);
    CHECK_INT(tandem_standing(library, entries, &(struct tandem_question){.on = "2025-03-12"}, &text), TANDEM_FINE);
    tandem_text_release(text);
    tandem_entries_release(entries);
    tandem_entries_release(empty);
    tandem_library_release(library);
}

TEST("an image without the protocol or the zone of a chart says so [M102]") {
    struct tandem_file files[200];
    size_t count = shipped(files, TDM_COUNT(files), "protocols/elbow-prp.tandem");
    tandem_text *image = NULL, *text = NULL;
    tandem_library *library = NULL;
    tandem_entries *entries = pieces(false);
    REQUIRE(tandem_image_make(files, count, &image) == TANDEM_FINE);
    REQUIRE(tandem_library_open(tandem_text_bytes(image), tandem_text_length(image), &library, &text) == TANDEM_FINE);
    CHECK_INT(tandem_standing(library, entries, &(struct tandem_question){.on = "2025-03-12"}, &text), TANDEM_REFUSED);
    CHECK(strstr(tandem_text_bytes(text), "W092 the image does not hold the protocol `knee-oa-bmac`") != NULL);
    tandem_text_release(text);
    tandem_entries_release(entries);
    entries = tandem_entries_make();
    static const char head[] = "chart a\n  patient p\n  site elbow, right\n  protocol elbow-prp version 1.0\n"
                               "  zone Europe/Vienna\n  synthetic\n  people\n    p patient\n";
    CHECK_INT(tandem_entries_add(entries, head, strlen(head)), TANDEM_FINE);
    CHECK_INT(tandem_standing(library, entries, &(struct tandem_question){.on = "2025-03-12"}, &text), TANDEM_REFUSED);
    CHECK(strstr(tandem_text_bytes(text), "row \"chart a\":5:8: W092 the image does not hold the zone") != NULL);
    tandem_text_release(text);
    tandem_text_release(image);
    tandem_entries_release(entries);
    tandem_library_release(library);
}

#if !defined(__SANITIZE_ADDRESS__)
#if !defined(__has_feature)
#define __has_feature(name) 0
#endif
#if !__has_feature(address_sanitizer)
TEST("without memory a call comes back, and goes well when there is some again [S88]") {
    tandem_library *library = shipped_library();
    tandem_entries *entries = pieces(false);
    tandem_text *text = NULL;
    struct rlimit before, tight = {(rlim_t)8 << 20, 0};
    struct tandem_question question = {.on = "2025-03-12"};
    REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
    tight.rlim_max = before.rlim_max;
    REQUIRE(setrlimit(RLIMIT_AS, &tight) == 0); /* less than is mapped already: nothing new can be */
    int least = TANDEM_FINE;
    for (int i = 0; i < 40 && least == TANDEM_FINE; i++) { /* what malloc still had is used up first */
        void *taken = malloc((size_t)100 << 10);
        least = tandem_standing(library, entries, &question, &text);
        if (taken == NULL || least == TANDEM_FINE) tandem_text_release(text);
    }
    CHECK(setrlimit(RLIMIT_AS, &before) == 0);
    CHECK_INT(least, TANDEM_NO_MEMORY);
    CHECK(text == NULL || least == TANDEM_FINE);
    CHECK_INT(tandem_standing(library, entries, &question, &text), TANDEM_FINE);
    tandem_text_release(text);
    tandem_entries_release(entries);
    tandem_library_release(library);
}
#endif
#endif

TEST("the header and the library say the same version; null is released by doing nothing") {
    CHECK_INT(tandem_api(), TANDEM_API);
    CHECK_STR(tdm_str_of(tandem_version()), "0.1.0");
    tandem_text_release(NULL);
    tandem_library_release(NULL);
    tandem_entries_release(NULL);
    CHECK_INT(tandem_text_length(NULL), 0);
    CHECK_STR(tdm_str_of(tandem_text_bytes(NULL)), "");
}
