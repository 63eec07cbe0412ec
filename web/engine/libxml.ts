// SPDX-License-Identifier: MIT
/**
 * Stages 2 to 5 on libxml2-wasm: parse, validate against the schemas, run the rules.
 * Twin of schema_check.py, rule_check.py and parsing/recognise.py.
 */

import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  XmlError,
  XmlLibError,
  XmlXPath,
  XsdValidator,
  xmlRegisterInputProvider,
} from "libxml2-wasm";
import type { Catalog } from "./catalog.ts";
import type { Root, Severity } from "./types.ts";

const BASE = "plokit:///";
/** The text is decoded already, so what its declaration says of encoding no longer counts. */
const OPTIONS: ParseOption = ParseOption.XML_PARSE_HUGE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_IGNORE_ENC;

export interface Complaint {
  message: string;
  path: string;
}

export interface Hit {
  rule: string;
  severity: Severity;
  ordinals: number[];
  value: string;
  crash: string;
}

export interface Recognition {
  standard: string | null;
  messageType: string | null;
  version: string | null;
  schemas: string[];
  knownRoot: boolean;
}

export const UNKNOWN: Recognition = { standard: null, messageType: null, version: null, schemas: [], knownRoot: false };

/** The first thing libxml2 said against a text. */
export class NotWellFormed extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

type Compiled = XmlXPath | Error;
interface CompiledAssert {
  id: string;
  severity: Severity;
  test: Compiled;
  value: Compiled | null;
}

export class LibXml {
  private readonly validators = new Map<string, XsdValidator>();
  private rules: { context: Compiled; asserts: CompiledAssert[] }[][] | null = null;

  constructor(private readonly catalog: Catalog) {
    const encoder = new TextEncoder();
    const texts = Object.entries(catalog.data.schemas).map(([name, text]) => [BASE + name, encoder.encode(text)]);
    xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(texts)));
  }

  /** Parse text that is known to hold no document type. The caller disposes of the document. */
  parse(text: string): XmlDocument {
    try {
      return XmlDocument.fromString(text, { option: OPTIONS });
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      const detail = error instanceof XmlLibError ? error.details[0] : undefined;
      throw new NotWellFormed(detail?.message.trim() ?? error.message, detail?.line ?? 1, detail?.col ?? 1);
    }
  }

  /** Say what a document holds, from names and namespaces alone. */
  recognise(document: XmlDocument): Recognition {
    const root = document.root;
    const known = this.catalog.roots.get(this.prefixed(root));
    if (!known) return UNKNOWN;
    const schema = this.schemaOf(root);
    if (!known.envelope) return this.named(root, known, [schema]);
    const payload = firstPayload(root);
    const inner = payload ? this.catalog.roots.get(this.prefixed(payload)) : undefined;
    const schemas = [schema, this.catalog.data.schema_of[this.catalog.data.namespaces["b64"] ?? ""] ?? ""];
    if (!payload || !inner) {
      return { standard: known.standard, messageType: known.name, version: known.version, schemas, knownRoot: true };
    }
    return this.named(payload, inner, [...schemas, this.schemaOf(payload)]);
  }

  private named(node: XmlElement, known: Root, schemas: string[]): Recognition {
    const inside = new Set(elementsOf(node).map((child) => this.prefixed(child)));
    const child = known.child?.find((option) => inside.has(option.element));
    return {
      standard: known.standard,
      messageType: child?.name ?? known.name,
      version: known.version,
      schemas: [...new Set(schemas)],
      knownRoot: true,
    };
  }

  private prefixed(node: XmlElement): string {
    return this.catalog.name(node.namespaceUri, node.name);
  }

  private schemaOf(node: XmlElement): string {
    return this.catalog.data.schema_of[node.namespaceUri] ?? "";
  }

  /** libxml2's complaints against the named schemas, in its own order. */
  complaints(document: XmlDocument, schemas: string[]): Complaint[] {
    try {
      this.validator(schemas).validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return error.details.map((detail) => ({ message: detail.message.trim(), path: detail.xpath ?? "" }));
    }
  }

  private validator(schemas: string[]): XsdValidator {
    const key = schemas.join(" ");
    let validator = this.validators.get(key);
    if (!validator) {
      const namespaceOf = new Map(Object.entries(this.catalog.data.schema_of).map(([uri, name]) => [name, uri]));
      const imports = schemas
        .map((name) => `<xs:import namespace="${namespaceOf.get(name) ?? ""}" schemaLocation="${name}"/>`)
        .join("");
      const driver = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports}</xs:schema>`;
      const document = XmlDocument.fromString(driver, { url: `${BASE}driver.xsd` });
      try {
        validator = XsdValidator.fromDoc(document);
      } finally {
        document.dispose();
      }
      this.validators.set(key, validator);
    }
    return validator;
  }

  /** Rules that did not hold, in the order of the rule files. */
  hits(document: XmlDocument): Hit[] {
    this.rules ??= this.compileRules();
    const found: Hit[] = [];
    for (const pattern of this.rules) {
      const taken = new Set<string>();
      for (const { context, asserts } of pattern) {
        let nodes: XmlElement[];
        try {
          nodes = elementsFound(evaluate(context, document.root));
        } catch (error) {
          for (const { id } of asserts) found.push({ rule: id, severity: "feil", ordinals: [], value: "", crash: reason(error) });
          continue;
        }
        for (const node of nodes) {
          const ordinals = ordinalsOf(node);
          if (pattern.length > 1) {
            const mark = ordinals.join(".");
            if (taken.has(mark)) continue;
            taken.add(mark);
          }
          for (const item of asserts) {
            const hit = run(item, node, ordinals);
            if (hit) found.push(hit);
          }
        }
      }
    }
    return found;
  }

  private compileRules(): { context: Compiled; asserts: CompiledAssert[] }[][] {
    return this.catalog.data.patterns.map((pattern) =>
      pattern.map((rule) => ({
        context: this.xpath(rule.context),
        asserts: rule.asserts.map((item) => ({
          id: item.id,
          severity: item.severity,
          test: this.xpath(`boolean(${item.test})`),
          value: item.value ? this.xpath(`string(${item.value})`) : null,
        })),
      })),
    );
  }

  private xpath(expression: string): Compiled {
    try {
      return XmlXPath.compile(expression, namesIn(expression, this.catalog.data.namespaces));
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** The prefixes that an expression uses: libxml2-wasm registers what it is given anew at every evaluation. */
function namesIn(expression: string, namespaces: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(namespaces).filter(([prefix]) => expression.includes(`${prefix}:`)));
}

function run(item: CompiledAssert, node: XmlElement, ordinals: number[]): Hit | null {
  try {
    if (evaluate(item.test, node)) return null;
    const value = item.value ? String(evaluate(item.value, node)) : "";
    return { rule: item.id, severity: item.severity, ordinals, value, crash: "" };
  } catch (error) {
    return { rule: item.id, severity: "feil", ordinals, value: "", crash: reason(error) };
  }
}

function evaluate(compiled: Compiled, node: XmlElement): ReturnType<XmlElement["eval"]> {
  if (compiled instanceof Error) throw compiled;
  return node.eval(compiled);
}

function elementsFound(result: ReturnType<XmlElement["eval"]>): XmlElement[] {
  return Array.isArray(result) ? result.filter((node) => node instanceof XmlElement) : [];
}

function reason(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function elementsOf(node: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let child = node.firstChild; child; child = child.next) if (child instanceof XmlElement) found.push(child);
  return found;
}

function firstPayload(root: XmlElement): XmlElement | undefined {
  let node: XmlElement | undefined = root;
  for (const name of ["Document", "RefDoc", "Content"]) node = node && elementsOf(node).find((child) => child.name === name);
  return node && elementsOf(node)[0];
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
