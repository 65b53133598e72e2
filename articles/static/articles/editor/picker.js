import { cancelButton, openDialog } from "articles/editor/dialog"
import { el, newId } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

const PAUSE = 180

// Choose one of what a search finds: an ARIA combobox with its list, in a modal dialog.
// `search(text)` resolves to items, `option(item)` is what is shown of one. `below(choose)` may add
// elements under the list. Resolves to the item, or null.
export const pick = ({ title, label, search, option, below = () => [], className = "" }) =>
  new Promise((resolve) => {
    let result = null
    let items = []
    let current = -1
    let timer = 0
    let latest = 0

    const list = el("ul", {
      id: newId("list"),
      className: "body-options",
      role: "listbox",
      "aria-label": title,
    })
    const input = el("input", {
      id: newId("query"),
      type: "text",
      autocomplete: "off",
      spellcheck: false,
      dir: "auto",
      role: "combobox",
      "aria-controls": list.id,
      "aria-expanded": "true",
      "aria-autocomplete": "list",
    })
    const status = el("p", { className: "body-help", role: "status" })

    const choose = (item) => {
      result = item
      close()
    }
    const highlight = (index) => {
      current = index
      for (const [number, row] of [...list.children].entries()) {
        row.setAttribute("aria-selected", String(number === index))
      }
      if (list.children[index]) input.setAttribute("aria-activedescendant", list.children[index].id)
      else input.removeAttribute("aria-activedescendant")
      list.children[index]?.scrollIntoView({ block: "nearest" })
    }
    const show = (found) => {
      items = found
      list.replaceChildren(
        ...items.map((item, number) => {
          const row = el("li", { id: `${list.id}-${number}`, role: "option" }, option(item))
          row.addEventListener("click", () => choose(item))
          return row
        }),
      )
      list.hidden = !items.length
      input.setAttribute("aria-expanded", String(items.length > 0))
      highlight(items.length ? 0 : -1)
    }
    const refresh = async () => {
      const mine = ++latest
      status.textContent = _("Searching …")
      try {
        const found = await search(input.value.trim())
        if (mine !== latest) return
        show(found)
        status.textContent = items.length ? _("Found: {count}", { count: items.length }) : _("Nothing found.")
      } catch {
        if (mine !== latest) return
        show([])
        status.textContent = _("The search failed. Are you still logged in?")
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer)
      latest++ // an answer to what was typed before is no longer wanted
      timer = setTimeout(refresh, PAUSE)
    })
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step && items.length) {
        event.preventDefault()
        highlight((current + step + items.length) % items.length)
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault()
        if (items[current]) choose(items[current])
      }
    })

    const close = openDialog({
      title,
      className: `body-picker ${className}`,
      content: [
        el("label", { htmlFor: input.id }, label),
        input,
        list,
        status,
        ...below(choose),
        el("div", { className: "body-dialog-buttons" }, cancelButton()),
      ],
      onClose: () => {
        clearTimeout(timer)
        latest++
        resolve(result)
      },
    })
    input.focus()
    refresh()
  })
