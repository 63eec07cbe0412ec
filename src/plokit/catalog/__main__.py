# SPDX-License-Identifier: MIT
"""Write the compiled bundle for the browser: ``python -m plokit.catalog --out FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from plokit.catalog.bundle import load_bundle, write

# What the pages show when they are built, and the browser engine never asks for.
ON_PAGES = ("flow", "outside")
SPECIFIED = ("given", "when", "then")


def for_browser(bundle: dict[str, Any]) -> dict[str, Any]:
    """Give the bundle without what the browser engine does not read."""
    rules = {
        rule: {key: text for key, text in words.items() if key not in SPECIFIED}
        for rule, words in bundle["texts"]["rules"].items()
    }
    kept = {key: value for key, value in bundle.items() if key not in ON_PAGES}
    return {**kept, "texts": {**bundle["texts"], "rules": rules}}


def main() -> None:
    """Write the bundle to the file given as ``--out``."""
    parser = argparse.ArgumentParser(description="Compile schemas/ into one bundle for the browser.")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(for_browser(load_bundle()), options.out)
    print(f"{options.out}: {options.out.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
