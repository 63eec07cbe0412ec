# SPDX-License-Identifier: MIT
"""Which messages can be made: type code and version, the root that holds them, and whether an envelope is around it."""

from __future__ import annotations

from dataclasses import dataclass

from plokit.catalog import Catalog
from plokit.errors import PlokitError

DIALOGUE = {
    "1.0": ("DIALOG_FORESPORSEL", "DIALOG_SVAR", "DIALOG_NOTAT", "DIALOG_AVVIK"),
    "1.1": (
        "DIALOG_FORESPORSEL",
        "DIALOG_SVAR",
        "DIALOG_NOTAT",
        "DIALOG_AVVIK",
        "DIALOG_HELSEFAGLIG",
        "DIALOG_STATUS_HENVISNING",
    ),
}
REFERRAL = ("HENVISNING_NYTILSTAND", "HENVISNING_VIDERE")
BARE = ("AppRec", "Epikrise")  # standards that stand without the envelope, and so do the first referrals
FIRST_REFERRALS = ("1.0", "1.1")


class GenerateError(PlokitError):
    """What was asked for cannot be made; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One message type in one version. ``child`` is the element that tells messages of one root apart."""

    type: str
    version: str
    standard: str
    root: str
    child: str = ""
    enveloped: bool = True


def kinds(catalog: Catalog) -> dict[tuple[str, str], Kind]:
    """Give every kind by type code and version, in the order of ``schemas/standards.toml``."""
    found: dict[tuple[str, str], Kind] = {}
    for root in catalog.roots.values():
        for kind in () if root.get("envelope") else _of_root(root):
            found[kind.type, kind.version] = kind
    return found


def _of_root(root: dict[str, str]) -> list[Kind]:
    standard, version, element = root["standard"], root["version"], root["element"]
    if "child" in root:
        children: list[dict[str, str]] = root["child"]  # type: ignore[assignment]
        return [Kind(child["type"], version, standard, element, child["element"]) for child in children]
    if standard == "Dialogmelding":
        return [Kind(code, version, standard, element) for code in DIALOGUE[version]]
    bare = standard in BARE or (standard == "Henvisning" and version in FIRST_REFERRALS)
    if standard == "Henvisning" and not bare:
        return [Kind(code, version, standard, element) for code in REFERRAL]
    code = "APPREC" if standard == "AppRec" else root["type"]
    return [Kind(code, version, standard, element, enveloped=not bare)]


def kind_of(type_code: str, version: str | None, catalog: Catalog) -> Kind:
    """Give one kind; without a version the newest. Raises GenerateError for a type or version that is not there."""
    known = kinds(catalog)
    versions = sorted(v for code, v in known if code == type_code)
    if not versions:
        codes = ", ".join(sorted({code for code, _ in known}))
        raise GenerateError(f"There is no message type {type_code}. The types are: {codes}.")
    if version is not None and version not in versions:
        raise GenerateError(f"{type_code} has no version {version}, only {' and '.join(versions)}.")
    return known[type_code, version or versions[-1]]
