# SPDX-License-Identifier: MIT
"""The few building blocks that Markdown lacks: fact strip, cards, own pictures, source labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective, SphinxRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PICTURES = "book/_static/bilder"
LABELS = {"lov": "lov", "standard": "standard", "anbefaling": "anbefaling", "lokal avtale": "lokal-avtale"}


def picture(srcdir: Path, name: str) -> nodes.raw:
    """Give one of the book's own SVG pictures as inline markup, so that it follows light and dark."""
    markup = (srcdir / PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    return nodes.raw("", markup[markup.index("<svg") :], format="html")


class Picture(SphinxDirective):
    """`{bilde} konvolutt` shows book/_static/bilder/konvolutt.svg."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the picture in a block of its own."""
        name = self.arguments[0]
        self.env.note_dependency(f"{PICTURES}/{name}.svg")
        block = nodes.container(classes=["bilde"], is_div=True)
        block += picture(Path(self.env.srcdir), name)
        return [block]


class Facts(SphinxDirective):
    """`{fakta}` frames the facts of a message: who, when, deadline, receipt."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the content in a framed block."""
        block = nodes.container(classes=["fakta"], is_div=True)
        self.state.nested_parse(self.content, self.content_offset, block)
        return [block]


class Card(SphinxDirective):
    """`{kort} Tittel` is one card; the title is the link."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "lenke": directives.unchanged_required,
        "bilde": directives.unchanged,
        "merknad": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Give a list item with picture, linked title, text and an optional note."""
        item = nodes.list_item(classes=["kort"])
        if name := self.options.get("bilde"):
            self.env.note_dependency(f"{PICTURES}/{name}.svg")
            item += picture(Path(self.env.srcdir), name)
        target = self.options["lenke"]
        title = nodes.paragraph(classes=["kort-tittel"])
        link = pending_xref(
            "",
            refdoc=self.env.docname,
            refdomain="std",
            reftype="doc",
            reftarget=target,
            refexplicit=True,
            refwarn=True,
        )
        link += nodes.inline("", self.arguments[0])
        title += link
        item += title
        self.state.nested_parse(self.content, self.content_offset, item)
        if note := self.options.get("merknad"):
            item += nodes.paragraph("", note, classes=["kort-merknad"])
        return [item]


class CardRow(SphinxDirective):
    """`{kortrad}` lays its cards side by side; on a phone below each other."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Give the cards as a list, so that a screen reader can say how many there are."""
        parsed = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        row = nodes.bullet_list(classes=["kortrad", *self.options.get("class", [])])
        row += [node for node in parsed.children if isinstance(node, nodes.list_item)]
        return [row]


class LabelRole(SphinxRole):
    """{merke}`lov` says where a fact comes from: lov, standard, anbefaling or lokal avtale."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the label, or a warning when the word is not one of the four."""
        if self.text not in LABELS:
            message = self.inliner.reporter.warning(
                f"unknown label {self.text!r}: use {', '.join(LABELS)}", line=self.lineno
            )
            return [nodes.Text(self.text)], [message]
        return [nodes.inline("", self.text, classes=["merke", f"merke-{LABELS[self.text]}"])], []


def setup(app: Sphinx) -> None:
    """Register directives and the role."""
    app.add_directive("bilde", Picture)
    app.add_directive("fakta", Facts)
    app.add_directive("kort", Card)
    app.add_directive("kortrad", CardRow)
    app.add_role("merke", LabelRole())
