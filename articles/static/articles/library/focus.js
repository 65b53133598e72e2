// The focal point: a mark on the picture, set by a click or moved with the arrow keys, and the crops
// that come of it. What the form sends are the two fields below, which go on working by themselves.
import { el, newId } from "articles/editor/dom"
import { box } from "articles/library/crops"

const STEP = 1 // per cent
const FAR = 10
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const clamp = (number) => Math.min(100, Math.max(0, Math.round(number * 10) / 10))

const createCrop = ({ label, ratio }) => {
  const image = el("img", { alt: "", draggable: false })
  const frame = el("div", { className: "focus-crop" }, image)
  frame.style.aspectRatio = ratio.join(" / ")
  return {
    element: el("figure", {}, frame, el("figcaption", {}, label)),
    image,
    // Shows of the picture what is cut out of it: everything in shares of the crop's own width.
    show(width, height, point) {
      const [left, upper, right, lower] = box(ratio, width, height, point)
      const [wide, high] = [right - left, lower - upper]
      image.style.width = `${(width / wide) * 100}%`
      image.style.height = `${(height / high) * 100}%`
      image.style.left = `${(-left / wide) * 100}%`
      image.style.top = `${(-upper / high) * 100}%`
      frame.dataset.box = [left, upper, right, lower]
    },
  }
}

const start = (place, across, down, file) => {
  const { crops, texts, ...stored } = JSON.parse(place.dataset.focus)
  let size = [stored.width, stored.height]
  const helpId = newId("focus-help")
  const picture = el("img", { alt: "", draggable: false })
  const mark = el("span", {
    className: "focus-mark",
    role: "slider",
    tabIndex: 0,
    "aria-label": texts.point,
    "aria-describedby": helpId,
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  })
  const surface = el("div", { className: "focus-surface" }, picture, mark)
  const note = el("p", { className: "help focus-file", hidden: true }, texts.file)
  const cuts = crops.map(createCrop)
  place.append(
    el("div", { className: "focus-main" }, surface, note, el("p", { className: "help", id: helpId }, texts.help)),
    el("div", { className: "focus-crops", role: "img", "aria-label": texts.crops }, cuts.map((cut) => cut.element)),
  )

  const point = () => [across, down].map((field) => clamp(Number(field.value || 50)))
  const show = () => {
    const [x, y] = point()
    mark.style.left = `${x}%`
    mark.style.top = `${y}%`
    mark.setAttribute("aria-valuenow", x)
    mark.setAttribute("aria-valuetext", texts.where.replace("{x}", x).replace("{y}", y))
    if (size[0]) for (const cut of cuts) cut.show(...size, [x / 100, y / 100])
  }
  const move = (x, y) => {
    across.value = clamp(x)
    down.value = clamp(y)
    for (const field of [across, down]) field.dispatchEvent(new Event("change", { bubbles: true }))
    show()
  }
  const use = (src, width, height) => {
    size = [width, height]
    for (const image of [picture, ...cuts.map((cut) => cut.image)]) image.src = src
    place.hidden = !src
    show()
  }
  const follow = (event) => {
    const area = surface.getBoundingClientRect()
    move(((event.clientX - area.left) / area.width) * 100, ((event.clientY - area.top) / area.height) * 100)
  }
  // A click and not a press: a finger that moves the page moves nothing else.
  surface.addEventListener("click", (event) => {
    mark.focus()
    follow(event)
  })
  mark.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault()
    mark.setPointerCapture(event.pointerId)
  })
  mark.addEventListener("pointermove", (event) => {
    if (mark.hasPointerCapture(event.pointerId)) follow(event)
  })
  mark.addEventListener("keydown", (event) => {
    const direction = MOVES[event.key]
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const [x, y] = point()
    const far = event.shiftKey ? FAR : STEP
    move(x + direction[0] * far, y + direction[1] * far)
  })
  for (const field of [across, down]) field.addEventListener("input", show)
  const useStored = () => {
    note.hidden = true
    use(stored.src, stored.width, stored.height)
  }
  let latest = null // the picture of what was chosen last
  file?.addEventListener("change", async () => {
    if (latest?.complete) URL.revokeObjectURL(latest.src)
    const image = new Image()
    latest = image
    if (file.files.length) {
      image.src = URL.createObjectURL(file.files[0])
      await image.decode().catch(() => {})
    }
    if (image !== latest) {
      URL.revokeObjectURL(image.src)
    } else if (image.naturalWidth) {
      note.hidden = false
      use(image.src, image.naturalWidth, image.naturalHeight)
    } else {
      useStored() // no file, or none that a browser can show
    }
  })
  useStored()
}

const place = document.querySelector("[data-focus]")
const fields = ["id_focus_x", "id_focus_y"].map((id) => document.getElementById(id))
if (place && fields.every(Boolean)) start(place, ...fields, document.getElementById("id_file"))
