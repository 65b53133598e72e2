import { Node } from "django-prose-editor/editor"
import { cardButton, cardView } from "articles/editor/card"
import { el } from "articles/editor/dom"
import { ICONS } from "articles/editor/icons"
import { insertBlock } from "articles/editor/insert"
import { pick } from "articles/editor/picker"
import { _ } from "articles/editor/texts"

const MAX_HEADLINE = 300

export const stateBadge = (desk, state) =>
  el("span", { className: `body-state body-state--${state}` }, desk.states[state] ?? state)

const same = (one, other) => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase()

// What is near to the text stands first as long as nothing is typed.
const offered = async (desk, query) => {
  const [near, found] = await Promise.all([desk.suggestions(), desk.search(desk.urls.articles, query)])
  const ids = new Set(near.map((article) => article.id))
  return [
    ...near.map((article) => ({ ...article, isNear: true })),
    ...found.filter((article) => !ids.has(article.id)),
  ]
}

const pickArticle = async (desk) => {
  const chosen = await pick({
    title: _("Read more: choose an article"),
    label: _("Search headlines"),
    async search(text) {
      const query = { q: text, not: desk.articleId, language: desk.language() }
      if (!text) return offered(desk, query)
      const found = await desk.search(desk.urls.articles, query)
      const isWanted = !found.some((article) => same(article.headline, text))
      return isWanted ? [...found, { wanted: text.slice(0, MAX_HEADLINE) }] : found
    },
    option: (item) =>
      item.wanted
        ? [el("span", {}, _("Use as wanted headline:")), el("bdi", {}, item.wanted)]
        : [
            el("bdi", {}, item.headline),
            item.isNear ? el("span", { className: "body-near" }, _("near to this text")) : null,
            stateBadge(desk, item.state),
          ],
  })
  if (chosen?.id) desk.lookup.remember("articles", chosen)
  return chosen && (chosen.wanted ? { articleId: null, wanted: chosen.wanted } : { articleId: chosen.id, wanted: "" })
}

const face = (title, ...more) => [
  el("span", { className: "body-card-kind" }, _("Read more")),
  el("bdi", { className: "body-card-title" }, title),
  ...more,
]

// Why readers do not get this line now, by the target's state.
const hiddenWhy = (state) =>
  ({
    live: "",
    withdrawn: _("Readers do not get this line: its article is withdrawn or has expired."),
  })[state] ?? _("Readers get this line when its article is live.")

const fillWanted = (card, change) => {
  const { wanted } = card.attrs()
  card.name(_("Read more: wanted: {headline}", { headline: wanted }))
  card.face.replaceChildren(
    ...face(wanted, el("span", { className: "body-state body-state--wanted" }, _("wanted"))),
    el("p", { className: "body-card-note" }, _("No article has this headline yet. It is linked when one does.")),
    cardButton("", null, card.run(change), _("Choose an existing article")),
  )
}

const fillArticle = async (card, desk) => {
  const { articleId } = card.attrs()
  card.face.replaceChildren(...face("…"))
  const article = await desk.lookup.article(articleId)
  if (card.attrs().articleId !== articleId) return // changed while the answer was on its way
  const title =
    article?.headline ??
    (article?.failed
      ? _("Article {id}, which could not be looked up", { id: articleId })
      : _("Article {id}, which is not there or not yours to see", { id: articleId }))
  const state = article?.state ?? "missing"
  const why = article && !article.failed ? hiddenWhy(state) : ""
  card.face.replaceChildren(
    ...face(title, stateBadge(desk, state)),
    ...(why ? [el("p", { className: "body-card-note" }, why)] : []),
    ...(article?.editUrl
      ? [el("a", { className: "body-card-link", href: article.editUrl, target: "_blank", rel: "noopener" }, _("Open it in a new tab"))]
      : []),
  )
  card.name(_("Read more: {headline}, {state}", { headline: title, state: desk.states[state] ?? state }))
}

export const ReadMore = Node.create({
  name: "readMore",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ desk: null }),
  // One of the two is set, as in the stored markup.
  addAttributes: () => ({
    articleId: { default: null, rendered: false },
    wanted: { default: "", rendered: false },
  }),
  parseHTML: () => [
    {
      tag: "aside[data-read-more]",
      getAttrs: ({ dataset }) =>
        /^[1-9]\d{0,17}$/.test(dataset.readMore) && { articleId: Number(dataset.readMore), wanted: "" },
    },
    {
      tag: "aside[data-wanted]",
      getAttrs: ({ dataset }) => !!dataset.wanted.trim() && { articleId: null, wanted: dataset.wanted },
    },
  ],
  renderHTML: ({ node: { attrs } }) => [
    "aside",
    attrs.articleId ? { "data-read-more": String(attrs.articleId) } : { "data-wanted": attrs.wanted },
  ],
  renderText: ({ node: { attrs } }) => (attrs.wanted ? `${_("Read more")}: ${attrs.wanted}` : ""),
  addNodeView() {
    const { desk } = this.options
    const change = async (card) => {
      const chosen = await pickArticle(desk)
      if (chosen) card.update(chosen)
      else card.editor.view.focus()
    }
    return (view) =>
      cardView(view, {
        className: "body-card--read-more",
        buttons: [[_("Choose another article"), ICONS.swap, change]],
        fill: (card) => (card.attrs().articleId ? fillArticle(card, desk) : fillWanted(card, change)),
      })
  },
  addCommands() {
    return {
      insertReadMore:
        () =>
        ({ editor, dispatch }) => {
          if (!dispatch) return true
          pickArticle(this.options.desk).then((attrs) => {
            if (attrs) insertBlock(editor, { type: "readMore", attrs })
            else editor.view.focus()
          })
          return true
        },
    }
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-r": () => this.editor.commands.insertReadMore() }
  },
})
