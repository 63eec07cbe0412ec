# SPDX-License-Identifier: MIT
"""Widgets for notebooks and the book: the same front end, answered by Python in Jupyter and by a worker on a page."""

from plokit.widgets.validator import Validator

__all__ = ["Validator"]
