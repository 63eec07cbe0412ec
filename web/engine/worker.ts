// SPDX-License-Identifier: MIT
/** Module worker: holds one engine, answers {id, text} with {id, report}. Nothing leaves the machine. */

import { listen } from "./inbox.ts";
import { createEngine } from "./index.ts";
import type { Bundle } from "./types.ts";

const engine = fetch(new URL("./bundle.json", import.meta.url))
  .then((answer) => {
    if (!answer.ok) throw new Error(`bundle.json: ${answer.status}`);
    return answer.json() as Promise<Bundle>;
  })
  .then(createEngine);

engine.then(
  () => postMessage({ ready: true }),
  (error: unknown) => postMessage({ error: String(error) }),
);

listen(({ id, text }) => {
  engine
    .then((ready) => postMessage({ id, report: ready.validate(text) }))
    .catch((error: unknown) => postMessage({ id, error: String(error) }));
});
