"use strict";
/* Keeps what is typed until it is saved: on the server, and in this browser while the server cannot
   be reached. Asks, before the form is sent, whether it would arrive. */
{
  const PAUSE = 3000; // after the last change
  const LONGEST = 5000; // since the first change that is not kept
  const AGAIN = 5000;
  const LOGIN_LOST = ["loggedOut", "somebodyElse"];
  const UNREACHABLE = ["offline", "failed"];
  const IS_WELL_AGAIN = { offline: "online", failed: "online", loggedOut: "back", somebodyElse: "back" };
  const STOPS_SENDING = [...UNREACHABLE, ...LOGIN_LOST];

  /* Texts of one person and article in this browser's own store, by form. */
  class Drawer {
    constructor(user, article) {
      this.prefix = `newsroom.unsaved.${user}.${article}.`;
    }

    /* Whether it could: the store may be full, or forbidden. */
    put(key, message) {
      try {
        localStorage.setItem(this.prefix + key, message);
        return true;
      } catch {
        return false;
      }
    }

    remove(key) {
      try { localStorage.removeItem(this.prefix + key); } catch { /* forbidden */ }
    }

    get all() {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
        return keys.map((key) => [key.slice(this.prefix.length), localStorage.getItem(key)]);
      } catch {
        return [];
      }
    }
  }

  class Autosave {
    constructor(note, form) {
      Object.assign(this, { note, form, url: note.dataset.url, user: Number(note.dataset.user) });
      this.texts = JSON.parse(note.dataset.texts);
      this.names = new Set(JSON.parse(note.dataset.names));
      this.prefixes = JSON.parse(note.dataset.prefixes);
      this.drawer = new Drawer(this.user, note.dataset.article);
      this.trouble = "";
      this.isAside = true;
      this.baseline = "unsaved" in note.dataset ? null : this.snapshot();
      this.kept = this.baseline;
      this.listen();
      this.bringBack();
    }

    listen() {
      const touched = (event) => {
        this.sending = false; // where it was sent, somebody has stopped that, and types on
        if (event.target.name) this.soon();
      };
      this.form.addEventListener("input", touched);
      this.form.addEventListener("change", touched);
      document.addEventListener("formset:removed", () => this.soon());
      document.addEventListener("submit", (event) => this.submitted(event), true);
      document.addEventListener("desk:refused", () => { if (!this.trouble) this.recover(); });
      document.addEventListener("visibilitychange", () => { if (this.trouble) this.recover(); });
      for (const name of ["online", "focus"]) {
        addEventListener(name, () => { if (this.trouble) this.recover(); });
      }
      addEventListener("beforeunload", (event) => {
        if (!this.sending && this.isDirty) event.preventDefault();
      });
      addEventListener("pagehide", () => {
        if (!this.sending && this.isDirty && this.snapshot() !== this.kept) this.putAside();
      });
      addEventListener("pageshow", () => { this.sending = false; });
    }

    /* --- What is typed --- */

    field(name) {
      return this.form.querySelector(`input[name=${name}]`)?.value ?? "";
    }

    isOurs(name) {
      const known = this.names.has(name) || this.prefixes.some((prefix) => name.startsWith(prefix));
      return known && !name.includes("__prefix__");
    }

    snapshot() {
      const editors = this.form.querySelectorAll("textarea[data-body-editor]");
      editors.forEach((area) => area.dispatchEvent(new CustomEvent("body:flush")));
      const data = {};
      for (const [name, value] of new FormData(this.form)) {
        if (typeof value === "string" && this.isOurs(name)) (data[name] ??= []).push(value);
      }
      return JSON.stringify(data);
    }

    get isDirty() {
      return this.snapshot() !== this.baseline;
    }

    message(data) {
      const head = JSON.stringify({
        key: this.field("form_key"), version: Number(this.field("version")) || 0,
      });
      return `${head.slice(0, -1)},"data":${data}}`;
    }

    putAside(data = this.snapshot()) {
      this.isAside = this.drawer.put(this.field("form_key"), this.message(data));
    }

    /* --- Keeping it --- */

    soon() {
      const now = performance.now();
      if (!this.trouble) this.note.lastChild.textContent = "";
      this.since ||= now;
      clearTimeout(this.timer);
      const wait = Math.min(PAUSE, this.since + LONGEST - now);
      this.timer = setTimeout(() => this.keep(), Math.max(0, wait));
    }

    /* What came of it: "same", "kept", or what is wrong. One request after the other. */
    keep() {
      clearTimeout(this.timer);
      this.since = 0;
      this.running ??= this.keepNow().finally(() => { this.running = null; });
      return this.running;
    }

    async keepNow() {
      const data = this.snapshot();
      if (data === this.kept) return "same";
      this.putAside(data);
      const { outcome, detail, refusal } = await this.post(this.message(data));
      if (outcome === "kept") {
        this.kept = data;
        this.drawer.remove(this.field("form_key"));
      }
      this.say(outcome, detail);
      if (refusal) this.note.lastChild.textContent = refusal;
      return outcome;
    }

    async post(message, isSecondTry = false) {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": this.field("csrfmiddlewaretoken") };
      const response = await this.ask({ method: "POST", headers, body: message });
      if (!response.status) return { outcome: response.outcome };
      const answer = await response.json().catch(() => null);
      if (response.ok) return { outcome: "kept", detail: answer?.kept, refusal: answer?.refusal };
      if (response.status === 403 && !answer && !isSecondTry) {
        const outcome = await this.whoIsThere(); // a login in another tab has made our token old
        return outcome === "in" ? this.post(message, true) : { outcome };
      }
      if (response.status === 404) return { outcome: "gone" };
      if (response.status >= 500) return { outcome: "failed" };
      return { outcome: "refused", detail: answer?.error ?? response.status };
    }

    async ask(options = {}) {
      try {
        const response = await fetch(this.url, { redirect: "manual", ...options });
        return response.type === "opaqueredirect" ? { outcome: "loggedOut" } : response;
      } catch {
        return { outcome: "offline" };
      }
    }

    /* "in", with a token that is good now; or what is wrong. */
    async whoIsThere() {
      const response = await this.ask();
      if (!response.status) return response.outcome;
      if (response.status === 404) return "gone";
      if (!response.ok) return response.status >= 500 ? "failed" : "refused";
      const { user, token } = await response.json();
      if (user !== this.user) return "somebodyElse";
      const tokens = document.querySelectorAll("input[name=csrfmiddlewaretoken]");
      tokens.forEach((input) => { input.value = token; });
      return "in";
    }

    async recover() {
      clearTimeout(this.again);
      const outcome = await this.whoIsThere();
      if (outcome !== "in") return this.say(outcome);
      this.say("in");
      return this.keep();
    }

    /* What could not be sent before the browser was closed. The form then offers it. */
    async bringBack() {
      let brought = false;
      for (const [key, message] of this.drawer.all) {
        if (key === this.field("form_key")) continue;
        if ((await this.post(message)).outcome !== "kept") continue;
        this.drawer.remove(key);
        brought = true;
      }
      if (brought && !this.isDirty) location.reload();
    }

    /* --- Sending the form --- */

    submitted(event) {
      if (event.target !== this.form) return;
      if (this.mayGo) {
        this.sending = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.submitter?.name === "_throw_away") this.throwAway(event.submitter);
      else if (!this.asking) this.sendIfItArrives(event.submitter);
    }

    async sendIfItArrives(button) {
      this.asking = true;
      await this.running;
      let outcome = await this.keep();
      if (outcome === "same" || outcome === "failed") outcome = await this.whoIsThere();
      this.asking = false;
      if (STOPS_SENDING.includes(outcome)) {
        if (this.isDirty) this.putAside();
        this.say(outcome, this.texts.notSent);
        return;
      }
      clearTimeout(this.timer);
      this.mayGo = true;
      this.form.requestSubmit(button);
      this.mayGo = false;
    }

    async throwAway(button) {
      const body = new URLSearchParams({
        _throw_away: button.value, csrfmiddlewaretoken: this.field("csrfmiddlewaretoken"),
      });
      const response = await this.ask({ method: "POST", body, headers: { Accept: "application/json" } });
      if (!response.ok) return this.recover();
      document.getElementById("unsaved").remove();
      document.getElementById("id_headline")?.focus();
    }

    /* --- Saying so --- */

    say(outcome, detail = "") {
      const [state, words] = this.note.children;
      const before = this.trouble;
      const isWell = outcome === "kept" || outcome === "in";
      clearTimeout(this.again);
      this.trouble = isWell ? "" : outcome;
      this.note.classList.toggle("autosave-not", !isWell);
      this.note.toggleAttribute("data-waiting", STOPS_SENDING.includes(outcome));
      if (outcome === "kept") state.textContent = this.texts.kept.replace("%s", detail);
      if (isWell) {
        if (before) words.textContent = this.texts[IS_WELL_AGAIN[before]] ?? "";
        return;
      }
      state.textContent = "";
      words.replaceChildren(...this.words(outcome, detail));
      if (STOPS_SENDING.includes(outcome)) this.again = setTimeout(() => this.recover(), AGAIN);
    }

    words(outcome, detail) {
      const notSent = detail === this.texts.notSent ? ` ${detail}` : "";
      const isNowhere = !this.isAside && UNREACHABLE.includes(outcome);
      const nowhere = isNowhere ? ` ${this.texts.nowhere}` : "";
      if (!LOGIN_LOST.includes(outcome)) return [this.texts[outcome].replace("%s", detail) + nowhere + notSent];
      const link = document.createElement("a");
      Object.assign(link, { href: this.note.dataset.login, target: "_blank", rel: "noopener" });
      link.textContent = outcome === "loggedOut" ? this.texts.logIn : this.texts.logInAgain;
      return [`${this.texts[outcome]} `, link, `.${notSent}`];
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const note = document.getElementById("autosave");
    const form = document.getElementById("article_form");
    if (note && form) new Autosave(note, form);
  });
}
