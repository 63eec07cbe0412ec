// SPDX-License-Identifier: MIT
// The few things a page can do: change colours, open the menu, print, copy code.
const root = document.documentElement;

const themeButton = document.querySelector("[data-gjor=visning]");
const nameTheme = () => {
  const label = root.dataset.theme === "dark" ? "Bytt til lys visning" : "Bytt til mørk visning";
  themeButton?.setAttribute("aria-label", label);
  themeButton?.setAttribute("title", label);
};
themeButton?.addEventListener("click", () => {
  root.velgVisning(root.dataset.theme === "dark" ? "lys" : "mork");
  nameTheme();
});
nameTheme();

const menuButton = document.querySelector("[data-gjor=meny]");
const menu = document.getElementById("meny");
const openMenu = (open) => {
  menu.classList.toggle("er-apen", open);
  menuButton.setAttribute("aria-expanded", String(open));
};
menuButton?.addEventListener("click", () => openMenu(!menu.classList.contains("er-apen")));
menu?.addEventListener("click", (event) => {
  if (event.target.closest("a")) openMenu(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.classList.contains("er-apen")) {
    openMenu(false);
    menuButton.focus();
  }
});

document.querySelector("[data-gjor=skriv-ut]")?.addEventListener("click", () => window.print());

if (navigator.clipboard) {
  for (const block of document.querySelectorAll("div[class*=highlight-] > .highlight")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "knapp kopier";
    button.textContent = "Kopier";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("pre").innerText);
      button.textContent = "Kopiert";
    });
    block.append(button);
  }
}

for (const block of document.querySelectorAll("article pre")) {
  if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
}
