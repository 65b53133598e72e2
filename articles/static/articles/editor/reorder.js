import { pm } from "django-prose-editor/editor"

const { NodeSelection, Plugin } = pm.state

const CARD = ".body-gallery > .body-card"
const MARKS = ["is-drop-before", "is-drop-after"]

const clear = (view) => {
  for (const card of view.dom.querySelectorAll(MARKS.map((name) => `.${name}`).join())) card.classList.remove(...MARKS)
}

// The picture of a gallery that something is held over, and whether over its lower half.
const under = (event) => {
  const card = event.target.closest?.(CARD)
  if (!card) return null
  const { top, height } = card.getBoundingClientRect()
  return { card, isAfter: event.clientY > top + height / 2 }
}

const arePictures = (slice) =>
  !!slice?.content.childCount && slice.content.content.every((node) => node.type.name === "newsImage")

export const isOverGallery = (view, _place, event) => arePictures(view.dragging?.slice) && !!under(event)

// Pictures dropped into a gallery stand before or after the one they are dropped on, as a line shows.
export const dropIntoGallery = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        dragover(view, event) {
          clear(view)
          const target = isOverGallery(view, null, event) && under(event)
          target?.card?.classList.add(MARKS[Number(target.isAfter)])
          return false
        },
        dragleave: (view) => clear(view),
        dragend: (view) => clear(view),
        drop: (view) => clear(view),
      },
      handleDrop(view, event, slice, moved) {
        const target = arePictures(slice) && under(event)
        if (!target) return false
        const { card, isAfter } = target
        const siblings = [...card.parentElement.children]
        const place = view.posAtDOM(card.parentElement, siblings.indexOf(card) + Number(isAfter))
        const { tr } = view.state
        if (moved) view.dragging?.node ? view.dragging.node.replace(tr) : tr.deleteSelection()
        const at = tr.mapping.map(place)
        tr.insert(at, slice.content)
        view.focus()
        view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).setMeta("uiEvent", "drop"))
        return true
      },
    },
  })
