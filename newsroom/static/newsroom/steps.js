"use strict";
/* Where readers have what is saved, a step that brings them a newer text waits until one is typed.
   Without this the newsroom answers that they have it already. */
{
  const wait = (form, panel) => {
    const buttons = panel.querySelectorAll("[data-when-typed]");
    const reasons = panel.querySelectorAll("[data-until-typed]");
    const beside = panel.dataset.beside.split(" ");
    const hold = (isHeld) => {
      buttons.forEach((button) => { button.disabled = isHeld; });
      reasons.forEach((reason) => { reason.hidden = !isHeld; });
    };
    const isText = (field) =>
      field.name && !panel.contains(field) && !beside.some((name) => field.name === name || field.name.startsWith(`${name}_`));
    const typed = (event) => {
      if (event.type === "formset:removed" || isText(event.target)) hold(false);
    };
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    document.addEventListener("formset:removed", typed);
    hold(true);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("article_form");
    const panel = document.querySelector(".desk-panel");
    const isTyped = "text" in (document.getElementById("autosave")?.dataset ?? {});
    if (form && panel && !isTyped) wait(form, panel);
  });
}
