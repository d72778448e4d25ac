/* protocol_seldom_test.c - what is seldom written wrongly in a protocol or a decision, and what seldom stands in one:
 * each with its exact words. */
#include "decision_ground.h"
#include "protocol_ground.h"

static void refused(struct tdm_arena *mem, const struct refusal *rows, size_t count) {
    for (size_t i = 0; i < count; i++) told(mem, TDM_ERROR, &rows[i]);
}

#define AWAY "take it away; the form is: "

TEST("a word too many is told with the form of its line") {
    static const struct refusal rows[] = {
        {"  strength trial, direct\n", "  strength trial, direct\n  withdrawn 2026-01-02 late, \"Why\"\n", "P013",
         "late", "`late` has no place here", AWAY "withdrawn DATE, TEXT"},
        {"  other side affected, use baseline", "  other side affected now, use baseline", "P013", "now",
         "`now` has no place here", AWAY "other side affected, use norm or baseline"},
        {"  assess before procedure, within 6 weeks", "  assess before procedure now, within 6 weeks", "P013", "now",
         "`now` has no place here",
         AWAY "assess before procedure, within SPAN, or: LENGTH before or after DAY, every SPAN, at start"},
        {"  aim cartilage-matrix, \"Rep", "  aim cartilage-matrix now, \"Rep", "P013", "now", "`now` has no place here",
         AWAY "aim [VARIABLE,] TEXT"},
        {"  status draft\n", "  status draft\n  signed by physician on 2026-01-01 late, reviewed\n", "P013", "late",
         "`late` has no place here", AWAY "signed by ROLE on DATE, reviewed or approved"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("a line that says too little, or another thing, shows its form") {
    static const struct refusal rows[] = {
        {"  strength trial, direct\n", "  strength trial, direct\n  withdrawn 2026-01-02\n", "P046", "\n",
         "this cannot be read as `withdrawn`", "write: withdrawn DATE, TEXT, where TEXT stands in quotes"},
        {"  strength trial, direct\n", "  strength trial, direct\n  withdrawn 2026-01-02, why\n", "P046", "why",
         "this cannot be read as `withdrawn`", "write: withdrawn DATE, TEXT, where TEXT stands in quotes"},
        {"  strength trial, direct\n", "  strength trial, direct\n  reviewed 2026-01-02, again within many\n", "K026",
         "many", "\"many\" stands where a span of time is expected",
         "write a number and a unit of time: 48 hours, 7 days, 4 weeks, 3 months, 1 years"},
        {"  treats left or right\n", "  treats left or right\n    more\n", "P046", "treats left or right",
         "this cannot be read as `treats`", "write: treats left or right"},
        {"  treats left or right\n", "  treats left or right |\n    more\n", "P046", "treats left or right |",
         "this cannot be read as `treats`", "write: treats left or right"},
        {"  status draft\n", "  status draft\n  use\n", "P046", "\n", "this cannot be read as `use`",
         "write: use PART, hash TEXT, where TEXT stands in quotes"},
        {"version 1.0\n", "version -1.0\n", "P041", "-1.0", "`-1.0` is no version",
         "write two numbers with a point between: version 1.0"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("`source NAME` is a line of the blocks whose lines cite, and of no other [S86]") {
    static const struct refusal rows[] = {
        {"source trial-one\n", "source trial-one\n  source book\n", "P003", "source book",
         "a `source` block has no clause `source`",
         "take it away, or write one of: cite, id, strength, says, speaks, reviewed, withdrawn"},
        {"  notation 1\n", "  notation 1\n  source book\n", "P003", "source book",
         "a `protocol` block has no clause `source`",
         "take it away, or write one of: title, condition, procedure, target, status, jurisdiction, notation, use, "
         "clock, signed, guideline"},
    };
    refused(mem, rows, TDM_COUNT(rows));
    tdm_str text = changed(mem, "  source book\n  attribute deep", "  source\n  attribute deep");
    CHECK(protocol_of(mem, text, NULL) == NULL);
    CHECK_INT(problems.count, 3); /* and the two lines that stood on it have no source */
    CHECK_STR(tdm_str_of(problems.items[0].code), "P046");
    CHECK_STR(covered(text, &problems.items[0].place), "source");
    CHECK_STR(tdm_str_of(problems.items[0].what), "this cannot be read as `source`");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write: source NAME");
    CHECK_STR(tdm_str_of(problems.items[1].what), "`from procedure` has no source");
    CHECK_STR(tdm_str_of(problems.items[2].what),
              "`until clearance resume, at most 8 weeks after procedure` has no source");
}

TEST("a step that moves nothing has no amount: neither a share, nor a weight, nor weeks of a plan [M5]") {
#define STEP_FORM                                                                                                      \
    "write: stop, regress [load by P%], hold or advance [load by P% or 5 kg, or plan by SPAN] [, at most P% a week] "  \
    "[, rest SPAN] [, escalate to ROLE within SPAN] when CONDITION"
    static const struct refusal rows[] = {
        {"  hold when effusion", "  hold load by 5% when effusion", "P046", "hold",
         "this cannot be read as a line of `progress`", STEP_FORM},
        {"  hold when effusion", "  hold load by 5 kg when effusion", "P046", "hold",
         "this cannot be read as a line of `progress`", STEP_FORM},
        {"  hold when effusion", "  hold plan by 1 weeks when effusion", "P046", "hold",
         "this cannot be read as a line of `progress`", STEP_FORM},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("where no row speaks a protocol may also stop [M5]") {
    tdm_str text =
        changed(mem, "  advance plan by 1 weeks when every set done, last 1 sessions  [own]\n  otherwise hold",
                "  advance plan by 1 weeks when every set done, last 1 sessions  [own]\n  otherwise stop");
    const struct tdm_protocol *p = protocol_of(mem, text, NULL);
    REQUIRE(p != NULL);
    CHECK_INT(p->progressions[0].otherwise, TDM_STEP_HOLD);
    CHECK_INT(p->progressions[1].otherwise, TDM_STEP_STOP);
}

TEST("the dose of a week is 15RM or 3x12, in whole numbers up to a thousand") {
#define WEEK_FORM                                                                                                      \
    "write: by week of PHASE, and below it rows: week N or weeks N to M, then 15RM or 3x12 [, P% of 1RM] [, AMOUNT]"
    static const char *const doses[] = {"week 1 1xRM", "week 1 1001RM", "week 1 3ax5", "week 1 1001x5",
                                        "week 1 5x1001"};
    for (size_t i = 0; i < TDM_COUNT(doses); i++)
        told(mem, TDM_ERROR,
             &(struct refusal){"week 1 15RM", doses[i], "P046", ",", "this cannot be read as `week`", WEEK_FORM});
    const struct tdm_protocol *p = protocol_of(mem, changed(mem, "week 1 15RM", "week 1 1000RM"), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(p->plans[0].weeks[0].rm, 1000);
    p = protocol_of(mem, changed(mem, "week 1 15RM", "week 1 1000x1000"), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(p->plans[0].weeks[0].sets, 1000);
    CHECK_INT(p->plans[0].weeks[0].reps, 1000);
    told(mem, TDM_ERROR,
         &(struct refusal){
             "apart, 4 sets", "apart, -4 sets", "P046", "sets", "this cannot be read as a line of `plan`",
             "write: N times a week [, at least SPAN apart] [, N sets] [, rest A to B minutes] [, AMOUNT]"});
}

TEST("what is owed names a role, and a rhythm that is one [M88]") {
    static const struct refusal rows[] = {
        {"owe quads\n  by physical-therapist, every 3 months", "owe quads\n  every 3 months", "P033",
         "every 3 months, from procedure until 12 months after procedure  [own]",
         "what is owed needs who, how often, from when and until when",
         "write: by ROLE, every SPAN, from DAY until DAY"},
        {"owe quads\n  by physical-therapist, every 3 months", "owe quads\n  by physical-therapist, every 0 months",
         "P033", "by physical-therapist, every 0 months, from procedure until 12 months after procedure  [own]",
         "what is owed needs who, how often, from when and until when",
         "write: by ROLE, every SPAN, from DAY until DAY"},
    };
    refused(mem, rows, TDM_COUNT(rows));
}

TEST("an uncertain window that names only one of its ends is refused [S55 M67]") {
    told(mem, TDM_ERROR,
         &(struct refusal){"4 to 8 weeks, uncertain", "at most 8 weeks, uncertain", "P022",
                           "from procedure, at most 8 weeks, uncertain  [book \"p. 4\", own]",
                           "an uncertain window needs a least and a most length",
                           "write both: 4 to 8 weeks, uncertain"});
}

TEST("a gate and a phase that do not name each other are both told") {
    tdm_str text = changed(mem, "  from gate start-loading, 6 weeks", "  from gate finish, 6 weeks");
    CHECK(protocol_of(mem, text, NULL) == NULL);
    CHECK_INT(problems.count, 2);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P014");
    CHECK_STR(tdm_str_of(problems.items[0].what),
              "the phase `loading` begins from gate `finish`, which opens something else");
    CHECK_STR(tdm_str_of(problems.items[1].code), "P015");
    CHECK_STR(tdm_str_of(problems.items[1].what),
              "the gate `start-loading` opens `loading`, but that phase does not begin from it");
}

TEST("a second gate to a phase opens nothing, and is refused") {
    told(mem, TDM_ERROR,
         &(struct refusal){
             "gate finish opens discharge\n",
             "gate second opens loading  [own]\n  clearance resume\n  pain at most 3, latest within 7 days\n"
             "  otherwise physician decides within 9 days, \"Look\"\ngate finish opens discharge\n",
             "P015", "gate second opens loading  [own]",
             "the gate `second` opens `loading`, but that phase does not begin from it",
             "write in the phase: from gate second"});
}

TEST("a phase that waits for a circle of others is not one of the circle") {
    tdm_str text =
        changed(mem, "phase protect on function\n  from procedure, 15 days  [book]\n",
                "phase first-round on tissue\n  from end of second-round, 1 weeks  [own]\n  load at most low  [own]\n"
                "phase second-round on tissue\n  from end of first-round, 1 weeks  [own]\n  load at most low  [own]\n"
                "phase beside on tissue\n  from end of first-round, 1 weeks  [own]\n  load at most low  [own]\n"
                "phase protect on function\n  from procedure, 15 days  [book]\n");
    CHECK(protocol_of(mem, text, NULL) == NULL);
    uint32_t circles = 0;
    for (uint32_t i = 0; i < problems.count; i++) {
        if (strcmp(problems.items[i].code, "P040") != 0) continue;
        circles++;
        CHECK(strstr(problems.items[i].what, "beside") == NULL);
        CHECK_STR(tdm_str_of(problems.items[i].fix),
                  "let it begin from an event, such as `from procedure`, or from a gate");
    }
    CHECK_INT(circles, 2);
}

TEST("a length that has one end is the stricter of its rows, end by end [M67]") {
    static const char rows[] = "  from procedure  [own]\n"
                               "  length by table  [book]\n"
                               "    any, any, any, any gives at most 9 weeks\n"
                               "    arthrosis, any, any, any gives at least 5 weeks\n"
                               "    any, knee, any, any gives at most 6 weeks\n"
                               "    any, any, any, graft gives at least 3 weeks\n";
    tdm_str text = changed(mem, "  from procedure, 4 to 8 weeks, uncertain  [book \"p. 4\", own]\n", rows);
    const struct tdm_protocol *p = protocol_of(mem, text, NULL);
    REQUIRE(p != NULL);
    const struct tdm_length *length = &p->phases[1].length;
    CHECK_STR(p->phases[1].name, "repair");
    CHECK(length->has_least && length->least.count == 5);
    CHECK(length->has_most && length->most.count == 9);
}

TEST("an assessment may have a first day alone, or a last one") {
    const struct tdm_protocol *p =
        protocol_of(mem, changed(mem, "  assess 12 to 15 days after", "  assess at most 15 days after"), NULL);
    REQUIRE(p != NULL);
    const struct tdm_assess *assess = &p->phases[1].assessments[0];
    CHECK_INT(assess->from.offset.count, 0);
    CHECK_INT(assess->until.offset.count, 15);
    p = protocol_of(mem, changed(mem, "  assess 12 to 15 days after", "  assess at least 12 days after"), NULL);
    REQUIRE(p != NULL);
    assess = &p->phases[1].assessments[0];
    CHECK_INT(assess->from.offset.count, 12);
    CHECK_INT(assess->until.offset.count, 12);
}

TEST("a clause is told as its author wrote it, without cites and comment, with its quotes") {
    tdm_str text = changed(mem, "  because \"Deep bends load the site\"\n",
                           "  because \"Deep \\\"bends\\\" [all] # load\"  # why\n");
    const struct tdm_protocol *p = protocol_of(mem, text, NULL);
    REQUIRE(p != NULL);
    uint32_t found = 0;
    for (uint32_t c = 0; c < p->clause_count; c++) {
        if (!tdm_str_starts_with(p->clauses[c].text, TDM_STR("because \"Deep"))) continue;
        found++;
        CHECK_STR(p->clauses[c].text, "because \"Deep \\\"bends\\\" [all] # load\"");
    }
    CHECK_INT(found, 1);
}

TEST("a measure under the catalogue's name that is read at other times is refused [N19]") {
    tdm_str text =
        changed(mem, "measure pain-during is nprs, during session\n", "measure nprs is nprs, during session\n");
    CHECK(protocol_of(mem, text, NULL) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P004");
    CHECK_STR(covered(text, &problems.items[0].place), "measure nprs is nprs, during session");
    CHECK_STR(tdm_str_of(problems.items[0].what), "the catalogue has a measure `nprs` that is something else");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "give this one another name");
}

TEST("a part says which phases it needs, one name at each place [R-N42]") {
    static const char text[] = "part shared version 1.0\n  needs phase repair now\n"
                               "flag infection-signs\n  escalate to physician within 1 days  [own]\n";
    const struct tdm_tree *tree = catalog_tree(mem, "shared.tandem", tdm_str_of(text));
    tdm_problems_init(&problems);
    CHECK(!tdm_part_check(mem, tree, small_catalog(mem), &problems));
    CHECK_STR(tdm_str_of(problems.items[0].code), "P055");
    CHECK_INT(problems.items[0].place.line, 2);
    CHECK_INT(problems.items[0].place.column, 22);
    CHECK_STR(tdm_str_of(problems.items[0].what), "this does not say which phases the part needs");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "write: needs phase NAME [, NAME]");
}

TEST("a file without a line is no protocol, no part and no decision") {
    static const char *const kinds[] = {"protocol", "part", "decision"};
    const struct tdm_catalog *catalog = small_catalog(mem);
    const struct tdm_tree *tree = catalog_tree(mem, "empty.tandem", TDM_STR("# nothing yet\n"));
    for (size_t i = 0; i < TDM_COUNT(kinds); i++) {
        const struct tdm_protocol *protocol = NULL;
        const struct tdm_decision *decision = NULL;
        struct tdm_buf what;
        tdm_problems_init(&problems);
        tdm_buf_init(&what, mem, 200);
        tdm_buf_format(&what, "a %s begins with its name and version", kinds[i]);
        bool good = i == 0   ? tdm_protocol_read(mem, tree, catalog, NULL, &protocol, &problems)
                    : i == 1 ? tdm_part_check(mem, tree, catalog, &problems)
                             : tdm_decision_read(mem, tree, catalog, &decision, &problems);
        CHECK(!good);
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "P001");
        CHECK_STR(problems.items[0].place.file, "empty.tandem");
        CHECK_INT(problems.items[0].place.line, 1);
        CHECK_INT(problems.items[0].place.column, 1);
        CHECK(tdm_str_equal(tdm_str_of(problems.items[0].what), tdm_buf_str(&what)));
    }
}

/* ---- the pin of a part */

static struct tdm_parts one_part(struct tdm_arena *mem, const char *text) {
    struct tdm_part_file *file = TDM_NEW_ARRAY(mem, struct tdm_part_file, 1);
    file->name = TDM_STR("shared");
    file->tree = catalog_tree(mem, "shared.tandem", tdm_str_of(text));
    file->digest = tdm_digest_of(tdm_str_of(text));
    return (struct tdm_parts){file, 1};
}

TEST("a pin is the word `hash` and a text: all else is refused, not taken for none [F087]") {
    static const char *const pins[] = {"  notation 1\n  use shared, hash\n",
                                       "  notation 1\n  use shared, digest \"00\"\n"};
    static const char *const at[] = {"hash", "digest"};
    struct tdm_parts parts = one_part(mem, "part shared version 1.0\n");
    for (size_t i = 0; i < TDM_COUNT(pins); i++) {
        tdm_str text = changed(mem, "  notation 1\n", pins[i]);
        CHECK(protocol_of(mem, text, &parts) == NULL);
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "P046");
        CHECK_STR(covered(text, &problems.items[0].place), at[i]);
        CHECK_STR(tdm_str_of(problems.items[0].what), "this cannot be read as `use`");
        CHECK_STR(tdm_str_of(problems.items[0].fix), "write: use PART, hash TEXT, where TEXT stands in quotes");
    }
}

TEST("a part that holds nothing brings nothing [F087]") {
    struct tdm_parts parts = one_part(mem, "");
    const struct tdm_protocol *p =
        protocol_of(mem, changed(mem, "  notation 1\n", "  notation 1\n  use shared\n"), &parts);
    REQUIRE(p != NULL);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P036");
    CHECK_INT(p->flag_count, 2);
}

/* ---- therapy alone */

static const char alone[] = "protocol alone version 1.0\n"
                            "  title \"Alone\"\n"
                            "  condition arthrosis\n"
                            "  procedure none\n"
                            "  target strength at knee\n"
                            "  status draft\n"
                            "measure quads is torque\n"
                            "phase train on function\n"
                            "  from enrolment, 12 weeks  [own]\n"
                            "  load at most moderate  [own]\n"
                            "phase heavy on function\n"
                            "  from gate heavier, 12 weeks  [own]\n"
                            "  intent load\n"
                            "  load at most high  [own]\n"
                            "gate heavier opens heavy  [own]\n"
                            "  quads at least 80 N.m, latest within 21 days\n"
                            "gate out opens discharge  [own]\n"
                            "  clearance fit\n"
                            "  quads at least 90 N.m, latest within 21 days\n"
                            "clearance fit\n"
                            "  by physician  [own]\n"
                            "  valid 14 days  [own]\n";

static tdm_str alone_with(struct tdm_arena *mem, const char *old, const char *new) {
    struct tdm_buf out;
    size_t at = 0;
    tdm_str text = tdm_str_of(alone);
    if (!tdm_str_find(text, tdm_str_of(old), &at)) check_failed(__FILE__, __LINE__, "no `%s`", old);
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_buf_add(&out, tdm_str_slice(text, at + strlen(old), text.len));
    return tdm_buf_str(&out);
}

TEST("without a procedure load needs no signature [M109]") {
    CHECK(protocol_of(mem, tdm_str_of(alone), NULL) != NULL);
    CHECK_INT(problems.count, 0);
}

TEST("no phase, signature or restriction counts from a procedure that there is not [M94]") {
    static const struct {
        const char *old, *new, *at;
    } rows[] = {
        {"  from enrolment, 12 weeks", "  from enrolment until procedure, 12 weeks",
         "from enrolment until procedure, 12 weeks  [own]"},
        {"  valid 14 days", "  not before 4 weeks after procedure  [own]\n  valid 14 days",
         "not before 4 weeks after procedure  [own]"},
        {"  valid 14 days",
         "  not before 4 weeks after enrolment  [own]\n"
         "  may move from 3 weeks after enrolment to 4 weeks after procedure  [own]\n  valid 14 days",
         "clearance fit"},
        {"clearance fit\n  by",
         "restrict x\n  activity running\n  from enrolment  [own]\n  until clearance fit, at most 9 weeks after "
         "procedure "
         " [own]\n  because \"x\"\nclearance fit\n  by",
         "until clearance fit, at most 9 weeks after procedure  [own]"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_str text = alone_with(mem, rows[i].old, rows[i].new);
        CHECK(protocol_of(mem, text, NULL) == NULL);
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "P039");
        CHECK_STR(covered(text, &problems.items[0].place), rows[i].at);
        CHECK_STR(tdm_str_of(problems.items[0].what),
                  "this counts from the procedure, but the protocol has `procedure none`");
    }
    CHECK(protocol_of(mem,
                      alone_with(mem, "clearance fit\n  by",
                                 "restrict x\n  activity running\n  from enrolment  [own]\n  without end  [own]\n"
                                 "  because \"x\"\nclearance fit\n  by"),
                      NULL) != NULL);
}

/* ---- decisions */

TEST("a line of a decision that says too much, too little or another thing is told [R-D5 R-D7]") {
    static const struct refusal rows[] = {
        {"option watchful\n", "option qqqqqqqqqqqqqq\n", "P062", "qqqqqqqqqqqqqq",
         "`qqqqqqqqqqqqqq` is none of the four options", "write therapy-first, cell-procedure, combined or watchful"},
        {"    factor neither  [own]\n", "    factor neither, more  [own]\n", "P013", "factor neither, more  [own]",
         "`factor neither, more  [own]` has no place here", AWAY "for, and a block: criteria, factor ANSWER or always"},
        {"    factor neither  [own]\n", "    factor neither  [own]\n      more\n", "P013", "factor neither  [own]",
         "`factor neither  [own]` has no place here", AWAY "for, and a block: criteria, factor ANSWER or always"},
        {"  near 10%  [own]\n", "  near -1%  [own]\n", "P070", "-1%", "`-1%` is no margin round a bound",
         "write a percentage from 0% to 50%"},
        {"  in \"There\", since", "  in \"There\" now, since", "P013", "now", "`now` has no place here",
         AWAY "in TEXT, since YEAR or DATE, TEXT"},
        {"since 2024-09-27,", "since 2024-09-27 now,", "P013", "now", "`now` has no place here",
         AWAY "in TEXT, since YEAR or DATE, TEXT"},
        {"  asks \"What limits it?\"\n", "  asks \"What limits it?\"\n  source book\n", "P003", "source book",
         "a `decision` block has no clause `source`",
         "take it away, or write one of: condition, status, asks, reads, near, jurisdictions"},
    };
    const struct tdm_catalog *catalog = decision_catalog_of(mem);
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        tdm_str text = decision_changed(mem, rows[i].old, rows[i].new);
        CHECK(decision_of(mem, catalog, text) == NULL);
        const struct tdm_problem *got = &decision_problems.items[0];
        CHECK_STR(tdm_str_of(got->code), rows[i].code);
        CHECK_STR(covered(text, &got->place), rows[i].at);
        CHECK_STR(tdm_str_of(got->what), rows[i].what);
        CHECK_STR(tdm_str_of(got->fix), rows[i].fix);
    }
}

TEST("an option that needs two others which need each other is not told as needing itself [M93]") {
    tdm_str text = decision_changed(mem, "option watchful\n", "option watchful\n  needs combined\n");
    size_t at;
    CHECK(tdm_str_find(text, TDM_STR("option therapy-first\n"), &at));
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, "option therapy-first\n  needs combined\n");
    tdm_buf_add(&out, tdm_str_slice(text, at + strlen("option therapy-first\n"), text.len));
    CHECK(decision_of(mem, decision_catalog_of(mem), tdm_buf_str(&out)) == NULL);
    CHECK_INT(decision_problems.errors, 2);
    CHECK_STR(tdm_str_of(decision_problems.items[0].what), "the option `therapy-first` needs itself");
    CHECK_STR(tdm_str_of(decision_problems.items[1].what), "the option `combined` needs itself");
}

TEST("a line that goes on over rows is told whole, without its comments and cites [M58 R-N49]") {
    const struct tdm_protocol *p = protocol_of(
        mem,
        changed(mem, "  otherwise physician decides within 9 days, \"Look\"\n",
                "  otherwise physician decides within 9 days,  # who and what\n    \"Look, again\"  [own]\n"),
        NULL);
    REQUIRE(p != NULL);
    CHECK_STR(p->clauses[p->gates[0].otherwise_clause].text,
              "otherwise physician decides within 9 days, \"Look, again\"");
    CHECK_STR(p->gates[0].otherwise_about, "Look, again");
}
