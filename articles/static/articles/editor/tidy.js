// What Word, Google Docs and web pages put on the clipboard, made ready for the grammar.
const DROPPED = "script, meta, link, title, xml, del, o\\:p, a[href^='#_ftn'], [data-style*='mso-element:comment']"
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi
const TRACKING = /^(utm_\w+|fbclid|gclid|mc_[ce]id)$/
const KEPT = new Set(
  "href rel data-pm-slice data-read-more data-wanted data-image data-alt data-gallery data-pull data-key-points data-embed".split(" "),
)

// Parsing styles and handlers, even to drop them, is against the page's content security policy. So
// they are put out of action in the source; what styles say is read from `data-style`.
const disarm = (html) =>
  html
    .replace(/<!--[^]*?-->/g, "")
    .replace(/<(style|script)\b[^]*?<\/\1\s*>/gi, "")
    .replace(/<(style|script)\b[^]*$/i, "")
    .replace(TAG, (tag) => tag.replace(/([\s"'/])style(?=\s*=)/gi, "$1data-style").replace(/([\s"'/])on(?=\w+\s*=)/gi, "$1data-on"))

const parse = (html) => new DOMParser().parseFromString(disarm(html), "text/html")

const bare = (doc) => {
  for (const element of doc.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name)
  }
  return doc.body.innerHTML
}

// Ends of a line for the grammar (articles/body/tree.py), but not for the editor's parser, which would
// run the cells of a table together. A cell becomes a paragraph, as it does on the server.
const LINES =
  "caption, center, details, dialog, legend, main, nav, search, summary, table, thead, tbody, tr, td, th, " +
  "dt:not([data-key-points] dt)"

const styleOf = (element, property) =>
  element.dataset.style?.match(new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([\\w-]+)`, "i"))?.[1].toLowerCase()

const wrap = (element, tag) => {
  const mark = element.ownerDocument.createElement(tag)
  mark.append(...element.childNodes)
  element.append(mark)
}

// Google Docs says bold and italic in styles, and wraps all it copies in a <b> that is not bold.
const marksFromStyles = (doc) => {
  for (const element of doc.querySelectorAll("[data-style]")) {
    const weight = styleOf(element, "font-weight")
    const isBold = weight === "bold" || weight === "bolder" || Number(weight) >= 600
    if (element.matches("b, strong")) {
      if (weight && !isBold) element.replaceWith(...element.childNodes)
    } else if (element.matches("span, font, a, u")) {
      if (isBold) wrap(element, "strong")
      if (styleOf(element, "font-style") === "italic") wrap(element, "em")
    }
  }
}

const rename = (root, selector, tag) => {
  for (const element of root.querySelectorAll(selector)) {
    const renamed = root.createElement(tag)
    renamed.append(...element.childNodes)
    element.replaceWith(renamed)
  }
}

// Makes `paragraph` an item of `list`, or of a new one where it does not follow a list of its kind.
const intoList = (list, paragraph, tag) => {
  const doc = paragraph.ownerDocument
  if (list?.localName !== tag || list.nextElementSibling !== paragraph) {
    list = doc.createElement(tag)
    paragraph.before(list)
  }
  const item = doc.createElement("li")
  item.append(...paragraph.childNodes)
  list.append(item)
  paragraph.remove()
  return list
}

// Word writes lists as paragraphs that begin with a typed bullet or number.
const wordLists = (doc) => {
  let list = null
  for (const paragraph of doc.querySelectorAll("p")) {
    if (!/mso-list:\s*l\d+\s+level\d+/i.test(paragraph.dataset.style ?? "")) {
      list = null
      continue
    }
    const bullet = paragraph.querySelector("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]")
    const tag = /^\s*(\d+|[a-z])[.)]/i.test(bullet?.textContent ?? "") ? "ol" : "ul"
    bullet?.remove()
    list = intoList(list, paragraph, tag)
  }
}

// Without Word's own mark-up its bullets arrive as "· text".
const typedBullets = (doc) => {
  let list = null
  for (const paragraph of doc.querySelectorAll("p")) {
    const [bullet] = paragraph.textContent.match(/^\s*[·•▪‣]\s+/) ?? []
    const first = bullet && doc.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()
    if (!first?.data.startsWith(bullet)) {
      list = null
      continue
    }
    first.data = first.data.slice(bullet.length)
    list = intoList(list, paragraph, "ul")
  }
}

const plainAddress = (href) => {
  let url
  try {
    url = new URL(href)
  } catch {
    return href
  }
  const target = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" && url.searchParams.get("q")
  if (target) return plainAddress(target)
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  if (!tracking.length) return href
  for (const name of tracking) url.searchParams.delete(name)
  return url.href
}

const isEmpty = (element) => !element.textContent.replace(/\u00a0/g, " ").trim()

// Returns {html, pictures}: how many pictures were left out.
export const tidyHTML = (html) => {
  const doc = parse(html)
  if (doc.querySelector("[data-pm-slice]")) return { html: bare(doc), pictures: 0 } // copied from here
  for (const element of doc.querySelectorAll(DROPPED)) element.remove()
  wordLists(doc)
  typedBullets(doc)
  // Google Docs parts blocks with breaks of their own.
  for (const br of doc.querySelectorAll("body > br, body > b > br")) br.remove()
  marksFromStyles(doc)
  rename(doc, LINES, "div")
  rename(doc, "h1", "h2")
  rename(doc, "h4, h5, h6", "h3")
  for (const mark of doc.querySelectorAll(":is(h2, h3) :is(b, strong)")) mark.replaceWith(...mark.childNodes)
  for (const link of doc.querySelectorAll("a[href]")) {
    link.setAttribute("href", plainAddress(link.getAttribute("href")))
  }
  const pictures = doc.querySelectorAll("img")
  for (const picture of pictures) picture.remove()
  for (const block of doc.querySelectorAll("p, h2, h3, li")) if (isEmpty(block)) block.remove()
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\u00a0/g, " ")
  return { html: bare(doc), pictures: pictures.length }
}

// Whether HTML says no more than the plain text beside it: an editor's or a text file's.
export const isPlainWrapper = (html) => {
  const doc = parse(html)
  marksFromStyles(doc)
  return !doc.body.querySelector(":not(div, span, font, pre, br), [data-pm-slice]")
}

const unwrap = (text) => text.replace(/\s*\n\s*/g, " ").trim()

// Wire copy: paragraphs are parted by empty lines, or by an indent, or are a line each.
export const wireParagraphs = (copy) => {
  if (!/[\r\n]/.test(copy)) return copy.trim() ? [copy] : [] // into a sentence: its spaces stay
  const text = copy.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").replace(/^\n+|\n+$/g, "")
  const isParted = /\n\s*\n/.test(text)
  if (isParted) return text.split(/\n\s*\n/).map(unwrap).filter(Boolean)
  const isIndented = /\n\s{2,}\S/.test(text) && /\n\S/.test(text)
  if (isIndented) return text.split(/\n(?=\s{2,}\S)/).map(unwrap).filter(Boolean)
  return text.split("\n").map((line) => line.trim()).filter(Boolean)
}
