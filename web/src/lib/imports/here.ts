/** The address of the page one is on, kept through its forms: which view, which filter, which page of a list. */

/** As the browser and the server know it. */
interface Address {
  pathname: string
  searchParams: Iterable<[string, string]>
}

/** The action of this name, with everything the address asks for: `?view=errors&/decide`. */
export function actionHere(url: Address, name: string): string {
  const query = asked(url).toString()
  return `?${query ? `${query}&` : ''}/${name}`
}

/** The page without the action that was just taken. */
export function pathHere(url: Address, changes: Record<string, string | null> = {}): string {
  const kept = asked(url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) kept.delete(name)
    else kept.set(name, value)
  }
  const query = kept.toString()
  return url.pathname + (query ? `?${query}` : '')
}

function asked(url: Address): URLSearchParams {
  return new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'done'))
}
