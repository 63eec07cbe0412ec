# SPDX-License-Identifier: MIT
"""What can be downloaded: `{skjemaer}` lists the published schemas, `{regelpakke}` links to the package of rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from lxml import etree
from sphinx.util.docutils import SphinxDirective

from plokit.rule_package import NAME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOWNLOADS = "nedlasting"


class SchemaList(SphinxDirective):
    """Give every schema of schemas/xsd with its namespace."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the list; each link leads to the documented copy in the site."""
        root = Path(self.env.srcdir)
        up = "../" * self.env.docname.count("/")
        rows = nodes.bullet_list(classes=["skjemaer"])
        for path in sorted((root / "schemas" / "xsd").rglob("*.xsd")):
            name = path.relative_to(root).as_posix()
            self.env.note_dependency(name)
            namespace = etree.parse(str(path)).getroot().get("targetNamespace", "")
            line = nodes.paragraph()
            line += nodes.reference("", path.name, refuri=up + name)
            line += nodes.Text(" – ")
            line += nodes.literal("", namespace)
            rows += nodes.list_item("", line)
        return [rows]


class PackageLink(SphinxDirective):
    """Give a link to the package of rules, with the text after the name of the directive."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the link in a paragraph of its own; the file is written when the pages are done."""
        up = "../" * self.env.docname.count("/")
        line = nodes.paragraph()
        line += nodes.reference("", self.arguments[0], refuri=f"{up}{DOWNLOADS}/{NAME}")
        return [line]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("skjemaer", SchemaList)
    app.add_directive("regelpakke", PackageLink)
