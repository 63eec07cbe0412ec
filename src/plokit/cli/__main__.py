# SPDX-License-Identifier: MIT
"""``python -m plokit.cli``: the same as the command ``plokit``."""

import sys

from plokit.cli import main

if __name__ == "__main__":
    sys.exit(main())
