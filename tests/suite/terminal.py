"""Sessions at a terminal: keys that are pressed, and the screen that is there at the end.

tests/README.md says how a case is written.
"""

import concurrent.futures
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time

import common
from screen import Screen

FOLDER = os.path.join(common.ROOT, "tests", "golden", "terminal")
PROMPT = re.compile(r"(merit|功过)(\[.*\])?> $|\S+ …> $")
KEYS = {
    "Enter": "\r", "Tab": "\t", "Backspace": "\x7f", "Up": "\x1b[A", "Down": "\x1b[B",
    "Right": "\x1b[C", "Left": "\x1b[D", "Ctrl-A": "\x01", "Ctrl-C": "\x03", "Ctrl-D": "\x04",
    "Ctrl-E": "\x05", "Ctrl-R": "\x12", "Ctrl-U": "\x15", "Ctrl-W": "\x17",
}  # fmt: skip
PATIENCE = 60  # seconds that a prompt may take on a busy machine
QUIET = 0.05  # after this long without output nothing more is expected


class Broken(Exception):
    """A case cannot go on."""


class Session:
    """The program at a terminal of its own."""

    def __init__(self, command, folder, language, scratch):
        env = common.environment(TERM="vt100", INPUTRC="/dev/null", PAGER="cat", TMP=scratch)
        env.update(XDG_STATE_HOME=scratch + "/state", MERIT_LANG=language)
        self.folder, self.env, self.columns, self.said = folder, env, 100, b""
        self.screen = Screen(self.columns)
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execve("/bin/sh", ["/bin/sh", "-c", "exec " + command], env)
        size = struct.pack("HHHH", 50, self.columns, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)
        self.status = None
        self.wait_for_prompt(-1)

    def read(self, patience):
        """Whether something came."""
        ready, _, _ = select.select([self.fd], [], [], patience)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
            return False
        self.said += data
        text = self.said.decode(errors="ignore")
        done = text.encode()
        if self.said.startswith(done):  # a letter may be cut in two
            self.said = self.said[len(done) :]
            self.screen.feed(text)
        return True

    def wait_until(self, reached, what):
        end = time.monotonic() + PATIENCE
        while not reached() and self.status is None:
            if time.monotonic() > end:
                raise Broken(f"no {what}; the screen:\n{self.screen.text()}")
            self.read(0.2)

    def wait_for_prompt(self, row):
        """A prompt with nothing behind it, below the row."""
        at_prompt = lambda: self.screen.row > row and PROMPT.fullmatch(self.screen.cursor_line())
        self.wait_until(at_prompt, "prompt")

    def settle(self):
        while self.status is None and self.read(QUIET):
            pass

    def press(self, text):
        os.write(self.fd, text.encode())

    def enter(self, key="\r"):
        self.settle()
        row = self.screen.row
        self.press(key)
        self.wait_for_prompt(row)

    def step(self, word, rest):
        if word == "line":
            self.press(rest)
            self.enter()
        elif word == "type":
            self.press(rest)
        elif word == "paste":
            self.press("\x1b[200~" + rest.replace("\\n", "\n") + "\x1b[201~")
        elif word == "key" and rest in ("Enter", "Ctrl-C"):
            self.enter(KEYS[rest])
        elif word == "key":
            self.press(KEYS[rest])
            self.settle()
        elif word == "stop":  # Enter, and Ctrl-C while the answer is worked out
            self.settle()
            row = self.screen.row
            self.press(rest + "\r")
            self.wait_until(lambda: self.screen.row > row, "line")
            os.kill(self.child, signal.SIGINT)
            self.wait_for_prompt(row)
        elif word == "run":
            subprocess.run(["/bin/sh", "-c", rest], cwd=self.folder, env=self.env, check=True)
        else:
            raise Broken(f"there is no step `{word} {rest}`")

    def leave(self):
        if self.status is None:
            self.settle()
            self.press("\x04")
        self.wait_until(lambda: self.status is not None, "end")

    def close(self):
        if self.status is None:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        os.close(self.fd)


def play(path, language):
    """The screen after all keys, and what `run` steps left in $TMP/out."""
    steps = [line for line in common.read(path).decode().split("\n") if line and line[0] != "#"]
    scratch = tempfile.mkdtemp(prefix="merit-", dir="/tmp")
    shutil.copytree(os.path.join(common.ROOT, "rules"), scratch + "/rules")
    env = common.environment(TMP=scratch)
    while steps[0].startswith("run "):
        subprocess.run(["/bin/sh", "-c", steps.pop(0)[4:]], cwd=scratch, env=env, check=True)
    session = Session(steps[0].removeprefix("$ "), scratch, language, scratch)
    try:
        for step in steps[1:]:
            word, _, rest = step.partition(" ")
            session.step(word, rest)
        session.leave()
        text = session.screen.text()
        if session.status:
            text += f"exit status {session.status}\n"
        left = common.read(scratch + "/out") or b""
        return (text.encode() + left).replace(scratch.encode(), b"$TMP")
    finally:
        session.close()
        shutil.rmtree(scratch, ignore_errors=True)


TYPED = re.compile(r"(?:(?:merit|功过)(?:\[.*\])?|\S+ …)> ?(.*)")


def retell(text, folder):
    """A session as a page shows it, played again: its lines behind prompts are what is typed."""
    lines = text.split("\n")
    command = lines[0].removeprefix("$ ")
    language = "zh" if re.search("^功过", text, re.MULTILINE) else "en"
    session = Session(command, folder, language, folder)
    try:
        for line in lines[1:]:
            typed = TYPED.fullmatch(line)
            if typed and typed[1]:
                session.step("line", typed[1])
        session.leave()
        shown = session.screen.text().rstrip("\n").split("\n")
        last = TYPED.fullmatch(shown[-1])
        if last and not last[1]:
            shown.pop()  # the prompt at which the session was left
        return "\n".join([lines[0]] + shown) + "\n"
    finally:
        session.close()


def check(tally, name, language, blessing):
    path = os.path.join(FOLDER, name)
    expected = path + ".screen" + (".zh" if language == "zh" else "")
    try:
        actual = play(path + ".keys", language)
    except (Broken, subprocess.CalledProcessError) as problem:
        return tally.fail(f"{name} ({language})", str(problem))
    trouble = common.alarm(0, actual)
    if trouble:
        return tally.fail(f"{name} ({language})", trouble)
    if blessing:
        common.write(expected, actual)
        return tally.ok()
    want = common.read(expected) or b""
    return tally.check(
        want == actual, f"{name} ({language})", common.difference(want, actual, "screen")
    )


def terminal(tally, only="", blessing=False):
    names = sorted(f[:-5] for f in os.listdir(FOLDER) if f.endswith(".keys"))
    cases = [(n, lang) for n in names if only in "terminal/" + n for lang in ("en", "zh")]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for _ in pool.map(lambda case: check(tally, *case, blessing), cases):
            pass
