#!/usr/bin/env python3
"""The auditor's commands of docs/ledger.md, as they stand there, on a store that is whole and on exports that were changed. Prints TAP.

  ledger_audit.py build/gcc/src/cli/tandem
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import ROOT, Tap  # noqa: E402


def commands():
    """The shell functions of the document."""
    page = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE))


def shell(words, where):
    done = subprocess.run(["bash", "-c", commands() + "\n" + words], cwd=where, capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stdout + done.stderr


def changed(out, where, change):
    copy = where / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(out, copy)
    change(copy)
    chain, said = shell("audit_chain copy/ward-a", where)
    head = shell("audit_head copy ward-a", where)[0]
    named = re.search(r"head ([0-9a-f]{64})", said)
    covered = named and named[1] in (copy / "head.words").read_text(encoding="utf-8")
    return not (chain == 0 and head == 0 and covered), said


def rewrite(path, old, new):
    text = path.read_bytes()
    assert old in text, path
    path.write_bytes(text.replace(old, new, 1))


def rewrite_key(path, old, new):
    """A digit put in and the last of the line taken out: the lengths stay right, and chain and head know nothing of it."""
    text = path.read_bytes()
    at = text.rindex(old)
    end = text.index(b"\n", at)
    path.write_bytes(text[:at] + new + text[at + len(old) : end - 1] + text[end:])


def main():
    tandem = str(Path(sys.argv[1]).resolve())
    tap = Tap()
    for tool in ("b2sum", "openssl", "bash"):
        if not shutil.which(tool):
            tap.skip("the auditor's commands", f"{tool} is not installed")
            return tap.finish()
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        for words in (["init", "clinic", "--place", "ward-a"], ["enrol", "clinic", "example-d-early-signature"],
                      ["enrol", "clinic", "example-b-early-load"], ["export", "clinic", "--canonical", "out"]):
            subprocess.run([tandem, *words], cwd=where, check=True, capture_output=True, timeout=60)
        out = where / "out"
        code, said = shell("audit_chain out/ward-a", where)
        verified = subprocess.run([tandem, "verify", "clinic"], cwd=where, check=True, capture_output=True, text=True, timeout=60).stdout
        head = re.search(r"ward-a \d+ ([0-9a-f]{64})", verified)[1]
        count = len(list((out / "ward-a").glob("*.entry")))
        tap.result(code == 0 and said == f"{count} entries, head {head}\n",
                   "coreutils follow the chain to the head that `tandem verify` prints [F109]", [said, verified])
        code, said = shell("audit_head out ward-a", where)
        tap.result(code == 0, "openssl verifies the signed head with the key the chain begins with [F109]", [said])
        entries = sorted((out / "ward-a").glob("*.entry"))
        tampers = {
            "a changed entry": lambda copy: rewrite(copy / "ward-a" / entries[9].name, b"body", b"bodY"),
            "a changed newest entry": lambda copy: rewrite(copy / "ward-a" / entries[-1].name, b"by ", b"bY "),
            "a missing entry": lambda copy: (copy / "ward-a" / entries[5].name).unlink(),
            "a chain that was cut": lambda copy: (copy / "ward-a" / entries[-1].name).unlink(),
            "a changed head": lambda copy: rewrite(copy / "head.words", b"signed 24:20", b"signed 24:19")
            if b"signed 24:20" in (copy / "head.words").read_bytes() else rewrite(copy / "head.words", b":20", b":19"),
            "another key": lambda copy: rewrite(copy / "ward-a" / entries[0].name, b"body 64:", b"body 64:0"),
        }
        for title, change in tampers.items():
            noticed, said = changed(out, where, change)
            tap.result(noticed, f"the auditor's commands notice {title} [F109]", [said])
        for words in (["rotate-key", "clinic"], ["enrol", "clinic", "example-a-smooth"], ["rotate-key", "clinic"],
                      ["export", "clinic", "--canonical", "out"]):
            subprocess.run([tandem, *words], cwd=where, check=True, capture_output=True, timeout=60)
        chain, head = shell("audit_chain out/ward-a", where), shell("audit_head out ward-a", where)
        tap.result(chain[0] == 0 and head[0] == 0, "openssl follows two changes of the key to the one that signed [F109 F121]",
                   [*chain, *head])
        entries = sorted((out / "ward-a").glob("*.entry"))
        for title, old, new in (("another new key", b"  to ", b"  to 0"), ("another signature", b"  signature ", b"  signature 0"),
                                ("a change that follows another key", b"  from ", b"  from 0")):
            changed(out, where, lambda copy: rewrite_key(copy / "ward-a" / entries[-1].name, old, new))
            code, said = shell("audit_keys copy/ward-a", where)
            tap.result(code != 0, f"the auditor's commands notice {title} [F109 F121]", [said])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
