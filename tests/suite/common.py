"""What the suites share: the tally, a fixed environment, running merit."""

import difflib
import os
import subprocess
import sys
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build/release"))
MERIT = os.path.join(BUILD, "merit")
SAN = "/san" in BUILD
TIMEOUT = 120
SHOWN = 30  # failures printed in full, for each suite

# Words of the sanitizers; a run that says one of them has failed, whatever was expected.
ALARMS = (b"AddressSanitizer", b"LeakSanitizer", b"runtime error:", b"UndefinedBehavior")


class Tally:
    """Counts of one suite; prints each failure as it comes."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.lock = name, 0, 0, threading.Lock()

    def ok(self, count=1):
        with self.lock:
            self.passed += count

    def fail(self, what, detail=""):
        with self.lock:
            self.failed += 1
            if self.failed > SHOWN:
                return
            print(f"FAIL {self.name}: {what}")
            for line in detail.rstrip("\n").split("\n")[:60] if detail else []:
                print(f"    {line}")
            sys.stdout.flush()

    def check(self, good, what, detail=""):
        if good:
            self.ok()
        else:
            self.fail(what, detail)


def environment(**more):
    """The same on every machine: no colour, no locale, no time zone, no home."""
    env = {
        "PATH": BUILD + ":/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "HOME": "/nonexistent",
        "ROOT": ROOT,
        "ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0:exitcode=99",
        "UBSAN_OPTIONS": "print_stacktrace=1",
    }
    for name in ("GCOV_PREFIX", "GCOV_PREFIX_STRIP"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update(more)
    return env


def run(argv, cwd=ROOT, stdin=None, env=None, merge=False, timeout=TIMEOUT):
    """(exit status, stdout, stderr); 124 when it did not end in time."""
    try:
        done = subprocess.run(
            argv,
            cwd=cwd,
            env=env or environment(),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if merge else subprocess.PIPE,
            timeout=timeout,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr or b""
    except subprocess.TimeoutExpired:
        return 124, b"", f"no end within {timeout} s".encode()
    except OSError as problem:
        return 126, b"", str(problem).encode()


def alarm(status, err):
    """Why this run is wrong whatever was expected of it, or None."""
    if status < 0:
        return f"killed by signal {-status}"
    if status == 124:
        return err.decode(errors="replace")
    for word in ALARMS:
        if word in err:
            return err.decode(errors="replace")
    return None


def difference(expected, actual, name):
    """A unified diff of bytes, for people."""
    old = expected.decode(errors="backslashreplace").splitlines()
    new = actual.decode(errors="backslashreplace").splitlines()
    lines = list(difflib.unified_diff(old, new, f"{name} (expected)", f"{name} (now)", lineterm=""))
    if not lines and expected != actual:
        lines = [f"{name}: they differ in line ends"]
    return "\n".join(lines[:50])


def read(path):
    """The bytes of a file; None when there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, data):
    """Writes, or removes when data is None."""
    if data is not None:
        with open(path, "wb") as file:
            file.write(data)
    elif os.path.exists(path):
        os.remove(path)
