// SPDX-License-Identifier: MIT
/** Changes that may mend the children of one element; the check proves each. Twin of explain/mending.py. */

import { align, noReading, placesOf, type Place } from "./align.ts";
import { localOf, type Catalog } from "./catalog.ts";
import * as edits from "./edits.ts";
import type { Message } from "./message.ts";
import { hasWildcard, qualified, slots, typeOf } from "./models.ts";
import { factsOf } from "./problem.ts";
import { prefixFor, prefixOf, Skeleton } from "./skeleton.ts";
import type { Node } from "./tree.ts";
import type { Splice, Facts, Remedy } from "./types.ts";

const MOST_OFFERED = 3;

export function remedy(key: string, changes: Splice[], facts: Facts): Remedy {
  return { key, edits: changes, facts };
}

export class ContentMender {
  private readonly catalog: Catalog;
  private readonly text: string;

  constructor(
    private readonly parent: Node,
    private readonly message: Message,
  ) {
    this.catalog = message.catalog;
    this.text = message.text;
  }

  /** Write what is missing before the child with that index: all of it, with example values. */
  insert(index: number, places: Place[]): Remedy[] {
    const writer = new Skeleton(this.parent, this.message, this.parent.children[index]?.start ?? this.parent.close);
    const most = Math.max(...places.map((place) => place.slots.length));
    const found: Remedy[] = [];
    for (let choice = 0; choice < Math.min(most, MOST_OFFERED); choice += 1) {
      const chosen = places.flatMap((place) => place.slots[Math.min(choice, place.slots.length - 1)] ?? []);
      const lines = chosen.flatMap((slot) => writer.lines(slot));
      const tag = [...new Set(chosen.map((slot) => localOf(slot.name)))].join(", ");
      found.push(remedy("sett inn", [edits.insertChild(this.text, this.parent, index, lines)], factsOf({ tag })));
    }
    return found;
  }

  /** Move a child so that it stands before the child with that index. */
  move(node: Node, before: number): Remedy[] {
    return [remedy("flytt", edits.move(this.text, node, this.parent, before), factsOf({ tag: node.local }))];
  }

  /** Take a child away when nothing is lost: it is empty, or another one is exactly like it. */
  drop(node: Node, alike: Node[]): Remedy[] {
    const facts = factsOf({ tag: node.local });
    const whole = this.text.slice(node.start, node.end);
    if (alike.some((other) => this.text.slice(other.start, other.end) === whole)) {
      return [remedy("ta bort like", [edits.remove(this.text, node)], facts)];
    }
    const blank = edits.empty(node) ? node : alike.find(edits.empty);
    return blank ? [remedy("ta bort tomt", [edits.remove(this.text, blank)], facts)] : [];
  }

  /** Write another name for an element, in the namespace of that name. */
  rename(node: Node, name: string): Remedy[] {
    const local = localOf(name);
    const prefix = prefixFor(this.catalog.data.namespaces[prefixOf(name)] ?? "", this.parent);
    if (prefix === null) return [];
    const facts = factsOf({ tag: node.local, near_tag: local });
    return [remedy("gi nytt navn", edits.rename(node, prefix ? `${prefix}:${local}` : local), facts)];
  }

  /** Put an element in the right namespace: at its own declaration, with another prefix, or with a new one. */
  namespace(node: Node, uri: string): Remedy[] {
    const facts = factsOf({ tag: node.local });
    const found: Remedy[] = [];
    const own = node.xmlns.get(prefixOf(node.raw));
    if (own) {
      const [start, end, quote] = edits.valueSpan(this.text, own[1]);
      found.push(remedy("navnerom", [[start, end, edits.escape(uri, quote)]], facts));
    }
    const prefix = prefixFor(uri, this.parent);
    if (prefix !== null) {
      const raw = prefix ? `${prefix}:${node.local}` : node.local;
      found.push(remedy("forkortelse", this.renamedFamily(node, raw), { ...facts, ...factsOf({ near_tag: raw }) }));
    } else if (!own) {
      const name = prefixOf(node.raw) ? `xmlns:${prefixOf(node.raw)}` : "xmlns";
      found.push(remedy("navnerom", [edits.addAttribute(this.text, node, name, uri)], facts));
    }
    return found;
  }

  /** Write another prefix for an element, and for those in it that share its wrong namespace. */
  private renamedFamily(node: Node, raw: string): Splice[] {
    const found = edits.rename(node, raw);
    const prefix = prefixOf(raw);
    const waiting = [...node.children];
    for (let child = waiting.pop(); child; child = waiting.pop()) {
      if (child.namespace !== node.namespace || prefixOf(child.raw) !== prefixOf(node.raw) || node.xmlns.size > 0) continue;
      found.push(...edits.rename(child, prefix ? `${prefix}:${child.local}` : child.local));
      waiting.push(...child.children);
    }
    return edits.inOrder(found);
  }

  private root(): Node {
    let root = this.parent;
    while (root.parent) root = root.parent;
    return root;
  }

  /** Move an element to the only place in the message that lacks it, or else the only one that has room. */
  goHome(node: Node): Remedy[] {
    const [needs, rooms] = this.homes(node);
    const chosen = needs.length > 0 ? needs : rooms;
    const [only] = chosen;
    if (!only || chosen.length !== 1) return [];
    const facts = factsOf({ tag: node.local, near_tag: only[0].local });
    return [remedy("flytt hjem", edits.move(this.text, node, ...only), facts)];
  }

  /** The other elements that lack one like this, and those that have room for one more, with the index. */
  homes(node: Node): [needs: [Node, number][], rooms: [Node, number][]] {
    const name = qualified(node, this.catalog);
    const rooms: [Node, number][] = [];
    const needs: [Node, number][] = [];
    const waiting = [this.root()];
    for (let home = waiting.pop(); home; home = waiting.pop()) {
      if (home === node) continue;
      waiting.push(...home.children);
      const room = home === this.parent ? null : this.room(home, name);
      if (room) (room[1] ? needs : rooms).push([home, room[0]]);
    }
    return [needs, rooms];
  }

  /** The only element of that name that stands where none of that name may, if there is exactly one. */
  stray(name: string): Node | null {
    const found: Node[] = [];
    const waiting = [this.root()];
    for (let home = waiting.pop(); home; home = waiting.pop()) {
      waiting.push(...home.children);
      const inside = home.children.filter(
        (child) =>
          qualified(child, this.catalog) === name && !(child.start <= this.parent.start && this.parent.start < child.end),
      );
      const type = inside.length > 0 ? typeOf(home, this.catalog) : null;
      if (type === null || hasWildcard(this.catalog.data.types[type]?.p)) continue;
      if (!slots(type, this.catalog).some((slot) => slot.name === name)) found.push(...inside);
    }
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** Move an element that strayed to here, before the child with that index. */
  fetch(node: Node, before: number): Remedy[] {
    const facts = factsOf({ tag: node.local, near_tag: this.parent.local });
    return [remedy("flytt hjem", edits.move(this.text, node, this.parent, before), facts)];
  }

  /** Move an element out of one that cannot hold it: to where it belongs, or after its parent. */
  leave(node: Node): Remedy[] {
    const found = this.goHome(node);
    const outer = this.parent.parent;
    if (found.length > 0 || !outer) return found;
    const before = outer.children.indexOf(this.parent) + 1;
    const facts = factsOf({ tag: node.local, near_tag: outer.local });
    return [remedy("flytt hjem", edits.move(this.text, node, outer, before), facts)];
  }

  /** The child before which one more child of that name would fit, and whether one is lacking; null when none would. */
  private room(home: Node, name: string): [number, boolean] | null {
    const known = slots(typeOf(home, this.catalog), this.catalog);
    if (!known.some((slot) => slot.name === name)) return null;
    const places = placesOf(known);
    const names = home.children.map((child) => qualified(child, this.catalog));
    for (let before = names.length; before >= 0; before -= 1) {
      const laid = align([...names.slice(0, before), name, ...names.slice(before)], places, noReading);
      if (laid.taken.includes(null) || laid.gaps.length > 0) continue;
      return [before, align(names, places, noReading).gaps.length > 0];
    }
    return null;
  }
}

/** Write another local name for a root, or for the content of an envelope, with the same prefix. */
export function rootRename(node: Node, local: string): Remedy[] {
  const prefix = prefixOf(node.raw);
  const facts = factsOf({ tag: node.local, near_tag: local });
  return [remedy("gi nytt navn", edits.rename(node, prefix ? `${prefix}:${local}` : local), facts)];
}

/** Write the right namespace where the prefix of a root, or of the content of an envelope, is declared. */
export function rootNamespace(node: Node, uri: string, text: string): Remedy[] {
  const prefix = prefixOf(node.raw);
  let home: Node | null = node;
  while (home && !home.xmlns.has(prefix)) home = home.parent;
  const declared = home?.xmlns.get(prefix);
  const facts = factsOf({ tag: node.local });
  if (!declared) return [remedy("navnerom", [edits.addAttribute(text, node, prefix ? `xmlns:${prefix}` : "xmlns", uri)], facts)];
  const [start, end, quote] = edits.valueSpan(text, declared[1]);
  return [remedy("navnerom", [[start, end, edits.escape(uri, quote)]], facts)];
}
