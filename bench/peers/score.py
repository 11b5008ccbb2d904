"""The job with Python's csv module: python3 score.py FOLDER OUTPUT."""
import csv
import sys

NAMES = ["duty", "business", "key", "temporary", "other", "reward"]
BASES = [400, 100, 300, 100, 100, 0]  # tenths of a point
CAPPED = range(5)
KEY = NAMES.index("key")


def rows(folder, name):
    reader = csv.reader(open(f"{folder}/{name}", encoding="utf-8", newline=""))
    next(reader)
    return reader


def tenths(text):
    return round(float(text) * 10)


def read_rules(folder):
    rules = {}
    for kind, section, leader, head, staff, joint in rows(folder, "rules.csv"):
        by_role = {"leader": tenths(leader), "head": tenths(head), "staff": tenths(staff)}
        rules[kind] = NAMES.index(section), by_role, tenths(joint)
    return rules


def read_events(folder, rules, roles, leaders):
    cells = {person: [0] * 72 for person in roles}
    missed = {}
    for date, person, kind, count, _ in rows(folder, "events.csv"):
        rule = rules.get(kind)
        if rule is None:
            continue
        section, by_role, joint = rule
        month = int(date[5:7]) - 1
        times = int(count)
        at = month * 6 + section
        cells[person][at] += times * by_role[roles[person]]
        if joint and leaders[person]:
            cells[leaders[person]][at] += times * joint
        if kind == "commitment_missed":
            missed.setdefault(person, set()).add(month)
    return cells, missed


def write_person(out, person, cells, missed):
    for month in range(12):
        scores = [base + change for base, change in zip(BASES, cells[month * 6:month * 6 + 6])]
        if missed and {month - 2, month - 1, month} <= missed:
            scores[KEY] -= 20
        for section in CAPPED:
            if scores[section] > BASES[section]:
                scores[section] = BASES[section]
        total = sum(scores)
        out.write("%s,2018-%02d,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%.2f\n" % (
            person, month + 1, *(score / 10 for score in scores),
            total / 10, 600 + 2 * (total - 1000)))


def main(folder, output):
    roles, leaders = {}, {}
    for person, _, role, _, leader in rows(folder, "people.csv"):
        roles[person], leaders[person] = role, leader
    cells, missed = read_events(folder, read_rules(folder), roles, leaders)
    with open(output, "w", encoding="utf-8", newline="") as out:
        out.write("person,month," + ",".join(NAMES) + ",total,pay\n")
        for person in sorted(roles):
            write_person(out, person, cells[person], missed.get(person))


main(*sys.argv[1:])
