import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

export const nameOf = (item) => item.alt || item.caption || item.name || _("Picture {id}", { id: item.id })

export const thumbnail = (item, sizes) =>
  item.url
    ? el("img", { src: item.url, srcset: item.srcset, sizes, alt: "", loading: "lazy", draggable: false })
    : el("span", { className: "library-none" })

export const markList = (item) =>
  item.marks?.length
    ? el(
        "ul",
        { className: "marks", role: "list" },
        item.marks.map((mark) => el("li", { className: `pill mark-${mark.kind}`, dir: "auto" }, mark.text)),
      )
    : null

// What is in an option of a list to choose from: no list in it, so that it is read in one go.
export const tile = (item, name) => [
  el("span", { className: "library-picture" }, thumbnail(item, "(max-width: 560px) 45vw, 11rem")),
  el("bdi", { className: "library-name" }, name),
  item.credit ? el("bdi", { className: "library-credit" }, item.credit) : null,
  ...(item.marks ?? []).map((mark) => el("span", { className: `pill mark-${mark.kind}`, dir: "auto" }, mark.text)),
]
