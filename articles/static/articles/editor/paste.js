import { Extension, pm } from "django-prose-editor/editor"
import { say } from "articles/editor/dom"
import { _ } from "articles/editor/texts"
import { isPlainWrapper, tidyHTML, wireParagraphs } from "articles/editor/tidy"
import { isWireCopy, pasteWireCopy, waitingCopies } from "articles/editor/wire"

const { Plugin } = pm.state
const { Fragment, Slice } = pm.model
const READ_MORE = /^Read more:\s*(\S.{0,299})$/i

const toBlock = (schema, text, marks, isOnly) => {
  const [, headline] = (!isOnly && text.match(READ_MORE)) || []
  if (headline) return schema.nodes.readMore.create({ wanted: headline.trim() })
  return schema.nodes.paragraph.create(null, schema.text(text, marks))
}

// A pasted "Read more: …" whose headline an article already has is linked to it.
const bindWanted = async (editor, desk) => {
  const wanted = new Set()
  editor.state.doc.descendants(({ attrs, type }) => {
    if (type.name === "readMore" && attrs.wanted) wanted.add(attrs.wanted)
  })
  for (const headline of wanted) {
    const found = await desk.search(desk.urls.articles, { q: headline, not: desk.articleId, language: desk.language() })
    const article = found.find((item) => item.headline === headline)
    if (!article || editor.isDestroyed) continue
    desk.lookup.remember("articles", article)
    const tr = editor.state.tr.setMeta("addToHistory", false) // undo takes the paste back, not this
    tr.doc.descendants(({ attrs, type }, position) => {
      if (type.name === "readMore" && attrs.wanted === headline) {
        tr.setNodeMarkup(position, null, { articleId: article.id, wanted: "" })
      }
    })
    editor.view.dispatch(tr)
  }
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addOptions: () => ({ desk: null }),
  addProseMirrorPlugins() {
    const { editor, options } = this
    const { desk } = options
    let isText = false // what is being pasted was read as text
    let isPlain = false // … because of Ctrl+Shift+V
    let isWrapped = false
    let asked = null
    let timer = 0
    const bindSoon = () => {
      clearTimeout(timer)
      timer = setTimeout(async () => {
        await asked
        bindWanted(editor, desk).catch(() => {})
      })
    }
    return [
      waitingCopies(),
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            isText = false
            const { html: tidied, pictures } = tidyHTML(html)
            if (pictures) {
              const text = _("Pictures left out: {count}. Drop the picture files here instead.", { count: pictures })
              say(text)
              desk.notify(text)
            }
            return tidied
          },
          clipboardTextParser: (text, $context, plain) => {
            isText = true
            isPlain = plain && !isWrapped
            const paragraphs = wireParagraphs(text)
            const marks = $context.marks()
            const isOnly = paragraphs.length === 1
            const blocks = paragraphs.map((paragraph) => toBlock(editor.schema, paragraph, marks, isOnly))
            if (blocks.some((block) => block.type.name === "readMore")) bindSoon()
            const open = (block) => (block?.isTextblock ? 1 : 0)
            return new Slice(Fragment.from(blocks), open(blocks[0]), open(blocks.at(-1)))
          },
          handlePaste(view, event, slice) {
            const text = event.clipboardData?.getData("text/plain") ?? ""
            if (!isText && /\S[^]*\n[^]*\S/.test(text) && isPlainWrapper(event.clipboardData.getData("text/html"))) {
              isWrapped = true
              view.pasteText(text, event)
              isWrapped = false
              return true
            }
            const { $from, $to } = view.state.selection
            const inText = [$from, $to].every(({ depth, parent }) => !depth || parent.type.name === "paragraph" && depth === 1)
            if (!isText || isPlain || !inText || !isWireCopy(text)) return false
            asked = pasteWireCopy(view, desk, text, slice)
            bindSoon()
            return true
          },
        },
      }),
    ]
  },
})
