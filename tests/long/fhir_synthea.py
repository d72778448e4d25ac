#!/usr/bin/env python3
"""Charts of another system: the 29 public Synthea bundles with knee osteoarthritis that tests/fhir/synthea-expected.txt names, each taken
into a chart by the identifier of its patient. Every resource must be there afterwards as it came, twice must be once, and the orders of
anti-inflammatories among the entries must be those that were listed by hand. The bundles are not shipped: FOLDER has them (its files end
in the identifier, `..._UUID.json`); without it this says so and runs nothing.

  fhir_synthea.py TANDEM [FOLDER]
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
SYSTEM = "https://github.com/synthetichealth/synthea"
HEAD = """chart c-1
  patient p-1
  site knee, right
  protocol knee-oa-bmac version 1.1
  zone UTC
  synthetic
  people
    physician-a physician
    p-1 patient

1900-01-05 08:00 enrol by physician-a
"""
LISTED = ("naproxen", "ibuprofen", "fluticasone propionate")


def expected():
    for line in (ROOT / "tests" / "fhir" / "synthea-expected.txt").read_text().splitlines():
        if not line.startswith("#"):
            who, _, rest = line.partition(" ")
            yield who, Counter({words.split(" ", 1)[1]: int(words.split(" ", 1)[0]) for words in rest.split(", ") if words})


def take(folder, bundle, who):
    words = ["fhir", "import", str(bundle), "--into", "c.chart.tandem", "--identifier", f"{SYSTEM}|{who}", "--as", "physician-a"]
    done = subprocess.run([TANDEM, *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{who}: {done.stderr[:400]}")
    return done.stdout


def ordered(folder):
    """The entries of orders, and those that name a listed ingredient: alone, or among the words of a product of which not all is known."""
    words = re.findall(r'^\d{4}-\d\d-\d\d .*medicine .* ordered "([^"]*)"', (folder / "c.chart.tandem").read_text(), re.M)
    return len(words), Counter(name for word in words for name in LISTED if name in word.lower())


def one(folder, bundle, who, wanted):
    """What is wrong, and the counts: resources, orders, entries of anti-inflammatories."""
    (folder / "c.chart.tandem").write_text(HEAD)
    (folder / "c.beside.ndjson").unlink(missing_ok=True)
    take(folder, bundle, who)
    first = (folder / "c.chart.tandem").read_text()
    again = take(folder, bundle, who)
    resources = [entry["resource"] for entry in json.loads(bundle.read_text())["entry"]]
    kept = Counter(json.dumps(json.loads(line), sort_keys=True) for line in (folder / "c.beside.ndjson").read_text().splitlines())
    came = Counter(json.dumps(resource, sort_keys=True) for resource in resources)
    wrong = [f"{who}: {sum((came - kept).values())} resources are lost, {sum((kept - came).values())} there twice"] if came != kept else []
    if (folder / "c.chart.tandem").read_text() != first or not again.startswith("0 entries added"):
        wrong.append(f"{who}: twice is not once: {again}")
    orders, found = ordered(folder)
    if found != wanted:
        wrong.append(f"{who}: {dict(found)}, by hand {dict(wanted)}")
    return wrong, len(resources), sum(r["resourceType"] == "MedicationRequest" for r in resources), orders, sum(found.values())


def main():
    tap = Tap()
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    bundles = {path.stem.rsplit("_", 1)[-1]: path for path in where.glob("*.json")} if where else {}
    wanted = list(expected())
    if not all(who in bundles for who, _ in wanted):
        tap.skip("public charts come in", "their bundles are not here; the head of tests/fhir/synthea-expected.txt says where they are")
        return tap.finish()
    wrong, sums = [], [0, 0, 0, 0]
    with tempfile.TemporaryDirectory() as name:
        for who, listed in wanted:
            told, *counts = one(Path(name), bundles[who], who, listed)
            wrong += told
            sums = [a + b for a, b in zip(sums, counts)]
    tap.result(not wrong and len(wanted) == 29,
               f"{len(wanted)} public charts: {sums[0]} resources all kept as they came, {sums[1]} orders of medicines, {sums[2]} entries, "
               f"{sums[3]} of anti-inflammatories as listed by hand [F099]", wrong)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
