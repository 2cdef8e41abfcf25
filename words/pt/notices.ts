/** What organizations are told, in Portuguese: the line in the product, and the subject of the mail. */
import type { notices as source } from '../en/notices.ts'

export const notices = {
  'notice.offer-submitted': '{sme} fez uma proposta: {need}',
  'notice.offer-revised': '{sme} reviu a sua proposta: {need}',
  'notice.offer-withdrawn': '{sme} retirou a sua proposta: {need}',
  'notice.offer-stale': 'A necessidade mudou; confirme ou reveja a sua proposta: {need}',
  'notice.feedback-due': '{sme} espera o seu retorno até {day}: {need}',
  'notice.feedback-given': 'A empresa líder disse-lhe porque não foi escolhido: {need}',
} satisfies Record<keyof typeof source, string>
