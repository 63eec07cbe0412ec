# SPDX-License-Identifier: MIT
"""The messages that are measured: a typical Innleggelsesrapport, one of about 25 KB, and a broken one."""

from __future__ import annotations

import re

from plokit import samples, validate

TYPICAL = "valid/innleggelsesrapport-typisk.xml"
REPEATS = re.compile(r"[ \t]*<po:EksisterendeTjeneste>.*?</po:EksisterendeTjeneste>\r?\n", re.DOTALL)
LARGE = 25_000
VERY_LARGE = 1_000_000
FAULT = ("</MIGversion>", "x</MIGversion>")


def messages() -> dict[str, bytes]:
    """Give the messages by name. Raises ValueError when one of them is not as right or as broken as its name says."""
    typical = samples.get(TYPICAL).text
    made = {"typical": typical, "25 KB": _grown(typical, LARGE), "broken 25 KB": _grown(typical, LARGE).replace(*FAULT)}
    for name, text in made.items():
        if validate(text).valid == name.startswith("broken"):
            raise ValueError(f"the message «{name}» is not what it should be; see {__file__}")
    return {name: text.encode() for name, text in made.items()}


def large() -> bytes:
    """Give a right message of about 1 MB, for the browser."""
    return _grown(samples.get(TYPICAL).text, VERY_LARGE).encode()


def _grown(text: str, size: int) -> str:
    """Repeat one of the services that the patient has until the message is large enough."""
    last = list(REPEATS.finditer(text))[-1]
    more = -(-(size - len(text.encode())) // len(last[0].encode()))
    return text[: last.end()] + last[0] * max(more, 0) + text[last.end() :]
