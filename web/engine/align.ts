// SPDX-License-Identifier: MIT
/** The cheapest way to make the children of one element fit its content model. Twin of explain/align.py. */

import type { Slot } from "./models.ts";

const LEFT_OVER = 100_000;
const MISSING = 100_000;
const MOVED = 10_000;

/** One place of a content model: the slots that fit, and how many children it takes (-1: any number). */
export interface Place {
  slots: Slot[];
  least: number;
  most: number;
  cap: number;
}

/** Which place each child has (null: left over), which places lack a child, and children read under another name. */
export interface Alignment {
  taken: (number | null)[];
  gaps: [place: number, before: number][];
  readings: Map<number, Slot>;
}

/** (child index, place) → the slot it could be read as and what that costs, or null. */
export type Reading = (index: number, place: Place) => [Slot, number] | null;

type How = "" | "left" | "take" | "read" | "leave";
interface Step {
  at: number;
  count: number;
  cost: number;
  source: string;
  how: How;
}
type Row = Map<string, Step>;

/** Gather the slots of a content model into places. */
export function placesOf(slots: Slot[]): Place[] {
  const rows = new Map<number, Slot[]>();
  for (const slot of slots) rows.set(slot.position, [...(rows.get(slot.position) ?? []), slot]);
  return [...rows.keys()].sort((a, b) => a - b).map((position) => placeOf(rows.get(position) ?? []));
}

function placeOf(row: Slot[]): Place {
  const [first] = row;
  if (!first) throw new Error("an empty place");
  const make = (slots: Slot[], least: number, most: number): Place => ({ slots, least, most, cap: Math.max(least, most, 1) });
  if (first.choice === 0) return make([first], first.least, first.most);
  const single = first.choiceMost === 1 && row.every((slot) => slot.most === 1);
  return make(row, first.choice > 0 ? 1 : 0, single ? 1 : -1);
}

export const noReading: Reading = () => null;

/** Lay children on places at the least cost; among equals, earlier children keep their place. */
export function align(names: string[], places: Place[], reading: Reading): Alignment {
  const present = new Set(names);
  const lacking = places.map((place) => (place.slots.some((slot) => present.has(slot.name)) ? MOVED : MISSING));
  const start: Row = new Map([["0 0", { at: 0, count: 0, cost: 0, source: "", how: "" }]]);
  leave(start, places, lacking);
  const rows = [start];
  names.forEach((name, index) => {
    const after: Row = new Map();
    for (const [key, step] of rows[index] ?? start) {
      const place = places[step.at];
      if (place) take(after, index, name, place, key, step, reading);
      put(after, step.at, step.count, step.cost + LEFT_OVER - index, key, "left");
    }
    leave(after, places, lacking);
    rows.push(after);
  });
  return trace(rows, places, reading);
}

function take(after: Row, index: number, name: string, place: Place, key: string, step: Step, reading: Reading): void {
  if (place.most !== -1 && step.count >= place.most) return;
  const count = Math.min(step.count + 1, place.cap);
  if (place.slots.some((slot) => slot.name === name)) {
    put(after, step.at, count, step.cost, key, "take");
    return;
  }
  const other = reading(index, place);
  if (other) put(after, step.at, count, step.cost + other[1], key, "read");
}

/** Go on to later places without a child. */
function leave(row: Row, places: Place[], lacking: number[]): void {
  places.forEach((place, at) => {
    for (let count = 0; count <= place.cap; count += 1) {
      const step = row.get(`${at} ${count}`);
      if (!step) continue;
      const short = Math.max(place.least - count, 0);
      put(row, at + 1, 0, step.cost + short * (lacking[at] ?? 0), `${at} ${count}`, "leave");
    }
  });
}

function put(row: Row, at: number, count: number, cost: number, source: string, how: How): void {
  const known = row.get(`${at} ${count}`);
  if (!known || cost < known.cost) row.set(`${at} ${count}`, { at, count, cost, source, how });
}

function trace(rows: Row[], places: Place[], reading: Reading): Alignment {
  let index = rows.length - 1;
  const taken: (number | null)[] = new Array<number | null>(index).fill(null);
  const gaps: [number, number][] = [];
  const readings = new Map<number, Slot>();
  let key = `${places.length} 0`;
  while (index > 0 || key !== "0 0") {
    const step = rows[index]?.get(key);
    if (!step) throw new Error("no way back through the places");
    const [at = 0, there = 0] = step.source.split(" ").map(Number);
    if (step.how === "leave") {
      for (let short = (places[at]?.least ?? 0) - there; short > 0; short -= 1) gaps.unshift([at, index]);
    } else {
      index -= 1;
      if (step.how !== "left") taken[index] = at;
      const place = places[at];
      const other = step.how === "read" && place ? reading(index, place) : null;
      if (other) readings.set(index, other[0]);
    }
    key = step.source;
  }
  return { taken, gaps, readings };
}
