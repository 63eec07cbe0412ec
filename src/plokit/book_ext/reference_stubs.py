# SPDX-License-Identifier: MIT
"""The one-line source files of reference and Feilkatalog, a page each: ``python -m plokit.book_ext.reference_stubs``.

Sphinx needs a file for each page; all that stands in it is which message, bridge, code list or error the page shows.
"""

from __future__ import annotations

from pathlib import Path

from plokit.catalog import Catalog, load

from .catalogue_entries import entries
from .reference_bridge import bridge_name, pairs
from .reference_tree import messages

FOLDER = Path(__file__).resolve().parents[3] / "book"
KINDS = ("referanse/meldinger", "referanse/broer", "referanse/kodeverk", "feilkatalog/koder")


def stubs(catalog: Catalog) -> dict[str, str]:
    """Give path below ``book/`` and content of every file there should be."""
    names = {
        **{f"referanse/meldinger/{message.slug}": f"melding {message.slug}" for message in messages(catalog)},
        **{f"referanse/broer/{bridge_name(old)}": f"bro {bridge_name(old)}" for old, _ in pairs(catalog)},
        **{f"referanse/kodeverk/{number}": f"kodeverk {number}" for number in catalog.data["codes"]},
        **{f"feilkatalog/koder/{entry.page}": f"feil {entry.page}" for entry in entries(catalog).values()},
    }
    made = {}
    for name, text in names.items():
        directive, argument = text.split()
        made[f"{name}.md"] = f"```{{{directive}}} {argument}\n```\n"
    return made


def found(folder: Path) -> dict[str, str]:
    """Give path and content of every file there is."""
    paths = (path for kind in KINDS for path in sorted((folder / kind).glob("*.md")))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def write(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Make the files be as wanted, and give the names of those that were changed."""
    there = found(folder)
    changed = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    for name in changed:
        path = folder / name
        if name in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8")
        else:
            path.unlink()
    return changed


if __name__ == "__main__":
    write(FOLDER, stubs(load()))
