import { _ } from "articles/editor/texts"
import { isFolder } from "articles/library/drop"

const MEGABYTE = 1024 ** 2
const FIELD = "input[name=csrfmiddlewaretoken]"

// What is wrong with a file before it is sent; "" where nothing is.
export const refusal = (config, file) => {
  if (isFolder(file)) return _("A folder cannot be sent. Open it, and drop the pictures in it.")
  if (!file.size) return _("The file is empty.")
  if (file.size <= config.mostBytes) return ""
  return _("The file is larger than {most} MB.", { most: Math.round(config.mostBytes / MEGABYTE) })
}

const token = () => document.querySelector(FIELD)?.value ?? ""
const writer = () => Number(document.querySelector("[data-user]")?.dataset.user) || null

const readJson = (request) => {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return null
  }
}

// `told(part)` hears how much has left this machine, from 0 to 1. Resolves to null without a network,
// and when `signal` says to stop.
const post = (config, file, values, { told = () => {}, signal }) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve(null)
    const request = new XMLHttpRequest()
    const data = new FormData()
    for (const [name, value] of Object.entries(values)) data.append(name, value)
    data.append("file", file)
    request.open("POST", config.urls.upload)
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", token())
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) told(event.loaded / event.total)
    })
    request.upload.addEventListener("load", () => told(1))
    request.addEventListener("load", () => resolve(request))
    for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => resolve(null))
    signal?.addEventListener("abort", () => request.abort())
    request.send(data)
  })

// "in", with a token that is good now, or what is wrong, in words.
export const whoIsThere = async (config) => {
  let response
  try {
    response = await fetch(config.urls.upload, { headers: { Accept: "application/json" }, redirect: "manual" })
  } catch {
    return _("The picture could not be sent. Is the network there?")
  }
  if (response.type === "opaqueredirect") {
    return _("You are not logged in any more. Log in in another tab, then try again.")
  }
  const answer = response.ok ? await response.json().catch(() => null) : null
  if (!answer) return _("The picture was refused. Are you still logged in?")
  if (writer() && answer.user !== writer()) {
    return _("Somebody else has logged in in this browser. Nothing was sent in their name.")
  }
  for (const input of document.querySelectorAll(FIELD)) input.value = answer.token
  return "in"
}

// Sends a picture. Resolves to what the server knows of it; an Error says in words what is wrong.
export const sendPicture = async (config, file, values = {}, options = {}, isSecondTry = false) => {
  const wrong = refusal(config, file)
  if (wrong) throw new Error(wrong)
  const request = await post(config, file, values, options)
  if (!request) throw new Error(_("The picture could not be sent. Is the network there?"))
  const answer = readJson(request)
  if (request.status === 201 && answer) return answer
  if (answer?.errors) throw new Error(Object.values(answer.errors).flat().join(" "))
  if (answer?.error) throw new Error(answer.error)
  if (request.status === 413) throw new Error(_("The server takes no file as large as this one."))
  if (request.status >= 500) throw new Error(_("The server failed at this picture. Please try again."))
  const outcome = await whoIsThere(config) // a login in another tab has made our token old
  if (outcome !== "in") throw new Error(outcome)
  if (isSecondTry) throw new Error(_("The picture was refused. Are you still logged in?"))
  return sendPicture(config, file, values, options, true)
}
