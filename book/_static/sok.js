// SPDX-License-Identifier: MIT
// The words of Sphinx's search in plain bokmål. Sphinx's own file of translations needs eval, which the policy forbids.
Object.assign(Documentation.TRANSLATIONS, {
  ", in ": ", i ",
  Searching: "Søker",
  "Search Results": "Treff",
  "Preparing search...": "Gjør klar søket …",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Antall treff: ${resultCount}.",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Ingen treff. Prøv et annet ord, eller bare en del av ordet.",
});
Documentation.LOCALE = "nb";
