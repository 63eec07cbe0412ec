# SPDX-License-Identifier: MIT
"""A validator on a page, as somebody uses it: type, read the findings, follow a link, press the buttons."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# The engine compiles the schemas on a machine that may be busy with other things.
PATIENCE = 30_000

# Where in the window a piece of the visible text ends, line wraps and shadow root included.
END_OF = """(field, wanted) => {
  for (const line of field.shadowRoot.querySelectorAll(".cm-line")) {
    const at = line.textContent.indexOf(wanted);
    if (at < 0) continue;
    line.scrollIntoView({ block: "center", behavior: "instant" });
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let left = at + wanted.length, node; (node = walker.nextNode()); left -= node.length) {
      if (node.length < left) continue;
      const range = document.createRange();
      range.setStart(node, left - 1);
      range.setEnd(node, left);
      const { right, top, height } = range.getBoundingClientRect();
      return [right - 1, top + height / 2];
    }
  }
  return null;
}"""
FOCUSED = """() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active ? active.className : "";
}"""


class Validator:
    """One ``<plo-validator>``, awake."""

    def __init__(self, page: Page, number: int = 0) -> None:
        """Bring the validator into view, which wakes it, and wait for its first verdict."""
        self.page = page
        self.element = page.locator("plo-validator").nth(number)
        self.element.scroll_into_view_if_needed()
        self.is_ready()
        self.field = self.element.locator(".plo-field")
        self.editor = self.element.locator(".cm-content")
        self.verdict = self.element.locator(".plo-verdict")
        self.cards = self.element.locator(".plo-card")
        self.spoken = self.element.locator(".plo-results [role=status]")
        self.said = self.element.locator(".plo-said")
        self.picker = self.element.locator(".plo-picker select")

    def is_ready(self) -> None:
        """Wait until the verdict belongs to the text in the field."""
        expect(self.element).to_have_attribute("data-state", "ready", timeout=PATIENCE)

    def card(self, code: str) -> Locator:
        """Give the card of a finding."""
        return self.element.locator(f".plo-card[data-code='{code}']")

    def button(self, name: str) -> Locator:
        """Give a button by what it says."""
        return self.element.get_by_role("button", name=name, exact=True)

    def click_after(self, text: str) -> None:
        """Put the caret after a piece of text that the field shows."""
        place = self.field.evaluate(END_OF, text)
        assert place is not None, f"the field does not show {text!r}"
        self.page.mouse.click(*place)

    def type_after(self, text: str, typed: str) -> None:
        """Put the caret after a piece of text, and type."""
        self.click_after(text)
        self.page.keyboard.type(typed)

    def caret_line(self) -> int:
        """Give the number of the line where the caret is."""
        return int(self.element.locator(".cm-lineNumbers .cm-activeLineGutter").inner_text())

    def has_focus(self) -> bool:
        """True when the keys go to the field."""
        return "cm-content" in focused(self.page)

    def open(self, name: str, data: bytes) -> None:
        """Open a file in the field, and wait for its verdict."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.element.locator("input[type=file]").set_input_files(file)
        expect(self.said).to_contain_text(name)
        self.is_ready()

    def report(self) -> dict:
        """Give the newest report."""
        return self.element.evaluate("(element) => element.report")


def focused(page: Page) -> str:
    """Give the class names of the element that has the focus, looked up through shadow roots."""
    return page.evaluate(FOCUSED)
