// SPDX-License-Identifier: MIT
/**
 * Say what is wrong with the children of one element: missing, misplaced, repeated, unknown, wrong namespace.
 * Twin of explain/content.py.
 */

import { localOf, type Catalog } from "./catalog.ts";
import { qualified, slots, typeOf, type Slot } from "./models.ts";
import { factsOf, joinWords, problem } from "./problem.ts";
import type { Node } from "./tree.ts";
import type { ElementText, Facts, Problem } from "./types.ts";
import { definiteOf, Wording, xpathOf } from "./wording.ts";

const MOST_LISTED = 5;

export class ContentJudge {
  private readonly words: Wording;
  private readonly slots: Slot[];
  private readonly names: string[];

  constructor(
    private readonly parent: Node,
    private readonly catalog: Catalog,
  ) {
    this.words = new Wording(catalog);
    this.slots = slots(typeOf(parent, catalog), catalog);
    this.names = parent.children.map((child) => qualified(child, catalog));
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

  private problem(code: string, node: Node, variant: string, facts: Facts, offset = node.start): Problem {
    return problem(code, offset, xpathOf(node, this.catalog), variant, factsOf(facts));
  }

  private position(index: number): number {
    return this.slot(this.names[index])?.position ?? -1;
  }

  private child(index: number): Node {
    const child = this.parent.children[index];
    if (!child) throw new Error(`no child ${index}`);
    return child;
  }

  // missing

  /** Required places before `limit` that no child fills. */
  private required(limit: number, present: string[]): Slot[] {
    return this.slots.filter(
      (slot) =>
        slot.position < limit &&
        slot.least > 0 &&
        slot.choice >= 0 &&
        !present.some((name) => slot.name === name || this.sameChoice(slot, name)),
    );
  }

  private sameChoice(slot: Slot, name: string): boolean {
    return slot.choice > 0 && this.slot(name)?.choice === slot.choice;
  }

  private oneOf(node: Node, choice: (slot: Slot) => boolean, offset?: number): Problem {
    const names = this.slots.filter(choice).map((slot) => slot.name);
    return this.problem("XSD-MANGLER", node, "valg", { ...this.around(), expected: this.listed(names, "eller") }, offset);
  }

  /** Which child is missing when libxml2 says that the element ends too early. */
  missingAtEnd(): Problem {
    const [first] = this.required(Infinity, this.names);
    const end = this.parent.close > this.parent.content ? this.parent.close : this.parent.start;
    if (!first) return this.oneOf(this.parent, (slot) => slot.choice !== 0, end);
    if (first.choice > 0) return this.oneOf(this.parent, (slot) => slot.choice === first.choice, end);
    return this.problem("XSD-MANGLER", this.parent, "slutt", { ...this.asked(first.name), ...this.around() }, end);
  }

  // an unexpected child

  /** What is wrong when libxml2 did not expect the child at `index`. */
  unexpected(index: number): Problem {
    const name = this.names[index] ?? "";
    const node = this.child(index);
    const slot = this.slot(name);
    const earlier = this.names.slice(0, index);
    const before = earlier.map((known) => this.slot(known)).filter((known) => known !== undefined);
    const reached = Math.max(0, ...before.map((known) => known.position));
    if (!slot) return this.unknown(node, name, reached);
    const count = earlier.filter((known) => known === name).length;
    if (slot.choice && slot.choiceMost === 1 && !count) {
      const rival = before.find((other) => other.choice === slot.choice);
      if (rival) {
        const facts = { ...this.asked(name), ...this.around(), ...this.near(rival.name), expected: "1" };
        return this.problem("XSD-GJENTATT", node, "valg", facts);
      }
    }
    if (slot.most !== -1 && count >= slot.most) {
      return this.problem("XSD-GJENTATT", node, "", { ...this.asked(name), ...this.around(), expected: this.times(slot.most) });
    }
    if (slot.position < reached) return this.tooLate(index, slot);
    const [lacking] = this.required(slot.position, earlier);
    if (!lacking) {
      const names = this.slots.filter((other) => other.position >= reached).map((other) => other.name);
      const facts = { ...this.asked(name), ...this.around(), expected: this.listed(names, "eller") };
      return this.problem("XSD-PLASSERING", node, "", facts);
    }
    return this.lackingBefore(index, lacking);
  }

  private times(most: number): string {
    return most === 1 ? this.catalog.words("en gang") : `${most} ${this.catalog.words("ganger")}`;
  }

  /** The child stands after one that it must come before; one of the two was moved. */
  private tooLate(index: number, slot: Slot): Problem {
    const others = this.names.map((_, at) => at).filter((at) => at < index && this.position(at) > slot.position);
    const first = others[0] ?? 0;
    if (others.length === 1 && !this.ordered(index) && this.ordered(first)) {
      const follows = this.names
        .map((_, at) => at)
        .filter((at) => at >= index && this.slot(this.names[at]) && this.position(at) < this.position(first));
      return this.displaced(first, "for_tidlig", this.names[follows.at(-1) ?? index] ?? "");
    }
    return this.displaced(index, "for_sent", this.names[first] ?? "");
  }

  /** A required child has not come yet: it is missing, or stands later, or this child stands too early. */
  private lackingBefore(index: number, slot: Slot): Problem {
    const node = this.child(index);
    const later = this.names.findIndex((name, at) => at > index && name === slot.name);
    if (later < 0) {
      if (slot.choice > 0) return this.oneOf(node, (other) => other.choice === slot.choice);
      const facts = { ...this.asked(slot.name), ...this.around(), ...this.near(this.names[index] ?? "") };
      return this.problem("XSD-MANGLER", node, "foran", facts);
    }
    if (this.ordered(index) || !this.ordered(later)) return this.displaced(index, "for_tidlig", this.names[later] ?? "");
    return this.displaced(later, "for_sent", this.names[index] ?? "");
  }

  private displaced(index: number, variant: string, near: string): Problem {
    const facts = { ...this.asked(this.names[index] ?? ""), ...this.around(), ...this.near(near) };
    return this.problem("XSD-PLASSERING", this.child(index), variant, facts);
  }

  /** True when the known children stand in order once the child at `skip` is taken away. */
  private ordered(skip: number): boolean {
    const positions = this.names.map((_, at) => (at === skip ? -1 : this.position(at))).filter((position) => position >= 0);
    return positions.every((position, at) => at === 0 || position >= (positions[at - 1] ?? 0));
  }

  /** The name does not belong in this parent: wrong namespace, misspelt, at home elsewhere, or unknown. */
  private unknown(node: Node, name: string, reached: number): Problem {
    const { local } = node;
    const twin = this.slots.find((slot) => localOf(slot.name) === local);
    if (twin) {
      const right = this.catalog.data.namespaces[twin.name.slice(0, twin.name.lastIndexOf(":"))] ?? "";
      return this.problem("XSD-NAVNEROM", node, "", { ...this.asked(twin.name), value: node.namespace, expected: right });
    }
    const missing = this.slots.filter((slot) => !this.names.includes(slot.name)).map((slot) => slot.name);
    const close = nearest(local, missing.map(localOf));
    const full = missing.find((candidate) => localOf(candidate) === close);
    if (full !== undefined) {
      return this.problem("XSD-UKJENT", node, "nesten", { tag: local, ...this.around(), ...this.near(full) });
    }
    const later = this.slots.filter((slot) => slot.position >= reached);
    const expected = this.listed((later.length > 0 ? later : this.slots).map((slot) => slot.name), "og");
    const home = this.homeOf(name);
    if (home !== null) {
      return this.problem("XSD-UKJENT", node, "hjemme", {
        tag: local,
        field: this.catalog.elementText(name, home).name,
        ...this.around(),
        near: definiteOf(this.catalog.elementText(home)),
        near_tag: localOf(home),
        expected,
      });
    }
    return this.problem("XSD-UKJENT", node, "", { tag: local, ...this.around(), expected });
  }

  /** The only global element that has `name` as a child, if there is exactly one. */
  private homeOf(name: string): string | null {
    const homes = Object.entries(this.catalog.data.elements)
      .filter(([, type]) => slots(type, this.catalog).some((slot) => slot.name === name))
      .map(([element]) => element);
    return homes.length === 1 ? (homes[0] ?? null) : null;
  }
}

/** The only candidate within two edits (or that differs only in case), or null. */
export function nearest(word: string, candidates: string[]): string | null {
  const ranked = [...new Set(candidates)]
    .map((candidate): [number, string] => [distance(word.toLowerCase(), candidate.toLowerCase()), candidate])
    .sort(([a], [b]) => a - b);
  const [first, second] = ranked;
  if (!first || first[0] > (Array.from(word).length > 4 ? 2 : 1) || second?.[0] === first[0]) return null;
  return first[1];
}

/** Edit distance of two words (Levenshtein), in characters. */
function distance(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  let row = [0, ...b.map((_, at) => at + 1)];
  a.forEach((char, i) => {
    const next = [i + 1];
    b.forEach((other, j) => {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)));
    });
    row = next;
  });
  return row[b.length] ?? 0;
}
