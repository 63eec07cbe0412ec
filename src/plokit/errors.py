# SPDX-License-Identifier: MIT
"""Exceptions. Faults in a message are findings, never exceptions; these say that the kit or its data is broken."""


class PlokitError(Exception):
    """Base of every exception that the package raises on purpose."""


class CatalogError(PlokitError):
    """A file under ``schemas/`` or ``samples/`` is missing or wrong; the message names the file and the place."""
