/* chart_seldom_test.c - what is seldom written in a chart, rightly or wrongly: each read as it is meant, printed so
 * that it is read again, or refused in exact words. Lines 1 to 10 are the head. */
#include "chart_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

#define SESSION "2026-01-05 session by p-1\n  "
#define ASSESS  "2026-01-05 assess by therapist-a\n  "
#define DOSE_FORM                                                                                                      \
    " | write `EXERCISE 3x12, 40 kg, depth 80 deg`, `EXERCISE 12 reps 40 kg, 10 reps 40 kg stopped \"why\"` or "       \
    "`EXERCISE could-not, because \"why\"`"
#define VALUE_FORM " | write `MEASURE 2`, `MEASURE right 82 N.m, left 131 N.m` or `MEASURE right 1+`"

struct said {
    const char *entries, *said;
};

static void refused(struct tdm_arena *mem, const struct said *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        CHECK(chart_read(mem, rows[i].entries, &problems) == NULL);
        CHECK_STR(chart_said(mem, &problems), rows[i].said);
    }
}

TEST("a line of an exercise that cannot be read is told at its word") {
    static const struct said rows[] = {
        {SESSION "leg-press partial, could-not, because \"x\"\n",
         "H048 12:22 \"could-not\" is not understood in a line of an exercise" DOSE_FORM},
        {SESSION "leg-press was 3\n", "H048 12:13 \"was\" is not understood in a line of an exercise" DOSE_FORM},
        {SESSION "leg-press 3x12\n    more\n",
         "H048 13:5 \"more\" is not understood in a line of an exercise" DOSE_FORM},
        {SESSION "\"x\" 3x12\n    more\n", "H045 12:3 \"x\" is not understood in a line of values" VALUE_FORM},
        {SESSION "leg-press 1xRM\n", "H048 12:13 \"1xRM\" is not understood in a line of an exercise" DOSE_FORM},
        {SESSION "leg-press 3ax5\n", "H048 12:13 \"3ax5\" is not understood in a line of an exercise" DOSE_FORM},
        {SESSION "leg-press 3x12, 4x10\n", "H053 12:3 \"sets\" is said twice of \"leg-press\" | keep one of the two"},
        {SESSION "leg-press reps 12, 3x12\n",
         "H053 12:3 \"reps\" is said twice of \"leg-press\" | keep one of the two"},
        {SESSION "leg-press 3 sets, reps 10, 12 reps\n",
         "H053 12:3 \"reps\" is said twice of \"leg-press\" | keep one of the two"},
        {SESSION "leg-press 3 sets, load 50 kg, 12 reps 40 kg\n",
         "H053 12:3 \"load\" is said twice of \"leg-press\" | keep one of the two"},
        {SESSION "leg-press 3 sets, 12 reps stopped \"tired\"\n",
         "H049 12:3 \"leg-press\" counts its sets and lists them as well | write either `3x12, 40 kg` or each set: `12 "
         "reps 40 kg, 12 reps 40 kg, 10 reps 40 kg`"},
        {"2026-01-05 prescribe by therapist-a\n  \"x\" 3x12\n    more\n",
         "H048 12:3 \"x\" is not understood in a line of an exercise" DOSE_FORM},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("a line of a session that begins with its RM is one of an exercise, and reads again as printed [F028]") {
    const struct tdm_chart *chart = chart_good(mem, SESSION "leg-press 6RM, surface floor, tempo 11 s\n");
    REQUIRE(chart != NULL && chart->entry_count == 1 && chart->entries[0].dose_count == 1);
    CHECK_INT(chart->entries[0].reading_count, 0);
    CHECK_INT(chart->entries[0].doses[0].field_count, 3);
    CHECK_STR(chart->entries[0].doses[0].fields[0].name, "rm");
}

TEST("a line of values that cannot be read is told at its word") {
    static const struct said rows[] = {
        {ASSESS "nprs-now 2\n    more\n", "H045 13:5 \"more\" is not understood in a line of values" VALUE_FORM},
        {ASSESS "\"x\" 2\n    more\n", "H045 12:3 \"x\" is not understood in a line of values" VALUE_FORM},
        {ASSESS "nprs-now 2, \"x\"\n", "H045 12:15 \"x\" is not understood in a line of values" VALUE_FORM},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("an entry that says too little, too much or another thing is told in its form") {
    static const struct said rows[] = {
        {"2026-01-05 finding quad-avoidance-gait opened by therapist-a, at\n",
         "H020 11:65 \"at\" has nothing after it, where a region is expected | write `at knee`"},
        {"2026-01-05 finding quad-avoidance-gait opened by therapist-a, at knee \"x\"\n",
         "H022 11:71 \"x\" is not understood in this `finding` | write `DATE [TIME] finding FINDING "
         "opened|retraining|resolved|relapsed|declined by PERSON [, at REGION [right|left]] [, because of NAME] [, "
         "grade NUMBER] [, words TEXT]`"},
        {"2026-01-05 adverse pain by p-1, grade -1\n",
         "H020 11:39 \"grade\" is followed by \"-1\", where a whole number from 0 to 10 is expected | write `grade 2`"},
        {"2026-01-05 enrol by physician-a |\n  text\n", "H052 11:1 an entry of a chart carries neither a source nor a "
                                                        "text after `|` | say where a published case comes "
                                                        "from once, below `chart`: `published \"the source\"`"},
        {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  product \"x\"\n    more\n",
         "H050 12:3 \"product \"x\"\" is not understood of a procedure | write, each once: `source TEXT`, `preparation "
         "TEXT`, `site REGION, right`, `guidance ultrasound|fluoroscopy|none`, `operator PERSON`"},
        {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  source \"x\"\n    more\n",
         "H050 12:3 \"source \"x\"\" is not understood of a procedure | write, each once: `source TEXT`, `preparation "
         "TEXT`, `site REGION, right`, `guidance ultrasound|fluoroscopy|none`, `operator PERSON`"},
        {"2026-01-05 procedure bone-marrow-concentrate 2026-02-02 by physician-a\n",
         "H022 11:46 \"2026-02-02\" is not understood in this `procedure` | write `DATE [TIME] procedure PROCEDURE "
         "[performed|cancelled|aborted] by PERSON`"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("a line about the chart itself is told in its form") {
    static const struct {
        const char *line, *said;
    } rows[] = {
        {"  site knee now, right\n",
         "H007 3:3 \"site knee now, right\" is not understood | write `site REGION, right|left|none`"},
        {"  protocol knee-oa version 1.1 now, hash \"00\"\n",
         "H007 3:3 \"protocol knee-oa version 1.1 now, hash \"00\"\" is not understood | write `protocol NAME version "
         "N.N [, hash TEXT]`"},
        {"  published book\n", "H007 3:3 \"published book\" is not understood | write `published TEXT`"},
        {"  people\n    physician-a physician\n      more\n",
         "H009 4:5 \"physician-a physician\" is no line of the roster | write `PERSON ROLE`, with `, from DATE` and `, "
         "until DATE` where the role is not held all the time"},
        {"  people\n    physician-a physician, from 2026-01-01\n      more\n",
         "H009 4:5 \"physician-a physician, from 2026-01-01\" is no line of the roster | write `PERSON ROLE`, with `, "
         "from DATE` and `, until DATE` where the role is not held all the time"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        CHECK(chart_read_text(mem, chart_text(mem, "chart e-1\n  patient p-1\n", rows[i].line), &problems) == NULL);
        uint32_t last = problems.count - 1; /* what is missing stands at the first line, before it */
        problems.items[0] = problems.items[last];
        CHECK_STR(chart_said(mem, &problems), rows[i].said);
    }
}

TEST("a correction of a correction of nothing tells both") {
    CHECK(chart_read(mem,
                     "2026-01-05 correct nothing by p-1, name c1, because \"x\"\n  nprs-now 4, was 3\n"
                     "2026-01-06 correct c1 by p-1, because \"x\"\n  nprs-now 4, was 3\n",
                     &problems) == NULL);
    CHECK_INT(problems.count, 2);
    CHECK_STR(tdm_str_of(problems.items[0].what), "no entry is named \"nothing\"");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "name the entry that is meant: `..., name nothing`");
    CHECK_STR(tdm_str_of(problems.items[1].code), "H037");
    CHECK_STR(tdm_str_of(problems.items[1].fix), "write the name of the first entry after `correct`");
}

TEST("death is the earliest that stands; one taken back ends nothing [M98]") {
    static const struct said rows[] = {
        {"2026-01-05 end died by physician-a, name e1\n2026-01-08 end died by physician-a, name e2\n",
         "H059 12:1 this `end` lies after the day on which the patient died | put the date right, or withdraw the `end "
         "died` if it is wrong"},
        {"2026-01-08 end died by physician-a, name e2\n2026-01-05 end died by physician-a, name e1\n",
         "H059 11:1 this `end` lies after the day on which the patient died | put the date right, or withdraw the `end "
         "died` if it is wrong"},
        {"2026-01-05 end died by physician-a, name e1\n2026-01-06 assess by therapist-a, name a1\n  nprs-now 2\n"
         "2026-01-07 withdraw a1 by therapist-a, because \"x\"\n",
         "H059 12:1 this `assess` lies after the day on which the patient died | put the date right, or withdraw the "
         "`end "
         "died` if it is wrong"},
    };
    refused(mem, rows, TDM_COUNT(rows));
    CHECK(chart_good(mem, "2026-01-05 end died by physician-a, name e1\n2026-01-05 assess by therapist-a, name a1\n"
                          "  nprs-now 2\n2026-01-07 withdraw e1 by therapist-a, because \"x\"\n"
                          "2026-01-08 assess by therapist-a\n  nprs-now 2\n") != NULL);
}

/* ---- printed and read again */

TEST("what is seldom written is printed so that it is read again as it was") {
    static const struct {
        const char *lines, *printed;
    } rows[] = {
        {SESSION "leg-press sets many, reps 3\n", "leg-press sets many, reps 3\n"},
        {SESSION "leg-press sets 3 kg, reps 3\n", "leg-press sets 3 kg, reps 3\n"},
        {SESSION "leg-press sets -3, reps 12\n", "leg-press -3 sets, reps 12\n"},
        {SESSION "leg-press sets 3, reps -12\n", "leg-press 3 sets, reps -12\n"},
        {SESSION "leg-press rm -1\n", "leg-press rm -1\n"},
        {SESSION "leg-press rm 1.5\n", "leg-press rm 1.5\n"},
        {SESSION "leg-press rm 3 kg\n", "leg-press rm 3 kg\n"},
        {SESSION "leg-press rm few\n", "leg-press rm few\n"},
        {SESSION "leg-press load heavy\n", "leg-press load heavy\n"},
        {SESSION "leg-press because \"rain\"\n", "leg-press because \"rain\"\n"},
        {SESSION "leg-press 1 rep, 2 reps\n", "leg-press 1 reps, 2 reps\n"},
        {"2026-01-05 finding quad-avoidance-gait opened by therapist-a, at trunk\n",
         "finding quad-avoidance-gait opened by therapist-a, at trunk\n"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_chart *chart = chart_good(mem, rows[i].lines);
        REQUIRE(chart != NULL);
        tdm_str printed = chart_print(mem, chart);
        if (!tdm_str_ends_with(printed, tdm_str_of(rows[i].printed)))
            check_failed(__FILE__, __LINE__, "%s: %.*s", rows[i].lines, TDM_FMT(printed));
        const struct tdm_chart *again = chart_read_text(mem, printed, &problems);
        REQUIRE(again != NULL);
        CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
    }
}

TEST("sets listed without a load are written as JSON and read again") {
    const struct tdm_chart *chart = chart_good(mem, SESSION "leg-press 12 reps, 10 reps\n"), *again = NULL;
    REQUIRE(chart != NULL);
    tdm_str text = chart_ndjson(mem, chart);
    size_t at;
    CHECK(tdm_str_find(text, TDM_STR("\"sets\":[{\"reps\":12},{\"reps\":10}]"), &at));
    tdm_problems_init(&problems);
    REQUIRE(tdm_chart_read_ndjson(mem, TDM_STR("e"), text, &tdm_zone_utc, &again, &problems));
    CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
}

/* ---- bound */

static tdm_str bound_says(struct tdm_arena *mem, const char *entries) {
    const struct tdm_chart *chart = chart_good(mem, entries);
    if (chart == NULL) return TDM_STR("refused");
    (void)chart_bind(mem, chart, &problems);
    return chart_said(mem, &problems);
}

TEST("an amount of an exercise that cannot be is told [F027]") {
    CHECK_STR(bound_says(mem, SESSION "quad-set 10 reps 5 kg, 8 reps 5 kg\n"),
              "B026 12:3 \"quad-set\" is not dosed by \"load\" | its amounts are: sets, reps, hold");
    CHECK_STR(bound_says(mem, SESSION "leg-press 3x12, effort 11\n"),
              "B029 12:3 \"effort 11\" of \"leg-press\" cannot be | write a number from 0 to 10");
    CHECK_STR(bound_says(mem, SESSION "leg-press 2147483648 reps, 1 reps\n"),
              "B029 12:3 \"reps 2147483648\" of \"leg-press\" cannot be | write a whole number from 0");
    CHECK_STR(bound_says(mem, SESSION "leg-press 2147483647 reps, 1 reps\n"), "none");
    CHECK_STR(bound_says(mem, SESSION "step-up surface 3\n"),
              "B028 12:3 \"surface\" of \"step-up\" is a word, and this is a number | write `surface floor`");
}

TEST("an effort on its own scale is written bare [F027]") {
    const struct tdm_chart *chart = chart_good(mem, SESSION "leg-press 3x12, effort 8\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK_INT(bound->dose_count, 1);
    CHECK(bound->doses[0].values[4].given);
    CHECK_INT(bound->doses[0].values[4].quantity.number.coefficient, 8);
}

TEST("an amount that was said stands beside sets that were listed [F027]") {
    const struct tdm_chart *chart = chart_good(mem, SESSION "leg-press load 45 kg, 10 reps 40 kg, 8 reps 42 kg\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    const struct tdm_dose *dose = &bound->doses[0];
    CHECK(dose->values[0].given && dose->values[0].quantity.number.coefficient == 2); /* sets */
    CHECK(dose->values[1].given && dose->values[1].quantity.number.coefficient == 8); /* reps: the fewest */
    CHECK(dose->values[2].given && dose->values[2].quantity.number.coefficient == 45);
}

TEST("a finding is where there is such a place, with a side where it has sides [S15]") {
    CHECK_STR(
        bound_says(mem, "2026-01-05 finding quad-avoidance-gait opened by therapist-a, at elbow right\n"),
        "B001 11:1 the catalogue knows no region \"elbow\" | write a region of the catalogue, or declare it there");
    CHECK_STR(bound_says(mem, "2026-01-05 finding quad-avoidance-gait opened by therapist-a, at trunk right\n"),
              "B038 11:1 this finding names a side of the \"trunk\", which has none | write `at trunk`");
    CHECK_STR(bound_says(mem, "2026-01-05 finding quad-avoidance-gait opened by therapist-a, at trunk\n"), "none");
}

TEST("what a finding is thought to follow is a finding, here or in the catalogue [S15]") {
    CHECK_STR(
        bound_says(mem, "2026-01-05 finding quad-avoidance-gait opened by therapist-a, name g1\n"
                        "2026-01-06 finding quad-avoidance-gait opened by therapist-a, at knee left, because of "
                        "zzzzzzzzzz\n"),
        "B039 12:1 \"zzzzzzzzzz\" is neither a finding of the catalogue nor the name of an entry about one | write "
        "after `because of` a finding of the catalogue");
    CHECK_STR(bound_says(mem, "2026-01-05 finding quad-avoidance-gait opened by therapist-a, name g1\n"
                              "2026-01-06 finding quad-avoidance-gait opened by therapist-a, at knee left, because of "
                              "g1\n"),
              "none");
}

TEST("an entry does not stand for the finding that it names itself, nor one of another kind for a flag [M86 M96]") {
    CHECK_STR(bound_says(mem, "2026-01-05 finding gait opened by therapist-a, name gait\n"),
              "B019 11:1 the catalogue knows no finding \"gait\" | write `quad-avoidance-gait`");
    CHECK_STR(
        bound_says(mem, "2026-01-05 clear resume by physician-a, name s1\n2026-01-06 flag s1 closed by "
                        "physician-a\n"),
        "B020 12:1 \"s1\" is neither a flag nor a finding of the catalogue | leave it if the protocol declares it "
        "as a flag of its own; else write a name of the catalogue");
}

TEST("a flag that only its protocol may know is told once, not again by the entry that closes it [M96]") {
    const struct tdm_chart *chart = chart_good(
        mem, "2026-01-05 flag weird raised by physician-a, name w\n2026-01-06 flag w closed by physician-a\n");
    CHECK(chart_bind(mem, chart, &problems) != NULL);
    CHECK_INT(problems.count, 1);
    CHECK_INT(problems.items[0].place.line, 11);
    CHECK_STR(tdm_str_of(problems.items[0].what), "\"weird\" is neither a flag nor a finding of the catalogue");
}

TEST("binding stops at the fiftieth mistake, among values and among exercises") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    for (int i = 0; i < 60; i++)
        tdm_buf_format(&text, "2026-01-05 %02d:%02d assess by therapist-a\n  zz 2\n", i / 60, i % 60);
    tdm_buf_text(&text, "2026-01-06 session by p-1\n  zz 3x12\n");
    tdm_buf_char(&text, '\0');
    const struct tdm_chart *chart = chart_good(mem, tdm_buf_str(&text).at);
    REQUIRE(chart != NULL);
    CHECK(chart_bind(mem, chart, &problems) == NULL);
    CHECK_INT(problems.errors, TDM_PROBLEMS_MAX);
    CHECK_INT(problems.items[TDM_PROBLEMS_MAX - 1].place.line, 12 + 2 * (TDM_PROBLEMS_MAX - 1));
}

TEST("reading stops at the fiftieth mistake, in a chart, in what is added to it and as JSON") {
    struct tdm_buf text, json;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_init(&json, mem, 1u << 20);
    tdm_buf_text(&json,
                 "{\"chart\":\"e\",\"patient\":\"p-1\",\"region\":\"knee\",\"protocol\":\"k\",\"version\":\"1.1\","
                 "\"zone\":\"UTC\",\"people\":[{\"person\":\"p-1\",\"role\":\"patient\"}]}\n");
    for (int i = 0; i < 60; i++) {
        tdm_buf_text(&text, "2026-01-05 zzz by therapist-a\n");
        tdm_buf_text(&json, "[]\n");
    }
    tdm_buf_char(&text, '\0');
    CHECK(chart_read(mem, tdm_buf_str(&text).at, &problems) == NULL);
    CHECK_INT(problems.errors, TDM_PROBLEMS_MAX);
    CHECK_INT(problems.items[TDM_PROBLEMS_MAX - 1].place.line, 10 + TDM_PROBLEMS_MAX);
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 enrol by physician-a\n"), *more = NULL;
    REQUIRE(chart != NULL);
    tdm_problems_init(&problems);
    const struct tdm_tree *added =
        chart_tree(mem, "add", tdm_str_slice(tdm_buf_str(&text), 0, tdm_buf_str(&text).len - 1));
    CHECK(!tdm_chart_extend(mem, chart, added, &tdm_zone_utc, &more, &problems));
    CHECK_INT(problems.errors, TDM_PROBLEMS_MAX);
    tdm_problems_init(&problems);
    CHECK(!tdm_chart_read_ndjson(mem, TDM_STR("e"), tdm_buf_str(&json), &tdm_zone_utc, &more, &problems));
    CHECK_INT(problems.errors, TDM_PROBLEMS_MAX);
    CHECK_INT(problems.items[TDM_PROBLEMS_MAX - 1].place.line, 1 + TDM_PROBLEMS_MAX);
}

TEST("what a person of nobody's roster writes fifty times is told fifty times, and the rest is not looked at") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    for (int i = 0; i < 60; i++) tdm_buf_format(&text, "2026-01-05 10:%02d enrol by somebody\n", i);
    tdm_buf_char(&text, '\0');
    CHECK(chart_read(mem, tdm_buf_str(&text).at, &problems) == NULL);
    CHECK_INT(problems.errors, TDM_PROBLEMS_MAX);
}

/* ---- more entries than a chart may have */

TEST("more lines than a chart may have entries are refused before one is read [F104]") {
    struct tdm_buf text;
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 enrol by physician-a\n"), *more = NULL;
    REQUIRE(chart != NULL);
    tdm_buf_init(&text, mem, 8u << 20);
    for (int i = 0; i < 50001; i++) tdm_buf_text(&text, "\n");
    tdm_problems_init(&problems);
    CHECK(!tdm_chart_read_ndjson(mem, TDM_STR("e"), tdm_buf_str(&text), &tdm_zone_utc, &more, &problems));
    CHECK_STR(chart_said(mem, &problems),
              "H066 0:0 the chart has more than 50000 entries | a chart is one episode of one "
              "person: divide the file by episodes");
    tdm_buf_init(&text, mem, 8u << 20);
    for (int i = 0; i < 50000; i++) tdm_buf_text(&text, "2026-01-05 enrol by p-1\n");
    const struct tdm_tree *added = chart_tree(mem, "add", tdm_buf_str(&text));
    tdm_problems_init(&problems);
    CHECK(!tdm_chart_extend(mem, chart, added, &tdm_zone_utc, &more, &problems));
    CHECK_STR(chart_said(mem, &problems),
              "H066 0:0 the chart has more than 50000 entries | a chart is one episode of one "
              "person: divide the file by episodes");
}

/* ---- moved and taken back */

TEST("the values of an entry move with it; a correction may speak of a day that stays [M120]") {
    const struct tdm_chart *chart = chart_good(
                               mem,
                               "2026-01-07 diary by p-1, name d\n  2026-01-06 nprs-worst-24h 2\n  nprs-worst-24h 3\n"
                               "2026-01-09 correct d by p-1, because \"x\"\n  2026-01-06 nprs-worst-24h 4, was 2\n"),
                           *moved = NULL;
    REQUIRE(chart != NULL);
    tdm_problems_init(&problems);
    REQUIRE(tdm_chart_shift(mem, chart, 0, -2, &tdm_zone_utc, &moved, &problems));
    CHECK_STR(moved->entries[0].kind == TDM_ENTRY_DIARY ? TDM_STR("diary") : TDM_STR("-"), "diary");
    CHECK_INT(moved->entries[0].date.day, chart->entries[0].date.day - 2);
    for (uint32_t i = 0; i < 2; i++)
        CHECK_INT(moved->entries[0].readings[i].date.day, chart->entries[0].readings[i].date.day - 2);
    CHECK_INT(chart->entries[0].readings[0].date.day + 1, chart->entries[0].date.day); /* the first is as it was */
    REQUIRE(tdm_chart_shift(mem, chart, 1, 3, &tdm_zone_utc, &moved, &problems));
    CHECK_INT(moved->entries[1].date.day, chart->entries[1].date.day + 3);
    CHECK_INT(moved->entries[1].readings[0].date.day, chart->entries[1].readings[0].date.day);
}

TEST("an entry moved to before what it is about is told at its own line") {
    const struct tdm_chart *chart = chart_good(
                               mem, "2026-01-05 assess by therapist-a, name a1\n  nprs-now 2\n"
                                    "2026-01-07 correct a1 by therapist-a, because \"x\"\n  nprs-now 3, was 2\n"),
                           *moved = NULL;
    REQUIRE(chart != NULL);
    tdm_problems_init(&problems);
    CHECK(!tdm_chart_shift(mem, chart, 1, -3, &tdm_zone_utc, &moved, &problems));
    CHECK_STR(chart_said(mem, &problems),
              "H039 13:1 this `correct` was made before \"a1\", which it is about | put the "
              "date or the `recorded` of one of the two right");
}

static struct tdm_fact fact_named(const struct tdm_bound_chart *bound, const char *name) {
    for (uint32_t i = 0; i < bound->chart->entry_count; i++)
        if (tdm_str_is(bound->chart->entries[i].name, name)) return bound->facts[i];
    check_failed(__FILE__, __LINE__, "no entry is named %s", name);
    return bound->facts[0];
}

static bool instant_is(tdm_instant instant, const char *text) {
    tdm_instant wanted;
    return tdm_instant_parse(tdm_str_of(text), &wanted) && wanted.ms == instant.ms;
}

TEST("of two withdrawals the one recorded first takes back, whichever day it is dated [M31]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-05 clear resume by physician-a, name s1\n"
                        "2026-01-07 withdraw s1 by physician-a, recorded 2026-01-09T10:00Z, because \"x\"\n"
                        "2026-01-08 withdraw s1 by physician-a, recorded 2026-01-08T10:00Z, because \"y\"\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK(instant_is(fact_named(bound, "s1").withdrawn, "2026-01-08T10:00Z"));
}

TEST("a copy recorded after the first was taken back stands from its own recording [M114]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-05 clear resume by physician-a, name s1, recorded 2026-01-05T10:00Z\n"
                        "2026-01-05 clear resume by physician-a, name s2, recorded 2026-01-08T10:00Z\n"
                        "2026-01-06 withdraw s1 by physician-a, recorded 2026-01-06T10:00Z, because \"x\"\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK(instant_is(fact_named(bound, "s2").recorded, "2026-01-08T10:00Z"));
    CHECK(tdm_instant_is_none(fact_named(bound, "s2").withdrawn));
}

/* ---- corrections */

static const struct tdm_reading *reading_of(const struct tdm_bound_chart *bound, const char *name, uint32_t which) {
    for (uint32_t i = 0; i < bound->reading_count; i++)
        if (tdm_str_is(bound->chart->entries[bound->readings[i].entry].name, name) && which-- == 0)
            return &bound->readings[i];
    return NULL;
}

static int64_t value_known(const struct tdm_bound_chart *bound, const char *name, uint32_t which) {
    const struct tdm_reading *reading = reading_of(bound, name, which);
    tdm_instant known = TDM_INSTANT_NONE;
    tdm_value value;
    uint32_t entry;
    if (reading == NULL || !tdm_reading_known(bound, reading, known, &value, &entry)) return -1;
    return value.quantity.number.coefficient;
}

TEST("a correction with a day of its own speaks of the value of that day [M38]") {
    const struct tdm_chart *chart = chart_good(
        mem, "2026-01-07 diary by p-1, name d\n  2026-01-05 nprs-worst-24h 2\n  2026-01-06 nprs-worst-24h 3\n"
             "2026-01-08 correct d by p-1, because \"x\"\n  2026-01-06 nprs-worst-24h 4, was 3\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK_INT(problems.count, 0);
    CHECK_INT(value_known(bound, "d", 0), 2);
    CHECK_INT(value_known(bound, "d", 1), 4);
}

TEST("of two values alike a correction means the one that says what it was [M38]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-07 assess by therapist-a, name d\n  nprs-now 2\n  nprs-now 3\n"
                        "2026-01-08 correct d by therapist-a, because \"x\"\n  nprs-now 5, was 3\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK_INT(problems.count, 0);
    CHECK_INT(value_known(bound, "d", 0) + value_known(bound, "d", 1), 7);
    CHECK(value_known(bound, "d", 0) == 2 || value_known(bound, "d", 1) == 2);
}

TEST("the same correction under a second id says nothing more [M114]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-07 assess by therapist-a, name d\n  nprs-now 2\n"
                        "2026-01-08 correct d by therapist-a, name c1, because \"x\"\n  nprs-now 5, was 2\n"
                        "2026-01-08 correct d by therapist-a, name c2, because \"x\"\n  nprs-now 5, was 2\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "B037");
    CHECK_INT(value_known(bound, "d", 0), 5);
}

TEST("a correction of a copy no longer speaks of the first when that was taken back before [M114]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-05 assess by therapist-a, name a1, recorded 2026-01-05T10:00Z\n  nprs-now 2\n"
                        "2026-01-05 assess by therapist-a, name a2, recorded 2026-01-05T11:00Z\n  nprs-now 2\n"
                        "2026-01-06 withdraw a1 by therapist-a, recorded 2026-01-06T10:00Z, because \"x\"\n"
                        "2026-01-07 correct a2 by therapist-a, recorded 2026-01-07T10:00Z, because \"x\"\n"
                        "  nprs-now 5, was 2\n");
    const struct tdm_bound_chart *bound = chart_bind(mem, chart, &problems);
    REQUIRE(bound != NULL);
    CHECK_INT(value_known(bound, "a2", 0), 5);
}

TEST("sets listed of an exercise whose dose has no number of sets keep what they say, and tell no such number [M79]") {
    tdm_str all = tdm_str_of(chart_catalog), was = TDM_STR("  dose sets, reps, hold in s\n");
    struct tdm_buf text;
    size_t at = 0;
    tdm_buf_init(&text, mem, 1u << 20);
    REQUIRE(tdm_str_find(all, was, &at));
    tdm_buf_add(&text, tdm_str_slice(all, 0, at));
    tdm_buf_text(&text, "  dose reps, hold in s\n");
    tdm_buf_add(&text, tdm_str_slice(all, at + was.len, all.len));
    const struct tdm_tree *trees[] = {chart_tree(mem, "catalog.tandem", tdm_buf_str(&text))};
    const struct tdm_catalog *catalog = NULL;
    const struct tdm_bound_chart *bound = NULL;
    const struct tdm_name_map none = {NULL, NULL, 0};
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 session by p-1\n  quad-set 12 reps, 8 reps\n");
    tdm_problems_init(&problems);
    REQUIRE(tdm_catalog_read(mem, trees, 1, &catalog, &problems) && chart != NULL);
    REQUIRE(tdm_chart_bind(mem, chart, catalog, &none, &bound, &problems) && bound->dose_count == 1);
    const struct tdm_dose *dose = &bound->doses[0];
    CHECK_INT(dose->set_count, 2);
    CHECK_INT(tdm_catalog_exercise(catalog, dose->exercise)->field_count, 2);
    CHECK(dose->values[0].given); /* the fewest repetitions */
    CHECK_INT(dose->values[0].quantity.number.coefficient, 8);
}

/* "given 2026-01-05", "withdrawn ...", "unknown": what the chart says of treatment on 2026-02-01. */
static tdm_str consent(struct tdm_arena *mem, const char *entries) {
    static const char *const states[] = {"unknown", "given ", "withdrawn "};
    tdm_date day;
    TDM_ASSERT(tdm_date_parse(TDM_STR("2026-02-01"), &day));
    struct tdm_consent_answer answer = tdm_chart_consent(chart_good(mem, entries), TDM_CONSENT_TREATMENT, day);
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 100);
    tdm_buf_text(&out, states[answer.state]);
    if (answer.state != TDM_CONSENT_UNKNOWN) tdm_date_print(&out, answer.on);
    return tdm_buf_str(&out);
}

#define GIVEN(when)     when " consent \"treatment\" given by p-1\n"
#define WITHDRAWN(when) when " consent \"treatment\" withdrawn by p-1\n"

TEST("the newest word about a consent counts, and of one day in an order nobody can tell that it was withdrawn [M18]") {
    CHECK_STR(consent(mem, ""), "unknown");
    CHECK_STR(consent(mem, GIVEN("2026-01-05")), "given 2026-01-05");
    CHECK_STR(consent(mem, GIVEN("2026-01-05") WITHDRAWN("2026-01-06")), "withdrawn 2026-01-06");
    CHECK_STR(consent(mem, WITHDRAWN("2026-01-05") GIVEN("2026-01-06")), "given 2026-01-06");
    CHECK_STR(consent(mem, GIVEN("2026-01-05") WITHDRAWN("2026-01-05")), "withdrawn 2026-01-05");
    CHECK_STR(consent(mem, WITHDRAWN("2026-01-05") GIVEN("2026-01-05")), "withdrawn 2026-01-05");
    CHECK_STR(consent(mem, WITHDRAWN("2026-01-05") GIVEN("2026-01-05 10:00")), "withdrawn 2026-01-05");
    CHECK_STR(consent(mem, WITHDRAWN("2026-01-05 10:00") GIVEN("2026-01-05 10:00")), "withdrawn 2026-01-05");
    CHECK_STR(consent(mem, WITHDRAWN("2026-01-05 09:00") GIVEN("2026-01-05 10:00")), "given 2026-01-05");
    CHECK_STR(consent(mem, GIVEN("2026-01-05") "2026-01-05 consent \"treatment\" given by physician-a\n"),
              "given 2026-01-05");
    CHECK_STR(consent(mem, GIVEN("2026-02-02")), "unknown"); /* after the day asked about */
    CHECK_STR(consent(mem, "2026-01-05 consent \"registry\" given by p-1\n"), "unknown");
}

TEST("a consent that was taken back as a record says nothing, and one taken back by another name stays [M31]") {
    static const char one[] = "2026-01-05 consent \"treatment\" given by p-1, name c-1\n",
                      both[] = "2026-01-05 consent \"treatment\" given by p-1, name c-1\n"
                               "2026-01-06 consent \"registry\" given by p-1, name c-2\n";
    CHECK_STR(consent(mem, one), "given 2026-01-05");
    struct tdm_buf text;
    for (size_t i = 0; i < 2; i++) {
        tdm_buf_init(&text, mem, 1000);
        tdm_buf_text(&text, both);
        tdm_buf_format(&text, "2026-01-07 withdraw c-%d by p-1, because \"written twice\"\n", (int)i + 1);
        CHECK_STR(consent(mem, tdm_arena_str(mem, tdm_buf_str(&text)).at), i == 0 ? "unknown" : "given 2026-01-05");
    }
}

TEST("a chart that is extended stays as it was, also when what extended it is gone: one is tried against it after "
     "another") {
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 enrol by physician-a\n"
                                                    "2026-01-05 session by p-1\n  leg-press 3x12, depth 80 deg, 40 kg\n"
                                                    "  step-up 3x10\n  leg-press 2x8\n"),
                           *more = NULL;
    REQUIRE(chart != NULL);
    struct tdm_buf before, after;
    tdm_buf_init(&before, mem, 10000);
    tdm_buf_init(&after, mem, 10000);
    tdm_chart_write_ndjson(&before, chart);
    for (int i = 0; i < 3; i++) {
        struct tdm_arena *scratch = tdm_arena_open((size_t)16 << 20);
        tdm_problems_init(&problems);
        const struct tdm_tree *added =
            chart_tree(scratch, "add", TDM_STR("2026-01-06 session by p-1\n  step-up 2x5\n  leg-press 3x12, 40 kg\n"));
        CHECK(tdm_chart_extend(scratch, chart, added, &tdm_zone_utc, &more, &problems));
        char *used = tdm_arena_alloc(scratch, 4096);
        memset(used, 'x', 4096);
        tdm_arena_reset(scratch);
        memset(tdm_arena_alloc_raw(scratch, 65536), 'x', 65536);
        tdm_arena_close(scratch);
        after.len = 0;
        tdm_chart_write_ndjson(&after, chart);
        CHECK(tdm_str_equal(tdm_buf_str(&after), tdm_buf_str(&before)));
    }
}
