# SPDX-License-Identifier: MIT
"""Write the compiled bundle for the browser: ``python -m plokit.catalog --out FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path

from plokit.catalog.bundle import load_bundle, write


def main() -> None:
    """Write the bundle to the file given as ``--out``."""
    parser = argparse.ArgumentParser(description="Compile schemas/ into one bundle for the browser.")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(load_bundle(), options.out)
    print(f"{options.out}: {options.out.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
