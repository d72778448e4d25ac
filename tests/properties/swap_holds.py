#!/usr/bin/env python3
"""What `tandem swap` says of an exercise must be what `tandem standing` says once that exercise is prescribed: one that may stand in has the
same load class and is allowed, one that today's ceiling does not allow is not. Over the prescriptions of the example charts. Prints TAP.

  swap_holds.py TANDEM
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402


def run(tandem, *words):
    done = subprocess.run([tandem, *words], capture_output=True, text=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def dose_fields():
    """Exercise -> the names of the fields of its dose, from the files of the catalogue."""
    text = "".join(path.read_text() for path in sorted((ROOT / "data" / "catalog").glob("exercises-*.tandem")))
    return {name: re.findall(r"(?:^|, )([a-z]+)", re.search(r"^  dose (.*)$", block, re.M)[1])
            for name, block in re.findall(r"^exercise (\S+) .*\n((?:  .*\n)*)", text, re.M)}


def dose_of(item, fields):
    """The dose as a line of a prescription, inside the row that the answer names; None when the row wants the patient's own measure."""
    parts = ["3x10"] if "sets" in fields and "reps" in fields else ["minutes 10"] if "minutes" in fields else ["hold 10 s"]
    if item["at"]:
        found = re.match(r"(?:at least |at most )?([\d.]+)( to (?:below )?[\d.]+)?( \w+)?$", item["at"]["bound"])
        if item["at"]["of"] or not found:
            return None
        amount = found[1] + (found[3] or "")
        parts.append(amount if item["at"]["field"] == "load" else f"{item['at']['field']} {amount}")
    return f"  {item['exercise']} {', '.join(parts)}\n"


def check_item(tandem, folder, chart, day, answer, item):
    """None when the standing agrees or cannot be asked; else what differs."""
    dose = dose_of(item, FIELDS[item["exercise"]])
    if item["state"] not in ("fits", "ceiling") or answer["load_class"] is None or dose is None:
        return "skipped"
    text = chart.read_text()
    by = re.search(r"prescribe by ([\w-]+)", text)[1]
    path = Path(folder) / f"then-{chart.name}"
    path.write_text(f"{text.rstrip()}\n{day} 23:50 prescribe by {by}, name swapped\n{dose}")
    standing = run(tandem, "standing", str(path), "--on", day, "--json")
    if isinstance(standing, str):
        return f"{dose.strip()}: {standing.splitlines()[0]}"
    told = next((one for one in standing["exercises"] if one["name"] == item["exercise"]), None)
    allowed = told is not None and told["verdict"] != "may-not"
    same = told is not None and told.get("load_class") == answer["load_class"]
    if same and allowed == (item["state"] == "fits"):
        return None
    return f"{chart.name} {day}: {dose.strip()} is told to be `{item['state']}` as {answer['load_class']}, the standing says {told}"


def questions(folder):
    """(chart, day, exercise): prescriptions as they stand, and one of medium load three days after the procedure, when little is allowed."""
    for chart in sorted((ROOT / "data" / "examples").glob("example-*.chart.tandem")):
        text = chart.read_text()
        blocks = re.findall(r"^(\d{4}-\d\d-\d\d) \S+ prescribe by .*\n((?:  .*\n)+)", text, re.M)
        for at, (first, doses) in enumerate(blocks[:: max(1, len(blocks) // 4)]):
            day = str(date.fromisoformat(first) + timedelta(days=1 + at))
            yield from ((chart, day, exercise) for exercise in re.findall(r"^  (\S+)", doses, re.M))
        done = re.search(r"^(\d{4}-\d\d-\d\d) \S+ procedure \S+ performed", text, re.M)
        by = re.search(r"prescribe by ([\w-]+)", text)
        if not done or not by:
            continue
        day = str(date.fromisoformat(done[1]) + timedelta(days=3))
        early = Path(folder) / f"early-{chart.name}"
        for dose in ("leg-press 3x10, effort 5", "band-outward-turn 3x10, effort 5"):
            early.write_text(f"{text.rstrip()}\n{day} 22:00 prescribe by {by[1]}, name early\n  {dose}\n")
            yield early, day, dose.split()[0]


def main():
    tap = Tap()
    tandem = str(Path(sys.argv[1]).resolve())
    agreed, fits, wrong = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for chart, day, exercise in questions(folder):
            answer = run(tandem, "swap", str(chart), exercise, "--on", day, "--json")
            if isinstance(answer, str):
                wrong.append(answer)
                continue
            for item in answer["items"]:
                said = check_item(tandem, folder, chart, day, answer, item)
                agreed += said is None
                fits += said is None and item["state"] == "fits"
                wrong += [said] if said not in (None, "skipped") else []
    tap.result(not wrong and agreed > 20 and 0 < fits < agreed,
               f"{agreed} exercises are judged as they are once prescribed, {fits} of them may stand in [F039]", wrong[:10])
    return tap.finish()


if __name__ == "__main__":
    FIELDS = dose_fields()
    sys.exit(main())
