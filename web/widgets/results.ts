// SPDX-License-Identifier: MIT
// The result list in the manner of an error summary: the verdict in words, then the findings in groups.
import { Card, type CardHost } from "./card.ts";
import { freshId, h, icon, setText } from "./dom.ts";
import { type Group, type GroupName, groupsOf, keyOf } from "./groups.ts";
import type { Finding, Report } from "../engine/types.ts";
import { recognised, type Verdict, verdictOf } from "./verdict.ts";
import { words } from "./words.ts";

interface ResultHost extends CardHost {
  /** Start the control again, where the host can. */
  readonly retry: (() => void) | null;
}

export class Results {
  readonly element: HTMLElement;
  readonly #host: ResultHost;
  readonly #head = h("div", { class: "plo-head" });
  readonly #type = h("p", { class: "plo-type" });
  readonly #verdict = h("p", { class: "plo-verdict", tabindex: "-1" });
  readonly #note = h("div", { class: "plo-note" });
  readonly #list = h("div", { class: "plo-groups" });
  readonly #spoken = h("p", { class: "plo-hidden", role: "status" });
  readonly #groups = new Map<GroupName, { section: HTMLElement; list: HTMLUListElement }>();
  readonly #cards = new Map<string, Card>();
  #shown = "";

  constructor(host: ResultHost) {
    this.#host = host;
    const busy = h("span", { class: "plo-busy", "aria-hidden": "true" }, words.result.busy);
    this.#head.append(this.#type, this.#verdict, busy);
    const attributes = { class: "plo-results", role: "group", "aria-label": words.result.label };
    this.element = h("div", attributes, this.#head, this.#note, this.#list, this.#spoken);
  }

  /** Show a report. `stopped` tells that whoever validates is gone, whatever it said before. */
  show(report: Report | null, stopped: boolean): void {
    const verdict: Verdict = stopped ? { kind: "stopped", words: words.verdict.stopped } : verdictOf(report);
    setText(this.#type, stopped ? "" : recognised(report));
    this.#head.dataset.verdict = verdict.kind;
    if (this.#shown !== verdict.kind + verdict.words) {
      this.#verdict.replaceChildren(icon(words.icons[verdict.kind === "unreadable" ? "feil" : verdict.kind]), verdict.words);
      if (this.#shown !== "") this.#spoken.textContent = verdict.words;
      this.#shown = verdict.kind + verdict.words;
      this.#showNote(verdict.kind);
    }
    this.#showGroups(stopped ? [] : groupsOf(report));
  }

  /** Mark the cards that tell of the line where the caret is. */
  here(line: number): void {
    for (const card of this.#cards.values()) card.here(line);
  }

  /** Bring the card of a finding into view and give it the focus. */
  focus(finding: Finding): void {
    const card = this.#cards.get(keyOf(finding))?.element;
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  }

  /** Give the verdict the focus, when what had it is gone. */
  focusVerdict(): void {
    this.#verdict.focus({ preventScroll: true });
  }

  #showNote(kind: Verdict["kind"]): void {
    const note: Node[] = [];
    if (kind === "valid") note.push(h("p", {}, words.result.all_well), h("p", {}, words.result.limits));
    if (kind === "waiting") note.push(h("p", {}, words.result.waiting));
    if (kind === "stopped") {
      note.push(h("p", {}, words.result.stopped), h("p", {}, words.result.stopped_remedy));
      const retry = h("button", { type: "button" }, words.result.retry);
      retry.addEventListener("click", () => this.#host.retry?.());
      if (this.#host.retry) note.push(retry);
    }
    this.#note.replaceChildren(...note);
  }

  #showGroups(groups: readonly Group[]): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const keys = new Set(groups.flatMap((group) => group.items.map((item) => item.key)));
    for (const [key, card] of this.#cards) {
      if (keys.has(key)) continue;
      card.element.remove();
      this.#cards.delete(key);
    }
    const names = new Set(groups.map((group) => group.name));
    for (const [name, { section }] of this.#groups) if (!names.has(name)) section.remove();
    const sections = groups.map((group) => this.#showGroup(group));
    arrange(this.#list, sections);
    if (focused && !focused.isConnected) this.focusVerdict();
  }

  #showGroup({ name, items }: Group): HTMLElement {
    const known = this.#groups.get(name) ?? this.#makeGroup(name);
    const cards = items.map((item) => {
      const card = this.#cards.get(item.key) ?? new Card(item, this.#host);
      this.#cards.set(item.key, card);
      card.update(item);
      return card.element;
    });
    arrange(known.list, cards);
    return known.section;
  }

  #makeGroup(name: GroupName): { section: HTMLElement; list: HTMLUListElement } {
    const id = freshId("group");
    const list = h("ul", { "aria-labelledby": id });
    const section = h("div", { class: "plo-group" }, h("p", { class: "plo-group-name", id }, words.groups[name]), list);
    const made = { section, list };
    this.#groups.set(name, made);
    return made;
  }
}

/** Put children in order and leave those alone that stand right already, so that focus and scroll stay. */
function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}
