/* entry_read_test.c - every kind of entry, as written and as JSON; what is printed reads back as the same; any order of
 * the lines of a file gives the same bytes. */
#include "chart_ground.h"

/* The instant assumed for entries of that day is left out of the wanted JSON. */
#define ASSUMED "\"recorded\":\"2026-01-05T23:59:59.999Z\",\"recorded_assumed\":true,"

static const struct kind_case {
    const char *entry, *json;
} cases[] = {
    {"2026-01-05 09:10 enrol by physician-a\n",
     "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"time\":\"09:10\",\"by\":\"physician-a\"}"},
    {"2026-01-05 screen flags by physician-a, none found\n",
     "{\"kind\":\"screen\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"flags\","
     "\"none_found\":true}"},
    {"2026-01-05 screen infection-signs, fever by physician-a, found fever\n",
     "{\"kind\":\"screen\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"asked\":[\"fever\","
     "\"infection-signs\"],\"found\":[\"fever\"]}"},
    {"2026-01-05 assess by therapist-a, name base\n  quads right 82 N.m, left 131 N.m\n  effusion right "
     "1+\n  nprs-now not-done, because \"no time\"\n",
     "{\"kind\":\"assess\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\",\"name\":\"base\","
     "\"readings\":[{\"measure\":\"effusion\",\"side\":\"right\",\"step\":\"1+\"},"
     "{\"measure\":\"nprs-now\",\"not_done\":true,\"because\":\"no "
     "time\"},{\"measure\":\"quads\",\"side\":\"right\",\"number\":82,\"unit\":\"N.m\"},"
     "{\"measure\":\"quads\",\"side\":\"left\",\"number\":131,\"unit\":\"N.m\"}]}"},
    {"2026-01-05 diary by p-1\n  2026-01-03 pain 2, nprs-now 1\n  pain 3\n",
     "{\"kind\":\"diary\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"readings\":[{\"date\":\"2026-01-03\","
     "\"measure\":\"nprs-now\",\"number\":1},{\"date\":\"2026-01-03\",\"measure\":\"pain\",\"number\":2},"
     "{\"measure\":\"pain\",\"number\":3}]}"},
    {"2026-01-05 finding quad-avoidance-gait opened by therapist-a, grade 2, name gait\n",
     "{\"kind\":\"finding\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\",\"name\":\"gait\","
     "\"subject\":\"quad-avoidance-gait\",\"state\":\"opened\",\"grade\":2}"},
    {"2026-01-05 flag infection-signs raised by therapist-a, words \"hot knee\"\n",
     "{\"kind\":\"flag\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\",\"subject\":\"infection-signs\","
     "\"state\":\"raised\",\"words\":\"hot knee\"}"},
    {"2026-01-05 adverse \"sore calf\" by p-1, grade 1, relatedness possible, serious\n",
     "{\"kind\":\"adverse\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"subject\":\"sore "
     "calf\",\"grade\":1,\"serious\":true,\"relatedness\":\"possible\"}"},
    {"2026-01-05 medicine by p-1, taken \"ibuprofen\" 400 mg, route mouth, on prescription, for "
     "\"toothache\"\n",
     "{\"kind\":\"medicine\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"subject\":\"ibuprofen\","
     "\"state\":\"taken\",\"words\":\"toothache\",\"on_prescription\":true,\"route\":\"mouth\","
     "\"amount\":{\"number\":400,\"unit\":\"mg\"}}"},
    {"2026-01-05 medicine ordered ibuprofen by physician-a\n",
     "{\"kind\":\"medicine\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"ibuprofen\","
     "\"state\":\"ordered\"}"},
    {"2026-01-05 deny class nsaid by p-1, since 2025-12-01\n",
     "{\"kind\":\"deny\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"subject\":\"nsaid\",\"state\":\"class\","
     "\"other_date\":\"2025-12-01\"}"},
    {"2026-01-05 deny \"Some Brand\" by p-1, since 2025-12-01\n",
     "{\"kind\":\"deny\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"subject\":\"Some "
     "Brand\",\"other_date\":\"2025-12-01\"}"},
    {"2026-01-05 prescribe by therapist-a, name rx-1\n  leg-press 3x12, 40 kg, depth 80 deg, 3 times a "
     "week\n  step-up 3 sets, 8 reps, surface step, 2 times a day\n",
     "{\"kind\":\"prescribe\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\",\"name\":\"rx-1\","
     "\"doses\":[{\"exercise\":\"leg-press\",\"fields\":[{\"name\":\"sets\",\"number\":3},"
     "{\"name\":\"reps\",\"number\":12},{\"name\":\"load\",\"number\":40,\"unit\":\"kg\"},"
     "{\"name\":\"depth\",\"number\":80,\"unit\":\"deg\"}],\"times_a_week\":3},{\"exercise\":\"step-up\","
     "\"fields\":[{\"name\":\"sets\",\"number\":3},{\"name\":\"reps\",\"number\":8},{\"name\":\"surface\","
     "\"step\":\"step\"}],\"times_a_day\":2}]}"},
    {"2026-01-05 session by p-1, with therapist-a, at clinic, name s-1\n  leg-press 12 reps 40 kg, 10 "
     "reps 40 kg stopped \"tired\"\n  quad-set could-not, because \"pain\"\n  bike 20 min\n  step-up "
     "declined\n  nprs-now 3, pain 4\n",
     "{\"kind\":\"session\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"with\":\"therapist-a\","
     "\"name\":\"s-1\",\"setting\":\"clinic\",\"readings\":[{\"measure\":\"nprs-now\",\"number\":3},"
     "{\"measure\":\"pain\",\"number\":4}],\"doses\":[{\"exercise\":\"bike\","
     "\"fields\":[{\"name\":\"minutes\",\"number\":20}]},{\"exercise\":\"leg-press\","
     "\"sets\":[{\"reps\":12,\"load\":40,\"unit\":\"kg\"},{\"reps\":10,\"load\":40,\"unit\":\"kg\","
     "\"stopped\":\"tired\"}]},{\"exercise\":\"quad-set\",\"done\":\"could-not\",\"because\":\"pain\"},"
     "{\"exercise\":\"step-up\",\"done\":\"declined\"}]}"},
    {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  source \"bone marrow\"\n  "
     "preparation \"concentrated\"\n  site knee, right\n  guidance ultrasound\n  operator physician-a\n",
     "{\"kind\":\"procedure\",\"date\":\"2026-01-05\",\"by\":\"physician-a\","
     "\"subject\":\"bone-marrow-concentrate\",\"state\":\"performed\",\"region\":\"knee\","
     "\"side\":\"right\",\"source\":\"bone "
     "marrow\",\"preparation\":\"concentrated\",\"guidance\":\"ultrasound\",\"operator\":\"physician-a\"}"},
    {"2026-01-05 procedure bone-marrow-concentrate aborted by physician-a\n",
     "{\"kind\":\"procedure\",\"date\":\"2026-01-05\",\"by\":\"physician-a\","
     "\"subject\":\"bone-marrow-concentrate\",\"state\":\"aborted\"}"},
    {"2026-01-05 plan phase loading on 2026-02-01 by physician-a\n",
     "{\"kind\":\"plan\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"phase\","
     "\"target\":\"loading\",\"other_date\":\"2026-02-01\"}"},
    {"2026-01-05 clear resume by physician-a, words \"no twisting\"\n",
     "{\"kind\":\"clear\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"resume\","
     "\"words\":\"no twisting\"}"},
    {"2026-01-05 move resume to 2026-01-20 by physician-a, because \"slow healing\"\n",
     "{\"kind\":\"move\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"resume\","
     "\"because\":\"slow healing\",\"other_date\":\"2026-01-20\"}"},
    {"2026-01-05 enter loading by therapist-a, through settled\n",
     "{\"kind\":\"enter\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\",\"subject\":\"loading\","
     "\"target\":\"settled\"}"},
    {"2026-01-05 hold loading by physician-a, because \"swelling\"\n",
     "{\"kind\":\"hold\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"loading\","
     "\"because\":\"swelling\"}"},
    {"2026-01-05 resume loading by physician-a\n",
     "{\"kind\":\"resume\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"loading\"}"},
    {"2026-01-05 statement \"MRI: intact\" by physician-a, load at most low, until 2026-02-01\n",
     "{\"kind\":\"statement\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"words\":\"MRI: "
     "intact\",\"other_date\":\"2026-02-01\",\"load_class\":\"low\"}"},
    {"2026-01-05 answer question-1 by physician-a, words \"go on\"\n",
     "{\"kind\":\"answer\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"target\":\"question-1\","
     "\"words\":\"go on\"}"},
    {"2026-01-05 answer \"the scan\" could-not by physician-a, because \"no machine\"\n",
     "{\"kind\":\"answer\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"state\":\"could-not\",\"target\":\"the "
     "scan\",\"because\":\"no machine\"}"},
    {"2026-01-05 finding hip-pain opened by therapist-a, at hip left, because of pelvic-drop\n",
     "{\"kind\":\"finding\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\",\"subject\":\"hip-pain\","
     "\"state\":\"opened\",\"target\":\"pelvic-drop\",\"region\":\"hip\",\"side\":\"left\"}"},
    {"2026-01-05 handoff \"care of the knee\" by physician-a, to therapist-a\n",
     "{\"kind\":\"handoff\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"target\":\"care of the "
     "knee\",\"to\":\"therapist-a\"}"},
    {"2026-01-05 acknowledge rx-9 by p-1\n",
     "{\"kind\":\"acknowledge\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"target\":\"rx-9\"}"},
    {"2026-01-05 consent \"research use\" withdrawn by p-1\n",
     "{\"kind\":\"consent\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"state\":\"withdrawn\","
     "\"words\":\"research use\"}"},
    {"2026-01-05 override settled by physician-a, because \"holiday\", term \"pain at most 2\"\n",
     "{\"kind\":\"override\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"subject\":\"settled\","
     "\"because\":\"holiday\",\"words\":\"pain at most 2\"}"},
    {"2026-01-05 amend protocol knee-oa version 1.2 by physician-a, from 2026-01-06, because \"new "
     "evidence\"\n",
     "{\"kind\":\"amend\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"because\":\"new "
     "evidence\",\"other_date\":\"2026-01-06\",\"protocol\":\"knee-oa\",\"version\":\"1.2\"}"},
    {"2026-01-05 end transferred by physician-a, words \"to another clinic\", writer desk 7\n",
     "{\"kind\":\"end\",\"date\":\"2026-01-05\",\"by\":\"physician-a\",\"writer\":\"desk\",\"number\":7,"
     "\"state\":\"transferred\",\"words\":\"to another clinic\"}"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press effort 5, 40 kg, 12 reps, 3 sets\n",
     "{\"kind\":\"prescribe\",\"date\":\"2026-01-05\",\"by\":\"therapist-a\","
     "\"doses\":[{\"exercise\":\"leg-press\",\"fields\":[{\"name\":\"sets\",\"number\":3},"
     "{\"name\":\"reps\",\"number\":12},{\"name\":\"load\",\"number\":40,\"unit\":\"kg\"},"
     "{\"name\":\"effort\",\"number\":5}]}]}"},
};

static tdm_str without_assumed(struct tdm_arena *mem, tdm_str json) {
    struct tdm_buf out;
    size_t at = 0;
    tdm_buf_init(&out, mem, 1u << 20);
    if (!tdm_str_find(json, TDM_STR(ASSUMED), &at)) return json;
    tdm_buf_add(&out, tdm_str_slice(json, 0, at));
    tdm_buf_add(&out, tdm_str_slice(json, at + sizeof ASSUMED - 1, json.len));
    return tdm_buf_str(&out);
}

/* The JSON lines below the head, without their last line end. */
static tdm_str entries_json(struct tdm_arena *mem, const struct tdm_chart *chart) {
    tdm_str json = chart_ndjson(mem, chart);
    size_t at = 0;
    if (!tdm_str_find(json, TDM_STR("\n"), &at)) return json;
    return tdm_str_trim(tdm_str_slice(json, at + 1, json.len));
}

TEST("every kind of entry is read as it is written [F022 F048 M79 S65]") {
    for (size_t i = 0; i < TDM_COUNT(cases); i++) {
        const struct tdm_chart *chart = chart_good(mem, cases[i].entry);
        REQUIRE(chart != NULL);
        CHECK_INT(chart->entry_count, 1);
        CHECK_STR(without_assumed(mem, entries_json(mem, chart)), cases[i].json);
    }
}

TEST("the height of a step is an amount, however near the word is to `right`") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 session by p-1\n  step-up height 15 cm\n");
    REQUIRE(chart != NULL);
    CHECK_INT(chart->entries[0].dose_count, 1);
    CHECK_STR(chart->entries[0].doses[0].fields[0].name, "height");
    CHECK_STR(chart->entries[0].doses[0].fields[0].value.word, "cm");
    CHECK(chart_read(mem, "2026-01-05 session by p-1\n  pain rihgt 3 points\n", problems) == NULL);
    CHECK_STR(chart_said(mem, problems), "H044 12:8 \"rihgt\" is no side | write `right`");
}

TEST("every kind of entry comes back the same from print and from JSON") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(cases); i++) {
        const struct tdm_chart *chart = chart_good(mem, cases[i].entry), *again = NULL;
        REQUIRE(chart != NULL);
        again = chart_read_text(mem, chart_print(mem, chart), problems);
        REQUIRE(again != NULL);
        CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
        CHECK(tdm_str_equal(chart_print(mem, chart), chart_print(mem, again)));
        tdm_problems_init(problems);
        REQUIRE(
            tdm_chart_read_ndjson(mem, TDM_STR("e.ndjson"), chart_ndjson(mem, chart), &tdm_zone_utc, &again, problems));
        CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
        CHECK(tdm_str_equal(chart_ndjson(mem, chart), chart_ndjson(mem, again)));
        CHECK(tdm_str_equal(chart_print(mem, chart), chart_print(mem, again)));
    }
}

TEST("the table of kinds has a case here for every kind, and gives each its form") {
    uint64_t seen = 0;
    for (size_t i = 0; i < TDM_COUNT(cases); i++) {
        const struct tdm_chart *chart = chart_good(mem, cases[i].entry);
        REQUIRE(chart != NULL);
        seen |= (uint64_t)1 << chart->entries[0].kind;
    }
    /* These need an entry to be about: two_time_test.c, bind_test.c. */
    seen |= (uint64_t)1 << TDM_ENTRY_CORRECT | (uint64_t)1 << TDM_ENTRY_WITHDRAW | (uint64_t)1 << TDM_ENTRY_REVOKE;
    CHECK_INT(seen, ((uint64_t)1 << TDM_ENTRY_KIND_COUNT) - 1);
    for (int kind = 0; kind < TDM_ENTRY_KIND_COUNT; kind++) {
        struct tdm_buf form;
        size_t at = 0;
        tdm_buf_init(&form, mem, 4096);
        tdm_entry_kind_form(&form, (enum tdm_entry_kind)kind);
        CHECK(tdm_str_starts_with(tdm_buf_str(&form), TDM_STR("DATE [TIME] ")));
        CHECK(tdm_str_find(tdm_buf_str(&form), TDM_STR(" by PERSON"), &at));
        CHECK(tdm_str_find(tdm_buf_str(&form), tdm_str_of(tdm_entry_kind_word((enum tdm_entry_kind)kind)), &at));
    }
    struct tdm_buf form;
    tdm_buf_init(&form, mem, 4096);
    tdm_entry_kind_form(&form, TDM_ENTRY_DENY);
    CHECK_STR(tdm_buf_str(&form), "DATE [TIME] deny MEDICINE|class NAME by PERSON [, route NAME], since DATE");
}

TEST("without `recorded` an entry is taken as recorded at the end of its day, and says so [M20 F047]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-05 enrol by physician-a\n"
                        "2026-01-06 consent \"care\" given by p-1, recorded 2026-01-09T07:00Z\n");
    REQUIRE(chart != NULL);
    CHECK(chart->entries[0].recorded_assumed);
    CHECK(chart->entries[0].recorded.ms < tdm_zone_day_end(&tdm_zone_utc, chart->entries[0].date).ms);
    CHECK_INT(chart->entries[0].recorded.ms, tdm_zone_day_end(&tdm_zone_utc, chart->entries[0].date).ms - 1);
    CHECK(!chart->entries[1].recorded_assumed);
}

/* ---- any order of lines */

static uint64_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static const char *const pool[] = {
    "2026-01-05 enrol by physician-a\n",
    "2026-01-05 10:00 assess by therapist-a, name base\n  quads right 92 N.m, left 131 N.m\n  effusion right 1+\n",
    "2026-01-05 10:00 assess by therapist-a\n  nprs-now 1\n",
    "2026-01-05 diary by p-1\n  pain 2\n",
    "2026-01-05 diary by p-1\n  pain 3\n",
    "2026-01-05 diary by p-1\n  pain 2\n",
    "2026-01-06 correct base by therapist-a, because \"slip\"\n  quads right 82 N.m, was 92 N.m\n",
    "2026-01-06 finding quad-avoidance-gait opened by therapist-a\n",
    "2026-01-06 flag infection-signs raised by p-1\n",
    "2026-01-06 flag infection-signs raised by p-1, writer tablet-1 1\n",
    "2026-01-06 flag infection-signs raised by p-1, writer tablet-1 2\n",
    "2026-01-06 prescribe by therapist-a, name rx-1\n  leg-press 3x12, 40 kg\n  bike minutes 10\n",
    "2026-01-07 session of rx-1 by p-1\n  leg-press 12 reps 40 kg, 10 reps 40 kg\n  pain 2\n",
    "2026-01-07 session of rx-1 by p-1\n  leg-press 12 reps 40 kg, 11 reps 40 kg\n  pain 2\n",
    "2026-01-07 18:00 session of rx-1 by p-1, recorded 2026-01-07T19:00Z\n  quad-set could-not, because \"pain\"\n",
    "2026-01-07 18:00 session of rx-1 by p-1, recorded 2026-01-07T18:30Z\n  quad-set 3 sets\n",
    "2026-01-08 clear resume by physician-a, name signature\n",
    "2026-01-08 revoke signature by physician-a, because \"swelling\"\n",
    "2026-01-08 hold loading by physician-a, because \"swelling\"\n",
    "2026-01-08 withdraw rx-1 by therapist-a, because \"wrong sheet\"\n",
};

static tdm_str shuffled(struct tdm_arena *mem, uint64_t *state) {
    uint32_t order[TDM_COUNT(pool)];
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, chart_head);
    for (uint32_t i = 0; i < TDM_COUNT(pool); i++) {
        uint32_t at = (uint32_t)(next_random(state) % (i + 1));
        order[i] = order[at];
        order[at] = i;
    }
    for (uint32_t i = 0; i < TDM_COUNT(pool); i++) tdm_buf_text(&text, pool[order[i]]);
    return tdm_buf_str(&text);
}

TEST("a thousand orders of the same lines give the same bytes [M18 M114 M125]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    uint64_t state = 2026;
    const struct tdm_chart *first = chart_read_text(mem, shuffled(mem, &state), problems);
    REQUIRE(first != NULL);
    CHECK_INT(first->entry_count, TDM_COUNT(pool) - 1); /* one line is written twice */
    tdm_str bytes = chart_bytes(mem, first), json = chart_ndjson(mem, first);
    for (int turn = 0; turn < 1000; turn++) {
        struct tdm_arena_mark mark = tdm_arena_mark(mem);
        const struct tdm_chart *chart = chart_read_text(mem, shuffled(mem, &state), problems);
        REQUIRE(chart != NULL);
        CHECK(tdm_str_equal(bytes, chart_bytes(mem, chart)));
        CHECK(tdm_str_equal(json, chart_ndjson(mem, chart)));
        tdm_arena_rewind(mem, mark);
    }
}

TEST("the lines below an entry and the words of a line have no order either [M125]") {
    const struct tdm_chart *a =
        chart_good(mem, "2026-01-05 assess by therapist-a, name base, because \"visit\"\n"
                        "  quads right 82 N.m, left 131 N.m\n  nprs-now 2\n"
                        "2026-01-06 prescribe by therapist-a\n  leg-press 3x12, 40 kg, effort 5\n"
                        "  bike minutes 10\n");
    const struct tdm_chart *b = chart_good(mem, "2026-01-06 prescribe by therapist-a\n  bike 10 min\n"
                                                "  leg-press effort 5, 40 kg, 12 reps, 3 sets\n"
                                                "2026-01-05 assess because \"visit\", name base, by therapist-a\n"
                                                "  nprs-now 2, quads left 131 N.m\n  quads right 82 N.m\n");
    REQUIRE(a != NULL && b != NULL);
    CHECK(tdm_str_equal(chart_bytes(mem, a), chart_bytes(mem, b)));
}

TEST("entries stand by day, time if known, recording, writer and number [M18 M125]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-06 flag infection-signs raised by p-1, writer b 1\n"
                        "2026-01-06 flag infection-signs raised by p-1, writer a 2\n"
                        "2026-01-06 flag infection-signs raised by p-1, writer a 1\n"
                        "2026-01-06 screen flags by p-1, none found, recorded 2026-01-06T20:00Z\n"
                        "2026-01-06 23:00 consent \"late\" given by p-1\n"
                        "2026-01-05 enrol by physician-a\n");
    REQUIRE(chart != NULL);
    const char *const wanted[] = {"enrol", "consent", "screen", "flag", "flag", "flag"};
    for (uint32_t i = 0; i < 6; i++) CHECK_STR(tdm_str_of(tdm_entry_kind_word(chart->entries[i].kind)), wanted[i]);
    CHECK_STR(chart->entries[3].writer, "a");
    CHECK_INT(chart->entries[3].number, 1);
    CHECK_INT(chart->entries[4].number, 2);
    CHECK_STR(chart->entries[5].writer, "b");
    /* Without a writer the number is the place among such entries. */
    CHECK_INT(chart->entries[0].number, 1);
    CHECK_INT(chart->entries[2].number, 3);
    for (uint32_t i = 1; i < 6; i++) CHECK(tdm_entry_order(&chart->entries[i - 1], &chart->entries[i]) < 0);
}

TEST("a session says where it was done and who stood by; one that says neither leaves both open [F038]") {
    static const struct {
        const char *line, *setting, *with;
    } rows[] = {{"session by p-1, at home", "home", ""},
                {"session by p-1, with therapist-a, at clinic", "clinic", "therapist-a"},
                {"session by p-1, at home, with therapist-a", "home", "therapist-a"},
                {"session by p-1", "", ""}};
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf text;
        tdm_buf_init(&text, mem, 512);
        tdm_buf_format(&text, "2026-01-05 %s\n  leg-press 3 sets\n", rows[i].line);
        const struct tdm_chart *chart = chart_good(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at);
        REQUIRE(chart != NULL);
        CHECK_STR(chart->entries[0].setting, rows[i].setting);
        CHECK_STR(chart->entries[0].with, rows[i].with);
    }
    CHECK(chart_read(mem, "2026-01-05 session by p-1, at gym\n  leg-press 3 sets\n", problems) == NULL);
    CHECK_STR(
        chart_said(mem, problems),
        "H018 11:31 \"gym\" is none of the words that `session` knows here: home|clinic | write one of home|clinic");
}
