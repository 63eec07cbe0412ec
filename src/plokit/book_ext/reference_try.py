# SPDX-License-Identifier: MIT
"""«Vil min gamle melding bestå?»: the validator, set to read the namespaces of 1.5 as those of 1.6."""

from __future__ import annotations

from html import escape

from plokit.catalog import Catalog
from plokit.check import validate
from plokit.samples import Sample, load
from plokit.widgets.persons import persons
from plokit.widgets.static_html import render

from .reference_bridge import pairs
from .reference_bridge_html import new_namespaces
from .reference_words import words

ID = "gammel"


def rewrites(catalog: Catalog) -> dict[str, str]:
    """Give every namespace of the old version with the one that took its place."""
    return {
        before: after
        for old, new in pairs(catalog)
        if new is not None
        for _, before, after in new_namespaces(catalog, old, new)
    }


def as_new(text: str, names: dict[str, str]) -> str:
    """Give a message with its namespaces replaced where they stand in quotes; lines stay as they are."""
    for before, after in names.items():
        for quote in ('"', "'"):
            text = text.replace(f"{quote}{before}{quote}", f"{quote}{after}{quote}")
    return text


def old_samples(catalog: Catalog) -> list[Sample]:
    """Give the first valid sample of each message of the old version that lives on; all travel with the page."""
    found: dict[str, Sample] = {}
    for old, new in pairs(catalog):
        uri = f'"{catalog.namespaces[old.prefix]}"'
        first = next((sample for sample in load() if sample.valid and uri in sample.text), None)
        if new is not None and first is not None:
            found.setdefault(first.file, first)
    return list(found.values())


def trial(catalog: Catalog) -> str:
    """Give the validator with the old samples to choose among, and the line that says what it does."""
    said, names = words()["pages"], rewrites(catalog)
    chosen = old_samples(catalog)
    samples = [{"key": each.file, "title": each.title, "valid": each.valid, "text": each.text} for each in chosen]
    text = chosen[0].text if chosen else ""
    state = {
        "text": text,
        "report": validate(as_new(text, names)).to_dict(),
        "samples": samples,
        "selected": chosen[0].file if chosen else "",
        "height": "large",
        "persons": persons(),
        "rewrite": names,
    }
    gone = ", ".join(old.name for old, new in pairs(catalog) if new is None)
    lead = " ".join((said["try_lead"], said["try_gone"].format(names=gone) if gone else "")).strip()
    note = "" if chosen else f"<p>{escape(said['try_empty'])}</p>"
    return f'<p class="admonition">{escape(lead)}</p>{note}{render(state, ID)}'
