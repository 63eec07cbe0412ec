// SPDX-License-Identifier: MIT
/**
 * The engine on the command line: `node validate.mjs FILE…` prints the same JSON as `plokit validate --format json`.
 * `--list FILE` reads file names, one a line. Exit codes: 0 all valid, 1 something of severity feil, 2 unusable input.
 */

import { readFileSync } from "node:fs";
import { createEngine } from "./index.ts";
import { Catalog } from "./catalog.ts";
import { factsOf, problem } from "./problem.ts";
import type { Bundle, Report } from "./types.ts";
import { Wording } from "./wording.ts";

const bundle = JSON.parse(readFileSync(new URL("./bundle.json", import.meta.url), "utf-8")) as Bundle;
const engine = createEngine(bundle);
const words = new Wording(new Catalog(bundle));
const given = process.argv.slice(2);
const names = given[0] === "--list" ? readFileSync(given[1] ?? "", "utf-8").split("\n").filter(Boolean) : given;

function reportOn(path: string): Report {
  try {
    return engine.validate(readFileSync(path), path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const finding = words.finding(problem("KIT-FIL", 0, "", "", factsOf({ value: path, detail })), "");
    return { path, standard: null, message_type: null, version: null, valid: false, findings: [finding] };
  }
}

if (names.length === 0) {
  process.stderr.write("usage: node validate.mjs FILE…\n");
  process.exit(2);
}
const files = names.map(reportOn);
process.stdout.write(`${JSON.stringify({ files }, null, 2)}\n`);
const unusable = files.some((file) => file.findings.some((finding) => finding.code === "KIT-FIL"));
process.exitCode = unusable ? 2 : files.every((file) => file.valid) ? 0 : 1;
