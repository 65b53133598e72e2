import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")

// Folders come as files that cannot be read. They can be told apart only while they are dropped.
const folders = new WeakSet()
export const isFolder = (file) => folders.has(file)

export const filesOf = ({ items, files }) => {
  const entries = [...items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.())
  for (const [place, file] of [...files].entries()) if (entries[place]?.isDirectory) folders.add(file)
  return [...files]
}

// Files may be dropped anywhere on `area`; while some are held over it, a sign says so.
export const takeDrops = (area, take) => {
  const sign = el("p", { className: "drop-sign", hidden: true }, _("Drop the pictures to add them"))
  area.append(sign)
  let depth = 0
  const show = (isOver) => {
    depth = isOver ? depth : 0
    sign.hidden = !isOver
  }
  area.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return
    depth += 1
    show(true)
  })
  area.addEventListener("dragleave", (event) => {
    if (!holdsFiles(event)) return
    depth -= 1
    if (depth <= 0) show(false)
  })
  area.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault()
  })
  area.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    event.stopPropagation()
    show(false)
    const files = filesOf(event.dataTransfer)
    if (files.length) take(files)
  })
}
