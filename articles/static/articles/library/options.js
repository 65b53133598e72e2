import { el, newId } from "articles/editor/dom"
import { _ } from "articles/editor/texts"
import { tile } from "articles/library/tiles"

const MOVES = { ArrowDown: "down", ArrowUp: "up", ArrowLeft: "back", ArrowRight: "on", Home: "first", End: "last" }

// A list box whose options stand in rows, for a search field that keeps the focus. `choose(item)` is
// called for one that may be chosen, `say(text)` tells why another may not.
export const createOptions = ({ label, isMultiple, taken, most, nameOf, choose, say, input }) => {
  const chosen = new Map()
  let items = []
  let current = -1
  const list = el("ul", {
    id: newId("pictures"),
    className: "library library-options",
    role: "listbox",
    "aria-label": label,
    "aria-multiselectable": isMultiple ? "true" : null,
  })

  const rows = () => [...list.children]
  const mark = (row, item, number) => {
    const isHere = number === current
    row.classList.toggle("is-current", isHere)
    row.setAttribute("aria-selected", String(isMultiple ? chosen.has(item.id) : isHere))
  }
  const show = () => {
    rows().forEach((row, number) => mark(row, items[number], number))
    if (rows()[current]) input.setAttribute("aria-activedescendant", rows()[current].id)
    else input.removeAttribute("aria-activedescendant")
  }
  const go = (number) => {
    current = number
    show()
    rows()[current]?.scrollIntoView({ block: "nearest" })
  }
  const perRow = () => {
    const top = rows()[0]?.offsetTop
    const count = rows().findIndex((row) => row.offsetTop !== top)
    return count < 0 ? items.length : count
  }
  const refusal = (item) => {
    if (item.barred) return _("This picture may not be used. {why}", { why: item.barred })
    if (taken.has(item.id)) return _("This picture is there already.")
    if (!isMultiple || chosen.has(item.id) || chosen.size < most) return ""
    return most > 0 ? _("No more than {most} can be added.", { most }) : _("No more can be added.")
  }
  const take = (item) => {
    const why = refusal(item)
    if (why) return say(why)
    if (isMultiple && !chosen.delete(item.id)) chosen.set(item.id, item)
    show()
    return choose(item)
  }
  const row = (item) => {
    const element = el("li", {
      id: newId("picture"),
      role: "option",
      className: "library-card",
      "aria-disabled": item.barred || taken.has(item.id) ? "true" : null,
    })
    element.append(...tile(item, nameOf(item)).filter(Boolean))
    element.addEventListener("click", () => {
      go(items.indexOf(item))
      take(item)
    })
    return element
  }
  const add = (more) => {
    items = [...items, ...more]
    list.append(...more.map(row))
    list.hidden = !items.length
    input.setAttribute("aria-expanded", String(items.length > 0))
  }

  return {
    list,
    chosen: () => [...chosen.values()],
    last: () => items.at(-1),
    get count() {
      return items.length
    },
    get current() {
      return items[current] ?? null
    },
    add,
    replace(found) {
      items = []
      list.replaceChildren()
      add(found)
      go(items.length ? 0 : -1)
    },
    // One that has just come in stands first.
    put(item) {
      items = [item, ...items]
      list.prepend(row(item))
      list.hidden = false
      if (isMultiple && !refusal(item)) chosen.set(item.id, item)
      go(0)
    },
    take: () => items[current] && take(items[current]),
    // Whether the key has moved among the options. `isRtl`: the first of a row stands to the right.
    move(key, isRtl) {
      const move = MOVES[key]
      if (!move || !items.length) return false
      const side = isRtl ? -1 : 1
      const steps = { down: perRow(), up: -perRow(), on: side, back: -side }
      const ends = { first: 0, last: items.length - 1 }
      const wanted = ends[move] ?? current + steps[move]
      if (wanted in items) go(wanted)
      else if (move === "down" && current < items.length - 1) go(items.length - 1)
      return true
    },
  }
}
