# SPDX-License-Identifier: MIT
"""What the page frame in book/_templates needs to know about each page, and which files a page loads."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
DIST = "web/dist"
STYLES = ("grunn.css", "ramme.css", "innhold.css", "oppslag.css", "utskrift.css")
DARK_STYLE = "mork.css"
DARK_MEDIA = "screen and (prefers-color-scheme: dark)"
SEARCH_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js", "sok.js")
# myst-nb gives its folds an English name that hides the visible one.
# pandas gives every table styles of its own, which the policy forbids and the book does not need, and a head without
# words above the row numbers, which a screen reader would say as a heading.
TABLE_STYLE = re.compile(r'<style scoped>.*?</style>| style="text-align: right;"', re.DOTALL)
ENGLISH_NAME = ' aria-label="Toggle hidden content"'


def version() -> str:
    """Give the version of the installed package, or an empty string in a bare clone."""
    try:
        return metadata.version("plokit")
    except metadata.PackageNotFoundError:
        return ""


def keep(files: Iterable[Any], names: Iterable[str]) -> list[Any]:
    """Keep the files whose base name is listed, in the order they had."""
    wanted = set(names)
    return [file for file in files if str(getattr(file, "filename", file)).split("?")[0].rsplit("/", 1)[-1] in wanted]


def menu(app: Sphinx) -> list[dict[str, Any]]:
    """Give the parts of the table of contents with captions, document names and titles."""
    site_map = app.config.external_site_map
    return [
        {
            "caption": part.caption,
            "pages": [{"name": str(item), "title": app.env.titles[str(item)].astext()} for item in part.items],
        }
        for part in site_map.root.subtrees
    ]


def sections(doctree: nodes.document | None) -> list[dict[str, str]]:
    """Give anchor and title of the second-level sections of a page."""
    if doctree is None:
        return []
    found = []
    for section in doctree.findall(nodes.section):
        if isinstance(section.parent, nodes.section) and isinstance(section.parent.parent, nodes.document):
            title = section.next_node(nodes.title)
            if title is not None:
                found.append({"anchor": section["ids"][0], "title": title.astext()})
    return found


def fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the frame's data to a page and leave out every style and script that the page does not use."""
    body = TABLE_STYLE.sub("", context.get("body", "")).replace("<th></th>", "<td></td>")
    body = body.replace(ENGLISH_NAME, "").replace("</dt><dd>", "</dt>\n<dd>")
    styles, scripts = [*STYLES, DARK_STYLE], ["tidlig.js", "side.js"]
    if 'class="sd-' in body or " sd-" in body:
        styles.append("sphinx-design.min.css")
    if "sd-tab-set" in body:
        scripts.append("design-tabs.js")
    if pagename == "search":
        scripts.extend(SEARCH_SCRIPTS)
    dist = Path(app.srcdir) / DIST
    context.update(
        body=body,
        widget_script=(dist / "plo-loader.mjs").is_file(),
        widget_style=(dist / "plo-validator.css").is_file(),
        policy=POLICY,
        css_files=keep(context["css_files"], styles),
        script_files=keep(context["script_files"], scripts),
        menu=menu(app),
        page_sections=sections(doctree),
        kit_version=version(),
        has_widget="<plo-" in body,
        notebook=f"{pagename}.ipynb" if (Path(app.srcdir) / f"{pagename}.ipynb").is_file() else "",
    )


def add_files(app: Sphinx) -> None:
    """Let Sphinx link the book's own files with a checksum, so that a browser never shows an old one."""
    for name in STYLES:
        app.add_css_file(name)
    app.add_css_file(DARK_STYLE, id="mork", media=DARK_MEDIA)
    app.add_js_file("tidlig.js", priority=100)
    app.add_js_file("side.js", priority=100, type="module")
    app.add_js_file("sok.js")


def setup(app: Sphinx) -> None:
    """Fill pages late, when every other extension has added its files."""
    app.connect("builder-inited", add_files)
    app.connect("html-page-context", fill, priority=900)
