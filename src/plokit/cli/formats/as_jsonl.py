# SPDX-License-Identifier: MIT
"""Reports as JSON Lines: one report a line."""

from __future__ import annotations

import json

from plokit.cli.checking import Checked
from plokit.cli.formats.base import Setting, as_dict


class Writer:
    """Prints one line for each report."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def add(self, checked: Checked) -> None:
        self.setting.out.write(json.dumps(as_dict(checked, self.setting), ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Nothing comes last."""
