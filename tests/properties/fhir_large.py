#!/usr/bin/env python3
"""Imports of FHIR that are larger than memory: what is kept in memory does not grow with them; in lines of types, as a Bundle and packed they
say the same; one that is killed at any moment and started again ends as one that was not; one that is refused leaves nothing behind.

  fhir_large.py TANDEM [CHARTS SEED]
"""

import gzip
import json
import os
import pty
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import peak  # noqa: E402
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 90
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261127
EXAMPLES = ["example-b-early-load", "example-c-nsaid", "example-d-early-signature"]
KILLS = 12
# Pages of the database that are held in memory, and what one chart takes; the trees of all would be 12 bytes a byte.
GROWTH_MOST = 24 << 20


def run(folder, *words, fails=False):
    made = subprocess.run([TANDEM, *words], cwd=folder, capture_output=True, text=True)
    if (made.returncode != 0) != fails:
        raise AssertionError(f"{' '.join(words)}: {made.returncode}\n{made.stderr[:800]}{made.stdout[:400]}")
    return made.stderr if fails else made.stdout


def copies(folder, count):
    """The same charts under other names, of other people."""
    folder.mkdir()
    for k in range(count):
        name = EXAMPLES[k % len(EXAMPLES)]
        text = (ROOT / "data" / "examples" / f"{name}.chart.tandem").read_text()
        person = re.search(r"^  patient (\S+)", text, re.M).group(1)
        text = re.sub(rf"(?<![\w-]){name}(?![\w-])", f"{name}-{k}", text)
        text = re.sub(rf"(?<![\w-]){person}(?![\w-])", f"{person}-{k}", text)
        (folder / f"{name}-{k}.chart.tandem").write_text(text)


def bulk(lines, folder):
    """A file a type, as a bulk export writes it, and resources beside that no chart holds."""
    folder.mkdir()
    types = {}
    for line in lines:
        types.setdefault(json.loads(line)["resourceType"], []).append(line)
    types["Basic"] = [json.dumps({"resourceType": "Basic", "id": f"b{k}", "text": "x" * 200}) for k in range(400)]
    types["Basic"] += [json.dumps({"resourceType": "Basic", "language": f"b{k}"}) for k in range(20)]
    for name, some in types.items():
        (folder / f"{name}.ndjson").write_text("\n".join(some) + "\n")


def held(folder):
    """All that stands in it, but for a file that was being written when it was killed."""
    return {f.name: f.read_bytes() for f in sorted(folder.iterdir()) if not f.name.startswith(".")} if folder.is_dir() else {}


def most_of(folder, *words):
    code, most, _ = peak.run([TANDEM, *words], cwd=folder, stdout=subprocess.DEVNULL)
    if code != 0:
        raise AssertionError(f"{' '.join(words)}: {code}")
    return most


def memory(tap, folder):
    peaks = []
    for name, count in (("few", CHARTS // 9), ("many", CHARTS * 3)):
        copies(folder / f"charts-{name}", count)
        run(folder, "fhir", "export", f"charts-{name}", "--format", "ndjson", "--output", f"{name}.ndjson")
        peaks.append(most_of(folder, "fhir", "import", f"{name}.ndjson", "--into", f"in-{name}"))
        if len(held(folder / f"in-{name}")) != count:
            raise AssertionError(f"{count} charts did not come in")
    sizes = [(folder / f"{n}.ndjson").stat().st_size for n in ("few", "many")]
    told = ", ".join(f"{p >> 20} MiB for {s / 1e6:.1f} MB" for p, s in zip(peaks, sizes))
    good = 8 << 20 < peaks[0] and peaks[1] - peaks[0] < GROWTH_MOST
    tap.result(good, f"memory is for one chart, not for the import: {told} [F099]", [told])


def forms(tap, folder, lines, whole):
    """Whatever the form, the same charts."""
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": json.loads(line)} for line in lines]}
    odd = {"entry": bundle["entry"], "type": "collection", "resourceType": "Bundle"}
    (folder / "bundle.json").write_text(json.dumps(bundle, indent=1))
    (folder / "odd.json").write_text(json.dumps(odd))
    (folder / "packed").write_bytes(gzip.compress("\n".join(lines).encode()))
    (folder / "bundles.ndjson").write_text("\n".join(
        json.dumps({**bundle, "entry": bundle["entry"][at:at + 100]}) for at in range(0, len(lines), 100)) + "\n")
    bad = []
    charts = {n: b for n, b in whole.items() if ".chart." in n}
    for name in ("bundle.json", "odd.json", "packed", "bundles.ndjson"):
        run(folder, "fhir", "import", name, "--into", f"as-{name}")
        if {n: b for n, b in held(folder / f"as-{name}").items() if ".chart." in n} != charts:
            bad.append(name)
    tap.result(not bad, f"a folder of types, a Bundle, one that says so last, lines of Bundles, a packed file: the same {len(charts)} charts [F099]",
               bad)


def killed(tap, folder, whole, rng):
    started = time.monotonic()
    run(folder, "fhir", "import", "bulk", "--into", "timed")
    takes = time.monotonic() - started
    cut = bad = 0
    for number in range(KILLS):
        into = folder / "cut"
        shutil.rmtree(into, ignore_errors=True)
        child = subprocess.Popen([TANDEM, "fhir", "import", "bulk", "--into", "cut"], cwd=folder, stdout=subprocess.DEVNULL)
        time.sleep(takes * rng.uniform(0.02, 1.0) if number % 2 else takes * rng.uniform(0.8, 1.0))
        child.kill()
        cut += child.wait() != 0
        if any(whole.get(name) != text for name, text in held(into).items()):
            bad += 1
        run(folder, "fhir", "import", "bulk", "--into", "cut")
        bad += held(into) != whole
    left = [f for f in Path(os.environ.get("SQLITE_TMPDIR", "/var/tmp")).glob("etilqs_*") if f.stat().st_uid == os.getuid()]
    tap.result(bad == 0 and cut > 0, f"killed at {KILLS} moments and started again it ends as one that was not [F099]", [f"{bad} do not"])
    tap.result(not left, "nothing of what was laid aside is left after a kill [F099]", left)


def refused(tap, folder, lines):
    """The last chart contradicts itself: no chart is written, no folder made."""
    at = max(i for i, line in enumerate(lines) if json.loads(line)["resourceType"] == "Procedure")
    wrong = json.loads(lines[at])
    wrong["performedDateTime"] = "2025-02"
    (folder / "wrong.ndjson").write_text("\n".join(lines[:at] + [json.dumps(wrong)] + lines[at + 1:]) + "\n")
    told = run(folder, "fhir", "import", "wrong.ndjson", "--into", "none", fails=True)
    good = f"wrong.ndjson:{at + 1}:" in told and "F067" in told and not (folder / "none").exists()
    tap.result(good, "one chart that is refused among many: its line is told, and nothing is written [F099]", [told[:400]])


def beside(tap, folder, whole):
    """What was kept stays, what came again stands once."""
    name = next(n for n in whole if n.endswith(".beside.ndjson"))
    (folder / "again").mkdir()
    (folder / "again" / "Basic.ndjson").write_text(json.dumps({"resourceType": "Basic", "id": "b7", "text": "newer"}) + "\n")
    some = [f for f in (folder / "bulk").iterdir() if f.name != "Basic.ndjson"]
    run(folder, "fhir", "import", "bulk", "--into", "twice")
    run(folder, "fhir", "import", "again/Basic.ndjson", *[f"bulk/{f.name}" for f in some], "--into", "twice")
    lines = (folder / "twice" / name).read_text().splitlines()
    before = whole[name].decode().splitlines()
    good = sorted(lines) == sorted([one for one in before if '"id":"b7"' not in one] + ['{"resourceType":"Basic","id":"b7","text":"newer"}'])
    run(folder, "fhir", "import", "bulk", "--into", "timed")
    tap.result(good and held(folder / "timed") == whole, f"of {len(before)} kept resources those that came again stand once [F099]", lines[:3])


def on_a_terminal(tap, folder):
    """The line of progress is for a terminal alone."""
    parent, child = pty.openpty()
    made = subprocess.Popen([TANDEM, "fhir", "import", "bulk", "--into", "seen"], cwd=folder, stdout=subprocess.DEVNULL, stderr=child)
    os.close(child)
    seen = b""
    try:
        while piece := os.read(parent, 65536):
            seen += piece
    except OSError:
        pass  # the terminal is closed with its last user
    percents = [int(word) for word in re.findall(rb" (\d+)% ", seen)]
    good = made.wait() == 0 and len(percents) > 5 and percents == sorted(percents) and seen.endswith(b"\r\x1b[K")
    quiet = subprocess.run([TANDEM, "fhir", "import", "bulk", "--into", "seen"], cwd=folder, capture_output=True)
    tap.result(good and b"resources read" in seen and b"charts judged" in seen and quiet.stderr == b"",
               f"on a terminal a line tells how far it has come, in {len(percents)} steps; elsewhere nothing does [F099]", [seen[-300:]])


def main():
    tap, rng = Tap(), random.Random(SEED)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies(folder / "charts", CHARTS)
        run(folder, "fhir", "export", "charts", "--format", "ndjson", "--output", "all.ndjson")
        lines = (folder / "all.ndjson").read_text().splitlines()
        bulk(lines, folder / "bulk")
        run(folder, "fhir", "import", "bulk", "--into", "whole")
        whole = held(folder / "whole")
        memory(tap, folder)
        forms(tap, folder, lines, whole)
        killed(tap, folder, whole, rng)
        beside(tap, folder, whole)
        refused(tap, folder, lines)
        on_a_terminal(tap, folder)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
