# SPDX-License-Identifier: MIT
"""Small exact edits of finished HTML: scripts to files, no inline handlers, labelled table cells, moved pages."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

SCRIPT_TYPES = {"", "module", "text/javascript", "application/javascript"}
WIDGET_STATE = {"application/vnd.jupyter.widget-state+json", "application/vnd.jupyter.widget-view+json"}
ADDRESSES = {"href", "src", "action", "data-content_root"}
INLINE = "_static/inline"
# A table that the style sheet shows as lists on a phone must still be a table to a screen reader.
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


@dataclass
class Edited:
    """An edited page and the script files that were taken out of it, by path from the site's root."""

    html: str
    scripts: dict[str, str] = field(default_factory=dict)


@dataclass
class _Table:
    """Where in a table the parser stands."""

    own: bool
    labels: list[str] = field(default_factory=list)
    in_head: bool = False
    cell: int = -1
    text: list[str] | None = None


class _Locator(HTMLParser):
    """Walk a page and note edits as (start, end, new text); the rest of the page is kept byte for byte."""

    def __init__(self, html: str, root: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self.root = root
        self.edits: list[tuple[int, int, str]] = []
        self.scripts: dict[str, str] = {}
        self._script: tuple[int, int, Attributes] | None = None
        self._tables: list[_Table] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note scripts, handlers and table cells."""
        start = self._offset()
        text = self.get_starttag_text() or ""
        names = dict(attrs)
        if tag == "script" and "src" not in names:
            self._script = (start, start + len(text), attrs)
            return
        kept = [(name, value) for name, value in attrs if not name.startswith("on")]
        kept += [(name, value) for name, value in self._table_part(tag, names) if name not in names]
        if kept != attrs:
            self.edits.append((start, start + len(text), start_tag(tag, kept, closed=text.endswith("/>"))))

    def handle_endtag(self, tag: str) -> None:
        """Close a script or a part of a table."""
        if tag == "script" and self._script:
            self._take_script(*self._script, self._offset())
            self._script = None
        elif self._tables:
            table = self._tables[-1]
            if tag == "table":
                self._tables.pop()
            elif tag == "thead":
                table.in_head = False
            elif tag == "th" and table.text is not None:
                table.labels.append(" ".join("".join(table.text).split()))
                table.text = None

    def handle_data(self, data: str) -> None:
        """Collect the words of a column heading."""
        if self._tables and self._tables[-1].text is not None:
            self._tables[-1].text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))

    def _table_part(self, tag: str, names: dict[str, str | None]) -> Attributes:
        if tag == "table":
            self._tables.append(_Table("docutils" in (names.get("class") or "").split()))
        if not self._tables or not self._tables[-1].own:
            return []
        table = self._tables[-1]
        if tag == "thead":
            table.in_head = True
        elif tag == "tr":
            table.cell = -1
        elif tag == "th" and table.in_head:
            table.text = []
            return [("role", "columnheader")]
        elif tag in ("td", "th"):
            table.cell += 1
            label = table.labels[table.cell : table.cell + 1]
            return [("role", ROLES.get(tag, "rowheader")), *(("data-label", text) for text in label)]
        return [("role", ROLES[tag])] if tag in ROLES else []

    def _take_script(self, start: int, inner_start: int, attrs: Attributes, inner_end: int) -> None:
        end = self.html.index(">", inner_end) + 1
        kind = (dict(attrs).get("type") or "").lower()
        code = self.html[inner_start:inner_end].strip()
        if kind in WIDGET_STATE or (kind in SCRIPT_TYPES and not code):
            self.edits.append((start, end, ""))
        elif kind in SCRIPT_TYPES:
            path = f"{INLINE}/{hashlib.sha256(code.encode()).hexdigest()[:16]}.js"
            self.scripts[path] = code + "\n"
            self.edits.append((start, end, start_tag("script", [*attrs, ("src", self.root + path)]) + "</script>"))


def start_tag(tag: str, attrs: Attributes, *, closed: bool = False) -> str:
    """Write a start tag."""
    words = [tag, *(name if value is None else f'{name}="{escape(value)}"' for name, value in attrs)]
    return f"<{' '.join(words)}{' /' if closed else ''}>"


def _apply(html: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html


def strict(html: str, root: str) -> Edited:
    """Make a page fit the policy: scripts in files, no handlers in attributes, cells that know their heading."""
    locator = _Locator(html, root)
    locator.feed(html)
    locator.close()
    return Edited(_apply(html, locator.edits), locator.scripts)


class _Mover(_Locator):
    """Note edits that make a page work one folder further up."""

    def __init__(self, html: str, folder: str) -> None:
        super().__init__(html, "")
        self.folder = folder

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Rewrite every relative address."""
        moved: Attributes = [
            (name, moved_address(value, self.folder) if name in ADDRESSES and value else value) for name, value in attrs
        ]
        text = self.get_starttag_text() or ""
        if moved != attrs:
            start = self._offset()
            self.edits.append((start, start + len(text), start_tag(tag, moved, closed=text.endswith("/>"))))

    def handle_endtag(self, tag: str) -> None:
        """Leave end tags as they are."""


def moved_address(address: str, folder: str) -> str:
    """Give an address as seen from the root, when it was written in a page in folder."""
    if address.startswith(("#", "/")) or ":" in address.split("/", 1)[0]:
        return address
    path, mark, rest = address.partition("#")
    path, question, query = path.partition("?")
    moved = posixpath.normpath(posixpath.join(folder, path))
    if path.endswith("/"):
        moved += "/"
    return moved + question + query + mark + rest


def moved_up(html: str, folder: str) -> str:
    """Give a page from folder as it must read when it lies in the root."""
    mover = _Mover(html, folder)
    mover.feed(html)
    mover.close()
    return _apply(html, mover.edits)
