"""Floors, sizes, folders' READMEs, code written twice."""

import os
import re

import source

FLOORS = {
    "base": 0,
    "grammar": 1,
    "interp/amend": 2,
    "interp/mutate": 2,
    "interp/check": 2,
    "interp/plan": 3,
    "interp/review": 3,
    "interp/exec": 4,
    "interp/score": 5,
    "interp/event": 5,
    "interp/sql": 5,
    "interp/report": 6,
    "interp/ledger": 6,
    "interp": 7,
    "stdlib": 7,
    "repl": 8,
    "repl/shell": 9,
    "api": 8,
}
FILE_LINES = 450
GRAMMAR_LINES = 530  # the one grammar of declarations, queries, changes and tests
BODY_LINES = 50
COLUMNS = 100
TWICE = 10  # equal lines in a row that count as written twice


def floors():
    """A file includes its own folder and lower floors; folders on one floor do not meet."""
    for name in source.tracked(".c", ".h", ".y", ".l", ".def"):
        here = os.path.dirname(name)
        if here not in FLOORS:
            if name.startswith(source.CORE) or here.startswith("repl"):
                yield f"{name}: the folder {here} has no floor (tests/lint/structure.py)"
            continue
        for included in source.includes(name):
            there = os.path.dirname(included)
            if there == here:
                continue
            if there not in FLOORS:
                yield f"{name}: includes {included}, which is on no floor"
            elif FLOORS[there] >= FLOORS[here]:
                way = "upward" if FLOORS[there] > FLOORS[here] else "sideways"
                yield f"{name}: includes {included}, {way} ({FLOORS[here]} to {FLOORS[there]})"


def sizes():
    """Files, functions and lines have bounds."""
    for name in source.tracked(".c", ".h", ".y", ".l", ".py", ".sh"):
        code = source.text(name)
        lines = code.split("\n")
        most = GRAMMAR_LINES if name.endswith(".y") else FILE_LINES
        if len(lines) - 1 > most:
            yield f"{name}: {len(lines) - 1} lines, at most {most}"
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS and not re.search(r"[\u2e80-\uffef]", line):
                yield f"{name}:{number}: {len(line)} columns, at most {COLUMNS}"
            if "\t" in line and name.endswith((".c", ".h", ".py")):
                yield f"{name}:{number}: a tab"
        if name.endswith(".c"):
            for function, number, body in source.functions(source.blanked(code)):
                if body > BODY_LINES:
                    yield f"{name}:{number}: {function} has {body} lines, at most {BODY_LINES}"


def readmes():
    """Each folder of code has a README that names each of its files."""
    folders = {}
    for name in source.tracked(".c", ".h", ".y", ".l", ".def"):
        if name.startswith(source.CORE) or name.startswith("repl/"):
            folders.setdefault(os.path.dirname(name), []).append(name)
    for folder, names in sorted(folders.items()):
        readme = f"{folder}/README.md"
        if not os.path.exists(os.path.join(source.ROOT, readme)):
            yield f"{readme}: missing"
            continue
        words = set(re.findall(r"\w+", source.text(readme)))
        for stem in sorted({os.path.splitext(os.path.basename(name))[0] for name in names}):
            if stem not in words:
                yield f"{readme}: does not name {stem}"


def telling(code):
    """(line number, text) of the lines that say something: no braces, no blanks, no includes."""
    for number, line in enumerate(code.split("\n"), 1):
        line = re.sub(r"\s+", " ", line.strip())
        if re.search(r"\w", line) and not line.startswith(("#include", "break;", "return;")):
            yield number, line


def duplicates():
    """The same ten telling lines in two places of the code."""
    seen = {}
    for name in source.tracked(".c"):
        if name.startswith("tests/"):
            continue
        lines = list(telling(source.blanked(source.text(name))))
        skip_to = 0
        for at in range(len(lines) - TWICE + 1):
            key = tuple(line for _, line in lines[at : at + TWICE])
            place = (name, lines[at][0])
            first = seen.setdefault(key, place)
            if first != place and at >= skip_to:
                skip_to = at + TWICE
                yield f"{name}:{place[1]}: also at {first[0]}:{first[1]}"


def headers():
    """A header has a guard named after its path and says in one sentence what it is for."""
    for name in source.tracked(".h"):
        if not name.startswith((*source.CORE, "repl/")):
            continue
        code = source.text(name)
        guard = "MERIT_" + re.sub(r"\W", "_", name.removeprefix("interp/")).upper()
        full = "MERIT_" + re.sub(r"\W", "_", name).upper()
        if not any(re.search(rf"^#ifndef {g}$", code, re.MULTILINE) for g in (guard, full)):
            yield f"{name}: no guard {full}"
        if not code.startswith("/*"):
            yield f"{name}: does not begin with what it is for"
