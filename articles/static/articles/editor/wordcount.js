import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

const WORD = /[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_'’\-.,]*[\p{L}\p{N}\p{M}_])?/gu
const WORDS_A_MINUTE = 230
const PAUSE = 400

export const countWords = (doc) => doc.textBetween(0, doc.content.size, "\n", " ").match(WORD)?.length ?? 0

export const makeWordCount = (editor) => {
  const out = el("p", { className: "body-count" })
  const count = () => {
    const words = countWords(editor.state.doc)
    out.textContent = _("Words: {words} · reading time: {minutes} min", {
      words: words.toLocaleString(document.documentElement.lang || undefined),
      minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)),
    })
  }
  let timer = 0
  editor.on("update", () => {
    clearTimeout(timer)
    timer = setTimeout(count, PAUSE)
  })
  count()
  return out
}
