# SPDX-License-Identifier: MIT
"""One source to one answer: read, check, filter, and mend when asked to. Runs in this process or in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plokit.catalog import Catalog
from plokit.check import validate
from plokit.cli.filters import Filters
from plokit.cli.fixing import Copy, Fixing
from plokit.cli.inputs import Source, read_limited, unreadable
from plokit.cli.words import word
from plokit.explain.wording import Wording, facts_of
from plokit.model import Finding, Problem, Report


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole report on one source, the findings that the filters let through, and the mended copy if asked for.

    ``report.valid`` is the verdict on the message whatever is hidden.
    """

    report: Report
    shown: tuple[Finding, ...]
    copy: Copy | None = None

    @property
    def hidden(self) -> int:
        """How many findings the filters hide."""
        return len(self.report.findings) - len(self.shown)

    @property
    def unusable(self) -> bool:
        """True when there was nothing to check."""
        return any(finding.code == "KIT-FIL" for finding in self.report.findings)

    @property
    def exit_code(self) -> int:
        """2 when something could not be read or written, 1 when a feil is shown, else 0."""
        if self.unusable or (self.copy is not None and self.copy.trouble):
            return 2
        return 1 if any(finding.severity == "feil" for finding in self.shown) else 0


@dataclass(frozen=True, slots=True)
class Work:
    """What to do with each source. Can be sent to another process."""

    catalog: Catalog
    filters: Filters
    fixing: Fixing | None = None

    def __call__(self, source: Source) -> Checked:
        """Check one source; whatever is in it gives an answer."""
        data = read(source, self.catalog)
        if isinstance(data, Finding):
            return self.answer(Report(source.path, None, None, None, (data,)))
        report = validate(data, path=source.path, catalog=self.catalog)
        copy = self.fixing.copy(source.place, data, report, self.catalog) if self.fixing else None
        return self.answer(report, copy)

    def crashed(self, source: Source) -> Checked:
        """Give the answer on a source that took the whole process with it."""
        facts = facts_of(value=word("crash", "step"), detail=word("crash", "detail"))
        finding = Wording(self.catalog).finding(Problem("KIT-STEG", 0, "", facts=facts), "")
        return self.answer(Report(source.path, None, None, None, (finding,)))

    def answer(self, report: Report, copy: Copy | None = None) -> Checked:
        return Checked(report, tuple(finding for finding in report.findings if self.filters.show(finding)), copy)


def read(source: Source, catalog: Catalog) -> bytes | Finding:
    """Give the bytes of a source, or the finding that says why there are none."""
    if not isinstance(source.content, Path):
        return source.content
    try:
        with source.content.open("rb") as stream:
            return read_limited(stream, catalog)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character in it
        return unreadable(source.path, error if isinstance(error, OSError) else OSError(str(error)), catalog)
