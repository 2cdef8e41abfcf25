/** The facts of a profile as the inputs of its form show them. */
import type { Profile } from '#lib/api/answers.ts'
import { type Draft, typedNumber, typedYear } from '#lib/profile/drafts.ts'
import type { Locale } from '#words/locales.ts'

type Fact<List extends 'sites' | 'products' | 'processes' | 'certificates' | 'capacities' | 'references'> = Profile[List][number]

export function siteDraft({ id, name, address, city, region, country, ...rest }: Fact<'sites'>, locale: Locale): Draft {
  return {
    id,
    name,
    address,
    city,
    region,
    country,
    employees: typedNumber(rest.employees, locale),
    shiftsPerDay: typedNumber(rest.shiftsPerDay, locale),
    floorAreaM2: typedNumber(rest.floorAreaM2, locale),
  }
}

export function productDraft({ id, product, name, functions }: Fact<'products'>): Draft {
  const modes = Object.entries(functions).map(([code, mode]) => [`functions.${code}`, mode ?? ''])
  return { id, product: product ?? '', name, ...Object.fromEntries(modes) }
}

export function processDraft(fact: Fact<'processes'>, locale: Locale): Draft {
  const parameters = fact.parameters.flatMap(({ parameter, value }) => parameterInputs(`parameters.${parameter}`, value, locale))
  return {
    id: fact.id,
    process: fact.process,
    mode: fact.mode,
    siteId: fact.siteId ?? '',
    yearsOfExperience: typedNumber(fact.yearsOfExperience, locale),
    materials: fact.materials,
    ...Object.fromEntries(parameters),
  }
}

type ParameterValue = Fact<'processes'>['parameters'][number]['value']

function parameterInputs(name: string, value: ParameterValue, locale: Locale): [string, string | string[]][] {
  if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']]
  if (typeof value === 'number') return [[name, typedNumber(value, locale)]]
  if (typeof value === 'string') return [[name, value]]
  const sides = value.filter((one) => typeof one === 'number')
  return sides.length > 0
    ? sides.map((side, at) => [`${name}.${at}`, typedNumber(side, locale)])
    : [[name, value.filter((one) => typeof one === 'string')]]
}

export function certificateDraft({ id, standard, edition, number, body, siteIds, scope, status, ...days }: Fact<'certificates'>): Draft {
  const { validFrom, validUntil, targetOn } = days
  return {
    id,
    standard,
    edition,
    number,
    body,
    siteIds,
    scope,
    status,
    validFrom: validFrom ?? '',
    validUntil: validUntil ?? '',
    targetOn: targetOn ?? '',
  }
}

export function capacityDraft({ id, concept, siteId, unit, freeFrom, ...figures }: Fact<'capacities'>, locale: Locale): Draft {
  return {
    id,
    concept: concept ?? '',
    siteId: siteId ?? '',
    unit,
    freeFrom: freeFrom ?? '',
    installedPerMonth: typedNumber(figures.installedPerMonth, locale),
    utilisation: typedNumber(figures.utilisation, locale),
    rampWeeks: typedNumber(figures.rampWeeks, locale),
  }
}

export function referenceDraft({ id, name, sector, concept, sinceYear, shareOfTurnover }: Fact<'references'>, locale: Locale): Draft {
  return {
    id,
    name,
    sector: sector ?? '',
    concept: concept ?? '',
    sinceYear: typedYear(sinceYear),
    shareOfTurnover: typedNumber(shareOfTurnover, locale),
  }
}

export function commercialDraft(terms: Profile['commercial'], locale: Locale): Draft {
  if (!terms) return {}
  const { minimumOrderUnit, industriesRefused, incoterms, countriesRefused, languages, exportCountries, exportSinceYear } = terms
  return {
    minimumOrder: typedNumber(terms.minimumOrder, locale),
    minimumOrderUnit: minimumOrderUnit ?? '',
    sampleLeadDays: typedNumber(terms.sampleLeadDays, locale),
    seriesLeadDays: typedNumber(terms.seriesLeadDays, locale),
    paymentDaysMax: typedNumber(terms.paymentDaysMax, locale),
    industriesRefused,
    incoterms,
    countriesRefused,
    languages,
    exportShare: typedNumber(terms.exportShare, locale),
    exportCountries,
    exportSinceYear: typedYear(exportSinceYear),
  }
}

export function identityDraft(profile: Profile, locale: Locale): Draft {
  const { headline, description, language, sector, employees, foundedYear } = profile
  return { headline, description, language, sector, employees: typedNumber(employees, locale), foundedYear: typedYear(foundedYear) }
}
