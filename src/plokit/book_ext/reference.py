# SPDX-License-Identifier: MIT
"""The reference in the book: directives that fill a page from the catalogue, and the files such a page loads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from plokit.catalog import Catalog, load

from .catalogue_pages import code_list, error_page, rule_list
from .freshness import fingerprint
from .page_context import keep
from .reference_bridge_html import bridge_page
from .reference_lists import LISTS
from .reference_pages import Part, code_page, message_page
from .reference_tree import find
from .reference_try import trial

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

FOLDERS = ("book/referanse/", "book/feilkatalog/")
STYLE, SCRIPT, RANK = "referanse.css", "referanse.js", "rang.js"
PAGES: dict[str, Callable[[Catalog, str], list[Part]]] = {
    "melding": lambda catalog, name: message_page(catalog, find(catalog, name)),
    "kodeverk": code_page,
    "bro": bridge_page,
    "feil": error_page,
}
OVERVIEWS = {**LISTS, "feilkoder": code_list, "regler": rule_list}


def sections(parts: list[Part]) -> nodes.section:
    """Give the parts of a page as a section with sections, so that Sphinx knows the titles."""
    first, *rest = parts
    page = nodes.section(ids=["siden"], names=[])
    page += nodes.title("", first.title)
    page += nodes.raw("", first.html, format="html")
    for part in rest:
        inner = nodes.section(ids=[part.anchor], names=[])
        inner += nodes.title("", part.title)
        inner += nodes.raw("", part.html, format="html")
        page += inner
    return page


class ReferencePage(SphinxDirective):
    """`{melding}`, `{kodeverk}`, `{bro}` and `{feil}`, with the name of one, fill a whole page."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the page as one section."""
        try:
            return [sections(PAGES[self.name](load(), self.arguments[0]))]
        except (KeyError, StopIteration):
            raise self.error(f"The reference knows no {self.name} {self.arguments[0]}.") from None


class ReferenceList(SphinxDirective):
    """`{referanseliste}` shows one of the overviews: meldinger, broer, kodeverk, versjoner, feilkoder, regler."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the table."""
        name = directives.choice(self.arguments[0], tuple(OVERVIEWS))
        return [nodes.raw("", OVERVIEWS[name](load()), format="html")]


class Trial(SphinxDirective):
    """`{gammelmelding}` shows the validator that reads an old message as a new one."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the validator."""
        return [nodes.raw("", trial(load()), format="html")]


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name the pages of the reference when the catalogue has changed, or the samples that examples are taken from."""
    now = load().data["hash"] + fingerprint(Path(app.srcdir), ["samples"])
    before = getattr(env, "plokit_reference", "")
    env.plokit_reference = now  # type: ignore[attr-defined]
    return sorted(name for name in env.found_docs if name.startswith(FOLDERS)) if now != before else []


def add_files(app: Sphinx) -> None:
    """Let Sphinx link the style and the script with a checksum."""
    app.add_css_file(STYLE)
    app.add_js_file(SCRIPT, type="module")


def rank_results(app: Sphinx, config: Config) -> None:
    """Let a search give lessons first and the reference after them."""
    config.html_search_scorer = str(Path(app.srcdir) / "book" / "_static" / RANK)


def remember(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take the reference's own files aside before the page frame leaves out what it does not know."""
    if pagename.startswith(FOLDERS):
        context["reference_files"] = (keep(context["css_files"], [STYLE]), keep(context["script_files"], [SCRIPT]))


def load_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the reference's own files back on its pages."""
    styles, scripts = context.get("reference_files", ([], []))
    context["css_files"] = [*context["css_files"], *styles]
    context["script_files"] = [*context["script_files"], *scripts]


def setup(app: Sphinx) -> None:
    """Register the directives and the files."""
    for name in PAGES:
        app.add_directive(name, ReferencePage)
    app.add_directive("referanseliste", ReferenceList)
    app.add_directive("gammelmelding", Trial)
    app.connect("config-inited", rank_results)
    app.connect("builder-inited", add_files)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("html-page-context", remember, priority=899)
    app.connect("html-page-context", load_files, priority=901)
