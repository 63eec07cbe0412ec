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

/** A widget's model over its own state; anywidget's model has the same shape. */
export interface ModelOf<S> {
  get<Name extends keyof S>(name: Name): S[Name];
  set<Name extends keyof S>(name: Name, value: S[Name]): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  save_changes(): void;
}

export type Model = ModelOf<State>;

/** What the validator starts with when the page says nothing else. */
export const EMPTY: State = { text: "", report: null, samples: [], selected: "", status: "working", height: "" };

/** A model within the page. `saved` hears what the reader changed, once for each save. */
export class PageModel<S extends object> implements ModelOf<S> {
  readonly #state: S;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #changed = new Set<keyof S>();
  saved: (names: ReadonlySet<keyof S>) => void = () => {};

  constructor(state: S) {
    this.#state = { ...state };
  }

  get<Name extends keyof S>(name: Name): S[Name] {
    return this.#state[name];
  }

  set<Name extends keyof S>(name: Name, value: S[Name]): void {
    if (Object.is(this.#state[name], value)) return;
    this.#state[name] = value;
    this.#changed.add(name);
    for (const listener of [...(this.#listeners.get(`change:${String(name)}`) ?? [])]) listener();
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
