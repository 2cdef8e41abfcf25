/** Where the demonstration's firms sit: around Pune, and in the towns abroad that work with it. */

export interface DemoPlace {
  city: string
  region: string
  country: string
  timeZone: string
}

const PUNE = { region: 'Maharashtra', country: 'IN', timeZone: 'Asia/Kolkata' }
const GUANAJUATO = { region: 'Guanajuato', country: 'MX', timeZone: 'America/Mexico_City' }

export const PLACES = {
  pune: { ...PUNE, city: 'Pune' },
  chakan: { ...PUNE, city: 'Chakan' },
  bhosari: { ...PUNE, city: 'Bhosari' },
  talegaon: { ...PUNE, city: 'Talegaon' },
  ranjangaon: { ...PUNE, city: 'Ranjangaon' },
  toulouse: { city: 'Toulouse', region: 'Occitanie', country: 'FR', timeZone: 'Europe/Paris' },
  leeds: { city: 'Leeds', region: 'England', country: 'GB', timeZone: 'Europe/London' },
  queretaro: { city: 'Querétaro', region: 'Querétaro', country: 'MX', timeZone: 'America/Mexico_City' },
  celaya: { ...GUANAJUATO, city: 'Celaya' },
  leon: { ...GUANAJUATO, city: 'León' },
  medellin: { city: 'Medellín', region: 'Antioquia', country: 'CO', timeZone: 'America/Bogota' },
  joinville: { city: 'Joinville', region: 'Santa Catarina', country: 'BR', timeZone: 'America/Sao_Paulo' },
  sorocaba: { city: 'Sorocaba', region: 'São Paulo', country: 'BR', timeZone: 'America/Sao_Paulo' },
  caruaru: { city: 'Caruaru', region: 'Pernambuco', country: 'BR', timeZone: 'America/Recife' },
  tanger: { city: 'Tanger', region: 'Tanger-Tétouan', country: 'MA', timeZone: 'Africa/Casablanca' },
  casablanca: { city: 'Casablanca', region: 'Casablanca-Settat', country: 'MA', timeZone: 'Africa/Casablanca' },
  agadir: { city: 'Agadir', region: 'Souss-Massa', country: 'MA', timeZone: 'Africa/Casablanca' },
  sfax: { city: 'Sfax', region: 'Sfax', country: 'TN', timeZone: 'Africa/Tunis' },
  monastir: { city: 'Monastir', region: 'Monastir', country: 'TN', timeZone: 'Africa/Tunis' },
} as const satisfies Record<string, DemoPlace>

export type PlaceCode = keyof typeof PLACES
