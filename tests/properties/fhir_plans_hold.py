#!/usr/bin/env python3
"""Protocols go out as PlanDefinitions and come back. Each shipped one, and one with a criterion of every kind: with our extension the
file as it was, without it no difference in meaning; an element that another system changed is refused, wherever it stands. And what
`tandem fhir apply` says of gates and phases is what the standing says.

  fhir_plans_hold.py TANDEM [SEED]
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20261127
PROTOCOLS = [*sorted((ROOT / "data" / "protocols").glob("*.tandem")), *sorted((ROOT / "tests" / "fhir").glob("*.tandem"))]
CHANGES = 12  # of each protocol
ASIDE = ("text", "meta", "extension")  # of a resource: the narrative, and what is ours


def run(folder, *words, fails=False):
    made = subprocess.run([TANDEM, *map(str, words)], cwd=folder, capture_output=True, text=True)
    if (made.returncode != 0) != fails:
        raise AssertionError(f"{' '.join(map(str, words))}: {made.returncode}\n{made.stderr[:800]}{made.stdout[:400]}")
    return made


def without_extensions(value):
    if isinstance(value, list):
        return [without_extensions(one) for one in value]
    if isinstance(value, dict):
        return {k: without_extensions(v) for k, v in value.items() if k not in ("extension", "modifierExtension")}
    return value


def exported(folder, path):
    return json.loads(run(folder, "fhir", "export", path).stdout)


def check_round_trips(tap, folder):
    other, differ = [], []
    for path in PROTOCOLS:
        plan = exported(folder, path)
        (folder / "plan.json").write_text(json.dumps(plan))
        if run(folder, "fhir", "import", "plan.json").stdout != path.read_text():
            other.append(path.name)
        (folder / "bare.json").write_text(json.dumps(without_extensions(plan)))
        (folder / "bare.tandem").write_text(run(folder, "fhir", "import", "bare.json").stdout)
        said = run(folder, "diff", path, "bare.tandem").stdout
        if "no difference in meaning" not in said:
            differ.append(f"{path.name}: {said[:300]}")
    tap.result(not other, f"{len(PROTOCOLS)} protocols come back letter by letter with our extension [F099 F100]", other)
    tap.result(not differ, f"{len(PROTOCOLS)} protocols come back without a difference in meaning without it [F099 F100]", differ)


def leaves(value, path=()):
    """Every text that stands in it, with the way there."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in members:
        if len(path) == 0 and key in ASIDE or key in ("resourceType", "id", "url") and len(path) == 0:
            continue
        if isinstance(one, str):
            yield (*path, key)
        else:
            yield from leaves(one, (*path, key))


def check_changed(tap, folder):
    """With the extension there the text is whole, so nothing that says otherwise is passed over."""
    dice, passed, tried = random.Random(SEED), [], 0
    for path in PROTOCOLS:
        text = json.dumps(exported(folder, path))
        for way in dice.sample(list(leaves(json.loads(text)["entry"][0]["resource"])), CHANGES):
            plan = json.loads(text)
            at = plan["entry"][0]["resource"]
            for key in way[:-1]:
                at = at[key]
            at[way[-1]] += "x"
            (folder / "changed.json").write_text(json.dumps(plan))
            made = run(folder, "fhir", "import", "changed.json", fails=True)
            tried += 1
            if "F073" not in made.stderr or made.stdout:
                passed.append(f"{path.name}: {way}: {made.stderr[:200]}{made.stdout[:80]}")
    tap.result(not passed and tried == CHANGES * len(PROTOCOLS), f"{tried} changed elements are refused, each [F099]", passed[:5])


def asked_days(folder):
    for line in (ROOT / "data" / "examples" / "days.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if words:
            yield ROOT / "data" / "examples" / words[0], words[1]
    (folder / "made").mkdir()
    run(folder, "cohort", "12", "--seed", str(SEED), "--output", "made")
    for path in sorted((folder / "made").glob("*.chart.tandem")):
        days = sorted({line[:10] for line in path.read_text().splitlines() if line[:2] in ("19", "20")})
        for at in (1, 2, 3):
            yield path, days[len(days) * at // 4]


TRUTH = {"met": ("success", True), "unmet": ("success", False), "unknown": ("data-required", None)}


def check_applied(tap, folder):
    wrong, gates, seen = [], 0, set()
    for chart, day in asked_days(folder):
        standing = json.loads(run(folder, "standing", chart, "--on", day, "--json").stdout)
        resources = [one["resource"] for one in json.loads(run(folder, "fhir", "apply", chart, "--on", day).stdout)["entry"]]
        if not standing["enrolled"]:
            wrong += [f"{chart} {day}: nobody is enrolled"] if len(resources) > 1 else []
            continue
        answers = [one for one in resources if one["resourceType"] == "GuidanceResponse"]
        results = {one["id"]: one["parameter"][0]["valueBoolean"] for one in resources if one["resourceType"] == "Parameters"}
        if len(answers) != len(standing["gates"]):
            wrong.append(f"{chart} {day}: {len(answers)} answers for {len(standing['gates'])} gates")
        for gate, answer in zip(standing["gates"], answers):
            result = answer.get("outputParameters", {}).get("reference", "/").split("/")[1]
            told = answer["status"], results.get(result)
            gates += 1
            seen.add(gate["truth"])
            if told != TRUTH[gate["truth"]]:
                wrong.append(f"{chart} {day} {gate['name']}: {gate['truth']}, told {told}")
        tasks = {one["code"]["coding"][0]["code"]: one for one in resources
                 if one["resourceType"] == "Task" and one["code"]["coding"][0]["system"].endswith("/phase")}
        for phase in standing["phases"]:
            start = tasks[phase["name"]].get("executionPeriod", {}).get("start")
            if phase["started"] and phase["state"] != "not-applicable" and start != phase["started"]:
                wrong.append(f"{chart} {day} {phase['name']}: {phase['started']}, told {start}")
    tap.result(not wrong and seen == set(TRUTH), f"{gates} gates are applied as the standing has them, phases on their days [F098 F099]", wrong[:5])


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for check in (check_round_trips, check_changed, check_applied):
            try:
                check(tap, folder)
            except AssertionError as told:
                tap.result(False, f"{check.__name__} goes through", [told])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
