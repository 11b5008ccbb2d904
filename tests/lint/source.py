"""Reading C: files, includes, functions; comments and literals blanked out."""

import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORE = ("base/", "grammar/", "interp/", "stdlib/", "api/")
# A comment, a string, a character; a quote inside one of them opens nothing.
HIDDEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def tracked(*endings):
    """Files that git knows or would take in, below the root, sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout.decode()
    names = sorted(set(name for name in listed.split("\0") if name))
    there = [name for name in names if os.path.isfile(os.path.join(ROOT, name))]
    # The benchmark's peers are other programs, written as their own communities write.
    return [n for n in there if n.endswith(endings or "") and not n.startswith("bench/peers/")]


def text(name):
    with open(os.path.join(ROOT, name), encoding="utf-8", errors="replace") as file:
        return file.read()


def blanked(code):
    """The code with comments and literals replaced by blanks; line numbers stay."""
    return HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), code)


def includes(name):
    return INCLUDE.findall(text(name))


def functions(code):
    """(name, first line, lines of the body) of every function of formatted code: its braces stand
    in the first column."""
    lines = code.split("\n")
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start is not None:
            yield function_name(lines, start), start, number - start - 1
            start = None


def function_name(lines, brace):
    head = ""
    for number in range(brace - 2, max(brace - 12, -1), -1):
        head = lines[number] + " " + head
        found = re.search(r"(\w+)\s*\(", head)
        if found and not lines[number].startswith(" "):
            return found[1]
    return "?"
