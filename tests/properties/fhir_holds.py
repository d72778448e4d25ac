#!/usr/bin/env python3
"""Charts go out as FHIR and come back. Of examples and of invented charts: out, every extension of ours taken away, in, and the
chart is the same, line by line; so is its standing on some days, asked of both. Bundle and lines say the same. What another
system changes is never lost, and coming in twice adds nothing.

  fhir_holds.py TANDEM [CHARTS SEED]
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 120
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261126
BATCH = 40
KINDS = 29


def run(folder, *words, fails=False):
    made = subprocess.run([TANDEM, *words], cwd=folder, capture_output=True, text=True)
    if (made.returncode != 0) != fails:
        raise AssertionError(f"{' '.join(words)}: {made.returncode}\n{made.stderr[:800]}{made.stdout[:400]}")
    return made.stdout


def without_extensions(value):
    if isinstance(value, list):
        return [without_extensions(one) for one in value]
    if isinstance(value, dict):
        return {k: without_extensions(v) for k, v in value.items() if k not in ("extension", "modifierExtension")}
    return value


def read_exactly(text):
    """Numbers as their own words, so that 2.50 stays 2.50."""
    return json.loads(text, parse_float=lambda word: Exact(word), parse_int=lambda word: Exact(word))


class Exact(float):
    def __new__(cls, word):
        made = super().__new__(cls, word)
        made.word = word
        return made

    def __repr__(self):
        return self.word


def write_exactly(value):
    """json.dumps prints a float by float.__repr__, whatever its class says: ours is put in afterwards."""
    words = []

    def mark(one):
        if isinstance(one, list):
            return [mark(x) for x in one]
        if isinstance(one, dict):
            return {k: mark(v) for k, v in one.items()}
        if isinstance(one, Exact):
            words.append(one.word)
            return f"\u0001{len(words) - 1}\u0001"
        return one

    text = json.dumps(mark(value))
    return re.sub(r'"\\u0001(\d+)\\u0001"', lambda m: words[int(m.group(1))], text)


def strip_lines(text):
    return "".join(write_exactly(without_extensions(read_exactly(line))) + "\n" for line in text.splitlines())


def chart_lines(folder, path):
    return run(folder, "convert", str(path), "--format", "ndjson")


def zone_of(text):
    found = re.search(r'"zone":"([^"]*)"', text.splitlines()[0])
    return found.group(1) if found else ""


def days_of(lines):
    days = sorted({json.loads(line)["date"] for line in lines.splitlines()[1:]})
    return [days[0], days[len(days) // 2], days[-1]] if days else []


def round_trip(folder, charts, told):
    """All charts of one zone at once: out as lines, without extensions, in; gives what came back otherwise."""
    wrong = []
    whole = run(folder, "fhir", "export", *[str(c) for c in charts], "--format", "ndjson")
    told["resources"] += whole.count("\n")
    (folder / "stripped.ndjson").write_text(strip_lines(whole))
    zone = zone_of(chart_lines(folder, charts[0])) or "UTC"
    shutil.rmtree(folder / "back", ignore_errors=True)
    said = run(folder, "fhir", "import", "stripped.ndjson", "--into", "back", "--zone", zone)
    if not said.endswith("; 0 resources kept beside.\n") or list((folder / "back").glob("*.beside.ndjson")):
        wrong.append(f"kept, though every chart holds its own: {said}")
    for chart in charts:
        before = chart_lines(folder, chart)
        name = json.loads(before.splitlines()[0])["chart"]
        back = folder / "back" / f"{name}.chart.tandem"
        after = chart_lines(folder, back)
        told["kinds"].update(json.loads(line)["kind"] for line in before.splitlines()[1:])
        told["charts"] += 1
        if before != after:
            different = [a for a, b in zip(before.splitlines(), after.splitlines()) if a != b]
            wrong.append(f"{name}: {different[:1]}")
        if told["charts"] % 10 == 1:
            for day in days_of(before):
                for known in ([], ["--known", day]):
                    words = ["standing", "--on", day, *known, "--json"]
                    told["standings"] += 1
                    if run(folder, *words[:1], str(chart), *words[1:]) != run(folder, *words[:1], str(back), *words[1:]):
                        wrong.append(f"{name}: another standing on {day} {known}")
    return wrong


def check_round_trips(tap, folder):
    told = {"charts": 0, "resources": 0, "standings": 0, "kinds": set()}
    (folder / "made").mkdir()
    run(folder, "cohort", str(CHARTS), "--seed", str(SEED), "--output", "made")
    charts = sorted((folder / "made").iterdir())
    wrong = []
    for at in range(0, len(charts), BATCH):
        wrong += round_trip(folder, charts[at : at + BATCH], told)
    tap.result(not wrong and told["charts"] == CHARTS,
              f"{told['charts']} invented charts of seed {SEED} come back without extensions as they were: "
              f"{told['resources']} resources, {told['standings']} standings [F099]", wrong[:5])
    tap.result(len(told["kinds"]) >= 26, f"{len(told['kinds'])} of {KINDS} kinds of entry stood in them [F099]", sorted(told["kinds"]))


def check_examples(tap, folder):
    told = {"charts": 0, "resources": 0, "standings": 0, "kinds": set()}
    wrong = []
    for chart in sorted((ROOT / "data" / "examples").glob("*.chart.tandem")):
        lines = chart_lines(folder, chart)
        bundle = run(folder, "fhir", "export", str(chart))
        single = run(folder, "fhir", "export", str(chart), "--format", "ndjson")
        sent = run(folder, "fhir", "export", str(chart), "--format", "transaction")
        resources = [json.loads(line) for line in single.splitlines()]
        if [e["resource"] for e in json.loads(bundle)["entry"]] != resources:
            wrong.append(f"{chart.name}: Bundle and lines differ")
        if [e["request"]["url"] for e in json.loads(sent)["entry"]] != [f"{r['resourceType']}/{r['id']}" for r in resources]:
            wrong.append(f"{chart.name}: a transaction puts something elsewhere")
        (folder / "bundle.json").write_text(bundle)
        (folder / "back.chart.tandem").write_text(run(folder, "fhir", "import", "bundle.json"))
        if chart_lines(folder, "back.chart.tandem") != lines:
            wrong.append(f"{chart.name}: with its extensions it is not the same")
        told["charts"] += 1
    tap.result(not wrong and told["charts"] >= 7, f"{told['charts']} examples come back whole, as a Bundle and as lines [F099]", wrong)


def check_kept(tap, folder):
    """Something is added to every resource, one after the other, and foreign ones between them: all of it goes out again."""
    single = run(folder, "fhir", "export", "example-c-nsaid", "--format", "ndjson")
    resources = [json.loads(line) for line in single.splitlines()]
    for number, resource in enumerate(resources):
        resource["extension"] = resource.get("extension", []) + [{"url": "https://other.example/seen", "valueInteger": number}]
    foreign = [{"resourceType": "Basic", "id": f"b{i}", "code": {"text": f"foreign {i}"}} for i in range(5)]
    (folder / "more.ndjson").write_text("".join(json.dumps(r) + "\n" for r in resources + foreign))
    shutil.rmtree(folder / "kept", ignore_errors=True)
    run(folder, "fhir", "import", "more.ndjson", "--into", "kept")
    again = run(folder, "fhir", "import", "more.ndjson", "--into", "kept")
    out = run(folder, "fhir", "export", "kept/example-c-nsaid.chart.tandem", "--format", "ndjson")
    back = {f"{r['resourceType']}/{r['id']}": r for r in map(json.loads, out.splitlines())}
    lost = [r["id"] for r in resources + foreign if back.get(f"{r['resourceType']}/{r['id']}") != r]
    tap.result(not lost and len(back) == len(resources) + 5,
              f"what others wrote into {len(resources)} resources, and 5 of their own, goes out again [F099]", lost[:5])
    tap.result(" 0 entries added" in again, "coming in twice adds nothing [F099]", [again])


def check_tampered(tap, folder):
    """A status of another system, or another patient, in every resource that has one: refused, each with its place."""
    single = run(folder, "fhir", "export", "example-c-nsaid", "--format", "ndjson").splitlines()
    tried, wrong = 0, []
    for at, line in enumerate(single):
        resource = json.loads(line)
        if resource["resourceType"] not in ("Task", "Observation", "Procedure", "MedicationStatement", "ServiceRequest"):
            continue
        key = "for" if resource["resourceType"] == "Task" else "subject"
        for change in ({"status": "entered-in-error"}, {key: {"reference": "Practitioner/physician-c"}}, {key: {"reference": "Patient/nobody"}}):
            changed = single[:at] + [json.dumps({**resource, **change})] + single[at + 1 :]
            (folder / "changed.ndjson").write_text("\n".join(changed) + "\n")
            outcome = json.loads(run(folder, "fhir", "import", "changed.ndjson", "--json", fails=True))
            tried += 1
            places = [p for issue in outcome["issue"] for p in issue.get("expression", [])]
            if not any(p.startswith(resource["resourceType"]) for p in places):
                wrong.append(f"line {at + 1}: {change}: {places}")
        if tried > 90:
            break
    tap.result(not wrong and tried > 60, f"{tried} resources in error, or of somebody else, are refused with their place [F099]", wrong[:5])


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for check in (check_examples, check_round_trips, check_kept, check_tampered):
            try:
                check(tap, folder)
            except AssertionError as told:
                tap.result(False, f"{check.__name__} goes through", [told])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
