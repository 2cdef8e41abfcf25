/** English: sourcing needs, their form, proposals and linkages, as a lead firm and its suppliers read them. */

export const needs = {
  'needs.need': 'Need',
  'needs.state': 'State',
  'needs.volume': 'Volume',
  'needs.answer-by': 'Answer by',
  'needs.under-alias': 'Under an alias',
  'linkages.need': 'Need',
  'linkages.since': 'Since',
} as const
