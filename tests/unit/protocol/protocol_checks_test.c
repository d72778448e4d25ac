/* protocol_checks_test.c - what reads well and cannot be carried out, and what an author is asked about. */
#include "protocol_ground.h"

static void all(struct tdm_arena *mem, enum tdm_severity severity, const struct refusal *rows, size_t count) {
    for (size_t i = 0; i < count; i++) told(mem, severity, &rows[i]);
}

/* ---- refused */

static const struct refusal p014[] = {
    {"  from procedure, 15 days  [book]", "  from gate start-loading, 15 days  [book]", "P014",
     "from gate start-loading, 15 days  [book]",
     "the phase `protect` begins from gate `start-loading`, which opens something else",
     "let the gate say `opens protect`, or begin the phase from its own gate"},
};

TEST("a phase begins from its own gate") {
    all(mem, TDM_ERROR, p014, TDM_COUNT(p014));
}

static const struct refusal p015[] = {
    {"gate finish opens discharge", "gate finish opens protect", "P015", "gate finish opens protect",
     "the gate `finish` opens `protect`, but that phase does not begin from it",
     "write in the phase: from gate finish"},
};

TEST("a gate opens a phase that begins from it") {
    all(mem, TDM_ERROR, p015, TDM_COUNT(p015));
}

static const struct refusal p016[] = {
    {"  from 7 days before procedure  [own]\n", "", "P016", "restrict no-nsaid",
     "the restriction `no-nsaid` has no first day: nobody could tell how long it holds",
     "add, with its source: from DAY"},
};

TEST("a restriction without a first day is refused [G4 M65]") {
    all(mem, TDM_ERROR, p016, TDM_COUNT(p016));
}

static const struct refusal p017[] = {
    {"  until 4 weeks after procedure  [book]\n", "", "P017", "restrict no-nsaid",
     "the restriction `no-nsaid` has no last day: nobody could tell how long it holds",
     "add, with its source: until DAY, until clearance NAME [, at most DAY], or: without end"},
};

TEST("a restriction without a last day is refused [G4 M65]") {
    all(mem, TDM_ERROR, p017, TDM_COUNT(p017));
}

static const struct refusal p018[] = {
    {"  attribute deep-flexion\n  activity", "  attribute overhead\n  activity", "P018", "attribute overhead",
     "`attribute overhead` touches nothing in the catalogue: it would protect nobody",
     "name something the catalogue has, or give it to the exercises that have it"},
    {"  substance class nsaid, route", "  substance class pressor, route", "P018",
     "substance class pressor, route mouth",
     "`substance class pressor, route mouth` touches nothing in the catalogue: it would protect nobody",
     "name something the catalogue has, or give it to the exercises that have it"},
    {"  load above moderate", "  load above high", "P018", "load above high",
     "`load above high` touches nothing in the catalogue: it would protect nobody",
     "name something the catalogue has, or give it to the exercises that have it"},
};

TEST("a restriction that touches nothing protects nobody [M68]") {
    all(mem, TDM_ERROR, p018, TDM_COUNT(p018));
}

static const struct refusal p022[] = {
    {"  from procedure, 15 days  [book]", "  from procedure, at least 15 days, uncertain  [book]", "P022",
     "from procedure, at least 15 days, uncertain  [book]", "an uncertain window needs a least and a most length",
     "write both: 4 to 8 weeks, uncertain"},
};

TEST("an uncertain window has a least and a most length [S55 M67]") {
    all(mem, TDM_ERROR, p022, TDM_COUNT(p022));
}

static const struct refusal p023[] = {
    {"  from procedure, 15 days  [book]\n",
     "  from procedure  [book]\n  length by table  [book]\n    any, any, any, any gives 4 to 8 weeks\n    arthrosis, "
     "knee, any, any gives at least 12 weeks\n",
     "P023", "from procedure  [book]", "the least length is longer than the most",
     "let the most be at least as long as the least"},
};

TEST("the least length of a window is not longer than its most [S56 M67]") {
    all(mem, TDM_ERROR, p023, TDM_COUNT(p023));
}

static const struct refusal k041[] = {
    {"  from procedure, 15 days  [book]", "  from procedure, 15 to 10 days  [book]", "K041", "15",
     "the shortest length is longer than the longest", "write the shorter one first, such as 4 to 8 weeks"},
};

TEST("a length is written from the smaller to the greater") {
    all(mem, TDM_ERROR, k041, TDM_COUNT(k041));
}

static const struct refusal p025[] = {
    {"  load at most active  [own]\n", "", "P025", "phase protect on function",
     "the phase `protect` after the procedure has no load ceiling; no limit would be no protection",
     "add, with its source: load at most CLASS"},
};

TEST("a phase after the procedure has a ceiling: no limit would be no protection [M2]") {
    all(mem, TDM_ERROR, p025, TDM_COUNT(p025));
}

static const struct refusal p026[] = {
    {"  load at most high  [own]", "  load at most high, no end-range  [own]", "P026", "offer press, lower-down",
     "`lower-down` is always `end-range`, which the phase `loading` bars", "take `lower-down` off this shelf"},
    {"  load at most active  [own]\n", "  load at most active  [own]\n  offer lower-down\n", "P026", "offer lower-down",
     "`lower-down` is moderate at its lightest, above the ceiling `active` of the phase `protect`",
     "take `lower-down` off this shelf"},
};

TEST("what a phase offers fits under its own ceiling") {
    all(mem, TDM_ERROR, p026, TDM_COUNT(p026));
}

static const struct refusal p027[] = {
    {"next-rise is change of nprs, from before session to next morning", "next-rise is change of nprs", "P027",
     "measure next-rise is change of nprs", "a change needs its two moments",
     "add: , from before session to next morning"},
};

TEST("a change names its two moments") {
    all(mem, TDM_ERROR, p027, TDM_COUNT(p027));
}

static const struct refusal p029[] = {
    {"  aim cartilage-matrix, \"Rep", "  aim strength, \"Rep", "P029", "aim strength, \"Repair\"",
     "the phase `repair` aims at `strength`, but nothing on its shelf moves it",
     "offer an exercise that moves `strength`, or take it out of the aim"},
};

TEST("a phase aims at what something on its shelf can move [S05]") {
    all(mem, TDM_ERROR, p029, TDM_COUNT(p029));
}

static const struct refusal p030[] = {
    {"  offer slide, for balance", "  offer slide, for cartilage-matrix", "P030", "cartilage-matrix",
     "`slide` is offered for `cartilage-matrix`, but exercise acts on function and cannot claim to move tissue",
     "name a variable on function, or take `for cartilage-matrix` away"},
    {"  offer slide, for balance", "  offer slide, for strength", "P030", "strength",
     "`slide` is offered for `strength`, which it does not move by the catalogue",
     "offer an exercise that moves it, or take `for strength` away"},
};

TEST("exercise is offered for function, never for tissue [S04 S36]") {
    all(mem, TDM_ERROR, p030, TDM_COUNT(p030));
}

static const struct refusal p031[] = {
    {"  otherwise hold  [own]\n\nplan", "\nplan", "P031", "progress heavier", "`progress heavier` has no `otherwise`",
     "add, with its source: otherwise hold, or: otherwise stop"},
};

TEST("a progression ends in otherwise [M5]") {
    all(mem, TDM_ERROR, p031, TDM_COUNT(p031));
}

static const struct refusal p032[] = {
    {"  regress load by 20%", "  regress load by 120%", "P032", "120%", "`120%` is no step a load can take",
     "write a percentage above 0% and up to 100%"},
    {"  advance load by 5%", "  advance load by 0%", "P032", "0%", "`0%` is no step a load can take",
     "write a percentage above 0% and up to 100%"},
};

TEST("a step of load is a share of it") {
    all(mem, TDM_ERROR, p032, TDM_COUNT(p032));
}

static const struct refusal p033[] = {
    {"  by patient, every 1 days, from procedure until end of loading  [own]", "  by patient, every 1 days  [own]",
     "P033", "by patient, every 1 days  [own]", "what is owed needs who, how often, from when and until when",
     "write: by ROLE, every SPAN, from DAY until DAY"},
};

TEST("what is owed says who, how often and how long") {
    all(mem, TDM_ERROR, p033, TDM_COUNT(p033));
}

static const struct refusal p034[] = {
    {"  status draft\n", "  status draft\n  use red-flags\n", "P034", "red-flags", "there is no part `red-flags`",
     "put it into the folder parts/ of --data, or take the line away"},
};

TEST("a part that does not exist is told") {
    all(mem, TDM_ERROR, p034, TDM_COUNT(p034));
}

static const struct refusal p038[] = {
    {"  because \"They may blunt the repair\"", "  because \"No painkiller will heal it. This will heal you.\"", "P038",
     "\"No painkiller will heal it. This will heal you.\"", "the words `will heal` promise more than any source can",
     "say what may happen, for whom, and how sure anyone is"},
    {"  title \"A small protocol\"", "  title \"Guaranteed relief\"", "P038", "\"Guaranteed relief\"",
     "the words `guaranteed` promise more than any source can",
     "say what may happen, for whom, and how sure anyone is"},
    {"  title \"A small protocol\"", "  title \"A joint that is safe again\"", "P038", "\"A joint that is safe again\"",
     "the words `is safe` promise more than any source can", "say what may happen, for whom, and how sure anyone is"},
    {"  because \"Deep bends load the site\"", "  because \"A minor sprain cures itself\"", "P038",
     "\"A minor sprain cures itself\"", "the words `cures` promise more than any source can",
     "say what may happen, for whom, and how sure anyone is"},
    {"  aim strength, \"Become strong\"", "  aim strength, \"No risk at all\"", "P038", "\"No risk at all\"",
     "the words `no risk` promise more than any source can", "say what may happen, for whom, and how sure anyone is"},
    {"  tell patient \"Rest is part of the work.\"", "  tell patient \"The graft will restore the joint.\"", "P038",
     "\"The graft will restore the joint.\"", "the words `will restore` promise more than any source can",
     "say what may happen, for whom, and how sure anyone is"},
    {"  jurisdiction \"Nowhere\"", "  jurisdiction \"Where results are guaranteed\"", "P038",
     "\"Where results are guaranteed\"", "the words `guaranteed` promise more than any source can",
     "say what may happen, for whom, and how sure anyone is"},
};

TEST("words that promise are refused [S87 G7 M111]") {
    all(mem, TDM_ERROR, p038, TDM_COUNT(p038));
}

static const struct refusal p040[] = {
    {"  from procedure, 15 days  [book]", "  from end of protect, 15 days  [book]", "P040",
     "from end of protect, 15 days  [book]", "the phase `protect` begins only after itself",
     "let it begin from an event, such as `from procedure`, or from a gate"},
    {"  from procedure, 15 days  [book]", "  from procedure until end of protect  [book]", "P040",
     "from procedure until end of protect  [book]", "the phase `protect` ends only after itself",
     "let it end on a day of something else, or give it a length"},
};

TEST("a phase does not wait for itself") {
    all(mem, TDM_ERROR, p040, TDM_COUNT(p040));
}

static const struct refusal p043[] = {
    {"  from procedure, 15 days  [book]\n",
     "  from procedure  [book]\n  length by table  [book]\n    tendinosis, any, any, any gives 4 to 8 weeks\n", "P043",
     "length by table  [book]", "no row of this table fits this protocol's condition, region, target and procedure",
     "add a row for them: CONDITION, REGION, VARIABLE, PROCEDURE gives LENGTH"},
};

TEST("a table without a row for this protocol is refused [S56 M67 F009]") {
    all(mem, TDM_ERROR, p043, TDM_COUNT(p043));
}

static const struct refusal p045[] = {
    {"    weeks 2 to 3 3x12", "    weeks 3 to 4 3x12", "P045", "weeks 3 to 4 3x12  [own]", "no row speaks of week 2",
     "let this row begin with week 2"},
    {"    weeks 2 to 3 3x12", "    weeks 1 to 3 3x12", "P045", "weeks 1 to 3 3x12  [own]", "week 1 stands in two rows",
     "let this row begin with week 2"},
    {"    weeks 2 to 3 3x12", "    weeks 2 to 1 3x12", "P045", "weeks 2 to 1 3x12  [own]",
     "the weeks 2 to 1 run backwards", "let this row begin with week 2"},
};

TEST("the weeks of a plan follow each other, without gap and overlap") {
    all(mem, TDM_ERROR, p045, TDM_COUNT(p045));
}

static const struct refusal p050[] = {
    {"gate finish opens discharge\n  quads at least 90% of other side, latest within 14 days  [own]\n",
     "gate finish opens discharge\n", "P050", "gate finish opens discharge",
     "the gate `finish` asks for nothing: it would always stand open",
     "write its criteria below it, one a line, or let the phase begin `from DAY`"},
};

TEST("a gate that asks for nothing is refused") {
    all(mem, TDM_ERROR, p050, TDM_COUNT(p050));
}

/* ---- told */

static const struct refusal p019[] = {
    {"phase protect on function", "clearance spare\n  by physician\n  valid 3 days  [own]\nphase protect on function",
     "P019", "clearance spare", "nothing asks for the clearance `spare`", "write in a gate: clearance spare"},
};

TEST("a clearance that nothing asks for is told") {
    all(mem, TDM_NOTE, p019, TDM_COUNT(p019));
}

static const struct refusal p020[] = {
    {"  clearance resume\n  not before 4 weeks after procedure\n  pain at most 2, mean of 7 days, at least 4 readings  "
     "[trial-one]\n  no open flag, screened within 14 days\n",
     "  clearance resume\n  not before 4 weeks after procedure\n", "P020", "gate start-loading opens loading  [own]",
     "the gate `start-loading` is bare: a signature is asked for, but nothing that its signer should look at",
     "add criteria, or leave it so: it is told as bare wherever it is shown"},
};

TEST("a bare clearance is told as bare, not refused [G3]") {
    all(mem, TDM_NOTE, p020, TDM_COUNT(p020));
}

static const struct refusal p021[] = {
    {"  clearance resume\n  not before 4 weeks after procedure\n  pain at most 2, mean of 7 days, at least 4 readings  "
     "[trial-one]\n  no open flag, screened within 14 days\n  otherwise physician decides within 9 days, \"Look\"\n",
     "  not before 4 weeks after procedure\n  no open flag, screened within 14 days\n", "P021",
     "gate start-loading opens loading  [own]",
     "the gate `start-loading` resumes load after a procedure without anybody's signature",
     "add a line: clearance NAME"},
};

TEST("load resumed after a procedure without a signature is told [M109 S71]") {
    all(mem, TDM_NOTE, p021, TDM_COUNT(p021));
}

static const struct refusal p024[] = {
    {"  from procedure, 4 to 8 weeks, uncertain", "  from procedure, at least 4 weeks", "P024",
     "ends by clearance resume",
     "the phase `repair` ends by a signature and has no longest length: nobody would be told that it is overdue",
     "give it one: from ..., 4 to 8 weeks, uncertain"},
};

TEST("a phase that ends by a signature and may last for ever is told") {
    all(mem, TDM_NOTE, p024, TDM_COUNT(p024));
}

static const struct refusal p037[] = {
    {"source trial-one", "source unread\n  cite \"Nobody cites it\"\n  strength cohort, direct\nsource trial-one",
     "P037", "source unread", "no clause cites the source `unread`", "cite it where it speaks, or take it away"},
};

TEST("a source that nothing cites is told") {
    all(mem, TDM_NOTE, p037, TDM_COUNT(p037));
}

static const struct refusal p044[] = {
    {"  no open flag, screened within 14 days", "  no open flag", "P044", "no open flag",
     "this holds also when nobody has asked", "add how fresh the screen must be: , screened within 14 days"},
};

TEST("silence about flags is no screen [M26]") {
    all(mem, TDM_NOTE, p044, TDM_COUNT(p044));
}

static const struct refusal p048[] = {
    {"  until clearance resume, at most 8 weeks after procedure\n", "  until clearance resume\n", "P048",
     "until clearance resume", "the restriction `no-deep` ends by a signature and has no last possible day",
     "add one: until clearance NAME, at most 8 weeks after procedure"},
};

TEST("a restriction that ends by a signature alone is told [M65]") {
    all(mem, TDM_NOTE, p048, TDM_COUNT(p048));
}

static const struct refusal p058[] = {
    {"  otherwise physician decides within 9 days, \"Look\"\n", "", "P058", "gate start-loading opens loading  [own]",
     "the phase `repair` waits for the gate `start-loading`, and nothing is said for never",
     "add, last in the gate: otherwise physician decides within 14 days, TEXT"},
    /* the next of the track, and the last of function */
    {"  from gate start-loading, 6 weeks  [own]", "  from gate start-loading, 6 to 12 weeks  [own]", "P058",
     "gate finish opens discharge", "the phase `loading` waits for the gate `finish`, and nothing is said for never",
     "add, last in the gate: otherwise physician decides within 14 days, TEXT"},
};

TEST("a gate that a phase waits for beyond its longest length says who decides then, or its author is asked [M58]") {
    all(mem, TDM_NOTE, p058, TDM_COUNT(p058));
}

static const struct refusal p057[] = {
    {"  quads at least 90% of other side, latest within 14 days  [own]\n",
     "  quads at least 90% of other side, latest within 14 days  [own]\n  otherwise physician decides within 2 weeks, "
     "\"Look\"  [own]\n",
     "P057", "otherwise physician decides within 2 weeks, \"Look\"  [own]",
     "no phase that waits for the gate `finish` has a longest length: nobody will be asked",
     "give that phase a longest length, or take `otherwise` away"},
};

TEST("an `otherwise` that nobody will ever be asked is told [M58]") {
    all(mem, TDM_NOTE, p057, TDM_COUNT(p057));
}

static const struct refusal p056[] = {
    {"  no open flag, screened within 14 days\n  otherwise physician decides within 9 days, \"Look\"\n",
     "  otherwise physician decides within 9 days, \"Look\"\n  no open flag, screened within 14 days\n", "P056",
     "no open flag, screened within 14 days", "this stands below the `otherwise` of its gate, which is the last line",
     "write it above `otherwise`, or take it away"},
    {"  otherwise physician decides within 9 days, \"Look\"\n",
     "  otherwise physician decides within 9 days, \"Look\"\n  otherwise physician decides within 14 days, \"Again\"\n",
     "P056", "otherwise physician decides within 14 days, \"Again\"",
     "this stands below the `otherwise` of its gate, which is the last line",
     "write it above `otherwise`, or take it away"},
};

TEST("nothing stands below the `otherwise` of a gate [M58]") {
    all(mem, TDM_ERROR, p056, TDM_COUNT(p056));
}

#define OTHERWISE_FORM "write: otherwise ROLE decides within SPAN, TEXT, where TEXT stands in quotes"
static const struct refusal p046_otherwise[] = {
    {"physician decides within 9 days, \"Look\"", "physician within 9 days, \"Look\"", "P046", "within",
     "this cannot be read as `otherwise`", OTHERWISE_FORM},
    {"physician decides within 9 days, \"Look\"", "physician decides within 9 days", "P046", "\n",
     "this cannot be read as `otherwise`", OTHERWISE_FORM},
    {"physician decides within 9 days, \"Look\"", "physician decides within 9 days, look", "P046", "look",
     "this cannot be read as `otherwise`", OTHERWISE_FORM},
};

TEST("who decides, by when and about what are all three said [M58]") {
    all(mem, TDM_ERROR, p046_otherwise, TDM_COUNT(p046_otherwise));
}

/* ---- the class restricted, and the class that its source speaks of */

static const struct refusal p059[] = {
    {"  says \"Four weeks\"\n", "  says \"Four weeks\"\n  speaks of nsaid\n", "P059", "restrict no-nsaid",
     "`no-nsaid` restricts less than `nsaid`, of which its source `book` speaks",
     "restrict `nsaid`, or say why not: narrower because TEXT"},
};

TEST("a restriction that is narrower than its source asks its author why [M7 R-N50]") {
    all(mem, TDM_NOTE, p059, TDM_COUNT(p059));
}

static const struct refusal p078[] = {
    {"  says \"Four weeks\"\n", "  says \"Four weeks\"\n  speaks of pressor\n", "P078", "restrict no-nsaid",
     "`no-nsaid` restricts nothing of `pressor`, of which its source `book` speaks",
     "cite a source that speaks of what is restricted, or say `own`"},
};

TEST("a restriction that rests on a source of another class is told [M7]") {
    all(mem, TDM_NOTE, p078, TDM_COUNT(p078));
}

static const struct refusal p079[] = {
    {"  because \"They may blunt the repair\"\n",
     "  because \"They may blunt the repair\"\n  narrower because \"Skin is another matter\"\n", "P079",
     "narrower because \"Skin is another matter\"", "no source that `no-nsaid` cites speaks of more than it restricts",
     "write in the source: speaks of CLASS, or take this line away"},
};

TEST("a `narrower` that narrows nothing is told [M7]") {
    all(mem, TDM_NOTE, p079, TDM_COUNT(p079));
}

/* ---- what says no promise, and what it may say */

TEST("words that promise nothing pass: negations, other words, parts of words [S87 G7 M111]") {
    static const char *const fine[] = {
        "No result is guaranteed.",
        "Nobody can promise that it will heal.",
        "It isn't known whether the graft will restore the joint.",
        "A brace secures the knee; a sheet obscures nothing.",
        "Safety comes first: whether it is safer than rest is not known.",
        "The graft may help. It may also not help.",
        "Cannot be proven to work yet.",
    };
    for (size_t i = 0; i < TDM_COUNT(fine); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 1000);
        tdm_buf_format(&line, "\"%s\"", fine[i]);
        tdm_buf_char(&line, '\0');
        if (protocol_of(mem, changed(mem, "\"Rest is part of the work.\"", line.at), NULL) == NULL)
            check_failed(__FILE__, __LINE__, "refused: %s: %s", fine[i], problems.items[0].what);
    }
}

TEST("a negation in the sentence before does not excuse a promise, nor does a part of a word [S87 G7]") {
    static const char *const wrong[] = {"Nothing else matters. It will heal.", "A donor graft will heal the joint.",
                                        "Another minor cut; it cures.", "No pain! Permanent relief!"};
    for (size_t i = 0; i < TDM_COUNT(wrong); i++) {
        struct tdm_buf line;
        tdm_buf_init(&line, mem, 1000);
        tdm_buf_format(&line, "\"%s\"", wrong[i]);
        tdm_buf_char(&line, '\0');
        CHECK(protocol_of(mem, changed(mem, "\"Rest is part of the work.\"", line.at), NULL) == NULL);
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "P038");
    }
}

TEST("what a source says is the source's word: it is not held against the list of promises") {
    CHECK(protocol_of(mem, changed(mem, "says \"Four weeks\"", "says \"It will heal, we guarantee\""), NULL) != NULL);
    CHECK(protocol_of(mem, changed(mem, "cite \"A trial\"", "cite \"Is it proven to work?\""), NULL) != NULL);
}

/* ---- therapy alone */

static const char therapy[] = "protocol alone version 2.10\n"
                              "  title \"Exercise alone\"\n"
                              "  condition arthrosis\n"
                              "  procedure none\n"
                              "  target strength at knee\n"
                              "  status reviewed\n"
                              "  signed by physician on 2026-01-10, reviewed\n"
                              "measure quads is torque, at treated side\n"
                              "phase train on function\n"
                              "  from enrolment, 12 weeks  [own]\n"
                              "  aim strength, \"Become strong\"\n"
                              "  load at most moderate  [own]\n"
                              "  offer press\n"
                              "  assess at start  [own]\n"
                              "    quads\n";

static tdm_str therapy_with(struct tdm_arena *mem, const char *old, const char *new) {
    struct tdm_buf out;
    tdm_str text = tdm_str_of(therapy);
    size_t at = 0;
    CHECK(tdm_str_find(text, tdm_str_of(old), &at));
    tdm_buf_init(&out, mem, 1u << 16);
    tdm_buf_add(&out, tdm_str_slice(text, 0, at));
    tdm_buf_text(&out, new);
    tdm_buf_add(&out, tdm_str_slice(text, at + strlen(old), text.len));
    return tdm_buf_str(&out);
}

static void refused_alone(struct tdm_arena *mem, const struct refusal *wanted) {
    tdm_str text = therapy_with(mem, wanted->old, wanted->new);
    CHECK(protocol_of(mem, text, NULL) == NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), wanted->code);
    CHECK_STR(covered(text, &got->place), wanted->at);
    CHECK_STR(tdm_str_of(got->what), wanted->what);
    CHECK_STR(tdm_str_of(got->fix), wanted->fix);
}

TEST("therapy alone is a protocol, and needs no ceiling after a procedure") {
    const struct tdm_protocol *p = protocol_of(mem, tdm_str_of(therapy), NULL);
    REQUIRE(p != NULL);
    CHECK_INT(problems.count, 0);
    CHECK_INT(p->procedure, TDM_REF_NONE);
    CHECK_STR(p->version, "2.10");
    CHECK(protocol_of(mem, therapy_with(mem, "  load at most moderate  [own]\n", ""), NULL) != NULL);
}

TEST("an aim on tissue without a procedure that moves it is refused [S05]") {
    refused_alone(mem, &(struct refusal){
                           "aim strength,", "aim cartilage-matrix,", "P028", "aim cartilage-matrix, \"Become strong\"",
                           "`cartilage-matrix` is on tissue, and no procedure of this protocol can move it: "
                           "exercise alone acts on function",
                           "take `cartilage-matrix` out of the aim, or name a procedure that moves it"});
}

TEST("what counts from a procedure is refused where there is none") {
#define ANCHOR_WHAT "this counts from the procedure, but the protocol has `procedure none`"
#define ANCHOR_FIX  "count from enrolment or a phase, or name the procedure"
    static const struct refusal rows[] = {
        {"from enrolment, 12 weeks", "from procedure, 12 weeks", "P039", "from procedure, 12 weeks  [own]", ANCHOR_WHAT,
         ANCHOR_FIX},
        {"assess at start", "assess 3 to 5 days after procedure", "P039", "assess 3 to 5 days after procedure  [own]",
         ANCHOR_WHAT, ANCHOR_FIX},
        {"assess at start", "assess before procedure, within 2 weeks", "P039",
         "assess before procedure, within 2 weeks  [own]", ANCHOR_WHAT, ANCHOR_FIX},
        {"phase train", "never offer high before 2 weeks after procedure  [own]\nphase train", "P039",
         "never offer high before 2 weeks after procedure  [own]", ANCHOR_WHAT, ANCHOR_FIX},
        {"phase train", "gate out opens discharge\n  not before 9 weeks after procedure  [own]\nphase train", "P039",
         "not before 9 weeks after procedure  [own]", ANCHOR_WHAT, ANCHOR_FIX},
        {"phase train",
         "owe quads\n  by patient, every 1 weeks, from enrolment until 9 weeks after procedure  [own]\nphase train",
         "P039", "owe quads", ANCHOR_WHAT, ANCHOR_FIX},
        {"phase train",
         "restrict x\n  activity running\n  from enrolment  [own]\n  until 9 weeks after procedure  [own]\n  because "
         "\"x\"\nphase train",
         "P039", "until 9 weeks after procedure  [own]", ANCHOR_WHAT, ANCHOR_FIX},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) refused_alone(mem, &rows[i]);
}

TEST("a protocol without a phase is refused") {
    tdm_str head = tdm_str_slice(tdm_str_of(therapy), 0, (size_t)(strstr(therapy, "measure") - therapy));
    CHECK(protocol_of(mem, head, NULL) == NULL);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "P051");
    CHECK_STR(covered(head, &problems.items[0].place), "protocol alone version 2.10");
    CHECK_STR(tdm_str_of(problems.items[0].what), "the protocol has no phase");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "add one: phase NAME on function");
}

static tdm_str therapy_and(struct tdm_arena *mem, const char *head, const char *line, uint32_t count) {
    struct tdm_buf out;
    tdm_buf_init(&out, mem, 1u << 24);
    tdm_buf_text(&out, therapy);
    tdm_buf_text(&out, head);
    for (uint32_t i = 0; i < count; i++) tdm_buf_text(&out, line);
    return tdm_buf_str(&out);
}

static void too_many(struct tdm_arena *mem, tdm_str text, const char *at) {
    CHECK(protocol_of(mem, text, NULL) == NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), "P052");
    CHECK_STR(covered(text, &got->place), at);
    CHECK_STR(tdm_str_of(got->what), "the protocol has more clauses than can be numbered");
    CHECK_STR(tdm_str_of(got->fix), "leave some out: 65535 is the most, those of its parts among them");
}

TEST("more clauses than can be numbered are refused once, and the number told is the last that passes") {
    const char *gate = "gate out opens discharge  [own]\n", *line = "  always\n";
    const struct tdm_protocol *one = protocol_of(mem, therapy_and(mem, gate, line, 1), NULL);
    REQUIRE(one != NULL);
    uint32_t most = 65535 - one->clause_count + 1;
    const struct tdm_protocol *full = protocol_of(mem, therapy_and(mem, gate, line, most), NULL);
    REQUIRE(full != NULL);
    CHECK_INT(full->clause_count, 65535);
    CHECK_STR(full->clauses[65534].text, "always");
    too_many(mem, therapy_and(mem, gate, line, most + 2), "always");
}

TEST("so are more blocks than can be numbered") {
    const char *never = "never offer high before 1 weeks after enrolment  [own]\n";
    too_many(mem, therapy_and(mem, "", never, 66000), "never offer high before 1 weeks after enrolment  [own]");
}
