/** What was typed into the form of a profile, as the API wants it; what cannot be read is noted beside its input. */
import type { Parameter, Profile } from '#lib/api/answers.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { FUNCTIONS } from '#lib/profile/codes.ts'
import { choiceIn, figureIn, numberIn, type Reading, textIn, words } from '#lib/profile/drafts.ts'

type Sent<O extends keyof operations> = operations[O] extends { requestBody?: { content: { 'application/json': infer Body } } }
  ? Body
  : never
type Item<O extends keyof operations> = Sent<O> extends { items: (infer One)[] } ? One : never

export function siteBody(asked: Reading): Item<'saveSites'> {
  return {
    ...idOf(asked),
    name: textIn(asked, 'name'),
    address: textIn(asked, 'address'),
    city: textIn(asked, 'city'),
    region: textIn(asked, 'region'),
    country: textIn(asked, 'country'),
    employees: numberIn(asked, 'employees'),
    shiftsPerDay: numberIn(asked, 'shiftsPerDay'),
    floorAreaM2: numberIn(asked, 'floorAreaM2'),
  }
}

export function productBody(asked: Reading): Item<'saveProducts'> {
  const modes = FUNCTIONS.map((code) => [code, choiceIn(asked, `functions.${code}`)]).filter(([, mode]) => mode !== null)
  return { ...idOf(asked), product: choiceIn(asked, 'product'), name: textIn(asked, 'name'), functions: Object.fromEntries(modes) }
}

/** `definitions` are the parameters that the process's family is asked. */
export function processBody(asked: Reading, definitions: readonly Parameter[]): Item<'saveProcesses'> {
  const parameters = definitions.flatMap((definition) => {
    const value = READERS[definition.type](asked, `parameters.${definition.code}`)
    return value === null ? [] : [{ parameter: definition.code, value }]
  })
  return {
    ...idOf(asked),
    process: textIn(asked, 'process'),
    mode: choiceIn<'own' | 'subcontracted'>(asked, 'mode') ?? 'own',
    siteId: choiceIn(asked, 'siteId'),
    yearsOfExperience: numberIn(asked, 'yearsOfExperience'),
    materials: words(asked.draft, 'materials'),
    parameters,
  }
}

type ParameterValue = Profile['processes'][number]['parameters'][number]['value']

const READERS: Record<Parameter['type'], (asked: Reading, name: string) => ParameterValue | null> = {
  number: numberIn,
  boolean: (asked, name) => ({ yes: true, no: false })[textIn(asked, name)] ?? null,
  'one-of': (asked, name) => choiceIn(asked, name),
  'some-of': ({ draft }, name) => (words(draft, name).length > 0 ? words(draft, name) : null),
  dimensions: (asked, name) => {
    const sides = [0, 1, 2].map((at) => numberIn(asked, `${name}.${at}`)).filter((side) => side !== null)
    return sides.length > 0 ? sides : null
  },
}

export function certificateBody(asked: Reading): Item<'saveCertificates'> {
  return {
    ...idOf(asked),
    standard: textIn(asked, 'standard'),
    edition: textIn(asked, 'edition'),
    number: textIn(asked, 'number'),
    body: textIn(asked, 'body'),
    siteIds: words(asked.draft, 'siteIds'),
    scope: words(asked.draft, 'scope'),
    status: choiceIn<Profile['certificates'][number]['status']>(asked, 'status') ?? 'active',
    validFrom: choiceIn(asked, 'validFrom'),
    validUntil: choiceIn(asked, 'validUntil'),
    targetOn: choiceIn(asked, 'targetOn'),
  }
}

type Unit = Profile['capacities'][number]['unit']

export function capacityBody(asked: Reading): Item<'saveCapacity'> {
  return {
    ...idOf(asked),
    concept: choiceIn(asked, 'concept'),
    siteId: choiceIn(asked, 'siteId'),
    installedPerMonth: figureIn(asked, 'installedPerMonth'),
    unit: choiceIn<Unit>(asked, 'unit') ?? 'pcs',
    utilisation: figureIn(asked, 'utilisation'),
    freeFrom: choiceIn(asked, 'freeFrom'),
    rampWeeks: numberIn(asked, 'rampWeeks'),
  }
}

export function referenceBody(asked: Reading): Item<'saveReferences'> {
  return {
    ...idOf(asked),
    name: textIn(asked, 'name'),
    sector: choiceIn(asked, 'sector'),
    concept: choiceIn(asked, 'concept'),
    sinceYear: numberIn(asked, 'sinceYear'),
    shareOfTurnover: numberIn(asked, 'shareOfTurnover'),
  }
}

export function commercialBody(asked: Reading, complete: boolean): Sent<'saveCommercial'> {
  const minimumOrder = numberIn(asked, 'minimumOrder')
  return {
    minimumOrder,
    minimumOrderUnit: minimumOrder === null ? null : choiceIn<Unit>(asked, 'minimumOrderUnit'),
    sampleLeadDays: numberIn(asked, 'sampleLeadDays'),
    seriesLeadDays: numberIn(asked, 'seriesLeadDays'),
    paymentDaysMax: numberIn(asked, 'paymentDaysMax'),
    industriesRefused: words(asked.draft, 'industriesRefused'),
    incoterms: words(asked.draft, 'incoterms') as NonNullable<Sent<'saveCommercial'>['incoterms']>,
    countriesRefused: words(asked.draft, 'countriesRefused'),
    languages: words(asked.draft, 'languages'),
    exportShare: numberIn(asked, 'exportShare'),
    exportCountries: words(asked.draft, 'exportCountries'),
    exportSinceYear: numberIn(asked, 'exportSinceYear'),
    complete,
  }
}

export function identityBody(asked: Reading): Sent<'saveIdentity'> {
  return {
    headline: textIn(asked, 'headline'),
    description: textIn(asked, 'description'),
    language: textIn(asked, 'language'),
    sector: textIn(asked, 'sector'),
    employees: numberIn(asked, 'employees'),
    foundedYear: numberIn(asked, 'foundedYear'),
  }
}

/** An item without an id is new. */
function idOf({ draft }: Reading): { id?: string } {
  const id = [draft.id ?? ''].flat()[0] ?? ''
  return id === '' ? {} : { id }
}

/** Parameters are sent as a list; their inputs go by name: `items.0.parameters.2.value` is `items.0.parameters.press-force`. */
export function parameterInput(field: string, sent: readonly { parameters?: readonly { parameter: string }[] }[]): string {
  const [, item, at] = /^items\.(\d+)\.parameters\.(\d+)/.exec(field) ?? []
  const parameter = sent[Number(item)]?.parameters?.[Number(at)]?.parameter
  return item !== undefined && parameter ? `items.${item}.parameters.${parameter}` : field
}
