# SPDX-License-Identifier: MIT
"""Stage 6: from complaint to words. What is wrong, where, what it means, what to do."""

from plokit.explain.schema import explain_complaints
from plokit.explain.wording import Wording

__all__ = ["Wording", "explain_complaints"]
