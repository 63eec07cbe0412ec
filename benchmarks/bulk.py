# SPDX-License-Identifier: MIT
"""Many messages from the command line: messages a second and peak memory, beside bare lxml and xmllint."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lxml import etree

from benchmarks.figures import Figure, against, figure
from plokit.catalog import load
from plokit.generate.batch import batch
from plokit.parsing.recognise import recognise
from plokit.schema_check import driver

CHUNK = 2000  # file names for one call of xmllint; a longer command line is not taken everywhere
BARE = """
import sys
from benchmarks.bulk import bare
sys.exit(bare(sys.argv[1]))
"""


def measure(count: int) -> list[Figure]:
    """Generate ``count`` messages of all types in turn, and time each program on all of them, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, name) for name in write(Path(folder), count)]
        listed = Path(folder, "names.txt")
        listed.write_text("\n".join(map(str, names)), encoding="utf-8")
        size = sum(name.stat().st_size for name in names) / count / 1024
        bare_time, bare_memory = timed([sys.executable, "-c", BARE, str(listed)])
        kit_time, kit_memory = timed([sys.executable, "-m", "plokit.cli", "validate", *map(str, names)])
        base = figure(f"bare lxml, {count:,} messages of {size:.1f} KB", "ms/message", [bare_time / count * 1000])
        found = [
            base,
            against(figure("plokit validate", "ms/message", [kit_time / count * 1000]), base),
            figure("bare lxml", "messages/s", [count / bare_time]),
            figure("plokit validate", "messages/s", [count / kit_time]),
            figure("bare lxml, peak memory", "MB", [bare_memory]),
            figure("plokit validate, peak memory", "MB", [kit_memory]),
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


def timed(command: list[str]) -> tuple[float, float]:
    """Run a program with its output thrown away; give seconds and peak memory in MB (0 where it cannot be told)."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        if not hasattr(os, "wait4"):
            process.wait()
            return time.perf_counter() - start, 0.0
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}: a generated message was not valid")
    return time.perf_counter() - start, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


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
