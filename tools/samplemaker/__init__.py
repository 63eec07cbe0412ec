# SPDX-License-Identifier: MIT
"""Make the synthetic messages under samples/ from the invented world. Used by tools/make_samples.py."""
