import { pm } from "django-prose-editor/editor"
import { _ } from "articles/editor/texts"

const { Plugin, PluginKey, Selection } = pm.state
const { DOMParser: Reader, Slice } = pm.model
const key = new PluginKey("wireCopy")
const FEWEST_LINES = 3
const NARROWEST = 50 // columns: lines broken below that are not joined by the importer
const BROKEN_SENTENCE = /[^\s.!?:;…][ \t]*\n[ \t]*\p{Ll}/u
const PATIENCE = 5000 // milliseconds

// Whether a text is worth a question to the server, which knows subheads, key points, lists and site
// furniture as the importer does.
export const isWireCopy = (copy) => {
  const text = copy.replace(/\r\n?/g, "\n")
  const lines = text.split("\n").filter((line) => line.trim())
  const isNarrow = lines.every((line) => line.length < NARROWEST) && BROKEN_SENTENCE.test(text)
  return lines.length >= FEWEST_LINES && !isNarrow
}

// Where pasted texts stand that wait for the server's answer.
export const waitingCopies = () =>
  new Plugin({
    key,
    state: {
      init: () => [],
      apply(tr, waiting) {
        const { add, remove } = tr.getMeta(key) ?? {}
        const mapped = waiting.map(({ id, from, to }) => ({ id, from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }))
        return [...mapped, ...(add ? [add] : [])].filter(({ id }) => id !== remove)
      },
    },
  })

const ask = async (desk, text) => {
  const body = new FormData()
  body.append("text", text)
  const response = await fetch(desk.urls.paste, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": desk.csrfToken(), Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok || response.redirected) throw new Error(`${response.status}`)
  return response.json()
}

const sliceOf = (schema, html) => {
  const { content } = Reader.fromSchema(schema).parse(new DOMParser().parseFromString(html, "text/html").body)
  const open = (block) => (block.type.name === "paragraph" ? 1 : 0)
  return new Slice(content, open(content.firstChild), open(content.lastChild))
}

// Takes a text's place. Blocks that are no paragraphs take that of a paragraph which the text fills,
// too: none is left empty beside them.
const replace = (tr, { from, to }, slice) => {
  const [$from, $to] = [tr.doc.resolve(from), tr.doc.resolve(to)]
  const start = !slice.openStart && $from.depth && !$from.parentOffset ? $from.before() : from
  const end = !slice.openEnd && $to.depth && $to.parentOffset === $to.parent.content.size ? $to.after() : to
  const { selection } = tr
  const isInside = selection.from >= from && selection.to <= to
  tr.replaceRange(start, end, slice)
  if (!isInside) return
  const $end = tr.doc.resolve(tr.mapping.map(end))
  const side = slice.content.lastChild.isAtom ? 1 : -1
  tr.setSelection(Selection.findFrom($end, side, true) ?? Selection.near($end)).scrollIntoView()
}

// Pastes `slice`, which is `text` read here, at once, and puts the server's reading in its place when
// that comes, unless somebody has worked on it by then. Both are one step for undo. Without an answer
// what was pasted stays.
export const pasteWireCopy = async (view, desk, text, slice) => {
  const id = {}
  const { from, to } = view.state.selection
  const paste = view.state.tr.replaceSelection(slice)
  const range = { id, from: paste.mapping.map(from, -1), to: paste.mapping.map(to, 1) }
  view.dispatch(paste.setMeta(key, { add: range }).setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView())
  const find = () => key.getState(view.state).find((copy) => copy.id === id)
  const textOf = (copy) => view.state.doc.slice(copy.from, copy.to).content
  const before = textOf(find())
  const answer = await ask(desk, text).catch(() => null)
  if (view.isDestroyed) return
  const copy = find()
  const tr = view.state.tr.setMeta(key, { remove: id })
  if (answer?.html && copy.from < copy.to && textOf(copy).eq(before)) {
    // History joins what was appended to the step that it was appended to.
    replace(tr.setMeta("appendedTransaction", paste), copy, sliceOf(view.state.schema, answer.html))
    if (answer.leftOut.length) {
      desk.notify(_("Left out, as it is no part of the story: {text}", { text: answer.leftOut.join(" ") }))
    }
  }
  view.dispatch(tr)
}
