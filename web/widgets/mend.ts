// SPDX-License-Identifier: MIT
// «Rett det for meg»: shows what a fix would change, line by line, and applies it when the reader says so.
import { h } from "./dom.ts";
import type { Edit, Fix } from "../engine/types.ts";
import { words } from "./words.ts";

/** One changed place: lines as they stand and as they would be. */
export interface Change {
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Longer changes are shown by their beginning. */
const MOST = 12;

export class Mend {
  readonly element = h("div", { class: "plo-mend" });
  readonly #text: () => string;
  readonly #apply: (fix: Fix) => void;
  #fix: Fix | null = null;

  constructor(text: () => string, apply: (fix: Fix) => void) {
    this.#text = text;
    this.#apply = apply;
  }

  /** Offer a fix, or nothing. An open preview of another fix is closed. */
  offer(fix: Fix | null): void {
    if (JSON.stringify(fix) === JSON.stringify(this.#fix)) return;
    this.#fix = fix;
    this.#close();
  }

  #close(focus = false): void {
    if (!this.#fix) return this.element.replaceChildren();
    const open = h("button", { type: "button", class: "plo-mend-open", "aria-expanded": "false" }, words.mend.open);
    open.addEventListener("click", () => this.#preview());
    this.element.replaceChildren(open);
    if (focus) open.focus();
  }

  #preview(): void {
    const fix = this.#fix;
    if (!fix) return;
    const apply = h("button", { type: "button", class: "plo-mend-apply" }, words.mend.apply);
    const cancel = h("button", { type: "button" }, words.mend.cancel);
    apply.addEventListener("click", () => this.#apply(fix));
    cancel.addEventListener("click", () => this.#close(true));
    const shown = changesOf(this.#text(), fix).map(lines);
    const box = h("div", { class: "plo-mend-box", role: "group", "aria-label": words.mend.label });
    box.append(h("p", { class: "plo-mend-title" }, fix.title), ...shown, h("p", { class: "plo-mend-do" }, apply, " ", cancel));
    this.element.replaceChildren(box);
    apply.focus();
  }
}

/** The lines that a fix touches, edits on the same or neighbouring lines together. */
export function changesOf(text: string, fix: Fix): Change[] {
  const all = text.split("\n");
  const groups: Edit[][] = [];
  for (const edit of fix.edits) {
    const last = groups.at(-1);
    if (last && edit.line <= (last.at(-1)?.end_line ?? 0) + 1) last.push(edit);
    else groups.push([edit]);
  }
  return groups.map((edits) => {
    const first = edits[0]?.line ?? 1;
    const before = all.slice(first - 1, edits.at(-1)?.end_line);
    return trimmed(first, before, rewritten(before, first, edits));
  });
}

/** Leave out the lines at both ends that stay as they are. */
function trimmed(line: number, before: string[], after: string[]): Change {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  const least = Math.min(before.length, after.length) - start;
  while (end < least && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { line: line + start, before: before.slice(start, before.length - end), after: after.slice(start, after.length - end) };
}

function rewritten(lines: readonly string[], first: number, edits: readonly Edit[]): string[] {
  let result = "";
  let at = { line: 0, column: 0 };
  const upTo = (line: number, column: number) => {
    for (; at.line < line; at = { line: at.line + 1, column: 0 }) result += characters(lines[at.line], at.column) + "\n";
    result += characters(lines[line], at.column, column);
    at = { line, column };
  };
  for (const edit of edits) {
    upTo(edit.line - first, edit.column - 1);
    result += edit.text;
    at = { line: edit.end_line - first, column: edit.end_column - 1 };
  }
  upTo(lines.length - 1, Array.from(lines.at(-1) ?? "").length);
  return result.split("\n");
}

function characters(line = "", from: number, to?: number): string {
  return Array.from(line).slice(from, to).join("");
}

function lines({ line, before, after }: Change): HTMLElement {
  const all = [...before, ...after].filter((each) => each.trim() !== "");
  const indent = Math.min(...all.map((each) => each.length - each.trimStart().length), 40);
  const shown = (sign: string, tag: "del" | "ins", spoken: string, each: readonly string[]) =>
    each.slice(0, MOST).map((text) => h(tag, {}, h("span", { class: "plo-hidden" }, `${spoken}: `), `${sign} ${text.slice(indent)}\n`));
  const name = words.mend.line.replace("{line}", String(line));
  return h(
    "pre",
    { class: "plo-mend-lines", tabindex: "0", "aria-label": name },
    ...shown("-", "del", words.mend.before, before),
    ...shown("+", "ins", words.mend.after, after),
  );
}
