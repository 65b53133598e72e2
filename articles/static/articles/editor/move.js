import { Extension } from "django-prose-editor/editor"
import { say } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

// What moves inside its own list before the whole list does.
const PARTS = new Set(["keyPoint", "listItem", "newsImage"])

const depths = ({ $from, $to, node }) => {
  if ($from.depth && node && PARTS.has(node.type.name)) return [$from.depth + 1]
  const shared = $from.sharedDepth($to.pos)
  for (let depth = shared; depth > 1; depth--) {
    if (PARTS.has($from.node(depth).type.name)) return [depth, 1]
  }
  return [1]
}

// Moves the selected blocks by moving their neighbour to their other side: the selection stays as it is.
const move =
  (step) =>
  ({ state, tr, dispatch }) => {
    const { $from, $to, node } = state.selection
    for (const depth of depths(state.selection)) {
      const parent = $from.node(depth - 1)
      const first = $from.index(depth - 1)
      const last = node && !node.isInline ? first : $to.index(depth - 1)
      const other = step < 0 ? first - 1 : last + 1
      if (other < 0 || other >= parent.childCount) continue
      if (dispatch) {
        const neighbour = parent.child(other)
        const start = $from.posAtIndex(first, depth - 1)
        const end = $from.posAtIndex(last + 1, depth - 1)
        if (step < 0) {
          tr.delete(start - neighbour.nodeSize, start)
          tr.insert(end - neighbour.nodeSize, neighbour)
        } else {
          tr.delete(end, end + neighbour.nodeSize)
          tr.insert(start, neighbour)
        }
        tr.scrollIntoView()
        say(_("Moved to place {place} of {count}.", { place: first + step + 1, count: parent.childCount }))
      }
      return true
    }
    return false
  }

export const MoveBlocks = Extension.create({
  name: "moveBlocks",
  addCommands: () => ({ moveUp: () => move(-1), moveDown: () => move(1) }),
  addKeyboardShortcuts() {
    // The keys of Word and Google Docs.
    return {
      "Alt-Shift-ArrowUp": () => this.editor.commands.moveUp() || true,
      "Alt-Shift-ArrowDown": () => this.editor.commands.moveDown() || true,
    }
  },
})
