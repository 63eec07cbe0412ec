// SPDX-License-Identifier: MIT
/** What those who explain must know about the message. Twin of explain/message.py. */

import type { Catalog } from "./catalog.ts";
import { place } from "./tree.ts";

const SEEN = 4000;

export class Message {
  constructor(
    readonly text: string,
    readonly catalog: Catalog,
    /** Standard and version as in bindings.toml: `PLO 1.6`. */
    readonly version = "",
  ) {}

  /** A new identifier (UUID) for a place, made from the text by FNV-1a: the same each time, in both engines. */
  fresh(offset: number): string {
    const where = place(this.text, offset);
    const seen = Array.from(this.text.slice(0, 2 * SEEN)).slice(0, SEEN);
    const digits = [0, 1, 2, 3]
      .map((seed) => {
        let state = 2166136261;
        const mix = (number: number): void => {
          state = Math.imul(state ^ number, 16777619) >>> 0;
        };
        for (const number of [seed, ...where]) mix(number);
        for (const character of seen) mix(character.codePointAt(0) ?? 0);
        return state.toString(16).padStart(8, "0");
      })
      .join("");
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
  }
}
