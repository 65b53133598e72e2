"use strict";
/* The account's menu closes by Escape, by a click elsewhere, and when the focus goes on. */
document.addEventListener("DOMContentLoaded", () => {
  const menu = document.querySelector("details.account");
  if (!menu) return;
  for (const name of ["click", "focusin"]) {
    document.addEventListener(name, ({ target }) => { if (!menu.contains(target)) menu.open = false; });
  }
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
