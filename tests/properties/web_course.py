#!/usr/bin/env python3
"""The course of things on the screens: medicines, warning signs raised, closed and asked for, a phase stopped and going on, answers to rules,
corrections; by staff and by the patient. Each shows its verdict first and is recorded for the words that were judged. Prints TAP.

  web_course.py build/gcc/src/cli/tandem [part ...]
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, run_parts, tandem_of  # noqa: E402
from web_acts import code_of  # noqa: E402
from tap import Tap  # noqa: E402

A, B, D = "/episodes/example-a-smooth", "/episodes/example-b-early-load", "/episodes/example-d-early-signature"
ROOT = Path(__file__).resolve().parent.parent.parent
MARK = '"><b id=x>\'&'


class Clinic:
    """The invented clinic, its people logged in, and what it has kept."""

    def __init__(self, tandem, server):
        self.tandem, self.server, self.people = tandem, server, {}

    def who(self, name):
        if name not in self.people:
            self.people[name] = Browser(self.server.port)
            self.people[name].log_in(name)
        return self.people[name]

    def chart(self, episode=D):
        return subprocess.run([self.tandem, "convert", f"{self.server.folder}{episode.replace('/episodes', '')}", "--format", "notation"],
                              capture_output=True, text=True, check=True).stdout

    def standing(self, episode=D):
        done = subprocess.run([self.tandem, "standing", f"{self.server.folder}{episode.replace('/episodes', '')}", "--on", "2025-03-18"],
                              capture_output=True, text=True, check=True)
        return re.sub(r"\s+", " ", done.stdout)

    def record(self, episode, text):
        subprocess.run([self.tandem, "record", str(self.server.folder), episode.rsplit("/", 1)[1], "-"], input=text, text=True,
                       capture_output=True, check=True)

    def shown(self, name, act, episode=D, **fields):
        """The form filled in and sent: the page with the verdict."""
        path = f"{episode}/{act}"
        page = self.who(name).get(path)
        return self.who(name).post(path.split("?")[0], page.fields() | fields, follow=False)

    def made(self, name, act, page, episode=D, **fields):
        """The same again, from the page that has shown it."""
        return self.who(name).post(f"{episode}/{act}".split("?")[0], page.fields() | fields, follow=False)

    def both(self, name, act, episode=D, **fields):
        page = self.shown(name, act, episode, **fields)
        again = {"password": PASSWORD} if 'type="password"' in page.text else {}
        return page, self.made(name, act, page, episode, **fields, **again)


def medicine(tap, clinic):
    """A medicine inside its window: the window is named before it is saved; staff give a reason, a patient is only asked to tell."""
    took = {"medicine": "Ibuprofen", "state": "taken", "amount": "400", "unit": "mg", "route": "mouth", "day": "2025-03-01"}
    before = clinic.chart()
    page = clinic.shown("therapist-a", "medicine", **took)
    tap.result("example-d right knee" in page.words() and 'Inside the window "anti inflammatories", which lasts through 3 Mar 2025' in page.words()
               and "needs a signed reason" in page.words() and clinic.chart() == before,
               "the window and its last day are told before anything is saved, on a form that says whose it is [M48 S83]", [page.words()[:900]])
    done = clinic.made("therapist-a", "medicine", page, **took)
    tap.result(done.status == 422 and clinic.chart() == before, "without a reason staff record nothing against a window [M120]", [done.status])
    page, done = clinic.both("therapist-a", "medicine", **took, because="said at the visit")
    tap.result(done.status == 303 and re.search(r'2025-03-01 medicine by therapist-a, taken "ibuprofen" 400 mg, route mouth, because '
                                                r'"said at the visit"', clinic.chart(), re.I) is not None,
               "with one it is kept on its day, and visible for ever", [done.status, done.words()[:600], clinic.chart()[-700:]])
    page = clinic.shown("example-d", "medicine", medicine="diclofenac", state="taken", day="2025-03-02")
    tap.result("It depends on how diclofenac was taken" in page.words(), "how it was taken is asked for where it matters [M62]", [page.words()[:900]])
    page, done = clinic.both("example-d", "medicine", medicine="diclofenac", state="taken", route="mouth", day="2025-03-02")
    tap.result("which lasts through 3 Mar 2025" in page.words() and "your team has to know" in page.words() and "because" not in page.text
               and done.status == 303 and re.search(r'2025-03-02 medicine by example-d, taken "diclofenac"', clinic.chart()) is not None,
               "a patient reads the window in plain words, and what they took is kept without a reason of theirs [M60 M63]",
               [page.words()[:900], done.status])
    page, done = clinic.both("example-d", "medicine", medicine="ibuprofen", state="denied", day="2025-03-04")
    tap.result(done.status == 303 and "deny ibuprofen by example-d, since 2025-03-04" in clinic.chart(), "and what they did not take, since when",
               [page.words()[:500], clinic.chart()[-300:]])


def vital(tap, clinic):
    """Nobody reads "stop" of a medicine that may be vital, neither before nor after, in either language [M63]."""
    took = {"medicine": "low-dose aspirin", "state": "taken", "prescribed": "yes", "day": "2025-03-02"}
    page = clinic.shown("example-d", "medicine", **took)
    verdict = re.search(r'<section class="card verdict.*?</section>', page.text, re.S)[0]
    tap.result("low-dose aspirin may be vital: keep taking it" in page.words() and "window" not in verdict and "leave" not in verdict
               and "stop" not in verdict, "a patient is told to keep taking it, and of no window", [verdict[:900]])
    spanish = clinic.who("example-d").post(D + "/medicine", clinic.who("example-d").get(D + "/medicine?lang=es").fields() | took, follow=False)
    clinic.who("example-d").get(D + "/today?lang=en")
    tap.result("siga tomándola" in spanish.words(), "in Spanish too", [spanish.words()[:700]])
    page, done = clinic.both("physician-a", "medicine", **took)
    tap.result(done.status == 303 and "keep taking it" in page.words() and "/handoffs?to=prescriber" in page.text
               and "ask the prescriber about low dose aspirin" in clinic.standing(),
               "staff are told the same, it stands in nobody's way, and a question to the prescriber is owed", [page.words()[:900], done.status])
    form = clinic.who("physician-a").get(D + "/handoffs?to=prescriber")
    tap.result('value="prescriber" selected=""' in form.text, "the question is handed to the prescriber by one link", [form.words()[:600]])
    page = clinic.shown("physician-a", "medicine", medicine="warfarin", state="stopped", day="2025-03-17")
    tap.result("Speak with its prescriber and the physician today" in page.words() and "fine" in page.words(),
               "one that was ended is a question at once, although nothing forbids it", [page.words()[:700]])
    page = clinic.shown("example-d", "medicine", medicine="Herbal balm of the market", state="taken", day="2025-03-02")
    tap.result("Nobody can tell from its name" in page.words() and 'It cannot be told whether it belongs to the window "anti inflammatories"'
               in page.words(), "what nobody knows is asked about, never passed over [M61]", [page.words()[:900]])


def words_stay(tap, clinic):
    """Injection: each field of the new forms, with signs that could begin a clause, a line or markup."""
    evil = [MARK, '", because "x"\n2025-03-18 clear full-load by physician-a', "taken", "x, name y", 'x", because "y',
            "400 mg, route mouth", "\\", "1e3"]
    bad = []
    for act, fields in {"medicine": {"medicine": "paracetamol", "state": "taken", "day": "2025-03-18"},
                        "flag": {"what": "infection-signs"}, "screen": {"none": "yes"}, "hold": {"what": "loading", "because": "x"},
                        "correct?entry=baseline-tests": {"v-0": "11", "because": "x"}}.items():
        form = clinic.who("physician-a").get(f"{D}/{act}").fields()
        for name in (form | fields).keys() - {"token", "entry"}:
            for text in evil:
                page = clinic.shown("physician-a", act, **(fields | {name: text}))
                words = page.words()
                if page.status not in (200, 422) or "<b id=x>" in page.text:
                    bad.append((act, name, text, page.status))
                if "full load was signed" in words or 'signature "full load": signed' in words:
                    bad.append((act, name, text, "became an entry"))
                if name in ("because", "words") and re.search("is not closed on its line|is not understood in this|says again what this", words):
                    bad.append((act, name, text, "was read as the notation"))
    tap.result(not bad, "what is typed stays in its field: no clause, no entry, no markup comes of it", bad[:6])
    page, done = clinic.both("therapist-a", "medicine", medicine=MARK, state="taken", day="2025-03-18", because=MARK)
    again = clinic.who("physician-a").get(D + "/withdraw")
    tap.result(done.status == 303 and "<b id=x>" not in page.text + again.text + clinic.who("physician-a").get(D).text,
               "kept, and told again as text", [done.status, page.words()[:600]])


def screens(tap, clinic):
    form = clinic.who("therapist-a").get(B + "/screen")
    tap.result('type="checkbox"' in form.text and "signs of infection" in form.words() and "none of it found" in form.words(),
               "what a screen asks for stands there to be ticked", [form.words()[:600]])
    neither = clinic.shown("therapist-a", "screen", B)
    both = clinic.shown("therapist-a", "screen", B, **{"none": "yes", "f-infection-signs": "yes"})
    tap.result((neither.status, both.status) == (422, 422), "neither nothing said nor both is a screen: silence is not \"no\" [M24]",
               [neither.status, both.status])
    page, done = clinic.both("therapist-a", "screen", B, none="yes")
    tap.result(done.status == 303 and re.search(r"2025-03-18 [0-9:]+ screen flags by therapist-a, none found", clinic.chart(B)) is not None,
               "asked for, and none found [M26]", [page.words()[:700], clinic.chart(B)[-400:]])
    page, done = clinic.both("therapist-a", "screen?of=findings", B, **{"f-weight-shift": "yes"})
    tap.result(done.status == 303 and "screen findings by therapist-a, found weight-shift" in clinic.chart(B), "and findings by name",
               [page.words()[:700]])


def flags(tap, clinic):
    page = clinic.shown("therapist-a", "flag", B, what="infection-signs", words="hot and red")
    tap.result(page.status == 200 and "load allowed: complete rest" in page.words(), "what a warning sign stops is told before it is raised [M97]",
               [page.words()[:900]])
    done = clinic.made("therapist-a", "flag", page, B, what="infection-signs", words="hot and red")
    tap.result(done.status == 303 and 'flag infection-signs raised by therapist-a, words "hot and red"' in clinic.chart(B), "and it is raised",
               [done.status])
    clinic.record(A, '2025-03-17 09:00 flag infection-signs raised by therapist-a, words "hot"\n')
    page = clinic.shown("therapist-a", "close-flag", A, what="infection-signs", words="cooled down")
    tap.result(page.status == 422 and 'type="password"' not in page.text, "another role than the one named closes none [M96]",
               [page.status, page.words()[:900]])
    page = clinic.shown("physician-a", "close-flag", A, what="infection-signs", words="joint fluid clear")
    wrong = clinic.made("physician-a", "close-flag", page, A, what="infection-signs", words="joint fluid clear", password="not it")
    tap.result(page.status == 200 and 'type="password"' in page.text and wrong.status == 401 and "closed by" not in clinic.chart(A),
               "closing asks for the password again", [page.status, wrong.status])
    none = clinic.shown("physician-a", "close-flag", A, what="infection-signs", words="")
    tap.result(none.status == 422, "and wants what was found out", [none.status])
    done = clinic.made("physician-a", "close-flag", page, A, what="infection-signs", words="joint fluid clear", password=PASSWORD)
    tap.result(done.status == 303 and "No warning sign is open" in clinic.who("physician-a").get(A + "/close-flag").words(),
               "by the role named it is closed", [done.status, done.words()[:600]])


def answers(tap, clinic):
    """The rule that tells the physician of an open warning sign: six answers, each with what it needs [M79]."""
    form = clinic.who("physician-a").get(B + "/answer")
    rule = re.search(r'<option value="([^"]*)"[^>]*>answer the rule', form.text)
    tap.result(rule is not None and "ask: physician" in form.words(), "a rule that tells somebody waits for an answer, with whom it asks",
               [form.words()[:900]])
    what, before = rule[1] if rule else "", clinic.chart(B)
    bare = [clinic.shown("physician-a", "answer", B, what=what, state=state).status
            for state in ("", "partial", "could-not", "declined", "not-needed")]
    tap.result(bare == [422] * 5 and clinic.chart(B) == before, "an answer other than done says why, one in words has words", bare)
    page, done = clinic.both("physician-a", "answer", B, what=what, state="partial", because="spoke on the telephone only")
    tap.result(done.status == 303 and re.search(rf'answer "?{what}"? partial by physician-a, because "spoke on the telephone only"', clinic.chart(B))
               is not None and f'value="{what}"' in clinic.who("physician-a").get(B + "/answer").text, "done in part it stays owed",
               [done.status, page.words()[:600], clinic.chart(B)[-300:]])
    evil = clinic.shown("physician-a", "answer", B, what=what, state="done by therapist-a")
    tap.result(evil.status == 422, "a state of no list is none", [evil.status])


def stopping(tap, clinic):
    page = clinic.shown("example-d", "hold", what="loading", because="it hurts at night")
    tap.result(page.status == 200 and "the load allowed is" in page.words() and "gate" not in page.words(),
               "a patient reads in plain words what a stop means [M54]", [page.words()[:700]])
    stale = clinic.shown("therapist-a", "hold", what="remodel", because="swollen")
    done = clinic.made("example-d", "hold", page, what="loading", because="it hurts at night")
    tap.result(done.status == 303 and done.headers["Location"] == D + "/today?done=1" and
               'hold loading by example-d, because "it hurts at night"' in clinic.chart(), "and stops", [done.status, done.words()[:500]])
    late = clinic.made("therapist-a", "hold", stale, what="remodel", because="swollen")
    tap.result(late.status == 409 and "has changed since" in late.words() and "hold remodel" not in clinic.chart(),
               "who acts on a page that is no longer true is shown what changed, and nothing is recorded", [late.status, late.words()[:600]])
    refused = clinic.who("example-d").get(D + "/resume", follow=False)
    tap.result(refused.status == 404, "a patient does not lift a stop", [refused.status])
    clinic.record(A, '2025-03-17 10:00 hold loading by physician-a, because "warm"\n')
    page = clinic.shown("therapist-a", "resume", A, what="loading")
    tap.result("this would lift nothing" in page.words(), "who may not lift a stop is told that it would lift nothing [M54]", [page.words()[:800]])
    page, done = clinic.both("physician-a", "resume", A, what="loading", words="cool again")
    tap.result(done.status == 303 and "this would lift nothing" not in page.words() and "loading: active, was held" in page.words(),
               "who set it goes on, with the password, and is shown what that opens", [done.status, page.words()[:800]])


def correcting(tap, clinic):
    patient, therapist = clinic.who("example-d"), clinic.who("therapist-a")
    for _ in range(3):  # a form sent twice in one minute is one entry
        minute, fields = time.time() // 60, patient.get(D + "/diary").fields() | {"m-pain": "6", "m-pain-now": "5"}
        statuses = [patient.post(D + "/diary", fields, follow=False).status for _ in range(2)]
        if time.time() // 60 == minute:
            break
    tap.result(statuses == [303, 303] and clinic.chart().count("  pain 6\n") == 1, "a form sent twice is one entry",
               [statuses, clinic.chart()[-400:]])
    patient.post(D + "/diary", patient.get(D + "/diary").fields() | {"m-pain": "3", "m-pain-now": "2"})
    page = patient.get(D + "/correct")
    link = re.search(r'href="([^"]*correct\?entry=(diary-[^"]*))">[^<]*pain 3', page.text)
    tap.result(link is not None and "pain 3" in page.words() and "baseline-tests" not in page.text,
               "a patient finds what they wrote, with what it says, and nobody else's", [page.words()[:600]])
    form = patient.get(link[1]).fields()
    same = patient.post(D + "/correct", form | {"because": "no"}, follow=False)
    tap.result(form["v-0"] == "3" and same.status == 422, "what is left as it is corrects nothing", [form, same.status])
    page = patient.post(D + "/correct", form | {"v-0": "4", "because": "a slip"}, follow=False)
    done = patient.post(D + "/correct", page.fields() | {"v-0": "4", "because": "a slip"}, follow=False)
    tap.result(done.status == 303 and re.search(r"correct diary-\S+ by example-d, because \"a slip\"[^\n]*\n +pain 4 points, was 3 points",
                                                clinic.chart()) is not None, "a value is corrected, and what it was stays [M17 M31]",
               [done.status, clinic.chart()[-400:]])
    tap.result("It says 4 points now" in patient.get(link[1]).words(), "the next form shows the value that counts now")
    forged = patient.post(D + "/correct", form | {"entry": "baseline-tests", "v-0": "30", "because": "x"}, follow=False)
    tap.result(forged.status == 422 and "correct baseline-tests" not in clinic.chart(), "what somebody else recorded is not a patient's to correct",
               [forged.status])
    path = D + "/correct?entry=baseline-tests"
    form = therapist.get(path)
    step = re.search(r'<label for="in-(v-\d+)">knee swelling', form.text)
    name = step[1] if step else "v-0"
    fields = form.fields() | {name: "trace", "because": "read the wrong line", "reason": "data-error"}
    fields |= {key: "" for key in fields if key.startswith("v-") and key != name}
    page = therapist.post(D + "/correct", fields, follow=False)
    shown = {k: v for k, v in page.fields().items() if k in ("standing", "on", "known", "shown")}
    done = therapist.post(D + "/correct", page.fields() | fields | shown, follow=False)
    tap.result(done.status == 303 and re.search(r"correct baseline-tests by therapist-a[^\n]*reason data-error[^\n]*\n +effusion "
                                                         r"right trace, was 1\+",
                                                clinic.chart()) is not None, "staff correct a step of a scale, with the kind of reason",
               [done.status, done.words()[:600], clinic.chart()[-300:]])
    bad = therapist.post(D + "/correct", form.fields() | {"v-0": "many", "because": "x"}, follow=False)
    tap.result(bad.status == 422, "a word is no number", [bad.status])
    page = patient.get(D + "/withdraw")
    tap.result("diary-" in page.text and "rx-5" not in page.text, "and a patient takes back only what is theirs [F117]", [page.words()[:600]])


def words(tap, clinic):
    """What others are held to: a statement that lowers the ceiling, a consent that is taken back and given again."""
    before = clinic.shown("therapist-a", "statement", A, words="", limit="low")
    page, done = clinic.both("physician-a", "statement", A, words="swelling on the scan", limit="low", until="2025-03-25")
    tap.result(before.status == 422 and done.status == 303 and "load allowed: light load" in page.words() and re.search(
        r'statement "swelling on the scan" by physician-a, load at most low, until 2025-03-25', clinic.chart(A)) is not None,
               "a statement says what it does to the ceiling before it is made, and lowers it", [before.status, done.status, page.words()[:900]])
    page, done = clinic.both("example-d", "consent", what="treatment", state="withdrawn", because="I want to think")
    tap.result(done.status == 303 and re.search(r'consent "?treatment"? withdrawn by example-d, because "I want to think"',
                                                clinic.chart()) is not None, "a patient takes their consent back",
               [done.status, page.words()[:600], clinic.chart()[-300:]])
    page = clinic.who("therapist-a").get(D + "/prescribe")
    refused = clinic.who("therapist-a").post(D + "/prescribe", {name: "" for name in page.fields()} | page.held() | {
        "d-leg-press": "3x8, 20 kg, depth 60 deg, effort 3, 2 times a week"}, follow=False)
    tap.result(refused.status == 422, "and nothing is prescribed then", [refused.status, refused.words()[:500]])
    page, done = clinic.both("example-d", "consent", what="treatment", state="given")
    tap.result(done.status == 303, "until it is given again", [done.status])
    odd = clinic.shown("physician-a", "consent", what="everything", state="given")
    tap.result(odd.status == 422, "consent to a word of no list is none", [odd.status])


def survives(tap, clinic):
    """A half-written form outlives its session, also one with an entry chosen."""
    for act, typed in (("medicine", {"medicine": "magnesium", "state": "taken"}),
                       ("correct", {"entry": "baseline-tests", "v-0": "11", "because": "miscounted"})):
        writer = Browser(clinic.server.port)
        page = writer.post(f"{D}/{act}", typed | {"token": "x"}, follow=False)
        back = writer.post("/log-in", page.fields() | {"person": "therapist-a", "password": PASSWORD}, follow=False)
        again = writer.post(f"{D}/{act}", back.fields(), follow=False)
        wrong = [name for name, text in typed.items() if f'value="{text}"' not in again.text and f">{text}<" not in again.text]
        tap.result(page.status == 401 and again.status == 200 and not wrong, f"{act}: what was typed stands there again after the log-in",
                   [page.status, again.status, wrong, again.words()[:500]])


def second_step(tap, clinic):
    """The code of a second step is no word of the act: another code for the same words does not ask anew."""
    folder = str(clinic.server.folder)
    link = subprocess.run([clinic.tandem, "account", folder, "code", "physician-a"], capture_output=True, text=True, check=True).stdout
    try:
        browser = Browser(clinic.server.port)
        browser.log_in("physician-a", code=code_of(link))
        path, fields = A + "/end", {"state": "withdrawn", "words": "moved away"}
        page = browser.post(path, browser.get(path).fields() | fields, follow=False)
        done = browser.post(path, page.fields() | fields | {"password": PASSWORD, "code": code_of(link, 1)}, follow=False)
        tap.result("code" in page.fields() and done.status == 303 and "end withdrawn by physician-a" in clinic.chart(A),
                   "an act with password and code is recorded when its verdict was seen", [page.status, done.status, done.words()[:500]])
    finally:
        subprocess.run([clinic.tandem, "account", folder, "no-code", "physician-a"], check=True, capture_output=True)


def own_clinic(tandem, folder, more):
    """Example D under its protocol with one measure more, whose error is known, and with these entries of it."""
    clinic, protocol, mine = f"{folder}/clinic", Path(folder, "own.tandem"), Path(folder, "c.chart.tandem")
    protocol.write_text((ROOT / "data/protocols/knee-oa-bmac.tandem").read_text().replace(
        "measure pain-now is nprs-now\n", "measure pain-now is nprs-now\nmeasure position is joint-position-error\n", 1))
    mine.write_text((ROOT / "data/examples/example-d-early-signature.chart.tandem").read_text() + more)
    for words in (["init", clinic], ["enrol", clinic, str(mine), "--protocol", str(protocol)],
                  ["account", clinic, "add", "physician-d", "physician"]):
        subprocess.run([tandem, *words], check=True, capture_output=True)
    subprocess.run([tandem, "account", clinic, "password", "physician-d"], input=PASSWORD + "\n", text=True, check=True, capture_output=True)
    return clinic


def chart_of(page, name):
    """The picture of one measure, and the table behind it."""
    found = re.search(rf'<svg class="progress"[^>]*><title>{name}</title>(.*?)</svg><details>(.*?)</details>', page.text, re.S)
    return (found[1], found[2]) if found else ("", "")


def decisions(tap, tandem):
    """Loading is past its longest length: the decision that the gate asks for then is on the page, and the form gives it [M58 R-N49]."""
    with tempfile.TemporaryDirectory() as folder, Server(tandem, own_clinic(tandem, folder, ""), "--on", "2025-06-20") as server:
        clinic = Clinic(tandem, server)
        clinic.server.folder = Path(folder) / "clinic" if server.folder is None else server.folder
        page = clinic.who("physician-d").get(D)
        tap.result('decide how to go on without "functional"' in page.words() and
                   "another cause gate functional is not met, and the longest wait for it is over since 4 Jun 2025 physician or physical "
                   "therapist overdue since 19 Jun 2025" in page.words(),
                   "what is to be decided stands with what is owed, and why", [page.words()[-1500:]])
        form = clinic.who("physician-d").get(D + "/answer")
        tap.result('value="functional"' in form.text, "the form of answers has it", [form.words()[:900]])
        done = clinic.both("physician-d", "answer", what="functional", words="back to the leg press")[1]
        after = clinic.who("physician-d").get(D)
        tap.result(done.status == 303 and "decide how to go on" not in after.words() and "functional" in after.words(),
                   "answered, it is owed no longer, and the gate is as it was", [done.status, after.words()[-1500:]])


def charts(tap, tandem):
    """Each measure over time on the episode's page, with the error of measuring as a band [F051]."""
    for last, said in ((3, "better than at the beginning, by more than measuring can differ"), (7, "no difference that measuring can tell")):
        entries = (f"2025-01-16 10:00 assess by therapist-d\n  position right 9 deg\n"
                   f"2025-03-10 10:00 assess by therapist-d\n  position right {last} deg\n")
        with tempfile.TemporaryDirectory() as folder, Server(tandem, own_clinic(tandem, folder, entries), "--on", "2025-03-18") as server:
            browser = Browser(server.port)
            browser.log_in("physician-d")
            page = browser.get(D)
            picture, table = chart_of(page, "error in finding a joint angle again")
            tap.result('class="band"' in picture and 'class="base"' in picture and 'class="event"' in picture and picture.count('class="dot"') == 2,
                       f"from 9 to {last} degrees: band, first value, readings and procedure are drawn by shape, not by colour", [picture[:900]])
            tap.result(said in page.words() and said in picture and "<desc>" in picture, "what can be told of it, in words and for a screen reader",
                       [picture[:900]])
            tap.result(table.count("<tr>") == 3 and f"{last} deg" in table, "and the same as a table", [table[:600]])
            effusion, steps = chart_of(page, "knee swelling by stroke test")
            tap.result('class="curve"' in effusion and 'class="band"' not in effusion and ">zero<" in effusion and "1+" in steps,
                       "what is on a scale is drawn by its steps, without a band", [effusion[:600]])
            tap.result(page.words().count("Band with a dotted edge") == 1, "what lines and band mean stands below, once")


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with Server(tandem) as server:
        clinic = Clinic(tandem, server)
        parts = (medicine, vital, correcting, words_stay, stopping, screens, flags, answers, words, survives, second_step)
        run_parts({part.__name__: lambda part=part: part(tap, clinic) for part in parts} | {"charts": lambda: None, "decisions": lambda: None},
                  sys.argv)
        tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
    if not sys.argv[2:] or "charts" in sys.argv[2:]:
        charts(tap, tandem)
    if not sys.argv[2:] or "decisions" in sys.argv[2:]:
        decisions(tap, tandem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
