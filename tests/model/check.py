#!/usr/bin/env python3
"""Compares merit with the model on townships nobody has seen: check.py [--seeds N] [--from SEED].

Each seed is a township of one to three years; every month and every year of it must be equal to the
byte. A seed that differs leaves its files in build/model/SEED. The sample of the pack comes first.
"""

import csv
import difflib
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import make_township  # noqa: E402
import township  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))
MERIT = os.path.join(ROOT, os.environ.get("BUILD", "build/release"), "merit")
PACK = os.path.join(ROOT, "rules", "township")
ENGLISH = {chinese: english for english, chinese in make_township.CHINESE.items()}


def read(path):
    """The rows of a file as the model wants them: English names and values."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    header = [ENGLISH.get(name, name) for name in rows[0]]
    return [dict(zip(header, (ENGLISH.get(value, value) for value in row))) for row in rows[1:]]


def score(rules, roster, events, period):
    command = [MERIT, "score", rules, "--roster", roster, "--events", *events]
    command += ["--period", period, "--format", "csv", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return (
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )


def compare(what, rules, paths, periods, model):
    """How many of the periods differ; the first difference is printed."""
    wrong = 0
    for period in periods:
        status, out, err = score(rules, *paths, period)
        want = township.table(model, period)
        if status == 0 and out == want:
            continue
        wrong += 1
        if wrong == 1:
            print(f"FAIL model: {what}, {period}: exit status {status}\n{err[:2000]}", end="")
            lines = difflib.unified_diff(
                want.splitlines(), out.splitlines(), "model", "merit", n=0, lineterm=""
            )
            print("\n".join(list(lines)[:20]))
    return wrong


def periods_of(years):
    return [f"{year}-{month:02}" for year in years for month in range(1, 13)] + [
        str(year) for year in years
    ]


def check_seed(seed):
    folder = os.path.join(ROOT, "build", "model", str(seed))
    shutil.rmtree(folder, ignore_errors=True)
    roster, events, years = make_township.make(seed, folder)
    model = township.Township(read(roster), [row for path in events for row in read(path)])
    rules = os.path.join(PACK, "main.en.merit" if seed % 3 == 0 else "main.merit")
    periods = periods_of(years)
    wrong = compare(f"seed {seed}", rules, (roster, events), periods, model)
    if not wrong:
        shutil.rmtree(folder)
    return len(periods), wrong


def check_sample():
    path = lambda name: os.path.join(PACK, "sample", name)
    paths = (path("roster.csv"), [path("events-2018.csv"), path("ballots-2018.csv")])
    model = township.load(*paths)
    return 13, compare("the sample", PACK, paths, periods_of([2018]), model)


def main(args):
    option = lambda name, otherwise: int(args[args.index(name) + 1]) if name in args else otherwise
    start, seeds = option("--from", 1), option("--seeds", 10)
    total, wrong = check_sample()
    for seed in range(start, start + seeds):
        more, bad = check_seed(seed)
        total, wrong = total + more, wrong + bad
    print(f"model: {total - wrong} passed {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
