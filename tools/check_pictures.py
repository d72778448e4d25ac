#!/usr/bin/env python3
"""The pictures of the documents. What the program draws is as it draws it today: docs/pictures/list.txt names each with the words that make
it. What people see (PNG) is taken by tests/browser/pictures.mjs: `./dev browser --pictures`. Every picture that a document names is there, with
words for those who do not see it, and every picture that is there is named by one.

  check_pictures.py --tandem PATH [--accept]      prints TAP; --accept draws anew what the program draws

Standard library only.
"""

import argparse
import re
import subprocess
import sys

from tap import ROOT, Tap

FOLDER = ROOT / "docs" / "pictures"
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
MOST = 60000  # bytes of a picture of a screen
LEAST_WORDS = 4  # of what is told to those who do not see a picture


def listed():
    for line in (FOLDER / "list.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, *words = line.split()
            yield name, words


def named(root):
    """(document, words, path of the picture) of README.md and docs/."""
    for document in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        if document.exists():
            for words, target in PICTURE.findall(document.read_text(encoding="utf-8")):
                yield document.relative_to(root), words, (document.parent / target).resolve()


def taken(root):
    """The names of the pictures that the people in the browser take."""
    path = root / "tests" / "browser" / "pictures.mjs"
    return set(re.findall(r'name: "([^"]+\.png)"', path.read_text(encoding="utf-8"))) if path.exists() else set()


def check_named(tap, root):
    folder, rows = root / "docs" / "pictures", list(named(root))
    gone = [f"{document} names {path.name}, which is not there" for document, _, path in rows if not path.is_file()]
    tap.result(not gone, "every picture that a document names is there", gone)
    known = {path for _, _, path in rows}
    there = sorted(path for path in folder.resolve().iterdir() if path.name != "list.txt")
    left = [f"docs/pictures/{path.name} is named by no document" for path in there if path not in known]
    tap.result(not left, "every picture of the documents is named by one", left)
    mute = [f"{document}: {path.name} has no words for those who do not see it" for document, words, path in rows if len(words.split()) < LEAST_WORDS]
    tap.result(not mute, "every picture has words for those who do not see it", mute)


def check_taken(tap, root):
    there = {path.name: path for path in (root / "docs" / "pictures").glob("*.png")}
    wrong = [f"{name} is taken by nobody: tests/browser/pictures.mjs" for name in sorted(set(there) - taken(root))]
    wrong += [f"{name} is not there: ./dev browser --pictures takes it" for name in sorted(taken(root) - set(there))]
    wrong += [f"{name} has {path.stat().st_size} bytes, at most {MOST}" for name, path in sorted(there.items()) if path.stat().st_size > MOST]
    tap.result(not wrong, "every picture of a screen is one that the browser takes, and small", wrong)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    parser.add_argument("--accept", action="store_true")
    arguments = parser.parse_args()
    tap, names = Tap(), {"list.txt"}
    for name, words in listed():
        names.add(name)
        done = subprocess.run([arguments.tandem, *words], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        path = FOLDER / name
        if arguments.accept and done.returncode == 0:
            path.write_bytes(done.stdout)
        same = path.exists() and path.read_bytes() == done.stdout
        tap.result(done.returncode == 0 and same, f"docs/pictures/{name} is what the program draws",
                   [] if same else ["./dev accept draws it anew", *done.stderr.decode("utf-8", "replace").splitlines()])
    strange = sorted(path.name for path in FOLDER.iterdir() if path.name not in names and path.suffix != ".png")
    tap.result(not strange, "every picture that the program draws is listed with what makes it", strange)
    check_named(tap, ROOT)
    check_taken(tap, ROOT)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
