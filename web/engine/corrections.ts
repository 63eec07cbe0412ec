// SPDX-License-Identifier: MIT
/** Read a value written in another form, when there is only one thing it can mean. Twin of explain/corrections.py. */

import { trim } from "./problem.ts";
import type { ModelType } from "./types.ts";
import { nearest } from "./wording.ts";

const DAY = "(?<d>\\d{1,2})[./-](?<m>\\d{1,2})[./-](?<y>\\d{4})";
const YEAR = "(?<y>\\d{4})(?<mark>[-./ ]?)(?<m>\\d{2})\\k<mark>(?<d>\\d{2})";
const CLOCK = "(?<h>\\d{1,2})[:.](?<i>\\d{2})(?:[:.](?<s>\\d{2}(?:\\.\\d+)?))?";
const ZONE = "(?<z>Z|[+-]\\d{2}:?\\d{2})?";
const DATES = [DAY, YEAR].map((day) => new RegExp(`^${day}$`));
const MOMENTS = [DAY, YEAR].map((day) => new RegExp(`^${day}(?:[Tt ]| kl\\.? ?)${CLOCK} ?${ZONE}$`));
const TIMES = [new RegExp(`^${CLOCK} ?${ZONE}$`)];
const SHAPES: Record<string, RegExp[]> = { date: DATES, dateTime: MOMENTS, time: TIMES, union: [...DATES, ...MOMENTS] };
const NUMBER = /^[+-]?\d+(?: \d{3})*(?:[.,]\d+)?$/;
const ANSWERS: Record<string, string[]> = {
  true: ["ja", "j", "sann", "sant", "yes", "y", "true", "t"],
  false: ["nei", "n", "usann", "usant", "no", "false", "f"],
};

/** The value that was meant, in the form of the declared simple type; null when nobody can know. */
export function corrected(value: string, declared: ModelType, fixed: string | null): string | null {
  const plain = trim(value);
  if (fixed !== null) return fixed;
  if (declared.e && declared.e.length > 0) return oneOf(plain, declared.e);
  const base = declared.b ?? "";
  if (declared.n?.endsWith(":oid")) return oid(plain);
  if (base === "boolean") {
    return Object.entries(ANSWERS).find(([, said]) => said.includes(plain.toLowerCase()))?.[0] ?? null;
  }
  if (["integer", "decimal", "double"].includes(base)) return numeric(plain, base);
  return SHAPES[base] ? moment(plain, SHAPES[base]) : null;
}

function oneOf(plain: string, allowed: string[]): string | null {
  const alike = allowed.filter((item) => item.toLowerCase() === plain.toLowerCase());
  return alike.length === 1 ? (alike[0] ?? null) : nearest(plain, allowed);
}

function oid(plain: string): string | null {
  const bare = plain.replace(/[ \t\r\n]/g, "").replace(/^(?:urn:oid:|oid:)/i, "");
  const dotted = bare.replaceAll(",", ".").replace(/\.\.+/g, ".").replace(/^\.+|\.+$/g, "");
  return /^[0-9]+(?:\.[0-9]+)*$/.test(dotted) ? dotted : null;
}

function numeric(plain: string, base: string): string | null {
  if (!NUMBER.test(plain)) return null;
  const written = plain.replaceAll(" ", "").replaceAll(",", ".");
  return base !== "integer" || !written.includes(".") ? written : null;
}

function moment(plain: string, shapes: RegExp[]): string | null {
  const part = shapes.map((shape) => shape.exec(plain)).find((match) => match)?.groups;
  if (!part) return null;
  const day = part["y"] ? `${part["y"]}-${two(part["m"])}-${two(part["d"])}` : "";
  const clock = part["h"] ? `${two(part["h"])}:${part["i"] ?? ""}:${part["s"] ?? "00"}${zone(part["z"])}` : "";
  return [day, clock].filter(Boolean).join("T");
}

function two(digits = ""): string {
  return digits.padStart(2, "0");
}

function zone(written = ""): string {
  return written.length === 5 ? `${written.slice(0, 3)}:${written.slice(3)}` : written;
}
