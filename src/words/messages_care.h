/* messages_care.h - the sentences of the therapist's and patient's pages; part of messages.h. */
#ifndef TDM_MESSAGES_CARE_H
#define TDM_MESSAGES_CARE_H

#define TDM_MESSAGES_CARE(X) \
    X(CARE_ALL_DONE, "done as it stands there") \
    X(CARE_ALL_REST, "All exercises, unless something else is said below") \
    X(CARE_ASSESS, "Assessment") \
    X(CARE_ASSESS_BEST, "{n} {n|try|tries}: write all of them with blanks between, the best counts, or only the result") \
    X(CARE_ASSESS_BOTH, "{ref}: there is a value and a reason why it was not done; only one can be so") \
    X(CARE_ASSESS_HINT, "What the protocol asks for today, by your role. What you leave empty is not recorded.") \
    X(CARE_ASSESS_IN, "in {words}") \
    X(CARE_ASSESS_LEFT, "Left") \
    X(CARE_ASSESS_LIMITS, "from {value} to {limit}") \
    X(CARE_ASSESS_MEAN, "{n} {n|try|tries}: write all of them with blanks between, their mean counts, or only the result") \
    X(CARE_ASSESS_MORE, "Everything else that the protocol measures") \
    X(CARE_ASSESS_NOTHING, "Nothing is owed by your role today. Everything that the protocol measures stands below.") \
    X(CARE_ASSESS_NOT_DONE, "Not done, because") \
    X(CARE_ASSESS_NO_NUMBER, "{ref}: \"{value}\" is no number") \
    X(CARE_ASSESS_OWED, "Asked for today") \
    X(CARE_ASSESS_RIGHT, "Right") \
    X(CARE_ASSESS_TREATED, "{words} (treated)") \
    X(CARE_ASSESS_TRIES, "{ref}: write one number, or all {n} of the tries") \
    X(CARE_ASSESS_USUAL, "usually {value} to {limit}") \
    X(CARE_ASSESS_VALUE, "Value") \
    X(CARE_ASSESS_WHOLE, "whole numbers") \
    X(CARE_CALENDAR, "Calendar") \
    X(CARE_CALENDAR_DEFAULT_TODO, "To do") \
    X(CARE_CALENDAR_DEFAULT_VISIT, "Appointment") \
    X(CARE_CALENDAR_ENDED, "The link has ended: nobody can read it any more.") \
    X(CARE_CALENDAR_LINK, "Your link, shown this once. Copy it into the calendar of your phone:") \
    X(CARE_CALENDAR_MAKE, "Make a secret link") \
    X(CARE_CALENDAR_REVOKE, "End the link") \
    X(CARE_CALENDAR_THERE, "There is a link since {date}. Making another one ends it.") \
    X(CARE_CALENDAR_TODO, "Words for something to fill in or do") \
    X(CARE_CALENDAR_TOO_LONG, "Write one to sixty letters for each.") \
    X(CARE_CALENDAR_VISIT, "Words for an appointment") \
    X(CARE_CALENDAR_WORDS, "Your appointments and what is asked of you, in the calendar of your phone. Whoever has the link can read it, so it says nothing of your health: only the words that you choose here.") \
    X(CARE_COL_DAY, "Day") \
    X(CARE_COL_DIFFERENCE, "Against the first") \
    X(CARE_COL_FINDING, "Finding") \
    X(CARE_COL_SINCE, "Since") \
    X(CARE_COL_STATE, "State") \
    X(CARE_COL_STEPS, "Course") \
    X(CARE_COL_VALUE, "Value") \
    X(CARE_COMPENSATION, "compensation") \
    X(CARE_FINDING, "Finding") \
    X(CARE_FINDINGS, "Findings") \
    X(CARE_FINDINGS_NONE, "No finding is on record.") \
    X(CARE_FINDING_ADD, "Add a finding") \
    X(CARE_FINDING_AT, "Where, if elsewhere than the treated site") \
    X(CARE_FINDING_CHANGE, "Record for {ref}") \
    X(CARE_FINDING_DECLINED, "the patient does not want it retrained") \
    X(CARE_FINDING_FOLLOWS, "Thought to follow from") \
    X(CARE_FINDING_NO_CHOICE, "Choose a finding and what became of it.") \
    X(CARE_FINDING_OPEN, "open") \
    X(CARE_FINDING_OPENED, "open") \
    X(CARE_FINDING_OVER, "over") \
    X(CARE_FINDING_RELAPSED, "back again") \
    X(CARE_FINDING_RESOLVED, "resolved") \
    X(CARE_FINDING_RETRAINING, "being retrained") \
    X(CARE_FINDING_SIDE, "Side") \
    X(CARE_FINDING_STATE, "What became of it") \
    X(CARE_FINDING_WORDS, "In your words") \
    X(CARE_GO_ON, "You are logged in again") \
    X(CARE_GO_ON_BUTTON, "Go on with what I had written") \
    X(CARE_GO_ON_WORDS, "Nothing has been recorded. What you had written is kept: go on, read it through and record it.") \
    X(CARE_HANDOFFS, "Hand-offs") \
    X(CARE_HANDOFFS_NONE, "Nothing is handed over.") \
    X(CARE_HANDOFFS_SELF, "Asked of you") \
    X(CARE_HANDOFF_ACKNOWLEDGE, "I have taken note") \
    X(CARE_HANDOFF_ANSWER, "Your answer") \
    X(CARE_HANDOFF_COULD_NOT, "could not") \
    X(CARE_HANDOFF_DECLINED, "declined") \
    X(CARE_HANDOFF_DONE, "done") \
    X(CARE_HANDOFF_DUE, "answer by {date}") \
    X(CARE_HANDOFF_FROM, "from {who} to {ref}, on {date}") \
    X(CARE_HANDOFF_LATE, "{n} {n|day|days} late") \
    X(CARE_HANDOFF_NEW, "Hand something over") \
    X(CARE_HANDOFF_NONE_SUCH, "That hand-off is not open any more.") \
    X(CARE_HANDOFF_NOTED, "taken note of") \
    X(CARE_HANDOFF_NOT_NEEDED, "not needed") \
    X(CARE_HANDOFF_NO_REASON, "Say why: an answer other than done or taken note has a reason.") \
    X(CARE_HANDOFF_NO_WHAT, "Say what is handed over, and to whom.") \
    X(CARE_HANDOFF_PARTLY, "done in part") \
    X(CARE_HANDOFF_REASON, "Why") \
    X(CARE_HANDOFF_SIGNED, "signed") \
    X(CARE_HANDOFF_TO, "To") \
    X(CARE_HANDOFF_UNTIL, "Answer by") \
    X(CARE_HANDOFF_WAITING, "no answer yet") \
    X(CARE_HANDOFF_WHAT, "What, in a few words") \
    X(CARE_HANDOFF_WORDS, "What they need to know") \
    X(CARE_INVITE, "Invite the patient") \
    X(CARE_INVITE_BUTTON, "Make the invitation") \
    X(CARE_INVITE_LINK, "Give this to the patient and to nobody else. It is shown once and ends in seven days:") \
    X(CARE_INVITE_THERE, "This person has chosen a password already, or may not log in. Who runs this computer can make a new link.") \
    X(CARE_INVITE_WORDS, "A link with which they choose a password, once, within seven days. Print it or let it be photographed; whoever has it first becomes the patient here.") \
    X(CARE_PAPER, "Paper version") \
    X(CARE_PAPER_CODE, "Code") \
    X(CARE_PAPER_COLUMNS, "Columns: {words}") \
    X(CARE_PAPER_COULD_NOT, "If you could not exercise on a day, write why here:") \
    X(CARE_PAPER_COUNT, "Line {n}: there are {of_n} columns; write a number or - for each") \
    X(CARE_PAPER_DONE, "Exercises done?") \
    X(CARE_PAPER_FUTURE, "Line {n}: the day of {value} is still to come") \
    X(CARE_PAPER_KEY, "Key in a paper sheet") \
    X(CARE_PAPER_KEY_WORDS, "One line for each row: its code, then the numbers in the order of the columns, with blanks between; - for an empty box. The code knows the person, the day and the columns.") \
    X(CARE_PAPER_NOTHING, "The protocol asks for no diary.") \
    X(CARE_PAPER_NO_CODE, "Line {n}: \"{value}\" is no code of a row of this person's sheet; look at it again") \
    X(CARE_PAPER_NUMBER, "Line {n}: \"{value}\" is no number from 0 to 10") \
    X(CARE_PAPER_PRINTED, "printed on {date}") \
    X(CARE_PAPER_ROWS, "Rows") \
    X(CARE_PAPER_TITLE, "Diary on paper") \
    X(CARE_PAPER_TWICE, "Line {n}: the row {value} stands there twice") \
    X(CARE_PAPER_WORDS, "Write one number in each box, each day. Leave a box empty if you do not know. Bring the sheet to your next appointment.") \
    X(CARE_PRINT_LARGE, "Large print") \
    X(CARE_PRINT_USUAL, "Usual print") \
    X(CARE_PROGRESS, "Your progress") \
    X(CARE_PROGRESSION, "Progression") \
    X(CARE_PROGRESSION_NONE, "No rule speaks of an exercise today.") \
    X(CARE_PROGRESSION_WORDS, "What the rules of the protocol say today of each exercise, and why. A person decides and prescribes.") \
    X(CARE_PROGRESS_BAND, "plus or minus {value} is within measuring") \
    X(CARE_PROGRESS_BETTER, "better than at the beginning, by more than measuring can differ") \
    X(CARE_PROGRESS_DESC, "From {date} to {until}: {words}.") \
    X(CARE_PROGRESS_FIRST, "one value so far") \
    X(CARE_PROGRESS_FROM, "first value {value} on {date}") \
    X(CARE_PROGRESS_KEY_BAND, "Band with a dotted edge: what measuring again differs by itself; inside it nothing can be told.") \
    X(CARE_PROGRESS_KEY_BASE, "Dashed line: the first value.") \
    X(CARE_PROGRESS_KEY_EVENT, "Upright line: the procedure.") \
    X(CARE_PROGRESS_NONE, "There is nothing to compare yet.") \
    X(CARE_PROGRESS_SAME, "no difference that measuring can tell") \
    X(CARE_PROGRESS_STAFF, "Progress against the baseline") \
    X(CARE_PROGRESS_UNSURE, "whether that is a change cannot be told, as nobody has set how much measuring differs by itself") \
    X(CARE_PROGRESS_WORDS, "Each measure against your own first value. The band is what measuring again can differ by itself: inside it nothing can be told.") \
    X(CARE_PROGRESS_WORSE, "worse than at the beginning, by more than measuring can differ") \
    X(CARE_QR_ALT, "Code for a phone's camera: {words}") \
    X(CARE_QUESTIONS, "Questionnaires") \
    X(CARE_QUESTIONS_AS, "It goes into the chart as: {words}") \
    X(CARE_QUESTIONS_BETWEEN, "{value} to {limit}") \
    X(CARE_QUESTIONS_COULD_NOT, "Could not be answered, because") \
    X(CARE_QUESTIONS_KEY, "The wording is not free and does not ship: let it be filled in on paper, and key the answers by their codes.") \
    X(CARE_QUESTIONS_NONE, "No questionnaire can be recorded here.") \
    X(CARE_QUESTIONS_NOT_SCORED, "{ref}: there are too few answers for a result, so nothing was recorded.") \
    X(CARE_QUESTIONS_PAPER, "On paper: your clinic hands it to you, and keys in the answers.") \
    X(CARE_QUESTIONS_RECALL, "Asks about: {words}") \
    X(CARE_QUESTIONS_RESULT, "Result recorded: {value}") \
    X(CARE_QUESTIONS_SIDE, "Which side") \
    X(CARE_QUESTIONS_WORDS, "Their results go into the chart as one value each.") \
    X(CARE_QUESTIONS_WRONG, "{ref}: \"{value}\" is no answer there; write {words}") \
    X(CARE_ROADMAP, "Roadmap") \
    X(CARE_ROADMAP_WORDS, "What the baseline shows, and what follows from it: what is to be retrained or measured, in which phase, by whom.")

#endif
