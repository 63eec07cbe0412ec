# SPDX-License-Identifier: MIT
"""The completion script of each shell, from the same list of commands."""

from __future__ import annotations

from collections.abc import Iterable

from plokit.cli.completion import Command, Option

BASH = """\
# bash completion for plokit; made by: plokit completion bash
_plokit() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" key="" word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$key $word" in
{words}
    esac
  done
  case "$key $prev" in
{values}
  esac
  case "$key" in
{commands}
  esac
}}
complete -F _plokit plokit
"""
BASH_FILES = "local IFS=$'\\n'; COMPREPLY+=($(compgen -f -- \"$cur\")); compopt -o filenames 2>/dev/null"
ZSH = """\
#compdef plokit
# zsh completion for plokit; made by: plokit completion zsh
_plokit() {{
  local key="" word
  for word in "${{(@)words[2,CURRENT-1]}}"; do
    case "$key $word" in
{words}
    esac
  done
  case "$key ${{words[CURRENT-1]}}" in
{values}
  esac
  case "$key" in
{commands}
  esac
}}
if [ "$funcstack[1]" = "_plokit" ]; then _plokit "$@"; else compdef _plokit plokit; fi
"""
POWERSHELL = """\
# PowerShell completion for plokit; made by: plokit completion powershell
Register-ArgumentCompleter -Native -CommandName plokit -ScriptBlock {{
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @{{
{words}
  }}
  $values = @{{
{values}
  }}
  $commands = @{{
{commands}
  }}
  $typed = @($commandAst.CommandElements | ForEach-Object {{ $_.ToString() }})
  if ($wordToComplete -ne '') {{ $typed = @($typed | Select-Object -SkipLast 1) }}
  $key = ''
  foreach ($word in @($typed | Select-Object -Skip 1)) {{
    if ($words.ContainsKey("$key $word")) {{ $key = $words["$key $word"] }}
  }}
  $before = "$key $($typed[-1])"
  $found = if ($values.ContainsKey($before)) {{ $values[$before] }} else {{ $commands[$key] }}
  $found | Where-Object {{ $_ -like "$wordToComplete*" }} | ForEach-Object {{
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }}
}}
"""


def bash(commands: list[Command]) -> str:
    """Give the script for bash."""
    values = [
        (keyed(command, name), bash_value(option))
        for command in commands
        for option in command.options
        for name in option.names
        if option.takes
    ]
    each = []
    for command in commands:
        names = " ".join([*(name for name, _ in command.follow), *all_names(command)])
        files = f"; [[ $cur == -* ]] || {{ {BASH_FILES}; }}" if command.paths else ""
        each.append((" ".join(command.words), f'COMPREPLY=($(compgen -W "{names}" -- "$cur")){files}'))
    return BASH.format(words=sh_words(commands), values=sh_cases(values, "; return"), commands=sh_cases(each))


def bash_value(option: Option) -> str:
    if option.takes == "path":
        return BASH_FILES
    return f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$cur"))'


def zsh(commands: list[Command]) -> str:
    """Give the script for zsh."""
    values = [
        (
            keyed(command, name),
            "_files" if option.takes == "path" else f"compadd -- {' '.join(option.choices)}".rstrip(),
        )
        for command in commands
        for option in command.options
        for name in option.names
        if option.takes
    ]
    each = []
    for command in commands:
        told = [*command.follow, *((name, option.help) for option in command.options for name in option.names)]
        array = " ".join(quoted(f"{name}:{text}" if text else name) for name, text in told)
        files = "; _files" if command.paths else ""
        each.append((" ".join(command.words), f"local -a told=({array}); _describe plokit told{files}"))
    return ZSH.format(words=sh_words(commands), values=sh_cases(values, "; return"), commands=sh_cases(each))


def fish(commands: list[Command]) -> str:
    """Give the script for fish."""
    lines = ["# fish completion for plokit; made by: plokit completion fish", "complete -c plokit -f"]
    for command in commands:
        children = [name for name, _ in command.follow]
        seen = "".join(f"__fish_seen_subcommand_from {word}; and " for word in command.words)
        here = (
            f"{seen}not __fish_seen_subcommand_from {' '.join(children)}" if children else seen.removesuffix("; and ")
        )
        for name, told in command.follow:
            lines.append(f"complete -c plokit -n {quoted(here)} -a {name}{described(told)}")
        if command.paths:
            lines.append(f"complete -c plokit -n {quoted(here)} -F")
        for option in command.options:
            names = "".join(f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names)
            takes = {"path": " -r -F", "text": " -x", "choices": f" -x -a {quoted(' '.join(option.choices))}"}
            lines.append(
                f"complete -c plokit -n {quoted(here)}{names}{takes.get(option.takes, '')}{described(option.help)}"
            )
    return "\n".join(lines) + "\n"


def powershell(commands: list[Command]) -> str:
    """Give the script for PowerShell, which completes paths itself when nothing else fits."""
    words = [
        (f"{' '.join(command.words[:-1])} {command.words[-1]}", quoted_ps(" ".join(command.words)))
        for command in commands
        if command.words
    ]
    values = [
        (keyed(command, name), listed_ps(option.choices))
        for command in commands
        for option in command.options
        for name in option.names
        if option.takes
    ]
    each = [
        (" ".join(command.words), listed_ps([*(name for name, _ in command.follow), *all_names(command)]))
        for command in commands
    ]
    return POWERSHELL.format(words=ps_table(words), values=ps_table(values), commands=ps_table(each))


def all_names(command: Command) -> list[str]:
    return [name for option in command.options for name in option.names]


def keyed(command: Command, name: str) -> str:
    """Give what the scripts look up: the words of the command, and the word before the cursor."""
    return f"{' '.join(command.words)} {name}"


def sh_words(commands: list[Command]) -> str:
    """Give the cases that follow the words of a command: «schemas compare» after «schemas»."""
    return "\n".join(
        f'      "{" ".join(command.words[:-1])} {command.words[-1]}") key="{" ".join(command.words)}" ;;'
        for command in commands
        if command.words
    )


def sh_cases(cases: Iterable[tuple[str, str]], end: str = "") -> str:
    return "\n".join(f'    "{key}") {action}{end} ;;' for key, action in cases)


def described(told: str) -> str:
    return f" -d {quoted(told)}" if told else ""


def quoted(text: str) -> str:
    """Quote for a POSIX shell and for fish."""
    return "'" + text.replace("'", "'\\''") + "'"


def quoted_ps(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def listed_ps(texts: Iterable[str]) -> str:
    return "@(" + ", ".join(map(quoted_ps, texts)) + ")"


def ps_table(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"    {quoted_ps(key)} = {value}" for key, value in rows)
