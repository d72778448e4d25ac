"""Faulty protocols: a shipped one with one place of its text changed, and the finding that must be told of it. Each change must
find its old text exactly once. What is printed for each stands in stories/NAME.exact."""

import re
from pathlib import Path

PROTOCOLS = Path(__file__).resolve().parent.parent.parent / "data" / "protocols"

K, E, C, S = "knee-oa-bmac", "knee-oa-bmac-early", "cuff-partial-tear-bmac", "knee-oa-svf-exercise"
PLAN = """plan weekly
  for leg-press
  in loading
  3 times a week, at least 48 hours apart  [own]
  by week of loading
    weeks 1 to 4 3x12, 60%% of 1RM  [own]
    weeks %s  [own]

progress strengthening
"""

# so many phases that not every order of them can be tried
MANY = "".join(f"phase late-{n} on tissue\n  from {600 + 2 * n} days after procedure, 1 days  [own]\n  load at most impact  [own]\n"
               for n in range(70))



def block_of(protocol, head):
    """A block of a shipped protocol, with its head."""
    return re.search(rf"(?m)^{head} .*\n(?:  .*\n)*", (PROTOCOLS / f"{protocol}.tandem").read_text())[0]


def taken_out(protocol, *words):
    """Old texts and new ones: blocks that are named by their heads are taken out; then old and new by turns."""
    blocks = [block_of(protocol, word) for word in words if not word.endswith("\n")]
    lines = [word for word in words if word.endswith("\n")]
    return blocks + lines[::2], [""] * len(blocks) + lines[1::2]


# name, protocol, code, old text, new text
FAULTS = [
    # ---- L001: the target and what acts on its level
    ("a-target-that-no-exercise-moves", S, "L001", "  target cartilage-matrix at knee\n", "  target coordination at knee\n"),
    ("a-target-that-no-shelf-moves", C, "L001", "  target tendon-collagen at shoulder\n", "  target balance at shoulder\n"),
    # ---- L008: too large to prove
    ("more-phases-than-can-be-ordered", K, "L008", "# ---- signatures\n", MANY + "# ---- signatures\n"),
    ("more-cuff-phases-than-can-be-ordered", C, "L008", "# ---- signatures\n", MANY + "# ---- signatures\n"),
    # ---- L042: signed, or closed, by nobody of the team
    ("a-signature-of-the-patient-alone", K, "L042", "clearance full-load\n  by physical-therapist", "clearance full-load\n  by patient"),
    ("a-cuff-signature-of-the-patient-alone", C, "L042", "clearance resume\n  by physician", "clearance resume\n  by patient"),
    # ---- L010: two phases
    ("loading-without-the-signature-while-healing-is-slow", K, "L010",
     "gate resume-active-pt opens loading\n  clearance resume  [own]\n", "gate resume-active-pt opens loading\n"),
    ("the-program-above-its-remodelling", S, "L010", "  intent repair\n  load at most moderate  [own]\n",
     "  intent repair\n  load at most isometric  [own]\n"),
    ("cuff-loading-without-the-signature", C, "L010",
     "gate resume-loading opens loading\n  clearance resume  [own]\n", "gate resume-loading opens loading\n"),
    ("strength-before-remodelling-allows-it", K, "L010",
     "  from end of repair until start of strength\n  intent repair\n  load at most high  [own]\n",
     "  from end of repair until start of strength\n  intent repair\n  load at most low  [own]\n"),
    ("early-loading-above-its-remodelling", E, "L010",
     "  from end of repair until start of strength\n  intent repair\n  load at most high  [own]\n",
     "  from end of repair until start of strength\n  intent repair\n  load at most active  [own]\n"),
    ("braking-work-that-remodelling-bars", C, "L010",
     "  from end of repair until start of return\n  intent repair\n  load at most high  [own]\n",
     "  from end of repair until start of return\n  intent repair\n  load at most high, no eccentric  [own]\n"),
    ("motion-above-a-tissue-that-rests", E, "L010",
     "not been shown on images.\"\n  load at most low  [own]\n", "not been shown on images.\"\n  load at most passive  [own]\n"),
    ("loading-before-the-tissue-that-it-begins", K, "L010",
     ["gate resume-active-pt opens loading\n  clearance resume  [own]\n",
      "  from end of repair until start of strength\n  intent repair\n  load at most high  [own]\n", "  from start of strength until discharge\n"],
     ["gate resume-active-pt opens loading\n",
      "  from end of repair until start of loading\n  intent repair\n  load at most impact  [own]\n", "  from start of loading until discharge\n"]),
    # ---- L011: a never-clause
    ("impact-two-weeks-too-early", K, "L011", "never offer impact before 10 weeks", "never offer impact before 12 weeks"),
    ("impact-one-day-too-early", E, "L011", "never offer impact before 10 weeks after procedure",
     "never offer impact before 71 days after procedure"),
    ("eccentrics-before-the-day-they-may", C, "L011", "never offer eccentric before 6 weeks after",
     "never offer eccentric before 8 weeks after"),
    ("overhead-a-week-too-early", C, "L011", "never offer overhead before 12 weeks after", "never offer overhead before 13 weeks after"),
    ("the-program-against-its-own-word", S, "L011", "never offer impact before 10 weeks", "never offer low before 10 weeks"),
    ("a-window-moved-under-a-never-clause", C, "L011",
     ["clearance full-load\n  by physical-therapist  [own]\n  not before 12 weeks after procedure  [own]\n",
      "  clearance full-load  [own]\n  not before 12 weeks after procedure  [centeno-2020 \"Table 2\"]\n"],
     ["clearance full-load\n  by physical-therapist  [own]\n  not before 12 weeks after procedure  [own]\n"
      "  may move from 8 weeks after procedure to 14 weeks after procedure  [own]\n", "  clearance full-load  [own]\n"]),
    ("a-never-clause-of-a-phase-that-may-be-skipped", K, "L011",
     ["gate quiet-knee opens tolerance\n  not before 15 days after procedure", "never offer impact before 10 weeks"],
     ["gate quiet-knee opens tolerance\n  not before 40 days after procedure",
      "never offer moderate before 40 days after procedure  [own]\nnever offer impact before 10 weeks"]),
    # ---- L012: a restriction
    ("braking-work-while-it-is-barred", C, "L012", "  until 41 days after procedure", "  until 60 days after procedure"),
    ("impact-while-it-is-barred", K, "L012", "  until 69 days after procedure", "  until 80 days after procedure"),
    ("overhead-work-while-it-is-barred", C, "L012",
     "  activity throwing\n  from procedure  [own]\n  until 83 days after procedure",
     "  activity throwing\n  from procedure  [own]\n  until 90 days after procedure"),
    ("loading-under-a-load-limit", E, "L012", "  load above high\n", "  load above isometric\n"),
    # ---- L013, L034: weeks of a plan
    ("a-week-above-its-phase", K, "L013", "progress strengthening\n", PLAN % "5 to 8 4x8, 75% of 1RM"),
    ("a-week-above-its-early-phase", E, "L013", "progress strengthening\n", PLAN % "5 to 6 4x6, 80% of 1RM"),
    ("weeks-that-never-come", K, "L034", "progress strengthening\n", (PLAN % "5 to 12 4x12, 60% of 1RM").replace(
        "\n\nprogress", "\n    week 13 4x10, 60% of 1RM  [own]\n\nprogress")),
    ("a-week-beyond-the-early-phase", E, "L034", "progress strengthening\n", (PLAN % "5 to 14 4x12, 60% of 1RM").replace(
        "\n\nprogress", "\n    week 15 4x10, 60% of 1RM  [own]\n\nprogress")),
    # ---- L014: a test that its window forbids
    ("a-strength-test-in-the-first-week", K, "L014", "  assess 4 to 8 days after procedure  [own]\n    effusion\n",
     "  assess 4 to 8 days after procedure  [own]\n    effusion\n    quads\n"),
    ("a-cuff-test-while-it-is-quiet", C, "L014", "  assess every 2 weeks  [own]\n    raise-passive\n",
     "  assess every 2 weeks  [own]\n    outward-force\n    raise-passive\n"),
    ("a-step-down-before-loading", E, "L014", "  assess 12 to 15 days after procedure  [own]\n    effusion\n",
     "  assess 12 to 15 days after procedure  [own]\n    effusion\n    step-down\n"),
    # ---- L015: a medicine named while it is barred
    ("ibuprofen-in-the-first-days", K, "L015", "Soreness and some swelling are common in the first three days.",
     "For soreness in the first three days take ibuprofen."),
    ("diclofenac-on-the-cuff", C, "L015", "The shoulder is spared in these weeks. The lists below say what you may do and what not.",
     "Use diclofenac when the arm aches."),
    # ---- L016: a never-clause of no day
    ("never-before-the-procedure", K, "L016", "never offer impact before 10 weeks after procedure", "never offer impact before procedure"),
    ("never-before-a-phase", C, "L016", "never offer overhead before 12 weeks after procedure", "never offer overhead before start of return"),
    # ---- L017: a restriction of no day
    ("a-bend-barred-on-no-day", K, "L017",
     "  attribute twist\n  from procedure  [own]\n", "  attribute twist\n  from 6 weeks after procedure  [own]\n"),
    ("braking-barred-on-no-day", C, "L017", "  attribute eccentric\n  from procedure  [own]\n",
     "  attribute eccentric\n  from start of loading  [own]\n"),
    # ---- L018: a restriction that touches nothing here
    ("throwing-at-the-knee", K, "L018", "  activity contact-sport\n", "  activity contact-sport\n  activity throwing\n"),
    ("overhead-at-the-knee", E, "L018", "  attribute twist\n", "  attribute twist\n  attribute overhead\n"),
    ("running-with-the-shoulder", C, "L018", "  attribute overhead\n  activity overhead-work\n",
     "  attribute overhead\n  activity running\n  activity overhead-work\n"),
    # ---- L020, L021: phases that nothing begins, that are never in force
    ("motion-after-a-phase-that-nothing-ends", K, "L020", "  from procedure, 4 days  [mckay", "  from procedure, 3 to 5 days  [mckay"),
    ("cuff-motion-after-a-phase-that-nothing-ends", C, "L020", "  from procedure, 4 days  [tendon", "  from procedure, at most 4 days  [tendon"),
    ("a-phase-replaced-on-its-first-day", K, "L021", "  from end of protect until 15 days after procedure",
     "  from procedure until 15 days after procedure"),
    ("remodelling-replaced-on-its-first-day", C, "L021", "  from start of return until discharge\n", "  from end of repair until discharge\n"),
    # ---- L022: terms that exclude each other
    ("pain-low-and-high", K, "L022", "  flexion at most 5 deg from other side, latest within 14 days  [own]\n",
     "  flexion at most 5 deg from other side, latest within 14 days  [own]\n"
     "  pain at least 3, mean of 7 days, at least 4 readings  [own]\n"),
    ("swelling-low-and-high", E, "L022", "gate start-strength opens loading\n",
     "gate start-strength opens loading\n  effusion is 3+, latest within 7 days  [own]\n"),
    # ---- L023, L024, L027: measures that gates read
    ("pain-that-nobody-is-asked-for", K, "L023", "until end of loading  [own]\n    pain\n    pain-now\n",
     "until end of loading  [own]\n    pain-now\n"),
    ("an-image-that-nobody-is-asked-for", C, "L023", "gate quiet-shoulder opens tolerance\n",
     "gate quiet-shoulder opens tolerance\n  tear at most under-half, latest within 12 months  [own]\n"),
    ("a-quality-seen-only-after-its-gate", C, "L024", "gate quiet-shoulder opens tolerance\n",
     "gate quiet-shoulder opens tolerance\n  raise-quality at least fair, latest within 14 days  [own]\n"),
    ("strength-asked-for-before-and-never-again", E, "L024", "  assess every 3 weeks  [own]\n    quads\n    extension\n",
     "  assess every 3 weeks  [own]\n    extension\n"),
    ("a-diary-too-thin-for-its-mean", K, "L024", "every 1 days, from procedure until end of loading",
     "every 2 days, from procedure until end of loading"),
    ("strength-asked-for-too-seldom", K, "L024", "  assess every 3 weeks  [own]\n    quads\n    effusion\n    extension\n",
     "  assess every 6 weeks  [own]\n    quads\n  assess every 3 weeks  [own]\n    effusion\n    extension\n"),
    ("swelling-asked-for-once-and-too-early", S, "L024", "  assess 12 to 15 days after procedure  [own]\n    effusion\n",
     "  assess 1 to 4 days after procedure  [own]\n    effusion\n"),
    ("a-score-without-a-baseline", K, "L027", "  koos-pain better than baseline by at least 15 points",
     "  pain better than baseline by at least 2 points"),
    ("a-cuff-score-without-a-baseline", C, "L027", "  ases-score better than baseline by at least 12 points",
     "  pain better than baseline by at least 2 points"),
    # ---- L025: asked of somebody whose word does not count
    ("a-score-owed-by-a-physician", K, "L025", "owe koos-pain\n  by patient", "owe koos-pain\n  by physician"),
    ("a-diary-owed-by-a-prescriber", C, "L025", "owe diary\n  by patient", "owe diary\n  by prescriber"),
    # ---- L030, L031, L032: rows of a rule
    ("pain-between-two-rows", K, "L030",
     "  hold when any of  [own]\n    pain-during above 2 to 5, last 1 sessions\n    next-rise above 0 to 1, last 1 sessions\n"
     "    effusion at least 2+, latest within 7 days  [effusion-rules]\n",
     "  hold when any of  [own]\n    pain-during above 3 to 5, last 1 sessions\n    next-rise above 0 to 1, last 1 sessions\n"
     "    effusion at least 2+, latest within 7 days  [effusion-rules]\n"),
    ("a-swelling-between-two-rows", K, "L030",
     "    effusion at least 2+, latest within 7 days  [effusion-rules]\n  advance when all of",
     "    effusion at least 3+, latest within 7 days  [effusion-rules]\n  advance when all of"),
    ("a-row-that-never-leads-on", K, "L031",
     "  regress load by 20%, rest 2 days when any of  [own]\n    pain-during above 5, last 1 sessions\n",
     "  regress load by 20%, rest 2 days when any of  [own]\n    pain-during above 0, last 1 sessions\n"),
    ("a-hold-that-comes-too-late", C, "L031",
     "  regress load by 20%, rest 2 days when any of  [own]\n    pain-during above 5, last 1 sessions\n",
     "  regress load by 20%, rest 2 days when any of  [own]\n    pain-during above 3, last 1 sessions\n"),
    ("two-rows-on-one-value", K, "L032",
     "  advance load by 5%, at most 10% a week when all of  [own]\n    every set done, last 2 sessions\n"
     "    pain-during at most 2, last 2 sessions\n",
     "  advance load by 5%, at most 10% a week when all of  [own]\n    every set done, last 2 sessions\n"
     "    pain-during at most 3, last 2 sessions\n"),
    ("two-cuff-rows-on-one-value", C, "L032",
     "  hold when any of  [own]\n    pain-during above 2 to 5, last 1 sessions\n",
     "  hold when any of  [own]\n    pain-during above 1 to 5, last 1 sessions\n"),
    # ---- L033, L035: what a rule moves
    ("a-rule-for-what-is-on-no-shelf", K, "L033", "  for leg-press, knee-extension, hamstring-curl\n",
     "  for leg-press, knee-extension, hamstring-curl, mini-squat\n"),
    ("a-cuff-rule-for-what-is-on-no-shelf", C, "L033", "  for slow-arm-lowering, side-lying-outward-turn,",
     "  for slow-arm-lowering, pendulum, side-lying-outward-turn,"),
    ("a-step-beyond-its-week", K, "L035", "advance load by 5%, at most 10% a week", "advance load by 12%, at most 10% a week"),
    ("a-cuff-step-beyond-its-week", C, "L035", "advance load by 5%, at most 10% a week", "advance load by 15%, at most 10% a week"),
    # ---- L036: a first day outside its own bounds
    ("a-first-day-before-its-bounds", K, "L036", "clearance resume\n  by physician  [own]\n  not before 4 weeks after procedure",
     "clearance resume\n  by physician  [own]\n  not before 3 weeks after procedure"),
    ("bounds-behind-their-first-day", C, "L036", "  may move from 6 weeks after procedure to", "  may move from 7 weeks after procedure to"),
    # ---- L043: a phase that is in force only when another one was stayed in too long
    ("strength-only-after-a-remodelling-that-nothing-ends", K, "L043", *taken_out(K, "phase self-management", "phase maturation", "gate independence",
     "  from end of repair until start of strength\n", "  from end of repair, 1 to 10 days  [own]\n",
     "  from gate functional until discharge, 12 to 40 weeks  [own]\n", "  from gate functional, 40 weeks  [own]\n")),
    ("a-return-only-after-a-remodelling-that-nothing-ends", C, "L043", *taken_out(C, "phase self-management", "phase maturation", "gate independence",
     "  from end of repair until start of return\n", "  from end of repair, 1 to 10 days  [own]\n",
     "  from gate functional until discharge, 12 to 36 weeks  [own]\n", "  from gate functional, 36 weeks  [own]\n")),
    # ---- T001: times that no course keeps
    ("a-signature-after-the-longest-healing", K, "T001", "clearance resume\n  by physician  [own]\n  not before 4 weeks after procedure",
     "clearance resume\n  by physician  [own]\n  not before 9 weeks after procedure"),
    ("a-cuff-signature-after-the-longest-healing", C, "T001",
     "clearance resume\n  by physician  [own]\n  not before 6 weeks after procedure",
     "clearance resume\n  by physician  [own]\n  not before 60 days after procedure"),
    # ---- T002: deadlocks, and windows that healing can break by being slow, or fast
    ("strength-that-ends-before-discharge-may-come", K, "T002",
     ["  from gate functional until discharge, 12 to 40 weeks  [own]\n", "gate independence opens discharge\n"],
     ["  from gate functional, 12 to 40 weeks  [own]\n",
      "gate independence opens discharge\n  not before 41 weeks after start of strength  [own]\n"]),
    ("a-return-that-ends-before-discharge-may-come", C, "T002",
     ["  from gate functional until discharge, 12 to 36 weeks  [own]\n", "gate independence opens discharge\n"],
     ["  from gate functional, 12 to 36 weeks  [own]\n",
      "gate independence opens discharge\n  not before 37 weeks after start of return  [own]\n"]),
    ("a-remodelling-that-nothing-follows-in-time", K, "T002", "  from end of repair until start of strength\n",
     "  from end of repair, 1 to 10 days  [own]\n"),
    ("a-maturation-that-ends-before-discharge-may-come", K, "T002", "  from start of strength until discharge\n",
     "  from start of strength, 8 to 10 weeks  [own]\n"),
    ("a-cuff-remodelling-that-nothing-follows-in-time", C, "T002", "  from end of repair until start of return\n",
     "  from end of repair, 1 to 10 days  [own]\n"),
    ("strength-that-comes-too-late-for-loading", K, "T002", "gate functional opens strength\n  clearance full-load  [own]\n"
     "  not before 10 weeks after procedure", "gate functional opens strength\n  clearance full-load  [own]\n"
     "  not before 14 weeks after start of loading"),
    ("a-return-that-comes-too-late", C, "T002", "gate functional opens return\n  clearance full-load  [own]\n"
     "  not before 12 weeks after procedure", "gate functional opens return\n  clearance full-load  [own]\n"
     "  not before 4 months after start of loading"),
    ("a-loading-that-slow-healing-leaves-no-time", K, "T002", "  from gate resume-active-pt, 6 to 12 weeks  [own]\n",
     "  from gate resume-active-pt until 12 weeks after procedure, 6 to 12 weeks  [own]\n"),
    ("a-cuff-loading-that-slow-healing-leaves-no-time", C, "T002", "  from gate resume-loading, 6 to 12 weeks  [own]\n",
     "  from gate resume-loading until 13 weeks after procedure, 6 to 12 weeks  [own]\n"),
    ("a-signature-that-expires-when-healing-is-fast", E, "T002",
     "  clearance resume  [own]\n  not before 15 days after procedure", "  clearance resume  [own]\n  not before 5 weeks after procedure"),
    # ---- T003: windows that hold only if the signer moves a day
    ("a-signature-that-must-be-moved", K, "T003", "  clearance resume  [own]\n  not before 4 weeks after procedure",
     "  clearance resume  [own]\n  not before 7 weeks after procedure"),
    ("a-cuff-signature-that-must-be-moved", C, "T003", "  clearance resume  [own]\n  not before 6 weeks after procedure",
     "  clearance resume  [own]\n  not before 57 days after procedure"),
    # ---- L040: closure
    ("no-way-out", K, "L040",
     'gate independence opens discharge\n'
     '  clearance release  [own]\n'
     '  not before 22 weeks after procedure  [own]\n'
     '  quads at least 90% of other side, latest within 6 weeks  [discharge-tests]\n'
     '  step-down at least good, latest within 6 weeks  [own]\n'
     '  koos-pain better than baseline by at least 15 points, latest within 6 weeks  [mostafaee-2021]\n'
     '  no open compensation, screened within 6 weeks  [own]\n'
     '  no open flag, screened within 6 weeks  [own]\n'
     '  otherwise physician decides within 4 weeks,\n'
     '    "with the patient: other goals, another look at the tissue, or an end with what was reached"  [own]\n',
     ""),
    ("no-way-out-of-the-frame", S, "L040",
     'gate independence opens discharge\n'
     '  clearance release  [own]\n'
     '  not before 12 months after procedure  [own]\n'
     '  koos-adl at least 90 points, latest within 6 weeks  [own]\n'
     '  koos-pain better than baseline by at least 15 points, latest within 6 weeks  [mostafaee-2021]\n'
     '  quads at least 90% of other side, latest within 6 weeks  [own]\n'
     '  no open flag, screened within 6 weeks  [own]\n',
     ""),
    # ---- L050, L051: texts
    ("a-knee-that-will-be-normal", K, "L050", "The knee need not be pushed.", "After that the knee is going to work as before."),
    ("cells-that-rebuild", E, "L050", "Not everybody needs running or jumping.", "The cells rebuild what was worn."),
    ("no-side-effects", C, "L050", "Not everybody needs throwing.", "There are no side effects at all."),
    ("the-surest-way", C, "L050", "Overhead work comes back in small steps.", "This is the surest way back to work overhead."),
    ("told-to-have-it-again", K, "L051", "The goal is what you and your therapist agreed on.", "You should have the injection again in a year."),
    ("told-to-stop-a-medicine", C, "L051", "Soreness at the shoulder and where marrow was taken is common.",
     "Stop your medicines for the first week."),
]
