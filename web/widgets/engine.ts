// SPDX-License-Identifier: MIT
// The engine's worker as seen from the page: one for all validators, started by the first that needs it.
import type { JobName } from "../engine/jobs.ts";

/** How long one message may take, and how long the start may take, before the worker counts as stuck. */
const PATIENCE = 30_000;

export interface Ticket {
  readonly job: JobName;
  readonly input: string;
  readonly options?: unknown;
  readonly done: (result: unknown) => void;
  readonly failed: () => void;
}

interface Answer {
  readonly id?: number;
  readonly ready?: boolean;
  readonly error?: unknown;
  readonly result?: unknown;
}

export class Engine {
  readonly #make: () => Worker;
  /** Waiting and running requests, newest last; a client has at most one of each. */
  readonly #waiting = new Map<object, Ticket>();
  #worker: Worker | null = null;
  #running: { readonly id: number; readonly ticket: Ticket; readonly client: object } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ids = 0;

  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Start the worker if it does not run yet. */
  wake(): void {
    if (this.#worker) return;
    try {
      this.#worker = this.#make();
    } catch {
      queueMicrotask(() => this.#stop());
      return;
    }
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data);
    this.#worker.onerror = () => this.#stop();
    this.#worker.onmessageerror = () => this.#stop();
    this.#watch();
  }

  /** Ask for a job. A newer request of the same client takes the place of one that has not begun. */
  ask(client: object, ticket: Ticket): void {
    this.#waiting.set(client, ticket);
    this.wake();
    this.#next();
  }

  #hear(answer: Answer): void {
    if (answer.error !== undefined) return this.#stop();
    clearTimeout(this.#timer);
    const running = this.#running;
    if (running && answer.id === running.id && answer.result !== undefined) {
      this.#running = null;
      if (!this.#waiting.has(running.client)) running.ticket.done(answer.result);
    }
    if (this.#running) this.#watch();
    this.#next();
  }

  #next(): void {
    const [entry] = this.#waiting;
    if (!entry || !this.#worker || this.#running) return;
    const [client, ticket] = entry;
    this.#waiting.delete(client);
    this.#ids += 1;
    this.#running = { id: this.#ids, ticket, client };
    const { job, input, options } = ticket;
    this.#worker.postMessage({ id: this.#ids, job, input, options });
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stop(), PATIENCE);
  }

  /** The worker is lost: tell all who wait. The next request starts another. */
  #stop(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    const lost = [...(this.#running ? [this.#running.ticket] : []), ...this.#waiting.values()];
    this.#running = null;
    this.#waiting.clear();
    for (const ticket of lost) ticket.failed();
  }
}
