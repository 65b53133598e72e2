import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"
import { markList, nameOf, thumbnail } from "articles/library/tiles"
import { sendPicture } from "articles/library/transfer"

const AT_ONCE = 2

// A row of the list: what becomes of one file.
const createRow = (file, again) => {
  const bar = el("progress", { max: 1, value: 0, "aria-label": _("Uploading {name}", { name: file.name }) })
  const state = el("p", { className: "upload-state" })
  const face = el("span", { className: "upload-face" })
  const name = el("p", { className: "upload-name" }, el("bdi", {}, file.name))
  const retry = el("button", { type: "button", className: "quiet-button" }, _("Try again"))
  const remove = el("button", { type: "button", className: "quiet-button" }, _("Take off this list"))
  const buttons = el("p", { className: "upload-buttons", hidden: true }, retry, remove)
  const words = el("div", { className: "upload-words" }, name, bar, state, buttons)
  const item = el("li", { className: "upload-row" }, face, words)
  retry.addEventListener("click", again)
  remove.addEventListener("click", () => item.remove())
  const become = (kind, text) => {
    item.dataset.state = kind
    state.textContent = text
    bar.hidden = kind !== "sending" && kind !== "making"
    buttons.hidden = kind !== "failed"
  }
  return {
    item,
    wait: () => become("waiting", _("Waits its turn.")),
    send(part) {
      if (part < 1) {
        bar.value = part
        become("sending", `${Math.floor(part * 100)} %`)
      } else {
        bar.removeAttribute("value")
        become("making", _("Is being made in all sizes …"))
      }
    },
    fail: (why) => become("failed", why),
    done(image) {
      become("done", image.read?.length ? _("Read from the file: {fields}.", { fields: image.read.join(", ") }) : "")
      face.replaceChildren(thumbnail(image, "6rem"))
      name.replaceChildren(el("a", { href: image.editUrl }, el("bdi", {}, nameOf(image))))
      const marks = markList(image)
      if (marks) words.append(marks)
    },
  }
}

// Sends files, two at once, and tells of each in `list`. `values()` goes along with each file;
// `added(image)` and `idle(images, failed)` hear what came of them. `say` tells screen readers.
export const createQueue = ({ config, list, values, added, idle, say }) => {
  const waiting = []
  let images = []
  let running = 0
  let failed = 0

  const warn = (event) => event.preventDefault()
  const next = () => {
    while (running < AT_ONCE && waiting.length) run(waiting.shift())
    if (running || waiting.length) return
    removeEventListener("beforeunload", warn)
    idle(images, failed)
    images = []
    failed = 0
  }
  const run = async ({ file, row, sent }) => {
    running += 1
    row.send(0)
    try {
      const image = await sendPicture(config, file, sent, (part) => row.send(part))
      row.done(image)
      images.push(image)
      say(_("{name} is there.", { name: file.name }))
      added(image)
    } catch (problem) {
      row.fail(problem.message)
      failed += 1
      say(`${file.name}: ${problem.message}`)
    }
    running -= 1
    next()
  }
  const enter = (entry) => {
    entry.row.wait()
    waiting.push(entry)
    addEventListener("beforeunload", warn)
  }

  return {
    add(files) {
      for (const file of files) {
        const entry = { file, sent: values() }
        entry.row = createRow(file, () => {
          entry.sent = values()
          enter(entry)
          next()
        })
        enter(entry)
        list.append(entry.row.item)
      }
      list.hidden = false
      say(_("Uploading: {count}", { count: files.length }))
      next()
    },
    get isBusy() {
      return running + waiting.length > 0
    },
  }
}
