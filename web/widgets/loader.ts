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
const engine = new Engine(() => new Worker(here("./plo-worker.mjs"), { type: "module", name: "plo" }));
let widget: Promise<Widget> | undefined;

/** How far outside the window an element may be and still be near. */
const NEAR = "600px";

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
    const wake = () => {
      near.disconnect();
      this.removeEventListener("focusin", wake);
      void this.#start();
    };
    const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && wake(), { rootMargin: NEAR });
    near.observe(this);
    this.addEventListener("focusin", wake);
  }

  async #start(): Promise<void> {
    engine.wake();
    try {
      const { rewrite, ...state } = JSON.parse(this.querySelector("script.plo-state")?.textContent ?? "{}") as Partial<State> & {
        rewrite?: Rewrite;
      };
      const model = new PageModel({ ...state, status: "working" });
      widget ??= import(here("./plo-validator.mjs").href) as Promise<Widget>;
      const { default: module } = await widget;
      module.render({ model, el: this });
      this.#serve(model, rewrite ?? {});
    } catch (problem) {
      widget = undefined;
      this.#apologise();
      throw problem;
    }
  }

  #serve(model: PageModel, rewrite: Rewrite): void {
    this.#model = model;
    const validate = () => {
      model.set("status", "working");
      engine.validate(this, {
        text: rewritten(model.get("text"), rewrite),
        done: (report) => {
          model.set("report", report);
          model.set("status", "ready");
          this.dispatchEvent(new CustomEvent("plo-report", { bubbles: true, detail: report }));
        },
        failed: () => model.set("status", "error"),
      });
    };
    model.saved = (names) => {
      if (names.has("text")) validate();
    };
    this.addEventListener("plo-retry", validate);
    validate();
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
