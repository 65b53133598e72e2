import { Node, pm } from "django-prose-editor/editor"
import { cardView } from "articles/editor/card"
import { el } from "articles/editor/dom"
import { ICONS } from "articles/editor/icons"
import { insertBlock } from "articles/editor/insert"
import { pickImages } from "articles/editor/pictures"
import { dropIntoGallery, isOverGallery } from "articles/editor/reorder"
import { _ } from "articles/editor/texts"

const { Fragment, Slice } = pm.model
const { Plugin, TextSelection } = pm.state

export const MOST_PICTURES = 50

const idsIn = (gallery) => gallery.children.map((picture) => picture.attrs.imageId)

const toPicture = (image) => ({ type: "newsImage", attrs: { imageId: image.id } })

// What readers get otherwise than it stands here, or "".
const remark = (ids) => {
  if (ids.length < 2) return _("One picture is no gallery: readers get it as a picture in the text.")
  if (new Set(ids).size < ids.length) return _("A picture stands here twice. Readers get it once.")
  return ids.length > MOST_PICTURES
    ? _("A gallery holds {count} pictures. The others make another one.", { count: MOST_PICTURES })
    : ""
}

const fillGallery = (card) => {
  const ids = idsIn(card.node())
  const words = remark(ids)
  card.name(_("Gallery: {count} pictures", { count: ids.length }))
  card.face.replaceChildren(
    el("span", { className: "body-card-kind" }, _("Gallery: {count} pictures", { count: ids.length })),
    words ? el("p", { className: "body-card-note body-card-note--warning" }, words) : "",
  )
}

const addPictures = async (card, desk) => {
  const { editor } = card
  const images = await pickImages(desk, { taken: idsIn(card.node()), most: MOST_PICTURES })
  editor.view.focus()
  const at = card.position() + card.node().nodeSize - 1
  if (images.length) editor.commands.insertContentAt(at, images.map(toPicture), { updateSelection: false })
}

const isCaption = ($at) => $at.depth === 2 && $at.node(1).type.name === "newsGallery"

const isInCaption = ({ $from, $to }) => [$from, $to].every(isCaption)

// Enter in a caption: on to the next picture's; out of the last one's is the picture's own business.
const onEnter = ({ editor }) => {
  const { selection } = editor.state
  const { $from } = selection
  if (!isInCaption(selection) || $from.index(1) === $from.node(1).childCount - 1) return false
  return editor.commands.command(({ tr }) => {
    tr.setSelection(TextSelection.create(tr.doc, $from.after(2) + 1)).scrollIntoView()
    return true
  })
}

// A gallery whose last picture went goes, too. Were one picture required, the editor would make up one.
const withoutEmpty = () =>
  new Plugin({
    appendTransaction(transactions, _before, state) {
      if (!transactions.some((one) => one.docChanged)) return null
      const { tr } = state
      state.doc.forEach((node, at) => {
        if (node.type.name !== "newsGallery" || node.childCount) return
        const start = tr.mapping.map(at)
        tr.delete(start, start + node.nodeSize)
      })
      return tr.docChanged ? tr : null
    },
  })

// What a slice holds as one line; null where that is one already, or not only text.
const oneLine = (slice, schema) => {
  const lines = []
  let isText = true
  slice.content.descendants((node) => {
    if (node.type.name === "newsImage" || (node.isAtom && !node.isInline)) isText = false
    if (node.isTextblock) lines.push(node.content)
  })
  if (!isText || lines.length < 2) return null
  const space = Fragment.from(schema.text(" "))
  return new Slice(lines.reduce((all, line) => all.append(space).append(line)), 0, 0)
}

// Several lines of text that come into a caption are one line there: they would break the gallery
// in two. What is pasted comes to the cursor, what is dropped to the pointer.
const asOneLine = () =>
  new Plugin({
    props: {
      handlePaste(view, _event, slice) {
        const { tr, selection, schema } = view.state
        const line = isInCaption(selection) && oneLine(slice, schema)
        if (!line) return false
        tr.replaceSelection(line).scrollIntoView()
        view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste"))
        return true
      },
      handleDrop(view, event, slice, moved) {
        const { tr, doc, schema } = view.state
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        // A block that is dragged whole is no open slice. It finds a place beside the gallery.
        const isForCaption = place && isCaption(doc.resolve(place.pos)) && slice.openStart > 0
        const line = isForCaption && oneLine(slice, schema)
        if (!line) return false
        if (moved) tr.deleteSelection()
        const at = tr.mapping.map(place.pos)
        tr.replaceRange(at, at, line)
        tr.setSelection(TextSelection.create(tr.doc, at, at + line.size))
        view.focus()
        view.dispatch(tr.setMeta("uiEvent", "drop"))
        return true
      },
    },
  })

export const NewsGallery = Node.create({
  name: "newsGallery",
  priority: 110, // its Enter comes before the picture's
  group: "block",
  content: "newsImage*", // never fewer than one: see withoutEmpty
  draggable: true,
  isolating: true,
  defining: true,
  addOptions: () => ({ desk: null }),
  parseHTML: () => [
    {
      tag: "section[data-gallery]",
      getAttrs: (element) => (element.querySelector("figure[data-image]") ? null : false),
    },
  ],
  renderHTML: () => ["section", { "data-gallery": "" }, 0],
  addNodeView() {
    const { desk } = this.options
    return (view) =>
      cardView(view, {
        className: "body-card--gallery",
        content: el("div", { className: "body-gallery" }),
        buttons: [["", ICONS.add, (card) => addPictures(card, desk), _("Add pictures")]],
        fill: fillGallery,
        shows: idsIn,
      })
  },
  addCommands() {
    return {
      insertNewsGallery:
        () =>
        ({ editor, dispatch }) => {
          if (!dispatch) return true
          pickImages(this.options.desk, { most: MOST_PICTURES }).then((images) => {
            const pictures = images.map(toPicture)
            if (pictures.length > 1) insertBlock(editor, { type: this.name, content: pictures })
            else if (pictures.length) insertBlock(editor, pictures[0])
            else editor.view.focus()
          })
          return true
        },
    }
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-g": () => this.editor.commands.insertNewsGallery(), Enter: onEnter }
  },
  addProseMirrorPlugins: () => [withoutEmpty(), asOneLine(), dropIntoGallery()],
  // Over a gallery its own line shows where a picture will stand.
  extendNodeSchema: ({ name }) => (["newsGallery", "newsImage"].includes(name) ? { disableDropCursor: isOverGallery } : {}),
})
