"""What limits postings, one stratum after the other (S2): sharing, selections, caps of rules."""

from meaning import divide

CALENDAR = {"week", "month", "quarter", "half", "year"}


def path_value(run, m, subject, path):
    """A field of the event, of the roster, of a subject that one names; a period by its days."""
    if path[0] in CALENDAR or path[0] in run.book.own_periods:
        return run.holding(path[0], subject, m.day)
    source = m.fields if m.fields is not None and path[0] in m.fields else m.row
    value = source.get(path[0])
    for before, name in zip(path, path[1:]):
        other = run.subject(run.book.fields[before].of, value)
        row = other.row(m.day) if other else None
        value = row.get(name) if row else None
    return value


def bucket_key(run, posting, paths):
    """What belongs together; an occurrence is alone where a part of the key is empty."""
    key = tuple(path_value(run, posting.m, posting.subject, path) for path in paths)
    if not key or None in key:
        return (posting.m.day, posting.m.log, posting.occurrence)
    return key


# ---- sharing ----


def share_out(run, postings):
    """S13: each is divided by how many of its rule have the same key, occurrence by occurrence."""
    counts, keys = {}, []
    for posting in postings:
        if posting.shared:
            key = (posting.place, bucket_key(run, posting, posting.shared))
            if posting.m.fields is None:
                key += (posting.m.day,)
            keys.append((posting, key))
            counts[key] = counts.get(key, 0) + posting.count
    for posting, key in keys:
        posting.amount = divide(posting.amount, counts[key])


# ---- caps of rules ----


def cap(run, name, postings):
    """S6: used up by date and log; each posting counts the least that any cap leaves."""
    chain = run.book.rules[name]
    if not any(version.caps for version in chain.versions):
        return
    by_subject = {}
    for posting in sorted(postings, key=lambda one: one.key()):
        by_subject.setdefault(posting.subject, []).append(posting)
    for own in by_subject.values():
        for index, posting in enumerate(own):
            for amount, unit in chain.at(posting.m.day).caps:
                period = run.holding(unit, posting.subject, posting.m.day)
                if period is None:
                    continue
                used = sum(abs(p.amount) for p in own[:index] if period[0] <= p.m.day <= period[1])
                left = max(0, amount(posting.m) - used)
                posting.amount = max(-left, min(left, posting.amount))


# ---- selections ----


def select(run, postings, names, periods):
    """The selections over some rules whose bucket holds a period, or the others."""
    left = {}
    for chain in run.book.selections.values():
        if set(chain.versions[0].node.of) & set(names) and has_period(run, chain) == periods:
            weigh(run, chain, postings, left)
    for posting in postings:
        if id(posting) in left:
            posting.amount = 0


def has_period(run, chain):
    units = CALENDAR | set(run.book.own_periods)
    return any(path[0] in units for path in chain.versions[0].node.each)


def weigh(run, chain, postings, dropped):
    """S5, S22: the best or heaviest n of each bucket stay; the others are noted as dropped.

    What falls under different versions does not compete.
    """
    buckets = {}
    for posting in postings:
        day, version = version_for(run, chain, posting)
        if version is None or posting.rule not in version.node.of or not takes(version, posting):
            continue
        key = (posting.subject, id(version), bucket_key(run, posting, version.node.each))
        buckets.setdefault(key, []).append((posting, version, day))
    for bucket in buckets.values():
        drop(run, bucket, dropped, has_period(run, chain))


def version_for(run, chain, posting):
    """By the day of the event; with a period in the bucket, by the period's last day."""
    day = posting.m.day
    for path in chain.versions[0].node.each:
        if path[0] in CALENDAR or path[0] in run.book.own_periods:
            period = run.holding(path[0], posting.subject, day)
            if period is None:
                return day, None
            day = period[1]
            break
    return day, chain.at(day)


def takes(version, posting):
    """What goes the other way is not touched, but for sums over an item field."""
    if posting.amount == 0:
        return False
    if version.limit is not None and version.limit(posting.m) is not True:
        return False
    deduction = version.node.word == "heaviest"
    return version.node.item is not None or (posting.amount < 0) == deduction


def drop(run, bucket, dropped, by_date):
    """Each item counts that stands among the best n, by the version of its own day."""
    node, items = bucket[0][1].node, {}
    for competitor in bucket:
        posting = competitor[0]
        alone = (posting.rule, posting.m.day, posting.m.log, posting.occurrence)
        value = node.item and path_value(run, posting.m, posting.subject, (node.item,))
        items.setdefault(alone if value is None else (value,), []).append(competitor)
    sign = -1 if node.word == "heaviest" else 1
    worth = lambda group: sign * sum(posting.amount for posting, _, _ in group)
    competing = [group for group in items.values() if worth(group) > 0]
    competing.sort(key=lambda group: (-worth(group), tie(group, by_date)))
    for number, group in enumerate(competing):
        count = allowed(min(group, key=lambda one: one[0].when()))
        if count is not None and number >= count:
            dropped.update((id(posting), True) for posting, _, _ in group)


def allowed(competitor):
    """How many count, as the version says that the earliest posting of an item goes by."""
    posting, version, day = competitor
    m = posting.m
    before, m.at = m.at, day
    count = version.n(m)
    m.at = before
    return count


def tie(group, by_date):
    """Equal ones: the rule declared first, then date and log; in a period the earliest."""
    if by_date:
        return min((posting.when(), posting.place) for posting, _, _ in group)
    return min((posting.place[0], posting.when()) for posting, _, _ in group)
