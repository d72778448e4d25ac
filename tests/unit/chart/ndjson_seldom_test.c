/* ndjson_seldom_test.c - what is seldom said in a chart written as JSON: names, steps and texts that the notation could
 * not say are refused here too, so that every chart can be printed and read again. */
#include "chart_ground.h"

static struct tdm_problems problems; /* large: not on the stack */

#define HEAD                                                                                                           \
    "{\"chart\":\"e\",\"patient\":\"p-1\",\"region\":\"knee\",\"protocol\":\"k\",\"version\":\"1.1\",\"zone\":"        \
    "\"UTC\","                                                                                                         \
    "\"people\":[{\"person\":\"p-1\",\"role\":\"patient\"}]}\n"
#define ENTRY(kind) HEAD "{\"kind\":\"" kind "\",\"date\":\"2026-01-05\",\"by\":\"p-1\","
#define VALUE       "this is not a value, or `not_done` with `because` | write a value, or `not_done` with `because`"
#define ONE_DOSE                                                                                                       \
    "this is not a dose of one `exercise`, with sets either counted or listed | write a dose of one `exercise`, with " \
    "sets either counted or listed"
#define NAMES                                                                                                          \
    " | names begin with a letter and go on with letters, digits, `_` and `-`; texts are one line without control "    \
    "characters"

static const struct tdm_chart *read_json(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_chart *chart = NULL;
    tdm_problems_init(&problems);
    bool good = tdm_chart_read_ndjson(mem, TDM_STR("e"), text, &tdm_zone_utc, &chart, &problems);
    tdm_problems_sort(&problems);
    return good ? chart : NULL;
}

TEST("a value as JSON is one of those that the notation can say, told once") {
    static const struct {
        const char *text, *said;
    } rows[] = {
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"step\":\"a\",\"unit\":\"kg\"}]}",
         "H065 2:61 this is not a value: either `number` with its `unit`, or `step` | write a value: either `number` "
         "with "
         "its `unit`, or `step`"},
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"step\":\"not-done\"}]}", "H065 2:61 " VALUE},
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"not_done\":true,\"number\":1,\"because\":\"x\"}]}",
         "H065 2:61 " VALUE},
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"not_done\":true,\"step\":\"a\",\"because\":\"x\"}]}",
         "H065 2:61 " VALUE},
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"number\":1,\"because\":\"x\"}]}", "H065 2:61 " VALUE},
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"number\":1,\"was\":{\"number\":2}}]}",
         "H038 2:61 \"was\" stands outside a correction | write it in an entry of the kind `correct`"},
        {ENTRY("session") "\"doses\":[{\"exercise\":\"q\",\"fields\":[{\"name\":\"load\",\"number\":1},{\"name\":"
                          "\"load\","
                          "\"number\":2}]}]}",
         "H065 2:84 \"fields\" is not each field once | write each field once"},
        {ENTRY("session") "\"doses\":[{\"exercise\":\"q\",\"fields\":[{\"name\":\"3x\",\"number\":1}]}]}",
         "H065 2:93 \"name\" is not a name | write a name"},
        {ENTRY("session") "\"doses\":[{\"exercise\":\"q\",\"fields\":[{\"number\":1}]}]}",
         "H065 2:85 this is not a field with its `name` | write a field with its `name`"},
        {ENTRY("session") "\"doses\":[{\"exercise\":\"q\",\"fields\":[{\"name\":\"right\",\"number\":1}]}]}",
         "H065 2:85 this is not a field with its `name` | write a field with its `name`"},
        {ENTRY("prescribe") "\"doses\":[{\"exercise\":\"q\",\"times_a_week\":3,\"times_a_day\":2}]}",
         "H065 2:108 \"times_a_day\" is not one number of times | write one number of times"},
        {ENTRY("prescribe") "\"doses\":[{\"exercise\":\"q\",\"times_a_week\":0}]}",
         "H065 2:92 \"times_a_week\" is not a whole number in its range | write a whole number in its range"},
        {ENTRY("session") "\"doses\":[{\"exercise\":\"q\",\"fields\":[{\"name\":\"sets\",\"number\":3}],\"sets\":[{"
                          "\"reps\":3}]}]}",
         "H065 2:59 " ONE_DOSE},
        {ENTRY("prescribe") "\"doses\":[{\"exercise\":\"q\",\"done\":\"partial\"}]}", "H065 2:61 " ONE_DOSE},
        {ENTRY("session") "\"doses\":[{\"done\":\"partial\"}]}", "H065 2:59 " ONE_DOSE},
        {ENTRY("screen") "\"asked\":[\"none\"],\"none_found\":true}",
         "H056 2:57 \"none\" cannot stand in \"asked\", where names is expected" NAMES},
        {ENTRY("medicine") "\"state\":\"taken\",\"subject\":\"ibuprofen\",\"amount\":{\"step\":\"a\"}}",
         "H065 2:98 \"amount\" is not an amount: `number`, with a `unit` that is a word | write an amount: `number`, "
         "with "
         "a `unit` that is a word"},
        {ENTRY("medicine") "\"state\":\"taken\",\"subject\":\"ibuprofen\",\"amount\":{\"number\":10,\"unit\":\"%\"}}",
         "H065 2:98 \"amount\" is not an amount: `number`, with a `unit` that is a word | write an amount: `number`, "
         "with "
         "a `unit` that is a word"},
        {ENTRY("medicine") "\"state\":\"taken\",\"subject\":\"ibuprofen\",\"amount\":400}",
         "H065 2:98 \"amount\" is not an object with `number` or `step` | write an object with `number` or `step`"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        CHECK(read_json(mem, tdm_str_of(rows[i].text)) == NULL);
        CHECK_INT(problems.count, 1);
        CHECK_STR(chart_said(mem, &problems), rows[i].said);
    }
}

TEST("values that the notation can say are read and printed in it") {
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {ENTRY("assess") "\"readings\":[{\"measure\":\"pain\",\"number\":50,\"unit\":\"%\"}]}", "  pain 50%\n"},
        {ENTRY("medicine") "\"state\":\"taken\",\"subject\":\"ibuprofen\",\"amount\":{\"number\":400}}",
         "medicine by p-1, taken \"ibuprofen\" 400\n"},
        {ENTRY("medicine") "\"state\":\"taken\",\"subject\":\"ibuprofen\",\"amount\":{\"number\":400,\"unit\":\"mg\"}}",
         "medicine by p-1, taken \"ibuprofen\" 400 mg\n"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        const struct tdm_chart *chart = read_json(mem, tdm_str_of(rows[i].text));
        REQUIRE(chart != NULL);
        tdm_str printed = chart_print(mem, chart);
        CHECK(tdm_str_ends_with(printed, tdm_str_of(rows[i].printed)));
        const struct tdm_chart *again = chart_read_text(mem, printed, &problems);
        REQUIRE(again != NULL);
        CHECK(tdm_str_equal(chart_bytes(mem, chart), chart_bytes(mem, again)));
    }
}

TEST("a text that the notation could not hold is refused, one of another script is not") {
    static const char *const texts[] = {"two\\nlines", "a\\u0001b", "a\\u001fb", "a\\u007fb"};
    struct tdm_buf text;
    for (size_t i = 0; i < TDM_COUNT(texts); i++) {
        tdm_buf_init(&text, mem, 2000);
        tdm_buf_format(&text, "%s\"subject\":\"loading\",\"because\":\"%s\"}", ENTRY("hold"), texts[i]);
        CHECK(read_json(mem, tdm_buf_str(&text)) == NULL);
        CHECK_STR(chart_said(mem, &problems),
                  "H065 2:77 \"because\" is not a text on one line | write a text on one line");
    }
    CHECK(read_json(mem, TDM_STR(ENTRY("hold") "\"subject\":\"loading\",\"because\":\"Knöchel, 足首\"}")) != NULL);
}

TEST("a name as JSON is a word of the notation") {
    static const char *const good[] = {"a-b", "a_b", "a.b", "a/b", "a.b/c", "aZ9", "A9", "z", "Z", "a0", "a9"};
    static const char *const bad[] = {"",    "a{b",  "a[b",  "a`b", "a@b", "{a",   "[a",   "`a",  "@a",
                                      "a:b", "a..b", "a//b", "a.",  "a/",  "a/.b", "a./b", ".a",  "/a",
                                      "9a",  "-a",   "_a",   "a b", "é",   "aé",   "a;b",  "a^b", "a,b"};
    struct tdm_buf text;
    for (size_t i = 0; i < TDM_COUNT(good) + TDM_COUNT(bad); i++) {
        bool wanted = i < TDM_COUNT(good);
        const char *name = wanted ? good[i] : bad[i - TDM_COUNT(good)];
        tdm_buf_init(&text, mem, 2000);
        tdm_buf_format(&text,
                       "{\"zone\":\"UTC\",\"patient\":\"p-1\",\"region\":\"knee\",\"protocol\":\"k\",\"version\":"
                       "\"1.1\",\"people\":[{\"person\":\"p-1\",\"role\":\"patient\"}],\"chart\":\"%s\"}\n",
                       name);
        bool got = read_json(mem, tdm_buf_str(&text)) != NULL;
        if (got != wanted) check_failed(__FILE__, __LINE__, "`%s` is %s", name, got ? "read" : "refused");
        if (!got) CHECK_STR(chart_said(mem, &problems), "H065 1:131 \"chart\" is not a name | write a name");
    }
}

TEST("a step as JSON is a word, or begins with a digit and ends in more than digits") {
    static const char *const good[] = {"1+", "1a", "1Z", "9z", "0A", "10+", "1a2", "low"};
    static const char *const bad[] = {"",   "+",  "9",  "12", "1+a", "1++", "1:", "1/", "/1",
                                      ":1", "1{", "1[", "1`", "1@",  "1-",  "+1", "1é"};
    struct tdm_buf text;
    for (size_t i = 0; i < TDM_COUNT(good) + TDM_COUNT(bad); i++) {
        bool wanted = i < TDM_COUNT(good);
        const char *step = wanted ? good[i] : bad[i - TDM_COUNT(good)];
        tdm_buf_init(&text, mem, 2000);
        tdm_buf_format(&text, "%s\"readings\":[{\"measure\":\"pain\",\"step\":\"%s\"}]}", ENTRY("assess"), step);
        bool got = read_json(mem, tdm_buf_str(&text)) != NULL;
        if (got != wanted) check_failed(__FILE__, __LINE__, "`%s` is %s", step, got ? "read" : "refused");
        if (!got)
            CHECK_STR(chart_said(mem, &problems),
                      "H065 2:86 \"step\" is not a step of a scale | write a step of a scale");
    }
}

TEST("a place beyond what can be told is told as the last that can") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, HEAD "{\"kind\":\"enrol\",\"date\":\"2026-01-05\",");
    for (int i = 0; i < 70000; i++) tdm_buf_char(&text, ' ');
    tdm_buf_text(&text, "\"by\":\"nobody\"}");
    CHECK(read_json(mem, tdm_buf_str(&text)) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "H025");
    CHECK_INT(problems.items[0].place.line, 2);
    CHECK_INT(problems.items[0].place.column, 60000);
}

TEST("a chart without a zone is printed without one") {
    const struct tdm_chart *chart = read_json(
        mem, TDM_STR("{\"chart\":\"e\",\"patient\":\"p-1\",\"region\":\"knee\",\"protocol\":\"k\",\"version\":\"1.1\","
                     "\"people\":[{\"person\":\"p-1\",\"role\":\"patient\"}]}\n"));
    REQUIRE(chart != NULL);
    CHECK_STR(chart_print(mem, chart), "chart e\n  patient p-1\n  site knee, none\n  protocol k version 1.1\n  people\n"
                                       "    p-1 patient\n\n");
}
