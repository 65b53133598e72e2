"use strict";
/* Withdrawing a story that others point at: warns before the reason or a choice is lost. Nothing
   depends on it. */
{
  const served = (field) => {
    if (!field.options) return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
  };

  const warn = (form) => {
    const fields = [...form.querySelectorAll("textarea, select")];
    const isUnsaved = () => "unsaved" in form.dataset || fields.some((field) => field.value !== served(field));
    let sending = false;
    form.addEventListener("submit", () => { sending = true; });
    for (const name of ["input", "change"]) {
      form.addEventListener(name, () => { sending = false; }); // it was stopped
    }
    addEventListener("pageshow", () => { sending = false; });
    addEventListener("beforeunload", (event) => {
      if (!sending && isUnsaved()) event.preventDefault();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector(".withdraw-form");
    if (form) warn(form);
  });
}
