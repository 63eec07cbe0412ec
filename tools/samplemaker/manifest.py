# SPDX-License-Identifier: MIT
"""Write samples/manifest.toml: one table a sample, with what the checks must find there."""

from __future__ import annotations

import json
from typing import Any

Entry = dict[str, Any]
HEAD = """# SPDX-License-Identifier: MIT
# Made by tools/make_samples.py from the files beside it: change those, then run it again.
# `expect` holds every finding as CODE@line, in report order; `mended` names the sample that shows it right.
# `faults` are what a message of a story shows on purpose; `story` is the patient's key.
"""


def write(entries: list[Entry]) -> str:
    """The manifest as text."""
    blocks = [_block(entry) for entry in entries]
    return HEAD + "".join("\n[[sample]]\n" + block for block in blocks)


def _block(entry: Entry) -> str:
    keys = ["file", "title", "type", "version", "story", "faults", "expect", "mended", "about"]
    return "".join(f"{key} = {_value(entry[key])}\n" for key in keys if key in entry)


def _value(value: object) -> str:
    """A TOML string or list of strings; JSON escapes are TOML escapes too."""
    return json.dumps(value, ensure_ascii=False)


def first_difference(base: bytes, broken: bytes) -> int:
    """The first line that differs: a guess for `expect` until the checks have been run."""
    pairs = zip(base.split(b"\n"), broken.split(b"\n"), strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
    return 1 if same is None else same + 1
