// The parts of the grammar that the package brings, held to what the grammar allows.
import { Blockquote, BulletList, Heading, ListItem, Node, wrappingInputRule } from "django-prose-editor/editor"

const FLOW = "(paragraph | bulletList | orderedList)"

export const Subhead = Heading.configure({ levels: [2, 3] })
export const Bullets = BulletList
export const Item = ListItem.extend({ content: `paragraph ${FLOW}*` })
export const Quote = Blockquote.extend({ content: `${FLOW}+` })

export const Numbers = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: () => ["ol", 0],
  addCommands() {
    return {
      toggleOrderedList:
        () =>
        ({ commands }) =>
          commands.toggleList(this.name, "listItem"),
    }
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleOrderedList() }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*1[.)]\s$/, type: this.type })]
  },
})
