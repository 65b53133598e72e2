import { Node } from "django-prose-editor/editor"
import { leaveBlock } from "articles/editor/insert"

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "blockquote[data-pull]", priority: 60 }],
  renderHTML: () => ["blockquote", { "data-pull": "" }, 0],
  addCommands: () => ({
    togglePullQuote:
      () =>
      ({ commands }) =>
        commands.toggleNode("pullQuote", "paragraph"),
  }),
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-p": () => this.editor.commands.togglePullQuote(),
      Enter: ({ editor }) => {
        const { $from, empty } = editor.state.selection
        const atEnd = empty && $from.parentOffset === $from.parent.content.size
        return atEnd && $from.parent.type.name === this.name && leaveBlock(editor)
      },
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection
        const atStart = empty && $from.parentOffset === 0
        return atStart && $from.parent.type.name === this.name && editor.commands.togglePullQuote()
      },
    }
  },
})
