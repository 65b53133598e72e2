import { el, icon, newId } from "articles/editor/dom"
import { ICONS } from "articles/editor/icons"
import { _ } from "articles/editor/texts"

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const keys = (shortcut) =>
  shortcut.replace("Mod", isMac ? "⌘" : "Ctrl").replace("Alt", isMac ? "⌥" : "Alt").replace(/-/g, "+")

// A tool is {label, icon or text, keys, run(chain), is: [node, attributes], can(can)}.
const tools = () => [
  [
    { label: _("Subhead"), text: "H2", keys: "Mod-Alt-2", is: ["heading", { level: 2 }], run: (chain) => chain.toggleHeading({ level: 2 }) },
    { label: _("Smaller subhead"), text: "H3", keys: "Mod-Alt-3", is: ["heading", { level: 3 }], run: (chain) => chain.toggleHeading({ level: 3 }) },
  ],
  [
    { label: _("Bold"), icon: "bold", keys: "Mod-B", is: ["bold"], run: (chain) => chain.toggleBold() },
    { label: _("Italic"), icon: "italic", keys: "Mod-I", is: ["italic"], run: (chain) => chain.toggleItalic() },
    { label: _("Link"), icon: "link", keys: "Mod-K", is: ["link"], run: (chain) => chain.editLink(), can: (can) => can.editLink() },
  ],
  [
    { label: _("Bulleted list"), icon: "bullets", keys: "Mod-Shift-8", is: ["bulletList"], run: (chain) => chain.toggleBulletList() },
    { label: _("Numbered list"), icon: "numbers", keys: "Mod-Shift-7", is: ["orderedList"], run: (chain) => chain.toggleOrderedList() },
    { label: _("Quote"), icon: "quote", keys: "Mod-Shift-B", is: ["blockquote"], run: (chain) => chain.toggleBlockquote() },
    { label: _("Pull quote"), icon: "pull", keys: "Mod-Alt-P", is: ["pullQuote"], run: (chain) => chain.togglePullQuote() },
  ],
  [
    { label: _("Read more"), icon: "readMore", words: true, keys: "Mod-Alt-R", run: (chain) => chain.insertReadMore() },
    { label: _("Picture"), icon: "image", words: true, keys: "Mod-Alt-I", run: (chain) => chain.insertNewsImage() },
    { label: _("Gallery"), icon: "gallery", words: true, keys: "Mod-Alt-G", run: (chain) => chain.insertNewsGallery() },
    { label: _("Key points"), icon: "keyPoints", words: true, keys: "Mod-Alt-K", is: ["keyPoints"], run: (chain) => chain.toggleKeyPoints(), can: (can) => can.toggleKeyPoints() },
    { label: _("Embed"), icon: "embed", words: true, keys: "Mod-Alt-E", run: (chain) => chain.insertEmbed() },
  ],
  [
    { label: _("Move up"), icon: "up", keys: "Alt-Shift-↑", run: (chain) => chain.moveUp(), can: (can) => can.moveUp() },
    { label: _("Move down"), icon: "down", keys: "Alt-Shift-↓", run: (chain) => chain.moveDown(), can: (can) => can.moveDown() },
  ],
  [
    { label: _("Undo"), icon: "undo", keys: "Mod-Z", run: (chain) => chain.undo(), can: (can) => can.undo() },
    { label: _("Redo"), icon: "redo", keys: "Mod-Shift-Z", run: (chain) => chain.redo(), can: (can) => can.redo() },
  ],
]

const makeButton = (editor, tool) => {
  const button = el(
    "button",
    {
      type: "button",
      className: `body-tool${tool.words ? " body-tool--words" : ""}`,
      title: `${tool.label} (${keys(tool.keys)})`,
      "aria-label": tool.words ? null : tool.label,
      tabIndex: -1,
    },
    tool.icon ? icon(ICONS[tool.icon]) : null,
    tool.text ?? (tool.words ? tool.label : ""),
  )
  // A press must not take the focus from the text, or the selection would be gone.
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") tool.run(editor.chain().focus()).run()
  })
  const sync = () => {
    if (tool.is) button.setAttribute("aria-pressed", String(editor.isActive(...tool.is)))
    if (tool.can) button.setAttribute("aria-disabled", String(!tool.can(editor.can())))
  }
  return { button, sync }
}

// One stop for the Tab key; arrows, Home and End go from tool to tool; Escape back to the text.
const rove = (bar, editor) => {
  const buttons = [...bar.querySelectorAll("button")]
  const stop = (target) => {
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1
  }
  stop(buttons[0])
  bar.addEventListener("focusin", (event) => stop(event.target.closest("button")))
  bar.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight"
    const at = buttons.indexOf(document.activeElement)
    const count = buttons.length
    const to = { [forward]: (at + 1) % count, [back]: (at + count - 1) % count, Home: 0, End: count - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      buttons[to].focus()
    } else if (event.key === "Escape") editor.commands.focus()
  })
}

export const makeToolbar = (editor, textId) => {
  const syncs = []
  const groups = tools().map((group) => {
    const made = group.map((tool) => makeButton(editor, tool))
    syncs.push(...made.map(({ sync }) => sync))
    return el("div", { className: "body-tools" }, made.map(({ button }) => button))
  })
  const bar = el(
    "div",
    { id: newId("toolbar"), className: "body-toolbar", role: "toolbar", "aria-label": _("Formatting"), "aria-controls": textId },
    groups,
  )
  rove(bar, editor)
  let frame = 0
  const syncAll = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      if (!editor.isDestroyed) for (const sync of syncs) sync()
    })
  }
  editor.on("transaction", syncAll)
  for (const sync of syncs) sync()
  return bar
}
