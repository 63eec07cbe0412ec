// SPDX-License-Identifier: MIT
// Times the browser engine in Node: node node_engine.mjs RUNS FILE… prints, for each file, milliseconds of every run of
// the whole engine and of bare libxml2 (parse + schema), turn by turn.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const web = new URL("../web/", import.meta.url);
const { build } = createRequire(new URL("package.json", web))("esbuild");
const outfile = fileURLToPath(new URL("node_modules/.cache/plokit-benchmark.mjs", web));
await build({
  stdin: {
    contents: 'export * from "./index.ts"; export * from "./libxml.ts"; export * from "./catalog.ts";',
    resolveDir: fileURLToPath(new URL("engine/", web)),
  },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
  outfile,
});

const started = performance.now();
const { createEngine, LibXml, Catalog } = await import(pathToFileURL(outfile).href);
const bundle = JSON.parse(readFileSync(new URL("dist/bundle.json", web), "utf-8"));
const engine = createEngine(bundle);
const libxml = new LibXml(new Catalog(bundle));
const [runs, ...files] = process.argv.slice(2);
const texts = files.map((file) => readFileSync(file, "utf-8"));
engine.validate(texts[0]);
const first = performance.now() - started;

const whole = (text) => engine.validate(text);
const bare = (text) => {
  const document = libxml.parse(text);
  libxml.complaints(document, libxml.recognise(document).schemas);
  document.dispose();
};
const timed = (work, text) => {
  const start = performance.now();
  work(text);
  return performance.now() - start;
};

const measured = texts.map((text) => {
  const times = { bare: [], whole: [] };
  for (let run = -5; run < Number(runs); run += 1) {
    const [one, other] = [timed(bare, text), timed(whole, text)];
    if (run >= 0) times.bare.push(one), times.whole.push(other);
  }
  return times;
});
process.stdout.write(JSON.stringify({ first, measured }));
