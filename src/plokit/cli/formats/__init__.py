# SPDX-License-Identifier: MIT
"""The ways to print reports. A writer takes them one by one and keeps none, so memory stays flat."""

from __future__ import annotations

from importlib import import_module

from plokit.cli.formats.base import Setting, Writer

__all__ = ["FORMATS", "Setting", "Writer", "writer"]

FORMATS = ("text", "json", "jsonl", "junit", "sarif", "html")


def writer(name: str, setting: Setting) -> Writer:
    """Give a writer of one of ``FORMATS``; each is a module of its name, loaded when it is needed."""
    module = import_module(f"plokit.cli.formats.as_{name}")
    made: Writer = module.Writer(setting)
    return made
