// SPDX-License-Identifier: MIT
/** Walk content models: which type an element has, and which children its parent expects. Twin of explain/models.py. */

import type { Catalog } from "./catalog.ts";
import type { Node } from "./tree.ts";
import type { Particle } from "./types.ts";

export interface Slot {
  name: string;
  type: number;
  position: number;
  least: number;
  most: number;
  /** Marks a choice; negative when the choice may stay empty; 0 outside choices. */
  choice: number;
  choiceMost: number;
  fixed: string | null;
}

export function qualified(node: Node, catalog: Catalog): string {
  return catalog.name(node.namespace, node.local);
}

const flattened = new WeakMap<object, Slot[]>();

/** The places for children of a type, in order; flattened once for each type. */
export function slots(type: number | null | undefined, catalog: Catalog): Slot[] {
  const entry = type == null ? undefined : catalog.data.types[type];
  if (!entry?.p) return [];
  let found = flattened.get(entry);
  if (!found) {
    found = [];
    flatten(entry.p, 0, 0, -1, found);
    flattened.set(entry, found);
  }
  return found;
}

function flatten(particle: Particle, start: number, choice: number, choiceMost: number, found: Slot[]): number {
  const [kind, least, most] = particle;
  if (kind === "w") return start + 1;
  if (kind === "e") {
    const [, , , name, type, fixed] = particle;
    found.push({ name, type, position: start, least, most, choice, choiceMost, fixed });
    return start + 1;
  }
  const parts = particle[3];
  if (kind === "c") {
    const mark = choice || found.length + 1;
    const optional = least === 0 || parts.some((part) => part[1] === 0);
    return Math.max(...parts.map((part) => flatten(part, start, optional ? -mark : mark, most, found)));
  }
  let position = start;
  for (const part of parts) position = flatten(part, position, choice, choiceMost, found);
  return position;
}

/** The index of an element's declared type, found from the root down. */
export function typeOf(node: Node, catalog: Catalog): number | null {
  const way = [node];
  for (let parent = node.parent; parent; parent = parent.parent) way.unshift(parent);
  let current: number | null = catalog.data.elements[qualified(way[0] ?? node, catalog)] ?? null;
  for (const child of way.slice(1)) {
    const name = qualified(child, catalog);
    const slot = slots(current, catalog).find((known) => known.name === name);
    if (slot) current = slot.type;
    else if (current !== null && hasWildcard(catalog.data.types[current]?.p)) current = catalog.data.elements[name] ?? null;
    else return null;
  }
  return current;
}

export function hasWildcard(particle: Particle | null | undefined): boolean {
  if (!particle || particle[0] === "e") return false;
  return particle[0] === "w" || particle[3].some(hasWildcard);
}

/** The simple type of an element's text, or null when it has child elements. */
export function valueType(type: number | null, catalog: Catalog): number | null {
  if (type === null) return null;
  const entry = catalog.data.types[type];
  return entry?.k === "s" ? type : (entry?.s ?? null);
}

/** The only global element that has `name` as a child, if there is exactly one. */
export function homeOf(name: string, catalog: Catalog): string | null {
  const homes = Object.entries(catalog.data.elements)
    .filter(([, type]) => slots(type, catalog).some((slot) => slot.name === name))
    .map(([element]) => element);
  return homes.length === 1 ? (homes[0] ?? null) : null;
}
