# SPDX-License-Identifier: MIT
"""The synthetic messages of ``samples/``, with what the kit should find in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plokit.catalog.files import data_folder, read_toml
from plokit.errors import CatalogError
from plokit.parsing.decode import decode


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample file.

    ``expect`` lists ``CODE@line`` in report order; ``mended`` names the sample that shows it right. ``faults`` are the
    codes that a message of a story shows on purpose, and ``story`` is the patient's key there.
    """

    file: str
    title: str
    type: str
    version: str
    story: str
    faults: tuple[str, ...]
    expect: tuple[str, ...]
    mended: str
    about: str
    path: Path

    @property
    def valid(self) -> bool:
        """True for the samples that show a right message."""
        return not self.broken and not self.faults

    @property
    def broken(self) -> bool:
        """True for the samples that show one fault each."""
        return self.file.startswith("broken/")

    @property
    def data(self) -> bytes:
        """The file as bytes."""
        return self.path.read_bytes()

    @property
    def text(self) -> str:
        """The file as text, decoded as the kit does it; what cannot be decoded is replaced."""
        text = decode(self.data, 1 << 30)
        return text if isinstance(text, str) else self.data.decode("utf-8", "replace")


@cache
def load() -> tuple[Sample, ...]:
    """Give all samples in manifest order. Raises CatalogError when the manifest is missing or malformed."""
    folder = data_folder("samples")
    return tuple(
        Sample(
            file=entry["file"],
            title=entry["title"],
            type=entry["type"],
            version=entry.get("version", ""),
            story=entry.get("story", ""),
            faults=tuple(entry.get("faults", ())),
            expect=tuple(entry["expect"]),
            mended=entry.get("mended", ""),
            about=entry["about"],
            path=folder / entry["file"],
        )
        for entry in read_toml(folder / "manifest.toml")["sample"]
    )


def get(file: str) -> Sample:
    """Give one sample by its file name below ``samples/``.

    Raises CatalogError that lists near names when there is none.
    """
    found = next((sample for sample in load() if sample.file == file), None)
    if found is None:
        near = ", ".join(sample.file for sample in load() if Path(file).stem.split("-")[0] in sample.file)
        raise CatalogError(f"There is no sample {file}. Near it: {near or 'none'}.")
    return found
