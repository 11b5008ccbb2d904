"""The documentation's examples are run; tests/README.md says which blocks and how."""

import concurrent.futures
import glob
import os
import re
import shutil
import tempfile

import common
import terminal

FENCE = re.compile(r"^(\s*)```(.*)$")
# What a ```console block may call besides merit; anything else belongs into a ```sh block.
ALLOWED = "merit cat cd cp diff echo head ls mkdir printf sed tail".split()
MARK = "\x01next\x01"


class Block:
    def __init__(self, words, line, text):
        self.kind, self.words, self.line, self.text = words[0], words[1:], line, text


def blocks(path):
    """The fenced blocks of a page, in order."""
    found, inside, words, start, indent = [], None, [], 0, ""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            fence = FENCE.match(line)
            if inside is None and fence:
                indent, words, inside, start = fence[1], fence[2].split(), [], number
            elif fence and not fence[2].strip():
                if words:
                    found.append(Block(words, start, "".join(inside)))
                inside = None
            elif inside is not None:
                inside.append(line[len(indent) :] if line.startswith(indent) else line)
    return found


def run_console(block, folder):
    """[(command, expected, actual)] of a ```console block, run as one shell session."""
    steps = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            steps.append([line[2:], []])
        elif steps and steps[-1][0].endswith("\\") and not steps[-1][1]:
            steps[-1][0] += "\n" + line
        elif steps:
            steps[-1][1].append(line)
    for command, _ in steps:
        word = command.split()[0]
        if word not in ALLOWED:
            return [(command, f"(only {', '.join(ALLOWED)} are run: use a sh block)", "")]
    script = "\n".join(f"{command}\nprintf '{MARK}%s\\n' $?" for command, _ in steps)
    _, out, _ = common.run(["/bin/bash", "-c", script], folder, merge=True)
    parts = re.split(MARK + r"\d+\n", out.decode(errors="replace"))
    parts += [""] * len(steps)
    return [(command, "\n".join(want), part) for (command, want), part in zip(steps, parts)]


def run_session(block, folder):
    """[(the block without its first line, what is shown now)]; see terminal.retell."""
    try:
        now = terminal.retell(block.text, folder)
    except terminal.Broken as problem:
        now = f"{problem}\n"
    first, _, want = block.text.partition("\n")
    return [(first.removeprefix("$ "), want.rstrip("\n"), now.partition("\n")[2])]


def matches(expected, actual):
    """Equal but for blanks at line ends; a line ... stands for any lines."""
    clean = lambda text: [line.rstrip() for line in text.strip("\n").split("\n")]
    pattern = ""
    for line in clean(expected):
        pattern += r"(?:.*\n)*?" if line.strip() in ("...", "…") else re.escape(line) + r"\n"
    return re.fullmatch(pattern, "\n".join(clean(actual)) + "\n") is not None


def check_merit(tally, where, block, folder):
    """A ```merit block: named ones are saved, `bad CODE` must say the code, the others check."""
    words = block.words
    named = words and words[0].endswith(".merit")
    name = words[0] if named else f"block{block.line}.merit"
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    common.write(path, block.text.encode())
    if block.text.startswith(("# fragment", "# 片段")):
        status, out, err = common.run([common.MERIT, "fmt", name], folder)
        return tally.check(status == 0, where, (out + err).decode(errors="replace"))
    bad = words[1:] if words[:1] == ["bad"] else []
    verb = "lint" if bad and all(code[0] == "L" for code in bad) else "check"
    status, out, err = common.run([common.MERIT, verb, name], folder)
    said = (out + err).decode(errors="replace")
    if bad:
        good = all(code in said for code in bad) and (status or bad[0][0] in "LW")
        return tally.check(good, f"{where}: expected {' '.join(bad)}", said)
    return tally.check(status == 0, where, said)


def bless_page(path, rewritten):
    """Puts what the commands print now below them; blocks that match, elisions too, stay."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for block, steps in reversed(rewritten):
        first = block.line
        last = first + block.text.count("\n")
        indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
        new = []
        for command, expected, actual in steps:
            said = expected if matches(expected, actual) else actual
            new += ("$ " + command).split("\n")
            new += [line.rstrip() for line in said.rstrip("\n").split("\n")] if said.strip() else []
        lines[first:last] = [indent + line if line else line for line in new]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def check_page(tally, path, blessing=False):
    rewritten = []
    page = os.path.relpath(path, common.ROOT)
    folder = tempfile.mkdtemp(prefix="merit-docs-")
    try:
        if os.path.isdir(os.path.join(common.ROOT, "rules")):
            shutil.copytree(os.path.join(common.ROOT, "rules"), os.path.join(folder, "rules"))
        for block in blocks(path):
            where = f"{page}:{block.line}"
            if block.kind == "merit":
                check_merit(tally, where, block, folder)
            elif block.kind in ("console", "session"):
                run = run_console if block.kind == "console" else run_session
                steps = run(block, folder)
                if blessing and not all(matches(want, now) for _, want, now in steps):
                    rewritten.append((block, steps))
                    tally.ok(len(steps))
                    continue
                for command, expected, actual in steps:
                    detail = common.difference(expected.encode(), actual.encode(), "output")
                    tally.check(matches(expected, actual), f"{where}: {command}", detail)
            elif block.words and block.kind in ("csv", "text"):
                common.write(os.path.join(folder, block.words[0]), block.text.encode())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if rewritten:
        bless_page(path, rewritten)


def docs(tally, only="", blessing=False):
    pages = [os.path.join(common.ROOT, "README.md")]
    pages += sorted(glob.glob(os.path.join(common.ROOT, "docs", "**", "*.md"), recursive=True))
    pages += sorted(glob.glob(os.path.join(common.ROOT, "rules", "*", "*.md")))
    wanted = [p for p in pages if os.path.exists(p) and only in os.path.relpath(p, common.ROOT)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for _ in pool.map(lambda path: check_page(tally, path, blessing), wanted):
            pass
