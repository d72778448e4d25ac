/* messages_check.h - what a check rests on, scenarios that were run, the catalogue as a list. Same form as messages.h. */
#ifndef TDM_MESSAGES_CHECK_H
#define TDM_MESSAGES_CHECK_H

#define TDM_MESSAGES_CHECK(X) \
    X(CHECK_RESTS, "if windows are kept, nobody overrides, and criteria and signatures each come within {n} {n|day|days} of being asked for") \
    X(CHECK_RESTS_SAME_DAY, "if windows are kept, nobody overrides, and criteria and signatures come on the day they are asked for") \
    X(CHECK_RESTS_EVER, "if windows are kept and nobody overrides, however late criteria and signatures come") \
    X(TEST_FAILED, "{ref}:{n}: \"{words}\", day {of_n}") \
    X(TEST_EXPECTED, "expected: {words}") X(TEST_IS, "is: {words}") \
    X(TEST_ALL_HOLD, "{ref}: {n} {n|scenario|scenarios}, {of_n} {of_n|day|days}, {from_n} {from_n|expectation|expectations}, all hold") \
    X(TEST_SOME_FAIL, "{ref}: {n} {n|scenario|scenarios}, {of_n} {of_n|day|days}, {from_n} {from_n|expectation|expectations}, {left_n} of them {left_n|does|do} not hold") \
    X(TEST_DECIDED, "decided: {n} of {of_n} ways of {from_n} clauses") \
    X(TEST_NEVER, "{ref}:{n}: {clause}: never {words}") \
    X(TEST_NEVER_BOTH, "{ref}:{n}: {clause}: never {words}, never {value}") \
    X(TEST_CHANGED, "changed one by one: {n}; {of_n} refused by the check, {from_n} noticed, {left_n} unnoticed and explained, {open_n} that nobody notices") \
    X(TEST_SURVIVOR, "{ref}:{n}: {words}") X(TEST_SURVIVOR_AS, "as: {words}") \
    X(CATALOG_HINT, "`tandem catalog list KIND` names them, `tandem catalog show NAME` tells what one says.") \
    X(PROTOCOL_SIGNED, "{words}: signed by the role of {who} on {date}") \
    X(WORK_LINE, "{ref} ({site}): {words}, {until}. {who}") \
    X(WORK_LINE_BLOCKS, "{ref} ({site}): {words}, {until}; {value}. {who}") \
    X(WORK_PEOPLE, "{who}: {words}")

#endif
