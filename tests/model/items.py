"""The value of a section, score, rank or grade for a subject and a period: S9–S12, S18."""

from fractions import Fraction

import verdicts
from meaning import divide


def value(run, name, subject, period):
    """None when the subject is not on the roster in the period, or not assessed."""
    m = run.moment(subject, period)
    if m is None:
        return None
    chain, kind = run.book.items[name]
    version = chain.at(period[1])
    return None if version is None else FIND[kind](run, name, version, m)


def on_roster(subject, period):
    """The part of a period's days on the roster (S11)."""
    present, length = subject.days(*period), period[1] - period[0] + 1
    return 1 if present == length else Fraction(present, length)


def section(run, name, version, m):
    """S18: base and postings, then what was set, then floor, cap and holds."""
    run.ledger.feed(name)
    base = version.base(m) if version.base else 0
    if base is None:
        return None
    if version.node.pro_rata:
        base *= on_roster(m.subject, m.period)
    total = base + posted(run, name, m.subject, m.period)
    mark = latest(run, run.ledger.sets, name, m.subject, m.period)
    if mark:
        total = mark.value
    return bounded(run, name, version, m, total)


def posted(run, name, subject, period):
    """What counts of the postings of a period, after its last restart (S17)."""
    restart = latest(run, run.ledger.restarts, name, subject, period)
    since = (restart.m.day, restart.m.log) if restart else (0, 0)
    first, last = period
    return sum(
        posting.amount
        for posting in run.ledger.postings.get((name, subject), ())
        if first <= posting.m.day <= last and posting.when() >= since
    )


def latest(run, marks, name, subject, period):
    """The last by date, log and the order of rules."""
    known = marks.get((name, subject), ())
    found = [mark for mark in known if period[0] <= mark.m.day <= period[1]]
    if not found:
        return None
    last = max(found, key=lambda mark: mark.key())
    if any(mark.key()[:2] == last.key()[:2] and mark.value != last.value for mark in found):
        run.conflicts.append((name, subject, period))
    return last


def bounded(run, name, version, m, result):
    """Floor, then cap, then what rules hold and withhold."""
    for bound, pick in ((version.floor, max), (version.cap, min)):
        if bound and result is not None:
            limit = bound(m)
            if limit is None:
                return None
            result = pick(limit, result)
    if result is None:
        return None
    run.ledger.feed(name)
    return run.ledger.limited(name, m.subject, m.period, result)


def score(run, name, version, m):
    """S10: formula, pro rata, floor, cap, holds, withheld parts, rounding."""
    result = exact(run, name, version, m)
    if result is None or version.node.rounded is None:
        return result
    way, step, keeping = version.node.rounded
    if keeping is None:
        return rounded_to_whole(divide(result, step), way) * step
    return kept(run, name, version, m)


def exact(run, name, version, m):
    """A score before it is rounded."""
    if version.limit and version.limit(m) is not True:
        return None
    result = version.formula(m)
    if result is None:
        return None
    if version.node.pro_rata:
        result *= on_roster(m.subject, m.period)
    return bounded(run, name, version, m, result)


def kept(run, name, version, m):
    """S13: the total is rounded; what is left goes to the largest remainders, ties by id."""
    way, step, field = version.node.rounded
    parts = []
    for subject in run.subjects(m.subject.kind):
        other = run.moment(subject, m.period)
        if other and other.row.get(field) == m.row.get(field):
            value = exact(run, name, version, other)
            if value is not None:
                parts.append((subject, divide(value, step)))
    total = rounded_to_whole(sum(part for _, part in parts), way)
    left = total - sum(part // 1 for _, part in parts)
    parts.sort(key=lambda one: (-(one[1] % 1), one[0].id))
    for subject, part in parts:
        if subject is m.subject:
            return (part // 1 + (left > 0)) * step
        left -= 1
    return None


def rounded_to_whole(ratio, way):
    """Up and down are those of the number line; a half is rounded away from zero."""
    if isinstance(ratio, int):
        return ratio
    floor, rest = ratio.numerator // ratio.denominator, ratio % 1
    more = {
        "up": rest > 0,
        "down": False,
        "half up": rest * 2 > 1 or (rest * 2 == 1 and ratio > 0),
        "half even": rest * 2 > 1 or (rest * 2 == 1 and floor % 2 == 1),
    }[way]
    return floor + more


FIND = {"section": section, "score": score, "rank": verdicts.place, "grade": verdicts.level}
