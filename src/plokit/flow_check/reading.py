# SPDX-License-Identifier: MIT
"""From files, bytes or a folder to messages. What cannot be read becomes a report; the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from plokit.catalog import Catalog
from plokit.check import validate
from plokit.explain.wording import Wording, facts_of
from plokit.flow_check.message import Message
from plokit.model import Problem, Report
from plokit.parsing.decode import decode
from plokit.parsing.recognise import recognise
from plokit.parsing.scanner import scan
from plokit.parsing.tree import Node

Source = bytes | Path | tuple[str, bytes]
PARTS = re.compile(r"(\d+)")


def sources(given: Path | Iterable[Source]) -> Iterator[tuple[str, bytes | OSError]]:
    """Give name and bytes of everything given. A folder means its ``.xml`` files, in the order a reader expects."""
    listed: Iterable[Source] = [given] if isinstance(given, Path) else given
    for number, one in enumerate(listed, 1):
        if isinstance(one, bytes):
            yield f"melding {number}", one
        elif isinstance(one, tuple):
            yield one
        elif one.is_dir():
            yield from (from_file(path) for path in sorted(xml_files(one), key=natural))
        else:
            yield from_file(one)


def xml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix.lower() == ".xml" and path.is_file())


def natural(path: Path) -> list[tuple[int, str]]:
    """Give a sort key that puts 2 before 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in PARTS.split(path.as_posix())]


def from_file(path: Path) -> tuple[str, bytes | OSError]:
    try:
        return str(path), path.read_bytes()
    except OSError as error:
        return str(path), error


def read(name: str, data: bytes | OSError, number: int, catalog: Catalog) -> Message | Report:
    """Give the message, or a report that says why it cannot be read.

    The fault is found and explained as for one message alone, so its place and words are the same.
    """
    if isinstance(data, OSError):
        problem = Problem("KIT-FIL", 0, "", facts=facts_of(value=name, detail=data.strerror or str(data)))
        return Report(name, None, None, None, (Wording(catalog).finding(problem, ""),))
    found = None
    try:
        found = parsed(data, catalog)
        known = None if found is None else recognise(found[2], catalog)
    except etree.XMLSyntaxError:
        known = None
    except Exception as error:  # noqa: BLE001 - whatever goes wrong must be seen in the report
        problem = Problem("KIT-STEG", 0, "", facts=facts_of(value="lesing", detail=f"{type(error).__name__}: {error}"))
        return Report(name, None, None, None, (Wording(catalog).finding(problem, ""),))
    if found is None or known is None or not known.known_root:
        return validate(data, path=name, catalog=catalog)
    return Message(name, found[0], found[1], known, number)


def parsed(data: bytes, catalog: Catalog) -> tuple[str, Node, etree._Element] | None:
    """Give text, light tree and libxml2's tree, or None when the text cannot be read safely.

    A document type is refused by the scanner before libxml2 sees it. Raises XMLSyntaxError.
    """
    limits = catalog.data["limits"]
    text = decode(data, limits["bytes"])
    if not isinstance(text, str):
        return None
    tree = scan(text, limits["depth"])
    if isinstance(tree, Problem):
        return None
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    return text, tree, etree.fromstring(text.encode(), parser)
