#!/usr/bin/env python3
"""Every problem code is explained, and what SARIF says can be followed: explained_codes.py PROGRAM. Prints TAP. Standard library only.

For each case of a code that checks a file: the SARIF log names rule, place and file rightly, the places lie in the file, and each
fix it offers, applied by this script, makes the problem go away.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from run_cases import CASES, make_copy  # noqa: E402
from tap import Tap  # noqa: E402


def run(tandem, *words, folder=ROOT):
    done = subprocess.run([tandem, *words], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")


def check_explained(tap, tandem):
    page = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z]\d{3}) \| (.*) \| (.*) \|$", page, re.M)
    wrong, without = [], []
    for code, when, way in rows:
        exit_code, out, err = run(tandem, "check", "--explain", code)
        when, way = (text.replace("\\|", "|").removeprefix("(note) ") for text in (when, way))
        if exit_code != 0 or err or f"{code}: {when}\n" not in out or f"way out: {way}\n" not in out:
            wrong.append(f"{code}: {exit_code} {err} {out.splitlines()[:3]}")
        if not re.search(rf"\n  \$ .*(?s:.*)\b{code}\b(?s:.*)\nIts mend:\n  ", out):
            without.append(f"{code}: {out}")
    tap.result(not wrong, f"each of {len(rows)} codes of docs/problems.md answers with its row", wrong[:10])
    tap.result(not without, "and with an example that fails and its mend", without[:3])


def lines_of(folder, name):
    return (folder / name).read_text(encoding="utf-8", errors="surrogateescape").split("\n")


def places_fit(result, folder, files):
    """What is wrong with the places of a result."""
    where = result["locations"][0]["physicalLocation"]
    name, region = where["artifactLocation"]["uri"], where.get("region")
    if name not in files or region is None or not (folder / name).is_file():
        return [] if (region is None or not (folder / name).is_file()) else [f"{name} is not among {files}"]
    lines = lines_of(folder, name)
    good = 1 <= region["startLine"] <= len(lines) and region["startColumn"] <= region["endColumn"] <= len(lines[region["startLine"] - 1]) + 2
    return [] if good else [f"{name}: {region} is not in the file"]


def follow(tandem, folder, name, result):
    """Applies the fix; gives what is still wrong."""
    change = result["fixes"][0]["artifactChanges"][0]
    region, text = change["replacements"][0]["deletedRegion"], change["replacements"][0]["insertedContent"]["text"]
    lines, at = lines_of(folder, name), region["startLine"] - 1
    before = sum(one["ruleId"] == result["ruleId"] for one in log_of(tandem, folder, name)["results"])
    kept = lines[at]
    lines[at] = kept[: region["startColumn"] - 1] + text + kept[region["endColumn"] - 1 :]
    (folder / name).write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
    after = sum(one["ruleId"] == result["ruleId"] for one in log_of(tandem, folder, name)["results"])
    lines[at] = kept
    (folder / name).write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
    return [] if after < before else [f"{name}: `{text}` leaves {result['ruleId']}"]


def log_of(tandem, folder, name):
    return json.loads(run(tandem, "check", name, "--sarif", folder=folder)[1])["runs"][0]


def check_sarif(tap, tandem):
    wrong, followed, read = [], 0, 0
    for case in sorted((CASES / "problems").iterdir()):
        command = re.fullmatch(r"tandem (?:check|fmt) (\S+)(?:  #.*)?\n?", (case / "command").read_text(encoding="utf-8"))
        if not command:
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_copy(case, folder)
            if not (folder / command[1]).is_file() or command[1].endswith(".json"):
                continue
            log, read = log_of(tandem, folder, command[1]), read + 1
            rules = [rule["id"] for rule in log["tool"]["driver"]["rules"]]
            results = log["results"]
            if case.name[:4] not in rules or len(rules) != len(set(rules)):
                wrong.append(f"{case.name}: rules {rules}")
            for result in results:
                wrong += [f"{case.name}: {one}" for one in places_fit(result, folder, [command[1]])]
                if rules[result["ruleIndex"]] != result["ruleId"]:
                    wrong.append(f"{case.name}: rule {result['ruleIndex']} is not {result['ruleId']}")
                if "fixes" in result:
                    followed += 1
                    wrong += [f"{case.name}: {one}" for one in follow(tandem, folder, command[1], result)]
    tap.result(not wrong and read > 200, f"the SARIF logs of {read} cases name rules and places that are there", wrong[:20])
    tap.result(not wrong and followed >= 20, f"each of {followed} fixes they offer makes its problem go away", wrong[:20])


def main():
    tap, tandem = Tap(), str(Path(sys.argv[1]).resolve())
    check_explained(tap, tandem)
    check_sarif(tap, tandem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
