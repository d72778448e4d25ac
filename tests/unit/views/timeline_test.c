/* timeline_test.c - two tracks in time: what happened, what may come and how sure, what is not allowed, and today. */
#include "views_ground.h"

static const struct asked early = {"example-d-early-signature", NULL, "2025-03-05", NULL, NULL};

/* The line of the text whose label is `label`, without the label. */
static tdm_str row_of(tdm_str text, const char *label) {
    size_t at, end;
    char start[64];
    (void)snprintf(start, sizeof start, "\n  %s ", label);
    if (!tdm_str_find(text, tdm_str_of(start), &at)) {
        check_failed(__FILE__, __LINE__, "no row %s", label);
        return TDM_STR("");
    }
    tdm_str rest = tdm_str_slice(text, at + 1, text.len);
    if (!tdm_str_find(rest, TDM_STR("\n"), &end)) end = rest.len;
    return tdm_str_slice(rest, 25, end);
}

static size_t first_of(tdm_str row, char sign) {
    for (size_t i = 0; i < row.len; i++)
        if (row.at[i] == sign) return i;
    return SIZE_MAX;
}

TEST("phases stand in their time: happened, to come, uncertain to their end [F089 S55]") {
    tdm_str text = document(mem, tdm_view_timeline_text, &early);
    size_t today = first_of(row_of(text, "prepare"), '|');
    tdm_str repair = row_of(text, "repair"), loading = row_of(text, "loading"), strength = row_of(text, "strength");
    CHECK(today != SIZE_MAX);
    CHECK_INT(first_of(repair, '~'), today + 1); /* the fourth week is over: its end is open */
    CHECK(first_of(repair, '=') < today);
    CHECK_INT(first_of(loading, '-'), today);
    CHECK(first_of(loading, '~') > today);
    CHECK_INT(first_of(loading, '='), SIZE_MAX);
    CHECK(first_of(strength, '-') > today);
    CHECK_INT(strength.at[strength.len - 1], '>');
    CHECK_HOLDS(text, "| today, 5 Mar 2025\n");
}

TEST("a restriction of a year is cut at the edges, and its days stay whole in JSON [F089 M10]") {
    tdm_str steroid = row_of(document(mem, tdm_view_timeline_text, &early), "steroid-at-the-joint");
    CHECK_INT(steroid.at[0], '<');
    CHECK_INT(steroid.at[steroid.len - 1], '>');
    const struct tdm_json *json = json_of(mem, document(mem, tdm_view_timeline_json, &early)), *bar;
    for (bar = tdm_json_member(json, "bars")->first; bar != NULL; bar = bar->next)
        if (tdm_str_is(tdm_json_member(bar, "name")->text, "steroid-at-the-joint")) break;
    REQUIRE(bar != NULL);
    CHECK_STR(tdm_json_member(bar, "from")->text, "2024-11-03");
    CHECK_STR(tdm_json_member(bar, "until")->text, "2026-02-04");
}

TEST("every mark has its day and a sentence, in the order of days [F089 M44]") {
    tdm_str text = document(mem, tdm_view_timeline_text, &early);
    CHECK_HOLDS(text,
                "  13 Jan 2025  enrolment\n"
                "  3 Feb 2025   procedure\n"
                "  18 Feb 2025  gate quiet-knee passed\n"
                "  24 Feb 2025  signed: resume (too early)\n"
                "  24 Feb 2025  against the protocol: resume was signed on 24 Feb 2025, before 3 Mar 2025: it never\n"
                "               counts\n"
                "  5 Mar 2025   earliest day of gate resume-active-pt, if everything else goes well\n");
    struct asked after = early;
    after.on = "2025-03-10";
    CHECK_HOLDS(document(mem, tdm_view_timeline_text, &after), "  10 Mar 2025  gate resume-active-pt is open\n");
    const struct tdm_json *marks =
        tdm_json_member(json_of(mem, document(mem, tdm_view_timeline_json, &early)), "marks");
    tdm_str last = TDM_STR("");
    for (const struct tdm_json *mark = marks->first; mark != NULL; mark = mark->next) {
        tdm_str date = tdm_json_member(mark, "date")->text;
        CHECK(memcmp(date.at, last.len == 0 ? "0000-00-00" : last.at, 10) >= 0);
        last = date;
    }
}

TEST("a planned procedure and what hangs on it look planned; nothing is drawn without a date [M13 F089]") {
    struct asked a = {"example-a-smooth", NULL, "2025-01-25", NULL, NULL};
    tdm_str text = document(mem, tdm_view_timeline_text, &a), picture = document(mem, tdm_view_timeline_svg, &a);
    CHECK_HOLDS(text, "  10 Feb 2025  procedure, planned\n");
    CHECK_INT(first_of(row_of(text, "protect"), '='), SIZE_MAX);
    CHECK_HOLDS(picture, "class=\"noplan\"");
    a.on = "2025-01-10"; /* before the plan was made: no date, no bar */
    text = document(mem, tdm_view_timeline_text, &a);
    CHECK_HOLDS(text, "prepare");
    CHECK_LACKS(text, "  protect ");
    CHECK_LACKS(text, "deep-bend");
}

TEST("a held phase is drawn held [M47 F089]") {
    struct asked a = {"example-a-smooth", "2025-03-20 18:00 hold loading by therapist-a, because \"a cold\"\n",
                      "2025-03-21", NULL, NULL};
    CHECK(first_of(row_of(document(mem, tdm_view_timeline_text, &a), "loading"), '#') != SIZE_MAX);
    CHECK_HOLDS(document(mem, tdm_view_timeline_svg, &a), "loading (held)");
}

TEST("the picture says in words what it shows, for who cannot see it, and asks nothing of elsewhere [F055 F089]") {
    tdm_str picture = document(mem, tdm_view_timeline_svg, &early);
    CHECK_HOLDS(picture, "<title>Timeline of example-d-early-signature</title><desc>Two tracks side by side from ");
    CHECK_HOLDS(picture, "<title>repair: 3 Feb 2025 to 30 Mar 2025</title>");
    CHECK_HOLDS(picture, ">today, 5 Mar 2025</text>");
    CHECK_HOLDS(picture,
                "On Wednesday 5 March 2025, by everything recorded in the chart; day 30 after the procedure of 3 Feb "
                "2025. Invented example, not a person.");
    static const char *const legend[] = {"tissue, happened",
                                         "function, happened",
                                         "held",
                                         "may come",
                                         "uncertain end",
                                         "not allowed",
                                         "happened, signed",
                                         "gate passed",
                                         "gate: earliest day",
                                         "against the protocol, or a warning sign",
                                         "&gt;  goes on beyond the edge"};
    for (size_t i = 0; i < TDM_COUNT(legend); i++) CHECK_HOLDS(picture, legend[i]);
    CHECK_LACKS(picture, "<script");
    CHECK_LACKS(picture, "href");
}

TEST("the axis names the year where it begins and where it changes [M9]") {
    tdm_str text = document(mem, tdm_view_timeline_text,
                            &(struct asked){"example-f-late-correction", NULL, "2025-11-25", NULL, NULL});
    CHECK_HOLDS(text, "1 Aug 2025");
    CHECK_HOLDS(text, "1 Jan 2026");
    CHECK_LACKS(text, "1 Nov 2025\n");
}
