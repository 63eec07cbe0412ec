// SPDX-License-Identifier: MIT
/** Changes that may mend what a rule complains of; what to do is data. Twin of explain/rule_mending.py. */

import { codeBook } from "./codes.ts";
import * as edits from "./edits.ts";
import { remedy } from "./mending.ts";
import type { Message } from "./message.ts";
import { factsOf, trim } from "./problem.ts";
import { marked, wayTo } from "./skeleton.ts";
import type { Node } from "./tree.ts";
import type { Remedy, RuleFix, Splice } from "./types.ts";
import { nearest } from "./wording.ts";

const MOST_OFFERED = 3;

/** The remedies that a rule's `fix` describes, for its context element and its evidence, if they fit there. */
export function ruleRemedies(fix: RuleFix | RuleFix[], node: Node, value: string, message: Message): Remedy[] {
  return (Array.isArray(fix) ? fix : [fix]).flatMap((table) => {
    if (table.do === "code") return codeRemedies(node, message);
    if (table.do === "fill") return fillRemedies(node, message);
    const changes = changesOf(table, node, value, message);
    return changes.length > 0 ? [{ key: "", edits: changes, facts: { value } }] : [];
  });
}

function changesOf(fix: RuleFix, node: Node, value: string, message: Message): Splice[] {
  const { text } = message;
  const name = fix.attribute ?? "";
  const attribute = node.attributes.find(({ raw }) => raw === name);
  const plain = edits.plain(text, node);
  const wanted = (fix.value ?? "").replaceAll("{value}", () => value);
  if (fix.do === "set" && wanted) return [setOrAdd(text, node, name, wanted)];
  if (fix.do === "text" && wanted && plain) return [edits.setText(node, wanted)];
  if (fix.do === "uuid" && plain) return [edits.setText(node, message.fresh(node.start))];
  if (fix.do === "remove" && edits.empty(node)) return [edits.remove(text, node)];
  if (fix.do === "trim" && attribute) return [edits.setValue(text, attribute, trimmed(attribute.value))];
  if (fix.do === "trim" && !name && !trim(node.text)) {
    return node.attributes.map((one) => edits.setValue(text, one, trimmed(one.value)));
  }
  if (fix.do === "trim" && plain && !name) return [edits.setText(node, trimmed(node.text))];
  if (fix.do === "unset" && attribute && !trim(attribute.value)) return [edits.unset(text, attribute)];
  return [];
}

function setOrAdd(text: string, node: Node, name: string, value: string): Splice {
  const attribute = node.attributes.find(({ raw }) => raw === name);
  return attribute ? edits.setValue(text, attribute, value) : edits.addAttribute(text, node, name, value);
}

/** A value without blanks at the ends, and with single blanks inside. */
function trimmed(value: string): string {
  return value.replace(/[ \t\r\n]+/g, " ").replace(/^ +| +$/g, "");
}

/** An element and all below it, in document order. */
function family(node: Node): Node[] {
  return [node, ...node.children.flatMap(family)];
}

/** Write the code that was meant, in an element or below it, where the code is not that of the text beside it. */
function codeRemedies(node: Node, message: Message): Remedy[] {
  const found: Remedy[] = [];
  for (const coded of family(node)) {
    const lists = codeBook(message.catalog).of(wayTo(coded, message.catalog), message.version);
    const given = (name: string): string => trimmed(coded.attributes.find(({ raw }) => raw === name)?.value ?? "");
    const meant = codeMeant(given("V"), given("DN"), lists.map(({ values }) => values));
    if (meant === null || meant === given("V")) continue;
    const change = setOrAdd(message.text, coded, "V", meant);
    found.push(remedy("rett kode", [change], factsOf({ tag: coded.local, near: meant })));
  }
  return found.slice(0, MOST_OFFERED);
}

/** The only code that has the text, or else the only one that is nearly the code; null when there is none. */
function codeMeant(code: string, text: string, lists: Map<string, string>[]): string | null {
  const entries = lists.flatMap((values) => [...values]);
  const texts = new Set(entries.filter(([, words]) => text && words.toLowerCase() === text.toLowerCase()).map(([known]) => known));
  if (texts.size === 1) return [...texts][0] ?? null;
  const known = entries.map(([other]) => other);
  if (!code || known.includes(code)) return null;
  const alike = [...new Set(known.filter((other) => other.toLowerCase() === code.toLowerCase()))];
  return alike.length === 1 ? (alike[0] ?? null) : nearest(code, known);
}

/** Write an example in an element below this one that is there and empty. */
function fillRemedies(node: Node, message: Message): Remedy[] {
  const found: Remedy[] = [];
  for (const leaf of family(node).slice(1)) {
    if (leaf.attributes.length > 0 || !edits.empty(leaf) || !edits.plain(message.text, leaf)) continue;
    const way = wayTo(leaf, message.catalog);
    const example = message.catalog.elementText(way.at(-1) ?? "", way.at(-2)).example;
    if (!example) continue;
    const value = marked(example);
    found.push(remedy("fyll ut", [edits.setText(leaf, value)], factsOf({ tag: leaf.local, value })));
  }
  return found.slice(0, MOST_OFFERED);
}
