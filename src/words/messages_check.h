/* messages_check.h - what a check rests on, scenarios that were run, the catalogue as a list. Same form as messages.h. */
#ifndef TDM_MESSAGES_CHECK_H
#define TDM_MESSAGES_CHECK_H

#define TDM_MESSAGES_CHECK(X) \
    X(CHECK_RESTS, "if windows are kept, nobody overrides, and criteria and signatures each come within {n} {n|day|days} of being asked for") \
    X(CHECK_RESTS_SAME_DAY, "if windows are kept, nobody overrides, and criteria and signatures come on the day they are asked for") \
    X(CHECK_RESTS_EVER, "if windows are kept and nobody overrides, however late criteria and signatures come")

#endif
