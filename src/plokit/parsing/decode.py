# SPDX-License-Identifier: MIT
"""Stage 1: bytes to text. The browser engine does exactly the same, step by step."""

from __future__ import annotations

import re

from plokit.model import Problem

DECLARED = re.compile(rb"^\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
SUPPORTED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "latin-1": "latin-1",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}
LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "latin-1": "ISO-8859-1",
    "cp1252": "Windows-1252",
}
MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
MEGABYTE = 1_000_000


def decode(source: bytes, limit: int) -> str | Problem:
    """Give the text of a message, without byte order mark, or the problem that hinders it.

    UTF-8, UTF-16 (seen by its first bytes), ISO-8859-1 and Windows-1252 are read. ``limit`` is in bytes.
    """
    if len(source) > limit:
        size, most = -(-len(source) // MEGABYTE), limit // MEGABYTE
        return Problem("XML-STOR", 0, "", facts=(("value", str(size)), ("expected", str(most))))
    found = encoding_of(source)
    if isinstance(found, Problem):
        return found
    encoding, start = found
    body = source[start:]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
        if not text.lstrip(" \t\r\n").startswith("<"):
            return Problem("XML-IKKE-XML", 0, "")
        label = {"latin-1": "ISO-8859-1", "cp1252": "Windows-1252"}.get(encoding, encoding[:6].upper())
        return Problem("XML-TEGNSETT", text.index("�"), "", facts=(("value", label),), variant="bytes")


def encoding_of(source: bytes) -> tuple[str, int] | Problem:
    """Give the encoding and the length of the byte order mark, or the problem of one that is not read."""
    if source.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return unsupported("UTF-32")
    for mark, encoding in MARKS:
        if source.startswith(mark):
            return encoding, len(mark)
    if source.startswith((b"<\x00", b"\x00<")):
        return ("utf-16-le" if source[0] else "utf-16-be"), 0
    declared = DECLARED.match(source[:300])
    if declared is None:
        return "utf-8", 0
    name = declared.group(1).decode("ascii")
    return (SUPPORTED[name.lower()], 0) if name.lower() in SUPPORTED else unsupported(name)


def unsupported(name: str) -> Problem:
    return Problem("XML-TEGNSETT", 0, "", facts=(("value", name),))


def clean_text(source: str) -> str:
    """Give text that can be written as UTF-8: lone surrogates become U+FFFD, a leading byte order mark is dropped."""
    text = source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.removeprefix("﻿")
