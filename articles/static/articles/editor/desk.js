import { el } from "articles/editor/dom"
import { createLookup } from "articles/editor/lookup"

// The server reads no more of a text.
const MOST_TEXT = 100_000

// All that the editor's parts need to know of the form they are in and of the server behind it.
export const createDesk = (textarea, config) => {
  const { form } = textarea
  const languageField = () => form?.elements[config.languageField]
  const listeners = []
  form?.addEventListener("change", (event) => {
    if (event.target.name === config.languageField) for (const listener of listeners) listener()
  })
  const notice = el("p", { className: "body-notice", role: "alert", hidden: true })

  const desk = {
    urls: config.urls,
    library: config.library,
    embedHosts: config.embedHosts,
    states: config.states,
    articleId: location.pathname.match(/\/(\d+)\/change\//)?.[1] ?? "",
    lookup: createLookup(config.urls.references),
    notice,
    notify(text) {
      notice.textContent = text
      notice.hidden = !text
    },
    csrfToken: () => form?.elements.csrfmiddlewaretoken?.value ?? "",
    language: () => languageField()?.value || config.language,
    isRtl: () => {
      const code = desk.language().toLowerCase()
      return config.rtl.includes(code) || config.rtl.includes(code.split("-")[0])
    },
    onLanguage: (listener) => listeners.push(listener),
    async search(url, query) {
      const response = await fetch(`${url}?${new URLSearchParams(query)}`, {
        headers: { Accept: "application/json" },
      })
      if (!response.ok || response.redirected) throw new Error(`${response.status}`)
      return (await response.json()).results
    },
    // Articles near to what the form holds now, the most useful first; none where it cannot be asked.
    async suggestions() {
      textarea.dispatchEvent(new Event("body:flush"))
      const data = new FormData()
      for (const name of ["headline", "teaser", "topics"]) {
        const field = form?.elements[name]
        for (const value of field?.selectedOptions ? [...field.selectedOptions].map((one) => one.value) : [field?.value ?? ""]) {
          data.append(name, value)
        }
      }
      data.append("body", textarea.value.slice(0, MOST_TEXT))
      data.append("language", desk.language())
      data.append("article", desk.articleId)
      const headers = { Accept: "application/json", "X-CSRFToken": desk.csrfToken() }
      try {
        const response = await fetch(config.urls.suggestions, { method: "POST", headers, body: data })
        return response.ok && !response.redirected ? (await response.json()).results : []
      } catch {
        return []
      }
    },
  }
  return desk
}
