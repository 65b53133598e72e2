// Saving a picture may take seconds, where it is made in all sizes: the button says so.
const LONG = 800 // after so long it is not only words
const STOPPED = 30_000 // a page that is here still was stopped on its way
const note = document.querySelector(".saving-note")
const form = note?.closest("form")

const start = () => {
  let sent = null
  const reset = () => {
    if (sent?.button) sent.button.value = sent.value
    clearTimeout(sent?.timer)
    note.textContent = ""
    sent = null
  }
  const tell = () => {
    note.textContent = note.dataset.note
  }
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault()
      return
    }
    const button = event.submitter
    sent = { button, value: button?.value, timer: setTimeout(tell, LONG) }
    setTimeout(() => {
      if (sent && button) button.value = note.dataset.saving // the browser has read the form by now
    })
    setTimeout(reset, STOPPED)
  })
  form.addEventListener("input", reset) // somebody has stopped it, and types on
  addEventListener("pageshow", reset)
}

if (form) start()
