// SPDX-License-Identifier: MIT
// When a changed text goes to control: at once after a lone step, and a moment after the last key while somebody types.

/** Keys closer together than this are one stretch of typing. */
export const STRETCH = 400;
/** The pause that ends a stretch. */
export const PAUSE = 120;

export class Pace {
  readonly #act: () => void;
  readonly #now: () => number;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => void, now: () => number = () => performance.now()) {
    this.#act = act;
    this.#now = now;
  }

  changed(typed: boolean): void {
    const since = this.#now() - this.#last;
    this.#last = typed ? this.#now() : -Infinity;
    if (typed && since < STRETCH) this.#wait();
    else this.flush();
  }

  /** Send what waits now. */
  flush(): void {
    this.stop();
    this.#act();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }
}
