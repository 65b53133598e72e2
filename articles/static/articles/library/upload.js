import { fieldRow, valuesOf } from "articles/editor/dialog"
import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"
import { createQueue } from "articles/library/queue"

// The part of the dialog that uploads. `added(image)` hears of each picture that has come in.
export const createUpload = ({ config, isMultiple, added, say }) => {
  const error = el("p", { className: "body-error", role: "alert" })
  const list = el("ul", { className: "upload-rows", role: "list", hidden: true })
  const submit = el("button", { type: "submit", className: "body-button" }, _("Upload"))
  const form = el(
    "form",
    { noValidate: true },
    fieldRow({
      name: "file",
      label: isMultiple ? _("Files") : _("File"),
      type: "file",
      accept: config.accept,
      multiple: isMultiple,
      value: undefined,
    }),
    isMultiple
      ? null
      : fieldRow({
          name: "alt",
          label: _("Alternative text"),
          help: _("What the picture shows, for readers who cannot see it."),
        }),
    fieldRow({ name: "credit", label: _("Credit"), help: _("Empty: what the file says.") }),
    error,
    submit,
  )
  const element = el(
    "details",
    { className: "body-upload" },
    el("summary", {}, isMultiple ? _("Upload pictures") : _("Upload a picture")),
    form,
    list,
  )
  const queue = createQueue({ config, list, say, added, idle: () => {}, values: () => valuesOf(form) })
  const take = (files) => {
    element.open = true
    error.textContent = files.length ? "" : _("Choose a file first.")
    if (isMultiple || files.length < 2) queue.add(files)
    else error.textContent = _("Only one picture can be chosen here.")
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    take([...form.elements.file.files])
    form.elements.file.value = ""
  })
  return { element, take }
}
