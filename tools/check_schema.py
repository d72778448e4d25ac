#!/usr/bin/env python3
"""The published JSON schemas are schemas, and what the program prints fits them. Prints TAP. Standard library only.

  check_schema.py --tandem PATH

Which output belongs to which schema stands in docs/schema/examples.txt: `schema-file command ...`, run by sh in the project's
root with `tandem` on PATH. The words of JSON Schema that are understood here are those of KEYWORDS; another one in a schema is a
failure, so that nothing is checked less than it seems to be.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import ROOT, Tap

SCHEMAS = ROOT / "docs" / "schema"
NOTES = {"$schema", "$id", "$comment", "$defs", "title", "description", "examples", "default"}
KEYWORDS = {"$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "items", "minItems", "maxItems",
            "minimum", "maximum", "minLength", "maxLength", "pattern", "oneOf", "anyOf", "allOf", "propertyNames"}
TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


class Validator:
    def __init__(self, root):
        self.root = root

    def target(self, reference):
        node = self.root
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]
        return node

    def errors(self, schema, value, path="$"):
        """A list of complaints; empty when the value fits."""
        if schema is True:
            return []
        if schema is False:
            return [f"{path}: nothing may stand here"]
        found = []
        if "$ref" in schema:
            found += self.errors(self.target(schema["$ref"]), value, path)
        found += self.simple(schema, value, path)
        found += self.branches(schema, value, path)
        if isinstance(value, dict):
            found += self.object(schema, value, path)
        if isinstance(value, list):
            found += self.array(schema, value, path)
        return found

    def simple(self, schema, value, path):
        found = []
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(TYPES[one](value) for one in types):
            found.append(f"{path}: {type(value).__name__}, wanted {' or '.join(types)}")
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{path}: {value!r} is none of {schema['enum']}")
        if "const" in schema and value != schema["const"]:
            found.append(f"{path}: {value!r}, wanted {schema['const']!r}")
        if isinstance(value, str):
            if "pattern" in schema and not re.search(schema["pattern"], value):
                found.append(f"{path}: {value!r} does not match {schema['pattern']}")
            if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
                found.append(f"{path}: {value!r} has a wrong length")
        if TYPES["number"](value) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            found.append(f"{path}: {value} is out of range")
        return found

    def branches(self, schema, value, path):
        found = [error for one in schema.get("allOf", []) for error in self.errors(one, value, path)]
        for word, wanted in (("oneOf", lambda fits: fits == 1), ("anyOf", lambda fits: fits >= 1)):
            if word in schema:
                results = [self.errors(one, value, path) for one in schema[word]]
                if not wanted(sum(not result for result in results)):
                    found.append(f"{path}: fits {sum(not result for result in results)} of {word}")
                    found += min(results, key=len)[:3]
        return found

    def object(self, schema, value, path):
        found = [f"{path}: {name} is missing" for name in schema.get("required", []) if name not in value]
        known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        for name, member in value.items():
            found += self.errors(known.get(name, rest), member, f"{path}.{name}")
            found += self.errors(schema.get("propertyNames", True), name, f"{path}.{name} (name)")
        return found

    def array(self, schema, value, path):
        found = []
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            found.append(f"{path}: {len(value)} items")
        for at, item in enumerate(value):
            found += self.errors(schema.get("items", True), item, f"{path}[{at}]")
        return found


def unknown_words(schema, path="$"):
    """Words that this file does not understand, and references that lead nowhere."""
    if not isinstance(schema, dict):
        return []
    found = [f"{path}: {word} is not understood by tools/check_schema.py" for word in schema if word not in KEYWORDS | NOTES]
    for word in ("properties", "$defs"):
        for name, member in schema.get(word, {}).items():
            found += unknown_words(member, f"{path}.{name}")
    for word in ("items", "additionalProperties", "propertyNames"):
        found += unknown_words(schema.get(word), f"{path}.{word}")
    for word in ("oneOf", "anyOf", "allOf"):
        for at, member in enumerate(schema.get(word, [])):
            found += unknown_words(member, f"{path}.{word}[{at}]")
    return found


def dangling(schema, validator):
    text = json.dumps(schema)
    found = []
    for reference in sorted(set(re.findall(r'"\$ref": "([^"]+)"', text))):
        try:
            validator.target(reference)
        except (KeyError, TypeError):
            found.append(f"{reference} leads nowhere")
    return found


def check_schemas(tap):
    good = {}
    for path in sorted(SCHEMAS.glob("*.json")):
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
            wrong = unknown_words(schema) + dangling(schema, Validator(schema))
        except json.JSONDecodeError as error:
            schema, wrong = None, [str(error)]
        if tap.result(not wrong, f"{path.name} is a schema", wrong):
            good[path.name] = schema
    return good


def check_example(tap, schemas, line, bin_folder):
    name, _, command = line.partition(" ")
    title = f"{name} holds for: {command}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
                          env={"PATH": f"{bin_folder}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": bin_folder})
    if name not in schemas:
        tap.result(False, title, [f"there is no good docs/schema/{name}"])
        return
    try:
        value = json.loads(done.stdout.decode("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        tap.result(False, title, [str(error), f"exit code {done.returncode}", *done.stderr.decode("utf-8", "replace").splitlines()[:8]])
        return
    wrong = Validator(schemas[name]).errors(schemas[name], value)
    tap.result(not wrong, title, wrong[:25])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    arguments = parser.parse_args()
    tap = Tap()
    schemas = check_schemas(tap)
    examples = SCHEMAS / "examples.txt"
    lines = examples.read_text(encoding="utf-8").splitlines() if examples.exists() else []
    with tempfile.TemporaryDirectory() as bin_folder:
        (Path(bin_folder) / "tandem").symlink_to(Path(arguments.tandem).resolve())
        used = set()
        for line in lines:
            if line.strip() and not line.startswith("#"):
                used.add(line.split()[0])
                check_example(tap, schemas, line, bin_folder)
    unused = sorted(set(schemas) - used)
    tap.result(not unused, "every schema has an output that is held against it",
               [f"docs/schema/{name} has no line in examples.txt" for name in unused])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
