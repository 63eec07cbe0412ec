// SPDX-License-Identifier: MIT
/** Which code list an element takes its code from. Twin of catalog/codes.py. */

import { localOf } from "./catalog.ts";
import type { Bundle } from "./types.ts";

export interface CodeList {
  oid: string;
  values: Map<string, string>;
}

interface Binding {
  steps: string[];
  version: string;
  lists: string[];
}

const known = new WeakMap<Bundle, Map<string, Binding[]>>();

/** The lists an element may take its code from; `way` is its path as names with canonical prefixes. */
export function codeLists(data: Bundle, way: string[], version: string): CodeList[] {
  let bindings = known.get(data);
  if (!bindings) known.set(data, (bindings = byLastStep(data.bindings)));
  const candidates = bindings.get(localOf(way.at(-1) ?? "")) ?? [];
  const binding = candidates.find((candidate) => fits(candidate, way, version));
  return (binding?.lists ?? []).map((number) => {
    const entry = data.codes[number];
    if (!entry) throw new Error(`no code list ${number}`);
    return { oid: entry.oid, values: new Map(entry.value.map(({ v, dn }) => [v, dn])) };
  });
}

function fits(binding: Binding, way: string[], version: string): boolean {
  if ((binding.version && binding.version !== version) || binding.steps.length > way.length) return false;
  const tail = way.slice(way.length - binding.steps.length);
  return binding.steps.every((step, at) => step === tail[at] || step === localOf(tail[at] ?? ""));
}

function byLastStep(data: Bundle["bindings"]): Map<string, Binding[]> {
  const found = new Map<string, Binding[]>();
  const add = (version: string, key: string, lists: string | string[]): void => {
    const steps = key.split("/");
    const last = localOf(steps.at(-1) ?? "");
    found.set(last, [...(found.get(last) ?? []), { steps, version, lists: typeof lists === "string" ? [lists] : lists }]);
  };
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === "string" || Array.isArray(value)) add("", key, value);
  }
  for (const [version, table] of Object.entries(data)) {
    if (typeof table === "string" || Array.isArray(table)) continue;
    for (const [key, lists] of Object.entries(table)) add(version, key, lists);
  }
  for (const bindings of found.values()) bindings.sort((a, b) => compare(weight(b), weight(a)));
  return found;
}

/** Order of precedence: for a version first, then the longest, then the one with most prefixes. */
function weight({ version, steps }: Binding): number[] {
  return [version ? 1 : 0, steps.length, steps.filter((step) => step.includes(":")).length];
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
