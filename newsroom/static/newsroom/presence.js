"use strict";
/* Says every ten seconds that this form is open, and shows who else has it open. */
{
  // Not the words for a step across the desk, and not the reason for a save.
  const isOfArticle = (field) => field.name && field.name !== "why" && !field.closest(".desk-panel");

  const random = () => [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");

  class Presence {
    constructor(box, form) {
      Object.assign(this, { box, form, tab: random() });
      this.changed = Boolean(document.querySelector("#autosave[data-text]"));
      this.region = box.querySelector("[role=status]");
      this.beatRegularly();
      this.beat();
      const touched = (event) => { if (!this.changed && isOfArticle(event.target)) this.becomeChanged(); };
      form.addEventListener("input", touched);
      form.addEventListener("change", touched);
      addEventListener("pagehide", () => navigator.sendBeacon(box.dataset.url, this.message({ closed: "1" })));
      addEventListener("pageshow", (event) => { if (event.persisted) this.beat(); });
    }

    beatRegularly() {
      const clock = new Worker(this.box.dataset.clock);
      clock.addEventListener("message", () => this.beat());
      clock.addEventListener("error", () => setInterval(() => this.beat(), 10000), { once: true });
    }

    becomeChanged() {
      this.changed = true;
      this.beat();
    }

    message(more = {}) {
      const field = (name) => this.form.querySelector(`input[name=${name}]`)?.value ?? "";
      return new URLSearchParams({
        tab: this.tab,
        version: field("version"),
        changed: this.changed ? "1" : "",
        age: String(Math.max(0, Math.round((Date.now() - performance.timeOrigin) / 1000))),
        csrfmiddlewaretoken: field("csrfmiddlewaretoken"),
        ...more,
      });
    }

    async beat() {
      if (document.querySelector("#autosave[data-waiting]")) return; // it finds out when to go on
      try {
        const response = await fetch(this.box.dataset.url, {
          method: "POST", body: this.message(), redirect: "manual",
        });
        if (response.ok) this.show(await response.json());
        else if (response.status !== 404) document.dispatchEvent(new Event("desk:refused"));
      } catch {
        // No connection: the next beat tries again, and autosave.js says so.
      }
    }

    show({ open, newer }) {
      const sentences = newer ? [newer, ...open] : open;
      const shown = [...this.region.children].map((line) => line.textContent);
      if (sentences.join("\n") === shown.join("\n")) return;
      this.region.replaceChildren(...sentences.map((text) => {
        const line = document.createElement("p");
        line.dir = "auto";
        line.textContent = text;
        return line;
      }));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("open-forms");
    const form = document.getElementById("article_form");
    if (box && form) new Presence(box, form);
  });
}
