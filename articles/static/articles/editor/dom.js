// Elements without markup in strings: nothing here is ever parsed as HTML.
export const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name in element && !name.includes("-")) element[name] = value
    else element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined))
  return element
}

const SVG = "http://www.w3.org/2000/svg"
export const icon = (path) => {
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", "0 0 20 20")
  svg.setAttribute("aria-hidden", "true")
  const line = document.createElementNS(SVG, "path")
  line.setAttribute("d", path)
  svg.append(line)
  return svg
}

let ids = 0
export const newId = (name) => `body-${name}-${++ids}`

let region = null
// Tells screen readers what has just happened.
export const say = (text) => {
  region ??= document.body.appendChild(el("div", { className: "body-live", role: "status" }))
  region.textContent = text
}
