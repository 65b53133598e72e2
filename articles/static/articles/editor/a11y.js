import { Extension, pm } from "django-prose-editor/editor"

const { Plugin } = pm.state

// Names the writing surface, and gives it the article's language and direction.
export const Surface = Extension.create({
  name: "surface",
  addOptions: () => ({ desk: null, label: "", describedBy: "" }),
  addProseMirrorPlugins() {
    const { desk, label, describedBy } = this.options
    return [
      new Plugin({
        props: {
          attributes: () => ({
            class: "body-text",
            role: "textbox",
            "aria-label": label,
            "aria-multiline": "true",
            ...(describedBy ? { "aria-describedby": describedBy } : {}),
            lang: desk.language() || null,
            dir: desk.isRtl() ? "rtl" : "ltr",
            spellcheck: "true",
          }),
        },
      }),
    ]
  },
  onCreate() {
    const { editor } = this
    this.options.desk.onLanguage(() => editor.view.dispatch(editor.state.tr.setMeta("addToHistory", false)))
  },
  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        this.options.desk.toolbar?.querySelector("[tabindex='0']")?.focus()
        return true
      },
    }
  },
})
