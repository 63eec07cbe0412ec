# SPDX-License-Identifier: MIT
"""What is measured, and against whom. Nothing here is a test: figures depend on the machine and its other work."""
