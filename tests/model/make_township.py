#!/usr/bin/env python3
"""Makes up a township from a seed: make_township.py SEED FOLDER writes roster, events and ballots.

The people change role, post and leader, leave, come back and join; events are excused, counted,
out of order and spread over files and years; ballots are few and coarse, so that scores tie. Files
differ in the language of their header, the order of their columns and their further columns.
"""

import csv
import datetime
import os
import random
import sys

KINDS = {
    "commitment": 14, "late_report": 10, "overdue_task": 8, "review_unfinished": 4,
    "village_task": 4,
    "office_rule": 4, "ad_hoc_missed": 4, "commendation": 5, "criticism": 4, "violation": 5,
    "disharmony": 4, "refusal": 3, "incoming_document": 2, "outgoing_document": 2, "minutes": 2,
    "logistics": 2, "correspondence": 2, "key_task_missed": 3, "major_fault": 1, "sanction": 1,
}  # fmt: skip
LEVELS = ("township", "county", "city", "province")
ROSTER = ("id", "name", "role", "unit", "post", "leader", "in_leadership", "joined", "left")
EVENTS = ("id", "date", "recorded", "person", "kind", "result", "level", "excused", "count", "note")
BALLOTS = ("id", "date", "person", "kind", "points")
CHINESE = {
    "role": "角色", "unit": "单位", "post": "岗位", "leader": "领导", "in_leadership": "班子成员",
    "person": "人员", "result": "结果", "level": "级别", "excused": "容错", "count": "次数",
    "points": "分值",
    "section_cadre": "科级干部", "station_head": "站所负责人", "staff": "一般工作人员",
    "office": "党政办", "village": "驻村", "other": "其他岗位", "yes": "是", "no": "否",
    "kept": "兑现", "missed": "未兑现", "township": "乡镇", "county": "县级", "city": "市级",
    "province": "省级", "late_report": "报表迟报", "commitment": "承诺", "survey": "民主测评",
}  # fmt: skip
NOTES = ("", "", "已核实", "数据有误,退回", '说"已报"', "第一行\n第二行", "“一岗双责”", "𠮷 · 㐀")


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.first = self.random.choice((2018, 2018, 2019, 2023, 2030))
        self.years = list(range(self.first, self.first + self.random.choice((1, 2, 2, 3))))
        self.rows = []  # dicts of the roster
        self.spans = {}  # id: [(first day, last day)]

    def day(self, first, last):
        return first + datetime.timedelta(days=self.random.randrange((last - first).days + 1))

    def some_day(self):
        return self.day(datetime.date(self.years[0], 1, 1), datetime.date(self.years[-1], 12, 31))

    # --- roster ---

    def add(self, person, role, leader, first=None, last=None):
        pick = self.random.choice
        row = {
            "id": person,
            "name": pick("王李张刘陈") + pick(("伟", "芳", "娜", "秀英", "敏", "静")),
            "role": role,
            "unit": pick(("财政所", "农业站", "综治办")),
            "post": pick(("office", "village", "other")) if role == "staff" else "other",
            "leader": leader or "",
            "in_leadership": "yes"
            if role == "section_cadre" and self.random.random() < 0.8
            else pick(("no", "")),
            "joined": first.isoformat() if first else "",
            "left": last.isoformat() if last else "",
        }
        self.rows.append(row)
        self.spans.setdefault(person, []).append((first, last))

    def person(self, number, role, leaders, next_leaders):
        """One to three rows: a change of attributes, a gap, a late start, an early end."""
        person = f"{number:04}"
        day = datetime.timedelta(days=1)
        fate, cut = self.random.random(), self.some_day()
        pick = lambda among: self.random.choice(among) if among else None
        if fate < 0.55:
            self.add(person, role, pick(leaders))
        elif fate < 0.65:
            self.add(person, role, pick(leaders), first=cut)
        elif fate < 0.75:
            self.add(person, role, pick(leaders), last=cut)
        elif fate < 0.82:  # away for a while, then back
            self.add(person, role, pick(leaders), last=cut)
            self.add(person, role, pick(leaders), first=cut + day * self.random.randrange(2, 90))
        elif role == "section_cadre" or fate < 0.92:  # other attributes, the same role
            self.add(person, role, pick(leaders), last=cut)
            self.add(person, role, pick(leaders), first=cut + day)
        else:  # promoted
            higher = "station_head" if role == "staff" else "section_cadre"
            self.add(person, role, pick(leaders), last=cut)
            self.add(person, higher, pick(next_leaders), first=cut + day)

    def roster(self):
        counts = [
            self.random.randrange(2, 9),
            self.random.randrange(2, 16),
            self.random.randrange(4, 40),
        ]
        numbers = self.random.sample(range(1, 9999), sum(counts))
        cadres, heads = numbers[: counts[0]], numbers[counts[0] : counts[0] + counts[1]]
        names = lambda group: [f"{number:04}" for number in group]
        for number in cadres:
            self.person(number, "section_cadre", [], [])
        for number in heads:
            self.person(number, "station_head", names(cadres), [])
        for number in numbers[counts[0] + counts[1] :]:
            self.person(number, "staff", names(heads + heads + cadres[:1]), names(cadres))
        self.random.shuffle(self.rows)

    def on_roster(self, person, first, last):
        """A day of [first, last] on which the person is on the roster, or None."""
        parts = [(max(a or first, first), min(b or last, last)) for a, b in self.spans[person]]
        parts = [part for part in parts if part[0] <= part[1]]
        if not parts:
            return None
        edge = self.random.random()
        part = self.random.choice(parts)
        return part[0] if edge < 0.03 else part[1] if edge < 0.06 else self.day(*part)

    # --- events ---

    def event(self, person, day, kind):
        pick, chance = self.random.choice, self.random.random
        return {
            "date": day.isoformat(),
            "recorded": (day + datetime.timedelta(days=self.random.randrange(6))).isoformat(),
            "person": person,
            "kind": kind,
            "result": pick(("kept", "missed", "missed")) if kind == "commitment" else "",
            "level": pick(LEVELS) if kind in ("commendation", "criticism") else "",
            "excused": "yes" if chance() < 0.07 else pick(("", "", "no")),
            "count": str(self.random.randrange(1, 5)) if chance() < 0.12 else "",
            "note": pick(NOTES),
        }

    def events(self, year):
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        busy = self.random.choices(list(self.spans), k=max(3, len(self.spans) // 3))
        leaders = [row["id"] for row in self.rows if row["in_leadership"] == "yes"] or busy
        found = []
        for _ in range(self.random.randrange(20, 40 + 12 * len(self.spans))):
            kind = self.random.choices(list(KINDS), weights=KINDS.values())[0]
            person = self.random.choice(
                leaders if kind == "commitment" else busy + list(self.spans)
            )
            day = self.on_roster(person, first, last)
            if day:
                found.append(self.event(person, day, kind))
        for kind in ("commendation", "criticism", "late_report"):  # someone far beyond the limits
            star = self.random.choice(list(self.spans))
            for _ in range(self.random.choice((0, 9, 25))):
                day = self.on_roster(star, first, last)
                if day:
                    found.append(self.event(star, day, kind))
        if self.random.random() < 0.7:
            found.sort(key=lambda event: event["date"])
        return found

    def ballots(self, year):
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        choices = self.random.choice(
            ((90, 92), (88, 90.5, 92.25), (40, 60, 95), (99.99, 89.95, 70.01), (0, 100, 59.5))
        )
        found = []
        for person in self.spans:
            if self.random.random() < 0.08:
                continue
            for kind in ("survey", "leader_rating"):
                for _ in range(
                    0 if self.random.random() < 0.04 else self.random.choice((1, 1, 2, 3, 7))
                ):
                    day = self.on_roster(person, first, last)
                    if day:
                        points = str(self.random.choice(choices))
                        found.append(
                            {
                                "date": day.isoformat(),
                                "person": person,
                                "kind": kind,
                                "points": points,
                            }
                        )
        return found

    # --- files ---

    def write(self, path, header, rows):
        """The same rows in one of many shapes."""
        header = list(header) + self.random.choice(([], ["remark", "登记人"]))
        if self.random.random() < 0.5:
            self.random.shuffle(header)
        chinese = self.random.random() < 0.4
        shown = lambda word: CHINESE.get(word, word) if chinese else word
        with open(path, "w", encoding="utf-8", newline="") as file:
            if self.random.random() < 0.3:
                file.write("\ufeff")
            out = csv.writer(file, lineterminator=self.random.choice(("\n", "\r\n")))
            out.writerow([shown(name) for name in header])
            for row in rows:
                out.writerow([shown(row.get(name, "")) for name in header])

    def write_all(self, folder):
        """Writes the files and returns (roster, event files, years)."""
        self.roster()
        path = lambda name: os.path.join(folder, name)
        self.write(path("roster.csv"), ROSTER, self.rows)
        files = []
        for year in self.years:
            events, ballots = self.events(year), self.ballots(year)
            for letter, rows in (("E", events), ("B", ballots)):
                for number, row in enumerate(rows, 1):
                    row["id"] = f"{letter}{year}-{number:05}"
            cut = (
                self.random.randrange(len(events) + 1)
                if self.random.random() < 0.3
                else len(events)
            )
            parts = [
                ("events", EVENTS, events[:cut]),
                ("more", EVENTS, events[cut:]),
                ("ballots", BALLOTS, ballots),
            ]
            for name, header, rows in parts:
                if rows or name != "more":
                    files.append(path(f"{name}-{year}.csv"))
                    self.write(files[-1], header, rows)
        return path("roster.csv"), files, self.years


def make(seed, folder):
    os.makedirs(folder, exist_ok=True)
    return Maker(seed).write_all(folder)


if __name__ == "__main__":
    print(make(int(sys.argv[1]), sys.argv[2]))
