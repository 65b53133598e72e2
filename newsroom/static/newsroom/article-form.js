"use strict";
/* Counts characters, keeps a form from being sent twice, and begins a new article at its headline.
   Nothing depends on it. */
{
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

  const count = (field) => {
    const note = document.createElement("div");
    note.className = "help counter";
    field.insertAdjacentElement("afterend", note);
    const ideal = Number(field.dataset.ideal);
    const show = () => {
      const length = [...segmenter.segment(field.value.trim())].length;
      note.textContent = `${length} / ${ideal}`;
      note.classList.toggle("long", length > ideal);
    };
    field.addEventListener("input", show);
    show();
  };

  const STOPPED = 8000; // a page that is here still after so long was stopped on its way

  const sendOnce = (form) => {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
      setTimeout(() => { sent = false; }, STOPPED);
    });
    form.addEventListener("input", () => { sent = false; }); // somebody has stopped it, and types on
    window.addEventListener("pageshow", () => { sent = false; });
  };

  // Enter in a step's field saves nothing and publishes nothing: a step is taken by its own button.
  const takeStepsByButton = (panel) => {
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches(".step-body input")) event.preventDefault();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-ideal]").forEach(count);
    const form = document.getElementById("article_form");
    if (form) sendOnce(form);
    document.querySelectorAll(".desk-panel").forEach(takeStepsByButton);
    const isTyping = document.activeElement?.matches("input, select, textarea, [contenteditable]");
    if (document.body.classList.contains("add-form") && !isTyping) document.getElementById("id_headline")?.focus();
  });
}
