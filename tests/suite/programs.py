"""Unit tests, the sanitizers' canary, the fuzzers' corpus, the example that embeds the library."""

import glob
import os
import re

import common

RESULT = re.compile(rb"\[  (PASSED|FAILED)  \] (\d+) test\(s\)")


def unit(tally):
    """Each tests/unit/test_*.c is a program; cmocka's closing lines give the counts."""
    for source in sorted(glob.glob(os.path.join(common.ROOT, "tests/unit/test_*.c"))):
        name = os.path.basename(source)[:-2]
        program = os.path.join(common.BUILD, "unit", name)
        if not os.path.exists(program):
            tally.fail(name, "it did not build")
            continue
        env = common.environment(CMOCKA_MESSAGE_OUTPUT="stdout")
        status, out, err = common.run([program], common.ROOT, None, env)
        counts = {word: int(count) for word, count in RESULT.findall(out + err)}
        tally.ok(counts.get(b"PASSED", 0))
        failed = counts.get(b"FAILED", 0)
        said = (out + err).decode(errors="replace")
        if status != 0 or failed or b"PASSED" not in counts:
            bad = [line for line in said.split("\n") if "OK" not in line and "RUN" not in line]
            tally.fail(f"{name}: {max(failed, 1)} failed, exit status {status}", "\n".join(bad))
            for _ in range(failed - 1):
                tally.fail(name)


def canary(tally):
    """With SAN=1 two wrong programs must fail; without it there is nothing to show."""
    if not common.SAN:
        return
    program = os.path.join(common.BUILD, "unit", "canary")
    for args, word in (([], b"heap-buffer-overflow"), (["overflow"], b"signed integer overflow")):
        status, _, err = common.run([program, *args])
        tally.check(status != 0 and word in err, f"the sanitizers missed a {word.decode()}")


def corpus_of(target):
    """The target's own corpus, and files of the repository that are of its kind."""
    own = glob.glob(os.path.join(common.ROOT, "tests/fuzz/corpus", target, "*"))
    kind = {"csv": "csv", "events": "csv", "roster": "csv"}.get(target, "merit")
    shared = []
    for folder in ("rules", "tests/golden"):
        shared += glob.glob(os.path.join(common.ROOT, folder, "**", "*." + kind), recursive=True)
    return sorted(path for path in own + shared if os.path.isfile(path))


def fuzz(tally):
    """Every input once through each target; the name of an input is printed before it runs."""
    for source in sorted(glob.glob(os.path.join(common.ROOT, "tests/fuzz/fuzz_*.c"))):
        target = os.path.basename(source)[len("fuzz_") : -2]
        program = os.path.join(common.BUILD, "fuzz", "replay_" + target)
        if not os.path.exists(program):
            tally.fail(f"fuzz {target}", "it did not build")
            continue
        inputs = corpus_of(target)
        for start in range(0, len(inputs), 200):
            batch = inputs[start : start + 200]
            status, out, err = common.run([program, *batch])
            done = out.count(b"\n")
            if status == 0:
                tally.ok(len(batch))
                continue
            tally.ok(max(done - 1, 0))
            last = os.path.relpath(batch[max(done - 1, 0)], common.ROOT)
            tally.fail(f"fuzz {target}: {last}", err.decode(errors="replace"))


def embed(tally, blessing=False):
    """tests/embed/NAME.c uses the public header alone; its output is pinned by NAME.out."""
    for source in sorted(glob.glob(os.path.join(common.ROOT, "tests/embed/*.c"))):
        name = os.path.basename(source)[:-2]
        program = os.path.join(common.BUILD, "embed", name)
        if not os.path.exists(program):
            tally.fail(f"embed {name}", "it did not build")
            continue
        status, out, err = common.run([program, os.path.join(common.ROOT, "rules")])
        if blessing and status == 0:
            common.write(source[:-2] + ".out", out)
        want = common.read(source[:-2] + ".out") or b""
        detail = common.difference(want, out, name) + err.decode(errors="replace")
        tally.check(status == 0 and want == out, f"embed {name}: exit status {status}", detail)


def model(tally):
    """Merit against independent models of two packs, on made-up data."""
    seeds = ["--seeds", "3" if common.SAN else "10"]
    for script in ("tests/model/check.py", "tests/model/service_hall.py"):
        counted(tally, script, seeds)


def counted(tally, script, words, **options):
    """A program that ends with what passed and failed: those counts."""
    env = dict(os.environ, **common.environment(PATH=os.environ["PATH"]), BUILD=common.BUILD)
    argv = ["python3", os.path.join(common.ROOT, script), *words]
    status, out, err = common.run(argv, env=env, **options)
    said = (out + err).decode(errors="replace")
    counts = re.search(r"(\d+) passed (\d+) failed", said)
    if counts is None:
        tally.fail(script, said)
        return
    tally.ok(int(counts[1]))
    for number in range(int(counts[2])):
        tally.fail("merit and the model differ", said if number == 0 else "")
    tally.check(status == 0 or int(counts[2]) > 0, f"exit status {status}", said)


def campaign(tally):
    """Merit and the model of the whole language on made-up packs, from a fixed seed."""
    if common.SAN:
        return  # it needs the shared library
    words = ["PAIRS=2000", "LIST=no", "JOBS=0"]
    counted(tally, "tests/model/campaign.py", words, timeout=5 * common.TIMEOUT)


def impact(tally):
    """What `merit impact` says is the difference of two runs of `merit score`, on made-up packs."""
    words = ["PACKS=12" if common.SAN else "PACKS=60"]
    counted(tally, "tests/model/impact.py", words, timeout=5 * common.TIMEOUT)
