// The dialog that chooses pictures from the library, or uploads them: one for the editor's blocks
// and for fields of forms.
import { cancelButton, openDialog } from "articles/editor/dialog"
import { el, newId } from "articles/editor/dom"
import { _ } from "articles/editor/texts"
import { takeDrops } from "articles/library/drop"
import { createOptions } from "articles/library/options"
import { nameOf as ownName } from "articles/library/tiles"
import { createUpload } from "articles/library/upload"

const PAUSE = 180

const filter = (name, value, label) => {
  const id = newId(name)
  const input = el("input", { id, type: "checkbox", name, value })
  return { input, row: el("p", { className: "library-filter" }, input, el("label", { htmlFor: id }, label)) }
}

export const fetchPage = async (config, query) => {
  const response = await fetch(`${config.urls.pick}?${new URLSearchParams(query)}`, {
    headers: { Accept: "application/json" },
  })
  if (!response.ok || response.redirected) throw new Error(`${response.status}`)
  return response.json()
}

// Resolves to the pictures that were chosen, or to null. `nameOf(item)` is what one is called, `taken`
// are the ids of those that cannot be chosen again, `most` is how many there may be with these.
export const choosePictures = ({ config, title, isMultiple = false, nameOf = ownName, taken = [], most = Infinity }) =>
  new Promise((resolve) => {
    let result = null
    let timer = 0
    let latest = 0
    let isInGrid = false // what moves in the text otherwise moves among the pictures
    let isSettled = false // what is shown is what was searched for

    const input = el("input", {
      id: newId("query"),
      type: "text",
      autocomplete: "off",
      spellcheck: false,
      maxlength: 300, // more is not looked for, and no address holds
      dir: "auto",
      role: "combobox",
      "aria-expanded": "true",
      "aria-autocomplete": "list",
    })
    const status = el("p", { className: "body-help", role: "status" })
    const say = (text) => {
      status.textContent = text
    }
    const use = el("button", { type: "button", className: "body-button body-button--main", disabled: true })
    const count = () => {
      const number = options.chosen().length
      use.textContent = _("Use these pictures: {count}", { count: number })
      use.disabled = !number
    }
    const finish = (items) => {
      result = items
      close()
    }
    const options = createOptions({
      label: title,
      isMultiple,
      nameOf,
      input,
      taken: new Set(taken),
      most: most - taken.length,
      choose: (item) => (isMultiple ? count() : finish([item])),
      say,
    })
    input.setAttribute("aria-controls", options.list.id)

    const mine = filter("by", "me", _("Only mine"))
    const unused = filter("use", "no", _("In no story yet"))
    const more = el("button", { type: "button", className: "body-button", hidden: true }, _("Show more"))

    const query = () => ({
      q: input.value.trim(),
      ...(mine.input.checked ? { by: "me" } : {}),
      ...(unused.input.checked ? { use: "no" } : {}),
    })
    const ask = async (extra, show) => {
      const turn = ++latest
      say(_("Searching …"))
      try {
        const found = await fetchPage(config, { ...query(), ...extra })
        if (turn !== latest) return
        show(found.results)
        isSettled = true
        more.hidden = !found.more
        if (!options.count) say(_("Nothing found."))
        else if (found.more) say(_("Shown: {count}. There are more.", { count: options.count }))
        else say(_("Found: {count}", { count: options.count }))
      } catch {
        if (turn === latest) say(_("The search failed. Are you still logged in?"))
      }
    }
    const refresh = () => ask({}, options.replace)
    const older = () => ask({ before: options.last().id }, options.add)

    input.addEventListener("input", () => {
      isInGrid = isSettled = false
      clearTimeout(timer)
      latest++ // an answer to what was typed before is no longer wanted
      say(_("Searching …"))
      timer = setTimeout(refresh, PAUSE)
    })
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
      const isDownOrUp = event.key === "ArrowDown" || event.key === "ArrowUp"
      const isRtl = getComputedStyle(options.list).direction === "rtl"
      if ((isDownOrUp || isInGrid) && options.move(event.key, isRtl)) {
        isInGrid = true
        event.preventDefault()
      } else if (event.key === "Enter" || (event.key === " " && isInGrid)) {
        event.preventDefault()
        if (isSettled) options.take()
      }
    })
    for (const { input: box } of [mine, unused]) box.addEventListener("change", refresh)
    more.addEventListener("click", async () => {
      await older()
      input.focus()
    })
    use.addEventListener("click", () => finish(options.chosen()))
    count()

    const upload = createUpload({
      config,
      isMultiple,
      say,
      added(image) {
        options.put(image)
        if (isMultiple) count()
        else finish([image])
      },
    })
    const scroller = el("div", { className: "library-scroller" }, options.list, more)
    const close = openDialog({
      title,
      className: "body-picker library-dialog",
      content: [
        el("label", { htmlFor: input.id }, _("Search pictures")),
        el("div", { className: "library-query" }, input, mine.row, unused.row),
        scroller,
        status,
        upload.element,
        el("div", { className: "body-dialog-buttons" }, isMultiple ? use : null, cancelButton()),
      ],
      onClose: () => {
        clearTimeout(timer)
        latest++
        watch.disconnect()
        resolve(result)
      },
    })
    const dialog = scroller.closest("dialog")
    takeDrops(dialog, upload.take)
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry.isIntersecting && !more.hidden) older()
      },
      { root: scroller, rootMargin: "200px" },
    )
    watch.observe(more)
    input.focus()
    refresh()
  })
