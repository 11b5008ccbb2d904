"""Counters of a section's running balance: S25."""

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
    steps = balances(run, counter.of[1], m, period, since)
    lowest, now = min(steps), steps[-1]
    if counter.word == "reaching":
        return 1 if lowest < counter.n <= now else 0
    if counter.word == "every":
        return max(0, max(0, now) // counter.n - max(0, lowest) // counter.n)
    return m.times if now > counter.n else 0


def balances(run, name, m, period, since):
    """The balance when it was last measured, and after each event since, this one's included."""
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
    return walked(base, sorted(entries, key=order), since)


def order(entry):
    """A restart stands before what its own event posts."""
    return entry.m.day, entry.m.log, isinstance(entry, Posting), entry.place


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
