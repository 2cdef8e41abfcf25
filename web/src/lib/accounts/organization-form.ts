/** An organization's form, read into what the API takes. */
import { text } from '#lib/api/form.ts'
import { usualTimeZone } from '#lib/time-zones.ts'

const OPTIONAL = ['nativeName', 'region', 'city', 'address', 'registrationNumber', 'website'] as const

/** Optional answers left empty are sent empty, so that an edit can take one back. */
export function organizationFrom(form: FormData) {
  const country = text(form, 'country') ?? ''
  const timeZone = text(form, 'timeZone') ?? usualTimeZone(country)
  return {
    name: text(form, 'name') ?? '',
    country,
    ...Object.fromEntries(OPTIONAL.filter((name) => form.has(name)).map((name) => [name, text(form, name) ?? ''])),
    ...(timeZone ? { timeZone } : {}),
  }
}
