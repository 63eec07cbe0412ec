// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf } from "../mend.ts";

const TEXT = "<a>\n  <b>1</b>\n  <d>😀3</d>\n</a>";
const edit = (line: number, column: number, end_line: number, end_column: number, text: string) => ({
  line,
  column,
  end_line,
  end_column,
  text,
});

test("an inserted line is shown alone", () => {
  const fix = { title: "", edits: [edit(3, 1, 3, 1, "  <c>2</c>\n")] };
  assert.deepEqual(changesOf(TEXT, fix), [{ line: 3, before: [], after: ["  <c>2</c>"] }]);
});

test("a changed line is shown before and after, counted in characters", () => {
  const fix = { title: "", edits: [edit(3, 7, 3, 8, "4")] };
  assert.deepEqual(changesOf(TEXT, fix), [{ line: 3, before: ["  <d>😀3</d>"], after: ["  <d>😀4</d>"] }]);
});

test("edits far apart are two changes, and neighbours are one", () => {
  const far = { title: "", edits: [edit(1, 1, 1, 4, "<x>"), edit(4, 1, 4, 5, "</x>")] };
  assert.deepEqual(
    changesOf(TEXT, far).map(({ line }) => line),
    [1, 4],
  );
  const near = { title: "", edits: [edit(2, 6, 2, 7, "9"), edit(3, 6, 3, 7, "")] };
  assert.deepEqual(changesOf(TEXT, near), [
    { line: 2, before: ["  <b>1</b>", "  <d>😀3</d>"], after: ["  <b>9</b>", "  <d>3</d>"] },
  ]);
});

test("a move shows where the line was and where it will be", () => {
  const fix = { title: "", edits: [edit(2, 1, 3, 1, ""), edit(4, 1, 4, 1, "  <b>1</b>\n")] };
  const [change] = changesOf(TEXT, fix);
  assert.deepEqual(change?.before, ["  <b>1</b>", "  <d>😀3</d>"]);
  assert.deepEqual(change?.after, ["  <d>😀3</d>", "  <b>1</b>"]);
});
