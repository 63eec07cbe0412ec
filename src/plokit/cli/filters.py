# SPDX-License-Identifier: MIT
"""Which findings to show. A filter never changes the verdict on a message, and never hides that a check stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plokit.catalog import Catalog
from plokit.errors import PlokitError
from plokit.model import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("merknad", "advarsel", "feil")
OURS = ("KIT",)
STOPPED = ("KIT", "XML", "XSD-MELDINGSTYPE")  # with one of these, the rules had nothing to look at


class UnknownCode(PlokitError):  # noqa: N818 - it says what is the matter, as the sentence in it does
    """A filter names a code that nothing has, so it would hide everything or nothing."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Codes to show and to leave out (whole codes, or their first parts, such as PLO-KON), and the lowest severity."""

    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lowest: Severity = "merknad"

    @property
    def active(self) -> bool:
        """True when something may be hidden."""
        return bool(self.only or self.ignore or self.lowest != "merknad")

    def show(self, finding: Finding) -> bool:
        """Say whether to show a finding.

        What begins with KIT- is always shown. ``only`` leaves in what kept the rules from being checked at all, since
        silence would then say that they hold.
        """
        if matches(finding.code, OURS):
            return True
        if self.only and not matches(finding.code, self.only + STOPPED):
            return False
        return not matches(finding.code, self.ignore) and SEVERITIES.index(finding.severity) >= SEVERITIES.index(
            self.lowest
        )


def filters(only: Iterable[str], ignore: Iterable[str], lowest: Severity, catalog: Catalog) -> Filters:
    """Read the filters of the command line, lists with commas. Raises UnknownCode for a code that nothing has."""
    chosen = Filters(listed(only), listed(ignore), lowest)
    known = {key.partition(".")[0] for key in catalog.data["texts"]["kinds"]} | catalog.data["register"].keys()
    for part in chosen.only + chosen.ignore:
        if not any(matches(code, (part,)) for code in known):
            raise UnknownCode(f"no rule or error kind is called {part} or begins with {part}-")
    return chosen


def listed(values: Iterable[str]) -> tuple[str, ...]:
    parts = (part.strip().upper().removesuffix("-") for value in values for part in value.split(","))
    return tuple(part for part in parts if part)


def matches(code: str, parts: tuple[str, ...]) -> bool:
    """Say whether a code is one of these, or begins with one of them and a hyphen."""
    return any(code == part or code.startswith(f"{part}-") for part in parts)
