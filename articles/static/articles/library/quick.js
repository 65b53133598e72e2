import { _ } from "articles/editor/texts"
import { whoIsThere } from "articles/library/transfer"

const ask = async (form, config, isSecondTry = false) => {
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    redirect: "manual",
  })
  const answer = response.type === "opaqueredirect" ? null : await response.json().catch(() => null)
  if (response.ok && answer) return { image: answer }
  if (answer?.errors) return { wrong: Object.values(answer.errors).flat().join(" ") }
  const outcome = await whoIsThere(config) // a login in another tab has made our token old
  if (outcome === "in" && !isSecondTry) return ask(form, config, true)
  return { wrong: outcome === "in" ? _("It was not saved. Please try again.") : outcome }
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
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    status.textContent = _("Saving …")
    alt.disabled = false // or it would not be sent
    try {
      const { image, wrong } = await ask(form, config)
      status.textContent = wrong ?? _("Saved.")
      if (image) saved(image)
    } catch {
      status.textContent = _("It could not be sent. Is the network there?")
    } finally {
      button.disabled = false
      follow()
    }
  })
}
