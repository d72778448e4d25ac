"""Serves a clinic with example C, whom another system knows as 4711, and asks it once. Prints the codes and words of an
OperationOutcome to standard error and ends with 1; else what was answered. Words: [--systems FILE] [--origin ORIGIN] [--damage] PATH FILE"""

import http.client
import json
import re
import subprocess
import sys


def run(*words):
    subprocess.run(["tandem", *words], check=True, capture_output=True)


words, systems, origin, damage = sys.argv[1:], [], {}, False
while words[0].startswith("--"):
    if words[0] == "--damage":
        damage = True
    elif words[0] == "--systems":
        systems = [words.pop(0), words[0]]
    else:
        origin = {"Origin": words.pop(1)}
    words.pop(0)
run("init", "clinic", "--place", "ward-a")
run("person", "add", "clinic", "--name", "example-c", "name=Example", "identifier=https://ehr.example/mrn|4711")
run("person", "add", "clinic", "--name", "example-x", "name=Another", "identifier=https://ehr.example/mrn|4712")
run("enrol", "clinic", "data/examples/example-c-nsaid.chart.tandem")
run("account", "clinic", "add", "physician-c", "physician")
if damage:
    with open("clinic/people.keys", "w", encoding="utf-8") as keys:
        keys.write("damaged\n")
with subprocess.Popen(["tandem", "serve", "clinic", "--listen", "127.0.0.1:0", "--on", "2025-05-07", *systems], stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE, text=True) as server:
    port = re.search(r":(\d+)/", server.stdout.readline())[1]
    wire = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    wire.request("POST", words[0], open(words[1], "rb").read(), {"Content-Type": "application/json"} | origin)
    reply = wire.getresponse()
    text = reply.read().decode()
    server.terminate()
if reply.status == 200:
    print([card["summary"] for card in json.loads(text)["cards"]] if text else "taken")
    sys.exit(0)
for issue in json.loads(text)["issue"]:
    code, way = issue["details"]["coding"][0]["code"], issue["diagnostics"].split("fix: ")[-1]
    print(f"{reply.status} {code}: {issue['details']['text']}\n  {way}", file=sys.stderr)
sys.exit(1)
