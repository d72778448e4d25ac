#!/usr/bin/env python3
"""Every exercise of the catalogue is drawn: well-formed SVG with a title and a description, inside its view box unless it is a close
one, the same bytes twice, no two alike, neither in their bytes nor to the eye. Prints TAP. Standard library only; to compare what is seen
it needs rsvg-convert (Debian: librsvg2-bin).

  drawings_hold.py TANDEM
"""

import json
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
STEP = re.compile(r"([MLQAZ])([^MLQAZ]*)")
WIDE = 160  # of the picture in which two drawings are compared
SEEN = 50   # so many of its 19,200 places differ between any two; the same picture under two names differed in one
TAKES = {"M": 2, "L": 2, "Q": 4, "A": 7, "Z": 0}


def run(tandem, *words):
    return subprocess.run([tandem, "catalog", *words], capture_output=True, check=False, stdin=subprocess.DEVNULL)


def places(path):
    """Where the steps of a path end; None when it is no path of ours."""
    found = []
    for kind, rest in STEP.findall(path):
        numbers = [float(one) for one in NUMBER.findall(rest)]
        if len(numbers) != TAKES[kind]:
            return None
        if numbers:
            found.append((numbers[-2], numbers[-1]))
    return found if path.startswith("M") and "".join(kind + rest for kind, rest in STEP.findall(path)) == path else None


def is_close(name, texts):
    block = re.search(rf"^drawing {re.escape(name)}\n((?:  .*\n)*)", texts, re.MULTILINE)
    return block is None or re.search(r"^  close ", block.group(1), re.MULTILINE) is not None


def faults(svg, item, close):
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        return [f"no XML: {error}"]
    wrong = []
    if root.tag != SVG + "svg" or root.get("viewBox") != "0 0 320 240" or root.get("role") != "img":
        wrong.append("its head is not that of a drawing")
    if root.findtext(SVG + "title") != item["label"] or not root.findtext(SVG + "desc"):
        wrong.append("its title is not the label, or it has no description")
    paths = [path.get("d") for path in root.iter(SVG + "path")]
    ends = [places(path) for path in paths]
    if len(paths) < 20 or None in ends:
        wrong.append("a path is none")
    elif not close and any(not (0 <= x <= 320 and 0 <= y <= 240) for path in ends for x, y in path):
        wrong.append("something lies outside its page")
    elif close and not any(0 < x < 320 and 0 < y < 240 for path in ends for x, y in path):
        wrong.append("nothing lies on its page")
    return wrong


class Page(HTMLParser):
    """The tags of a page: do they nest, what is linked, what carries a name."""

    EMPTY = {"meta", "path", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.ids, self.links, self.tags = [], [], [], set(), []
        self.feed(text)
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for key, value in attrs if key == "id"]
        self.links |= {value for key, value in attrs if key in ("href", "src")}
        self.wrong += [f"<{tag} {key}>" for key, _ in attrs if key.startswith("on") or key == "style"]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")


def unfilter(kind, line, before, step):
    """One line of a PNG, its filter undone in place."""
    for i, byte in enumerate(line):
        left, up, corner = line[i - step] if i >= step else 0, before[i], before[i - step] if i >= step else 0
        guess = left + up - corner
        near = min((left, up, corner), key=lambda one: abs(guess - one))
        line[i] = byte + (0, left, up, (left + up) // 2, near)[kind] & 255
    return line


def to_the_eye(svg):
    """What the eye is given: two numbers of a bit a place, what is dark and what is not white."""
    png = subprocess.run(["rsvg-convert", "--width", str(WIDE), "--background-color", "white"], input=svg, capture_output=True, check=True).stdout
    at, packed = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        at += 12 + length
        if kind == b"IHDR":
            step = {2: 3, 6: 4}[body[9]]
        packed += body if kind == b"IDAT" else b""
    raw, size, grey = zlib.decompress(packed), WIDE * step, []
    before = bytes(size)
    for start in range(0, len(raw), size + 1):
        before = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + size]), before, step)
        grey += [sum(before[i:i + 3]) // 3 for i in range(0, size, step)]
    return [int("".join("1" if one < bound else "0" for one in grey), 2) for bound in (110, 215)]


def check_eyes(tap, tandem, items):
    title = f"any two drawings differ to the eye, in at least {SEEN} places of {WIDE} x 120 [F039]"
    if not shutil.which("rsvg-convert"):
        tap.skip(title, "rsvg-convert is not installed (Debian: apt-get install librsvg2-bin)")
        return
    drawn = [(item["name"], to_the_eye(run(tandem, "drawing", item["name"]).stdout)) for item in items]
    pairs = [(sum(bin(x ^ y).count("1") for x, y in zip(one, other)), name, another)
             for i, (name, one) in enumerate(drawn) for another, other in drawn[:i]]
    alike = [f"{name} and {another}: {count} places" for count, name, another in sorted(pairs) if count < SEEN]
    tap.result(bool(pairs) and not alike, title, alike)


def check_page(tap, tandem, items):
    first, second = run(tandem, "html"), run(tandem, "html")
    page = Page(first.stdout.decode("utf-8"))
    wrong = page.wrong[:10] + [f"{link} leads nowhere" for link in sorted(page.links) if not link.startswith("#") or link[1:] not in page.ids]
    wrong += [f"{item['name']} is not on the page once" for item in items if page.ids.count(item["name"]) != 1]
    if page.tags.count("svg") != len(items) or page.tags.count("table") != 3 or "script" in page.tags:
        wrong.append(f"{page.tags.count('svg')} drawings, {page.tags.count('table')} tables, or a script")
    if first.returncode != 0 or first.stdout != second.stdout:
        wrong.append("it fails, or has other bytes the second time")
    tap.result(not wrong, "the page of the catalogue shows each exercise once with its drawing, needs no script, and its links lead somewhere [F039]",
               wrong[:20])


def check_sheet(tap, tandem):
    words = ("sheet", "example-a-smooth", "--on", "2025-07-18")
    html = subprocess.run([tandem, *words, "--format", "html"], capture_output=True, check=False, stdin=subprocess.DEVNULL).stdout
    sections = re.findall(r"<section>(.*?)</section>", html.decode("utf-8"), re.DOTALL)
    drawn = [re.findall(r"<svg [^>]*><title>(.*?)</title>", section) for section in sections]
    wrong = Page(html.decode("utf-8")).wrong + [f"{title} is drawn outside `may`" for n, titles in enumerate(drawn) for title in titles if n != 1]
    with_dose = re.findall(r'<span class="what">(.*?)</span>', sections[1])
    if len(with_dose) < 3 or drawn[1] != with_dose:
        wrong.append(f"drawn: {drawn}; with a dose: {with_dose}")
    tap.result(not wrong, "the sheet draws each exercise that may be done with a dose, in its place, and nothing that may not [S59 F042]", wrong)


def main():
    tandem = str(Path(sys.argv[1]).resolve())
    tap, wrong, seen = Tap(), [], {}
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "drawings").glob("*.tandem")))
    kinds = json.loads(run(tandem, "list", "exercise", "--json").stdout)["kinds"]
    items = next(kind["items"] for kind in kinds if kind["kind"] == "exercise")
    for item in items:
        first, second = run(tandem, "drawing", item["name"]), run(tandem, "drawing", item["name"])
        if first.returncode != 0:
            wrong.append(f"{item['name']}: {first.stderr.decode('utf-8', 'replace')}")
            continue
        wrong += [f"{item['name']}: {fault}" for fault in faults(first.stdout, item, is_close(item["name"], texts))]
        if first.stdout != second.stdout:
            wrong.append(f"{item['name']}: other bytes the second time")
        shapes = re.sub(rb"<title>.*?</desc>", b"", first.stdout)
        if shapes in seen:
            wrong.append(f"{item['name']}: the same drawing as {seen[shapes]}")
        seen[shapes] = item["name"]
    title = f"each of {len(items)} exercises has a drawing of its own, well-formed and inside its page [F039 R-G4 R-G5]"
    tap.result(not wrong and len(items) > 120, title, wrong[:20])
    check_eyes(tap, tandem, items)
    check_page(tap, tandem, items)
    check_sheet(tap, tandem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
