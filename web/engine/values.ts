// SPDX-License-Identifier: MIT
/** Say what is wrong with a value: empty, wrong form, impossible date, not allowed. Twin of explain/values.py. */

import { localOf, type Catalog } from "./catalog.ts";
import type { Message } from "./message.ts";
import { qualified, typeOf, valueType } from "./models.ts";
import { factsOf, joinWords, problem, trim } from "./problem.ts";
import type { Attribute, Node } from "./tree.ts";
import type { AttributeModel, ElementText, Facts, ModelType, Problem, Remedy } from "./types.ts";
import { ValueMender } from "./valueMending.ts";
import { nearest, Wording, xpathOf } from "./wording.ts";

const DATE = /^-?\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/;
const DATE_TIME = /^-?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const SHAPES: Record<string, RegExp[]> = { date: [DATE], dateTime: [DATE_TIME], union: [DATE, DATE_TIME] };
const VARIANTS: Record<string, string> = {
  date: "date",
  dateTime: "dateTime",
  boolean: "boolean",
  integer: "integer",
  decimal: "decimal",
  double: "decimal",
  gYear: "gYear",
  time: "time",
  base64Binary: "base64",
  anyURI: "uri",
  union: "ts",
};
const UNDECLARED: ModelType = { k: "s", b: "string", e: [], n: "" };

export class ValueJudge {
  private readonly catalog: Catalog;
  private readonly words: Wording;
  private readonly type: number | null;
  private readonly mender: ValueMender;

  constructor(
    private readonly node: Node,
    message: Message,
  ) {
    this.catalog = message.catalog;
    this.words = new Wording(this.catalog);
    this.type = typeOf(node, this.catalog);
    this.mender = new ValueMender(node, message);
  }

  /** What is wrong with the element's own text; `fixed` is the only value the schema allows, if it names one. */
  text(fixed: string | null): Problem {
    const { node } = this;
    const facts = { field: this.words.label(node), tag: node.local };
    const simple = valueType(this.type, this.catalog);
    const entry = this.words.entry(node);
    const found = this.judged(node.text, simple, fixed, facts, entry, node.start, xpathOf(node, this.catalog));
    return { ...found, remedies: this.mender.text(found.code, simple, fixed, entry) };
  }

  attribute(attribute: Attribute): Problem {
    const entry = this.attributeEntry(attribute.raw);
    const facts = { field: entry.name, tag: `@${attribute.raw}` };
    const name = this.attributeName(attribute);
    const declared = this.type === null ? undefined : this.catalog.data.types[this.type]?.a?.[name];
    const path = xpathOf(this.node, this.catalog, name);
    const found = this.judged(attribute.value, declared?.t ?? null, declared?.f ?? null, facts, entry, attribute.offset, path);
    return { ...found, remedies: this.mender.attribute(attribute, found.code, declared) };
  }

  missingAttribute(local: string): Problem {
    const entry = this.attributeEntry(local);
    const facts = { field: entry.name, example: entry.example ?? "…" };
    return this.aboutAttribute("XSD-ATTRIBUTT-MANGLER", local, "", this.mender.add(local), facts);
  }

  unknownAttribute(local: string): Problem {
    const models = (this.type === null ? undefined : this.catalog.data.types[this.type]?.a) ?? {};
    const allowed = Object.keys(models);
    const taken = new Set(this.node.attributes.map((attribute) => attribute.local));
    const close = nearest(local, allowed.map(localOf).filter((name) => !taken.has(name))) ?? onlyMissing(models, taken);
    const remedies = this.mender.renameAttribute(local, close);
    const expected = joinWords(allowed.map((name) => `@${name}`), this.catalog.words("og")) || this.catalog.words("ingen");
    if (close === null) return this.aboutAttribute("XSD-ATTRIBUTT-UKJENT", local, "", remedies, { expected });
    return this.aboutAttribute("XSD-ATTRIBUTT-UKJENT", local, "nesten", remedies, { near_tag: `@${close}`, expected });
  }

  private aboutAttribute(code: string, local: string, variant: string, remedies: Remedy[], facts: Facts): Problem {
    const found = this.node.attributes.find((attribute) => attribute.local === local);
    const path = xpathOf(this.node, this.catalog, found ? this.attributeName(found) : "");
    const around = { tag: `@${found?.raw ?? local}`, parent: this.words.definite(this.node), parent_tag: this.node.local };
    return { ...problem(code, found?.offset ?? this.node.start, path, variant, factsOf({ ...around, ...facts })), remedies };
  }

  private attributeEntry(raw: string): ElementText {
    return this.catalog.elementText(`@${localOf(raw)}`, qualified(this.node, this.catalog));
  }

  private attributeName(attribute: Attribute): string {
    return this.catalog.name(attribute.namespace, attribute.local);
  }

  /** Choose kind and variant from the declared type and the value itself. */
  private judged(
    value: string,
    simple: number | null,
    fixed: string | null,
    facts: Facts,
    entry: ElementText,
    offset: number,
    path: string,
  ): Problem {
    const given = { ...facts, value, example: entry.example ?? "…" };
    if (fixed !== null) return problem("XSD-VERDI", offset, path, "fast", factsOf({ ...given, expected: fixed }));
    const declared = (simple === null ? undefined : this.catalog.data.types[simple]) ?? UNDECLARED;
    if (!trim(value)) return problem("XSD-TOM", offset, path, "", factsOf(given));
    if (declared.e && declared.e.length > 0) {
      const expected = joinWords(declared.e, this.catalog.words("eller"));
      return problem("XSD-VERDI", offset, path, "", factsOf({ ...given, expected }));
    }
    return problem("XSD-TYPE", offset, path, variantOf(declared, trim(value)), factsOf(given));
  }
}

/** The attribute that an unknown one must stand for: the one required, the value, or the only one left. */
function onlyMissing(models: Record<string, AttributeModel>, taken: Set<string>): string | null {
  const entries = Object.entries(models).map(([name, { r }]) => ({ name: localOf(name), required: r }));
  if ([...taken].filter((name) => !entries.some((entry) => entry.name === name)).length !== 1) return null;
  const left = entries.filter(({ name }) => !taken.has(name));
  const missing = left.filter(({ required }) => required);
  if (missing.length === 1) return missing[0]?.name ?? null;
  if (left.some(({ name }) => name === "V")) return "V";
  return left.length === 1 ? (left[0]?.name ?? null) : null;
}

function variantOf(declared: ModelType, value: string): string {
  if (declared.n?.endsWith(":oid")) return "oid";
  const base = declared.b ?? "";
  if (SHAPES[base]?.some((shape) => shape.test(value))) return "umulig_dato";
  return VARIANTS[base] ?? "";
}
