// SPDX-License-Identifier: MIT
// The text field: CodeMirror 6 in a shadow root, so that its styles need no exception in the page's security policy.
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { xmlLanguage } from "@codemirror/lang-xml";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type Text, type Transaction } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { marks, show } from "./marks.ts";
import { type Found, type Persons, REACH, realNumbers, replaced } from "./persons.ts";
import { positionOf, rangeOf } from "./places.ts";
import type { Edit, Finding } from "../engine/types.ts";
import { theme } from "./theme.ts";
import { words } from "./words.ts";

export interface EditorEvents {
  /** The text changed; `typed` tells typing from larger steps such as paste, undo or a new sample. */
  changed(typed: boolean): void;
  /** The caret moved, or the history did. */
  moved(): void;
  /** A change would bring in person numbers that may be real. It is held back; the answer says what comes instead. */
  alarm(found: readonly Found[]): Promise<boolean>;
  /** The symbol in the margin of this line was pressed. */
  pressed(line: number): void;
}

export class Editor {
  readonly view: EditorView;
  #known: { readonly doc: Text; readonly text: string } | null = null;

  constructor(host: HTMLElement, text: string, events: EditorEvents, persons: Persons | null) {
    const root = host.attachShadow({ mode: "open" });
    const guarded = persons ? guard(persons, (found) => events.alarm(found), () => this.view) : [];
    const state = EditorState.create({ doc: text, extensions: [guarded, extensions(events)] });
    this.view = new EditorView({ state, root, parent: root });
  }

  get text(): string {
    const { doc } = this.view.state;
    if (this.#known?.doc !== doc) this.#known = { doc, text: doc.toString() };
    return this.#known.text;
  }

  get line(): number {
    return this.view.state.doc.lineAt(this.view.state.selection.main.head).number;
  }

  get canUndo(): boolean {
    return undoDepth(this.view.state) > 0;
  }

  get canRedo(): boolean {
    return redoDepth(this.view.state) > 0;
  }

  /** Put another text in the field, as one step that can be undone. */
  replace(text: string): void {
    const all = { from: 0, to: this.view.state.doc.length, insert: text };
    this.view.dispatch({ changes: all, selection: { anchor: 0 }, effects: EditorView.scrollIntoView(0), userEvent: "replace" });
  }

  /** Make edits by line and column, as one step that can be undone, and go to the first of them. */
  edit(edits: readonly Edit[]): void {
    const { doc } = this.view.state;
    const changes = edits.map(({ line, column, end_line, end_column, text }) => ({
      from: positionOf(doc, line, column),
      to: positionOf(doc, end_line, end_column),
      insert: text,
    }));
    const at = changes[0]?.from ?? 0;
    this.view.dispatch({ changes, effects: EditorView.scrollIntoView(at, { y: "center" }), userEvent: "replace" });
  }

  /** Move the caret to a finding and give it the focus. */
  go(finding: Pick<Finding, "line" | "column">): void {
    const { from } = rangeOf(this.view.state.doc, finding);
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }

  undo(): void {
    undo(this.view);
  }

  redo(): void {
    redo(this.view);
  }

  destroy(): void {
    this.view.destroy();
  }

  show(findings: readonly Finding[]): void {
    this.view.dispatch(show(this.view.state, findings));
  }
}

/** Text with the line ends that the field gives back. */
export function plain(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Escape frees Tab, which then leaves the field; any other key gives Tab back to indenting. */
const leaving = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.key === "Escape") view.setTabFocusMode(true);
    else if (!["Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key)) view.setTabFocusMode(false);
  },
  blur: (_event, view) => view.setTabFocusMode(false),
});

/** Hold back changes that would bring in person numbers that may be real, until the reader has answered. */
function guard(persons: Persons, alarm: EditorEvents["alarm"], view: () => EditorView): Extension {
  return EditorState.transactionFilter.of((change) => {
    if (!change.docChanged || !bringsReal(change, persons)) return change;
    const after = change.newDoc.toString();
    const found = realNumbers(after, persons);
    const { startState } = change;
    void alarm(found).then((swap) => {
      if (!swap || view().state.doc !== startState.doc) return;
      const all = { from: 0, to: startState.doc.length, insert: replaced(after, found, persons) };
      view().dispatch({ changes: all, userEvent: "replace" });
    });
    return [];
  });
}

/** True when a number that may be real stands in, or is completed by, the changed parts of a text. */
function bringsReal(change: Transaction, persons: Persons): boolean {
  let brings = false;
  change.changes.iterChangedRanges((_from, _to, from, to) => {
    const near = change.newDoc.sliceString(Math.max(0, from - REACH), Math.min(change.newDoc.length, to + REACH));
    brings ||= realNumbers(near, persons).length > 0;
  });
  return brings;
}

function extensions(events: EditorEvents): Extension {
  return [
    leaving,
    EditorState.phrases.of(words.phrases),
    EditorView.contentAttributes.of({ "aria-label": words.editor.label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
    marks((view, line) => {
      view.dispatch({ selection: { anchor: view.state.doc.line(line).from } });
      events.pressed(line);
    }),
    lineNumbers(),
    foldGutter(),
    codeFolding(),
    history(),
    search({ top: true }),
    highlightSelectionMatches(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    bracketMatching(),
    indentOnInput(),
    indentUnit.of("  "),
    xmlLanguage,
    EditorView.lineWrapping,
    keymap.of([...searchKeymap, ...lintKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        events.changed(update.transactions.some((transaction) => transaction.isUserEvent("input.type")));
      }
      if (update.docChanged || update.selectionSet) events.moved();
    }),
    theme,
  ];
}
