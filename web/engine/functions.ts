// SPDX-License-Identifier: MIT
/** The named functions of the rules, for what XPath 1.0 cannot say. Twin of src/plokit/rule_functions.py. */

import { trim } from "./problem.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const WEIGHTS = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2, 1],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1],
];
const ORGANISATION_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1];
const MAGIC: Record<string, number[][]> = {
  "application/pdf": [[0x25, 0x50, 0x44, 0x46]],
  "image/png": [[0x89, 0x50, 0x4e, 0x47]],
  "image/jpeg": [[0xff, 0xd8, 0xff]],
  "image/jpg": [[0xff, 0xd8, 0xff]],
  "image/gif": [[0x47, 0x49, 0x46, 0x38]],
  "image/tiff": [
    [0x49, 0x49, 0x2a, 0x00],
    [0x4d, 0x4d, 0x00, 0x2a],
  ],
  "application/zip": [[0x50, 0x4b, 0x03, 0x04]],
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A readable date or time: the calendar day, and the instant in milliseconds when a time of day is given. */
interface Moment {
  year: number;
  month: number;
  day: number;
  instant: number | null;
}

/** Milliseconds of a wall clock taken as UTC, or null when there is no such day or time in the years 1 to 9999. */
function wallOf(parts: number[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (year < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const clock = new Date(0);
  clock.setUTCFullYear(year, month - 1, day);
  if (clock.getUTCFullYear() !== year || clock.getUTCMonth() !== month - 1 || clock.getUTCDate() !== day) return null;
  return clock.getTime() + hour * HOUR + minute * 60_000 + second * 1000;
}

function moment(text: string): Moment | null {
  const trimmed = trim(text);
  const found = DATE.exec(trimmed) ?? DATE_TIME.exec(trimmed);
  if (!found) return null;
  const timed = found.length > 4;
  const parts = found.slice(1, timed ? 7 : 4).map(Number);
  const wall = wallOf(parts);
  if (wall === null) return null;
  const [year = 0, month = 0, day = 0] = parts;
  if (!timed) return { year, month, day, instant: null };
  const instant = wall - offset(wall, year, found[7]);
  const utcYear = new Date(instant).getUTCFullYear();
  return utcYear < 1 || utcYear > 9999 ? null : { year, month, day, instant };
}

/** How far a wall clock is ahead of UTC; without a zone it is Norwegian time. */
function offset(wall: number, year: number, zone: string | undefined): number {
  if (zone === "Z") return 0;
  if (zone) return (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(4, 6)) * 60_000);
  return lastSunday(year, 3, 2) <= wall && wall < lastSunday(year, 10, 3) ? 2 * HOUR : HOUR;
}

function lastSunday(year: number, month: number, hour: number): number {
  const last = new Date(0);
  last.setUTCFullYear(year, month - 1, 31);
  return last.getTime() - last.getUTCDay() * DAY + hour * HOUR;
}

function weighed(text: string, weights: number[]): boolean {
  return weights.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 11 === 0;
}

function personNumber(text: string): boolean {
  const number = trim(text);
  return !/^\d{11}$/.test(number) || WEIGHTS.every((weights) => weighed(number, weights));
}

function organisationNumber(text: string): boolean {
  const number = trim(text);
  return !/^\d{9}$/.test(number) || weighed(number, ORGANISATION_WEIGHTS);
}

/** Year of the century, month and day that a person number tells; null when its digits or month cannot be read. */
function born(number: string, offsets: readonly number[]): [number, number, number] | null {
  if (!/^\d{11}$/.test(number) || !personNumber(number)) return null;
  const written = Number(number.slice(2, 4));
  const month = written - (offsets.find((offset) => written - offset >= 1 && written - offset <= 12) ?? 0);
  const day = Number(number.slice(0, 2));
  return month <= 12 ? [Number(number.slice(4, 6)), month, day > 40 ? day - 40 : day] : null;
}

function birthAgrees(offsets: readonly number[], number: string, birth: string): boolean {
  const told = born(trim(number), offsets);
  const stated = moment(birth);
  if (!told || !stated) return true;
  const [year, month, day] = told;
  return year === stated.year % 100 && month === stated.month && day === stated.day;
}

function synthetic(offsets: readonly number[], text: string): boolean {
  const number = trim(text);
  if (!/^\d{11}$/.test(number) || /^[89]/.test(number) || !personNumber(number)) return true;
  const month = Number(number.slice(2, 4));
  return offsets.some((offset) => month - offset >= 1 && month - offset <= 12);
}

function sexAgrees(number: string, code: string): boolean {
  const [digits, sex] = [trim(number), trim(code)];
  return !/^\d{11}$/.test(digits) || !personNumber(digits) || !["1", "2"].includes(sex) || Number(digits[8]) % 2 === Number(sex) % 2;
}

function dayOf({ year, month, day }: Moment): number {
  return Math.round((wallOf([year, month, day]) ?? 0) / DAY);
}

function inOrder(first: string, second: string): boolean {
  const [one, other] = [moment(first), moment(second)];
  if (!one || !other) return true;
  if (one.instant !== null && other.instant !== null) return one.instant <= other.instant;
  return dayOf(one) <= dayOf(other);
}

function notBefore(late: string, early: string, days: string): boolean {
  const [one, other] = [moment(late), moment(early)];
  return !one || !other || dayOf(other) - dayOf(one) <= Number(days);
}

export function notFuture(text: string, now: number): boolean {
  const found = moment(text);
  if (!found) return true;
  if (found.instant !== null) return found.instant <= now + 5 * 60_000;
  return dayOf(found) <= Math.floor((now + 14 * HOUR) / DAY);
}

function isBase64(text: string): boolean {
  const folded = text.replace(/[ \t\r\n]+/g, "");
  const padding = folded.endsWith("==") ? 2 : folded.endsWith("=") ? 1 : 0;
  return folded.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(folded.slice(0, folded.length - padding));
}

function mimeFits(mime: string, text: string): boolean {
  const name = trim(mime).toLowerCase();
  const beginnings = Object.hasOwn(MAGIC, name) ? MAGIC[name] : undefined;
  if (!beginnings) return true;
  const start = text.slice(0, 64).replace(/[ \t\r\n]+/g, "");
  const whole = start.slice(0, Math.floor(start.length / 4) * 4);
  if (!isBase64(whole)) return true;
  const bytes = atob(whole);
  return beginnings.some((beginning) => beginning.every((byte, at) => bytes.charCodeAt(at) === byte));
}

export const FUNCTIONS: Record<string, (...values: string[]) => boolean> = {
  "person-number": personNumber,
  "organisation-number": organisationNumber,
  "sex-agrees": sexAgrees as (...values: string[]) => boolean,
  "in-order": inOrder as (...values: string[]) => boolean,
  "not-before": notBefore as (...values: string[]) => boolean,
  base64: isBase64,
  "mime-fits": mimeFits as (...values: string[]) => boolean,
};

/** These also take the offsets of the series in schemas/persons.toml, first. */
export const BY_SERIES: Record<string, (offsets: readonly number[], ...values: string[]) => boolean> = {
  "birth-agrees": birthAgrees as (offsets: readonly number[], ...values: string[]) => boolean,
  synthetic: synthetic as (offsets: readonly number[], ...values: string[]) => boolean,
};
