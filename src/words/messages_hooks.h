/* messages_hooks.h - the sentences of cards that other systems show while somebody orders; part of messages.h. */
#ifndef TDM_MESSAGES_HOOKS_H
#define TDM_MESSAGES_HOOKS_H

#define TDM_MESSAGES_HOOKS(X) \
    X(HOOK_AGAINST, "{what}: against the protocol of the episode {ref}") \
    X(HOOK_ASK, "Ask what it contains and how it is given. Until that is known, nothing says that it is allowed.") \
    X(HOOK_ASOF, "As of {date}, by everything recorded in the chart; protocol {ref} {value}. For the care team: it decides nothing, a physician does.") \
    X(HOOK_BARRED, "{what}: barred by the protocol through {until}") \
    X(HOOK_BARRED_OPEN, "{what}: barred by the protocol, without a last day yet") \
    X(HOOK_BASELINE, "{what}: {n} of {of_n} baseline measures are known") \
    X(HOOK_CANNOT_TELL, "{what}: cannot tell whether the protocol bars it") \
    X(HOOK_CONTRADICTS, "Its code and its name are of different medicines.") \
    X(HOOK_EPISODE, "Episode {ref}, {value}.") \
    X(HOOK_FLAG, "{what}: \"{ref}\" is open since {date}") \
    X(HOOK_GROUP, "Its code lies in the group: {value}.") \
    X(HOOK_KEEP, "{what}: keep taking what is prescribed; physician and prescriber decide together") \
    X(HOOK_LIMITS, "Load allowed today: {limit}") \
    X(HOOK_LOAD, "{what}: more load than the protocol allows; today {limit}") \
    X(HOOK_LOAD_UNKNOWN, "{what}: cannot tell how much load it is; today {limit}") \
    X(HOOK_OVERDUE, "{ref}: the decision of {who} is overdue since {date}") \
    X(HOOK_REMOVE, "Take the order out: {what}") \
    X(HOOK_REQUEST, "Ask for the clearance {ref}") \
    X(HOOK_SIGNATURE, "The clearance {ref} may be signed from {date}.") \
    X(HOOK_SITE, "{what}: ordered for another site than that of the episode") \
    X(HOOK_TASK, "Decide on the clearance {ref} of the episode {value}") \
    X(HOOK_WAITS, "The gate {ref} is shut:")

#endif
