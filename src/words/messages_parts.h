/* messages_parts.h - small words that sentences are put together with, and what the parts of a timeline and of an argument
 * are called; part of messages.h. A language that orders them otherwise says so in its own row. */
#ifndef TDM_MESSAGES_PARTS_H
#define TDM_MESSAGES_PARTS_H

#define TDM_MESSAGES_PARTS(X) \
    X(PART_UNTRANSLATED, "{words}") \
    X(PART_OR, " or ") \
    X(PART_NEXT, ", ") \
    X(PART_AND, ", and ") \
    X(PART_IT, "it") \
    X(PART_FLAG, "a flag") \
    X(PART_FINDING, "a finding") \
    X(PART_TEAM, "team") \
    X(PART_DIFFERENCE, "a difference of {ref}") \
    X(PART_COUNTS, "of {of_n}: {n} {n|holds|hold}, {left_n} {left_n|does|do} not hold, {from_n} cannot be told") \
    X(PART_GATE, "gate {ref}") \
    X(PART_RESTRICTION, "the restriction {ref}") \
    X(PART_RIGHT, "right {ref}") \
    X(PART_LEFT, "left {ref}") \
    X(PART_STEP, "step {n}") \
    X(PART_STARTS, "starts") \
    X(PART_ENDS, "ends") \
    X(PART_BEST, "best") \
    X(PART_BODY_MASS, "body mass") \
    X(PART_NOT_WHOLE, ", not whole") \
    X(UNIT_DEGREES, "degrees") X(UNIT_SECONDS, "seconds") X(UNIT_MINUTES, "minutes") X(UNIT_DEGREE, "degree") X(UNIT_SECOND, "second") X(UNIT_MINUTE, "minute") \
    X(DOSE_SETS_OF, "{value} sets of {limit}") X(DOSE_ONE_SET_OF, "{value} set of {limit}") \
    X(DOSE_SETS, "{value} sets") X(DOSE_ONE_SET, "{value} set") \
    X(DOSE_REPS, "{value} repetitions") X(DOSE_ONE_REP, "{value} repetition") \
    X(DOSE_MINUTES, "{value} minutes") X(DOSE_ONE_MINUTE, "{value} minute") \
    X(DOSE_ASK_REPS, "how many repetitions in each set") X(DOSE_ASK_SETS, "how many sets") X(DOSE_NOT_SET, "{words}; not set: {limit}") \
    X(DOSE_EFFORT, "effort {value} of 10") X(DOSE_SHARE, "{value} of what you can lift once") X(DOSE_HOLD, "hold {value}") X(DOSE_REST, "{value} of rest after each set") X(DOSE_TEMPO, "{value} for each repetition") \
    X(DOSE_RESERVE, "stop when you could do {value} more") X(DOSE_BELOW, "{words} below {value}") X(DOSE_AT_MOST, "{words} of at most {value}") \
    X(DOSE_EFFORT_BELOW, "effort below {value} of 10") X(DOSE_EFFORT_AT_MOST, "effort of at most {value} of 10") \
    X(DOSE_ADDED, "added weight") X(DOSE_NO_WEIGHT, "no added weight") X(DOSE_RM, "a weight that you could lift {value} times and not once more") X(DOSE_ONE_RM, "a weight that you could lift once and not a second time") X(DOSE_LOAD, "{value}") X(DOSE_FIELD, "{ref} {value}") \
    X(DOSE_ONCE_DAY, "once a day") X(DOSE_ONCE_WEEK, "once a week") \
    X(DOSE_ASK_OFTEN, "how often") X(DOSE_ASK_LEVEL, "whether this much is within that level") X(DOSE_ASK_HOLD, "how long to hold") X(DOSE_TIMES_DAY, "{n} times a day") X(DOSE_TIMES_WEEK, "{n} times a week") \
    X(STANDING_ON_BY, "On {date}, by {words}.") \
    X(STANDING_PROTOCOL, "Protocol {ref} {value} ({class}); {words}.") \
    X(TERM_PHASE, "phase {ref} (line {n})") \
    X(TERM_NEVER, "never-clause (line {n})") X(TERM_FIXED, "fixed prohibition of the protocol (line {n})") \
    X(TERM_RESTRICTION, "restriction {ref} (line {n})") \
    X(TERM_STATEMENT, "statement of {date}") \
    X(TERM_HOLD, "hold of {date}") \
    X(TERM_FLAG, "flag of {date}") \
    X(GATE_TODAY, "{ref} today") \
    X(OPEN_FLAG, "flag {ref}: {words} since {date}") \
    X(CHANGE_STOP, "stop") X(CHANGE_BACK, "go back") X(CHANGE_STAY, "stay") X(CHANGE_ON, "go on") \
    X(WHY_ENTRY_BY, "{words}, by {who}") \
    X(WHY_ENTRY_NAMED, "{words}, by {who}, name {ref}") \
    X(WHY_CLEARANCE, "clearance {ref}: {words}") \
    X(WHY_PHASE, "phase {ref} on {value}: {words}") \
    X(WHY_RESTRICTION, "restriction {ref}: {words}") \
    X(WHY_LOAD, "load allowed: {ref}") \
    X(WHY_NO_LIMIT, "no limit stated") \
    X(WHY_BINDING, "binding: {ref}") \
    X(WHY_IN_FORCE, "in force: {ref}") \
    X(WHY_MAY, "{ref}: may") \
    X(WHY_MAY_UP_TO, "{ref}: may, up to the limit") \
    X(WHY_MAY_NOT, "{ref}: may not") \
    X(TIMELINE_SIGNED, "signed: {ref}") \
    X(TIMELINE_SIGNED_BUT, "signed: {ref} ({why})") \
    X(TIMELINE_ENROLMENT, "enrolment") \
    X(TIMELINE_PROCEDURE, "procedure") \
    X(TIMELINE_END, "end") \
    X(TIMELINE_BAR, "{ref}: {date} to {until}") \
    X(TIMELINE_BAR_OPEN, "{ref}: {date} to {until}, end open") \
    X(TIMELINE_BAR_HELD, "{ref} (held)") \
    X(TIMELINE_LEGEND, "= happened   - may come   ~ uncertain end   # held   x not allowed   < > goes on   | today") \
    X(LEGEND_TISSUE, "tissue, happened") X(LEGEND_FUNCTION, "function, happened") X(LEGEND_HELD, "held") \
    X(LEGEND_PLAN, "may come") X(LEGEND_UNCERTAIN, "uncertain end") X(LEGEND_NO, "not allowed") \
    X(LEGEND_EVENT, "happened, signed") X(LEGEND_PASSED, "gate passed") X(LEGEND_EARLIEST, "gate: earliest day") \
    X(LEGEND_DEVIATION, "against the protocol, or a warning sign") \
    X(LEGEND_BEYOND, ">  goes on beyond the edge")

#endif
