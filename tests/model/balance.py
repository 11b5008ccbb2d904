"""Counters of a section's running balance: S25."""

from fractions import Fraction

from postings import Posting


def count(run, own, index, version):
    """How often the balance gets to n at this event: see rises()."""
    counter = version.counter
    m = own[index][0]
    period = run.holding(run.book.unit_of(counter.of[1]), m.subject, m.day)
    if period is None:
        return 0
    before = [seen for seen, _ in own[:index] if period[0] <= seen.day <= period[1]]
    since = (before[-1].day, before[-1].log) if before else None
    base, entries = measured(run, counter.of[1], m, period)
    steps = walked(base, entries, since)
    lowest, now = min(steps), steps[-1]
    n = version.limit_of(m)
    if n is None:
        return 0
    if counter.word == "reaching":
        return 1 if lowest < n <= now else 0
    if counter.word == "every":
        return max(0, max(0, now) // n - max(0, lowest) // n)
    return beyond(m, before_event(base, entries, (m.day, m.log)), now, n)


def beyond(m, before, now, n):
    """S19: each occurrence of the row has an equal part in what the row did to the balance."""
    return sum(before + (now - before) * Fraction(k, m.times) > n for k in range(1, m.times + 1))


def measured(run, name, m, period):
    """The base, and all that has counted up to an event, in order."""
    run.ledger.feed(name)
    version = run.book.sections[name].at(period[1])
    base = version.base(run.moment(m.subject, period)) if version.base else 0
    if version.node.pro_rata:
        from items import on_roster

        base *= on_roster(m.subject, period)
    entries = [
        posting
        for posting in run.ledger.postings.get((name, m.subject), ())
        if period[0] <= posting.m.day <= m.day and posting.when() <= (m.day, m.log)
    ]
    entries += [
        mark
        for mark in run.ledger.restarts.get((name, m.subject), ())
        if period[0] <= mark.m.day and (mark.m.day, mark.m.log) <= (m.day, m.log)
    ]
    return base, sorted(entries, key=order)


def order(entry):
    """A restart stands before what its own event posts."""
    return entry.m.day, entry.m.log, isinstance(entry, Posting), entry.place


def before_event(base, entries, when):
    """The balance before what an event posts, after what it restarts."""
    total = base
    for entry in entries:
        if not isinstance(entry, Posting):
            total = base
        elif (entry.m.day, entry.m.log) != when:
            total = total + entry.amount
    return total


def walked(base, entries, since):
    """The balances from the last measurement on; all of them when there was none."""
    found, total, last = [base], base, None
    for entry in entries:
        when = (entry.m.day, entry.m.log)
        if since and (last is None or last <= since) and when > since:
            found = [total]
        total = total + entry.amount if isinstance(entry, Posting) else base
        last = when
        if last_of_event(entries, entry, when):
            found.append(total)
    if since and (last is None or last <= since):
        found = [total]
    return found


def last_of_event(entries, entry, when):
    index = entries.index(entry)
    return index + 1 == len(entries) or (entries[index + 1].m.day, entries[index + 1].m.log) != when
