"""Places and grades: S15, S23."""

from fractions import Fraction

import meetings


def place(run, name, version, m):
    """The place of one subject; None for who is not assessed or not among the ranked."""
    found = places(run, name, version, m.period).get(m.subject)
    run.ledger.feed(name)
    return None if found is None else run.ledger.limited(name, m.subject, m.period, found)


def places(run, name, version, period):
    key = ("places", name, period)
    if key not in run.memo:
        run.memo[key] = {}
        for group in ranked(run, name, version, period).values():
            run.memo[key].update(placed(Ranking(run, version, period, group), version.node))
    return run.memo[key]


def ranked(run, name, version, period):
    """The groups: [(keys, subject)] of those who have a value."""
    groups = {}
    for subject in run.subjects(run.book.kind_of[name]):
        m = run.moment(subject, period)
        if m is None or (version.among and version.among(m) is not True):
            continue
        keys = [None if hasattr(key, "among") else key(m) for key in version.keys]
        if keys[0] is None:
            continue
        group = tuple(m.row.get(field) for field in version.node.within)
        groups.setdefault(group, []).append((keys, subject))
    return groups


def placed(group, node):
    """1, 1, 3 or 1, 1, 2. `group`: a Ranking."""
    result, place_ = {}, 1
    for dense, level_ in enumerate(meetings.settle(group, group.subjects, 0, group.subjects)):
        for subject in level_:
            result[subject] = dense + 1 if node.ties == "dense" else place_
        place_ += len(level_)
    return result


class Ranking:
    """A group that is ranked: what each of its keys says."""

    def __init__(self, run, version, period, members):
        self.run, self.version, self.period = run, version, period
        self.subjects = [subject for _, subject in members]
        self.keys = {subject: keys for keys, subject in members}
        self.count = len(version.keys)
        self.again = set(version.node.again)

    def is_met(self, key):
        return key < self.count and isinstance(self.version.keys[key], meetings.HeadToHead)

    def begin(self, key):
        """The first of the last keys in a row, up to this one, that are head to head."""
        last = max(number for number in range(key + 1) if self.is_met(number))
        return max(n for n in range(last + 1) if self.is_met(n) and not self.is_met(n - 1))

    def parts(self, level_, key, base):
        """Those level before a key, parted by it: the better first."""
        values = {subject: self.keys[subject][key] for subject in level_}
        if self.is_met(key):
            compared, kind = self.version.keys[key], level_[0].kind
            for subject in level_:
                values[subject] = compared.among(self.run, kind, base, subject, self.period)
        way = 1 if self.version.node.lowest_first == key + 1 else -1
        order = {subject: ordered(value, values, way) for subject, value in values.items()}
        return [
            [subject for subject in level_ if order[subject] == one]
            for one in sorted(set(order.values()))
        ]


def ordered(key, values, way):
    """A key so that the better sorts first; what is not known stands behind."""
    if isinstance(key, dict):
        places_ = sorted({place_ for other in values.values() for place_ in other})
        return tuple(-key.get(place_, 0) for place_ in places_)
    return (key is None, (key or 0) * way)


def level(run, name, version, m):
    """The grade of one subject: the first level whose condition and quota admit it."""
    key = ("levels", name, m.period)
    if key not in run.memo:
        run.memo[key] = levels(run, name, version, m.period)
    return run.memo[key].get(m.subject)


class Candidate:
    """One who is ranked: the place, what holds allow, and the conditions that are met."""

    def __init__(self, run, name, version, m, rank):
        self.m, self.subject, self.rank = m, m.subject, rank
        self.first, self.assured = bounds(run, name, version, m)
        says = [condition(m) if condition else True for condition in version.conditions]
        barred = [
            said for said, one in zip(says[: self.first], version.node.levels) if not one.top
        ]
        self.meets = [
            number >= self.first and (said is True or True in barred)
            for number, said in enumerate(says)
        ]
        # unknown whether this level is met, or one that a hold bars and that would count for it
        self.doubts = [
            number >= self.first and not self.meets[number] and (said is None or None in barred)
            for number, said in enumerate(says)
        ]


def bounds(run, name, version, m):
    """(the best level that holds leave, the level that they assure or None)."""
    run.ledger.feed(name)
    names = [level_.name for level_ in version.node.levels]
    found = {"at most": [], "at least": []}
    for side, bound in run.ledger.holds.get((name, m.subject, m.period), ()):
        found[side].append(names.index(bound))
    first = max(found["at most"], default=0)
    return first, max(first, min(found["at least"])) if found["at least"] else None


def levels(run, name, version, period):
    """S23, level by level; who has one, or perhaps meets it (S9), is in no running behind it."""
    given, base = {}, []
    for subject in run.subjects(run.book.kind_of[name]):
        m = run.moment(subject, period)
        rank = run.value(version.node.by, subject, period) if m else None
        if rank is not None:
            base.append(Candidate(run, name, version, m, rank))
    for number, level_ in enumerate(version.node.levels):
        free = [one for one in base if one.subject not in given]
        eligible = [one for one in free if one.meets[number]]
        within = level_.within or run.book.ranks[version.node.by].at(period[1]).node.within
        admitted = quota(level_, within, base, eligible) if level_.top else eligible
        assured = [one for one in free if one.assured == number]
        given.update((one.subject, level_.name) for one in [*admitted, *assured])
        given.update((one.subject, None) for one in free if one.doubts[number])
    return given


def quota(level_, within, base, eligible):
    """The slots of each group, filled in the order of the rank."""
    admitted = []
    group_of = lambda one: tuple(one.m.row.get(field) for field in within)
    for group in {group_of(one) for one in base}:
        size = sum(group_of(one) == group for one in base)
        those = sorted(
            (one for one in eligible if group_of(one) == group), key=lambda one: one.rank
        )
        admitted += filled(level_, slots(level_, size, len(those)), those)
    return admitted


def slots(level_, base, eligible):
    from items import rounded_to_whole

    count = Fraction(level_.top[1])
    if level_.top[2] == "%":
        count = Fraction(rounded_to_whole(count * base / 100, level_.rounded or "down"))
    return min(max(count, level_.minimum or 0), eligible)


def filled(level_, count, those):
    """A tie across the line: out = all out, in = all in."""
    count = int(count)
    if count in (0, len(those)) or those[count - 1].rank != those[count].rank:
        return those[:count]
    line = those[count].rank
    if level_.ties == "in":
        return [one for one in those if one.rank <= line]
    return [one for one in those if one.rank < line]
