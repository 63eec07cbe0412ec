# SPDX-License-Identifier: MIT
"""Meldingsverkstedet: learn, try and check Norwegian care messages (pleie- og omsorgsmeldinger)."""

from plokit.check import validate
from plokit.errors import CatalogError, PlokitError
from plokit.model import Finding, Report

__all__ = ["CatalogError", "Finding", "PlokitError", "Report", "validate"]
__version__ = "0.1.0"
