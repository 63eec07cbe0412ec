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
MEGABYTE = 1_000_000


def decode(source: bytes, limit: int) -> str | Problem:
    """Give the text of a message, without byte order mark, or the problem that hinders it.

    UTF-8, UTF-16 (seen by its byte order mark or its first bytes), ISO-8859-1 and Windows-1252 are read. ``limit`` is in bytes.
    """
    if len(source) > limit:
        size, most = -(-len(source) // MEGABYTE), limit // MEGABYTE
        return Problem("XML-STOR", 0, "", facts=(("value", str(size)), ("expected", str(most))))
    if source[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return Problem("XML-TEGNSETT", 0, "", facts=(("value", "UTF-32"),))
    encoding, start = "utf-8", 0
    if source[:3] == b"\xef\xbb\xbf":
        start = 3
    elif source[:2] == b"\xff\xfe":
        encoding, start = "utf-16-le", 2
    elif source[:2] == b"\xfe\xff":
        encoding, start = "utf-16-be", 2
    elif source[:2] == b"<\x00":
        encoding = "utf-16-le"
    elif source[:2] == b"\x00<":
        encoding = "utf-16-be"
    elif declared := DECLARED.match(source[:300]):
        name = declared.group(1).decode("ascii")
        if name.lower() not in SUPPORTED:
            return Problem("XML-TEGNSETT", 0, "", facts=(("value", name),))
        encoding = SUPPORTED[name.lower()]
    body = source[start:]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
        if not text.lstrip(" \t\r\n").startswith("<"):
            return Problem("XML-IKKE-XML", 0, "")
        label = {"latin-1": "ISO-8859-1", "cp1252": "Windows-1252"}.get(encoding, encoding[:6].upper())
        return Problem("XML-TEGNSETT", text.index("�"), "", facts=(("value", label),), variant="bytes")


def clean_text(source: str) -> str:
    """Give text that can be written as UTF-8: lone surrogates become U+FFFD, a leading byte order mark is dropped."""
    text = source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.removeprefix("﻿")
