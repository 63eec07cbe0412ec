# SPDX-License-Identifier: MIT
"""Notebooks are run again when the code or data behind their outputs has changed, and only then."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

INPUTS = ("src/plokit", "schemas", "samples")
NOTEBOOKS = "notebooks/"


def fingerprint(root: Path, folders: Iterable[str] = INPUTS) -> str:
    """Hash names and contents of every file below the folders, in a fixed order."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def outdated_notebooks(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name the notebooks to read again when the fingerprint differs from the last build's."""
    now = fingerprint(Path(app.srcdir))
    before = getattr(env, "plokit_fingerprint", None)
    env.plokit_fingerprint = now  # type: ignore[attr-defined]
    if now == before:
        return []
    return [name for name in env.found_docs if name.startswith(NOTEBOOKS)]


def setup(app: Sphinx) -> None:
    """Ask for outdated pages at every build."""
    app.connect("env-get-outdated", outdated_notebooks)
