/* messages_options.h - the sentences of decisions and of the options of an episode; part of messages.h. They lay out
 * arguments and advise nothing. */
#ifndef TDM_MESSAGES_OPTIONS_H
#define TDM_MESSAGES_OPTIONS_H

#define TDM_MESSAGES_OPTIONS(X)                                                                                            \
    X(OPTIONS_TITLE, "{chart}: {site}. {words}")                                                                           \
    X(OPTIONS_DECISION, "Decision {ref}; {n} of {of_n} clauses that want a source are its author's own judgement.")        \
    X(OPTIONS_LIMITS, "What limits") X(OPTIONS_WAYS, "Ways forward, always all four; none of them is advised")             \
    X(OPTIONS_FLIPS, "Would flip it") X(OPTIONS_POSITIONS, "What guidelines say") X(OPTIONS_LAWS, "Legal status")          \
    X(LIMITING_TISSUE, "tissue: the facts point to the tissue, and not to strength or control")                            \
    X(LIMITING_NEUROMUSCULAR, "neuromuscular: the facts point to strength or control, and not to the tissue")              \
    X(LIMITING_BOTH, "both: the facts point to the tissue and to strength or control")                                     \
    X(LIMITING_CANNOT_TELL, "cannot tell: a fact that matters is not known")                                               \
    X(LIMITING_NEITHER, "cannot tell: neither found, look elsewhere")                                                      \
    X(WAY_THERAPY_FIRST, "therapy first") X(WAY_CELL_PROCEDURE, "work-up for a cell procedure")                            \
    X(WAY_COMBINED, "both, combined in sequence") X(WAY_WATCHFUL, "watchful waiting")                                      \
    X(AVAILABILITY_OPEN, "nothing recorded bars it") X(AVAILABILITY_CAUTION, "with caution")                               \
    X(AVAILABILITY_ASK, "a question comes first: the {who} decides")                                                       \
    X(AVAILABILITY_UNKNOWN, "availability unknown: not everything was asked or measured")                       \
    X(AVAILABILITY_EXCLUDED, "excluded now")                                                                               \
    X(AVAILABILITY_SHORT_OPEN, "open") X(AVAILABILITY_SHORT_CAUTION, "with caution") X(AVAILABILITY_SHORT_ASK, "a question first") \
    X(AVAILABILITY_SHORT_UNKNOWN, "availability unknown") X(AVAILABILITY_SHORT_EXCLUDED, "excluded now")                   \
    X(OPTION_FITS, "the facts above speak for it") X(OPTION_NEEDS, "made of: {words}")                                     \
    X(OPTION_FOR, "speaks for it") X(OPTION_AGAINST, "speaks against it") X(OPTION_EXCLUDES, "would exclude it")           \
    X(OPTION_ASKS, "question to the {who}") X(OPTION_CAUTIONS, "asks for care")                                            \
    X(ARGUMENT_HOLDS, "holds") X(ARGUMENT_FAILS, "no") X(ARGUMENT_UNKNOWN, "unknown")                                      \
    X(ARGUMENT_FACTOR, "what limits is: {words}")                                                                          \
    X(FLIP_NONE, "no unknown fact, and none near its bound, would change the answer")                                      \
    X(FLIP_TOGETHER, "what limits changes with it together with other unknown facts") X(FLIP_ASK, "can be recorded by: {who}")            \
    X(FLIP_NEAR, "near its bound: {words}") X(FLIP_IF, "{words}: {ref}")                                                   \
    X(FLIP_BELOW, "below {value}") X(FLIP_UP_TO, "up to {value}") X(FLIP_ABOVE, "above {value}") X(FLIP_FROM, "from {value}") \
    X(FLIP_IS, "{value}") X(FLIP_THERE, "if it is so") X(FLIP_NOT_THERE, "if it is not so")                                \
    X(OF_OTHER_SIDE, "of the other side") X(OF_BASELINE, "of the baseline") X(OF_BASIS, "of what it is compared with")     \
    X(POSITION_LINE, "{words}, {n}: {ref}") X(LAW_LINE, "{ref}: since {date}, {words}") X(LAW_NOT_KNOWN, "{ref}: not known") \
    X(LAW_THIS, "of this episode's protocol")                                                                              \
    X(OPTIONS_NOTICE, "This lists arguments for a talk between patient, physician and therapist; it advises no treatment.") \
    X(EVIDENCE_TITLE, "{ref} version {value}, {words}: what its clauses rest on, on {date}") \
    X(EVIDENCE_SOURCE, "{words}, {ref}; {why}") X(EVIDENCE_DIRECT, "of this very care") X(EVIDENCE_INDIRECT, "of other care") \
    X(EVIDENCE_WITHDRAWN, "WITHDRAWN on {date}: {why}. What leans on it needs another source, or is the author's own.") \
    X(EVIDENCE_NO_LOOK, "nobody has written down a look at it") X(EVIDENCE_OVERDUE, "looked at on {date}; another look is overdue since {until}") \
    X(EVIDENCE_CURRENT, "looked at on {date}, good until {until}") X(EVIDENCE_OWN, "The author's own judgement") \
    X(EVIDENCE_ORDER, "Strengths, from the strongest to the weakest: {words}. A {ref} says what is permitted, never what helps. What was studied in other care weighs less.") \
    X(EVIDENCE_SHARE, "{n} of {of_n} clauses that want a source ({percent}%) are the author's own judgement.") \
    X(EVIDENCE_LEANS, "Clauses that lean on a withdrawn source: {n}; on one whose look is overdue: {of_n}; on one without a look: {from_n}.") \
    X(EVIDENCE_GUIDELINES, "What guidelines say of its procedure, by its head") \
    X(DECISION_READS, "reads: {words}") X(DECISION_NEAR, "near a bound: within {value}") X(DECISION_FOR, "for {words}")    \
    X(DECISION_HEAD_FACTORS, "Factors") X(DECISION_HEAD_OPTIONS, "Options") X(DECISION_HEAD_SOURCES, "Sources")

#endif
