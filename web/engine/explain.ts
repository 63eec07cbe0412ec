// SPDX-License-Identifier: MIT
/** Turn libxml2's complaints into problems: one per mistake, at the true place. Twin of explain/schema.py. */

import { localOf, type Catalog } from "./catalog.ts";
import { ContentJudge } from "./content.ts";
import type { Complaint } from "./libxml.ts";
import { ContentMender, rootNamespace, rootRename } from "./mending.ts";
import type { Message } from "./message.ts";
import { qualified, slots, typeOf } from "./models.ts";
import { factsOf, problem } from "./problem.ts";
import type { Node } from "./tree.ts";
import type { Problem } from "./types.ts";
import { ValueJudge } from "./values.ts";
import { nearest, Wording, xpathOf } from "./wording.ts";

const ASTRAY = ["XSD-UKJENT", "XSD-GJENTATT", "XSD-INNHOLD"];
const MISSPELT = "XSD-ATTRIBUTT-UKJENT";
const STEP = /^(?:(\*)|([^[\]]+))(?:\[(\d+)\])?$/;

/** One problem per mistake, for complaints about the message whose light tree is `root`. */
export function explainComplaints(found: Complaint[], root: Node, message: Message): Problem[] {
  const problems = new Map<string, Problem>();
  const seen = new Map<Node, Set<string>>();
  for (const complaint of found) {
    const [kind, local] = sort(complaint.message, message.catalog);
    const node = locate(complaint.path, root);
    const marks = seen.get(node) ?? new Set<string>();
    seen.set(node, marks);
    const mark = `${kind === "attribute" ? "value" : kind}@${local}`;
    if (marks.has(mark)) continue;
    marks.add(mark);
    const one = explain(kind, local, complaint, node, message);
    const key = `${one.code} ${one.xpath} ${one.offset}`;
    if (!problems.has(key)) problems.set(key, one);
  }
  return withoutEchoes([...problems.values()]);
}

/** Leave out what only another problem causes: what is missing because it stands elsewhere, or is misspelt. */
function withoutEchoes(problems: Problem[]): Problem[] {
  const elsewhere = new Set(problems.filter((p) => p.remedies[0]?.key === "flytt hjem").map((p) => p.facts["tag"]));
  const strayed = new Set(problems.filter((p) => p.variant === "annet_sted").map((p) => p.offset));
  const renamed = problems.filter((p) => p.code === MISSPELT);
  const echo = ({ code, facts, offset, xpath }: Problem): boolean => {
    if (code === "XSD-ATTRIBUTT-MANGLER") {
      return renamed.some((p) => p.facts["near_tag"] === facts["tag"] && p.xpath.slice(0, Math.max(p.xpath.lastIndexOf("/@"), 0)) === xpath);
    }
    if (ASTRAY.includes(code)) return strayed.has(offset);
    return code === "XSD-MANGLER" && facts["tag"] !== undefined && elsewhere.has(facts["tag"]);
  };
  return problems.filter((one) => !echo(one));
}

/** The class of a complaint, and the local name of the attribute it is about, if any. */
function sort(message: string, catalog: Catalog): [string, string] {
  for (const { kind, pattern } of catalog.data.messages) {
    const match = new RegExp(pattern).exec(message);
    if (match) return [kind, (match[1] ?? "").replace(/^\{[^}]*\}/, "")];
  }
  return ["other", ""];
}

/** The element that a libxml2 node path names; of an attribute path, its element. */
function locate(path: string, root: Node): Node {
  let node: Node | null = null;
  for (const step of path.split("/").slice(1)) {
    const match = STEP.exec(step);
    if (!match || step.startsWith("@") || step.startsWith("text()")) break;
    let family: Node[] = node ? node.children : [root];
    if (match[2] !== undefined) family = family.filter((child) => child.raw === match[2]);
    const next: Node | undefined = family[Number(match[3] ?? 1) - 1];
    if (!next) break;
    node = next;
  }
  return node ?? root;
}

function explain(kind: string, local: string, complaint: Complaint, node: Node, message: Message): Problem {
  const { catalog } = message;
  const words = new Wording(catalog);
  const path = xpathOf(node, catalog);
  if (kind === "content" && node.parent) return new ContentJudge(node.parent, message).judge(node.parent.children.indexOf(node));
  if (kind === "missing") return new ContentJudge(node, message).judge(null);
  if (kind === "wildcard") return unknownMessage(node, message, "innhold");
  if (kind === "attribute-missing") return new ValueJudge(node, message).missingAttribute(local);
  if (kind === "attribute-unknown") return new ValueJudge(node, message).unknownAttribute(local);
  if (kind === "attribute") {
    const attribute = node.attributes.find((known) => known.local === local);
    if (attribute) return new ValueJudge(node, message).attribute(attribute);
  }
  if (kind === "value" || kind === "fixed") {
    return new ValueJudge(node, message).text(kind === "fixed" ? fixedValue(node, catalog) : null);
  }
  if (kind === "text") {
    const facts = factsOf({ parent: words.definite(node), parent_tag: node.local, value: node.text });
    return problem("XSD-TEKST", node.start, path, "", facts);
  }
  if (kind === "children") {
    const child = node.children[0] ?? node;
    const facts = { field: words.label(child), tag: child.local, parent: words.definite(node), parent_tag: node.local };
    const remedies = new ContentMender(node, message).leave(child);
    return { ...problem("XSD-INNHOLD", child.start, xpathOf(child, catalog), "", factsOf(facts)), remedies };
  }
  const detail = complaint.message.replace(/\{[^}]*\}/g, "");
  return problem("XSD-ANNET", node.start, path, "", factsOf({ detail, tag: node.local }));
}

function fixedValue(node: Node, catalog: Catalog): string | null {
  if (!node.parent) return null;
  const name = qualified(node, catalog);
  return slots(typeOf(node.parent, catalog), catalog).find((slot) => slot.name === name)?.fixed ?? null;
}

/** A root element that the kit does not know; `navnerom` when the name is known in another namespace. */
export function unknownMessage(node: Node, message: Message, variant: string): Problem {
  const { catalog } = message;
  const homes = [...catalog.roots.keys()]
    .filter((name) => localOf(name) === node.local)
    .map((name) => catalog.data.namespaces[name.slice(0, name.indexOf(":"))] ?? "");
  const known = homes.length > 0;
  const right = homes.length === 1 ? (homes[0] ?? null) : nearest(node.namespace, homes);
  let remedies = right ? rootNamespace(node, right, message.text) : [];
  const start = `${catalog.prefixOf.get(node.namespace) ?? "None"}:`;
  const close = known ? null : nearest(node.local, [...catalog.roots.keys()].filter((name) => name.startsWith(start)).map(localOf));
  if (close !== null) remedies = rootRename(node, close);
  const facts = factsOf({ tag: node.local, value: node.namespace || catalog.words("ingen") });
  return { ...problem("XSD-MELDINGSTYPE", node.start, xpathOf(node, catalog), known ? "navnerom" : variant, facts), remedies };
}
