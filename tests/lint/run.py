#!/usr/bin/env python3
"""What a script can see. run.py [CHECK...]: each check prints what it found, then the counts."""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import content  # noqa: E402
import structure  # noqa: E402
import tools  # noqa: E402

# gcc comes before mutable_globals, which looks at what it built.
CHECKS = (
    structure.floors,
    structure.sizes,
    structure.headers,
    structure.readmes,
    structure.duplicates,
    content.banned_calls,
    content.places,
    content.generated,
    content.diagnostics,
    tools.scripts,
    tools.formatting,
    tools.bison,
    tools.gcc,
    tools.clang,
    tools.headers_alone,
    content.mutable_globals,
)
SHOWN = 40


def main(names):
    passed = failed = 0
    for check in CHECKS:
        if names and check.__name__ not in names:
            continue
        start = time.monotonic()
        found = list(check())
        seconds = time.monotonic() - start
        print(f"{'FAIL' if found else 'ok':<5}{check.__name__:<18}{seconds:>6.1f} s")
        for line in found[:SHOWN]:
            print(f"    {line}")
        if len(found) > SHOWN:
            print(f"    and {len(found) - SHOWN} more")
        sys.stdout.flush()
        passed, failed = passed + (not found), failed + bool(found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
