/* messages_page.h - the pages of the catalogue: heads, columns, facts. Same form as messages.h. */
#ifndef TDM_MESSAGES_PAGE_H
#define TDM_MESSAGES_PAGE_H

#define TDM_MESSAGES_PAGE(X) \
    X(PAGE_TITLE, "The catalogue") \
    X(PAGE_TITLE_ALL, "The catalogue: exercises, measures, medicines, instruments") \
    X(PAGE_ABOUT_ALL, "What protocols can offer and ask for. A drawing shows the end of a movement, its start as a shadow, and what works in colour. Nothing here is a prescription: which exercise, and how much of it, is for the people who care for a patient.") \
    X(PAGE_ABOUT, "What protocols can offer and ask for, and the protocols themselves, without a patient. Nothing here is a prescription: which exercise, and how much of it, is for the people who care for a patient.") \
    X(PAGE_ABOUT_DRAWINGS, "A drawing shows the end of a movement, its start as a shadow, and what works in colour.") \
    X(PAGE_ALL_ON_ONE, "All exercises on one page, for printing") \
    X(PAGE_CONTENTS, "Contents") \
    X(PAGE_NAV_CONTENTS, "contents") \
    X(PAGE_NAV_PROTOCOLS, "protocols") \
    X(PAGE_NAV_INSTRUMENTS, "instruments") \
    X(PAGE_NAV_MEASURES, "measures") \
    X(PAGE_NAV_MEDICINES, "medicines") \
    X(PAGE_NAV_WINDOWS, "windows") \
    X(PAGE_LOADS_FIRST, "Exercises that load the {ref} first") \
    X(PAGE_BY_REGION, "Exercises, by the region that they load first") \
    X(PAGE_EXERCISES_OF, "Exercises: {ref}") \
    X(PAGE_LOADS, "Loads") \
    X(PAGE_SIDES, "Sides") \
    X(PAGE_SIDES_BOTH, "both") \
    X(PAGE_TRAINS, "Trains") \
    X(PAGE_LOAD_CLASS, "Load class") \
    X(PAGE_BESIDES, "Besides") \
    X(PAGE_WITH, "With") \
    X(PAGE_WHERE, "Where") \
    X(PAGE_EASIER, "Easier") \
    X(PAGE_HARDER, "Harder") \
    X(PAGE_SHELF_OF, "On the shelf of") \
    X(PAGE_AT_HOME_OR_CLINIC, "at home or in the clinic") \
    X(PAGE_AT_HOME, "at home") \
    X(PAGE_AT_CLINIC, "in the clinic") \
    X(PAGE_CLASS_AT, "{ref} {words}: {class}") \
    X(PAGE_CLASS_AT_OF, "{ref} {words} of {value}: {class}") \
    X(PAGE_WHEN, "{ref} when {words} {value}") \
    X(PAGE_WHEN_IS, "{ref} when {words} is {value}") \
    X(PAGE_BASIS_BASELINE, "baseline") \
    X(PAGE_BASIS_OTHER_SIDE, "the other side") \
    X(PAGE_BASIS_NORM, "the norm") \
    X(PAGE_BASIS_LAST_WEEK, "last week") \
    X(PAGE_BASIS_BEST, "the best") \
    X(PAGE_MEASURES, "Measures") \
    X(PAGE_MEASURE, "Measure") \
    X(PAGE_VALUES, "Values") \
    X(PAGE_BETTER_WHEN, "Better when") \
    X(PAGE_TAKEN_BY, "Taken by") \
    X(PAGE_HIGHER, "higher") \
    X(PAGE_LOWER, "lower") \
    X(PAGE_MEDICINES, "Medicines") \
    X(PAGE_MEDICINE, "Medicine") \
    X(PAGE_CLASSES, "Classes") \
    X(PAGE_ALSO, "Also said") \
    X(PAGE_INSTRUMENTS, "Instruments") \
    X(PAGE_INSTRUMENT, "Instrument") \
    X(PAGE_ITEMS, "Items") \
    X(PAGE_SCORES, "Scores") \
    X(PAGE_WHOSE, "Whose it is") \
    X(PAGE_PROTOCOLS, "Protocols") \
    X(PAGE_PROTOCOL, "Protocol") \
    X(PAGE_TITLE_OF, "Title") \
    X(PAGE_FOR, "For") \
    X(PAGE_PROCEDURE, "Procedure") \
    X(PAGE_STATUS, "Status") \
    X(PAGE_NO_PROCEDURE, "none, therapy alone") \
    X(PAGE_ITEM, "Item") \
    X(PAGE_WORDING, "Wording") \
    X(PAGE_ANSWERS, "Answers") \
    X(PAGE_FROM_TO, "{value} to {limit}") \
    X(PAGE_SCORE, "Score") \
    X(PAGE_RULE, "Rule") \
    X(PAGE_OF, "Of") \
    X(PAGE_RANGE, "Range") \
    X(PAGE_OF_PARTS, "{n} parts, at least {of_n} answered") \
    X(PAGE_OLDER, "{words} (older)") \
    X(PAGE_THRESHOLDS, "Thresholds") \
    X(PAGE_KIND, "Kind") \
    X(PAGE_VALUE, "Value") \
    X(PAGE_AMONG, "Among whom, how, from where") \
    X(PAGE_ASKED_BY, "Asked for by") \
    X(PAGE_SOURCES, "Sources") \
    X(PAGE_SOURCE, "Source") \
    X(PAGE_PLACE, "Where") \
    X(PAGE_STRENGTH, "Strength") \
    X(PAGE_SAYS, "Says") \
    X(PAGE_NAME, "Name") \
    X(PAGE_VERSION, "Version") \
    X(PAGE_ASKS_ABOUT, "Asks about") \
    X(PAGE_WORDING_SHIPS, "ships with the program") \
    X(PAGE_WORDING_NOT, "does not ship: its holder gives it") \
    X(PAGE_OWN, "Own") \
    X(PAGE_OWN_SHARE, "{n} of {of_n} clauses that want a source rest on their author alone") \
    X(PAGE_GUIDELINES, "What guidelines say of the procedure") \
    X(PAGE_YEAR, "Year") \
    X(PAGE_GUIDELINE, "Guideline") \
    X(PAGE_PLAN, "What may be when") \
    X(PAGE_NO_DAYS, "Its days cannot be told: `tandem network` says why.") \
    X(PAGE_PLAN_READ, "Each bar runs from the earliest to the latest day that all bounds together allow; dark, it holds on that day in every case. A bar that touches the right edge has no latest day. No date opens a gate by itself: its criteria and signatures come from people.") \
    X(PAGE_PHASES_TISSUE, "Phases of the tissue") \
    X(PAGE_PHASES_FUNCTION, "Phases of function") \
    X(PAGE_PHASE, "Phase") \
    X(PAGE_BEGINS, "Begins") \
    X(PAGE_ENDS, "Ends") \
    X(PAGE_LOAD_AT_MOST, "Load at most") \
    X(PAGE_AIMS, "Aims") \
    X(PAGE_ON_SHELF, "On the shelf") \
    X(PAGE_NOT_KNOWN, "not known") \
    X(PAGE_SOURCES_SAY, "What a source says is told as the authors of this protocol read it.") \
    X(PAGE_GATES, "Gates") \
    X(PAGE_GATE, "Gate") \
    X(PAGE_OPENS, "Opens") \
    X(PAGE_FIRST_DAY, "First day") \
    X(PAGE_ASKS_FOR, "Asks for") \
    X(PAGE_DISCHARGE, "discharge") X(PAGE_NEVER_MET, "When the longest wait for it is over and it is not met, {who} decides within {span}: {words}.") \
    X(PAGE_SIGNATURES, "Signatures") \
    X(PAGE_SIGNATURE, "Signature") \
    X(PAGE_BY, "By") \
    X(PAGE_NOT_BEFORE, "Not before") \
    X(PAGE_VALID, "Valid") \
    X(PAGE_MAY_SIGN, "May be signed") \
    X(PAGE_NOT_ALLOWED, "What is not allowed") \
    X(PAGE_RESTRICTION, "Restriction") \
    X(PAGE_TOUCHES, "Touches") \
    X(PAGE_FROM, "From") \
    X(PAGE_UNTIL, "Until") \
    X(PAGE_BECAUSE, "Because") \
    X(PAGE_MEASURES_OF, "What it measures") \
    X(PAGE_ITS_WORD, "Its word") \
    X(PAGE_PLANS, "Plans of training") \
    X(PAGE_PLAN_ONE, "Plan") \
    X(PAGE_EXERCISES, "Exercises") \
    X(PAGE_HOW_OFTEN, "How often") \
    X(PAGE_FLAGS, "Flags") \
    X(PAGE_FLAG, "Flag") \
    X(PAGE_GOES_TO, "Goes to") \
    X(PAGE_LOADING, "Loading") \
    X(PAGE_HELD, "is held while it is open") \
    X(PAGE_DIRECTNESS, "About this treatment") \
    X(PAGE_LOOK, "Last look") \
    X(PAGE_DIRECTLY, "directly") \
    X(PAGE_INDIRECTLY, "indirectly") \
    X(PAGE_WITHDRAWN, "{words}; withdrawn {date}") \
    X(PAGE_DAY_ANY, "any day") \
    X(PAGE_DAY_LATEST, "day {n} at the latest") \
    X(PAGE_DAY_LATER, "day {n} or later") \
    X(PAGE_DAY, "day {n}") \
    X(PAGE_DAYS, "day {n} to {of_n}") \
    X(PAGE_ROW_TISSUE, "The tissue") \
    X(PAGE_ROW_FUNCTION, "Function") \
    X(PAGE_ROW_GATES, "Gates and signatures") \
    X(PAGE_ROW_PHASE, "phase {ref}") \
    X(PAGE_WINDOWS_TABLE, "As the protocols say") \
    X(PAGE_ROW_GATE, "gate {ref}") \
    X(PAGE_ROW_CLEARANCE, "clearance {ref}") \
    X(PAGE_BAR_PHASE, "{ref}: begins {words}, ends {value}") \
    X(PAGE_BAR_GATE, "{ref}: first {words}, met {value}") \
    X(PAGE_BAR_CLEARANCE, "{ref}: asked for {words}, signed {value}") \
    X(PAGE_BAR_LAST, "{ref}: from {words}, last {value}") \
    X(PAGE_BAR_SIGNED, "{ref}: from {words}, until it is signed, {value}") \
    X(PAGE_BAR_NO_END, "{ref}: from {words}, has no end") \
    X(PAGE_WEEKS_ENROLMENT, "weeks after enrolment") \
    X(PAGE_WEEKS_PROCEDURE, "weeks after the procedure") \
    X(PAGE_PLAN_OF, "The plan of {ref}") \
    X(PAGE_SAME_DAYS, "The same days stand in the tables below.") \
    X(PAGE_WINDOWS, "Healing windows and earliest days") \
    X(PAGE_ABOUT_WINDOWS, "By condition, joint, target and procedure, as the protocols say: how long a tissue is given, and the first day of each signature and gate. Two protocols for the same care may differ; that is shown, not settled.") \
    X(PAGE_WHAT, "What") \
    X(PAGE_WHEN_HEAD, "When") \
    X(PAGE_WHOSE_WINDOW, "Rests on")

#endif
