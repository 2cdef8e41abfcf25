/** What organizations are told, in French: the line in the product, and the subject of the mail. */
import type { notices as source } from '../en/notices.ts'

export const notices = {
  'notice.offer-submitted': '{sme} a fait une offre : {need}',
  'notice.offer-revised': '{sme} a révisé son offre : {need}',
  'notice.offer-withdrawn': '{sme} a retiré son offre : {need}',
  'notice.offer-stale': 'Le besoin a changé ; confirmez ou révisez votre offre : {need}',
  'notice.feedback-due': '{sme} attend votre retour avant le {day} : {need}',
  'notice.feedback-given': 'Le donneur d’ordre vous a dit pourquoi vous n’avez pas été retenu : {need}',
} satisfies Record<keyof typeof source, string>
