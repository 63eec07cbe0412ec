// SPDX-License-Identifier: MIT
/** Module worker: holds one engine, answers {id, job, input, options} with {id, result}. Nothing leaves the machine. */

import { listen } from "./inbox.ts";
import { createEngine } from "./index.ts";
import { JOBS } from "./jobs.ts";
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

listen(({ id, job, input, options }) => {
  engine
    .then((ready) => postMessage({ id, result: JOBS[job](ready, input, options) }))
    .catch((error: unknown) => postMessage({ id, error: String(error) }));
});
