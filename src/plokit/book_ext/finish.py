# SPDX-License-Identifier: MIT
"""After Sphinx has written the pages: front end in place, strict pages, front page in the root, files to download."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from plokit.catalog.publish import publish
from plokit.rule_package import write_package
from plokit.samples import load

from .html_edit import moved_up, strict
from .page_context import DIST
from .schema_list import DOWNLOADS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
COMMAND_LINE = "validate.mjs"  # for Node, not for a page


def copy_front_end(source: Path, site: Path) -> None:
    """Copy the built front end to _static/plo; without it the pages still read, with nothing to try."""
    target = site / "_static" / "plo"
    shutil.rmtree(target, ignore_errors=True)
    if not source.is_dir():
        logger.info("no front end in %s: the pages are built without it", DIST)
        return
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(COMMAND_LINE))


def tidy_pages(site: Path) -> None:
    """Move inline scripts of every page to files."""
    for page in sorted(site.rglob("*.html")):
        if "_static" in page.relative_to(site).parts:
            continue
        before = page.read_text(encoding="utf-8")
        depth = len(page.relative_to(site).parts) - 1
        after = strict(before, "../" * depth)
        for path, code in after.scripts.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(code, encoding="utf-8")
        if after.html != before:
            page.write_text(after.html, encoding="utf-8")


def place_front_page(site: Path, root_doc: str) -> None:
    """Put a copy of the front page in the site's root, so that the short address needs no redirect."""
    source = site / f"{root_doc}.html"
    folder = root_doc.rpartition("/")[0]
    if folder and source.is_file():
        html = source.read_text(encoding="utf-8")
        (site / "index.html").write_text(moved_up(html, folder), encoding="utf-8")


def publish_samples(target: Path) -> None:
    """Copy the broken samples and their mended twins, which the Feilkatalog links to."""
    shutil.rmtree(target, ignore_errors=True)
    broken = [sample for sample in load() if sample.broken]
    wanted = {sample.file for sample in broken} | {sample.mended for sample in broken}
    for sample in load():
        if sample.file in wanted:
            path = target / sample.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(sample.data)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Run the steps in order, for a successful HTML build only."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    copy_front_end(Path(app.srcdir) / DIST, site)
    tidy_pages(site)
    place_front_page(site, app.config.root_doc)
    publish(site / "schemas")
    publish_samples(site / "samples")
    write_package(site / DOWNLOADS)


def setup(app: Sphinx) -> None:
    """Finish after every other extension has finished."""
    app.connect("build-finished", finish, priority=900)
