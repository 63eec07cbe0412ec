# SPDX-License-Identifier: MIT
"""Every notebook runs top to bottom in a fresh kernel, and the validators in it show what the lesson says."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"

WIDGETS = {"integrator": 0}  # a workshop in code; every other notebook is a lesson


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_in_a_fresh_kernel_and_shows_its_validators(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    shown = [output for output in outputs if "<plo-validator" in output.get("data", {}).get("text/html", "")]
    assert len(shown) == WIDGETS.get(path.stem, 4), "a lesson has one message to try, and three to mend"
