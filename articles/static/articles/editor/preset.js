// Starts the editor. If any module fails to load, none of this runs: the textarea stays, and with it
// every word. Text that the schema does not know is shown read-only and sent back as it was.
import { Bold, Document, Dropcursor, Editor, Gapcursor, HardBreak, Italic, Paragraph, Text, UndoRedo } from "django-prose-editor/editor"
import { Surface } from "articles/editor/a11y"
import { createDesk } from "articles/editor/desk"
import { el, newId } from "articles/editor/dom"
import { Embed } from "articles/editor/embed"
import { NewsGallery } from "articles/editor/gallery"
import { NewsImage } from "articles/editor/image"
import { KeyLabel, KeyPoint, KeyPoints, KeyText } from "articles/editor/keypoints"
import { NewsLink } from "articles/editor/link"
import { MoveBlocks } from "articles/editor/move"
import { CleanPaste } from "articles/editor/paste"
import { PullQuote } from "articles/editor/pullquote"
import { ReadMore } from "articles/editor/readmore"
import { Bullets, Item, Numbers, Quote, Subhead } from "articles/editor/structure"
import { _, useTexts } from "articles/editor/texts"
import { makeToolbar } from "articles/editor/toolbar"
import { makeWordCount } from "articles/editor/wordcount"

const PAUSE = 300
const AIR = 16

const extensionsFor = (desk, surface) => [
  NewsLink, Bold, Italic,
  Document, Paragraph, Text, HardBreak, Subhead, Bullets, Numbers, Item, PullQuote, Quote,
  KeyPoints, KeyPoint, KeyLabel, KeyText,
  ReadMore.configure({ desk }), NewsImage.configure({ desk }), NewsGallery.configure({ desk }), Embed.configure({ desk }),
  UndoRedo, Gapcursor, Dropcursor.configure({ color: false, class: "body-dropcursor", width: 3 }),
  MoveBlocks, CleanPaste.configure({ desk }), Surface.configure({ desk, ...surface }),
]

// Pictures without a caption hold nothing either: `editor.isEmpty` would have them be nothing.
const isBlank = ({ doc }) => doc.children.every(({ type, content }) => type.name === "paragraph" && !content.size)

// Writing the whole text back at each key press would be felt in a long one: it waits for a pause,
// and for whoever reads the form.
const keepTextarea = (editor, textarea) => {
  let timer = 0
  const flush = () => {
    if (!timer) return
    clearTimeout(timer)
    timer = 0
    textarea.value = isBlank(editor.state) ? "" : editor.getHTML()
    textarea.dispatchEvent(new Event("input", { bubbles: true }))
  }
  editor.on("update", () => {
    clearTimeout(timer)
    timer = setTimeout(flush, PAUSE)
  })
  textarea.addEventListener("body:flush", flush)
  textarea.form?.addEventListener("submit", flush, true)
  textarea.form?.addEventListener("formdata", (event) => {
    flush()
    event.formData.set(textarea.name, textarea.value)
  })
  addEventListener("pagehide", flush)
}

// The toolbar sticks to the window's top, and the form's buttons may to its foot: the cursor must
// come out between them.
const keepInSight = (toolbar, editor, form) => {
  const buttons = form?.querySelector(".submit-row")
  const measure = () => {
    const sticks = buttons && getComputedStyle(buttons).position === "sticky"
    const bottom = (sticks ? buttons.offsetHeight : 0) + AIR
    const space = { top: toolbar.offsetHeight + AIR, bottom, left: 0, right: 0 }
    editor.view.setProps({ scrollMargin: space, scrollThreshold: space })
  }
  new ResizeObserver(measure).observe(toolbar)
}

const start = (textarea) => {
  const config = JSON.parse(textarea.dataset.bodyEditor)
  useTexts(config.texts)
  const desk = createDesk(textarea, config)
  const surface = el("div", { id: newId("surface"), className: "body-surface" })
  let error = null
  const editor = new Editor({
    element: surface,
    extensions: extensionsFor(desk, { label: config.label, describedBy: textarea.getAttribute("aria-describedby") ?? "" }),
    content: textarea.value,
    editable: !textarea.disabled && !textarea.readOnly,
    injectCSS: false,
    enableContentCheck: true,
    onContentError: (event) => {
      error = event.error
    },
  })
  const frame = el("div", { className: "body-editor" })
  textarea.before(frame)
  frame.append(surface, textarea)
  if (error) {
    editor.setEditable(false, false)
    frame.classList.add("body-editor--locked")
    frame.prepend(
      el(
        "p",
        { className: "body-notice", role: "alert" },
        _("This text holds something that the editor does not know. It is shown read-only, and saving leaves it as it is."),
      ),
    )
  } else if (editor.isEditable) {
    desk.toolbar = makeToolbar(editor, surface.id)
    frame.prepend(desk.toolbar)
    keepInSight(desk.toolbar, editor, textarea.form)
    surface.after(desk.notice, makeWordCount(editor))
    keepTextarea(editor, textarea)
  }
  textarea.form?.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus())
  textarea.bodyEditor = editor
  textarea.dispatchEvent(new CustomEvent("body:ready", { detail: { editor }, bubbles: true }))
}

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) start(textarea)
