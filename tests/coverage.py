#!/usr/bin/env python3
"""Lines and branches that the tests reached: coverage.py build/coverage [FILE...]

A table by folder, what tests/coverage.known gives a reason for, and the lines that nothing
explains; with FILEs, each of their lines that is not reached or whose branches are not all taken.
Fails below the floors, and where a line has no reason. What coverage.known names and the tests
reach after all (on another machine, as another user) is said.
"""

import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
KNOWN = os.path.join(HERE, "coverage.known")
FOLDERS = ("base", "grammar", "interp", "stdlib", "repl")
HELD = ("base", "grammar", "interp")  # the folders with floors, in percent
LINE_FLOOR, BRANCH_FLOOR = 95, 90

# What is not counted as a branch, or not as a line, because no input can take it:
#   the failing side of an assert();
#   the default that gcc gives a `switch` which names every value of an enumeration (-Wswitch sees
#   to that), and the `return` behind it when no case breaks out of it;
#   a call of memory_exhausted() and the condition before it: the program ends there at once,
#   without writing its counts (tests/unit/test_arena.c shows how).
ASSERTION = re.compile(r"\bassert\s*(?=\()")
SWITCH = re.compile(r"\bswitch\s*(?=\((?!\(int\)))")
EXHAUSTED = re.compile(r"\bmemory_exhausted\s*(?=\()")
IF = re.compile(r"\bif\s*(?=\()")
OUTSIDE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


class Source:
    """The text of a file without comments and literals, and where its lines start."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.lines = self.text.split("\n")
        self.bare = OUTSIDE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), self.text)

    def line(self, at):
        return self.bare.count("\n", 0, at) + 1

    def closing(self, at, pair):
        """Where the bracket that opens at or after `at` is closed."""
        depth = 0
        for i in range(self.bare.index(pair[0], at), len(self.bare)):
            depth += (self.bare[i] == pair[0]) - (self.bare[i] == pair[1])
            if depth == 0:
                return i
        return len(self.bare) - 1

    def span(self, at):
        """The lines of what stands in round brackets from `at`."""
        return range(self.line(at), self.line(self.closing(at, "()")) + 1)

    def no_branches(self):
        """Lines whose branches are not counted at all."""
        found = set()
        for match in ASSERTION.finditer(self.bare):
            found.update(self.span(match.end()))
        for call in EXHAUSTED.finditer(self.bare):
            before = [m for m in IF.finditer(self.bare, 0, call.start())]
            if before and ";" not in self.bare[before[-1].start() : call.start()]:
                found.update(self.span(before[-1].end()))
        return found

    def no_lines(self):
        """Lines that are not counted when nothing reached them."""
        return {self.line(call.start()) for call in EXHAUSTED.finditer(self.bare)}

    def complete_switches(self):
        """(line of a switch without a default, line of the return behind it or None)"""
        for match in SWITCH.finditer(self.bare):
            end = self.closing(self.closing(match.end(), "()"), "{}")
            body = self.bare[match.end() : end]
            if re.search(r"\bdefault\s*:", body):
                continue
            after = re.match(r"\}\s*(?=return\b)", self.bare[end:])
            behind = after and not re.search(r"\bbreak\s*;", body)
            yield self.line(match.start()), self.line(end + after.end()) if behind else None


def records(build):
    """gcov's JSON for every object that ran, one file of it at a time."""
    notes = []
    for folder, _, files in os.walk(build):
        notes += [os.path.abspath(os.path.join(folder, f)) for f in files if f.endswith(".gcda")]
    with tempfile.TemporaryDirectory() as scratch:
        for note in notes:
            argv = ["gcov", "--json-format", "--branch-probabilities", "--stdout", note]
            done = subprocess.run(argv, cwd=scratch, check=False, capture_output=True)
            data = gzip.decompress(done.stdout) if done.stdout[:2] == b"\x1f\x8b" else done.stdout
            for line in data.split(b"\n"):
                if line.startswith(b"{"):
                    yield from json.loads(line)["files"]


class File:
    """Counts of one file: lines, branches by (line, index), and which function a line is of."""

    def __init__(self, name):
        self.name, self.source = name, Source(name)
        self.lines, self.branches, self.function = {}, {}, {}

    def add(self, record):
        for line in record["lines"]:
            number = line["line_number"]
            self.lines[number] = self.lines.get(number, 0) + line["count"]
            self.function[number] = line.get("function_name", "-")
            for index, branch in enumerate(line.get("branches", [])):
                key = (number, index)
                self.branches[key] = self.branches.get(key, 0) + branch["count"]

    def leave_out(self):
        """Takes away what is not counted."""
        if not self.name.endswith((".c", ".h")):
            return
        bare = self.source.no_branches()
        self.branches = {k: count for k, count in self.branches.items() if k[0] not in bare}
        gone = self.source.no_lines()
        for line, behind in self.source.complete_switches():
            here = [index for number, index in self.branches if number == line]
            if here and not self.branches[(line, max(here))]:
                del self.branches[(line, max(here))]
            gone.add(behind)
        self.lines = {n: count for n, count in self.lines.items() if count or n not in gone}

    def missed_lines(self):
        return [number for number, count in sorted(self.lines.items()) if not count]

    def missed_branches(self):
        return [key for key, count in sorted(self.branches.items()) if not count]


def collect(build):
    files = {}
    for record in records(build):
        name = re.sub(r"^(\./|/+)", "", record["file"])
        if name.split("/")[0] in FOLDERS:
            if name not in files:
                files[name] = File(name)
            files[name].add(record)
    for file in files.values():
        file.leave_out()
    return dict(sorted(files.items()))


def known():
    """{(file, function): reason}; each line of the list is `file function  reason`."""
    with open(KNOWN, encoding="utf-8") as file:
        rows = [line.split(None, 2) for line in file if line.strip() and line[0] != "#"]
    return {(name, function): reason.strip() for name, function, reason in rows}


def percent(missed, count):
    return 100 * (count - missed) / count if count else 100.0


def table(files):
    """Prints the folders; returns what is below a floor."""
    sums = collections.defaultdict(lambda: [0, 0, 0, 0])
    for name, file in files.items():
        counts = (len(file.lines), len(file.missed_lines()))
        counts += (len(file.branches), len(file.missed_branches()))
        for key in (name.split("/")[0], "all"):
            sums[key] = [a + b for a, b in zip(sums[key], counts)]
    low = []
    print(f"{'folder':<10}{'lines':>8}{'reached':>11}{'branches':>11}{'taken':>11}")
    for name in (*FOLDERS, "all"):
        lines, no_lines, branches, no_branches = sums[name]
        reached, taken = percent(no_lines, lines), percent(no_branches, branches)
        print(f"{name:<10}{lines:>8}{reached:>9.1f} %{branches:>11}{taken:>9.1f} %")
        if name in HELD and (reached < LINE_FLOOR or taken < BRANCH_FLOOR):
            low.append(name)
    return low


def explained(files, reasons):
    """Prints the reasons; returns those for nothing."""
    stale = []
    for (name, function), reason in reasons.items():
        file = files.get(name)
        missed = file and [*file.missed_lines(), *(line for line, _ in file.missed_branches())]
        if file and any(file.function[line] == function for line in missed):
            print(f"{name} {function}: {reason}")
        else:
            stale.append(f"{name} {function}")
    return stale


def unexplained(files, reasons):
    """Prints lines of the folders with floors that have no reason; returns how many."""
    count = 0
    for name, file in files.items():
        missed = [n for n in file.missed_lines() if (name, file.function[n]) not in reasons]
        if missed and name.split("/")[0] in HELD:
            print(f"{name}: {' '.join(map(str, missed))}")
            count += len(missed)
    return count


def detail(file):
    """Each line with something missed: # for a line not reached, else the branches not taken."""
    branches = collections.defaultdict(list)
    for number, index in file.missed_branches():
        branches[number].append(str(index))
    print(f"== {file.name}")
    for number in sorted({*branches, *file.missed_lines()}):
        mark = "#" if not file.lines.get(number, 1) else ",".join(branches[number])
        print(f"{number:>5} {mark:<8} {file.source.lines[number - 1].strip()}")


def main(build, *wanted):
    os.chdir(os.path.dirname(HERE))
    files, reasons = collect(build), known()
    if wanted:
        for name, file in files.items():
            if name.startswith(wanted):
                detail(file)
        return 0
    low = table(files)
    print("\nnot reached, and why (tests/coverage.known):")
    stale = explained(files, reasons)
    print("\nlines not reached, without a reason (tests/coverage.py BUILD FILE shows them):")
    bare = unexplained(files, reasons)
    for name in low:
        print(f"{name}: below {LINE_FLOOR} % of the lines or {BRANCH_FLOOR} % of the branches")
    for name in stale:
        print(f"{name}: reached after all: does it still belong into tests/coverage.known?")
    return 1 if low or bare or not files else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
