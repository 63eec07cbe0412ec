// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, offsets } from "../fixes.ts";

const edit = (line: number, column: number, end_line: number, end_column: number, text: string) => ({
  line, column, end_line, end_column, text,
});

test("positions count characters, and the end is not included", () => {
  const fix = { title: "", edits: [edit(1, 3, 1, 4, "x"), edit(2, 2, 2, 2, "!")] };
  assert.equal(apply("😀abc\næø", fix), "😀axc\næ!ø");
  assert.deepEqual(offsets("😀abc\næø", fix)[0], [3, 4, "x"]);
});

test("an edit may take whole lines away", () => {
  assert.equal(apply("a\nb\nc", { title: "", edits: [edit(2, 1, 3, 1, "")] }), "a\nc");
});

test("edits of another text are refused", () => {
  for (const edits of [
    [edit(3, 1, 3, 1, "")],
    [edit(1, 4, 1, 5, "")],
    [edit(0, 1, 1, 1, "")],
    [edit(1, 2, 1, 1, "")],
    [edit(1, 1, 1, 3, ""), edit(1, 2, 1, 3, "")],
  ]) {
    assert.throws(() => apply("ab\nc", { title: "", edits }), /not in this text|not overlap/);
  }
});
