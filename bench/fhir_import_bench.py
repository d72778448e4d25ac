#!/usr/bin/env python3
"""What an import of FHIR costs: many resources of invented charts, as lines in one file, into an empty folder; beside `JSON.parse` of the
same lines by node, and beside the store's own bulk load of as many entries (load_bench), in the same run. Whole processes; the clock,
processor time and the most memory of each. Prints lines of JSON.

  fhir_import_bench.py RELEASE-BUILD [RESOURCES [FOLDER]]
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
import peak  # noqa: E402

BUILD = Path(sys.argv[1]).resolve()
TANDEM = str(BUILD / "src" / "cli" / "tandem")
RESOURCES = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
FOLDER = sys.argv[3] if len(sys.argv) > 3 else None
EACH = 230  # resources a chart, about
PARSE = """
const fs = require('fs'), file = fs.openSync(process.argv[1]), piece = Buffer.alloc(1 << 20);
let rest = '', count = 0;
const decoder = new (require('string_decoder').StringDecoder)('utf8');
for (let got; (got = fs.readSync(file, piece)) > 0;) {
  const lines = (rest + decoder.write(piece.subarray(0, got))).split('\\n');
  rest = lines.pop();
  for (const line of lines) count += JSON.parse(line).resourceType !== undefined;
}
if (rest !== '') count += JSON.parse(rest).resourceType !== undefined;
console.log(count);
"""


def cost(words, folder):
    """What it prints, and what one whole process costs, with the pages of what it reads in memory for each alike."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        code, most, used = peak.run(words, every=0.05, cwd=folder, stdout=out, stderr=subprocess.DEVNULL)
        out.seek(0)
        said = out.read().decode()
    if code != 0:
        raise SystemExit(f"{' '.join(words[:3])}: {code}\n{said[-500:]}")
    return said, {"wall_s": round(time.monotonic() - began, 2), "cpu_s": round(used.ru_utime + used.ru_stime, 2), "most_mb": most >> 20}


def made(folder):
    """One file of lines; how many."""
    charts = RESOURCES // EACH + 1
    (folder / "charts").mkdir()
    subprocess.run([TANDEM, "cohort", str(charts), "--seed", "480001", "--output", "charts"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([TANDEM, "fhir", "export", "charts", "--format", "ndjson", "--output", "all.ndjson"], cwd=folder, check=True)
    shutil.rmtree(folder / "charts")
    with open(folder / "all.ndjson", "rb") as lines:
        return sum(1 for _ in lines), charts


def tell(name, of, megabytes, rows):
    cpu = max(of["cpu_s"], 0.01)
    print(json.dumps({"name": name, **of, "mb_per_cpu_s": round(megabytes / cpu, 1), "rows_per_cpu_s": round(rows / cpu)}), flush=True)


def main():
    folder = Path(tempfile.mkdtemp(prefix="tandem-fhir-", dir=FOLDER))
    try:
        resources, charts = made(folder)
        megabytes = (folder / "all.ndjson").stat().st_size / 1e6
        print(json.dumps({"name": "lines", "resources": resources, "charts": charts, "mb": round(megabytes, 1)}), flush=True)
        _, brought = cost([TANDEM, "fhir", "import", "all.ndjson", "--into", "in"], folder)
        tell("import into an empty folder", brought, megabytes, resources)
        if len(list((folder / "in").glob("*.chart.tandem"))) != charts:
            raise SystemExit("not every chart came in")
        if shutil.which("node"):
            said, parsed = cost(["node", "-e", PARSE, "all.ndjson"], folder)
            if int(said) != resources:
                raise SystemExit("node read another number of lines")
            tell("JSON.parse of each line, node", parsed, megabytes, resources)
            print(json.dumps({"name": "import, times JSON.parse", "cpu": round(brought["cpu_s"] / parsed["cpu_s"], 1),
                              "wall": round(brought["wall_s"] / parsed["wall_s"], 1)}), flush=True)
        else:
            print(json.dumps({"name": "JSON.parse of each line", "not_asked": "node is not installed"}), flush=True)
        loaded = json.loads(cost([str(BUILD / "bench" / "load_bench"), str(resources), str(folder)], folder)[0].splitlines()[0])
        print(json.dumps(loaded), flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
