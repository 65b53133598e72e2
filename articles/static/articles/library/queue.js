import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"
import { markList, nameOf, thumbnail } from "articles/library/tiles"
import { sendPicture } from "articles/library/transfer"

const AT_ONCE = 2

// A row of the list: what becomes of one file. Until it has left this machine it can be taken off.
const createRow = (file, { again, takeOff }) => {
  const bar = el("progress", { max: 1, value: 0, "aria-label": _("Uploading {name}", { name: file.name }) })
  const state = el("p", { className: "upload-state" })
  const face = el("span", { className: "upload-face" })
  const name = el("p", { className: "upload-name" }, el("bdi", {}, file.name))
  const retry = el("button", { type: "button", className: "quiet-button" }, _("Try again"))
  const remove = el("button", { type: "button", className: "quiet-button" }, _("Take off this list"))
  const buttons = el("p", { className: "upload-buttons" }, retry, remove)
  const words = el("div", { className: "upload-words" }, name, bar, state, buttons)
  const item = el("li", { className: "upload-row", tabIndex: -1 }, face, words)
  const become = (kind, text) => {
    const focused = document.activeElement
    item.dataset.state = kind
    state.textContent = text
    bar.hidden = kind !== "sending" && kind !== "making"
    retry.hidden = kind !== "failed"
    remove.hidden = kind === "making" || kind === "done"
    if (buttons.contains(focused) && focused.hidden) item.focus()
  }
  retry.addEventListener("click", again)
  remove.addEventListener("click", () => {
    const next = item.nextElementSibling ?? item.previousElementSibling ?? item.parentElement
    next.focus()
    item.remove()
    takeOff()
  })
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
  let waiting = []
  let images = []
  let running = 0
  const failed = new Set() // of those on the list
  const all = el("button", { type: "button", className: "quiet-button upload-all", hidden: true })
  list.tabIndex = -1
  list.before(all)

  const warn = (event) => event.preventDefault()
  const offer = () => {
    all.textContent = _("Try again: {count}", { count: failed.size })
    all.hidden = failed.size < 2
  }
  const next = () => {
    while (running < AT_ONCE && waiting.length) run(waiting.shift())
    if (running || waiting.length) return
    removeEventListener("beforeunload", warn)
    idle(images, failed.size)
    images = []
  }
  const run = async (entry) => {
    const { file, row, sent, stop } = entry
    running += 1
    row.send(0)
    try {
      const image = await sendPicture(config, file, sent, { told: row.send, signal: stop.signal })
      row.done(image)
      images.push(image)
      say(_("{name} is there.", { name: file.name }))
      added(image)
    } catch (problem) {
      if (!stop.signal.aborted) fail(entry, problem.message)
    }
    running -= 1
    next()
  }
  const fail = (entry, why) => {
    entry.row.fail(why)
    failed.add(entry)
    offer()
    say(`${entry.file.name}: ${why}`)
  }
  const enter = (entry) => {
    entry.sent = values()
    entry.row.wait()
    failed.delete(entry)
    waiting.push(entry)
    addEventListener("beforeunload", warn)
  }
  const again = (entries) => {
    entries.forEach(enter)
    offer()
    next()
  }
  const takeOff = (entry) => {
    entry.stop.abort()
    waiting = waiting.filter((one) => one !== entry)
    failed.delete(entry)
    offer()
  }
  all.addEventListener("click", () => {
    list.focus()
    again([...failed])
  })

  return {
    add(files) {
      for (const file of files) {
        const entry = { file, stop: new AbortController() }
        entry.row = createRow(file, { again: () => again([entry]), takeOff: () => takeOff(entry) })
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
