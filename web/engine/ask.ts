// SPDX-License-Identifier: MIT
/**
 * The named functions of the rules, asked one by one: `node ask.mjs` reads a list of cases as JSON and prints the answers.
 * For tests/rules/test_functions.py, which asks the Python twins the same.
 */

import { readFileSync } from "node:fs";
import { Catalog } from "./catalog.ts";
import { CodeBook, Codes } from "./codes.ts";
import { BY_SERIES, FUNCTIONS, notFuture } from "./functions.ts";
import type { Bundle } from "./types.ts";

interface Case {
  name: string;
  values?: string[];
  now?: string;
  version?: string;
  path?: string[];
  attributes?: Record<string, string>;
}

const bundle = JSON.parse(readFileSync(new URL("./bundle.json", import.meta.url), "utf-8")) as Bundle;
const book = new CodeBook(new Catalog(bundle));
const offsets = bundle.persons.series.map(({ offset }) => offset);

function answer({ name, values = [], now, version = "", path, attributes = {} }: Case): boolean | string {
  if (path) return new Codes(book, version).call(name, { path, attribute: (local) => attributes[local] ?? "" });
  if (now) return notFuture(values[0] ?? "", Date.parse(now));
  const bySeries = BY_SERIES[name];
  if (bySeries) return bySeries(offsets, ...values);
  const function_ = FUNCTIONS[name];
  if (!function_) throw new Error(`no function ${name}`);
  return function_(...values);
}

const cases = JSON.parse(readFileSync(0, "utf-8")) as Case[];
process.stdout.write(JSON.stringify(cases.map(answer)));
