#!/usr/bin/env python3
"""Invented charts, a thousand where it is asked, before the validators that others wrote (tools/judges/judge.mjs): every resource, no
finding. Blocks of charts, each of a seed of its own and told as it ends, so that a run that was cut short is taken up at the next seed. As a
control each block begins with a few damaged resources, and each of those must be found.

  fhir_judged.py TANDEM [CHARTS [FIRST-SEED [BLOCK]]]
"""

import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import json  # noqa: E402

import judges  # noqa: E402
from tap import Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 440_001
BLOCK = int(sys.argv[4]) if len(sys.argv) > 4 else 100


def block(charts, seed):
    """Resources, findings, how many damaged ones there were, and how many of them no judge noticed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "made").mkdir()
        judges.run(TANDEM, folder, "cohort", str(charts), "--seed", str(seed), "--output", "made")
        (folder / "made.ndjson").write_text(judges.run(TANDEM, folder, "fhir", "export", "made", "--format", "ndjson"))
        bad = []
        for number, resource in enumerate(judges.damaged(judges.run(TANDEM, folder, "fhir", "export", "example-d-early-signature",
                                                                    "--format", "ndjson").splitlines())):
            bad.append(folder / f"bad-{number}.json")
            bad[-1].write_text(json.dumps(resource))
        resources, _, told = judges.judge(*bad, folder / "made.ndjson")  # first: the invariants are asked of the first of each type
    found = [line for line in told if "made.ndjson" in line or not re.search(r"/bad-\d+\.json: ", line)]
    noticed = {line.split(": ")[0] for line in told if "leads to" not in line}
    return resources - len(bad), found, len(bad), [path.name for path in bad if str(path) not in noticed]


def main():
    reason, tap, wrong, missed, every, controls, began = judges.why_not(), Tap(), [], [], 0, 0, time.monotonic()
    if reason:
        tap.skip("invented charts before the judges", reason)
        return tap.finish()
    for at in range(0, CHARTS, BLOCK):
        charts, seed = min(BLOCK, CHARTS - at), SEED + at // BLOCK
        resources, found, bad, unseen = block(charts, seed)
        every, controls, wrong, missed = every + resources, controls + bad, wrong + found, missed + unseen
        print(f"# seed {seed}: {charts} charts, {resources} resources, {len(found)} findings; {bad - len(unseen)} of {bad} damaged ones found; "
              f"{time.monotonic() - began:.0f} s", flush=True)
        for line in found[:5]:
            print(f"#   {line}", flush=True)
    tap.result(every > 0 and not wrong, f"{every} resources of {CHARTS} invented charts: no finding [F099]", wrong[:20])
    tap.result(controls > 0 and not missed, f"{controls} damaged resources among them are found [F099]", missed)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
