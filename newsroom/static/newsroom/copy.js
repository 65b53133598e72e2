"use strict";
/* Copies an address, or a text with its structure. Without this they are selected and copied by hand. */
{
  const copyText = async (region) => {
    getSelection().selectAllChildren(region);
    return document.execCommand("copy"); // the clipboard's own interface takes no selection
  };

  const copyLine = async (field) => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return document.execCommand("copy"); // no clipboard without HTTPS
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const isCopied = await ("value" in source ? copyLine(source) : copyText(source));
    if (isCopied) button.textContent = button.dataset.done;
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("button[data-copy]").forEach((button) => { button.hidden = false; });
  });
}
