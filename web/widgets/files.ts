// SPDX-License-Identifier: MIT
// Files in and out: bytes to text in the order the engines use, and back in the encoding that the text declares.

export interface Decoded {
  readonly text: string;
  /** The encoding the bytes were read as. */
  readonly encoding: string;
  /** What the file says of itself, when its bytes are not that. */
  readonly contradicts: string | null;
}

type Name = "UTF-8" | "UTF-16LE" | "UTF-16BE" | "ISO-8859-1" | "Windows-1252";

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const NAMES: Readonly<Record<string, Name>> = {
  "utf-8": "UTF-8",
  utf8: "UTF-8",
  "us-ascii": "UTF-8",
  ascii: "UTF-8",
  "iso-8859-1": "ISO-8859-1",
  latin1: "ISO-8859-1",
  "latin-1": "ISO-8859-1",
  "windows-1252": "Windows-1252",
  cp1252: "Windows-1252",
};

/** Read any bytes as text. A declaration that the bytes do not keep is set aside and told. */
export function decode(bytes: Uint8Array): Decoded {
  const marked = byMark(bytes);
  const declared = DECLARED.exec(latin1(bytes.subarray(0, 300)))?.[1] ?? "UTF-8";
  const name = marked ?? NAMES[declared.toLowerCase()];
  const text = name === undefined ? null : read(bytes, name);
  if (name !== undefined && text !== null) return { text, encoding: name, contradicts: null };
  const utf8 = read(bytes, "UTF-8");
  if (utf8 !== null) return { text: utf8, encoding: "UTF-8", contradicts: declared };
  return { text: latin1(bytes), encoding: "ISO-8859-1", contradicts: marked ?? declared };
}

function byMark(bytes: Uint8Array): Name | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "UTF-8";
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "UTF-16LE";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "UTF-16BE";
  return null;
}

function read(bytes: Uint8Array, name: Name): string | null {
  if (name === "ISO-8859-1") return latin1(bytes);
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** ISO-8859-1 proper: what browsers call by that name is Windows-1252. */
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join("");
}

/** Write text as bytes so that an XML declaration in it stays true where it can. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  const declared = DECLARED.exec(text)?.[1]?.toLowerCase() ?? "utf-8";
  if (NAMES[declared] === "ISO-8859-1" || NAMES[declared] === "Windows-1252") {
    const codes = Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
    if (latin1(codes) === text) return codes;
  }
  if (declared === "utf-16" || declared === "utf-16le") {
    const codes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(codes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), true);
    return codes;
  }
  return new TextEncoder().encode(text);
}

/** Give the reader a file. Nothing is sent: the browser makes it from the text on the page. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([encode(text)], { type: "application/xml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
