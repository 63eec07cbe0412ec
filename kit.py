#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Set up, build, serve and test Meldingsverkstedet. Needs Python 3.11 or newer and nothing else."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit("kit.py needs Python 3.11 or newer, and this is %d.%d. Try: python3.11 kit.py" % sys.version_info[:2])

import argparse
import contextlib
import io
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.kit.machine import OLDEST_NODE, PROGRAMS, PYTHON, ROOT, SITE, VENV, environment, machine_node, npm, pip_node
from tools.kit.server import open_server
from tools.kit.steps import KitError, Step, do

PORT = 8765
NO_NETWORK = "Is the machine on the network, and can it reach a package registry? Behind a proxy, set HTTPS_PROXY."


def python(*arguments: str | Path) -> Callable[[], list[str | Path]]:
    """A command of the .venv's Python."""
    return lambda: [PYTHON, *arguments]


def make_venv() -> list[str | Path]:
    """Make .venv, or take over the one that is there unless its Python is gone."""
    return [sys.executable, "-m", "venv", *([] if PYTHON.exists() else ["--clear"]), VENV]


# Not its console script: that one remembers where the folder was when it was installed.
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
INSTALL = ("-m", "pip", "install", "--require-hashes", "-r")
INSTALLED = VENV / ".kit"
WEB = ROOT / "web"
BUNDLE = WEB / "dist" / "bundle.json"
TRUTH = ("schemas", "samples", "src", "requirements.lock")

PYTHON_STEPS = (
    Step(
        "venv",
        "Make .venv",
        make_venv,
        inputs=(),
        outputs=(PYTHON,),
        hint="On Debian and Ubuntu: sudo apt install python3-venv. Otherwise delete the folder .venv and try again.",
        stamps=INSTALLED,
    ),
    Step(
        "packages",
        "Install the Python packages (a few minutes the first time)",
        python(*INSTALL, "requirements.lock"),
        inputs=("requirements.lock",),
        outputs=(PYTHON,),
        hint=NO_NETWORK,
        stamps=INSTALLED,
    ),
    Step(
        "plokit",
        "Install plokit",
        python("-m", "pip", "install", "--no-deps", "--no-build-isolation", "-e", "."),
        inputs=("pyproject.toml", "requirements.lock"),
        outputs=(PROGRAMS / ("plokit.exe" if os.name == "nt" else "plokit"),),
        stamps=INSTALLED,
    ),
)
NODE_STEP = Step(
    "node",
    "Install Node with pip, since this machine has none that is new enough",
    python(*INSTALL, "requirements-node.lock"),
    inputs=("requirements-node.lock",),
    outputs=(pip_node(),),
    hint=f"{NO_NETWORK} Or install Node {OLDEST_NODE} or newer yourself.",
    stamps=INSTALLED,
)
WEB_STEPS = (
    Step(
        "npm",
        "Install the front end's packages",
        lambda: npm("ci", "--no-audit", "--no-fund"),
        inputs=("web/package.json", "web/package-lock.json"),
        outputs=(WEB / "node_modules",),
        hint=NO_NETWORK,
        cwd=WEB,
    ),
    Step(
        "web",
        "Build the front end",
        lambda: npm("run", "build"),
        inputs=("web", "src/plokit/widgets/words.nb.json"),
        outputs=(WEB / "dist",),
        cwd=WEB,
        wipe=(WEB / "dist",),
    ),
    Step(
        "bundle",
        "Compile the schemas, rules and texts",
        python("-m", "plokit.catalog", "--out", BUNDLE),
        inputs=TRUTH,
        outputs=(BUNDLE,),
    ),
)
BOOK_STEP = Step(
    "book",
    "Build the book",
    python("-c", JUPYTER_BOOK, "build", ".", "--path-output", ".", "-q", "-W", "-n", "--keep-going"),
    inputs=("book", "notebooks", "_config.yml", "_toc.yml", "web/dist", *TRUTH),
    outputs=(SITE / "index.html",),
    wipe=tuple(SITE.with_name(name) for name in ("html", ".doctrees", ".jupyter_cache")),
    unless=("book", "notebooks"),
)


def prepare(*, with_book: bool = True) -> None:
    """Do every step that is due, in order."""
    node = () if machine_node() else (NODE_STEP,)
    for step in (*PYTHON_STEPS, *node, *WEB_STEPS, *((BOOK_STEP,) if with_book else ())):
        do(step)


def hand_over(*arguments: str | Path) -> int:
    """Let a program of the .venv have the terminal, and return its exit code."""
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment(), check=False).returncode


def serve(port: int) -> int:
    """Build the book and serve it until Ctrl-C."""
    with open_server(port) as server:
        prepare()
        print(f"\nMeldingsverkstedet: http://127.0.0.1:{server.server_port}/\nStop with Ctrl-C.", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run every test, or those that pytest's own arguments choose."""
    prepare()
    return hand_over("-m", "pytest", *arguments)


def book() -> int:
    """Build the book."""
    prepare()
    print(f"The book is in {SITE}")
    return 0


def lab() -> int:
    """Open JupyterLab on the notebooks."""
    prepare(with_book=False)
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return hand_over("-m", "jupyterlab", ROOT / "notebooks", *as_root)


def bench(arguments: Sequence[str]) -> int:
    """Measure, and print the figures."""
    prepare()
    return hand_over("-m", "benchmarks", *arguments)


def main(argv: Sequence[str]) -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="kit.py", description="Set up, build, serve and test Meldingsverkstedet.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serving = commands.add_parser("serve", help="build the book and serve it on this machine")
    serving.add_argument("--port", type=int, default=PORT, help=f"{PORT} unless you say otherwise; 0 takes a free one")
    commands.add_parser("test", help="run every test; what follows goes to pytest", add_help=False)
    commands.add_parser("book", help="build the book into _build/html")
    commands.add_parser("lab", help="open JupyterLab on the notebooks")
    commands.add_parser("bench", help="measure; what follows goes to the benchmarks", add_help=False)
    passes_on = argv[:1] in (["test"], ["bench"])
    options = parser.parse_args(argv[:1] if passes_on else argv)
    chosen: dict[str, Callable[[], int]] = {
        "serve": lambda: serve(options.port),
        "test": lambda: test(argv[1:]),
        "book": book,
        "lab": lab,
        "bench": lambda: bench(argv[1:]),
    }
    return chosen[options.command]()


def start(argv: Sequence[str]) -> int:
    """Run `main`, and turn what went wrong into a line that says what to do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return main(argv)
    except KitError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
