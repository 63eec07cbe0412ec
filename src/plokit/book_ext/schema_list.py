# SPDX-License-Identifier: MIT
"""`{skjemaer}` lists the published schemas with links, one line for each file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from lxml import etree
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


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


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("skjemaer", SchemaList)
