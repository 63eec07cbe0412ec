# SPDX-License-Identifier: MIT
"""The command ``plokit``. Exit codes: 0 all valid, 1 something of severity feil was found, 2 unusable input.

Each command is a module of its name with ``register(subparsers)``, which describes it, and ``run(options, catalog)``,
which gives the exit code. A new command is a new module in ``COMMANDS``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from plokit.catalog import load
from plokit.cli import completion, flow, generate, schemas, validate
from plokit.errors import PlokitError

COMMANDS = (validate, flow, generate, schemas, completion)
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command = next(module for module in COMMANDS if module.__name__.endswith(f".{options.command}"))
    try:
        code: int = command.run(options, load())
        sys.stdout.flush()
    except PlokitError as error:
        print(f"plokit: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has gone, as with «| head»: say nothing more, and claim nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("plokit: stopped before everything was checked", file=sys.stderr)
        return INTERRUPTED
    return code


def parser() -> argparse.ArgumentParser:
    """Describe the whole command line."""
    top = argparse.ArgumentParser(prog="plokit", description="Check and explain Norwegian care messages (PLO).")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.register(subparsers)
    return top
