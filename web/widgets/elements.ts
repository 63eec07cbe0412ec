// SPDX-License-Identifier: MIT
// The elements that a static page can hold: which module shows each, and what it asks the engine for.
import type { JobName } from "../engine/jobs.ts";
import { EMPTY } from "./model.ts";

/** One question of a widget: the job's answer to the text is set under a name of the model. */
export interface Ask {
  readonly job: JobName;
  readonly sets: string;
  /** The names of the model that, besides `text`, ask anew when the reader changes them; they are the job's options. */
  readonly with?: readonly string[];
}

export interface Kind {
  readonly module: string;
  readonly empty: Readonly<Record<string, unknown>>;
  readonly asks: readonly Ask[];
}

export const KINDS: Readonly<Record<string, Kind>> = {
  "plo-validator": { module: "./plo-validator.mjs", empty: { ...EMPTY }, asks: [{ job: "validate", sets: "report" }] },
};
