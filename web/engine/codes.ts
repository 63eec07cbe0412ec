// SPDX-License-Identifier: MIT
/**
 * Look a code up in its list: the named functions of the rules that take the element itself.
 * Twin of src/plokit/rule_codes.py and of the bindings in src/plokit/catalog/codes.py.
 */

import { localOf, type Catalog } from "./catalog.ts";
import { trim } from "./problem.ts";
import type { CodeFile } from "./types.ts";

/** What the functions need of an element: its name after those above it, as far up as matters, and its attributes. */
export interface Coded {
  path: string[];
  attribute(name: string): string;
}

interface Binding {
  steps: string[];
  version: string;
  lists: string[];
}

export interface CodeList {
  oid: string;
  name: string;
  excerpt: boolean;
  values: Map<string, string>;
  withdrawn: Set<string>;
  also: Map<string, string[]>;
}

export class CodeBook {
  private readonly lists = new Map<string, CodeList>();
  private readonly byOid = new Map<string, CodeList>();
  private readonly bindings = new Map<string, Binding[]>();

  constructor({ data }: Catalog) {
    for (const [number, file] of Object.entries(data.codes)) {
      const list = listOf(number, file);
      this.lists.set(number, list);
      this.byOid.set(list.oid, list);
    }
    for (const [key, value] of Object.entries(data.bindings)) {
      if (typeof value === "string" || Array.isArray(value)) this.bind("", key, value);
      else for (const [inner, lists] of Object.entries(value)) this.bind(key, inner, lists);
    }
    for (const bindings of this.bindings.values()) bindings.sort(byWeight);
  }

  private bind(version: string, key: string, lists: string | string[]): void {
    const steps = key.split("/");
    const last = localOf(steps.at(-1) ?? "");
    const bindings = this.bindings.get(last) ?? [];
    this.bindings.set(last, bindings);
    bindings.push({ steps, version, lists: typeof lists === "string" ? [lists] : lists });
  }

  /** How many names of a path a binding looks at. */
  get longest(): number {
    return Math.max(1, ...[...this.bindings.values()].flat().map(({ steps }) => steps.length));
  }

  of(path: string[], version: string): CodeList[] {
    const found = this.bindings.get(localOf(path.at(-1) ?? ""))?.find((binding) => fits(binding, path, version));
    return (found?.lists ?? []).flatMap((number) => this.lists.get(number) ?? []);
  }

  named(oid: string): CodeList | undefined {
    return this.byOid.get(oid);
  }
}

function listOf(number: string, file: CodeFile): CodeList {
  return {
    oid: file.oid,
    name: `${number} ${file.name}`,
    excerpt: file.excerpt ?? false,
    values: new Map(file.value.map(({ v, dn }) => [v, dn])),
    withdrawn: new Set((file.withdrawn ?? []).map(({ v }) => v)),
    also: new Map(file.value.map(({ v, also }) => [v, also ?? []])),
  };
}

function fits(binding: Binding, path: string[], version: string): boolean {
  if ((binding.version && binding.version !== version) || binding.steps.length > path.length) return false;
  const tail = path.slice(path.length - binding.steps.length);
  return binding.steps.every((step, at) => step === tail[at] || step === localOf(tail[at] ?? ""));
}

/** A binding for a version first, then the longest, then the one with most prefixes. */
function byWeight(a: Binding, b: Binding): number {
  const prefixes = (binding: Binding) => binding.steps.filter((step) => step.includes(":")).length;
  return Number(Boolean(b.version)) - Number(Boolean(a.version)) || b.steps.length - a.steps.length || prefixes(b) - prefixes(a);
}

/** So many sound codes are remembered, then it starts anew. */
const MOST = 20_000;

/** The code functions for the elements of the messages of one standard and version. */
export class Codes {
  readonly longest: number;
  private readonly remembered = new Set<string>();

  constructor(
    private readonly book: CodeBook,
    private readonly version: string,
  ) {
    this.longest = book.longest;
  }

  /** List, code and text of an element are all right, as most are; then no rule about codes need be asked. */
  sound(node: Coded): boolean {
    const key = JSON.stringify([...node.path, node.attribute("V"), node.attribute("S"), node.attribute("DN")]);
    if (this.remembered.has(key)) return true;
    const sound = ["code-known", "code-text-fits", "code-list-fits"].every((name) => this.call(name, node));
    if (sound) {
      if (this.remembered.size >= MOST) this.remembered.clear();
      this.remembered.add(key);
    }
    return sound;
  }

  /** Call a function by its name in the rules: true or false for a test, text for evidence. */
  call(name: string, node: Coded): boolean | string {
    const function_ = FUNCTIONS[name];
    if (!function_) throw new Error(`no function ${name}`);
    return function_(this, node);
  }

  of(node: Coded): CodeList[] {
    return this.book.of(node.path, this.version);
  }

  list(node: Coded): CodeList | undefined {
    const oid = trim(node.attribute("S"));
    const lists = this.of(node);
    if (!oid) return lists.length === 1 ? lists[0] : undefined;
    return lists.length === 0 || lists.some((list) => list.oid === oid) ? this.book.named(oid) : undefined;
  }
}

const FUNCTIONS: Record<string, (codes: Codes, node: Coded) => boolean | string> = {
  "code-known": (codes, node) => {
    const code = trim(node.attribute("V"));
    const list = codes.list(node);
    return !code || !list || list.excerpt || list.values.has(code) || list.withdrawn.has(code);
  },
  "code-text-fits": (codes, node) => {
    const said = folded(node.attribute("DN"));
    const code = trim(node.attribute("V"));
    const list = codes.list(node);
    const text = list?.values.get(code) ?? "";
    return !said || !text || said === folded(text) || (list?.also.get(code) ?? []).some((older) => said === folded(older));
  },
  "code-list-fits": (codes, node) => {
    const oid = trim(node.attribute("S"));
    const lists = codes.of(node);
    return !oid || lists.length === 0 || lists.some((list) => list.oid === oid);
  },
  "code-text": (codes, node) => codes.list(node)?.values.get(trim(node.attribute("V"))) ?? "",
  "code-list-name": (codes, node) => codes.list(node)?.name ?? "",
  "code-right-list": (codes, node) => codes.of(node)[0]?.oid ?? "",
  "code-near": (codes, node) => {
    const said = folded(node.attribute("DN"));
    if (!said) return "";
    const meant = [...(codes.list(node)?.values ?? [])].filter(([, text]) => folded(text) === said).map(([value]) => value);
    return meant.length === 1 ? (meant[0] ?? "") : "";
  },
};

function folded(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/^ +| +$/g, "").toLowerCase();
}

const books = new WeakMap<Catalog, CodeBook>();

/** The code lists of a catalogue, made once. */
export function codeBook(catalog: Catalog): CodeBook {
  const book = books.get(catalog) ?? new CodeBook(catalog);
  books.set(catalog, book);
  return book;
}
