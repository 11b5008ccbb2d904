"""Which rules fire on what, how often, and who is charged: S3, S4, S7, S24, S25."""

import bisect
from fractions import Fraction

import balance
import times
from meaning import Moment, whole


class Fire:
    """A rule's version acts `count` times; `firsts` are the ordinals of `by occurrence`."""

    __slots__ = ("m", "version", "count", "ordinals")

    def __init__(self, m, version, count, ordinals=None):
        self.m, self.version, self.count, self.ordinals = m, version, count, ordinals

    def times(self, effect):
        if effect.steps is None:
            return self.count
        low, high = effect.steps
        first, last = self.ordinals
        return max(0, min(last, last if high is None else high) - max(first, low) + 1)


def fires(run, name):
    """All that a rule does, in the order of date and log."""
    chain = run.book.rules[name]
    found = []
    by_subject = {}
    for m, version in elements(run, chain):
        by_subject.setdefault(m.subject, []).append((m, version))
    for own in by_subject.values():
        found += counted(run, own)
    found.sort(key=lambda fire: (fire.m.day, fire.m.log))
    return found


def elements(run, chain):
    """What a rule selects: events, windows in which something is missing, periods of a score."""
    trigger = chain.versions[0].trigger[0]
    if trigger == "scores":
        return score_elements(run, chain)
    if trigger == "missing":
        return missing_elements(run, chain)
    found = []
    for m in run.events:
        version = chain.at(m.day)
        if version and m.kind in version.kinds and version.selects(m):
            found.append((m, version))
    return found


def all_of(conditions, m):
    """Three-valued; those that were not written are left out."""
    answers = [condition(m) for condition in conditions if condition is not None]
    return False if False in answers else None if None in answers else True


def is_run(chain):
    return any(version.counter and version.counter.word == "run" for version in chain.versions)


def missing_elements(run, chain):
    """S24: the windows in which nothing of these kinds happened to one who was there throughout."""
    found = []
    sample = chain.versions[0]
    kind = run.book.own[sample.trigger[1][0]][1]
    unit = sample.trigger[2][1]
    for subject in run.subjects(kind):
        windows = run.finished(run.touching(unit, subject, *run.horizon()))
        for number, (first, last) in enumerate(windows):
            version = chain.at(last)
            if is_run(chain) and last < run.known_from:
                continue
            if version is None or subject.days(first, last) < last - first + 1:
                continue
            m = Moment(run, last, subject, subject.row(last))
            if is_run(chain):
                m.period, m.number = (first, last), number
                absent = not happened(run, version, subject, first, last)
                m.meets = absent and all_of((version.streak,), m)
                found.append((m, version))
            elif not happened(run, version, subject, first, last) and lacks(version, m):
                found.append((m, version))
    return found


def happened(run, version, subject, first, last):
    """Whether something that is waited for happened to a subject on some days."""
    key = (version, subject)
    if key not in run.memo:
        own = [m for m in run.by_subject.get(subject, ()) if m.kind in version.kinds]
        where = version.where
        run.memo[key] = [m.day for m in own if where is None or where(m) is True]
    days = run.memo[key]
    index = bisect.bisect_left(days, first)
    return index < len(days) and days[index] <= last


def lacks(version, m):
    return (version.limit is None or version.limit(m) is True) and (
        version.unless is None or version.unless(m) is False
    )


def score_elements(run, chain):
    """S25: each period of the score, on its last day; a run of periods needs all of them."""
    import book

    found = []
    item = book.first_item(chain.versions[0].trigger[1])
    unit = run.book.unit_of(item)
    for subject in run.subjects(run.book.kind_of[item]):
        periods = run.finished(run.touching(unit, subject, *run.horizon()))
        for number, period in enumerate(periods):
            version, there = chain.at(period[1]), subject.last_day(*period)
            if version is None or there is None or (is_run(chain) and period[1] < run.known_from):
                continue
            m = Moment(run, period[1], subject, subject.row(there))
            m.period, m.there = period, there
            if is_run(chain):
                m.number = number
                m.meets = all_of((version.condition, version.where, version.streak), m)
                found.append((m, version))
            elif version.condition(m) is True and version.selects(m):
                found.append((m, version))
    return found


# ---- counters ----


def counted(run, own):
    """The fires of one subject's elements; each goes by the version of its own day."""
    found = []
    streak = []
    for index, (m, version) in enumerate(own):
        counter = version.counter
        if version.node.steps:
            before = count_before(run, own, index, version.node.steps[0], None)
            if before is not None:
                found.append(Fire(m, version, m.times, (before + 1, before + m.times)))
        elif counter is None:
            found.append(Fire(m, version, m.times))
        else:
            if counter.word == "run":
                count = run_of(run, streak, m, version)
            elif counter.of and counter.of[0] == "item":
                count = balance.count(run, own, index, version)
            else:
                before, step = progress(run, own, index, version)
                n = version.limit_of(m)
                known = before is not None and n is not None
                count = known and WORDS[counter.word](before, step, m.times, n)
            if count:
                found.append(Fire(m, version, count))
    return found


def window_of(run, window, m):
    if window[0] == "last":
        return times.rolling(window[1], window[2], m.day, m.period is not None)
    return run.holding(window[1], m.subject, m.day)


def measure(version_of, m):
    """What one occurrence adds: 1, or a field's value, nothing where there is none."""
    if version_of is None:
        return 1
    value = version_of(m)
    return 0 if value is None else value


def count_before(run, own, index, window, of):
    days = window_of(run, window, own[index][0])
    if days is None:
        return None
    first, last = days
    return sum(measure(of, m) * m.times for m, _ in own[:index] if first <= m.day <= last)


def progress(run, own, index, version):
    """(count before this element, what each of its occurrences adds)."""
    before = count_before(run, own, index, version.counter.window, version.of)
    return before, measure(version.of, own[index][0])


def reaching(before, step, occurrences, n):
    return 1 if before < n <= before + step * occurrences else 0


def every(before, step, occurrences, n):
    return (before + step * occurrences) // n - before // n


def beyond(before, step, occurrences, n):
    return sum(before + step * number > n for number in range(1, occurrences + 1))


WORDS = {"reaching": reaching, "every": every, "beyond": beyond}


def run_of(run, streak, m, version):
    """S3: how often this element completes a run; `streak` are the days of the unbroken ones."""
    counter = version.counter
    if m.period is not None:
        return run_of_periods(run, streak, m, version)
    if counter.where is not None and version.streak(m) is not True:
        streak.clear()
        return 0
    if counter.window:
        days = window_of(run, counter.window, m)
        if days is None:
            return 0
        streak[:] = [day for day in streak if day >= days[0]]
    count, n = 0, version.limit_of(m)
    for _ in range(m.times):
        streak.append(m.day)
        if n is not None and len(streak) >= n:
            count += 1
            streak.clear()
    return count


def run_of_periods(run, streak, m, version):
    """Those that `for` and `unless` select, whose condition is known and that end within a window,
    where there is one; the others are passed over. A period that is not here at all breaks: off
    the roster, without a version."""
    counter = version.counter
    if streak and streak[-1][0] + 1 != m.number:
        streak.clear()
    windowed = counter is not None and counter.window is not None
    days = window_of(run, counter.window, m) if windowed else None
    counts = lacks(version, m) and m.meets is not None and (days is not None or not windowed)
    if counts and not m.meets:
        streak.clear()
        return 0
    streak.append((m.number, m.day, counts))
    if not counts:
        return 0
    n = version.limit_of(m) if counter and counter.word == "run" else None
    if days is not None:
        streak[:] = [(number, day, of and day >= days[0]) for number, day, of in streak]
    if n is None or sum(of for _, _, of in streak) < n:
        return 0
    streak[:] = [(m.number, m.day, False)]
    return 1


# ---- charges ----


def charged(run, fire):
    """S7: (subject, share) of those on the roster that day, each once at the largest share."""
    m, version = fire.m, fire.version
    if not version.charges:
        return [(m.subject, 1)]
    shares = {}
    for charge, where in version.charges:
        share = 1 if charge.share is None else whole(Fraction(charge.share, 100))
        for subject in targets(run, m, charge.target):
            row = m.row if subject is m.subject else subject.row(m.there)
            if row is not None and (
                where is None or where(as_charged(run, m, subject, row)) is True
            ):
                shares[subject] = max(share, shares.get(subject, 0))
    return list(shares.items())


def as_charged(run, m, subject, row):
    seen = Moment(run, m.day, subject, row)
    seen.there, seen.period = m.there, m.period
    seen.fields, seen.kind, seen.times = m.fields, m.kind, m.times
    return seen


def targets(run, m, target):
    if target[0] == "path":
        return follow(run, m, target[1])
    if target[0] == "levels":
        return levels(run, m, target[1])
    value = m.row.get(target[1])
    if value is None:
        return []
    return [
        other
        for other in run.subjects(m.subject.kind)
        if other is not m.subject and (other.row(m.there) or {}).get(target[1]) == value
    ]


def follow(run, m, names):
    """charge person, charge boss, charge vehicle.owner."""
    source = m.row
    if m.fields is not None and names[0] in m.fields:
        source = m.fields
    subject = None
    for name in names:
        if name == run.book.own.get(m.kind, (None,))[0] or name == m.subject.kind and not m.fields:
            subject = m.subject
        else:
            subject = run.subject(run.book.fields[name].of, source.get(name))
        source = subject.row(m.there) if subject else None
        if source is None:
            break
    return [subject] if subject else []


def levels(run, m, field):
    """The leader, the leader's leader …; it ends at one who is not on the roster that day."""
    found, subject = [], m.subject
    kind = run.book.fields[field].of
    while True:
        row = subject.row(m.there)
        subject = run.subject(kind, row.get(field)) if row else None
        if subject is None or subject is m.subject or subject in found:
            return found
        found.append(subject)
