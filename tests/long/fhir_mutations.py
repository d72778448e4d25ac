#!/usr/bin/env python3
"""Good resources, one thing damaged in each: what the judges of tools/judges find, `tandem fhir import` must refuse, or report as kept
beside the chart because it says something else than the chart does. What it takes without a word must be what no judge finds. Counted
by kind of damage; the good ones are asked too, and must be taken without a word, also with their members in another order.

  fhir_mutations.py TANDEM [MUTATIONS [SEED]]
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import judges  # noqa: E402
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
MUTATIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261129
CHARTS = ("example-c-nsaid", "example-d-early-signature", "example-f-late-correction")
OUTCOME = {0: "silent", 1: "reported", 2: "refused"}


def tandem(folder, *words):
    return subprocess.run([TANDEM, *words], cwd=folder, capture_output=True, text=True, check=False)


# ---- one thing wrong. Each gives the damaged value, or None where this resource has no place for it.


def places(value, path=()):
    """Every member and item below the type and the id, with the way there."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if not path and key == "resourceType":
            continue
        yield (*path, key), one
        if isinstance(one, (dict, list)):
            yield from places(one, (*path, key))


def at(resource, way):
    for key in way[:-1]:
        resource = resource[key]
    return resource, way[-1]


def somewhere(dice, resource, fits, change):
    ways = [way for way, one in places(resource) if fits(way, one)]
    if not ways:
        return False
    holder, key = at(resource, dice.choice(ways))
    change(holder, key)
    return True


def put(new):
    return lambda holder, key: holder.__setitem__(key, new(holder[key]) if callable(new) else new)


def is_text(way, one):
    return isinstance(one, str)


def named(*names):
    return lambda way, one: way[-1] in names and isinstance(one, str)


def is_number(way, one):
    return isinstance(one, (int, float)) and not isinstance(one, bool)


def is_date(way, one):
    return isinstance(one, str) and len(one) >= 10 and one[:4].isdigit() and one[4] == "-"


def is_member(way, one):
    return isinstance(way[-1], str)


def add_choice(holder, key):
    holder["valueBoolean" if key != "valueBoolean" else "valueString"] = True if key != "valueBoolean" else "x"


KINDS = {
    "a member is gone": lambda d, r: somewhere(d, r, is_member, lambda h, k: h.pop(k)),
    "a member of the top is gone": lambda d, r: somewhere(d, r, lambda w, o: len(w) == 1 and w[0] != "id", lambda h, k: h.pop(k)),
    "a member that is unknown": lambda d, r: somewhere(d, r, lambda w, o: isinstance(o, dict), lambda h, k: h[k].__setitem__("colour", "red")),
    "an unknown member of the top": lambda d, r: r.__setitem__("colour", "red") or True,
    "no code of FHIR": lambda d, r: somewhere(d, r, named("status", "intent", "kind", "type", "use", "actuality", "severity"), put("done-ish")),
    "a date that is none": lambda d, r: somewhere(d, r, is_date, put(lambda t: "2026-13-41" + t[10:])),
    "a time without its offset": lambda d, r: somewhere(d, r, lambda w, o: is_date(w, o) and "T" in o, put(lambda t: t[:19])),
    "a text that is a number": lambda d, r: somewhere(d, r, is_text, put(7)),
    "a number that is a text": lambda d, r: somewhere(d, r, is_number, put(str)),
    "a list that is none": lambda d, r: somewhere(d, r, lambda w, o: isinstance(o, list) and o, put(lambda l: l[0])),
    "an object that is a list": lambda d, r: somewhere(d, r, lambda w, o: isinstance(o, dict) and isinstance(w[-1], str), put(lambda o: [o])),
    "nothing: null": lambda d, r: somewhere(d, r, lambda w, o: True, put(None)),
    "an empty text": lambda d, r: somewhere(d, r, is_text, put("")),
    "an empty object": lambda d, r: somewhere(d, r, lambda w, o: isinstance(o, dict), put(lambda o: {})),
    "an empty list": lambda d, r: somewhere(d, r, lambda w, o: isinstance(o, list), put(lambda o: [])),
    "a reference to another type": lambda d, r: somewhere(d, r, named("reference"), put(lambda t: "Location/" + t.split("/")[-1])),
    "a unit that is none": lambda d, r: somewhere(d, r, lambda w, o: w[-1] == "code" and len(w) > 1 and str(w[-2]).endswith("Quantity"), put("lbs!")),
    "a system that is no address": lambda d, r: somewhere(d, r, named("system", "url"), put("a b c")),
    "an id that is none": lambda d, r: r.__setitem__("id", "no id!") or True,
    "a second value": lambda d, r: somewhere(d, r, lambda w, o: str(w[-1]).startswith("value") and isinstance(w[-1], str), add_choice),
    "a period that ends first": lambda d, r: somewhere(d, r, lambda w, o: isinstance(o, dict) and "start" in o and w[-1] != "repeat",
                                                        put(lambda p: {**p, "end": "1990-01-01"})),
    "a resource of no type": lambda d, r: r.__setitem__("resourceType", "Observed") or True,
}


def exported(folder, chart):
    return [json.loads(line) for line in tandem(folder, "fhir", "export", chart, "--format", "ndjson").stdout.splitlines()]


def imported(folder, lines):
    """The outcome in one word, and the first line of what was told."""
    (folder / "in.ndjson").write_text("\n".join(lines) + "\n")
    done = tandem(folder, "fhir", "import", "in.ndjson")
    return OUTCOME.get(done.returncode, f"exit {done.returncode}"), (done.stderr or done.stdout[-200:])


def other_order(value):
    if isinstance(value, dict):
        return {key: other_order(value[key]) for key in reversed(value)}
    return [other_order(one) for one in value] if isinstance(value, list) else value


def damaged(dice, resources):
    """(kind, place among them, the damaged one); each type as often as any other."""
    types = sorted({one["resourceType"] for one in resources})
    while True:
        wanted = dice.choice(types)
        where = dice.choice([i for i, one in enumerate(resources) if one["resourceType"] == wanted])
        kind = dice.choice(sorted(KINDS))
        one = json.loads(json.dumps(resources[where]))
        if KINDS[kind](dice, one) and one != resources[where]:
            return kind, where, one


def found_by_judges(folder, made):
    names = []
    for number, (_, _, one) in enumerate(made):
        names.append(folder / "m" / f"{number}.json")
        names[-1].write_text(json.dumps(one))
    found = set()
    for start in range(0, len(names), 500):
        done = subprocess.run(["node", str(ROOT / "tools" / "judges" / "judge.mjs"), "--all", *map(str, names[start : start + 500])],
                              capture_output=True, text=True, check=False)
        if not done.stdout.strip().endswith("findings"):
            raise RuntimeError(done.stderr[-1000:])
        found.update(int(Path(line.split(": ")[0]).stem) for line in done.stdout.splitlines()[:-1] if "which is not here" not in line)
        print(f"# {min(start + 500, len(names))} judged", flush=True)
    return found


def main():
    reason, tap, dice = judges.why_not(), Tap(), random.Random(SEED)
    if reason:
        tap.skip("damaged resources before judges", reason)
        return tap.finish()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m").mkdir()
        charts = {chart: exported(folder, chart) for chart in CHARTS}
        charts = {chart: resources for chart, resources in charts.items() if resources}
        alarms = [f"{chart}: {told}" for chart, resources in charts.items() for way in (list, other_order)
                  for outcome, told in [imported(folder, [json.dumps(one) for one in way(resources)])] if outcome != "silent"]
        good = sum(map(len, charts.values()))
        tap.result(len(charts) > 2 and not alarms,
                   f"{good} good resources of {len(charts)} charts are taken without a word, in any order of members [F099]", alarms)
        lines = {chart: [json.dumps(one) for one in resources] for chart, resources in charts.items()}
        made, outcomes = [], []
        for number in range(MUTATIONS):
            chart = dice.choice(sorted(charts))
            kind, where, one = damaged(dice, charts[chart])
            made.append((kind, chart, one))
            outcomes.append(imported(folder, [*lines[chart][:where], json.dumps(one), *lines[chart][where + 1 :]]))
            if number % 500 == 499:
                print(f"# {number + 1} imported", flush=True)
        found = found_by_judges(folder, made)
        sums, passed = Counter(), []
        for number, ((kind, chart, one), (outcome, told)) in enumerate(zip(made, outcomes)):
            sums[kind, number in found, outcome] += 1
            if number in found and outcome not in ("refused", "reported"):
                passed.append(f"{kind}: {outcome}: {json.dumps(one)[:1500]}")
        for kind in sorted(KINDS):
            told = [f"{outcome} {sums[kind, by, outcome]}" for by in (True, False) for outcome in ("refused", "reported", "silent")]
            print(f"# {kind}: found by a judge: {', '.join(told[:3])}; by none: {', '.join(told[3:])}")
        for by, who in (True, "a judge"), (False, "none"):
            said = {outcome: sum(sums[kind, by, outcome] for kind in KINDS) for outcome in ("refused", "reported", "silent")}
            print(f"# of {MUTATIONS}: found by {who} {sum(said.values())}: " + ", ".join(f"{outcome} {count}" for outcome, count in said.items()))
        odd = [f"{kind}: {outcome}" for kind, _, outcome in sums if outcome.startswith("exit")]
        tap.result(len(found) > MUTATIONS // 3 and not passed and not odd,
                   f"{len(found)} of {MUTATIONS} damaged resources are found by a judge; each is refused or reported [F099]",
                   [len(passed), *odd, *passed[:40]])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
