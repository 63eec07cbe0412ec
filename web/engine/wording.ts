// SPDX-License-Identifier: MIT
/** Fill the texts of the bundle with the facts of one message. Twin of explain/wording.py. */

import type { Catalog } from "./catalog.ts";
import { capital } from "./problem.ts";
import { place, type Node } from "./tree.ts";
import type { Splice, ElementText, Facts, Finding, Fix, Problem, Remedy, Words } from "./types.ts";

export class Wording {
  constructor(private readonly catalog: Catalog) {}

  /** The plain name, as in «mangler meldings-id». */
  label(node: Node): string {
    return this.entry(node).name;
  }

  /** The plain name in definite form, as in «meldingshodet mangler». */
  definite(node: Node): string {
    return definiteOf(this.entry(node));
  }

  entry(node: Node): ElementText {
    const parent = node.parent ? this.catalog.name(node.parent.namespace, node.parent.local) : "";
    return this.catalog.elementText(this.catalog.name(node.namespace, node.local), parent);
  }

  /** A remedy as a finding's `fix`; the title of one without a key is that of the rule `code`. */
  fix(remedy: Remedy, text: string, code: string): Fix {
    const { fixes, rules } = this.catalog.data.texts;
    const words = remedy.key ? fixes[remedy.key] : rules[code]?.fix;
    if (words === undefined) throw new Error(`no title for ${remedy.key || code}`);
    return { title: put(words, remedy.facts), edits: remedy.edits.map((edit) => placed(text, edit)) };
  }

  /** Put words to a schema or reading problem. */
  finding(problem: Problem, text: string): Finding {
    const kinds = this.catalog.data.texts.kinds;
    const words = (problem.variant ? kinds[`${problem.code}.${problem.variant}`] : undefined) ?? kinds[problem.code];
    if (!words) throw new Error(`no text for ${problem.code}`);
    return filled(problem, words, text, null);
  }

  /** Put words to a rule that did not hold; the source comes from the register. */
  ruleFinding(problem: Problem, text: string): Finding {
    const entry = this.catalog.data.register[problem.code];
    const words = this.catalog.data.texts.rules[problem.code];
    if (!entry || !words) throw new Error(`no text for ${problem.code}`);
    return filled(problem, words, text, `${capital(entry.label)}: ${entry.source}`);
  }
}

export function definiteOf(entry: ElementText): string {
  return entry.the ?? entry.name;
}

function put(template: string, facts: Facts): string {
  return template.replace(/\{([A-Za-z_]+)\}/g, (_, name: string) => fact(name, facts));
}

function placed(text: string, [start, end, fresh]: Splice): Fix["edits"][number] {
  const [line, column] = place(text, start);
  const [end_line, end_column] = place(text, end);
  return { line, column, end_line, end_column, text: fresh };
}

function filled(problem: Problem, words: Words, text: string, source: string | null): Finding {
  const [line, column] = place(text, problem.offset);
  const { facts } = problem;
  return {
    code: problem.code,
    severity: problem.severity,
    line,
    column,
    xpath: problem.xpath,
    title: put(words.title, facts),
    explanation: put(words.explanation, facts),
    remedy: put(words.remedy, facts),
    consequence: words.consequence === undefined ? null : put(words.consequence, facts),
    source,
    fix: null,
  };
}

function fact(name: string, facts: Facts): string {
  const exact = facts[name];
  if (exact !== undefined) return exact;
  const lower = facts[name.charAt(0).toLowerCase() + name.slice(1)];
  return lower === undefined ? "…" : capital(lower);
}

/** An XPath 1.0 that selects this element (or attribute), with canonical prefixes. */
export function xpathOf(node: Node, catalog: Catalog, attribute = ""): string {
  const steps: string[] = [];
  for (let current: Node | null = node; current; current = current.parent) {
    const here = current;
    const prefix = catalog.prefixOf.get(here.namespace);
    let step = prefix ? `${prefix}:${here.local}` : `*[local-name()='${here.local}']`;
    const twins = (here.parent?.children ?? []).filter(
      (child) => child.local === here.local && (!prefix || child.namespace === here.namespace),
    );
    if (twins.length > 1) step += `[${twins.indexOf(here) + 1}]`;
    steps.unshift(step);
  }
  return `/${steps.join("/")}${attribute ? `/@${attribute}` : ""}`;
}

/** The only candidate within two edits (or that differs only in case), or null. */
export function nearest(word: string, candidates: string[]): string | null {
  const ranked = [...new Set(candidates)]
    .map((candidate): [number, string] => [distance(word.toLowerCase(), candidate.toLowerCase()), candidate])
    .sort(([a], [b]) => a - b);
  const [first, second] = ranked;
  if (!first || first[0] > (Array.from(word).length > 4 ? 2 : 1) || second?.[0] === first[0]) return null;
  return first[1];
}

/** Splice distance of two words (Levenshtein), in characters. */
function distance(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  let row = [0, ...b.map((_, at) => at + 1)];
  a.forEach((char, i) => {
    const next = [i + 1];
    b.forEach((other, j) => {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)));
    });
    row = next;
  });
  return row[b.length] ?? 0;
}
