# SPDX-License-Identifier: MIT
"""Pages are made again when the code or data behind them has changed, and only then."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

INPUTS = ("src/plokit", "schemas", "samples")
FRAME = ("src/plokit/book_ext", "book/_static")
FRONT_END = "web/dist/plo-loader.mjs"
NOTEBOOKS = "notebooks/"


def fingerprint(root: Path, folders: Iterable[str]) -> str:
    """Hash names and contents of every file below the folders, in a fixed order."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name every page when the frame has changed, the notebooks when their inputs have, and else none."""
    root = Path(app.srcdir)
    now = {
        "frame": fingerprint(root, FRAME) + str((root / FRONT_END).is_file()),
        "inputs": fingerprint(root, INPUTS),
    }
    before = getattr(env, "plokit_fingerprints", {})
    env.plokit_fingerprints = now  # type: ignore[attr-defined]
    if now["frame"] != before.get("frame"):
        return sorted(env.found_docs)
    if now["inputs"] != before.get("inputs"):
        return sorted(name for name in env.found_docs if name.startswith(NOTEBOOKS))
    return []


def setup(app: Sphinx) -> None:
    """Ask for outdated pages at every build."""
    app.connect("env-get-outdated", outdated_pages)
