// SPDX-License-Identifier: MIT
// Findings at their place in the text: underline with explanation, a symbol in the margin, the title after the line.
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { type EditorState, type Extension, RangeSet, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker, WidgetType } from "@codemirror/view";
import { h, icon } from "./dom.ts";
import { rangeOf } from "./places.ts";
import type { Finding, Severity } from "../engine/types.ts";
import { words } from "./words.ts";

const RANK: Readonly<Record<Severity, number>> = { feil: 0, advarsel: 1, merknad: 2 };
const LINT = { feil: "error", advarsel: "warning", merknad: "info" } as const;

interface Marks {
  readonly gutter: RangeSet<GutterMarker>;
  readonly inline: DecorationSet;
}

class Symbol extends GutterMarker {
  constructor(readonly severity: Severity) {
    super();
  }

  override eq(other: Symbol): boolean {
    return other.severity === this.severity;
  }

  override toDOM(): Node {
    return h("span", { "data-severity": this.severity }, icon(words.icons[this.severity]));
  }
}

class Inline extends WidgetType {
  constructor(
    readonly severity: Severity,
    readonly title: string,
  ) {
    super();
  }

  override eq(other: Inline): boolean {
    return other.severity === this.severity && other.title === this.title;
  }

  override toDOM(): HTMLElement {
    return h("span", { class: "plo-inline", "data-severity": this.severity }, this.title);
  }
}

const settle = StateEffect.define<Marks>();

const field = StateField.define<Marks>({
  create: () => ({ gutter: RangeSet.empty, inline: Decoration.none }),
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(settle)) return effect.value;
    if (!transaction.docChanged) return marks;
    return { gutter: marks.gutter.map(transaction.changes), inline: marks.inline.map(transaction.changes) };
  },
  provide: (self) => EditorView.decorations.from(self, (marks) => marks.inline),
});

/** The margin and the words after the line. `pressed` hears the line whose symbol was pressed. */
export function marks(pressed: (view: EditorView, line: number) => void): Extension {
  return [
    field,
    gutter({
      class: "plo-marks",
      markers: (view) => view.state.field(field).gutter,
      initialSpacer: () => new Symbol("feil"),
      domEventHandlers: {
        mousedown(view, block) {
          pressed(view, view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
  ];
}

/** The transaction that shows findings in place of those shown before. */
export function show(state: EditorState, findings: readonly Finding[]): TransactionSpec {
  const diagnostics = findings.map((finding) => diagnosticOf(state, finding));
  const worst = new Map<number, Finding>();
  for (const finding of findings) {
    const line = state.doc.lineAt(rangeOf(state.doc, finding).from);
    const known = worst.get(line.from);
    if (!known || RANK[finding.severity] < RANK[known.severity]) worst.set(line.from, finding);
  }
  const lines = [...worst].sort(([one], [other]) => one - other);
  const effect = settle.of({
    gutter: RangeSet.of(lines.map(([at, { severity }]) => new Symbol(severity).range(at))),
    inline: Decoration.set(
      lines.map(([at, { severity, title }]) =>
        Decoration.widget({ widget: new Inline(severity, title), side: 1 }).range(state.doc.lineAt(at).to),
      ),
    ),
  });
  const spec = setDiagnostics(state, diagnostics);
  return { ...spec, effects: [spec.effects ?? [], effect].flat() };
}

function diagnosticOf(state: EditorState, finding: Finding): Diagnostic {
  return {
    ...rangeOf(state.doc, finding),
    severity: LINT[finding.severity],
    message: finding.title,
    renderMessage: () => h("div", {}, h("p", {}, finding.title), h("p", {}, finding.remedy)),
  };
}
