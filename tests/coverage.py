#!/usr/bin/env python3
"""Lines and branches that the tests reached, file by file: coverage.py build/coverage."""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

CORE = ("base/", "grammar/", "interp/", "stdlib/", "repl/")


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


def collect(build):
    """{file: ({line: count}, {(line, index): count})}"""
    files = {}
    for record in records(build):
        name = re.sub(r"^(\./|/+)", "", record["file"])
        if not name.startswith(CORE):
            continue
        lines, branches = files.setdefault(name, ({}, {}))
        for line in record["lines"]:
            number = line["line_number"]
            lines[number] = lines.get(number, 0) + line["count"]
            for index, branch in enumerate(line.get("branches", [])):
                key = (number, index)
                branches[key] = branches.get(key, 0) + branch["count"]
    return files


def percent(counts):
    reached = sum(1 for count in counts.values() if count)
    return f"{100 * reached / len(counts):6.1f} %" if counts else "       -"


def main(build):
    files = collect(build)
    all_lines, all_branches = {}, {}
    print(f"{'file':<40}{'lines':>8}{'reached':>10}{'branches':>11}   first lines not reached")
    for name, (lines, branches) in sorted(files.items()):
        missed = [str(number) for number, count in sorted(lines.items()) if not count]
        shown = " ".join(missed[:8]) + (" ..." if len(missed) > 8 else "")
        print(f"{name:<40}{len(lines):>8}  {percent(lines)}   {percent(branches)}   {shown}")
        all_lines.update({(name, key): count for key, count in lines.items()})
        all_branches.update({(name, key): count for key, count in branches.items()})
    print(f"{'all':<40}{len(all_lines):>8}  {percent(all_lines)}   {percent(all_branches)}")
    return 0 if files else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
