# SPDX-License-Identifier: MIT
"""``python -m benchmarks``, which ``python3 kit.py bench`` runs: measure, print a table, write JSON if asked to."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks import browser, bulk, node_engine, places, python_engine
from benchmarks.figures import Figure, table
from benchmarks.machine import describe
from benchmarks.messages import large, messages

PARTS = ("python", "node", "browser", "bulk", "places")


def main(argv: list[str]) -> int:
    """Measure the parts that were asked for. Exit code 0 whether or not the aims are met."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure Meldingsverkstedet on this machine.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file too")
    parser.add_argument("--part", choices=PARTS, action="append", help="measure this part only; may be repeated")
    parser.add_argument("--runs", type=int, default=100, help="runs for each message in Python and Node")
    parser.add_argument("--cold-runs", type=int, default=5, help="cold starts of the browser")
    parser.add_argument("--edits", type=int, default=30, help="edits in the browser")
    parser.add_argument("--messages", type=int, default=10_000, help="messages checked from the command line")
    parser.add_argument("--mutations", type=int, default=150, help="mutations of each sort for place and remedy")
    options = parser.parse_args(argv)
    parts = options.part or PARTS
    made = messages()
    sections: dict[str, list[Figure]] = {}
    version = "not measured"
    if "python" in parts:
        sections["Python"] = python_engine.measure(made, options.runs)
    if "node" in parts:
        sections["Node"] = node_engine.measure(made, options.runs)
    if "browser" in parts:
        version, sections["Browser"] = browser.measure(made["25 KB"], large(), options.cold_runs, options.edits)
    if "bulk" in parts:
        sections["Command line"] = bulk.measure(options.messages)
    if "places" in parts:
        sections["Place and remedy"] = places.measure(options.mutations)
    machine = describe(version)
    sizes = {name: len(data) for name, data in made.items()}
    print("\n".join(f"{name + ':':11} {value}" for name, value in machine.items()))
    print("messages:   " + ", ".join(f"{name} {size:,} bytes" for name, size in sizes.items()))
    for title, figures in sections.items():
        print("\n" + table(title, figures))
    if options.json:
        data = {"machine": machine, "messages": sizes}
        data |= {title.lower(): [each.to_dict() for each in figures] for title, figures in sections.items()}
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
