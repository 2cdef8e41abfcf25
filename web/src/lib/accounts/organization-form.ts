/** An organization's form, read into what the API takes. */
import { text } from '#lib/api/form.ts'
import { usualTimeZone } from '#lib/time-zones.ts'

const OPTIONAL = ['nativeName', 'region', 'city', 'address', 'registrationNumber'] as const

/** Optional answers left empty are sent empty, so that an edit can take one back. */
export function organizationFrom(form: FormData) {
  const website = withScheme(text(form, 'website') ?? '')
  const country = text(form, 'country') ?? ''
  const timeZone = text(form, 'timeZone') ?? usualTimeZone(country)
  return {
    name: text(form, 'name') ?? '',
    country,
    ...Object.fromEntries(OPTIONAL.filter((name) => form.has(name)).map((name) => [name, text(form, name) ?? ''])),
    ...(form.has('website') ? { website } : {}),
    ...(timeZone ? { timeZone } : {}),
  }
}

/** People write `www.firm.com`; the API takes whole addresses only. */
function withScheme(website: string): string {
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(website) ? `https://${website}` : website
}
