import { Mark, pm } from "django-prose-editor/editor"
import { ask } from "articles/editor/dialog"
import { _ } from "articles/editor/texts"

const { Plugin } = pm.state
const REMOVE = "remove"
const SPONSORED = "sponsored nofollow"

// An address as the server would store it, or "". Bare domains and mail addresses get their scheme.
export const linkAddress = (text) => {
  const typed = text.trim()
  if (/[\s\\"<>^`{|}]/.test(typed)) return ""
  if (/^(#|\/(?!\/))/.test(typed)) return typed
  if (/^[^@/:?]+@[^@/:?]+\.[^@/:?]+$/.test(typed)) return `mailto:${typed}`
  if (/^mailto:[^@]+@[^@]+$/i.test(typed)) return typed
  const address = /^[\w-]+(\.[\w-]+)+([/:?#]|$)/.test(typed) ? `https://${typed}` : typed
  try {
    const url = new URL(address)
    const isWeb = /^https?:\/\//i.test(address) && url.hostname && !url.username && !url.password
    return isWeb ? address : ""
  } catch {
    return ""
  }
}

const askLink = ({ href, sponsored }) =>
  ask({
    title: _("Link"),
    submit: _("Save"),
    fields: [
      { name: "href", label: _("Address"), value: href ?? "", inputMode: "url", dir: "ltr" },
      { name: "sponsored", label: _("Paid or sponsored link"), type: "checkbox", value: sponsored },
    ],
    check: (values) => (linkAddress(values.href) ? "" : _("That is not an address. Try https://example.org/")),
    extra: href ? { label: _("Remove link"), result: REMOVE } : null,
  })

export const NewsLink = Mark.create({
  name: "link",
  priority: 1000, // outermost, as in the stored markup
  inclusive: false,
  addAttributes: () => ({
    href: { default: null },
    sponsored: {
      default: false,
      parseHTML: (element) => /\bsponsored\b/.test(element.getAttribute("rel") ?? ""),
      renderHTML: ({ sponsored }) => (sponsored ? { rel: SPONSORED } : {}),
    },
  }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (element) => {
        const href = linkAddress(element.getAttribute("href"))
        return href ? { href } : false
      },
    },
    // A link that may not be one gives up its text.
    { tag: "a", skip: true, priority: 40 },
  ],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  addCommands() {
    return {
      editLink:
        () =>
        ({ editor, state, dispatch }) => {
          if (state.selection.empty && !editor.isActive(this.name)) return false
          if (!dispatch) return true // only asked whether it could
          askLink(editor.getAttributes(this.name)).then((values) => {
            editor.view.focus()
            const chain = editor.chain().extendMarkRange(this.name)
            if (values === REMOVE) chain.unsetMark(this.name).run()
            else if (values) {
              chain.setMark(this.name, { href: linkAddress(values.href), sponsored: values.sponsored }).run()
            }
          })
          return true
        },
    }
  },
  addKeyboardShortcuts() {
    return {
      // Taken even without a selection, or the browser's search bar opens.
      "Mod-k": () => this.editor.commands.editLink() || true,
    }
  },
  // An address pasted over a selection links it.
  addProseMirrorPlugins() {
    const { editor, type } = this
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const text = event.clipboardData?.getData("text/plain").trim() ?? ""
            const { empty, $from, $to } = view.state.selection
            if (empty || !$from.sameParent($to) || !/^https?:\/\/\S+$/i.test(text)) return false
            const href = linkAddress(text)
            return href ? editor.chain().setMark(type.name, { href, sponsored: false }).run() : false
          },
        },
      }),
    ]
  },
})
