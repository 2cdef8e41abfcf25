/** The header by which a browser saves an answer under a name instead of showing it (RFC 6266). */

/** A plain name for old programs, the true one for all others; neither can end the header or name a folder. */
export function attachment(name: string): string {
  const whole = name.toWellFormed().replace(/[\p{Cc}/\\]/gu, '_')
  const plain = whole
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]|["%;]/g, '_')
  const encoded = encodeURIComponent(whole).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
