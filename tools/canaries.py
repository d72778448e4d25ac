#!/usr/bin/env python3
"""Shows that the tests of attacks notice what they are for: in a build that has single faults (src/base/canary.h) each is switched on, and
the test of its attack must fail, at the assertion that is named here. Without a fault the same tests must pass. Prints TAP.

  canaries.py CANARY-TANDEM [NORMAL-TANDEM]

Of the normal program it is asked that it has none of this in it. Standard library only.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tap import ROOT, Tap, read_tap

# class of attack; fault; where its test is: program, part; the assertion that must fail, as part of its title
CANARIES = [
    ("injection, reflected", "escaping", "web_attacks", "outputs", "markup comes back as text: a log-in that failed"),
    ("injection, reflected", "escaping", "web_attacks", "outputs", "markup comes back as text: a form without a session"),
    ("injection, stored", "escaping", "web_attacks", "outputs", "markup comes back as text: a reason kept in the store, for staff"),
    ("injection, stored", "escaping", "web_attacks", "outputs", "markup comes back as text: the same for the patient"),
    ("injection, stored", "escaping", "web_attacks", "outputs", "markup comes back as text: a name on the work list"),
    ("injection", "policy", "web_attacks", "policy", "every reply says what a browser is to refuse"),
    ("forgery", "form-token", "web_attacks", "forged", "without its token"),
    ("forgery", "form-token", "web_attacks", "forged", "with the token of another session"),
    ("forgery", "origin", "web_attacks", "forged", "from another site"),
    ("fixation", "fixation", "web_attacks", "sessions", "each log-in makes a new one"),
    ("replay", "log-out", "web_attacks", "sessions", "a session that was ended is not taken again"),
    ("replay", "replay", "web_acts", "accounts", "a code is asked for, and counts once"),
    ("sessions", "cookies", "web_attacks", "sessions", "cookies are __Host-"),
    ("sessions", "plain-sessions", "web_attacks", "kept", "neither a session's token nor a password is kept"),
    ("other sites", "next", "web_attacks", "sessions", "nobody is sent to another site"),
    ("requests in two ways", "guard", "web_attacks", "requests", "refused: two lengths, alike"),
    ("requests in two ways", "guard", "web_attacks", "requests", "refused: two hosts"),
    ("paths", "paths", "web_attacks", "requests", "by the guard, before any page is looked for: steps upwards"),
    ("too large", "large-bodies", "web_attacks", "requests", "refused: a form of 100 kB"),
    ("slow", "slow-bodies", "web_attacks", "slow", "a request that drips is closed"),
    ("guessing", "guessing", "web_attacks", "guessing", "after ten wrong passwords"),
    ("guessing", "lock-out", "web_attacks", "guessing", "and the person themself, from a browser they have used"),
    ("guessing", "password", "web_attacks", "guessing", "after ten wrong passwords"),
    ("privilege by relation", "relation", "web_pages", "pages", "GET /episodes/example-d-early-signature: each person"),
    ("privilege by role", "role", "web_pages", "relations", "team, nurse: every page"),
    ("learning what is there", "tells-what-is-there", "web_pages", "alike", "cannot tell an episode of others from none"),
    ("signing", "standing", "web_acts", "signing", "a page is stale when the standing changed"),
    ("writing side by side", "meanwhile", "web_beside", "handoffs", "hand-offs: who comes second is told"),
    ("writing side by side", "meanwhile", "web_beside", "consents", "consent: one that was taken back meanwhile"),
    ("signing", "password-again", "web_acts", "signing", "a wrong password revokes nothing"),
    ("signing", "code-again", "web_acts", "second_step", "without a code, with the one of the log-in"),
    ("injection into charts", "entry-text", "web_course", "words_stay", "what is typed stays in its field"),
    ("rubbish, fields", "long-field", "web_fuzz", "example-d", "/calendar takes rubbish in"),
    ("rubbish, headers", "long-header", "web_fuzz", "example-d", "no process has died of it"),
    ("writing over others", "others-words", "web_course", "correcting", "and a patient takes back only what is theirs"),
    ("a form given back", "give-back", "web_care", "over", "what another site sends is not"),
    ("calendar links", "calendar-link", "web_care", "calendar", "a new link ends the one of before"),
    ("calendar links", "calendar-link", "web_care", "calendar", "and its owner ends it"),
    ("a worker taken over", "confine", "web_confined", "serving", "each has its system calls filtered"),
    ("listening in", "old-tls", "web_confined", "serving", "nothing older is"),
    ("the log", "log", "web_attacks", "told", "no name of a patient"),
]
NAMED = re.compile(r'tdm_canary\("([a-z-]+)"\)')


def outcome_of(tandem, program, part, fault):
    script = ROOT / "tests" / "properties" / f"{program}.py"
    environment = {name: value for name, value in os.environ.items() if name != "TANDEM_CANARY"}
    if fault:
        environment["TANDEM_CANARY"] = fault
    try:
        done = subprocess.run([sys.executable, str(script), tandem, part], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return None
    return read_tap(done.stdout + done.stderr, done.returncode)


def listed():
    """Every fault of the source stands in the table above, and every one of the table in the source."""
    found = {name for path in (ROOT / "src").rglob("*.c") for name in NAMED.findall(path.read_text())}
    return sorted(found ^ {fault for _, fault, *_ in CANARIES})


def main():
    tap, tandem = Tap(), os.path.abspath(sys.argv[1])
    tap.result(not listed(), "every fault has an attack, and every attack its fault", listed())
    if len(sys.argv) > 2:
        tap.result(b"TANDEM_CANARY" not in Path(sys.argv[2]).read_bytes(), "a normal build has no fault to switch on")
    tap.result(b"TANDEM_CANARY" in Path(tandem).read_bytes(), "the build of the canaries has them")
    runs = sorted({(program, part, with_it) for _, fault, program, part, _ in CANARIES for with_it in (None, fault)},
                  key=lambda run: (run[2] or "", run))
    with ThreadPoolExecutor(2) as pool:
        outcomes = dict(zip(runs, pool.map(lambda run: outcome_of(tandem, *run), runs)))
    for program, part, fault in runs:
        if fault is None:
            outcome = outcomes[(program, part, None)]
            tap.result(outcome is not None and not outcome.failures, f"without a fault: {program} {part} passes",
                       ["it did not end"] if outcome is None else [title for title, _ in outcome.failures])
    for kind, fault, program, part, title in CANARIES:
        outcome = outcomes[(program, part, fault)]
        failed = [] if outcome is None else [name for name, _ in outcome.failures]
        tap.result(any(title in name for name in failed), f"{kind}: with the fault `{fault}` {program} {part} fails at \"{title}\"",
                   [f"failed: {failed}" if failed else "nothing failed"])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
