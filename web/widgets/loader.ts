// SPDX-License-Identifier: MIT
// <plo-validator> and its kin on a static page: the reader sees the content at once; widget and engine wake when it comes near.
import { type Ask, type Kind, KINDS } from "./elements.ts";
import { Engine } from "./engine.ts";
import { PageModel } from "./model.ts";
import { rewritten, type Rewrite } from "./rewrite.ts";
import type { Report } from "../engine/types.ts";
import { words } from "./words.ts";

type PlainState = Record<string, unknown>;
interface Widget {
  readonly default: { render(place: { model: PageModel<PlainState>; el: HTMLElement }): unknown };
}

const here = (name: string) => new URL(name, import.meta.url);
/** The pages of the error codes, seen from the folder of the front end in a built site. */
const CATALOGUE = here("../../book/feilkatalog/koder/").href;
const engine = new Engine(() => new Worker(here("./plo-worker.mjs"), { type: "module", name: "plo" }));
const widgets = new Map<string, Promise<Widget>>();

/** How far outside the window an element may be and still be near. */
const NEAR = "600px";

/** Near, and still asleep. They wake one at a time, the nearest first, so that the first verdict waits for no other. */
const asleep = new Set<PloElement>();
let waking = false;

const watch = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.isIntersecting && wake(entry.target as PloElement)),
  { rootMargin: NEAR },
);

function wake(element: PloElement): void {
  watch.unobserve(element);
  asleep.add(element);
  if (!waking) queueMicrotask(() => void wakeAll());
  waking = true;
}

async function wakeAll(): Promise<void> {
  const distance = (element: Element) => Math.abs(element.getBoundingClientRect().top);
  while (asleep.size > 0) {
    const [nearest] = [...asleep].sort((one, other) => distance(one) - distance(other));
    asleep.delete(nearest!);
    await nearest!.start().catch(reportError);
  }
  waking = false;
}

class PloElement extends HTMLElement {
  #model: PageModel<PlainState> | null = null;
  #begun = false;

  /** The newest report, as plain data. */
  get report(): Report | null {
    return (this.#model?.get("report") as Report | undefined) ?? null;
  }

  /** The message as the widget last sent it to control. */
  get text(): string {
    return String(this.#model?.get("text") ?? "");
  }

  connectedCallback(): void {
    if (this.#begun) return;
    this.#begun = true;
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => this.#watch(), { once: true });
    else this.#watch();
  }

  #watch(): void {
    this.dataset.state = "working";
    watch.observe(this);
    this.addEventListener("focusin", () => this.#model ?? wake(this));
  }

  /** Put the widget in place and ask for the first answers; done when all are there. */
  async start(): Promise<void> {
    if (this.#model) return;
    engine.wake();
    const kind = KINDS[this.localName]!;
    try {
      const { rewrite, ...state } = JSON.parse(this.querySelector("script.plo-state")?.textContent ?? "{}") as PlainState & {
        rewrite?: Rewrite;
      };
      const model = new PageModel<PlainState>({ ...kind.empty, ...state, status: "working", catalogue: CATALOGUE });
      const answers = this.#serve(kind, model, rewrite ?? {}); // the engine works while the widget is fetched
      const fetched = widgets.get(kind.module) ?? (import(here(kind.module).href) as Promise<Widget>);
      widgets.set(kind.module, fetched);
      const { default: module } = await fetched;
      module.render({ model, el: this });
      await answers;
    } catch (problem) {
      widgets.delete(kind.module);
      this.#apologise();
      throw problem;
    }
  }

  /** Let the engine answer this model from now on; done when the first answers have come. */
  #serve(kind: Kind, model: PageModel<PlainState>, rewrite: Rewrite): Promise<unknown> {
    this.#model = model;
    const clients = new Map(kind.asks.map((ask) => [ask, {}]));
    const ask = (asked: readonly Ask[]) => {
      model.set("status", "working");
      const left = new Set(asked);
      return Promise.all(asked.map((one) => this.#ask(one, clients.get(one)!, model, rewrite, left)));
    };
    model.saved = (names) => {
      const asked = kind.asks.filter((one) => names.has("text") || one.with?.some((name) => names.has(name)));
      if (asked.length > 0) void ask(asked);
    };
    this.addEventListener("plo-retry", () => void ask(kind.asks));
    return ask(kind.asks);
  }

  #ask(one: Ask, client: object, model: PageModel<PlainState>, rewrite: Rewrite, left: Set<Ask>): Promise<void> {
    return new Promise((answered) => {
      engine.ask(client, {
        job: one.job,
        input: rewritten(String(model.get("text")), rewrite),
        options: Object.fromEntries((one.with ?? []).map((name) => [name, model.get(name)])),
        done: (result) => {
          model.set(one.sets, result);
          left.delete(one);
          if (left.size === 0) model.set("status", "ready");
          if (one.job === "validate") this.dispatchEvent(new CustomEvent("plo-report", { bubbles: true, detail: result }));
          answered();
        },
        failed: () => {
          model.set("status", "error");
          answered();
        },
      });
    });
  }

  /** The widget itself did not come: the content stays as it was, with a line that says so. */
  #apologise(): void {
    this.dataset.state = "error";
    const line = document.createElement("p");
    line.className = "plo-said";
    line.setAttribute("role", "alert");
    line.textContent = words.result.not_started;
    this.prepend(line);
  }
}

for (const tag of Object.keys(KINDS)) {
  if (!customElements.get(tag)) customElements.define(tag, class extends PloElement {});
}
