/** Tells a verdict's reason: codes become names, figures get their unit, days are written out, and what is not known is left out. */
import type { Speaker } from './speaker.ts'

export interface TellableReason {
  code: string
  params: Readonly<Record<string, string | number | null | undefined>>
}

/** What a catalogue code is called in the reader's language: a process, a product, a material, a parameter, a standard. */
export type NameOf = (code: string) => string

/** The phrase beside the verdict: `tellReason(words, { code: 'certificate-via', params }, nameOf)` says `Through IATF 16949, ends 11 May 2028`. */
export function tellReason(words: Speaker, reason: TellableReason, nameOf: NameOf = (code) => code): string {
  return told(words, 'why', reason, nameOf)
}

/** Why a pair is ruled out by one side's own terms: `Smallest order 10,000 pcs, the need asks 5,000 pcs`. */
export function tellObstacle(words: Speaker, obstacle: TellableReason): string {
  return told(words, 'obstacle', obstacle, (code) => code)
}

function told(words: Speaker, group: 'why' | 'obstacle', reason: TellableReason, nameOf: NameOf): string {
  const gaps: Record<string, string | number> = { ...optionalNotes(words, reason.params) }
  for (const [name, value] of Object.entries(reason.params)) {
    if (name in gaps) continue
    gaps[name] = tellParam(words, reason, { name, value, nameOf })
  }
  return words.code(group, reason.code, gaps)
}

interface Param {
  name: string
  value: string | number | null | undefined
  nameOf: NameOf
}

function tellParam(words: Speaker, { code, params }: TellableReason, { name, value, nameOf }: Param): string | number {
  if (value === null || value === undefined || value === '') return words.say('state.not-told')
  if (COUNTED.test(code) && name === 'value') return value
  return TELLERS[name]?.(words, String(value), { nameOf, params }) ?? value
}

type Context = { nameOf: NameOf; params: TellableReason['params'] }
type Teller = (words: Speaker, value: string, context: Context) => string

/** Phrases whose figure is counted in words: `3 references`, `118 people`. */
const COUNTED = /^(references|employees)-/

const named: Teller = (_words, value, { nameOf }) => nameOf(value)
const onDay: Teller = (words, value) => words.day(value)
const inUnit: Teller = (words, value, { params }) => withUnit(words, value, String(params.unit ?? ''))

const TELLERS: Record<string, Teller> = {
  process: named,
  does: named,
  product: named,
  makes: named,
  material: named,
  works: named,
  parameter: named,
  standard: named,
  holds: named,
  stated: onDay,
  start: onDay,
  value: inUnit,
  limit: (words, value, context) => {
    const to = context.params.limitTo
    const from = inUnit(words, value, context)
    return to === null || to === undefined ? from : `${from} – ${inUnit(words, String(to), context)}`
  },
  minimum: inUnit,
  volume: inUnit,
  function: (words, value) => words.code('function', value),
  level: (words, value) => words.code('evidence', value),
  asked: (words, value) => words.code('evidence', value),
  ground: (words, value) => words.code('exclusion', value),
  sector: (words, value) => words.code('sector', value),
  country: (words, value) => words.country(value),
  countries: (words, value) => words.list(value.split(', ').map(words.country)),
  incoterm: (_words, value) => value.toUpperCase(),
  offered: (words, value) => words.list(value.split(', ').map((term) => term.toUpperCase())),
  language: (words, value) => words.language(value),
  share: (words, value) => words.percent(Number(value), 0),
}

/** Parts of a phrase that stand only where something is known. */
function optionalNotes(words: Speaker, params: TellableReason['params']): Record<string, string> {
  const { until, target, site, freeFrom, years, value, months, monthsMin, share } = params
  return {
    until: until ? words.say('why-note.until', { day: words.day(String(until)) }) : '',
    target: target ? words.say('why-note.target', { day: words.day(String(target)) }) : '',
    site: site ? words.say('why-note.site', { site: String(site) }) : '',
    freeFrom: freeFrom ? words.say('why-note.from', { day: words.day(String(freeFrom)) }) : '',
    years: years ? words.say('why-note.years', { n: Number(years) }) : '',
    months: monthsNote(words, monthsMin, months),
    ...(share === undefined && 'since' in params
      ? { share: typeof value === 'number' ? words.say('why-note.share', { share: words.percent(value, 0) }) : '' }
      : {}),
  }
}

function monthsNote(words: Speaker, least: Param['value'], most: Param['value']): string {
  if (typeof most !== 'number') return ''
  if (typeof least !== 'number' || least === most) return words.say('why-note.months', { n: most })
  return words.say('why-note.months-range', { from: least, to: most })
}

/** `250 t`, `1,800 × 1,000 mm`, `40,000 pcs a month`; a word of a list stays a word. */
function withUnit(words: Speaker, value: string, unit: string): string {
  const figures = value.split(' × ').map(Number)
  const [last = Number.NaN, ...before] = figures.reverse()
  if ([last, ...before].some(Number.isNaN)) return words.knows('form', value) ? words.code('form', value) : value
  const lastOne = unit === '' ? words.number(last) : words.quantity(last, unit)
  return [...before.reverse().map((figure) => words.number(figure)), lastOne].join(' × ')
}
