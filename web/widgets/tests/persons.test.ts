// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { FUNCTIONS } from "../../engine/functions.ts";
import { masked, realNumbers, replaced } from "../persons.ts";

const persons = { offsets: [80, 65], cast: [{ name: "Aslaug", number: "ASLAUG" }, { name: "Odd", number: "ODD" }] };

/** A number with right check digits for a day and month, made here so that none stands in the source. */
function made(day: string, month: string): string {
  for (let serial = 0; serial < 1000; serial += 1) {
    for (let check = 0; check < 100; check += 1) {
      const number = `${day}${month}00${String(serial).padStart(3, "0")}${String(check).padStart(2, "0")}`;
      if (FUNCTIONS["person-number"]?.(number)) return number;
    }
  }
  throw new Error("no such number");
}

const plain = made("01", "02");
const numbers = (text: string) => realNumbers(text, persons).map(({ number }) => number);

test("a number with a plain month is found, alone, in an element, and written in two parts", () => {
  assert.deepEqual(numbers(plain), [plain]);
  assert.deepEqual(numbers(`<Id>${plain}</Id>`), [plain]);
  assert.deepEqual(numbers(`født ${plain.slice(0, 6)} ${plain.slice(6)}.`), [plain]);
});

test("a D-number and a number that may be an H-number are found", () => {
  const [d, hospital] = [made("41", "02"), made("01", "42")];
  assert.deepEqual(numbers(`${d} ${hospital}`), [d, hospital]);
});

test("numbers of the safe series are let through", () => {
  assert.deepEqual(numbers(`${made("01", "82")} ${made("01", "67")}`), []);
});

test("other digits are no person numbers", () => {
  const wrong = `${plain.slice(0, 10)}${(Number(plain[10]) + 1) % 10}`;
  assert.deepEqual(numbers(`${wrong} 1${plain} ${plain}1 2.16.${plain} 98765432`), []);
});

test("the same number gives way to the same person, and the mask shows two digits", () => {
  const other = made("02", "03");
  const text = `a ${plain} b ${other} c ${plain}`;
  assert.equal(replaced(text, realNumbers(text, persons), persons), "a ASLAUG b ODD c ASLAUG");
  assert.equal(masked(plain).replace(/•/g, ""), plain.slice(0, 2));
});
