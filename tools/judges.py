#!/usr/bin/env python3
"""`tandem fhir export` before validators that others wrote: every example and some invented charts, as a Bundle and as lines, with the
grounds of a day, every shipped protocol, and a few resources that were damaged on purpose, which must be found. Then the conditions of
a protocol, asked by fhirpath.js beside Tandem (verdict.mjs), ten gates in CQL (cql.mjs), and the reader of JSON before the public corpus
of its grammar (corpus.mjs). The node packages of tools/judges/package-lock.json are put in place from
the registry of npm, by their hashes and without scripts of their own. What is missing is told, and is never a test that passed.

  judges.py TANDEM [CHARTS [SEED]]

The long runs are tests/long/fhir_*.py.

Prints TAP. Exit code 3: could not run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import ROOT, Tap

FOLDER = ROOT / "tools" / "judges"
# What the corpus says must be read, and is refused on purpose; what it leaves open and is read. src/json/README.md says why.
REFUSED = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json", "y_object_escaped_null_in_key.json", "y_string_null_escape.json"}
LEFT_OPEN_READ = "i_number_"
EVERY = 25  # of how many resources of a type one is asked for HL7's invariants, which are slow


def packages_are_there():
    """node keeps its own copy of the lock file beside what it installed."""
    mark, lock = FOLDER / "node_modules" / ".set-up-from", FOLDER / "package-lock.json"
    return mark.exists() and mark.read_bytes() == lock.read_bytes()


def why_not():
    """'' when the judges can sit, else the reason in one line."""
    if not shutil.which("node"):
        return "node is not installed (Debian: apt-get install nodejs npm)"
    if packages_are_there():
        return ""
    if not shutil.which("npm"):
        return "npm is not installed (Debian: apt-get install npm), and the node packages are not there"
    try:
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True,
                              timeout=900, check=False)
    except subprocess.TimeoutExpired:
        return "npm ci did not end in 900 s"
    if done.returncode != 0:
        return "the node packages cannot be had: " + " ".join(done.stderr.split())[:300]
    (FOLDER / "node_modules" / ".set-up-from").write_bytes((FOLDER / "package-lock.json").read_bytes())
    return ""


def run(tandem, folder, *words):
    return subprocess.run([tandem, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def judge(*files):
    done = subprocess.run(["node", str(FOLDER / "judge.mjs"), "--every", str(EVERY), *map(str, files)], capture_output=True, text=True,
                          check=False, timeout=3000)
    lines = done.stdout.splitlines()
    count = re.match(r"(\d+) resources, (\d+) findings$", lines[-1]) if lines else None
    if not count:
        return 0, 0, [done.stderr[-2000:]]
    return int(count.group(1)), int(count.group(2)), lines[:-1]


def with_grounds(tandem, folder, chart):
    """The chart as of the last day that it tells of."""
    days = re.findall(r"^\d{4}-\d\d-\d\d", chart.read_text(), re.M)
    path = folder / f"{chart.name}.on.json"
    path.write_text(run(tandem, folder, "fhir", "export", str(chart), "--on", max(days)))
    return path


def protocols(tandem, folder):
    found = []
    for protocol in sorted((ROOT / "data" / "protocols").glob("*.tandem")):
        found.append(folder / f"{protocol.name}.json")
        found[-1].write_text(run(tandem, folder, "fhir", "export", protocol.stem))
    return found


def verdicts(tap, tandem, seed):
    """Another engine asks what Tandem asks."""
    done = subprocess.run(["node", str(FOLDER / "verdict.mjs"), tandem, str(ROOT / "tests" / "fhir" / "every-kind.tandem"), "40", seed, "1"],
                          capture_output=True, text=True, check=False, timeout=3000)
    lines = done.stdout.splitlines()
    counted = re.match(r"(\d+) verdicts of .*: 0 differ", lines[-1]) if lines else None
    for line in lines:
        print(f"# {line}")
    tap.result(done.returncode == 0 and counted is not None and int(counted.group(1)) > 1000,
               "fhirpath.js says of every kind of condition what Tandem says [F098]",
               [line for line in lines if "differ;" in line] or [done.stderr[-2000:]])


def gates_by_hand(tap, tandem):
    """Gates written by hand in another language, asked by its engine; what was translated must be what is written."""
    done = subprocess.run(["node", "elm.mjs", "--check"], cwd=FOLDER, capture_output=True, text=True, check=False, timeout=600)
    tap.result(done.returncode == 0, "tests/judges/gates.elm.json is what the gates in CQL say [F098]", [done.stdout, done.stderr[-1000:]])
    done = subprocess.run(["node", str(FOLDER / "cql.mjs"), tandem, "1", "11", "1"], capture_output=True, text=True, check=False, timeout=3000)
    lines = done.stdout.splitlines()
    for line in lines:
        print(f"# {line}")
    counted = re.match(r"(\d+) verdicts of 10 gates .*: 0 differ", lines[-1]) if lines else None
    tap.result(done.returncode == 0 and counted is not None and int(counted.group(1)) > 60,
               "cql-execution says of ten gates, written by hand in CQL, what Tandem says [F098]",
               [line for line in lines if "cql-execution" in line] or [done.stderr[-2000:]])


def corpus(tap, reads, folder):
    """Every y_ is read, every n_ refused with its place; of the i_, which the grammar leaves open, the numbers are read."""
    done = subprocess.run(["node", str(FOLDER / "corpus.mjs"), str(folder)], capture_output=True, text=True, check=True)
    names = sorted(path.name for path in folder.iterdir())
    asked = "".join(f"{folder / name}\n" for name in names)
    told = dict(zip(names, subprocess.run([reads], input=asked, capture_output=True, text=True, check=True).stdout.splitlines(), strict=True))
    wanted = {name: name[0] == "y" and name not in REFUSED or name.startswith(LEFT_OPEN_READ) for name in names}
    wrong = [f"{name}: {told[name]}" for name in names if (told[name] == "read") != wanted[name]]
    wrong += [f"{name}: {told[name]}" for name in names if not re.match(r"read$|refused \d+:\d+ J\d\d\d \S", told[name])]
    print(f"# {done.stdout.strip()} texts of the corpus that are not UTF-8 are not in its package")
    tap.result(len(names) > 280 and not wrong, f"{len(names)} texts of the public corpus of JSON are read or refused as they should be [F099]", wrong)


def damaged(lines):
    """Good resources, one thing wrong in each."""
    by_type = {}
    for line in lines:
        resource = json.loads(line)
        if resource["resourceType"] != "Observation" or "valueQuantity" in resource:
            by_type.setdefault(resource["resourceType"], resource)
    reading = json.loads(json.dumps(by_type["Observation"]))
    reading["valueQuantity"].update({"system": "http://unitsofmeasure.org", "code": "lbs"})
    return [
        {**by_type["Task"], "status": "done"},
        {k: v for k, v in by_type["Procedure"].items() if k != "status"},
        {**by_type["Procedure"], "subject": {"reference": by_type["Task"]["requester"]["reference"].replace("Patient", "Practitioner")}},
        {**by_type["Observation"], "dataAbsentReason": {"text": "both"}},
        {**by_type["ServiceRequest"], "colour": "red"},
        {**by_type["CarePlan"], "period": {"start": "2026-03-01", "end": "2026-02-01"}},
        {**by_type["Provenance"], "recorded": "2026-03-01"},
        reading,
    ]


def main():
    tap = Tap()
    reason = why_not()
    if reason:
        print(f"The judges could not sit: {reason}", file=sys.stderr)
        return 3
    tandem = os.path.abspath(sys.argv[1])
    charts = sys.argv[2] if len(sys.argv) > 2 else "12"
    seed = sys.argv[3] if len(sys.argv) > 3 else "20261126"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = []
        for chart in sorted((ROOT / "data" / "examples").glob("*.chart.tandem")):
            files.append(folder / f"{chart.name}.json")
            files[-1].write_text(run(tandem, folder, "fhir", "export", str(chart), "--format", "transaction"))
            files.append(with_grounds(tandem, folder, chart))
        plans = protocols(tandem, folder)
        (folder / "made").mkdir()
        run(tandem, folder, "cohort", charts, "--seed", seed, "--output", "made")
        lines = run(tandem, folder, "fhir", "export", "made", "--format", "ndjson")
        (folder / "made.ndjson").write_text(lines)
        resources, findings, told = judge(*files, folder / "made.ndjson")
        tap.result(resources > 0 and findings == 0,
                   f"{resources} resources of {len(files) // 2} examples and {charts} invented charts of seed {seed}: no finding [F099]", told[:20])
        resources, findings, told = judge(*plans)
        tap.result(resources > 0 and findings == 0, f"{resources} resources of {len(plans)} protocols: no finding [F099]", told[:20])
        plan = json.loads(plans[0].read_text())["entry"][0]["resource"]
        plan["action"][3]["relatedAction"] = [{"actionId": "nobody", "relationship": "after-end"}]
        (folder / "bad-plan.json").write_text(json.dumps(plan))
        resources, findings, told = judge(folder / "bad-plan.json")
        tap.result(findings == 1, "a relation to an action that is not there is found [F099]", told)
        bad = damaged(run(tandem, folder, "fhir", "export", "example-d-early-signature", "--format", "ndjson").splitlines())
        missed = []
        names = []
        for number, resource in enumerate(bad):
            names.append(folder / f"bad-{number}.json")
            names[-1].write_text(json.dumps(resource))
        _, _, told = judge(*names)
        for path in names:
            if not any(line.startswith(str(path)) and "leads to" not in line for line in told):
                missed.append(path.name)
        verdicts(tap, tandem, seed)
        gates_by_hand(tap, tandem)
        (folder / "corpus").mkdir()
        corpus(tap, str(Path(tandem).parent.parent.parent / "tests" / "properties" / "json_reads"), folder / "corpus")
        tap.result(not missed, f"{len(bad)} resources that were damaged are found, each [F099]", missed)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
