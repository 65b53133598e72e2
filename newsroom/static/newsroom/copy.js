"use strict";
/* Copies an address. Without this it is selected and copied by hand. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");  // no clipboard without HTTPS
  }
  button.textContent = button.dataset.done;
});
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("button[data-copy]").forEach((button) => { button.hidden = false; });
});
