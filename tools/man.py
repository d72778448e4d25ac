#!/usr/bin/env python3
"""The man page and the bash completion that are installed, both made from what `tandem help` prints. Standard library only.

  man.py --tandem PROGRAM --write    writes docs/man/tandem.1 and docs/completion/tandem.bash
  man.py --tandem PROGRAM            as a test (TAP): both are what would be written, and every command, option and sentence of
                                     the program's tables stands in the page
"""

import argparse
import re
import subprocess
import sys

from tap import ROOT, Tap

PAGE = ROOT / "docs" / "man" / "tandem.1"
COMPLETION = ROOT / "docs" / "completion" / "tandem.bash"
COMMAND = re.compile(r"^  ([a-z]+) {2,}(\S.*)$")
OPTION = re.compile(r"^  --([a-z]+)(?: ([A-Z]+))? {2,}(\S.*)$")


class Program:
    """What the program says of itself."""

    def __init__(self, tandem):
        self.tandem = tandem
        self.version = self.say("version").split()[1]
        self.overview = self.say("help")
        self.commands = dict(COMMAND.match(line).groups() for line in self.overview.splitlines() if COMMAND.match(line))
        self.help = {name: self.say("help", name) for name in self.commands}
        self.options = {}  # name: (value or None, sentence)
        self.takes = {name: self.read_options(text) for name, text in self.help.items()}

    def say(self, *words):
        return subprocess.run([self.tandem, *words], capture_output=True, text=True, check=True, timeout=60,
                              env={"LC_ALL": "C.UTF-8"}).stdout

    def read_options(self, text):
        names = []
        for line in text.splitlines():
            match = OPTION.match(line)
            if match:
                names.append(match[1])
                self.options[match[1]] = (match[2], match[3])
            elif names and line.startswith(" " * 20):
                value, sentence = self.options[names[-1]]
                self.options[names[-1]] = (value, f"{sentence} {line.strip()}")
        return names

    def usage(self, name):
        return self.help[name].splitlines()[0].removeprefix("usage: ")

    def details(self, name):
        """The paragraph between the summary and the options, as one line; may be empty."""
        lines = self.help[name].split("\n\n")[2:3]
        return " ".join(lines[0].split()) if lines and not OPTION.match(lines[0].splitlines()[0]) else ""


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace('"', "\\(dq")
    return "\\&" + text if text[:1] in ".'" else text


def plain(page):
    """The words of a page without its requests, blanks made one."""
    page = re.sub(r"^\.(?:B|SS|SH|TP|PP|TH|nf|fi)\b", "", page, flags=re.MULTILINE)
    for written, meant in (("\\&", ""), ("\\-", "-"), ("\\(ga", "`"), ("\\(dq", '"'), ("\\fB", ""), ("\\fI", ""), ("\\fR", ""), ("\\e", "\\")):
        page = page.replace(written, meant)
    return " ".join(page.split())


def option_head(name, value):
    return f"\\fB\\-\\-{name}\\fR" + (f" \\fI{value}\\fR" if value else "")


def make_page(program):
    opening, closing = program.overview.split("\n\n")[0], program.overview.rstrip().split("\n\n")[-1]
    name, says = " ".join(opening.split()).split(": ", 1)
    exits = re.search(r"Exit codes: (.*)\.$", closing, re.MULTILINE)[1]
    lines = [f'.TH TANDEM 1 "" "tandem {program.version}" "Tandem"', ".SH NAME", f"{name} \\- {roff(says.rstrip('.'))}",
             ".SH SYNOPSIS", "\\fBtandem\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]", ".SH DESCRIPTION",
             roff(closing.splitlines()[-1]), ".PP",
             roff("An option stands anywhere after the command; its value follows as the next word or behind `=`. After `--` "
                  "everything is an argument. The file name `-` is standard input."), ".SH COMMANDS"]
    for command, summary in program.commands.items():
        lines += [".SS " + roff(program.usage(command)), roff(summary[:1].upper() + summary[1:] + ".")]
        if program.details(command):
            lines += [".PP", roff(program.details(command))]
        if program.takes[command]:
            lines += [".PP", "Options: " + ", ".join(f"\\fB\\-\\-{name}\\fR" for name in program.takes[command]) + "."]
    lines.append(".SH OPTIONS")
    for option, (value, sentence) in program.options.items():
        lines += [".TP", option_head(option, value), roff(sentence[:1].upper() + sentence[1:] + ".")]
    lines.append(".SH EXIT STATUS")
    for code, meaning in (item.split(" ", 1) for item in exits.split(", ")):
        lines += [".TP", f".B {code}", roff(meaning)]
    lines += [".SH EXAMPLES", ".nf", "tandem check my\\-protocol.tandem", "tandem standing example\\-d\\-early\\-signature \\-\\-on 2025\\-03\\-05",
              "tandem sheet example\\-b\\-early\\-load \\-\\-on 2025\\-03\\-18 \\-\\-output sheet.html",
              "tandem why example\\-d\\-early\\-signature ceiling \\-\\-on 2025\\-03\\-05", ".fi"]
    return "\n".join(lines) + "\n"


def check(program):
    tap = Tap()
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    completion = COMPLETION.read_text(encoding="utf-8") if COMPLETION.exists() else ""
    fix = ["run ./dev accept, which writes it anew, and read the difference"]
    tap.result(page == make_page(program), "docs/man/tandem.1 is what the help of the program gives [F104]", fix)
    tap.result(completion == program.say("completion", "bash"), "docs/completion/tandem.bash is what the program prints", fix)
    words, missing = plain(page).lower(), []
    for command, summary in program.commands.items():
        for wanted in (program.usage(command), summary, program.details(command)):
            if " ".join(wanted.split()).lower() not in words:
                missing.append(f"{command}: {wanted}")
    for option, (value, sentence) in program.options.items():
        for wanted in (f"--{option} {value}" if value else f"--{option}", sentence):
            if wanted.lower() not in words:
                missing.append(f"--{option}: {wanted}")
    tap.result(not missing and len(program.commands) >= 12 and len(program.options) >= 12,
               "every command and option stands in the man page with the sentence of its help [F104]", missing)
    return tap.finish()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    program = Program(arguments.tandem)
    if not arguments.write:
        return check(program)
    PAGE.write_text(make_page(program), encoding="utf-8")
    COMPLETION.write_text(program.say("completion", "bash"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
