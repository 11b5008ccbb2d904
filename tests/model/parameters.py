"""Random periods, lets and tables, for generate.py."""

import expressions
import tree


# ---- periods of one's own ----


def own_periods(maker, pack):
    """Cycles of all, cycles of each person, seasons; each longer one may hold them."""
    found = []
    if maker.chance(0.12, "cycle"):
        count, unit = maker.pick(
            ((10, "day"), (2, "week"), (1, "month"), (2, "month"), (1, "year"))
        )
        anchor = maker.days[0] - maker.random.randint(0, 500)
        found.append(tree.Cycle(name=maker.name("per"), count=count, unit=unit, anchor=anchor))
    person = pack.kinds[0]
    dates = [field for field in person.fields if field.type == "date"]
    if dates and maker.chance(0.5, "cycle of a kind"):
        dates[0].optional, dates[0].default, dates[0].anchor = False, None, True
        count, unit = maker.pick(
            ((1, "month"), (2, "month"), (12, "month"), (30, "day"), (1, "year"))
        )
        cycle = tree.Cycle(name=maker.name("per"), kind="person", count=count, unit=unit)
        found.append(cycle.but(anchor=dates[0].name))
    if maker.chance(0.12, "seasons"):
        found.append(seasons(maker))
    return found


def seasons(maker):
    """Two or three of them, with gaps or without."""
    day, rows = maker.days[0] + maker.random.randint(-40, 20), []
    for name in maker.random.sample(("spring", "autumn", "exams"), maker.random.randint(2, 3)):
        last = day + maker.random.randint(5, 90)
        rows.append((name, day, last))
        day = last + maker.pick((1, 1, 20))
    return tree.Seasons(name=maker.name("per"), rows=rows)


# ---- parameters ----

KEYS = ("enum", "minutes", "number", "days", "yuan", "percent")  # types of keys of tables


def lets(maker):
    found = []
    for unit in ("points", "yuan", "", "%"):
        if maker.chance(0.25, "let"):
            value = ("num", expressions.small(maker, "points") + 1, unit)
            found.append(tree.Let(name=maker.name("let"), value=value, type=unit))
    for let in list(found):
        if maker.chance(0.2, "let of a formula"):
            value = ("+", ("let", let.name), ("num", maker.random.randint(1, 3), let.type))
            found.append(tree.Let(name=maker.name("let"), value=value, type=let.type))
    if maker.chance(0.4, "let of a count"):
        value = ("num", maker.random.randint(1, 3), "")
        found.append(tree.Let(name=maker.name("let"), value=value, type="count"))
    return found


def tables(maker, pack):
    """By an enumeration, or by ranges of a number."""
    found = []
    role = pack.kinds[0].fields[0]
    if maker.chance(0.25, "table of counts"):
        rows = [((("value", value), None, "is"), counted(maker)) for value in role.of[:-1]]
        rows.append(((None, None, "otherwise"), counted(maker)))
        found.append(tree.Table(name=maker.name("tab"), by=role.name, rows=rows))
        found[-1].type, found[-1].field, found[-1].unit = "count", role, ""
    for field in [field for event in pack.events for field in event.fields] + pack.kinds[0].fields:
        if field.type in KEYS and maker.chance(0.15, "table"):
            unit = maker.pick(("points", "points", "yuan"))
            make_rows = enum_rows if field.type == "enum" else range_rows
            rows = make_rows(maker, field, unit, found)
            table = tree.Table(name=maker.name("tab"), by=field.name, rows=rows)
            table.type, table.unit, table.field = unit, unit, field
            found.append(table)
    return found


def counted(maker):
    return ("num", maker.random.randint(1, 3), "")


def enum_rows(maker, field, unit, tables_):
    shown = maker.random.sample(field.of, maker.random.randint(1, len(field.of)))
    rows = [((("value", value), None, "is"), cell(maker, unit, field, tables_)) for value in shown]
    holes = len(shown) < len(field.of)  # then it would not compile
    if maker.chance(1 if holes else 0.3, "otherwise in a table"):
        rows.append(((None, None, "otherwise"), cell(maker, unit, field, tables_)))
    return rows


def cell(maker, unit, field, tables_):
    """A constant, times the key sometimes; or what an earlier table says of the key."""
    like = [t for t in tables_ if t.type == unit and t.field.type == field.type != "enum"]
    if like and maker.chance(0.7, "table that reads another"):
        return ("look", maker.pick(like).name, ("key",))
    value = ("num", expressions.small(maker, unit), unit)
    if field.type in ("minutes", "number", "days") and maker.chance(0.2, "key in a table"):
        return ("*", value, ("key",))
    return value


def range_rows(maker, field, unit, tables_):
    shown = {"number": "", "percent": "%"}.get(field.type, field.type)
    edges = sorted(maker.random.sample(range(0, 20), 3))
    rows = []
    for low, high in zip(edges, edges[1:]):
        word = maker.pick(("..", "..<")) if high > low + 1 else "..<"
        high -= word == ".."  # both ends belong to such a row
        key = (("num", low, shown), ("num", high, shown), word)
        rows.append((key, cell(maker, unit, field, tables_)))
        maker.use("range in a table")
    if maker.chance(0.6):
        last = ((("num", edges[-1], shown), None, ".."), cell(maker, unit, field, tables_))
        rows.append(last)
    return rows
