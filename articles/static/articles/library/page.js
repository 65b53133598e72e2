// The page of all pictures: uploading many at once, and completing them where they stand.
import { el } from "articles/editor/dom"
import { _, useTexts } from "articles/editor/texts"
import { takeDrops } from "articles/library/drop"
import { createQueue } from "articles/library/queue"
import { saveInPlace } from "articles/library/quick"
import { markList, nameOf } from "articles/library/tiles"

const page = document.querySelector("[data-library]")
const config = JSON.parse(page.dataset.library)
useTexts(config.texts)

const startUpload = (section) => {
  const form = section.querySelector("form")
  const choose = form.elements.file
  const status = section.querySelector(".upload-status")
  const list = section.querySelector(".upload-rows")
  const after = el("p", { className: "upload-after", hidden: true })
  list.after(after)
  const say = (text) => {
    status.textContent = text
  }
  const ids = []
  const queue = createQueue({
    config,
    list,
    say,
    values: () => ({ credit: form.elements.credit.value }),
    added: (image) => ids.push(image.id),
    idle(images, failed) {
      const isSomething = images.length || failed // and not all of it taken off the list
      say(isSomething ? _("Added: {added}. Not added: {failed}.", { added: images.length, failed }) : "")
      if (!ids.length) return
      const address = `?ids=${ids.join(",")}`
      after.replaceChildren(el("a", { href: address, className: "button" }, _("Show and complete what was added")))
      after.hidden = false
    },
  })
  choose.addEventListener("change", () => {
    if (!choose.files.length) return
    queue.add([...choose.files])
    choose.value = ""
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault() // Enter in the credit: files are sent as they are chosen
    choose.focus()
  })
  section.querySelector(".upload-drop").hidden = false
  section.querySelector(".upload-most").hidden = true
  section.querySelector(".upload-send button").hidden = true
  takeDrops(document.body, (files) => queue.add(files))
}

const startQuick = (card) => {
  const form = card.querySelector(".quick form")
  if (!form) return
  saveInPlace(form, config, (image) => {
    card.querySelector(".library-name").textContent = nameOf(image)
    card.querySelector(".library-credit")?.remove()
    if (image.credit) {
      card.querySelector(".library-link").after(el("p", { className: "library-credit", dir: "auto" }, image.credit))
    }
    card.querySelector(".marks")?.remove()
    const marks = markList(image)
    if (marks) card.querySelector(".library-facts").before(marks)
  })
}

const section = document.querySelector(".upload")
if (section) startUpload(section)
for (const card of document.querySelectorAll(".library-card")) startQuick(card)
