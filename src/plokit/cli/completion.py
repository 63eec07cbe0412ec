# SPDX-License-Identifier: MIT
"""``plokit completion``: scripts that let a shell complete commands, options and their values.

Everything is read from the parser itself, so a new command or option is completed without a word here.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plokit.catalog import Catalog

EXAMPLES = """examples:
  plokit completion bash > ~/.local/share/bash-completion/completions/plokit
  plokit completion zsh > ~/.zfunc/_plokit          with ~/.zfunc in fpath, before compinit
  plokit completion fish > ~/.config/fish/completions/plokit.fish
  plokit completion powershell >> $PROFILE
"""
SHELLS = ("bash", "zsh", "fish", "powershell")


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names, its help, and what follows it.

    ``takes`` is "" for nothing, ``choices`` for one of ``choices``, ``path`` for a file or folder, ``text`` for others.
    """

    names: tuple[str, ...]
    help: str
    takes: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its words (none for plokit itself), its options, and what may follow: words with help, or paths."""

    words: tuple[str, ...]
    options: tuple[Option, ...]
    follow: tuple[tuple[str, str], ...] = ()
    paths: bool = False


def register(subparsers: Any) -> None:
    """Describe the command."""
    complete = subparsers.add_parser(
        "completion",
        help="print a script that completes commands and options in your shell",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    complete.add_argument("shell", choices=SHELLS, help="the shell that you use")


def run(options: argparse.Namespace, _catalog: Catalog) -> int:
    """Print the script of one shell; give 0."""
    from plokit.cli import parser, shells  # noqa: PLC0415 - the parser holds this command too

    print(getattr(shells, options.shell)(commands(parser())), end="")
    return 0


def commands(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> list[Command]:
    """Give a parser's command, and all below it."""
    options, follow, below, paths = [], [], [], False
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {one.dest: one.help or "" for one in action._choices_actions}  # noqa: SLF001
            for name, sub in action.choices.items():
                follow.append((name, helps.get(name, "")))
                below += commands(sub, (*words, name))
        elif action.option_strings:
            options.append(option(action))
        elif action.choices:
            follow += [(str(choice), "") for choice in action.choices]
        else:
            paths = paths or is_path(action)
    return [Command(words, tuple(options), tuple(follow), paths), *below]


def option(action: argparse.Action) -> Option:
    """Give an option as the shells need it."""
    names, told = tuple(action.option_strings), (action.help or "").replace("%%", "%")
    if action.nargs == 0:
        return Option(names, told)
    if action.choices:
        return Option(names, told, "choices", tuple(map(str, action.choices)))
    return Option(names, told, "path" if is_path(action) else "text")


def is_path(action: argparse.Action) -> bool:
    return action.type is Path or action.metavar in {"PATH", "FILE", "FOLDER"}
