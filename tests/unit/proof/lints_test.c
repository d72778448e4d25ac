/* lints_test.c - each lint on a small protocol with one place changed: its code, the line it points at, its words. What
 * else that change brings about is not looked at here. */
#include "../protocol/protocol_ground.h"
#include "proof/proof.h"

struct row {
    const char *old, *new, *code;
    const char *at; /* the text that its place covers */
    const char *what;
};

static const struct tdm_problem *told_of(struct tdm_arena *mem, tdm_str text, const char *code) {
    const struct tdm_protocol *protocol = protocol_of(mem, text, NULL);
    if (protocol == NULL) {
        check_failed(__FILE__, __LINE__, "refused: %s %s", problems.items[0].code, problems.items[0].what);
        return NULL;
    }
    tdm_problems_init(&problems);
    bool good = tdm_proof_check(mem, protocol, &problems);
    if (good != (problems.errors == 0)) check_failed(__FILE__, __LINE__, "the answer and the problems differ");
    for (uint32_t i = 0; i < problems.count; i++)
        if (tdm_str_is(tdm_str_of(problems.items[i].code), code)) return &problems.items[i];
    return NULL;
}

static void rows_hold(struct tdm_arena *mem, const struct row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        tdm_str text = changed(mem, rows[i].old, rows[i].new);
        const struct tdm_problem *got = told_of(mem, text, rows[i].code);
        if (rows[i].at == NULL) {
            if (got != NULL) check_failed(__FILE__, __LINE__, "after `%s`: %s %s", rows[i].new, got->code, got->what);
            continue;
        }
        if (got == NULL) {
            check_failed(__FILE__, __LINE__, "%s is not told after `%s`", rows[i].code, rows[i].new);
            continue;
        }
        tdm_str at = covered(text, &got->place); /* with its cites */
        CHECK_STR(tdm_str_slice(at, 0, strlen(rows[i].at)), rows[i].at);
        CHECK_STR(tdm_str_of(got->what), rows[i].what);
    }
}

#define NEVER "never offer high before 10 weeks after procedure  [book]\n"
#define DEEP  "  from procedure\n  until clearance resume, at most 8 weeks after procedure\n"
#define PAIN  "  pain at most 2, mean of 7 days, at least 4 readings  [trial-one]\n"
#define OWE   "  by patient, every 1 days, from procedure until end of loading  [own]\n"

TEST("a never-clause and a restriction hold on some day, or are told [M4 M10]") {
    static const struct row rows[] = {
        {NEVER, "never offer high before procedure  [book]\n", "L016", "never offer high before procedure",
         "this forbids nothing: `before` a day counts from that day on, and asks how long"},
        {NEVER, "never offer high before 10 weeks before procedure  [book]\n", "L016",
         "never offer high before 10 weeks before procedure",
         "this forbids nothing: `before` a day counts from that day on, and asks how long"},
        {NEVER, "never offer high before 1 days after procedure  [book]\n", "L016", NULL, NULL},
        {DEEP, "  from 57 days after procedure\n  until clearance resume, at most 8 weeks after procedure\n", "L017",
         "until clearance resume, at most 8 weeks after procedure",
         "the restriction `no-deep` holds on no day: it ends before it begins (line 88)"},
        {DEEP, "  from 54 days after procedure\n  until clearance resume, at most 8 weeks after procedure\n", "L017",
         NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("a phase that nothing begins, or that is replaced on its first day, is told [M59 F079]") {
    static const struct row rows[] = {
        {"phase loading on function\n  from gate start-loading, 6 weeks  [own]\n",
         "phase middle on function\n  from end of protect until start of loading  [own]\n  load at most low  [own]\n"
         "phase loading on function\n  from gate start-loading, 6 weeks  [own]\n",
         "L020", NULL, NULL},
        {"  from procedure, 15 days  [book]\n",
         "  from procedure, 10 to 15 days  [book]\n  load at most active  [own]\nphase middle on function\n"
         "  from end of protect until start of loading  [own]\n",
         "L020", "from end of protect until start of loading",
         "nothing begins `middle`: it waits for the end of `protect`, which nothing ends (line 51)"},
        {"phase loading on function\n  from gate start-loading, 6 weeks  [own]\n",
         "phase early on function\n  from procedure until start of loading  [own]\n  load at most active  [own]\n"
         "phase loading on function\n  from gate start-loading, 6 weeks  [own]\n",
         "L021", "from procedure, 15 days",
         "`protect` is in force on no day: `early` takes its place before it, or on its first day (line 55)"},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

#define RESTING(length, first)                                                                                         \
    "phase rest on tissue\n  from end of repair, " length "  [own]\n  load at most active  [own]\n"                    \
    "gate start-loading opens loading  [own]\n  not before " first " after procedure\n"

TEST("a phase that is in force only when another one was stayed in too long is told [M52 M106]") {
    static const char gate[] = "gate start-loading opens loading  [own]\n";
    static const struct row rows[] = {
        {gate, RESTING("1 to 10 days", "12 weeks"), "L043", "from end of repair, 1 to 10 days",
         "on every day on which `loading` is in force (line 55), `rest` has gone on beyond its longest length, 10 "
         "days"},
        {gate, RESTING("1 to 28 days", "12 weeks"), "L043", NULL, NULL},
        {gate, RESTING("1 to 27 days", "12 weeks"), "L043", "from end of repair, 1 to 27 days",
         "on every day on which `loading` is in force (line 55), `rest` has gone on beyond its longest length, 27 "
         "days"},
        {gate, RESTING("10 days", "12 weeks"), "L043", NULL, NULL}, /* one exact length ends by itself (M2) */
        {gate, RESTING("at least 10 days", "12 weeks"), "L043", NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("weeks of a plan come before the longest stay is over [F079]") {
    static const struct row rows[] = {
        {"    weeks 2 to 3 3x12  [own]\n", "    weeks 2 to 6 3x12  [own]\n    week 7 3x12  [own]\n", "L034",
         "week 7 3x12", "week 7 never comes: `loading` lasts 42 days at the longest (line 55)"},
        {"    weeks 2 to 3 3x12  [own]\n", "    weeks 2 to 5 3x12  [own]\n    week 6 3x12  [own]\n", "L034", NULL,
         NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("a gate reads what somebody is asked for before it, often enough [M107 M82]") {
    static const struct row rows[] = {
        {PAIN, PAIN "  effusion at most 1+, latest within 14 days\n", "L023", NULL, NULL},
        {"  assess every 2 weeks  [own]\n    effusion\n", "", "L023", NULL, NULL},
        {PAIN, PAIN "  quads at least 50% of other side, latest within 14 days\n", "L024",
         "quads at least 50% of other side, latest within 14 days",
         "`quads` counts for 14 days and is asked for every 92 days (line 135): the gate `start-loading` waits for a "
         "day "
         "between"},
        {PAIN, PAIN "  quads at least 50% of other side, latest within 10 weeks\n", "L024", NULL, NULL},
        {OWE, "  by patient, every 2 days, from procedure until end of loading  [own]\n", "L024",
         "pain at most 2, mean of 7 days, at least 4 readings",
         "`pain` needs 4 readings in 7 days and is asked for every 2 days (line 131): `start-loading` stays shut"},
        {PAIN, PAIN "  effusion at most 1+, latest within 13 days\n", "L024", NULL, NULL},
        {PAIN, PAIN "  effusion at most 1+, latest within 12 days\n", "L024",
         "effusion at most 1+, latest within 12 days",
         "`effusion` counts for 12 days and is asked for every 14 days (line 47): the gate `start-loading` waits for a "
         "day between"},
        {"  quads at least 90% of other side, latest within 14 days  [own]\n",
         "  quads better than baseline by at least 5 N.m, latest within 14 days  [own]\n", "L027", NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("terms that exclude each other shut a gate for ever [F079]") {
    static const struct row rows[] = {
        {PAIN, PAIN "  pain at least 3, mean of 7 days, at least 4 readings\n", "L022",
         "pain at least 3, mean of 7 days, at least 4 readings",
         "the gate `start-loading` can never open: this and line 72 `pain at most 2, mean of 7 days, at least 4 "
         "readings` exclude each other"},
        {PAIN, PAIN "  pain at least 2, mean of 7 days, at least 4 readings\n", "L022", NULL, NULL},
        {PAIN, PAIN "  pain at least 3, worst of 7 days, at least 4 readings\n", "L022", NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("who owes a measure may also read it [M38]") {
    static const struct row rows[] = {
        {"owe quads\n  by physical-therapist,", "owe quads\n  by patient,", "L025", "owe quads",
         "`quads` is owed by somebody whose reading of it does not count"},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("a signature's own first day lies inside the days to which it may be moved [M50]") {
    static const struct row rows[] = {
        {"  may move from 3 weeks after", "  may move from 29 days after", "L036",
         "may move from 29 days after procedure to 10 weeks after procedure",
         "the first day of `resume` lies outside the days to which it may be moved (line 65)"},
        {"  may move from 3 weeks after", "  may move from 28 days after", "L036", NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("restrictions touch what this region has, or are told [M68]") {
    static const struct row rows[] = {
        {"  substance class nsaid, route mouth\n", "  substance class nsaid\n", "L018", NULL, NULL},
        {"  attribute deep-flexion\n  activity running\n", "  attribute end-range\n  activity running\n", "L018", NULL,
         NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

#define RULE "  hold when effusion at least 2+, latest within 7 days  [own]\n"
TEST("rows of a rule meet at their bounds, without a gap and without sharing a value [M75 M110 F080]") {
    static const struct row rows[] = {
        {RULE,
         "  hold when pain-during 3 to 4, last 1 sessions  [own]\n  advance load by 2%, at most 10% a week when "
         "pain-during at most 1, last 1 sessions  [own]\n",
         "L030", "advance load by 2%, at most 10% a week",
         "no row of `heavier` speaks of `pain-during` 2, between those that do"},
        {RULE,
         "  hold when pain-during 2 to 4, last 1 sessions  [own]\n  advance load by 2%, at most 10% a week when "
         "pain-during at most 1, last 1 sessions  [own]\n",
         "L030", NULL, NULL},
        {RULE,
         "  hold when pain-during 2 to 4, last 1 sessions  [own]\n  advance load by 2%, at most 10% a week when "
         "pain-during 3 to 4, last 2 sessions  [own]\n",
         "L031", "advance load by 2%",
         "this never leads to `advance`: whatever it holds for, line 114 `hold when pain-during 2 to 4, last 1 "
         "sessions` "
         "comes first"},
        {RULE,
         "  hold when pain-during 2 to 4, last 2 sessions  [own]\n  advance load by 2%, at most 10% a week when "
         "pain-during 3 to 4, last 1 sessions  [own]\n",
         "L031", NULL, NULL}, /* the stricter row asks for more sessions: it may not hold */
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("a step fits into the cap of its week, and its exercise stands on a shelf [M77]") {
    static const struct row rows[] = {
        {"  advance load by 5%, at most 10% a week", "  advance load by 11%, at most 10% a week", "L035",
         "advance load by 11%, at most 10% a week",
         "one step of `heavier` is more than its week allows, so it is never what is written here"},
        {"  advance load by 5%, at most 10% a week", "  advance load by 10%, at most 10% a week", "L035", NULL, NULL},
        {"progress heavier\n  for press, lower-down\n", "progress heavier\n  for press, slide\n", "L033",
         "progress heavier", "`heavier` says how `slide` goes on, but none of its phases offers it"},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("what is on a shelf is held against everything that can forbid it on the same day [M2 M71 F081]") {
    static const struct row rows[] = {
        {"phase protect on function\n",
         "phase remodel on tissue\n  from end of repair until discharge\n  load at most high  [own]\n"
         "phase protect on function\n",
         "L010", NULL, NULL},
        {"never need deep-flexion before 6 weeks after procedure  [own]\n",
         "never need eccentric before 6 weeks after procedure  [own]\n", "L011", "offer press, lower-down",
         "`loading` can offer `lower-down` on a day of which line 98 says `never need eccentric before 6 weeks after "
         "procedure`"},
        {"never need deep-flexion before 6 weeks after procedure  [own]\n",
         "never need eccentric before 4 weeks after procedure  [own]\n", "L011", NULL, NULL},
        {"  attribute deep-flexion\n  activity running\n", "  attribute eccentric\n  activity running\n", "L012", NULL,
         NULL},
        {DEEP, "  from procedure\n  until 29 days after procedure\n", "L012", NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

#define HOP "measure effusion is swelling-test, at treated side\nmeasure jump is hop\n"
TEST("a test is asked for only on days that allow its load [M106]") {
    static const struct {
        const char *phase, *at, *what;
    } rows[] = {
        {"  assess every 2 weeks  [own]\n    jump\n", "assess every 2 weeks",
         "`jump` can be asked for on a day on which `load at most low, no eccentric, no deep-flexion` forbids its load "
         "(line 44)"},
        {"  assess 12 to 15 days after procedure  [own]\n    jump\n", "assess 12 to 15 days after procedure",
         "`jump` can be asked for on a day on which `load at most low, no eccentric, no deep-flexion` forbids its load "
         "(line 44)"},
        {"  assess before procedure, within 2 weeks  [own]\n    jump\n", "assess before procedure, within 2 weeks",
         "`jump` can be asked for on a day on which `load at most moderate` forbids its load (line 33)"},
        {"  assess 30 to 40 weeks before procedure  [own]\n    jump\n", NULL, NULL},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_buf new;
        tdm_buf_init(&new, mem, 1u << 12);
        tdm_buf_format(&new, "  tell patient \"Rest is part of the work.\"\n%s", rows[i].phase);
        tdm_buf_char(&new, '\0');
        tdm_str text = changed(mem, "  tell patient \"Rest is part of the work.\"\n", new.at);
        size_t at;
        tdm_str declared = TDM_STR("measure effusion is swelling-test, at treated side\n");
        REQUIRE(tdm_str_find(text, declared, &at));
        struct tdm_buf whole;
        tdm_buf_init(&whole, mem, 1u << 20);
        tdm_buf_add(&whole, tdm_str_slice(text, 0, at));
        tdm_buf_text(&whole, HOP);
        tdm_buf_add(&whole, tdm_str_slice(text, at + declared.len, text.len));
        const struct tdm_problem *got = told_of(mem, tdm_buf_str(&whole), "L014");
        if (rows[i].at == NULL) {
            CHECK(got == NULL);
            continue;
        }
        if (got == NULL) {
            check_failed(__FILE__, __LINE__, "L014 is not told after `%s`", rows[i].phase);
            continue;
        }
        tdm_str covers = covered(tdm_buf_str(&whole), &got->place);
        CHECK_STR(tdm_str_slice(covers, 0, strlen(rows[i].at)), rows[i].at);
        CHECK_STR(tdm_str_of(got->what), rows[i].what);
    }
}

#define TELL "  tell patient \"Rest is part of the work.\"\n"
TEST("texts that people read promise nothing, advise nothing, and name no medicine that is barred [S87 F088 M61]") {
    static const struct row rows[] = {
        {TELL, "  tell patient \"The knee is going to recover.\"\n", "L050", "tell patient \"The knee is going",
         "this promises an outcome; nobody can know it of one person"},
        {"\"Become strong\"", "\"Become strong and certainly better\"", "L050", "aim strength, \"Become strong and",
         "this promises an outcome; nobody can know it of one person"},
        {TELL, "  tell patient \"You should have another injection.\"\n", "L051", "tell patient \"You should",
         "this advises a treatment; a protocol says what was agreed, and people decide"},
        {TELL, "  tell patient \"Take ibuprofen at night.\"\n", "L015", "tell patient \"Take ibuprofen",
         "this names `ibuprofen` on days on which the restriction `no-nsaid` bars it (line 78)"},
        {TELL, "  tell patient \"Take no ibuprofen.\"\n", "L015", NULL, NULL},
        {TELL, "  tell patient \"Rest well.\"\n", "L050", NULL, NULL},
        {TELL, "  tell patient \"Rest well.\"\n", "L051", NULL, NULL},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}

TEST("what stops and what lets go on is somebody's of the team, not the patient's alone [M54 M55 F079]") {
    static const struct row rows[] = {
        {"  by physician or physical-therapist\n", "  by patient  [own]\n", "L042", "by patient",
         "nobody of the team may sign `resume`: only the patient"},
        {"  by physician or physical-therapist\n", "  by patient or physician\n", "L042", NULL, NULL},
        {"  escalate to physician within 1 days  [own]\n", "  escalate to patient within 1 days  [own]\n", "L042",
         "escalate to patient within 1 days", "nobody of the team may close the flag `flare`: only the patient"},
    };
    rows_hold(mem, rows, TDM_COUNT(rows));
}
