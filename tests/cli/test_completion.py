# SPDX-License-Identifier: MIT
"""Completion: every command and option is there, read from the parser, and bash does complete with it."""

from __future__ import annotations

import argparse
import shutil
import subprocess

import pytest

from plokit.cli import COMMANDS, parser
from plokit.cli.completion import SHELLS, commands

BASH = shutil.which("bash")


def parsers(top: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found = [top]
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            found += [one for sub in action.choices.values() for one in parsers(sub)]
    return found


def completed(script: str, *words: str) -> list[str]:
    """Let bash complete the last of some words."""
    typed = " ".join(f"'{word}'" for word in words)
    ask = f'{script}\nCOMP_WORDS=(plokit {typed}); COMP_CWORD={len(words)}; _plokit; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run([BASH, "--norc", "-c", ask], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_long_option_is_in_the_script(plokit, shell):
    script = plokit("completion", shell).out
    for command in commands(parser()):
        for word in command.words:
            assert word in script
        for name in (name for option in command.options for name in option.names if name.startswith("--")):
            assert (name[2:] if shell == "fish" else name) in script


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
def test_bash_completes_commands_options_values_and_files(plokit, tmp_path, monkeypatch):
    script = plokit("completion", "bash").out
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en melding.xml").touch()
    (tmp_path / "inn").mkdir()
    assert completed(script, "va") == ["validate"]
    assert completed(script, "validate", "--fo") == ["--format"]
    assert completed(script, "validate", "--format", "js") == ["json", "jsonl"]
    assert completed(script, "validate", "--no") == ["--no-progress"]
    assert completed(script, "validate", "e") == ["en melding.xml"]
    assert completed(script, "validate", "--output", "i") == ["inn"]
    assert completed(script, "schemas", "") == ["compare", "-h", "--help"]
    assert completed(script, "completion", "p") == ["powershell"]
    assert completed(script, "validate", "--only", "") == [""]


@pytest.mark.parametrize("shell", [shell for shell in ("zsh", "fish") if shutil.which(shell)])
def test_the_shell_reads_its_script(plokit, tmp_path, shell):
    (tmp_path / "script").write_text(plokit("completion", shell).out, "utf-8")
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


def test_every_command_has_help_with_examples():
    for one in parsers(parser())[1:]:
        assert "examples:\n" in (one.epilog or ""), one.prog
        assert f"  {one.prog} " in (one.epilog or "")


def test_every_command_is_a_module_with_register_and_run():
    (action,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    assert list(action.choices) == [module.__name__.rpartition(".")[2] for module in COMMANDS]
    assert all(callable(module.run) for module in COMMANDS)
