// SPDX-License-Identifier: MIT
/** What the worker can be asked for. Each job takes the engine, a message and options, and gives plain data. */

import type { Engine } from "./index.ts";

type Job = (engine: Engine, input: string, options: unknown) => unknown;
export type JobName = "validate";

export const JOBS: Readonly<Record<JobName, Job>> = {
  validate: (engine, input) => engine.validate(input),
};
