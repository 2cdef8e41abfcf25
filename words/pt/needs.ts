/** Portuguese: sourcing needs, their form, proposals and linkages, as a lead firm and its suppliers read them. */
import type { needs as english } from '../en/needs.ts'

export const needs = {
  'needs.need': 'Necessidade',
  'needs.state': 'Estado',
  'needs.volume': 'Volume',
  'needs.answer-by': 'Responder até',
  'needs.under-alias': 'Com pseudônimo',
  'linkages.need': 'Necessidade',
  'linkages.since': 'Desde',
} satisfies Record<keyof typeof english, string>
