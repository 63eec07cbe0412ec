# SPDX-License-Identifier: MIT
"""Steps: a command with the files it reads and makes, done again only when one of them has changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kit.machine import ROOT, environment

LOGS = ROOT / "_build" / ".kit"
MEND = "Mend what the log names and run the same command again."
# Folders that hold what tools make, never what people write.
MADE = frozenset({"__pycache__", ".ipynb_checkpoints", "node_modules", "dist"})


class KitError(Exception):
    """Something the person at the keyboard can mend: what is wrong, and what to do."""


@dataclass(frozen=True)
class Step:
    """One command, done again only when a file it reads has changed or a file it makes is gone."""

    key: str
    title: str
    command: Callable[[], Sequence[str | Path]]
    inputs: tuple[str, ...]
    outputs: tuple[Path, ...]
    hint: str = MEND
    cwd: Path = ROOT
    stamps: Path = LOGS
    # Thrown away before the command runs, unless all that has changed is what the inputs named in `unless` say.
    wipe: tuple[Path, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def stamp(self) -> Path:
        """The file that remembers the inputs of the last run that went well."""
        return self.stamps / f"{self.key}.json"

    @property
    def log(self) -> Path:
        """What the command printed the last time."""
        return LOGS / f"{self.key}.log"


def files_of(name: str) -> Iterator[Path]:
    """The files under one input, a file or a folder, in a fixed order."""
    path = ROOT / name
    if path.is_file():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(each for each in folders if each not in MADE)
        yield from (Path(folder, each) for each in sorted(files))


def fingerprint(names: Sequence[str], *, content: bool = True) -> str:
    """One hash of the inputs' file names and, unless told otherwise, of what is in them."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode("utf-8", "surrogateescape"))
    for name in names:
        for path in files_of(name):
            total.update(path.relative_to(ROOT).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest() if content else b"")
    return total.hexdigest()


def do(step: Step) -> bool:
    """Run the step if it is due, and say whether it was."""
    base = [name for name in step.inputs if name not in step.unless]
    now = {
        "inputs": fingerprint(step.inputs),
        "base": fingerprint(base) + fingerprint(step.unless, content=False),
    }
    before = json.loads(step.stamp.read_text("utf-8")) if step.stamp.is_file() else {}
    if before == now and all(path.exists() for path in step.outputs):
        return False
    # No stamp while the step runs: one that fails starts from nothing the next time.
    step.stamp.unlink(missing_ok=True)
    if before.get("base") != now["base"]:
        for path in step.wipe:
            shutil.rmtree(path, ignore_errors=True)
    run(step)
    step.stamps.mkdir(parents=True, exist_ok=True)
    step.stamp.write_text(json.dumps(now), "utf-8")
    return True


def run(step: Step) -> None:
    """Run the step's command, showing how long it takes; what it prints is shown only if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    live = sys.stdout.isatty()
    print(f"{step.title} ...", end="", flush=True)
    status = finish(step, lambda: f"\r{step.title} ... {time.monotonic() - started:.0f} s" if live else " .")
    missing = [path for path in step.outputs if not path.exists()]
    if status == 0 and not missing:
        print(("\r" + step.title + " ..." if live else "") + f" {time.monotonic() - started:.0f} s", flush=True)
        return
    print(" failed", flush=True)
    print(*(f"  | {line}" for line in step.log.read_text("utf-8", "replace").splitlines()[-40:]), sep="\n")
    why = f"stopped with exit code {status}" if status else f"did not make {missing[0].relative_to(ROOT)}"
    raise KitError(f"{step.title}: {why}. {step.hint}\nThe whole log: {step.log}")


def finish(step: Step, progress: Callable[[], str]) -> int:
    """Start the command, print progress now and then, and return the exit code."""
    command = [str(part) for part in step.command()]
    with step.log.open("wb") as log:
        try:
            process = subprocess.Popen(
                command,
                cwd=step.cwd,
                env=environment() | {"NO_COLOR": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            print(" failed", flush=True)
            raise KitError(f"{step.title}: {command[0]} cannot be started ({error.strerror}). {step.hint}") from error
        with stopped_at_the_end(process):
            while True:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    return process.wait(1 if sys.stdout.isatty() else 15)
                print(progress(), end="", flush=True)


@contextlib.contextmanager
def stopped_at_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """See to it that a command does not live on after Ctrl-C."""
    try:
        yield
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
