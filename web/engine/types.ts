// SPDX-License-Identifier: MIT
/** The shapes shared by the engine and the widgets: the published report, and the compiled bundle. */

export type Severity = "feil" | "advarsel" | "merknad";

/** One replacement of text: positions count characters from 1, the end is not included. */
export interface Edit {
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly text: string;
}

/** What a finding offers to do about itself. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Finding {
  code: string;
  severity: Severity;
  line: number;
  column: number;
  xpath: string;
  title: string;
  explanation: string;
  remedy: string;
  consequence: string | null;
  source: string | null;
  fix: Fix | null;
}

/** Start, end (in UTF-16 units) and new text. */
export type Splice = [start: number, end: number, fresh: string];

/** A change that should mend a problem, before it is proven and has words. An empty key: the title is the rule's. */
export interface Remedy {
  key: string;
  edits: Splice[];
  facts: Facts;
}

/** What the register says of how a rule is mended. */
export interface RuleFix {
  do: "set" | "text" | "uuid" | "remove" | "trim" | "unset" | "code" | "fill";
  attribute?: string;
  value?: string;
}

export interface Report {
  path: string | null;
  standard: string | null;
  message_type: string | null;
  version: string | null;
  valid: boolean;
  findings: Finding[];
}

/** A finding before it has words. `offset` counts UTF-16 units from the start of the text. */
export interface Problem {
  code: string;
  offset: number;
  xpath: string;
  severity: Severity;
  variant: string;
  facts: Facts;
  remedies: Remedy[];
}

export type Facts = Record<string, string>;

/** ["s"|"c", min, max, particles] · ["e", min, max, name, type, fixed] · ["w", min, max]; -1 is unbounded. */
export type Particle =
  | ["s" | "c", number, number, Particle[]]
  | ["e", number, number, string, number, string | null]
  | ["w", number, number];

export interface AttributeModel {
  t: number;
  r: boolean;
  f: string | null;
}

export interface ModelType {
  k: "c" | "s";
  p?: Particle | null;
  a?: Record<string, AttributeModel>;
  s?: number | null;
  b?: string;
  e?: string[];
  n?: string;
}

export interface ElementText {
  name: string;
  the?: string;
  text: string;
  write?: string;
  example?: string;
}

export interface Words {
  title: string;
  explanation: string;
  remedy: string;
  consequence?: string;
  fix?: string;
}

export interface Root {
  element: string;
  standard: string;
  name: string;
  version: string;
  envelope?: boolean;
  child?: { element: string; name: string; type: string }[];
}

export interface RuleAssert {
  id: string;
  severity: Severity;
  test: string;
  call: string[] | null;
  value: string;
}

export interface CodeFile {
  oid: string;
  name: string;
  excerpt?: boolean;
  value: { v: string; dn: string; also?: string[] }[];
  withdrawn?: { v: string; dn: string }[];
}

export interface Rule {
  context: string;
  asserts: RuleAssert[];
}

export interface Bundle {
  format: number;
  hash: string;
  limits: { bytes: number; depth: number; proofs: number; proof_characters: number };
  namespaces: Record<string, string>;
  roots: Root[];
  schemas: Record<string, string>;
  schema_of: Record<string, string>;
  elements: Record<string, number>;
  types: ModelType[];
  messages: { kind: string; pattern: string }[];
  patterns: Rule[][];
  register: Record<string, { label: string; source: string; scope: string[]; fix?: RuleFix | RuleFix[] }>;
  codes: Record<string, CodeFile>;
  bindings: Record<string, string | string[] | Record<string, string | string[]>>;
  skeletons: { children: Record<string, string[]>; codes: Record<string, string>; values: Record<string, string> };
  persons: { series: { offset: number; name: string; reason: string; certain: boolean; shared: boolean }[] };
  texts: {
    elements: Record<string, ElementText>;
    kinds: Record<string, Words>;
    rules: Record<string, Words>;
    fixes: Record<string, string>;
    words: Record<string, string>;
  };
}
