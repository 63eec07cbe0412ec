# SPDX-License-Identifier: MIT
"""Node: the browser's engine without a browser, against bare libxml2-wasm, which parses and checks the schema."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, against, figure
from tools.kit.machine import machine_node, pip_node

SCRIPT = Path(__file__).with_name("node_engine.mjs")


def measure(messages: dict[str, bytes], runs: int) -> list[Figure]:
    """Let Node time both on each message."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.xml") for number in range(len(messages))]
        for file, data in zip(files, messages.values(), strict=True):
            file.write_bytes(data)
        command = [str(machine_node() or pip_node()), str(SCRIPT), str(runs), *map(str, files)]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = [figure("engine in Node: import, compile, first verdict", "ms", [answer["first"]])]
    for name, times in zip(messages, answer["measured"], strict=True):
        baseline = figure(f"libxml2-wasm parse + XSD, {name}", "ms", times["bare"])
        found += [baseline, against(figure(f"engine in Node, {name}", "ms", times["whole"]), baseline)]
    return found
