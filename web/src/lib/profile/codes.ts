/** The codes that forms of a profile offer to choose from; the type of the API, or the dictionary, says when one is missing. */
import type { Profile } from '#lib/api/answers.ts'
import type { WordKey } from '#words/en.ts'

type Coded<Group extends string> = WordKey extends infer Key ? (Key extends `${Group}.${infer Code}` ? Code : never) : never

export const SECTORS = [
  'automotive',
  'aerospace',
  'electronics',
  'medical-devices',
  'food-beverage',
  'fresh-produce',
  'apparel-footwear-leather',
  'metal-structures-energy',
  'packaging',
  'furniture-wood',
  'services',
] as const satisfies readonly Coded<'sector'>[]

export const FAMILIES = [
  'stamping',
  'injection-moulding',
  'casting',
  'forging',
  'machining',
  'sheet-metal-welding',
  'surface-heat-treatment',
  'electronics-assembly',
  'rubber-plastics-extrusion',
  'textiles-garments-footwear-leather',
  'food-processing',
  'packaging-printing',
  'services',
] as const satisfies readonly Coded<'process'>[]

export const FUNCTIONS = [
  'design',
  'tooling',
  'production',
  'testing',
  'logistics',
  'branding',
  'after-sales',
] as const satisfies readonly Coded<'function'>[]

export const CERTIFICATE_STATUSES = [
  'active',
  'in-progress',
  'suspended',
  'withdrawn',
] as const satisfies readonly Profile['certificates'][number]['status'][]

export const QUANTITY_UNITS = ['pcs', 'kg', 't', 'm', 'm2', 'l', 'h'] as const satisfies readonly Profile['capacities'][number]['unit'][]

/** Languages of business that the form offers; ISO 639-1. */
export const LANGUAGES = [
  'en',
  'es',
  'fr',
  'pt',
  'ar',
  'bn',
  'de',
  'fa',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'mr',
  'ms',
  'nl',
  'pl',
  'ro',
  'ru',
  'sw',
  'ta',
  'te',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
] as const

/** Incoterms 2020, from the least that the seller does to the most. */
export const INCOTERMS = [
  'exw',
  'fca',
  'fas',
  'fob',
  'cfr',
  'cif',
  'cpt',
  'cip',
  'dap',
  'dpu',
  'ddp',
] as const satisfies readonly Coded<'incoterm'>[]
