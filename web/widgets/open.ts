// SPDX-License-Identifier: MIT
// Files that the reader opens or drops on the validator. They are read in the page and go nowhere.
import { h } from "./dom.ts";
import { decode } from "./files.ts";
import { fill, words } from "./words.ts";

/** Megabytes; larger files make an editor slow. The command line takes them. */
const LIMIT = 10;

export interface Opened {
  readonly text: string | null;
  readonly note: string;
}

export async function openFile(file: File): Promise<Opened> {
  const { name } = file;
  const size = Math.ceil(file.size / 1_000_000);
  if (size > LIMIT) return { text: null, note: fill(words.file.too_big, { name, size, limit: LIMIT }) };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { text: null, note: fill(words.file.unreadable, { name }) };
  }
  const { text, encoding, contradicts } = decode(bytes);
  if (contradicts !== null) return { text, note: fill(words.file.guessed, { name, encoding, declared: contradicts }) };
  const note = encoding === "UTF-8" ? words.file.opened : words.file.read_as;
  return { text, note: fill(note, { name, encoding }) };
}

/** Let a file be dropped anywhere on an element. Gives what takes the listeners away again. */
export function dropTarget(element: HTMLElement, dropped: (file: File) => void): () => void {
  const sign = h("p", { class: "plo-drop", "aria-hidden": "true" }, words.toolbar.drop);
  element.append(sign);
  const gone = new AbortController();
  const early = { capture: true, signal: gone.signal };
  element.addEventListener(
    "dragover",
    (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      element.toggleAttribute("data-drop", true);
    },
    early,
  );
  element.addEventListener(
    "dragleave",
    (event) => {
      if (!element.contains(event.relatedTarget as Node | null)) element.removeAttribute("data-drop");
    },
    early,
  );
  element.addEventListener(
    "drop",
    (event) => {
      element.removeAttribute("data-drop");
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      dropped(file);
    },
    early,
  );
  return () => gone.abort();
}
