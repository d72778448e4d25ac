/* protocol_refuse_test.c - what cannot be read as a protocol: names, forms, sources, each with its exact words and
 * place. */
#include "protocol_ground.h"

static void all(struct tdm_arena *mem, enum tdm_severity severity, const struct refusal *rows, size_t count) {
    for (size_t i = 0; i < count; i++) told(mem, severity, &rows[i]);
}

static const struct refusal p001[] = {
    {"protocol small version 1.0", "protocol small", "P001", "protocol small",
     "a protocol begins with its name and version", "write on the first line: protocol NAME version 1.0"},
};

TEST("a protocol begins with its name and version") {
    all(mem, TDM_ERROR, p001, TDM_COUNT(p001));
}

static const struct refusal p002[] = {
    {"status draft\n", "status draft\nphaze x on tissue\n", "P002", "phaze x on tissue",
     "a protocol has no block `phaze`", "write `phase`"},
    {"owe diary\n", "weather fine\nowe diary\n", "P002", "weather fine", "a protocol has no block `weather`",
     "take it away, or indent it into the block it belongs to"},
    {"owe diary\n", "\"quoted\"\nowe diary\n", "P002", "\"quoted\"", "a protocol has no block `\"quoted\"`",
     "take it away, or indent it into the block it belongs to"},
};

TEST("a block that does not exist names the nearest") {
    all(mem, TDM_ERROR, p002, TDM_COUNT(p002));
}

static const struct refusal p003[] = {
    {"  notation 1\n", "  notashun 1\n", "P003", "notashun 1", "a `protocol` block has no clause `notashun`",
     "take it away, or write one of: title, condition, procedure, target, status, jurisdiction, notation, use, clock, "
     "signed, guideline"},
    {"  notation 1\n", "  weather 1\n", "P003", "weather 1", "a `protocol` block has no clause `weather`",
     "take it away, or write one of: title, condition, procedure, target, status, jurisdiction, notation, use, clock, "
     "signed, guideline"},
    {"  attribute deep-flexion\n", "  class nsaid\n", "P003", "class nsaid", "a `restrict` block has no clause `class`",
     "take it away, or write one of: substance, attribute, activity, load, from, until, because, narrower"},
    {"  then hold\n", "  then hold\n  raized by pain at least 2\n", "P003", "raized by pain at least 2",
     "a `flag` block has no clause `raized`", "write `raised`"},
};

TEST("a clause that its block does not have names the nearest") {
    all(mem, TDM_ERROR, p003, TDM_COUNT(p003));
}

static const struct refusal p004[] = {
    {"restrict no-deep", "restrict no-nsaid", "P004", "restrict no-nsaid",
     "`restrict no-nsaid` is declared twice, first on line 78 of small.tandem",
     "give one of them another name, or take one away"},
};

TEST("a name declared twice names the first place") {
    all(mem, TDM_ERROR, p004, TDM_COUNT(p004));
}

static const struct refusal p005[] = {
    {"  title \"A small protocol\"\n", "", "P005", "protocol small version 1.0", "`protocol small` has no `title`",
     "add: title TEXT"},
    {"  status draft\n", "", "P005", "protocol small version 1.0", "`protocol small` has no `status`",
     "add: status draft, reviewed, approved or retired"},
    {"  cite \"A trial\"\n", "", "P005", "source trial-one", "`source trial-one` has no `cite`", "add: cite TEXT"},
    {"  valid 14 days  [own]\n", "", "P005", "clearance resume", "`clearance resume` has no `valid`",
     "add, with its source: valid SPAN"},
    {"  because \"Not now\"\n", "", "P005", "restrict no-ibuprofen", "`restrict no-ibuprofen` has no `because`",
     "add: because TEXT"},
    {"plan weekly\n  for press\n", "plan weekly\n", "P005", "plan weekly", "`plan weekly` has no `for`",
     "add: for EXERCISE"},
};

TEST("a clause that must be there is asked for in its form") {
    all(mem, TDM_ERROR, p005, TDM_COUNT(p005));
}

static const struct refusal p006[] = {
    {"  load at most active  [own]\n", "  load at most active  [own]\n  load at most low  [own]\n", "P006",
     "load at most low  [own]", "`load` stands twice in this block", "keep one of them"},
    {"  status draft\n", "  status draft\n  status draft\n", "P006", "status draft",
     "`status` stands twice in this block", "keep one of them"},
};

TEST("a clause that may stand once stands once") {
    all(mem, TDM_ERROR, p006, TDM_COUNT(p006));
}

static const struct refusal p007[] = {
    {"  load at most active  [own]", "  load at most active", "P007", "load at most active",
     "`load at most active` has no source", "cite one at its end, or write `[own]`"},
    {"15 days  [book]", "15 days", "P007", "from procedure, 15 days", "`from procedure, 15 days` has no source",
     "cite one at its end, or write `[own]`"},
    {"  not before 4 weeks after procedure  [book]", "  not before 4 weeks after procedure", "P007",
     "not before 4 weeks after procedure", "`not before 4 weeks after procedure` has no source",
     "cite one at its end, or write `[own]`"},
    {"  by patient, every 1 days, from procedure until end of loading  [own]",
     "  by patient, every 1 days, from procedure until end of loading", "P007",
     "by patient, every 1 days, from procedure until end of loading",
     "`by patient, every 1 days, from procedure until end of loading` has no source",
     "cite one at its end, or write `[own]`"},
};

TEST("a clause without a source is refused [S86 F073]") {
    all(mem, TDM_ERROR, p007, TDM_COUNT(p007));
}

TEST("a line that is a step and its condition lacks one source, not two [S86 F073]") {
    tdm_str text =
        changed(mem, "when every set done, last 2 sessions  [trial-one]", "when every set done, last 2 sessions");
    CHECK(protocol_of(mem, text, NULL) == NULL);
    CHECK_INT(problems.errors, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P007");
}

static const struct refusal p008[] = {
    {"15 days  [book]", "15 days  [bok]", "P008", "bok", "no source is called `bok`",
     "write `book`, or declare `source bok`"},
    {"15 days  [book]", "15 days  [elsewhere]", "P008", "elsewhere", "no source is called `elsewhere`",
     "declare `source elsewhere`, or cite `own`"},
    {"  source book\n", "  source boook\n", "P008", "boook", "no source is called `boook`",
     "write `book`, or declare `source boook`"},
    {"every 3 months, from procedure until 12 months after procedure  [own]",
     "every 3 months, from procedure until 12 months after procedure  [bok]", "P008", "bok",
     "no source is called `bok`", "write `book`, or declare `source bok`"},
};

TEST("a source that is cited is declared [F074]") {
    all(mem, TDM_ERROR, p008, TDM_COUNT(p008));
}

static const struct refusal p009[] = {
    {"  strength trial, direct", "  strength trail, direct", "P009", "trail", "`trail` is no strength of a source",
     "write `trial`"},
    {"  strength trial, direct", "  strength wobbly, direct", "P009", "wobbly", "`wobbly` is no strength of a source",
     "write one of: guideline, systematic-review, trial, cohort, case-series, consensus, expert-opinion, laboratory, "
     "law"},
};

TEST("the strength of a source is one of eight words [F074]") {
    all(mem, TDM_ERROR, p009, TDM_COUNT(p009));
}

static const struct refusal p010[] = {
    {"  strength trial, direct", "  strength trial", "P010", "strength trial",
     "the source `trial-one` does not say whether it speaks of this very care",
     "write: strength trial, direct (or: indirect)"},
    {"  strength trial, direct", "  strength trial, directly", "P010", "strength trial, directly",
     "the source `trial-one` does not say whether it speaks of this very care",
     "write: strength trial, direct (or: indirect)"},
};

TEST("a source says whether it speaks of this very care [F074]") {
    all(mem, TDM_ERROR, p010, TDM_COUNT(p010));
}

static const struct refusal p011[] = {
    {"  condition arthrosis", "  condition artrosis", "P011", "artrosis", "there is no condition `artrosis`",
     "write `arthrosis`"},
    {"  condition arthrosis", "  condition \"arthrosis\"", "P011", "\"arthrosis\"", "there is no condition `arthrosis`",
     "write `arthrosis`"},
    {"  offer slide, for balance", "  offer slides, for balance", "P011", "slides", "there is no exercise `slides`",
     "write `slide`"},
    {"  offer slide, for balance", "  offer zzz", "P011", "zzz", "there is no exercise `zzz`",
     "use one of the catalogue (`tandem catalog list exercise` names them), or add one to it"},
    {"  load at most active", "  load at most activ", "P011", "activ", "there is no load class `activ`",
     "write `active`"},
    {"  load at most active", "  load at most impact", "P011", "impact", "there is no load class `impact`",
     "use a load class of the catalogue: `tandem catalog show load` tells them"},
    {"  by physician or physical-therapist\n", "  by physician or surgeon\n", "P011", "surgeon",
     "there is no role `surgeon`",
     "use one of the catalogue (`tandem catalog list role` names them), or add one to it"},
};

TEST("a name of the catalogue that is not there names the nearest; load is a class, not on or off [G2]") {
    all(mem, TDM_ERROR, p011, TDM_COUNT(p011));
}

static const struct refusal p012[] = {
    {"  ends by clearance resume", "  ends by clearance resum", "P012", "resum", "there is no clearance `resum`",
     "write `resume`"},
    {"opens loading", "opens lodaing", "P012", "lodaing", "there is no phase `lodaing`", "write `loading`"},
    {"  in loading\n  stop", "  in somewhere\n  stop", "P012", "somewhere", "there is no phase `somewhere`",
     "declare a phase of that name"},
    {"    pain\n  assess every", "    pian\n  assess every", "P012", "pian", "there is no measure `pian`",
     "write `pain`"},
};

TEST("a name that the protocol does not declare names the nearest") {
    all(mem, TDM_ERROR, p012, TDM_COUNT(p012));
}

static const struct refusal p013[] = {
    {"  strength trial, direct", "  strength trial indeed, direct", "P013", "indeed", "`indeed` has no place here",
     "take it away; the form is: strength GRADE, direct or indirect"},
    {"  condition arthrosis", "  condition arthrosis now", "P013", "now", "`now` has no place here",
     "take it away; the form is: condition NAME"},
    {"  by physician or physical-therapist\n", "  by physician, physical-therapist\n", "P013", "physical-therapist",
     "`physical-therapist` has no place here", "take it away; the form is: by ROLE [or ROLE]"},
    {"  valid 14 days  [own]", "  valid 14 days, gladly  [own]", "P013", "gladly", "`gladly` has no place here",
     "take it away; the form is: valid SPAN"},
    {"  valid 14 days  [own]\n", "  valid 14 days  [own]\n    not here\n", "P013", "not here",
     "`not here` has no place here", "take it away; the form is: valid SPAN"},
    {"  valid 14 days  [own]\n", "  valid 14 days  [own] |\n    not here\n", "P013", "valid 14 days  [own] |",
     "`|` has no place here", "take it away; the form is: valid SPAN"},
    {"clearance resume\n  by", "clearance resume now\n  by", "P013", "now", "`now` has no place here",
     "take it away; the form is: clearance NAME"},
    {"  offer press, lower-down", "  offer press lower-down", "P013", "lower-down", "`lower-down` has no place here",
     "take it away; the form is: offer EXERCISE [, EXERCISE] [, for VARIABLE]"},
    {"  offer press, lower-down", "  offer press, for strength, lower-down", "P013", "for", "`for` has no place here",
     "take it away; the form is: offer EXERCISE [, EXERCISE] [, for VARIABLE]"},
    {"  then hold", "  then hold, please", "P013", "please", "`please` has no place here",
     "take it away; the form is: then hold"},
    {"  otherwise hold  [own]\n\nplan", "  otherwise hold on  [own]\n\nplan", "P013", "on", "`on` has no place here",
     "take it away; the form is: otherwise hold, or: otherwise stop"},
    {"  intent protect", "  intent protect load", "P013", "load", "`load` has no place here",
     "take it away; the form is: intent prepare, repair, protect, load or maintain"},
    {"  activity running", "  activity running, route mouth", "P013", "route", "`route` has no place here",
     "take it away; the form is: substance class NAME [, route ROUTE], substance NAME [, route ROUTE], attribute NAME, "
     "activity NAME or load above CLASS"},
    {"  assess every 2 weeks  [own]", "  assess every 2 weeks, within 2 days  [own]", "P013", "within",
     "`within` has no place here",
     "take it away; the form is: assess before procedure, within SPAN, or: LENGTH before or after DAY, every SPAN, at "
     "start"},
    {"  until 4 weeks after procedure  [book]",
     "  until 4 weeks after procedure, at most 8 weeks after procedure  [book]", "P013", "at", "`at` has no place here",
     "take it away; the form is: until DAY, until clearance NAME [, at most DAY], or: without end"},
    {"  without end  [own]", "  without end, ever  [own]", "P013", "ever", "`ever` has no place here",
     "take it away; the form is: until DAY, until clearance NAME [, at most DAY], or: without end"},
    {"  for weekly\n", "  for weekly, press\n", "P013", "press", "`press` has no place here",
     "take it away; the form is: for EXERCISE [, EXERCISE], or: for PLAN"},
    {"owe diary\n", "owe diary daily\n", "P013", "daily", "`daily` has no place here",
     "take it away; the form is: owe MEASURE or diary, and below it: by ROLE, every SPAN, from DAY until DAY"},
    {"  [own]\n    pain\nowe quads", "  [own]\n    pain\n  patient\nowe quads", "P013", "pain",
     "`pain` has no place here",
     "take it away; the form is: owe MEASURE or diary, and below it: by ROLE, every SPAN, from DAY until DAY"},
    {"  hold when effusion", "  hold if effusion", "P013", "if", "`if` has no place here",
     "take it away; the form is: stop, regress [load by P%], hold or advance [load by P% or 5 kg, or plan by SPAN] [, "
     "at most "
     "P% a week] [, rest SPAN] [, escalate to ROLE within SPAN] when CONDITION"},
    {"    pain\n  assess every", "    pain badly\n  assess every", "P013", "badly", "`badly` has no place here",
     "take it away; the form is: assess before procedure, within SPAN, or: LENGTH before or after DAY, every SPAN, at "
     "start"},
};

TEST("nothing that is written is passed over in silence") {
    all(mem, TDM_ERROR, p013, TDM_COUNT(p013));
}

static const struct refusal p049[] = {
    {"phase protect on", "phase end on", "P049", "end", "`end` is a word of the notation and cannot be a name",
     "choose another name, such as `end-1`"},
    {"source trial-one\n", "source own\n  cite \"x\"\n  strength trial, direct\nsource trial-one\n", "P049", "own",
     "`own` is a word of the notation and cannot be a name", "choose another name, such as `own-1`"},
    {"owe diary\n", "clearance norm\n  by physician\n  valid 3 days  [own]\nowe diary\n", "P049", "norm",
     "`norm` is a word of the notation and cannot be a name", "choose another name, such as `norm-1`"},
};

TEST("a word of the notation cannot be a name") {
    all(mem, TDM_ERROR, p049, TDM_COUNT(p049));
}

static const struct refusal p041[] = {
    {"version 1.0", "version one", "P041", "one", "`one` is no version",
     "write two numbers with a point between: version 1.0"},
    {"version 1.0", "version 1", "P041", "1", "`1` is no version",
     "write two numbers with a point between: version 1.0"},
};

TEST("a version is two numbers") {
    all(mem, TDM_ERROR, p041, TDM_COUNT(p041));
}

static const struct refusal p042[] = {
    {"  status draft", "  status drat", "P042", "drat", "`drat` is no status", "write `draft`"},
    {"  status draft", "  status finished", "P042", "finished", "`finished` is no status",
     "write `draft`, reviewed, approved or retired"},
};

TEST("a status is one of four words") {
    all(mem, TDM_ERROR, p042, TDM_COUNT(p042));
}

static const struct refusal p046[] = {
    {"phase prepare on function", "phase \"prepare\" on function", "P046", "phase \"prepare\" on function",
     "this cannot be read as `phase`", "write: phase NAME on tissue or function"},
    {"  intent protect", "  intent rest", "P046", "rest", "this cannot be read as `intent`",
     "write: intent prepare, repair, protect, load or maintain"},
    {"  clock starts at last of series", "  clock starts at noon", "P046", "starts", "this cannot be read as `clock`",
     "write: clock starts at last of series, or: first of series"},
    {"  notation 1", "  notation 2", "P046", "2", "this cannot be read as `notation`", "write: notation 1"},
    {"  treats left or right", "  treats middle", "P046", "treats middle", "this cannot be read as `treats`",
     "write: treats left or right"},
    {"  id \"isbn 3\"", "  id 3", "P046", "3", "this cannot be read as `id`",
     "write: id NAME or TEXT, where TEXT stands in quotes"},
    {"  says \"Four weeks\"", "  says four", "P046", "four", "this cannot be read as `says`",
     "write: says TEXT, where TEXT stands in quotes"},
    {"  tell patient \"Rest is part of the work.\"", "  tell \"Rest is part of the work.\"", "P046",
     "\"Rest is part of the work.\"", "this cannot be read as `tell`",
     "write: tell patient TEXT, where TEXT stands in quotes"},
    {"  tell patient \"Rest is part of the work.\"", "  tell patient rest", "P046", "rest",
     "this cannot be read as `tell`", "write: tell patient TEXT, where TEXT stands in quotes"},
    {"  ends by clearance resume", "  ends by resume", "P046", "by", "this cannot be read as `ends`",
     "write: ends by clearance NAME"},
    {"  aim strength, \"Become strong\"", "  aim strength", "P046", "strength", "this cannot be read as `aim`",
     "write: aim [VARIABLE,] TEXT, where TEXT stands in quotes"},
    {"  load at most active", "  load below active", "P046", "below", "this cannot be read as `load`",
     "write: load at most CLASS [, no ATTRIBUTE]"},
    {"phase protect on function", "phase protect on muscle", "P046", "muscle", "this cannot be read as `phase`",
     "write: phase NAME on tissue or function"},
    {"  not before 4 weeks after procedure  [book]", "  not earlier 4 weeks after procedure  [book]", "P046", "earlier",
     "this cannot be read as `not`", "write: not before DAY"},
    {"  may move from 3", "  may shift from 3", "P046", "shift", "this cannot be read as `may`",
     "write: may move from DAY to DAY"},
    {"  may move from 3 weeks after procedure to", "  may move from 3 weeks after procedure until", "P046", "until",
     "this cannot be read as `may`", "write: may move from DAY to DAY"},
    {"gate finish opens discharge", "gate finish closes discharge", "P046", "closes", "this cannot be read as `gate`",
     "write: gate NAME opens PHASE or discharge"},
    {"  substance class nsaid, route mouth", "  substance class nsaid, by mouth", "P046", "by",
     "this cannot be read as a line of `restrict`",
     "write: substance class NAME [, route ROUTE], substance NAME [, route ROUTE], attribute NAME, activity NAME or "
     "load above CLASS"},
    {"  until clearance resume, at most", "  until clearance resume, after", "P046", "after",
     "this cannot be read as `until`", "write: until DAY, until clearance NAME [, at most DAY], or: without end"},
    {"never offer high before", "never do high before", "P046", "do", "this cannot be read as `never`",
     "write: never offer or need CLASS or ATTRIBUTE before DAY"},
    {"never offer high before", "never offer high until", "P046", "until", "this cannot be read as `never`",
     "write: never offer or need CLASS or ATTRIBUTE before DAY"},
    {"  raised by pain at least 8, latest within 1 days  [own]",
     "  raised pain at least 8, latest within 1 days  [own]", "P046", "pain", "this cannot be read as `raised`",
     "write: raised by CRITERION, or a block"},
    {"  escalate to physician within 1 days  [own]\n  then", "  escalate physician within 1 days  [own]\n  then",
     "P046", "physician", "this cannot be read as `escalate`", "write: escalate to ROLE within SPAN"},
    {"  escalate to physician within 1 days  [own]\n  then", "  escalate to physician  [own]\n  then", "P046", " ",
     "this cannot be read as `escalate`", "write: escalate to ROLE within SPAN"},
    {"  then hold", "  then stop", "P046", "stop", "this cannot be read as `then`", "write: then hold"},
    {"  otherwise hold  [own]\n\nplan", "  otherwise wait  [own]\n\nplan", "P046", "wait",
     "this cannot be read as `otherwise`", "write: otherwise hold, or: otherwise stop"},
    {"  3 times a week, at least 48 hours apart", "  often", "P046", "often", "this cannot be read as a line of `plan`",
     "write: N times a week [, at least SPAN apart] [, N sets] [, rest A to B minutes] [, AMOUNT]"},
    {"rest 2 to 3 minutes", "rest 2 to 3 moments", "P046", "moments", "this cannot be read as a line of `plan`",
     "write: N times a week [, at least SPAN apart] [, N sets] [, rest A to B minutes] [, AMOUNT]"},
    {"  week 1 15RM", "  week 1 hard", "P046", "hard", "this cannot be read as `week`",
     "write: by week of PHASE, and below it rows: week N or weeks N to M, then 15RM or 3x12 [, P% of 1RM] [, AMOUNT]"},
    {"60% of 1RM", "60% of best", "P046", "best", "this cannot be read as `week`",
     "write: by week of PHASE, and below it rows: week N or weeks N to M, then 15RM or 3x12 [, P% of 1RM] [, AMOUNT]"},
    {"  by week of loading", "  by day of loading", "P046", "day", "this cannot be read as `week`",
     "write: by week of PHASE, and below it rows: week N or weeks N to M, then 15RM or 3x12 [, P% of 1RM] [, AMOUNT]"},
    {"  assess before procedure, within 6 weeks  [book]", "  assess before procedure  [book]", "P046",
     "assess before procedure  [book]", "this cannot be read as `assess`",
     "write: assess before procedure, within SPAN, or: LENGTH before or after DAY, every SPAN, at start"},
    {"  assess at start  [own]\n    quads\n", "  assess at start  [own]\n", "P046", "assess at start  [own]",
     "this cannot be read as `assess`",
     "write: assess before procedure, within SPAN, or: LENGTH before or after DAY, every SPAN, at start"},
    {"  other side affected, use baseline", "  other side affected, use guess", "P046", "guess",
     "this cannot be read as `other`", "write: other side affected, use norm or baseline"},
    {"is nprs, during session", "is nprs, while asleep", "P046", "while", "this cannot be read as `measure`",
     "write: measure NAME is MEASURE [, at treated side] [, during session], or: measure NAME is change of MEASURE, "
     "from MOMENT to MOMENT"},
    {"measure effusion is swelling-test", "measure effusion swelling-test", "P046", "swelling-test",
     "this cannot be read as `measure`",
     "write: measure NAME is MEASURE [, at treated side] [, during session], or: measure NAME is change of MEASURE, "
     "from MOMENT to MOMENT"},
    {"  target cartilage-matrix at knee", "  target cartilage-matrix on knee", "P046", "on",
     "this cannot be read as `target`", "write: target VARIABLE at REGION"},
    {"  advance load by 5%, at most 10% a week when", "  advance load by 5%, at most 10% a day when", "P046", "a",
     "this cannot be read as a line of `progress`",
     "write: stop, regress [load by P%], hold or advance [load by P% or 5 kg, or plan by SPAN] [, at most P% a week] "
     "[, rest "
     "SPAN] [, escalate to ROLE within SPAN] when CONDITION"},
    {"  otherwise hold  [own]\n\nplan", "  otherwise advance  [own]\n\nplan", "P046", "advance",
     "this cannot be read as `otherwise`", "write: otherwise hold, or: otherwise stop"},
    {"  hold when effusion", "  hold load by 5% when effusion", "P046", "hold",
     "this cannot be read as a line of `progress`",
     "write: stop, regress [load by P%], hold or advance [load by P% or 5 kg, or plan by SPAN] [, at most P% a week] "
     "[, rest "
     "SPAN] [, escalate to ROLE within SPAN] when CONDITION"},
    {"  hold when effusion", "  hold, at most 5% a week when effusion", "P046", "at",
     "this cannot be read as a line of `progress`",
     "write: stop, regress [load by P%], hold or advance [load by P% or 5 kg, or plan by SPAN] [, at most P% a week] "
     "[, rest "
     "SPAN] [, escalate to ROLE within SPAN] when CONDITION"},
    {"  from procedure, 15 days  [book]\n",
     "  from procedure  [book]\n  length by table  [book]\n    any, any, any gives 4 to 8 weeks\n    any, any, any, "
     "any gives 4 to 8 weeks\n",
     "P046", "any, any, any gives 4 to 8 weeks", "this cannot be read as `length`",
     "write: length by table, and below it rows: CONDITION, REGION, VARIABLE, PROCEDURE gives LENGTH"},
};

TEST("a clause that cannot be read shows its form") {
    all(mem, TDM_ERROR, p046, TDM_COUNT(p046));
}

static const struct refusal k018[] = {
    {"  clearance resume\n  not before 4 weeks after procedure\n",
     "  clearance resumee\n  not before 4 weeks after procedure\n", "K018", "resumee",
     "no clearance is named \"resumee\"", "write \"resume\""},
};

TEST("a gate asks for a clearance that is declared") {
    all(mem, TDM_ERROR, k018, TDM_COUNT(k018));
}

static const struct refusal k026[] = {
    {"  assess every 2 weeks", "  assess often", "K026", "often", "\"often\" stands where a span of time is expected",
     "write a number and a unit of time: 48 hours, 7 days, 4 weeks, 3 months, 1 years"},
};

TEST("an assessment says when") {
    all(mem, TDM_ERROR, k026, TDM_COUNT(k026));
}

TEST("P004: a measure of the protocol does not take the name of another of the catalogue [N19]") {
    told(mem, TDM_ERROR,
         &(struct refusal){"measure pain-during is nprs, during session\n",
                           "measure pain-during is nprs, during session\nmeasure bend is torque, at treated side\n",
                           "P004", "measure bend is torque, at treated side",
                           "the catalogue has a measure `bend` that is something else", "give this one another name"});
    tdm_str same = changed(mem, "measure pain-during is nprs, during session\n",
                           "measure pain-during is nprs, during session\nmeasure bend is bend, at treated side\n");
    CHECK(protocol_of(mem, same, NULL) != NULL);
}
