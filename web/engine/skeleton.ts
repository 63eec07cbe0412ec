// SPDX-License-Identifier: MIT
/** Write an element that is missing, with example values to be replaced. Twin of explain/skeleton.py. */

import { placesOf } from "./align.ts";
import { localOf, type Catalog } from "./catalog.ts";
import { codeBook } from "./codes.ts";
import { escape, UNIT } from "./edits.ts";
import type { Message } from "./message.ts";
import { qualified, slots, valueType, type Slot } from "./models.ts";
import type { Node } from "./tree.ts";
import type { AttributeModel } from "./types.ts";

const DEEPEST = 12;
const DEFAULTS: Record<string, string> = {
  date: "2026-02-02",
  dateTime: "2026-02-02T08:20:00+01:00",
  union: "2026-02-02",
  boolean: "false",
  gYear: "2026",
  time: "08:20:00",
  anyURI: "tel:01001020",
  base64Binary: "",
};
const FIRST = ["V", "S", "DN"];
const MARK = "FYLL UT";
const NUMBERS = ["integer", "decimal", "double"];
type Declared = Map<string, string>;
interface Coded {
  V: string;
  S: string;
  DN: string;
}

/** The part of a name before its last colon. */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf(":"), 0));
}

/** The prefixes that are declared where an element stands. */
export function scopeOf(node: Node): Map<string, string> {
  const found = new Map<string, string>();
  for (let current: Node | null = node; current; current = current.parent) {
    for (const [prefix, [uri]] of current.xmlns) if (!found.has(prefix)) found.set(prefix, uri);
  }
  return found;
}

/** The prefix that a child of `node` uses for a namespace; null when none is declared. */
export function prefixFor(uri: string, node: Node): string | null {
  const scope = scopeOf(node);
  const own = prefixOf(node.raw);
  if (scope.get(own) === uri) return own;
  return [...scope].find(([, known]) => known === uri)?.[0] ?? null;
}

/** The names from the root down to an element, with canonical prefixes. */
export function wayTo(node: Node, catalog: Catalog): string[] {
  const way: string[] = [];
  for (let current: Node | null = node; current; current = current.parent) way.unshift(qualified(current, catalog));
  return way;
}

/** The first entry of a table whose key is the end of a path, in local names. */
function ending<T>(table: Record<string, T>, way: string[]): T | undefined {
  const path = `/${way.map(localOf).join("/")}`;
  return Object.entries(table).find(([end]) => path.endsWith(`/${end}`))?.[1];
}

/** What to write for an example: words give way to a mark that nobody takes for the truth. */
export function marked(example: string): string {
  return /[0-9]/.test(example) ? example : MARK;
}

export class Skeleton {
  private readonly catalog: Catalog;

  constructor(
    private readonly parent: Node,
    private readonly message: Message,
    private readonly offset: number,
  ) {
    this.catalog = message.catalog;
  }

  /** The lines of the element of a slot, indented from its own start. */
  lines(slot: Slot): string[] {
    return this.element(slot, wayTo(this.parent, this.catalog), new Map(), 0);
  }

  /** A name as this message writes it, and the declaration it needs, if any. */
  private written(name: string, declared: Declared): [string, string] {
    const local = localOf(name);
    const uri = this.catalog.data.namespaces[prefixOf(name)] ?? "";
    const already = declared.get(uri);
    if (already !== undefined) return [`${already}:${local}`, ""];
    if (!uri) return [local, scopeOf(this.parent).get("") ? ' xmlns=""' : ""];
    const prefix = prefixFor(uri, this.parent);
    if (prefix !== null) return [prefix ? `${prefix}:${local}` : local, ""];
    declared.set(uri, prefixOf(name));
    return [name, ` xmlns:${prefixOf(name)}="${uri}"`];
  }

  private element(slot: Slot, way: string[], declared: Declared, depth: number): string[] {
    const known: Declared = new Map(declared);
    const [raw, declaration] = this.written(slot.name, known);
    const here = [...way, slot.name];
    const start = `<${raw}${declaration}${this.attributes(slot, here, known)}`;
    const inner: string[] = [];
    const wanted = ending(this.catalog.data.skeletons.children, here) ?? [];
    for (const place of depth < DEEPEST ? placesOf(slots(slot.type, this.catalog)) : []) {
      const extra = place.slots.find((other) => wanted.includes(localOf(other.name)));
      const chosen = extra ?? (place.least ? place.slots[0] : undefined);
      if (chosen) inner.push(...this.element(chosen, here, known, depth + 1));
    }
    if (inner.length > 0) return [`${start}>`, ...inner.map((line) => UNIT + line), `</${raw}>`];
    const text = this.text(slot, here);
    return [text ? `${start}>${escape(text)}</${raw}>` : `${start}/>`];
  }

  private text(slot: Slot, way: string[]): string {
    const simple = valueType(slot.type, this.catalog);
    if (simple === null) return "";
    const named = ending(this.catalog.data.skeletons.values, way);
    return slot.fixed || named || this.value(simple, this.catalog.elementText(slot.name, way.at(-2)).example ?? "");
  }

  private attributes(slot: Slot, way: string[], declared: Declared): string {
    const coded = this.code(way);
    let found = "";
    const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
    const allowed = Object.entries(this.catalog.data.types[slot.type]?.a ?? {}).sort(([a], [b]) => rank(a) - rank(b));
    for (const [name, entry] of allowed) {
      if (!entry.r && name !== "V" && !(coded && Object.hasOwn(coded, name))) continue;
      const value = entry.f || this.attributeValue(name, entry, way);
      found += ` ${this.attributeName(name, declared)}="${escape(value, '"')}"`;
    }
    return found;
  }

  /** The name of an attribute as this message writes it, with its declaration before it when it needs one. */
  attributeName(name: string, declared: Declared): string {
    const canonical = prefixOf(name);
    if (!canonical) return name;
    const uri = this.catalog.data.namespaces[canonical] ?? "";
    const scope = scopeOf(this.parent);
    for (const [known, prefix] of declared) scope.set(prefix, known);
    const prefix = [...scope].find(([other, known]) => known === uri && other)?.[0];
    if (prefix !== undefined) return `${prefix}:${localOf(name)}`;
    declared.set(uri, canonical);
    return `xmlns:${canonical}="${uri}" ${name}`;
  }

  /** A value for an attribute of the element at the end of `way`: from its code list, or an example. */
  attributeValue(name: string, entry: AttributeModel, way: string[]): string {
    const coded = this.code(way);
    if (coded && Object.hasOwn(coded, name)) return coded[name as keyof Coded];
    return this.value(entry.t, this.catalog.elementText(`@${name}`, way.at(-1)).example ?? "");
  }

  /** Code, text and list of a coded element: the first of its list, or one that is named for it. */
  private code(way: string[]): Coded | null {
    const lists = codeBook(this.catalog).of(way, this.message.version);
    const [first] = lists;
    if (!first || first.values.size === 0) return null;
    const wanted = ending(this.catalog.data.skeletons.codes, way) ?? "";
    const known = lists.find((list) => list.values.has(wanted)) ?? first;
    const code = known.values.has(wanted) ? wanted : ([...known.values.keys()][0] ?? "");
    return { V: code, S: known.oid, DN: known.values.get(code) ?? "" };
  }

  /** A value that a simple type allows: an allowed one, the example of the texts, or a plain default. */
  value(simple: number, example: string): string {
    const entry = this.catalog.data.types[simple];
    if (entry?.e && entry.e.length > 0) return entry.e.includes(example) ? example : (entry.e[0] ?? "");
    if (example.length === 36 && example.split("-").length === 5) return this.message.fresh(this.offset);
    if (example) return entry?.b === "string" ? marked(example) : example;
    if (entry?.n?.endsWith(":oid")) return "2.16.578.1.12.4.1.1";
    const base = entry?.b ?? "";
    return DEFAULTS[base] ?? (NUMBERS.includes(base) ? "1" : MARK);
  }
}
