// SPDX-License-Identifier: MIT
// Person numbers in a text that may belong to somebody: found, masked, or given way to one of the cast.
import { FUNCTIONS } from "../engine/functions.ts";

/** What the host knows of numbers. `offsets` are added to the month in the series that no living person has. */
export interface Persons {
  readonly offsets: readonly number[];
  /** Invented people to put in the place of real ones. */
  readonly cast: readonly { readonly name: string; readonly number: string }[];
}

export interface Found {
  readonly from: number;
  readonly to: number;
  readonly number: string;
}

const NUMBER = /(?<![\d.-])(\d{6})([ -]?)(\d{5})(?![\d-]|\.\d)/g;
/** As far as a change can reach: a number can be completed from either side. */
export const REACH = 13;

/** The numbers that have the form and the check digits of a person number and are in no safe series. */
export function realNumbers(text: string, persons: Persons): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const number = `${match[1]}${match[3]}`;
    if (isReal(number, persons.offsets)) found.push({ from: match.index, to: match.index + match[0].length, number });
  }
  return found;
}

function isReal(number: string, offsets: readonly number[]): boolean {
  if (!FUNCTIONS["person-number"]?.(number)) return false;
  const day = Number(number.slice(0, 2));
  const month = Number(number.slice(2, 4));
  const dated = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  if (!dated || offsets.some((offset) => month - offset >= 1 && month - offset <= 12)) return false;
  return (month >= 1 && month <= 12) || (month >= 41 && month <= 52); // the second is also the form of an H-nummer
}

/** Two digits and dots: enough to find the number again, too little to tell whose it is. */
export function masked(number: string): string {
  return `${number.slice(0, 2)}•••••••••`;
}

/** The text with each real number replaced by one of the cast, the same person for the same number. */
export function replaced(text: string, found: readonly Found[], persons: Persons): string {
  const chosen = new Map<string, string>();
  let result = "";
  let done = 0;
  for (const { from, to, number } of found) {
    const instead = chosen.get(number) ?? persons.cast[chosen.size % persons.cast.length]?.number ?? "";
    chosen.set(number, instead);
    result += text.slice(done, from) + instead;
    done = to;
  }
  return result + text.slice(done);
}
