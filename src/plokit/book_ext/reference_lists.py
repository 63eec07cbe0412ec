# SPDX-License-Identifier: MIT
"""The overviews of the reference: messages by version, bridges, code lists, and how a version is seen."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from plokit.catalog import Catalog

from .reference_bridge import bridge_name, changes, pairs
from .reference_codes import uses
from .reference_html import code, link
from .reference_tree import Message, local, messages, walk
from .reference_words import day, words


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a table; the cells are HTML, the headings are text."""
    head = "".join(f"<th>{escape(each)}</th>" for each in headings)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="docutils"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def message_list(catalog: Catalog) -> str:
    """Give every message by name, with a link for each version; newest first."""
    said = words()["lists"]
    by_name: dict[str, list[Message]] = {}
    for message in messages(catalog):
        by_name.setdefault(message.name, []).append(message)
    rows = []
    for name, versions in by_name.items():
        found = newest_first(versions)
        rows.append([escape(name), escape(found[0].standard), links(found, "")])
        rows += [
            [escape(child["name"]), escape(found[0].standard), links(found, local(child["element"]))]
            for child in found[0].data.get("child", [])
        ]
    return table([said["message"], said["standard"], said["versions"]], rows)


def newest_first(versions: Iterable[Message]) -> list[Message]:
    """Give messages by name, the newest version of each first."""
    newest = sorted(versions, key=lambda each: each.version, reverse=True)
    return sorted(newest, key=lambda each: each.name)


def links(versions: list[Message], inside: str) -> str:
    """Give a link to each version, or to one element in it. A version that does not have the element is left out."""
    found = []
    for message in versions:
        anchor = next((item.anchor for item in walk(message.root.children) if item.local == inside), "")
        if anchor or not inside:
            page = f"meldinger/{message.slug}.html" + (f"#{anchor}" if anchor else "")
            spoken = f'<span class="bare-skjermleser">{escape(message.name)} </span>'
            found.append(f'<a href="{page}">{spoken}{escape(message.version)}</a>')
    return " · ".join(found)


def bridge_list(catalog: Catalog) -> str:
    """Give every bridge with the number of changes in it."""
    said = words()["lists"]
    rows = []
    for old, new in pairs(catalog):
        count = said["gone"] if new is None else str(len(changes(catalog, old, new)))
        rows.append([link(f"broer/{bridge_name(old)}.html", old.name), escape(count)])
    return table([said["message"], said["changes"]], rows)


def code_lists(catalog: Catalog) -> str:
    """Give every code list with how many values and fields it has."""
    said = words()["lists"]
    used = uses(catalog)
    rows = [
        [
            link(f"kodeverk/{number}.html", f"{number} {codes.name}"),
            str(len(codes.values)),
            escape(said["yes" if codes.complete else "part" if codes.excerpt else "no"]),
            f'<span class="ref-dato">{escape(day(codes.as_of))}</span>',
            str(len(used[number])),
        ]
        for number, codes in sorted(catalog.codes.items())
    ]
    return table([said["list"], said["values"], said["complete"], said["date"], said["fields"]], rows)


def version_list(catalog: Catalog) -> str:
    """Give namespace and root element of every message in every version."""
    said = words()["lists"]
    rows = [
        [
            escape(message.name),
            link(f"meldinger/{message.slug}.html", message.version),
            code(catalog.namespaces[message.prefix]),
            code(message.root.local),
        ]
        for message in newest_first(messages(catalog))
    ]
    return table([said["message"], said["version"], said["namespace"], said["element"]], rows)


LISTS = {"meldinger": message_list, "broer": bridge_list, "kodeverk": code_lists, "versjoner": version_list}
