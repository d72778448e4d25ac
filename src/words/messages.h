/* messages.h - every sentence of the program in English. One row: id, template. {name} is an argument,
 * {n|day|days} agrees with a number. Wording rules: CONTRIBUTING.md, "Sentences". Never more certain than the source. */
#ifndef TDM_MESSAGES_H
#define TDM_MESSAGES_H

#include "words/reason_messages.h"

#include "words/messages_asks.h"
#include "words/messages_care.h"
#include "words/messages_course.h"
#include "words/messages_acts.h"
#include "words/messages_check.h"
#include "words/messages_diff.h"
#include "words/messages_hooks.h"
#include "words/messages_lab.h"
#include "words/messages_options.h"
#include "words/messages_page.h"
#include "words/messages_parts.h"
#include "words/messages_record.h"
#include "words/messages_score.h"
#include "words/messages_sheet.h"
#include "words/messages_swap.h"
#include "words/messages_web.h"

#define TDM_MESSAGES(X)                                                                                                    \
    TDM_REASON_MESSAGES(X)                                                                                                 \
    /* needs: what must happen before an answer can change, where no date can be told (M41) */                              \
    X(NEEDS_READING, "needs a reading of {ref}")                                                                           \
    X(NEEDS_SIGNATURE, "needs the signature of {who}")                                                                     \
    X(NEEDS_PROCEDURE, "never, unless the procedure is done")                                                              \
    X(NEEDS_CLOSING, "never, unless \"{ref}\" is closed")                                                                      \
    X(NEEDS_PERSON, "never, unless a person changes it")                                                                   \
    /* a proposed entry, and differences of two standings */                                                               \
    X(VERDICT_FINE, "fine: nothing stands in its way")                                                                     \
    X(VERDICT_NEEDS_REASON, "needs a signed reason: against the protocol, and it may be recorded with one")                                                                       \
    X(VERDICT_REFUSED, "refused as it stands")                                                                                          \
    X(VERDICT_TERM, "set by {words}")                                                                                      \
    X(VERDICT_ANSWERED, "carried by the reason given; it stays visible")                                                   \
    X(VERDICT_TOLD, "to be known; it stands in nobody's way")                                                              \
    X(VERDICT_WAY_SIGN, "it may be signed from {until}")                                                                   \
    X(VERDICT_WAY_SIGNER, "it may be signed by: {who}")                                                                    \
    X(VERDICT_WAY_REASON, "write `because \"...\"`, by somebody of the team")                                              \
    X(VERDICT_WAY_OVERRIDE, "wait until the gate is open, or record `override {ref}` with a reason on the same day")       \
    X(VERDICT_WAY_NEVER, "no reason carries a load past this clause, which holds until {until}: prescribe less")           \
    X(VERDICT_WAY_FINDING, "record it as resolved once it is, or as declined if the patient does not want it retrained")   \
    X(VERDICT_WAY_SITE, "the chart is of another site: record it in that site's chart, or put the site right; recorded here, the protective limits would begin again")             \
    X(HEAD_CHANGED, "What has changed")                                                                                    \
    X(HEAD_DIFFERENCES, "What would change")                                                                               \
    X(DIFFERENCE_NONE, "nothing")                                                                                          \
    X(DIFFERENCE_STATE, "{ref}: {words}, was {value}")                                                                     \
    X(DIFFERENCE_EARLIEST, "{ref}: earliest {until}, was {date}")                                                          \
    X(DIFFERENCE_LATEST, "{ref}: latest {until}, was {date}")                                                              \
    X(DIFFERENCE_END, "{ref}: ends at the latest {until}, was {date}")                                                     \
    X(DIFFERENCE_FROM, "{ref}: may be signed from {until}, was {date}")                                                    \
    X(DIFFERENCE_LAST, "{ref}: last day {until}, was {date}")                                                              \
    X(DIFFERENCE_CRITERION, "{ref}, {clause}: {words}, was {value}")                                                       \
    X(DIFFERENCE_CEILING, "load allowed: {words}, was {value}")                                                            \
    X(DIFFERENCE_BARRED, "now barred: {words}")                                                                            \
    X(DIFFERENCE_UNBARRED, "no longer barred: {words}")                                                                    \
    X(DIFFERENCE_OWED_NEW, "now owed by {who}: {words}")                                                                   \
    X(DIFFERENCE_OWED_GONE, "no longer owed by {who}: {words}")                                                            \
    X(DIFFERENCE_DEVIATION_NEW, "now recorded against the protocol: {words}")                                              \
    X(DIFFERENCE_DEVIATION_GONE, "no longer against the protocol: {words}")                                                \
    X(DIFFERENCE_OPEN_NEW, "now open: {words}")                                                                            \
    X(DIFFERENCE_OPEN_GONE, "no longer open: {words}")                                                                     \
    X(DIFFERENCE_NO_DATE, "no date")                                                                                       \
    X(DIFFERENCE_NO_LIMIT, "no limit said")                                                                                \
    X(ASSUMED_REST, "If nothing else is recorded. Dates to come are the best case: what is asked for comes true.")         \
    X(OTHER_MISSING, "Another chart of this person was not at hand ({words}): its limits are not told here.")             \
    X(HEAD_SIGNS, "Warning signs")                                                                                         \
    X(SIGNS_OPEN, "open: {words}")                                                                                         \
    X(SIGNS_NOT_FOUND, "asked for and not found on {date}: {words}")                                                       \
    X(SIGNS_NOT_ASKED, "not asked for: {words}")                                                                           \
    X(HEAD_ADVERSE, "Adverse events")                                                                                      \
    X(ADVERSE_LINE, "{date}: {words}, grade {n}")                                                                          \
    X(ADVERSE_SERIOUS, "serious")                                                                                          \
    X(ADVERSE_JUDGED, "relation to the treatment: {value}, judged by {who}")                                               \
    X(ADVERSE_SAID, "relation to the treatment: {value}, as recorded; not yet judged")                                     \
    X(ADVERSE_OPEN, "relation to the treatment: not yet judged")                                                           \
    X(HEAD_OTHERS, "Other episodes of this person")                                                                        \
    X(OTHER_LINE, "{ref}: {words}")                                                                                        \
    X(OTHER_PLANNED, "procedure planned for {date}")                                                                       \
    X(CONFLICT_EXERCISE, "{ref} is not allowed by {words}; tell both: {who}")                                              \
    X(CONFLICT_PLANNED, "{ref} loads the site of the procedure that {words} plans for {date}; tell both: {who}")           \
    X(CONFLICT_SUBSTANCE, "{ref} holds in both episodes, here {value}, in {words} {class}; the later end holds; tell both: {who}") \
    X(SHEET_OTHER_ABOVE, "exercise that loads your {ref} harder than \"{class}\"")                                       \
    X(SHEET_OTHER_BARRED, "exercise that loads your {ref} with {words}")                                                   \
    X(SHEET_OTHER_LIMIT, "exercise that loads your {ref} harder than \"{class}\", and any with {words}")                       \
    X(SHEET_WHY_OTHER, "your other treatment ({words}) does not allow it yet")                                             \
    X(WORK_TITLE, "{n} {n|item|items} owed in {of_n} {of_n|chart|charts}, {date}")                                         \
    X(WORK_EMERGENCY, "Emergency: answer now") X(WORK_LATE_BLOCK, "Late, and somebody waits for it")                       \
    X(WORK_BLOCK, "Somebody waits for it") X(WORK_LATE, "Late") X(WORK_DUE, "Due") X(WORK_SOON, "Soon")                    \
    X(WORK_WAITS, "Cannot be done yet")                                                                                    \
    X(WORK_BLOCKS, "gate {ref} waits for it") X(WORK_HOLDS, "it holds the phase {ref}")                                    \
    /* truth and states */                                                                                                 \
    X(TRUTH_MET, "met") X(TRUTH_UNMET, "unmet") X(TRUTH_UNKNOWN, "unknown")                                                \
    X(GATE_OPEN, "open") X(GATE_CLOSED, "closed") X(GATE_CANNOT_TELL, "cannot tell") X(GATE_NOT_APPLICABLE, "does not apply") \
    X(GATE_PASSED, "passed on {date}") X(GATE_OVERRIDDEN, "overridden")                                                    \
    X(PHASE_NOT_YET, "not yet") X(PHASE_ACTIVE, "active") X(PHASE_HELD, "held") X(PHASE_ENDED, "ended")                    \
    X(PHASE_NOT_APPLICABLE, "does not apply") X(PHASE_LINGERING, "ended, its limits still hold") X(PHASE_OVERDUE, "overdue since {date}") \
    X(RESTRICTION_NOT_YET, "from {date}") X(RESTRICTION_IN_FORCE, "through {date}") X(RESTRICTION_OVER, "over since {date}") \
    X(RESTRICTION_NO_DATE, "date not set") X(RESTRICTION_OPEN_END, "without a set end")                                    \
    X(RESTRICTION_BY_PERSON, "until your {who} clears you, on {date} or later")                                             \
    X(RESTRICTION_BY_PERSON_UNDATED, "until your {who} clears you")                                                        \
    X(OWED_UPCOMING, "from {date}") X(OWED_DUE, "due by {date}") X(OWED_OVERDUE, "overdue since {date}") X(OWED_WAITING, "waiting") \
    X(OWED_DUE_NOW, "due now")                                                                                             \
    X(KIND_ASSESSMENT, "measure {ref}") X(KIND_BASELINE, "baseline: {ref}") X(KIND_SIGNATURE, "decide on {ref}") X(KIND_DIARY, "symptom diary") \
    X(KIND_MEASURE, "record {ref}") X(KIND_ESCALATION, "answer the warning \"{ref}\"") X(KIND_ANSWER, "answer what was handed over: {ref}") X(KIND_SCREEN, "ask about warning signs") X(KIND_SCREEN_FINDINGS, "look for findings")                      \
    X(KIND_PRESCRIBER_QUESTION, "ask the prescriber about {words}") X(KIND_REVIEW, "look again at {ref}")                  \
    X(KIND_RETRAINING, "retrain \"{ref}\"") X(KIND_RECORD, "complete the record of {ref}") X(KIND_JUDGEMENT, "judge the adverse event \"{ref}\"") X(KIND_RULE, "answer the rule \"{ref}\"") X(KIND_DECISION, "decide how to go on without \"{ref}\": {words}")                                     \
    X(THEN_KNOWN, "known at the time") X(THEN_LATER, "only known later") X(NOW_GONE, "no longer so, by what is known now") \
    /* standing */                                                                                                         \
    X(STANDING_TITLE, "{chart}: {site}, {title}") X(STANDING_ASOF, "On {date}") X(STANDING_KNOWN_ALL, "everything recorded in the chart") \
    X(STANDING_KNOWN, "what was recorded by {known}")                                                                      \
    X(STANDING_NOT_ENROLLED, "Not enrolled on this day.") X(STANDING_ENDED, "The episode ended on {date}: {words}.")       \
    X(STANDING_DAY, "day {n} after the procedure of {date}") X(STANDING_PLANNED, "procedure planned for {date}, not yet done") \
    X(STANDING_NO_PROCEDURE, "no procedure done and none planned") X(STANDING_SYNTHETIC, "Invented example, not a person.") \
    X(STANDING_PUBLISHED, "Transcribed from a published case: {words}")                                                    \
    X(STANDING_ENTRIES, "{n} of {of_n} entries known")                                                                     \
    X(CEILING_HELD, "{words}, because {ref} is held since {date}") X(HEAD_EMERGENCY, "EMERGENCY") X(HEAD_TRACKS, "Where it stands") X(HEAD_GATES, "Gates") X(HEAD_CEILING, "Load allowed today") \
    X(HEAD_RESTRICTIONS, "Not allowed") X(HEAD_OWED, "Owed") X(HEAD_DEVIATIONS, "Recorded against the protocol")           \
    X(HEAD_OPEN, "Open flags and findings") X(HEAD_CHANGES, "What the progression rules say") X(HEAD_EXERCISES, "Exercises") \
    X(HEAD_NEXT, "What comes next")                                                                                        \
    X(EMERGENCY_LINE, "{ref} since {date}: {who} within {words}. No loading until it is closed.")                          \
    X(EMERGENCY_LINE_PLAIN, "{ref} since {date}. No loading until it is closed.")                                          \
    X(CEILING_IS, "at most {class}") X(CEILING_ALL, "every load class") X(CEILING_NONE, "no clause sets a limit yet") X(CEILING_BARRED, "not {words}")        \
    X(CEILING_SET_BY, "set by {words}") X(CEILING_ALSO, "also in force: {words}")                                          \
    X(GATE_EARLIEST, "could open on {date} at the earliest, if all that it asks for holds") X(GATE_EARLIEST_TOMORROW, "could open tomorrow, {date}, at the earliest, if all that it asks for holds") \
    X(GATE_EARLIEST_TODAY, "could open today, if all that it asks for holds") X(GATE_NO_DATE, "no date can be told")               \
    X(TRACK_TISSUE, "tissue") X(TRACK_FUNCTION, "function") X(TRACK_NONE, "not begun")                                     \
    X(SINCE, "since {date}") X(SINCE_UNTIL, "{date} to {until}") X(NEXT_PHASE, "next: {ref}")                              \
    X(NEXT_FROM, "{ref} from {date}") X(NEXT_NOT_BEFORE, "{ref} on {date} or later, not by itself") X(NEXT_PLANNED, "{ref} planned for {date}") \
    X(NEXT_BETWEEN, "{ref} between {date} and {until}") X(NEXT_UNDATED, "{ref}: no date yet")                              \
    X(NOTICE, "For the care team; not medical advice. It decides nothing and promises no result; a physician decides whether a treatment is appropriate.") \
    X(NOTHING, "nothing") X(ANYBODY, "anybody of the team")                                                                                                  \
    /* load */                                                                                                             \
    X(LOAD_ROW_HEAD, "Load by week") X(LOAD_ROW_ALLOWED, "  allowed") X(LOAD_ROW_PRESCRIBED, "  prescribed")                 \
    X(LOAD_ROW_DONE, "  done") X(LOAD_ROW_STEPS, "{words}; a gap: nothing says it")                                          \
    X(HEAD_LOADS, "Load: allowed, prescribed, done") X(LOAD_ALLOWED, "allowed {class}") X(LOAD_ALLOWED_ALL, "allowed: every load class")                                    \
    X(LOAD_PRESCRIBED, "prescribed {words}: {class}") X(LOAD_DONE, "done on {date} {words}: {class}")                      \
    X(LOAD_NO_AMOUNT, "no amount said") X(LOAD_CLASS_UNTOLD, "its load cannot be told")                                    \
    X(LOAD_OWN_MISSING, "{ref}: not recorded, so the other rules of its load count")                                       \
    X(LOAD_OWN_STALE, "{ref}: {value} of {date} is {n} {n|day|days} old; at most {of_n} {of_n|day|days} count")            \
    X(LOAD_OWN_KNOWN, "{ref}: {value} of {date}")                                                                          \
    X(LOAD_SUM, "{value}") X(LOAD_SUM_BETWEEN, "between {value} and {limit}")                                              \
    X(LOAD_SUM_AT_LEAST, "at least {value}; nothing says how much more")                                                   \
    X(LOAD_WEEK, "moved in the last 7 days (sets x repetitions x load): {words}; {n} {n|session|sessions} on record")      \
    X(LOAD_WEEK_OF, "moved in the last 7 days (sets x repetitions x load): {words}; {n} of {of_n} planned sessions on record") \
    X(LOAD_RATIO, "acute to chronic load: between {value} and {limit}")                                                    \
    X(LOAD_RATIO_UNTOLD, "acute to chronic load: cannot be told, too much is not recorded")                                \
    X(LOAD_RATIO_CRITICISM, "Acute to chronic load is shown because it was asked for. It divides a number by one that contains it, its bands come from sport and were not shown to prevent injury, and gaps in the record move it. No rule of a protocol can ask for it.") \
    X(LOAD_CHANGES, "Your {ref} goes from {value} to {limit} next time, because {words}.")                                 \
    X(LOAD_STAYS, "Your {ref} stays at {limit}, because {words}.") X(LOAD_STAYS_PLAIN, "Your {ref} stays as it is, because {words}.") \
    X(LOAD_GOES_ON, "Your {ref} may go on: ask your therapist for the next step, because {words}.")                        \
    X(LOAD_GOES_ON_BY_PLAN, "Your {ref} goes on as its plan says, because {words}.")                                       \
    X(LOAD_GOES_BACK, "Your {ref} goes back a step: ask your therapist which one, because {words}.")                       \
    X(LOAD_STOPS, "Stop your {ref} and wait for your team, because {words}.")                                              \
    X(LOAD_NOT_BEFORE, "Next session not before {date}.")                                                                  \
    X(LOAD_READING, "{ref} was {value} on {date}") X(LOAD_READING_UNKNOWN, "{ref} cannot be told: {words}")                \
    X(LOAD_SETS_DONE, "every set was done in {of_n|the last session|each of the last sessions}")                           \
    X(LOAD_CHANGE, "{ref} was {value} higher on the morning after {date}")                                                 \
    X(LOAD_NO_CHANGE, "{ref} was no higher on the morning after {date}")                                              \
    X(LOAD_CHANGE_UNKNOWN, "the change of {ref} until the next morning cannot be told: {words}")                           \
    X(LOAD_SESSIONS, "{n} of {of_n} {of_n|session|sessions} at this load can be judged so far")                            \
    X(LOAD_SIGN_OPEN, "a warning sign is open") X(LOAD_RULE_SAYS, "the rule says so")                                      \
    X(TARGET_NO_RULE, "no rule of this phase speaks of it") X(TARGET_NO_SESSION, "no session of it is on record since it was prescribed") \
    X(TARGET_TERMS, "{words}")                                                                                             \
    X(TARGET_ADVANCED_CAPPED, "{words}, and {limit} more than a week ago is the most")                                     \
    X(TARGET_ADVANCED_CEILING, "{words}, and today's limit is {class}")                                                    \
    X(TARGET_OTHERWISE, "not all that is asked for going on is there: {words}")                                            \
    X(TARGET_CAP, "{limit} more than a week ago is the most")                                                              \
    X(TARGET_CAP_UNKNOWN, "what it was a week ago is not recorded, so nobody can tell whether more would be over {limit} in a week: ask your therapist") \
    X(TARGET_STEP_TOO_LARGE, "the next weight, {value}, is more than {percent} above it: your therapist decides")          \
    X(TARGET_NOT_REACHED, "no session has been done in full with that yet")                                                \
    X(TARGET_CEILING, "today's limit is {class}")                                                                          \
    X(TARGET_CLASS_UNKNOWN, "nobody can tell yet how hard more would be: your therapist needs to measure it")              \
    X(TARGET_NO_BASE, "no session done in full says with which load")                                                      \
    X(PLAN_WEEK, "{ref}: week {n}, {date} to {until}") X(PLAN_WEEK_OF, "{ref}: week {n} of {of_n}, {date} to {until}")     \
    X(PLAN_PAST, "past its last week: your therapist decides what follows")                                                \
    X(PLAN_ASK, "your therapist tells you first whether and how much you do of it")                                        \
    X(PLAN_LOAD, "{ref} {value}") X(PLAN_LOAD_UNTOLD, "{ref}: no 1RM that counts, so no weight can be told")               \
    X(PLAN_DONE, "{n} {n|session|sessions} this week") X(PLAN_DONE_OF, "{n} of {of_n} sessions this week")                 \
    X(PLAN_REPEATED, "{again} {again|week|weeks} done again, held or without a session on record")                         \
    X(PLAN_NOT_BEFORE, "next session not before {date}")                                                                   \
    X(PLAN_MISSED, "the session planned for {until} is not on record; that day stays as it was planned")                   \
    X(PLAN_SLACK, "what is left fits when it begins within {slack} {slack|day|days}")                                      \
    X(PLAN_NO_SLACK, "what is left no longer fits into this week") X(PLAN_HELD, "held")                                    \
    /* timeline */                                                                                                         \
    X(TIMELINE_TITLE, "Timeline of {chart}") X(TIMELINE_DESC, "Two tracks side by side from {date} to {until}: phases as planned and as they happened, windows with uncertain ends hatched, gates, restrictions and events; today is {today}.") \
    X(TIMELINE_NOTICE, "Not medical advice; no result is promised.")                                                          \
    X(TIMELINE_MARK_PASSED, "{ref} passed") X(TIMELINE_MARK_OPEN, "{ref} is open")                                         \
    X(TIMELINE_MARK_EARLIEST, "earliest day of {ref}, if everything else goes well")                                       \
    X(TIMELINE_MARK_DEVIATION, "against the protocol: {ref}") X(TIMELINE_MARK_FLAG, "warning sign: {ref}")                 \
    X(TIMELINE_MARK_PLANNED, "{ref}, planned") X(TIMELINE_MARK_EVENT, "{ref}")                                             \
    X(TIMELINE_TODAY, "today") X(TIMELINE_PLANNED, "planned") X(TIMELINE_ACTUAL, "actual") X(TIMELINE_UNCERTAIN, "uncertain end") \
    X(TIMELINE_EVENTS, "Events") X(TIMELINE_RESTRICTIONS, "Not allowed") X(TIMELINE_HELD, "held") \
    X(TIMELINE_TISSUE, "Tissue") X(TIMELINE_FUNCTION, "Function") X(TIMELINE_DEVIATION, "against the protocol")            \
    /* why */                                                                                                              \
    X(WHY_GATE, "gate {ref}: {words}") X(WHY_CLAUSE, "{file}, line {n}: {words}") X(WHY_SOURCE, "source: {words}")         \
    X(WHY_OWN, "source: the author's own judgement") X(WHY_ENTRY, "entry of {date}: {words}") X(WHY_CHANGES, "could change on {date}") X(WHY_CHANGES_TODAY, "could change today") \
    X(WHY_ASK, "ask: {who}") X(WHY_BARE, "bare: nothing but a signature is asked for") \
    TDM_MESSAGES_PARTS(X)                                                                                                  \
    TDM_MESSAGES_RECORD(X) TDM_MESSAGES_OPTIONS(X)                                                                                                \
    TDM_MESSAGES_CHECK(X)                                                                                                  \
    TDM_MESSAGES_DIFF(X)                                                                                                   \
    TDM_MESSAGES_HOOKS(X)                                                                                                   \
    TDM_MESSAGES_SHEET(X) TDM_MESSAGES_SCORE(X) TDM_MESSAGES_SWAP(X) TDM_MESSAGES_LAB(X) TDM_MESSAGES_PAGE(X) TDM_MESSAGES_ASKS(X) \
    TDM_MESSAGES_WEB(X) TDM_MESSAGES_CARE(X) TDM_MESSAGES_ACTS(X) TDM_MESSAGES_COURSE(X)

#endif
