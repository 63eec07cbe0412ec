// SPDX-License-Identifier: MIT
// Built into the search: what is for reading comes before what is for looking up. The search page has loaded Scorer first.
if (typeof Scorer === "object") {
  Scorer.score = ([name, , , , score]) => score - (name.startsWith("book/referanse/") ? 100 : 0);
}
