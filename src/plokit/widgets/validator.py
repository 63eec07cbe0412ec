# SPDX-License-Identifier: MIT
"""The validator as a Jupyter widget: Python makes the report, the front end shows it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from plokit.check import validate
from plokit.samples import Sample, get, load
from plokit.widgets.persons import persons
from plokit.widgets.static_html import render

PACKAGE = Path(__file__).resolve().parents[1]
HANDFUL = 5  # every sample travels with the page, so the picker starts small
NOT_BUILT = """
export default { render({ el }) {
  el.textContent = "The front end is not built. Run: python3 kit.py book";
} };
"""


def front_end(name: str) -> Path | None:
    """Give a built front-end file: from the checkout's ``web/dist``, or from the installed package."""
    candidates = (PACKAGE.parents[1] / "web" / "dist" / name, PACKAGE / "_web" / name)
    return next((path for path in candidates if path.is_file()), None)


class Validator(anywidget.AnyWidget):
    """An editor for one message, with everything the kit finds in it.

    ``text`` is the message as it stands now and ``report`` what was found, both as the reader sees them.
    """

    _esm = front_end("plo-validator.mjs") or NOT_BUILT
    _css = front_end("plo-validator.css") or ""

    text = traitlets.Unicode("").tag(sync=True)
    report = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    samples = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)
    status = traitlets.Enum(["ready", "working", "error"], default_value="ready").tag(sync=True)
    height = traitlets.Unicode("").tag(sync=True)
    persons = traitlets.Dict().tag(sync=True)

    _numbers = count(1)

    def __init__(
        self,
        sample: str | None = None,
        samples: Iterable[str] | None = None,
        *,
        text: str | None = None,
        height: str = "",
    ) -> None:
        """Open ``sample`` (a file below ``samples/``), or ``text``.

        ``samples`` are the files to choose among; left out, they are the sample, the one that mends it and a few that
        the same one mends. ``height`` is "", "small", "large" or a CSS length.
        """
        chosen = [get(file) for file in samples] if samples is not None else _family(sample)
        if sample is None and text is None and chosen:
            sample = chosen[0].file
        if sample is not None and all(known.file != sample for known in chosen):
            chosen = [get(sample), *chosen]
        start = text if text is not None else get(sample).text if sample is not None else ""
        self._number = next(self._numbers)
        super().__init__(
            text=start,
            report=validate(start).to_dict(),
            samples=[_plain(known) for known in chosen],
            selected=sample if sample is not None and text is None else "",
            height=height,
            persons=persons(),
        )

    @traitlets.observe("text")
    def _check(self, change: dict[str, Any]) -> None:
        """Answer each new text. The status goes there and back, so that the front end hears of every answer."""
        if change["old"] is traitlets.Undefined or not self.trait_has_value("report"):
            return
        self.status = "working"
        try:
            self.report = validate(change["new"]).to_dict()
        except Exception:
            self.status = "error"
            raise
        self.status = "ready"

    def static_html(self) -> str:
        """Give the widget as HTML that reads well without JavaScript and wakes on a page that has the loader."""
        names = ("text", "report", "samples", "selected", "height", "persons")
        return render({name: getattr(self, name) for name in names}, f"plo-{self._number}")

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/html": self.static_html()}, metadata


def _plain(sample: Sample) -> dict[str, Any]:
    return {"key": sample.file, "title": sample.title, "valid": sample.valid, "text": sample.text}


def _family(file: str | None) -> list[Sample]:
    """Give the samples that belong with one: the right message, and broken ones that it mends, a handful in all."""
    if file is None:
        return list(load())[:1]
    sample = get(file)
    right = sample.mended or sample.file
    siblings = [known for known in load() if known.mended == right and known.file != file][: HANDFUL - 1]
    family = {file, right, *(known.file for known in siblings)}
    return [known for known in load() if known.file in family]
