// SPDX-License-Identifier: MIT
/** A light tree that knows where everything stands in the text. Twin of src/plokit/parsing/tree.py. */

export interface Attribute {
  raw: string;
  namespace: string;
  local: string;
  value: string;
  offset: number;
}

export class Node {
  attributes: Attribute[] = [];
  children: Node[] = [];
  close = -1;
  /** The offset after the whole element. */
  end = -1;
  text = "";
  /** Namespaces declared in the start tag: prefix to namespace and the offset of the declaration. */
  xmlns = new Map<string, [string, number]>();

  constructor(
    readonly raw: string,
    readonly namespace: string,
    readonly local: string,
    readonly start: number,
    readonly content: number,
    readonly parent: Node | null,
  ) {}

  /** True when the element is written as one tag: `<a/>`. */
  get selfClosed(): boolean {
    return this.end === this.content;
  }

  descend(ordinals: number[]): Node {
    let node: Node = this;
    for (const ordinal of ordinals) {
      const child = node.children[ordinal];
      if (!child) throw new Error(`no element child ${ordinal} in ${node.raw}`);
      node = child;
    }
    return node;
  }
}

/** The number of line breaks before an offset. */
export function linesBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** The 1-based line and column (in characters) of an offset. */
export function place(text: string, offset: number): [number, number] {
  const lineStart = offset > 0 ? text.lastIndexOf("\n", offset - 1) + 1 : 0;
  return [linesBefore(text, offset) + 1, Array.from(text.slice(lineStart, offset)).length + 1];
}
