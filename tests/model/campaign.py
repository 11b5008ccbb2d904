#!/usr/bin/env python3
"""Compares Merit with the model on made-up packs and logs for as long as one likes.

campaign.py [SECONDS=60] [PAIRS=N] [SEED=1] [JOBS=1] [STOP=yes] [WITHOUT=construct,…]
A pair is one rule pack with one log. Each difference is shrunk and left in build/campaign/SEED.
JOBS=0 works in this process, where a debugger and gcov can follow.
"""

import collections
import multiprocessing
import os
import queue
import re
import sys
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import accounts  # noqa: E402
import case  # noqa: E402
import data  # noqa: E402
import engine  # noqa: E402
import known  # noqa: E402
import opened  # noqa: E402
import relations  # noqa: E402
import shrink  # noqa: E402
import trial  # noqa: E402

SHOWN = 10
LOGS = 10  # logs for each pack
FAMILIES = {
    "construct": "constructs covered, in how many pairs",
    "relation": "relations checked",
    "refused": "packs refused",
    "limit": "pairs that ended at a limit",
}


class Tally(collections.Counter):
    """Counts by ("pairs",), ("construct", name), ("refused", why), ("failed", seed) …"""

    def of(self, family):
        found = [(key[1], count) for key, count in self.items() if key[0] == family]
        return sorted(found, key=lambda one: (-one[1], str(one[0])))


def one_pack(machine, seed, without, tally):
    """All logs of one pack, a relation, and some accounts; stops at the first pair that differs."""
    made = case.Case(seed, without)
    refusal = machine.compile(made.source("en"))
    if refusal:
        tally[("refused", why(refusal))] += 1
        return
    for construct in made.pack.used:
        tally[("construct", construct)] += LOGS
    for number in range(LOGS):
        tally[("pairs",)] += 1
        if noted(tally, made.compare(machine, number), f"{seed}.{number}"):
            return
    names = [*sorted(relations.RELATIONS), trial.RELATION, known.RELATION]
    often = seed % 3 == 0 and data.decided_kinds(made.pack)
    relation = opened.RELATION if often else names[seed % len(names)]
    for relation in (relation, accounts.RELATION) if seed % 3 == 1 else (relation,):
        applies, difference = made.related(machine, seed % LOGS, relation)
        if applies:
            tally[("relation", relation)] += 1
            if noted(tally, difference, f"{seed}.{seed % LOGS}.{relation}"):
                return


def noted(tally, difference, name):
    """Whether a pair differs; a limit that was reached is counted, and is none."""
    if difference is not None and difference.limit:
        tally[("limit", difference.limit)] += 1
        return False
    if difference is not None:
        tally[("failed", name)] += 1
        print(f"differs: {name}", flush=True)
    return difference is not None


def why(failure):
    """The code of a refusal."""
    found = re.search(r"(error|limit) ([EWL]\d{4}): ", failure.messages)
    if not found:
        return failure.messages[:60]
    return found[2]


def work(job, jobs, options, results):
    """One process: packs JOB, JOB + JOBS … until time or pairs are over."""
    folder = f"/dev/shm/merit-campaign-{os.getpid()}"
    machine, tally = engine.Engine(folder), Tally()
    end = time.monotonic() + options["seconds"]
    seed = options["seed"] + job
    try:
        while time.monotonic() < end and tally[("pairs",)] < options["pairs"] / jobs:
            try:
                one_pack(machine, seed, options["without"], tally)
            except Exception:
                print(f"pack {seed}: the model failed\n{traceback.format_exc()}", flush=True)
                tally[("crashed",)] += 1
            seed += jobs
            if options["stop"] and tally.of("failed"):
                break
    finally:
        for name in os.listdir(folder):
            os.remove(os.path.join(folder, name))
        os.rmdir(folder)
    results.put(tally)


def run(options):
    if options["jobs"] == 0:
        results = queue.SimpleQueue()
        work(0, 1, options, results)
        return results.get()
    jobs, results, total = options["jobs"], multiprocessing.Queue(), Tally()
    workers = [
        multiprocessing.Process(target=work, args=(job, jobs, options, results))
        for job in range(jobs)
    ]
    for worker in workers:
        worker.start()
    waiting = jobs
    while waiting:
        try:
            total += results.get(timeout=1)
            waiting -= 1
        except Exception:  # the queue is empty: did a worker die?
            if not any(worker.is_alive() for worker in workers) and results.empty():
                total[("crashed",)] += waiting
                waiting = 0
    return total


def report(total, seconds, options):
    for family, title in FAMILIES.items():
        rows = total.of(family)
        print(f"{title}: {len(rows)}")
        for name, count in rows if options["list"] or family != "construct" else ():
            print(f"  {count:>8}  {name}")
    failed = [name for name, _ in total.of("failed")]
    for name in failed[:SHOWN]:
        print(shrink.reproduce(name, options["without"]))
    rate = total[("pairs",)] / max(seconds, 1e-9)
    wrong = len(failed) + total[("crashed",)]
    print(
        f"campaign: {total[('pairs',)] - wrong} passed {wrong} failed"
        f" ({rate:.0f} pairs a second, seed {options['seed']})"
    )
    return 1 if wrong else 0


def main(arguments):
    given = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    options = {
        "pairs": int(given.get("PAIRS") or 1 << 60),
        "seed": int(given.get("SEED") or 1),
        "jobs": int(given.get("JOBS") or 1),
        "without": [word for word in given.get("WITHOUT", "").split(",") if word],
        "stop": bool(given.get("STOP")),
        "list": given.get("LIST") != "no",
    }
    options["seconds"] = float(given.get("SECONDS") or (1 << 30 if given.get("PAIRS") else 60))
    start = time.monotonic()
    total = run(options)
    return report(total, time.monotonic() - start, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
