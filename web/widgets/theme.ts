// SPDX-License-Identifier: MIT
// How the editor looks. Colours are the custom properties of validator.css, so that light and dark are chosen there.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const looks = EditorView.theme({
  "&": { color: "var(--plo-text)", backgroundColor: "var(--plo-field)", height: "100%", fontSize: "var(--plo-code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--plo-mono)", lineHeight: "1.6", overscrollBehavior: "contain" },
  ".cm-content": { caretColor: "var(--plo-text)", padding: "0.5rem 0" },
  ".cm-line": { padding: "0 0.75rem 0 0.5rem" },
  ".cm-cursor": { borderLeftColor: "var(--plo-text)" },
  ".cm-activeLine": { backgroundColor: "var(--plo-active)" },
  ".cm-line::selection, .cm-line ::selection, .cm-content ::selection": { backgroundColor: "var(--plo-select)" },
  ".cm-gutters": { backgroundColor: "var(--plo-gutter)", color: "var(--plo-muted)", border: "none", borderRight: "1px solid var(--plo-line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--plo-active)", color: "var(--plo-text)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.25rem 0 0.125rem", minWidth: "1.75rem" },
  ".cm-foldGutter .cm-gutterElement": { cursor: "pointer", padding: "0 0.25rem" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--plo-surface)", border: "1px solid var(--plo-line)", color: "var(--plo-muted)", padding: "0 0.375rem" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--plo-match)" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  ".cm-searchMatch": { backgroundColor: "var(--plo-warning-field)", outline: "1px solid var(--plo-warning)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--plo-match)" },
  ".cm-specialChar": { color: "var(--plo-error)" },
  ".cm-panels": { backgroundColor: "var(--plo-surface)", color: "var(--plo-text)" },
  ".cm-panels.cm-panels-top, .cm-panels.cm-panels-bottom": { border: "0 solid var(--plo-line)", borderBottomWidth: "1px" },
  ".cm-panel.cm-search": { padding: "0.5rem 2rem 0.5rem 0.5rem", fontSize: "0.9375rem" },
  ".cm-panel.cm-search label": { fontSize: "inherit", display: "inline-flex", alignItems: "center", minHeight: "1.75rem" },
  ".cm-panel.cm-search [name=close]": { color: "var(--plo-text)", fontSize: "1.25rem", minWidth: "1.75rem", minHeight: "1.75rem" },
  ".cm-textfield": { backgroundColor: "var(--plo-field)", color: "var(--plo-text)", border: "1px solid var(--plo-border)", borderRadius: "4px", font: "inherit", padding: "0.25rem 0.5rem" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--plo-field)", color: "var(--plo-text)", border: "1px solid var(--plo-border)", borderRadius: "4px", font: "inherit", padding: "0.25rem 0.625rem" },
  ".cm-tooltip": { backgroundColor: "var(--plo-field)", color: "var(--plo-text)", border: "1px solid var(--plo-border)", borderRadius: "6px", boxShadow: "0 4px 16px rgb(0 0 0 / 0.18)", maxWidth: "min(28rem, 85vw)" },
  ".cm-diagnostic": { borderLeft: "4px solid var(--plo-accent)", padding: "0.5rem 0.75rem", fontFamily: "var(--plo-font)", fontSize: "0.9375rem", lineHeight: "1.5" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--plo-error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--plo-warning)" },
  ".cm-diagnostic p": { margin: "0" },
  ".cm-diagnostic p:first-child": { fontWeight: "600" },
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0", textDecoration: "underline wavy var(--plo-accent) 1.5px", textUnderlineOffset: "4px", textDecorationSkipInk: "none" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationColor: "var(--plo-error)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationColor: "var(--plo-warning)" },
  ".cm-lintRange-active": { backgroundColor: "var(--plo-match)" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--plo-error)" },
  ".plo-marks": { width: "1.25rem" },
  ".plo-marks .cm-gutterElement": { display: "flex", alignItems: "flex-start", justifyContent: "center", cursor: "pointer" },
  ".plo-icon": { marginTop: "0.125em", width: "1.125rem", height: "1.125rem", borderRadius: "50%", fill: "none", stroke: "var(--plo-field)", strokeWidth: "3", strokeLinecap: "round", backgroundColor: "var(--plo-accent)" },
  "[data-severity=feil] .plo-icon": { backgroundColor: "var(--plo-error)" },
  "[data-severity=advarsel] .plo-icon": { backgroundColor: "var(--plo-warning)" },
  ".plo-inline": { fontFamily: "var(--plo-font)", fontSize: "0.875em", display: "inline-block", maxWidth: "100%", boxSizing: "border-box", lineHeight: "1.4", marginLeft: "1em", padding: "0 0.5em", borderRadius: "4px", whiteSpace: "normal", color: "var(--plo-text)", backgroundColor: "var(--plo-accent-field)" },
  ".plo-inline[data-severity=feil]": { color: "var(--plo-error)", backgroundColor: "var(--plo-error-field)" },
  ".plo-inline[data-severity=advarsel]": { color: "var(--plo-warning)", backgroundColor: "var(--plo-warning-field)" },
});

/** Long markup may break anywhere, so that it begins on its own line; the words between the tags stay whole. */
const anywhere = { wordBreak: "break-all" };

const colours = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: "var(--plo-xml-tag)", ...anywhere },
  { tag: tags.attributeName, color: "var(--plo-xml-attribute)", ...anywhere },
  { tag: [tags.attributeValue, tags.definitionOperator], color: "var(--plo-xml-value)", ...anywhere },
  { tag: [tags.comment, tags.documentMeta, tags.processingInstruction], color: "var(--plo-muted)" },
  { tag: tags.character, color: "var(--plo-xml-attribute)" },
]);

export const theme: Extension = [looks, syntaxHighlighting(colours)];
