# SPDX-License-Identifier: MIT
"""Pages are made again when what they show has changed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from plokit.book_ext.freshness import fingerprint, outdated_pages


def ask(root: Path, env: SimpleNamespace) -> list[str]:
    return outdated_pages(SimpleNamespace(srcdir=str(root)), env, set(), set(), set())


def test_notebooks_follow_the_schemas_and_all_pages_follow_the_frame(tmp_path: Path) -> None:
    env = SimpleNamespace(found_docs={"book/om", "notebooks/hodemelding"})
    schema = tmp_path / "schemas" / "a.xsd"
    frame = tmp_path / "src" / "plokit" / "book_ext" / "b.py"
    for path in (schema, frame):
        path.parent.mkdir(parents=True)
        path.write_text("1")
    ask(tmp_path, env)
    assert ask(tmp_path, env) == []
    schema.write_text("2")
    assert ask(tmp_path, env) == ["notebooks/hodemelding"]
    frame.write_text("2")
    assert ask(tmp_path, env) == ["book/om", "notebooks/hodemelding"]


def test_a_renamed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "a").write_text("x")
    before = fingerprint(tmp_path, ("samples",))
    (tmp_path / "samples" / "a").rename(tmp_path / "samples" / "b")
    assert fingerprint(tmp_path, ("samples",)) != before
