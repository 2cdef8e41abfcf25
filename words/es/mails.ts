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
  'mail.invited.subject': 'Una empresa líder le invita: {need}',
  'mail.invited.body': 'Una empresa líder desea su respuesta a su necesidad «{need}». Lea lo que pide y lo que usted ya cumple:',
  'mail.interest.subject': '{firm} está interesada: {need}',
  'mail.interest.body': '{firm} está interesada en su necesidad «{need}». Vea sus resultados y respóndale:',
  'mail.accepted.subject': 'Aceptaron su interés: {need}',
  'mail.accepted.body': 'La empresa líder aceptó su interés en «{need}». Vea lo que sigue:',
  'mail.declined.subject': 'Una respuesta a su interés: {need}',
  'mail.declined.body': 'La empresa líder no aceptó su interés en «{need}» y dijo por qué:',
} satisfies Record<keyof typeof source, string>
