// SPDX-License-Identifier: MIT
// The tree of a message: open and close all, find a field by name, follow a link into a fold, print what is folded.
const tree = document.querySelector(".ref-tre");
const foldsIn = (element) => [...(element?.querySelectorAll("details") ?? [])];
const tool = (name) => document.querySelector(`[data-ref=${name}]`);

const openAll = (open) => {
  for (const fold of foldsIn(tree)) fold.open = open;
};
tool("apne")?.addEventListener("click", () => openAll(true));
tool("lukk")?.addEventListener("click", () => openAll(false));

/** Open the folds around an element. */
const uncover = (element) => {
  for (let at = element; at; at = at.parentElement) if (at.localName === "details") at.open = true;
};

const follow = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest(".ref-tre")) return;
  if (tree.contains(target)) show("");
  uncover(target);
  const fold = target.querySelector("details");
  if (fold) fold.open = true;
  target.scrollIntoView();
};

// A field is shown when its own name fits; so is everything above and below it.
const items = tree ? [...tree.querySelectorAll("li")] : [];
const names = new Map(
  items.map((item) => [item, item.querySelector(":scope > details > summary")?.textContent.toLowerCase() ?? ""]),
);
const show = (typed) => {
  const field = tool("filter");
  if (!field) return;
  if (field.value !== typed) field.value = typed;
  const wanted = typed.trim().toLowerCase();
  const fits = new Set();
  for (const item of items) {
    if (!wanted || !names.get(item).includes(wanted)) continue;
    for (let at = item; at && at !== tree; at = at.parentElement) fits.add(at);
    for (const below of item.querySelectorAll("li")) fits.add(below);
    uncover(item.parentElement);
  }
  for (const item of items) item.hidden = wanted !== "" && !fits.has(item);
  const none = tool("ingen");
  none.textContent = wanted && fits.size === 0 ? none.dataset.tekst : "";
};
let pause;
tool("filter")?.addEventListener("input", (event) => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (!event.target.value) openAll(false);
    show(event.target.value);
  }, 150);
});

addEventListener("hashchange", follow);
// A second press on the same link changes no hash.
document.querySelector("article")?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link?.getAttribute("href") === location.hash) follow();
});
if (location.hash) follow();

// A print shows what the reader has opened, or everything when nothing is open.
let closed = [];
addEventListener("beforeprint", () => {
  const trees = [...document.querySelectorAll(".ref-tre")].map(foldsIn);
  closed = trees.filter((folds) => !folds.some((fold) => fold.open)).flat();
  for (const fold of closed) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of closed) fold.open = false;
});
