# SPDX-License-Identifier: MIT
"""``--fix``: write a mended copy beside each message. What was there before is never written over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from plokit.catalog import Catalog
from plokit.check import validate
from plokit.cli.words import word
from plokit.fixes import fix_all
from plokit.model import Finding, Report
from plokit.parsing.decode import decode, encoding_of

ENDING = ".fixed.xml"


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of a copy: its path, what was mended (titles of fixes), and the report on the copy.

    ``trouble`` says in bokmål why it was not written; "" when it was.
    """

    path: str
    done: tuple[str, ...] = ()
    report: Report | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Fixing:
    """Where copies go: into one folder, with the same paths below it as the input, or beside each file (None)."""

    folder: Path | None = None

    def copy(self, place: tuple[Path, str], data: bytes, report: Report, catalog: Catalog) -> Copy | None:
        """Mend one message and write the copy. None when the kit has nothing safe to do."""
        if not any(finding.fix for finding in report.findings):
            return None
        mended = mend(data, catalog)
        if mended is None or mended == data:
            return None
        path = (self.folder or place[0]) / f"{place[1]}{ENDING}"
        after = validate(mended, path=str(path), catalog=catalog)
        trouble = write(path, mended)
        return Copy(str(path), done(report, after), after, trouble)


def mend(data: bytes, catalog: Catalog) -> bytes | None:
    """Give the message with every safe fix applied, in its own encoding; None when its text cannot be read."""
    text, found = decode(data, catalog.data["limits"]["bytes"]), encoding_of(data)
    if not isinstance(text, str) or not isinstance(found, tuple):
        return None
    encoding, start = found
    return data[:start] + fix_all(text, catalog).encode(encoding, "xmlcharrefreplace")


def write(path: Path, data: bytes) -> str:
    """Write a new file; give "" or the sentence that says why not. The same content from an earlier run is fine."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        return "" if path.is_file() and path.read_bytes() == data else word("copy", "exists", path=path)
    except OSError as error:
        return word("copy", "failed", path=path, detail=error.strerror or error)
    return ""


def done(before: Report, after: Report) -> tuple[str, ...]:
    """Give the titles of the fixes whose findings are gone. Lines move, so findings are told by code and title."""
    left = Counter(map(name, after.findings))
    titles = []
    for finding in before.findings:
        if left[name(finding)] > 0:
            left[name(finding)] -= 1
        else:
            titles.append(finding.fix["title"] if finding.fix else finding.title)
    return tuple(titles)


def name(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.title
