/* clauses.c - the one table of clauses: head, block, form, meaning. Reader, reference and completion come from it. */
#include "protocol/protocol.h"

#define ROW(kind, head, inside, form, meaning, must, many, source)                                                     \
    [TDM_CLAUSE_##kind] = {head, inside, form, meaning, must, many, source}

const struct tdm_clause_form tdm_clause_forms[TDM_CLAUSE_KIND_COUNT] = {
    ROW(PROTOCOL, "protocol", "", "protocol NAME version N.N", "The file is this protocol.", true, false, false),
    ROW(TITLE, "title", "protocol", "title TEXT", "Its title for people.", true, false, false),
    ROW(CONDITION, "condition", "protocol", "condition NAME", "The condition it is for.", true, false, false),
    ROW(PROCEDURE, "procedure", "protocol", "procedure NAME, or: procedure none",
        "The procedure, or none for therapy alone.", true, false, false),
    ROW(TARGET, "target", "protocol", "target VARIABLE at REGION", "What is aimed at, and where.", true, false, false),
    ROW(STATUS, "status", "protocol", "status draft, reviewed, approved or retired", "How far it has come.", true,
        false, false),
    ROW(JURISDICTION, "jurisdiction", "protocol", "jurisdiction TEXT", "Where its rules about products hold.", false,
        false, false),
    ROW(NOTATION, "notation", "protocol", "notation 1", "The version of the notation.", false, false, false),
    ROW(USE, "use", "protocol", "use PART, hash TEXT", "Takes in a shared part, pinned by its digest.", false, true,
        false),
    ROW(CLOCK, "clock", "protocol", "clock starts at last of series, or: first of series",
        "Which member of a series starts the clock.", false, false, false),
    ROW(SIGNED, "signed", "protocol", "signed by ROLE on DATE, reviewed or approved",
        "Who looked at it, or stands for it, and when; a status that says so needs it.", false, true, false),
    ROW(GUIDELINE, "guideline", "protocol", "guideline for, against or no position, YEAR, strength TEXT",
        "What a guideline says of its procedure, or of the therapy where there is none.", false, true, true),
    ROW(SOURCE, "source", "", "source NAME", "A source that clauses cite.", false, true, false),
    ROW(CITE, "cite", "source", "cite TEXT", "The source as people cite it.", true, false, false),
    ROW(ID, "id", "source", "id NAME or TEXT", "Its identifier.", false, false, false),
    ROW(STRENGTH, "strength", "source", "strength GRADE, direct or indirect",
        "How strong it is, and whether it speaks of this very care.", true, false, false),
    ROW(SAYS, "says", "source", "says TEXT", "What it says, in short.", false, false, false),
    ROW(SPEAKS, "speaks", "source", "speaks of CLASS [, route ROUTE]",
        "A class of substances that it speaks of; what cites it is held against that.", false, true, false),
    ROW(REVIEWED, "reviewed", "source", "reviewed DATE, again within SPAN",
        "When somebody last held the clauses against it, and for how long that look is good.", false, false, false),
    ROW(WITHDRAWN, "withdrawn", "source", "withdrawn DATE, TEXT",
        "It was retracted or replaced since, and why: every clause that leans on it is told.", false, false, false),
    ROW(MEASURE, "measure", "",
        "measure NAME is MEASURE [, at treated side] [, during session], or: measure NAME is change of MEASURE, from "
        "MOMENT to MOMENT",
        "A measure under the protocol's own word.", false, true, false),
    ROW(FRESH, "fresh", "measure", "fresh SPAN", "The greatest age of a reading when a criterion names none.", false,
        false, false),
    ROW(OTHER_SIDE, "other", "measure", "other side affected, use norm or baseline",
        "What replaces the other side when it is affected.", false, false, false),
    ROW(SET, "set", "", "set NAME, and below it measures, one a line",
        "Measures that are asked for together; `assess` takes them in by `set NAME`.", false, true, false),
    ROW(PHASE, "phase", "", "phase NAME on tissue or function", "A span of one track.", true, true, false),
    ROW(FROM, "from", "phase", "from DAY or gate NAME [until DAY] [, LENGTH [, uncertain]]",
        "When it begins, how long it lasts.", true, false, true),
    ROW(LENGTH_TABLE, "length", "phase",
        "length by table, and below it rows: CONDITION, REGION, VARIABLE, PROCEDURE gives LENGTH",
        "Its length by condition, region, target and procedure.", false, false, true),
    ROW(ENDS_BY, "ends", "phase", "ends by clearance NAME", "Ends on the day of that signature, if it counts.", false,
        false, false),
    ROW(AIM, "aim", "phase", "aim [VARIABLE,] TEXT",
        "What it is for; a variable must be one that something here can move.", false, true, false),
    ROW(INTENT, "intent", "phase", "intent prepare, repair, protect, load or maintain", "Its role in the plan.", false,
        false, false),
    ROW(LOAD, "load", "phase", "load at most CLASS [, no ATTRIBUTE]", "The load ceiling while it lasts.", false, false,
        true),
    ROW(OFFER, "offer", "phase", "offer EXERCISE [, EXERCISE] [, for VARIABLE]",
        "What is on its shelf; not a prescription.", false, true, false),
    ROW(ASSESS, "assess", "phase",
        "assess before procedure, within SPAN, or: LENGTH before or after DAY, every SPAN, at start",
        "What is measured when; the measures stand in its block.", false, true, true),
    ROW(TELL, "tell", "phase", "tell patient TEXT", "A sentence for the patient's sheet.", false, true, false),
    ROW(CLEARANCE, "clearance", "", "clearance NAME", "A signed statement of a person in a role.", false, true, false),
    ROW(BY, "by", "clearance", "by ROLE [or ROLE]", "Who may sign.", true, false, false),
    ROW(NOT_BEFORE, "not", "clearance", "not before DAY", "The first day on which a signature counts.", false, false,
        true),
    ROW(VALID, "valid", "clearance", "valid SPAN", "How long it counts.", true, false, true),
    ROW(MAY_MOVE, "may", "clearance", "may move from DAY to DAY",
        "The bounds inside which its first day may be moved, with a reason.", false, false, true),
    ROW(GATE, "gate", "", "gate NAME opens PHASE or discharge", "What must hold before a phase may begin.", false, true,
        false),
    ROW(CRITERION, "", "gate", "a criterion, one a line", "One condition on the chart.", false, true, true),
    ROW(NEVER_MET, "otherwise", "gate", "otherwise ROLE decides within SPAN, TEXT",
        "Who decides about what, by when, once the wait for it is longer than the longest length.", false, false, true),
    ROW(RESTRICT, "restrict", "", "restrict NAME", "Something not allowed for a span.", false, true, false),
    ROW(TOUCHES, "substance", "restrict",
        "substance class NAME [, route ROUTE], substance NAME [, route ROUTE], attribute NAME, activity NAME or load "
        "above CLASS",
        "What it touches.", true, true, false),
    ROW(STARTS, "from", "restrict", "from DAY", "The first day on which it holds.", true, false, true),
    ROW(UNTIL, "until", "restrict", "until DAY, until clearance NAME [, at most DAY], or: without end",
        "The last day on which it holds.", true, false, true),
    ROW(BECAUSE, "because", "restrict", "because TEXT", "Why, for the patient.", true, false, false),
    ROW(NARROWER, "narrower", "restrict", "narrower because TEXT", "Why it restricts less than its source speaks of.",
        false, false, false),
    ROW(FLAG, "flag", "", "flag NAME", "A sign that stops or escalates.", false, true, false),
    ROW(RAISED_BY, "raised", "flag", "raised by CRITERION, or a block", "What raises it besides a person.", false,
        false, true),
    ROW(ESCALATE, "escalate", "flag", "escalate to ROLE within SPAN", "Who answers, how soon.", true, false, true),
    ROW(THEN, "then", "flag", "then hold", "Loading is held while it is open.", false, false, false),
    ROW(PROGRESS, "progress", "", "progress NAME", "Rules from session to session.", false, true, false),
    ROW(FOR, "for", "progress", "for EXERCISE [, EXERCISE], or: for PLAN", "The exercises it speaks of.", true, false,
        false),
    ROW(IN, "in", "progress", "in PHASE [, PHASE]", "The phases it holds in.", true, false, false),
    ROW(STEP, "advance", "progress",
        "stop, regress [load by P%], hold or advance [load by P% or 5 kg, or plan by SPAN] [, at most P% a week] [, "
        "rest SPAN] "
        "[, escalate to ROLE within SPAN] when CONDITION",
        "What to do when.", true, true, true),
    ROW(OTHERWISE, "otherwise", "progress", "otherwise hold, or: otherwise stop",
        "What to do when nothing above holds.", true, false, true),
    ROW(PLAN, "plan", "", "plan NAME", "A programme by weeks.", false, true, false),
    ROW(REPEAT, "", "plan", "N times a week [, at least SPAN apart] [, N sets] [, rest A to B minutes] [, AMOUNT]",
        "How often.", false, false, true),
    ROW(WEEK, "week", "plan",
        "by week of PHASE, and below it rows: week N or weeks N to M, then 15RM or 3x12 [, P% of 1RM] [, AMOUNT]",
        "The dose of a week.", false, true, true),
    ROW(OWE, "owe", "", "owe MEASURE or diary, and below it: by ROLE, every SPAN, from DAY until DAY",
        "Something owed again and again.", false, true, false),
    ROW(NEVER, "never", "", "never offer or need CLASS or ATTRIBUTE before DAY",
        "What no phase may ask for this early.", false, true, true),
    ROW(DECISION, "decision", "", "decision NAME version N.N", "The file is this decision.", true, false, false),
    ROW(DECISION_CONDITION, "condition", "decision", "condition NAME [, NAME]", "The conditions it is asked for.", true,
        false, false),
    ROW(DECISION_STATUS, "status", "decision", "status draft, reviewed, approved or retired", "How far it has come.",
        true, false, false),
    ROW(ASKS, "asks", "decision", "asks TEXT", "The question it prepares, for people.", true, false, false),
    ROW(READS, "reads", "decision", "reads MEASURE [, MEASURE]", "The measures it rests on; no other is read.", true,
        false, false),
    ROW(NEAR, "near", "decision", "near P%",
        "A value this close to its bound is told among what would flip the answer; on a scale, one step.", true, false,
        true),
    ROW(JURISDICTIONS, "jurisdictions", "decision", "jurisdictions TEXT [, TEXT]",
        "Where the legal status of products is told; what is not written is told as not known.", false, false, false),
    ROW(FACTOR, "factor", "", "factor tissue when CONDITION, or: factor neuromuscular when CONDITION",
        "One of the two rows; both, cannot tell and neither follow from them.", true, true, false),
    ROW(OPTION, "option", "", "option therapy-first, cell-procedure, combined or watchful",
        "One of the four ways forward, which always stand side by side.", true, true, false),
    ROW(NEEDS, "needs", "option", "needs OPTION [, OPTION]", "It is available only as far as these are.", false, false,
        false),
    ROW(RULED_OUT, "ruled", "option", "ruled out by CRITERION, or: ruled out by any of, and a block",
        "What excludes it now; it stays in sight.", false, false, false),
    ROW(QUESTION, "question", "option", "question to ROLE [or ROLE] when CONDITION",
        "What a person in that role decides before it.", false, true, false),
    ROW(CAUTION, "caution", "option", "caution when CONDITION", "What asks for care with it.", false, true, false),
    ROW(ARGUE_FOR, "for", "option", "for, and a block: criteria, factor ANSWER or always",
        "What speaks for it, one argument a line.", false, false, false),
    ROW(ARGUE_AGAINST, "against", "option", "against, and a block: criteria, factor ANSWER or always",
        "What speaks against it, one argument a line.", false, false, false),
    ROW(POSITIONS, "positions", "", "positions NAME", "What guidelines say of one thing, side by side.", false, true,
        false),
    ROW(ABOUT, "about", "positions", "about TEXT", "What the positions are about.", true, false, false),
    ROW(POSITIONS_OF, "of", "positions", "of PROCEDURE [, PROCEDURE]", "The procedures they speak of.", false, false,
        false),
    ROW(POSITION_FOR, "for", "positions", "for, YEAR, strength TEXT", "A guideline that supports it.", false, true,
        true),
    ROW(POSITION_AGAINST, "against", "positions", "against, YEAR, strength TEXT",
        "A guideline that advises against it.", false, true, true),
    ROW(POSITION_NONE, "no", "positions", "no position, YEAR, strength TEXT", "A guideline that takes no side.", false,
        true, true),
    ROW(PRODUCT, "product", "", "product PROCEDURE", "A product whose legal status is told.", false, true, false),
    ROW(LAW, "in", "product", "in TEXT, since YEAR or DATE, TEXT", "Its legal status in one jurisdiction.", false, true,
        true),
};

const char *tdm_track_word(enum tdm_track track) {
    switch (track) {
    case TDM_TRACK_TISSUE:
        return "tissue";
    case TDM_TRACK_FUNCTION:
        return "function";
    case TDM_TRACK_COUNT:
        break;
    }
    TDM_UNREACHABLE();
}

const char *tdm_step_word(enum tdm_step_kind kind) {
    static const char *const words[] = {[TDM_STEP_STOP] = "stop",
                                        [TDM_STEP_REGRESS] = "regress",
                                        [TDM_STEP_HOLD] = "hold",
                                        [TDM_STEP_ADVANCE] = "advance"};
    return words[kind];
}

const char *tdm_intent_word(enum tdm_intent intent) {
    static const char *const words[] = {
        [TDM_INTENT_NONE] = "",           [TDM_INTENT_PREPARE] = "prepare", [TDM_INTENT_REPAIR] = "repair",
        [TDM_INTENT_PROTECT] = "protect", [TDM_INTENT_LOAD] = "load",       [TDM_INTENT_MAINTAIN] = "maintain"};
    return words[intent];
}

const char *tdm_strength_word(enum tdm_strength strength) {
    static const char *const words[] = {[TDM_STRENGTH_GUIDELINE] = "guideline",
                                        [TDM_STRENGTH_SYSTEMATIC_REVIEW] = "systematic-review",
                                        [TDM_STRENGTH_TRIAL] = "trial",
                                        [TDM_STRENGTH_COHORT] = "cohort",
                                        [TDM_STRENGTH_CASE_SERIES] = "case-series",
                                        [TDM_STRENGTH_CONSENSUS] = "consensus",
                                        [TDM_STRENGTH_EXPERT_OPINION] = "expert-opinion",
                                        [TDM_STRENGTH_LABORATORY] = "laboratory",
                                        [TDM_STRENGTH_LAW] = "law"};
    TDM_ASSERT(strength < TDM_STRENGTH_COUNT);
    return words[strength];
}

const char *tdm_status_word(enum tdm_status status) {
    static const char *const words[] = {[TDM_STATUS_DRAFT] = "draft",
                                        [TDM_STATUS_REVIEWED] = "reviewed",
                                        [TDM_STATUS_APPROVED] = "approved",
                                        [TDM_STATUS_RETIRED] = "retired"};
    return words[status];
}
