#!/usr/bin/env python3
"""The benchmark's log for the job that needs order: python3 log.py FOLDER.

Reads events.csv of the folder and writes two logs: shuffled.csv has the same events in no order,
with two more columns; unmatched.csv has as many more events of kinds that no rule is about, and
cases of their own. Half of the events belong to a case, of which a person has one a month; two in
three have minutes.
"""
import csv
import os
import random
import sys


def with_case(line, draw, mark=""):
    date, person, _ = line.split(",", 2)
    case = f"{mark}{person}/{date[5:7]}" if draw.random() < 0.5 else ""
    minutes = str(1 + int(draw.random() * 40)) if draw.random() < 2 / 3 else ""
    return f"{line},{case},{minutes}"


def shuffled(lines, draw):
    """By a number drawn for each, so that every version of Python gives the same order."""
    keyed = [(draw.random(), number) for number in range(len(lines))]
    return [lines[number] for _, number in sorted(keyed)]


def main(folder):
    draw = random.Random(2018)
    with open(os.path.join(folder, "events.csv"), encoding="utf-8") as file:
        head, *lines = file.read().splitlines()
    with open(os.path.join(folder, "unscored.csv"), encoding="utf-8", newline="") as file:
        unscored = [row["kind"] for row in csv.DictReader(file)]
    with open(os.path.join(folder, "shuffled.csv"), "w", encoding="utf-8") as file:
        print(f"{head},case,minutes", file=file)
        for line in shuffled(lines, draw):
            print(with_case(line, draw), file=file)
    with open(os.path.join(folder, "unmatched.csv"), "w", encoding="utf-8") as file:
        print(f"{head},case,minutes", file=file)
        for line in lines:
            date, person, _, rest = line.split(",", 3)
            kind = unscored[int(draw.random() * len(unscored))]
            print(with_case(f"{date},{person},{kind},{rest}", draw, "U"), file=file)


if __name__ == "__main__":
    main(*sys.argv[1:])
