import { Node } from "django-prose-editor/editor"
import { cardView } from "articles/editor/card"
import { ask } from "articles/editor/dialog"
import { el } from "articles/editor/dom"
import { ICONS } from "articles/editor/icons"
import { insertBlock, leaveBlock } from "articles/editor/insert"
import { altOf, captionOf, pickImage } from "articles/editor/pictures"
import { _ } from "articles/editor/texts"
import { imageFiles } from "articles/editor/files"

const askAlt = async (card) => {
  const values = await ask({
    title: _("Alternative text"),
    submit: _("Save"),
    fields: [
      {
        name: "alt",
        label: _("Alternative text for this story"),
        type: "textarea",
        value: card.attrs().alt,
        help: _("What the picture shows, for readers who cannot see it. Empty: the picture’s own text."),
      },
    ],
  })
  if (values) card.update({ alt: values.alt.replace(/\s+/g, " ") })
  else card.editor.view.focus()
}

const altNote = (image, alt) => {
  if (alt) return el("p", { className: "body-card-note" }, _("Alternative text:"), " ", el("bdi", {}, alt))
  if (image?.isDecorative) return el("p", { className: "body-card-note" }, _("Decorative: screen readers pass it over."))
  return el("p", { className: "body-card-note body-card-note--warning" }, _("No alternative text yet"))
}

const creditNote = (image) => {
  if (!image || image.failed) return ""
  if (image.credit) return el("p", { className: "body-card-note" }, _("Image: {name}", { name: image.credit }))
  return el("p", { className: "body-card-note body-card-note--warning" }, _("No credit yet"))
}

const fillImage = async (card, desk, caption) => {
  const { imageId } = card.attrs()
  const image = await desk.lookup.image(imageId)
  if (card.attrs().imageId !== imageId || (image?.failed && card.face.hasChildNodes())) return
  const alt = card.attrs().alt || altOf(image, desk) || ""
  card.name(alt ? _("Picture: {alt}", { alt }) : _("Picture without alternative text"))
  card.face.replaceChildren(
    image?.url
      ? el("img", { src: image.url, alt, width: image.width, height: image.height, draggable: false })
      : el("p", { className: "body-card-title" }, _("Picture {id} is not there.", { id: imageId })),
    image?.barred ? el("p", { className: "body-card-note body-card-note--warning", dir: "auto" }, image.barred) : "",
    altNote(image, alt),
    creditNote(image),
  )
  caption.dataset.placeholder = captionOf(image, desk) || _("Caption")
}

export const NewsImage = Node.create({
  name: "newsImage",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  defining: true,
  addOptions: () => ({ desk: null }),
  addStorage: () => ({ onReturn: null }),
  addAttributes: () => ({
    imageId: { isRequired: true, rendered: false }, // or the editor makes up pictures, to have a place for words
    alt: { default: "", rendered: false },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-image]",
      contentElement: "figcaption",
      getAttrs: ({ dataset }) =>
        /^[1-9]\d{0,17}$/.test(dataset.image) && { imageId: Number(dataset.image), alt: dataset.alt ?? "" },
    },
  ],
  renderHTML: ({ node: { attrs } }) => [
    "figure",
    { "data-image": String(attrs.imageId), ...(attrs.alt ? { "data-alt": attrs.alt } : {}) },
    ["figcaption", 0],
  ],
  addNodeView() {
    const { desk } = this.options
    return (view) => {
      const caption = el("figcaption", { className: "body-caption", "data-placeholder": _("Caption") })
      return cardView(view, {
        className: "body-card--image",
        content: caption,
        buttons: [
          [_("Alternative text"), ICONS.edit, askAlt],
          [
            _("Choose another picture"),
            ICONS.swap,
            async (card) => {
              const image = await pickImage(desk)
              if (image) card.update({ imageId: image.id, alt: "" })
              else card.editor.view.focus()
            },
          ],
        ],
        fill: (card) => fillImage(card, desk, caption),
      })
    }
  },
  // Whoever comes back has perhaps completed a picture, or put another file in its place.
  onCreate() {
    this.storage.onReturn = () => {
      if (document.hidden) return
      this.options.desk.lookup.forget("images")
      for (const card of this.editor.view.dom.querySelectorAll(".body-card--image")) {
        card.dispatchEvent(new Event("body:refill"))
      }
    }
    document.addEventListener("visibilitychange", this.storage.onReturn)
  },
  onDestroy() {
    document.removeEventListener("visibilitychange", this.storage.onReturn)
  },
  addCommands() {
    return {
      insertNewsImage:
        () =>
        ({ editor, dispatch }) => {
          if (!dispatch) return true
          pickImage(this.options.desk).then((image) => {
            if (image) insertBlock(editor, { type: "newsImage", attrs: { imageId: image.id } })
            else editor.view.focus()
          })
          return true
        },
    }
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-i": () => this.editor.commands.insertNewsImage(),
      Enter: ({ editor }) => editor.state.selection.$from.parent.type.name === this.name && leaveBlock(editor),
    }
  },
  addProseMirrorPlugins() {
    return [imageFiles(this.options.desk)]
  },
})

export { pickImages } from "articles/editor/pictures"
