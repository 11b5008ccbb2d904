"""What may not stand in a file: banned calls, mutable globals, places of one machine."""

import glob
import os
import re
import subprocess

import source


def calls(words):
    return r"\b(" + "|".join(words.split()) + r")\s*\("


BANNED = calls(
    "strcpy strcat stpcpy strncpy strncat sprintf vsprintf gets atoi atol atoll atof strtok"
    " strtok_r alloca setjmp longjmp sigsetjmp siglongjmp scanf sscanf mktemp tmpnam system"
)
# In the core nothing asks the time, chance, the locale or the environment, and nothing ends the
# program but the allocator that has no memory left.
CORE_BANNED = calls(
    "exit _exit abort quick_exit time localtime localtime_r gmtime mktime rand random srand"
    " setlocale getenv strtod strtof perror printf puts putchar signal pthread_create"
)
ENDS = {"base/arena.c": {"exit", "_exit", "abort"}}
INEXACT = r"\b(float|double|_Decimal\w*|long double)\b"


def banned_calls():
    """Calls that have no place, or none here; floating point."""
    for name in source.tracked(".c", ".h", ".y", ".l"):
        if name.startswith("bench/"):
            continue
        code = source.blanked(source.text(name))
        core = name.startswith(source.CORE)
        for number, line in enumerate(code.split("\n"), 1):
            for word in re.findall(BANNED, line):
                yield f"{name}:{number}: {word}()"
            if not core:
                if name.startswith("repl/") and name != "repl/main.c":
                    if re.search(r"\bexit\s*\(", line):
                        yield f"{name}:{number}: exit()"
                continue
            for word in re.findall(CORE_BANNED, line):
                if word not in ENDS.get(name, ()):
                    yield f"{name}:{number}: {word}()"
            for word in re.findall(INEXACT, line):
                yield f"{name}:{number}: {word}"


def mutable_globals():
    """No object of the library has writable data: the section of each symbol tells."""
    objects = glob.glob(os.path.join(source.ROOT, "build/release/obj/**/*.o"), recursive=True)
    objects += glob.glob(os.path.join(source.ROOT, "build/release/gen/**/*.o"), recursive=True)
    for path in sorted(objects):
        inside = re.sub(r".*build/release/(obj|gen)/", "", path)
        if not inside.startswith(source.CORE):
            continue
        table = subprocess.run(["objdump", "-t", path], stdout=subprocess.PIPE, check=True).stdout
        for line in table.decode().split("\n"):
            row = re.match(r"\S+ .{7} (\S+)\s+([0-9a-f]+)\s+(?:\.hidden )?(\S+)$", line)
            if row is None or int(row[2], 16) == 0 or row[1].startswith(".data.rel.ro"):
                continue
            if re.match(r"\.(data|bss|tdata|tbss)|\*COM\*", row[1]):
                yield f"{inside}: {row[3]} is writable ({row[1]})"


PLACES = r"(?:^|[^\w.])/(?:work|farm|root)/|/tmp/(?:team|bash_jobs)|\b(?:TODO|FIXME|XXX)\b"
WORDS = r"(?i)\b(?:issue\s+#?\d+|subagent|sub-helper|brief\.md|workplace)\b"


def places():
    """No path of one machine, no note to oneself, no word of how the work was organised."""
    for name in source.tracked():
        if name.startswith("tests/lint/") or name == "LICENSE":
            continue
        for number, line in enumerate(source.text(name).split("\n"), 1):
            found = re.search(PLACES, line) or re.search(WORDS, line)
            if found:
                yield f"{name}:{number}: {found[0].strip()}"


GENERATED = r"^build/|\.(o|a|so|gcda|gcno|pyc)$|\.tab\.[ch]$|^grammar/(lexer|parser)\.c$|\.yy\.c$"


def generated():
    """What is made from other files is not tracked."""
    names = subprocess.run(
        ["git", "ls-files"], cwd=source.ROOT, stdout=subprocess.PIPE, check=True
    ).stdout.decode()
    for name in names.split():
        if re.search(GENERATED, name):
            yield f"{name}: generated"


ROW = re.compile(r"^DIAGNOSTIC\(\s*([ELW]\d{4})\b", re.MULTILINE)


def diagnostics():
    """Each diagnostic has a page in both languages and is pinned by a golden case in both."""
    path = "base/diagnostics.def"
    if not os.path.exists(os.path.join(source.ROOT, path)):
        return
    pinned = {"": set(), ".zh": set()}
    for name in source.tracked():
        pins = re.search(r"(^|[./])(err|out|screen)(\.zh)?$", name)
        if name.startswith("tests/golden/") and pins:
            codes = set(re.findall(r"(?:error|warning|note|错误|警告|说明) ([ELW]\d{4})", source.text(name)))
            pinned[".zh" if name.endswith(".zh") else ""] |= codes
    for code in ROW.findall(source.text(path)):
        page = f"docs/diagnostics/{code}.md"
        if not os.path.exists(os.path.join(source.ROOT, page)):
            yield f"{page}: missing"
        elif not re.search(r"[\u4e00-\u9fff]", source.text(page)):
            yield f"{page}: has no Chinese part"
        for ending, language in (("", "English"), (".zh", "Chinese")):
            if code not in pinned[ending]:
                yield f"{code}: no golden case pins its text in {language}"
