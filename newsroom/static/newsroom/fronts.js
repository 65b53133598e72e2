"use strict";
/* Moves the places of a page without leaving it, by their buttons and by dragging, and warns before
   typed words are lost. Without this each move loads the page anew. */
{
  const PLACES = ".slots > li";
  const REPLACED = [".front-standing", "#put-where"];
  const PARTS = [".slot-head", ".slot-ways"];
  const WORDS = ".slot-words";
  // The forms in which something was typed. They stay as they are.
  const typed = new Set();

  const replace = (now, fresh) => now?.replaceChildren(...(fresh?.childNodes ?? []));

  const merged = (here, fresh) => {
    if (!here) return document.adoptNode(fresh);
    for (const part of PARTS) replace(here.querySelector(part), fresh.querySelector(part));
    here.dataset.name = fresh.dataset.name;
    here.className = fresh.className;
    const [words, others] = [here, fresh].map((place) => place.querySelector(WORDS));
    const [story, other] = [words, others].map((one) => one.querySelector('[name="story"]').value);
    // What stands there is for the story before.
    if (story !== other && !typed.has(words.querySelector("form"))) replace(words, others);
    return here;
  };

  const showMessages = (fresh) => {
    document.querySelector(".messagelist")?.remove();
    const messages = fresh.querySelector(".messagelist");
    if (messages) document.getElementById("content").before(document.adoptNode(messages));
    return messages?.textContent.trim() ?? "";
  };

  const start = (list) => {
    const status = document.getElementById("front-status");
    const places = () => [...list.children];

    const takeOver = (fresh) => {
      const here = new Map(places().map((place) => [place.id, place]));
      const inOrder = [...fresh.querySelectorAll(PLACES)];
      list.replaceChildren(...inOrder.map((place) => merged(here.get(place.id), place)));
      for (const part of REPLACED) replace(document.querySelector(part), fresh.querySelector(part));
    };

    const standing = (place) => {
      const words = { name: place.dataset.name, number: places().indexOf(place) + 1, count: places().length };
      return list.dataset.moved.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
    };

    // Where the button is gone, as at either end, its neighbour takes the keys.
    const focusOn = (place, way) => {
      const other = way === "up" ? "down" : "up";
      const [button] = [way, other].map((one) => place.querySelector(`[data-way="${one}"]`)).filter(Boolean);
      button?.focus();
    };

    const move = async (form, place, way) => {
      const body = new URLSearchParams(new FormData(form));
      body.set("do", "move");
      const response = await fetch(form.action, { method: "POST", body }).catch(() => null);
      if (!response) {
        status.textContent = list.dataset.unreached;
        return;
      }
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!response.ok || !fresh.querySelector(".front-desk")) {
        location.reload(); // as to who has to log in again
        return;
      }
      takeOver(fresh);
      status.textContent = showMessages(fresh) || standing(place);
      if (way) focusOn(place, way);
    };

    list.addEventListener("submit", (event) => {
      const way = event.submitter?.dataset.way;
      if (!way) return;
      event.preventDefault();
      move(event.target, event.target.closest("li"), way);
    });

    drag(list, (place, before) => {
      const form = place.querySelector("form:has([data-way])");
      form.elements.before.value = before?.id.replace("slot-", "") ?? "";
      move(form, place);
    });
  };

  // By its handle: text in a place can still be selected. `drop` gets what comes below, or null.
  const drag = (list, drop) => {
    let dragged = null;
    const below = ({ clientY }) => [...list.children].find((place) => {
      const { top, height } = place.getBoundingClientRect();
      return clientY < top + height / 2;
    }) ?? null;
    const mark = (place) => {
      for (const one of list.children) one.classList.toggle("drop-above", one === place);
      list.classList.toggle("drop-last", place === null);
    };

    list.addEventListener("dragstart", (event) => {
      if (!event.target.matches?.(".slot-handle")) return;
      dragged = event.target.closest("li");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(dragged, 0, 0);
    });
    list.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      mark(below(event));
    });
    list.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const before = below(event);
      if (before !== dragged && before !== dragged.nextElementSibling) drop(dragged, before);
    });
    list.addEventListener("dragend", () => {
      dragged = null;
      mark(undefined);
    });
  };

  const guard = (desk) => {
    let sent = null;
    desk.addEventListener("input", ({ target }) => {
      const form = target.closest(".slot-words form");
      if (form) typed.add(form);
    });
    desk.addEventListener("submit", (event) => { sent = event.target; });
    addEventListener("pageshow", () => { sent = null; });
    addEventListener("beforeunload", (event) => {
      if ([...typed].some((form) => form !== sent && form.isConnected)) event.preventDefault();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector(".slots");
    if (list) start(list);
    guard(document.querySelector(".front-desk"));
  });
}
