/* messages_asks.h - what a gate, a flag or a factor asks for, days as a protocol writes them, of whom a threshold is. The English rows are the
 * words of the notation, so that an English reader can look for the line. Same form as messages.h. */
#ifndef TDM_MESSAGES_ASKS_H
#define TDM_MESSAGES_ASKS_H

#define TDM_MESSAGES_ASKS(X) \
    X(ASKS_ALL, "all of") X(ASKS_ANY, "any of") X(ASKS_SOME, "at least {n} of") X(ASKS_NOT, "not") \
    X(ASKS_CLEARANCE, "clearance {ref}") X(ASKS_SIGNATURE, "signature \"{ref}\"") X(ASKS_NOT_BEFORE, "not before {words}") \
    X(ASKS_OPEN_FLAG, "open flag") X(ASKS_OPEN_FINDING, "open finding") X(ASKS_OPEN_COMPENSATION, "open compensation") \
    X(ASKS_OPEN, "open {ref}") \
    X(ASKS_NO_OPEN_FLAG, "no open flag") X(ASKS_NO_WARNING, "no warning sign open") X(ASKS_WARNING, "a warning sign open") X(ASKS_NO_OPEN_FINDING, "no open finding") \
    X(ASKS_NO_OPEN_COMPENSATION, "no open compensation") X(ASKS_NO_OPEN, "no open {ref}") \
    X(ASKS_NO_RECORD, "no record of {ref}") X(ASKS_RECORD, "record of {ref}") X(ASKS_NONE, "no {ref}") \
    X(ASKS_TAKING, "taking {ref}") X(ASKS_SETS, "every set done") X(ASKS_SETTLED, "settled by next morning") \
    X(ASKS_ALWAYS, "always") \
    X(ASKS_THING_FLAG, "flag") X(ASKS_THING_FINDING, "finding") X(ASKS_THING_COMPENSATION, "compensation") \
    X(ASKS_THING_OF_FINDING, "finding {ref}") X(ASKS_THING_CLASS, "class {ref}") \
    X(ASKS_THING_SUBSTANCE, "substance {ref}") X(ASKS_THING_PROCEDURE, "procedure {ref}") X(ASKS_THING_EVENT, "event {ref}") \
    X(ASKS_SCREENED, ", screened within {span}") X(ASKS_SINCE, " since {words}") X(ASKS_WITHIN, " within {span}") \
    X(ASKS_LATEST, "latest") X(ASKS_MEAN, "mean") X(ASKS_WORST, "worst") X(ASKS_BEST, "best") X(ASKS_EVERY, "every") \
    X(ASKS_OVER_WITHIN, ", {words} within {span}") X(ASKS_OVER_OF, ", {words} of {span}") \
    X(ASKS_OVER_SESSIONS, ", last {n} sessions") X(ASKS_READINGS, ", at least {n} readings") \
    X(ASKS_RISE_NEXT, "rise of {ref} from before a session to the next morning") \
    X(ASKS_CHANGE_OF, "change of {ref}") X(ASKS_MEASURE, "{ref} {words}") X(ASKS_BETTER, "{ref} better than {value} by {words}") \
    X(ASKS_WORSE, "{ref} worse than {value} by {words}") X(ASKS_PERCENT, "{ref} {words} of {value}") \
    X(ASKS_DIFFERENCE, "{ref} {words} from {value}") X(ASKS_APART, "{ref}: difference from {value} {words}") \
    X(BASIS_OTHER_SIDE, "other side") X(BASIS_BASELINE, "baseline") X(BASIS_BEST, "best") X(BASIS_NORM, "norm") \
    X(BASIS_LAST_WEEK, "last week") \
    X(DAY_ENROLMENT, "enrolment") X(DAY_PROCEDURE, "procedure") X(DAY_DISCHARGE, "discharge") \
    X(DAY_START_OF, "start of {ref}") X(DAY_END_OF, "end of {ref}") X(DAY_OF_GATE, "gate {ref}") \
    X(DAY_AFTER, "{span} after {words}") X(DAY_BEFORE, "{span} before {words}") \
    X(FROM_DAY, "from {words}") X(UNTIL_DAY, "until {words}") X(UNTIL_CLEARANCE, "until clearance {ref}") \
    X(UNTIL_CLEARANCE_AT_MOST, "until clearance {ref}, at most {words}") X(WITHOUT_END, "without end") \
    X(VALID_FOR, "valid {span}") X(ESCALATE_TO, "escalate to {who} within {span}") \
    X(TOUCHES_ROUTE, "{ref}, route {words}") X(TOUCHES_LOAD, "load above {class}") \
    X(OFTEN_WEEK, "{n} times a week") X(OFTEN_DAY, "{n} times a day") X(OFTEN_APART, "at least {span} apart") \
    X(OFTEN_SETS, "{n} {n|set|sets}") X(OFTEN_REST, "rest {value} to {limit} {words}") X(ROW_WEEK, "week {n}: {words}") \
    X(ROW_WEEKS, "weeks {n} to {of_n}: {words}") \
    X(THRESHOLD_AFTER, "at {span}") X(THRESHOLD_FROM, "from {value} to {limit}") \
    X(THRESHOLD_PEOPLE, "{n} people") X(THRESHOLD_CONFIDENCE, "{n}% confidence") \
    X(ITEM_VALUES, "{value} to {limit}") X(ITEM_BETWEEN, "{value} to {limit}, also between") X(THRESHOLD_RANGE, "{value} to {limit}") X(METHOD_ANCHOR, "anchor") X(METHOD_ROC, "roc") \
    X(METHOD_DISTRIBUTION, "distribution")

#endif
