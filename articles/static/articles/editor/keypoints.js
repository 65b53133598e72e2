import { Node, pm } from "django-prose-editor/editor"

const { TextSelection } = pm.state
const LABEL = /^\s*([^:：]{1,60})[:：]\s*/

export const KeyLabel = Node.create({
  name: "keyLabel",
  content: "text*",
  marks: "",
  defining: true,
  parseHTML: () => [{ tag: "dl[data-key-points] dt" }],
  renderHTML: () => ["dt", 0],
})

export const KeyText = Node.create({
  name: "keyText",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "dl[data-key-points] dd" }],
  renderHTML: () => ["dd", 0],
})

export const KeyPoint = Node.create({
  name: "keyPoint",
  content: "keyLabel keyText",
  draggable: true,
  parseHTML: () => [{ tag: "dl[data-key-points] > div" }],
  renderHTML: () => ["div", 0],
})

const makePoint = (schema, label = "", content = null) =>
  schema.nodes.keyPoint.create(null, [
    schema.nodes.keyLabel.create(null, label ? schema.text(label) : null),
    schema.nodes.keyText.create(null, content),
  ])

// "Key ally: Russia has …" becomes a label and its text.
const pointFrom = (schema, paragraph) => {
  const [all, label] = paragraph.textContent.match(LABEL) ?? []
  return label
    ? makePoint(schema, label.trim(), paragraph.slice(all.length).content)
    : makePoint(schema, "", paragraph.content)
}

// Where the cursor is in the key points, or null.
const placeOf = ({ selection }) => {
  const { $from, empty } = selection
  const name = $from.parent.type.name
  if (name !== "keyLabel" && name !== "keyText") return null
  return {
    $from,
    empty,
    inLabel: name === "keyLabel",
    atStart: $from.parentOffset === 0,
    point: $from.node(-1),
    start: $from.before(-1),
    end: $from.after(-1),
    textStart: $from.before(-1) + $from.node(-1).firstChild.nodeSize + 2,
    list: $from.node(-2),
    listStart: $from.before(-2),
    isLast: $from.index(-2) === $from.node(-2).childCount - 1,
  }
}

const putCursor = (editor, position) => editor.chain().setTextSelection(position).scrollIntoView().run()

// Out of an empty point: it becomes a paragraph after the list, or instead of it.
const leave = (editor, place) =>
  editor.commands.command(({ tr, state }) => {
    const paragraph = state.schema.nodes.paragraph.create()
    if (place.list.childCount === 1) {
      tr.replaceWith(place.listStart, place.listStart + place.list.nodeSize, paragraph)
      tr.setSelection(TextSelection.create(tr.doc, place.listStart + 1))
    } else {
      tr.delete(place.start, place.end)
      const after = tr.mapping.map(place.listStart + place.list.nodeSize)
      tr.insert(after, paragraph).setSelection(TextSelection.create(tr.doc, after + 1))
    }
    tr.scrollIntoView()
    return true
  })

// Enter in a text: what is right of the cursor begins a new point.
const split = (editor, { $from, end }) =>
  editor.commands.command(({ tr, state }) => {
    const rest = $from.parent.slice($from.parentOffset).content
    if (rest.size) tr.delete($from.pos, $from.end())
    const after = tr.mapping.map(end)
    tr.insert(after, makePoint(state.schema, "", rest))
    tr.setSelection(TextSelection.create(tr.doc, after + 2)).scrollIntoView()
    return true
  })

const onEnter = ({ editor }) => {
  const place = placeOf(editor.state)
  if (!place) return false
  if (!place.empty) return true
  if (!place.point.textContent && place.isLast) return leave(editor, place)
  return place.inLabel ? putCursor(editor, place.textStart) : split(editor, place)
}

const onBackspace = ({ editor }) => {
  const place = placeOf(editor.state)
  if (!place?.empty || !place.atStart) return false
  if (!place.inLabel) return putCursor(editor, place.textStart - 2)
  return place.point.textContent ? true : leave(editor, place)
}

const toText = ({ editor }) => {
  const place = placeOf(editor.state)
  return place?.inLabel ? putCursor(editor, place.textStart) : false
}

const onColon = ({ editor }) => {
  const place = placeOf(editor.state)
  const ends = place?.inLabel && !place.atStart && place.$from.parentOffset === place.$from.parent.content.size
  return ends ? putCursor(editor, place.textStart) : false
}

// "Label: text" is typed with a space after the colon, which is not part of the text.
const onSpace = ({ editor }) => {
  const place = placeOf(editor.state)
  return !!place && !place.inLabel && place.atStart
}

const unmake = (tr, schema, { list, listStart }) => {
  const paragraphs = []
  list.forEach((point) => {
    const label = point.firstChild.textContent
    const lead = label ? [schema.text(`${label}: `, [schema.marks.bold.create()])] : []
    paragraphs.push(schema.nodes.paragraph.create(null, [...lead, ...point.lastChild.content.content]))
  })
  tr.replaceWith(listStart, listStart + list.nodeSize, paragraphs)
  tr.setSelection(TextSelection.near(tr.doc.resolve(listStart + 1))).scrollIntoView()
}

export const KeyPoints = Node.create({
  name: "keyPoints",
  group: "block",
  content: "keyPoint+",
  draggable: true,
  defining: true,
  parseHTML: () => [{ tag: "dl[data-key-points]" }],
  renderHTML: () => ["dl", { "data-key-points": "" }, 0],
  addCommands: () => ({
    // Selected paragraphs become points; inside key points, points become paragraphs again.
    toggleKeyPoints:
      () =>
      ({ state, dispatch, tr }) => {
        const { schema, selection } = state
        const place = placeOf(state)
        if (place) {
          if (dispatch) unmake(tr, schema, place)
          return true
        }
        const range = selection.$from.blockRange(selection.$to)
        if (!range || range.depth !== 0) return false
        const blocks = []
        for (let index = range.startIndex; index < range.endIndex; index++) blocks.push(state.doc.child(index))
        if (blocks.some((block) => block.type.name !== "paragraph")) return false
        if (dispatch) {
          const points = blocks.map((block) => pointFrom(schema, block))
          tr.replaceWith(range.start, range.end, schema.nodes.keyPoints.create(null, points))
          const size = points.reduce((sum, point) => sum + point.nodeSize, 0)
          const last = points.at(-1)
          const cursor = last.textContent ? range.start + size - 1 : range.start + size - last.nodeSize + 3
          tr.setSelection(TextSelection.near(tr.doc.resolve(cursor), -1)).scrollIntoView()
        }
        return true
      },
  }),
  addKeyboardShortcuts() {
    return {
      Enter: onEnter,
      Backspace: onBackspace,
      Tab: toText,
      ":": onColon,
      Space: onSpace,
      "Mod-Alt-k": () => this.editor.commands.toggleKeyPoints(),
    }
  },
})
