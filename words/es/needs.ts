/** Spanish: sourcing needs, their form, proposals and linkages, as a lead firm and its suppliers read them. */
import type { needs as english } from '../en/needs.ts'

export const needs = {
  'needs.need': 'Necesidad',
  'needs.state': 'Estado',
  'needs.volume': 'Volumen',
  'needs.answer-by': 'Responder hasta',
  'needs.under-alias': 'Con alias',
  'linkages.need': 'Necesidad',
  'linkages.since': 'Desde',
} satisfies Record<keyof typeof english, string>
