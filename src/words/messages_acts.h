/* messages_acts.h - the sentences of the physician's pages: acts by a form, options, adverse events, summary; part of
 * messages.h. */
#ifndef TDM_MESSAGES_ACTS_H
#define TDM_MESSAGES_ACTS_H

#define TDM_MESSAGES_ACTS(X) \
    X(ACT_ABORTED, "begun and broken off") \
    X(ACT_ADVERSE, "Adverse events") \
    X(ACT_ADVERSE_INTRO, "Record an event, or judge one again under the name it has. The first record stays.") \
    X(ACT_AMEND, "Go on under another version") \
    X(ACT_AMEND_DAY, "From which day") \
    X(ACT_AMEND_FROM_TO, "From version {value} to version {limit}") \
    X(ACT_AMEND_INTRO, "The episode goes on under the version of its protocol that this program ships. The old text is kept, and standings follow the one that was pinned at enrolment until this program judges days by the version of the day.") \
    X(ACT_BECAUSE_IF, "Only when the verdict asks for a reason. It stays in the chart with your name, for ever.") \
    X(ACT_CANCELLED, "cancelled") \
    X(ACT_COMPLETED, "completed") \
    X(ACT_DAY, "Day") \
    X(ACT_DECLINED, "the patient declined to go on") \
    X(ACT_DIED, "the patient died") \
    X(ACT_END, "End the episode") \
    X(ACT_END_HOW, "How it ended") \
    X(ACT_END_INTRO, "After the end only the maintenance plan is owed. A completed end wants the gate of discharge open and no finding left.") \
    X(ACT_ENTER, "Enter a phase") \
    X(ACT_ENTER_INTRO, "A phase begins today, through its gate where it has one. Whether the gate is open is told before anything is recorded.") \
    X(ACT_ENTER_WHAT, "Which phase") \
    X(ACT_FLUOROSCOPY, "fluoroscopy") \
    X(ACT_GUIDANCE, "Guided by") \
    X(ACT_HOW_IT_WENT, "How it went") \
    X(ACT_LOST, "lost from sight") \
    X(ACT_MISSING, "Something that must be there is empty. Nothing was recorded.") \
    X(ACT_MORE, "Other acts: medicine, warning sign, stop, statement, consent, correction, procedure, gate, end") \
    X(ACT_MOVE, "Move a window") \
    X(ACT_MOVE_BOUNDS, "{ref}: first day {date}; the protocol lets it move from {value} to {until}.") \
    X(ACT_MOVE_HINT, "Outside the bounds it is a deviation: an earlier day has no effect, a later one protects at once.") \
    X(ACT_MOVE_INTRO, "The first day on which a clearance may be signed can be moved inside the bounds that the protocol declares.") \
    X(ACT_MOVE_NO_BOUNDS, "{ref}: first day {date}; the protocol declares no bounds, so any move is a deviation.") \
    X(ACT_MOVE_TO, "New first day") \
    X(ACT_MOVE_WHAT, "Which clearance") \
    X(ACT_NO_CLEARANCE, "This protocol has no clearance, so there is no window to move.") \
    X(ACT_NO_DAY, "not known yet") \
    X(ACT_NO_ENTRY, "No entry of this episode has a name by which it could be taken back.") \
    X(ACT_NO_GATE, "No gate is shut today.") \
    X(ACT_NO_GUIDANCE, "by hand, without imaging") \
    X(ACT_NO_PHASE, "No phase is left to enter.") \
    X(ACT_NO_PROCEDURE, "This protocol has no procedure: it is therapy alone.") \
    X(ACT_NO_VERSION, "This program ships no other version of the protocol. `tandem amend` takes a text of your own.") \
    X(ACT_OVERRIDE, "Pass a shut gate") \
    X(ACT_OVERRIDE_INTRO, "An override opens one gate on this one day and changes no limit. Used or not, it stays visible, with your name.") \
    X(ACT_OVERRIDE_WHAT, "Which gate") \
    X(ACT_PERFORMED, "performed") \
    X(ACT_PLAN, "Plan a day") \
    X(ACT_PLAN_INTRO, "A plan drives what lies before its event, and nothing once the event has been.") \
    X(ACT_PLAN_ON, "On") \
    X(ACT_PLAN_PROCEDURE, "Procedure") \
    X(ACT_PLAN_SESSION, "Session") \
    X(ACT_PLAN_VISIT, "Visit") \
    X(ACT_PLAN_WHAT, "What is planned") \
    X(ACT_PREPARATION, "How it was prepared") \
    X(ACT_PREPARATION_HINT, "For instance: concentrated in the same session.") \
    X(ACT_PROCEDURE, "Record the procedure") \
    X(ACT_PROCEDURE_INTRO, "Only a performed procedure starts clocks. You are its operator.") \
    X(ACT_REASON, "Kind of reason") \
    X(ACT_REASON_EQUIPMENT, "equipment") \
    X(ACT_REASON_JUDGEMENT, "clinical judgement") \
    X(ACT_REASON_OTHER, "other") \
    X(ACT_REASON_SAFETY, "safety") \
    X(ACT_REASON_SCHEDULING, "scheduling") \
    X(ACT_REASON_SIDE_EFFECT, "side effect") \
    X(ACT_REASON_WISH, "wish of the patient") \
    X(ACT_SHOW, "Show what would follow") \
    X(ACT_SOURCE, "Where it came from") \
    X(ACT_SOURCE_HINT, "For instance: bone marrow from the back of the pelvic rim.") \
    X(ACT_TO_COME, "That day has not come yet: what has not happened is planned, not recorded. Nothing was recorded.") \
    X(ACT_TRANSFERRED, "handed to another clinic") \
    X(ACT_ULTRASOUND, "ultrasound") \
    X(ACT_WITHDRAW, "Take an entry back") \
    X(ACT_WITHDRAW_INTRO, "An entry that is wrong is taken back and recorded anew. It stays visible, with your name and the reason; what rested on it is judged without it.") \
    X(ACT_WITHDRAW_WHAT, "Which entry") \
    X(ACT_WITHDRAWN, "withdrawn by the clinic") \
    X(ACT_WORDS, "In your words") \
    X(ADVERSE_EVENT, "Event") \
    X(ADVERSE_EVENT_HINT, "A short name of plain letters, digits and hyphens, as: joint-swelling. The same name means the same event.") \
    X(ADVERSE_GRADE, "Grade") \
    X(ADVERSE_GRADE_1, "1: mild") \
    X(ADVERSE_GRADE_2, "2: moderate") \
    X(ADVERSE_GRADE_3, "3: severe") \
    X(ADVERSE_GRADE_4, "4: life-threatening") \
    X(ADVERSE_GRADE_5, "5: death") \
    X(ADVERSE_GRADE_N, "grade {n}") \
    X(ADVERSE_IS_SERIOUS, "serious") \
    X(ADVERSE_JUDGE, "Judge it") \
    X(ADVERSE_NOT_SERIOUS, "not serious") \
    X(ADVERSE_RELATEDNESS, "How it relates to the treatment") \
    X(ADVERSE_REL_DEFINITE, "definite") \
    X(ADVERSE_REL_POSSIBLE, "possible") \
    X(ADVERSE_REL_PROBABLE, "probable") \
    X(ADVERSE_REL_UNKNOWN, "not judged yet") \
    X(ADVERSE_REL_UNLIKELY, "unlikely") \
    X(ADVERSE_REL_UNRELATED, "unrelated") \
    X(ADVERSE_SERIOUS_ASK, "Is it serious") \
    X(LOAD_CHART_DESC, "By week from enrolment: the thick line is the most that was allowed, outlined bars what was prescribed, dots what was done. Red is above the line.") \
    X(LOAD_COL_ALLOWED, "allowed") \
    X(LOAD_COL_DONE, "done") \
    X(LOAD_COL_PRESCRIBED, "prescribed") \
    X(SUMMARY_BLOCKS, "What blocks a gate") \
    X(SUMMARY_DONE_ON, "{ref}, performed {date}") \
    X(SUMMARY_NOT_DONE, "{ref}, not performed and not planned") \
    X(SUMMARY_PDF, "As PDF") \
    X(SUMMARY_PDF_NONE, "No PDF here") \
    X(SUMMARY_PDF_NONE_WORDS, "This computer has not what it takes to make a PDF (the libraries pango and cairo). The summary prints well from the browser.") \
    X(SUMMARY_PHASE_ENDED, "{ref}: {words}") \
    X(SUMMARY_PHASE_SINCE, "{ref} since {date}") \
    X(SUMMARY_PLANNED, "{ref}, planned for {date}") \
    X(WEB_GATE_NAMED, "\"{ref}\" (opens {words})") X(WEB_GATE_OPENS, "opens {ref}") X(WEB_BLOCKED, "gate {ref} is shut: {words}") \
    X(WEB_BLOCKED_ASK, "gate {ref} is shut: {words}; ask: {who}") \
    X(WEB_NO_DECISION, "No decision of this program is asked for this condition.") \
    X(WEB_OPTIONS, "What limits, and the ways forward") \
    X(WEB_SUMMARY, "Summary on one page")

#endif
