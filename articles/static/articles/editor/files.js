import { pm } from "django-prose-editor/editor"
import { el, say } from "articles/editor/dom"
import { uploadImage } from "articles/editor/pictures"
import { _ } from "articles/editor/texts"
import { filesOf } from "articles/library/drop"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view
const key = new PluginKey("imageFiles")

const place = (state, id) => key.getState(state).find(undefined, undefined, (spec) => spec.id === id)[0]

// After the block that a place is in; in a gallery, after its picture.
const after = ($place) => {
  const depth = $place.depth && $place.node(1).type.name === "newsGallery" ? 2 : 1
  return $place.depth >= depth ? $place.after(depth) : $place.pos
}

const upload = async (view, desk, file, position) => {
  const id = {}
  view.dispatch(view.state.tr.setMeta(key, { add: { id, position, name: file.name } }))
  say(_("Uploading {name}", { name: file.name }))
  let image = null
  try {
    image = await uploadImage(desk, file)
  } catch (problem) {
    desk.notify(`${file.name}: ${problem.message}`)
  }
  if (view.isDestroyed) return
  const tr = view.state.tr.setMeta(key, { remove: id })
  const mark = place(view.state, id)
  if (image && mark) {
    tr.insert(after(tr.doc.resolve(mark.from)), view.state.schema.nodes.newsImage.create({ imageId: image.id }))
    say(_("Picture inserted. It needs an alternative text."))
  }
  view.dispatch(tr)
}

const take = (view, desk, files, position) => {
  for (const file of files) upload(view, desk, file, position)
  return files.length > 0
}

// Picture files dropped or pasted into the text: uploaded, with a mark where they will stand.
export const imageFiles = (desk) =>
  new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, marks) {
        const mapped = marks.map(tr.mapping, tr.doc)
        const { add, remove } = tr.getMeta(key) ?? {}
        if (add) {
          const sign = el("span", { className: "body-uploading" }, _("Uploading {name}", { name: add.name }))
          return mapped.add(tr.doc, [Decoration.widget(add.position, sign, { id: add.id })])
        }
        return remove ? mapped.remove(mapped.find(undefined, undefined, (spec) => spec.id === remove)) : mapped
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleDrop(view, event, _slice, moved) {
        if (moved) return false
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        // All of them: what is no picture is refused in words.
        return take(view, desk, event.dataTransfer ? filesOf(event.dataTransfer) : [], at?.pos ?? view.state.selection.to)
      },
      handlePaste(view, event) {
        // Word and Excel put a picture of the text beside the text: the text is what was meant.
        if (event.clipboardData?.getData("text/plain").trim()) return false
        const images = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"))
        return take(view, desk, images, view.state.selection.to)
      },
    },
  })
