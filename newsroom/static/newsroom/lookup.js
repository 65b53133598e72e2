"use strict";
/* Turns a select into a search field with a list, after the ARIA combobox pattern. The select stays,
   out of sight, and is what the form sends; the server's autocomplete view finds the rows. */
{
  const WAIT = 200;
  let count = 0;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };

  class Lookup {
    constructor(select) {
      this.select = select;
      this.id = `lookup-${count += 1}`;
      this.texts = JSON.parse(select.dataset.texts);
      this.labels = [...select.labels];
      this.name = select.getAttribute("aria-label") || this.labels[0]?.textContent.trim() || "";
      this.results = [];
      this.active = -1;
      this.build();
      this.listen();
      this.showChosen();
    }

    build() {
      this.input = make("input", {
        id: this.id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
        "aria-expanded": "false", "aria-controls": `${this.id}-list`, "aria-autocomplete": "list",
        "aria-label": this.name, placeholder: this.texts.search,
      });
      this.list = make("ul", { id: `${this.id}-list`, role: "listbox", "aria-label": this.name });
      this.list.hidden = true;
      this.chosen = make("ul", { class: "lookup-chosen", role: "list" });
      this.status = make("span", { role: "status", class: "visually-hidden" });
      const box = make("div", { class: "lookup-box" }, this.input, this.list, this.status);
      this.select.after(make("div", { class: "lookup" }, this.chosen, box));
      this.select.hidden = true;
      this.labels.forEach((label) => { label.htmlFor = this.id; });
    }

    listen() {
      this.input.addEventListener("input", () => this.searchSoon());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("click", () => this.search());
      this.input.addEventListener("blur", () => { this.close(); this.input.value = ""; });
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) this.choose([...this.list.children].indexOf(option));
      });
      new MutationObserver(() => this.showChosen()).observe(this.select, { childList: true });
    }

    get picked() {
      return [...this.select.options].filter((option) => option.selected && option.value);
    }

    showChosen() {
      this.chosen.replaceChildren(...this.picked.map((option) => {
        const button = make("button", {
          type: "button", "aria-label": `${this.texts.remove} ${option.text}`,
        }, "×");
        button.addEventListener("click", () => this.remove(option));
        return make("li", {}, make("span", { dir: "auto" }, option.text), button);
      }));
      this.chosen.hidden = !this.picked.length;
      this.input.hidden = !this.select.multiple && this.picked.length > 0;
    }

    remove(option) {
      option.selected = false;
      if (!this.select.multiple) this.select.value = "";
      this.changed();
      this.input.focus();
    }

    choose(index) {
      const { id, text } = this.results[index] ?? {};
      if (id === undefined) return;
      let option = [...this.select.options].find((one) => one.value === String(id));
      if (!option) this.select.add(option = new Option(text, id));
      option.selected = true;
      this.input.value = "";
      this.close();
      this.changed();
      if (this.input.hidden) this.chosen.querySelector("button").focus();
    }

    changed() {
      this.showChosen();
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    searchSoon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), WAIT);
    }

    async search() {
      this.request?.abort();
      this.request = new AbortController();
      const { appLabel, modelName, fieldName } = this.select.dataset;
      const query = new URLSearchParams({
        term: this.input.value, app_label: appLabel, model_name: modelName, field_name: fieldName,
      });
      try {
        const response = await fetch(`${this.select.dataset.url}?${query}`, {
          signal: this.request.signal, headers: { Accept: "application/json" }, redirect: "error",
        });
        if (!response.ok) throw new Error(response.status);
        const taken = new Set(this.picked.map((option) => option.value));
        const found = (await response.json()).results;
        this.open(found.filter((row) => !taken.has(String(row.id))));
      } catch (error) {
        if (error.name !== "AbortError") this.say(this.texts.failed);
      }
    }

    open(results) {
      if (document.activeElement !== this.input) return;
      this.results = results;
      this.list.replaceChildren(...results.map((row, index) => make("li", {
        id: `${this.id}-${index}`, role: "option", "aria-selected": "false", dir: "auto",
      }, row.text)));
      this.list.hidden = !results.length;
      this.input.setAttribute("aria-expanded", String(results.length > 0));
      this.activate(results.length && this.input.value ? 0 : -1);
      if (results.length) this.status.textContent = `${this.texts.found} ${results.length}`;
      else this.say(this.texts.none);
    }

    say(text) {
      this.close();
      this.status.textContent = text;
      this.status.classList.remove("visually-hidden");
    }

    close() {
      clearTimeout(this.timer);
      this.list.hidden = true;
      this.results = [];
      this.status.textContent = "";
      this.status.classList.add("visually-hidden");
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    activate(index) {
      this.active = index;
      [...this.list.children].forEach((option, place) => {
        option.setAttribute("aria-selected", String(place === index));
        if (place === index) option.scrollIntoView({ block: "nearest" });
      });
      if (index < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", `${this.id}-${index}`);
    }

    key(event) {
      const last = this.results.length - 1;
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (last < 0) this.search();
        else if (event.key === "ArrowDown") this.activate(this.active < last ? this.active + 1 : 0);
        else this.activate(this.active > 0 ? this.active - 1 : last);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.choose(this.active);
      } else if (event.key === "Escape" && last >= 0) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Backspace" && !this.input.value && this.select.multiple) {
        const option = this.picked.at(-1);
        if (option) this.remove(option);
      }
    }
  }

  const start = (root) => root.querySelectorAll("select[data-lookup]").forEach((select) => {
    if (!select.hidden && !select.name.includes("__prefix__")) new Lookup(select);
  });

  document.addEventListener("DOMContentLoaded", () => start(document));
  document.addEventListener("formset:added", (event) => start(event.target));
}
