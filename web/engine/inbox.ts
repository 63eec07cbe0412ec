// SPDX-License-Identifier: MIT
/**
 * Questions to the worker. Imported first of all: libxml2-wasm awaits at its top level, and a browser gives what is
 * posted meanwhile to whoever listens then, or to nobody.
 */

import type { JobName } from "./jobs.ts";

export interface Question {
  id: number;
  job: JobName;
  input: string;
  options: unknown;
}

const early: Question[] = [];
let hear = (question: Question): unknown => early.push(question);

addEventListener("message", (event: MessageEvent<Question>) => hear(event.data));

/** Hear the questions that came early, and every later one. */
export function listen(listener: (question: Question) => void): void {
  hear = listener;
  early.splice(0).forEach(listener);
}
