// SPDX-License-Identifier: MIT
/**
 * Stage 5 on libxml2-wasm: run the rules. For each rule one XPath finds the elements that break any of its asserts;
 * only for those is each assert asked by itself. Twin of src/plokit/rule_check.py.
 */

import { XmlElement, XmlXPath, type XmlDocument } from "libxml2-wasm";
import type { Catalog } from "./catalog.ts";
import { CodeBook, Codes, type Coded } from "./codes.ts";
import { BY_SERIES, FUNCTIONS, notFuture } from "./functions.ts";
import type { Rule, RuleAssert, Severity } from "./types.ts";

export interface Hit {
  rule: string;
  severity: Severity;
  ordinals: number[];
  value: string;
  crash: string;
}

/** What Codes.sound knows in one look-up. */
const CODE_TESTS = ["code-known", "code-text-fits", "code-list-fits"];

type Compiled = XmlXPath | Error;

interface CompiledAssert {
  id: string;
  severity: Severity;
  test: Compiled;
  call: { name: string; values: Compiled[] } | null;
  value: Compiled | string | null;
}

interface CompiledRule {
  context: Compiled;
  suspects: Compiled | null;
  asserts: CompiledAssert[];
  /** All asserts ask a code function last; the look-up is then cheaper than the XPaths and goes first. */
  coded: boolean;
}

/** The rules of a catalogue, compiled for each standard when it is first met. */
export class RuleBook {
  private readonly compiled = new Map<string, CompiledRule[][]>();
  private readonly codes = new Map<string, Codes>();
  private book: CodeBook | null = null;

  constructor(private readonly catalog: Catalog) {}

  hits(document: XmlDocument, scope: string, now: number): Hit[] {
    let patterns = this.compiled.get(scope);
    if (!patterns) {
      patterns = this.catalog.data.patterns.map((pattern) => pattern.map((rule) => this.compile(rule, scope)));
      patterns = patterns.filter((pattern) => pattern.some((rule) => rule.asserts.length > 0));
      this.compiled.set(scope, patterns);
    }
    return new Run(document.root, this.catalog, this.codesFor(scope), now).run(patterns);
  }

  private codesFor(scope: string): Codes {
    this.book ??= new CodeBook(this.catalog);
    const codes = this.codes.get(scope) ?? new Codes(this.book, scope);
    this.codes.set(scope, codes);
    return codes;
  }

  private compile(rule: Rule, scope: string): CompiledRule {
    const asserts = rule.asserts.filter(({ id }) => !scope || this.inScope(id, scope));
    const broken = asserts.map((item) => `not(${item.test})`).join(" or ");
    const context = rule.context.includes("|") ? `(${rule.context})` : rule.context;
    return {
      context: this.xpath(rule.context),
      suspects: asserts.length > 0 ? this.xpath(`${context}[${broken}]`) : null,
      asserts: asserts.map((item) => this.compileAssert(item)),
      coded: asserts.length > 0 && asserts.every(({ call }) => CODE_TESTS.includes(call?.[0] ?? "")),
    };
  }

  private inScope(id: string, scope: string): boolean {
    const entry = this.catalog.data.register[id];
    return !entry || entry.scope.includes("*") || entry.scope.includes(scope);
  }

  private compileAssert({ id, severity, test, call, value }: RuleAssert): CompiledAssert {
    const [name = "", ...values] = call ?? [];
    const byNode = name.startsWith("code-");
    return {
      id,
      severity,
      test: this.xpath(`boolean(${test})`),
      call: call ? { name, values: byNode ? [] : values.map((each) => this.xpath(`string(${each})`)) } : null,
      value: value.startsWith("kit:") ? (value.slice(4).split("(")[0] ?? "") : value ? this.xpath(`string(${value})`) : null,
    };
  }

  private xpath(expression: string): Compiled {
    try {
      return XmlXPath.compile(expression, namesIn(expression, this.catalog.data.namespaces));
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** One run of the rules over one document. */
class Run {
  private readonly found: Hit[] = [];

  constructor(
    private readonly root: XmlElement,
    private readonly catalog: Catalog,
    private readonly codes: Codes,
    private readonly now: number,
  ) {}

  run(patterns: CompiledRule[][]): Hit[] {
    for (const pattern of patterns) {
      const taken = new Set<string>();
      for (const rule of pattern) {
        if (rule.asserts.length > 0) this.rule(rule, taken);
        if (pattern.length > 1) for (const node of this.nodes(rule) ?? []) taken.add(ordinalsOf(node).join("."));
      }
    }
    return this.found;
  }

  private rule(rule: CompiledRule, taken: Set<string>): void {
    let nodes: XmlElement[] | null;
    try {
      nodes = rule.coded
        ? elementsFound(evaluate(rule.context, this.root)).filter((node) => !this.codes.sound(this.codedOf(node)))
        : elementsFound(evaluate(rule.suspects, this.root));
    } catch {
      nodes = this.nodes(rule);
    }
    for (const node of nodes ?? []) {
      if (taken.size > 0 && taken.has(ordinalsOf(node).join("."))) continue;
      for (const item of rule.asserts) this.ask(item, node);
    }
  }

  /** The elements a rule is about; null, with a hit for each assert, when its context cannot be run. */
  private nodes(rule: CompiledRule): XmlElement[] | null {
    try {
      return elementsFound(evaluate(rule.context, this.root));
    } catch (error) {
      for (const { id } of rule.asserts) this.add(id, "feil", [], "", reason(error));
      return null;
    }
  }

  private ask(item: CompiledAssert, node: XmlElement): void {
    try {
      if (evaluate(item.test, node) || (item.call && this.call(item.call, node))) return;
      this.add(item.id, item.severity, ordinalsOf(node), this.evidence(item.value, node), "");
    } catch (error) {
      this.add(item.id, "feil", ordinalsOf(node), "", reason(error));
    }
  }

  private add(rule: string, severity: Severity, ordinals: number[], value: string, crash: string): void {
    this.found.push({ rule, severity, ordinals, value, crash });
  }

  private call({ name, values }: { name: string; values: Compiled[] }, node: XmlElement): boolean {
    if (name.startsWith("code-")) return Boolean(this.code(name, node));
    const texts = values.map((value) => String(evaluate(value, node)));
    if (name === "not-future") return notFuture(texts[0] ?? "", this.now);
    const bySeries = BY_SERIES[name];
    if (bySeries) return bySeries(this.catalog.data.persons.series.map(({ offset }) => offset), ...texts);
    const function_ = FUNCTIONS[name];
    if (!function_) throw new Error(`no function ${name}`);
    return function_(...texts);
  }

  private code(name: string, node: XmlElement): boolean | string {
    return this.codes.call(name, this.codedOf(node));
  }

  private codedOf(node: XmlElement): Coded {
    const path: string[] = [];
    for (let current: XmlElement | null = node; current && path.length < this.codes.longest; current = current.parent) {
      path.unshift(this.catalog.name(current.namespaceUri, current.name));
    }
    const attributes = new Map(node.attrs.filter((each) => !each.namespaceUri).map((each) => [each.name, each.value]));
    return { path, attribute: (local) => attributes.get(local) ?? "" };
  }

  private evidence(value: Compiled | string | null, node: XmlElement): string {
    if (!value) return "";
    return String(typeof value === "string" ? this.code(value, node) : evaluate(value, node));
  }
}

/** The prefixes that an expression uses: libxml2-wasm registers what it is given anew at every evaluation. */
function namesIn(expression: string, namespaces: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(namespaces).filter(([prefix]) => expression.includes(`${prefix}:`)));
}

function evaluate(compiled: Compiled | null, node: XmlElement): ReturnType<XmlElement["eval"]> {
  if (compiled === null) throw new Error("nothing to run");
  if (compiled instanceof Error) throw compiled;
  return node.eval(compiled);
}

function elementsFound(result: ReturnType<XmlElement["eval"]>): XmlElement[] {
  return Array.isArray(result) ? result.filter((node) => node instanceof XmlElement) : [];
}

function reason(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The way from the root to an element, as positions among element siblings. */
function ordinalsOf(node: XmlElement): number[] {
  const way: number[] = [];
  for (let current = node, parent = node.parent; parent; current = parent, parent = parent.parent) {
    let position = 0;
    for (let before = current.prev; before; before = before.prev) if (before instanceof XmlElement) position += 1;
    way.unshift(position);
  }
  return way;
}
