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


def lets(maker):
    found = []
    for unit in ("points", "yuan", "", "%"):
        if maker.chance(0.25, "let"):
            value = ("num", expressions.small(maker, "points") + 1, unit)
            found.append(tree.Let(name=maker.name("let"), value=value, type=unit))
    return found


def tables(maker, pack):
    """By an enumeration, or by ranges of a number."""
    found = []
    for field in [field for event in pack.events for field in event.fields] + pack.kinds[0].fields:
        if field.type in ("enum", "minutes", "number", "days", "yuan") and maker.chance(
            0.15, "table"
        ):
            unit = maker.pick(("points", "points", "yuan"))
            make_rows = enum_rows if field.type == "enum" else range_rows
            rows = make_rows(maker, field, unit)
            table = tree.Table(name=maker.name("tab"), by=field.name, rows=rows)
            table.type, table.field = unit, field
            found.append(table)
    return found


def enum_rows(maker, field, unit):
    shown = maker.random.sample(field.of, maker.random.randint(1, len(field.of)))
    rows = [((("value", value), None, "is"), cell(maker, unit, field)) for value in shown]
    if len(shown) < len(field.of):  # else it would not compile
        maker.use("otherwise in a table")
        rows.append(((None, None, "otherwise"), cell(maker, unit, field)))
    elif maker.chance(0.3, "otherwise in a table"):
        rows.append(((None, None, "otherwise"), cell(maker, unit, field)))
    return rows


def cell(maker, unit, field):
    value = ("num", expressions.small(maker, unit), unit)
    if field.type in ("minutes", "number", "days") and maker.chance(0.2, "key in a table"):
        return ("*", value, ("key",))
    return value


def range_rows(maker, field, unit):
    shown = {"minutes": "minutes", "days": "days", "yuan": "yuan"}.get(field.type, "")
    edges = sorted(maker.random.sample(range(0, 20), 3))
    rows = []
    for low, high in zip(edges, edges[1:]):
        word = maker.pick(("..", "..<")) if high > low + 1 else "..<"
        high -= word == ".."  # both ends belong to such a row
        rows.append(((("num", low, shown), ("num", high, shown), word), cell(maker, unit, field)))
        maker.use("range in a table")
    if maker.chance(0.6):
        last = ((("num", edges[-1], shown), None, ".."), cell(maker, unit, field))
        rows.append(last)
    return rows
