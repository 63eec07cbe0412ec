# SPDX-License-Identifier: MIT
"""The parts of kit.py: standard library only, since they run before anything is installed."""
