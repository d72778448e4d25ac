/* engine_rule_days_test.c - flags that their own rule raises: what is told of any day with the knowledge of any instant
 * is what a chart tells that holds nothing else than what was written down by then. */
#include "engine_case.h"

struct line {
    const char *recorded, *text; /* in the order in which they were written down */
};

static const struct line lines[] = {
    {"2026-01-05T10:00Z", "2026-01-05 09:00 enrol by physician-a, recorded 2026-01-05T10:00Z\n"},
    {"2026-02-01T21:00Z", "2026-02-01 20:00 diary by p-1, name d-1, recorded 2026-02-01T21:00Z\n  pain 9\n"},
    {"2026-02-02T21:00Z", "2026-02-02 20:00 diary by p-1, recorded 2026-02-02T21:00Z\n  pain 2\n"},
    {"2026-02-04T10:00Z",
     "2026-02-02 11:00 procedure graft performed by physician-a, name p-0, recorded 2026-02-04T10:00Z\n"},
    {"2026-02-05T10:00Z", "2026-02-05 09:00 flag flare closed by therapist-a, recorded 2026-02-05T10:00Z\n"},
    {"2026-02-06T21:00Z", "2026-02-06 20:00 diary by p-1, name d-2, recorded 2026-02-06T21:00Z\n  pain 8\n"},
    {"2026-02-09T21:00Z", "2026-02-03 20:00 diary by p-1, name d-3, recorded 2026-02-09T21:00Z\n  pain 10\n"},
    {"2026-02-10T21:00Z", "2026-02-08 20:00 diary by p-1, recorded 2026-02-10T21:00Z\n  pain 9\n"},
    {"2026-02-11T10:00Z", "2026-02-11 09:00 correct d-1 by p-1, because \"misread\", recorded 2026-02-11T10:00Z\n"
                          "  pain 3, was 9\n"},
    {"2026-02-12T10:00Z",
     "2026-02-12 09:00 withdraw d-2 by p-1, because \"another day\", recorded 2026-02-12T10:00Z\n"},
    {"2026-02-13T10:00Z",
     "2026-02-13 09:00 withdraw p-0 by physician-a, because \"not done\", recorded 2026-02-13T10:00Z\n"},
    {"2026-02-14T10:00Z", "2026-02-10 09:00 flag flare closed by therapist-a, recorded 2026-02-14T10:00Z\n"},
    {"2026-02-15T10:00Z",
     "2026-02-15 09:00 withdraw d-3 by p-1, because \"another day\", recorded 2026-02-15T10:00Z\n"},
};

static const char *text_of(struct tdm_arena *mem, size_t count) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    for (size_t i = 0; i < count; i++) tdm_buf_text(&text, lines[i].text);
    return tdm_arena_str(mem, tdm_buf_str(&text)).at;
}

/* "flare since 2026-02-01" for each that is open, and which phases are held. */
static tdm_str open_of(struct tdm_arena *mem, const struct tdm_standing *s) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 4096);
    if (s == NULL) return TDM_STR("no standing");
    for (uint32_t i = 0; i < s->open_count; i++) {
        tdm_buf_format(&text, "flag %u since ", s->open[i].item);
        tdm_date_print(&text, s->open[i].since);
        tdm_buf_text(&text, "; ");
    }
    for (uint32_t p = 0; p < s->episode->protocol->phase_count; p++)
        if (s->phases[p].state == TDM_PHASE_HELD) tdm_buf_format(&text, "held %u; ", p);
    return tdm_buf_str(&text);
}

/* With the rule, every day of three weeks with the knowledge of every instant; how many of them had a flag open. */
static uint32_t compare(struct tdm_arena *mem, const char *rule) {
    struct tdm_buf flag;
    uint32_t open = 0;
    tdm_buf_init(&flag, mem, 4096);
    tdm_buf_format(&flag,
                   "flag flare\n  raised by %s\n  escalate to physical-therapist within 2 days  [own]\n"
                   "  then hold\n",
                   rule);
    const char *more = tdm_arena_str(mem, tdm_buf_str(&flag)).at;
    const struct tdm_case *whole = case_open(mem, more, text_of(mem, TDM_COUNT(lines)));
    for (size_t count = 1; count <= TDM_COUNT(lines); count++) {
        const struct tdm_case *part = case_open(mem, more, text_of(mem, count));
        if (whole == NULL || part == NULL) return UINT32_MAX;
        for (int32_t ahead = 0; ahead < 21; ahead++) {
            struct tdm_asof asof = {tdm_date_add_days(day("2026-01-30"), ahead), TDM_INSTANT_NONE};
            struct tdm_arena_mark mark = tdm_arena_mark(mem);
            tdm_str wanted = open_of(mem, tdm_standing_of(mem, part, NULL, 0, asof));
            if (!tdm_instant_parse(tdm_str_of(lines[count - 1].recorded), &asof.known)) return UINT32_MAX;
            tdm_str got = open_of(mem, tdm_standing_of(mem, whole, NULL, 0, asof));
            open += wanted.len > 0;
            if (!tdm_str_equal(got, wanted))
                check_failed(__FILE__, __LINE__, "%s, by line %zu, %d days on: `%.*s`, and alone `%.*s`", rule, count,
                             ahead, TDM_FMT(got), TDM_FMT(wanted));
            tdm_arena_rewind(mem, mark);
        }
    }
    return open;
}

TEST("a flag by its own rule is open by what was known, whatever was corrected, withdrawn or closed later "
     "[M20 M31 M48 M96]") {
    CHECK(compare(mem, "pain at least 8, latest within 1 days  [own]") > 20);
    CHECK(compare(mem, "pain at least 8, worst of 3 days, at least 1 readings  [own]") > 20);
    CHECK(compare(mem, "pain at least 5, mean of 3 days, at least 2 readings  [own]") > 5);
    CHECK(compare(mem, "pain above 8 to 9, latest within 2 days  [own]") > 20);
}

TEST("a rule that reads more than values is asked on each day, with the same answers [M20 M31 M48 M96]") {
    CHECK(compare(mem, "record of procedure graft within 3 days  [own]") > 5);
    CHECK(compare(mem, "points at most 3, latest within 3 days  [own]") == 0);
}

TEST("a rule of two terms holds on the days on which both do, and of one term on the days of either [M96 M48]") {
    CHECK(compare(mem, "all of  [own]\n    pain at least 8, latest within 1 days  [own]\n    pain at most 9, latest "
                       "within 1 days  [own]") > 5);
    CHECK(compare(mem, "any of  [own]\n    pain at least 10, latest within 1 days  [own]\n    pain is 8, latest within "
                       "1 days  [own]") > 5);
}
