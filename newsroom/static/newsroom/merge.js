"use strict";
/* Two texts on one page: counts what is decided, leads to the next place that is not, and warns
   before choices are lost. Nothing depends on it. */
{
  class Merge {
    constructor(form, bar) {
      this.places = [...form.querySelectorAll("fieldset.is-clash")];
      this.bar = bar;
      [this.state, this.next] = bar.children;
      this.save = form.querySelector("button[name=_merge]");
      this.before = this.chosen;
      form.addEventListener("change", () => this.show());
      form.addEventListener("focusin", ({ target }) => { this.last = target.closest("fieldset.is-clash") ?? this.last; });
      form.addEventListener("submit", (event) => this.submitted(event));
      this.next.addEventListener("click", () => this.goOn());
      addEventListener("pageshow", () => { this.sending = false; });
      addEventListener("beforeunload", (event) => {
        if (!this.sending && this.chosen !== this.before) event.preventDefault();
      });
      bar.hidden = this.places.length < 2;
      this.show();
    }

    get chosen() {
      return this.places.map((place) => place.querySelector("input:checked")?.value ?? "").join();
    }

    get open() {
      return this.places.filter((place) => !place.querySelector("input:checked"));
    }

    show() {
      const { decided, next, done } = this.bar.dataset;
      const open = this.open.length;
      const text = decided.replace("%n", this.places.length - open).replace("%m", this.places.length);
      if (this.state.textContent !== text) this.state.textContent = text;
      this.next.textContent = open ? next : done;
    }

    goOn() {
      const { open } = this;
      const isLater = (place) => this.last?.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING;
      const place = open.find(isLater) ?? open[0];
      if (!place) return this.save.focus();
      place.querySelector("input").focus({ preventScroll: true });
      // Of one that is higher than the window the choice is what must be seen.
      place.scrollIntoView({ block: place.offsetHeight > innerHeight * 0.8 ? "end" : "center" });
    }

    submitted(event) {
      if (this.sending) event.preventDefault();
      this.sending = true;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const bar = document.getElementById("merge-progress");
    if (bar) new Merge(bar.closest("form"), bar);
  });
}
