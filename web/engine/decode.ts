// SPDX-License-Identifier: MIT
/** Stage 1: bytes to text. Twin of src/plokit/parsing/decode.py. */

import { problem, trim } from "./problem.ts";
import type { Problem } from "./types.ts";

const MEGABYTE = 1_000_000;
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const SUPPORTED: Record<string, string> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "latin-1",
  latin1: "latin-1",
  "latin-1": "latin-1",
  "windows-1252": "cp1252",
  cp1252: "cp1252",
};
const LABELS: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  cp1252: "Windows-1252",
};
/** Bytes that Windows-1252 leaves undefined; the WHATWG decoder lets them through, Python does not. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

export function tooLarge(size: number, limit: number): Problem | null {
  if (size <= limit) return null;
  return problem("XML-STOR", 0, "", "", {
    value: String(Math.ceil(size / MEGABYTE)),
    expected: String(Math.floor(limit / MEGABYTE)),
  });
}

/** The text of a message without byte order mark, or the problem that hinders it. */
export function decode(source: Uint8Array, limit: number): string | Problem {
  const large = tooLarge(source.length, limit);
  if (large) return large;
  const head = (...bytes: number[]): boolean => bytes.every((byte, index) => source[index] === byte);
  if (head(0xff, 0xfe, 0, 0) || head(0, 0, 0xfe, 0xff)) return problem("XML-TEGNSETT", 0, "", "", { value: "UTF-32" });
  let encoding = "utf-8";
  let start = 0;
  if (head(0xef, 0xbb, 0xbf)) start = 3;
  else if (head(0xff, 0xfe)) [encoding, start] = ["utf-16le", 2];
  else if (head(0xfe, 0xff)) [encoding, start] = ["utf-16be", 2];
  else if (head(0x3c, 0)) encoding = "utf-16le";
  else if (head(0, 0x3c)) encoding = "utf-16be";
  else {
    const declared = DECLARED.exec(latin1(source.subarray(0, 300)))?.[1];
    if (declared !== undefined) {
      const known = SUPPORTED[declared.toLowerCase()];
      if (known === undefined) return problem("XML-TEGNSETT", 0, "", "", { value: declared });
      encoding = known;
    }
  }
  const body = source.subarray(start);
  const [text, clean] = read(body, encoding);
  if (clean) return text;
  if (!trim(text.slice(0, 4096)).startsWith("<")) return problem("XML-IKKE-XML", 0, "");
  return problem("XML-TEGNSETT", text.indexOf("\ufffd"), "", "bytes", { value: LABELS[encoding] ?? encoding });
}

/** Decode, and say whether every byte made sense; what did not is U+FFFD. */
function read(body: Uint8Array, encoding: string): [string, boolean] {
  if (encoding === "latin-1") return [latin1(body), true];
  if (encoding === "cp1252") {
    const text = new TextDecoder("windows-1252").decode(body);
    if (!body.some((byte) => UNDEFINED_1252.has(byte))) return [text, true];
    return [Array.from(text, (char, index) => (UNDEFINED_1252.has(body[index] ?? 0) ? "\ufffd" : char)).join(""), false];
  }
  try {
    return [new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body), true];
  } catch {
    return [new TextDecoder(encoding, { ignoreBOM: true }).decode(body), false];
  }
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join("");
}

/** Text that can be written as UTF-8: lone surrogates become U+FFFD, a leading byte order mark is dropped. */
export function cleanText(source: string): string {
  const text = source.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
