/** The time zones of the world, and the one that most of a country lives by. */

export function timeZoneOptions(): { value: string; label: string }[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

/** As far as this machine knows; undefined for a country it does not know. */
export function usualTimeZone(country: string): string | undefined {
  try {
    const region = new Intl.Locale('und', { region: country }) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
    return region.getTimeZones?.()?.[0]
  } catch {
    return undefined
  }
}
