/* reason_messages.h - the sentence of every reason in English: one row for each row of engine/reasons.h; the first part of
 * messages.h, which says how a row is written. */
#ifndef TDM_REASON_MESSAGES_H
#define TDM_REASON_MESSAGES_H

#define TDM_REASON_MESSAGES(X)                                                                                             \
    /* reasons, one for each row of engine/reasons.h */                                                                    \
    X(REASON_NONE, "no reason recorded")                                                                                   \
    X(REASON_WITHIN, "{value} on {date}")                                                                                  \
    X(REASON_WITHIN_MANY, "{value} over {n} readings to {date}")                                                           \
    X(REASON_OUTSIDE_MANY, "{value} over {n} readings to {date}")                                                          \
    X(REASON_OUTSIDE, "{value} on {date}")                                                                 \
    X(REASON_MISSING, "{ref} was never recorded")                                                                          \
    X(REASON_STALE, "the latest is of {date}, {n} {n|day|days} old; at most {of_n} {of_n|day|days} count")                 \
    X(REASON_COVERAGE, "{n} of {of_n} readings needed, {date} to {until}")                                                 \
    X(REASON_CONTRADICTORY, "readings of {date} contradict each other")                                                    \
    X(REASON_OTHER_SIDE_MISSING, "no reading of the other side")                                                           \
    X(REASON_OTHER_SIDE_AFFECTED, "the other side is affected and cannot be the measure")                                  \
    X(REASON_NOT_SAME_DAY, "the two sides were measured on different days, {date} and {until}")                            \
    X(REASON_NO_BASELINE, "no baseline of {ref} before the procedure")                                                     \
    X(REASON_NO_BASIS, "what it is compared with was not recorded, or is zero")                                                        \
    X(REASON_NO_SESSIONS, "{n} of {of_n} sessions can be judged")                                                          \
    X(REASON_SETS_DONE, "every set done in the last {of_n} {of_n|session|sessions}")                                       \
    X(REASON_SETS_NOT_DONE, "not every set was done on {date}")                                                            \
    X(REASON_SETTLED, "settled by the morning after {date}")                                                               \
    X(REASON_NOT_SETTLED, "not settled by the morning after {date}")                                                       \
    X(REASON_SIGNED, "signed on {date}, counts through {until}")                                                           \
    X(REASON_NOT_SIGNED, "not signed")                                                                                     \
    X(REASON_TOO_EARLY, "a new signature is needed: that of {date} came before {until} and never counts")                    \
    X(REASON_EXPIRED, "signed on {date}, counted through {until}: expired")                                                \
    X(REASON_REVOKED, "revoked on {date}")                                                                                 \
    X(REASON_WRONG_ROLE, "signed on {date} by somebody who may not sign it")                                               \
    X(REASON_SPENT, "signed on {date}, before the procedure that counts now")                                              \
    X(REASON_TIME_REACHED, "the time has come, since {date}")                                                              \
    X(REASON_TOO_SOON, "not before {date}")                                                                                \
    X(REASON_NOT_ANCHORED, "counts from something that has not happened")                                                  \
    X(REASON_WINDOW_MOVED, "moved by a signed entry: not before {date}")                                                   \
    X(REASON_IS_OPEN, "\"{ref}\" open since {date}")                                                                           \
    X(REASON_NONE_OPEN, "none open; last asked for on {date}")                                                             \
    X(REASON_NEVER_ASKED, "none recorded, and nobody has asked")                                                           \
    X(REASON_SCREEN_STALE, "last asked for on {date}, {n} {n|day|days} ago; at most {of_n} {of_n|day|days} count")         \
    X(REASON_RECORD_FOUND, "recorded on {date}")                                                                           \
    X(REASON_RECORD_UNKNOWN, "cannot tell: nobody has said what {words} of {date} contains")                               \
    X(REASON_NO_RECORD, "no record of it since {date}")                                                                    \
    X(REASON_DENIED, "denied on {date}, for the time since {until}")                                                       \
    X(REASON_NOT_DENIED, "nobody has asked about the time since {date}")                                                   \
    X(REASON_TAKING, "recorded as taken, {date}")                                                                          \
    X(REASON_NOT_TAKING, "no record of taking it")                                                                         \
    X(REASON_ALWAYS, "holds for everyone")                                                                                 \
    X(REASON_ALL_MET, "all {of_n} hold")                                                                                   \
    X(REASON_SOME_UNMET, "{n} of {of_n} {n|does|do} not hold")                                                             \
    X(REASON_SOME_UNKNOWN, "{n} of {of_n} cannot be told")                                                                 \
    X(REASON_OVERRIDDEN, "overridden by a signed entry on {date}")                                                         \
    X(REASON_BY_DATE, "by its own dates, {date}")                                                                          \
    X(REASON_BY_ENTRY, "entered on {date}")                                                                                \
    X(REASON_BY_CLEARANCE, "ended by the signature of {date}")                                                             \
    X(REASON_BY_NEXT, "{ref} began on {date}")                                                                             \
    X(REASON_BY_END, "the episode ended on {date}")                                                                        \
    X(REASON_HELD_BY_ENTRY, "held since {date}")                                                                           \
    X(REASON_HELD_BY_REVOCATION, "held: its clearance was revoked on {date}")                                              \
    X(REASON_HELD_BY_FLAG, "held: {ref} is open since {date}")                                                             \
    X(REASON_NO_PROCEDURE, "waits for the procedure, which has not been done")                                             \
    X(REASON_PAST_LONGEST, "past its longest length since {date}")                                                         \
    X(REASON_UNDER_CEILING, "{class}, at or under today's limit ({ceiling})")                                              \
    X(REASON_ABOVE_CEILING, "{class} is above today's limit ({ceiling})")                                                  \
    X(REASON_BARRED_ATTRIBUTE, "{ref} is barred today")                                                                    \
    X(REASON_CLASS_UNKNOWN, "the dose does not say enough to know its load")                                               \
    X(REASON_NOT_AT_SITE, "does not load the treated side")                                                                \
    X(REASON_DEVIATION_LOAD, "{ref} was done at {class}; the limit of that day was {ceiling}")                             \
    X(REASON_DEVIATION_ATTRIBUTE, "a session had {ref}, barred on that day")                                               \
    X(REASON_DEVIATION_PRESCRIBED, "{ref} was prescribed at {class}; the limit of that day was {ceiling}")                 \
    X(REASON_DEVIATION_PRESCRIBED_ATTRIBUTE, "a prescription has {ref}, barred on that day")                               \
    X(REASON_DEVIATION_SUBSTANCE, "{words} was taken inside {ref}, which lasts through {until}")                           \
    X(REASON_DEVIATION_SUBSTANCE_UNKNOWN, "cannot tell whether {words} touches {ref}: ask what it contains and how it was taken") \
    X(REASON_DEVIATION_ORDERED, "{words} is ordered inside {ref}, which lasts through {until}; nothing says that it was taken")\
    X(REASON_DEVIATION_VITAL, "{words} touches {ref}, but it may be vital: keep taking it, the physician and the prescriber decide") \
    X(REASON_DEVIATION_GATE, "entered although {ref} was closed")                                                          \
    X(REASON_DEVIATION_UNKNOWN_GATE, "entered although {ref} could not be told open")                                      \
    X(REASON_DEVIATION_COMPLETED, "completed although {ref} was not open")                                                 \
    X(REASON_DEVIATION_COMPLETED_OPEN, "completed over an open finding: \"{ref}\" since {date}")                            \
    X(REASON_DEVIATION_EARLY_UNDATED, "{ref} was signed on {date}, before what its day counts from had happened: it never counts") \
    X(REASON_DEVIATION_EARLY_SIGNATURE, "{ref} was signed on {date}, before {until}: it never counts")                     \
    X(REASON_DEVIATION_SIGNER, "{ref} was signed by somebody who may not sign it")                                         \
    X(REASON_DEVIATION_BASELINE, "procedure done with {n} of {of_n} baseline measures known")                              \
    X(REASON_DEVIATION_WRONG_SITE, "the procedure was recorded at another site than this episode's")                       \
    X(REASON_DEVIATION_OVERSTAYED, "{ref} is past its longest length since {date}")                                        \
    X(REASON_DEVIATION_NEVER, "{ref} is ruled out until {until} by a never-clause of the protocol")                        \
    X(REASON_DEVIATION_OVERRIDE, "{ref} was overridden by a signed entry")                                                 \
    X(REASON_DEVIATION_MOVER, "{ref} was moved by somebody who may not move it: it stays as it was")                       \
    X(REASON_DEVIATION_MOVE, "{ref} was moved outside what the protocol allows")                                           \
    X(REASON_DEVIATION_AFTER_END, "dated after the episode ended on {until}")                                              \
    X(REASON_DEVIATION_FLAG_CLOSER, "{ref} was closed by somebody who may not close it: it stays open")                    \
    X(REASON_DEVIATION_RAISED, "{ref} was done with {value}; the target was {limit}, and no rule had raised it")           \
    X(REASON_DEVIATION_LATE_FACT, "{ref} was signed without a fact that was recorded later; its signer should look again")           \
    X(REASON_OWED_REPEAT, "every {n} {n|day|days}; last on {date}")                                                        \
    X(REASON_OWED_WINDOW, "between {date} and {until}")                                                                    \
    X(REASON_OWED_NEVER_DONE, "not yet done; counted from {date}")                                                           \
    X(REASON_OWED_UNKNOWN, "{ref} cannot be told without it")                                                              \
    X(REASON_OWED_DECISION, "may be signed from {date}")                                                                   \
    X(REASON_OWED_FLAG, "{ref} is open and waits for an answer")                                                           \
    X(REASON_OWED_RULE, "by what it says of {ref} since {date}")                                     \
    X(REASON_OWED_PRESCRIBER, "a medicine that may be vital: ask its prescriber")                                          \
    X(REASON_OWED_FINDING, "open finding to be retrained")                                                                 \
    X(REASON_OWED_FIELDS, "the procedure record lacks {n} {n|field|fields}")                                               \
    X(REASON_OWED_JUDGEMENT, "adverse event of {date}, grade {n}; nobody has judged how it relates to the treatment")      \
    X(REASON_OWED_PLAN_PASSED, "planned for {date}, and nothing is recorded of it since")                                  \
    X(REASON_OWED_PARTLY, "done in part on {date}, because: {why}")                                                        \
    X(REASON_OWED_COULD_NOT, "could not be done on {date}, because: {why}")                                                \
    X(REASON_OWED_ACKNOWLEDGE, "handed over on {date}, not yet acknowledged")                                                            \
    X(REASON_OWED_REVIEW, "something recorded later speaks against it; its signer should look again")                      \
    X(REASON_OWED_NEVER_MET, "{ref} is not met, and the longest wait for it is over since {date}")

#endif
