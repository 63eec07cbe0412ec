// SPDX-License-Identifier: MIT
// On paper: the editor draws only the lines on the screen, so the whole message is laid beside it while printing.
import { h } from "./dom.ts";

/** Lines with numbers, the same as in the page before JavaScript. */
export function numbered(text: string): HTMLPreElement {
  const lines = text.split("\n").map((line, at) => h("span", { "data-line": String(at + 1) }, `${line}\n`));
  return h("pre", { class: "plo-lines" }, ...lines);
}

/** Have the message stand in `element` on every print. Gives what takes the listeners away again. */
export function printable(element: HTMLElement, text: () => string): () => void {
  const paper = h("div", { class: "plo-paper" });
  element.prepend(paper);
  const gone = new AbortController();
  addEventListener("beforeprint", () => paper.replaceChildren(numbered(text())), { signal: gone.signal });
  addEventListener("afterprint", () => paper.replaceChildren(), { signal: gone.signal });
  return () => gone.abort();
}
