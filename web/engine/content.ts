// SPDX-License-Identifier: MIT
/**
 * Say what is wrong with the children of one element: missing, misplaced, repeated, unknown, wrong namespace.
 * Twin of explain/content.py.
 */

import { align, placesOf, type Alignment, type Place } from "./align.ts";
import { localOf, type Catalog } from "./catalog.ts";
import { ContentMender } from "./mending.ts";
import type { Message } from "./message.ts";
import { homeOf, qualified, slots, typeOf, valueType, type Slot } from "./models.ts";
import { factsOf, joinWords, problem, trim } from "./problem.ts";
import { prefixOf } from "./skeleton.ts";
import type { Node } from "./tree.ts";
import type { ElementText, Facts, Problem, Remedy } from "./types.ts";
import { definiteOf, nearest, Wording, xpathOf } from "./wording.ts";

const MOST_LISTED = 5;
const OTHER_NAMESPACE = 1_000;
const NEAR_NAME = 3_000;
const SAME_CONTENT = 90_000;

export class ContentJudge {
  private readonly catalog: Catalog;
  private readonly words: Wording;
  private readonly slots: Slot[];
  private readonly names: string[];
  private readonly places: Place[];
  private readonly mender: ContentMender;
  private readonly knownNear = new Map<string, string | null>();
  private readonly knownFit = new Map<number, boolean>();

  constructor(
    private readonly parent: Node,
    message: Message,
  ) {
    this.catalog = message.catalog;
    this.words = new Wording(this.catalog);
    this.slots = slots(typeOf(parent, this.catalog), this.catalog);
    this.names = parent.children.map((child) => qualified(child, this.catalog));
    this.places = placesOf(this.slots);
    this.mender = new ContentMender(parent, message);
  }

  // names and places

  private slot(name: string | undefined): Slot | undefined {
    return this.slots.find((slot) => slot.name === name);
  }

  private entry(name: string): ElementText {
    return this.catalog.elementText(name, qualified(this.parent, this.catalog));
  }

  private around(): Facts {
    return { parent: this.words.definite(this.parent), parent_tag: this.parent.local };
  }

  private asked(name: string): Facts {
    return { field: this.entry(name).name, tag: localOf(name) };
  }

  private near(name: string): Facts {
    return { near: definiteOf(this.entry(name)), near_tag: localOf(name) };
  }

  private listed(names: string[], conjunction: string): string {
    const shown = [...new Set(names)].map((name) => `${this.entry(name).name} (${localOf(name)})`);
    return joinWords(shown.slice(0, MOST_LISTED), this.catalog.words(conjunction));
  }

  private problem(code: string, node: Node, variant: string, facts: Facts, remedies: Remedy[] = [], offset = node.start): Problem {
    return { ...problem(code, offset, xpathOf(node, this.catalog), variant, factsOf(facts)), remedies };
  }

  private child(index: number): Node {
    const child = this.parent.children[index];
    if (!child) throw new Error(`no child ${index}`);
    return child;
  }

  private name(index: number): string {
    return this.names[index] ?? "";
  }

  // the fewest changes

  /** What is wrong first; `index` is the child that libxml2 did not expect, null for a missing end. */
  judge(index: number | null): Problem {
    if (this.places.length === 0) return this.unforeseen(index);
    const found = align(this.names, this.places, (at, place) => this.reading(at, place));
    const left = this.names.map((_, at) => at).filter((at) => found.taken[at] === null || found.readings.has(at));
    const gap = found.gaps.find(([place]) => !left.some((at) => this.fills(place, at)));
    const [first] = left;
    if (first !== undefined && (!gap || first <= gap[1])) return this.leftover(first, found);
    return gap ? this.missing(gap, found.gaps) : this.unforeseen(index);
  }

  /** True when the child could stand in a place, so that it only has to move there. */
  private fills(place: number, index: number): boolean {
    return this.places[place]?.slots.some((slot) => slot.name === this.names[index]) ?? false;
  }

  /** Read a child under another name: in the wrong namespace, misspelt, or unknown with the right content. */
  private reading(index: number, place: Place): [Slot, number] | null {
    const node = this.child(index);
    if (this.slot(this.names[index])) return null;
    const twin = place.slots.find((slot) => localOf(slot.name) === node.local);
    if (twin) return [twin, OTHER_NAMESPACE];
    let close = this.knownNear.get(node.local);
    if (close === undefined) this.knownNear.set(node.local, (close = this.close(node.local)));
    const near = place.slots.find((slot) => slot.name === close);
    if (near) return [near, NEAR_NAME];
    const [only] = place.slots;
    const fits = only && place.slots.length === 1 && this.fits(node, only) && (place.least > 0 || this.onlyFit(index));
    return fits ? [only, SAME_CONTENT] : null;
  }

  /** True when a child has content that only one of the places not in use could hold. */
  private onlyFit(index: number): boolean {
    let known = this.knownFit.get(index);
    if (known === undefined) {
      const node = this.child(index);
      const free = this.slots.filter((slot) => !this.names.includes(slot.name));
      const telling = node.children.length > 0 || node.attributes.length > 0;
      known = telling && free.filter((slot) => this.fits(node, slot)).length === 1;
      this.knownFit.set(index, known);
    }
    return known;
  }

  /** The one name of the model that is nearest to a misspelt one; names not in use come first. */
  private close(local: string): string | null {
    const all = this.slots.map((slot) => slot.name);
    for (const names of [all.filter((name) => !this.names.includes(name)), all]) {
      const found = nearest(local, names.map(localOf));
      if (found !== null) return names.find((name) => localOf(name) === found) ?? null;
    }
    return null;
  }

  /** True when what an element holds could stand in the element of a slot. */
  private fits(node: Node, slot: Slot): boolean {
    const inner = slots(slot.type, this.catalog);
    if (node.children.length > 0 || inner.length > 0) {
      const allowed = new Set(inner.map((known) => known.name));
      return node.children.length > 0 && node.children.every((child) => allowed.has(qualified(child, this.catalog)));
    }
    const attributes = this.catalog.data.types[slot.type]?.a ?? {};
    if (node.attributes.length > 0) return node.attributes.every(({ local }) => Object.hasOwn(attributes, local));
    return trim(node.text) !== "" && valueType(slot.type, this.catalog) !== null;
  }

  // missing

  private end(): number {
    return this.parent.close > this.parent.content ? this.parent.close : this.parent.start;
  }

  /** A place lacks its child. */
  private missing([at, index]: [number, number], gaps: [number, number][]): Problem {
    const names = (this.places[at]?.slots ?? []).map((slot) => slot.name);
    for (const name of names) {
      const stray = this.mender.stray(name);
      if (stray) return this.astray(stray, name, index);
    }
    const together = gaps.filter(([, before]) => before === index).flatMap(([place]) => this.places[place] ?? []);
    const remedies = this.mender.insert(index, together);
    const atEnd = index === this.names.length;
    const node = atEnd ? this.parent : this.child(index);
    const offset = atEnd ? this.end() : node.start;
    if (names.length > 1) {
      const facts = { ...this.around(), expected: this.listed(names, "eller") };
      return this.problem("XSD-MANGLER", node, "valg", facts, remedies, offset);
    }
    const facts = { ...this.asked(names[0] ?? ""), ...this.around() };
    if (atEnd) return this.problem("XSD-MANGLER", node, "slutt", facts, remedies, offset);
    return this.problem("XSD-MANGLER", node, "foran", { ...facts, ...this.near(this.name(index)) }, remedies);
  }

  /** The child that is missing stands in another element, where it does not belong. */
  private astray(stray: Node, name: string, index: number): Problem {
    const home = stray.parent ?? stray;
    const facts = {
      ...this.asked(name),
      parent: this.words.definite(home),
      parent_tag: home.local,
      near: this.words.definite(this.parent),
      near_tag: this.parent.local,
    };
    return this.problem("XSD-PLASSERING", stray, "annet_sted", facts, this.mender.fetch(stray, index));
  }

  // a child that does not fit

  /** Why a child cannot stand where it does. */
  private leftover(index: number, found: Alignment): Problem {
    const slot = this.slot(this.names[index]);
    if (!slot) return this.unknown(index, found);
    const homes = this.places.map((_, at) => at).filter((at) => this.fills(at, index));
    for (const home of homes) {
      const most = this.places[home]?.most ?? 0;
      if (most === -1 || found.taken.filter((place) => place === home).length < most) return this.displaced(index, home, found);
    }
    return this.tooMany(index, slot, homes[0] ?? 0, found);
  }

  /** The child belongs in another place in the row. */
  private displaced(index: number, home: number, found: Alignment): Problem {
    const taken = found.taken.map((place, at) => ({ place, at }));
    const goal = taken.find(({ place }) => place !== null && place > home)?.at ?? this.names.length;
    const before = taken.filter(({ place }) => place !== null && place <= home).at(-1)?.at ?? index;
    const late = goal < index;
    const facts = { ...this.asked(this.name(index)), ...this.around(), ...this.near(this.name(late ? goal : before)) };
    const remedies = this.mender.move(this.child(index), goal);
    return this.problem("XSD-PLASSERING", this.child(index), late ? "for_sent" : "for_tidlig", facts, remedies);
  }

  /** The child has come too often already, or another of the alternatives has. */
  private tooMany(index: number, slot: Slot, home: number, found: Alignment): Problem {
    const node = this.child(index);
    const facts = { ...this.asked(slot.name), ...this.around() };
    const others = this.names.map((_, at) => at).filter((at) => found.taken[at] === home);
    const alike = others.filter((at) => this.names[at] === slot.name);
    const needed = this.mender.homes(node)[0].length > 0; // it may have strayed from there: nobody knows which to drop
    const remedies = needed ? [] : this.mender.drop(node, alike.map((at) => this.child(at)));
    const [rival] = others;
    if (alike.length > 0 || rival === undefined) {
      const expected = this.times(this.places[home]?.most ?? 1);
      return this.problem("XSD-GJENTATT", node, "", { ...facts, expected }, remedies);
    }
    return this.problem("XSD-GJENTATT", node, "valg", { ...facts, ...this.near(this.name(rival)), expected: "1" }, remedies);
  }

  private times(most: number): string {
    return most === 1 ? this.catalog.words("en gang") : `${most} ${this.catalog.words("ganger")}`;
  }

  /** What can be said when libxml2 objects and the row of places does not show why. */
  private unforeseen(index: number | null): Problem {
    if (index === null) {
      const choices = this.slots.filter((slot) => slot.choice !== 0);
      const names = (choices.length > 0 ? choices : this.slots).map((slot) => slot.name);
      const facts = { ...this.around(), expected: this.listed(names, "eller") };
      return this.problem("XSD-MANGLER", this.parent, "valg", facts, [], this.end());
    }
    const name = this.name(index);
    const node = this.child(index);
    const slot = this.slot(name);
    if (!slot) return this.unknown(index, null);
    const facts = { ...this.asked(name), ...this.around() };
    const rival = this.names.slice(0, index).find((known) => known !== name && this.rivals(known, slot));
    if (rival !== undefined) {
      return this.problem("XSD-GJENTATT", node, "valg", { ...facts, ...this.near(rival), expected: "1" });
    }
    const expected = this.listed(this.slots.map((other) => other.name), "eller");
    return this.problem("XSD-PLASSERING", node, "", { ...facts, expected });
  }

  private rivals(name: string, slot: Slot): boolean {
    return slot.choice !== 0 && this.slot(name)?.choice === slot.choice;
  }

  /** The name does not belong in this parent: wrong namespace, misspelt, at home elsewhere, or unknown. */
  private unknown(index: number, found: Alignment | null): Problem {
    const node = this.child(index);
    const name = this.name(index);
    const read = found?.readings.get(index);
    const twin = read ?? this.slots.find((slot) => localOf(slot.name) === node.local);
    if (twin && localOf(twin.name) === node.local) {
      const expected = this.catalog.data.namespaces[prefixOf(twin.name)] ?? "";
      const value = node.namespace || this.catalog.words("ingen");
      const remedies = this.mender.namespace(node, expected);
      return this.problem("XSD-NAVNEROM", node, "", { ...this.asked(twin.name), value, expected }, remedies);
    }
    const facts = { tag: node.local, ...this.around() };
    if (read) {
      const remedies = this.mender.rename(node, read.name);
      return this.problem("XSD-UKJENT", node, "nesten", { ...facts, ...this.near(read.name) }, remedies);
    }
    const reached = Math.max(0, ...(found?.taken.slice(0, index) ?? []).filter((place) => place !== null));
    const later = this.places.slice(reached).flatMap((place) => place.slots);
    const expected = this.listed((later.length > 0 ? later : this.slots).map((slot) => slot.name), "og");
    const remedies = [...this.mender.goHome(node), ...this.mender.drop(node, [])];
    const home = homeOf(name, this.catalog);
    if (home === null) return this.problem("XSD-UKJENT", node, "", { ...facts, expected }, remedies);
    const known = {
      field: this.catalog.elementText(name, home).name,
      near: definiteOf(this.catalog.elementText(home)),
      near_tag: localOf(home),
    };
    return this.problem("XSD-UKJENT", node, "hjemme", { ...facts, expected, ...known }, remedies);
  }
}
