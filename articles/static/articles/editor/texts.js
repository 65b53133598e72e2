// The server sends the interface's words in the user's language, keyed by the English ones.
let translations = {}

export const useTexts = (given) => {
  translations = { ...translations, ...given }
}

// `{name}` in the text is replaced by that value.
export const _ = (text, values = {}) =>
  (translations[text] ?? text).replace(/\{(\w+)\}/g, (_match, name) => String(values[name] ?? ""))
