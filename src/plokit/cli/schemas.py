# SPDX-License-Identifier: MIT
"""``plokit schemas compare``, and the schemas of a folder for ``plokit validate --schemas``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from plokit.catalog import Catalog

EXAMPLES = """examples:
  plokit schemas compare sarepta/skjema
"""


def register(subparsers: Any) -> None:
    """Describe the command."""
    schemas = subparsers.add_parser(
        "schemas",
        help="compare the kit's schemas with a set you have downloaded",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = schemas.add_subparsers(dest="action", required=True)
    compare = actions.add_parser(
        "compare",
        help="say, declaration by declaration, where a folder of schemas differs",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compare.add_argument("folder", type=Path, metavar="FOLDER", help="folder with .xsd files, flat or nested")


def run(options: argparse.Namespace, catalog: Catalog) -> int:
    """Print how a folder of schemas differs from the kit's; give 0 when all agree and 1 when not."""
    from plokit.schema_compare import compare  # noqa: PLC0415 - slow to import, and only needed here

    found = compare(options.folder, catalog)
    faults = [f"the schemas in the folder have a fault, so the lines may mislead: {one}" for one in found.faults[:1]]
    for note in (*found.own.notes, *faults):
        print(f"plokit: {note}", file=sys.stderr)
    print("\n".join(found.lines()))
    return 0 if found.same else 1


def with_schemas(folder: Path, catalog: Catalog) -> Catalog:
    """Give a catalogue that takes the schema verdict from a folder, and say on stderr which files it uses."""
    from plokit.schema_compare import use_folder  # noqa: PLC0415 - slow to import, and only needed here

    own = use_folder(folder, catalog)
    for note in own.notes:
        print(f"plokit: {note}", file=sys.stderr)
    files = ", ".join(str(path) for path in own.used.values())
    print(f"plokit: schemas used: {files}; for other namespaces the kit's own", file=sys.stderr)
    return own.catalog(catalog)
