/* messages_course.h - the sentences of forms for medicines, warning signs, stops, answers and corrections; part of
 * messages.h. */
#ifndef TDM_MESSAGES_COURSE_H
#define TDM_MESSAGES_COURSE_H

#define TDM_MESSAGES_COURSE(X) \
    X(ACT_ANSWER, "Answer what is asked") \
    X(ACT_ANSWERED, "answered, as my words say") \
    X(ACT_ANSWER_INTRO, "A rule of the protocol that tells somebody, and the question about a medicine that may be vital, wait for an answer. What was done in part or could not be done stays owed. Hand-offs are answered on their own page.") \
    X(ACT_ANSWER_WHAT, "What is answered") \
    X(ACT_ANSWER_WHY, "Why not, or not wholly") \
    X(ACT_ANSWER_WHY_HINT, "An answer other than done has a reason.") \
    X(ACT_CLOSE, "Close a warning sign") \
    X(ACT_CLOSE_INTRO, "Only the role that the protocol names closes it; until then what it holds stays held. Say what was found out.") \
    X(ACT_CLOSE_WHAT, "Which warning sign") \
    X(ACT_CLOSE_WORDS, "What was found out") \
    X(ACT_CONSENT, "Record a consent") \
    X(ACT_CONSENT_GIVEN, "given") \
    X(ACT_CONSENT_INTRO, "The newest word on each counts. Without consent to treatment nothing is prescribed or planned on the screens; what happened is still recorded.") \
    X(ACT_CONSENT_IS_GIVEN, "{ref}: given on {date}") \
    X(ACT_CONSENT_IS_WITHDRAWN, "{ref}: taken back on {date}") \
    X(ACT_CONSENT_NOW, "What stands today") \
    X(ACT_CONSENT_REGISTRY, "part in a register of treatments") \
    X(ACT_CONSENT_SELF, "My consent") \
    X(ACT_CONSENT_SHARING, "sharing the record with others who treat") \
    X(ACT_CONSENT_STATE, "It is") \
    X(ACT_CONSENT_TREATMENT, "the treatment") \
    X(ACT_CONSENT_UNKNOWN, "{ref}: nothing was said") \
    X(ACT_CONSENT_WHAT, "To what") \
    X(ACT_CONSENT_WITHDRAWN, "taken back") \
    X(ACT_CORRECT, "Correct a value") \
    X(ACT_CORRECT_INTRO, "The value that was written first stays in the chart, with the correction, your name and the reason beside it. What rested on it is judged anew. What you leave as it is stays as it is.") \
    X(ACT_CORRECT_NOW, "It says {value} now.") \
    X(ACT_CORRECT_SELF, "Correct what I wrote") \
    X(ACT_CORRECT_WHICH, "Which entry") \
    X(ACT_CORRECT_WHY, "What was wrong") \
    X(ACT_FLAG, "Raise a warning sign") \
    X(ACT_FLAG_INTRO, "What you see or are told. The roles that the protocol names are told, and what it holds stops at once.") \
    X(ACT_FLAG_WHAT, "Which warning sign") \
    X(ACT_HOLD, "Stop a phase") \
    X(ACT_HOLD_BUTTON, "Stop") \
    X(ACT_HOLD_INTRO, "Anybody of the team may stop a phase. The limits from before it hold again until it goes on; days stopped do not count.") \
    X(ACT_HOLD_MEANS, "Until your team has spoken with you, the load allowed is: {words}.") \
    X(ACT_HOLD_SELF, "Stop for now") \
    X(ACT_HOLD_SELF_INTRO, "You may stop at any time. Your sheet then says what you may do until your team has spoken with you.") \
    X(ACT_HOLD_WHY, "What makes you stop") \
    X(ACT_MEDICINE, "Record a medicine") \
    X(ACT_MEDICINE_AGAINST, "Your plan asks you to leave such medicines in that time. Record what you took all the same: your team has to know. If a doctor prescribed it, do not change it on your own: ask them first.") \
    X(ACT_MEDICINE_AMOUNT, "How much") \
    X(ACT_MEDICINE_CANNOT_TELL, "Nobody can tell from its name what {words} contains. Record it all the same; your team will ask.") \
    X(ACT_MEDICINE_DAY_HINT, "The day it was taken. For \"not taken\": since which day.") \
    X(ACT_MEDICINE_DENIED, "asked for, and not taken since that day") \
    X(ACT_MEDICINE_FOR, "What it was for") \
    X(ACT_MEDICINE_INTRO, "What the protocol says of it is shown before it is saved. What was taken is a fact and is never refused; against a window it wants a reason.") \
    X(ACT_MEDICINE_I_DENY, "I have not taken it since that day") \
    X(ACT_MEDICINE_I_STOPPED, "I do not take it any more") \
    X(ACT_MEDICINE_I_TOOK, "I took it") \
    X(ACT_MEDICINE_NOTHING, "Nothing in your plan speaks of {words} today. That is no advice to take it.") \
    X(ACT_MEDICINE_NO_LAST, "a day that is not known yet") \
    X(ACT_MEDICINE_ORDERED, "ordered, not taken yet") \
    X(ACT_MEDICINE_PRESCRIBED, "On prescription") \
    X(ACT_MEDICINE_ROUTE, "How it was taken") \
    X(ACT_MEDICINE_SAY_HOW, "It depends on how {words} was taken. Say it below if you can; if not, record it all the same, and your team will ask.") \
    X(ACT_MEDICINE_SELF, "A medicine I took") \
    X(ACT_MEDICINE_SELF_INTRO, "Also what you bought without a prescription, drops, creams and plants. You see what your plan says of it before it is saved.") \
    X(ACT_MEDICINE_STATE, "What became of it") \
    X(ACT_MEDICINE_STOPPED, "taken until then, and ended") \
    X(ACT_MEDICINE_TAKEN, "taken") \
    X(ACT_MEDICINE_UNIT, "Unit") \
    X(ACT_MEDICINE_WHAT, "Medicine, as it stands on the box") \
    X(ACT_MEDICINE_WINDOW, "Inside the window \"{ref}\", which lasts through {date}.") \
    X(ACT_MEDICINE_WINDOW_MAYBE, "It cannot be told whether it belongs to the window \"{ref}\", which lasts through {date}.") \
    X(ACT_NO_ACTIVE, "No phase is running that could be stopped.") \
    X(ACT_NO_ANSWER, "No rule and no medicine waits for an answer.") \
    X(ACT_NO_FLAG, "No warning sign is open.") \
    X(ACT_NO_HELD, "No phase is stopped.") \
    X(ACT_NO_VALUES, "No entry with values has a name by which it could be corrected.") \
    X(ACT_ON_PRESCRIPTION, "prescribed by a doctor") \
    X(ACT_REASON_DATA, "written down wrongly") \
    X(ACT_RESUME, "Go on with a phase") \
    X(ACT_RESUME_IDLE, "As things stand this would lift nothing: it is for who set the stop, or who signs for the phase, and after a revocation for who signs.") \
    X(ACT_RESUME_INTRO, "What stands stopped, and why. It goes on by an entry of its own, never by time.") \
    X(ACT_SCREEN, "Ask for warning signs") \
    X(ACT_SCREEN_FINDINGS, "findings") \
    X(ACT_SCREEN_FLAGS, "warning signs") \
    X(ACT_SCREEN_FOUND, "What was found") \
    X(ACT_SCREEN_INTRO, "Tick what you found when you asked for all of it, or that there was none. What nobody was asked stays unknown.") \
    X(ACT_SCREEN_NONE, "none of it found") \
    X(ACT_SELF_LOOK, "Read it once more. It is recorded when you press the button below.") \
    X(ACT_STATEMENT, "Make a statement") \
    X(ACT_STATEMENT_INTRO, "What everybody of the team is to know, and, if you set one, a limit of load that then belongs to the ceiling. It can only lower it.") \
    X(ACT_STATEMENT_LIMIT, "Limit of load") \
    X(ACT_STATEMENT_NO_LIMIT, "no limit set") \
    X(ACT_STATEMENT_UNTIL, "Last day of it") \
    X(ACT_STATEMENT_UNTIL_HINT, "Without one it holds until it is taken back.") \
    X(ACT_STATEMENT_WORDS, "What you state") \
    X(ACT_UNIT_G, "g") \
    X(ACT_UNIT_MG, "mg") \
    X(ACT_UNIT_ML, "mL") \
    X(ACT_UNIT_UG, "micrograms") \
    X(ACT_VITAL_ASK, "Hand the question to the prescriber") \
    X(ACT_VITAL_KEEP, "{words} may be vital: keep taking it. The physician and its prescriber are asked.") \
    X(ACT_VITAL_STOPPED, "{words} may be vital. Speak with its prescriber and the physician today: whether it is taken again is theirs to say.") \
    X(ACT_WITHDRAW_SELF, "Take back what I wrote")

#endif
