/* messages_swap.h - the sentences of what may stand in for an exercise, and of bounds; part of messages.h. The reasons stand
 * in the order of enum tdm_stand_in_state (engine/stand_in.h). */
#ifndef TDM_MESSAGES_SWAP_H
#define TDM_MESSAGES_SWAP_H

#define TDM_MESSAGES_SWAP(X) \
    X(SWAP_TITLE, "What may stand in for \"{ref}\" on {date}") \
    X(SWAP_PRESCRIBED, "It is prescribed as {class}; what stands in keeps that load class.") \
    X(SWAP_CLASS_UNKNOWN, "It is prescribed, but the load class of its dose cannot be told, so nothing can be said to keep it.") \
    X(SWAP_NOT_PRESCRIBED, "It is not prescribed now, so no load class is asked of what stands in.") \
    X(SWAP_NO_FAMILY, "The catalogue names no other exercise that may stand in for it.") \
    X(SWAP_HEAD_FITS, "May stand in") \
    X(SWAP_HEAD_ALLOWED, "Of its family, not ruled out today") \
    X(SWAP_HEAD_NOT, "Cannot stand in today") \
    X(SWAP_NONE, "none of its family") \
    X(SWAP_AT, "{class} at {ref} {words}") \
    X(SWAP_AT_OF, "{class} at {ref} {words} of {value}") \
    X(SWAP_NEEDS, "needs {words}") \
    X(SWAP_ADDS, "adds: {words}") \
    X(SWAP_AVOID, "keep out: {words}") \
    X(SWAP_NOT_OFFERED, "not on the shelf of the phase: ask who wrote the protocol") \
    X(SWAP_NOT_CLASS, "cannot be done as {class}") \
    X(SWAP_NOT_CEILING, "today's ceiling does not allow it") \
    X(SWAP_NOT_OTHER, "another treatment of this person does not allow it") \
    X(SWAP_NOT_EQUIPMENT, "needs {words}, which is not there") \
    X(SWAP_NOT_PLACE, "not done at that place") \
    X(SWAP_NOTE, "Whoever prescribes decides; `tandem try` tells what the new prescription would mean.") \
    X(BOUND_AT_MOST, "at most {value}") X(BOUND_AT_LEAST, "at least {value}") X(BOUND_ABOVE, "above {value}") \
    X(BOUND_BELOW, "below {value}") X(BOUND_IS, "is {value}") X(BOUND_IS_NOT, "is not {value}") \
    X(BOUND_BETWEEN, "{value} to {limit}") X(BOUND_FROM_TO_BELOW, "{value} to below {limit}") \
    X(BOUND_ABOVE_TO, "above {value} to {limit}")

#endif
