"""Golden cases: output that is pinned to the byte; tests/README.md says how to add one."""

import concurrent.futures
import os
import re
import shlex
import shutil
import tempfile

import common

FOLDER = os.path.join(common.ROOT, "tests", "golden")
STAGES = ("lex", "ast", "ir", "plan", "sql", "fmt")
SHELL = re.compile(r"[|&;<>()$`*?\[\]{}~#\\]|^\w+=")  # what needs a shell to be understood


class Case:
    """One command script and the files that pin what it does."""

    def __init__(self, name, folder, script, prefix, stage=None):
        self.name, self.folder, self.script = name, folder, script
        self.prefix = prefix  # of the expected files: "folder/" or "folder/NAME."
        self.stage = stage  # only stdout counts, pinned by this file

    def path(self, part):
        return self.prefix + part


def find_cases(only):
    """In order of their names, so that the report is the same each time."""
    cases = []
    for folder, folders, files in os.walk(FOLDER):
        folders.sort()
        here = os.path.relpath(folder, FOLDER)
        if "cmd" in files:
            script = common.read(os.path.join(folder, "cmd")).decode()
            cases.append(Case(here, folder, script, folder + "/"))
            continue
        for file in sorted(files):
            stem, ext = os.path.splitext(file)
            prefix = os.path.join(folder, stem) + "."
            if ext == ".cmd":
                script = common.read(os.path.join(folder, file)).decode()
                cases.append(Case(f"{here}/{stem}", folder, script, prefix))
            elif ext == ".merit" and stem + ".cmd" not in files:
                cases += cases_of_script(here, folder, stem, prefix, files)
    return [case for case in cases if only in case.name]


def cases_of_script(here, folder, stem, prefix, files):
    """NAME.merit alone is checked; its siblings NAME.ast, NAME.ir ... pin the stages."""
    name = f"{here}/{stem}"
    cases = [Case(name, folder, f"merit check {stem}.merit", prefix)]
    for stage in STAGES:
        if f"{stem}.{stage}" in files:
            script = f"merit {stage} {stem}.merit"
            cases.append(Case(f"{name}.{stage}", folder, script, prefix, stage))
    return cases


def commands(script):
    """The script as argument lists when it needs no shell (a fork less), else None."""
    lines = [line for line in script.split("\n") if line.strip() and not line.startswith("#")]
    if any(SHELL.search(line) or not line.startswith("merit") for line in lines):
        return None
    return [[common.MERIT] + shlex.split(line)[1:] for line in lines]


def execute(case, language):
    """(status, out, err), the same on each machine: paths are replaced by their variables."""
    env = common.environment()
    if language:
        env["MERIT_LANG"] = language
    # Of one length everywhere: what is aligned to the right depends on it.
    scratch = tempfile.mkdtemp(prefix="merit-", dir="/tmp") if "$TMP" in case.script else None
    if scratch:
        env["TMP"] = scratch
    stdin = common.read(case.path("in"))
    status, out, err = 0, b"", b""
    direct = commands(case.script)
    for argv in direct if direct is not None else [["/bin/sh", "-c", case.script]]:
        status, more_out, more_err = common.run(argv, case.folder, stdin, env)
        out, err = out + more_out, err + more_err
    if scratch:
        out, err = (data.replace(scratch.encode(), b"$TMP") for data in (out, err))
        shutil.rmtree(scratch, ignore_errors=True)
    root = common.ROOT.encode()
    return status, out.replace(root, b"$ROOT"), err.replace(root, b"$ROOT")


def expected_status(case):
    text = common.read(case.path("exit"))
    return int(text) if text else 0


def compare(tally, case, name, expected, actual):
    """Each of (status, out, err) against what is pinned; one result."""
    trouble = common.alarm(actual[0], actual[2])
    if trouble:
        return tally.fail(name, trouble)
    details = []
    if expected[0] != actual[0]:
        details.append(f"exit status {actual[0]}, expected {expected[0]}")
    for label, want, got in (("out", expected[1], actual[1]), ("err", expected[2], actual[2])):
        if want is not None and want != got:
            details.append(common.difference(want, got, label))
    return tally.check(not details, f"{name}: {case.script.strip()}", "\n".join(details))


def verify(tally, case):
    if case.stage:
        actual = execute(case, None)
        want = common.read(case.path(case.stage))
        return compare(tally, case, case.name, (0, want, None), actual)
    out, err = (common.read(case.path(part)) or b"" for part in ("out", "err"))
    compare(tally, case, case.name, (expected_status(case), out, err), execute(case, None))
    if not wants_chinese(case, err):
        return None
    err_zh = common.read(case.path("err.zh"))
    if err and err_zh is None:
        return tally.fail(case.name, "no err.zh: its Chinese is not pinned (make bless)")
    out_zh = common.read(case.path("out.zh"))
    expected = (expected_status(case), out if out_zh is None else out_zh, err_zh or b"")
    return compare(tally, case, case.name + " (zh)", expected, execute(case, "zh"))


def wants_chinese(case, err):
    """Everything said on stderr is pinned in both languages; stdout where out.zh asks for it."""
    if "MERIT_LANG" in case.script:
        return False
    return bool(err) or any(os.path.exists(case.path(p)) for p in ("out.zh", "err.zh"))


def bless(tally, case):
    """Rewrites the pinned files; never pins a crash."""
    actual = execute(case, None)
    trouble = common.alarm(actual[0], actual[2])
    if trouble:
        return tally.fail(case.name + ": not blessed", trouble)
    if case.stage:
        if actual[0] != 0:
            return tally.fail(case.name + ": not blessed", actual[2].decode(errors="replace"))
        common.write(case.path(case.stage), actual[1])
        return tally.ok()
    had_out_zh = os.path.exists(case.path("out.zh"))
    common.write(case.path("exit"), b"%d\n" % actual[0] if actual[0] else None)
    common.write(case.path("out"), actual[1] or None)
    common.write(case.path("err"), actual[2] or None)
    if wants_chinese(case, actual[2]):
        status, out, err = execute(case, "zh")
        trouble = common.alarm(status, err)
        if trouble or status != actual[0]:
            return tally.fail(case.name + " (zh): not blessed", trouble or f"exit status {status}")
        common.write(case.path("err.zh"), err or None)
        common.write(case.path("out.zh"), out if had_out_zh or out != actual[1] else None)
    return tally.ok()


def golden(tally, only="", blessing=False):
    cases = find_cases(only)
    work = bless if blessing else verify
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for _ in pool.map(lambda case: work(tally, case), cases):
            pass
