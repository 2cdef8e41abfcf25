/** The id of a notice out of the short link of a text. */

/** The 16 bytes of an id, written in 22 signs; null for anything else. */
export function idFrom(code: string): string | null {
  if (!/^[\w-]{22}$/.test(code)) return null
  const bytes = atob(code.replaceAll('-', '+').replaceAll('_', '/'))
  const hex = [...bytes].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
