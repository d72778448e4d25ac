/* messages_web.h - the sentences of the screens; part of messages.h. */
#ifndef TDM_MESSAGES_WEB_H
#define TDM_MESSAGES_WEB_H

#define TDM_MESSAGES_WEB(X) \
    X(WEB_ACTIONS, "What to do") \
    X(WEB_ALL_EPISODES, "All your episodes") \
    X(WEB_AS_TABLE, "The same as a table") \
    X(WEB_AT_CLINIC, "in the clinic") \
    X(WEB_AT_HOME, "at home") \
    X(WEB_AUDIT_CUT, "The newest {n} entries of the clinic were looked through for these.") \
    X(WEB_AUDIT_WORDS, "The newest 200 entries of the episodes whose team you are of, as the ledger has them. Nothing in it can be changed or taken out; each entry names the hash of the one before it.") \
    X(WEB_BACK, "Back to the episode") \
    X(WEB_BACK_HOME, "Back to the first page") \
    X(WEB_BECAUSE, "Because") \
    X(WEB_BECAUSE_HINT, "It stays in the chart with your name, for ever.") \
    X(WEB_BINDS, "sets the limit:") \
    X(WEB_BORN, "born {date}") \
    X(WEB_BUSY, "Too busy") \
    X(WEB_BUSY_WORDS, "Nothing was recorded. Go back and try again in a moment.") \
    X(WEB_CANNOT_SIGN, "As things stand this signature would never count, so it is not taken. The reasons stand above.") \
    X(WEB_CHAIN_BROKEN, "Something is wrong in the chains ({value} entries were read). Tell who runs this computer, now.") \
    X(WEB_CHAIN_WHOLE, "Proved just now: {value} entries, each has its hash and follows the one before it.") \
    X(WEB_CODE, "Code of your authenticator") \
    X(WEB_CODE_HINT, "Only if your account has a second step.") \
    X(WEB_COL_BASELINE, "Baseline") \
    X(WEB_COL_CHANGE, "Change") \
    X(WEB_COL_EPISODE, "Episode") \
    X(WEB_COL_FROM, "From") \
    X(WEB_COL_HASH, "Place, number, hash") \
    X(WEB_COL_LAST_DAY, "Last day") \
    X(WEB_COL_UNTIL, "Ends") \
    X(WEB_COL_LATEST, "Latest") \
    X(WEB_COL_LIMIT, "Allows") \
    X(WEB_COL_OTHER_SIDE, "Other side") \
    X(WEB_COL_RECORDED, "Recorded") \
    X(WEB_COL_STATE, "Planned or actual") \
    X(WEB_COL_TERM, "Set by") \
    X(WEB_COL_TRACK, "Track") \
    X(WEB_COL_WHAT, "What") \
    X(WEB_COL_WHEN, "When") \
    X(WEB_COL_WHO, "Who") \
    X(WEB_COL_WHY, "Why") \
    X(WEB_COULD_NOT, "could not") \
    X(WEB_DECLINED, "did not want to") \
    X(WEB_DIARY, "Symptom diary") \
    X(WEB_DIARY_HINT, "Tap one number in each row. What you leave out is not recorded.") \
    X(WEB_DONE, "done") \
    X(WEB_DONE_AGAINST, "This was more than the protocol allows, or against it. If it happened, say why; it is recorded as it was.") \
    X(WEB_DOSE_FIELDS, "For instance 3x12, 40 kg, 3 times a week. It takes: {words}.") \
    X(WEB_EPISODE_ENDED, "This episode has ended.") \
    X(WEB_EXAMPLE, "Invented episodes for looking around. Nothing here is about a real person. The day shown is {date}.") \
    X(WEB_EXAMPLE_PEOPLE, "People of the example") \
    X(WEB_FIND, "Find") \
    X(WEB_FIND_EPISODE, "Find an episode, by a part of its name or of its person's") \
    X(WEB_FORGED, "This form is not from here") \
    X(WEB_FORGED_WORDS, "Nothing was recorded. Open the page again and fill in the form there.") \
    X(WEB_FOUND_NONE, "None of your episodes is named so.") \
    X(WEB_GLASS_BECAUSE_HINT, "One sentence. The team and the patient will read it, with your name.") \
    X(WEB_GLASS_EPISODE_HINT, "As the team or a letter names it.") \
    X(WEB_GLASS_LINK, "In an emergency: let yourself into an episode of another team") \
    X(WEB_GLASS_NO_REASON, "Nobody is let in without a reason. Nothing was recorded.") \
    X(WEB_GLASS_OPEN, "Let me in") \
    X(WEB_GLASS_REFUSED, "You were not let in. Either there is no such episode, or the roster of this clinic does not have you today as: {ref}.") \
    X(WEB_GLASS_TITLE, "Into an episode of another team, in an emergency") \
    X(WEB_GLASS_TOLD, "{who} ({ref}) was not of the team and let themselves in, from {date} to {until}. Because: {words}") \
    X(WEB_GLASS_WORDS, "You are let in today and tomorrow, as: {ref}. Your name and your reason stay on the episode for ever, and the team is told.") \
    X(WEB_HOW_DONE, "How it went") \
    X(WEB_IF_NOT_WHY, "If not as prescribed: why") \
    X(WEB_INVITED, "Choose a password for the name {who}. You log in with both from now on.") \
    X(WEB_I_EXERCISED, "I did my exercises") \
    X(WEB_LESS_URGENT, "Less urgent") \
    X(WEB_LIMIT_SET, "Set by {ref}. Its end: {until}.") \
    X(WEB_LEVEL, "{words} (level {n} of {of_n})") \
    X(WEB_LEVEL_ENDS, "The levels go from 1, {words}, to {n}, {class}.") \
    X(WEB_LINE_OF, "line {n} of the protocol") \
    X(WEB_LOG_IN, "Log in") \
    X(WEB_LOG_IN_WRONG, "Name, password or code is not right.") \
    X(WEB_LOG_OUT, "Log out") \
    X(WEB_LOG_SESSION, "Log a session") \
    X(WEB_LOOK_AGAIN, "Look again") \
    X(WEB_MAY_NOT_TODAY, "Not allowed today.") \
    X(WEB_MEANWHILE, "Somebody else wrote on this since the page was shown to you, so nothing was recorded yet. Look at what stands below. What you typed is still there: if it still holds, record it once more.") \
    X(WEB_MORE, "More of the record") \
    X(WEB_MORE_URGENT, "More urgent") \
    X(WEB_NAV, "Pages") \
    X(WEB_NAV_AUDIT, "Audit") \
    X(WEB_NAV_LIBRARY, "Library") \
    X(WEB_NAV_TODAY, "Today") \
    X(WEB_NAV_WORK, "Work list") \
    X(WEB_FROM_TODAY, "from today") \
    X(WEB_FROM_TOMORROW, "from tomorrow, {date}") \
    X(WEB_FROM_DAY, "from {date}") \
    X(WEB_ASKS_ALL, "asks for all of these") \
    X(WEB_NEEDS_SIGN, "can be signed {when}") \
    X(WEB_NEEDS_VALUE, "a new value counts {when}") \
    X(WEB_NEEDS_ANSWER, "a new answer counts {when}") \
    X(WEB_SIGNED_ALONE, "by itself it opens nothing") \
    X(WEB_NEXT_GATE, "begins when the gate \"{ref}\" opens: {words}") \
    X(WEB_NEXT_SIGNED, "begins when {who} signs \"{ref}\", {when} or later") \
    X(WEB_NEXT_SIGNED_UNTIL, "begins when {who} signs \"{ref}\", {when} or later, planned up to {until}") \
    X(WEB_PHASE_ON_HOLD, "on hold since {date}") \
    X(WEB_PHASE_HOLD_LIMITS, "Until it is let go on, the limits of these phases hold: {words}.") \
    X(WEB_PHASE_LINGERS, "its planned days were over on {date}; its limits hold until the next phase begins") \
    X(WEB_BARRED_HEAD, "None of this, at any load:") \
    X(WEB_BARRED, "none of: {words}") \
    X(WEB_FLAG_OPEN, "Warning sign open since {date}: {ref}") \
    X(WEB_SIGNED, "signed") X(WEB_SIGNED_VOID, "signed, does not count") X(WEB_UNSIGNED, "not signed") \
    X(WEB_NO_PHONE, "Patients read on their pages that this clinic has entered no telephone number. Whoever runs the server enters it: tandem serve --phone NUMBER --emergency NUMBER.") \
    X(WEB_NEEDS_BELOW, "it stays shut until the sign or finding named below is closed") \
    X(WEB_NEW_PASSWORD, "Your new password") \
    X(WEB_NEW_PASSWORD_HINT, "At least {n} characters. Three or four words that nobody would put together are good.") \
    X(WEB_NOTHING_OWED, "Nothing is owed.") \
    X(WEB_NOTHING_PRESCRIBED, "No exercise is prescribed now, so there is no session to log.") \
    X(WEB_NOTHING_SAID, "nothing was filled in, so there is nothing to record") \
    X(WEB_NOTHING_TO_REVOKE, "Nothing to revoke") \
    X(WEB_NOTHING_TO_REVOKE_WORDS, "No signature counts now that could be revoked here.") \
    X(WEB_NOT_RECORDED, "Not recorded") \
    X(WEB_NOT_SAID, "not said") \
    X(WEB_NOT_SAME, "The two passwords are not the same.") \
    X(WEB_NOT_THERE, "Not there") \
    X(WEB_NOT_THERE_WORDS, "There is no such page, or it is not for you.") \
    X(WEB_NOT_TODAY, "Not allowed today, and why") \
    X(WEB_NOT_YOURS, "Another role does this") \
    X(WEB_NOT_YOURS_WORDS, "You are of the team, but this act belongs to another role.") \
    X(WEB_NO_EPISODES, "No episode of yours is kept here.") \
    X(WEB_NO_INVITATION, "This invitation does not work") \
    X(WEB_NO_INVITATION_WORDS, "It was used already, is older than a week, or was not copied whole. Ask your clinic for a new one.") \
    X(WEB_NO_PHASE, "no phase yet") \
    X(WEB_OTHER_DAY, "The day shown is {date}, not today.") \
    X(WEB_PARTIAL, "in part") \
    X(WEB_PAGES_MORE, "More pages: findings, questionnaires, progress, roadmap, paper") \
    X(WEB_PART_OF, "{from} to {until} of {n}") \
    X(WEB_PASSWORD, "Password") \
    X(WEB_PASSWORD_AGAIN, "Your password again") \
    X(WEB_PASSWORD_AGAIN_HINT, "A signature is yours: nobody else at this screen can give it.") \
    X(WEB_PASSWORD_TWICE, "The same once more") \
    X(WEB_PASSWORD_WRONG, "That password is not right. Nothing was recorded.") \
    X(WEB_PATIENT_SHEET, "The patient's sheet") \
    X(WEB_PERSON, "Name") \
    X(WEB_PERSON_HINT, "The one that your clinic gave you.") \
    X(WEB_PHASE_LATE, "Past its longest length since {date}.") \
    X(WEB_PHASE_NEXT, "next: {ref}") \
    X(WEB_PHASE_SINCE, "{words}, since {date}") \
    X(WEB_PRESCRIBE, "Prescribe") \
    X(WEB_PRESCRIBE_HINT, "Exercises on the shelf of the phases in force. What you leave empty is not prescribed.") \
    X(WEB_PROTOCOL, "The protocol") \
    X(WEB_PROVE, "Prove the chains now") \
    X(WEB_RECORD, "Record") \
    X(WEB_RECORDED, "Recorded.") \
    X(WEB_REVOKE, "Revoke") \
    X(WEB_REVOKE_TITLE, "Revoke: {ref}") \
    X(WEB_SAVE, "Save") \
    X(WEB_SCALE_HINT, "0 is none, 10 is the worst you can think of.") \
    X(WEB_SESSION_OVER, "You were logged out") \
    X(WEB_SESSION_OVER_WORDS, "Nothing was recorded. What you had written is kept: log in, and it stands in its form again.") \
    X(WEB_SET_PASSWORD, "Set this password") \
    X(WEB_SIGN, "Sign") \
    X(WEB_SIGNATURES, "Signatures") \
    X(WEB_SIGN_FROM, "Can be signed {when}. Before that a signature would never count, so none is taken.") \
    X(WEB_SIGN_NO_DAY, "Cannot be signed yet: its first day cannot be told.") \
    X(WEB_GATE_IS_PASSED, "its gate is passed") X(WEB_SIGN_GATE_PASSED, "The gate {ref} asked for it, and is passed.") X(WEB_SIGN_EARLIER, "The signature on record does not count: {words}. What a new one would do stands below.") \
    X(WEB_SIGN_FOR_GATE, "The gate {ref} asks for it.") \
    X(WEB_SIGN_TITLE, "Sign: {ref}") \
    X(WEB_SIGN_WORDS, "What you say with it") \
    X(WEB_SIGN_WORDS_HINT, "May be left empty. The patient's sheet does not show it.") \
    X(WEB_SKIP, "Skip to the content") \
    X(WEB_STALE, "The episode has changed since this page was shown to you, so nothing was recorded. Look at what has changed; if you still want to, do it again below.") \
    X(WEB_THANKS, "Thank you, it is recorded.") \
    X(WEB_TIMELINE, "Timeline") \
    X(WEB_UNREAD, "This list is not whole yet: {n} {n|episode is|episodes are} still being read, and what {n|it owes|they owe} is missing here. It takes some seconds.") \
    X(WEB_UNTIL_OPEN, "open") \
    X(WEB_UNTIL_PERSON, "{who} decides, on no set day") \
    X(WEB_UNTIL_PERSON_LATER, "{who} decides, {when} or later") \
    X(WEB_WHO_TEAM, "the team") \
    X(WEB_UP_TO, "Some doses are above today's limit: {words}.") \
    X(WEB_WAIT, "Too many tries. Wait {n} {n|minute|minutes}, then try again.") \
    X(WEB_WAY_BECAUSE, "somebody of the team says why, under \"Because\"") \
    X(WEB_WAY_OVERRIDE, "wait until the gate is open, or override it on the same day, with a reason") \
    X(WEB_WELCOME, "Welcome") \
    X(WEB_WHAT_DONE, "What was done") \
    X(WEB_WHAT_FOLLOWS, "What would follow") \
    X(WEB_WHERE, "Where") \
    X(WEB_WORK_ALL, "of everybody") \
    X(WEB_WORK_MINE, "of my role") \
    X(WEB_YOUR_EPISODES, "Your treatments")

#endif
