# SPDX-License-Identifier: MIT
"""The strict tools, as tests: one command checks everything, on every machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.kit.machine import environment, npm

ROOT = Path(__file__).resolve().parents[1]
IMPORT_LINTER = "from importlinter.cli import lint_imports_command as main; main()"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("-m", "ruff", "check", "--no-fix", "."), id="ruff check"),
        pytest.param(("-m", "ruff", "format", "--check", "."), id="ruff format"),
        pytest.param(("-m", "mypy"), id="mypy"),
        pytest.param(("-c", IMPORT_LINTER, "--cache-dir", "_build/.import_linter_cache"), id="import-linter"),
        pytest.param(("-m", "pip", "check"), id="pip check"),
    ],
)
def test_tool_has_nothing_to_say(command: tuple[str, ...]):
    answer = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_front_end_has_nothing_to_say(script: str):
    answer = subprocess.run(
        npm("run", script),
        cwd=ROOT / "web",
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def pins(name: str) -> dict[str, str]:
    """The pinned versions in a requirements file or lock."""
    text = (ROOT / name).read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE))


def normal(pinned: dict[str, str]) -> dict[str, str]:
    """The same, with names written the one way the package registry compares them."""
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pinned.items()}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-node.lock"])
def test_each_locked_package_has_hashes_and_no_address(name: str):
    text = (ROOT / name).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_lock_holds_what_requirements_ask_for():
    locked = normal(pins("requirements.lock"))
    wanted = normal(pins("requirements.txt"))
    assert wanted
    assert {name: locked.get(name) for name in wanted} == wanted


def test_the_npm_lock_has_hashes_and_no_address():
    packages = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_hooks_use_the_versions_of_the_requirements():
    wanted = pins("requirements.txt")
    hooks = re.findall(r"\[(\S+)==(\S+)\]", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert hooks
    assert {name: version for name, version in hooks if wanted.get(name) != version} == {}


def test_the_package_asks_for_no_more_than_what_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.match(r"[A-Za-z0-9._-]+", one)[0] for one in asked}
    assert names - normal(pins("requirements.txt")).keys() == set()


def test_the_version_has_its_place_in_the_change_log():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
