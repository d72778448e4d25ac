#!/usr/bin/env python3
"""Charts that go out and come back are the same, over invented charts: lines of JSON, REDCap, tables in; what goes out without
whom it is of holds no day and no name of before; an import that is stopped goes on. Prints TAP.

  exchange_holds.py build/gcc/src/cli/tandem [CHARTS]
"""

import csv
import datetime
import hashlib
import hmac
import os
import pty
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import Tap  # noqa: E402

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Ground:
    def __init__(self, tandem, where):
        self.tandem, self.where = tandem, where

    def run(self, *words, expect=0):
        done = subprocess.run([self.tandem, *words], cwd=self.where, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode != expect:
            raise AssertionError(f"{' '.join(words)}: {done.returncode}: {done.stderr[:1500]}")
        return done.stdout

    def table(self, path):
        with open(self.where / path, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


def readings(rows):
    """What was measured: without the entry's number, which another file may count otherwise."""
    return sorted((r["episode"], r["date"], r["time"], r["measure"], r["side"], r["value"], r["unit"], r["step"], r["by"])
                  for r in rows if r["status"] not in ("withdrawn", "not-done"))


def round_trips(g, tap, charts):
    g.run("export", "co", "--ndjson", "all.ndjson")
    g.run("import", "all.ndjson", "--into", "back")
    wrong = []
    for path in sorted((g.where / "co").glob("*.chart.tandem")):
        name = path.name[:-13]
        first = DAY.search(path.read_text(encoding="utf-8").split("\n\n")[1])[0]
        for day in (first, "2024-06-01", "2026-01-01"):
            ours = g.run("standing", f"co/{name}.chart.tandem", "--on", day, "--json")
            theirs = g.run("standing", f"back/{name}.chart.ndjson", "--on", day, "--json")
            if ours != theirs:
                wrong.append(f"{name} on {day}")
    tap.result(not wrong, f"lines of JSON give the same standings, {charts} charts on 3 days each [F104]", wrong)
    g.run("export", "back", "--ndjson", "again.ndjson")
    same = (g.where / "all.ndjson").read_bytes() == (g.where / "again.ndjson").read_bytes()
    tap.result(same, "what was read back is written the same, byte for byte [F104]")
    g.run("export", "co", "--tidy", "tidy", "--on", "2024-06-01,2025-01-01")
    g.run("export", "back", "--tidy", "tidy2", "--on", "2024-06-01,2025-01-01")
    wrong = [p.name for p in (g.where / "tidy").iterdir() if p.read_bytes() != (g.where / "tidy2" / p.name).read_bytes()]
    tap.result(not wrong, "tidy tables of both are the same bytes [F068]", wrong)


def dictionary_fits(g, tap):
    wrong = []
    columns = {}
    for row in g.table("tidy/dictionary.csv"):
        columns.setdefault(row["table"], []).append(row)
    for table, listed in columns.items():
        rows = g.table(f"tidy/{table}.csv")
        with open(g.where / f"tidy/{table}.csv", newline="", encoding="utf-8") as file:
            head = next(csv.reader(file))
        if head != [c["column"] for c in listed]:
            wrong.append(f"{table}: {head}")
        for column in listed:
            for row in rows:
                value = row[column["column"]]
                kind = column["type"]
                good = value == "" or {
                    "date": DAY.fullmatch(value), "time": re.fullmatch(r"\d\d:\d\d", value), "integer": re.fullmatch(r"-?\d+", value),
                    "decimal": re.fullmatch(r"-?\d+(\.\d+)?", value), "instant": re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", value),
                }.get(kind, "|" not in kind or value in kind.split("|"))
                if not good:
                    wrong.append(f"{table}.{column['column']} is {value!r}, no {kind}")
    tap.result(not wrong, "every cell of every table is what the dictionary says [F068]", wrong[:20])
    keys = g.table("tidy/entries.csv")
    lost = [r for r in g.table("tidy/readings.csv") if not any(k["episode"] == r["episode"] for k in keys)]
    tap.result(not lost, "a reading belongs to an episode that is there [F068]", lost[:5])


def redcap(g, tap):
    g.run("export", "co", "--redcap", "rc")
    fields = g.table("rc/dictionary.csv")
    names = [f["Variable / Field Name"] for f in fields]
    wrong = [n for n in names if not re.fullmatch(r"[a-z][a-z0-9_]{0,25}", n)]
    tap.result(not wrong and len(set(names)) == len(names), "REDCap field names are valid, short, and once each [F101]", wrong)
    kinds = {f["Text Validation Type OR Show Slider Number"] for f in fields}
    forms = {f["Form Name"] for f in fields}
    tap.result(kinds <= {"", "date_ymd", "time", "number", "integer"} and forms == {"episode", "observations"},
               "its validation types and forms are those that there are [F101]", sorted(kinds | forms))
    printed = g.run("import", "rc/data.csv", "--redcap", "rc/dictionary.csv")
    (g.where / "rcback").mkdir()
    heads = {}
    for path in (g.where / "co").glob("*.chart.tandem"):
        text = path.read_text(encoding="utf-8")
        heads[path.name[:-13]] = text[:text.index("\n20")] + "\n"
    entries = {name: "" for name in heads}
    name = None
    for line in printed.splitlines(keepends=True):
        if line.startswith("# "):
            name = line[2:].strip()
        else:
            entries[name] += line
    for name, head in heads.items():
        (g.where / "rcback" / f"{name}.chart.tandem").write_text(head + "\n" + entries[name], encoding="utf-8")
    g.run("export", "rcback", "--tidy", "tidy3")
    ours, theirs = readings(g.table("tidy/readings.csv")), readings(g.table("tidy3/readings.csv"))
    missing = list((Counter(ours) - Counter(theirs)).items())[:5] + ["---"] + list((Counter(theirs) - Counter(ours)).items())[:5]
    same = set(ours) == set(theirs) and len(theirs) <= len(ours)
    tap.result(len(ours) > 100 and same, f"every measure returns from REDCap the same, {len(ours)} readings; the same words twice once [F101]",
               [] if same else missing)


def key_of(g, path):
    return bytes.fromhex((g.where / path).read_text(encoding="utf-8").split("\n")[1])


def keyed(key, purpose, name):
    """A second way of computing it: HMAC of the standard library."""
    message = f"{purpose} {len(name.encode())}:{name}".encode()
    return hmac.new(key, message, lambda: hashlib.blake2b(digest_size=32)).digest()


def masked(g, tap):
    said = g.run("export", "co", "--tidy", "masked", "--on", "2024-06-01", "--deidentify", "k.key")
    again = g.run("export", "co", "--tidy", "masked2", "--on", "2024-06-01", "--deidentify", "k.key")
    mode = (g.where / "k.key").stat().st_mode & 0o777
    same = all(p.read_bytes() == (g.where / "masked2" / p.name).read_bytes() for p in (g.where / "masked").iterdir())
    tap.result(same and said.replace("masked", "masked2") == again and mode == 0o600,
               "the same key gives the same bytes; only its owner may read it [F069]")
    key = key_of(g, "k.key")
    wrong = []
    ours = {r["episode"]: r for r in g.table("tidy/episodes.csv")}
    theirs = {r["episode"]: r for r in g.table("masked/episodes.csv")}
    entries, moved = {}, {}
    for r in g.table("tidy/entries.csv"):
        entries.setdefault(r["episode"], []).append(r)
    for r in g.table("masked/entries.csv"):
        moved.setdefault(r["episode"], []).append(r)
    for name, row in ours.items():
        person = row["person"]
        days = -7 * (58 + int.from_bytes(keyed(key, "days", person)[:4], "big") % 522)
        word = "e-" + keyed(key, "name e", name)[:8].hex()
        if word not in theirs or theirs[word]["person"] != "p-" + keyed(key, "name p", person)[:8].hex():
            wrong.append(f"{name} is not {word}")
            continue
        shift = datetime.timedelta(days=days)
        want = sorted((datetime.date.fromisoformat(r["date"]) + shift).isoformat() + r["kind"] for r in entries[name])
        if want != sorted(r["date"] + r["kind"] for r in moved[word]):
            wrong.append(f"{name}: days are not moved by {days}")
        if sorted(r["day"] for r in entries[name]) != sorted(r["day"] for r in moved[word]):
            wrong.append(f"{name}: days since the procedure changed")
    tap.result(not wrong, "everything of a person is moved by the days that the key and the person give, by another HMAC [F069]", wrong)
    order = list(theirs)
    tap.result(order == sorted(order), "charts stand in the order of their new names [F069]")
    return entries


def nothing_survives(g, tap, entries):
    """Chart by chart: of one that lasts up to 400 days, no moved day can be one of its own."""
    wrong, tried = [], 0
    for path in sorted((g.where / "co").glob("*.chart.tandem")):
        text = path.read_text(encoding="utf-8")
        name = path.name[:-13]
        days = sorted(set(DAY.findall(text)))
        span = datetime.date.fromisoformat(days[-1]) - datetime.date.fromisoformat(days[0])
        if span.days > 400:
            continue
        tried += 1
        out = b""
        for form, to in (("--tidy", "one"), ("--redcap", "onerc"), ("--ndjson", "one.ndjson")):
            g.run("export", f"co/{path.name}", form, to, "--deidentify", "k.key", "--on", days[-1])
            where = g.where / to
            out += b"".join(p.read_bytes() for p in (where.iterdir() if where.is_dir() else [where]) if p.name != "measures.csv")
        told = out.decode()
        told = re.sub(r'^\{"library".*$', "", told, flags=re.MULTILINE)  # the text of a protocol is of nobody
        people = set(re.findall(r"^    (\S+) \S+", text.split("  people\n")[1].split("\n\n")[0], flags=re.MULTILINE))
        names = people | {name} | set(re.findall(r", name (\S+?)(?:,|$)", text, flags=re.MULTILINE))
        words = set(re.findall(r'(?:words|because) "([^"]+ [^"]+)"', text))  # of one word alone a catalogue may hold the same
        wrong += [f"{name}: {d}" for d in days if d in told]
        for secret in names | words:
            if re.search(r"(?<![\w-])" + re.escape(secret) + r"(?![\w-])", told):
                wrong.append(f"{name}: {secret}")
    tap.result(tried >= 5 and not wrong, f"no day, name or text of before is in the bytes, {tried} charts in 3 forms [F069 G9]", wrong[:20])


CONSENT = '{day} consent "data-sharing" {state} by {person}\n'


def consent_and_cells(g, tap):
    names = sorted(p.name for p in (g.where / "co").glob("*.chart.tandem"))[:4]
    (g.where / "asked").mkdir()
    for i, name in enumerate(names):
        text = (g.where / "co" / name).read_text(encoding="utf-8")
        person = re.search(r"patient (\S+)", text)[1]
        day = sorted(DAY.findall(text))[-1]
        if i < 2:
            text += "\n" + CONSENT.format(day=day, state="withdrawn", person=person)
        if i == 1:
            text += CONSENT.format(day=(datetime.date.fromisoformat(day) + datetime.timedelta(days=1)), state="given", person=person)
        (g.where / "asked" / name).write_text(text, encoding="utf-8")
    said = g.run("export", "asked", "--tidy", "asked.out", "--deidentify", "k.key", "--cells", "1")
    tap.result(said.startswith("3 episodes in asked.out; 1 left out, whose consent was withdrawn."),
               "who has withdrawn consent is left out; who has given it since is not [F069 G9]", [said])
    said = g.run("export", "asked", "--tidy", "asked.out", "--deidentify", "k.key", "--cells", "2", "--suppress")
    cells = g.table("asked.out/small-cells.csv")
    want = "0 episodes in asked.out; 1 left out, whose consent was withdrawn; 3 left out, in combinations of fewer than 2 people."
    tap.result(said.startswith(want) and len(cells) == 3 and all(c["people"] == "1" for c in cells),
               "combinations that few people share are told, and left out when that is asked [F069]", [said, cells])


MAPPING = """mapping device
  separator semicolon
  decimal comma
  dates day.month.year
  episode column "ID"
  day column "Day"
  time column "At"
  by column "Who"
reading knee-extension-torque
  column "R"
  unit N.m
  side right
reading nprs-now
  column "P"
"""


def make_rows(count, episodes, seed):
    random.seed(seed)
    rows = []
    for i in range(count):
        at = i // len(episodes)
        day = datetime.date(2025, 3, 20) + datetime.timedelta(days=at // 600)
        rows.append(f"{episodes[i % len(episodes)]};{day.day}.{day.month}.{day.year};{9 + at % 600 // 60:02d}:{at % 60:02d};therapist-d;"
                    f"{random.randrange(400, 2400) / 10:.1f};{random.randrange(0, 10)}".replace(".", ",", 0))
    return [re.sub(r";(\d+)\.(\d);", r";\1,\2;", r) for r in rows]


def clinic_of(g, name):
    g.run("init", name, "--place", "ward")
    g.run("enrol", name, "example-d-early-signature")


def table_in(g, tap):
    (g.where / "map.tandem").write_text(MAPPING, encoding="utf-8")
    rows = make_rows(400, ["example-d-early-signature"], 5)
    (g.where / "t.csv").write_text("ID;Day;At;Who;R;P\n" + "\n".join(rows) + "\n", encoding="utf-8")
    clinic_of(g, "c1")
    first = g.run("import", "t.csv", "--mapping", "map.tandem", "--into", "c1")
    second = g.run("import", "t.csv", "--mapping", "map.tandem", "--into", "c1")
    tap.result(first == "400 entries recorded by `ward`.\n" and second == "0 entries recorded by `ward`; 400 there already.\n",
               "the same table again adds nothing [F103]", [first, second])
    g.run("export", "c1", "--tidy", "t1")
    got = {(r["date"], r["time"], r["measure"]): r["value"] for r in g.table("t1/readings.csv")}
    wrong = []
    for row in rows:
        _, day, at, _, torque, pain = row.split(";")
        d, m, y = day.split(".")
        date = f"{y}-{int(m):02d}-{int(d):02d}"
        if got.get((date, at, "knee-extension-torque")) != torque.replace(",", ".") or got.get((date, at, "nprs-now")) != pain:
            wrong.append(row)
    tap.result(not wrong, "every cell of the table stands in the chart, by its day, time and measure [F103]", wrong[:5])
    bad = ["ID;Day;At;Who;R;P", *rows[:3], "example-d-early-signature;32.3.2025;09:00;therapist-d;80,0;1",
           "nobody-here;20.3.2025;09:00;therapist-d;80,0;1"]
    (g.where / "bad.csv").write_text("\n".join(bad) + "\n", encoding="utf-8")
    clinic_of(g, "c2")
    before = g.run("digest", "c2/example-d-early-signature")
    g.run("import", "bad.csv", "--mapping", "map.tandem", "--into", "c2", expect=2)
    nothing = before == g.run("digest", "c2/example-d-early-signature")
    partial = g.run("import", "bad.csv", "--mapping", "map.tandem", "--into", "c2", "--partial", expect=1)
    tap.result(nothing and partial == "3 entries recorded by `ward`; 2 left out.\n",
               "with a wrong row nothing is recorded, with --partial the others are [F103]", [partial])


def stopped(g, tap):
    """Killed again and again at a chance moment: what is there is whole, and the last run ends where one would have ended."""
    rows = make_rows(1500, ["example-d-early-signature"], 9)
    (g.where / "long.csv").write_text("ID;Day;At;Who;R;P\n" + "\n".join(rows) + "\n", encoding="utf-8")
    clinic_of(g, "c3")
    words = [g.tandem, "import", "long.csv", "--mapping", "map.tandem", "--into", "c3", "--partial"]
    random.seed(3)
    for _ in range(6):
        running = subprocess.Popen(words, cwd=g.where, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.01, 0.3))
        running.send_signal(signal.SIGKILL)
        running.wait()
        g.run("verify", "c3")
    g.run(*words[1:])
    clinic_of(g, "c4")
    g.run("import", "long.csv", "--mapping", "map.tandem", "--into", "c4")
    for clinic in ("c3", "c4"):
        g.run("export", clinic, "--tidy", f"{clinic}.out")
    ours, theirs = readings(g.table("c3.out/readings.csv")), readings(g.table("c4.out/readings.csv"))
    tap.result(len(ours) > 3000 and ours == theirs, "an import that is killed six times ends as one that was not [F103]", [len(ours), len(theirs)])


def bar(g, tap):
    """On a terminal, and only there, standard error shows how far it is."""
    master, slave = pty.openpty()
    words = [g.tandem, "import", "long.csv", "--mapping", "map.tandem"]
    running = subprocess.Popen(words, cwd=g.where, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    shown = b""
    while True:
        try:
            got = os.read(master, 4096)
        except OSError:
            break
        if not got:
            break
        shown += got
    running.wait()
    os.close(master)
    plain = subprocess.run(words, cwd=g.where, capture_output=True, text=True, check=True, timeout=300)
    tap.result(b"% " in shown and shown.endswith(b"\r\x1b[K") and plain.stderr == "",
               "how far an import is stands on a terminal, and nowhere else [F103]", [shown[:200]])


def main():
    charts = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        g = Ground(str(Path(sys.argv[1]).resolve()), Path(name))
        (g.where / "co").mkdir()
        g.run("cohort", str(charts), "--seed", "11", "--output", "co")
        round_trips(g, tap, charts)
        dictionary_fits(g, tap)
        redcap(g, tap)
        entries = masked(g, tap)
        nothing_survives(g, tap, entries)
        consent_and_cells(g, tap)
        table_in(g, tap)
        stopped(g, tap)
        bar(g, tap)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
