#!/usr/bin/env python3
"""The tables of docs/fhir-limits.md against what the program does. Every extension of ours is taken away from exported protocols and
charts, and what comes back is compared kind by kind: a row says `yes` where nothing of that kind was lost or changed, `no` where
something was. Each kind of clause and of entry must have a row and must have been seen; a kind of criterion says `text` where its
expression is empty.

  fhir_limits_hold.py TANDEM [CHARTS SEED]
"""

import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from fhir_holds import chart_lines, run, strip_lines, zone_of  # noqa: E402
from tap import ROOT, Tap  # noqa: E402

CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261128
PROTOCOLS = [*sorted((ROOT / "data" / "protocols").glob("*.tandem")), *sorted((ROOT / "tests" / "fhir").glob("*.tandem"))]
# Of two that begin alike, the longer stands first.
KINDS = [("all of", r"all of\b"), ("any of", r"any of\b"), ("at least K of", r"at least \d+ of\b"), ("not before DAY", r"not before\b"),
         ("not", r"not\b"), ("clearance", r"clearance\b"), ("open", r"open\b"), ("no open", r"no open\b"), ("no record of", r"no record of\b"),
         ("no THING since", r"no\b"), ("record of", r"record of\b"), ("taking", r"taking\b"), ("every set done", r"every set done\b"),
         ("settled by next morning", r"settled\b"), ("always", r"always\b"), ("a reading, last N sessions", r".*, last \d+ sessions"),
         ("a reading", r".")]
LIMITS = ROOT / "docs" / "fhir-limits.md"


def table(title):
    """{first cell: second cell} of the table under that heading."""
    part = LIMITS.read_text().split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in part.splitlines() if line.startswith("| `")]
    return {row[0].replace("`", ""): row[1] for row in rows}


def clauses(folder, path):
    """Of each kind, the lines as they stand, how often."""
    found = {}
    for one in json.loads(run(folder, "show", str(path), "--json"))["clauses"]:
        kind = f"{one['inside']}: {one['head'] or 'a line'}" if one["inside"] else one["head"]
        found.setdefault(kind, Counter())[" ".join(one["text"].split())] += 1
    return found


def held(tap, title, what, seen, lost):
    """The table says of each kind what was seen of it."""
    said = table(title)
    wrong = [f"{kind}: the table says {said.get(kind, 'nothing')}, seen {'lost: ' + lost[kind] if kind in lost else 'whole'}"
             for kind in sorted(seen) if said.get(kind) != ("no" if kind in lost else "yes")]
    wrong += [f"{kind}: never seen" for kind in said if kind not in seen]
    tap.result(not wrong and len(seen) > 20, f"{len(seen)} kinds of {what} come back without extensions as docs/fhir-limits.md says [F099]",
               wrong[:8])


def check_clauses(tap, folder):
    seen, lost = set(), {}
    for path in PROTOCOLS:
        (folder / "bare.ndjson").write_text(strip_lines(run(folder, "fhir", "export", str(path), "--format", "ndjson")))
        (folder / "back.tandem").write_text(run(folder, "fhir", "import", "bare.ndjson"))
        before, after = clauses(folder, path), clauses(folder, folder / "back.tandem")
        comments = [line for line in path.read_text().splitlines() if "#" in line]
        before["comment"] = Counter(comments)
        after["comment"] = Counter(line for line in (folder / "back.tandem").read_text().splitlines() if "#" in line)
        seen.update(before)
        for kind in before:
            for text in before[kind] - after.get(kind, Counter()) + (after.get(kind, Counter()) - before[kind]):
                lost.setdefault(kind, f"{path.name}: {text}")
    held(tap, "Kinds of clause", "clause", seen, lost)


def check_entries(tap, folder):
    (folder / "made").mkdir()
    run(folder, "cohort", str(CHARTS), "--seed", str(SEED), "--output", "made")
    charts = [*sorted((folder / "made").iterdir()), *sorted((ROOT / "data" / "examples").glob("*.chart.tandem"))]
    seen, lost = set(), {}
    for chart in charts:
        before = chart_lines(folder, chart)
        (folder / "bare.ndjson").write_text(strip_lines(run(folder, "fhir", "export", str(chart), "--format", "ndjson")))
        text = run(folder, "fhir", "import", "bare.ndjson", "--zone", zone_of(before) or "UTC")
        (folder / "back.chart.tandem").write_text(text)
        after = chart_lines(folder, folder / "back.chart.tandem")
        (folder / "unzoned.chart.tandem").write_text(run(folder, "fhir", "import", "bare.ndjson"))
        heads = [json.loads(before.splitlines()[0]), json.loads(chart_lines(folder, folder / "unzoned.chart.tandem").splitlines()[0])]
        for key in {*heads[0], *heads[1]} - {"tandem", "document"}:
            seen.add(f"head: {key}")
            if heads[0].get(key) != heads[1].get(key):
                lost.setdefault(f"head: {key}", f"{chart.name}: {heads[0].get(key)} {heads[1].get(key)}")
        kinds = [Counter((json.loads(line)["kind"], line) for line in lines.splitlines()[1:]) for lines in (before, after)]
        seen.update(kind for kind, _ in kinds[0])
        for kind, line in (kinds[0] - kinds[1]) + (kinds[1] - kinds[0]):
            lost.setdefault(kind, f"{chart.name}: {line}")
    held(tap, "Kinds of entry", "entry and of the head", seen, lost)


def check_criteria(tap, folder):
    """Each criterion of the protocol that has one of every kind: an expression of its own, or `{}` and text."""
    said, wrong, seen = table("Kinds of criterion"), [], set()
    plan = json.loads(run(folder, "fhir", "export", str(ROOT / "tests" / "fhir" / "every-kind.tandem")))["entry"][0]["resource"]
    for expression in conditions(plan["action"]):
        text = expression["description"].split("\n")[0]
        kind = next((kind for kind, form in KINDS if re.match(form, text)))
        seen.add(kind)
        told = "text" if expression["expression"] == "{}" else "yes"
        if said.get(kind) != told:
            wrong.append(f"{text}: {told}, the table says of `{kind}` {said.get(kind, 'nothing')}")
    wrong += [f"{kind}: never seen" for kind in said if kind not in seen]
    texts = sum(one == "text" for one in said.values())
    tap.result(not wrong and 0 < 4 * texts <= len(said),
               f"{len(said)} kinds of criterion, {texts} as text only, as docs/fhir-limits.md says [F098 F099]",
               wrong[:8])


def conditions(actions):
    for action in actions:
        for one in action.get("condition", []):
            if one["kind"] == "start":
                yield one["expression"]
        yield from conditions(action.get("action", []))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        for check in (check_clauses, check_entries, check_criteria):
            try:
                check(tap, Path(name))
            except AssertionError as told:
                tap.result(False, f"{check.__name__} goes through", [told])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
