import { el, icon } from "articles/editor/dom"
import { ICONS } from "articles/editor/icons"
import { _ } from "articles/editor/texts"

export const cardButton = (label, path, run, text = "") => {
  const button = el(
    "button",
    { type: "button", className: "body-card-button", title: text ? null : label, "aria-label": text ? null : label },
    path ? icon(path) : null,
    text,
  )
  button.addEventListener("click", run)
  return button
}

// A node that is shown as a card: a face, and buttons. `fill(card)` writes the face, again whenever
// what it `shows` of the node changes: its attributes, unless told. `content` is an element to write in,
// if the node has text or holds others.
export const cardView = ({ node, editor, getPos }, { className, buttons, fill, content = null, shows = (one) => one.attrs }) => {
  let current = node
  const face = el("div", { className: "body-card-face" })
  const select = () => editor.commands.setNodeSelection(getPos())
  const card = {
    face,
    editor,
    node: () => current,
    attrs: () => current.attrs,
    position: () => getPos(),
    update(attrs) {
      editor.view.focus()
      editor
        .chain()
        .command(({ tr }) => !!tr.setNodeMarkup(getPos(), null, { ...current.attrs, ...attrs }))
        .setNodeSelection(getPos())
        .run()
    },
    name: (text) => dom.setAttribute("aria-label", text),
  }
  const run = (action) => () => {
    select()
    action(card)
  }
  // The keys are the text's again at once: `focus()` of a chain waits for the next frame.
  const step = (command) =>
    run(() => {
      editor.view.focus()
      editor.chain()[command]().scrollIntoView().run()
    })
  const actions = el(
    "div",
    { className: "body-card-actions" },
    buttons.map(([label, path, action, text]) => cardButton(label, path, run(action), text)),
    cardButton(_("Move up"), ICONS.up, step("moveUp")),
    cardButton(_("Move down"), ICONS.down, step("moveDown")),
    cardButton(_("Remove"), ICONS.remove, step("deleteSelection")),
  )
  const dom = el("div", { className: `body-card ${className}`, role: "group" }, face, content, actions)
  if (content) for (const part of [face, actions]) part.contentEditable = "false"
  else dom.contentEditable = "false"
  card.run = run
  fill(card)
  dom.addEventListener("body:refill", () => fill(card))

  return {
    dom,
    contentDOM: content ?? undefined,
    update(next) {
      if (next.type !== current.type) return false
      const changed = JSON.stringify(shows(next)) !== JSON.stringify(shows(current))
      current = next
      if (changed) fill(card)
      return true
    },
    stopEvent: (event) => !!event.target.closest?.("button, a") && !/^(drag|drop)/.test(event.type),
    // The card writes its own face; only what is typed into its text is the editor's business.
    ignoreMutation: (mutation) =>
      mutation.type === "attributes" ||
      (mutation.type !== "selection" && !content?.contains(mutation.target)),
  }
}
