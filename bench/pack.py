#!/usr/bin/env python3
"""Writes the benchmark's rules.csv as a Merit rule pack: python3 pack.py FOLDER PACK.

FOLDER holds rules.csv, and in unscored.csv the kinds that have no rule but are in the log. PACK is
the folder that gets main.merit. Each scored kind is one rule, each with joint liability one more.
"""
import csv
import os
import sys
from decimal import Decimal

SECTIONS = [("duty", 40), ("business", 10), ("key", 30), ("temporary", 10), ("other", 10)]

HEAD = """regulation 《Monthly scores from an event log》 from 2017-01-01 end

subject person
  role: one of leader, head, staff
  post: text
  leader_id: person optional
end

every event
  count: occurrences default 1
end
"""

SCORES = """rule third_missed "Commitments missed in three months running"
  when fewest_missed at least 1 times
  deduct 2 points from key
end

score missed each month
  = count of commitment_missed
end

score fewest_missed "In the month of three that had the fewest"
  each month
  = lowest of (missed in last 3 months)
end

score total each month
  = total of all sections
end

score pay each month
  = 600 yuan + (total - 100 points) * 20 yuan/point
end
"""


def quantity(points):
    return f"{abs(points).normalize():f} points"


def amount(by_role):
    """One figure, or a choice by role where the roles differ."""
    leader, head, staff = by_role
    if leader == head == staff:
        return quantity(staff)
    otherwise = quantity(staff)
    if head != staff:
        otherwise = f"if role is head then {quantity(head)} else {otherwise}"
    return f"if role is leader then {quantity(leader)} else {otherwise}"


def effect(section, by_role):
    if min(by_role) < 0 < max(by_role):
        raise ValueError("a kind rewards one role and punishes another")
    if max(by_role) > 0:
        return f"add {amount(by_role)} to {section}"
    return f"deduct {amount(by_role)} from {section}"


def rules_of(row):
    kind, section = row["kind"], row["section"]
    points = [Decimal(row[role]) for role in ("leader", "head", "staff")]
    joint = Decimal(row["joint"])
    yield f"rule {kind}_rule\n  when {kind}\n  {effect(section, points)}\nend\n"
    if joint != 0:
        yield (f"rule {kind}_joint \"Joint liability\"\n  when {kind}\n  charge leader_id\n"
               f"  {effect(section, [joint] * 3)}\nend\n")


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def pack(folder):
    rows = list(read(folder, "rules.csv"))
    kinds = rows + list(read(folder, "unscored.csv"))
    yield HEAD
    yield "\n".join(f"event {row['kind']} end" for row in kinds) + "\n"
    for name, points in SECTIONS:
        yield f"section {name} each month base {points} points cap {points} points end"
    yield "section reward each month base 0 points end\n"
    for row in rows:
        yield from rules_of(row)
    yield SCORES


def main(folder, target):
    os.makedirs(target, exist_ok=True)
    with open(os.path.join(target, "main.merit"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(pack(folder)))


if __name__ == "__main__":
    main(*sys.argv[1:])
