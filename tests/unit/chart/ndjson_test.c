/* ndjson_test.c - JSON lines: what they refuse, with place. Round trips are in entry_read_test.c and examples_test.c.
 */
#include "chart_ground.h"

#define HEAD                                                                                                           \
    "{\"chart\":\"e-1\",\"patient\":\"p-1\",\"region\":\"knee\",\"side\":\"right\",\"protocol\":\"knee-oa\","          \
    "\"version\":\"1.1\",\"zone\":\"UTC\",\"people\":[{\"person\":\"p-1\",\"role\":\"patient\"}]}\n"

static const struct refusal {
    const char *text, *said;
} refusals[] = {
    {"{\"comment\":\"of nobody\"}\n",
     "H063 1:0 these lines hold no chart, only comments | write one object a line: the "
     "chart first, then one entry a line"},
    {HEAD "{\"comment\":\"SYNTHETIC\",\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\"}",
     "H064 2:12 \"comment\" is no member of an entry | take it out"},
    {HEAD "[1]", "H063 2:1 this line is no JSON object | write one object a line: the chart first, then one entry a "
                 "line"},
    {HEAD "{\"kind\":\"asess\",\"date\":\"2026-01-05\",\"by\":\"p-1\"}",
     "H016 2:9 \"asess\" is no kind of entry | write `assess`"},
    {HEAD "{\"date\":\"2026-01-05\",\"by\":\"p-1\"}",
     "H016 2:1 \"\" is no kind of entry | write a kind of entry, such as \"assess\", \"diary\", "
     "\"session\" or \"clear\""},
    {HEAD "{\"kind\":\"enrol\",\"by\":\"p-1\"}",
     "H015 2:1 this `enrol` has no \"date\" | write its day: \"date\": \"2026-03-04\""},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-02-30\",\"by\":\"p-1\"}",
     "H065 2:24 \"date\" is not a date such as \"2026-03-04\" | write a date such as \"2026-03-04\""},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"colour\":\"red\"}",
     "H064 2:57 \"colour\" is no member of an entry | take it out"},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"grade\":2}",
     "H021 2:56 \"grade\" says nothing in an entry of the kind `enrol` | write `DATE [TIME] enrol by "
     "PERSON`"},
    /* Two of one instant are put in order by their bytes, the refused one too. */
    {HEAD
     "{\"kind\":\"screen\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"asked\":[\"fever\"],\"none_found\":true}\n"
     "{\"kind\":\"screen\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"asked\":[\"fever\",\"p 1\"],\"none_found\":true}",
     "H065 3:57 \"asked\" is not an array of names | write an array of names"},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p 1\"}",
     "H056 2:42 \"p 1\" cannot stand in \"by\", where a person is expected | names begin with a letter "
     "and go on with letters, digits, `_` and `-`; texts are one line without control characters"},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"because\":\"two\\nlines\"}",
     "H065 2:58 \"because\" is not a text on one line | write a text on one line"},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"writer\":\"desk\"}",
     "H065 2:1 this is not an entry with both `writer` and `number`, or neither | write an entry with "
     "both `writer` and `number`, or neither"},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"recorded_assumed\":true}",
     "H065 2:1 this is not an entry with `recorded` beside `recorded_assumed` | write an entry with "
     "`recorded` beside `recorded_assumed`"},
    {HEAD "{\"kind\":\"clear\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"subject\":\"by\"}",
     "H056 2:58 \"by\" cannot stand in \"subject\", where a name is expected | names begin with a letter "
     "and go on with letters, digits, `_` and `-`; texts are one line without control characters"},
    {HEAD "{\"kind\":\"flag\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"subject\":\"fever\","
          "\"state\":\"raisd\"}",
     "H018 2:73 \"raisd\" is none of the words that `flag` knows here: raised|closed | write `raised`"},
    {HEAD "{\"kind\":\"assess\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"readings\":[{\"measure\":\"pain\"}]}",
     "H065 2:61 this is not a value: either `number` with its `unit`, or `step` | write a value: either "
     "`number` with its `unit`, or `step`"},
    {HEAD "{\"kind\":\"assess\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"readings\":[{\"measure\":\"pain\",\"number\":1e3}]}",
     "H065 2:88 \"number\" is not a number without exponent, of at most 9 digits after the point | write "
     "a number without exponent, of at most 9 digits after the point"},
    {HEAD "{\"kind\":\"assess\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"readings\":[{\"measure\":\"pain\",\"number\":1,\"step\":\"a\"}]}",
     "H065 2:61 this is not a value: either `number` with its `unit`, or `step` | write a value: either "
     "`number` with its `unit`, or `step`"},
    {HEAD "{\"kind\":\"assess\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"readings\":[{\"measure\":\"pain\",\"number\":1,\"date\":\"2026-01-04\"}]}",
     "H046 2:61 \"pain\" has a date of its own below `assess`, whose date all its lines have | take the "
     "date off, or write an entry of its own for that day"},
    {HEAD "{\"kind\":\"session\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"readings\":[{\"measure\":\"body-mass\",\"number\":80,\"unit\":\"kg\"}]}",
     "H060 2:62 \"body-mass\" is in `kg`, which in a session belongs to an exercise | write the measure "
     "in an `assess` of the same day"},
    {HEAD "{\"kind\":\"session\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"doses\":[{\"exercise\":\"quad-set\",\"sets\":[{\"load\":3}]}]}",
     "H065 2:90 this is not a set with `reps`, and `unit` where it has a `load` | write a set with "
     "`reps`, and `unit` where it has a `load`"},
    {HEAD "{\"kind\":\"session\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
          "\"doses\":[{\"exercise\":\"quad-set\",\"done\":\"done\"}]}",
     "H065 2:89 \"done\" is not \"partial\", \"could-not\", \"declined\" or \"not-needed\" | write "
     "\"partial\", \"could-not\", \"declined\" or \"not-needed\""},
    {HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\"",
     "J003 2:47 the text ends where \",\" or \"}\" is expected | complete the text; it may have been cut "
     "off"},
    {"{\"patient\":\"p-1\"}",
     "H006 1:1 the chart does not say its `chart` | write the member \"chart\" into the first line"},
    {"", "J003 1:1 the text ends where a value is expected | complete the text; it may have been cut off"},
};

TEST("a JSON line that cannot be read is told with its place and a way out") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(refusals); i++) {
        const struct tdm_chart *chart = NULL;
        tdm_problems_init(problems);
        CHECK(!tdm_chart_read_ndjson(mem, TDM_STR("e.ndjson"), tdm_str_of(refusals[i].text), &tdm_zone_utc, &chart,
                                     problems));
        tdm_problems_sort(problems);
        CHECK_STR(chart_said(mem, problems), refusals[i].said);
    }
}

TEST("a line that is a comment is passed over, before the chart and among its entries; places stay those of the file") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    tdm_problems_init(problems);
    REQUIRE(tdm_chart_read_ndjson(mem, TDM_STR("e.ndjson"),
                                  TDM_STR("{\"comment\":[\"SYNTHETIC\",{\"chart\":\"x\"}]}\n" HEAD "{\"comment\":1}\n"
                                          "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\"}\n"),
                                  &tdm_zone_utc, &chart, problems));
    CHECK_STR(chart->name, "e-1");
    CHECK_INT(chart->entry_count, 1);
    CHECK_INT(chart->entries[0].place.line, 4);
}

TEST("a number that no writer gave follows from the entries, not from the JSON [M125]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    tdm_problems_init(problems);
    REQUIRE(tdm_chart_read_ndjson(
        mem, TDM_STR("e.ndjson"),
        TDM_STR(HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\",\"number\":9}\r\n"
                     "\n"
                     "{\"by\":\"p-1\",\"date\":\"2026-01-04\",\"kind\":\"resume\",\"subject\":\"a\"}"),
        &tdm_zone_utc, &chart, problems));
    CHECK_INT(chart->entry_count, 2);
    CHECK_INT(chart->entries[0].kind, TDM_ENTRY_RESUME);
    CHECK_INT(chart->entries[1].number, 2);
}

TEST("an instant that is not the end of the day was said by somebody, whatever the JSON claims [M20 M21]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    tdm_problems_init(problems);
    REQUIRE(tdm_chart_read_ndjson(mem, TDM_STR("e.ndjson"),
                                  TDM_STR(HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
                                               "\"recorded\":\"2026-01-05T10:00Z\",\"recorded_assumed\":true}"),
                                  &tdm_zone_utc, &chart, problems));
    CHECK(!chart->entries[0].recorded_assumed);
    CHECK(!tdm_chart_read_ndjson(mem, TDM_STR("e.ndjson"),
                                 TDM_STR(HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
                                              "\"recorded\":\"2026-01-04T23:59:59.999Z\",\"recorded_assumed\":true}"),
                                 &tdm_zone_utc, &chart, problems));
    CHECK_STR(
        chart_said(mem, problems),
        "H031 2:59 this `enrol` was recorded at 2026-01-04T23:59:59.999Z, before it happened | put one of the two "
        "times right; what still lies ahead is a `plan ... on DATE`");
}

TEST("numbers keep the digits they were written with") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_good(mem, "2026-01-05 assess by therapist-a\n  quads right 82.50 N.m\n"),
                           *again;
    REQUIRE(chart != NULL);
    tdm_problems_init(problems);
    REQUIRE(tdm_chart_read_ndjson(mem, TDM_STR("e"), chart_ndjson(mem, chart), &tdm_zone_utc, &again, problems));
    CHECK_INT(again->entries[0].readings[0].value.number.scale, 2);
    CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
}
