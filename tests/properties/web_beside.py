#!/usr/bin/env python3
"""Two people at one page: who comes second reads what the first wrote before anything of theirs is recorded, and what they typed is
still there (F037, F117). One's own is no news: a form sent twice is one entry. Prints TAP.

  web_beside.py build/gcc/src/cli/tandem [part ...]
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import Server, run_parts, tandem_of  # noqa: E402
from web_course import A, D, Clinic  # noqa: E402
from tap import Tap  # noqa: E402

NEWS = "Somebody else wrote on this since the page was shown to you"


class Form:
    """A page as it was shown, to be sent later; and again from what came back."""

    def __init__(self, clinic, name, path):
        self.clinic, self.name, self.path = clinic, name, path
        self.page = clinic.who(name).get(path)

    def send(self, **fields):
        empty = dict.fromkeys(self.page.fields(), "")
        held = {key: value for key, value in self.page.fields().items() if key in ("token", "seen", "shown", "standing", "on", "known")}
        self.page = self.clinic.who(self.name).post(self.path, empty | held | fields, follow=False)
        return self.page


def second(tap, clinic, what, early, late, kept):
    """early: (person, page, fields), done while `late` has its page open; kept: what of the late one must stand in the chart at last."""
    (first, first_page, first_fields), (name, path, fields) = early, late
    form = Form(clinic, name, path)
    done = Form(clinic, first, first_page).send(**first_fields)
    before = clinic.chart()
    page = form.send(**fields)
    tap.result(done.status == 303 and page.status == 409 and NEWS in page.words() and first in page.words() and clinic.chart() == before,
               f"{what}: who comes second is told, and nothing is recorded", [done.status, page.status, done.words()[:500], page.words()[:900]])
    lost = [value for value in fields.values() if f'value="{value}"' not in page.text and f">{value}<" not in page.text]
    tap.result(not lost, f"{what}: what was typed still stands there", lost)
    page = form.send(**fields)
    tap.result(page.status == 303 and kept in clinic.chart(), f"{what}: once more, and it is recorded",
               [page.status, page.words()[:700], clinic.chart()[-400:]])


def findings(tap, clinic):
    Form(clinic, "therapist-a", D + "/findings").send(finding="hip-pain", words="stairs")
    second(tap, clinic, "findings", ("therapist-a", D + "/findings", {"s-hip-pain": "retraining"}),
           ("physician-a", D + "/findings", {"s-hip-pain": "resolved", "w-hip-pain": "walks well"}), 'resolved by physician-a, words "walks well"')
    late = Form(clinic, "physician-a", D + "/findings")
    Form(clinic, "therapist-a", D + "/findings").send(finding="hip-pain", words="again")
    Form(clinic, "therapist-a", D + "/findings").send(**{"s-hip-pain": "resolved"})
    page = late.send(finding="hip-pain", words="seen today")
    tap.result(page.status == 409 and "pain at the hip, resolved" in page.words() and 'words "seen today"' not in clinic.chart(),
               "findings: one that was opened and closed meanwhile is told, with its course", [page.status, page.words()[:700]])


def handoffs(tap, clinic):
    Form(clinic, "therapist-a", D + "/handoffs").send(what="look at the swelling", to="physician-a")
    key = re.search(r'look at the swelling.*?name="of" value="([^"]*)"', clinic.who("physician-a").get(D + "/handoffs").text, re.S)[1]
    second(tap, clinic, "hand-offs", ("therapist-a", D + "/handoffs", {"of": key, f"s-{key}": "noted", f"w-{key}": "I looked too"}),
           ("physician-a", D + "/handoffs", {"of": key, f"s-{key}": "done", f"w-{key}": "no effusion"}), 'done by physician-a, words "no effusion"')
    late = Form(clinic, "therapist-a", D + "/handoffs")
    Form(clinic, "physician-a", D + "/handoffs").send(what="order the brace", to="therapist-a")
    page = late.send(what="order the brace", to="physician-a")
    tap.result(page.status == 409 and "order the brace" in page.words() and clinic.chart().count('handoff "order the brace"') == 1,
               "hand-offs: nothing is handed over twice without knowing", [page.status, page.words()[:700]])


def assessments(tap, clinic):
    second(tap, clinic, "assessment", ("therapist-a", D + "/assess", {"r-quads": "101", "l-quads": "121"}),
           ("physician-a", D + "/assess", {"v-effusion": "trace"} if "v-effusion" in clinic.who("physician-a").get(D + "/assess").text
            else {"r-effusion": "trace"}), "by physician-a")


def diaries(tap, clinic):
    """The patient at home while staff key in the paper."""
    late = Form(clinic, "example-d", D + "/diary")
    clinic.record(D, "2025-03-18 08:00 diary by therapist-a\n  pain 4\n")
    before = clinic.chart()
    page = late.send(**{"m-pain": "5"})
    tap.result(page.status == 409 and NEWS in page.words() and "therapist-a: pain 4" in page.words() and clinic.chart() == before,
               "diary: what was keyed in from paper meanwhile is told", [page.status, page.words()[:700]])
    page = late.send(**{"m-pain": "5"})
    tap.result(page.status == 303 and clinic.chart().count("pain 5\n") == before.count("pain 5\n") + 1,
               "diary: and the patient's own is kept then", [page.status])
    own, same = Form(clinic, "example-d", D + "/diary"), Form(clinic, "example-d", D + "/diary")
    statuses = [own.send(**{"m-pain": "2"}).status, same.send(**{"m-pain": "3"}).status]
    tap.result(statuses == [303, 303], "diary: one's own is no news", statuses)


def sessions(tap, clinic):
    """What was prescribed anew while the patient had the page of before: no exercise is dropped without a word."""
    late = Form(clinic, "example-d", D + "/session")
    done = Form(clinic, "therapist-a", D + "/prescribe").send(**{"d-leg-press": "3x8, 20 kg, depth 60 deg, effort 3, 2 times a week"})
    before = clinic.chart()
    page = late.send(**{"s-leg-press": "done", "d-leg-press": "3x8, 21 kg"})
    tap.result(done.status == 303 and page.status == 409 and "leg press" in page.words() and clinic.chart() == before,
               "session: a prescription made meanwhile is told", [done.status, page.status, page.words()[:900]])
    page = late.send(**{"s-leg-press": "done", "d-leg-press": "3x8, 20 kg", "m-pain-during": "2"})
    tap.result(page.status in (303, 422) and NEWS not in page.words(), "session: and only once", [page.status, page.words()[:600]])
    second(tap, clinic, "prescription",
           ("physician-a", D + "/prescribe", {"d-leg-press": "2x8, 20 kg, depth 60 deg, effort 3, 2 times a week"}),
           ("therapist-a", D + "/prescribe", {"d-leg-press": "3x8, 22 kg, depth 60 deg, effort 3, 2 times a week"}), "leg-press 3x8, 22 kg")


def consents(tap, clinic):
    """A consent that was taken back is not given again by a page of before."""
    fields = {"what": "treatment", "state": "given", "because": "said so at the visit"}
    late = Form(clinic, "physician-a", D + "/consent")
    tap.result("the treatment: nothing was said" in late.page.words() and 'value="given" selected' not in late.page.text,
               "consent: what stands is told, and nothing is chosen beforehand", [late.page.words()[:700]])
    bare = late.send(what="treatment")
    tap.result(bare.status == 422, "consent: who chooses neither records neither", [bare.status])
    late.send(**fields)
    patient = Form(clinic, "example-d", D + "/consent")
    patient.send(what="treatment", state="withdrawn", because="I want to think")
    taken = patient.send(what="treatment", state="withdrawn", because="I want to think")
    page = late.send(**fields)
    tap.result(taken.status == 303 and page.status == 409 and "I want to think" in page.words() and "treatment\" given" not in clinic.chart(),
               "consent: one that was taken back meanwhile is told, and not given again", [taken.status, page.status, page.words()[:900]])
    tap.result("the treatment: taken back on 18 Mar 2025" in clinic.who("physician-a").get(D + "/consent").words(), "consent: what stands then")


def refused(tap, clinic):
    """A form that was refused for something else still tells the news when it is sent again; a number that was made up tells all."""
    late = Form(clinic, "physician-a", A + "/findings")
    Form(clinic, "therapist-a", A + "/findings").send(finding="hip-pain", words="new")
    page = late.send()
    tap.result(page.status == 422 and NEWS not in page.words(), "an empty form is told so first", [page.status, page.words()[:500]])
    page = late.send(finding="hip-pain", words="mine")
    tap.result(page.status == 409 and NEWS in page.words(), "and the news when it is sent again", [page.status, page.words()[:500]])
    odd = [late.send(finding="hip-pain", words="mine", seen=seen).status for seen in ("", "x", "-1", "99999999999999999999", "4000000000")]
    tap.result(odd == [409] * 5, "a form that does not say what it had seen is asked again", odd)


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with Server(tandem) as server:
        clinic = Clinic(tandem, server)
        parts = (findings, handoffs, assessments, diaries, sessions, consents, refused)
        run_parts({part.__name__: lambda part=part: part(tap, clinic) for part in parts}, sys.argv)
        tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
