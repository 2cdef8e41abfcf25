/** Mails in Spanish: subject, why it comes, and what to do when it was not meant. */
import type { mails as source } from '../en/mails.ts'

export const mails = {
  'mail.hello': 'Buenos días:',
  'mail.reset.subject': 'Elija una contraseña nueva',
  'mail.reset.body':
    'Alguien, probablemente usted, pidió una contraseña nueva para su cuenta. Este enlace sirve una vez, durante dos horas:',
  'mail.reset.after': 'Si no fue usted, no tiene que hacer nada.',
  'mail.invitation.subject': 'Le invitan a {organization}',
  'mail.invitation.body': '{organization} le invita a trabajar con ella en Highroad. Este enlace sirve durante 14 días:',
  'mail.claim-code.subject': 'Su código para {firm}',
  'mail.claim-code.body':
    'Alguien quiere gestionar la ficha de {firm} en Highroad. Si es usted, escriba este código en la página de la empresa antes de 48 horas:',
  'mail.claim-code.after': 'Si no fue usted, no tiene que hacer nada.',
} satisfies Record<keyof typeof source, string>
