// SPDX-License-Identifier: MIT
/** Apply what a finding offers: text edits by line and column. Twin of src/plokit/fixes.py; pure, for widgets too. */

import type { Fix } from "./types.ts";

/** The text after one fix. Throws when the edits overlap or lie outside the text: then the text is another one. */
export function apply(text: string, fix: Fix): string {
  const pieces: string[] = [];
  let done = 0;
  for (const [start, end, fresh] of offsets(text, fix)) {
    if (start < done || end < start) throw new Error("the edits of a fix must be in order and not overlap");
    pieces.push(text.slice(done, start), fresh);
    done = end;
  }
  return [...pieces, text.slice(done)].join("");
}

/** The edits of a fix by offset in UTF-16 units, as an editor wants them. */
export function offsets(text: string, fix: Fix): [start: number, end: number, fresh: string][] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number): number => {
    const start = starts[line - 1];
    const next = starts[line];
    const whole = start === undefined ? "" : text.slice(start, next === undefined ? text.length : next - 1);
    const before = Array.from(whole.slice(0, 2 * column)).slice(0, column - 1);
    if (start === undefined || column < 1 || before.length < column - 1) {
      throw new Error(`line ${line}, column ${column} is not in this text`);
    }
    return start + before.join("").length;
  };
  return fix.edits.map((edit) => [offset(edit.line, edit.column), offset(edit.end_line, edit.end_column), edit.text]);
}
