/* messages_sheet.h - the patient's sheet in English: for readers without training; no word of the notation, one wording for one end;
 * part of messages.h. */
#ifndef TDM_MESSAGES_SHEET_H
#define TDM_MESSAGES_SHEET_H

#define TDM_MESSAGES_SHEET(X) \
    X(SHEET_TITLE, "Your sheet for {date}") X(SHEET_FOR, "For {who}: {site}") X(SHEET_MAY, "You may") X(SHEET_MAY_NOT, "You may not") \
    X(SHEET_WHY, "Why") X(SHEET_HOW, "How") \
    X(SHEET_CHANGES, "What comes next, and why") X(SHEET_TODO, "To do") \
    X(SHEET_PHASE, "Your training since {date} is the part that your team calls \"{ref}\".") \
    X(SHEET_PHASE_AIMS, "Your training since {date} is for this: {words}. Your team calls this part \"{ref}\".") \
    X(SHEET_HEALING, "Your healing since {date} is in the part that your team calls \"{ref}\".") \
    X(SHEET_WHY_UNKNOWN, "without it your team cannot tell whether you are ready for the next step") \
    X(SHEET_NO_EXERCISE, "any exercise") X(SHEET_UNTIL_SEEN, "until your team has seen you and says that you may") \
    X(SHEET_OPEN_SIGN, "A warning sign is open since {date}: {ref}. Your team has not answered it yet: do not exercise before it has. Call your team again if the sign is still there or you have heard nothing.") \
    X(SHEET_LINGERS, "The time planned for this part has passed, and its limits still hold for you until your team tells you that the next part begins. Ask them if you do not know why.") \
    X(SHEET_HOLD, "Your plan is on hold since {date}. Your team decides when it continues. Call again if what stopped it comes back or gets worse.") \
    X(SHEET_HOLD_BECAUSE, "Your plan is on hold since {date}: \"{words}\". Your team decides when it continues. Call again if what stopped it comes back or gets worse.") \
    X(SHEET_NOTICE, "This sheet follows the protocol your team chose and what was recorded up to the day it names. It is information, not medical advice, and it promises no result. Results differ from person to person. If it says something other than your physician or therapist told you, ask them before you act.") \
    X(SHEET_STOP, "Stop and call at once, day or night, your team or the emergency number, if you have one of these: {words}.") X(SHEET_DOSE, "How much") \
    X(SHEET_TELL_SOON, "Tell your team the same day, and pause until they answer: {words}. If one of the signs for which you stop and call at once comes with it, call at once.") \
    X(SHEET_STOP_PLAIN, "If something worries you, stop and call your team.") \
    X(SHEET_DRAFT, "This plan is a draft that nobody has approved yet; your team chose it for you.") \
    X(SHEET_DRAFT_MUCH, "This plan is a draft that nobody has approved yet; your team chose it for you. For most steps of this plan there is no study that tested just that step; they rest on the judgement of those who wrote the plan. Your team can tell you why they follow it.") \
    X(SHEET_DRAFT_PART, "This plan is a draft that nobody has approved yet; your team chose it for you. For some steps of this plan there is no study that tested just that step; they rest on the judgement of those who wrote the plan. Your team can tell you why they follow it.") \
    X(SHEET_PROCEDURE_DONE, "Procedure: {ref}; done on {date}, {n} {n|day|days} before this sheet.") \
    X(SHEET_PROCEDURE_TODAY, "Procedure: {ref}; done on {date}, the day of this sheet.") \
    X(SHEET_PROCEDURE_PLANNED, "Procedure: {ref}; planned for {date}, not yet done.") \
    X(SHEET_PROCEDURE_FROM, "{ref}, made from {words}") \
    X(SHEET_FIRST_SIGN, "A warning sign is open: nothing of this until your team tells you that you may do it.") \
    X(SHEET_FIRST_HOLD, "Your plan is on hold: nothing of this until your team tells you that you may do it.") \
    X(SHEET_FIRST_BOTH, "A warning sign is open and your plan is on hold: nothing of this until your team tells you that you may do it.") \
    X(SHEET_DAILY_HEAD, "In daily life") X(SHEET_DAILY, "This belongs to your day and is no training: {words}. Do it as your team told you; ask before you do more of it.") \
    X(SHEET_DAILY_DOSE, "as your team told you") \
    X(SHEET_NOT_SET, "Not everything is set for this list. Ask your therapist before you start: {words}.") X(SHEET_NOT_SET_OF, "{ref}: {words}") \
    X(SHEET_WHY_BARRED, "it has what is not allowed today: {ref}") X(SHEET_ALL_OF, "all of these: {words}") X(SHEET_ASK, "Ask your therapist first") \
    X(SHEET_NOTHING_AGREED, "No exercise has been agreed with you yet.") \
    X(SHEET_NOTHING_AGREED_ASK, "No exercise has been agreed with you yet. Those under \"{ref}\" wait until your therapist has told you how much.") \
    X(SHEET_TELLS_FIRST, "What your plan says about this phase (this is no permission to start: exercise waits until your team tells you that you may do it):") \
    X(SHEET_SCALE_PAIN, "Numbers of 10: for pain, 0 is no pain and 10 the worst pain that you can imagine.") \
    X(SHEET_SCALE_EFFORT, "For effort, 0 is no effort at all and 10 the most that you can give.") \
    X(SHEET_LEVELS, "The levels of exercise, from light to heavy: {words}. They are about exercise. A walk that is planned as training is exercise; in daily life (such as walking about, with crutches or without, standing or carrying things) do as your team told you. How heavy the same thing is differs from person to person: as a rough guide, medium load is like climbing stairs or carrying a full shopping bag, heavy load like lifting something that you can lift only a few times.") \
    X(SHEET_LEVEL, "{n}. {class}") X(SHEET_LEVEL_PRESCRIBED, "this much is at the level \"{class}\"") \
    X(SHEET_LEVEL_HEAD, "Level") X(SHEET_ELSEWHERE, "not counted as load on your {ref}") \
    X(SHEET_MAY_WITH, "{ref}, only with {words}") X(SHEET_WHY_ABOVE, "its level, \"{class}\", is above today's limit, \"{limit}\"") \
    X(SHEET_MEDICINE_AS, "medicines of the kind: {ref}, for example {words}") \
    X(SHEET_WAITS, "No day allows anything by itself: wait until your team has told you, also when the day has come.") \
    X(SHEET_PHONE_SCREEN, "Your clinic has not entered its telephone number here: ask for it today, and keep it at hand.") \
    X(SHEET_NO_NUMBERS_SCREEN, "Your clinic has not entered its telephone number here: ask for it today, and keep it at hand. Until you have it, and in every emergency, call the emergency number of the place where you are.") \
    X(SHEET_RESCUE_SCREEN, "In an emergency call the emergency number of the place where you are.") \
    X(SHEET_PHONE, "Your team's telephone: {text}.") X(SHEET_PHONE_BLANK, "Your team's telephone (write it here): ________________") \
    X(SHEET_RESCUE, "Emergency number: {text}.") X(SHEET_RESCUE_BLANK, "Emergency number (write it here): __________") \
    X(SHEET_TODO_BASELINE, "fill in or measure, as a first value to compare with later: {ref}") \
    X(SHEET_MAY_DOSE, "{ref}, at most at the level \"{class}\"") X(SHEET_NO_LOAD_ABOVE, "any exercise that loads your {ref} harder than \"{class}\"") \
    X(SHEET_ATTRIBUTE, "{ref}") X(SHEET_MEDICINE, "medicines of the kind: {ref}") \
    X(SHEET_GLANCE, "Today in short") \
    X(SHEET_GLANCE_MAY, "You may: {words}.") \
    X(SHEET_GLANCE_NOT, "You may not: {words}, {until}.") \
    X(SHEET_GLANCE_LIGHTER, "\"{class}\" is level {n} of {of_n}; level {from_n}, \"{value}\", is lighter. At the end of this sheet stands what the levels are.") \
    X(SHEET_GLANCE_LEVEL, "\"{class}\" is level {n} of {of_n}. At the end of this sheet stands what the levels are.") \
    X(SHEET_ACTIVITY, "{ref}") X(SHEET_KEEP_TAKING, "Keep taking what was prescribed for your heart or blood; never stop it because of this sheet. Ask your physician. For pain, ask your team what you may take, also before gels, patches or tablets bought without a prescription. If you have taken a medicine that is not allowed, tell your team.") \
    X(SHEET_LIST_UNTIL, "until your team gives you a new one") X(SHEET_LIST_UNTIL_LATER, "until your team gives you a new one; that can be {when} or later") \
    X(SHEET_MAY_LATER, "You may, once your team tells you so") X(SHEET_ASK_LATER, "Once your team tells you so, ask your therapist") \
    X(SHEET_PRESCRIBED, "as prescribed for you: {words}") X(SHEET_UNTIL_GO_ON, "until your team tells you that you may do it") \
    X(SHEET_UNTIL_GO_ON_LATER, "until your team tells you that you may do it; they can decide that {when} or later") \
    X(SHEET_POSSIBLE, "Do these as exercise only once your therapist has told you how much: {words}.") X(SHEET_ALL_UNTIL, "This list holds {words}. It may change then.") \
    X(SHEET_DOSE_LESS, "{words}; now only {limit}") \
    X(SHEET_DOSE_LESS_ASK, "{words}; it goes back a step: ask your therapist before you do it again") \
    X(SHEET_DOSE_LATER, "{words}; next time not before {date}") \
    X(SHEET_OFFERED, "ask your therapist how much") X(SHEET_LIMIT_BY_TRAINING, "this part of your training allows no more") X(SHEET_LIMIT_BY_HEALING, "this part of your healing allows no more") \
    X(SHEET_NOTHING_MAY, "No exercise on this plan is released today.") X(SHEET_NOTHING_MAY_NOT, "Nothing is barred today by the protocol.") \
    X(SHEET_BEFORE_ENROLMENT, "You are not enrolled on this day, so this sheet has nothing to say.") \
    X(SHEET_AFTER_END, "Your episode has ended. Ask your team what holds for you now.") X(SHEET_AFTER_DEATH, "This episode has ended; there is no sheet.") \
    X(SHEET_MADE_FROM, "Made from {words}.") \
    X(SHEET_WHY_NEVER, "your plan does not allow it this early") X(SHEET_WHY_STATEMENT, "your physician or therapist set this limit for you, whatever the phase is called") \
    X(SHEET_WHY_HOLD, "your team has put the plan on hold") X(SHEET_WHY_FLAG, "a warning sign waits for your team's answer") \
    X(SHEET_DOSE_PRESCRIBED, "prescribed for you: keep to what your prescription says") \
    X(SHEET_PHASE_END_BY_PERSON, "until your team tells you that you may do it; they can decide that {when} or later") \
    X(SHEET_WHEN_ON, "on {date}") X(SHEET_WHEN_TOMORROW, "tomorrow, {date},") \
    X(SHEET_PHASE_END_BY_PERSON_UNDATED, "until your team tells you that you may do it") X(SHEET_LAST_DAY, "not before {until}; {date} is the last day on which it is not allowed") \
    X(SHEET_AT_LEAST, "at least up to and including {date}; after that ask your team before you start") X(SHEET_PLAN_CHANGES, "up to and including {date}; then the next part of your plan begins") \
    X(SHEET_PLANNED_PROCEDURE, "up to and including {date} as planned today; for the day of the procedure, {until}, and after it your team gives you a new sheet; if the date of the plan changes, these days change too: ask your team") \
    X(SHEET_PLANNED, "up to and including {date} as planned today; if the date of the plan changes, this day changes too: ask your team") \
    X(SHEET_EMERGENCY, "Call your team at once, day or night: {ref}, recorded on {date}. Do no exercise until they have seen you.")

#endif
