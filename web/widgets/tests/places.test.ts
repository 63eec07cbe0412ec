// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { Text } from "@codemirror/state";
import { rangeOf } from "../places.ts";

const doc = Text.of(["<MsgHead>", "    <Type V=\"X\"/>", "", "  tekst 😀 <b>"]);
const marked = (line: number, column: number) => {
  const { from, to } = rangeOf(doc, { line, column });
  return doc.sliceString(from, to);
};

test("a finding at a tag marks its name", () => {
  assert.equal(marked(1, 1), "<MsgHead");
  assert.equal(marked(2, 5), "<Type");
});

test("a finding in the indentation marks what follows it", () => {
  assert.equal(marked(2, 1), "<Type");
});

test("a finding at an attribute marks its name", () => {
  assert.equal(marked(2, 11), "V");
});

test("a column past the end marks the whole line", () => {
  assert.equal(marked(1, 99), "<MsgHead>");
});

test("an empty line and a line that does not exist are no crash", () => {
  assert.equal(marked(3, 7), "");
  assert.equal(marked(99, 1), "tekst");
});

test("columns count characters, so an emoji before the place does not move it", () => {
  assert.equal(marked(4, 11), "<b");
});
