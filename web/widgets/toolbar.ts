// SPDX-License-Identifier: MIT
// The row above the editor: which message, and what can be done with it.
import { freshId, h } from "./dom.ts";
import type { Sample } from "./model.ts";
import { words } from "./words.ts";

export interface ToolbarEvents {
  pick(key: string): void;
  undo(): void;
  redo(): void;
  reset(): void;
  open(file: File): void;
  download(): void;
}

/** The key of a text that is none of the samples. */
export const OWN = "";

export class Toolbar {
  readonly element: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #own: HTMLOptionElement;
  readonly #buttons: Readonly<Record<"undo" | "redo" | "reset", HTMLButtonElement>>;

  constructor(samples: readonly Sample[], events: ToolbarEvents) {
    const id = freshId("sample");
    this.#own = h("option", { value: OWN, hidden: samples.length > 0 }, words.toolbar.own_text);
    this.#select = h("select", { id }, this.#own, ...optionGroups(samples));
    this.#select.addEventListener("change", () => events.pick(this.#select.value));
    this.#buttons = {
      undo: button(words.toolbar.undo, events.undo),
      redo: button(words.toolbar.redo, events.redo),
      reset: button(words.toolbar.reset, events.reset),
    };
    const file = h("input", { type: "file", accept: ".xml,text/xml,application/xml", hidden: true });
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      file.value = "";
      if (chosen) events.open(chosen);
    });
    const open = button(words.toolbar.open, () => file.click());
    const download = button(words.toolbar.download, events.download);
    const picker = h("div", { class: "plo-picker" }, h("label", { for: id }, words.toolbar.sample), this.#select);
    const { undo, redo, reset } = this.#buttons;
    const buttons = h("div", { class: "plo-buttons" }, undo, redo, reset, open, download);
    const attributes = { class: "plo-bar", role: "group", "aria-label": words.toolbar.label };
    this.element = h("div", attributes, picker, buttons, file);
  }

  /** Show which sample the text comes from; `name` is the file's own when it is none of them. */
  select(key: string, name = words.toolbar.own_text): void {
    this.#own.textContent = name;
    this.#own.hidden = key !== OWN;
    this.#select.value = key;
  }

  /** Buttons that cannot do anything now say so, and keep the focus if they have it. */
  able(name: "undo" | "redo" | "reset", is: boolean): void {
    this.#buttons[name].setAttribute("aria-disabled", String(!is));
  }
}

function optionGroups(samples: readonly Sample[]): HTMLOptGroupElement[] {
  return [true, false].flatMap((valid) => {
    const options = samples
      .filter((sample) => sample.valid === valid)
      .map((sample) => h("option", { value: sample.key }, sample.title));
    const label = valid ? words.toolbar.valid : words.toolbar.broken;
    return options.length > 0 ? [h("optgroup", { label }, ...options)] : [];
  });
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = h("button", { type: "button" }, label);
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") !== "true") act();
  });
  return element;
}
