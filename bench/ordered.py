"""Two further jobs for run.py: one that needs the order of events, and a league with count-back.

Each has an independent program in its folder that works out the same table; a run counts only if
Merit's is equal to it, byte by byte.
"""
import os
import statistics
import subprocess
import sys

from common import bench, built, data, figure, newer, ratio, read_bytes, say, table, timed

SIZE = "n6"  # the events, and the plain pack to compare with
MATCHES, CLUBS = 1_000_000, 20_000
COLUMNS = "duty,business,key,temporary,other,reward,total,pay"
PLAIN, SHUFFLED = "the plain pack", "the plain pack, shuffled log"
ORDER, MORE = "in order", "in order, and 1,000,000 rows that no rule matches"
LEAGUE = "league"


def python(*arguments):
    subprocess.run([sys.executable, *arguments], check=True)


def make_order():
    """The logs, the pack, and what they come to."""
    folder, events = data(SIZE), os.path.join(data(SIZE), "events.csv")
    if not newer(os.path.join(folder, "unmatched.csv"), events, bench("order", "log.py")):
        python(bench("order", "log.py"), folder)
    python(bench("order", "rules.py"), folder)
    expected = os.path.join(folder, "order.csv")
    if not newer(expected, os.path.join(folder, "unmatched.csv"), bench("order", "expected.py")):
        say("the independent program: some 10 s")
        python(bench("order", "expected.py"), folder, expected)


def make_league():
    folder = data("league")
    os.makedirs(folder, exist_ok=True)
    if not newer(os.path.join(folder, "matches.csv"), bench("league", "log.py")):
        python(bench("league", "log.py"), folder, str(MATCHES), str(CLUBS))
    expected = os.path.join(folder, "expected.csv")
    if not newer(expected, os.path.join(folder, "matches.csv"), bench("league", "expected.py")):
        python(bench("league", "expected.py"), folder, expected)


def score(binary, pack, roster, logs, period, columns):
    events = [part for log in logs for part in ("--events", log)]
    return [binary, "score", pack, "--roster", roster, *events, "--period", period,
            "--score", columns, "--format", "csv", "--output", built("output.csv")]


def people(binary, pack, *logs):
    folder = data(SIZE)
    return score(binary, os.path.join(folder, pack), os.path.join(folder, "people.csv"),
                 [os.path.join(folder, log) for log in logs], "2018-01..2018-12", COLUMNS)


def jobs(binary, plain):
    """Name: the command, and the table that it must write."""
    order = read_bytes(os.path.join(data(SIZE), "order.csv"))
    league = data("league")
    return {
        PLAIN: (people(binary, "main.merit", "events.csv"), plain),
        SHUFFLED: (people(binary, "main.merit", "shuffled.csv"), plain),
        ORDER: (people(binary, "order.merit", "shuffled.csv"), order),
        MORE: (people(binary, "order.merit", "shuffled.csv", "unmatched.csv"), order),
        LEAGUE: (score(binary, bench("league", "main.merit"), os.path.join(league, "clubs.csv"),
                       [os.path.join(league, "matches.csv")], "2018", "points,won,place"),
                 read_bytes(os.path.join(league, "expected.csv"))),
    }


def rounds(runner, count):
    """In turn, into what the runner remembers."""
    runner.rounds(SIZE, [], 1)  # so that the events are there
    make_order()
    make_league()
    commands = jobs(runner.merit, runner.expect(SIZE)[1])
    for _ in range(count):
        for name, (command, expected) in commands.items():
            wall, cpu, peak, status = timed(command, built("output.csv"))
            if status != 0 or read_bytes(built("output.csv")) != expected:
                runner.wrong.add(("order", name))
                say(f"{name}: exit {status}, not the independent program's table; see log.txt")
            runner.taken.setdefault(("order", name), []).append((wall, cpu, peak))
            if runner.verbose:
                say(f"{name} {cpu:.4f} s CPU, {peak // 1024} MiB")


def ratios(runner, name):
    """Round by round, so that what slows both down does not count."""
    pairs = zip(runner.taken["order", name], runner.taken["order", PLAIN])
    return statistics.median(ratio(run[1], plain[1]) for run, plain in pairs)


def report(runner):
    yield "### In order, and a league: 1,000,000 rows"
    yield ""
    rows = []
    for name in (PLAIN, SHUFFLED, ORDER, MORE, LEAGUE):
        rows.append([name, str(len(runner.taken["order", name])),
                     figure(runner.median("order", name, 0)), figure(runner.median("order", name)),
                     figure(runner.median("order", name, 2), 1 / 1024, "{:.0f}"),
                     figure(ratios(runner, name), 1, "{:.2f}")])
    yield from table(["job", "runs", "wall s", "CPU s", "peak MiB", "CPU / the plain pack"], rows)
    more = (runner.median("order", MORE, 2) or 0) - (runner.median("order", ORDER, 2) or 0)
    goals = [("in order / the plain pack", ratios(runner, ORDER), 3.0),
             ("the league, CPU s", runner.median("order", LEAGUE), 2.0),
             ("memory, bytes a row that no rule matches", more * 1024 / 1e6, 2.0)]
    yield from table(["goal", "at most", "measured", ""], [
        [what, f"{limit:g}", f"{value:.3g}", "met" if value <= limit else "**missed**"]
        for what, value, limit in goals if value is not None])
