/* instant_test.c - instants: offsets taken away, the shortest exact form printed. */
#include "calendar/calendar.h"
#include "check.h"

#include <string.h>

static tdm_str text_of(struct tdm_arena *mem, tdm_instant instant) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_instant_print(&out, instant);
    return tdm_buf_str(&out);
}

static const struct {
    const char *text;
    int64_t ms;
    const char *printed;
} good[] = {
    {"1970-01-01T00:00Z", 0, "1970-01-01T00:00Z"},
    {"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00Z"},
    {"1970-01-01T00:00:00.000Z", 0, "1970-01-01T00:00Z"},
    {"1970-01-01T00:00:00.001Z", 1, "1970-01-01T00:00:00.001Z"},
    {"1970-01-01T00:00:01Z", 1000, "1970-01-01T00:00:01Z"},
    {"1970-01-01T00:01:00.120Z", 60120, "1970-01-01T00:01:00.120Z"},
    {"1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"},
    {"2026-03-04T08:15Z", INT64_C(1772612100000), "2026-03-04T08:15Z"},
    {"2026-03-04T08:15:30Z", INT64_C(1772612130000), "2026-03-04T08:15:30Z"},
    {"2026-03-04T08:15:30.987Z", INT64_C(1772612130987), "2026-03-04T08:15:30.987Z"},
    {"2026-03-04T08:15+01:00", INT64_C(1772608500000), "2026-03-04T07:15Z"},
    {"2026-03-04T08:15-01:30", INT64_C(1772617500000), "2026-03-04T09:45Z"},
    {"2026-03-04T08:15+00:00", INT64_C(1772612100000), "2026-03-04T08:15Z"},
    {"2026-03-04T00:15+05:45", INT64_C(1772562600000), "2026-03-03T18:30Z"},
    {"2026-12-31T23:15:01.5", 0, NULL},
    {"2026-12-31T23:15-01:00", INT64_C(1798762500000), "2027-01-01T00:15Z"},
    {"2026-03-04T08:15+23:59", INT64_C(1772525760000), "2026-03-03T08:16Z"},
    {"2026-03-04T08:15-23:59", INT64_C(1772698440000), "2026-03-05T08:14Z"},
    {"2000-02-29T23:59:59Z", INT64_C(951868799000), "2000-02-29T23:59:59Z"},
    {"0001-01-01T00:00Z", INT64_C(-62135596800000), "0001-01-01T00:00Z"},
    {"9999-12-31T23:59:59.999Z", INT64_C(253402300799999), "9999-12-31T23:59:59.999Z"},
};

TEST("instants are read with their offset and printed in UTC, as short as exact [M20]") {
    for (size_t i = 0; i < TDM_COUNT(good); i++) {
        tdm_instant out = TDM_INSTANT_NONE, again;
        bool read = tdm_instant_parse(tdm_str_of(good[i].text), &out);
        CHECK_INT(read, good[i].printed != NULL);
        if (!read) continue;
        CHECK_INT(out.ms, good[i].ms);
        CHECK_STR(text_of(mem, out), good[i].printed);
        CHECK_INT(tdm_instant_is_printed(tdm_str_of(good[i].text)), strcmp(good[i].text, good[i].printed) == 0);
        CHECK(tdm_instant_is_printed(text_of(mem, out)));
        REQUIRE(tdm_instant_parse(text_of(mem, out), &again));
        CHECK_INT(again.ms, out.ms);
    }
    CHECK_STR(text_of(mem, TDM_INSTANT_NONE), "-");
    CHECK(tdm_instant_is_none(TDM_INSTANT_NONE));
    CHECK(!tdm_instant_is_none((tdm_instant){0}));
}

TEST("what is not an instant with its offset is refused and leaves the result alone") {
    static const char *const bad[] = {
        "",
        "2026-03-04",
        "2026-03-04T08:15",
        "2026-03-04 08:15Z",
        "2026-03-04t08:15Z",
        "2026-03-04T08:15z",
        "2026-03-04T08:15ZZ",
        "2026-03-04T08:15Z ",
        "2026-03-04T8:15Z",
        "2026-03-04T24:00Z",
        "2026-03-04T08:60Z",
        "2026-03-04T08:15:60Z",
        "2026-03-04T08:15:6Z",
        "2026-03-04T08:15:Z",
        "2026-03-04T08:15:30.Z",
        "2026-03-04T08:15:30.1Z",
        "2026-03-04T08:15:30.12Z",
        "2026-03-04T08:15:30.1234Z",
        "2026-03-04T08:15:30,123Z",
        "2026-03-04T08:15:30.12aZ",
        "2026-03-04T08:15:30.a23Z",
        "2026-03-04T08:15.500Z",
        "2026-03-04T08:15:30.123",
        "2026-03-04T08:15+0100",
        "2026-03-04T08:15+01",
        "2026-03-04T08:15+01:0",
        "2026-03-04T08:15+01:000",
        "2026-03-04T08:15+01-00",
        "2026-03-04T08:15*01:00",
        "2026-03-04T08:15+24:00",
        "2026-03-04T08:15+01:60",
        "2026-03-04T08:15+0a:00",
        "2026-03-04T08:15+01:0a",
        "2026-03-04T08:15-00:00",
        "2026-02-29T08:15Z",
        "2026-03-04T08:1",
        "2026-03-04T",
        "0001-01-01T00:00+00:01",
        "9999-12-31T23:59-00:01",
        "2026-03-04T0:815Z",
        "2026-03-04T08:15:30.12:Z",
        "2026-03-04T08:15:/0Z",
        "2026-03-04T08:15:0:Z",
        "2026-03-04T08:15:30.12/Z",
        "2026-03-04T08:15:30",
        "2026-03-04T08:15:3",
    };
    tdm_instant out = {77};
    for (size_t i = 0; i < TDM_COUNT(bad); i++)
        if (tdm_instant_parse(tdm_str_of(bad[i]), &out)) check_failed(__FILE__, __LINE__, "read: %s", bad[i]);
    CHECK_INT(out.ms, 77);
}

TEST("an instant that is cut off anywhere is refused, without a look behind its end") {
    tdm_str whole = TDM_STR("2026-03-04T08:15:30.987+01:00");
    tdm_instant out = {77};
    for (size_t length = 0; length < whole.len; length++) {
        char *part = tdm_arena_alloc_raw(mem, length);
        memcpy(part, whole.at, length);
        CHECK(!tdm_instant_parse((tdm_str){part, length}, &out));
    }
    CHECK(tdm_instant_parse(whole, &out));
}
