#!/usr/bin/env python3
"""The service hall's regulation and its five notices, with exact fractions; reads no rule file.

service_hall.py [--seeds N] [--from SEED] makes up people and logs of three years, and compares
merit with this model for months and years: with nothing closed, closed through various months, and
as known on various days. The sample of the pack comes first. A seed that differs leaves its files
in build/model/hall-SEED.
"""

import csv
import datetime
import difflib
import io
import os
import random
import shutil
import subprocess
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MERIT = os.path.join(ROOT, os.environ.get("BUILD", "build/release"), "merit")
PACK = os.path.join(ROOT, "rules", "service-hall")
DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2018, 1, 1), datetime.date(2020, 12, 31)
MONTHS = [(year, month) for year in (2018, 2019, 2020) for month in range(1, 13)]
SUSPENDED = (datetime.date(2019, 10, 1), datetime.date(2019, 12, 31))

# number: (from, recorded, what becomes of closed periods)
NOTICES = {
    1: (datetime.date(2018, 7, 1), datetime.date(2018, 6, 20), None),
    2: (datetime.date(2018, 11, 1), datetime.date(2019, 2, 12), "adjust"),
    3: (datetime.date(2019, 5, 1), datetime.date(2019, 4, 25), None),
    4: (datetime.date(2019, 10, 1), datetime.date(2019, 9, 20), None),
    5: (datetime.date(2020, 1, 1), datetime.date(2020, 3, 5), "stand"),
}


def month_days(period):
    year, month = period
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(year, month, 1), after - DAY


def year_days(year):
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def half_up(value):
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


class Edition:
    """The rules with the notices in force from these days; others are not known."""

    def __init__(self, starts, hall):
        self.starts, self.hall = starts, hall

    def holds(self, number, day):
        return number in self.starts and day >= self.starts[number]

    def month(self, person, period):
        """attendance, service, monthly, bonus; None: not on the roster."""
        first, last = month_days(period)
        if not self.hall.present(person, first, last):
            return None
        rows = self.hall.events(person, first, last)
        late = Fraction(0)
        service = Fraction(60)
        for day, kind, degree, _ in rows:
            if kind == "late":
                late += 2 if self.holds(1, day) and not self.holds(5, day) else 1
            if kind == "complaint":
                minor = 3 if self.holds(2, day) else 2
                service -= 5 if degree == "serious" else minor
        mistakes = sum(times for _, kind, _, times in rows if kind == "mistake")
        if self.holds(3, first):
            service -= 2 * (mistakes // 3)
        else:
            service -= max(0, mistakes - 2)
        attendance = max(Fraction(0), 40 - min(late, 8 if self.holds(3, first) else 5))
        service = max(Fraction(0), service)
        monthly = attendance + service
        rate = 15 if self.holds(2, last) else 10
        bonus = max(Fraction(0), 500 - (100 - monthly) * rate)
        return {"attendance": attendance, "service": service, "monthly": monthly, "bonus": bonus}

    def year(self, person, year):
        first, last = year_days(year)
        if not self.hall.present(person, first, last):
            return None
        rows = self.hall.events(person, first, last)
        praised = [day for day, kind, _, _ in rows if kind == "praise"]
        if 4 in self.starts:
            praised = [day for day in praised if not SUSPENDED[0] <= day <= SUSPENDED[1]]
        extra = Fraction(min(3, len(praised)))
        months = [self.month(person, period) for period in MONTHS if period[0] == year
                  and month_days(period)[1] <= self.hall.as_of]
        points = [month["monthly"] for month in months if month]
        annual = half_up(sum(points) / len(points) + extra) if points else None
        return {"extra": extra, "annual": annual}


class Hall:
    def __init__(self, roster, log, closed=None, as_of=datetime.date.max):
        self.roster, self.log, self.as_of = roster, log, as_of
        self.closed_of = {}
        starts = {}
        for number, (begins, recorded, _) in NOTICES.items():
            if recorded > as_of:
                continue
            before = recorded.replace(day=1) - DAY
            shut = min(closed, before) if closed else datetime.date.min
            self.closed_of[number] = shut
            starts[number] = shut + DAY if begins <= shut else begins
        self.known = Edition(starts, self)
        self.amended = None
        if 2 in starts and NOTICES[2][0] <= self.closed_of[2]:
            self.amended = Edition({**starts, 2: NOTICES[2][0]}, self)

    def present(self, person, first, last):
        joined, left = self.roster[person]
        return joined <= last and left >= first

    def events(self, person, first, last):
        return [row[1:] for row in self.log
                if row[0] == person and first <= row[1] <= last and row[1] <= self.as_of]

    def adjusted(self, values, periods, value_of):
        """Adds what the second notice makes of closed periods to what a period has by itself."""
        sums = {}
        for period in periods:
            was, now = value_of(self.known, period) or {}, value_of(self.amended, period) or {}
            for name in {**was, **now}:
                difference = (now.get(name) or 0) - (was.get(name) or 0)
                if difference != 0:
                    sums[name] = sums.get(name, 0) + difference
        sums = {name: amount for name, amount in sums.items() if amount != 0}
        if not sums:
            return values
        names = ("attendance", "service", "monthly", "bonus", "extra", "annual")
        values = dict(values or {name: None for name in names})
        for name, amount in sums.items():
            values[name] = (values.get(name) or 0) + amount
        return values

    def month(self, person, period):
        values = self.known.month(person, period)
        first, last = month_days(period)
        if not self.amended or not first <= self.closed_of[2] + DAY <= last:
            return values
        closed = [at for at in MONTHS
                  if month_days(at)[1] >= NOTICES[2][0] and month_days(at)[0] <= self.closed_of[2]]
        return self.adjusted(values, closed, lambda edition, at: edition.month(person, at))

    def year(self, person, year):
        values = self.known.year(person, year)
        if not self.amended or year != (self.closed_of[2] + DAY).year:
            return values
        closed = range(NOTICES[2][0].year, self.closed_of[2].year + 1)
        return self.adjusted(values, closed, lambda edition, at: edition.year(person, at))


# --- tables ---

def shown(value):
    if value is None:
        return ""
    cents = value * 100
    assert cents.denominator == 1
    text = f"{abs(cents.numerator) // 100}.{abs(cents.numerator) % 100:02}".rstrip("0").rstrip(".")
    return "-" + text if cents < 0 else text


def table(hall, period):
    yearly = isinstance(period, int)
    names = ("extra", "annual") if yearly else ("attendance", "service", "monthly", "bonus")
    text = period if yearly else f"{period[0]}-{period[1]:02}"
    lines = ["person,period," + ",".join(names)]
    for person in hall.roster:
        values = hall.year(person, period) if yearly else hall.month(person, period)
        if values:
            lines.append(f"{person},{text}," + ",".join(shown(values[name]) for name in names))
    return "\n".join(lines) + "\n"


def merit(folder, period, options):
    text = str(period) if isinstance(period, int) else f"{period[0]}-{period[1]:02}"
    command = [MERIT, "score", os.path.join(PACK, "main.en.merit"), "--format", "csv"]
    command += ["--period", text]
    command += ["--roster", os.path.join(folder, "roster.csv")]
    command += ["--events", os.path.join(folder, "events.csv"), *options]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return done.stdout.decode(), done.stderr.decode()


# --- data ---

def read(folder):
    with open(os.path.join(folder, "roster.csv"), encoding="utf-8", newline="") as file:
        roster = {row["id"]: (datetime.date.fromisoformat(row["joined"]),
                              datetime.date.fromisoformat(row["left"]) if row["left"]
                              else datetime.date.max) for row in csv.DictReader(file)}
    with open(os.path.join(folder, "events.csv"), encoding="utf-8", newline="") as file:
        log = [(row["person"], datetime.date.fromisoformat(row["date"]), row["kind"], row["degree"],
                int(row["count"] or 1)) for row in csv.DictReader(file)]
    return roster, log


def make(seed, folder):
    dice = random.Random(seed)
    os.makedirs(folder)
    days = (LAST - FIRST).days + 1
    people, rows = [], []
    for number in range(1, 6):
        joined = FIRST if number < 3 else FIRST + DAY * dice.randrange(days)
        left = LAST if number < 2 or dice.random() < 0.5 else joined + DAY * dice.randrange(days)
        people.append((str(number), joined, left))
    for _ in range(dice.randrange(60, 220)):
        person, joined, left = dice.choice(people)
        day = joined + DAY * dice.randrange((min(left, LAST) - joined).days + 1)
        kind = dice.choice(("late", "late", "complaint", "mistake", "praise"))
        degree = dice.choice(("minor", "serious")) if kind == "complaint" else ""
        rows.append((day, kind, person, degree, dice.randrange(1, 5) if kind == "mistake" else ""))
    rows.sort(key=lambda row: row[0])
    for name, header, lines in (
        ("roster.csv", ("id", "joined", "left"),
         [(who, joined, left if left < LAST else "") for who, joined, left in people]),
        ("events.csv", ("date", "kind", "person", "degree", "count"), rows),
    ):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *lines])
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(out.getvalue())
    return dice


# --- comparing ---

def compare(what, folder, closed, as_of, periods):
    """How many periods differ; the first difference is printed."""
    options = []
    if closed:
        options += ["--closed-through", f"{closed[0]}-{closed[1]:02}"]
    if as_of != datetime.date.max:
        options += ["--as-of", as_of.isoformat()]
    hall = Hall(*read(folder), closed and month_days(closed)[1], as_of)
    wrong = 0
    for period in periods:
        want, (out, err) = table(hall, period), merit(folder, period, options)
        if out == want:
            continue
        wrong += 1
        if wrong == 1:
            print(f"FAIL hall: {what}, {period}, {' '.join(options)}\n{err[:1000]}")
            names = {"fromfile": "model", "tofile": "merit", "lineterm": ""}
            lines = difflib.unified_diff(want.splitlines(), out.splitlines(), n=0, **names)
            print("\n".join(list(lines)[:20]))
    return wrong


def check_seed(seed):
    folder = os.path.join(ROOT, "build", "model", f"hall-{seed}")
    shutil.rmtree(folder, ignore_errors=True)
    dice = make(seed, folder)
    closed = dice.choice([None, (2018, 11), (2018, 12), (2019, 1), (2019, 1), (2019, 6), (2020, 2)])
    as_of = dice.choice([datetime.date.max] * 3 + [datetime.date(2019, 2, 11),
                                                  FIRST + DAY * dice.randrange(1096)])
    periods = [*dice.sample(MONTHS, 4), (2018, 11), (2019, 1), (2019, 2), (2020, 3)]
    periods += [2018, 2019, 2020]
    wrong = compare(f"seed {seed}", folder, closed, as_of, periods)
    if not wrong:
        shutil.rmtree(folder)
    return len(periods) - wrong, wrong


def main(words):
    number = {words[i]: int(words[i + 1]) for i in range(0, len(words), 2)}
    sample = os.path.join(PACK, "sample")
    passed = failed = 0
    for closed in (None, (2019, 1), (2020, 2)):
        periods = [*MONTHS, 2018, 2019, 2020]
        wrong = compare("the sample", sample, closed, datetime.date.max, periods)
        passed, failed = passed + 39 - wrong, failed + wrong
    first = number.get("--from", 1)
    for seed in range(first, first + number.get("--seeds", 10)):
        good, wrong = check_seed(seed)
        passed, failed = passed + good, failed + wrong
    print(f"hall        {passed} passed {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
