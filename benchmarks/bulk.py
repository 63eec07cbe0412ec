# SPDX-License-Identifier: MIT
"""Many messages from the command line, on one core and on all: messages a second and peak memory.

Beside it, on one core and on the same messages: bare lxml, and xmllint as a process.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

from benchmarks.figures import Figure, against, figure
from plokit.catalog import load
from plokit.cli.pool import cores
from plokit.generate.batch import batch
from plokit.parsing.recognise import recognise
from plokit.schema_check import driver

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

CHUNK = 2000  # file names for one call of xmllint; a longer command line is not taken everywhere
BARE = """
import sys
from benchmarks.bulk import bare
code = bare(sys.argv[1])
"""
KIT = """
import sys
from plokit.cli import main
code = main(["validate", *sys.argv[1:]])
"""
TELL = """
from benchmarks.bulk import peak_memory
print(peak_memory(), file=sys.stderr)
sys.exit(code)
"""


def measure(count: int) -> list[Figure]:
    """Generate ``count`` messages of all types in turn, and time each program on all of them, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, name) for name in write(Path(folder), count)]
        listed = Path(folder, "names.txt")
        listed.write_text("\n".join(map(str, names)), encoding="utf-8")
        size = sum(name.stat().st_size for name in names) / count / 1024
        bare_time, bare_memory = timed(BARE, str(listed))
        one_time, one_memory = timed(KIT, folder, "--jobs", "1")
        all_time, all_memory = timed(KIT, folder, "--jobs", str(cores()))
        every = f"plokit validate, {cores()} cores"
        base = figure(f"bare lxml, {count:,} messages of {size:.1f} KB", "ms/message", [bare_time / count * 1000])
        one = figure("plokit validate, one core", "messages/s", [count / one_time])
        found = [
            base,
            against(figure("plokit validate, one core", "ms/message", [one_time / count * 1000]), base),
            figure("bare lxml", "messages/s", [count / bare_time]),
            one,
            against(figure(every, "messages/s", [count / all_time]), one),
            figure("bare lxml, peak memory", "MB", [bare_memory]),
            figure("plokit validate, one core, peak memory", "MB", [one_memory]),
            figure(f"{every}, peak memory of the largest process", "MB", [all_memory]),
        ]
        if shutil.which("xmllint"):
            spent = xmllint(Path(folder), names)
            found += [
                against(figure("xmllint --schema", "ms/message", [spent / count * 1000]), base),
                figure("xmllint --schema", "messages/s", [count / spent]),
            ]
    return found


def write(folder: Path, count: int) -> list[str]:
    """Write the messages, the same for the same count; give the file names."""
    names = []
    for name, text in batch("ALLE", None, 1, count, None):
        Path(folder, name).write_text(text, encoding="utf-8", newline="\n")
        names.append(name)
    return names


def timed(program: str, *arguments: str) -> tuple[float, float]:
    """Run a Python program with its output thrown away; give seconds and peak memory in MB (0: cannot be told)."""
    start = time.perf_counter()
    command = [sys.executable, "-c", program + TELL, *arguments]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(
            f"{arguments[:2]} ended with {done.returncode}: a generated message was not valid\n{done.stderr}"
        )
    return spent, float(done.stderr.split()[-1])


def peak_memory() -> float:
    """Give the most MB that this process, or the largest of its workers, has used; 0 where it cannot be told.

    Linux counts what the process that started this one had used into ``ru_maxrss``, so it is asked in another way.
    """
    if resource is None:
        return 0.0
    unit = 1024 if sys.platform != "darwin" else 1 << 20
    status = Path("/proc/self/status")
    own = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8")) if status.exists() else None
    self_peak = int(own[1]) / 1024 if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return max(self_peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit)


def bare(listed: str) -> int:
    """Parse and check every listed file with lxml and nothing else; give 0 when all are schema-valid."""
    from plokit.schema_check import validator  # noqa: PLC0415 - the compiled schema is all that is taken from the kit

    catalog, wrong = load(), 0
    for name in Path(listed).read_text(encoding="utf-8").split("\n"):
        document = etree.parse(name)
        wrong += not validator(recognise(document.getroot(), catalog).schemas, catalog).validate(document)
    return 1 if wrong else 0


def xmllint(folder: Path, names: list[Path]) -> float:
    """Give the seconds that xmllint takes, called for as many files of one kind as a command line holds."""
    catalog = load()
    for name, text in catalog.data["schemas"].items():
        (folder / name).write_text(text, encoding="utf-8")
    groups: dict[tuple[str, ...], list[str]] = {}
    for path in names:
        groups.setdefault(recognise(etree.parse(str(path)).getroot(), catalog).schemas, []).append(str(path))
    spent = 0.0
    for number, (schemas, files) in enumerate(groups.items()):
        schema = folder / f"driver-{number}.xsd"
        schema.write_text(driver(schemas, catalog), encoding="utf-8")
        for at in range(0, len(files), CHUNK):
            command = ["xmllint", "--noout", "--nonet", "--schema", str(schema), *files[at : at + CHUNK]]
            start = time.perf_counter()
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            spent += time.perf_counter() - start
    return spent
