"""What-if over the job at 10^6 events, loaded: Merit, DuckDB and SQLite on the same questions."""
import os
import re
import shutil
import statistics
import subprocess

from common import ROOT, bench, built, data, figure, say, table

SIZE = "n6"
QUESTIONS = (
    ("amount, year", "a changed amount, 12 months compared", None),
    ("amount, month", "a changed amount, one month compared", 10),
    ("struck", "a struck event, 12 months compared", 1),
    ("account", "the account of one score (SQL: its lines alone)", 5),
)


def compile_merit(folder):
    """The program uses the library's own headers: it is linked with what was built beside it."""
    target, source = built("whatif"), bench("whatif.c")
    library = os.path.join(folder, "libmerit.a")
    subprocess.run([os.environ.get("CC", "gcc"), "-std=gnu11", "-O2", "-Wall", "-Wextra",
                    "-D_GNU_SOURCE", "-I", ROOT, "-o", target, source, library, "-lutf8proc",
                    "-lxxhash"], check=True)
    return target


def filled_in(script, output):
    with open(bench("peers", script), encoding="utf-8") as file:
        text = file.read().replace("@FOLDER@", data(SIZE)).replace("@OUTPUT@", output)
    copy = built(script)
    with open(copy, "w", encoding="utf-8") as file:
        file.write(text)
    return copy


def lines_of(command, **options):
    done = subprocess.run(command, check=True, capture_output=True, text=True, **options)
    return done.stdout.splitlines()


def ask_merit(program):
    taken, differ = {}, None
    for line in lines_of([program, data(SIZE)]):
        name, milliseconds, count = line.split("\t")
        taken.setdefault(name, []).append(float(milliseconds))
        differ = int(count) if name == "amount, year" else differ
    return taken, differ


def ask_duckdb(library):
    output, taken = built("whatif.csv"), {}
    for line in lines_of([built("duck"), library, filled_in("whatif_duck.sql", output)]):
        name, milliseconds = line.split("\t")
        taken.setdefault(name, []).append(float(milliseconds))
    with open(output, encoding="utf-8") as file:
        return taken, int(file.read())


def ask_sqlite():
    taken, differ, name = {}, None, ""
    with open(filled_in("whatif_lite.sql", ""), encoding="utf-8") as script:
        for line in lines_of(["sqlite3", ":memory:"], stdin=script):
            if line.startswith("time"):
                name = line[5:]
            elif line.startswith("differ") and name == "amount, year":
                differ = int(line.split()[1])
            spent = re.search(r"user ([0-9.]+) sys ([0-9.]+)", line)
            if spent and name:
                milliseconds = 1000 * (float(spent[1]) + float(spent[2]))
                taken[name] = [taken.get(name, [0.0])[0] + milliseconds]
    return taken, differ


def report(merit, duck_library):
    answers = {"merit": ask_merit(compile_merit(os.path.dirname(merit)))}
    if os.path.exists(duck_library):
        answers["duckdb-1"] = ask_duckdb(duck_library)
    if shutil.which("sqlite3"):
        answers["sqlite"] = ask_sqlite()
    counts = {differ for _, differ in answers.values()}
    if len(counts) > 1:
        say(f"what-if: other totals differ: {answers}")
        raise SystemExit(1)
    yield "### What-if: 1,000,000 events, 20,000 people, loaded; CPU ms"
    yield ""
    rows = []
    for name, words, goal in QUESTIONS:
        medians = [answers[program][0].get(name) for program in answers]
        rows.append([words, *(figure(taken and statistics.median(taken)) for taken in medians),
                     "–" if goal is None else f"{goal} ms"])
    yield from table(["question", *answers, "Merit's goal"], rows)
