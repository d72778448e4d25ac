#!/usr/bin/env python3
"""Unit tests and cases of one build folder: run_build.py NAME [part of a name ...]. Prints the sum. Standard library only."""

import sys

from jobs import Sum, run_jobs
from run_tests import case_job, unit_jobs


def main():
    name, parts = sys.argv[1], sys.argv[2:]
    total = Sum()
    jobs = unit_jobs(name) + case_job(name, total)
    run_jobs([job for job in jobs if not parts or any(part in job.name for part in parts)], total)
    return total.finish()


if __name__ == "__main__":
    sys.exit(main())
