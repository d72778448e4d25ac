/* entry_refuse_test.c - each refusal of an entry with its exact message, place and way out. Lines 1 to 10 are the head.
 */
#include "chart_ground.h"

static const struct refusal {
    const char *entries, *said;
} refusals[] = {
    {"enrol by physician-a\n",
     "H015 11:1 \"enrol by physician-a\" does not begin with a date, as every entry of a chart does | "
     "write `2026-03-04 assess by PERSON`; lines about the chart itself stand below `chart`, two blanks in"},
    {"2026-01-05 asess by therapist-a\n  pain 2\n", "H016 11:12 \"asess\" is no kind of entry | write `assess`"},
    {"2026-01-05 zzz by therapist-a\n", "H016 11:12 \"zzz\" is no kind of entry | "
                                        "write a kind of entry, such as `assess`, `diary`, `session` or `clear`"},
    {"2026-01-05\n", "H016 11:11 the date is not followed by the kind of the entry | "
                     "write a kind of entry, such as `assess`, `diary`, `session` or `clear`"},
    {"2026-01-05 finding gait opend by therapist-a\n",
     "H018 11:25 \"opend\" is none of the words that `finding` knows here: "
     "opened|retraining|resolved|relapsed|declined | write `opened`"},
    {"2026-01-05 procedure bone-marrow-concentrate planned by physician-a\n",
     "H018 11:46 \"planned\" is none of the words that `procedure` knows here: "
     "performed|cancelled|aborted | write a plan as an entry of its own: `plan procedure on DATE by "
     "PERSON`"},
    {"2026-01-05 session by p-1, at gym\n  quad-set 3 sets\n",
     "H018 11:31 \"gym\" is none of the words that `session` knows here: home|clinic | write one of "
     "home|clinic"},
    {"2026-01-05 screen flags, infection-signs by physician-a, none found\n",
     "H019 11:19 this `screen` asks for all `flags` or `findings` and for something else beside them | "
     "write one `screen flags` or `screen findings` a line, and names in a line of their own"},
    {"2026-01-05 enrol by physician-a, recorded 2026-01-05\n",
     "H020 11:43 \"recorded\" is followed by \"2026-01-05\", where an instant is expected | write "
     "`recorded 2026-03-04T08:15Z`"},
    {"2026-01-05 enrol by\n", "H020 11:20 \"by\" has nothing after it, where a person is expected | write `by PERSON`"},
    {"2026-01-05 adverse pain by p-1, grade 11\n",
     "H020 11:39 \"grade\" is followed by \"11\", where a whole number from 0 to 10 is expected | write "
     "`grade 2`"},
    {"2026-01-05 medicine by p-1, taken 400 mg\n",
     "H020 11:35 \"taken\" is followed by \"400\", where a name is expected | write `taken \"ibuprofen\" "
     "400 mg`"},
    {"2026-01-05 enrol by physician-a, grade 2\n",
     "H021 11:34 \"grade\" says nothing in an entry of the kind `enrol` | write `DATE [TIME] enrol by "
     "PERSON`"},
    {"2026-01-05 clear resume now by physician-a\n",
     "H022 11:25 \"now\" is not understood in this `clear` | write `DATE [TIME] clear CLEARANCE by PERSON "
     "[, words TEXT]`"},
    {"2026-01-05 enrol by physician-a, name a, name b\n",
     "H023 11:42 \"name\" says again what this entry has already said | keep one of the two, or make two "
     "entries of them"},
    {"2026-01-05 enrol\n", "H024 11:1 this `enrol` lacks `by` | write `by PERSON`: `DATE [TIME] enrol by PERSON`"},
    {"2026-01-05 enrol by physician-b\n",
     "H025 11:21 \"physician-b\" does not stand in `people` | write `by physician-a`"},
    {"2026-01-05 enrol by somebody\n",
     "H025 11:21 \"somebody\" does not stand in `people` | write `somebody ROLE` below `people`"},
    {"2026-01-05 session by p-1, with therapist-b\n  quad-set 3 sets\n",
     "H026 11:33 \"therapist-b\" does not stand in `people` | write `with therapist-a`"},
    {"2026-01-05 hold loading by physician-a\n",
     "H027 11:1 this `hold` lacks `because` | write `because \"reason\"`: `DATE [TIME] hold PHASE by "
     "PERSON, because TEXT`"},
    {"2026-01-05 override settled-gate by physician-a\n",
     "H027 11:1 this `override` lacks `because` | write `because \"reason\"`: `DATE [TIME] override GATE "
     "by PERSON [, term TEXT], because TEXT`"},
    {"2026-01-05 move resume to 2026-01-09 by physician-a\n",
     "H027 11:1 this `move` lacks `because` | write `because \"reason\"`: `DATE [TIME] move "
     "CLEARANCE|PHASE to DATE by PERSON, because TEXT`"},
    {"2026-01-05 plan procedure by physician-a\n",
     "H028 11:1 this `plan` lacks `on` | write `on 2026-03-04`: `DATE [TIME] plan "
     "procedure|visit|session|phase [NAME] on DATE by PERSON`"},
    {"2026-01-05 deny class nsaid by p-1\n",
     "H028 11:1 this `deny` lacks `since` | write `since 2026-03-04`: `DATE [TIME] deny MEDICINE|class "
     "NAME by PERSON [, route NAME], since DATE`"},
    {"2026-01-05 amend protocol knee-oa version 1.2 by physician-a, because \"x\"\n",
     "H028 11:1 this `amend` lacks `from` | write `from 2026-03-04`: `DATE [TIME] amend protocol NAME "
     "version N.N by PERSON, from DATE, because TEXT`"},
    {"2026-01-05 clear by physician-a\n",
     "H029 11:1 this `clear` lacks its CLEARANCE | write `DATE [TIME] clear CLEARANCE by PERSON [, words "
     "TEXT]`"},
    {"2026-01-05 adverse \"sore calf\" by p-1\n",
     "H029 11:1 this `adverse` lacks `grade` | write `grade 2`: `DATE [TIME] adverse EVENT by PERSON, "
     "grade NUMBER [, relatedness unrelated|unlikely|possible|probable|definite|unknown] [, serious] [, "
     "words TEXT]`"},
    {"2026-01-05 medicine by p-1, route mouth\n",
     "H029 11:1 this `medicine` lacks a state | write `DATE [TIME] medicine by PERSON, "
     "taken|ordered|stopped TEXT [NUMBER UNIT] [, route NAME] [, on prescription] [, for TEXT]`"},
    {"2026-01-05 plan phase on 2026-02-01 by physician-a\n",
     "H029 11:1 this `plan` lacks its NAME | write `DATE [TIME] plan procedure|visit|session|phase [NAME] "
     "on DATE by PERSON`"},
    {"2026-01-05 screen by physician-a, none found\n",
     "H029 11:1 this `screen` lacks its flags|findings|NAME, NAME | write `DATE [TIME] screen "
     "flags|findings|NAME, NAME by PERSON [, none found] [, found NAME, NAME] [, words TEXT]`"},
    {"2026-01-05 screen flags by physician-a\n",
     "H030 11:1 this `screen` does not say what was found | end it with either `, none found` or `, found "
     "NAME`"},
    {"2026-01-05 screen flags by physician-a, none found, found infection-signs\n",
     "H030 11:1 this `screen` found none and found something | end it with either `, none found` or `, "
     "found NAME`"},
    {"2026-01-05 14:00 enrol by physician-a, recorded 2026-01-05T13:59Z\n",
     "H031 11:49 this `enrol` was recorded at 2026-01-05T13:59Z, before it happened | put one of the two "
     "times right; what still lies ahead is a `plan ... on DATE`"},
    {"2026-01-05 enrol by physician-a, recorded 2026-01-04T23:59Z\n",
     "H031 11:43 this `enrol` was recorded at 2026-01-04T23:59Z, before it happened | put one of the two "
     "times right; what still lies ahead is a `plan ... on DATE`"},
    {"2026-01-05 diary by p-1\n  2026-01-06 pain 2\n",
     "H032 12:14 \"pain\" is dated 2026-01-06, a day after the entry it stands in | put the date right; a "
     "value lies on the day of its entry or before it"},
    {"2026-01-05 enrol by physician-a, name a\n2026-01-06 consent \"x\" given by p-1, name a\n",
     "H033 12:43 \"a\" names an entry already, in line 11; names are never used again | write another "
     "name, such as `a-2`"},
    {"2026-01-05 enrol by physician-a, name first\n2026-01-06 withdraw frist by physician-a, because "
     "\"x\"\n",
     "H034 12:21 no entry is named \"frist\" | write `first`"},
    {"2026-01-06 session of rx-1 by p-1\n  quad-set 3 sets\n",
     "H034 11:23 no entry is named \"rx-1\" | name the entry that is meant: `..., name rx-1`"},
    {"2026-01-05 enrol by physician-a, name a\n2026-01-06 session of a by p-1\n  quad-set 3 sets\n",
     "H035 12:23 `session` needs a `prescribe`, and \"a\" is of the kind `enrol` | name a `prescribe`"},
    {"2026-01-05 enrol by physician-a, name a\n2026-01-06 revoke a by physician-a, because \"x\"\n",
     "H035 12:19 `revoke` needs a `clear`, `override`, `move` or `statement`, and \"a\" is of the kind "
     "`enrol` | name a `clear`, `override`, `move` or `statement`"},
    {"2026-01-05 enrol by physician-a, name a\n2026-01-06 correct a by physician-a, because \"x\"\n  pain "
     "2, was 3\n",
     "H035 12:20 `correct` needs an `assess`, a `diary` or a `session` with values, and \"a\" is of the "
     "kind `enrol` | withdraw it and record it anew: `withdraw a by PERSON, because TEXT`"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-06 correct a by p-1, because \"x\"\n  pain 3\n",
     "H036 14:3 this correction of \"pain\" does not state what it was | write the recorded value after "
     "the right one: `pain 2, was 3`"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-06 correct a by p-1, because \"x\", name b\n  "
     "pain 3, was 2\n2026-01-07 correct b by p-1, because \"x\"\n  pain 4, was 3\n",
     "H037 15:20 \"b\" is a correction itself; a correction names the entry that holds the value first | "
     "write `correct a`"},
    {"2026-01-07 correct b by p-1, because \"x\", name b\n  pain 4, was 3\n",
     "H037 11:20 \"b\" is a correction itself; a correction names the entry that holds the value first | "
     "write the name of the first entry after `correct`"},
    {"2026-01-05 diary by p-1\n  pain 2, was 3\n",
     "H038 12:11 \"was\" stands outside a correction | a value is changed by an entry of its own: "
     "`correct ENTRY by PERSON, because TEXT` with this line below it"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-04 withdraw a by p-1, because \"x\"\n",
     "H039 13:21 this `withdraw` was made before \"a\", which it is about | put the date or the "
     "`recorded` of one of the two right"},
    {"2026-01-05 diary by p-1, name a, recorded 2026-01-05T12:00Z\n  pain 2\n2026-01-05 withdraw a by "
     "p-1, because \"x\", recorded 2026-01-05T11:00Z\n",
     "H039 13:21 this `withdraw` was made before \"a\", which it is about | put the date or the "
     "`recorded` of one of the two right"},
    {"2026-01-05 diary by p-1, name a\n  pain 2\n2026-01-06 withdraw a by p-1, because \"x\", name "
     "b\n2026-01-07 withdraw b by p-1, because \"x\"\n",
     "H040 14:21 `withdraw` needs any entry but a `withdraw`, and \"b\" is of the kind `withdraw` | what "
     "was withdrawn wrongly is recorded anew, as an entry of its own"},
    {"2026-01-05 assess by therapist-a\n",
     "H041 11:1 this `assess` has no lines below it | write one measure a line below it, two blanks in: "
     "`pain 2`"},
    {"2026-01-05 prescribe by therapist-a\n",
     "H041 11:1 this `prescribe` has no lines below it | write one exercise a line below it, two blanks "
     "in: `leg-press 3x12, 40 kg`"},
    {"2026-01-05 enrol by physician-a\n  pain 2\n",
     "H042 12:3 \"pain 2\" stands below `enrol`, which has no lines below it | write values below "
     "`assess` or `diary`, exercises below `prescribe` or `session`"},
    {"2026-01-05 assess by therapist-a\n  quads\n",
     "H043 12:3 \"quads\" has no value | write the value with its unit, or `quads not-done, because "
     "\"reason\"`"},
    {"2026-01-05 assess by therapist-a\n  quads right\n",
     "H043 12:3 \"quads\" has no value | write the value with its unit, or `quads right not-done, because "
     "\"reason\"`"},
    {"2026-01-05 assess by therapist-a\n  quads rigth 82 N.m\n", "H044 12:9 \"rigth\" is no side | write `right`"},
    {"2026-01-05 assess by therapist-a\n  quads right 82 N.m, lft 131 N.m\n",
     "H044 12:23 \"lft\" is no side | write `left`"},
    {"2026-01-05 assess by therapist-a\n  quads index 82 N.m\n",
     "H044 12:9 \"index\" is no side | write `right` or `left` before the value, or nothing"},
    {"2026-01-05 assess by therapist-a\n  pain 2 of 10\n",
     "H045 12:13 \"10\" is not understood in a line of values | write `MEASURE 2`, `MEASURE right 82 N.m, "
     "left 131 N.m` or `MEASURE right 1+`"},
    {"2026-01-05 assess by therapist-a\n  pain \"two\"\n",
     "H045 12:8 \"two\" is not understood in a line of values | write `MEASURE 2`, `MEASURE right 82 N.m, "
     "left 131 N.m` or `MEASURE right 1+`"},
    {"2026-01-05 assess by therapist-a\n  2026-01-04 pain 2\n",
     "H046 12:3 \"2026-01-04\" dates a line below `assess`, whose date all its lines have | take the date "
     "off, or write an entry of its own for that day"},
    {"2026-01-05 assess by therapist-a\n  pain not-done\n",
     "H047 12:3 \"pain\" is `not-done` and does not say why | write `pain not-done, because \"reason\"`"},
    {"2026-01-05 session by p-1\n  quad-set could-not\n",
     "H047 12:3 \"quad-set\" is `could-not` and does not say why | write `quad-set could-not, because "
     "\"reason\"`"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press 3xx\n",
     "H048 12:13 \"3xx\" is not understood in a line of an exercise | write `EXERCISE 3x12, 40 kg, depth "
     "80 deg`, `EXERCISE 12 reps 40 kg, 10 reps 40 kg stopped \"why\"` or `EXERCISE could-not, because "
     "\"why\"`"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press could-not\n",
     "H048 12:13 \"could-not\" is not understood in a line of an exercise | write `EXERCISE 3x12, 40 kg, "
     "depth 80 deg`, `EXERCISE 12 reps 40 kg, 10 reps 40 kg stopped \"why\"` or `EXERCISE could-not, "
     "because \"why\"`"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press 80%\n",
     "H048 12:13 \"80%\" is not understood in a line of an exercise | write `EXERCISE 3x12, 40 kg, depth "
     "80 deg`, `EXERCISE 12 reps 40 kg, 10 reps 40 kg stopped \"why\"` or `EXERCISE could-not, because "
     "\"why\"`"},
    {"2026-01-05 session by p-1\n  leg-press 12 reps 40 kg stopped\n",
     "H048 12:34 this line of \"leg-press\" ends too early | write `EXERCISE 3x12, 40 kg, depth 80 deg`, "
     "`EXERCISE 12 reps 40 kg, 10 reps 40 kg stopped \"why\"` or `EXERCISE could-not, because \"why\"`"},
    {"2026-01-05 session by p-1\n  leg-press 12 reps 40, 10 reps 40 kg\n",
     "H049 12:21 the load \"40\" of a set has no unit | write `40 kg`"},
    {"2026-01-05 session by p-1\n  leg-press 3 sets, 12 reps, 10 reps\n",
     "H049 12:3 \"leg-press\" counts its sets and lists them as well | write either `3x12, 40 kg` or each "
     "set: `12 reps 40 kg, 12 reps 40 kg, 10 reps 40 kg`"},
    {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  guidance xray\n",
     "H050 12:3 \"guidance xray\" is not understood of a procedure | write, each once: `source TEXT`, "
     "`preparation TEXT`, `site REGION, right`, `guidance ultrasound|fluoroscopy|none`, `operator PERSON`"},
    {"2026-01-05 procedure bone-marrow-concentrate by physician-a\n  site knee, right\n  site knee, left\n",
     "H050 13:3 \"site knee, left\" is said twice of one procedure | write, each once: `source TEXT`, "
     "`preparation TEXT`, `site REGION, right`, `guidance ultrasound|fluoroscopy|none`, `operator PERSON`"},
    {"2026-01-05 enrol by physician-a, writer tablet-1 0\n",
     "H051 11:50 \"0\" is no number of a writer | count a writer's entries from 1: `writer tablet-1 1`"},
    {"2026-01-05 enrol by physician-a, writer tablet-1 1.5\n",
     "H051 11:50 \"1.5\" is no number of a writer | count a writer's entries from 1: `writer tablet-1 1`"},
    {"2026-01-05 enrol by physician-a  [own]\n",
     "H052 11:35 an entry of a chart carries neither a source nor a text after `|` | say where a "
     "published case comes from once, below `chart`: `published \"the source\"`"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press 3x12, sets 4\n",
     "H053 12:3 \"sets\" is said twice of \"leg-press\" | keep one of the two"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press 3x12, 3 times a month\n",
     "H054 12:19 \"3 times\" is not understood as how often an exercise is to be done | write `3 times a "
     "week` or `2 times a day`, once"},
    {"2026-01-05 prescribe by therapist-a\n  leg-press 3 x, 12\n",
     "H055 12:13 \"3\" does not say what it counts | name it: `hold 3 s`, `depth 3 deg`, `3 sets`, `3 kg`"},
    {"2026-01-05 prescribe by therapist-a\n  quad-set 10 s\n",
     "H055 12:12 \"10\" does not say what it counts | name it: `hold 10 s`, `depth 10 deg`, `10 sets`, "
     "`10 kg`"},
    {"2026-01-05 deny class nsaid by p-1, since 2026-01-06\n",
     "H057 11:43 this `deny` reaches back to a day that lies after it | write after `since` the first day "
     "without the medicine"},
    {"2026-01-05 enrol by physician-a, name procedure\n",
     "H058 11:39 \"procedure\" is a word of the notation and cannot name an entry | write another name, "
     "such as `procedure-1`"},
    {"2026-01-05 end died by physician-a\n2026-01-06 diary by p-1\n  pain 2\n",
     "H059 12:1 this `diary` lies after the day on which the patient died | put the date right, or "
     "withdraw the `end died` if it is wrong"},
    {"2026-01-05 enrol by physician-a, writer t 1\n2026-01-06 consent \"x\" given by p-1, writer t 1\n",
     "H061 12:47 \"t 1\" numbers another entry already, in line 11 | give one of the two the writer's "
     "next free number"},
    {"2026-01-05 enrol by physician-a, recorded 2026-01-05T12:00Z, writer t 2\n2026-01-05 consent \"x\" "
     "given by p-1, recorded 2026-01-05T12:30Z, writer t 1\n",
     "H062 11:71 \"t 2\" was recorded before \"t 1\" | a writer numbers entries as they are recorded: put "
     "the number or the instant right"},
};

TEST("what cannot stand in a chart is told with its place and a way out [M18 M21 M79 M98 M115 M125]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    for (size_t i = 0; i < TDM_COUNT(refusals); i++) {
        const struct tdm_chart *chart = chart_read(mem, refusals[i].entries, problems);
        CHECK_STR(chart_said(mem, problems), refusals[i].said);
        CHECK_INT(problems->count, 1);
        CHECK((chart == NULL) == (problems->errors > 0));
    }
}

TEST("one bad line does not hide the next, and names of bad entries are still known") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_read(mem,
                                               "2026-01-05 assess by therapist-a, name base, colour red\n"
                                               "  pain 2\n"
                                               "2026-01-06 asess by therapist-a\n"
                                               "  pain 2\n"
                                               "2026-01-07 withdraw base by therapist-a, because \"wrong person\"\n",
                                               problems);
    CHECK(chart == NULL);
    REQUIRE(problems->count == 2);
    CHECK_STR(tdm_str_of(problems->items[0].code), "H022");
    CHECK_STR(tdm_str_of(problems->items[1].code), "H016");
    CHECK_INT(problems->items[1].place.line, 13);
}

TEST("a double is told and kept once, and is no error [M114]") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = chart_read(mem,
                                               "2026-01-05 diary by p-1\n  pain 2\n"
                                               "2026-01-05 diary by p-1\n  pain 2\n"
                                               "2026-01-05 diary by p-1\n  pain 2\n"
                                               "2026-01-05 diary by p-1\n  pain 3\n",
                                               problems);
    REQUIRE(chart != NULL);
    CHECK_INT(chart->entry_count, 2);
    CHECK_INT(problems->count, 2);
    CHECK_INT(problems->errors, 0);
}

TEST("a chart of more entries than any episode has is refused at once") {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 8u << 20);
    for (int i = 0; i < 50001; i++) tdm_buf_text(&text, "2026-01-05 resume a by physician-a\n");
    CHECK(chart_read_text(mem, chart_text(mem, chart_head, tdm_arena_str(mem, tdm_buf_str(&text)).at), problems) ==
          NULL);
    CHECK_STR(chart_said(mem, problems),
              "H066 0:0 the chart has more than 50000 entries | a chart is one episode of one "
              "person: divide the file by episodes");
}

TEST("an `end died` that was withdrawn forbids nothing [M98]") {
    CHECK(chart_good(mem, "2026-01-05 end died by physician-a, name slip\n"
                          "2026-01-06 withdraw slip by physician-a, because \"another patient\"\n"
                          "2026-01-07 diary by p-1\n  pain 2\n") != NULL);
}

TEST("a plan speaks of the future, and only what it plans does [M21 M116]") {
    const struct tdm_chart *chart =
        chart_good(mem, "2026-01-05 10:00 plan procedure on 2026-02-02 by physician-a, recorded 2026-01-05T10:00Z\n"
                        "2026-01-05 11:00 prescribe by therapist-a, recorded 2026-01-05T11:05Z\n  quad-set 3x10\n");
    REQUIRE(chart != NULL);
    CHECK_INT(chart->entries[0].other_date.day - chart->entries[0].date.day, 28);
}

TEST("whether a fact lies after its recording is asked in the chart's zone [M20 M21]") {
    static const struct tdm_zone_step steps[] = {{{INT64_MIN}, 60}};
    const struct tdm_zone zone = {TDM_STR_INIT("Test/Plus-One"), steps, 1};
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    const struct tdm_chart *chart = NULL;
    const struct tdm_tree *tree =
        chart_tree(mem, "e.chart.tandem",
                   chart_text(mem, chart_head, "2026-01-05 10:00 enrol by physician-a, recorded 2026-01-05T09:00Z\n"));
    tdm_problems_init(problems);
    CHECK(tdm_chart_read(mem, tree, &zone, &chart, problems));
    tdm_problems_init(problems);
    CHECK(!tdm_chart_read(mem, tree, &tdm_zone_utc, &chart, problems));
    CHECK_STR(tdm_str_of(problems->items[0].code), "H031");
}
