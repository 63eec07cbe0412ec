// SPDX-License-Identifier: MIT
// <plo-validator> on a static page: the reader sees the content at once; editor and engine wake when it comes near.
import { Engine } from "./engine.ts";
import { PageModel, type State } from "./model.ts";
import { rewritten, type Rewrite } from "./rewrite.ts";
import type { Report } from "../engine/types.ts";
import { words } from "./words.ts";

interface Widget {
  readonly default: { render(place: { model: PageModel; el: HTMLElement }): unknown };
}

const here = (name: string) => new URL(name, import.meta.url);
/** The pages of the error codes, seen from the folder of the front end in a built site. */
const CATALOGUE = here("../../book/feilkatalog/koder/").href;
const engine = new Engine(() => new Worker(here("./plo-worker.mjs"), { type: "module", name: "plo" }));
let widget: Promise<Widget> | undefined;

/** How far outside the window an element may be and still be near. */
const NEAR = "600px";

/** Near, and still asleep. They wake one at a time, the nearest first, so that the first verdict waits for no other. */
const asleep = new Set<PloValidator>();
let waking = false;

const watch = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.isIntersecting && wake(entry.target as PloValidator)),
  { rootMargin: NEAR },
);

function wake(element: PloValidator): void {
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

class PloValidator extends HTMLElement {
  #model: PageModel | null = null;
  #begun = false;

  /** The newest report, as plain data. */
  get report(): Report | null {
    return this.#model?.get("report") ?? null;
  }

  /** The message as the editor last sent it to control. */
  get text(): string {
    return this.#model?.get("text") ?? "";
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

  /** Put the editor in place and ask for the first verdict; done when both are there. */
  async start(): Promise<void> {
    if (this.#model) return;
    engine.wake();
    try {
      const { rewrite, ...state } = JSON.parse(this.querySelector("script.plo-state")?.textContent ?? "{}") as Partial<State> & {
        rewrite?: Rewrite;
      };
      const model = new PageModel({ ...state, status: "working", catalogue: CATALOGUE });
      const verdict = this.#serve(model, rewrite ?? {}); // the engine works while the editor is fetched
      widget ??= import(here("./plo-validator.mjs").href) as Promise<Widget>;
      const { default: module } = await widget;
      module.render({ model, el: this });
      await verdict;
    } catch (problem) {
      widget = undefined;
      this.#apologise();
      throw problem;
    }
  }

  /** Let the engine answer this model from now on; done when the first answer has come. */
  #serve(model: PageModel, rewrite: Rewrite): Promise<void> {
    this.#model = model;
    return new Promise((answered) => {
      const validate = () => {
        model.set("status", "working");
        engine.validate(this, {
          text: rewritten(model.get("text"), rewrite),
          done: (report) => {
            model.set("report", report);
            model.set("status", "ready");
            this.dispatchEvent(new CustomEvent("plo-report", { bubbles: true, detail: report }));
            answered();
          },
          failed: () => {
            model.set("status", "error");
            answered();
          },
        });
      };
      model.saved = (names) => {
        if (names.has("text")) validate();
      };
      this.addEventListener("plo-retry", validate);
      validate();
    });
  }

  /** The editor itself did not come: the content stays as it was, with a line that says so. */
  #apologise(): void {
    this.dataset.state = "error";
    const line = document.createElement("p");
    line.className = "plo-said";
    line.setAttribute("role", "alert");
    line.textContent = words.result.not_started;
    this.prepend(line);
  }
}

if (!customElements.get("plo-validator")) customElements.define("plo-validator", PloValidator);
