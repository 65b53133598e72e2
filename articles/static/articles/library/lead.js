// A field of a form that holds one picture: what is chosen, and a button that opens the library.
import { el } from "articles/editor/dom"
import { _, useTexts } from "articles/editor/texts"
import { choosePictures, fetchPage } from "articles/library/chooser"
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
  const draw = (image) => {
    const name = el("a", { href: image.editUrl, target: "_blank", rel: "noopener" }, el("bdi", {}, nameOf(image)))
    const credit = image.credit ? el("p", { className: "library-credit", dir: "auto" }, image.credit) : null
    const words = [el("p", { className: "library-name" }, name), credit, markList(image)].filter(Boolean)
    face.replaceChildren(thumbnail(image, "14rem"), el("div", { className: "picture-words" }, ...words))
  }
  const set = (value) => {
    input.value = value
    show()
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }))
  }
  choose.addEventListener("click", async () => {
    const image = (await choosePictures({ config, title: _("Choose a picture") }))?.[0]
    choose.focus()
    if (!image) return
    draw(image)
    set(image.id)
    status.textContent = _("Chosen: {name}", { name: nameOf(image) })
  })
  remove.addEventListener("click", () => {
    set("")
    status.textContent = _("There is no picture now.")
    choose.focus()
  })
  // Whoever comes back has perhaps completed the picture, or put another file in its place.
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden || !input.value) return
    const found = await fetchPage(config, { ids: input.value }).catch(() => null)
    const [image] = found?.results ?? []
    if (!image || String(image.id) !== input.value) return
    const hadFocus = face.contains(document.activeElement)
    draw(image)
    if (hadFocus) face.querySelector("a").focus()
  })
  show()
}

for (const place of document.querySelectorAll("[data-picture-field]")) start(place)
