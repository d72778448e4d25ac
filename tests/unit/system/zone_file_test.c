/* zone_file_test.c - zone tables against the C library, which reads the same files by its own code, and damaged files.
 */
#include "check.h"
#include "system/system.h"

#include <stdlib.h>
#include <time.h>

/* What the C library says: minutes, rounded as system.h promises. */
static int32_t library_offset(int64_t seconds) {
    time_t at = (time_t)seconds;
    struct tm local;
    TDM_ASSERT(localtime_r(&at, &local) != NULL);
    long offset = local.tm_gmtoff;
    return (int32_t)((offset >= 0 ? offset + 30 : offset - 30) / 60);
}

static int32_t table_offset(const struct tdm_zone *zone, int64_t seconds) {
    size_t at = 0;
    while (at + 1 < zone->count && zone->steps[at + 1].from.ms <= seconds * 1000) at++;
    return zone->steps[at].offset_minutes;
}

static void compare_at(const struct tdm_zone *zone, int64_t seconds) {
    int32_t wanted = library_offset(seconds), got = table_offset(zone, seconds);
    if (wanted != got)
        check_failed(__FILE__, __LINE__, "%.*s at %lld: %d minutes, the C library says %d", TDM_FMT(zone->name),
                     (long long)seconds, got, wanted);
}

/* From 1900 to the end of 2100: each noon, and both sides of each change. */
static void compare_zone(struct tdm_arena *mem, const char *name) {
    struct tdm_zone zone;
    struct tdm_problem problem;
    if (!tdm_zone_load(mem, tdm_str_of(name), &zone, &problem)) {
        check_failed(__FILE__, __LINE__, "%s: %s", name, problem.what);
        return;
    }
    setenv("TZ", name, 1);
    tzset();
    for (int64_t day = -25567; day <= 47846; day++) compare_at(&zone, day * 86400 + 43200);
    for (size_t i = 1; i < zone.count; i++) {
        CHECK(zone.steps[i - 1].from.ms < zone.steps[i].from.ms);
        CHECK(zone.steps[i - 1].offset_minutes != zone.steps[i].offset_minutes);
        compare_at(&zone, zone.steps[i].from.ms / 1000);
        compare_at(&zone, zone.steps[i].from.ms / 1000 - 1);
    }
    unsetenv("TZ");
}

TEST("zones north, south, without summer time, with negative and half-hour changes agree with the C library until "
     "2100") {
    static const char *const names[] = {
        "Europe/Vienna",  "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Australia/Sydney",
        "Asia/Kathmandu", "Pacific/Apia",     "Pacific/Chatham",   "Europe/Dublin",       "Africa/Casablanca",
        "America/Nuuk",   "Asia/Gaza",        "America/Santiago",  "Antarctica/Troll",    "Asia/Tokyo",
        "Etc/GMT+12",     "Atlantic/Azores"};
    for (size_t i = 0; i < TDM_COUNT(names); i++) compare_zone(mem, names[i]);
}

TEST("a day that Apia skipped ends where it would have begun [M20]") {
    struct tdm_zone zone;
    struct tdm_problem problem;
    tdm_date skipped = {0}, before = {0};
    REQUIRE(tdm_zone_load(mem, TDM_STR("Pacific/Apia"), &zone, &problem));
    REQUIRE(tdm_date_of(2011, 12, 30, &skipped) && tdm_date_of(2011, 12, 29, &before));
    CHECK_INT(tdm_zone_day_end(&zone, skipped).ms, tdm_zone_day_end(&zone, before).ms);
}

TEST("UTC is known without any file") {
    struct tdm_zone zone;
    struct tdm_problem problem;
    REQUIRE(tdm_zone_load(mem, TDM_STR("UTC"), &zone, &problem));
    CHECK_INT(table_offset(&zone, 0), 0);
    CHECK_STR(zone.name, "UTC");
}

TEST("a name that is no zone is refused, and none leaves the folder of zones") {
    static const char *const names[] = {"Europe/Nowhere", "",         "../zoneinfo/UTC",
                                        "/etc/passwd",    "Europe/",  "Europe",
                                        "Europe//Vienna", "zone.tab", "Europe/Vienna\n"};
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        struct tdm_zone zone;
        struct tdm_problem problem = {0};
        CHECK(!tdm_zone_load(mem, tdm_str_of(names[i]), &zone, &problem));
        CHECK_STR(tdm_str_of(problem.code), "Y007");
    }
}

TEST("an unknown zone is told with its name and a way out") {
    struct tdm_zone zone;
    struct tdm_problem problem;
    CHECK(!tdm_zone_load(mem, TDM_STR("Europe/Nowhere"), &zone, &problem));
    CHECK_STR(tdm_str_of(problem.what), "there is no zone \"Europe/Nowhere\" on this machine");
    CHECK_INT(problem.why, TDM_WHY_NOT_FOUND);
}

/* ---- files made by hand: version 2, no listed change, one kind, the given footer */

static tdm_str made_file(struct tdm_arena *mem, const char *footer) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    static const char types[] = "\0\0\0\0\0\0UTC\0"; /* offset 0, no summer time, name at 0; then the names */
    for (int block = 0; block < 2; block++) {
        tdm_buf_add(&out, TDM_STR("TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
        tdm_buf_add(&out, TDM_STR("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"));
        tdm_buf_add(&out, (tdm_str){types, sizeof types - 2});
        tdm_buf_char(&out, '\0');
    }
    tdm_buf_text(&out, "\n");
    tdm_buf_text(&out, footer);
    tdm_buf_text(&out, "\n");
    return tdm_buf_str(&out);
}

static bool reads(struct tdm_arena *mem, const char *footer, struct tdm_zone *zone) {
    struct tdm_problem problem;
    return tdm_zone_read(mem, TDM_STR("made"), made_file(mem, footer), zone, &problem);
}

TEST("each form of a footer rule gives what the C library gives for it") {
    static const char *const rules[] = {"UTC0",
                                        "CET-1CEST,M3.5.0,M10.5.0/3",
                                        "EST5EDT,M3.2.0,M11.1.0",
                                        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                                        "AAA3BBB,J60,J300",
                                        "AAA3BBB,59,300/1:30:30",
                                        "IST-2IDT,M3.4.4/26,M10.5.0",
                                        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"};
    for (size_t i = 0; i < TDM_COUNT(rules); i++) {
        struct tdm_zone zone;
        if (!reads(mem, rules[i], &zone)) {
            check_failed(__FILE__, __LINE__, "not read: %s", rules[i]);
            continue;
        }
        zone.name = tdm_str_of(rules[i]);
        setenv("TZ", rules[i], 1);
        tzset();
        /* Before its first change such a file has the offset of its one kind, which is 0: hence from 1971. */
        for (size_t at = 3; at < zone.count; at++) {
            compare_at(&zone, zone.steps[at].from.ms / 1000);
            compare_at(&zone, zone.steps[at].from.ms / 1000 - 1);
        }
        for (int64_t day = 365; zone.count > 1 && day < 47846; day++) compare_at(&zone, day * 86400 + 43200);
    }
    unsetenv("TZ");
}

TEST("a summer time over the turn of the year changes in the local year, not in that of UTC") {
    /* By hand, since the C library looks at the year of UTC here: 1 January 1971 00:00 at +5:00 is 19:00 the day
     * before. */
    struct tdm_zone zone;
    REQUIRE(reads(mem, "AAA-5BBB-5:30,J1/0,J365/2", &zone));
    CHECK_INT(table_offset(&zone, 31518000 - 1), 300);
    CHECK_INT(table_offset(&zone, 31518000), 330);
    /* 31 December 1971 02:00 at +5:30. */
    CHECK_INT(table_offset(&zone, 62973000 - 1), 330);
    CHECK_INT(table_offset(&zone, 62973000), 300);
}

TEST("an all-year summer time never shows its standard time between two years") {
    struct tdm_zone zone;
    REQUIRE(reads(mem, "XXX3EDT4,0/0,J365/23", &zone));
    CHECK_INT(zone.count, 3); /* 0, then -240 from 1970, and the last end in 2100 */
    CHECK_INT(zone.steps[1].offset_minutes, -240);
}

TEST("a footer that is no rule is refused") {
    static const char *const rules[] = {"CE-1",
                                        "CET",
                                        "CET-1CEST",
                                        "CET-1CEST,M13.1.0,M10.5.0",
                                        "CET-1CEST,M3.6.0,M10.5.0",
                                        "CET-1CEST,M3.0.0,M10.5.0",
                                        "CET-1CEST,M3.5.7,M10.5.0",
                                        "CET-1CEST,J0,J10",
                                        "CET-1CEST,J366,J10",
                                        "CET-1CEST,366,10",
                                        "CET-1CEST,M3.5.0",
                                        "<CET-1",
                                        "CET-1CEST,M3.5.0,M10.5.0x",
                                        "CET-99",
                                        "CET-1CEST,M3.5.0/168,M10.5.0"};
    for (size_t i = 0; i < TDM_COUNT(rules); i++) {
        struct tdm_zone zone;
        if (reads(mem, rules[i], &zone)) check_failed(__FILE__, __LINE__, "read: %s", rules[i]);
    }
}

TEST("a file cut at any byte, or with any byte of its head changed, is refused or read, never followed outside") {
    struct tdm_problem problem;
    tdm_str whole, name = TDM_STR("/usr/share/zoneinfo/Europe/Vienna");
    REQUIRE(tdm_file_read(mem, name, 1 << 20, &whole, &problem));
    struct tdm_zone zone;
    int refused = 0;
    for (size_t len = 0; len + 1 < whole.len; len++) {
        /* A block of its own size, so that an address sanitizer sees each byte read past its end. */
        char *copy = malloc(len + 1);
        TDM_ASSERT(copy != NULL);
        memcpy(copy, whole.at, len);
        refused += !tdm_zone_read(mem, TDM_STR("cut"), (tdm_str){copy, len}, &zone, &problem);
        free(copy);
    }
    CHECK_INT(refused, (long long)whole.len - 1);
    CHECK_STR(tdm_str_of(problem.what), "the system's file of \"cut\" is no zone file, or a damaged one");
    CHECK_STR(tdm_str_of(problem.fix),
              "name a zone such as \"Europe/Vienna\"; if this is one, install the system's zone "
              "files again (Debian: apt-get install --reinstall tzdata)");
    char *copy = malloc(whole.len);
    TDM_ASSERT(copy != NULL);
    for (size_t at = 0; at < whole.len; at++) {
        memcpy(copy, whole.at, whole.len);
        copy[at] = (char)(copy[at] ^ 0xff);
        bool read = tdm_zone_read(mem, TDM_STR("bent"), (tdm_str){copy, whole.len}, &zone, &problem);
        if (!read) CHECK_STR(tdm_str_of(problem.code), "Y008");
    }
    free(copy);
}
