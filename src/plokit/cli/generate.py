# SPDX-License-Identifier: MIT
"""``plokit generate``: valid messages, or messages broken on purpose."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from plokit.catalog import Catalog

EXAMPLES = """examples:
  plokit generate LOG_INNLAGT
  plokit generate ALLE --count 1000 --out meldinger/
  plokit generate INNLEGGELSESRAPPORT --broken PLO-INN-014 --seed 7
"""


def register(subparsers: Any) -> None:
    """Describe the command."""
    make = subparsers.add_parser(
        "generate",
        help="make valid messages, or messages broken on purpose, the same for the same seed",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    make.add_argument("type", metavar="TYPE", help="message type by its code in list 8279, or ALLE for each in turn")
    make.add_argument("--version", help="version of the standard (default: the newest)")
    make.add_argument("--seed", type=int, default=1, help="the same seed gives the same message (default: 1)")
    make.add_argument("--count", type=int, default=1, help="how many, with one seed after the other (default: 1)")
    make.add_argument("--broken", metavar="RULE", help="break this rule (PLO-HOD-011) or error kind (XSD-MANGLER)")
    make.add_argument("--out", type=Path, metavar="FOLDER", help="write files there instead of printing")


def run(options: argparse.Namespace, _catalog: Catalog) -> int:
    """Print generated messages, or write them to a folder; give 0."""
    from plokit.generate.batch import batch  # noqa: PLC0415 - only needed here

    for name, text in batch(options.type, options.version, options.seed, options.count, options.broken):
        if options.out is None:
            print(text, end="")
        else:
            options.out.mkdir(parents=True, exist_ok=True)
            (options.out / name).write_text(text, encoding="utf-8", newline="\n")
    if options.out is not None:
        print(f"{options.count} messages in {options.out}")
    return 0
