// SPDX-License-Identifier: MIT
// What the validator and its host share. Jupyter gives such a model through anywidget, a static page makes its own.
import type { Report } from "../engine/types.ts";
import type { Persons } from "./persons.ts";

export interface Sample {
  readonly key: string;
  readonly title: string;
  readonly valid: boolean;
  readonly text: string;
}

/** `error` means that whoever validates is gone; the host may start it again on the event `plo-retry`. */
export type Status = "ready" | "working" | "error";

export interface State {
  text: string;
  report: Report | null;
  samples: readonly Sample[];
  selected: string;
  status: Status;
  height: string;
  /** The address that a code's page in the Feilkatalog begins with; a notebook has none. */
  catalogue?: string;
  /** What tells a real person number from an invented one. Without it nothing is held back. */
  persons?: Persons;
}

export interface Model {
  get<Name extends keyof State>(name: Name): State[Name];
  set<Name extends keyof State>(name: Name, value: State[Name]): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  save_changes(): void;
}

/** A model within the page. `saved` hears what the reader changed, once for each save. */
export class PageModel implements Model {
  readonly #state: State;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #changed = new Set<keyof State>();
  saved: (names: ReadonlySet<keyof State>) => void = () => {};

  constructor(state: Partial<State>) {
    const empty: State = { text: "", report: null, samples: [], selected: "", status: "working", height: "" };
    this.#state = { ...empty, ...state };
  }

  get<Name extends keyof State>(name: Name): State[Name] {
    return this.#state[name];
  }

  set<Name extends keyof State>(name: Name, value: State[Name]): void {
    if (Object.is(this.#state[name], value)) return;
    this.#state[name] = value;
    this.#changed.add(name);
    for (const listener of [...(this.#listeners.get(`change:${name}`) ?? [])]) listener();
  }

  on(event: string, listener: () => void): void {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener));
  }

  off(event: string, listener: () => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  save_changes(): void {
    const names = new Set(this.#changed);
    this.#changed.clear();
    if (names.size > 0) this.saved(names);
  }
}
