/** Finds the words by which a firm would name itself although an alias hides it: its name, its website, its mail addresses. */
import { normaliseName } from './import-names.ts'

/** What a firm is known by. */
export interface KnownBy {
  names: readonly string[]
  /** Addresses of pages, with or without https://. */
  websites: readonly string[]
  emails: readonly string[]
}

/** Names shorter than this are looked for as whole words only: `Aro` stands within too many others. */
const SQUEEZED_LEAST = 7

/** Mail providers of everybody: naming one names nobody. The address itself still does. */
const EVERYBODYS = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com yahoo.co.in rediffmail.com icloud.com me.com aol.com gmx.net gmx.com gmx.de web.de mail.ru proton.me protonmail.com qq.com 163.com'.split(
    ' ',
  ),
)

/** The first of a firm's own words in a text, as the firm writes it; null where there is none. */
export function ownNameIn(text: string, { names, websites, emails }: KnownBy): string | null {
  const said = ` ${normaliseName(text)} `
  const squeezed = said.replaceAll(' ', '')
  const plain = text.toLowerCase()
  return (
    names.find((name) => isNamed(name, said, squeezed)) ??
    emails.find((email) => email !== '' && plain.includes(email.toLowerCase())) ??
    [...websites.map(hostOf), ...emails.map(mailDomainOf)].find((domain) => domain !== '' && isSaid(domain, plain)) ??
    null
  )
}

function isNamed(name: string, said: string, squeezed: string): boolean {
  const wanted = normaliseName(name)
  if (wanted === '') return false
  const together = wanted.replaceAll(' ', '')
  return said.includes(` ${wanted} `) || (together.length >= SQUEEZED_LEAST && squeezed.includes(together))
}

/** Of an address of a page the host alone, without `www`. */
function hostOf(website: string): string {
  const host = /^(?:[a-z]+:\/\/)?([^/?#:\s]+)/i.exec(website.trim())?.[1] ?? ''
  return host.toLowerCase().replace(/^www\./, '')
}

function mailDomainOf(email: string): string {
  const domain = email.split('@')[1]?.trim().toLowerCase() ?? ''
  return EVERYBODYS.has(domain) ? '' : domain
}

/** As a domain of its own or below it (`mail.firm.example`), not within another word (`ourfirm.example`). */
function isSaid(domain: string, plain: string): boolean {
  for (let at = plain.indexOf(domain); at >= 0; at = plain.indexOf(domain, at + 1)) {
    const [before, after] = [plain[at - 1] ?? ' ', plain[at + domain.length] ?? ' ']
    if (!/[\p{L}\p{N}-]/u.test(before) && !/[\p{L}\p{N}-]/u.test(after)) return true
  }
  return false
}
