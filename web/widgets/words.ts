// SPDX-License-Identifier: MIT
// The words of the validator. They live beside the Python side, which writes the same words into the static page.
import words from "../../src/plokit/widgets/words.nb.json";

export { words };

/** Fill the named places of a text: fill("Linje {line}", { line: 12 }). */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
