/** The time zones of the world, and the one that most of a country lives by. */

export function timeZoneOptions(): { value: string; label: string }[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

/** The zones, with this one among them by the very name that is recorded: lists of systems name some zones otherwise. */
export function timeZonesWith(timeZone: string): { value: string; label: string }[] {
  const options = timeZoneOptions()
  return options.some((one) => one.value === timeZone) ? options : [{ value: timeZone, label: timeZone.replaceAll('_', ' ') }, ...options]
}

/** Where a country has several zones, that of most of its people. */
const MAIN: Record<string, string> = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PG: 'Pacific/Port_Moresby',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  VN: 'Asia/Ho_Chi_Minh',
}

/** As far as this machine knows; undefined for a country it does not know. */
export function usualTimeZone(country: string): string | undefined {
  try {
    return MAIN[country] ?? new Intl.Locale('und', { region: country }).getTimeZones()?.[0]
  } catch {
    return undefined
  }
}
