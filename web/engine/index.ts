// SPDX-License-Identifier: MIT
/**
 * The walk of a message in the browser, in the same numbered stages as src/plokit/check.py:
 * bytes → text → tree → which message → schema → rules → words → report.
 */

import type { XmlDocument } from "libxml2-wasm";
import { Catalog } from "./catalog.ts";
import { cleanText, decode, tooLarge } from "./decode.ts";
import { spliced } from "./edits.ts";
import { explainComplaints, unknownMessage } from "./explain.ts";
import { LibXml, NotWellFormed, UNKNOWN } from "./libxml.ts";
import { Message } from "./message.ts";
import { factsOf, problem } from "./problem.ts";
import { ruleRemedies } from "./ruleMending.ts";
import type { Hit } from "./rules.ts";
import { scan } from "./scanner.ts";
import { Node } from "./tree.ts";
import type { Bundle, Finding, Problem, Remedy, Report } from "./types.ts";
import { Wording, xpathOf } from "./wording.ts";

export interface Engine {
  validate(input: Uint8Array | string, path?: string | null): Report;
}

/** Make an engine from a compiled bundle. */
export function createEngine(bundle: Bundle): Engine {
  const catalog = new Catalog(bundle);
  const libxml = new LibXml(catalog);
  return { validate: (input, path = null) => new Walk(catalog, libxml, path).run(input) };
}

class Walk {
  private readonly words: Wording;
  private text = "";
  private light: Node | Problem | null = null;
  /** XPaths where the schema has spoken: rules are silent there. */
  private readonly faulted = new Set<string>();
  private readonly silent: Finding[] = [];
  private recognised = UNKNOWN;
  private readonly findings: { offset: number; finding: Finding; remedies: Remedy[] }[] = [];

  constructor(
    private readonly catalog: Catalog,
    private readonly libxml: LibXml,
    private readonly path: string | null,
    /** False on the walk that proves a remedy, which has none to offer itself. */
    private readonly offers = true,
  ) {
    this.words = new Wording(catalog);
  }

  run(input: Uint8Array | string): Report {
    const document = this.stage("lesing", () => this.read(input));
    if (document) {
      try {
        this.recognised = this.stage("gjenkjenning", () => this.libxml.recognise(document)) ?? UNKNOWN;
        if (this.recognised.knownRoot) {
          this.stage("skjemakontroll", () => this.schema(document));
          this.stage("regelkontroll", () => this.rules(document));
        } else {
          this.stage("gjenkjenning", () => this.add(unknownMessage(this.root(), this.message(), "rot")));
        }
      } finally {
        document.dispose();
      }
    }
    return this.report();
  }

  private message(): Message {
    const { standard, version } = this.recognised;
    return new Message(this.text, this.catalog, standard ? `${standard} ${version ?? ""}` : "");
  }

  /** Run one stage. A crash becomes a finding of its own. */
  private stage<T>(name: string, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      this.add(problem("KIT-STEG", 0, "", "", factsOf({ value: name, detail })));
      return null;
    }
  }

  // Stages 1 and 2: bytes to text, text to tree

  private read(input: Uint8Array | string): XmlDocument | null {
    const limit = this.catalog.data.limits.bytes;
    const decoded = typeof input === "string" ? this.readText(input, limit) : decode(input, limit);
    if (typeof decoded !== "string") {
      if (typeof input !== "string" && decoded.offset) this.text = new TextDecoder().decode(input);
      this.add(decoded);
      return null;
    }
    this.text = decoded;
    if (decoded.includes("<!DOCTYPE")) {
      const fault = this.tree();
      if (!(fault instanceof Node)) {
        this.add(fault);
        return null;
      }
    }
    try {
      return this.libxml.parse(decoded);
    } catch (error) {
      if (!(error instanceof NotWellFormed)) throw error;
      const fault = this.tree();
      this.add(
        fault instanceof Node
          ? problem("XML-SYNTAKS", this.offset(error.line, error.column), "", "", factsOf({ detail: error.message }))
          : fault,
      );
      return null;
    }
  }

  private readText(input: string, limit: number): string | Problem {
    const text = cleanText(input);
    const large = text.length > limit / 4 ? tooLarge(new TextEncoder().encode(text).length, limit) : null;
    return large ?? text;
  }

  private tree(): Node | Problem {
    this.light ??= scan(this.text, this.catalog.data.limits.depth);
    return this.light;
  }

  private root(): Node {
    const tree = this.tree();
    if (tree instanceof Node) return tree;
    throw new Error(`the scanner refuses what libxml2 accepts: ${tree.code}`);
  }

  private offset(line: number, column: number): number {
    let start = 0;
    for (let at = 1; at < line; at += 1) start = this.text.indexOf("\n", start) + 1;
    const before = Array.from(this.text.slice(start, start + 2 * column)).slice(0, Math.max(column - 1, 0));
    return Math.min(start + before.join("").length, this.text.length);
  }

  // Stages 3 to 5

  private schema(document: XmlDocument): void {
    const found = this.libxml.complaints(document, this.recognised.schemas);
    if (found.length === 0) return;
    for (const one of explainComplaints(found, this.root(), this.message())) {
      this.add(one);
      const element = one.xpath.split("/@")[0] ?? "";
      this.faulted.add(element).add(element.slice(0, Math.max(element.lastIndexOf("/"), 0)));
    }
  }

  private rules(document: XmlDocument): void {
    const scope = `${this.recognised.standard} ${this.recognised.version}`;
    for (const hit of this.libxml.hits(document, scope, Date.now())) this.rule(hit);
  }

  /** Keep what a rule found, unless the schema found a fault in the same element, its attributes or its children. */
  private rule(hit: Hit): void {
    const node = this.root().descend(hit.ordinals);
    const path = xpathOf(node, this.catalog);
    if (hit.crash) {
      this.add(problem("KIT-REGEL", node.start, path, "", factsOf({ value: hit.rule, detail: hit.crash })));
      return;
    }
    const facts = { value: hit.value, field: this.words.label(node), tag: node.local, parent: this.words.definite(node) };
    const one = problem(hit.rule, node.start, path, "", factsOf(facts), hit.severity);
    if (this.faulted.has(path)) {
      this.silent.push(this.words.ruleFinding(one, this.text));
      return;
    }
    const fix = this.catalog.data.register[hit.rule]?.fix;
    const remedies = fix ? ruleRemedies(fix, node, hit.value, this.message()) : [];
    this.findings.push({ offset: one.offset, finding: this.words.ruleFinding(one, this.text), remedies });
  }

  // Stage 6: words, proven remedies and report

  private add(one: Problem): void {
    this.findings.push({ offset: one.offset, finding: this.words.finding(one, this.text), remedies: one.remedies });
  }

  private report(): Report {
    const ordered = this.findings.sort((a, b) => a.offset - b.offset);
    const findings = ordered.map(({ finding }) => finding);
    const { proofs, proof_characters } = this.catalog.data.limits;
    if (this.offers && characters(this.text) <= proof_characters) this.offer(ordered, findings, proofs);
    return {
      path: this.path,
      standard: this.recognised.standard,
      message_type: this.recognised.messageType,
      version: this.recognised.version,
      valid: findings.every((finding) => finding.severity !== "feil"),
      findings,
    };
  }

  private offer(ordered: { finding: Finding; remedies: Remedy[] }[], findings: Finding[], budget: number): void {
    ordered.forEach(({ finding, remedies }, at) => {
      const tried = remedies.slice(0, budget);
      const index = tried.findIndex((remedy) => this.proven(remedy, finding, ordered));
      budget -= index < 0 ? tried.length : index + 1;
      const remedy = tried[index];
      if (remedy) findings[at] = { ...finding, fix: this.words.fix(remedy, this.text, finding.code) };
    });
  }

  /** True when the mended text is without the finding, and holds no feil that was not there already; see check.py. */
  private proven(remedy: Remedy, finding: Finding, before: { finding: Finding }[]): boolean {
    const [mended, lines] = spliced(this.text, remedy.edits);
    const after = new Walk(this.catalog, this.libxml, null, false).run(mended).findings;
    const old = counted([...before.map((one) => one.finding), ...this.silent]);
    const fresh = counted(after);
    const more = (one: Finding): boolean => (fresh.get(identity(one)) ?? 0) > (old.get(identity(one)) ?? 0);
    if ((fresh.get(identity(finding)) ?? 0) >= (old.get(identity(finding)) ?? 0)) return false;
    return after.every((one) => one.severity !== "feil" || !more(one) || (one.code.startsWith("XSD-") && !lines.has(one.line)));
  }
}

function identity({ code, title }: Finding): string {
  return `${code} ${title}`;
}

function counted(findings: Finding[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of findings) found.set(identity(one), (found.get(identity(one)) ?? 0) + 1);
  return found;
}

function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff]/g)?.length ?? 0);
}
