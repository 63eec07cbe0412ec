// SPDX-License-Identifier: MIT
// Runs before the first paint: says that JavaScript is there, and shows the colours the reader chose last time.
(() => {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = window.localStorage.getItem("visning");
  } catch {
    chosen = null;
  }

  const show = () => {
    const dark = chosen ? chosen === "mork" : system.matches;
    root.dataset.theme = dark ? "dark" : "light";
    const sheet = document.getElementById("mork");
    if (sheet) sheet.media = dark ? "screen" : "not all";
  };

  root.classList.add("js");
  root.velgVisning = (name) => {
    chosen = name;
    try {
      window.localStorage.setItem("visning", name);
    } catch {
      // A browser that stores nothing still changes colours for this page.
    }
    show();
  };
  system.addEventListener("change", show);
  show();
})();
