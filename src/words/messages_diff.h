/* messages_diff.h - the sentences of a comparison of two protocols; part of messages.h. The aspects stand in the order of
 * enum tdm_diff_aspect, the topics in that of enum tdm_diff_topic (proof/diff.h). */
#ifndef TDM_MESSAGES_DIFF_H
#define TDM_MESSAGES_DIFF_H

#define TDM_MESSAGES_DIFF(X) \
    X(MEANS_EXISTS, "gone or new") \
    X(MEANS_CONDITION, "is for {value}") \
    X(MEANS_PROCEDURE, "goes with the procedure {value}") \
    X(MEANS_TARGET, "aims at {value}") \
    X(MEANS_STATUS, "is {value}") \
    X(MEANS_SERIES, "the clock starts at {value}") \
    X(MEANS_EARLIEST, "earliest {value}") \
    X(MEANS_LATEST, "begins at the latest {value}") \
    X(MEANS_BARRED_FROM, "not allowed from {value}") \
    X(MEANS_BARRED_UNTIL, "not allowed until {value}") \
    X(MEANS_NEVER_BEFORE, "never before {value}") \
    X(MEANS_TRACK, "is on {value}") \
    X(MEANS_INTENT, "its intent is to {value}") \
    X(MEANS_FROM, "begins {value}") \
    X(MEANS_UNTIL, "lasts until {value}") \
    X(MEANS_LENGTH, "lasts {value}") \
    X(MEANS_ENDS_BY, "ends by clearance {value}") \
    X(MEANS_CEILING, "load at most {value}") \
    X(MEANS_BARS, "bars {value}") \
    X(MEANS_OFFERS, "offers {value}") \
    X(MEANS_AIMS, "aims at {value}") \
    X(MEANS_SIGNED_BY, "signed by {value}") \
    X(MEANS_NOT_BEFORE, "not before {value}") \
    X(MEANS_VALID, "counts for {value}") \
    X(MEANS_MAY_MOVE, "its first day may be moved from {value}") \
    X(MEANS_OPENS, "opens {value}") \
    X(MEANS_ASKS, "asks {value}") \
    X(MEANS_ASKS_HOW, "asks for {value} its lines") \
    X(MEANS_ASSESSED, "in phase {ref}, {value}") \
    X(MEANS_RAISED, "raised by {value}") \
    X(MEANS_RAISED_HOW, "raised by {value} its lines") \
    X(MEANS_ESCALATES, "goes to {value}") \
    X(MEANS_HOLDS, "while it is open, {value}") \
    X(MEANS_FOR, "for {value}") \
    X(MEANS_IN, "in {value}") \
    X(MEANS_DOES, "{value}") \
    X(MEANS_WHEN, "{ref} when {value}") \
    X(MEANS_WHEN_HOW, "{ref} when {value} its lines hold") \
    X(MEANS_OTHERWISE, "otherwise {value}") \
    X(MEANS_OFTEN, "{value}") \
    X(MEANS_WEEK, "week {ref}: {value}") \
    X(MEANS_OWED_BY, "owed by {value}") \
    X(MEANS_EVERY, "every {value}") \
    X(MEANS_OWED_FROM, "owed from {value}") \
    X(MEANS_OWED_UNTIL, "owed until {value}") \
    X(MEANS_OWES, "asks for {value}") \
    X(MEANS_OTHER_SIDE, "if the other side is affected, compared with {value}") \
    X(MEANS_FRESH, "a reading counts for {value}") \
    X(MEANS_TOPIC_FRAME, "The protocol") \
    X(MEANS_TOPIC_LOAD, "Load") \
    X(MEANS_TOPIC_ATTRIBUTE, "What a load has besides its class") \
    X(MEANS_TOPIC_ACTIVITY, "Activities") \
    X(MEANS_TOPIC_SUBSTANCE, "Substances") \
    X(MEANS_TOPIC_PHASE, "Phases") \
    X(MEANS_TOPIC_ROLE, "Who signs, and when") \
    X(MEANS_TOPIC_GATE, "Gates") \
    X(MEANS_TOPIC_ASSESS, "Assessments") \
    X(MEANS_TOPIC_FLAG, "Flags") \
    X(MEANS_TOPIC_PROGRESS, "From session to session") \
    X(MEANS_TOPIC_PLAN, "Plans") \
    X(MEANS_TOPIC_OWE, "Owed again and again") \
    X(MEANS_TOPIC_MEASURE, "How measures are read") \
    X(MEANS_SIDE, "{ref}: {words}, version {value}") \
    X(MEANS_COUNTED, "Days are counted from the procedure, and are the best case: every criterion met, every signature given on its first day.") \
    X(MEANS_COUNTED_ENROLMENT, "Days are counted from the enrolment, and are the best case: every criterion met, every signature given on its first day.") \
    X(MEANS_NONE, "no difference in meaning") \
    X(MEANS_DAY, "day {n}") \
    X(MEANS_AGAINST, "{value} against {words}") \
    X(MEANS_AGAINST_LONG, "{value}, against {words}") \
    X(MEANS_LINE, "{ref}: {words}") \
    X(MEANS_GONE, "gone: {words}") X(MEANS_NEW, "new: {words}") \
    X(MEANS_STRICTER, "stricter") X(MEANS_LOOSER, "looser") \
    X(MEANS_TOWARD, "{words} ({value})") \
    X(MEANS_TOLD, "{n|difference|differences} in meaning: {n}. B is stricter in {of_n}, looser in {from_n}.") \
    X(MEANS_NOT_COMPARED, "Not compared: titles, reasons, sentences for the patient, sources, comments, the order of clauses.")

#endif
