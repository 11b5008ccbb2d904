"""make install into an empty place, a program built against it, make uninstall."""

import glob
import os
import shutil
import tempfile

import common

MUST_BE_THERE = (
    "bin/merit",
    "lib/libmerit.a",
    "lib/libmerit.so",
    "lib/libmerit.so.0",
    "lib/pkgconfig/merit.pc",
    "include/merit.h",
    "share/man/man1/merit.1",
    "share/bash-completion/completions/merit",
    "share/merit/rules/township/main.merit",
)


def installed_files(place):
    found = []
    for folder, _, files in os.walk(place):
        found += [os.path.relpath(os.path.join(folder, name), place) for name in files]
    return sorted(found)


def make(target, place):
    env = dict(os.environ, MAKEFLAGS="", MAKELEVEL="0")
    argv = ["make", "-C", common.ROOT, target, "PREFIX=/usr", f"DESTDIR={place}"]
    status, out, _ = common.run(argv, env=env, merge=True)
    return status, out.decode(errors="replace")


def build_against(tally, place):
    """Each example of tests/embed, with the flags that pkg-config gives."""
    env = common.environment(
        PKG_CONFIG_PATH=f"{place}/usr/lib/pkgconfig",
        PKG_CONFIG_SYSROOT_DIR=place,
        LD_LIBRARY_PATH=f"{place}/usr/lib",
    )
    for source in sorted(glob.glob(os.path.join(common.ROOT, "tests/embed/*.c"))):
        script = f"gcc -o {place}/program '{source}' $(pkg-config --cflags --libs merit)"
        status, out, _ = common.run(["/bin/sh", "-c", script], env=env, merge=True)
        if status != 0:
            tally.fail(f"building {source} against the installed files", out.decode())
            continue
        status, out, _ = common.run([f"{place}/program", f"{common.ROOT}/rules"], env=env)
        tally.check(out == common.read(source[:-2] + ".out"), f"running {source}")
        os.remove(f"{place}/program")


def install(tally):
    """Only of the release build: that is what is installed."""
    if not common.BUILD.endswith("/release"):
        return
    place = tempfile.mkdtemp(prefix="merit-install-")
    try:
        status, said = make("install", place)
        tally.check(status == 0, "make install", said)
        for name in MUST_BE_THERE:
            tally.check(os.path.exists(f"{place}/usr/{name}"), f"{name} is not installed")
        build_against(tally, place)
        status, said = make("uninstall", place)
        tally.check(status == 0, "make uninstall", said)
        left = installed_files(place)
        tally.check(not left, "make uninstall leaves " + " ".join(left))
    finally:
        shutil.rmtree(place, ignore_errors=True)
