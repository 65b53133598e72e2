import { el, newId } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

// A modal dialog, gone from the page when it closes; returns what closes it. `onClose` is called
// however it closes, and at once: the browser's own event would come after the next key press.
export const openDialog = ({ title, content, className = "", onClose }) => {
  const heading = el("h2", { id: newId("title"), className: "body-dialog-title" }, title)
  const dialog = el(
    "dialog",
    { className: `body-dialog ${className}`, "aria-labelledby": heading.id },
    heading,
    content,
  )
  const close = () => {
    if (!dialog.isConnected) return
    dialog.close()
    dialog.remove()
    onClose()
  }
  dialog.addEventListener("close", close)
  dialog.addEventListener("cancel", close)
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancel]")) close()
  })
  document.body.append(dialog)
  dialog.showModal()
  return close
}

export const cancelButton = () =>
  el("button", { type: "button", className: "body-button", "data-cancel": true }, _("Cancel"))

export const fieldRow = ({ name, label, type = "text", value = "", help = "", ...more }) => {
  const id = newId(name)
  const helpId = help ? `${id}-help` : null
  const common = { id, name, "aria-describedby": helpId, ...more }
  const input =
    type === "textarea"
      ? el("textarea", { ...common, rows: 3, value })
      : el("input", { ...common, type, ...(type === "checkbox" ? { checked: !!value } : { value }) })
  const labelElement = el("label", { htmlFor: id }, label)
  return el(
    "div",
    { className: `body-field body-field--${type}` },
    type === "checkbox" ? [input, labelElement] : [labelElement, input],
    help ? el("p", { id: helpId, className: "body-help" }, help) : null,
  )
}

export const valuesOf = (form) =>
  Object.fromEntries(
    [...form.elements]
      .filter((input) => input.name && input.type !== "file")
      .map((input) => [input.name, input.type === "checkbox" ? input.checked : input.value.trim()]),
  )

// Asks for some values. `check` returns what is wrong with them, or "". Resolves to null on Cancel;
// `extra` is {label, result}: a third button, and what it resolves to.
export const ask = ({ title, fields, submit, check = () => "", extra = null }) =>
  new Promise((resolve) => {
    let result = null
    const error = el("p", { className: "body-error", role: "alert" })
    const form = el(
      "form",
      { noValidate: true },
      fields.map(fieldRow),
      error,
      el(
        "div",
        { className: "body-dialog-buttons" },
        el("button", { type: "submit", className: "body-button body-button--main" }, submit),
        cancelButton(),
      ),
    )
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const values = valuesOf(form)
      error.textContent = check(values)
      if (error.textContent) {
        form.querySelector("input, textarea").focus()
        return
      }
      result = values
      close()
    })
    if (extra) {
      const button = el("button", { type: "button", className: "body-button body-button--end" }, extra.label)
      button.addEventListener("click", () => {
        result = extra.result
        close()
      })
      form.lastChild.append(button)
    }
    const close = openDialog({ title, content: form, onClose: () => resolve(result) })
    form.querySelector("input, textarea").focus()
  })
