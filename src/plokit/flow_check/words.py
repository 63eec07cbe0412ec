# SPDX-License-Identifier: MIT
"""Put the words of ``schemas/texts/nb/flow.toml`` to flow problems."""

from __future__ import annotations

from plokit.explain.wording import Wording, capital, clip, facts_of, xpath_of
from plokit.flow_check.rule import FlowProblem, entry
from plokit.model import Finding, Problem

WHOLE = ("other", "expected")  # made short where they are made


class FlowWording(Wording):
    """Turns flow problems into findings with the texts of one catalogue."""

    def flow_finding(self, problem: FlowProblem) -> Finding:
        """Give the finding; severity and source come from the register."""
        register = entry(self.catalog, problem.code)
        texts = self.catalog.data["flow"]["texts"]
        words = texts[f"{problem.code}.{problem.variant}" if problem.variant else problem.code]
        found = Problem(
            problem.code,
            problem.node.start,
            xpath_of(problem.node, self.catalog),
            severity=register["severity"],
            facts=tuple((name, fact if name in WHOLE else clip(fact)) for name, fact in problem.facts.items()),
        )
        return self._filled(found, words, problem.message.source, f"{capital(register['label'])}: {register['source']}")

    def crash(self, code: str, error: Exception) -> Finding:
        """Give the finding for a flow rule that could not be run."""
        detail = f"{type(error).__name__}: {error}"
        return self.finding(Problem("KIT-REGEL", 0, "", facts=facts_of(value=code, detail=detail)), "")
