// SPDX-License-Identifier: MIT
/**
 * Stages 2 to 4 on libxml2-wasm: parse and validate against the schemas.
 * Twin of schema_check.py and parsing/recognise.py.
 */

import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  XmlError,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from "libxml2-wasm";
import type { Catalog } from "./catalog.ts";
import { RuleBook, type Hit } from "./rules.ts";
import type { Root } from "./types.ts";

const BASE = "plokit:///";
/** The text is decoded already, so what its declaration says of encoding no longer counts. */
const OPTIONS: ParseOption = ParseOption.XML_PARSE_HUGE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_IGNORE_ENC;

export interface Complaint {
  message: string;
  path: string;
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

export class LibXml {
  private readonly validators = new Map<string, XsdValidator>();
  private readonly rules: RuleBook;

  constructor(private readonly catalog: Catalog) {
    this.rules = new RuleBook(catalog);
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

  /** Rules for a standard (`PLO 1.6`; "" for all) that did not hold, in the order of the rule files. */
  hits(document: XmlDocument, scope: string, now: number): Hit[] {
    return this.rules.hits(document, scope, now);
  }
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
