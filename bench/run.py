#!/usr/bin/env python3
"""Merit and its peers on one job, side by side: python3 bench/run.py [--quick|--full].

Builds what it needs under build/bench, generates the data, runs every program in turn, checks that
all results are equal, and prints Markdown. docs/benchmarks.md says what is measured and why.
"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys

import ordered
import whatif
from common import (BUILD, ROOT, bench, built, data, figure, newer, ratio, read_bytes, say, table,
                    timed)

DUCK_LIBRARY = os.path.join(BUILD, "npm/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so")

SIZES = {  # name: events, people, scored kinds
    "n2": (100, 20, 30),
    "n4": (10_000, 1_000, 30),
    "n5": (100_000, 5_000, 30),
    "n6": (1_000_000, 20_000, 30),
    "n7": (10_000_000, 100_000, 30),
    "n6r300": (1_000_000, 20_000, 300),
    "n6r1000": (1_000_000, 20_000, 1_000),
    "n2r1000": (100, 20, 1_000),
    "n6twice": (2_000_000, 20_000, 30),
}
SLOW = {"sqlite", "mawk", "python", "luajit"}  # a minute and more at n7
OUTPUT_COLUMNS = "duty,business,key,temporary,other,reward,total,pay"
RESULTS = "\n## Results\n"
GCC = ["-std=gnu11", "-O2", "-Wall", "-Wextra"]


# ---- what has to be there first ----------------------------------------------------------------

def compile_c(name, source, *flags):
    target = built(name)
    if not newer(target, source):
        compiler = os.environ.get("CC", "gcc")
        subprocess.run([compiler, *GCC, "-o", target, source, *flags], check=True)


def install_duckdb():
    if os.path.exists(DUCK_LIBRARY) or shutil.which("npm") is None:
        return
    os.makedirs(built("npm"), exist_ok=True)
    shutil.copy(bench("npm", "package.json"), built("npm"))
    subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=built("npm"),
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def build_all():
    os.makedirs(BUILD, exist_ok=True)
    compile_c("gen", bench("gen.c"))
    compile_c("handc", bench("handc.c"))
    compile_c("measure", bench("measure.c"), "-static")
    compile_c("duck", bench("peers", "duck.c"), "-ldl")
    install_duckdb()


def generate(size):
    made = os.path.join(data(size), "main.merit")
    if newer(made, built("gen"), bench("pack.py")):
        return
    os.makedirs(data(size), exist_ok=True)
    subprocess.run([built("gen"), data(size), *map(str, SIZES[size])], check=True)
    subprocess.run([sys.executable, bench("pack.py"), data(size), data(size)], check=True)


# ---- the programs ------------------------------------------------------------------------------

def filled_in(script, size, output, threads=1):
    """The SQL script with its file names in it; the path of the copy."""
    with open(bench("peers", script), encoding="utf-8") as file:
        text = file.read()
    for name, value in (("FOLDER", data(size)), ("OUTPUT", output), ("THREADS", str(threads))):
        text = text.replace(f"@{name}@", value)
    copy = built(script)
    with open(copy, "w", encoding="utf-8") as file:
        file.write(text)
    return copy


def shell(command, *arguments):
    return ["sh", "-c", command, "sh", *arguments]


def merit(binary):
    def command(size, output):
        folder = data(size)
        return [binary, "score", f"{folder}/main.merit", "--roster", f"{folder}/people.csv",
                "--events", f"{folder}/events.csv", "--period", "2018-01..2018-12",
                "--score", OUTPUT_COLUMNS, "--format", "csv", "--output", output]
    return command


def duckdb(threads):
    def command(size, output):
        return [built("duck"), DUCK_LIBRARY, filled_in("duck.sql", size, output, threads)]
    return command


def sqlite(size, output):
    return shell('exec sqlite3 :memory: < "$1"', filled_in("lite.sql", size, output))


def mawk(size, output):
    return shell('tail -n +2 "$1/people.csv" | LC_ALL=C sort -t, -k1,1 |'
                 ' LC_ALL=C mawk -f "$2" "$1/rules.csv" - "$1/events.csv" > "$3"',
                 data(size), bench("peers", "score.awk"), output)


def programs(binary):
    """Name: how it is started. Those that are not installed are left out."""
    python = os.path.realpath(sys.executable)
    known = {
        "handc": (True, lambda size, output: [built("handc"), data(size), output]),
        "merit": (os.access(binary, os.X_OK), merit(binary)),
        "duckdb-1": (os.path.exists(DUCK_LIBRARY), duckdb(1)),
        "duckdb-2": (os.path.exists(DUCK_LIBRARY), duckdb(2)),
        "luajit": (shutil.which("luajit"), lambda size, output: [
            "luajit", bench("peers", "score.lua"), data(size), output]),
        "python": (True, lambda size, output: [
            python, bench("peers", "score.py"), data(size), output]),
        "sqlite": (shutil.which("sqlite3"), sqlite),
        "mawk": (shutil.which("mawk"), mawk),
    }
    for name, (is_there, _) in known.items():
        if not is_there:
            say(f"{name} is not installed and is left out")
    return {name: command for name, (is_there, command) in known.items() if is_there}


# ---- one run, many runs ------------------------------------------------------------------------

def plain_numbers(table):
    """As Merit prints: no zeros at the end of a fraction, the period column by its name."""
    table = table.replace(b"person,month,", b"person,period,", 1)
    table = re.sub(rb"(\.\d*[1-9])0+(?=[,\n])", rb"\1", table)
    return re.sub(rb"\.0+(?=[,\n])", b"", table)


class Runner:
    """Starts programs, checks their results against handc's, and remembers what they took."""

    def __init__(self, commands, verbose):
        self.commands = commands
        self.verbose = verbose
        self.taken = {}  # (size, program): [(wall s, CPU s, peak KiB)]
        self.wrong = set()
        self.expected = {}
        self.merit = None  # the path of the binary

    def expect(self, size):
        if size not in self.expected:
            output = built(f"expected.{size}.csv")
            subprocess.run([built("handc"), data(size), output], check=True)
            table = read_bytes(output)
            self.expected = {size: (table, plain_numbers(table))}  # of one size: they are large
        return self.expected[size]

    def measure(self, size, name):
        output = built("output.csv")
        wall, cpu, peak, status = timed(self.commands[name](size, output), output)
        result = read_bytes(output) if os.path.exists(output) else b""
        as_handc, as_merit = self.expect(size)
        if status != 0 or result != (as_merit if name == "merit" else as_handc):
            self.wrong.add((size, name))
            kept = built(f"wrong.{name}.{size}.csv")
            if result:
                os.replace(output, kept)
            say(f"{size} {name}: exit {status}, not handc's result; see {kept} and log.txt")
        self.taken.setdefault((size, name), []).append((wall, cpu, peak))
        if self.verbose:
            say(f"{size} {name} {cpu:.4f} s CPU, {peak // 1024} MiB")

    def rounds(self, size, names, count, slow_count=None):
        """Interleaved, so that a slow moment of the machine is shared by all."""
        generate(size)
        for number in range(count):
            for name in names:
                is_short = slow_count is not None and name in SLOW and number >= slow_count
                if name in self.commands and (size, name) not in self.wrong and not is_short:
                    self.measure(size, name)

    def median(self, size, name, column=1):
        runs = self.taken.get((size, name))
        if runs is None or (size, name) in self.wrong:
            return None
        return statistics.median(run[column] for run in runs)


# ---- the report --------------------------------------------------------------------------------

def size_report(runner, size):
    events, people, kinds = SIZES[size]
    names = [name for name in runner.commands if (size, name) in runner.taken]
    handc, duck = runner.median(size, "handc"), runner.median(size, "duckdb-1")
    yield f"### {events:,} events, {people:,} people, {kinds} scored kinds"
    yield ""
    rows = []
    for name in sorted(names, key=lambda name: runner.median(size, name) or 1e9):
        cpu = runner.median(size, name)
        rows.append([name, str(len(runner.taken[size, name])),
                     figure(runner.median(size, name, 0)), figure(cpu),
                     figure(runner.median(size, name, 2), 1 / 1024, "{:.0f}"),
                     figure(ratio(events, cpu), 1e-6), figure(ratio(cpu, handc), 1, "{:.2f}"),
                     figure(ratio(cpu, duck), 1, "{:.2f}")])
    yield from table(["program", "runs", "wall s", "CPU s", "peak MiB", "million events / CPU s",
                      "CPU / handc", "CPU / duckdb-1"], rows)


def growth_report(runner):
    sizes = ["n6", "n6r300", "n6r1000"]
    yield "### Growth with the rules, 1,000,000 events, CPU s"
    yield ""
    rows = []
    for name in ("handc", "merit", "duckdb-1"):
        if all(runner.median(size, name) for size in sizes):
            cpu = [runner.median(size, name) for size in sizes]
            rows.append([name, *map(figure, cpu), figure(cpu[2] / cpu[0], 1, "{:.2f}")])
    yield from table(["program", "30", "300", "1,000", "1,000 / 30"], rows)


def start_report(runner):
    yield "### Start to finish on 100 events, ms"
    yield ""
    rows = [[name, *(figure(runner.median(size, name, column), 1e3)
                     for size in ("n2", "n2r1000") for column in (0, 1))]
            for name in runner.commands if ("n2", name) in runner.taken]
    yield from table(["program", "30 kinds: wall", "CPU", "1,000 kinds: wall", "CPU"], rows)


def memory_of(runner):
    """KiB a person, bytes an event: the peaks at 10^6 and 2·10^6 events of the same people."""
    peaks = [runner.median(size, "merit", 2) for size in ("n2", "n6", "n6twice")]
    if None in peaks:
        return None
    small, once, twice = peaks
    events, people, _ = SIZES["n6"]
    per_event = (twice - once) * 1024 / events
    per_person = (once - small - per_event * events / 1024) / people
    return per_person, per_event


def goals_report(runner):
    median, memory = runner.median, memory_of(runner)
    n6, n7 = median("n6", "merit"), median("n7", "merit")
    start = median("n2", "merit", 0)
    goals = [
        ("CPU at 10^6 events / handc", ratio(n6, median("n6", "handc")), 1.5),
        ("CPU at 10^6 events / duckdb-1", ratio(n6, median("n6", "duckdb-1")), 0.2),
        ("CPU at 10^7 events / handc", ratio(n7, median("n7", "handc")), 1.0),
        ("CPU with 1,000 rules / with 30", ratio(median("n6r1000", "merit"), n6), 1.3),
        ("start to finish on 100 events, ms", start and start * 1e3, 5.0),
        ("memory, KiB a person", memory and memory[0], 1.0),
        ("memory, bytes an event", memory and memory[1], 1.0),
    ]
    yield "### Merit's goals"
    yield ""
    yield from table(["goal", "at most", "measured", ""], [
        [what, f"{limit:g}", f"{value:.3g}", "met" if value <= limit else "**missed**"]
        for what, value, limit in goals if value is not None])


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "absent"
    return ((done.stdout + done.stderr).splitlines() or ["?"])[0]


def machine_report():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "?")
    yield (f"{model}, {os.cpu_count()} cores, {os.uname().sysname} {os.uname().release}; "
           f"{first_line(os.environ.get('CC', 'gcc'), '--version')}; Python "
           f"{sys.version.split()[0]}; SQLite {first_line('sqlite3', '--version').split()[0]}; "
           f"{first_line('mawk', '-W', 'version')}; {first_line('luajit', '-v')}. "
           f"Load {os.getloadavg()[0]:.2f} at the end.")
    yield ""


def report(runner, sizes):
    yield from machine_report()
    for size in sizes:
        yield from size_report(runner, size)
    yield from growth_report(runner)
    yield from start_report(runner)
    yield from ordered.report(runner)
    yield from whatif.report(runner.merit, DUCK_LIBRARY)
    if ("n6", "merit") in runner.taken:
        yield from goals_report(runner)


# ---- the command line --------------------------------------------------------------------------

def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="10^5 and 10^6 events (the default)")
    how.add_argument("--full", action="store_true", help="also 10^7 events")
    parser.add_argument("--sizes", help="such as n4,n6,order; only these, without the other tests")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", help="such as handc,merit,duckdb-1")
    parser.add_argument("--merit", default=os.path.join(ROOT, "build/release/merit"))
    parser.add_argument("--docs", action="store_true", help="put the tables into the documentation")
    parser.add_argument("--verbose", action="store_true", help="a line on stderr for each run")
    return parser.parse_args()


def run_all(runner, names, options):
    sizes = ["n5", "n6", "n7"] if options.full else ["n5", "n6"]
    for size in sizes:
        rounds = options.rounds if size != "n7" else min(options.rounds, 5)
        say(f"{size}: {SIZES[size][0]:,} events, {rounds} rounds")
        runner.rounds(size, names, rounds, 1 if size == "n7" else 3)
    say("growth with the rules, start-up, memory")
    for size in ("n6r300", "n6r1000"):
        runner.rounds(size, ["handc", "merit", "duckdb-1"], options.rounds)
    for size in ("n2", "n2r1000"):
        runner.rounds(size, names, 3 * options.rounds)
    runner.rounds("n6twice", ["merit"], 1)
    say("in order, and a league")
    ordered.rounds(runner, options.rounds)
    return sizes


def some_of(runner, size, names, count):
    if size == "whatif":
        generate("n6")
        return whatif.report(runner.merit, DUCK_LIBRARY)
    if size == "order":
        ordered.rounds(runner, count)
        return ordered.report(runner)
    runner.rounds(size, names, count)
    return size_report(runner, size)


def put_into_docs(text):
    """The results are the last chapter of the page."""
    page = os.path.join(ROOT, "docs", "benchmarks.md")
    with open(page, encoding="utf-8") as file:
        kept = file.read().split(RESULTS)[0].rstrip("\n")
    with open(page, "w", encoding="utf-8") as file:
        file.write(f"{kept}\n{RESULTS}\n{text.rstrip()}\n")


def main():
    options = parse_options()
    build_all()
    commands = programs(os.path.abspath(options.merit))
    names = options.peers.split(",") if options.peers else list(commands)
    runner = Runner(commands, options.verbose)
    runner.merit = os.path.abspath(options.merit)
    if options.sizes:
        lines = [line for size in options.sizes.split(",")
                 for line in some_of(runner, size, names, options.rounds)]
    else:
        lines = list(report(runner, run_all(runner, names, options)))
    text = "\n".join(lines)
    with open(built("report.md"), "w", encoding="utf-8") as file:
        file.write(text)
    print(text)
    if options.docs and not runner.wrong:
        put_into_docs(text)
    if runner.wrong:
        say("different results: " + ", ".join(" ".join(pair) for pair in sorted(runner.wrong)))
    return 1 if runner.wrong else 0


sys.exit(main())
