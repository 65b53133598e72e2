// What the body points at is stored as keys. One request asks for everything that is on the screen.
const AT_ONCE = 100

export const createLookup = (url) => {
  const known = { articles: new Map(), images: new Map() }
  let waiting = null

  const answer = async (batch) => {
    const ids = (kind) => batch.filter((item) => item.kind === kind).map((item) => item.id)
    const query = new URLSearchParams({ articles: ids("articles"), images: ids("images") })
    const response = await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } })
    if (!response.ok || response.redirected) throw new Error(`${response.status}`)
    const found = await response.json()
    for (const { kind, id, resolve } of batch) {
      resolve(found[kind].find((item) => item.id === id) ?? null)
    }
  }

  const send = async () => {
    const all = waiting
    waiting = null
    while (all.length) {
      const batch = all.splice(0, AT_ONCE)
      try {
        await answer(batch)
      } catch {
        for (const { kind, id, resolve } of batch) {
          known[kind].delete(id) // may be asked again
          resolve({ id, failed: true })
        }
      }
    }
  }

  const ask = (kind, id) => {
    if (!known[kind].has(id)) {
      known[kind].set(
        id,
        new Promise((resolve) => {
          if (!waiting) {
            waiting = []
            setTimeout(send)
          }
          waiting.push({ kind, id, resolve })
        }),
      )
    }
    return known[kind].get(id)
  }

  return {
    // null: there is no such thing; {failed: true}: it could not be asked.
    article: (id) => ask("articles", id),
    image: (id) => ask("images", id),
    forget: (kind) => known[kind].clear(),
    remember: (kind, item) => known[kind].set(item.id, Promise.resolve(item)),
  }
}
