#!/usr/bin/env python3
"""The job that needs order by other means: python3 expected.py FOLDER OUTPUT.

Reads shuffled.csv and works out in whole tenths of a point what the rules of order.merit come to,
as docs/language.md says. It shares no code with Merit and none with the pack's writer.
"""
import csv
import os
import sys
from collections import defaultdict
from datetime import date
from itertools import groupby

SECTIONS = ["duty", "business", "key", "temporary", "other", "reward"]
BASES = [400, 100, 300, 100, 100, 0]
DUTY, BUSINESS, KEY, REWARD = 0, 1, 2, 5
MONTHS = 12

LATE = {"came_late", "left_early"}
WRONG = {"wrong_folder", "spelling_mistake", "wrong_figure", "wrong_layout"}
LONG = LATE | {"late_report", "meeting_skipped"}
BEHIND = {"past_deadline", "goal_missed", "stage_slipped", "inspection_failed"}


class Posting:
    """What one rule asks of one event: so much an occurrence."""
    __slots__ = ("person", "month", "section", "each", "times", "case", "order")

    def __init__(self, event, person, section, each, rule):
        self.person = person
        self.month = event.month
        self.section = section
        self.each = each
        self.times = event.times
        self.case = event.case
        self.order = (event.day, event.place, rule)


class Event:
    __slots__ = ("day", "place", "person", "kind", "times", "case", "minutes", "month")

    def __init__(self, place, row):
        year, month, day = map(int, row[0].split("-"))
        self.place = place
        self.day = date(year, month, day).toordinal()
        self.month = month - 1
        self.person, self.kind = row[1], row[2]
        self.times = int(row[3])
        self.case = row[5]
        self.minutes = int(row[6]) if row[6] else None


def table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def tenths(text):
    return round(float(text) * 10)


def read_events(folder):
    with open(os.path.join(folder, "shuffled.csv"), encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [Event(place, row) for place, row in enumerate(rows)]


# ---- one rule a kind, and one for joint liability ----------------------------------------------

def postings(folder, events, people):
    """Those that selections may absorb, and those that they leave alone."""
    kinds, rule = {}, 0
    for row in table(folder, "rules.csv"):
        kinds[row["kind"]] = (SECTIONS.index(row["section"]), rule,
                              {role: tenths(row[role]) for role in ("leader", "head", "staff")},
                              tenths(row["joint"]))
        rule += 2
    for event in events:
        if event.kind not in kinds:
            continue
        section, rule, by_role, joint = kinds[event.kind]
        role, leader = people[event.person]
        yield Posting(event, event.person, section, by_role[role], rule)
        if joint != 0 and leader:
            yield Posting(event, leader, section, joint, rule + 1)


def keep_heaviest(bucket, most, key):
    """So many occurrences of the bucket count."""
    for posting in sorted(bucket, key=key):
        posting.times = min(posting.times, most)
        most -= posting.times


def select(asked):
    """The heaviest of a case; then, of what that left, the three heaviest of a month."""
    cases, months = defaultdict(list), defaultdict(list)
    for posting in asked:
        if posting.each >= 0:
            continue
        if posting.case:
            cases[posting.person, posting.case].append(posting)
        months[posting.person, posting.month].append(posting)
    for bucket in cases.values():
        keep_heaviest(bucket, 1, lambda one: (one.each, one.order[2], one.order))
    for bucket in months.values():
        keep_heaviest(bucket, 3, lambda one: (one.each, one.order))


# ---- what needs the order of events -------------------------------------------------------------

def streams(events, kinds):
    """The events of those kinds, person by person, by day and then by the log."""
    chosen = [event for event in events if event.kind in kinds]
    chosen.sort(key=lambda event: (event.person, event.day, event.place))
    for _, stream in groupby(chosen, lambda event: event.person):
        yield list(stream)


def run_of_three(stream):
    length = 0
    for event in stream:
        length = length + event.times if event.minutes and event.minutes > 10 else 0
        yield event, length // 3
        length %= 3


def by_number(stream):
    """In steps: 1 for the second and the third occurrence, 2 for each after."""
    count = 0
    for event in stream:
        numbers = range(count + 1, count + event.times + 1)
        count += event.times
        yield event, sum(0 if number == 1 else 1 if number <= 3 else 2 for number in numbers)


def every_third(stream):
    for _, month in groupby(stream, lambda event: event.month):
        count = 0
        for event in month:
            yield event, (count + event.times) // 3 - count // 3
            count += event.times


def reaching(stream, limit, days, amount):
    """1 where the window that ends with the event comes to the limit."""
    before, first = 0, 0
    for event in stream:
        while stream[first].day <= event.day - days:
            before -= amount(stream[first])
            first += 1
        after = before + amount(event)
        yield event, int(before < limit <= after)
        before = after


def ordered(events, cells):
    def minutes(event):
        return (event.minutes or 0) * event.times

    def times(event):
        return event.times

    for kinds, fire, section, each in (
            (LATE, run_of_three, DUTY, 10),
            ({"absent_without_leave"}, by_number, DUTY, 10),
            (WRONG, every_third, BUSINESS, 5),
            (LONG, lambda stream: reaching(stream, 60, 30, minutes), DUTY, 30),
            (BEHIND, lambda stream: reaching(stream, 3, 90, times), KEY, 20)):
        for stream in streams(events, kinds):
            for event, firings in fire(stream):
                cells[event.person, event.month, section] -= firings * each


# ---- the table ----------------------------------------------------------------------------------

def decimal(tenth_points):
    sign, size = "-" if tenth_points < 0 else "", abs(tenth_points)
    return f"{sign}{size // 10}.{size % 10}" if size % 10 else f"{sign}{size // 10}"


def write(file, people, cells, missed):
    print("person,period,duty,business,key,temporary,other,reward,total,pay", file=file)
    for person in sorted(people):
        for month in range(MONTHS):
            third = month >= 2 and all((person, one) in missed
                                       for one in (month - 2, month - 1, month))
            values = [base + cells[person, month, section] - (20 if third and section == KEY else 0)
                      for section, base in enumerate(BASES)]
            values[:REWARD] = map(min, values, BASES[:REWARD])
            total = sum(values)
            values += [total, 6000 + 20 * (total - 1000)]
            print(f"{person},2018-{month + 1:02},{','.join(map(decimal, values))}", file=file)


def main(folder, output):
    people = {row["id"]: (row["role"], row["leader_id"]) for row in table(folder, "people.csv")}
    events = read_events(folder)
    asked = list(postings(folder, events, people))
    select(asked)
    cells = defaultdict(int)
    for posting in asked:
        cells[posting.person, posting.month, posting.section] += posting.each * posting.times
    ordered(events, cells)
    missed = {(event.person, event.month) for event in events if event.kind == "commitment_missed"}
    with open(output, "w", encoding="utf-8") as file:
        write(file, people, cells, missed)


if __name__ == "__main__":
    main(*sys.argv[1:])
