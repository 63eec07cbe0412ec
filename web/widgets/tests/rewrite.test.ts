// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { rewritten } from "../rewrite.ts";

const names = { "http://a/2009": "http://a/2012$&" };

test("a namespace in either kind of quotes is replaced, word for word", () => {
  assert.equal(rewritten(`<a xmlns="http://a/2009" xmlns:b='http://a/2009'/>`, names), `<a xmlns="http://a/2012$&" xmlns:b='http://a/2012$&'/>`);
});

test("the same address in running text, or as part of another, is left alone", () => {
  const text = `<a xmlns="http://a/2009/b">http://a/2009</a>`;
  assert.equal(rewritten(text, names), text);
});

test("without anything to replace the text is as it was", () => {
  assert.equal(rewritten("<a/>", {}), "<a/>");
});
