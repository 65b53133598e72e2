import { Node, pm } from "django-prose-editor/editor"
import { cardView } from "articles/editor/card"
import { ask } from "articles/editor/dialog"
import { el } from "articles/editor/dom"
import { ICONS } from "articles/editor/icons"
import { insertBlock } from "articles/editor/insert"
import { _ } from "articles/editor/texts"

const { Plugin } = pm.state

// The address to store, or "" where the server would refuse it.
export const embedUrl = (text, hosts) => {
  const trimmed = text.trim()
  if (!/^https:\/\/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$/i.test(trimmed)) return ""
  try {
    const url = new URL(trimmed)
    const fits = hosts[url.host] && !url.username && !url.password && url.pathname !== "/"
    return fits ? url.href : ""
  } catch {
    return ""
  }
}

const askUrl = (hosts, url = "") =>
  ask({
    title: _("Embed a post or video"),
    submit: url ? _("Save") : _("Insert"),
    fields: [
      {
        name: "url",
        label: _("Address of the post or video"),
        type: "url",
        value: url,
        dir: "ltr",
        help: _("Readers get a link to it; nothing is loaded from there."),
      },
    ],
    check: (values) =>
      embedUrl(values.url, hosts)
        ? ""
        : _("That cannot be embedded. Possible are: {names}.", {
            names: [...new Set(Object.values(hosts))].join(", "),
          }),
  })

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ desk: null }),
  addAttributes: () => ({ url: { default: "", rendered: false } }),
  parseHTML: () => [
    {
      tag: "div[data-embed]",
      getAttrs: ({ dataset }) => /^https:\/\//.test(dataset.embed) && { url: dataset.embed },
    },
  ],
  renderHTML: ({ node }) => ["div", { "data-embed": node.attrs.url }],
  renderText: ({ node }) => node.attrs.url,
  addNodeView() {
    const hosts = this.options.desk.embedHosts
    return (view) =>
      cardView(view, {
        className: "body-card--embed",
        buttons: [
          [
            _("Change address"),
            ICONS.edit,
            async (card) => {
              const values = await askUrl(hosts, card.attrs().url)
              if (values) card.update({ url: embedUrl(values.url, hosts) })
              else card.editor.view.focus()
            },
          ],
        ],
        fill(card) {
          const { url } = card.attrs()
          const name = hosts[url.split("/")[2]] ?? _("Embed")
          card.name(_("Embed: {name}", { name }))
          card.face.replaceChildren(
            el("span", { className: "body-card-kind" }, name),
            el("bdi", { className: "body-card-address" }, url.replace("https://", "")),
          )
        },
      })
  },
  addCommands() {
    const hosts = this.options.desk?.embedHosts
    return {
      insertEmbed:
        () =>
        ({ editor, dispatch }) => {
          if (!dispatch) return true
          askUrl(hosts).then((values) => {
            if (values) insertBlock(editor, { type: "embed", attrs: { url: embedUrl(values.url, hosts) } })
            else editor.view.focus()
          })
          return true
        },
    }
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-e": () => this.editor.commands.insertEmbed() }
  },
  // An address pasted on a line of its own.
  addProseMirrorPlugins() {
    const { editor } = this
    const hosts = this.options.desk.embedHosts
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const { $from, empty } = view.state.selection
            const isEmptyLine = empty && $from.depth === 1 && $from.parent.content.size === 0
            const url = isEmptyLine && embedUrl(event.clipboardData?.getData("text/plain") ?? "", hosts)
            return url ? insertBlock(editor, { type: "embed", attrs: { url } }) : false
          },
        },
      }),
    ]
  },
})
