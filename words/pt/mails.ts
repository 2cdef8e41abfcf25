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
  'mail.invited.subject': 'Uma empresa líder convida você: {need}',
  'mail.invited.body': 'Uma empresa líder gostaria da sua resposta à necessidade “{need}”. Leia o que ela pede e o que você já cumpre:',
  'mail.interest.subject': '{firm} tem interesse: {need}',
  'mail.interest.body': '{firm} tem interesse na sua necessidade “{need}”. Veja os resultados e responda:',
  'mail.accepted.subject': 'O seu interesse foi aceite: {need}',
  'mail.accepted.body': 'A empresa líder aceitou o seu interesse em “{need}”. Veja o que vem a seguir:',
  'mail.declined.subject': 'Uma resposta ao seu interesse: {need}',
  'mail.declined.body': 'A empresa líder não aceitou o seu interesse em “{need}” e disse porquê:',
} satisfies Record<keyof typeof source, string>
