// SPDX-License-Identifier: MIT
/** Changes that may mend what a rule complains of; what to do is data. Twin of explain/rule_mending.py. */

import * as edits from "./edits.ts";
import type { Message } from "./message.ts";
import { trim } from "./problem.ts";
import type { Node } from "./tree.ts";
import type { Splice, Remedy, RuleFix } from "./types.ts";

/** The remedy that a rule's `fix` describes, for its context element and its evidence, if it fits there. */
export function ruleRemedies(fix: RuleFix, node: Node, value: string, message: Message): Remedy[] {
  const changes = changesOf(fix, node, value, message);
  return changes.length > 0 ? [{ key: "", edits: changes, facts: { value } }] : [];
}

function changesOf(fix: RuleFix, node: Node, value: string, message: Message): Splice[] {
  const { text } = message;
  const name = fix.attribute ?? "";
  const attribute = node.attributes.find(({ raw }) => raw === name);
  const plain = edits.plain(text, node);
  const wanted = (fix.value ?? "").replaceAll("{value}", () => value);
  if (fix.do === "set" && wanted) {
    return [attribute ? edits.setValue(text, attribute, wanted) : edits.addAttribute(text, node, name, wanted)];
  }
  if (fix.do === "text" && wanted && plain) return [edits.setText(node, wanted)];
  if (fix.do === "uuid" && plain) return [edits.setText(node, message.fresh(node.start))];
  if (fix.do === "remove" && edits.empty(node)) return [edits.remove(text, node)];
  if (fix.do === "trim" && attribute) return [edits.setValue(text, attribute, trimmed(attribute.value))];
  if (fix.do === "trim" && fix.attribute === undefined && !trim(node.text)) {
    return node.attributes.map((one) => edits.setValue(text, one, trimmed(one.value)));
  }
  if (fix.do === "trim" && plain && fix.attribute === undefined) return [edits.setText(node, trimmed(node.text))];
  if (fix.do === "unset" && attribute && !trim(attribute.value)) return [edits.unset(text, attribute)];
  return [];
}

/** A value without blanks at the ends, and with single blanks inside. */
function trimmed(value: string): string {
  return value.replace(/[ \t\r\n]+/g, " ").replace(/^ +| +$/g, "");
}
