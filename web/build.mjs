// SPDX-License-Identifier: MIT
// Builds the front end into web/dist. `node build.mjs --tests` bundles the unit tests for `node --test` instead.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WEB = dirname(fileURLToPath(import.meta.url));
const DIST = join(WEB, "dist");
const TESTS = join(WEB, "node_modules", ".cache", "plokit-tests");

const common = {
  absWorkingDir: WEB,
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8", // libxml2-wasm carries its program as a string: escaped it would be twice as large
  legalComments: "none",
  logLevel: "warning",
};

// libxml2-wasm asks for Node's modules only when it sees a Node process; in the browser there is none to see.
const browser = { ...common, platform: "browser", minify: true, define: { "globalThis.process": "undefined" } };
const node = { ...common, platform: "node", minify: true };

const outputs = [
  { source: "widgets/loader.ts", output: "plo-loader.mjs", options: browser },
  { source: "widgets/validator.ts", output: "plo-validator.mjs", options: browser },
  { source: "widgets/validator.css", output: "plo-validator.css", options: browser },
  { source: "engine/worker.ts", output: "plo-worker.mjs", options: browser },
  { source: "engine/validate.ts", output: "validate.mjs", options: node },
  { source: "engine/ask.ts", output: "ask.mjs", options: node },
];

async function buildAll() {
  mkdirSync(DIST, { recursive: true });
  for (const { source, output, options } of outputs) {
    if (!existsSync(join(WEB, source))) {
      console.warn(`skipped ${output}: web/${source} is not there`);
      continue;
    }
    await build({ ...options, entryPoints: [source], outfile: join(DIST, output) });
    console.log(`built web/dist/${output}`);
  }
}

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .sort()
    .map((name) => join(folder, name));
}

async function buildTests() {
  rmSync(TESTS, { recursive: true, force: true });
  const files = ["widgets", "engine"].flatMap((folder) => testFiles(join(WEB, folder)));
  for (const file of files) {
    const name = relative(WEB, file).replaceAll(/[\\/]/g, "-").replace(/\.ts$/, ".mjs");
    await build({ ...common, platform: "node", entryPoints: [file], outfile: join(TESTS, name) });
  }
}

await (process.argv.includes("--tests") ? buildTests() : buildAll());
