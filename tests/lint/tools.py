"""What compilers and formatters say."""

import os
import re
import subprocess
import sys

import source


def said(argv, **more):
    """(succeeded, lines printed)"""
    done = subprocess.run(
        argv, cwd=source.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **more
    )
    return done.returncode == 0, done.stdout.decode(errors="replace").strip().split("\n")


def compiler(name):
    """Everything builds without a warning, the tests' programs and generated code too."""
    env = dict(os.environ, MAKEFLAGS="", MAKELEVEL="0")
    good, lines = said(["make", "-k", f"CC={name}", "all", "programs"], env=env)
    if not good:
        shown = [line for line in lines if re.search(r"error|warning|\*\*\*", line)]
        yield from shown or lines[-20:]


def gcc():
    yield from compiler("gcc")


def clang():
    yield from compiler("clang")


def formatting():
    """clang-format would change nothing."""
    names = source.tracked(".c", ".h")
    if names:
        good, lines = said(["clang-format", "--dry-run", "-Werror", *names])
        if not good:
            yield from sorted({line for line in lines if "error:" in line})[:40]


def bison():
    """No conflict, no useless rule, no warning."""
    for name in source.tracked(".y"):
        argv = ["bison", "-Wall", "-Wcounterexamples", "-Werror", "-o", os.devnull, name]
        good, lines = said(argv)
        if not good:
            yield from lines
    for name in source.tracked(".y"):
        if re.search(r"%expect(-rr)?\s+[1-9]|%glr", source.text(name)):
            yield f"{name}: conflicts are removed, not expected"


def headers_alone():
    """Each header compiles by itself."""
    for name in source.tracked(".h"):
        if not name.startswith((*source.CORE, "repl/")):
            continue
        argv = ["gcc", "-std=gnu11", "-D_GNU_SOURCE", "-fsyntax-only", "-I.", "-Ibuild/release/gen"]
        good, lines = said([*argv, "-x", "c", name])
        if not good:
            yield from [line for line in lines if "error" in line][:5]


def scripts():
    """Shell and Python at least parse."""
    for name in source.tracked():
        first = source.text(name).split("\n", 1)[0] if name.endswith((".sh", "/run")) else ""
        if re.search(r"^#!.*\bsh\b", first):
            good, lines = said(["sh", "-n", name])
        elif re.search(r"^#!.*\bbash\b", first):
            good, lines = said(["bash", "-n", name])
        elif name.endswith(".py"):
            code = "import ast, sys; ast.parse(open(sys.argv[1]).read())"
            good, lines = said([sys.executable, "-c", code, name])
        else:
            continue
        if not good:
            yield f"{name}: {lines[-1]}"
