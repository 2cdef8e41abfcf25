/** French: sourcing needs, their form, proposals and linkages, as a lead firm and its suppliers read them. */
import type { needs as english } from '../en/needs.ts'

export const needs = {
  'needs.need': 'Besoin',
  'needs.state': 'État',
  'needs.volume': 'Volume',
  'needs.answer-by': 'Répondre avant le',
  'needs.under-alias': 'Sous alias',
  'linkages.need': 'Besoin',
  'linkages.since': 'Depuis',
} satisfies Record<keyof typeof english, string>
