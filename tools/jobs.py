"""Runs a list of programs that print TAP, two at a time, and adds up what they say. Standard library only."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tap import ROOT, Outcome, read_tap

SANITIZERS = {
    "ASAN_OPTIONS": "abort_on_error=0:detect_stack_use_after_return=1:strict_string_checks=1",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
}


@dataclass
class Job:
    name: str
    command: list
    seconds: int = 300
    environment: dict = field(default_factory=dict)


def run_job(job, scratch):
    """(job, outcome, seconds). A program that cannot start or does not end is one failure."""
    started = time.monotonic()
    environment = os.environ | SANITIZERS | {"TMPDIR": scratch} | job.environment
    try:
        done = subprocess.run(job.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=job.seconds, env=environment, check=False)
        outcome = read_tap(done.stdout.decode("utf-8", "replace"), done.returncode)
    except subprocess.TimeoutExpired:
        outcome = Outcome()
        outcome.failures.append((f"took more than {job.seconds} s", []))
    except OSError as error:
        outcome = Outcome()
        outcome.failures.append((f"cannot start: {error}", []))
    return job, outcome, time.monotonic() - started


class Sum:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.not_run = []

    def one(self, good, name, details=()):
        """A test that is no program: a build."""
        self.passed += good
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {name}")
        if not good:
            show(details)
        sys.stdout.flush()

    def add(self, job, outcome, seconds):
        self.passed += outcome.passed
        self.failed += len(outcome.failures)
        self.not_run += [f"{job.name}: {title}: {reason}" for title, reason in outcome.skipped]
        word = "FAIL" if outcome.failures else "ok  "
        print(f"{word} {job.name}: {outcome.passed} passed, {len(outcome.failures)} failed ({seconds:.1f} s)")
        for title, details in outcome.failures:
            print(f"     not ok: {title}")
            show(details)
        sys.stdout.flush()

    def finish(self):
        if self.not_run:
            print("\nCould not run:")
            for line in sorted(set(self.not_run)):
                print("  " + line)
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def show(details, most=30):
    for line in list(details)[:most]:
        print("       " + str(line).removeprefix("# ").rstrip())
    if len(details) > most:
        print(f"       ... {len(details) - most} more lines")


def run_jobs(jobs, total, parallel=2):
    """Longest first would need memory of the last run; the order given is good enough for two."""
    with tempfile.TemporaryDirectory(prefix="tandem-tests-") as scratch, ThreadPoolExecutor(parallel) as pool:
        for done in [pool.submit(run_job, job, scratch) for job in jobs]:
            total.add(*done.result())
