import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")

// Folders come as files that cannot be read: they are told apart here.
const split = (transfer) => {
  const isFolder = [...transfer.items].map((item) => item.webkitGetAsEntry?.()?.isDirectory ?? false)
  const files = [...transfer.files]
  return { files: files.filter((_file, place) => !isFolder[place]), folders: isFolder.filter(Boolean).length }
}

// Files may be dropped anywhere on `area`; while some are held over it, a sign says so.
export const takeDrops = (area, take, say) => {
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
    const { files, folders } = split(event.dataTransfer)
    if (folders) say(_("Folders cannot be dropped here. Open them, and drop the pictures in them."))
    if (files.length) take(files)
  })
}
