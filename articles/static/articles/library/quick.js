import { _ } from "articles/editor/texts"
import { whoIsThere } from "articles/library/transfer"

const TOKEN = "csrfmiddlewaretoken"

// What is wrong, each with the label of its field.
const inWords = (form, errors) =>
  Object.entries(errors)
    .flatMap(([name, texts]) => {
      const label = form.elements[name]?.labels?.[0]?.textContent
      return texts.map((text) => (label ? `${label}: ${text}` : text))
    })
    .join(" ")

const ask = async (form, sent, config, isSecondTry = false) => {
  const response = await fetch(form.action, {
    method: "POST",
    body: sent,
    headers: { Accept: "application/json" },
    redirect: "manual",
  })
  const answer = response.type === "opaqueredirect" ? null : await response.json().catch(() => null)
  if (answer?.opened) form.elements.opened.value = answer.opened
  if (response.ok && answer) return { image: answer }
  if (answer?.errors) return { wrong: inWords(form, answer.errors) }
  const outcome = await whoIsThere(config) // a login in another tab has made our token old
  if (outcome === "in" && !isSecondTry) {
    sent.set(TOKEN, form.elements[TOKEN].value) // all else as it was sent: somebody may have typed on
    return ask(form, sent, config, true)
  }
  return { wrong: outcome === "in" ? _("It was not saved. Please try again.") : outcome }
}

const isUnsaved = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue

// The fields as they are stored now; what somebody has typed since they were `sent` stays.
const show = ({ alt, credit, is_decorative: decorative }, sent, image) => {
  for (const field of [alt, credit]) {
    if (field.value === sent.get(field.name)) field.value = image[field.name]
    field.defaultValue = image[field.name]
  }
  if (decorative.checked === sent.has(decorative.name)) decorative.checked = image.isDecorative
  decorative.defaultChecked = image.isDecorative
}

// The fields on a card of the library: saved where they stand, and `saved(image)` hears of it.
export const saveInPlace = (form, config, saved) => {
  const status = form.querySelector("[role=status]")
  const button = form.querySelector("[type=submit]")
  const alt = form.elements.alt
  const decorative = form.elements.is_decorative
  const follow = () => {
    alt.disabled = decorative.checked
  }
  decorative.addEventListener("change", follow)
  follow()
  addEventListener("beforeunload", (event) => {
    if ([alt, decorative, form.elements.credit].some(isUnsaved)) event.preventDefault()
  })
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    status.textContent = _("Saving …")
    alt.disabled = false // or it would not be sent
    try {
      const sent = new FormData(form)
      const { image, wrong } = await ask(form, sent, config)
      status.textContent = wrong ?? _("Saved.")
      if (image) show(form.elements, sent, image)
      if (image) saved(image)
    } catch {
      status.textContent = _("It could not be sent. Is the network there?")
    } finally {
      button.disabled = false
      follow()
    }
  })
}
