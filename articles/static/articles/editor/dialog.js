import { el, newId } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

// A modal dialog, gone from the page when it closes. `onClose` is called however it closes.
export const openDialog = ({ title, content, className = "", onClose }) => {
  const heading = el("h2", { id: newId("title"), className: "body-dialog-title" }, title)
  const dialog = el(
    "dialog",
    { className: `body-dialog ${className}`, "aria-labelledby": heading.id },
    heading,
    content,
  )
  dialog.addEventListener("close", () => {
    dialog.remove()
    onClose()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

export const cancelButton = () => {
  const button = el("button", { type: "button", className: "body-button" }, _("Cancel"))
  button.addEventListener("click", () => button.closest("dialog").close())
  return button
}

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
      dialog.close()
    })
    if (extra) {
      const button = el("button", { type: "button", className: "body-button body-button--end" }, extra.label)
      button.addEventListener("click", () => {
        result = extra.result
        dialog.close()
      })
      form.lastChild.append(button)
    }
    const dialog = openDialog({ title, content: form, onClose: () => resolve(result) })
    form.querySelector("input, textarea").focus()
  })
