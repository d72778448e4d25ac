/* reasons.h - every reason the engine can give: code, stable id, and what its arguments mean. One row each; `words` has a
 * sentence for each, docs/reasons.md lists them. */
#ifndef TDM_REASONS_H
#define TDM_REASONS_H

/* X(NAME, "stable-id", "what value, limit, date, until, n, of_n, ref, entry mean") */
#define TDM_REASONS(X)                                                                                                  \
    X(NONE, "none", "")                                                                                                 \
    /* readings */                                                                                                      \
    X(WITHIN, "within", "value against limit; date: of the reading; n of of_n readings")                                \
    X(OUTSIDE, "outside", "value against limit; date; n of of_n")                                                       \
    X(MISSING, "missing", "never recorded; ref: measure use")                                                           \
    X(STALE, "stale", "date: of the latest; n: its age in days; of_n: greatest age")                                    \
    X(COVERAGE, "coverage", "n readings of of_n needed; date, until: the days looked at")                               \
    X(CONTRADICTORY, "contradictory", "same day, verdicts on both sides; date")                                         \
    X(OTHER_SIDE_MISSING, "other-side-missing", "date: of the treated side's reading")                                  \
    X(OTHER_SIDE_AFFECTED, "other-side-affected", "")                                                                   \
    X(NOT_SAME_DAY, "not-same-day", "date, until: the two days")                                                        \
    X(NO_BASELINE, "no-baseline", "ref: measure use")                                                                   \
    X(NO_BASIS, "no-basis", "1RM, body mass or norm was not given, or is zero")                                         \
    X(NO_SESSIONS, "no-sessions", "n sessions usable of of_n asked")                                                    \
    X(SETS_DONE, "sets-done", "n of of_n sessions; date: of the last")                                                  \
    X(SETS_NOT_DONE, "sets-not-done", "date: of the session that fell short")                                           \
    X(SETTLED, "settled", "date")                                                                                       \
    X(NOT_SETTLED, "not-settled", "date; value: change")                                                                \
    /* signatures */                                                                                                    \
    X(SIGNED, "signed", "date: signed; until: last day it counts")                                                      \
    X(NOT_SIGNED, "not-signed", "ref: clearance; date: first lawful day, if it lies ahead")                             \
    X(TOO_EARLY, "too-early", "date: signed; until: first lawful day (M44)")                                            \
    X(EXPIRED, "expired", "date: signed; until: last day it counted")                                                   \
    X(REVOKED, "revoked", "date: of the revocation; entry: it")                                                         \
    X(WRONG_ROLE, "wrong-role", "date: signed; entry")                                                                  \
    X(SPENT, "spent", "date: signed, before the procedure that counts (M14)")                                           \
    /* time */                                                                                                          \
    X(TIME_REACHED, "time-reached", "date: since when")                                                                 \
    X(TOO_SOON, "too-soon", "date: first day")                                                                          \
    X(NOT_ANCHORED, "not-anchored", "what it counts from has not happened")                                             \
    X(WINDOW_MOVED, "window-moved", "date: new first day; entry: the move")                                             \
    /* things */                                                                                                        \
    X(IS_OPEN, "open", "date: since; entry; ref: flag if n is 1, else finding")                                                                       \
    X(NONE_OPEN, "none-open", "date: last asked for")                                                                   \
    X(NEVER_ASKED, "never-asked", "nothing open is recorded, and nobody asked")                                         \
    X(SCREEN_STALE, "screen-stale", "date: last asked; n: age; of_n: greatest age")                                     \
    X(RECORD_FOUND, "record-found", "date; entry")                                                                      \
    X(RECORD_UNKNOWN, "record-cannot-tell", "what was taken is not known in the catalogue; date; entry")                \
    X(NO_RECORD, "no-record", "date: since")                                                                            \
    X(DENIED, "denied", "date: of the denial; until: since when it covers")                                             \
    X(NOT_DENIED, "not-denied", "no denial or screening covers the span; date: since")                                  \
    X(TAKING, "taking", "date; entry")                                                                                  \
    X(NOT_TAKING, "not-taking", "")                                                                                     \
    X(ALWAYS, "always", "")                                                                                             \
    /* conditions */                                                                                                    \
    X(ALL_MET, "all-met", "n of of_n")                                                                                  \
    X(SOME_UNMET, "some-unmet", "n unmet of of_n")                                                                      \
    X(SOME_UNKNOWN, "some-unknown", "n unknown of of_n")                                                                \
    X(OVERRIDDEN, "overridden", "date; entry: the override")                                                            \
    /* phases */                                                                                                        \
    X(BY_DATE, "by-date", "date: began or ended by its own clause")                                                     \
    X(BY_ENTRY, "by-entry", "date; entry")                                                                              \
    X(BY_CLEARANCE, "by-clearance", "date; entry: the signature")                                                       \
    X(BY_NEXT, "by-next", "date: the next phase of the track began; ref: it")                                           \
    X(BY_END, "by-end", "date: the episode ended")                                                                      \
    X(HELD_BY_ENTRY, "held", "date; entry")                                                                             \
    X(HELD_BY_REVOCATION, "held-revoked", "date; entry: the revocation")                                                \
    X(HELD_BY_FLAG, "held-flag", "date; entry; ref: flag")                                                              \
    X(NO_PROCEDURE, "no-procedure", "needs the procedure, which has not been performed")                                \
    X(PAST_LONGEST, "past-longest", "date: since when")                                                                 \
    /* load */                                                                                                          \
    X(UNDER_CEILING, "under-ceiling", "n: class; of_n: ceiling class")                                                  \
    X(ABOVE_CEILING, "above-ceiling", "n: class; of_n: ceiling class; ref: exercise")                                   \
    X(BARRED_ATTRIBUTE, "barred-attribute", "ref: attribute")                                                           \
    X(CLASS_UNKNOWN, "class-unknown", "dose incomplete; ref: exercise")                                                 \
    X(NOT_AT_SITE, "not-at-site", "loads another region (M70)")                                                         \
    /* deviations */                                                                                                    \
    X(DEVIATION_LOAD, "session-above-ceiling", "n: class done; of_n: ceiling; ref: exercise; entry")                    \
    X(DEVIATION_ATTRIBUTE, "session-barred-attribute", "ref: attribute; entry")                                         \
    X(DEVIATION_PRESCRIBED, "prescribed-above-ceiling", "n: class; of_n: ceiling; ref: exercise")                       \
    X(DEVIATION_PRESCRIBED_ATTRIBUTE, "prescribed-barred-attribute", "ref: attribute; entry")                           \
    X(DEVIATION_SUBSTANCE, "restricted-substance", "ref: restriction; until: last barred day; entry")                   \
    X(DEVIATION_SUBSTANCE_UNKNOWN, "substance-cannot-tell", "product, ingredient or route unknown; entry")              \
    X(DEVIATION_ORDERED, "ordered-substance", "ref: restriction; until; entry: an order, no intake recorded (M64)")     \
    X(DEVIATION_VITAL, "vital-substance", "keep taking: a question to the prescriber (M63); entry")                     \
    X(DEVIATION_GATE, "entered-through-closed-gate", "ref: gate; entry")                                                \
    X(DEVIATION_UNKNOWN_GATE, "entered-through-unknown-gate", "ref: gate; entry: a term could not be told")             \
    X(DEVIATION_COMPLETED, "completed-through-closed-gate", "ref: gate; entry: the end (M87)")                          \
    X(DEVIATION_COMPLETED_OPEN, "completed-over-open-finding", "ref: finding; date: open since; entry: the end (M87)")      \
    X(DEVIATION_EARLY_SIGNATURE, "signed-too-early", "date; until: first lawful day; ref: clearance")                   \
    X(DEVIATION_SIGNER, "signed-without-right", "ref: clearance")                                                       \
    X(DEVIATION_BASELINE, "procedure-without-baseline", "n of of_n measures known before the procedure")                \
    X(DEVIATION_WRONG_SITE, "procedure-at-wrong-site", "entry")                                                         \
    X(DEVIATION_OVERSTAYED, "window-overstayed", "ref: phase; date: since when")                                        \
    X(DEVIATION_NEVER, "never-clause-broken", "clause; ref: exercise; until: the last day it rules it out (F081)")                                                  \
    X(DEVIATION_OVERRIDE, "gate-overridden", "ref: gate; entry: visible for ever (M53)")                                \
    X(DEVIATION_MOVER, "window-moved-without-right", "ref: clearance; entry: by somebody who may not; no effect (M50)")    \
    X(DEVIATION_MOVE, "window-moved-outside", "ref: clearance; entry (M50, M118)")                                      \
    X(DEVIATION_AFTER_END, "recorded-after-the-end", "date; until: the end of the episode; entry (M98)")                \
    X(DEVIATION_FLAG_CLOSER, "flag-closed-without-right", "ref: flag of the protocol; entry (M96)")                     \
    X(DEVIATION_LATE_FACT, "signed-without-fact", "entry: the signature; a fact older than it was recorded later (M49)") \
    X(DEVIATION_RAISED, "load-raised-without-rule", "value: done; limit: the target of that day; ref: exercise; entry (M80)")           \
    /* obligations */                                                                                                   \
    X(OWED_REPEAT, "owed-repeat", "date: last done; n: rhythm in days")                                                 \
    X(OWED_WINDOW, "owed-window", "date, until: both days inside")                                                      \
    X(OWED_NEVER_DONE, "owed-never-done", "date: since when")                                                           \
    X(OWED_UNKNOWN, "owed-unknown", "a gate cannot tell without it; ref: gate")                                         \
    X(OWED_DECISION, "owed-decision", "signature awaited; ref: clearance; date: lawful from; until: window's end")      \
    X(OWED_FLAG, "owed-flag", "open flag to be answered; ref: flag; entry")                                             \
    X(OWED_PRESCRIBER, "owed-prescriber", "vital medicine; entry")                                                      \
    X(OWED_FINDING, "owed-finding", "open finding to be retrained; entry")                                              \
    X(OWED_FIELDS, "owed-fields", "procedure record incomplete; n fields missing; entry (M95)")                         \
    X(OWED_JUDGEMENT, "owed-judgement", "adverse event; date; n: grade; of_n: 1 when serious; entry (F018)")            \
    X(OWED_PLAN_PASSED, "owed-plan-passed", "date: the planned day, of which nothing is recorded (M116)")               \
    X(OWED_PARTLY, "owed-partly", "hand-off answered in part; date; entry: the answer, whose `because` says why (M79)")    \
    X(OWED_COULD_NOT, "owed-could-not", "hand-off that could not be done; date; entry: the answer (M79)")                  \
    X(OWED_ACKNOWLEDGE, "owed-acknowledge", "hand-off not yet acknowledged; entry")                                    \
    X(OWED_RULE, "owed-rule", "a step of a progression says who is told; ref: exercise; date: since when (M75)")         \
    X(OWED_REVIEW, "owed-review", "another look at a signature; ref: clearance; entry: it (M17, M49)")                      \
    X(OWED_NEVER_MET, "owed-never-met", "a phase is past its longest length and waits; ref: gate; date: since when (M58)")

enum tdm_reason_code {
#define X(name, id, meaning) TDM_REASON_##name,
    TDM_REASONS(X)
#undef X
    TDM_REASON_CODE_COUNT
};
const char *tdm_reason_id(enum tdm_reason_code code); /* "too-early": stable, in JSON */
const char *tdm_reason_meaning(enum tdm_reason_code code);

#endif
