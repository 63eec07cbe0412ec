// SPDX-License-Identifier: MIT
/** Named access to the compiled bundle. Twin of src/plokit/catalog/__init__.py. */

import type { Bundle, ElementText, Root } from "./types.ts";

export class Catalog {
  readonly prefixOf = new Map<string, string>();
  readonly roots = new Map<string, Root>();

  constructor(readonly data: Bundle) {
    for (const [prefix, uri] of Object.entries(data.namespaces)) this.prefixOf.set(uri, prefix);
    for (const root of data.roots) this.roots.set(root.element, root);
  }

  words(key: string): string {
    return this.data.texts.words[key] ?? key;
  }

  /** `prefix:local` with the canonical prefix, or the bare local name in an unknown namespace. */
  name(namespace: string, local: string): string {
    const prefix = this.prefixOf.get(namespace);
    return prefix ? `${prefix}:${local}` : local;
  }

  /** The text entry of an element or attribute below a parent; the most specific entry wins. */
  elementText(name: string, parent = ""): ElementText {
    const texts = this.data.texts.elements;
    const local = localOf(name);
    for (const key of [`${parent}/${local}`, `${localOf(parent)}/${local}`, name, local]) {
      const entry = Object.hasOwn(texts, key) ? texts[key] : undefined;
      if (entry) return entry;
    }
    return { name: local, text: "" };
  }
}

/** The part of a name after its last colon. */
export function localOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
