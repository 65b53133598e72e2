// Galleries of a story: buttons and keys for what readers can do by scrolling, too. The words are the
// page's own: each picture says which one it is.
const PAUSE = 120 // milliseconds without scrolling, after which a picture has come to rest

const start = (gallery) => {
  const strip = gallery.querySelector(".gallery-pictures")
  const items = [...strip.children]
  const steps = gallery.querySelector(".gallery-steps")
  const said = gallery.querySelector(".gallery-said")
  const last = items.length - 1
  let goal = 0 // where it goes or is
  let shown = 0
  let timer = 0

  const middle = (element) => {
    const { left, width } = element.getBoundingClientRect()
    return left + width / 2
  }
  const away = (item) => middle(item) - middle(strip)
  const nearest = () =>
    items.reduce((best, item, at) => (Math.abs(away(item)) < Math.abs(away(items[best])) ? at : best), 0)

  // The next pictures are there before they come in sight: browsers do not look to the sides.
  const fetchAround = () => {
    for (const item of items.slice(Math.max(0, shown - 1), shown + 2)) {
      for (const image of item.querySelectorAll("img")) image.loading = "eager"
    }
  }
  const sync = () => {
    const [back, on] = steps.children
    back.setAttribute("aria-disabled", String(goal === 0))
    on.setAttribute("aria-disabled", String(goal === last))
  }
  const rest = () => {
    goal = nearest()
    sync()
    if (goal === shown) return
    shown = goal
    fetchAround()
    const place = items[shown].querySelector(".gallery-place").textContent
    said.textContent = [place, items[shown].querySelector("img")?.alt].filter(Boolean).join(": ")
  }
  const go = (to) => {
    goal = Math.min(Math.max(to, 0), last)
    sync()
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches
    strip.scrollTo({ left: strip.scrollLeft + away(items[goal]), behavior: isCalm ? "instant" : "smooth" })
  }

  strip.addEventListener("scroll", () => {
    clearTimeout(timer)
    timer = setTimeout(rest, PAUSE)
  })
  steps.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (button) go(goal + (button === steps.firstElementChild ? -1 : 1))
  })
  gallery.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const forward = getComputedStyle(strip).direction === "rtl" ? -1 : 1
    const to = { ArrowRight: goal + forward, ArrowLeft: goal - forward, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(to)
  })
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    observer.disconnect()
    fetchAround()
  }).observe(strip)

  gallery.classList.add("is-live")
  steps.hidden = false
  sync()
}

for (const gallery of document.querySelectorAll(".gallery")) start(gallery)
