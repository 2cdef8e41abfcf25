/** The words of a list's cells: cleaned, split into single values, told apart from "nothing". */

/** Tidies a cell: line breaks, tabs and runs of blanks become one space; invisible and direction-changing characters go. */
export function cleanCell(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
}

/** True for what people type into a cell they have nothing for: `N/A`, `-`, `none`, `s/d`, `no aplica`, `não se aplica`, `néant`. */
export function isBlank(text: string): boolean {
  const word = cleanCell(text).toLowerCase()
  return !/[\p{L}\p{N}]/u.test(word) || BLANK_WORDS.has(word)
}

/**
 * The single values of a cell that lists several, once each and in the list's own spelling.
 *
 * Separators are line breaks, tabs, commas, semicolons, bars, bullets and slashes, but not within closed parentheses, not between
 * digits (`2/3 layer`) and not within codes (`CAD/CAM`, `ISO/IEC 27001`, `and/or`).
 * `"T-Shirts; Polo / Knit Tops"` gives `T-Shirts`, `Polo`, `Knit Tops`; `N/A` gives none.
 */
export function splitMulti(text: string): string[] {
  const values = new Map<string, string>()
  for (const piece of hold(text).split(SEPARATOR)) {
    const value = cleanValue(release(piece))
    const key = value.toLowerCase()
    if (!isBlank(value) && !values.has(key)) values.set(key, value)
  }
  return [...values.values()]
}

/** Lifts the separators that separate nothing into Unicode's private area, until the text is split. */
function hold(text: string): string {
  const lift = (part: string) => part.replace(/[,;|/]/g, (sign) => String.fromCharCode(LIFT + sign.charCodeAt(0)))
  return text.replace(/\([^()]*\)/g, lift).replace(HELD_SLASH, lift)
}

function release(text: string): string {
  return text.replace(/[\ue02c-\ue07c]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - LIFT))
}

/** Takes off list marks in front and full stops, `etc.` and lone brackets behind; an abbreviation keeps its dots. */
function cleanValue(text: string): string {
  const value = cleanCell(text)
  // Nothing of that length is a value with a list mark; no pattern is let loose on it.
  if (value.length > 500) return value
  return value
    .replace(/^(?:[-–—*+>•·]+\s*|\(?\d{1,2}[.)]\s+)/u, '')
    .replace(/[\s,.;:]*\betc\b\.*$/i, '')
    .replace(/^([^()]*)\)$/, '$1')
    .replace(/^(\p{L}{4,}|.*\s\p{L}{4,})\.$/u, '$1')
    .trim()
}

const LIFT = 0xe000

const SEPARATOR = /[\n\r\t\v\f,;|/•·●▪\u2028\u2029\u3001\uff0c\uff1b\uff0f]+/u

/** Slashes that belong to a value: `N/A`, `2/3`, `CAD/CAM`, `w/o`, `and/or`, `km/h`. */
const HELD_SLASH =
  /\b(?:\d+\/\d+|[A-Z]{2,5}\/[A-Z]{2,5}(?![a-z])|(?:N\/A|n\/a|w\/o|and\/or|y\/o|e\/ou|et\/ou|s\/[dn]|m\/s)|\p{L}{1,3}\/[hds])(?!\p{L})/gu

/** Byte order marks, zero-width spaces and the marks that turn the direction of writing (a trick to disguise text). */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const BLANK_WORDS = new Set(
  (
    'n/a|na|n.a|n.a.|n.a|n/d|nd|n.d.|s/d|s/n|none|nil|null|undefined|unknown|not applicable|not available|no data|tbd|tba|#n/a|#ref!|#value!|' +
    'ninguno|ninguna|no aplica|no disponible|sin dato|sin datos|desconocido|nenhum|nenhuma|não se aplica|nao se aplica|não disponível|' +
    'nao disponivel|desconhecido|aucun|aucune|néant|neant|non applicable|non disponible|inconnu'
  ).split('|'),
)
