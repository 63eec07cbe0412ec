# SPDX-License-Identifier: MIT
"""Code lists (kodeverk): which list an element takes its code from, and what the list holds.

Lists are ``schemas/codes/<number>.toml``; ``bindings.toml`` there says which element takes which. A list is whole
(``complete``), a part that a municipality meets, or an ``excerpt`` of one too long to keep. Codes never decide
whether a message is valid, so a value outside a list gives at most an advarsel, and outside an excerpt nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plokit.errors import CatalogError


@dataclass(frozen=True, slots=True)
class CodeList:
    """One code list. ``values`` and ``withdrawn`` give code → text (``""`` where no text is known).

    ``also`` gives code → other texts that older editions or the standards themselves have for it.
    """

    number: str
    oid: str
    name: str
    complete: bool
    excerpt: bool
    as_of: str
    source: str
    note: str
    values: dict[str, str]
    withdrawn: dict[str, str]
    also: dict[str, tuple[str, ...]]

    def doubtful(self, code: str) -> bool:
        """True when a code is in neither the list nor its older editions, and the list is full enough to say so."""
        return not self.excerpt and code not in self.values and code not in self.withdrawn


@dataclass(frozen=True, slots=True)
class Binding:
    """One line of ``bindings.toml``. ``version`` is "" for one that holds everywhere."""

    steps: tuple[str, ...]
    version: str
    lists: tuple[str, ...]

    def fits(self, path: tuple[str, ...], version: str) -> bool:
        """True when the path ends in the steps of this binding, and the version is right."""
        if self.version not in ("", version) or len(self.steps) > len(path):
            return False
        tail = path[len(path) - len(self.steps) :]
        return all(step in (name, name.rpartition(":")[2]) for step, name in zip(self.steps, tail, strict=True))

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Order of precedence: for a version first, then the longest, then the one with most prefixes."""
        return bool(self.version), len(self.steps), sum(":" in step for step in self.steps)


def code_list_of(number: str, entry: dict[str, Any]) -> CodeList:
    """Give a code list from its file's content."""
    return CodeList(
        number,
        entry["oid"],
        entry["name"],
        entry["complete"],
        entry.get("excerpt", False),
        entry["as_of"],
        entry["source"],
        entry.get("note", ""),
        {value["v"]: value["dn"] for value in entry["value"]},
        {value["v"]: value["dn"] for value in entry.get("withdrawn", ())},
        {value["v"]: tuple(value["also"]) for value in entry["value"] if "also" in value},
    )


def bindings_by_last_step(data: dict[str, Any]) -> dict[str, list[Binding]]:
    """Give the bindings of ``bindings.toml``, the weightiest first, by the local name of the last step."""
    found: dict[str, list[Binding]] = {}
    tables = {"": {key: value for key, value in data.items() if not isinstance(value, dict)}}
    tables |= {key: value for key, value in data.items() if isinstance(value, dict)}
    for version, table in tables.items():
        for key, lists in table.items():
            steps = tuple(key.split("/"))
            binding = Binding(steps, version, (lists,) if isinstance(lists, str) else tuple(lists))
            found.setdefault(steps[-1].rpartition(":")[2], []).append(binding)
    for bindings in found.values():
        bindings.sort(key=lambda binding: binding.weight, reverse=True)
    return found


def check_bindings(data: dict[str, Any], codes: dict[str, Any], roots: list[dict[str, Any]]) -> None:
    """Raise CatalogError when a binding names a list, or a version of a standard, that is not there."""
    known = {f"{root['standard']} {root['version']}" for root in roots}
    for bindings in bindings_by_last_step(data).values():
        for binding in bindings:
            key = "/".join(binding.steps)
            if binding.version and binding.version not in known:
                raise CatalogError(f'codes/bindings.toml: "{binding.version}" is not in standards.toml.')
            for number in binding.lists:
                if number not in codes:
                    raise CatalogError(f'codes/bindings.toml: "{key}" names the list {number}, which has no file.')
