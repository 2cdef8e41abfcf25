/** The languages that Highroad's own words are written in, and how a reader's language is found. */

export const LOCALES = ['en', 'es', 'pt', 'fr'] as const
export type Locale = (typeof LOCALES)[number]

/** Each language by its own name, as a reader looks for it. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', es: 'Español', pt: 'Português', fr: 'Français' }

/** What Intl is asked for: one well-kept variety a language. */
export const INTL_LOCALES: Record<Locale, string> = { en: 'en-GB', es: 'es', pt: 'pt-BR', fr: 'fr' }

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (LOCALES as readonly string[]).includes(value)
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

/** The first language of an Accept-Language header that we speak: `pt-PT,pt;q=0.9,en;q=0.8` is `pt`. */
export function localeFrom(acceptLanguage: string | null | undefined): Locale | undefined {
  const wished = (acceptLanguage ?? '').slice(0, 500).split(',').map(readWish)
  const bestFirst = wished.filter((wish) => wish.quality > 0).sort((a, b) => b.quality - a.quality)
  return bestFirst.map((wish) => wish.language).find(isLocale)
}

function readWish(part: string): { language: string; quality: number } {
  const [tag = '', ...settings] = part.trim().toLowerCase().split(';')
  const quality = settings.map((setting) => setting.trim()).find((setting) => setting.startsWith('q='))
  const asked = quality === undefined ? 1 : Number(quality.slice(2))
  return { language: tag.trim().split('-')[0] ?? '', quality: Number.isFinite(asked) ? asked : 0 }
}
