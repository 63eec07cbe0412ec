# SPDX-License-Identifier: MIT
"""Stages 1–3: bytes to text, text to tree, and which message it is."""
