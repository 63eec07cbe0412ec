# SPDX-License-Identifier: MIT
"""Reports as one JSON document, ``{"files": [...]}``."""

from __future__ import annotations

import json
from textwrap import indent

from plokit.cli.checking import Checked
from plokit.cli.formats.base import Setting, as_dict


class Writer:
    """Prints the document report by report."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.between = "\n"
        setting.out.write('{\n  "files": [')

    def add(self, checked: Checked) -> None:
        text = json.dumps(as_dict(checked, self.setting), ensure_ascii=False, indent=2)
        self.setting.out.write(self.between + indent(text, "    "))
        self.between = ",\n"

    def close(self) -> None:
        """End the document."""
        self.setting.out.write("\n  ]\n}\n")
