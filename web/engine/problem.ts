// SPDX-License-Identifier: MIT
/** Make problems, and the small text helpers that both engines must do alike. */

import type { Facts, Problem, Severity } from "./types.ts";

const LONGEST = 60;

export function problem(
  code: string,
  offset: number,
  xpath: string,
  variant = "",
  facts: Facts = {},
  severity: Severity = "feil",
): Problem {
  return { code, offset, xpath, variant, facts, severity, remedies: [] };
}

/** Strip XML white space at both ends, and nothing else. */
export function trim(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

/** The first `count` characters (code points) from an offset, up to the end of the line. */
export function glimpse(text: string, offset: number, count: number): string {
  const piece = Array.from(text.slice(offset, offset + 2 * count)).slice(0, count).join("");
  return piece.split("\n")[0] ?? "";
}

/** A value short enough for a sentence, on one line. */
export function clip(value: string): string {
  const folded = value.replace(/[ \t\r\n]+/g, " ").replace(/^ +| +$/g, "");
  const characters = Array.from(folded);
  return characters.length <= LONGEST ? folded : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

/** Facts as a problem holds them: values clipped to one short line, lists of expected things kept whole. */
export function factsOf(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, name === "expected" ? value : clip(value)]));
}

export function capital(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return text ? first.toUpperCase() + text.slice(first.length) : text;
}

/** «a, b og c» with the given conjunction. */
export function joinWords(words: string[], conjunction: string): string {
  const last = words.at(-1);
  if (last === undefined) return "";
  return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
