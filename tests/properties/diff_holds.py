#!/usr/bin/env python3
"""`tandem diff` over every shipped protocol: beside itself nothing differs, however its blocks are ordered; the other way round it tells
the same with the sides changed over; and one clause changed is told by exactly the lines it should be. Prints TAP. Standard library only.

  diff_holds.py TANDEM
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

PROTOCOLS = sorted((ROOT / "data" / "protocols").glob("*.tandem"))
OTHER_WAY = {"stricter": "looser", "looser": "stricter", "neither": "neither", "gone": "new", "new": "gone", "changed": "changed"}

# One clause of knee-oa-bmac changed; the lines that tell it, without the head and the end.
EDITS = [
    (r"pain at most 2, mean of 7 days", "pain at most 3, mean of 7 days",
     ["Gates", "resume-active-pt: asks pain at most 2, mean of 7 days, at least 4 readings, against pain at most 3, mean of 7 days, "
      "at least 4 readings"]),
    (r"until 4 weeks after procedure  \[clinic-handout\]", "until 2 weeks after procedure  [clinic-handout]",
     ["Substances", "nsaid: not allowed until 4 weeks after procedure against 2 weeks after procedure (looser)"]),
    (r"load at most isometric, no shear, no painful", "load at most isometric, no shear",
     ["What a load has besides its class", "painful: earliest day 15 against day 4 (looser)",
      "Phases", "gone: motion: bars painful (looser)"]),
    (r"from procedure, 4 days  ", "from procedure, 6 days  ",
     ["Load", "isometric: earliest day 4 against day 6 (stricter)",
      "Phases", "motion: earliest day 4 against day 6 (stricter)", "motion: begins at the latest day 4 against day 6",
      "protect: lasts 4 days against 6 days"]),
    (r"load at most low, no deep-flexion", "load at most moderate, no deep-flexion",  # the tissue phase beside it still says low
     ["Phases", "tolerance: load at most low against moderate (looser)"]),
    (r"by physical-therapist  \[own\]\n  not before 10", "by physician  [own]\n  not before 10",
     ["Who signs, and when", "full-load: signed by physical-therapist against physician"]),
    (r"valid 21 days", "valid 14 days", ["Who signs, and when", "full-load: counts for 21 days against 14 days"]),
    (r"never offer impact before 10 weeks", "never offer impact before 12 weeks",
     ["Load", "impact: earliest day 70 against day 84 (stricter)",
      "impact: never before 10 weeks after procedure against 12 weeks after procedure (stricter)"]),
    (r"  activity jumping\n", "", ["Activities", "gone: jumping: not allowed from procedure (looser)",
                                   "gone: jumping: not allowed until 69 days after procedure (looser)"]),
    (r"  effusion at most 1\+, latest within 21 days  \[effusion-rules\]\n  no open", "  no open",
     ["Gates", "gone: functional: asks effusion at most 1+, latest within 21 days (looser)"]),
    (r"  step-down at least good, latest within 6 weeks  \[own\]\n", "",
     ["Gates", "gone: independence: asks step-down at least good, latest within 6 weeks (looser)"]),
    (r"  offer leg-press, knee-extension, hamstring-curl, sit", "  offer leg-press, hamstring-curl, sit",
     ["Phases", "gone: loading: offers knee-extension"]),
    (r"    set knee-performance\n", "    fast-walk\n", ["Assessments", "gone: chair-stands: in phase prepare, before procedure, within 6 weeks"]),
    (r"advance load by 5%, at most 10% a week", "advance load by 5%, at most 20% a week",
     ["From session to session", "strengthening: advance load by 5%, at most 10% a week, against advance load by 5%, at most 20% a week"]),
    (r"regress load by 20%, rest 2 days", "regress load by 20%, rest 48 hours", []),
    (r"owe koos-adl\n.*\n", "", ["Owed again and again", "gone: owe koos-adl"]),
    (r"may move from 4 weeks after procedure to 10 weeks", "may move from 4 weeks after procedure to 8 weeks",
     ["Who signs, and when", "resume: its first day may be moved from 4 weeks after procedure to 10 weeks after procedure against 4 weeks "
      "after procedure to 8 weeks after procedure"]),
    (r"phase prepare on function\n  from enrolment until procedure, 2 to 6 weeks", "phase prepare on function\n"
     "  from enrolment until procedure, 2 to 8 weeks", ["Phases", "prepare: earliest day -42 against day -56 (looser)",
                                                       "prepare: lasts 2 to 6 weeks against 2 to 8 weeks"]),
]


class Program:
    def __init__(self, tandem):
        self.tandem = tandem

    def run(self, *words):
        done = subprocess.run([self.tandem, "diff", *map(str, words), "--width", "400"], capture_output=True, text=True, check=False,
                              cwd=ROOT, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout + done.stderr

    def rows(self, a, b):
        code, text = self.run(a, b, "--json")
        rows = json.loads(text)["differences"]
        assert (code == 1) == bool(rows), (code, text)
        return [(r["topic"], r["subject"], r["change"], r["toward"], r["a"] and (r["a"]["value"], r["a"]["day"]),
                 r["b"] and (r["b"]["value"], r["b"]["day"])) for r in rows]


def turned(rows):
    return sorted((t, s, OTHER_WAY[c], OTHER_WAY[w], b, a) for t, s, c, w, a, b in rows)


def shuffled(text, seed):
    """The blocks of a protocol in another order, its head first."""
    blocks = re.split(r"\n(?=[a-z])", text)
    rest = blocks[1:]
    random.Random(seed).shuffle(rest)
    return "\n".join([blocks[0]] + rest) + "\n"


def test_shipped(tap, program, folder):
    wrong, orders = [], 0
    for one in PROTOCOLS:
        if program.run(one, one)[1].splitlines()[-1] != "no difference in meaning":
            wrong.append(one.name)
        for seed in range(5):
            other = folder / f"{seed}-{one.name}"
            other.write_text(shuffled(one.read_text(), seed))
            code, text = program.run(one, other)
            orders += 1
            if code != 0:
                wrong.append(f"{one.name}, order {seed}: {text}")
    tap.result(not wrong, f"{len(PROTOCOLS)} shipped protocols beside themselves, and in {orders} other orders of their blocks [M103]", wrong)
    wrong, rows = [], 0
    for one in PROTOCOLS:
        for two in PROTOCOLS:
            there, back = program.rows(one, two), program.rows(two, one)
            rows += len(there)
            if sorted(there, key=repr) != sorted(turned(back), key=repr):
                wrong.append(f"{one.name} and {two.name}")
    tap.result(not wrong and rows > 100, f"{rows} differences of every two are told the same the other way round [M103]", wrong)


def test_edits(tap, program, folder):
    knee = ROOT / "data" / "protocols" / "knee-oa-bmac.tandem"
    for number, (old, new, wanted) in enumerate(EDITS):
        text, times = re.subn(old, lambda _, new=new: new, knee.read_text(), count=1)
        other = folder / "edited.tandem"
        other.write_text(text)
        code, said = program.run(knee, other)
        lines = [line.strip() for line in said.splitlines()[3:] if line.strip()][:-2]
        title = (wanted[1] if wanted else "48 hours for 2 days: nothing").replace("#", "")
        tap.result(times == 1 and lines == wanted and code == (1 if wanted else 0), f"edit {number + 1}: {title} [M103]", said.splitlines())


def figures(text):
    """Each number of a clause that asks for something, with where it stands: not in texts, cites, comments, the version, a hash, or
    what a guideline says."""
    at = 0
    for line in text.splitlines(keepends=True):
        plain = re.sub(r'"[^"]*"|\[[^\]]*\]|#.*', lambda hidden: " " * len(hidden[0]), line)
        head = plain.split()[:1]
        if head not in (["protocol"], ["source"], ["id"], ["use"], ["guideline"], ["reviewed"]):
            for number in re.finditer(r"(?<![\w.-])\d+(?![\w.-])", plain):
                yield at + number.start(), at + number.end(), int(number[0])
        at += len(line)


def test_figures(tap, program, folder):
    """Every figure one larger: where the protocol is still accepted, something is told."""
    wrong, told = [], 0
    for one in PROTOCOLS:
        text = one.read_text()
        for start, end, number in figures(text):
            edited = folder / "figure.tandem"
            edited.write_text(f"{text[:start]}{number + 1}{text[end:]}")
            code, _ = program.run(one, edited)
            told += code == 1
            if code == 0:
                line = text.count("\n", 0, start) + 1
                wrong.append(f"{one.name}:{line}: one more than {number}: {text.splitlines()[line - 1].strip()}")
    tap.result(not wrong and told > 300, f"{told} figures of the shipped protocols, one larger, are each told [M103]", wrong[:20])


def main():
    tap = Tap()
    program = Program(str(Path(sys.argv[1]).resolve()))
    with tempfile.TemporaryDirectory() as name:
        test_shipped(tap, program, Path(name))
        test_edits(tap, program, Path(name))
        test_figures(tap, program, Path(name))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
