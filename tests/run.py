#!/usr/bin/env python3
"""Runs the suites and prints the closing summary: run.py [SUITE...] [--only TEXT] [--bless]."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "suite"))
sys.dont_write_bytecode = True

import common  # noqa: E402
import docs  # noqa: E402
import faults  # noqa: E402
import golden  # noqa: E402
import install  # noqa: E402
import packs  # noqa: E402
import programs  # noqa: E402
import terminal  # noqa: E402

SUITES = {
    "canary": programs.canary,
    "unit": programs.unit,
    "golden": golden.golden,
    "terminal": terminal.terminal,
    "packs": packs.packs,
    "model": programs.model,
    "campaign": programs.campaign,
    "impact": programs.impact,
    "docs": docs.docs,
    "faults": faults.faults,
    "embed": programs.embed,
    "fuzz": programs.fuzz,
    "install": install.install,
}
NEEDS_MERIT = (
    "faults",
    "golden",
    "terminal",
    "packs",
    "model",
    "campaign",
    "impact",
    "docs",
    "install",
)


def run_suite(name, only):
    tally = common.Tally(name)
    start = time.monotonic()
    if name in NEEDS_MERIT and not os.path.exists(common.MERIT):
        tally.fail(f"there is no {os.path.relpath(common.MERIT, common.ROOT)}")
    elif name in ("golden", "terminal", "docs"):
        SUITES[name](tally, only)
    else:
        SUITES[name](tally)
    seconds = time.monotonic() - start
    print(f"{name:<8}{tally.passed:>6} passed {tally.failed:>4} failed {seconds:>7.1f} s")
    sys.stdout.flush()
    return tally


def bless(names, only):
    """Rewrites what is expected of the suites named."""
    tally = common.Tally("bless")
    if "golden" in names:
        golden.golden(tally, only, blessing=True)
    if "terminal" in names:
        terminal.terminal(tally, only, blessing=True)
    if "embed" in names:
        programs.embed(tally, blessing=True)
    if "docs" in names:
        docs.docs(tally, only, blessing=True)
    print(f"{tally.passed} blessed, {tally.failed} refused; read the diff before you commit it")
    return 1 if tally.failed else 0


def main(args):
    only = args[args.index("--only") + 1] if "--only" in args else ""
    names = [arg for arg in args if arg in SUITES]
    if "--bless" in args:
        return bless(names or ["golden", "terminal", "embed"], only)
    names = names or list(SUITES)
    tallies = [run_suite(name, only) for name in names]
    passed, failed = (sum(getattr(t, part) for t in tallies) for part in ("passed", "failed"))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
