# SPDX-License-Identifier: MIT
"""From what is named on the command line to one source for each message: files, folders, zip files and stdin.

Sources come one by one and in a fixed order, and only zip members and stdin carry their content, so memory stays flat.
"""

from __future__ import annotations

import lzma
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from plokit.catalog import Catalog
from plokit.cli.words import words
from plokit.explain.wording import Wording, clip, facts_of
from plokit.model import Finding, Problem
from plokit.parsing.decode import MEGABYTE

STDIN = "-"
PIECE = 1 << 16
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)
UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Source:
    """One message to check.

    ``path`` is the name shown. ``content`` is a file to read, the bytes themselves, or the finding that says why there
    are none. ``place`` is where a mended copy belongs: a folder, and a path below it without the ending.
    """

    path: str
    content: Path | bytes | Finding
    place: tuple[Path, str]

    @property
    def weight(self) -> int:
        """How many bytes the source carries."""
        return len(self.content) if isinstance(self.content, bytes) else 0


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was named, and what of it to take.

    ``since`` leaves out files (and whole zip files) that were last changed before this time, in seconds since 1970.
    ``leave_out`` says of a path in a folder that it is none of the input, such as the report being written.
    """

    names: tuple[str, ...]
    catalog: Catalog
    since: float | None = None
    leave_out: Callable[[str], bool] = lambda _: False

    def count(self) -> int:
        """Say how many sources there are, without reading one."""
        return sum(1 for _ in self.sources(read=False))

    def sources(self, *, read: bool = True) -> Iterator[Source]:
        """Give the sources one by one; with ``read=False`` zip members and stdin come without their content."""
        for name in self.names:
            if name == STDIN:
                yield Source(name, self.limited(sys.stdin.buffer, name) if read else b"", (Path(), "stdin"))
            elif os.path.isdir(name):  # noqa: PTH112 - the name is shown as it was written
                yield from self.folder(name)
            elif self.recent(name):
                yield from self.archive(name, read=read) if is_archive(name) else [file_source(name)]

    def folder(self, top: str) -> Iterator[Source]:
        """Give the XML files below a folder: those of a folder by name, then its subfolders by name."""
        waiting, found = [top], False
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in entries if wanted(one))
            except OSError as error:
                yield unusable(folder, "locked", self.catalog, error.strerror or str(error))
                found = True
                continue
            waiting += [os.path.join(folder, name) for name, is_folder in reversed(listed) if is_folder]  # noqa: PTH118
            for name in (name for name, is_folder in listed if not is_folder):
                path = os.path.join(folder, name)  # noqa: PTH118 - keeps the folder as it was written
                if not self.leave_out(path):
                    found = True
                    if self.recent(path):
                        yield file_source(path, top)
        if not found:
            yield unusable(top, "folder", self.catalog)

    def archive(self, name: str, *, read: bool) -> Iterator[Source]:
        """Give the XML members of a zip file in its own order. A member above the limit is never unpacked."""
        place = Path(f"{name}.fixed")
        try:
            with zipfile.ZipFile(name) as archive:
                members = [member for member in archive.infolist() if is_xml(member.filename) and not member.is_dir()]
                if not members:
                    yield unusable(name, "empty_archive", self.catalog)
                for member in members:
                    path = f"{name}!{member.filename}"
                    content = self.member(archive, member, path) if read else b""
                    yield Source(path, content, (place, stem(safe(member.filename))))
        except BROKEN_ZIP as error:
            yield unusable(name, "archive", self.catalog, str(error))

    def member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> bytes | Finding:
        """Give the bytes of a zip member, or why there are none. zipfile stops at the size that the member declares."""
        if member.file_size > self.catalog.data["limits"]["bytes"]:
            return too_large(member.file_size, self.catalog)
        try:
            with archive.open(member) as stream:
                return self.limited(stream, path)
        except BROKEN_ZIP as error:
            return unusable(path, "member", self.catalog, str(error)).content  # type: ignore[return-value]

    def limited(self, stream: IO[bytes], path: str) -> bytes | Finding:
        """Read a stream, or say why not."""
        try:
            return read_limited(stream, self.catalog)
        except OSError as error:
            return unreadable(path, error, self.catalog)

    def recent(self, path: str) -> bool:
        """Say whether to take a file; one that cannot be looked at is taken, so that it is reported."""
        if self.since is None:
            return True
        try:
            return os.stat(path).st_mtime >= self.since  # noqa: PTH116 - one call for each of 100 000 files
        except OSError:
            return True


def file_source(path: str, top: str = "") -> Source:
    """Give the source of a file; ``top`` is the folder that was named, when it was found in one."""
    if top:
        return Source(path, Path(path), (Path(top), stem(path[len(os.path.join(top, "")) :])))  # noqa: PTH118
    return Source(path, Path(path), (Path(path).parent, stem(Path(path).name)))


def read_limited(stream: IO[bytes], catalog: Catalog) -> bytes | Finding:
    """Read a stream to its end, keeping no more than the largest message the kit takes. Raises OSError."""
    limit, size, kept = catalog.data["limits"]["bytes"], 0, bytearray()
    while piece := stream.read(PIECE):
        size += len(piece)
        kept += piece if size <= limit else b""
    return bytes(kept) if size <= limit else too_large(size, catalog)


def is_archive(name: str) -> bool:
    return name.lower().endswith(".zip") and os.path.isfile(name)  # noqa: PTH113


def is_xml(name: str) -> bool:
    return name.lower().endswith(".xml")


def wanted(entry: os.DirEntry[str]) -> bool:
    """Say whether a folder's entry is a folder or an XML file. A link whose file is gone counts, and is reported."""
    if entry.is_dir(follow_symlinks=False):
        return True
    return is_xml(entry.name) and (entry.is_file() or (entry.is_symlink() and not entry.is_dir()))


def stem(path: str) -> str:
    return path[:-4] if is_xml(path) else path


def safe(member: str) -> str:
    """Give a zip member's path without anything that leads out of a folder."""
    steps = [UNSAFE.sub("_", step).rstrip(" .") for step in member.replace("\\", "/").split("/")]
    return "/".join(step for step in steps if step) or "melding"


def unusable(path: str, kind: str, catalog: Catalog, detail: str = "") -> Source:
    """Give a source that only says why nothing could be read, with the texts of one kind in ``texts.toml``."""
    facts = {"value": clip(Path(path).name or path), "detail": clip(detail)}
    texts = {name: text.format(**facts) for name, text in words()["unusable"][kind].items()}
    plain = Wording(catalog).finding(Problem("KIT-FIL", 0, "", facts=tuple(facts.items())), "")
    return Source(path, replace(plain, **texts), (Path(), ""))


def unreadable(path: str, error: OSError, catalog: Catalog) -> Finding:
    """Give the finding of a file that cannot be opened or read."""
    facts = facts_of(value=path, detail=error.strerror or str(error))
    return Wording(catalog).finding(Problem("KIT-FIL", 0, "", facts=facts), "")


def too_large(size: int, catalog: Catalog) -> Finding:
    """Give the finding of a message above the limit, as the check itself words it, without reading it."""
    most = catalog.data["limits"]["bytes"] // MEGABYTE
    facts = (("value", str(-(-size // MEGABYTE))), ("expected", str(most)))
    return Wording(catalog).finding(Problem("XML-STOR", 0, "", facts=facts), "")
