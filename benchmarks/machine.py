# SPDX-License-Identifier: MIT
"""The machine that the figures are from, and how busy it was."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from tools.kit.machine import ROOT, machine_node, pip_node


def describe(browser: str) -> dict[str, str]:
    """Give what a reader needs to judge the figures."""
    libxml = ".".join(map(str, etree.LIBXML_VERSION))
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": _output("git", "-C", str(ROOT), "describe", "--always", "--dirty") or "unknown",
        "system": platform.platform(),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown",
        "python": f"{platform.python_version()}, lxml {etree.__version__} on libxml2 {libxml}",
        "node": _output(str(machine_node() or pip_node()), "--version"),
        "browser": browser,
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
