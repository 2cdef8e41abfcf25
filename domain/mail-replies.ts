/** What somebody answered by mail, without the mail that was answered below it and without the signature. */

/** "On Monday … Bhima wrote:" and its like; mail programs break it over up to three lines. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^on\s.{4,300}\swrote\s?:$/iu,
  /^el\s.{4,300}\sescribi[óo]\s?:$/iu,
  /^em\s.{4,300}\s?escreveu\s?:$/iu,
  /^le\s.{4,300}\sa\s[ée]crit\s?:$/iu,
]
/** Without the word in front, as some programs write it; within one line, since it could begin with anything. */
const PLAIN_ATTRIBUTIONS: readonly RegExp[] = [
  /^.{2,200}<[^<>\s]+@[^<>\s]+>\s(?:wrote|escribi[óo]|escreveu|a\s[ée]crit)\s?(?:\([^)]*\))?\s?:$/iu,
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.{0,60}<[^<>\s]+@[^<>\s]+>\s?:$/u,
]

/** Lines after which nothing is the sender's own. */
const ENDS: readonly RegExp[] = [
  /^-{2,}\s?(?:original message|mensaje original|mensagem original|message d[’']origine|message original|forwarded message|mensaje reenviado|mensagem encaminhada|message transf[ée]r[ée])\s?-{2,}$/iu,
  /^_{20,}$/u,
  // A signature by the oldest rule of mail: two dashes, a space.
  /^--\s?$/u,
]

/** Four headers of a quoted mail in a row, as Outlook puts them; two make it sure. */
const HEADER =
  /^\*?(?:from|sent|to|subject|date|cc|de|enviado(?: el| em)?|para|asunto|assunto|fecha|data|envoyé|à|objet|date)\s?:\*?\s?\S/iu
const FROM = /^\*?(?:from|de)\s?:\*?\s?\S/iu

const MOST_LINES = 3

/** The sender's own words; empty where he wrote nothing above what he quoted. */
export function replyOf(mail: string): string {
  const lines = cleaned(mail).split('\n')
  const end = lines.findIndex((_line, at) => isEnd(lines, at))
  const own = end < 0 ? lines : lines.slice(0, end)
  return own
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Control characters and halves of signs, which no message may hold, are left out; lines end alike. */
function cleaned(mail: string): string {
  return mail
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0|\u202f/g, ' ')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u200b\ufeff\ufffd]/g, '')
    .replace(/[ \t]+$/gm, '')
}

function isEnd(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? ''
  if (line === '') return false
  if (ENDS.some((end) => end.test(line))) return true
  return isAttribution(lines, at) || (FROM.test(line) && lines.slice(at + 1, at + 5).filter((one) => HEADER.test(one.trim())).length >= 2)
}

function isAttribution(lines: readonly string[], at: number): boolean {
  const [line = '', ...further] = lines.slice(at, at + MOST_LINES).map((one) => one.trim())
  const gap = further.findIndex((one) => one === '' || one.startsWith('>'))
  const joined = [line, ...(gap < 0 ? further : further.slice(0, gap))]
  const together = joined.map((_one, count) => joined.slice(0, count + 1).join(' '))
  return PLAIN_ATTRIBUTIONS.some((one) => one.test(line)) || together.some((one) => ATTRIBUTIONS.some((pattern) => pattern.test(one)))
}

/** The address within `Name <address>`, in small letters. */
export function addressIn(header: string): string {
  return (/<([^<>]+)>\s*$/.exec(header)?.[1] ?? header).trim().toLowerCase()
}
