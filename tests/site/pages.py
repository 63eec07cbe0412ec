# SPDX-License-Identifier: MIT
"""The built book as files: its pages, what they load, and where their links lead."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import html

from plokit.book_ext.reference_stubs import stubs
from plokit.catalog import load
from tools.kit.machine import SITE as BUILT

# A published copy can be tested too: PLO_SITE=path/to/html pytest tests/site tests/browser
SITE = Path(os.environ.get("PLO_SITE", BUILT))
LESSONS = ("innleggelsesrapport", "melding-om-utskrivningsklar-pasient", "hodemelding")
WORKSHOPS = ("integrator",)
BOOK = ("index", "kursleder", "integrator", "regelpakke", "ordliste", "om")
LISTS = ("index", "broer", "bestar", "kodeverk", "versjoner")
REFERENCE = (
    *(f"book/referanse/{name}.html" for name in LISTS),
    *(f"book/{path.removesuffix('.md')}.html" for path in stubs(load())),
    "book/feilkatalog/index.html",
    "book/feilkatalog/regler.html",
)
# One page of each kind, for tests that take their time; the reference has many pages that are alike.
KINDS = (
    "index.html",
    "search.html",
    *(f"book/{name}.html" for name in BOOK),
    *(f"notebooks/{name}.html" for name in (*LESSONS, *WORKSHOPS)),
    *(f"book/referanse/{name}.html" for name in LISTS),
    "book/referanse/meldinger/innleggelsesrapport-1-6.html",
    "book/referanse/broer/helseopplysninger.html",
    "book/referanse/kodeverk/7309.html",
    "book/feilkatalog/index.html",
    "book/feilkatalog/regler.html",
    "book/feilkatalog/koder/plo-hod-003.html",
    "book/feilkatalog/koder/xsd-mangler.html",
)
PAGES = tuple(dict.fromkeys((*KINDS, *REFERENCE)))
# Where an element says what the browser shall load or send to. Plain links (a, area) are the reader's own choice.
LOADS = (
    "src",
    "srcset",
    "poster",
    "data",
    "action",
    "formaction",
    "background",
    "ping",
    "{http://www.w3.org/1999/xlink}href",
)
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def is_site_built() -> bool:
    """True when the book is there."""
    return (SITE / "index.html").is_file()


def published() -> list[str]:
    """Give every page of the built site, as a path below it."""
    found = (path.relative_to(SITE) for path in SITE.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] not in {"_static", "_sources"})


@dataclass(frozen=True)
class Page:
    """One page as a tree."""

    name: str
    tree: html.HtmlElement

    def texts(self, path: str) -> list[str]:
        """Give the visible text of every element that an XPath finds, with single spaces."""
        return [" ".join(found.text_content().split()) for found in self.tree.xpath(path)]

    @property
    def loads(self) -> list[str]:
        """Give every address that the page itself asks the browser to load or send to."""
        found = [value for name in LOADS for value in self.tree.xpath("//@*[name()=$name]", name=name)]
        found += self.tree.xpath("//*[not(self::a or self::area)]/@href")
        found += [address for style in self.tree.xpath("//@style | //style/text()") for address in in_styles(style)]
        return [address.strip() for address in found]

    @property
    def links(self) -> list[str]:
        """Give the addresses of the plain links."""
        return list(self.tree.xpath("//a/@href | //area/@href"))


@cache
def page(name: str) -> Page:
    """Read one page."""
    return Page(name, html.document_fromstring((SITE / name).read_bytes(), html.HTMLParser(encoding="utf-8")))


def in_styles(style: str) -> list[str]:
    """Give the addresses that a style sheet loads."""
    return [one or other for one, other in IN_STYLES.findall(COMMENTS.sub("", style))]


def is_foreign(address: str) -> bool:
    """True for an address on another host, or on none that a static site has."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in {"", "data", "blob"}


def target(name: str, address: str) -> tuple[Path, str]:
    """Give the file that a link on the page leads to, and the anchor in it."""
    address, anchor = urldefrag(address)
    path = unquote(urlsplit(address).path)
    file = SITE / name if not path else (SITE / name).parent / path
    return (file / "index.html" if file.is_dir() else file).resolve(), unquote(anchor)


@cache
def anchors(file: Path) -> frozenset[str]:
    """Give the ids of a page."""
    return frozenset(page(file.relative_to(SITE.resolve()).as_posix()).tree.xpath("//@id"))
