// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "../files.ts";

const bytes = (text: string, encoding: BufferEncoding = "utf8") => new Uint8Array(Buffer.from(text, encoding));

test("UTF-8 is read as it is, without its mark", () => {
  assert.deepEqual(decode(bytes("\ufeff<a>ærlig</a>")), { text: "<a>ærlig</a>", encoding: "UTF-8", contradicts: null });
});

test("a declared ISO-8859-1 is kept both ways", () => {
  const text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>blåbær</a>';
  assert.deepEqual(decode(bytes(text, "latin1")), { text, encoding: "ISO-8859-1", contradicts: null });
  assert.deepEqual(encode(text), bytes(text, "latin1"));
});

test("UTF-16 is seen by its mark or its first bytes", () => {
  assert.equal(decode(bytes("<a/>", "utf16le")).text, "<a/>");
  assert.equal(decode(bytes("\ufeff<a/>", "utf16le")).text, "<a/>");
});

test("text in UTF-16 that says so is written so", () => {
  const text = '<?xml version="1.0" encoding="UTF-16"?><a>å</a>';
  assert.deepEqual(encode(text), bytes(`\ufeff${text}`, "utf16le"));
});

test("bytes that are not what the file says are read anyway, and it is told", () => {
  const { text, encoding, contradicts } = decode(bytes("<a>blåbær</a>", "latin1"));
  assert.deepEqual([text, encoding, contradicts], ["<a>blåbær</a>", "ISO-8859-1", "UTF-8"]);
});

test("an unknown declared encoding gives way to UTF-8", () => {
  const text = '<?xml version="1.0" encoding="EBCDIC"?><a>å</a>';
  assert.deepEqual(decode(bytes(text)), { text, encoding: "UTF-8", contradicts: "EBCDIC" });
});

test("any bytes give a text", () => {
  assert.equal(decode(Uint8Array.from({ length: 256 }, (_, at) => at)).text.length, 256);
  assert.equal(decode(new Uint8Array()).text, "");
});

test("characters that the declared encoding lacks are not lost: the file becomes UTF-8", () => {
  const text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>…</a>';
  assert.equal(new TextDecoder().decode(encode(text)), text);
});
