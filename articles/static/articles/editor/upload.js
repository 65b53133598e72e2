import { fieldRow, valuesOf } from "articles/editor/dialog"
import { el } from "articles/editor/dom"
import { _ } from "articles/editor/texts"

// Sends a picture. Resolves to what the server knows of it; an Error says in words what is wrong.
export const uploadImage = async (desk, file, values = {}) => {
  const data = new FormData()
  data.append("file", file)
  for (const [name, value] of Object.entries(values)) data.append(name, value)
  let response
  try {
    response = await fetch(desk.urls.upload, {
      method: "POST",
      body: data,
      headers: { "X-CSRFToken": desk.csrfToken(), Accept: "application/json" },
    })
  } catch {
    throw new Error(_("The picture could not be sent. Is the network there?"))
  }
  if (response.status === 400) {
    const { errors } = await response.json()
    throw new Error(Object.values(errors).flat().join(" "))
  }
  if (response.status !== 201) throw new Error(_("The picture was refused. Are you still logged in?"))
  const image = await response.json()
  desk.lookup.remember("images", image)
  return image
}

// The part of the picture dialog that uploads a new one.
export const uploadForm = (desk, done) => {
  const error = el("p", { className: "body-error", role: "alert" })
  const submit = el("button", { type: "submit", className: "body-button" }, _("Upload"))
  const form = el(
    "form",
    { noValidate: true },
    fieldRow({ name: "file", label: _("File"), type: "file", accept: "image/*", value: undefined }),
    fieldRow({
      name: "alt",
      label: _("Alternative text"),
      help: _("What the picture shows, for readers who cannot see it."),
    }),
    fieldRow({ name: "credit", label: _("Credit") }),
    error,
    submit,
  )
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const [file] = form.elements.file.files
    error.textContent = file ? "" : _("Choose a file first.")
    if (!file) return
    submit.disabled = true
    try {
      done(await uploadImage(desk, file, valuesOf(form)))
    } catch (problem) {
      error.textContent = problem.message
    } finally {
      submit.disabled = false
    }
  })
  return el("details", { className: "body-upload" }, el("summary", {}, _("Upload a picture")), form)
}
