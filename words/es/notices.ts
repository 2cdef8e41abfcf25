/** What organizations are told, in Spanish: the line in the product, and the subject of the mail. */
import type { notices as source } from '../en/notices.ts'

export const notices = {
  'notice.offer-submitted': '{sme} hizo una oferta: {need}',
  'notice.offer-revised': '{sme} revisó su oferta: {need}',
  'notice.offer-withdrawn': '{sme} retiró su oferta: {need}',
  'notice.offer-stale': 'La necesidad cambió; confirme o revise su oferta: {need}',
  'notice.feedback-due': '{sme} espera su respuesta hasta el {day}: {need}',
  'notice.feedback-given': 'La empresa líder le dijo por qué no fue elegido: {need}',
} satisfies Record<keyof typeof source, string>
