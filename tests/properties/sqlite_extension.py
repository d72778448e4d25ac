#!/usr/bin/env python3
"""The engine inside SQLite: the sqlite3 shell loads the extension, and its answers are held against `tandem standing --json` byte for
byte: over the entries of kept stores, over plain rows and rows of JSON, in shuffled orders, several episodes of a person, two places,
and rows that are wrong. Then what the libraries show of themselves. Prints TAP.

  sqlite_extension.py build/gcc/src/cli/tandem
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import ROOT, Tap  # noqa: E402

SEED = 20261126
SHUFFLES = 12
ZONE = "Europe/Vienna"


class Desk:
    """A scratch folder with a store, an image, and the shell."""

    def __init__(self, where, tandem):
        self.where, self.tandem = where, tandem
        self.module = Path(tandem).parent.parent.parent / "extensions" / "sqlite" / "tandem_sqlite"
        self.draw = random.Random(SEED)

    def run(self, *words, good=True):
        done = subprocess.run([self.tandem, *words], cwd=self.where, capture_output=True, text=True, check=False, timeout=120)
        if good and done.returncode != 0:
            raise AssertionError(f"{words}: {done.stderr}")
        return done.stdout if good else done.stdout + done.stderr

    def sql(self, script):
        """(what the script wrote with writefile('out'), what was told)"""
        (self.where / "out").unlink(missing_ok=True)
        done = subprocess.run(["sqlite3", "-batch", "-bail", ":memory:"], input=f".load {self.module}\n{script}", cwd=self.where,
                              capture_output=True, text=True, check=False, timeout=120)
        out = self.where / "out"
        return (out.read_text(encoding="utf-8") if out.exists() else None), done.stdout + done.stderr

    def ask(self, rows, day="2025-03-12", known=None, episode=None, image="lib.image"):
        """The answer over these rows, in this order."""
        said = "NULL" if known is None else f"'{known}'"
        named = "" if episode is None else f", '{episode}'"
        values = ",".join(f"({at}, x'{row.hex()}')" for at, row in enumerate(rows))
        return self.sql(f"CREATE TABLE row (at INTEGER PRIMARY KEY, entry BLOB); INSERT INTO row VALUES {values};\n"
                        f"SELECT length(writefile('out', tandem_standing(readfile('{image}'), '{day}', {said}, entry{named}))) "
                        "FROM (SELECT entry FROM row ORDER BY at);")

    def entries(self, folder, episodes):
        """The bytes of the entries of these episodes, and of acts about keys."""
        names = ",".join(f"'{name}'" for name in (*episodes, "place/keys"))
        got = subprocess.run(["sqlite3", f"file:{folder}/ledger.db?mode=ro", "SELECT hex(bytes) FROM entry JOIN episode ON no = "
                              f"episode WHERE name IN ({names})"], cwd=self.where, capture_output=True, text=True, check=True)
        return [bytes.fromhex(line) for line in got.stdout.split()]

    def shuffled(self, rows):
        rows = list(rows)
        self.draw.shuffle(rows)
        return rows


def pieces(text):
    """A chart file cut into its head and its entries, each with the lines below it."""
    rows = re.split(r"^(?=\d{4}-\d\d-\d\d )", text, flags=re.M)
    return [row.encode() for row in rows if row.strip()]


def kept(tap, desk):
    cases = [("example-d-early-signature", "2025-03-12", None), ("example-d-early-signature", "2025-05-30", "2025-03-01"),
             ("example-b-early-load", "2025-04-01", None), ("example-b-early-load", "2025-04-01", "2025-03-20T18:00Z")]
    wrong = []
    for episode, day, known in cases:
        words = ["standing", f"ward/{episode}", "--on", day, "--json"] + (["--known", known] if known else [])
        wanted, rows = desk.run(*words), desk.entries("ward", [episode])
        for trial in range(SHUFFLES):
            got, told = desk.ask(desk.shuffled(rows), day, known)
            if got != wanted:
                wrong.append(f"{episode} on {day}, shuffle {trial}: {told or 'other bytes'}")
    tap.result(not wrong, f"the same bytes as the command line, over kept entries in {len(cases) * SHUFFLES} shuffled orders [F103]", wrong)
    got, told = desk.sql("ATTACH 'file:ward/ledger.db?mode=ro' AS k;\n"
                         "SELECT length(writefile('out', group_concat(name || ' ' || json_extract(standing, '$.digest'), x'0a'))) FROM "
                         "(SELECT name, tandem_standing(readfile('lib.image'), '2025-04-01', NULL, bytes) AS standing FROM k.entry "
                         "JOIN k.episode ON no = episode GROUP BY name ORDER BY name);")
    wanted = "\n".join(f"{name} " + json.loads(desk.run("standing", f"ward/{name}", "--on", "2025-04-01", "--json"))["digest"]
                       for name in ("example-b-early-load", "example-d-early-signature"))
    tap.result(got == wanted, "one standing a group over a whole store", [told, got, wanted])


def plain(tap, desk):
    wrong, text = [], (ROOT / "data/examples/example-d-early-signature.chart.tandem").read_text(encoding="utf-8")
    text = re.sub(r"^ *#.*\n", "", text, flags=re.M).lstrip("\n").replace("zone UTC", f"zone {ZONE}")
    (desk.where / "zoned.chart.tandem").write_text(text)
    desk.run("image", "zoned.chart.tandem", "--output", "zoned.image")
    wanted = desk.run("standing", "zoned.chart.tandem", "--on", "2025-03-12", "--known", "2025-03-11", "--json")
    rows = pieces(text)
    for trial in range(SHUFFLES):
        got, told = desk.ask(desk.shuffled(rows + rows[3:6]), "2025-03-12", "2025-03-11", image="zoned.image")
        if got != wanted:
            wrong.append(f"shuffle {trial}: {told or 'other bytes'}")
    tap.result(not wrong, f"over pieces of a chart file of another zone, some of them twice, in {SHUFFLES} orders [M125]", wrong)
    lines = [line.encode() for line in desk.run("convert", "zoned.chart.tandem").splitlines()]
    wrong = []
    for trial in range(SHUFFLES):
        got, told = desk.ask(desk.shuffled(lines), "2025-03-12", "2025-03-11", image="zoned.image")
        if got != wanted:
            wrong.append(f"shuffle {trial}: {told or 'other bytes'}")
    tap.result(not wrong, f"over lines of JSON, in {SHUFFLES} orders", wrong)


def several(tap, desk):
    folder = ROOT / "tests/cases/episodes/both-knees-on-one-sheet"
    for name in ("left", "right"):
        shutil.copy(folder / f"{name}.chart.tandem", desk.where)
    names = [re.search(r"^chart (\S+)", (desk.where / f"{name}.chart.tandem").read_text(), re.M)[1] for name in ("left", "right")]
    desk.run("init", "knees", "--place", "ward-k")
    for name in ("left", "right"):
        desk.run("enrol", "knees", f"{name}.chart.tandem")
    desk.run("image", "knees", "--output", "knees.image")
    rows, wrong = desk.entries("knees", names), []
    for name in names:
        wanted = desk.run("standing", f"knees/{name}", "--on", "2025-03-11", "--json")
        got, told = desk.ask(desk.shuffled(rows), "2025-03-11", None, name, "knees.image")
        if got != wanted or not json.loads(wanted)["others"]:
            wrong.append(f"{name}: {told or 'other bytes'}")
    tap.result(not wrong, "both episodes of a person in one set limit each other as on the command line [M69]", wrong)
    told = desk.ask(rows, "2025-03-11", image="knees.image")[1]
    tap.result("W092 the set holds several episodes, and none is named" in told, "with none of them named it is refused", [told])


def places(tap, desk):
    """Two places that part, and a key that is trusted no longer."""
    text = "2025-03-14 09:00 assess by therapist-d, name apart\n  effusion right {}\n"
    desk.run("init", "annex", "--place", "annex-b")
    desk.run("bundle", "ward", "--output", "w.bundle")
    desk.run("merge", "annex", "w.bundle")
    for folder, word in (("ward", "zero"), ("annex", "1+")):
        (desk.where / "new.txt").write_text(text.format(word))
        desk.run("record", folder, "example-d-early-signature", "new.txt")
    desk.run("bundle", "annex", "--output", "a.bundle")
    desk.run("merge", "ward", "a.bundle", good=False)  # ends with 1: what was written apart is listed
    wrong = []
    for step in ("merged", "distrusted"):
        if step == "distrusted":
            desk.run("distrust", "ward", "annex-b", "1", "--because", "lost")
        wanted = desk.run("standing", "ward/example-d-early-signature", "--on", "2025-03-20", "--json")
        rows = desk.entries("ward", ["example-d-early-signature"])
        for trial in range(SHUFFLES):
            got, told = desk.ask(desk.shuffled(rows), "2025-03-20")
            if got != wanted:
                wrong.append(f"{step}, shuffle {trial}: {told or 'other bytes'}")
    tap.result(not wrong, "entries of two places named alike, and a distrusted key, as on the command line [M114]", wrong)


def teams(tap, desk):
    """Who joined signs: the standing follows from lines of the team, which are no entries of the chart."""
    name, wrong = "example-d-early-signature", []
    desk.run("init", "team", "--place", "ward-t")
    desk.run("enrol", "team", name)
    before = desk.run("standing", f"team/{name}", "--on", "2025-03-20", "--json")
    for words in (("physician-n", "physician", "--from", "2025-01-01"), ("therapist-d", "physical-therapist", "--until", "2026-12-31"),
                  ("someone-r", "reader"), ("physician-n", "physician", "--from", "2025-02-01")):
        desk.run("team", "team", name, *words)
    (desk.where / "new.txt").write_text("2025-03-14 10:00 clear by physician-n, resume\n")
    desk.run("record", "team", name, "new.txt")
    wanted, rows = desk.run("standing", f"team/{name}", "--on", "2025-03-20", "--json"), desk.entries("team", [name])
    for trial in range(SHUFFLES):
        got, told = desk.ask(desk.shuffled(rows), "2025-03-20")
        if got != wanted:
            wrong.append(f"shuffle {trial}: {told or 'other bytes'}")
    for number, row in enumerate(rows):
        (desk.where / f"row-{number}.entry").write_bytes(row)
    asked = desk.run("ask", "lib.image", *(f"row-{number}.entry" for number in range(len(rows))), "--on", "2025-03-20")
    kinds = {re.search(rb"^kind \d+:(\w+)$", row, re.M)[1] for row in rows}
    tap.result(not wrong and asked == wanted and wanted != before and b"team" in kinds,
               f"an episode with a team, whose new member signed, as on the command line, in {SHUFFLES} orders [F117]", wrong or [sorted(kinds)])
    told = desk.ask([row for row in rows if not re.search(rb"^kind 4:team$", row, re.M)], "2025-03-20")[1]
    got = desk.ask([row for row in rows if not re.search(rb"^kind 4:team$", row, re.M)], "2025-03-20")[0]
    tap.result(got != wanted, "and without the entries of the team it is another answer", [told])


def persons(tap, desk):
    """Two episodes of a kept person, of whom no chart names the other."""
    folder, wrong = ROOT / "tests/cases/episodes/both-knees-on-one-sheet", []
    desk.run("init", "kept", "--place", "ward-p")
    word = "p-one"
    desk.run("person", "add", "kept", "--name", word, "name=Example A")
    names = []
    for side in ("left", "right"):
        text = re.sub(r"^  also .*\n", "", (folder / f"{side}.chart.tandem").read_text(), flags=re.M)
        text = re.sub(r"^  patient .*$", f"  patient {word}", text, flags=re.M)
        (desk.where / f"own-{side}.chart.tandem").write_text(text)
        names.append(re.search(r"^chart (\S+)", text, re.M)[1])
        desk.run("enrol", "kept", f"own-{side}.chart.tandem")
    desk.run("image", "kept", "--output", "kept.image")
    rows = desk.entries("kept", [*names, f"person/{word}"])
    for name in names:
        wanted = desk.run("standing", f"kept/{name}", "--on", "2025-03-11", "--json")
        got, told = desk.ask(desk.shuffled(rows), "2025-03-11", None, name, "kept.image")
        if got != wanted or not json.loads(wanted)["others"]:
            wrong.append(f"{name}: {told or 'other bytes'}")
    tap.result(not wrong, "episodes of a kept person bind each other as on the command line, though no chart names the other [M69]", wrong)


def images(tap, desk):
    """Two libraries asked beside each other in one query: each group keeps its own, whatever was opened between its rows."""
    name, day = "example-d-early-signature", "2025-03-12"
    text = (ROOT / "data/protocols/knee-oa-bmac.tandem").read_text(encoding="utf-8")
    other = re.sub(r"fresh 14 days", "fresh 1 days", text)
    (desk.where / "knee-oa-bmac.tandem").write_text(other)
    desk.run("image", "knee-oa-bmac.tandem", "--output", "other.image")
    chart = (ROOT / "data/examples" / f"{name}.chart.tandem").read_text(encoding="utf-8")
    rows = pieces(re.sub(r"^ *#.*\n|  version .*, digest .*\n", "", chart, flags=re.M).lstrip("\n"))
    answers = [desk.ask(rows, day, image=image)[0] for image in ("lib.image", "other.image")]
    whole = b"".join(rows).hex()
    wrong = []
    for title, values in (("a row each", f"(x'{whole}')"), ("many rows", ",".join(f"(x'{row.hex()}')" for row in rows))):
        got, told = desk.sql(f"CREATE TABLE row (entry BLOB); INSERT INTO row VALUES {values};\n"
                             "SELECT length(writefile('out', a || b || c)) FROM (SELECT "
                             + ", ".join(f"tandem_standing(readfile('{image}'), '{day}', NULL, entry) AS {letter}"
                                         for letter, image in zip("abc", ("lib.image", "other.image", "lib.image"), strict=True))
                             + " FROM row);")
        if got != answers[0] + answers[1] + answers[0]:
            wrong.append(f"{title}: {told or 'other bytes'}")
    tap.result(other != text and None not in answers and answers[0] != answers[1] and not wrong,
               "two images asked in one query answer each for itself, over one row and over many [F103]", wrong or answers)
    many = " UNION ALL ".join(f"SELECT tandem_standing(readfile('{image}'), '{day}', NULL, entry) AS s FROM row"
                              for image in ("lib.image", "other.image") * 4)
    got, told = desk.sql(f"CREATE TABLE row (entry BLOB); INSERT INTO row VALUES (x'{whole}');\n"
                         f"SELECT length(writefile('out', group_concat(s, ''))) FROM ({many});")
    tap.result(got == (answers[0] + answers[1]) * 4, "and one after the other", [told])
    told = desk.sql(f"CREATE TABLE row (image BLOB, entry BLOB); INSERT INTO row SELECT readfile(column1), x'{whole}' FROM "
                    f"(VALUES ('lib.image'), ('other.image'));\nSELECT tandem_standing(image, '{day}', NULL, entry) FROM row;")[1]
    tap.result("the image is not the same in every row of a group" in told, "an image that differs within a group is refused", [told])
    told = desk.sql("PRAGMA encoding = 'UTF-16';\nCREATE TABLE row (entry TEXT);\nINSERT INTO row VALUES ('"
                    + "'), ('".join(row.decode().replace("'", "''") for row in rows) + "');\n"
                    f"SELECT tandem_standing(readfile('lib.image'), '{day}', NULL, entry) ->> '$.digest' FROM row;")[1]
    tap.result(told.strip() == json.loads(answers[0])["digest"], "texts of a database in UTF-16 are read as the same texts", [told])


def refusals(tap, desk):
    rows = desk.entries("ward", ["example-d-early-signature"])
    text = (ROOT / "data/examples/example-d-early-signature.chart.tandem").read_text(encoding="utf-8")
    good = pieces(re.sub(r"^ *#.*\n", "", text, flags=re.M).lstrip("\n"))
    bad = b"2025-03-10 09:00 assess by therapist-d\n  effusion right zero\n  no-such-measure 3 points\n"
    cut = rows[5][:-20]
    head = next(row for row in good if row.startswith(b"chart "))
    cases = [
        ("a row that cannot be read", good + [bad], 'row "2025-03-10 09:00 assess by therapist-d":3:'),
        ("a kept entry that is cut off", rows[:5] + [cut] + rows[6:], "entry with the hash "),
        ("rows of two forms", good[:3] + rows[:3], "W091 it has another form than the rows before it"),
        ("no head", [row for row in good if row != head], "the set of entries: W091 no row begins the chart"),
        ("two heads", good + [head.replace(b"chart ", b"chart other-", 1)], "W091 the set holds the heads of two charts"),
        ("a day that is none", None, "W092 the day `2025-03-32` is not a day"),
    ]
    for title, given, words in cases:
        told = desk.ask(rows, "2025-03-32")[1] if given is None else desk.ask(given)[1]
        again = desk.ask(desk.shuffled(rows), "2025-03-32")[1] if given is None else desk.ask(desk.shuffled(given))[1]
        tap.result(words in told and told == again, f"{title} is an SQL error with its place, the same in every order [S88]",
                   [told, again])
    image = (desk.where / "lib.image").read_bytes()
    (desk.where / "bad.image").write_bytes(image[:-7])
    told = desk.ask(rows, image="bad.image")[1]
    tap.result("W090 the image is cut off or was changed" in told, "an image that was cut off is refused", [told])
    told = desk.sql("SELECT tandem_standing('no blob', '2025-03-12', NULL, 'x');")[1]
    tap.result("the first argument is no BLOB" in told, "an image that is no BLOB is refused", [told])
    told = desk.sql("SELECT tandem_standing(readfile('lib.image'), column1, NULL, x'00') FROM (VALUES ('2025-03-12'), "
                    "('2025-03-13'));")[1]
    tap.result("is not the same in every row of a group" in told, "a day that differs within a group is refused", [told])
    got, told = desk.sql("SELECT length(writefile('out', coalesce(tandem_standing(readfile('lib.image'), '2025-03-12', NULL, NULL), 'none')));")
    tap.result(got == "none", "a group without entries gives NULL", [told])


def symbols(tap, desk):
    build = Path(desk.tandem).parent.parent.parent
    if not shutil.which("nm"):
        tap.skip("what the libraries show", "nm is not installed")
        return
    declared = set(re.findall(r"^TANDEM_EXPORT [^;]*?\b(tandem_\w+)\(", (ROOT / "include/tandem.h").read_text(), re.M))
    for name, wanted in (("src/api/libtandem.so", declared), ("extensions/sqlite/tandem_sqlite.so", {"sqlite3_tandemsqlite_init"})):
        said = subprocess.run(["nm", "-D", "--defined-only", str(build / name)], capture_output=True, text=True, check=True).stdout
        shown = {line.split()[2] for line in said.splitlines()}
        tap.result(shown == wanted and wanted, f"{Path(name).name} shows what it should and nothing else", sorted(shown ^ wanted))
    said = subprocess.run(["nm", "-D", "--undefined-only", str(build / "src/api/libtandem.so")], capture_output=True, text=True, check=True).stdout
    asked = {line.split()[-1].split("@")[0] for line in said.splitlines()}
    outside = asked & {"open", "fopen", "read", "socket", "getenv", "time", "clock_gettime", "getrandom", "pthread_create", "setlocale"}
    tap.result(not outside, "libtandem asks for no file, clock, environment, socket or thread", sorted(outside))


def main():
    tap = Tap()
    if not shutil.which("sqlite3"):
        tap.skip("the engine inside SQLite", "sqlite3 is not installed")
        return tap.finish()
    print(f"# seed {SEED}")
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name), str(Path(sys.argv[1]).resolve()))
        desk.run("init", "ward", "--place", "ward-a")
        for example in ("example-d-early-signature", "example-b-early-load"):
            desk.run("enrol", "ward", example)
        desk.run("image", "ward", "--output", "lib.image")
        for part in (kept, plain, several, teams, persons, images, places, refusals, symbols):
            part(tap, desk)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
