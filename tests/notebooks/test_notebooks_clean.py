# SPDX-License-Identifier: MIT
"""The notebooks in git are prose around thin cells: no outputs, stable ids, nothing that belongs in the package."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SAMPLES = ROOT / "samples"
MOST_CODE_LINES = 9
MOST_PROSE_LINES = 60
LINK = re.compile(r"\]\(([^)#:]+?)(?:#[^)]*)?\)")
TERM = re.compile(r"\{term\}`([^`]+)`")
XML_FENCE = re.compile(r"^```xml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELISION = re.compile(r"^<!--.*-->$")
NAMED_SAMPLE = re.compile(r"\b(?:valid|broken)/[a-z0-9.-]+\.xml\b")

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    """The notebook as plain data."""
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return notebook


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    """The cells of one kind, in order."""
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    """The text of a cell."""
    return "".join(cell["source"])


def squeezed(text: str) -> list[str]:
    """The lines of an XML text without indentation and blank lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_no_outputs_and_no_execution_counts(path: Path) -> None:
    """A notebook in git holds what we wrote, never what a kernel answered."""
    for cell in cells(path, "code"):
        assert cell["outputs"] == [], cell["id"]
        assert cell["execution_count"] is None, cell["id"]


def test_metadata_is_minimal(path: Path) -> None:
    """The notebook is nbformat 4.5 for kernel python3 and says nothing about anybody's machine."""
    notebook = read(path)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert set(notebook["metadata"]) == {"kernelspec", "sok"}, "sok holds the search words of the page"
    assert notebook["metadata"]["kernelspec"] == {"display_name": "Python 3", "language": "python", "name": "python3"}


def test_cell_ids_are_words_and_unique(path: Path) -> None:
    """Ids are written by hand, so a change shows as a change of one cell."""
    ids = [cell["id"] for cell in read(path)["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{1,63}", cell_id) for cell_id in ids), ids


def test_code_cells_are_thin(path: Path) -> None:
    """Logic lives in the package: a cell is a few lines, without classes, functions or parsing."""
    for cell in cells(path, "code"):
        code = source(cell)
        assert len(code.splitlines()) <= MOST_CODE_LINES, cell["id"]
        assert not re.search(r"^\s*(class|def|async def) ", code, re.MULTILINE), cell["id"]
        assert not re.search(r"\b(lxml|xmlschema|ElementTree|sys\.path)\b", code), cell["id"]


def test_prose_cells_are_short_and_without_html(path: Path) -> None:
    """A prose cell is at most a screen or two and uses directives, never raw HTML."""
    for cell in cells(path, "markdown"):
        text = source(cell)
        prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)
        assert len(text.splitlines()) <= MOST_PROSE_LINES, cell["id"]
        assert not re.search(r"<[/!a-zA-Z]", prose), cell["id"]


def test_staff_meet_neither_python_nor_xml_first(path: Path) -> None:
    """Before «For deg som integrerer» every code cell is hidden and no XML is shown in prose."""
    for cell in read(path)["cells"]:
        if cell["id"] == "integrator":
            return
        if cell["cell_type"] == "code":
            assert "remove-input" in cell["metadata"]["tags"], cell["id"]
        else:
            assert "```" not in source(cell), cell["id"]
    pytest.fail("the notebook has no cell with the id «integrator»")


def test_links_to_pages_resolve(path: Path) -> None:
    """Every link to another page names a file that is there."""
    for cell in cells(path, "markdown"):
        for target in LINK.findall(source(cell)):
            assert (path.parent / target).is_file(), f"{cell['id']}: {target}"


def test_terms_are_in_the_glossary(path: Path) -> None:
    """Every {term} points at a word the glossary explains."""
    glossary = (ROOT / "book" / "ordliste.md").read_text("utf-8").splitlines()
    for cell in cells(path, "markdown"):
        for term in TERM.findall(source(cell)):
            assert term.rpartition("<")[2].rstrip(">") in glossary, f"{cell['id']}: {term}"


def test_named_samples_exist(path: Path) -> None:
    """Every sample a lesson names is in the manifest."""
    manifest = tomllib.loads((SAMPLES / "manifest.toml").read_text("utf-8"))
    known = {entry["file"] for entry in manifest["sample"]}
    named = {name for cell in read(path)["cells"] for name in NAMED_SAMPLE.findall(source(cell))}
    assert named
    assert named <= known, named - known


def test_xml_pieces_are_true_to_a_valid_sample(path: Path) -> None:
    """Each XML piece in the prose stands line by line in a valid sample; a comment marks what is left out."""
    texts = ["\n".join(squeezed(file.read_text("utf-8"))) for file in sorted((SAMPLES / "valid").glob("*.xml"))]
    pieces = [piece for cell in cells(path, "markdown") for piece in XML_FENCE.findall(source(cell))]
    assert pieces
    for piece in pieces:
        assert any(stands_in(piece, text) for text in texts), piece


def stands_in(piece: str, text: str) -> bool:
    """True when the runs of lines between the elision comments stand in the text, in order."""
    position = 0
    for run in runs(squeezed(piece)):
        found = text.find("\n".join(run), position)
        if found < 0:
            return False
        position = found + 1
    return True


def runs(lines: list[str]) -> list[list[str]]:
    """The lines cut at the comments that mark an elision."""
    cut: list[list[str]] = [[]]
    for line in lines:
        if ELISION.match(line):
            cut.append([])
        else:
            cut[-1].append(line)
    return [run for run in cut if run]
