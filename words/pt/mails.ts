/** Mails in Portuguese: subject, why it comes, and what to do when it was not meant. */
import type { mails as source } from '../en/mails.ts'

export const mails = {
  'mail.hello': 'Bom dia,',
  'mail.reset.subject': 'Escolha uma nova palavra-passe',
  'mail.reset.body':
    'Alguém, provavelmente você, pediu uma nova palavra-passe para a sua conta. Esta ligação serve uma vez, durante duas horas:',
  'mail.reset.after': 'Se não foi você, não precisa de fazer nada.',
  'mail.invitation.subject': 'Convite para {organization}',
  'mail.invitation.body': '{organization} convida você a trabalhar com ela no Highroad. Esta ligação serve durante 14 dias:',
  'mail.claim-code.subject': 'O seu código para {firm}',
  'mail.claim-code.body':
    'Alguém quer gerir a ficha de {firm} no Highroad. Se é você, escreva este código na página da empresa em até 48 horas:',
  'mail.claim-code.after': 'Se não foi você, não precisa de fazer nada.',
} satisfies Record<keyof typeof source, string>
