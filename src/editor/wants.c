/* wants.c - what may stand at a spot: kinds of names, words, heads of clauses, kinds of entries, the beginning of a
 * criterion. One table; every row that fits adds what it has. A new clause is a row here, if what it wants is not told
 * by the rows that are there. */
#include "editor/editor_int.h"

#define P       (1u << TDM_EDITOR_PROTOCOL | 1u << TDM_EDITOR_PART)
#define D       (1u << TDM_EDITOR_DECISION)
#define K       (1u << TDM_EDITOR_CHART)
#define X       (1u << TDM_EDITOR_SCENARIO)
#define I       (1u << TDM_EDITOR_INSTRUMENT)
#define E       (1u << TDM_EDITOR_KIND_COUNT) /* an entry of a scenario, besides what charts have */
#define C       (1u << TDM_EDITOR_CATALOG)
#define B(kind) NAME_BIT(TDM_KIND_##kind)
#define N(kind) NAME_BIT(TDM_NAME_##kind)
#define DAYS    "procedure|enrolment|discharge|start of|end of|day"
#define GRADES  "guideline|systematic-review|trial|cohort|case-series|consensus|expert-opinion|laboratory|law"
#define FIELDS                                                                                                         \
    "sets|reps|load in kg|added in kg|hold in s|depth in deg|height in cm|minutes|power in W|effort in rpe|rir|rm|"    \
    "intensity in percent of 1RM|tempo in s|rest in s"
#define BLOCKS (N(PHASE) | N(GATE) | N(CLEARANCE) | N(RESTRICT) | N(FLAG) | N(PROGRESS) | N(PLAN) | N(MEASURE))
#define OWED   (N(MEASURE) | B(MEASURE) | N(CLEARANCE) | N(GATE) | N(FLAG) | B(FLAG) | B(FINDING) | N(PROGRESS))
#define WAYS   "therapy-first|cell-procedure|combined|watchful"

enum want { WANT_WORDS, WANT_CRITERION };
static const struct row {
    unsigned files;
    const char *block; /* head of the nearest block; "" the top, null any */
    const char *head;  /* head of the line; null any */
    const char *after; /* the words before the cursor end so; "," is a comma, null any */
    int at;            /* words before the cursor, behind the date of an entry; -1 any */
    uint64_t names;
    const char *words; /* with bars between, or null */
    enum want want;
} rows[] = {
    /* protocols and parts */
    {P, "protocol", "condition", "condition", -1, B(CONDITION), NULL, 0},
    {P, "protocol", "procedure", "procedure", -1, B(PROCEDURE), "none", 0},
    {P, "protocol", "target", "target", -1, B(VARIABLE), NULL, 0},
    {P, "protocol", "target", "at", -1, B(REGION), NULL, 0},
    {P, "protocol", "target", NULL, 2, 0, "at", 0},
    {P | D, NULL, "status", "status", -1, 0, "draft|reviewed|approved|retired", 0},
    {P, "protocol", "use", "use", -1, N(PART), NULL, 0},
    {P, "protocol", "use", ",", -1, 0, "hash", 0},
    {P, "protocol", "clock", "clock", -1, 0, "starts at last of series|starts at first of series", 0},
    {P, "protocol", "signed", "signed", -1, 0, "by", 0},
    {P, "protocol", "signed", "by", -1, B(ROLE), NULL, 0},
    {P, "protocol", "signed", NULL, 3, 0, "on", 0},
    {P, "protocol", "signed", ",", -1, 0, "reviewed|approved", 0},
    {P, "protocol", "guideline", "guideline", -1, 0, "for|against|no position", 0},
    {P, "protocol", "guideline", ",", -1, 0, "strength", 0},
    {P, "part", "needs", "needs", -1, 0, "phase", 0},
    {P, "source", "speaks", "speaks", -1, 0, "of", 0},
    {P, "source", "speaks", "of", -1, B(CLASS), NULL, 0},
    {P, "source", "speaks", ",", -1, 0, "route", 0},
    {P | D | C, "source", "strength", "strength", -1, 0, GRADES, 0},
    {P | D | C, "source", "strength", ",", -1, 0, "direct|indirect", 0},
    {P | D, "", "measure", NULL, 2, 0, "is", 0},
    {P | D, "", "measure", "is", -1, B(MEASURE), "change of", 0},
    {P | D, "", "measure", "change of", -1, B(MEASURE), NULL, 0},
    {P | D, "", "measure", ",", -1, 0, "at treated side|during session|from before session to next morning", 0},
    {P, "measure", "other", "use", -1, 0, "norm|baseline", 0},
    {P, "measure", "other", "other", -1, 0, "side affected, use", 0},
    {P, "", "phase", NULL, 2, 0, "on", 0},
    {P, "", "phase", "on", -1, 0, "tissue|function", 0},
    {P, "phase", "from", "from", -1, 0, DAYS "|gate", 0},
    {P, "phase", "from", "until", -1, 0, DAYS, 0},
    {P, "phase", "from", ",", -1, 0, "uncertain", 0},
    {P, "phase", "ends", "ends", -1, 0, "by clearance", 0},
    {P, "phase", "ends", "by", -1, 0, "clearance", 0},
    {P, "phase", "aim", "aim", -1, B(VARIABLE), NULL, 0},
    {P, "phase", "intent", "intent", -1, 0, "prepare|repair|protect|load|maintain", 0},
    {P, "phase", "load", "load", -1, 0, "at most", 0},
    {P, "phase", "load", "at most", -1, N(LOAD), NULL, 0},
    {P, "phase", "load", "no", -1, B(ATTRIBUTE), NULL, 0},
    {P, "phase", "load", ",", -1, 0, "no", 0},
    {P, "phase", "offer", "offer", -1, B(EXERCISE), NULL, 0},
    {P, "phase", "offer", ",", -1, B(EXERCISE), "for", 0},
    {P, "phase", "offer", "for", -1, B(VARIABLE), NULL, 0},
    {P, "phase", "assess", "assess", -1, 0, "before procedure, within|every|at start", 0},
    {P, "phase", "tell", "tell", -1, 0, "patient", 0},
    {P, "assess", NULL, NULL, 0, N(MEASURE), "set", 0},
    {P, "assess", NULL, ",", -1, N(MEASURE), "set", 0},
    {P, "assess", "set", "set", -1, N(SET), NULL, 0},
    {P, "set", NULL, NULL, 0, N(MEASURE), NULL, 0},
    {P, "set", NULL, ",", -1, N(MEASURE), NULL, 0},
    {P, "clearance", "by", "by", -1, B(ROLE), NULL, 0},
    {P, "clearance", "by", "or", -1, B(ROLE), NULL, 0},
    {P, "clearance", "not", "not", -1, 0, "before", 0},
    {P, "clearance", "may", "may", -1, 0, "move from", 0},
    {P, "", "gate", NULL, 2, 0, "opens", 0},
    {P, "", "gate", "opens", -1, N(PHASE), "discharge", 0},
    {P, "gate", NULL, NULL, 0, 0, "otherwise", WANT_CRITERION},
    {P, "gate", "otherwise", "otherwise", -1, B(ROLE), NULL, 0},
    {P, "gate", "otherwise", "or", -1, B(ROLE), NULL, 0},
    {P, "gate", "otherwise", NULL, 2, 0, "or|decides within", 0},
    {P, "gate", "otherwise", NULL, 4, 0, "decides within", 0},
    {P, "restrict", "narrower", "narrower", -1, 0, "because", 0},
    {P, "restrict", "substance", "substance", -1, B(SUBSTANCE), "class", 0},
    {P, "restrict", "attribute", "attribute", -1, B(ATTRIBUTE), NULL, 0},
    {P, "restrict", "activity", "activity", -1, B(ACTIVITY), NULL, 0},
    {P, "restrict", "load", "load", -1, 0, "above", 0},
    {P, "restrict", "load", "above", -1, N(LOAD), NULL, 0},
    {P, "restrict", "substance", ",", -1, 0, "route", 0},
    {P, "restrict", "from", "from", -1, 0, DAYS, 0},
    {P, "restrict", "until", "until", -1, 0, DAYS "|clearance", 0},
    {P, "restrict", "until", ",", -1, 0, "at most", 0},
    {P, "restrict", "without", "without", -1, 0, "end", 0},
    {P, "", "flag", "flag", -1, B(FLAG), NULL, 0},
    {P, "flag", "raised", "raised", -1, 0, "by", 0},
    {P, "flag", "raised", "by", -1, 0, NULL, WANT_CRITERION},
    {P, "raised", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P, NULL, "escalate", "escalate", -1, 0, "to", 0},
    {P, NULL, NULL, "escalate to", -1, B(ROLE), NULL, 0},
    {P, "flag", "then", "then", -1, 0, "hold", 0},
    {P, "progress", "for", "for", -1, B(EXERCISE) | N(PLAN), NULL, 0},
    {P, "progress", "for", ",", -1, B(EXERCISE), NULL, 0},
    {P, "plan", "for", "for", -1, B(EXERCISE), NULL, 0},
    {P, "plan", "for", ",", -1, B(EXERCISE), NULL, 0},
    {P, NULL, "in", "in", -1, N(PHASE), NULL, 0},
    {P, NULL, "in", ",", -1, N(PHASE), NULL, 0},
    {P, "progress", "otherwise", "otherwise", -1, 0, "hold|stop", 0},
    {P, "progress", "regress", "regress", -1, 0, "load by|when", 0},
    {P, "progress", "advance", "advance", -1, 0, "load by|plan by|when", 0},
    {P, "progress", "stop", "stop", -1, 0, "when", 0},
    {P, "progress", "hold", "hold", -1, 0, "when", 0},
    {P, "progress", "stop", ",", -1, 0, "rest|escalate to", 0},
    {P, "progress", "regress", ",", -1, 0, "rest|escalate to", 0},
    {P, "progress", "hold", ",", -1, 0, "rest|escalate to", 0},
    {P, "progress", "advance", ",", -1, 0, "at most|rest|escalate to", 0},
    {P, "part", "needs", "phase", -1, N(PHASE), NULL, 0},
    {P, "protocol", "treats", "treats", -1, 0, "left|right", 0},
    {P, "stop", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P, "regress", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P, "hold", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P, "advance", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P, "plan", NULL, ",", -1, 0, "at least|rest", 0},
    {P, "plan", "by", "by", -1, 0, "week of", 0},
    {P, "plan", "by", "of", -1, N(PHASE), NULL, 0},
    {P, "by", NULL, NULL, 0, N(MEASURE), "week|weeks",
     0}, /* below `by week of` of a plan, below `by ROLE` of what is owed */
    {P, "by", NULL, ",", -1, N(MEASURE), NULL, 0},
    {P, "", "owe", "owe", -1, N(MEASURE), "diary", 0},
    {P, "owe", NULL, NULL, 0, N(MEASURE), NULL, 0},
    {P, "owe", NULL, ",", -1, N(MEASURE), NULL, 0},
    {P, "owe", "by", "by", -1, B(ROLE), NULL, 0},
    {P, "owe", "by", ",", -1, 0, "every|from", 0},
    {P, "", "never", "never", -1, 0, "offer|need", 0},
    {P, "", "never", "offer", -1, N(LOAD) | B(ATTRIBUTE), NULL, 0},
    {P, "", "never", "need", -1, N(LOAD) | B(ATTRIBUTE), NULL, 0},
    /* conditions and days, wherever they stand */
    {P | D, NULL, NULL, "when", -1, 0, "all of|any of", WANT_CRITERION},
    {P | D, "all", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P | D, "any", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P | D, "at", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {P, NULL, NULL, "start of", -1, N(PHASE), NULL, 0},
    {P, NULL, NULL, "end of", -1, N(PHASE), NULL, 0},
    {P, NULL, NULL, "gate", -1, N(GATE), NULL, 0},
    {P | D, NULL, NULL, "clearance", -1, N(CLEARANCE), NULL, 0},
    {P | D, NULL, NULL, "since", -1, 0, DAYS, 0},
    {P | D, NULL, NULL, "after", -1, 0, DAYS "|gate", 0},
    {P | D, NULL, NULL, "before", -1, 0, DAYS "|gate", 0},
    {P | D, NULL, NULL, "open", -1, B(FLAG) | B(FINDING) | N(FLAG), "flag|finding|compensation", 0},
    {P | D, NULL, NULL, "no", -1, 0, "open|record of|class|substance|procedure|finding", 0},
    {P | D, NULL, NULL, "record of", -1, 0, "class|substance|procedure|finding|event", 0},
    {P | D, NULL, NULL, "taking", -1, 0, "class|substance", 0},
    {P | D | K, NULL, NULL, "class", -1, B(CLASS), NULL, 0},
    {P | D, NULL, NULL, "substance", -1, B(SUBSTANCE), NULL, 0},
    {P | D, NULL, NULL, "of procedure", -1, B(PROCEDURE), NULL, 0},
    {P | D, NULL, NULL, "of finding", -1, B(FINDING), NULL, 0},
    {P | D | K, NULL, NULL, "route", -1, B(ROUTE), NULL, 0},
    {P | D, "gate", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "flag", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "progress", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "all", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "any", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "stop", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "regress", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "hold", NULL, "at most", -1, N(STEP), NULL, 0},
    {P, "advance", NULL, "at most", -1, N(STEP), NULL, 0},
    {D, NULL, NULL, "at most", -1, N(STEP), NULL, 0},
    {P | D, NULL, NULL, "to", -1, N(STEP), NULL, 0},
    {P | D, NULL, NULL, "below", -1, N(STEP), NULL, 0},
    {D, NULL, NULL, "above", -1, N(STEP), NULL, 0},
    {P | D, NULL, NULL, "at least", -1, N(STEP), NULL, 0},
    {P | D, NULL, NULL, "is", -1, N(STEP), NULL, 0},
    {P | D, NULL, NULL, "is not", -1, N(STEP), NULL, 0},
    {P | D, NULL, NULL, "than", -1, 0, "baseline|other side|best|last week", 0},
    /* decisions */
    {D, "decision", "condition", "condition", -1, B(CONDITION), NULL, 0},
    {D, "decision", "condition", ",", -1, B(CONDITION), NULL, 0},
    {D, "decision", "reads", "reads", -1, B(MEASURE) | N(MEASURE), NULL, 0},
    {D, "decision", "reads", ",", -1, B(MEASURE) | N(MEASURE), NULL, 0},
    {D, "", "factor", "factor", -1, 0, "tissue|neuromuscular", 0},
    {D, "", "factor", NULL, 2, 0, "when", 0},
    {D, "factor", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {D, "", "option", "option", -1, 0, WAYS, 0},
    {D, "option", "needs", "needs", -1, 0, WAYS, 0},
    {D, "option", "needs", ",", -1, 0, WAYS, 0},
    {D, "option", "ruled", "ruled", -1, 0, "out by", 0},
    {D, "option", "ruled", "by", -1, 0, "any of", WANT_CRITERION},
    {D, "ruled", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {D, "option", "question", "question", -1, 0, "to", 0},
    {D, "option", "question", "to", -1, B(ROLE), NULL, 0},
    {D, "option", "question", "or", -1, B(ROLE), NULL, 0},
    {D, "option", "caution", "caution", -1, 0, "when", 0},
    {D, "question", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {D, "caution", NULL, NULL, 0, 0, NULL, WANT_CRITERION},
    {D, "for", NULL, NULL, 0, 0, "factor", WANT_CRITERION},
    {D, "against", NULL, NULL, 0, 0, "factor", WANT_CRITERION},
    {D, NULL, "factor", "factor", -1, 0, "both|cannot-tell|neither|tissue|neuromuscular", 0},
    {D, "positions", NULL, ",", -1, 0, "strength", 0},
    {D, "positions", "of", "of", -1, B(PROCEDURE), NULL, 0},
    {D, "positions", "of", ",", -1, B(PROCEDURE), NULL, 0},
    {D, "", "product", "product", -1, B(PROCEDURE), NULL, 0},
    /* charts */
    {K, "chart", "site", "site", -1, B(REGION), NULL, 0},
    {K, "chart", "site", ",", -1, 0, "right|left|none", 0},
    {K, "chart", "protocol", "protocol", -1, N(PROTOCOL), NULL, 0},
    {K, "chart", "also", "also", -1, 0, "chart", 0},
    {K, "people", NULL, NULL, 1, B(ROLE), NULL, 0},
    {K, "people", NULL, ",", -1, 0, "from|until", 0},
    {K, "", NULL, "by", -1, N(PERSON), NULL, 0},
    {K, "", NULL, "with", -1, N(PERSON), NULL, 0},
    {K, "", "clear", "clear", -1, N(CLEARANCE), NULL, 0},
    {K, "", "enter", "enter", -1, N(PHASE), NULL, 0},
    {K, "", "hold", "hold", -1, N(PHASE), NULL, 0},
    {K, "", "resume", "resume", -1, N(PHASE), NULL, 0},
    {K, "", "override", "override", -1, N(GATE), NULL, 0},
    {K, "", "move", "move", -1, N(CLEARANCE) | N(PHASE), NULL, 0},
    {K, "", "finding", "finding", -1, B(FINDING), NULL, 0},
    {K, "", "finding", NULL, 2, 0, "opened|retraining|resolved|relapsed|declined", 0},
    {K, "", "flag", "flag", -1, B(FLAG) | N(FLAG), NULL, 0},
    {K, "", "flag", NULL, 2, 0, "raised|closed", 0},
    {K, "", "revoke", "revoke", -1, N(ENTRY), NULL, 0},
    {K, "", "correct", "correct", -1, N(ENTRY), NULL, 0},
    {K, "", "withdraw", "withdraw", -1, N(ENTRY), NULL, 0},
    {K, "", "screen", "screen", -1, B(FLAG) | B(FINDING) | N(FLAG), "flags|findings", 0},
    {K, "", "procedure", "procedure", -1, B(PROCEDURE), NULL, 0},
    {K, "", "procedure", NULL, 2, 0, "performed|cancelled|aborted", 0},
    {K, "", "plan", "plan", -1, 0, "procedure|visit|session|phase", 0},
    {K, "", "session", "of", -1, N(ENTRY), NULL, 0},
    {K, "", "deny", "deny", -1, B(SUBSTANCE) | B(PRODUCT), "class", 0},
    {K, "", "medicine", ",", -1, 0, "taken|ordered|stopped|on prescription|route", 0},
    {K, "", "end", "end", -1, 0, "completed|declined|withdrawn|transferred|died|lost", 0},
    {K, "", "statement", "at most", -1, N(LOAD), NULL, 0},
    {K, "", "statement", ",", -1, 0, "load at most|until", 0},
    {K, "chart", "patient", "patient", -1, N(PERSON), NULL, 0},
    {K, "", NULL, "found", -1, B(FLAG) | B(FINDING) | N(FLAG), NULL, 0},
    {K, "", "enter", ",", -1, 0, "through", 0},
    {K, "", NULL, "through", -1, N(ENTRY) | N(GATE), NULL, 0},
    {K, "", "handoff", "handoff", -1, N(CLEARANCE) | N(PHASE) | N(GATE) | B(FINDING), NULL, 0},
    {K, "", "answer", "answer", -1, N(ENTRY) | N(CLEARANCE) | N(GATE) | B(FINDING), NULL, 0},
    {K, "", "acknowledge", "acknowledge", -1, N(ENTRY) | N(CLEARANCE) | N(PHASE) | B(FINDING), NULL, 0},
    {K, "", NULL, "to", -1, N(PERSON) | B(ROLE), NULL, 0},
    {K, "", "screen", ",", -1, B(FLAG) | B(FINDING) | N(FLAG), "none found|found", 0},
    {K, "", NULL, ",", -1, 0, "recorded|name|because|words", 0},
    {K, "assess", NULL, NULL, 0, N(MEASURE) | B(MEASURE), NULL, 0},
    {K, "assess", NULL, ",", -1, N(MEASURE) | B(MEASURE), "left", 0},
    {K, "assess", NULL, NULL, 1, N(STEP), "right|left|not-done", 0},
    {K, "assess", NULL, "right", -1, N(STEP), NULL, 0},
    {K, "assess", NULL, "left", -1, N(STEP), NULL, 0},
    {K, "diary", NULL, NULL, 1, N(STEP), "right|left|not-done", 0},
    {K, "diary", NULL, "right", -1, N(STEP), NULL, 0},
    {K, "diary", NULL, "left", -1, N(STEP), NULL, 0},
    {K, "correct", NULL, NULL, 1, N(STEP), "right|left", 0},
    {K, "correct", NULL, "was", -1, N(STEP), NULL, 0},
    {K, "session", NULL, ",", -1, N(MEASURE) | B(MEASURE), NULL, 0},
    {K, "diary", NULL, NULL, 0, N(MEASURE) | B(MEASURE), NULL, 0},
    {K, "diary", NULL, ",", -1, N(MEASURE) | B(MEASURE), NULL, 0},
    {K, "correct", NULL, NULL, 0, N(MEASURE) | B(MEASURE), NULL, 0},
    {K, "correct", NULL, ",", -1, 0, "was", 0},
    {K, "prescribe", NULL, NULL, 0, B(EXERCISE), NULL, 0},
    {K, "session", NULL, NULL, 0, B(EXERCISE) | N(MEASURE), NULL, 0},
    {K, "session", NULL, NULL, 1, 0, "could-not|partial|declined|not-needed", 0},
    {K, "procedure", NULL, NULL, 0, 0, "source|preparation|site|guidance|operator", 0},
    {K, "procedure", "site", "site", -1, B(REGION), NULL, 0},
    {K, "procedure", "guidance", "guidance", -1, 0, "ultrasound|fluoroscopy|none", 0},
    {K, "procedure", "operator", "operator", -1, N(PERSON), NULL, 0},
    /* scenarios */
    {X, "", "scenarios", NULL, 1, 0, "for", 0},
    {X, "", "scenarios", "for", -1, N(PROTOCOL), NULL, 0},
    {X, "", "scenarios", NULL, 3, 0, "version", 0},
    {X, "scenarios", "site", "site", -1, B(REGION), NULL, 0},
    {X, "scenarios", "site", ",", -1, 0, "right|left|none", 0},
    {X, "scenarios", "day", "0", -1, 0, "is", 0},
    {X, "people", NULL, NULL, 1, B(ROLE), NULL, 0},
    {X, NULL, "given", "given", -1, N(COURSE), NULL, 0},
    {X, NULL, "given", ",", -1, N(COURSE), NULL, 0},
    {X, NULL, "expect", "expect", -1, 0, "on day", 0},
    {X, NULL, "expect", ",", -1, 0, "known day", 0},
    {X, "", "unnoticed", NULL, 2, 0, "in", 0},
    {X, "", "unnoticed", "in", -1, BLOCKS, NULL, 0},
    {X, "", "unnoticed", ",", -1, 0, "because", 0},
    {X, "expect", "gate", "gate", -1, N(GATE), NULL, 0},
    {X, "expect", "gate", NULL, 2, 0, "open|closed|unknown", 0},
    {X, "expect", "gate", ",", -1, N(MEASURE) | B(MEASURE),
     "clearance|time|flags|findings|compensation|earliest day|nothing else", 0},
    {X, "expect", "clearance", "clearance", -1, N(CLEARANCE), NULL, 0},
    {X, "expect", "gate", "clearance", -1, N(CLEARANCE), NULL, 0},
    {X, "expect", "clearance", NULL, 2, 0, "met|unmet", 0},
    {X, "expect", "clearance", ",", -1, 0, "from day|until day", 0},
    {X, "expect", "phase", "phase", -1, N(PHASE), NULL, 0},
    {X, "expect", "phase", NULL, 2, 0, "not-yet|active|held|ended", 0},
    {X, "expect", "phase", ",", -1, 0, "since day|begins day|ends day|overdue|not overdue|lingering|load at most", 0},
    {X, "expect", NULL, "at most", -1, N(LOAD), NULL, 0},
    {X, "expect", "track", "track", -1, 0, "tissue|function", 0},
    {X, "expect", "track", NULL, 2, 0, "in", 0},
    {X, "expect", "track", "in", -1, N(PHASE), "nothing", 0},
    {X, "expect", "times", "times", -1, 0, "agree|contradict", 0},
    {X, "expect", "ceiling", "ceiling", -1, N(LOAD), "none", 0},
    {X, "expect", "ceiling", ",", -1, B(ATTRIBUTE), "no|set by", 0},
    {X, "expect", "ceiling", "no", -1, B(ATTRIBUTE), NULL, 0},
    {X, "expect", "ceiling", "set by", -1, BLOCKS, NULL, 0},
    {X, "expect", "never", "never", -1, N(LOAD) | B(ATTRIBUTE), NULL, 0},
    {X, "expect", "never", NULL, 2, 0, "in-force|over", 0},
    {X, "expect", "never", ",", -1, 0, "until day", 0},
    {X, "expect", "restriction", "restriction", -1, N(RESTRICT), NULL, 0},
    {X, "expect", "restriction", NULL, 2, 0, "not-yet|in-force|over|no-date", 0},
    {X, "expect", "restriction", ",", -1, 0, "from day|until day|load at most", 0},
    {X, "expect", "exercise", "exercise", -1, B(EXERCISE), NULL, 0},
    {X, "expect", "exercise", NULL, 2, 0, "may|may-up-to|may-not|not-offered", 0},
    {X, "expect", "rule", "rule", -1, N(PROGRESS), NULL, 0},
    {X, "expect", "rule", NULL, 2, 0, "says", 0},
    {X, "expect", "rule", "says", -1, 0, "stop|regress|hold|advance|nothing", 0},
    {X, "expect", NULL, "for", -1, B(EXERCISE), NULL, 0},
    {X, "expect", "target", "target", -1, B(EXERCISE), NULL, 0},
    {X, "expect", "target", ",", -1, 0, "next not before day", 0},
    {X, "expect", "plan", "plan", -1, N(PLAN), NULL, 0},
    {X, "expect", "plan", NULL, 2, 0, "week", 0},
    {X, "expect", "plan", ",", -1, 0, "row|no row|done|load|next not before day", 0},
    {X, "expect", "flag", "flag", -1, N(FLAG) | B(FLAG), NULL, 0},
    {X, "expect", "flag", NULL, 2, 0, "open|not-open", 0},
    {X, "expect", "flag", ",", -1, 0, "since day", 0},
    {X, "expect", "finding", "finding", -1, B(FINDING), NULL, 0},
    {X, "expect", "finding", NULL, 2, 0, "open|not-open", 0},
    {X, "expect", "finding", ",", -1, 0, "since day", 0},
    {X, "expect", "no", "no", -1, 0, "warning", 0},
    {X, "expect", "would", "would", -1, 0, "be|need a signed-reason", 0},
    {X, "expect", "would", "be", -1, 0, "fine|refused", 0},
    {X, "expect", NULL, NULL, 0, B(ROLE), NULL, 0},
    {X, "expect", NULL, NULL, 1, 0, "owes", 0},
    {X, "expect", NULL, "owes", -1, OWED, "no|diary|screen|record|judgement|answer|prescriber-question", 0},
    {X, "expect", NULL, "owes no", -1, OWED, "diary|screen|record|judgement|answer|prescriber-question", 0},
    {E, "", NULL, "by", -1, B(ROLE), NULL, 0}, /* without `people` one person a role */
    {E, "", NULL, "with", -1, B(ROLE), NULL, 0},
    /* instruments */
    {I, "", "score", "rule", -1, N(SOURCE), NULL, 0},
    {I, "", "threshold", "treatment", -1, B(PROCEDURE), NULL, 0},
    {I, "", "threshold", "among", -1, B(REGION), NULL, 0},
    {I, "", "instrument", NULL, 2, 0, "version", 0},
    {I, "", "score", ",", -1, 0, "rule", 0},
    {I, "", "threshold", "threshold", -1, N(SCORE), NULL, 0},
    {I, "", "threshold", NULL, 2, 0, "mdc|mcid|scb|pass", 0},
    {I, "", "threshold", ",", -1, 0, "for|among|treatment|at|method|people|confidence|baseline", 0},
    {I, "", "threshold", "for", -1, B(CONDITION), NULL, 0},
    {I, "", "threshold", "method", -1, 0, "anchor|roc|distribution", 0},
    {I, "instrument", "code", "code", -1, 0, "loinc|snomed", 0},
    {I, "instrument", "wording", "wording", -1, 0, "free", 0},
    {I, "instrument", "items", ",", -1, 0, "values|decimal", 0},
    {I, "instrument", "one", "one", -1, 0, "of", 0},
    {I, "instrument", "one", "of", -1, N(ITEM), NULL, 0},
    {I, "instrument", "one", ",", -1, N(ITEM), NULL, 0},
    {I, "instrument", "ask", "ask", -1, N(ITEM), NULL, 0},
    {I, "score", "measure", "measure", -1, B(MEASURE), NULL, 0},
    {I, "score", "of", "of", -1, N(ITEM) | N(SCORE), NULL, 0},
    {I, "score", "of", ",", -1, N(ITEM) | N(SCORE), NULL, 0},
    {I, "score", "reversed", "reversed", -1, N(ITEM), NULL, 0},
    {I, "score", "reversed", ",", -1, N(ITEM), NULL, 0},
    {I, "score", "code", "code", -1, N(ITEM), NULL, 0},
    {I, "score", "all", "all", -1, 0, "answered", 0},
    {I, "score", "at", "at", -1, 0, "least", 0},
    {I, "score", "is", NULL, -1, 0, "sum|mean|largest|answered|most", 0},
    {I, "score", "table", "table", -1, 0, "from", 0},
    {I, "score", "capped", "capped", -1, 0, "at", 0},
    {I, "score", "range", ",", -1, 0, "higher is better|lower is better", 0},
    {I, "score", "band", "band", -1, 0, "at least|at most|above|below", 0},
    /* the catalogue */
    {C, NULL, "by", "by", -1, B(ROLE), NULL, 0},
    {C, NULL, NULL, "by", -1, B(ROLE), NULL, 0},
    {C, NULL, "by", ",", -1, B(ROLE), NULL, 0},
    {C, NULL, NULL, "region", -1, B(REGION), NULL, 0},
    {C, NULL, NULL, "at", -1, B(REGION), NULL, 0},
    {C, NULL, "at", ",", -1, B(REGION), NULL, 0},
    {C, "measure", NULL, "scale", -1, B(SCALE), NULL, 0},
    {C, "measure", "of", "of one day take", -1, 0, "worst|mean|last", 0},
    {C, "measure", "trials", ",", -1, 0, "take best|take mean", 0},
    {C, "measure", "of", "of", -1, 0, "one day take", 0},
    {C, "class", NULL, "within", -1, B(CLASS), NULL, 0},
    {C, "substance", "class", "class", -1, B(CLASS), NULL, 0},
    {C, "substance", "class", ",", -1, B(CLASS), NULL, 0},
    {C, "product", "ingredients", "ingredients", -1, B(SUBSTANCE), NULL, 0},
    {C, "product", "ingredients", ",", -1, B(SUBSTANCE), NULL, 0},
    {C, "product", NULL, "route", -1, B(ROUTE), NULL, 0},
    {C, NULL, "shows", "shows", -1, B(VARIABLE), NULL, 0},
    {C, NULL, "shows", ",", -1, B(VARIABLE), NULL, 0},
    {C, NULL, "demands", "demands", -1, N(LOAD), NULL, 0},
    {C, NULL, "moves", "moves", -1, B(VARIABLE), NULL, 0},
    {C, NULL, "moves", ",", -1, B(VARIABLE), NULL, 0},
    {C, NULL, NULL, "load", -1, N(LOAD), NULL, 0},
    {C, NULL, "attribute", "attribute", -1, B(ATTRIBUTE), NULL, 0},
    {C, NULL, "attribute", ",", -1, B(ATTRIBUTE), NULL, 0},
    {C, "exercise", "dose", "dose", -1, 0, FIELDS, 0},
    {C, "exercise", "dose", ",", -1, 0, FIELDS, 0},
    {C, "exercise", "attribute", "when", -1, 0, FIELDS, 0},
    {C, "exercise", "class", "by", -1, 0, FIELDS, 0},
    {C, "class", NULL, NULL, 0, 0, "at least|at most|above|below", 0},
    {C, "exercise", "muscles", "muscles", -1, B(MUSCLE), NULL, 0},
    {C, "exercise", "muscles", ",", -1, B(MUSCLE), NULL, 0},
    {C, "exercise", "stresses", "stresses", -1, B(TISSUE), NULL, 0},
    {C, "exercise", "stresses", ",", -1, B(TISSUE), NULL, 0},
    {C, "exercise", "family", "family", -1, B(FAMILY), NULL, 0},
    {C, NULL, "code", "code", -1, 0, "loinc|snomed|atc|rxnorm", 0},
    {C, "exercise", "loads", "loads", -1, B(REGION), NULL, 0},
    {C, "exercise", "loads", ",", -1, B(REGION), NULL, 0},
    {C, "exercise", "class", "class", -1, N(LOAD), "by", 0},
    {C, NULL, NULL, "gives", -1, N(LOAD), NULL, 0},
    {C, "exercise", NULL, "is", -1, B(MEASURE), NULL, 0},
    {C, "exercise", "easier", "easier", -1, B(EXERCISE), NULL, 0},
    {C, "exercise", "harder", "harder", -1, B(EXERCISE), NULL, 0},
    {C, "exercise", "at", "at", -1, 0, "home|clinic", 0},
    {C, "exercise", "at", ",", -1, 0, "home|clinic|daily-life", 0},
};

/* How a criterion that reads no measure begins. */
const char *const wants_openers[] = {"clearance", "not before", "open",   "no open",        "no record of",
                                     "record of", "no",         "taking", "every set done", "settled by next morning",
                                     "always",    "all of",     "any of"};
const size_t wants_opener_count = TDM_COUNT(wants_openers);

static void add_words(struct wants *out, const char *words, struct tdm_arena *mem) {
    tdm_str rest = tdm_str_of(words);
    while (rest.len > 0 && out->word_count < TDM_COUNT(out->words)) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR("|"), &end);
        out->words[out->word_count++] = tdm_arena_str(mem, tdm_str_slice(rest, 0, end)).at;
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
}

/* The first line of a block of the catalogue holds clauses too, behind its commas: the head of the last one that begins
 * with a head some row knows; and the block is the line's own. */
static bool on_first_line(const struct tdm_editor_desk *desk, const struct spot *spot) {
    bool catalog = desk->kind == TDM_EDITOR_CATALOG && spot->depth == 0 && spot->before > 0;
    return catalog && catalog_kind_of(spot_word(spot, 0)) >= 0;
}

static tdm_str clause_head(const struct tdm_editor_desk *desk, const struct spot *spot) {
    struct form forms[32];
    if (!on_first_line(desk, spot)) return spot_word(spot, spot_head(spot));
    uint32_t count = forms_inside(desk, spot_word(spot, 0), forms, TDM_COUNT(forms));
    for (uint32_t at = spot->before; at > 1; at--)
        for (uint32_t i = 0; i < count && tdm_str_is(spot_word(spot, at - 2), ","); i++)
            if (tdm_str_equal(forms[i].head, spot_word(spot, at - 1))) return forms[i].head;
    return spot_word(spot, 0);
}

static tdm_str block_of(const struct tdm_editor_desk *desk, const struct spot *spot) {
    return on_first_line(desk, spot) ? spot_word(spot, 0) : spot_head_above(spot, 0);
}

static bool fits(const struct row *row, const struct tdm_editor_desk *desk, const struct spot *spot) {
    uint32_t head = spot_head(spot);
    unsigned files = 1u << spot_kind(desk, spot) | (spot->in_entry ? E : 0);
    if ((row->files & files) == 0) return false;
    if (row->block != NULL && !tdm_str_is(block_of(desk, spot), row->block)) return false;
    if (row->head != NULL && (spot->before <= head || !tdm_str_is(clause_head(desk, spot), row->head))) return false;
    if (row->at >= 0 && spot->before != head + (uint32_t)row->at) return false;
    return row->after == NULL || spot_after(spot, row->after);
}

static void find_rows(const struct tdm_editor_desk *desk, const struct spot *spot, struct wants *out) {
    *out = (struct wants){.block = block_of(desk, spot)};
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        if (!fits(&rows[i], desk, spot)) continue;
        out->names |= rows[i].names;
        out->criterion = out->criterion || rows[i].want == WANT_CRITERION;
        if (rows[i].words != NULL) add_words(out, rows[i].words, desk->mem);
    }
}

static const struct tdm_editor_name *measure_named(const struct tdm_editor_desk *desk, tdm_str word,
                                                   bool catalog_only) {
    for (size_t i = 0; i < desk->name_count; i++) {
        const struct tdm_editor_name *name = &desk->names[i];
        bool measure = name->kind == TDM_KIND_MEASURE || (name->kind == TDM_NAME_MEASURE && !catalog_only);
        if (measure && tdm_str_equal(name->name, word)) return name;
    }
    return NULL;
}

/* Steps are wanted of the measure that is read: the nearest one before the cursor. One without a scale has none. */
static void narrow_steps(const struct tdm_editor_desk *desk, const struct spot *spot, struct wants *out) {
    const struct tdm_editor_name *measure = NULL;
    for (uint32_t at = spot->before; at > 0 && measure == NULL; at--)
        measure = measure_named(desk, spot_word(spot, at - 1), false);
    if (measure != NULL && measure->kind == TDM_NAME_MEASURE) measure = measure_named(desk, measure->of, true);
    if (measure == NULL) return;
    out->scale = measure->of;
    if (measure->of.len == 0) out->names &= ~N(STEP);
}

/* Behind the name of a measure, at the beginning of a criterion or behind `when` or `by`; and behind its comma. */
static void in_criterion(const struct tdm_editor_desk *desk, const struct spot *spot, struct wants *out) {
    if (desk->kind > TDM_EDITOR_DECISION || spot->before == 0) return;
    tdm_str last = spot_word(spot, spot->before - 1);
    struct spot begun = *spot;
    struct wants there;
    begun.before = spot->before - 1;
    begun.under = -1;
    if (tdm_str_is(last, ",")) {
        for (uint32_t at = spot->before; at > 0; at--)
            begun.before = tdm_str_is(spot_word(spot, at - 1), "when") ? at : begun.before;
        if (begun.before == spot->before - 1) begun.before = 0;
        find_rows(desk, &begun, &there);
        if (there.criterion)
            add_words(out, "latest|latest within|mean of|worst of|best of|every of|last|at least|screened within",
                      desk->mem);
        return;
    }
    if (measure_named(desk, last, false) == NULL) return;
    find_rows(desk, &begun, &there);
    if (!there.criterion) return;
    out->names |= N(STEP);
    add_words(out, "at most|at least|above|below|is|is not|better than|worse than", desk->mem);
}

void wants_find(const struct tdm_editor_desk *desk, const struct spot *spot, struct wants *out) {
    uint32_t head = spot_head(spot);
    if (spot->in_cites) {
        *out = (struct wants){0};
        out->names = N(SOURCE);
        add_words(out, "own", desk->mem);
        return;
    }
    find_rows(desk, spot, out);
    if (out->criterion) {
        out->names |= N(MEASURE) | (desk->kind == TDM_EDITOR_DECISION ? B(MEASURE) : 0);
        for (size_t i = 0; i < wants_opener_count && out->word_count < TDM_COUNT(out->words); i++)
            out->words[out->word_count++] = wants_openers[i];
    }
    /* Blocks of the tables stand at the top: deeper ones of the same word are others. */
    out->heads = (spot->before == 0 && spot->depth <= 1) || (on_first_line(desk, spot) && spot_after(spot, ","));
    out->entries = spot_kind(desk, spot) == TDM_EDITOR_CHART && spot->depth == 0 && head > 0 && spot->before == head;
    if (!out->criterion) in_criterion(desk, spot, out);
    if ((out->names & N(STEP)) != 0) narrow_steps(desk, spot, out);
}
