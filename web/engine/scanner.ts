// SPDX-License-Identifier: MIT
/**
 * Stage 2, helper: read XML text into the light tree, or say in which way it is not well-formed, and where.
 * Twin of src/plokit/parsing/scanner.py; a change here is a change there.
 */

import { glimpse, problem, trim } from "./problem.ts";
import { linesBefore, Node } from "./tree.ts";
import type { Facts, Problem } from "./types.ts";

const SPACES = "[ \\t\\r\\n]";
const NAME = "[:A-Z_a-z\\u00c0-\\u{10ffff}][:A-Z_a-z\\u00c0-\\u{10ffff}\\-.0-9\\u00b7]*";
const NAME_AT = new RegExp(NAME, "uy");
const ATTRIBUTE = new RegExp(`(${SPACES}+)(${NAME})${SPACES}*=${SPACES}*(?:"([^<"]*)"|'([^<']*)')`, "uy");
const EQUALS = new RegExp(`${SPACES}*=${SPACES}*`, "uy");
const DECLARATION = new RegExp(
  `<\\?xml${SPACES}+version${SPACES}*=${SPACES}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')` +
    `(?:${SPACES}+encoding${SPACES}*=${SPACES}*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?` +
    `(?:${SPACES}+standalone${SPACES}*=${SPACES}*(?:"(?:yes|no)"|'(?:yes|no)'))?${SPACES}*\\?>`,
  "uy",
);
const INSTRUCTION = new RegExp(`<\\?${NAME}(?=${SPACES}|\\?>)`, "uy");
const TAG_END = new RegExp(`${SPACES}*(/?>)`, "uy");
const CLOSING = new RegExp(`</(${NAME})${SPACES}*>`, "uy");
const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));/uy;
const REFERENCES = /&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));/gu;
const NAMED = new RegExp(`&(${NAME});`, "uy");
const ILLEGAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const NAME_OR_SLASH = new RegExp(`^(?:/|${NAME})`, "u");
const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const PREDEFINED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

class FaultFound extends Error {
  readonly problem: Problem;
  constructor(code: string, offset: number, variant = "", facts: Facts = {}) {
    super(code);
    this.problem = problem(code, offset, "", variant, facts);
  }
}

type Found = { name: string; value: string; offset: number };
type Scope = Map<string, string>;

/** The root of the light tree, or the first fault in the text. */
export function scan(text: string, depthLimit: number): Node | Problem {
  try {
    return new Scan(text, depthLimit).run();
  } catch (fault) {
    if (fault instanceof FaultFound) return fault.problem;
    throw fault;
  }
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

class Scan {
  private root: Node | null = null;
  private open: Node[] = [];
  private pieces: string[][] = [];
  private scopes: Scope[] = [new Map([["xml", XML_NAMESPACE], ["", ""]])];

  constructor(
    private readonly text: string,
    private readonly limit: number,
  ) {}

  run(): Node {
    const { text } = this;
    if (!trim(text)) throw new FaultFound("XML-TOM", 0);
    let position = 0;
    for (;;) {
      const start = text.indexOf("<", position);
      this.characters(position, start < 0 ? text.length : start);
      if (start < 0) break;
      position = this.markup(start);
    }
    const end = text.replace(/[ \t\r\n]+$/, "").length;
    const node = this.open.at(-1);
    if (node) throw new FaultFound("XML-KUTTET", end, "", { tag: node.raw, line: this.lineOf(node) });
    if (!this.root) throw new FaultFound("XML-KUTTET", end, "start");
    return this.root;
  }

  private lineOf(node: Node): string {
    return String(linesBefore(this.text, node.start) + 1);
  }

  private outside(): string {
    return this.root ? "XML-FLERE-ROT" : "XML-IKKE-XML";
  }

  private add(text: string): void {
    this.pieces.at(-1)?.push(text);
  }

  private characters(start: number, end: number): void {
    const chunk = this.text.slice(start, end);
    if (this.open.length === 0) {
      const rest = chunk.replace(/^[ \t\r\n]+/, "");
      if (rest) throw new FaultFound(this.outside(), end - rest.length);
      return;
    }
    if (!chunk) return;
    this.add(this.resolved(chunk, start));
    const close = chunk.indexOf("]]>");
    if (close >= 0) throw new FaultFound("XML-SYNTAKS", start + close, "", { detail: "]]>" });
  }

  /** Check characters and references of a piece of text; give it with references replaced. */
  private resolved(chunk: string, start: number): string {
    const bad = matchAt(ILLEGAL, chunk, 0);
    const limit = bad ? bad.index : chunk.length;
    for (let at = chunk.indexOf("&"); at >= 0 && at < limit; at = chunk.indexOf("&", at + 1)) {
      const reference = matchAt(REFERENCE, chunk, at);
      if (!reference) {
        const named = matchAt(NAMED, chunk, at);
        if (named) throw new FaultFound("XML-TEGN", start + at, "entitet", { value: named[0] });
        throw new FaultFound("XML-TEGN", start + at, "og", { value: glimpse(chunk, at, 12) });
      }
      if (reference[1] === undefined && !legal(codePoint(reference))) {
        throw new FaultFound("XML-TEGN", start + at, "kontroll", { value: reference[0] });
      }
    }
    if (bad) throw new FaultFound("XML-TEGN", start + limit, "kontroll", { value: unicodeName(bad[0]) });
    if (!chunk.includes("&")) return chunk;
    return chunk.replace(REFERENCES, (all, name: string | undefined, decimal: string | undefined, hex: string | undefined) =>
      name !== undefined ? (PREDEFINED[name] ?? all) : String.fromCodePoint(parseInt(decimal ?? hex ?? "0", decimal ? 10 : 16)),
    );
  }

  /** Read one piece of markup and give the offset after it. */
  private markup(start: number): number {
    const { text } = this;
    if (text.startsWith("<!--", start)) return this.comment(start);
    if (text.startsWith("<![CDATA[", start)) {
      if (this.open.length === 0) throw new FaultFound(this.outside(), start);
      const end = this.until("]]>", start + 9, start);
      this.legalOnly(start, end);
      this.add(text.slice(start + 9, end));
      return end + 3;
    }
    if (text.startsWith("<?", start)) {
      const declares = /^<\?xml[ \t\r\n]/.test(text.slice(start, start + 6));
      if (start && declares) throw new FaultFound("XML-DEKLARASJON", start);
      const end = this.until("?>", start + 2, start);
      this.legalOnly(start, end);
      if (!matchAt(INSTRUCTION, text, start)) {
        throw new FaultFound("XML-SYNTAKS", start, "", { detail: glimpse(text, start, 20) });
      }
      if (declares && !matchAt(DECLARATION, text, start)) throw new FaultFound("XML-DEKLARASJON", start, "form");
      return end + 2;
    }
    if (text.startsWith("<!DOCTYPE", start)) throw new FaultFound("XML-DOCTYPE", start);
    return text.startsWith("</", start) ? this.endTag(start) : this.startTag(start);
  }

  private comment(start: number): number {
    const { text } = this;
    const end = this.until("-->", start + 4, start);
    const found = text.indexOf("--", start + 4);
    const dashes = found >= 0 && found + 2 <= end ? found : -1;
    if (dashes >= 0 || (text[end - 1] === "-" && end > start + 4)) {
      throw new FaultFound("XML-SYNTAKS", dashes >= 0 ? dashes : end - 1, "", { detail: "--" });
    }
    this.legalOnly(start, end);
    return end + 3;
  }

  private legalOnly(start: number, end: number): void {
    const bad = matchAt(ILLEGAL, this.text, start);
    if (bad && bad.index < end) throw new FaultFound("XML-TEGN", bad.index, "kontroll", { value: unicodeName(bad[0]) });
  }

  private until(mark: string, position: number, start: number): number {
    const end = this.text.indexOf(mark, position);
    if (end < 0) throw new FaultFound("XML-KUTTET", start, "start");
    return end;
  }

  private endTag(start: number): number {
    const match = matchAt(CLOSING, this.text, start);
    if (!match) {
      if (this.text.indexOf(">", start) < 0) throw new FaultFound("XML-KUTTET", start, "start");
      throw new FaultFound("XML-SYNTAKS", start, "", { detail: glimpse(this.text, start, 20) });
    }
    const name = match[1] ?? "";
    const node = this.open.pop();
    if (!node) throw new FaultFound("XML-SLUTTAGG", start, "", { tag: name });
    if (node.raw !== name) {
      throw new FaultFound("XML-TAGG", start, "", { tag: name, parent_tag: node.raw, line: this.lineOf(node) });
    }
    node.text = (this.pieces.pop() ?? []).join("");
    this.scopes.pop();
    node.close = start;
    node.end = start + match[0].length;
    return node.end;
  }

  private startTag(start: number): number {
    const { text } = this;
    const name = matchAt(NAME_AT, text, start + 1);
    if (!name) {
      if (start + 1 >= text.length) throw new FaultFound("XML-KUTTET", start, "start");
      if (this.open.length > 0) throw new FaultFound("XML-TEGN", start, "mindre", { value: "<" });
      throw new FaultFound(this.outside(), start);
    }
    if (this.root && this.open.length === 0) throw new FaultFound("XML-FLERE-ROT", start);
    const raw = name[0];
    let position = start + 1 + raw.length;
    const found: Found[] = [];
    for (let match = matchAt(ATTRIBUTE, text, position); match; match = matchAt(ATTRIBUTE, text, position)) {
      const value = match[3] ?? match[4] ?? "";
      const attribute = match[2] ?? "";
      const offset = position + (match[1]?.length ?? 0);
      if (found.some((other) => other.name === attribute)) {
        throw new FaultFound("XML-ATTRIBUTT", offset, "dobbel", { tag: raw, value: attribute });
      }
      position += match[0].length;
      found.push({ name: attribute, value: this.resolved(value, position - 1 - value.length), offset });
    }
    const end = matchAt(TAG_END, text, position);
    if (!end) throw this.attributeFault(raw, position, found);
    const content = position + end[0].length;
    const node = this.enter(raw, start, content, found);
    if (end[1] === "/>") {
      node.close = node.end = content;
      this.open.pop();
      this.pieces.pop();
      this.scopes.pop();
    }
    return content;
  }

  private enter(raw: string, start: number, content: number, found: Found[]): Node {
    let scope = this.scopes.at(-1) ?? new Map<string, string>();
    const declared = found.filter(({ name }) => isDeclaration(name));
    if (declared.length > 0) {
      scope = new Map(scope);
      for (const { name, value } of declared) scope.set(name === "xmlns" ? "" : name.slice(6), value);
    }
    const [prefix, local] = cut(raw);
    const namespace = scope.get(prefix);
    if (namespace === undefined) throw new FaultFound("XML-PREFIKS", start, "", { value: prefix, tag: raw });
    const parent = this.open.at(-1) ?? null;
    const node = new Node(raw, namespace, local, start, content, parent);
    for (const { name, value, offset } of declared) node.xmlns.set(name === "xmlns" ? "" : name.slice(6), [value, offset]);
    const seen = new Set<string>();
    for (const { name, value, offset } of found) {
      if (isDeclaration(name)) continue;
      const [before, after] = cut(name);
      const uri = scope.get(before);
      if (uri === undefined) throw new FaultFound("XML-PREFIKS", offset, "", { value: before, tag: name });
      const owner = before ? uri : "";
      if (seen.has(`${owner} ${after}`)) throw new FaultFound("XML-ATTRIBUTT", offset, "dobbel", { tag: raw, value: name });
      seen.add(`${owner} ${after}`);
      node.attributes.push({ raw: name, namespace: owner, local: after, value, offset });
    }
    if (parent) parent.children.push(node);
    else this.root = node;
    this.open.push(node);
    this.pieces.push([]);
    this.scopes.push(scope);
    if (this.open.length > this.limit) throw new FaultFound("XML-DYP", start, "", { expected: String(this.limit) });
    return node;
  }

  /** Say what is wrong after the last good attribute of a start tag. */
  private attributeFault(raw: string, position: number, found: Found[]): FaultFound {
    const { text } = this;
    const cutAt = (before: number): FaultFound => new FaultFound("XML-KUTTET", text.lastIndexOf("<", before), "start");
    const wrong = (offset: number, variant: string, value: string): FaultFound =>
      new FaultFound("XML-ATTRIBUTT", offset, variant, { tag: raw, value });
    let here = position;
    while (here < text.length && " \t\r\n".includes(text[here] ?? "x")) here += 1;
    if (here >= text.length) return cutAt(position);
    const name = matchAt(NAME_AT, text, here);
    if (!name) {
      if (text[here] === "<") {
        const start = text.lastIndexOf("<", here - 1);
        return new FaultFound(text.indexOf(">", here) < 0 ? "XML-KUTTET" : "XML-TAGG", start, "start", { tag: raw });
      }
      return wrong(here, "", glimpse(text, here, 10));
    }
    const last = found.at(-1);
    if (here === position && last?.value.includes("=")) return wrong(last.offset, "anforsel", last.name);
    const nameEnd = here + name[0].length;
    const rest = matchAt(EQUALS, text, nameEnd);
    if (!rest) return nameEnd >= text.length ? cutAt(here - 1) : wrong(here, "", name[0]);
    const valueAt = nameEnd + rest[0].length;
    const quote = text[valueAt];
    if (quote === undefined) return cutAt(here - 1);
    const quoted = quote === '"' || quote === "'";
    if (!quoted || here === position) return wrong(here, quoted ? "" : "anforsel", name[0]);
    const bracket = text.indexOf("<", valueAt);
    if (text.indexOf(quote, valueAt + 1) < 0 && bracket < 0) return cutAt(here - 1);
    const stray = bracket >= 0 && !NAME_OR_SLASH.test(text.slice(bracket + 1, bracket + 3));
    return wrong(here, stray ? "mindre" : "anforsel", name[0]);
  }
}

function isDeclaration(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:");
}

function cut(name: string): [string, string] {
  const colon = name.lastIndexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function codePoint(reference: RegExpExecArray): number {
  return reference[2] !== undefined ? parseInt(reference[2], 10) : parseInt(reference[3] ?? "0", 16);
}

function legal(code: number): boolean {
  return (
    code === 9 || code === 10 || code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
  );
}

function unicodeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
