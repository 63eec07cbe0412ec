// SPDX-License-Identifier: MIT
// The stop before a person number that may be real comes into the page: what was found, why, and what can be done.
import { freshId, h } from "./dom.ts";
import { type Found, masked, type Persons } from "./persons.ts";
import { fill, words } from "./words.ts";

/** Ask the reader; true when the numbers shall give way to the cast. Closing the window leaves the text out. */
export function ask(host: HTMLElement, found: readonly Found[], persons: Persons): Promise<boolean> {
  const title = freshId("alarm");
  const numbers = [...new Set(found.map(({ number }) => number))];
  const first = persons.cast[0]?.name ?? "";
  const swap = h("button", { type: "button", class: "plo-alarm-swap" }, fill(words.alarm.swap, { name: first }));
  const leave = h("button", { type: "button", class: "plo-alarm-leave" }, words.alarm.leave);
  const dialog = h(
    "dialog",
    { class: "plo-alarm", "aria-labelledby": title },
    h("p", { class: "plo-alarm-title", id: title, role: "heading", "aria-level": "2" }, words.alarm.title),
    h("p", {}, words.alarm.found, " ", ...numbers.flatMap((number, at) => [at ? ", " : "", h("code", {}, masked(number))]), "."),
    h("p", {}, words.alarm.why),
    h("p", {}, words.alarm.safe),
    h("p", { class: "plo-alarm-do" }, persons.cast.length > 0 ? swap : null, " ", leave),
  );
  host.append(dialog);
  return new Promise((answer) => {
    let yes = false;
    swap.addEventListener("click", () => {
      yes = true;
      dialog.close();
    });
    leave.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(yes);
    });
    dialog.showModal();
    leave.focus();
  });
}
