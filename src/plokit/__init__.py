# SPDX-License-Identifier: MIT
"""Meldingsverkstedet: learn, try and check Norwegian care messages (pleie- og omsorgsmeldinger)."""

from plokit.check import validate
from plokit.errors import CatalogError, PlokitError
from plokit.flow_check import check_flow
from plokit.model import Finding, Report
from plokit.own_rules import with_rules

__all__ = ["CatalogError", "Finding", "PlokitError", "Report", "check_flow", "validate", "with_rules"]
__version__ = "0.1.0"
