// SPDX-License-Identifier: MIT
// From a line and a column to the piece of text that a finding is about.
import type { Text } from "@codemirror/state";
import type { Finding } from "../engine/types.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
}

const TOKEN = /^(<\/?[^\s<>/="']*|[^\s<>="']+|=?"[^"]*"?|=?'[^']*'?|[<>=/]+)/;

/** The range of a finding: a tag's name, a word or a value at its column, or the line's text when that says nothing. */
export function rangeOf(doc: Text, place: Pick<Finding, "line" | "column">): Range {
  const line = doc.line(Math.min(Math.max(place.line, 1), doc.lines));
  const indent = /^\s*/.exec(line.text)![0].length;
  if (indent === line.length) return { from: line.from, to: line.to };
  const start = Math.min(Math.max(offsetOf(line.text, place.column), indent), line.length);
  const token = TOKEN.exec(line.text.slice(start));
  if (token) return { from: line.from + start, to: line.from + start + token[0].length };
  return { from: line.from + indent, to: line.from + line.text.trimEnd().length };
}

/** The position of a line and column, kept within the text. */
export function positionOf(doc: Text, line: number, column: number): number {
  const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return from + offsetOf(text, column);
}

/** Columns count characters, positions in the editor count UTF-16 units: an emoji is one of the first, two of the second. */
function offsetOf(text: string, column: number): number {
  let offset = 0;
  for (let left = column - 1; left > 0 && offset < text.length; left -= 1) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}
