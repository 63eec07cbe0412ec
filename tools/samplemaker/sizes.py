# SPDX-License-Identifier: MIT
"""A smallest, a typical and a full sample of each message type and version (samples/sizes.toml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .identities import only_the_cast
from .markup import document
from .parts import Entry
from .stories import NAMES, Stories
from .world import World

SMALLEST = "Bare det som må være med, og ikke mer."
FULL = "Hvert felt som kan stå i meldingen, er fylt ut. Bruk den som kart, ikke som mønster."


class Sizes:
    """The samples that show each kind of message in three sizes."""

    def __init__(self, world: World, stories: Stories, kinds: list[Entry], full: Callable[[str, str], str]) -> None:
        self._world, self._stories, self._kinds, self._full = world, stories, kinds, full

    def samples(self) -> Iterator[tuple[Entry, bytes]]:
        """The manifest entry and the bytes of each."""
        for kind in self._kinds:
            for version in kind["versions"]:
                if "typical" not in kind:
                    yield self._whole(kind, version)
                    continue
                yield self._typical(kind, version)
                yield self._smallest(kind, version)
                yield self._whole(kind, version)

    def _whole(self, kind: Entry, version: str) -> tuple[Entry, bytes]:
        title = f"{self._name(kind)} med alle felter"
        known = {patient["id"] for patient in self._world.patients.values() if "id" in patient}
        text = only_the_cast(self._full(kind["type"], version), known)
        return self._entry(kind, version, "full", title, FULL), text.encode()

    def _typical(self, kind: Entry, version: str) -> tuple[Entry, bytes]:
        message = self._world.messages[kind["typical"]]
        choices = self._stories.choices(message) | {key: kind[key] for key in CHOICES if key in kind}
        if version != message["version"] or "patient" in kind or kind["type"] != message["type"]:
            message = self._copy(kind, message, version, "typisk")
        patient = self._world.patients[message["patient"]]
        title = f"{self._name(kind)}: {patient['given']} {patient['family']}"
        about = self._stories.parties(message)
        tree = self._stories.make(message, choices)
        return self._entry(kind, version, "typisk", title, about), document(tree).encode()

    def _smallest(self, kind: Entry, version: str) -> tuple[Entry, bytes]:
        own = kind["smallest"]
        base = self._world.messages[own.get("base", kind["typical"])]
        message = self._copy(kind, base, version, "minst")
        message["copies"] = []
        choices = self._stories.choices(base) | {key: kind[key] for key in CHOICES if key in kind}
        left_out = (
            "make",
            "unit",
            "remark",
            "place",
            "contacts",
            "needs",
            "interpreter",
            "informed",
            "consent",
        )
        choices = {key: value for key, value in choices.items() if key not in left_out} | own | {"bare": True}
        tree = self._stories.make(message, choices)
        title = f"Den minste riktige {kind['the']}"
        return self._entry(kind, version, "minst", title, SMALLEST), document(tree).encode()

    def _copy(self, kind: Entry, message: Entry, version: str, size: str) -> Entry:
        """The message in another version, with ids of its own."""
        key = f"ovelse/{kind['type'].lower()}-{version}-{size}"
        copied = {**message, "key": key, "msgid": self._world.uuid(key), "version": version, "type": kind["type"]}
        if "patient" in kind:
            copied |= {"patient": kind["patient"], "header": kind["patient"]}
        if "type_text" in kind:
            copied["type_text"] = kind["type_text"]
        return copied

    def _entry(self, kind: Entry, version: str, size: str, title: str, about: str) -> Entry:
        newest = version == kind["versions"][0] and not kind.get("numbered")
        number = "" if newest else f"-{version}"
        return {
            "file": f"valid/{NAMES[kind['type']]}{number}-{size}.xml",
            "title": title if newest else f"{title} ({version})",
            "about": about,
            "type": kind["type"],
            "version": version,
        }

    def _name(self, kind: Entry) -> str:
        text = kind.get("type_text") or self._world.messages[kind["typical"]]["type_text"]
        return str(text).partition(" (")[0]


CHOICES = ("services", "given_services")
