/** What is told of a fact beside its title, each part in the reader's words; what nobody told is left out. */
import type { Supplier } from '#lib/api/answers.ts'
import type { NameOf } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'
import { tellWord } from '#words/verdicts/sentence.ts'

/** What every part is told with. */
export interface Tongue {
  words: Speaker
  nameOf: NameOf
  /** The unit of a parameter's figures. */
  unitOf: (parameter: string) => string
}

type Item<L extends 'sites' | 'products' | 'processes' | 'certificates' | 'capacities' | 'references'> = NonNullable<Supplier[L]>[number]
type Sites = NonNullable<Supplier['sites']>

export const partsOf = { identity, site, product, process, certificate, capacity, commercial, reference }

function identity({ words }: Tongue, { sector, employees, foundedYear, language, description }: Supplier): string[] {
  return said(
    sector && words.code('sector', sector),
    employees !== null && employees !== undefined && words.quantity(employees, 'people'),
    foundedYear && words.say('profile.since', { year: String(foundedYear) }),
    language && words.say('profile.writes', { language: words.language(language) }),
    description,
  )
}

function site({ words }: Tongue, { name, city, region, country, address, employees, shiftsPerDay, floorAreaM2 }: Item<'sites'>): string[] {
  const place = [...new Set([address, name ? city : '', region, country && words.country(country)])].filter(Boolean).join(', ')
  return said(
    place,
    isTold(employees) && words.quantity(employees, 'people'),
    isTold(shiftsPerDay) && words.say('profile.shifts', { n: shiftsPerDay }),
    isTold(floorAreaM2) && words.quantity(floorAreaM2, 'm2'),
  )
}

function product({ words, nameOf }: Tongue, { product: code, name, functions = {} }: Item<'products'>): string[] {
  const concept = code ? nameOf(code) : ''
  const modes = Object.entries(functions).map(([one, mode]) =>
    words.say('profile.measure', {
      parameter: words.code('function', one),
      value: words.code('function-mode', mode ?? '').toLocaleLowerCase(words.locale),
    }),
  )
  return said(concept !== name && concept, modes.join(' · '))
}

function process({ words, unitOf }: Tongue, item: Item<'processes'>, sites: Sites): string[] {
  const { mode, yearsOfExperience, siteId, materials = [], parameters = [] } = item
  const works = materials.map((one) => tellWord(words, one))
  return said(
    ...parameters.map(({ parameter, value }) =>
      words.say('profile.measure', { parameter: words.code('parameter', parameter), value: tellValue(words, value, unitOf(parameter)) }),
    ),
    works.length > 0 && words.say('profile.works', { materials: words.list(works) }),
    mode && words.code('process-mode', mode),
    isTold(yearsOfExperience) && words.quantity(yearsOfExperience, 'a'),
    siteName(sites, siteId),
  )
}

type ParameterValue = NonNullable<Item<'processes'>['parameters']>[number]['value']

/** `250 t`, `1,800 × 1,000 mm`, `yes`, `progressive and transfer`. */
export function tellValue(words: Speaker, value: ParameterValue, unit: string): string {
  if (typeof value === 'boolean') return words.say(value ? 'form.yes' : 'form.no').toLocaleLowerCase(words.locale)
  if (typeof value === 'string') return tellWord(words, value)
  if (typeof value === 'number') return unit === '' ? words.number(value) : words.quantity(value, unit)
  const sides = value.filter((one) => typeof one === 'number')
  if (sides.length === 0) return words.list(value.map((one) => tellWord(words, String(one))))
  return [...sides.slice(0, -1).map((side) => words.number(side)), words.quantity(sides.at(-1) ?? 0, unit)].join(' × ')
}

function certificate({ words, nameOf }: Tongue, item: Item<'certificates'>, sites: Sites): string[] {
  const { status, number, body, validUntil, targetOn, scope = [], siteIds = [] } = item
  const covered = siteIds.map((id) => siteName(sites, id)).filter((name) => name !== '')
  return said(
    status && status !== 'active' && words.code('certificate-status', status),
    body,
    number && words.say('profile.number', { number }),
    validUntil && words.say('profile.valid-until', { day: words.day(validUntil) }),
    targetOn && words.say('profile.audit-on', { day: words.day(targetOn) }),
    scope.length > 0 && words.say('profile.scope', { scope: words.list(scope.map(nameOf)) }),
    covered.length > 0 && words.list(covered),
  )
}

function capacity({ words }: Tongue, item: Item<'capacities'>, sites: Sites): string[] {
  const { installedPerMonth: installed, utilisation, unit = 'pcs', freeFrom, rampWeeks, siteId } = item
  if (installed === undefined || utilisation === undefined) return []
  return said(
    words.say('profile.free', { quantity: words.quantity(freeOf(installed, utilisation), `${unit}/mo`) }),
    words.say('profile.installed', { quantity: words.quantity(installed, `${unit}/mo`), share: words.percent(utilisation, 0) }),
    freeFrom && words.say('profile.free-from', { day: words.day(freeFrom) }),
    isTold(rampWeeks) && words.say('profile.ramp', { time: words.quantity(rampWeeks, 'wk') }),
    siteName(sites, siteId),
  )
}

/** What is left of the installed capacity: 50,000 at 80 % leave 10,000. */
export function freeOf(installed: number, utilisation: number): number {
  return Math.floor(installed * (1 - utilisation / 100) + 1e-9)
}

function commercial(words: Speaker, terms: NonNullable<Supplier['commercial']>): string[] {
  return [...leadTimes(words, terms), ...trade(words, terms), ...ownTerms(words, terms)]
}

function leadTimes(words: Speaker, terms: NonNullable<Supplier['commercial']>): string[] {
  const { minimumOrder, minimumOrderUnit, sampleLeadDays, seriesLeadDays, paymentDaysMax } = terms
  return said(
    isTold(minimumOrder) && words.say('profile.minimum-order', { quantity: words.quantity(minimumOrder, minimumOrderUnit ?? 'pcs') }),
    isTold(sampleLeadDays) && words.say('profile.samples-in', { time: words.quantity(sampleLeadDays, 'd') }),
    isTold(seriesLeadDays) && words.say('profile.series-in', { time: words.quantity(seriesLeadDays, 'd') }),
    isTold(paymentDaysMax) && words.say('profile.paid-within', { time: words.quantity(paymentDaysMax, 'd') }),
  )
}

function trade(words: Speaker, terms: NonNullable<Supplier['commercial']>): string[] {
  const { languages = [], exportShare, exportCountries = [], exportSinceYear } = terms
  return said(
    languages.length > 0 && words.say('profile.speaks', { languages: words.list(languages.map(words.language)) }),
    isTold(exportShare) && words.say('profile.exports', { share: words.percent(exportShare, 1) }),
    exportCountries.length > 0 && words.say('profile.exports-to', { countries: words.list(exportCountries.map(words.country)) }),
    exportSinceYear && words.say('profile.exports-since', { year: String(exportSinceYear) }),
  )
}

/** What the firm itself rules out, or sells under alone. */
function ownTerms(words: Speaker, terms: NonNullable<Supplier['commercial']>): string[] {
  const { industriesRefused = [], incoterms = [], countriesRefused = [] } = terms
  return said(
    incoterms.length > 0 && words.say('profile.sells-under', { terms: words.list(incoterms.map((one) => one.toUpperCase())) }),
    industriesRefused.length > 0 &&
      words.say('profile.refuses', { sectors: words.list(industriesRefused.map((one) => words.code('sector', one))) }),
    countriesRefused.length > 0 && words.say('profile.refuses-countries', { countries: words.list(countriesRefused.map(words.country)) }),
  )
}

function reference({ words, nameOf }: Tongue, { name, sector, concept, sinceYear, shareOfTurnover }: Item<'references'>): string[] {
  return said(
    name && sector && words.code('sector', sector),
    concept && nameOf(concept),
    sinceYear && words.say('profile.supplies-since', { year: String(sinceYear) }),
    isTold(shareOfTurnover) && words.say('profile.share', { share: words.percent(shareOfTurnover, 1) }),
  )
}

function siteName(sites: Sites, siteId: string | null | undefined): string {
  const site = siteId ? sites.find(({ id }) => id === siteId) : undefined
  return site?.name || site?.city || ''
}

function isTold<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}

function said(...parts: (string | number | false | null | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '')
}
