#!/usr/bin/env python3
"""The driver of `./dev test` and `./dev check`: builds, then runs every program that prints TAP, and adds up.

  run_tests.py            gcc, clang and sanitizer builds, unit tests of each, cases, checks of tools/, same bytes, docs
  run_tests.py --quick    the gcc build only, without the slow ones: what `./dev check` runs
  run_tests.py --long     all, and the campaigns of tests/long/
  run_tests.py --ci       all, and the two commands of the README in a fresh clone

The last line is always `N passed, N failed`; what could not run stands above it. Standard library only.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import browser
import builds
import judges
import sandbox
from jobs import Job, Sum, run_jobs
from tap import ROOT

PYTHON = sys.executable
TOOLS = ROOT / "tools"


def tool(script, *arguments):
    return [PYTHON, str(TOOLS / script), *map(str, arguments)]


def make(total, name, targets=()):
    """Builds; then a second build must find nothing to do."""
    if not builds.has_compiler(name):
        total.not_run.append(f"build {name}: {builds.BUILDS[name][0]} is not installed")
        return False
    good, lines = builds.build(name, targets)
    total.one(good, f"build {name}", builds.interesting(lines))
    if good and not targets:
        again, lines = builds.is_up_to_date(name)
        total.one(again, f"build {name}: a second build has nothing to do", lines)
    return good


def unit_jobs(name):
    return [Job(f"{name}: {test}", command) for test, command in builds.unit_tests(name)]


def case_job(name, total):
    if not builds.tandem(name).exists():
        total.one(False, f"cases with {name}", [f"there is no program {builds.tandem(name)}"])
        return []
    arguments = ["--tandem", builds.tandem(name)] + (["--label", name] if name != "gcc" else [])
    return [Job(f"cases with {name}", tool("run_cases.py", *arguments), 900)]


def check_jobs():
    library = builds.folder("gcc")
    return [
        Job("rooms", tool("check_rooms.py")),
        Job("headers", tool("check_headers.py")),
        Job("purity", tool("check_purity.py", library)),
        Job("rules and codes", tool("check_rules.py", "--codes")),
        Job("words", tool("check_words.py")),
        Job("data stays data", tool("check_ids.py")),
        Job("layout", tool("check_format.py")),
        Job("evidence", tool("check_evidence.py")),
        Job("networks told link by link", tool("check_links.py")),
        Job("reasons", tool("reasons.py")),
        Job("pictures", tool("check_pictures.py", "--tandem", builds.tandem("gcc"))),
        Job("guides", tool("check_guides.py")),
        Job("man page", tool("man.py", "--tandem", builds.tandem("gcc"))),
        Job("scenarios", tool("check_scenarios.py", "--tandem", builds.tandem("gcc"))),
        Job("schemas", tool("check_schema.py", "--tandem", builds.tandem("gcc"))),
        Job("highlighters", tool("highlight.py", "--tandem", builds.tandem("gcc"))),
    ]


def server_job(name):
    return Job(f"language server with {name}", [PYTHON, str(ROOT / "tests" / "lsp" / "session.py"), str(builds.tandem(name))], 400)


def script_jobs(folder):
    return [Job(f"{folder}/{path.name}", [PYTHON, str(path), str(builds.tandem("gcc"))], 1200)
            for path in sorted((ROOT / "tests" / folder).glob("*.py"))]


def browser_jobs(total):
    """People at the screens in Chromium; when it cannot run, that is told and nothing is counted."""
    reason = browser.why_not()
    if reason:
        total.not_run.append(f"browser: {reason}")
        return []
    return [Job("browser", browser.command(builds.tandem("gcc")), 900)]


def sandbox_jobs(total):
    """The client of those who wrote CDS Hooks; when it cannot be had, that is told and nothing is counted."""
    reason = sandbox.why_not()
    if reason:
        total.not_run.append(f"sandbox of CDS Hooks: {reason}")
        return []
    return [Job("sandbox of CDS Hooks", sandbox.command(builds.tandem("gcc")), 1200)]


def judge_jobs(total):
    """What goes out as FHIR, before validators that others wrote; when they cannot sit, that is told and nothing is counted."""
    reason = judges.why_not()
    if reason:
        total.not_run.append(f"judges: {reason}")
        return []
    return [Job("judges", tool("judges.py", builds.tandem("gcc")), 1200)]


def canary_jobs(total):
    """Tests of attacks, in a build with single faults that they must notice."""
    if not make(total, "canary", [builds.TANDEM]):
        return []
    return [Job("canaries", tool("canaries.py", builds.tandem("canary"), builds.tandem("gcc")), 900)]


def fresh_clone(total):
    """What the README says, in a clone of what is committed, in a folder with a blank in its name."""
    with tempfile.TemporaryDirectory(prefix="tandem fresh ") as name:
        clone, place = Path(name) / "tandem", Path(name) / "a place"
        steps = [["git", "clone", "--quiet", str(ROOT), str(clone)], [str(clone / "dev"), "demo", "--once"],
                 [str(clone / "dev"), "install", place.name], [str(place / "bin" / "tandem"), "version"]]
        for step in steps:
            good, lines = builds.run(step, where=name)
            if not good:
                break
        total.one(good, "./dev demo --once and ./dev install PLACE in a fresh clone", lines[-20:])


def quick(total):
    if not make(total, "gcc"):
        return
    run_jobs(unit_jobs("gcc") + case_job("gcc", total) + [server_job("gcc")] + check_jobs(), total)


def everything(total, arguments):
    made = {name: make(total, name) for name in ("gcc", "clang", "asan")}
    for name in ("gcc-O0", "clang-O0"):
        made[name] = make(total, name, [builds.TANDEM, "bench/standing_bench"])
    jobs = []
    if made["gcc"] and builds.tandem("gcc").exists():
        binaries = [builds.tandem(name) for name, good in made.items() if good and name != "asan"]
        jobs.append(Job("same bytes", tool("check_same_bytes.py", *binaries), 400))
    for name in ("asan", "gcc", "clang"):
        if made[name]:
            jobs += (case_job(name, total) + [server_job(name)] if name != "clang" else []) + unit_jobs(name)
    if made["gcc"]:
        jobs += check_jobs() + [Job("docs", tool("run_docs.py", "--tandem", builds.tandem("gcc")), 400)]
        shipped = [PYTHON, str(ROOT / "tests" / "lsp" / "shipped.py"), str(builds.tandem("gcc"))]
        jobs.append(Job("language server over the shipped files", shipped, 600))
        jobs += canary_jobs(total) if arguments.ci or arguments.long else []
        jobs += browser_jobs(total) + sandbox_jobs(total) + judge_jobs(total) + script_jobs("properties")
        jobs += script_jobs("long") if arguments.long else []
    if shutil.which("git") and (arguments.ci or arguments.long):
        fresh_clone(total)
    run_jobs(jobs, total)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--ci", action="store_true")
    arguments = parser.parse_args()
    total = Sum()
    if arguments.quick:
        quick(total)
    else:
        everything(total, arguments)
    return total.finish()


if __name__ == "__main__":
    sys.exit(main())
