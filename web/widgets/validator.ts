// SPDX-License-Identifier: MIT
// The validator: an editor, what is wrong with the message in it, and the tools around. It does not know who validates.
import { ask } from "./alarm.ts";
import { freshId, h, setText } from "./dom.ts";
import { Editor, plain } from "./editor.ts";
import { download } from "./files.ts";
import type { Fix } from "../engine/types.ts";
import type { Model, State } from "./model.ts";
import { dropTarget, openFile } from "./open.ts";
import { Pace } from "./pace.ts";
import { realNumbers, replaced } from "./persons.ts";
import { printable } from "./print.ts";
import { Results } from "./results.ts";
import { OWN, Toolbar } from "./toolbar.ts";
import { fill, words } from "./words.ts";

interface Place {
  model: Model;
  el: HTMLElement;
}

function render({ model, el }: Place): () => void {
  const onPage = el.localName === "plo-validator";
  const samples = model.get("samples");
  const target = freshId("editor");
  const host = h("div", { class: "plo-field", id: target });
  const said = h("p", { class: "plo-said", role: "status" });
  let name = words.file.default_name;
  const chosen = samples.find((sample) => sample.key === model.get("selected"));
  let origin = plain(chosen?.text ?? model.get("text"));

  const persons = model.get("persons") ?? null;
  const editor = new Editor(host, model.get("text"), {
    changed(typed) {
      el.dataset.state = "working";
      pace.changed(typed);
    },
    moved: () => queueMicrotask(settle),
    alarm: (found) => ask(root, found, persons!),
    pressed(line) {
      const finding = model.get("report")?.findings.find((found) => found.line === line);
      if (finding) results.focus(finding);
    },
  }, persons);
  const results = new Results({
    target,
    catalogue: model.get("catalogue") ?? "",
    text: () => editor.text,
    go: (finding) => editor.go(finding),
    apply: mend,
    retry: onPage ? () => el.dispatchEvent(new CustomEvent("plo-retry")) : null,
  });
  const toolbar = new Toolbar(samples, {
    pick(key) {
      const sample = samples.find((known) => known.key === key);
      if (sample) start(sample.text, key, key.split("/").at(-1) ?? key);
    },
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    reset: () => editor.replace(origin),
    download: () => download(editor.text, name),
    open: (file) => void open(file),
  });

  const current = () => editor.text === plain(model.get("text"));

  const pace = new Pace(() => {
    if (!current()) {
      model.set("text", editor.text);
      model.save_changes();
    }
    showState();
  });

  /** Begin with another text. */
  function start(text: string, key: string, file: string): void {
    origin = plain(text);
    name = file;
    toolbar.select(key, key === OWN ? file : undefined);
    setText(said, "");
    model.set("selected", key);
    editor.replace(text);
    pace.flush();
  }

  /** Apply a fix as one step that can be undone, if it was made for the text that stands here. */
  function mend(fix: Fix): void {
    if (!current()) return;
    editor.edit(fix.edits);
    setText(said, fill(words.mend.done, { line: fix.edits[0]?.line ?? 1 }));
    results.focusVerdict();
    pace.flush();
  }

  async function open(file: File): Promise<void> {
    const opened = await openFile(file);
    const text = opened.text === null ? null : await withoutReal(opened.text);
    if (text !== null) start(text, OWN, file.name);
    setText(said, opened.text !== null && text === null ? words.alarm.left : opened.note);
  }

  /** The text of a file when it may come in: as it is, or with the cast in place of real numbers; null when it may not. */
  async function withoutReal(text: string): Promise<string | null> {
    const found = persons ? realNumbers(text, persons) : [];
    if (!persons || found.length === 0) return text;
    return (await ask(root, found, persons)) ? replaced(text, found, persons) : null;
  }

  function settle(): void {
    toolbar.able("undo", editor.canUndo);
    toolbar.able("redo", editor.canRedo);
    toolbar.able("reset", editor.text !== origin);
    results.here(editor.line);
  }

  function showState(): void {
    const status = model.get("status");
    el.dataset.state = status === "ready" && !current() ? "working" : status;
  }

  function showReport(): void {
    if (!current()) return;
    const report = model.get("report");
    results.show(report, false);
    editor.show(report?.findings ?? []);
    results.here(editor.line);
  }

  function showText(): void {
    if (!current()) editor.replace(model.get("text"));
  }

  function showStatus(): void {
    showState();
    if (model.get("status") === "ready") showReport();
    if (model.get("status") !== "error") return;
    results.show(null, true);
    editor.show([]);
  }

  const listeners: [keyof State, () => void][] = [
    ["text", showText],
    ["report", showReport],
    ["status", showStatus],
  ];
  for (const [trait, listener] of listeners) model.on(`change:${trait}`, listener);

  const work = h("div", { class: "plo-work" }, host, results.element);
  const attributes = { class: "plo-validator", "data-lm-suppress-shortcuts": "true" };
  const root = h("div", attributes, toolbar.element, said, work, under(onPage));
  const printing = printable(root, () => editor.text);
  const dropping = dropTarget(root, (file) => void open(file));
  setHeight(el, model.get("height"));
  toolbar.select(chosen?.key ?? OWN);
  settle();
  el.replaceChildren(root);
  showReport();
  showStatus();

  return () => {
    pace.stop();
    printing();
    dropping();
    for (const [trait, listener] of listeners) model.off(`change:${trait}`, listener);
    editor.destroy();
  };
}

/** The lines under the editor: who reads what is typed, and the way out for those who use a keyboard. */
function under(onPage: boolean): HTMLElement {
  const { leave_before, leave_between, leave_after, promise, kernel } = words.editor;
  const leave = h("p", {}, leave_before, h("kbd", {}, "Esc"), leave_between, h("kbd", {}, "Tab"), leave_after);
  return h("div", { class: "plo-under" }, h("p", { class: "plo-promise" }, onPage ? promise : kernel), leave);
}

/** Named heights are classes, so that the page has them before any script runs; other lengths are set here. */
function setHeight(el: HTMLElement, height: string): void {
  if (height === "small" || height === "large") el.classList.add(`plo-${height}`);
  else if (height !== "") el.style.setProperty("--plo-height", height);
}

export default { render };
