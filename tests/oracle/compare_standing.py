#!/usr/bin/env python3
"""Holds `tandem standing --json` against the oracle, on the example charts and on generated ones.

    compare_standing.py TANDEM [--charts N] [--invented N] [--seed S] [--days D] [--only KIND] [--shrink] [--show N]

Prints what was compared, how often each kind of answer agreed, and the disagreements. With --shrink each kind of
disagreement is brought down to a small chart by leaving entries out. Exit 1 when something disagrees.
"""

import argparse
import collections
import datetime
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

import chart_edits  # noqa: E402
import standing_oracle as oracle  # noqa: E402

EXAMPLES = ROOT / "data" / "examples"
# How the program names a reason, in the oracle's words; both fall together where the rules name no difference.
SAME_REASONS = (
    {"no-other-side", "other-side-missing", "not-same-day"},
    {"too-early", "not-anchored", "spent"},
    {"moved", "too-early", "window-moved"},
    {"not-comparable", "no-basis"},
)

NOT_BEGUN = ("not-yet", "not-applicable")
# Deviations of which the rules say nothing yet.
NOT_JUDGED = ("load-raised-without-rule",)


class Teller:
    """The program in one process for many standings: tests/properties/told_standings.c, beside the one under test."""

    def __init__(self, tandem):
        program = Path(tandem).resolve().parents[2] / "tests" / "properties" / "told_standings"
        self.process = subprocess.Popen([str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, _tandem, path, day, known=None):
        self.process.stdin.write(f"{day} {known or '-'} {path}\n".encode())
        self.process.stdin.flush()
        answer = self.process.stdout.read(int(self.process.stdout.readline())).decode()
        return json.loads(answer) if answer.startswith("{") else answer.split("\n")[0]


    def close(self):
        self.process.stdin.close()
        self.process.wait()


def run(tandem, path, day, known=None):
    """The program's standing by its command line, or the first line of its refusal."""
    command = [tandem, "standing", str(path), "--on", day, "--json"] + (["--known", known] if known else [])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stdout + done.stderr).split("\n")[0]
    return json.loads(done.stdout)


def told(standing):
    """The program's answers in the oracle's form."""
    if not standing["enrolled"]:
        return {"enrolled": {"enrolled": False}}
    found = {"enrolled": {"enrolled": True}}
    found["events"] = {key: standing[key] for key in ("enrolled_on", "ended_on", "procedure_on")}
    found["phase"] = {p["name"]: (p["state"], p["started"], p["ended"], p["limits_linger"]) for p in standing["phases"]}
    found["overdue"] = {p["name"]: p.get("overdue_since") for p in standing["phases"]}
    found["gate"] = {g["name"]: (g["state"], g["truth"], g["overridden"]) for g in standing["gates"]}
    found["gate-overdue"] = {g["name"]: g.get("overdue_since") for g in standing["gates"]}
    found["criterion"], found["reason"] = {}, {}
    for gate in standing["gates"]:
        for at, check in enumerate(gate["condition"]["of"] if gate["condition"] else []):
            found["criterion"][f"{gate['name']}/{at}"] = check["truth"]
            found["reason"][f"{gate['name']}/{at}"] = check["reason"]["code"]
    clearances = standing["clearances"]
    found["clearance"] = {c["name"]: (c["truth"], c["lawful_from"], c["counts_through"]) for c in clearances}
    found["clearance-reason"] = {c["name"]: c["reason"]["code"] for c in clearances}
    found["restriction"] = {r["name"]: (r["state"], r["from"], r["last_barred"], r["first_free"]) for r in standing["restrictions"]}
    ceiling = standing["ceiling"]
    found["ceiling"] = {"class": ceiling["load_class"], "barred": tuple(sorted(ceiling["barred"]))}
    found["may"] = {e["name"]: (e["verdict"], e.get("load_class")) for e in standing["exercises"] if e["verdict"] != "may-not"}
    binding = {f"phase {t['phase']}" if t["source"] == "phase" else t["source"] for t in ceiling["terms"] if t["binding"]}
    found["binding"] = {"binding": tuple(sorted(binding))}
    found["open"] = {(o["kind"], o["name"]): o["since"] for o in standing["open"]}
    found["finding"] = findings_told(standing["findings"])
    found["deviation"] = deviations_told(standing["deviations"])
    found["progress"] = {c["exercise"]: c["step"] for c in standing["changes"]}
    found["owed"] = owed_told(standing["owed"])
    return found


def owed_told(listed):
    """{(kind, what, clause): what is owed of it}; a clause is told where a line of the protocol asks."""
    found = {}
    for item in listed:
        key = item["kind"], item["what"], item["clause"]["text"] if item["clause"] else None
        found.setdefault(key, []).append((item["state"], tuple(sorted(item["by"])), item["from"], item["due"]))
    return {key: tuple(sorted(values, key=str)) for key, values in found.items()}


def findings_told(listed):
    told, count = {}, {}
    for life in listed:
        count[life["name"]] = count.get(life["name"], 0) + 1
        about = life["since"], life["until"], life["open"], life["declined"] and life["open"], life["because_of"]
        told[f"{life['name']}/{count[life['name']]}"] = about
    return told


def deviations_told(listed):
    """{(day, code): (known then, known now)}: whether any deed of that kind on that day is told."""
    found = {}
    for deviation in listed:
        code = deviation["reason"]["code"]
        if code in NOT_JUDGED:
            continue
        key = deviation["date"], "entered" if code.startswith("entered-through") else code
        before = found.get(key, (False, False))
        found[key] = before[0] or deviation["known_then"], before[1] or deviation["known_now"]
    return found


def agree(kind, mine, yours):
    if kind in ("clearance-reason", "reason"):
        wanted = set(mine) if isinstance(mine, tuple) else {mine}
        return any(yours in wanted | same for same in (*(s for s in SAME_REASONS if s & wanted), set()))
    if kind == "phase" and mine[0] in NOT_BEGUN:
        # Whether a phase is told as over, or as never begun, when a later procedure spent its entry, it had no day, or the
        # episode has ended: the rules do not say, and no limit hangs on it.
        return yours[0] in NOT_BEGUN or (yours[0] == "ended" and not yours[3])
    return mine == yours


def under_ceiling(about, told_of, ladder):
    """Whether what the program lets a patient do is under the oracle's ceiling; `about` is none for what loads no site."""
    if about is None:
        return True
    least, most, top, barred = about
    verdict, dosed = told_of
    if dosed is not None:
        least = most = ladder.index(dosed)
    return not barred and least <= top and (verdict == "may-up-to" or most <= top)


def differences(mine, yours, ladder):
    """[(kind, key, oracle, program)] and the number of answers compared, by kind."""
    counts, found = collections.Counter(), []
    for kind in mine:
        if kind not in yours:
            continue
        if kind == "may":
            counts[kind] += len(yours[kind])
            bad = {name: v for name, v in yours[kind].items() if not under_ceiling(mine[kind].get(name), v, ladder)}
            found += [(kind, name, mine[kind][name], v) for name, v in bad.items()]
            continue
        for key in {**mine[kind], **yours[kind]}:
            a, b = mine[kind].get(key), yours[kind].get(key)
            counts[kind] += 1
            if not agree(kind, a, b):
                found.append((kind, key, a, b))
    return found, counts


class Comparison:
    def __init__(self, tandem, data, ask=run):
        self.tandem, self.library, self.ask = tandem, oracle.Library(data), ask
        self.counts, self.wrong, self.refused = collections.Counter(), collections.Counter(), collections.Counter()
        self.found = {}
        self.charts = self.standings = 0

    def chart(self, path, days, text=None):
        """Compares one chart on several (day, known); `text` is kept for shrinking."""
        self.charts += 1
        cases = None
        for day, known in days:
            standing = self.ask(self.tandem, path, day, known)
            if isinstance(standing, str):
                self.refused[re.sub(r"^\S+ ", "", standing)[:60]] += 1
                return
            if cases is None:
                cases = oracle.Cases(self.library.chart(path))
            mine = oracle.standing(cases, oracle.day_of(day), known)
            found, counts = differences(mine, told(standing), self.library.catalogue.ladder)
            self.standings += 1
            self.counts += counts
            for kind, key, a, b in found:
                self.wrong[kind] += 1
                self.found.setdefault(signature(kind, key, a, b), []).append((text or path.read_text(), day, known, kind, key, a, b))

    def disagrees(self, text, day, known, wanted):
        with tempfile.NamedTemporaryFile("w", suffix=".chart.tandem") as file:
            file.write(text)
            file.flush()
            standing = self.ask(self.tandem, file.name, day, known)
            if isinstance(standing, str):
                return False
            cases = oracle.Cases(self.library.chart(file.name))
            found, _ = differences(oracle.standing(cases, oracle.day_of(day), known), told(standing), self.library.catalogue.ladder)
            return any(signature(*difference) == wanted for difference in found)

    def shrink(self, text, day, known, wanted):
        """Leaves out entries and lines as long as the same disagreement stays."""
        head, entries = chart_edits.split(text)
        step = max(1, len(entries) // 2)
        while True:
            at, changed = 0, False
            while at < len(entries):
                fewer = entries[:at] + entries[at + step :]
                if self.disagrees(head + "".join(fewer), day, known, wanted):
                    entries, changed = fewer, True
                else:
                    at += step
            if step == 1 and not changed:
                return head + "".join(entries)
            step = max(1, step // 2)


def signature(kind, key, a, b):
    """Disagreements of one kind are told once: dates in them do not count."""
    def plain(value):
        return re.sub(r"\d{4}-\d\d-\d\d", "DAY", str(value))

    if kind in ("criterion", "reason"):
        key = ""
    if kind == "deviation":
        key = key[1]
    if kind == "owed":
        key = key[0]
    return kind, str(key), plain(a), plain(b)


def days_of(text, rng, count):
    """(day, known) to ask about: days of entries and days near them, with and without a cut-off."""
    dates = sorted({datetime.date.fromisoformat(d) for d in re.findall(r"^(\d{4}-\d\d-\d\d)", text, re.M)})
    found = []
    for _ in range(count if dates else 0):  # nothing is asked of a chart without entries
        day = rng.choice(dates) + datetime.timedelta(days=rng.choice((0, 0, 0, 1, 1, 2, 3, 7, 14, 30)))
        known = None
        if rng.random() < 0.4:
            known = (day + datetime.timedelta(days=rng.choice((-7, -1, 0, 0, 1, 5)))).isoformat()
        found.append((day.isoformat(), known))
    return found


def compare_examples(comparison, every):
    for path in sorted(EXAMPLES.glob("*.chart.tandem")):
        text = path.read_text(encoding="utf-8")
        dates = sorted(set(re.findall(r"^(\d{4}-\d\d-\d\d)", text, re.M)))
        days = []
        for date in dates[::every]:
            for more in (0, 1, 3, 10):
                day = (datetime.date.fromisoformat(date) + datetime.timedelta(days=more)).isoformat()
                days.append((day, None))
            days.append((date, date))
        comparison.chart(path, days)


def compare_one(comparison, path, text, rng, days):
    """A chart as it is, or, every fourth, as one that waits for a gate: asked also near what was answered by its name."""
    asked = days_of(text, rng, days)
    if rng.random() < 0.25:
        text, answers = chart_edits.waited(text, rng)
        asked += days_of(answers, rng, days)
    path.write_text(text, encoding="utf-8")
    comparison.chart(path, asked, text)


def compare_generated(comparison, charts, seed, days):
    texts = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.chart.tandem"))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.chart.tandem"
        for number in range(charts):
            rng = random.Random(f"{seed}/{number}")
            compare_one(comparison, path, chart_edits.edited(rng.choice(texts), rng), rng, days)


def compare_invented(comparison, charts, seed, days):
    """Charts of `tandem cohort`, which follow their protocols as the texts ask, with what goes right and wrong."""
    number = int.from_bytes(str(seed).encode(), "big") % 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        command = [comparison.tandem, "cohort", str(charts), "--seed", str(number), "--format", "notation", "--output", folder]
        if charts == 0 or subprocess.run(command, capture_output=True, check=False).returncode:
            return
        for path in sorted(Path(folder).glob("*.tandem")):
            compare_one(comparison, path, path.read_text(encoding="utf-8"), random.Random(f"{seed}/{path.name}"), days)


def report(comparison, show, shrink, only=None):
    print(f"{comparison.charts} charts, {comparison.standings} standings compared")
    for kind, count in sorted(comparison.counts.items()):
        print(f"  {kind:18} {count:8} answers, {comparison.wrong[kind]} disagree")
    for text, count in comparison.refused.most_common(12):
        print(f"  refused {count:5}: {text}")
    ranked = sorted(comparison.found.items(), key=lambda item: -len(item[1]))
    ranked = [item for item in ranked if only in (None, item[0][0])]
    for wanted, cases in ranked[:show]:
        text, day, known, kind, key, a, b = min(cases, key=lambda c: len(c[0]))
        print(f"\n{len(cases)} x {kind} {key}, on {day}, known {known}\n  oracle  {a}\n  program {b}")
        if shrink:
            print(comparison.shrink(text, day, known, wanted))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tandem")
    parser.add_argument("--charts", type=int, default=0)
    parser.add_argument("--invented", type=int, default=0, help="charts of `tandem cohort`")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--only", help="show disagreements of one kind")
    parser.add_argument("--shrink", action="store_true")
    parser.add_argument("--teller", action="store_true", help="one process for all, not one for each answer")
    arguments = parser.parse_args()
    comparison = Comparison(arguments.tandem, ROOT / "data", Teller(arguments.tandem) if arguments.teller else run)
    compare_examples(comparison, arguments.every)
    compare_generated(comparison, arguments.charts, arguments.seed, arguments.days)
    compare_invented(comparison, arguments.invented, arguments.seed, arguments.days)
    report(comparison, arguments.show, arguments.shrink, arguments.only)
    return 1 if comparison.found else 0


if __name__ == "__main__":
    sys.exit(main())
