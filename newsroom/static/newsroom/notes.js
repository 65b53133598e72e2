"use strict";
/* Adds a note without leaving the article's form. Without this the note opens a page of its own. */
{
  const part = (form) => `${form.getAttribute("action")}?part=1`;
  const sectionOf = (html) => new DOMParser().parseFromString(html, "text/html").getElementById("notes");

  // Who logged in again has a new token; the thread's own answer brings it. Returns what is wrong.
  const renewToken = async (form) => {
    const response = await fetch(part(form));
    const fresh = response.redirected || !response.ok ? null : sectionOf(await response.text());
    if (!fresh) return form.dataset.login;
    const theirs = fresh.querySelector("form");
    if (theirs.dataset.user !== form.dataset.user) return form.dataset.other;
    form.elements.csrfmiddlewaretoken.value = theirs.elements.csrfmiddlewaretoken.value;
    return "";
  };

  const post = (form) => fetch(part(form), { method: "POST", body: new FormData(form) });

  const send = async (form) => {
    let response = await post(form);
    if (response.redirected || response.status === 403) {
      const wrong = await renewToken(form);
      if (wrong) return wrong;
      response = await post(form);
    }
    const next = response.redirected ? null : sectionOf(await response.text());
    if (!next) return form.dataset.failed;
    const section = document.adoptNode(next);
    form.closest("#notes").replaceWith(section);
    bind(section);
    section.querySelector("textarea").focus();
    return "";
  };

  const bind = (section) => {
    const form = section.querySelector("form");
    const status = form.querySelector("[role=status]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.ariaBusy) return;
      form.ariaBusy = "true";
      try {
        status.textContent = await send(form);
      } catch {
        status.textContent = form.dataset.offline;
      }
      form.ariaBusy = null;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const section = document.getElementById("notes");
    if (!section) return;
    bind(section);
    window.addEventListener("beforeunload", (event) => {
      if (document.querySelector("#notes textarea").value.trim()) event.preventDefault();
    });
  });
}
