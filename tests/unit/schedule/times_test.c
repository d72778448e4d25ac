/* times_test.c - which clause becomes which link, what is not ours, how long waits may take, and the exact story of a
 * failure. The table is docs/schedule.md. */
#include "schedule/times.h"
#include "schedule_ground.h"

static const struct tdm_times *times_of(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return NULL;
    }
    return tdm_times_of(mem, protocol, NULL, 0);
}

/* Every link between two points: "28 to 56 heals contingent, ...". */
static tdm_str between(struct tdm_arena *mem, const struct tdm_times *times, const char *from, const char *to) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 2000);
    for (uint32_t i = 0; i < times->net.network.link_count; i++) {
        const struct tdm_link *link = &times->net.network.links[i];
        if (!tdm_str_is(times->net.points[link->from], from) || !tdm_str_is(times->net.points[link->to], to)) continue;
        if (out.len > 0) tdm_buf_text(&out, ", ");
        tdm_net_length_print(&out, link->least, link->most);
        tdm_buf_format(&out, " %s%s", tdm_time_role_word(times->about[i].role), link->contingent ? " contingent" : "");
        if (link->give_least > 0) tdm_buf_format(&out, " give %d", link->give_least);
    }
    return tdm_buf_str(&out);
}

TEST("each clause that speaks of time becomes its link [M105 M46 M119]") {
    static const struct {
        const char *from, *to, *wanted;
    } rows[] = {
        {"enrolment", "start of prepare", "0 days begins"},
        {"start of prepare", "end of prepare", "14 to 42 days length"},
        {"procedure", "end of prepare", "0 days ends"},
        {"procedure", "start of repair", "0 days begins"},
        {"start of repair", "end of repair", "28 to 56 days heals contingent give 28"},
        {"clearance resume signed", "end of repair", "0 days signed"},
        {"procedure", "clearance resume signed", "at least 28 days not-before"},
        {"clearance resume signed", "clearance resume asked for", "0 days order"},
        {"procedure", "start of protect", "0 days begins"},
        {"start of protect", "end of protect", "15 days length"},
        {"end of protect", "start of loading", "at least 0 days order"},
        {"start of loading", "end of loading", "42 days length"},
        {"clearance resume signed", "start of loading", "at least 0 days needs, at most 14 days valid"},
        {"procedure", "first day of gate start-loading", "at least 28 days not-before"},
        {"first day of gate start-loading", "criteria of gate start-loading met", "at least 0 days wait"},
        {"criteria of gate start-loading met", "start of loading", "at least 0 days needs"},
        {"start of loading", "first day of gate finish", "at least 0 days order"},
        {"first day of gate finish", "criteria of gate finish met", "at least 0 days wait"},
        {"criteria of gate finish met", "discharge", "at least 0 days needs"},
    };
    const struct tdm_times *times = times_of(mem, tdm_str_of(base));
    REQUIRE(times != NULL);
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        CHECK_STR(between(mem, times, rows[i].from, rows[i].to), rows[i].wanted);
    CHECK_INT(times->net.network.link_count, TDM_COUNT(rows) + 1); /* `valid` beside `needs` */
    CHECK_STR(times->net.points[times->anchor], "procedure");
}

#define LENGTH "  from gate start-loading, 6 weeks  [own]\n"

TEST("a phase of a range is left by what follows it on its track, the last one by discharge [M119 M52 M105]") {
    static const char plain[] = "  from gate start-loading, 4 to 6 weeks  [own]\n";
    static const char later[] = "  from gate start-loading, 4 to 6 weeks  [own]\n  load at most high  [own]\n"
                                "phase later on function\n  from 20 weeks after procedure, 3 weeks  [own]\n"
                                "  load at most high  [own]\n";
    static const char kept[] = "  from gate start-loading, 4 to 6 weeks  [own]\n  load at most high  [own]\n"
                               "phase keep on function\n  from discharge, 6 to 12 months  [own]\n  intent maintain\n";
    const struct tdm_times *times = times_of(mem, changed(mem, LENGTH, plain));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "end of loading", "discharge"), "0 days ends");
    times = times_of(mem, changed(mem, LENGTH "  intent load\n  load at most high  [own]\n", later));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "end of loading", "start of later"), "0 days ends");
    CHECK_STR(between(mem, times, "end of loading", "discharge"), "");
    CHECK_STR(between(mem, times, "end of later", "discharge"), ""); /* one exact length ends by itself (M2) */
    times = times_of(mem, changed(mem, LENGTH "  intent load\n  load at most high  [own]\n", kept));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "end of loading", "start of keep"), "0 days ends");
    CHECK_STR(between(mem, times, "end of keep", "discharge"), ""); /* nothing has to follow it (M100) */
}

TEST("T002: a last phase that must be left before discharge may come is told [M52 M105 F076 F078]") {
    const struct tdm_protocol *protocol =
        protocol_of(mem,
                    changed(mem, "gate finish opens discharge\n",
                            "phase rest on tissue\n  from end of repair, 1 to 10 days  [own]\n"
                            "  load at most active  [own]\ngate finish opens discharge\n"
                            "  not before 10 weeks after procedure  [own]\n"),
                    NULL);
    REQUIRE(protocol != NULL);
    tdm_problems_init(&problems);
    CHECK(!tdm_times_check(mem, protocol, &problems));
    REQUIRE(problems.count == 1);
    CHECK_STR(tdm_str_of(problems.items[0].what), "these times cannot all be kept, by 4 days");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "change line 76: at most 42 days instead of at most 10 days");
    CHECK(tdm_str_find(problems.items[0].story, TDM_STR("discharge: "), &(size_t){0}));
}

TEST("nobody can end a phase before its signature is lawful, so nature's least is the later of both days [M44 M105]") {
    const struct tdm_times *times =
        times_of(mem, changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n",
                              "  from procedure, 2 to 8 weeks, uncertain  [book \"p. 4\", own]\n"));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "start of repair", "end of repair"), "28 to 56 days heals contingent give 28");
    CHECK(tdm_network_controllable(mem, &times->net.network));
}

TEST("without `may move` the signer narrows nothing [M50 M118]") {
    const struct tdm_times *times =
        times_of(mem, changed(mem, "  may move from 3 weeks after procedure to 10 weeks after procedure  [own]\n", ""));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "start of repair", "end of repair"), "28 to 56 days heals contingent");
}

TEST("months count by their worst: the longest for a first day, the shortest for a last one [M11]") {
    const struct tdm_times *times = times_of(
        mem, changed(mem, "  not before 4 weeks after procedure\n", "  not before 2 months after procedure\n"));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "procedure", "first day of gate start-loading"), "at least 62 days not-before");
    times = times_of(mem, changed(mem, "  valid 14 days  [own]\n", "  valid 2 months  [own]\n"));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "clearance resume signed", "start of loading"),
              "at least 0 days needs, at most 59 days valid");
    times = times_of(mem, changed(mem, "  from procedure, 15 days  [book]\n",
                                  "  from procedure until 1 months after procedure  [book]\n"));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "procedure", "end of protect"), "28 to 31 days calendar contingent");
}

TEST("T002: a least and a most length that cross in a short month are told, and mended [M11 M105 F078]") {
    const struct tdm_protocol *protocol = protocol_of(mem,
                                                      changed(mem, "  from gate start-loading, 6 weeks  [own]\n",
                                                              "  from gate start-loading, 30 days to 1 month  [own]\n"),
                                                      NULL);
    REQUIRE(protocol != NULL);
    tdm_problems_init(&problems);
    CHECK(!tdm_times_check(mem, protocol, &problems));
    REQUIRE(problems.count == 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "T002");
    CHECK_STR(tdm_str_of(problems.items[0].what), "these times cannot all be kept, by 2 days");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "change line 55: at most 30 days instead of at most 1 month");
    CHECK(tdm_str_find(problems.items[0].story,
                       TDM_STR("Each of these mends it, and a day less does not:\n"
                               "  line 55: at most 30 days instead of at most 1 month\n"
                               "  line 55: at least 28 days instead of at least 30 days\n"),
                       &(size_t){0}));
}

TEST("what a gate asks under `any of` binds no day, and is waited for [M40 M105]") {
    const struct tdm_times *times =
        times_of(mem, changed(mem,
                              "  clearance resume\n  not before 4 weeks after procedure\n"
                              "  pain at most 2, mean of 7 days, at least 4 readings  [trial-one]\n",
                              "  any of\n    clearance resume\n    not before 4 weeks after procedure\n"
                              "    pain at most 2, mean of 7 days, at least 4 readings  [trial-one]\n"));
    REQUIRE(times != NULL);
    CHECK_STR(between(mem, times, "clearance resume signed", "start of loading"), "");
    CHECK_STR(between(mem, times, "procedure", "first day of gate start-loading"), "");
    CHECK_STR(between(mem, times, "first day of gate start-loading", "criteria of gate start-loading met"),
              "at least 0 days wait");
}

TEST("of each wait it is told how long it may take, alone and all at once [M105 S57]") {
    struct tdm_times times = *times_of(mem, tdm_str_of(base));
    tdm_times_measure_waits(mem, &times);
    REQUIRE(times.wait_count == 2);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1000);
    tdm_times_wait_print(&out, &times, &times.waits[0]);
    CHECK_STR(tdm_buf_str(&out), "gate start-loading: pain at most 2, mean of 7 days, at least 4 readings; no open "
                                 "flag, screened within 14 days");
    CHECK_INT(times.waits[0].alone, 14); /* an early signature expires on day 42 */
    CHECK_INT(times.waits[1].alone, TDM_DAYS_INFINITE);
    CHECK_INT(times.together, 14);
}

TEST("T002: slow healing past the last day of loading is told with its dates and what mends it [M105 S57 F076 F078]") {
    tdm_str text = changed(mem, "  from gate start-loading, 6 weeks  [own]\n",
                           "  from gate start-loading until 13 weeks after procedure, at least 6 weeks  [own]\n");
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    REQUIRE(protocol != NULL);
    tdm_problems_init(&problems);
    CHECK(!tdm_times_check(mem, protocol, &problems));
    REQUIRE(problems.count == 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), "T002");
    CHECK_STR(tdm_str_of(got->what),
              "healing inside its own window can make these times impossible to keep, by 7 days");
    CHECK_STR(tdm_str_of(got->fix),
              "change line 55: until 14 weeks after procedure instead of 13 weeks after procedure");
    CHECK_STR(covered(text, &got->place),
              "from gate start-loading until 13 weeks after procedure, at least 6 weeks  [own]");
    CHECK_STR(
        got->story,
        "Suppose procedure on 2026-01-05 (day 0).\n"
        "start of repair: the same day, not before 2026-01-05 (day 0): line 39 `from procedure, 4 to 8 weeks, "
        "uncertain`\n"
        "If it takes its longest, 56 days, the end of repair comes on 2026-03-02 (day 56): line 39 `from procedure, 4 "
        "to 8 "
        "weeks, uncertain`\n"
        "clearance resume signed: the same day, not before 2026-03-02 (day 56): line 40 `ends by clearance resume`\n"
        "start of loading: not before 2026-03-02 (day 56): line 70 `clearance resume`\n"
        "end of loading: not before 2026-04-13 (day 98), 42 days after start of loading: line 55 `from gate "
        "start-loading "
        "until 13 weeks after procedure, at least 6 weeks`\n"
        "But end of loading: wanted by 2026-04-06 (day 91), 91 days after procedure, 7 days earlier: line 55 `from "
        "gate "
        "start-loading until 13 weeks after procedure, at least 6 weeks`\n"
        "Each of these mends it, and a day less does not:\n"
        "  line 55: until 14 weeks after procedure instead of 13 weeks after procedure\n"
        "  line 55: at least 5 weeks instead of at least 6 weeks\n"
        "  line 39: at most 7 weeks instead of at most 8 weeks (a hope, no plan: nature decides)\n"
        "Assumed: every window that is ours is kept; people answer on the day they are asked, and sign each clearance "
        "once; "
        "nobody overrides a gate, stops a phase or moves a day; what has no upper bound (criteria, signatures that end "
        "no "
        "window) comes when it is needed; months and years count by their worst: the longest for a first day, the "
        "shortest "
        "for a last one.");
}

TEST(
    "T003: a signature that expires before its gate opens is a note where the signer may move its day [M46 M50 M105]") {
    static const char *const lines[] = {"",
                                        "  may move from 3 weeks after procedure to 10 weeks after procedure  [own]\n"};
    for (int moves = 0; moves <= 1; moves++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 1u << 16);
        tdm_buf_format(&text, "  valid 14 days  [own]\n%s", lines[moves]);
        tdm_str end = tdm_arena_str(mem, tdm_buf_str(&text));
        tdm_str late = changed(mem, "  not before 4 weeks after procedure\n", "  not before 7 weeks after procedure\n");
        size_t at;
        REQUIRE(tdm_str_find(late, tdm_str_of("  valid 14 days  [own]\n  may move from"), &at));
        struct tdm_buf all;
        tdm_buf_init(&all, mem, 1u << 16);
        tdm_buf_add(&all, tdm_str_slice(late, 0, at));
        tdm_buf_add(&all, end);
        size_t rest = at + sizeof "  valid 14 days  [own]\n" - 1 + tdm_str_of(lines[1]).len;
        tdm_buf_add(&all, tdm_str_slice(late, rest, late.len));
        const struct tdm_protocol *protocol = protocol_of(mem, tdm_buf_str(&all), NULL);
        REQUIRE(protocol != NULL);
        tdm_problems_init(&problems);
        CHECK_INT(tdm_times_check(mem, protocol, &problems), moves == 1);
        REQUIRE(problems.count == 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), moves == 1 ? "T003" : "T002");
        CHECK_STR(tdm_str_of(problems.items[0].what),
                  moves == 1 ? "these times can be kept only if the signer uses what `may move` allows, by 7 days"
                             : "healing inside its own window can make these times impossible to keep, by 7 days");
        tdm_str wanted = TDM_STR("If it takes its shortest, 28 days, the end of repair comes on 2026-02-02 (day 28)");
        CHECK(tdm_str_find(problems.items[0].story, wanted, &at));
    }
}

TEST("of times that hold, the first change of each number that breaks them is found [F076 M105]") {
    const struct tdm_times *times = times_of(mem, tdm_str_of(base));
    struct tdm_time_repairs limits;
    tdm_times_limits(mem, times, &limits);
    CHECK(limits.count > 0);
    for (uint32_t i = 0; i < limits.count; i++) {
        struct tdm_time_edit edit = limits.items[i].edits[0];
        CHECK(!tdm_times_hold(mem, times->protocol, &edit, 1));
        edit.days += edit.days < 0 ? 1 : -1;
        CHECK(edit.days == 0 || tdm_times_hold(mem, times->protocol, &edit, 1));
    }
}

TEST("the point of a phase, a gate and a signature is the one that carries its name [M105]") {
    const struct tdm_times *times = times_of(mem, tdm_str_of(base));
    const struct tdm_protocol *protocol = times->protocol;
    static const struct {
        enum tdm_time_place place;
        const char *before, *after;
    } rows[] = {{TDM_PLACE_START, "start of ", ""},
                {TDM_PLACE_END, "end of ", ""},
                {TDM_PLACE_READY, "first day of gate ", ""},
                {TDM_PLACE_MET, "criteria of gate ", " met"},
                {TDM_PLACE_ASKED, "clearance ", " asked for"},
                {TDM_PLACE_SIGNED, "clearance ", " signed"}};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        bool phase = rows[i].place <= TDM_PLACE_END, gate = !phase && rows[i].place <= TDM_PLACE_MET;
        uint32_t count = phase ? protocol->phase_count : gate ? protocol->gate_count : protocol->clearance_count;
        CHECK(count > 0);
        for (tdm_ref ref = 0; ref < count; ref++) {
            tdm_str name = phase  ? protocol->phases[ref].name
                           : gate ? protocol->gates[ref].name
                                  : protocol->clearances[ref].name;
            struct tdm_buf wanted;
            tdm_buf_init(&wanted, mem, 400);
            tdm_buf_format(&wanted, "%s%.*s%s", rows[i].before, TDM_FMT(name), rows[i].after);
            tdm_str got = times->net.points[tdm_times_point(protocol, rows[i].place, ref)];
            CHECK(tdm_str_equal(got, tdm_buf_str(&wanted)));
        }
    }
}

TEST("a day of a clause is so many days after a point; of a civil date there is none [M105 M11]") {
    const struct tdm_protocol *protocol = times_of(mem, tdm_str_of(base))->protocol;
    struct tdm_day_expr day = {.anchor = TDM_ANCHOR_EVENT, .event = TDM_EVENT_PROCEDURE, .sign = -1};
    tdm_point point = 0;
    int32_t least = 0, most = 0;
    day.offset = (tdm_span){.count = 1, .unit = TDM_SPAN_MONTHS};
    CHECK(tdm_times_day(protocol, &day, &point, &least, &most));
    CHECK(tdm_str_is(times_of(mem, tdm_str_of(base))->net.points[point], "procedure"));
    CHECK_INT(least, -31);
    CHECK_INT(most, -28);
    day.anchor = TDM_ANCHOR_DATE;
    CHECK(!tdm_times_day(protocol, &day, &point, &least, &most));
}
