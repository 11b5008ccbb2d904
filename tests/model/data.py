"""Random rosters and logs for a pack, and their CSV files in either language."""

import io

import expressions
import times
import words
from meaning import whole
from show_expr import decimal

FIRST = times.day("2018-01-01")


# How long a log is, by the shortest period of the calendar that its pack adds up by.
SPANS = {"week": (12, 20, 30, 45, 80), "month": (20, 32, 50, 70, 100, 200), "half": (100, 200, 400)}


def span(random, unit):
    """The days of a log: some periods, across New Year and 29 February too."""
    first = FIRST + random.randint(0, 1000)
    return first, first + random.choice(SPANS.get(unit, (70, 150, 300)))


def roster(random, pack, days):
    """{kind: rows}: attributes that change, people who come, go and come back."""
    found, anchors = {}, {}
    most = {"person": random.randint(2, 6), "team": random.randint(1, 3), "race": 2}
    ids = {kind.name: names(random, kind.name, most[kind.name]) for kind in pack.kinds}
    for kind in pack.kinds:
        rows = found[kind.name] = []
        for name in ids[kind.name]:
            for since, until in stays(random, kind, days):
                row = {"id": name, "joined": since, "left": until}
                for field in kind.fields:
                    row[field.name] = value(random, field, ids, days)
                    if hasattr(field, "anchor"):
                        row[field.name] = anchors.setdefault(
                            name, random.randint(-900, 0) + days[0]
                        )
                if "boss" in row:
                    row["boss"] = random.choice([None, *ids["person"][: ids["person"].index(name)]])
                rows.append(row)
    return found


def names(random, kind, count):
    style = random.randint(0, 2)
    if kind != "person":
        return [{"team": "TUV", "race": "XYZ"}[kind][i] for i in range(count)]
    if style == 0:
        return ["ABCDEFGH"[i] for i in range(count)]
    if style == 1:
        return [f"{n:04}" for n in sorted(random.sample(range(1, 40), count))]
    return ["甲乙丙丁戊己庚辛"[i] for i in range(count)]


def stays(random, kind, days):
    """The spans of one subject's rows; None is open."""
    if not kind.span or random.random() < 0.5:
        return [(None, None)]
    first, second = sorted(random.sample(range(days[0] - 10, days[1] + 10), 2))
    choice = random.randint(0, 4)
    if choice == 0:
        return [(first, None)]
    if choice == 1:
        return [(None, second)]
    if choice == 2:
        return [(first, second)]
    gap = random.choice((1, 1, 9, 40))
    return [(None, first), (first + gap, None)]


def value(random, field, ids, days):
    """A value of a field; None where it may be empty."""
    if (field.optional or field.default is not None) and random.random() < 0.3:
        return None
    kind = field.type
    if kind == "enum":
        return random.choice(field.of)
    if kind == "bool":
        return random.random() < 0.4
    if kind == "subject":
        return random.choice(ids[field.of])
    if kind == "date":
        return random.randint(days[0] - 100, days[1] + 100)
    if kind == "text":
        return random.choice("xy")
    if kind == "occurrences":
        return random.choice((1, 1, 1, 2, 3))
    if kind in ("number", "points", "yuan") and random.random() < 0.2:
        return random.choice(expressions.DECIMALS[:4])
    if kind == "percent":
        return whole(expressions.Fraction(random.randint(0, 20), 20))
    return random.randint(0, min(20, field.high or 20))


def log(random, pack, roster_, days, most):
    """Events of those who are on the roster, in the order of the log: not always that of dates."""
    kinds = {kind.name: kind for kind in pack.kinds}
    ids = {kind: sorted({row["id"] for row in rows}) for kind, rows in roster_.items()}
    found, decisive = [], decided_kinds(pack)
    busy = random.sample(range(days[0], days[1] + 1), random.randint(1, min(20, days[1] - days[0])))
    for _ in range(random.randint(0, most)):
        event = random.choice(pack.events)
        declared = [*event.fields, *pack.every]
        own = next((f for f in declared if f.type == "subject"), None)
        column, kind = (own.name, own.of) if own else (pack.kinds[0].name, pack.kinds[0].name)
        subject, day = random.choice(ids[kind]), random.choice(busy)
        if not present(roster_[kind], subject, day, kinds[kind]):
            continue
        fields = {field.name: value(random, field, ids, days) for field in declared}
        fields[column] = subject
        if event.name in decisive:
            fields["decided"] = decision(random, pack)
        found.append({"date": day, "kind": event.name, "fields": fields})
    if random.random() < 0.7:
        found.sort(key=lambda event: event["date"])
    return found


def decided_kinds(pack):
    """Of which the events carry a decision: some rule on them, of whatever version, takes it."""
    rules = [rule for rule in pack.rules if any(map(takes_decision, rule.all_effects()))]
    any_event = any(rule.trigger[0] == "any" for rule in rules)
    chosen = {name for rule in rules for name in rule.trigger[1:] and rule.trigger[1]}
    return {event.name for event in pack.events if any_event or event.name in chosen}


def takes_decision(effect):
    return effect[0] in ("deduct", "add") and effect[1][0] == "decided"


def decision(random, pack):
    low, high = pack.decided
    return whole(low + (high - low) * expressions.Fraction(random.randint(0, 4), 4))


def present(rows, subject, day, kind):
    return any(
        row["id"] == subject
        and (row["joined"] is None or row["joined"] <= day)
        and (row["left"] is None or row["left"] >= day)
        for row in rows
    )


# ---- files ----


def cell(field, value_, zh):
    """A value as a roster or a log has it."""
    if value_ is None:
        return ""
    if field is None and not isinstance(value_, str):
        return decimal(value_)
    if field is None or field.type in ("text", "subject"):
        return value_
    if field.type == "enum":
        return words.chinese(value_) if zh else value_
    if field.type == "bool":
        return ("是" if value_ else "否") if zh else ("yes" if value_ else "no")
    if field.type == "date":
        return times.iso(value_)
    if field.type == "percent":
        return decimal(value_ * 100) + "%"
    return decimal(value_)


def roster_csv(kind, rows, zh=False):
    fields = {field.name: field for field in kind.fields}
    columns = ["id", *fields] + (["joined", "left"] if kind.span else [])
    out = io.StringIO()
    out.write(",".join(header(name, zh) for name in columns) + "\n")
    for row in rows:
        dated = (times.iso(row[c]) if c in ("joined", "left") and row[c] else None for c in columns)
        cells = [day or cell(fields.get(c), row[c], zh) for c, day in zip(columns, dated)]
        out.write(",".join(cells) + "\n")
    return out.getvalue()


def header(name, zh):
    fixed = {"id": "编号", "date": "日期", "kind": "事项", "joined": "joined", "left": "left"}
    fixed |= {"recorded": "登记日期", "decided": "酌定数额"}
    if not zh:
        return name
    return fixed.get(name) or words.chinese(name)


def log_csv(pack, rows, zh=False, first_id=1):
    fields = {}
    for event in pack.events:
        fields.update((field.name, field) for field in event.fields)
    fields.update((field.name, field) for field in pack.every)
    columns = [pack.kinds[0].name] + [name for name in fields if name != pack.kinds[0].name]
    if decided_kinds(pack):
        columns.append("decided")
        fields["decided"] = None
    out = io.StringIO()
    recorded = ["recorded"] if any("recorded" in row for row in rows) else []
    names_ = ["id", "date", "kind", *columns, *recorded]
    out.write(",".join(header(name, zh) for name in names_) + "\n")
    for number, row in enumerate(rows, first_id):
        kind = words.chinese(row["kind"]) if zh else row["kind"]
        cells = [str(number), times.iso(row["date"]), kind]
        cells += [cell(fields.get(name), row["fields"].get(name), zh) for name in columns]
        if recorded:
            cells.append(times.iso(row["recorded"]) if row["recorded"] is not None else "")
        out.write(",".join(cells) + "\n")
    return out.getvalue()
