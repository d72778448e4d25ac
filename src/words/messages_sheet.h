/* messages_sheet.h - the patient's sheet in English: for readers without training; no word of the notation, one wording for one end;
 * part of messages.h. */
#ifndef TDM_MESSAGES_SHEET_H
#define TDM_MESSAGES_SHEET_H

#define TDM_MESSAGES_SHEET(X) \
    X(SHEET_TITLE, "Your sheet for {date}") X(SHEET_FOR, "For {who}: {site}") X(SHEET_MAY, "You may") X(SHEET_MAY_NOT, "You may not") \
    X(SHEET_WHY, "Why") X(SHEET_HOW, "How") \
    X(SHEET_CHANGES, "What comes next, and why") X(SHEET_TODO, "To do") \
    X(SHEET_PHASE, "You are in the training phase \"{ref}\", since {date}.") \
    X(SHEET_HEALING, "The healing phase is \"{ref}\", since {date}.") \
    X(SHEET_WHY_UNKNOWN, "without it your team cannot tell whether you may go on") \
    X(SHEET_NO_EXERCISE, "any exercise of this plan") X(SHEET_UNTIL_SEEN, "until your team has seen you and says that you may") \
    X(SHEET_OPEN_SIGN, "A warning sign is open since {date}: {ref}. It waits for your team's answer: do not exercise before you have it.") \
    X(SHEET_LINGERS, "Its planned time has passed; its limits stay as they are until your team says that you may go on.") \
    X(SHEET_HOLD, "Your plan is on hold since {date}. Your team decides when it goes on.") \
    X(SHEET_HOLD_BECAUSE, "Your plan is on hold since {date}: \"{words}\". Your team decides when it goes on.") \
    X(SHEET_NOTICE, "This sheet follows the protocol your team chose and what was recorded up to the day it names. It is information, not medical advice, and it promises no result. Results differ from person to person. If it says something other than your physician or therapist told you, ask them before you act.") \
    X(SHEET_STOP, "Stop and call at once, day or night: {words}.") X(SHEET_DOSE, "How much") \
    X(SHEET_TELL_SOON, "Tell your team soon, and pause until they answer: {words}. If a sign from the list before this one comes with it, call at once.") \
    X(SHEET_STOP_PLAIN, "If something worries you, stop and call your team.") \
    X(SHEET_DRAFT_MUCH, "Most of what this plan asks rests on the judgement of those who wrote it, not on studies. Your team can tell you why they follow it.") \
    X(SHEET_DRAFT_PART, "Part of what this plan asks rests on the judgement of those who wrote it, not on studies. Your team can tell you why they follow it.") \
    X(SHEET_PROCEDURE_DONE, "Procedure: done on {date}, {n} {n|day|days} before this sheet.") \
    X(SHEET_PROCEDURE_TODAY, "Procedure: done on {date}, the day of this sheet.") \
    X(SHEET_PROCEDURE_PLANNED, "Procedure: planned for {date}, not yet done.") \
    X(SHEET_FIRST_SIGN, "Nothing of this before your team has answered the warning sign that is told above.") \
    X(SHEET_FIRST_HOLD, "Your plan is on hold: before you do any of this, ask your team whether you may, and how much.") \
    X(SHEET_WHY_BARRED, "it has what is not allowed today: {ref}") X(SHEET_ALL_OF, "all of these: {words}") X(SHEET_ASK, "Ask your therapist first") \
    X(SHEET_NOTHING_AGREED, "No exercise today without asking your therapist first.") \
    X(SHEET_LEVELS, "The levels of exercise, from light to heavy: {words}. They are about exercise; in daily life (such as walking, standing or carrying things) do as your team told you.") \
    X(SHEET_LEVEL, "{n}. {class}") X(SHEET_LEVEL_PRESCRIBED, "this much is at the level \"{class}\"") \
    X(SHEET_LEVEL_HEAD, "Level") X(SHEET_ELSEWHERE, "not counted as load on your {ref}") \
    X(SHEET_MAY_WITH, "{ref}, only with {words}") X(SHEET_WHY_ABOVE, "its level, \"{class}\", is above today's limit, \"{limit}\"") \
    X(SHEET_MEDICINE_AS, "medicines of the kind: {ref}, for example {words}") \
    X(SHEET_CALL, "Your team's telephone: ________________ Emergency: __________") \
    X(SHEET_TODO_BASELINE, "fill in or measure, as a first value to compare with later: {ref}") \
    X(SHEET_MAY_DOSE, "{ref}, at most at the level \"{class}\"") X(SHEET_NO_LOAD_ABOVE, "any exercise that loads your {ref}, harder than \"{class}\"") \
    X(SHEET_ATTRIBUTE, "{ref}") X(SHEET_MEDICINE, "medicines of the kind: {ref}") \
    X(SHEET_ACTIVITY, "{ref}") X(SHEET_KEEP_TAKING, "Keep taking what was prescribed for your heart or blood; never stop it because of this sheet. Ask your physician.") \
    X(SHEET_PRESCRIBED, "as prescribed for you: {words}") X(SHEET_UNTIL_GO_ON, "until your team says that you may go on") \
    X(SHEET_UNTIL_GO_ON_LATER, "until your team says that you may go on, not before {date}") \
    X(SHEET_POSSIBLE, "Do these only once your therapist has told you how much: {words}.") X(SHEET_ALL_UNTIL, "This list holds {words}. It may change then.") \
    X(SHEET_DOSE_LESS, "{words}; now only {limit}") \
    X(SHEET_DOSE_LESS_ASK, "{words}; it goes back a step: ask your therapist before you do it again") \
    X(SHEET_DOSE_LATER, "{words}; next time not before {date}") \
    X(SHEET_OFFERED, "ask your therapist how much") X(SHEET_LIMIT_BY, "the phase \"{ref}\" allows no more") \
    X(SHEET_NOTHING_MAY, "No exercise on this plan is released today.") X(SHEET_NOTHING_MAY_NOT, "Nothing is barred today by the protocol.") \
    X(SHEET_BEFORE_ENROLMENT, "You are not enrolled on this day, so this sheet has nothing to say.") \
    X(SHEET_AFTER_END, "Your episode has ended. Ask your team what holds for you now.") X(SHEET_AFTER_DEATH, "This episode has ended; there is no sheet.") \
    X(SHEET_MADE_FROM, "Made from {words}.") \
    X(SHEET_WHY_NEVER, "your plan does not allow it this early") X(SHEET_WHY_STATEMENT, "your physician or therapist set this limit for you, whatever the phase is called") \
    X(SHEET_WHY_HOLD, "your team has put the plan on hold") X(SHEET_WHY_FLAG, "a warning sign waits for your team's answer") \
    X(SHEET_DOSE_PRESCRIBED, "prescribed for you: keep to what your prescription says") \
    X(SHEET_PHASE_END_BY_PERSON, "until your team says that you may go on, not before {date}") \
    X(SHEET_PHASE_END_BY_PERSON_UNDATED, "until your team says that you may go on") X(SHEET_LAST_DAY, "not through {date}; allowed again from {until}") \
    X(SHEET_AT_LEAST, "at least through {date}; after that ask your team") X(SHEET_PLAN_CHANGES, "through {date}; then the next part of your plan begins") \
    X(SHEET_PLANNED, "through {date} as planned today; if the plan moves, this day moves too: ask your team") \
    X(SHEET_EMERGENCY, "Call your team at once, day or night: {ref}, recorded on {date}. Do no exercise until they have seen you.")

#endif
