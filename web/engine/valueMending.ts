// SPDX-License-Identifier: MIT
/** Changes that may mend a value or an attribute; the check proves each. Twin of explain/value_mending.py. */

import { localOf, type Catalog } from "./catalog.ts";
import { corrected } from "./corrections.ts";
import * as edits from "./edits.ts";
import { remedy } from "./mending.ts";
import type { Message } from "./message.ts";
import { qualified, slots, typeOf } from "./models.ts";
import { factsOf, trim } from "./problem.ts";
import { Skeleton, wayTo } from "./skeleton.ts";
import type { Attribute, Node } from "./tree.ts";
import type { AttributeModel, ElementText, ModelType, Remedy } from "./types.ts";

export class ValueMender {
  private readonly catalog: Catalog;
  private readonly writer: Skeleton;

  constructor(
    private readonly node: Node,
    private readonly message: Message,
  ) {
    this.catalog = message.catalog;
    this.writer = new Skeleton(node, message, node.start);
  }

  private type(index: number): ModelType {
    const type = this.catalog.data.types[index];
    if (!type) throw new Error(`no type ${index}`);
    return type;
  }

  /** Write another text: the one that was meant, or an example where nothing stood. */
  text(code: string, simple: number | null, fixed: string | null, entry: ElementText): Remedy[] {
    const { node } = this;
    if (simple === null || !edits.plain(this.message.text, node)) return [];
    const tag = node.local;
    if (code === "XSD-TOM" && fixed === null) {
      const value = this.writer.value(simple, entry.example ?? "");
      const fill = remedy("fyll ut", [edits.setText(node, value)], factsOf({ tag, value }));
      if (!this.optional() || !edits.empty(node)) return [fill];
      return [remedy("ta bort tomt", [edits.remove(this.message.text, node)], factsOf({ tag })), fill];
    }
    const near = corrected(node.text, this.type(simple), fixed);
    if (near === null) return [];
    return [remedy("bytt verdi", [edits.setText(node, near)], factsOf({ tag, value: node.text, near }))];
  }

  /** True when the parent can do without this element. */
  private optional(): boolean {
    const { parent } = this.node;
    if (!parent) return false;
    const name = qualified(this.node, this.catalog);
    const found = slots(typeOf(parent, this.catalog), this.catalog).filter((slot) => slot.name === name);
    return found.length > 0 && found.every((slot) => slot.least === 0 || slot.choice < 0);
  }

  /** Write another value in an attribute, or take it away when it is empty and nobody needs it. */
  attribute(attribute: Attribute, code: string, declared: AttributeModel | undefined): Remedy[] {
    if (!declared) return [];
    const tag = `@${attribute.raw}`;
    const { text } = this.message;
    if (code === "XSD-TOM" && declared.f === null) {
      const value = this.writer.attributeValue(attribute.local, declared, wayTo(this.node, this.catalog));
      const fill = remedy("fyll ut", [edits.setValue(text, attribute, value)], factsOf({ tag, value }));
      return declared.r ? [fill] : [remedy("ta bort tomt", [edits.unset(text, attribute)], factsOf({ tag })), fill];
    }
    const near = corrected(attribute.value, this.type(declared.t), declared.f);
    if (near === null) return [];
    return [remedy("bytt verdi", [edits.setValue(text, attribute, near)], factsOf({ tag, value: attribute.value, near }))];
  }

  /** Write an attribute that is missing, with its only value or an example. */
  add(local: string): Remedy[] {
    const type = typeOf(this.node, this.catalog);
    const allowed = type === null ? {} : (this.type(type).a ?? {});
    const found = Object.entries(allowed).find(([name]) => localOf(name) === local);
    if (!found) return [];
    const [name, entry] = found;
    const value = entry.f || this.writer.attributeValue(name, entry, wayTo(this.node, this.catalog));
    const change = edits.addAttribute(this.message.text, this.node, this.writer.attributeName(name, new Map()), value);
    return [remedy("sett inn attributt", [change], factsOf({ tag: `@${local}`, value }))];
  }

  /** Write another name for an attribute, or take it away when it is empty. */
  renameAttribute(local: string, close: string | null): Remedy[] {
    const found = this.node.attributes.find((attribute) => attribute.local === local);
    if (!found) return [];
    const tag = `@${found.raw}`;
    if (close !== null && !found.namespace) {
      const facts = factsOf({ tag, near_tag: `@${close}` });
      return [remedy("gi nytt navn", [[found.offset, found.offset + found.raw.length, close]], facts)];
    }
    if (trim(found.value)) return [];
    return [remedy("ta bort tomt", [edits.unset(this.message.text, found)], factsOf({ tag }))];
  }
}
