import { pm } from "django-prose-editor/editor"

const { TextSelection } = pm.state

// Puts a block where the cursor is: instead of an empty paragraph, else after the block it is in.
// There is always a paragraph after it to go on writing.
export const insertBlock = (editor, json) => {
  editor.view.focus() // at once, with its selection: the next key press may be on its way
  return editor
    .chain()
    .command(({ tr, state }) => {
      const { schema } = state
      const node = schema.nodeFromJSON(json)
      const { $to } = tr.selection
      const inside = $to.depth > 0
      const current = inside ? $to.node(1) : null
      const replaces = current?.type.name === "paragraph" && current.content.size === 0
      const start = replaces ? $to.before(1) : inside ? $to.after(1) : $to.pos
      tr.replaceWith(start, replaces ? $to.after(1) : start, node)
      const after = start + node.nodeSize
      if (after === tr.doc.content.size) tr.insert(after, schema.nodes.paragraph.create())
      const target = node.isAtom ? after + 1 : start + 1
      tr.setSelection(TextSelection.near(tr.doc.resolve(target), 1)).scrollIntoView()
      return true
    })
    .run()
}

// From the end of a block of one line: a new paragraph after it.
export const leaveBlock = (editor) =>
  editor.commands.command(({ tr, state, dispatch }) => {
    const after = state.selection.$to.after(1)
    if (dispatch) {
      tr.insert(after, state.schema.nodes.paragraph.create())
      tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView()
    }
    return true
  })
