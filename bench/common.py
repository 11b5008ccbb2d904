"""What run.py and ordered.py share: paths, one measured run, tables in Markdown."""
import os
import subprocess
import sys

BENCH = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(BENCH)
BUILD = os.path.join(ROOT, "build", "bench")


def bench(*parts):
    return os.path.join(BENCH, *parts)


def built(*parts):
    return os.path.join(BUILD, *parts)


def data(size):
    return built("data", size)


def say(text):
    print(text, file=sys.stderr, flush=True)


def newer(target, *sources):
    return os.path.exists(target) and all(
        os.path.getmtime(target) >= os.path.getmtime(source) for source in sources)


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def timed(command, output):
    """Wall s, CPU s, peak KiB and exit status of a command that is to write that file."""
    report = built("report.txt")
    for path in (output, report):
        if os.path.exists(path):
            os.unlink(path)
    with open(built("log.txt"), "ab") as log:
        subprocess.run([built("measure"), report, *command], check=False,
                       stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    wall, cpu, peak, status = read_bytes(report).split()
    return float(wall), float(cpu), int(peak), int(status)


def figure(value, unit=1.0, form="{:.3g}"):
    return "–" if value is None else form.format(value * unit)


def ratio(value, base):
    return None if value is None or not base else value / base


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""
