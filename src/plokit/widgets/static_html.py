# SPDX-License-Identifier: MIT
"""The validator as plain HTML: the message with line numbers and what was found, readable without JavaScript."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from plokit.widgets.summary import Item, groups, recognised, verdict, words

SHOWN = 3  # more places than this are folded away, as in card.ts
# HTML cannot hold control characters: they are shown as their pictures (U+2400 and on).
PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}


def render(state: dict[str, Any], prefix: str) -> str:
    """Give the element ``<plo-validator>`` for a widget state. ``prefix`` begins every id and is unique on the page."""
    height = state["height"]
    size = f" plo-{height}" if height in {"small", "large"} else ""
    return (
        f'<plo-validator class="plo{size}"><div class="plo-validator">'
        f"{_bar(state)}"
        f'<div class="plo-work">{_message(state["text"], prefix)}{_results(state["report"], prefix)}</div>'
        f"{_under()}</div>{_script(state)}</plo-validator>"
    )


def _tag(tag: str, text: str, class_: str = "") -> str:
    attribute = f' class="{class_}"' if class_ else ""
    return f"<{tag}{attribute}>{escape(text)}</{tag}>"


def _icon(name: str) -> str:
    path = f'<path d="{escape(words()["icons"][name])}"></path>'
    return f'<svg class="plo-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{path}</svg>'


def _bar(state: dict[str, Any]) -> str:
    title = next((sample["title"] for sample in state["samples"] if sample["key"] == state["selected"]), "")
    label = _tag("span", words()["toolbar"]["sample"], "plo-label")
    picker = f'<p class="plo-picker">{label} {_tag("span", title)}</p>' if title else ""
    return f'<div class="plo-bar">{picker}</div>'


def _message(text: str, prefix: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(PICTURES).split("\n")
    body = "".join(
        f'<span data-line="{number}" id="{prefix}-l{number}">{escape(line)}\n</span>'
        for number, line in enumerate(lines, 1)
    )
    label = escape(words()["editor"]["title"])
    attributes = f'class="plo-field" role="group" aria-label="{label}" tabindex="0"'
    return f'<div {attributes}><pre class="plo-lines">{body}</pre></div>'


def _results(report: dict[str, Any], prefix: str) -> str:
    kind, said = verdict(report)
    result = words()["result"]
    symbol = _icon("feil" if kind == "unreadable" else kind)
    head = f'{_tag("p", recognised(report), "plo-type")}<p class="plo-verdict">{symbol}{escape(said)}</p>'
    notes = {"valid": ("all_well", "limits"), "stopped": ("stopped",)}.get(kind, ())
    note = "".join(_tag("p", result[name]) for name in notes)
    body = "".join(_group(name, items, prefix) for name, items in groups(report))
    return (
        f'<div class="plo-results" role="group" aria-label="{escape(result["label"])}" tabindex="0">'
        f'<div class="plo-head" data-verdict="{kind}">{head}</div>'
        f'<div class="plo-note">{note}</div><div class="plo-groups">{body}</div></div>'
    )


def _group(name: str, items: list[Item], prefix: str) -> str:
    label = f"{prefix}-{name}"
    heading = f'<p class="plo-group-name" id="{label}">{escape(words()["groups"][name])}</p>'
    cards = "".join(_card(item, prefix) for item in items)
    return f'<div class="plo-group">{heading}<ul aria-labelledby="{label}">{cards}</ul></div>'


def _card(item: Item, prefix: str) -> str:
    finding, said = item.finding, words()["card"]
    severity = finding["severity"]
    spoken = _tag("span", f"{words()['severity'][severity]}: ", "plo-hidden")
    title = f'<p class="plo-title">{_icon(severity)}<span>{spoken}{escape(finding["title"])}</span></p>'
    texts = _rows((said["consequence"], finding["consequence"]), (said["remedy"], finding["remedy"]))
    facts = _rows(
        (said["code"], finding["code"]), (said["source"], finding["source"]), (said["xpath"], finding["xpath"])
    )
    summary = f'{escape(said["more"])}<span class="plo-hidden">: {escape(finding["title"])}</span>'
    attributes = f'class="plo-card" data-severity="{escape(severity)}" data-code="{escape(finding["code"])}"'
    facts = f'<dl class="plo-facts">{facts}</dl>'
    explanation = _tag("p", finding["explanation"]) if finding["explanation"] else ""
    return (
        f'<li {attributes}>{title}<div class="plo-where">{_places(item, prefix)}</div><dl>{texts}</dl>'
        f"<details><summary>{summary}</summary><div>{explanation}{facts}</div></details></li>"
    )


def _places(item: Item, prefix: str) -> str:
    said = words()["card"]
    links = [
        f'<a href="#{prefix}-l{place["line"]}">{escape(said["line"].format(line=place["line"]))}</a>'
        for place in item.places
    ]
    count = _tag("span", said["places"].format(count=len(links)), "plo-count") if len(links) > 1 else ""
    rest = links[SHOWN:]
    if not rest:
        return count + " ".join(links)
    summary = _tag("summary", said["more_places"].format(count=len(rest)))
    folded = f'<details>{summary}<span class="plo-places">{" ".join(rest)}</span></details>'
    return count + " ".join(links[:SHOWN]) + folded


def _rows(*rows: tuple[str, str | None]) -> str:
    return "".join(_tag("dt", term) + _tag("dd", text) for term, text in rows if text)


def _under() -> str:
    editor = words()["editor"]
    promise = _tag("p", editor["promise"], "plo-promise")
    return f'<div class="plo-under">{promise}<noscript>{_tag("p", editor["no_script"])}</noscript></div>'


def _script(state: dict[str, Any]) -> str:
    """The state as JSON in a script element, where only ``<`` could end it early."""
    data = json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="plo-state">{data}</script>'
