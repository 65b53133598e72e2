// A field of a form that holds one picture: what is chosen, and a button that opens the library.
import { el } from "articles/editor/dom"
import { _, useTexts } from "articles/editor/texts"
import { choosePictures } from "articles/library/chooser"
import { markList, nameOf, thumbnail } from "articles/library/tiles"

const start = (place) => {
  const config = JSON.parse(place.dataset.pictureField)
  useTexts(config.texts)
  const input = place.querySelector("input")
  const face = place.querySelector(".picture-chosen")
  const [label] = input.labels
  const status = el("p", { className: "visually-hidden", role: "status" })
  const choose = el("button", { type: "button", className: "quiet-button", id: `${input.id}-choose` })
  const remove = el("button", { type: "button", className: "quiet-button" }, _("Take it out"))
  place.append(el("p", { className: "picture-buttons" }, choose, remove), status)
  input.type = "hidden"
  place.querySelector(".picture-number").hidden = true
  if (label) {
    label.id = `${input.id}-label`
    label.removeAttribute("for") // or it would take the place of what the button says
    place.setAttribute("role", "group")
    place.setAttribute("aria-labelledby", label.id)
  }

  const show = () => {
    const isChosen = input.value !== ""
    choose.textContent = isChosen ? _("Choose another picture") : _("Choose a picture")
    remove.hidden = !isChosen
    face.hidden = !isChosen
  }
  const set = (value, face_) => {
    input.value = value
    face.replaceChildren(...face_)
    show()
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }))
  }
  choose.addEventListener("click", async () => {
    const image = (await choosePictures({ config, title: _("Choose a picture") }))?.[0]
    choose.focus()
    if (!image) return
    const name = el("a", { href: image.editUrl, target: "_blank", rel: "noopener" }, el("bdi", {}, nameOf(image)))
    const credit = image.credit ? el("p", { className: "library-credit", dir: "auto" }, image.credit) : null
    const words = [el("p", { className: "library-name" }, name), credit, markList(image)].filter(Boolean)
    set(image.id, [thumbnail(image, "14rem"), el("div", { className: "picture-words" }, ...words)])
    status.textContent = _("Chosen: {name}", { name: nameOf(image) })
  })
  remove.addEventListener("click", () => {
    set("", [])
    status.textContent = _("There is no picture now.")
    choose.focus()
  })
  show()
}

for (const place of document.querySelectorAll("[data-picture-field]")) start(place)
