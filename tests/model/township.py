#!/usr/bin/env python3
"""The township's regulation once more, independently of Merit: roster and events in, scores out.

Exact fractions, plain loops, nothing shared with the rule pack: the two can only agree by both
being
right. `township.py FOLDER` compares its results with FOLDER/expected/*.csv.
"""

import calendar
import csv
import datetime
import os
import sys
from fractions import Fraction

SECTIONS = ("duty", "business", "other_duty", "key_work", "ad_hoc")
BASE = {"duty": 40, "business": 10, "other_duty": 10, "key_work": 30, "ad_hoc": 10}
HIGHER = ("county", "city", "province")
OFFICE = ("incoming_document", "outgoing_document", "correspondence", "minutes", "logistics")
MONTH_HEADER = ("person", "period", *SECTIONS, "monthly", "bonus")
YEAR_HEADER = ("person", "period", "reward", "annual", "place", "verdict")


def day_or(text, otherwise):
    return datetime.date.fromisoformat(text) if text else otherwise


class Township:
    """A roster of dated rows and a log in its order."""

    def __init__(self, roster, events):
        self.rows = {}
        for row in roster:
            first = day_or(row["joined"], datetime.date.min)
            last = day_or(row["left"], datetime.date.max)
            self.rows.setdefault(row["id"], []).append((first, last, row))
        for rows in self.rows.values():
            rows.sort(key=lambda r: r[0])
        self.events = []
        for event in events:
            if event.get("excused") != "yes":
                event = dict(event, day=datetime.date.fromisoformat(event["date"]))
                event["times"] = int(event.get("count") or 1)
                self.events.append(event)
        self.events.sort(key=lambda e: e["day"])  # stable: within a day the log's order stays
        self.postings = []  # (person, day, section, points)
        self.barred = []  # (person, day)
        self.missed_in_row = {}
        for event in self.events:
            self.apply(event)

    def at(self, person, day):
        """The roster row in force for a person on a day, or None."""
        for first, last, row in self.rows.get(person, ()):
            if first <= day <= last:
                return row
        return None

    def present(self, person, first, last):
        """The last day of [first, last] on the roster, or None."""
        days = [
            min(until, last)
            for since, until, _ in self.rows[person]
            if since <= last and until >= first
        ]
        return max(days) if days else None

    def leaders(self, person, day):
        found, row = [], self.at(person, day)
        while row and row["leader"]:
            found.append(row["leader"])
            row = self.at(row["leader"], day)
        return found

    def role(self, person, day):
        row = self.at(person, day)
        return row["role"] if row else None

    def post(self, person, event, section, points):
        if self.at(person, event["day"]):
            self.postings.append((person, event["day"], section, points * event["times"]))

    def apply(self, event):
        person, day, kind = event["person"], event["day"], event["kind"]
        own = self.at(person, day)
        single = {
            "overdue_task": ("duty", -2),
            "late_report": ("duty", -1),
            "key_task_missed": ("key_work", -2),
            "ad_hoc_missed": ("ad_hoc", -1),
            "office_rule": ("other_duty", -1),
        }
        if kind in single:
            self.post(person, event, *single[kind])
        elif kind == "review_unfinished" and own["role"] == "staff":
            self.post(person, event, "key_work", -1)
        elif kind == "refusal" and own["role"] == "staff":
            self.post(person, event, "duty", -2)
        elif kind in OFFICE and own["post"] == "office":
            self.post(person, event, "business", -1)
        elif kind == "village_task" and own["post"] == "village":
            self.post(person, event, "business", -1)
        elif kind == "commitment" and own["in_leadership"] == "yes":
            self.commitment(person, event)
        elif kind in ("violation", "disharmony"):
            self.fault(person, event, own)
        elif kind == "commendation":
            higher = event["level"] in HIGHER
            self.post(person, event, "reward", 3 if higher else 1)
            if higher:
                self.post(person, event, "duty", 2)
        elif kind == "criticism":
            self.post(person, event, "reward", -3 if event["level"] in HIGHER else -1)
        elif kind in ("major_fault", "sanction"):
            self.barred.append((person, day))

    def commitment(self, person, event):
        for _ in range(event["times"]):
            one = dict(event, times=1)
            if event["result"] != "missed":
                self.missed_in_row[person] = 0
                continue
            self.post(person, one, "duty", -1)
            self.missed_in_row[person] = self.missed_in_row.get(person, 0) + 1
            if self.missed_in_row[person] == 3:
                self.post(person, one, "duty", -2)
                self.missed_in_row[person] = 0

    def fault(self, person, event, own):
        day = event["day"]
        if own["role"] in ("staff", "station_head"):
            self.post(person, event, "duty", -2)
        if own["role"] == "staff" and self.role(own["leader"], day) == "station_head":
            self.post(own["leader"], event, "duty", -2)
        if event["kind"] == "violation":
            for leader in self.leaders(person, day):
                if self.role(leader, day) == "section_cadre":
                    self.post(leader, event, "duty", -2)

    # --- scores ---

    def section(self, person, section, first, last, base):
        return base + sum(
            points
            for who, day, where, points in self.postings
            if who == person and where == section and first <= day <= last
        )

    def is_barred(self, person, first, last):
        return any(who == person and first <= day <= last for who, day in self.barred)

    def month(self, year, month):
        """The rows of a month: [person, period, sections..., monthly, bonus]."""
        first = datetime.date(year, month, 1)
        last = datetime.date(year, month, calendar.monthrange(year, month)[1])
        rows = []
        for person in sorted(self.rows):
            if self.present(person, first, last):
                values = [self.section(person, name, first, last, BASE[name]) for name in SECTIONS]
                monthly = sum(values)
                bonus = min(600, max(0, 600 - (100 - monthly) * 20))
                if self.is_barred(person, first, last):
                    bonus = min(bonus, 0)
                rows.append([person, f"{year}-{month:02}", *values, monthly, bonus])
        return rows

    def year(self, year):
        """The rows of a year: [person, period, reward, annual, place, verdict]."""
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        monthly = {}
        for month in range(1, 13):
            for row in self.month(year, month):
                monthly.setdefault(row[0], []).append(row[-2])
        rows, groups = {}, {}
        for person in sorted(self.rows):
            there = self.present(person, first, last)
            if there is None:
                continue
            reward = min(20, max(-20, self.section(person, "reward", first, last, 0)))
            if self.is_barred(person, first, last):
                reward = min(reward, 0)
            annual = self.annual(person, year, monthly[person], reward)
            rows[person] = [person, str(year), reward, annual, None, None]
            if annual is not None:
                groups.setdefault(self.role(person, there), []).append(rows[person])
        for group in groups.values():
            self.rank(group)
        return list(rows.values())

    def annual(self, person, year, months, reward):
        parts = [Fraction(2, 5) * Fraction(sum(months), len(months)), Fraction(reward)]
        for kind in ("survey", "leader_rating"):
            votes = [
                (Fraction(e["points"]), e["times"])
                for e in self.events
                if e["person"] == person and e["kind"] == kind and e["day"].year == year
            ]
            if not votes:
                return None
            total = sum(points * times for points, times in votes)
            parts.append(Fraction(3, 10) * total / sum(times for _, times in votes))
        cents = sum(parts) * 100 + Fraction(1, 2)
        return Fraction(cents.numerator // cents.denominator, 100)

    @staticmethod
    def rank(group):
        slots = len(group) * 15 // 100
        for row in group:
            row[4] = 1 + sum(other[3] > row[3] for other in group)
        for row in group:
            tied = sum(other[3] == row[3] for other in group)
            top = row[4] + tied - 1 <= slots and row[3] >= 90
            row[5] = "excellent" if top else "competent" if row[3] >= 60 else "unsatisfactory"


def text(value):
    """As Merit writes: exact decimals without trailing zeros, nothing for what is not assessed."""
    if value is None:
        return ""
    if not isinstance(value, Fraction):
        return str(value)
    sign, cents = ("-" if value < 0 else ""), abs(value) * 100
    assert cents.denominator == 1
    whole, part = divmod(cents.numerator, 100)
    return sign + f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else f"{sign}{whole}"


def table(township, period):
    """The CSV of `merit score` for a month (2018-10) or a year (2018)."""
    if "-" in period:
        header, rows = MONTH_HEADER, township.month(*map(int, period.split("-")))
    else:
        header, rows = YEAR_HEADER, township.year(int(period))
    return "".join(",".join(map(text, row)) + "\n" for row in [header, *rows])


def load(roster, events):
    rows = []
    for path in events:
        with open(path, encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    with open(roster, encoding="utf-8", newline="") as file:
        return Township(list(csv.DictReader(file)), rows)


def main(pack):
    sample = os.path.join(pack, "sample")
    logs = sorted(
        name for name in os.listdir(sample) if name.endswith(".csv") and name != "roster.csv"
    )
    township = load(
        os.path.join(sample, "roster.csv"), [os.path.join(sample, name) for name in logs]
    )
    wrong = 0
    for name in sorted(os.listdir(os.path.join(pack, "expected"))):
        with open(os.path.join(pack, "expected", name), encoding="utf-8", newline="") as file:
            same = file.read() == table(township, name[: -len(".csv")])
        wrong += not same
        print(f"{name}: {'equal' if same else 'DIFFERENT'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
