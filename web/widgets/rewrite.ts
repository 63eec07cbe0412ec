// SPDX-License-Identifier: MIT
// Read a message as another version of itself: its namespaces are replaced before control, and nothing else.

/** Old namespace to new. */
export type Rewrite = Readonly<Record<string, string>>;

/** Give a text with each namespace replaced where it stands in quotes; lines stay as they are. */
export function rewritten(text: string, rewrite: Rewrite): string {
  let result = text;
  for (const [before, after] of Object.entries(rewrite)) {
    for (const quote of [`"`, "'"]) result = result.replaceAll(`${quote}${before}${quote}`, () => `${quote}${after}${quote}`);
  }
  return result;
}
