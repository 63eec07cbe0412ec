// SPDX-License-Identifier: MIT
/** Small changes of a message's text: insert, move, rename, remove, set. Twin of explain/edits.py. */

import { trim } from "./problem.ts";
import type { Attribute, Node } from "./tree.ts";
import type { Splice } from "./types.ts";

export const UNIT = "  ";

/** The text after some edits (sorted, apart), and the numbers of the lines there that they wrote. */
export function spliced(text: string, edits: Splice[]): [string, Set<number>] {
  const pieces: string[] = [];
  const lines = new Set<number>();
  let done = 0;
  let line = 1;
  for (const [start, end, fresh] of edits) {
    line += breaks(text.slice(done, start));
    pieces.push(text.slice(done, start), fresh);
    const last = line + breaks(fresh);
    for (; line < last; line += 1) lines.add(line);
    lines.add(line);
    done = end;
  }
  return [[...pieces, text.slice(done)].join(""), lines];
}

function breaks(text: string): number {
  return text.split("\n").length - 1;
}

export function inOrder(edits: Splice[]): Splice[] {
  return edits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** A text as it is written in XML; within `quote` when it is an attribute's value. */
export function escape(value: string, quote = ""): string {
  const safe = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return quote ? safe.replaceAll(quote, quote === '"' ? "&quot;" : "&apos;") : safe;
}

/** The start of the line when only blanks stand between it and the offset, else null. */
export function lineStart(text: string, offset: number): number | null {
  const start = offset > 0 ? text.lastIndexOf("\n", offset - 1) + 1 : 0;
  return start > 0 && /^[ \t]*$/.test(text.slice(start, offset)) ? start : null;
}

/** The blanks before an element that begins its line; null when something else stands before it. */
export function indentOf(text: string, node: Node): string | null {
  const start = lineStart(text, node.start);
  return start === null ? null : text.slice(start, node.start);
}

function newline(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Write an element as a child of `parent`, before the child with that index, or last. `skip` is about to be moved. */
export function insertChild(text: string, parent: Node, before: number, lines: string[], skip: Node | null = null): Splice {
  const next = parent.children[before];
  if (next) {
    const indent = indentOf(text, next);
    return [next.start, next.start, laid(text, lines, indent) + (indent === null ? "" : newline(text) + indent)];
  }
  const last = parent.children.filter((child) => child !== skip).at(-1);
  if (last) {
    const indent = indentOf(text, last);
    return [last.end, last.end, (indent === null ? "" : newline(text) + indent) + laid(text, lines, indent)];
  }
  const outer = indentOf(text, parent);
  const inner = outer === null && parent.parent !== null ? null : (outer ?? "") + UNIT;
  let whole = laid(text, lines, inner);
  if (inner !== null) whole = newline(text) + inner + whole + newline(text) + (outer ?? "");
  if (parent.selfClosed) return [parent.content - 2, parent.content, `>${whole}</${parent.raw}>`];
  const bare = !trim(text.slice(parent.content, parent.close));
  return [parent.content, bare ? parent.close : parent.content, whole];
}

function laid(text: string, lines: string[], indent: string | null): string {
  return indent === null ? lines.map((line) => line.replace(/^ +/, "")).join("") : lines.join(newline(text) + indent);
}

/** Take an element away, and its line when it had that alone. */
export function remove(text: string, node: Node): Splice {
  const start = lineStart(text, node.start);
  if (start === null) return [node.start, node.end, ""];
  let end = node.end;
  while (end < text.length && " \t\r".includes(text[end] ?? "x")) end += 1;
  return text[end] === "\n" ? [start, end + 1, ""] : [node.start, node.end, ""];
}

/** Move an element with all its content to another place. */
export function move(text: string, node: Node, parent: Node, before: number): Splice[] {
  return inOrder([remove(text, node), insertChild(text, parent, before, [text.slice(node.start, node.end)], node)]);
}

/** Write another name in start tag and end tag. */
export function rename(node: Node, raw: string): Splice[] {
  const first: Splice = [node.start + 1, node.start + 1 + node.raw.length, raw];
  return node.selfClosed ? [first] : [first, [node.close + 2, node.close + 2 + node.raw.length, raw]];
}

/** Start and end of the value of the attribute (or declaration) at `offset`, and its quote. */
export function valueSpan(text: string, offset: number): [number, number, string] {
  let start = text.indexOf("=", offset) + 1;
  while (" \t\r\n".includes(text[start] ?? "x")) start += 1;
  const quote = text[start] ?? '"';
  return [start + 1, text.indexOf(quote, start + 1), quote];
}

export function setValue(text: string, attribute: Attribute, value: string): Splice {
  const [start, end, quote] = valueSpan(text, attribute.offset);
  return [start, end, escape(value, quote)];
}

/** Take an attribute away, with the blanks before it. */
export function unset(text: string, attribute: Attribute): Splice {
  let start = attribute.offset;
  const end = valueSpan(text, start)[1] + 1;
  while (" \t\r\n".includes(text[start - 1] ?? "x")) start -= 1;
  return [start, end, ""];
}

/** Write an attribute that is not there, after the last one. */
export function addAttribute(text: string, node: Node, raw: string, value: string): Splice {
  const written = [...node.attributes.map(({ offset }) => offset), ...[...node.xmlns.values()].map(([, offset]) => offset)];
  const at = written.length > 0 ? valueSpan(text, Math.max(...written))[1] + 1 : node.start + 1 + node.raw.length;
  return [at, at, ` ${raw}="${escape(value, '"')}"`];
}

/** Write another text in an element without children. */
export function setText(node: Node, value: string): Splice {
  if (node.selfClosed) return [node.content - 2, node.content, `>${escape(value)}</${node.raw}>`];
  return [node.content, node.close, escape(value)];
}

/** True when the element's content is text as it stands: no children, comments or other markup. */
export function plain(text: string, node: Node): boolean {
  return node.children.length === 0 && (node.selfClosed || !text.slice(node.content, node.close).includes("<"));
}

/** True when an element says nothing: no text and no attribute value, in it or below it. */
export function empty(node: Node): boolean {
  return !trim(node.text) && !node.attributes.some(({ value }) => trim(value)) && node.children.every(empty);
}
